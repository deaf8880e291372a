// The vault of the app's secrets. Their values never pass through Bicep: deploy.sh makes or asks for them (README.md lists them), the app
// reads them through references in its settings.

@description('Required. Name of the vault: 3 to 24 letters, digits and single hyphens, unique in the world.')
@minLength(3)
@maxLength(24)
param name string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Days that a deleted vault or secret can be brought back; fixed when the vault is made. Nobody can shorten them (purge protection).')
@minValue(7)
@maxValue(90)
param retentionDays int

@description('Required. Whether only private endpoints and `allowedAddresses` reach the vault.')
param isPrivate bool

@description('Required. Public IPv4 addresses or ranges let in where the vault is private: of who deploys.')
param allowedAddresses array

var ipRules = [for address in allowedAddresses: {
  value: address
}]

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: retentionDays
    publicNetworkAccess: isPrivate && empty(allowedAddresses) ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      ipRules: ipRules
      virtualNetworkRules: []
    }
  }
}

@description('Name of the vault.')
output name string = vault.name

@description('Address of the vault, with a slash at its end.')
output uri string = vault.properties.vaultUri
