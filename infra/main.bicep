// The whole deployment of one environment, in one resource group: deploy.sh or azd makes the group. This file only composes; README.md
// tells the order of things. Microsoft 365 permissions and the sign-in's app registration are apart, in graph-permissions.bicep: another
// person may give them.

@description('Required. Short name of the environment, such as dev or prod: lower case letters, digits and hyphens.')
@minLength(1)
@maxLength(20)
param environmentName string

@description('Optional. Region of everything; it must offer Flex Consumption.')
param location string = resourceGroup().location

@description('Required. Id of the campaign that calls mean when they name none, as in campaign.json.')
@minLength(1)
param campaignId string

@description('Required. Address that mails come from, verified in SendGrid.')
@minLength(3)
param mailFromAddress string

@description('Required. Name that mails come from, as people read it.')
@minLength(1)
param mailFromName string

@description('Required. Mail addresses of IT that alerts and the budget\'s warnings go to.')
@minLength(1)
param alertMails array

@description('Optional. SendGrid\'s API: the one of the EU keeps mails there.')
@allowed([
  'https://api.sendgrid.com'
  'https://api.eu.sendgrid.com'
])
param sendGridHost string = 'https://api.sendgrid.com'

@description('Optional. Dress rehearsal: a test address that gets every mail, while nobody joins a group. Empty: mails go to people.')
param mailRedirectAllTo string = ''

@description('Optional. Verification key of SendGrid\'s signed event webhook (base64, public). Empty: no events are taken in, and mails of unknown outcome wait for a person.')
param mailEventWebhookPublicKey string = ''

@description('Optional. How long an event may take before a mail of unknown outcome counts as not taken, from 00:10:00 to 3.00:00:00.')
param mailUncertainAfter string = '06:00:00'

@description('Optional. Object id of the mailbox that posts are sent from. Empty: no post is sent by mail.')
param postsMailboxId string = ''

@description('Optional. Dress rehearsal: address of a test group that gets every post. Empty: posts go to their groups.')
param postsRedirectAllTo string = ''

@description('Optional. Ids of the groups (groups.json) whose Teams channel has a workflow. The address of each is the secret `workflow-GROUP` of the vault, set before the deployment that names it.')
param workflowGroups array = []

@description('Optional. Public https address of the app for the links in mails, if it has a domain of its own. Empty: the one that Azure gives it.')
param linksBaseUrl string = ''

@description('Optional. Requests a minute that one survey link may make.')
@minValue(1)
@maxValue(10000)
param surveysMostPerLink int = 20

@description('Optional. The same of one address, which may stand for a whole office.')
@minValue(1)
@maxValue(1000000)
param surveysMostPerAddress int = 600

@description('Optional. How long one news feed may take, up to a minute.')
param feedsMostTime string = '00:00:10'

@description('Optional. Address of Microsoft Graph with its version; national clouds have their own.')
param graphBaseUrl string = 'https://graph.microsoft.com/v1.0'

@description('Optional. Client id of the Entra app registration that people sign in with (graph-permissions.sh makes it). Empty or `none`: nobody signs in, only the function key is believed.')
param authClientId string = ''

@description('Optional. Object id of who operates: sets secrets and uploads campaign files. deploy.sh takes whoever is signed in. Empty: nobody gets these roles.')
param operatorId string = ''

@description('Optional. What `operatorId` is; a group is best, because people change.')
@allowed([
  'User'
  'Group'
  'ServicePrincipal'
])
param operatorType string = 'User'

@description('Optional. Whether the operator may read backups and write tables: for a restore, and only as long as it takes. Turned off, it takes nothing away: README.md says how.')
param operatorCanRestore bool = false

