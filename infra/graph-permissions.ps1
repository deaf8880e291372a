#Requires -Version 7.2
<#
.SYNOPSIS
What graph-permissions.sh does, for Windows: Microsoft Graph permissions for the app's identity, an app registration for the sign-in.
.DESCRIPTION
Run it as Privileged Role Administrator (and Cloud Application Administrator for the sign-in). Safe to run again.
.PARAMETER Environment
As in deploy.ps1.
.PARAMETER Group
The resource group; rg-adoption-ENVIRONMENT if absent.
.PARAMETER Without
Of teams, guest-policy, guests, news, reports: what the campaign does not use. What was given before is taken away.
.PARAMETER With
mail: Mail.Send for every mailbox of the tenant. Better give it for the one mailbox in Exchange (README.md).
.PARAMETER Only
Of permissions, sign-in; both if absent.
.PARAMETER Identity
Object id of the app's identity, if you may not read the resource group.
.PARAMETER HostNames
Host names of the app, for the same reason; and for a domain of its own.
.PARAMETER Remove
Takes all of these permissions away and deletes the app registration.
.PARAMETER DryRun
Prints the requests, asks nothing and changes nothing.
#>
[CmdletBinding()]
param(
  [string] $Environment,
  [string] $Group,
  [string[]] $Without = @(),
  [string[]] $With = @(),
  [string[]] $Only = @('permissions', 'sign-in'),
  [string] $Identity,
  [string[]] $HostNames = @(),
  [switch] $Remove,
  [switch] $DryRun
)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'azure.ps1')
if (-not $Group) { $Group = "rg-adoption-$Environment" }
$graph = 'https://graph.microsoft.com/v1.0'
$token = $null

# As in functions/Graph/Permissions.cs and docs/permissions.md; a test holds them together.
$permissions = [ordered]@{
  'needed'       = 'User.Read.All', 'Group.ReadWrite.All', 'GroupMember.ReadWrite.All'
  'teams'        = 'Channel.Create', 'Channel.ReadBasic.All', 'TeamsTab.ReadWrite.All'
  'guest-policy' = , 'GroupSettings.ReadWrite.All'
  'guests'       = , 'User.Invite.All'
  'news'         = , 'Sites.ReadWrite.All'
  'reports'      = 'Reports.Read.All', 'ReportSettings.Read.All'
  'mail'         = , 'Mail.Send'
}

function Test-Everything {
  Test-Environment
  Test-Tool az 'https://aka.ms/azure-cli'
  Test-Login
  foreach ($word in $Without) {
    if ($word -notin 'teams', 'guest-policy', 'guests', 'news', 'reports') { Add-Problem "-Without knows no $word." }
  }
  foreach ($word in $With) {
    if ($word -ne 'mail') { Add-Problem "-With knows no $word." }
  }
  foreach ($word in $Only) {
    if ($word -notin 'permissions', 'sign-in') { Add-Problem "-Only knows no $word." }
  }
  Stop-IfProblems
}

function Test-Wanted([string] $feature) {
  switch ($feature) {
    'needed' { $true }
    'mail' { 'mail' -in $With }
    default { $feature -notin $Without }
  }
}

function Find-Part([string] $type, [string] $property, [string] $hint) {
  if ($DryRun) { return $property.ToUpperInvariant() }
  $name = Find-Resource $type
  if (-not $name) { throw "No $type of $Environment is in ${Group}: deploy first, or name it with $hint." }
  Get-Property $type $name $property
}

# With a token of whoever is signed in, rather than az rest, whose command file on Windows trips over the brackets of Graph's addresses.
function Invoke-Graph([string] $method, [string] $path, [hashtable] $body = $null, [hashtable] $headers = @{}) {
  if ($DryRun -and $method -ne 'Get') {
    Write-Host "+ $($method.ToUpperInvariant()) $graph/$path $(if ($body) { $body | ConvertTo-Json -Depth 5 -Compress })"
    return
  }

  if (-not $script:token) {
    $script:token = Invoke-Az account get-access-token --resource-type ms-graph --query accessToken --output tsv |
      ConvertTo-SecureString -AsPlainText -Force
  }

  $request = @{ Method = $method; Uri = "$graph/$path"; Headers = $headers; Authentication = 'Bearer'; Token = $script:token }
  if ($body) {
    $request.Body = $body | ConvertTo-Json -Depth 5
    $request.ContentType = 'application/json; charset=utf-8'
  }

  Invoke-RestMethod @request
}

