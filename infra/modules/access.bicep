// Who may do what in Azure, each role with its reason. Names are made of scope, identity and role: a repeat changes nothing, a new
// identity gets roles of its own. Deployments only add: a role that is not deployed any more stays until it is deleted (README.md, After a
// restore).

@description('Required. Name of the storage account.')
param storageAccountName string

@description('Required. Name of the vault.')
param vaultName string

@description('Required. Name of the Application Insights component.')
param componentName string

@description('Required. Object id of the app\'s identity.')
param appPrincipalId string

@description('Required. Object id of who operates: sets secrets, uploads campaign files. Empty: nobody.')
param operatorId string

@description('Required. What `operatorId` is.')
@allowed([
  'User'
  'Group'
  'ServicePrincipal'
])
param operatorType string

@description('Required. Whether the operator may write tables, which a restore needs, and read backups. They hold people\'s rows and the ledger: only as long as needed. Turned off, it takes nothing away.')
param operatorCanRestore bool

var storageBlobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var storageQueueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var storageBlobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var keyVaultSecretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'

var hasOperator = !empty(operatorId)

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageAccountName
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' existing = {
  parent: account
  name: 'default'
}

resource campaignFiles 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = {
  parent: blobService
  name: 'campaign'
}

resource backups 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = {
  parent: blobService
  name: 'backups'
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

// The Functions host makes containers of its own for leases, timers' status and keys, and takes leases: it asks for Owner, as documented
// for AzureWebJobsStorage. The app reads and writes its files with it, and the platform the package.
resource appBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, storageBlobDataOwner)
  scope: account
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataOwner)
  }
}

// Sends, receives and deletes messages, counts them for the health page, and makes a poison queue if somebody deleted it.
resource appQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, storageQueueDataContributor)
  scope: account
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageQueueDataContributor)
  }
}

// Reads and writes the rows of waves, people, calendar, surveys, figures and the ledger.
resource appTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, storageTableDataContributor)
  scope: account
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageTableDataContributor)
  }
}

// Sends logs, traces and metrics: with local authentication off, an identity without this role is silent.
resource appTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, appPrincipalId, monitoringMetricsPublisher)
  scope: component
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
  }
}

// Reads the values of secrets that the settings refer to; lists none, writes none.
resource appSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, appPrincipalId, keyVaultSecretsUser)
  scope: vault
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
  }
}

// Sets the secrets that the deployment makes or asks for, and rotates them.
resource operatorSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasOperator) {
  name: guid(vault.id, operatorId, keyVaultSecretsOfficer)
  scope: vault
  properties: {
    principalId: operatorId
    principalType: operatorType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsOfficer)
  }
}

// Uploads campaign files and restores a former version of one. This container only: the others hold what the app found out about people.
resource operatorFiles 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasOperator) {
  name: guid(campaignFiles.id, operatorId, storageBlobDataContributor)
  scope: campaignFiles
  properties: {
    principalId: operatorId
    principalType: operatorType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataContributor)
  }
}

// Reads the nightly copies that a restore starts from, and writes down whom it erased again.
resource operatorBackups 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasOperator && operatorCanRestore) {
  name: guid(backups.id, operatorId, storageBlobDataContributor)
  scope: backups
  properties: {
    principalId: operatorId
    principalType: operatorType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataContributor)
  }
}

// Writes rows back in a restore.
resource operatorTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasOperator && operatorCanRestore) {
  name: guid(account.id, operatorId, storageTableDataContributor)
  scope: account
  properties: {
    principalId: operatorId
    principalType: operatorType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageTableDataContributor)
  }
}