@description('Optional. Memory of an instance in MB. 2048 is one core, on which the twelve messages that an instance takes at a time wait for Graph more than for it; 512 is a quarter of the price and the speed.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int = 2048

@description('Optional. Most instances of each function, for each queue scales alone. More send nothing faster: Graph takes 20 writes a second from all together, shared through a table, and a further instance only waits its turn. 40 take 480 messages at a time, of up to 100 people each; fewer are not taken in every region.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Optional. Functions of which one instance always waits, such as PublishPost, or `http` for all pages. Without, what scales from zero starts cold: a queue may be noticed minutes late, a page take many seconds. Each costs about 20 dollars a month at 2048 MB.')
param alwaysReadyFunctions array = []

@description('Optional. Copies of the storage account: LRS in one building, ZRS in three zones of the region, GRS and GZRS in a second region too.')
@allowed([
  'Standard_LRS'
  'Standard_ZRS'
  'Standard_GRS'
  'Standard_GZRS'
])
param storageSku string = 'Standard_ZRS'

@description('Optional. Days that nightly backups of the tables are kept; 0: none are made.')
@minValue(0)
@maxValue(20)
param backupsKeepDays int = 14

@description('Optional. Days after it was written that a former version of a file is deleted. An erased person lives on in one for at most this, `softDeleteDays` and two days: at most 29.')
@minValue(1)
@maxValue(20)
param oldVersionDays int = 20

@description('Optional. Days that deleted blobs can be brought back.')
@minValue(1)
@maxValue(7)
param softDeleteDays int = 7

@description('Optional. Whether a lock keeps the storage account from being deleted by mistake.')
param lockStorage bool = true

@description('Optional. Days that a deleted vault can be brought back; fixed when the vault is made.')
@minValue(7)
@maxValue(90)
param vaultRetentionDays int = 90

@description('Optional. Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Optional. Gigabytes of logs a day at most; a wave of 10,000 people writes far less than one.')
@minValue(1)
@maxValue(100)
param logDailyCapGb int = 1

@description('Optional. OTLP endpoint that traces and metrics go to as well. Empty: Application Insights only.')
param otlpEndpoint string = ''

@description('Optional. Whether that endpoint wants headers, such as a key: they are the secret `otlp-headers` of the vault.')
param otlpHasHeaders bool = false

@description('Optional. Failed runs of functions in an hour from which on IT is told.')
@minValue(1)
param failedRunsPerHour int = 20

@description('Optional. Amount a month, in the currency of the subscription, at 80 percent of which IT is told.')
@minValue(1)
param budgetAmount int = 50

@description('Optional. First day of the month in which the budget was made, such as 2026-11-01: Azure never lets it change, deploy.sh looks it up. Empty or `none`: no budget.')
param budgetStart string = ''

@description('Optional. Whether the storage account and the vault are reached by private endpoints only. Fixed costs of about 65 dollars a month.')
param privateNetwork bool = false

@description('Optional. Address space of the private network, a /24 or larger.')
param networkPrefix string = '10.60.0.0/24'

@description('Optional. Public IPv4 addresses let through to the storage account and the vault of a private network, such as that of who deploys.')
param allowedAddresses array = []

// Valid for every environment name: what follows the letters is 13 letters and digits, the same each time for the same group and
// environment.
var letters = replace(toLower(environmentName), '-', '')
var token = uniqueString(resourceGroup().id, environmentName)
var baseName = 'adoption${letters}-${token}'
var storageAccountName = 'st${take(letters, 9)}${token}'
var vaultName = 'kv${take(letters, 9)}${token}'
var networkName = 'vnet-${baseName}'
var identityName = 'id-${baseName}'
var workspaceName = 'log-${baseName}'
var componentName = 'appi-${baseName}'
var deploymentContainer = 'deployment'

var tags = {
  application: 'AdoptionAutomation'
  'adoption-environment': environmentName
  'azd-env-name': environmentName
}

// Modules pass each other names rather than outputs, so that what-if can look into those that depend on others; only the id that roles are
// given to is known no sooner than it is made.
module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: identityName
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: storageAccountName
    location: location
    tags: tags
    sku: storageSku
    deploymentContainer: deploymentContainer
    campaignId: campaignId
    oldVersionDays: oldVersionDays
    softDeleteDays: softDeleteDays
    backupsKeepDays: backupsKeepDays
    isPrivate: privateNetwork
    allowedAddresses: allowedAddresses
    isLocked: lockStorage
  }
}

