// The app on Flex Consumption: it costs nothing while nothing is due, and every queue scales by its length.

@description('Required. Name of the app: 2 to 60 letters, digits and hyphens, unique in the world.')
@minLength(2)
@maxLength(60)
param name string

@description('Required. Name of the plan.')
@minLength(1)
@maxLength(60)
param planName string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Name of the app\'s identity.')
param identityName string

@description('Required. Name of the storage account.')
param storageAccountName string

@description('Required. Name of the container that the package is published to.')
param deploymentContainer string

@description('Required. Address of the vault, with a slash at its end.')
param vaultUri string

@description('Required. Name of the Application Insights component.')
param componentName string

@description('Required. Resource id of the subnet that the app goes out through. Empty: none.')
param subnetId string

@description('Required. Memory of an instance, in MB.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int

@description('Required. Most instances of each function; those with an address count as one.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int

@description('Required. Functions of which one instance always waits: names of functions with a queue, or `http` for all with an address.')
param alwaysReadyFunctions array

@description('Required. Client id of the Entra app registration that people sign in with. Empty or `none`: nobody signs in, only the function key is believed.')
param authClientId string

@description('Required. Id of the campaign that calls mean when they name none.')
param campaignId string

@description('Required. Address of Microsoft Graph with its version.')
param graphBaseUrl string

@description('Required. Object id of the mailbox that posts are sent from. Empty: none is sent.')
param postsMailboxId string

@description('Required. Address of a test group that gets every post. Empty: posts go to their groups.')
param postsRedirectAllTo string

@description('Required. Ids of the groups whose Teams channel has a workflow; the vault holds the address of each as `workflow-GROUP`.')
param workflowGroups array

@description('Required. Address of SendGrid\'s API.')
param sendGridHost string

@description('Required. Verified sender of the mails.')
param mailFromAddress string

@description('Required. Name of the sender as people read it.')
param mailFromName string

@description('Required. Test address that gets every mail. Empty: mails go to people.')
param mailRedirectAllTo string

@description('Required. Verification key of SendGrid\'s signed event webhook, which is public. Empty: no events are taken in.')
param mailEventWebhookPublicKey string

@description('Required. How long an event may take before a mail of unknown outcome counts as not taken.')
param mailUncertainAfter string

@description('Required. How long one feed may take.')
param feedsMostTime string

@description('Required. Public address of the app, for the links in mails. Empty: the one that Azure gave it.')
param linksBaseUrl string

@description('Required. Requests a minute that one survey link may make.')
@minValue(1)
@maxValue(10000)
param surveysMostPerLink int

@description('Required. The same of one address, which may stand for a whole office.')
@minValue(1)
@maxValue(1000000)
param surveysMostPerAddress int

@description('Required. Days that nightly backups are kept; 0: none are made.')
@minValue(0)
@maxValue(20)
param backupsKeepDays int

@description('Required. OTLP endpoint that traces and metrics go to as well. Empty: none.')
param otlpEndpoint string

@description('Required. Whether the OTLP endpoint wants headers, such as a key: the vault holds them as `otlp-headers`.')
param otlpHasHeaders bool

var alwaysReady = [for function in alwaysReadyFunctions: {
  name: function == 'http' ? 'http' : 'function:${function}'
  instanceCount: 1
}]

var hasSignIn = !empty(authClientId) && authClientId != 'none'

// Names of settings hold no hyphens on Linux.
var workflowSettings = toObject(
  workflowGroups,
  group => 'Posts__Workflows__${replace(group, '-', '_')}',
  group => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/workflow-${group})'
)

var otlpSettings = empty(otlpEndpoint) ? {} : {
  OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint
}

var otlpHeaderSettings = empty(otlpEndpoint) || !otlpHasHeaders ? {} : {
  OTEL_EXPORTER_OTLP_HEADERS: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/otlp-headers)'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageAccountName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, {
    // How azd finds where to publish.
    'azd-service-name': 'functions'
  })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    // No ftpsState: Flex Consumption has no FTP at all, and refuses a site that mentions it (Azure/azure-cli#31414).
    siteConfig: {
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${account.properties.primaryEndpoints.blob}${deploymentContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReady
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
    }
  }
}

// Publishing takes an Entra token, never a user name and a password. Azure has refused these without a location, which their type does not
// have (Azure/bicep-types-az#1571).
resource scmPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  #disable-next-line BCP187
  location: location
  properties: {
    allow: false
  }
}

resource ftpPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  #disable-next-line BCP187
  location: location
  properties: {
    allow: false
  }
}

// Signs people in with their app roles it, community and leadership. Who is not signed in is let through to the code, because links in
// mails and SendGrid's events come without a sign-in and carry a signature instead; each other function asks for a role or the key
// (functions/Operations/Access.cs). Deployed without a sign-in too, or one that was on would stay on.
resource signIn 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: hasSignIn
      runtimeVersion: '~1'
    }
    globalValidation: {
      requireAuthentication: false
      unauthenticatedClientAction: 'AllowAnonymous'
    }
    httpSettings: {
      requireHttps: true
    }
    identityProviders: hasSignIn ? {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: authClientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: {
          allowedAudiences: [
            authClientId
          ]
        }
      }
    } : {}
    login: {
      tokenStore: {
        enabled: false
      }
    }
  }
}

// Apart from the app, and after its sign-in: the header with a person's roles must not be believed before App Service guards it.
resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: union({
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identity.properties.clientId
    AzureWebJobsStorage__blobServiceUri: account.properties.primaryEndpoints.blob
    AzureWebJobsStorage__queueServiceUri: account.properties.primaryEndpoints.queue
    AzureWebJobsStorage__tableServiceUri: account.properties.primaryEndpoints.table
    APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
    Campaigns__Default: campaignId
    Graph__BaseUrl: graphBaseUrl
    Graph__ManagedIdentityClientId: identity.properties.clientId
    Posts__MailboxId: postsMailboxId
    Posts__RedirectAllTo: postsRedirectAllTo
    Mail__SendGridApiKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/sendgrid-api-key)'
    Mail__SendGridHost: sendGridHost
    Mail__FromAddress: mailFromAddress
    Mail__FromName: mailFromName
    Mail__RedirectAllTo: mailRedirectAllTo
    Mail__EventWebhookPublicKey: mailEventWebhookPublicKey
    Mail__UncertainAfter: mailUncertainAfter
    Feeds__AllowLoopback: 'false'
    Feeds__MostTime: feedsMostTime
    Links__BaseUrl: empty(linksBaseUrl) ? 'https://${app.properties.defaultHostName}' : linksBaseUrl
    Links__SigningKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/links-signing-key)'
    Surveys__EncryptionKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/surveys-encryption-key)'
    Surveys__MostPerLink: string(surveysMostPerLink)
    Surveys__MostPerAddress: string(surveysMostPerAddress)
    Access__FunctionKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/access-function-key)'
    Access__TrustClientPrincipal: hasSignIn ? 'true' : 'false'
    Backups__KeepDays: string(backupsKeepDays)
  }, workflowSettings, otlpSettings, otlpHeaderSettings)
  dependsOn: [
    signIn
  ]
}

@description('Name of the app.')
output name string = app.name

@description('Host name that Azure gave the app.')
output hostName string = app.properties.defaultHostName
