// Where logs, traces and metrics go. Only identities may write (no instrumentation key is believed), and no more than the daily cap is
// kept and paid for.

@description('Required. Name of the Log Analytics workspace.')
@minLength(4)
@maxLength(63)
param workspaceName string

@description('Required. Name of the Application Insights component.')
@minLength(1)
@maxLength(255)
param componentName string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Days that logs are kept. They hold ids, no names and no addresses.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('Required. Gigabytes a day that are taken in at most. Beyond it nothing is logged until the next day, and the alert on a silent planner says so.')
@minValue(1)
@maxValue(100)
param dailyCapGb int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    workspaceCapping: {
      dailyQuotaGb: dailyCapGb
    }
    features: {
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

// The tables of Application Insights keep 90 days, whatever the workspace says, until each is told its own. They are there with the
// workspace, before the first line. One after the other: the workspace refuses changes at the same time.
var componentTables = [
  'AppTraces'
  'AppRequests'
  'AppExceptions'
  'AppDependencies'
  'AppMetrics'
]

@batchSize(1)
resource tables 'Microsoft.OperationalInsights/workspaces/tables@2022-10-01' = [for table in componentTables: {
  parent: workspace
  name: table
  properties: {
    retentionInDays: retentionDays
    totalRetentionInDays: retentionDays
  }
}]

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
  }
}

@description('Name of the Application Insights component.')
output componentName string = component.name
