// Everything the app remembers: files in blobs, work in queues, rows in tables; and the package it runs from.
//
// How long something lives on that was deleted or overwritten, an erased person's data included: a blob's former version goes
// `oldVersionDays` after it was written, a backup one day after `backupsKeepDays`, then `softDeleteDays` in the recycle bin, and the
// policy runs once a day and may take a second one. As set by default: former versions 20 + 7 + 2 = 29 days, backups 14 + 1 + 7 + 2 = 24
// days. Tables and queues have neither versions nor a recycle bin.
//
// What a dress rehearsal of `campaignId` left in figures, snapshots and draws goes 30 days after it was last written. Prefixes take no
// wildcards: that of another campaign stays until somebody deletes the folders CAMPAIGN~dress. Its rows in tables stay as the real ones do.

@description('Required. Name of the account: 3 to 24 lower case letters and digits, unique in the world.')
@minLength(3)
@maxLength(24)
param name string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Copies: LRS in one building, ZRS in three zones of the region, GRS and GZRS in a second region too.')
@allowed([
  'Standard_LRS'
  'Standard_ZRS'
  'Standard_GRS'
  'Standard_GZRS'
])
param sku string

@description('Required. Days after it was written that a former version of a blob is deleted.')
@minValue(1)
@maxValue(20)
param oldVersionDays int

@description('Required. Days that deleted blobs, versions and containers can still be brought back.')
@minValue(1)
@maxValue(7)
param softDeleteDays int

@description('Required. Days that the app keeps a nightly backup; the policy here deletes what it left, a day later.')
@minValue(0)
@maxValue(20)
param backupsKeepDays int

@description('Required. Name of the container that the app\'s package is published to.')
param deploymentContainer string

@description('Required. Id of the campaign whose dress rehearsals are cleared away.')
param campaignId string

@description('Required. Whether only private endpoints and `allowedAddresses` reach the account.')
param isPrivate bool

@description('Required. Public IPv4 addresses or ranges let in where the account is private: of who deploys.')
param allowedAddresses array

@description('Required. Whether a lock keeps the account from being deleted: without its ledger, everything would be sent again.')
param isLocked bool

// The names of functions/Storage/StorageNames.cs; a test holds the two together.
var queues = [
  'provision-group'
  'invite-people'
  'send-mail'
  'publish-post'
  'run-survey'
  'take-snapshot'
]
var tables = [
  'groups'
  'guests'
  'waves'
  'people'
  'calendar'
  'surveys'
  'answers'
  'kpis'
  'effects'
  'lanes'
  'due'
  'contests'
  'feeds'
  'failures'
  'notices'
]
var containers = [
  'campaign'
  'draws'
  'results'
  'kpis'
  'backups'
]

var ipRules = [for address in allowedAddresses: {
  value: address
  action: 'Allow'
}]

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate && empty(allowedAddresses) ? 'Disabled' : 'Enabled'
    networkAcls: {
      // Or the lifecycle policy could not run behind the firewall.
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      ipRules: ipRules
    }
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
  }
}

resource blobContainers 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [for container in containers: {
  parent: blobService
  name: container
  properties: {
    publicAccess: 'None'
  }
}]

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobService
  name: deploymentContainer
  properties: {
    publicAccess: 'None'
  }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource workQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [for queue in queues: {
  parent: queueService
  name: queue
}]

// What failed five times. The host would make them when it needs them; here, the health page can count them from the first day.
resource poisonQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [for queue in queues: {
  parent: queueService
  name: '${queue}-poison'
}]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource appTables 'Microsoft.Storage/storageAccounts/tableServices/tables@2023-05-01' = [for table in tables: {
  parent: tableService
  name: table
}]

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          // In every container: files, figures, draws, packages, and the host's own timer status, which is overwritten with every run.
          name: 'oldVersions'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: [
                'blockBlob'
              ]
            }
            actions: {
              version: {
                delete: {
                  daysAfterCreationGreaterThan: oldVersionDays
                }
              }
            }
          }
        }
        {
          // The folders of functions/Mail/MailRedirect.cs.
          name: 'dressRehearsals'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: [
                'blockBlob'
              ]
              prefixMatch: [
                'results/${campaignId}~dress/'
                'kpis/${campaignId}~dress/'
                'draws/${campaignId}~dress/'
              ]
            }
            actions: {
              baseBlob: {
                delete: {
                  daysAfterModificationGreaterThan: 30
                }
              }
            }
          }
        }
        {
          // Days of backups hold people's rows: none outlives its time because the app was down, nor as a version of a deleted blob.
          name: 'oldBackups'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: [
                'blockBlob'
              ]
              prefixMatch: [
                'backups/20'
              ]
            }
            actions: {
              baseBlob: {
                delete: {
                  daysAfterCreationGreaterThan: backupsKeepDays + 1
                }
              }
              version: {
                delete: {
                  daysAfterCreationGreaterThan: backupsKeepDays + 1
                }
              }
            }
          }
        }
      ]
    }
  }
  dependsOn: [
    // Rules about versions are refused while versioning is off.
    blobService
  ]
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (isLocked) {
  scope: account
  name: 'holds-the-ledger'
  properties: {
    level: 'CanNotDelete'
    notes: 'The ledger of what was sent is here: without it, everything would be sent again. infra/README.md says how to remove it.'
  }
}

@description('Name of the account.')
output name string = account.name
