# The steps of deploy.ps1 that come after the resources: secrets, package, campaign, smoke check. Dot-sourced, not run; deploy.ps1 sets what
# they read.
function Find-Parts {
  $script:app = if ($DryRun) { 'APP' } else { Find-Resource Microsoft.Web/sites }
  $script:vault = if ($DryRun) { 'VAULT' } else { Find-Resource Microsoft.KeyVault/vaults }
  $script:storage = if ($DryRun) { 'STORAGE' } else { Find-Resource Microsoft.Storage/storageAccounts }
  if (-not $app -or -not $vault -or -not $storage) {
    throw "No app, vault or storage account of $Environment is in ${Group}: run the step resources first."
  }
}

function Get-AppSettings {
  Invoke-Az functionapp config appsettings list --resource-group $Group --name $app --output json | ConvertFrom-Json
}

# Kept in a file of ours: what stands on a command line can be seen by others on this machine.
function Set-Secret([string] $name, [string] $value) {
  $file = Join-Path $scratch 'secret'
  [IO.File]::WriteAllText($file, $value)
  try {
    Invoke-Change az keyvault secret set --vault-name $vault --name $name --file $file --encoding utf-8 --output none
  } finally {
    Remove-Item $file
  }
}

function New-RandomKey {
  $letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  -join (1..48 | ForEach-Object { $letters[[Security.Cryptography.RandomNumberGenerator]::GetInt32($letters.Length)] })
}

