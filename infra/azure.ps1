# What deploy.ps1 and graph-permissions.ps1 share; dot-sourced, not run. They set $Environment, $Group and $DryRun.
$problems = [Collections.Generic.List[string]]::new()

function Write-Step([string] $text) { Write-Host "`n== $text" }

function Add-Problem([string] $text) { $problems.Add($text) }

# Ends with all problems at once, if there are any.
function Stop-IfProblems {
  if ($problems.Count -gt 0) { throw "nothing was changed. Mend this first:`n- $($problems -join "`n- ")" }
}

function Test-Tool([string] $name, [string] $hint) {
  if (-not $DryRun -and -not (Get-Command $name -ErrorAction SilentlyContinue)) { Add-Problem "$name is not on the PATH: $hint" }
}

function Test-Login {
  if ($DryRun -or -not (Get-Command az -ErrorAction SilentlyContinue)) { return }
  az account show --output none 2>$null
  if ($LASTEXITCODE) { Add-Problem 'Nobody is signed in to Azure: az login, then az account set --subscription NAME.' }
}

function Test-Environment {
  if ($Environment -cnotmatch '^[a-z0-9-]{1,20}$') {
    Add-Problem '-Environment is missing or not 1 to 20 lower case letters, digits and hyphens, such as dev.'
  }
}

# Asks Azure; no queries with quotes or bars in them, which the command processor of Windows would read.
function Invoke-Az {
  $answer = & az @args
  if ($LASTEXITCODE) { throw "az $($args[0..2] -join ' ') failed; its message stands above." }
  $answer
}

# Runs a command that changes something; with -DryRun, prints it.
function Invoke-Change {
  if ($DryRun) {
    Write-Host "+ $($args -join ' ')"
    return
  }

  $command, $rest = $args
  & $command @rest | Out-Host
  if ($LASTEXITCODE) { throw "$command $($rest[0..2] -join ' ') failed; its message stands above." }
}

# Tries for five minutes: a role takes a while to be known everywhere.
function Wait-For([scriptblock] $ask) {
  for ($tries = 1; ; $tries++) {
    try {
      return & $ask
    } catch {
      if ($tries -ge 30) { throw "$($_.Exception.Message) A role may be missing (operatorId), or the way in if the resource is private." }
      Write-Host '  not yet, trying again ...'
      Start-Sleep -Seconds 10
    }
  }
}

# Name of the environment's resource of a type; null: there is none.
function Find-Resource([string] $type) {
  $resources = Invoke-Az resource list --resource-group $Group --resource-type $type --output json | ConvertFrom-Json
  ($resources | Where-Object { $_.tags.'adoption-environment' -eq $Environment } | Select-Object -First 1).name
}

function Get-Property([string] $type, [string] $name, [string] $property) {
  (Invoke-Az resource show --resource-group $Group --resource-type $type --name $name --output json | ConvertFrom-Json).properties.$property
}