module keyVault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  params: {
    name: vaultName
    location: location
    tags: tags
    retentionDays: vaultRetentionDays
    isPrivate: privateNetwork
    allowedAddresses: allowedAddresses
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    workspaceName: workspaceName
    componentName: componentName
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    name: networkName
    location: location
    tags: tags
    addressPrefix: networkPrefix
    storageAccountId: resourceId('Microsoft.Storage/storageAccounts', storageAccountName)
    vaultId: resourceId('Microsoft.KeyVault/vaults', vaultName)
  }
  dependsOn: [
    storage
    keyVault
  ]
}

module access 'modules/access.bicep' = {
  name: 'access'
  params: {
    storageAccountName: storageAccountName
    vaultName: vaultName
    componentName: componentName
    appPrincipalId: identity.outputs.principalId
    operatorId: operatorId
    operatorType: operatorType
    operatorCanRestore: operatorCanRestore
  }
  dependsOn: [
    storage
    keyVault
    monitoring
  ]
}

module functionApp 'modules/function-app.bicep' = {
  name: 'function-app'
  params: {
    name: baseName
    planName: 'plan-${baseName}'
    location: location
    tags: tags
    identityName: identityName
    storageAccountName: storageAccountName
    deploymentContainer: deploymentContainer
    vaultUri: 'https://${vaultName}${environment().suffixes.keyvaultDns}/'
    componentName: componentName
    subnetId: privateNetwork ? resourceId('Microsoft.Network/virtualNetworks/subnets', networkName, 'app') : ''
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyFunctions: alwaysReadyFunctions
    authClientId: authClientId
    campaignId: campaignId
    graphBaseUrl: graphBaseUrl
    postsMailboxId: postsMailboxId
    postsRedirectAllTo: postsRedirectAllTo
    workflowGroups: workflowGroups
    sendGridHost: sendGridHost
    mailFromAddress: mailFromAddress
    mailFromName: mailFromName
    mailRedirectAllTo: mailRedirectAllTo
    mailEventWebhookPublicKey: mailEventWebhookPublicKey
    mailUncertainAfter: mailUncertainAfter
    feedsMostTime: feedsMostTime
    linksBaseUrl: linksBaseUrl
    surveysMostPerLink: surveysMostPerLink
    surveysMostPerAddress: surveysMostPerAddress
    backupsKeepDays: backupsKeepDays
    otlpEndpoint: otlpEndpoint
    otlpHasHeaders: otlpHasHeaders
  }
  dependsOn: [
    // The app starts with its roles, which come after all that they are for, and with its way to the storage account.
    access
    network
  ]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: baseName
    location: location
    tags: tags
    workspaceId: resourceId('Microsoft.OperationalInsights/workspaces', workspaceName)
    mailAddresses: alertMails
    failedRunsPerHour: failedRunsPerHour
    budgetAmount: budgetAmount
    budgetStart: budgetStart
  }
  dependsOn: [
    monitoring
  ]
}

@description('Name of the function app.')
output functionAppName string = functionApp.outputs.name

@description('Host name of the function app.')
output functionAppHostName string = functionApp.outputs.hostName

@description('Name of the storage account.')
output storageAccountName string = storage.outputs.name

@description('Name of the vault.')
output vaultName string = keyVault.outputs.name

@description('Address of the vault.')
output vaultUri string = keyVault.outputs.uri

@description('Name of the app\'s identity, which Microsoft Graph permissions are given to.')
output identityName string = identityName

@description('Object id of the app\'s identity.')
output identityPrincipalId string = identity.outputs.principalId

@description('Client id of the app\'s identity, by which Exchange knows it.')
output identityClientId string = identity.outputs.clientId
