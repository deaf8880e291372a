// Optional, and apart from main.bicep, because it asks for an Entra administrator (Privileged Role Administrator and Cloud Application
// Administrator) and for Bicep 0.36 or later with the Microsoft Graph extension (bicepconfig.json). graph-permissions.sh and .ps1 have
// the same effect without either Bicep or the extension.
//
// az deployment group create -g rg-adoption-dev -f infra/graph-permissions.bicep -p identityName=ID environmentName=dev
// hostNames="[\"HOST\"]"
//
// What it gives stays when a later run names less: take permissions away with graph-permissions.sh --remove.
extension microsoftGraphV1

@description('Required. Name of the app\'s identity, an output of main.bicep.')
param identityName string

@description('Required. Name of the environment, as in main.bicep.')
@minLength(1)
@maxLength(20)
param environmentName string

@description('Optional. Host names of the function app, to make the app registration that people sign in with; each gets a redirect address. Empty: no registration.')
param hostNames array = []

@description('Optional. Whether a group template has a team: channels and tabs.')
param withTeams bool = true

@description('Optional. Whether a group template says a guest policy.')
param withGuestPolicy bool = true

@description('Optional. Whether a group lists guests.')
param withGuests bool = true

@description('Optional. Whether the calendar uses the channel `news`.')
param withNews bool = true

@description('Optional. Whether usage reports are read; without them only the app\'s own signs count.')
param withReports bool = true

@description('Optional. Whether to give Mail.Send for the whole tenant. Better not: README.md gives it for the one mailbox, in Exchange.')
param withMailOfEveryMailbox bool = false

// As in functions/Graph/Permissions.cs and docs/permissions.md; a test holds them together.
var needed = [
  'User.Read.All'
  'Group.ReadWrite.All'
  'GroupMember.ReadWrite.All'
]
var teams = [
  'Channel.Create'
  'Channel.ReadBasic.All'
  'TeamsTab.ReadWrite.All'
]
var guestPolicy = [
  'GroupSettings.ReadWrite.All'
]
var guests = [
  'User.Invite.All'
]
var news = [
  'Sites.ReadWrite.All'
]
var reports = [
  'Reports.Read.All'
  'ReportSettings.Read.All'
]
var mail = [
  'Mail.Send'
]
var permissions = concat(
  needed,
  withTeams ? teams : [],
  withGuestPolicy ? guestPolicy : [],
  withGuests ? guests : [],
  withNews ? news : [],
  withReports ? reports : [],
  withMailOfEveryMailbox ? mail : []
)

var hasSignIn = !empty(hostNames)
var redirectUris = [for host in hostNames: 'https://${host}/.auth/login/aad/callback']

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource microsoftGraph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  appId: '00000003-0000-0000-c000-000000000000'
}

// By their names, which are documented and readable, not by their ids.
resource assignments 'Microsoft.Graph/appRoleAssignedTo@v1.0' = [for permission in permissions: {
  appRoleId: filter(microsoftGraph.appRoles, role => role.value == permission && contains(role.allowedMemberTypes, 'Application'))[0].id
  principalId: identity.properties.principalId
  resourceId: microsoftGraph.id
}]

// What people sign in with. It holds no secret: App Service asks for an id token, which carries the person's roles.
resource registration 'Microsoft.Graph/applications@v1.0' = if (hasSignIn) {
  uniqueName: 'adoption-automation-${environmentName}'
  displayName: 'Adoption Automation (${environmentName})'
  signInAudience: 'AzureADMyOrg'
  web: {
    redirectUris: redirectUris
    implicitGrantSettings: {
      enableIdTokenIssuance: true
      enableAccessTokenIssuance: false
    }
  }
  // The ids are those of graph-permissions.sh and .ps1.
  appRoles: [
    {
      id: '6a1c4d52-8c1f-4c5e-9d0a-0f5a7f3b1e01'
      value: 'it'
      displayName: 'IT'
      description: 'Triggers, gates, pauses and explains waves; operates.'
      allowedMemberTypes: [
        'User'
      ]
      isEnabled: true
    }
    {
      id: '6a1c4d52-8c1f-4c5e-9d0a-0f5a7f3b1e02'
      value: 'community'
      displayName: 'Community managers'
      description: 'Edit the content calendar and see what is published.'
      allowedMemberTypes: [
        'User'
      ]
      isEnabled: true
    }
    {
      id: '6a1c4d52-8c1f-4c5e-9d0a-0f5a7f3b1e03'
      value: 'leadership'
      displayName: 'Leadership'
      description: 'Reads digests and figures.'
      allowedMemberTypes: [
        'User'
      ]
      isEnabled: true
    }
  ]
}

// Any person of the tenant may sign in, for contests ask who they are; what they may then do is their role's, and without a role nothing.
resource enterpriseApp 'Microsoft.Graph/servicePrincipals@v1.0' = if (hasSignIn) {
  appId: registration!.appId
  appRoleAssignmentRequired: false
  // What the admin centre shows among the enterprise applications.
  tags: [
    'WindowsAzureActiveDirectoryIntegratedApp'
  ]
}

@description('Client id of the app registration: `authClientId` of main.bicep. Empty: none was made.')
output authClientId string = hasSignIn ? registration!.appId : ''
