// A trial: every mail and post goes to a test address, nobody joins a group, nothing is kept long, and all of it can be removed at once.
// deploy.sh sets the variables that begin with AZURE_ and ADOPTION_BUDGET_START; set those without a default yourself, or write values in
// their place.
using './main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param operatorId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param operatorType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
param authClientId = readEnvironmentVariable('ADOPTION_AUTH_CLIENT_ID', '')
param budgetStart = readEnvironmentVariable('ADOPTION_BUDGET_START', '')

param campaignId = readEnvironmentVariable('ADOPTION_CAMPAIGN', 'agora-2026')
param mailFromAddress = readEnvironmentVariable('ADOPTION_MAIL_FROM')
param mailFromName = readEnvironmentVariable('ADOPTION_MAIL_FROM_NAME', 'Campaign team')
param alertMails = [
  readEnvironmentVariable('ADOPTION_ALERT_MAIL')
]

param mailRedirectAllTo = readEnvironmentVariable('ADOPTION_TEST_MAIL')
param postsRedirectAllTo = readEnvironmentVariable('ADOPTION_TEST_MAIL')

param storageSku = 'Standard_LRS'
param lockStorage = false
param vaultRetentionDays = 7
param backupsKeepDays = 3
param oldVersionDays = 7
param budgetAmount = 20
