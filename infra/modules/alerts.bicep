// Who is told when the pipeline needs a person, and when it costs more than planned. Each rule looks for lines of a fixed beginning, or
// for what should be there and is not.

@description('Required. Base of the names.')
param name string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Resource id of the workspace.')
param workspaceId string

@description('Required. Mail addresses that alerts go to.')
@minLength(1)
param mailAddresses array

@description('Required. Failed runs of functions in an hour from which on IT is told. A throttled tenant fails runs that are simply tried again.')
@minValue(1)
param failedRunsPerHour int

@description('Required. Amount a month, in the currency of the subscription, that the resource group should not pass.')
@minValue(1)
param budgetAmount int

@description('Required. First day of the month in which the budget was made, such as 2026-11-01: Azure never lets it change. Empty or `none`: no budget.')
param budgetStart string

// A line logged with an exception is in AppExceptions, its text among the properties.
var lines = 'union isfuzzy=true AppTraces, AppExceptions | extend Line = coalesce(Message, tostring(Properties.FormattedMessage), tostring(Properties.OriginalFormat), OuterMessage)'

// A mail for each line, which says what it is about; and no second one while that goes on.
var byLine = [
  {
    name: 'Line'
    operator: 'Include'
    values: [
      '*'
    ]
  }
]

var rules = [
  {
    key: 'poison'
    severity: 1
    description: 'Messages failed five times and wait in a poison queue: GET /api/poison says which and why; mend the cause, then redrive them.'
    query: '${lines} | where Line startswith "Message has reached MaxDequeueCount of"'
    threshold: 0
    dimensions: byLine
    frequency: 'PT15M'
    window: 'PT1H'
  }
  {
    key: 'failed-runs'
    severity: 2
    description: 'Many runs of functions failed within an hour: a service is down, or a role or a permission is missing. GET /api/health names it.'
    query: 'AppRequests | where Success == false and not(ResultCode startswith "4")'
    threshold: failedRunsPerHour
    dimensions: []
    frequency: 'PT30M'
    window: 'PT1H'
  }
  {
    key: 'stuck'
    severity: 2
    description: 'Work waits for a person, or longer than it should: GET /api/stuck says what and what to do.'
    query: '${lines} | where Line startswith "Stuck:"'
    threshold: 0
    dimensions: byLine
    frequency: 'PT1H'
    window: 'P1D'
  }
  {
    key: 'digest-not-sent'
    severity: 1
    description: 'A digest was due and was not sent: the log line says to which audience and of which period.'
    query: '${lines} | where Line startswith "Digest not sent:"'
    threshold: 0
    dimensions: byLine
    frequency: 'PT1H'
    window: 'P1D'
  }
  {
    key: 'timer-failed'
    severity: 1
    description: 'A timer failed: what it plans comes later or not at all until it succeeds. The log line names the timer and the cause.'
    query: '${lines} | where Line startswith "Timer failed:"'
    threshold: 0
    dimensions: byLine
    frequency: 'PT30M'
    window: 'P1D'
  }
  {
    key: 'planner-silent'
    severity: 0
    description: 'The hourly planner PlanHour has not succeeded for three hours: nothing new is sent or published. Or nothing is logged: the daily cap is reached, or no package is published yet.'
    query: 'union isfuzzy=true (datatable(TimeGenerated:datetime, Name:string, Success:bool)[]), AppRequests | where Name == "PlanHour" and Success == true | summarize Runs = count() | where Runs == 0'
    threshold: 0
    dimensions: []
    frequency: 'PT1H'
    window: 'PT3H'
  }
]

resource receivers 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'adoption'
    emailReceivers: [for (address, i) in mailAddresses: {
      name: 'mail-${i}'
      emailAddress: address
      useCommonAlertSchema: true
    }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in rules: {
  name: '${name}-${rule.key}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: '${name} ${rule.key}'
    description: rule.description
    enabled: true
    severity: rule.severity
    scopes: [
      workspaceId
    ]
    evaluationFrequency: rule.frequency
    windowSize: rule.window
    criteria: {
      allOf: [
        {
          query: rule.query
          dimensions: rule.dimensions
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: rule.threshold
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    // One mail when it starts, one when it is over. The app looks for what is stuck three times a day, hence the windows of a day.
    autoMitigate: true
    // The tables come into being with the first line of the app.
    skipQueryValidation: true
    actions: {
      actionGroups: [
        receivers.id
      ]
    }
  }
}]

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = if (!empty(budgetStart) && budgetStart != 'none') {
  name: 'budget-${name}'
  properties: {
    category: 'Cost'
    amount: budgetAmount
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: budgetStart
    }
    notifications: {
      spent80: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: mailAddresses
      }
      expected100: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: mailAddresses
      }
    }
  }
}
