#Requires -Version 7.2
<#
.SYNOPSIS
What deploy.sh does, for Windows: group, resources, secrets, package, sample campaign, smoke check. Safe to run again.
.PARAMETER Environment
1 to 20 lower case letters, digits and hyphens.
.PARAMETER Location
Where to make the resource group, if it is not there yet.
.PARAMETER Group
The resource group; rg-adoption-ENVIRONMENT if absent.
.PARAMETER Parameters
infra/ENVIRONMENT.bicepparam if absent.
.PARAMETER Campaign
Folder that is uploaded if it is the app's campaign and not there yet; the sample in campaign/ if absent.
.PARAMETER Only
Of settings, resources, secrets, package, campaign, smoke; all if absent.
.PARAMETER Yes
Does not ask after showing what would change.
.PARAMETER DryRun
Prints the commands, asks Azure nothing and changes nothing.
.PARAMETER Azd
For azure.yaml: what azd knows comes from its environment.
.NOTES
Exit code: 0 all well, 1 failed, 2 deployed but the health page names something that is missing.
#>
[CmdletBinding()]
param(
  [string] $Environment,
  [string] $Location,
  [string] $Group,
  [string] $Parameters,
  [string] $Campaign,
  [string[]] $Only = @('settings', 'resources', 'secrets', 'package', 'campaign', 'smoke'),
  [switch] $Yes,
  [switch] $DryRun,
  [switch] $Azd
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot -Parent
. (Join-Path $PSScriptRoot 'azure.ps1')
. (Join-Path $PSScriptRoot 'steps.ps1')

if ($Azd) {
  if (-not $Environment) { $Environment = $env:AZURE_ENV_NAME }
  if (-not $Location) { $Location = $env:AZURE_LOCATION }
  if (-not $Group) { $Group = $env:AZURE_RESOURCE_GROUP }
  if (-not $Parameters) { $Parameters = Join-Path $PSScriptRoot 'main.parameters.json' }
}

if (-not $Group) { $Group = "rg-adoption-$Environment" }
if (-not $Parameters) { $Parameters = Join-Path $PSScriptRoot "$Environment.bicepparam" }
if (-not $Campaign) { $Campaign = Join-Path $root 'campaign' }
$package = Join-Path $root 'out/package'
$scratch = Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid().ToString('n'))
$exitCode = 0

function Get-RequiredSettings {
  $text = (Get-Content $Parameters | Where-Object { $_ -notmatch '^ *//' }) -join "`n"
  $pattern = if ($Parameters -like '*.json') { '\$\{(ADOPTION_[A-Z_]+)\}' } else { "readEnvironmentVariable\('([A-Z_]+)'\)" }
  [regex]::Matches($text, $pattern) | ForEach-Object { $_.Groups[1].Value } | Sort-Object -Unique
}

function Test-Everything {
  foreach ($step in $Only) {
    if ($step -notin 'settings', 'resources', 'secrets', 'package', 'campaign', 'smoke') { Add-Problem "-Only knows no step $step." }
  }

  Test-Environment
  Test-Tool az 'https://aka.ms/azure-cli, 2.60 or later.'
  Test-Login
  # azd asks for the subscription after its first hook.
  if ($Azd -and $env:AZURE_SUBSCRIPTION_ID -and (az account show --query id --output tsv 2>$null) -ne $env:AZURE_SUBSCRIPTION_ID) {
    Add-Problem "az and azd are in different subscriptions: az account set --subscription $env:AZURE_SUBSCRIPTION_ID."
  }

  if ('package' -in $Only) { Test-Tool dotnet 'the .NET 10 SDK.' }
  if (-not (Test-Path $Parameters -PathType Leaf)) {
    Add-Problem "$Parameters is missing: copy infra/dev.bicepparam, or name another with -Parameters."
  } elseif ('settings' -in $Only -or 'resources' -in $Only) {
    foreach ($name in Get-RequiredSettings) {
      if (-not [Environment]::GetEnvironmentVariable($name)) {
        Add-Problem "$name is not set, and $(Split-Path $Parameters -Leaf) asks for it (infra/README.md says what it is)."
      }
    }
  }

  if ('campaign' -in $Only -and -not (Test-Path (Join-Path $Campaign 'campaign.json'))) {
    Add-Problem "$Campaign/campaign.json is missing: -Campaign names the folder of a campaign."
  }

  Stop-IfProblems
}

function New-Group {
  Write-Step "Resource group $Group"
  if (-not $DryRun -and (az group exists --name $Group) -eq 'true') {
    Write-Host 'It is there.'
    return
  }

  if ($DryRun -and -not $Location) { $script:Location = 'REGION' }
  if (-not $Location) { throw "$Group is not there yet: say in which region to make it, -Location westeurope." }
  $tags = 'application=AdoptionAutomation', "adoption-environment=$Environment"
  Invoke-Change az group create --name $Group --location $Location --output none --tags @tags
}

