// The real campaign: mails go to people. deploy.sh sets the variables that begin with AZURE_ and ADOPTION_BUDGET_START; set those without
// a default yourself, or better, write values in their place and keep this file in your repository: none of them is a secret.
using './main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'prod')
param operatorId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param operatorType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
param authClientId = readEnvironmentVariable('ADOPTION_AUTH_CLIENT_ID', '')
param budgetStart = readEnvironmentVariable('ADOPTION_BUDGET_START', '')

param campaignId = readEnvironmentVariable('ADOPTION_CAMPAIGN')
param mailFromAddress = readEnvironmentVariable('ADOPTION_MAIL_FROM')
param mailFromName = readEnvironmentVariable('ADOPTION_MAIL_FROM_NAME')
param mailEventWebhookPublicKey = readEnvironmentVariable('ADOPTION_MAIL_EVENT_KEY', '')
param sendGridHost = 'https://api.eu.sendgrid.com'
param alertMails = [
  readEnvironmentVariable('ADOPTION_ALERT_MAIL')
]

param postsMailboxId = readEnvironmentVariable('ADOPTION_POSTS_MAILBOX', '')
param workflowGroups = []
param linksBaseUrl = ''

// Posts are promised to the minute; a cold start takes longer. Leave it empty where that does not matter.
param alwaysReadyFunctions = [
  'PublishPost'
]

param storageSku = 'Standard_ZRS'
param lockStorage = true
param vaultRetentionDays = 90
param backupsKeepDays = 14
param logRetentionDays = 90
param budgetAmount = 100

// See README.md: what deploys must then be let in, or run inside the network.
param privateNetwork = false
param allowedAddresses = []
