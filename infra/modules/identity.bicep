// The one identity of the app: what it may do in Azure is in access.bicep, what it may do in Microsoft 365 in graph-permissions.bicep. It
// outlives the function app, so that a new app does not need an administrator's consent again.

@description('Required. Name of the identity.')
@minLength(3)
@maxLength(128)
param name string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

@description('Client id: what the app\'s settings name.')
output clientId string = identity.properties.clientId

@description('Object id: whom roles are given to.')
output principalId string = identity.properties.principalId