# What the parameter file reads and only Azure knows. What was set before stays.
function Set-Lookups {
  $env:AZURE_ENV_NAME = $Environment
  if ($DryRun) { return }
  if (-not $env:AZURE_PRINCIPAL_ID) {
    $env:AZURE_PRINCIPAL_ID = az ad signed-in-user show --query id --output tsv 2>$null
    $env:AZURE_PRINCIPAL_TYPE = 'User'
    if (-not $env:AZURE_PRINCIPAL_ID) {
      $env:AZURE_PRINCIPAL_ID = Invoke-Az ad sp show --id (Invoke-Az account show --query user.name --output tsv) --query id --output tsv
      $env:AZURE_PRINCIPAL_TYPE = 'ServicePrincipal'
    }
  }

  $url = "/subscriptions/{subscriptionId}/resourceGroups/$Group/providers"
  if ($env:ADOPTION_BUDGET_START -eq 'none') {
    $env:ADOPTION_BUDGET_START = ''
  } elseif (-not $env:ADOPTION_BUDGET_START) {
    $budgets = Invoke-Az rest --method get --url "$url/Microsoft.Consumption/budgets?api-version=2023-11-01" | ConvertFrom-Json
    $name = "budget-adoption$($Environment.Replace('-', ''))-"
    $budget = $budgets.value | Where-Object { $_.name.StartsWith($name) } | Select-Object -First 1
    # A date or its text, whatever ConvertFrom-Json makes of it.
    $env:ADOPTION_BUDGET_START = if ($budget) {
      ([datetime]$budget.properties.timePeriod.startDate).ToUniversalTime().ToString('yyyy-MM-01')
    } else {
      [datetime]::UtcNow.ToString('yyyy-MM-01')
    }
  }

  # A sign-in that is on stays on, even if whoever deploys today does not know its id; `none` turns it off.
  if (-not $env:ADOPTION_AUTH_CLIENT_ID) {
    $there = Find-Resource Microsoft.Web/sites
    if ($there) {
      $url += "/Microsoft.Web/sites/$there/config/authsettingsV2?api-version=2024-04-01"
      $auth = Invoke-Az rest --method get --url $url | ConvertFrom-Json
      if ($auth.properties.platform.enabled) {
        $env:ADOPTION_AUTH_CLIENT_ID = $auth.properties.identityProviders.azureActiveDirectory.registration.clientId
      }
    }
  }
}

# A vault of a removed environment still holds its name, and the keys of links that people have. It comes back with them.
function Restore-Vault {
  if ($DryRun) { return }
  try {
    $deleted = Invoke-Az keyvault list-deleted --resource-type vault --output json | ConvertFrom-Json
  } catch {
    Write-Host ('Deleted vaults cannot be listed (it asks for rights on the subscription): taken as none. ' +
      'If the vault''s name is refused as taken, somebody with these rights runs az keyvault recover.')
    return
  }

  # As main.bicep makes the name: letters of the environment, then 13 more.
  $letters = $Environment.Replace('-', '')
  $start = "kv$($letters.Substring(0, [Math]::Min(9, $letters.Length)))"
  $deleted = $deleted | Where-Object { $_.properties.vaultId -like "*/resourceGroups/$Group/*" -and $_.name -like "$start*" } |
    Where-Object { $_.name.Length -eq $start.Length + 13 } | Select-Object -First 1
  if ($deleted) {
    Write-Step "Bringing back the deleted vault $($deleted.name) with its secrets"
    Invoke-Change az keyvault recover --name $deleted.name --resource-group $Group --output none
  }
}

# Secrets of the parameter file that people set. An app whose settings name one that is not there stops, so they come first once it runs.
function Test-GivenSecrets {
  $text = Get-Content $Parameters -Raw
  $list = [regex]::Match($text, '(?m)^param workflowGroups = \[([^\]]*)\]').Groups[1].Value
  $given = @([regex]::Matches($list, "'([^']+)'") | ForEach-Object { "workflow-$($_.Groups[1].Value)" })
  if ($text -match '(?m)^param otlpHasHeaders = true') { $given += 'otlp-headers' }
  if ($DryRun -or -not $given) { return }
  $there = Find-Resource Microsoft.KeyVault/vaults
  if (-not $there) { return }
  $names = @((Invoke-Az keyvault secret list --vault-name $there --output json | ConvertFrom-Json).name)
  foreach ($name in $given | Where-Object { $_ -notin $names }) {
    Add-Problem "$there holds no secret ${name}: az keyvault secret set --vault-name $there --name $name --file FILE"
  }

  Stop-IfProblems
}

function Publish-Resources {
  New-Group
  Set-Lookups
  Restore-Vault
  Test-GivenSecrets
  if (Select-String -Path $Parameters -Pattern '^param privateNetwork = true' -Quiet) {
    try {
      Invoke-Change az provider register --namespace Microsoft.App --wait
    } catch {
      Write-Host 'Microsoft.App cannot be registered (it asks for rights on the subscription): taken as registered.'
    }
  }

  $what = '--resource-group', $Group, '--name', "adoption-$Environment"
  $what += '--template-file', (Join-Path $PSScriptRoot 'main.bicep'), '--parameters', $Parameters
  Write-Step 'What would change'
  Invoke-Change az deployment group what-if @what
  if (-not $Yes -and -not $DryRun -and (Read-Host 'Make these changes? [y/N]') -notlike 'y*') {
    throw 'Stopped; nothing was changed but the empty group.'
  }

  Write-Step 'Resources'
  Invoke-Change az deployment group create @what --output none
}

New-Item $scratch -ItemType Directory | Out-Null
try {
  Test-Everything
  if ('resources' -in $Only) { Publish-Resources }
  if ($Only | Where-Object { $_ -in 'secrets', 'package', 'campaign', 'smoke' }) { Find-Parts }
  if ('secrets' -in $Only) { Set-Secrets }
  if ('package' -in $Only) { Publish-Package }
  if ('campaign' -in $Only) { Publish-Campaign }
  if ('smoke' -in $Only) {
    Test-Health
    Write-Goodbye
  }
} catch {
  Write-Host "Failed: $($_.Exception.Message)" -ForegroundColor Red
  $exitCode = 1
} finally {
  Remove-Item $scratch -Recurse -Force -ErrorAction SilentlyContinue
}

exit $exitCode