function Set-Permissions {
  Write-Step 'Microsoft Graph permissions of the app''s identity'
  $type = 'Microsoft.ManagedIdentity/userAssignedIdentities'
  if (-not $Identity -and $Remove -and -not $DryRun -and -not (Find-Resource $type)) {
    Write-Host "No identity of $Environment is in ${Group}: it has no permissions."
    return
  }

  if (-not $Identity) { $script:Identity = Find-Part $type principalId '-Identity' }
  $resource = $null
  $grants = @()
  if (-not $DryRun) {
    $resource = Invoke-Graph Get "servicePrincipals(appId='00000003-0000-0000-c000-000000000000')"
    $grants = (Invoke-Graph Get "servicePrincipals/$Identity/appRoleAssignments?`$top=999").value |
      Where-Object { $_.resourceId -eq $resource.id }
  }

  foreach ($feature in $permissions.Keys) {
    foreach ($name in $permissions[$feature]) {
      $role = $resource.appRoles | Where-Object { $_.value -eq $name -and 'Application' -in $_.allowedMemberTypes } | Select-Object -First 1
      if (-not $role -and -not $DryRun) { throw "Microsoft Graph knows no application permission $name here." }
      $grant = $grants | Where-Object { $_.appRoleId -eq $role.id } | Select-Object -First 1
      if (-not $Remove -and (Test-Wanted $feature)) {
        if ($grant) {
          Write-Host "$name is given."
        } else {
          Write-Host $name
          $body = @{ principalId = $Identity; resourceId = $resource.id; appRoleId = $role.id }
          Invoke-Graph Post "servicePrincipals/$Identity/appRoleAssignments" $body | Out-Null
        }
      } elseif ($grant) {
        Write-Host "$name is taken away."
        Invoke-Graph Delete "servicePrincipals/$Identity/appRoleAssignments/$($grant.id)" | Out-Null
      }
    }
  }
}

# The ids are those of graph-permissions.bicep and .sh.
function Get-Registration {
  $roles = @(
    @('6a1c4d52-8c1f-4c5e-9d0a-0f5a7f3b1e01', 'it', 'IT', 'Triggers, gates, pauses and explains waves; operates.'),
    @('6a1c4d52-8c1f-4c5e-9d0a-0f5a7f3b1e02', 'community', 'Community managers', 'Edit the content calendar and see what is published.'),
    @('6a1c4d52-8c1f-4c5e-9d0a-0f5a7f3b1e03', 'leadership', 'Leadership', 'Reads digests and figures.')
  )
  @{
    displayName    = "Adoption Automation ($Environment)"
    signInAudience = 'AzureADMyOrg'
    web            = @{
      redirectUris          = @($HostNames | ForEach-Object { "https://$_/.auth/login/aad/callback" })
      implicitGrantSettings = @{ enableIdTokenIssuance = $true; enableAccessTokenIssuance = $false }
    }
    appRoles       = @($roles | ForEach-Object {
        @{ id = $_[0]; value = $_[1]; displayName = $_[2]; description = $_[3]; isEnabled = $true; allowedMemberTypes = @('User') }
      })
  }
}

# By its unique name, which nobody else can take, unlike the name that is shown. It holds no secret: App Service asks for an id token only.
function Set-Registration {
  Write-Step 'App registration for the sign-in'
  if (-not $HostNames) { $script:HostNames = @(Find-Part Microsoft.Web/sites defaultHostName '-HostNames') }
  $path = "applications(uniqueName='adoption-automation-$Environment')"
  $upsert = @{ Prefer = 'create-if-missing' }
  Invoke-Graph Patch $path (Get-Registration) $upsert | Out-Null
  $id = if ($DryRun) { 'CLIENT-ID' } else { Wait-For { (Invoke-Graph Get $path).appId } }
  # Any person of the tenant may sign in, for contests ask who they are; what they may then do is their role's, and without a role nothing.
  $principal = @{ appRoleAssignmentRequired = $false; tags = @('WindowsAzureActiveDirectoryIntegratedApp') }
  Wait-For { Invoke-Graph Patch "servicePrincipals(appId='$id')" $principal $upsert | Out-Null }
  Write-Host @"

Now whoever deploys turns the sign-in on, in a shell in which the ADOPTION variables of the deployment are set:
  `$env:ADOPTION_AUTH_CLIENT_ID = '$id'; infra/deploy.ps1 -Environment $Environment -Group $Group -Only resources
and give people or groups their role: Entra admin centre, Enterprise applications, Adoption Automation ($Environment), Users and groups.
"@
}

function Remove-Registration {
  Write-Step 'App registration of the sign-in'
  $path = "applications(uniqueName='adoption-automation-$Environment')"
  $id = 'ID'
  try {
    if (-not $DryRun) { $id = (Invoke-Graph Get $path).id }
  } catch {
    # Anything else that goes wrong is not the same as none.
    if ($_.Exception.Response.StatusCode -ne 404) { throw }
    Write-Host 'There is none.'
    return
  }

  Invoke-Graph Delete "applications/$id" | Out-Null
}

try {
  Test-Everything
  if ('permissions' -in $Only) { Set-Permissions }
  if ('sign-in' -in $Only) {
    if ($Remove) { Remove-Registration } else { Set-Registration }
  }
} catch {
  Write-Host "Failed: $($_.Exception.Message)" -ForegroundColor Red
  exit 1
}