# Only what is absent: a new signing key would break every link that people have, a new encryption key every answer that waits.
function Set-Secrets {
  Write-Step "Secrets in $vault"
  $there = @()
  $wanted = 'sendgrid-api-key', 'links-signing-key', 'surveys-encryption-key', 'access-function-key'
  if (-not $DryRun) {
    $listed = Wait-For { Invoke-Az keyvault secret list --vault-name $vault --output json | ConvertFrom-Json }
    $there = @($listed | ForEach-Object { $_.name })
    $wanted = Get-AppSettings | Where-Object { $_.value -like '@Microsoft.KeyVault*' } |
      ForEach-Object { [regex]::Match($_.value, '/secrets/([^/)]+)').Groups[1].Value } | Sort-Object -Unique
  }

  $missing = @()
  foreach ($name in $wanted) {
    if ($name -in $there) {
      Write-Host "$name is there."
    } elseif ($name -in 'links-signing-key', 'surveys-encryption-key', 'access-function-key') {
      Write-Host "$name is made."
      Set-Secret $name (New-RandomKey)
    } elseif ($name -eq 'sendgrid-api-key') {
      $value = $env:SENDGRID_API_KEY
      if (-not $value -and -not $DryRun -and -not [Console]::IsInputRedirected) {
        $value = Read-Host 'SendGrid API key with the permission Mail Send (not shown)' -AsSecureString |
          ConvertFrom-SecureString -AsPlainText
      }

      if (-not $value -and -not $DryRun) {
        $missing += "${name}: set SENDGRID_API_KEY and run this step again"
        continue
      }

      Write-Host "$name is set."
      Set-Secret $name $value
    } else {
      $missing += "${name}: az keyvault secret set --vault-name $vault --name $name --file FILE"
    }
  }

  # Otherwise the app would see them within a day. Always, for they may be of a run that was stopped, or of somebody else.
  $site = "/subscriptions/{subscriptionId}/resourceGroups/$Group/providers/Microsoft.Web/sites/$app"
  Invoke-Change az rest --method post --output none --url "$site/config/configreferences/appsettings/refresh?api-version=2022-03-01"

  if ($missing) { throw "The app cannot start without these secrets:`n- $($missing -join "`n- ")" }
}

function Publish-Package {
  Write-Step 'Package'
  if (-not $DryRun) { Remove-Item $package, "$package.zip" -Recurse -Force -ErrorAction SilentlyContinue }
  $options = '--configuration', 'Release', '--runtime', 'linux-x64', '--self-contained', 'false'
  $options += '-p:AzureSdk=nuget', '-p:PublishReadyToRun=true'
  Invoke-Change dotnet publish (Join-Path $root 'functions') @options --output $package
  if ($DryRun) {
    Write-Host "+ zip $package into $package.zip"
  } else {
    if (-not (Test-Path (Join-Path $package '.azurefunctions'))) {
      throw "$package holds no .azurefunctions: what was built is not an app of the Functions worker."
    }

    # Compress-Archive would leave the hidden folder out.
    [IO.Compression.ZipFile]::CreateFromDirectory($package, "$package.zip")
  }

  Invoke-Change az functionapp deployment source config-zip --resource-group $Group --name $app --src "$package.zip" --output none
}

# campaign.json goes last: where it is, a campaign is there, and is left alone.
function Publish-Campaign {
  $file = Join-Path $Campaign 'campaign.json'
  $id = (Get-Content $file -Raw | ConvertFrom-Json).id
  if (-not $id) { throw "$file has no id." }
  Write-Step "Campaign $id in $storage"
  $account = '--account-name', $storage, '--auth-mode', 'login'
  if (-not $DryRun) {
    $settings = Get-AppSettings
    $default = ($settings | Where-Object name -EQ 'Campaigns__Default').value
    if ($id -ne $default) {
      Write-Host "Not uploaded: the app's campaign is $default. Name its folder with -Campaign, or upload it yourself."
      return
    }

    # Its people and groups are of a company that does not exist.
    $isSample = (Resolve-Path $Campaign).Path -eq (Resolve-Path (Join-Path $root 'campaign')).Path
    if ($isSample -and -not ($settings | Where-Object name -EQ 'Mail__RedirectAllTo').value) {
      Write-Host 'Not uploaded: the sample is for trials, whose mails all go to a test address. Name the folder of your own with -Campaign.'
      return
    }

    $exists = Wait-For {
      Invoke-Az storage blob exists @account --container-name campaign --name "$id/campaign.json" --query exists --output tsv
    }
    if ($exists -eq 'true') {
      Write-Host 'It is there, and stays as it is.'
      return
    }
  }

  $source = Join-Path $scratch 'campaign'
  Copy-Item $Campaign $source -Recurse
  Remove-Item (Join-Path $source 'schemas') -Recurse -ErrorAction SilentlyContinue
  Remove-Item (Join-Path $source 'campaign.json')
  $to = '--destination', 'campaign', '--destination-path', $id
  Invoke-Change az storage blob upload-batch @account @to --source $source --overwrite true --output none
  $to = '--container-name', 'campaign', '--name', "$id/campaign.json"
  Invoke-Change az storage blob upload @account @to --file $file --overwrite false --output none
}

function Test-Health {
  $script:hostName = if ($DryRun) { 'HOST' } else { Get-Property Microsoft.Web/sites $app defaultHostName }
  Write-Step "Health of https://$hostName"
  if ($DryRun) {
    Write-Host "+ GET https://$hostName/api/health with the secret access-function-key in the header x-functions-key"
    return
  }

  $key = Invoke-Az keyvault secret show --vault-name $vault --name access-function-key --query value --output tsv
  $headers = @{ 'x-functions-key' = $key; Accept = 'application/json' }
  $answer = $null
  for ($tries = 0; $tries -lt 30; $tries++) {
    try {
      $answer = Invoke-WebRequest "https://$hostName/api/health" -Headers $headers -TimeoutSec 90 -SkipHttpErrorCheck
      # The app itself has answered, rather than the platform before it.
      if ($answer.StatusCode -in 200, 401 -or ($answer.StatusCode -eq 503 -and "$($answer.Content)".StartsWith('{'))) { break }
    } catch {
      $answer = $null
    }

    Write-Host '  not yet, trying again ...'
    Start-Sleep -Seconds 10
  }

  if ($answer.StatusCode -eq 200) {
    Write-Host 'All well.'
  } elseif ($answer.StatusCode -eq 503 -and "$($answer.Content)".StartsWith('{')) {
    Write-Host $answer.Content
    Write-Host 'Deployed, and something is missing still: it is named above. As expected, before Microsoft Graph''s permissions are given.'
    $script:exitCode = 2
  } else {
    throw "GET /api/health answered $($answer.StatusCode). Look at the log stream: az webapp log tail --resource-group $Group --name $app"
  }
}

function Write-Goodbye {
  Write-Host @"

Done: $Environment in $Group.
Next, whatever is still open (infra/README.md):
- Microsoft 365 permissions and sign-in: infra/graph-permissions.ps1 -Environment $Environment -Group $Group
- SendGrid's signed event webhook: POST https://$hostName/api/mail/events, its key in ADOPTION_MAIL_EVENT_KEY, then this again
- your own campaign: edit the files in the container campaign of the storage account
"@
}
