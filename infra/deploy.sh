#!/usr/bin/env bash
# Deploys one environment: group, resources, secrets, package, sample campaign, smoke check. Safe to run again at any time, and after it
# was stopped anywhere.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
# shellcheck source-path=SCRIPTDIR source=azure.sh
source "$here/azure.sh"
# shellcheck source-path=SCRIPTDIR source=steps.sh
source "$here/steps.sh"

usage() {
  cat <<'TEXT'
infra/deploy.sh --environment NAME [--location REGION] [options]

  --environment NAME   1 to 20 lower case letters, digits and hyphens
  --location REGION    where to make the resource group, if it is not there yet: az functionapp list-flexconsumption-locations
  --group NAME         the resource group; rg-adoption-NAME if absent
  --parameters FILE    infra/NAME.bicepparam if absent
  --campaign DIR       uploaded if it is the app's and not there yet; the sample in campaign/ if absent
  --only STEPS         of settings,resources,secrets,package,campaign,smoke; all if absent
  --yes                does not ask after showing what would change
  --dry-run            prints the commands, asks Azure nothing and changes nothing
  --azd                for azure.yaml: what azd knows comes from its environment

Exit code: 0 all well, 1 failed, 2 deployed but the health page names something that is missing.
TEXT
}

steps=settings,resources,secrets,package,campaign,smoke
location='' parameters='' campaign=$root/campaign only=$steps yes=false azd=false
while (($# > 0)); do
  case $1 in
    --environment | --location | --group | --parameters | --campaign | --only)
      take_value "$@"
      shift
      ;;
    --yes) yes=true ;;
    --azd) azd=true ;;
    *) common_option "$1" ;;
  esac
  shift
done

if $azd; then
  environment=${environment:-${AZURE_ENV_NAME:-}}
  location=${location:-${AZURE_LOCATION:-}}
  group=${group:-${AZURE_RESOURCE_GROUP:-}}
  parameters=${parameters:-$here/main.parameters.json}
fi

group=${group:-rg-adoption-$environment}
parameters=${parameters:-$here/$environment.bicepparam}
package=$root/out/package
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

is_step() { [[ ,$only, == *,$1,* ]]; }

# Variables that the parameter file reads and gives no default for.
required_settings() {
  if [[ $parameters == *.json ]]; then
    sed -nE 's/.*\$\{(ADOPTION_[A-Z_]+)\}.*/\1/p' "$parameters" | sort -u
  else
    grep -v '^ *//' "$parameters" | { grep -oE "readEnvironmentVariable\('[A-Z_]+'\)" || true; } | grep -oE '[A-Z][A-Z_]+' | sort -u
  fi
}

check() {
  local step name
  for step in ${only//,/ }; do
    [[ ,$steps, == *,$step,* ]] || problem "--only knows no step $step."
  done

  need_environment
  need_tool az "https://aka.ms/azure-cli, 2.60 or later."
  need_login
  # azd asks for the subscription after its first hook.
  if $azd && [[ -n ${AZURE_SUBSCRIPTION_ID:-} && $(az account show --query id --output tsv 2>/dev/null) != "$AZURE_SUBSCRIPTION_ID" ]]; then
    problem "az and azd are in different subscriptions: az account set --subscription $AZURE_SUBSCRIPTION_ID."
  fi

  is_step smoke && need_tool curl "the smoke check calls the app with it."
  if is_step package; then
    need_tool dotnet "the .NET 10 SDK."
    need_tool zip "it packs what is published (apt-get install zip)."
  fi

  if [[ ! -f $parameters ]]; then
    problem "$parameters is missing: copy infra/dev.bicepparam, or name another with --parameters."
  elif is_step settings || is_step resources; then
    for name in $(required_settings); do
      [[ -n ${!name:-} ]] || problem "$name is not set, and $(basename "$parameters") asks for it (infra/README.md says what it is)."
    done
  fi

  if is_step campaign && [[ ! -f $campaign/campaign.json ]]; then
    problem "$campaign/campaign.json is missing: --campaign names the folder of a campaign."
  fi

  stop_if_problems
}

make_group() {
  say "Resource group $group"
  if ! $dry_run && az group show --name "$group" --output none 2>/dev/null; then
    echo "It is there."
    return
  fi

  if $dry_run; then location=${location:-REGION}; fi
  [[ -n $location ]] || fail "$group is not there yet: say in which region to make it, --location westeurope."
  run az group create --name "$group" --location "$location" --output none \
    --tags application=AdoptionAutomation "adoption-environment=$environment"
}

# What the parameter file reads and only Azure knows. What was set before stays.
look_up() {
  export AZURE_ENV_NAME=$environment
  if [[ -z ${AZURE_PRINCIPAL_ID:-} ]]; then
    if AZURE_PRINCIPAL_ID=$(look 00000000-0000-0000-0000-000000000000 az ad signed-in-user show --query id --output tsv 2>/dev/null); then
      export AZURE_PRINCIPAL_ID AZURE_PRINCIPAL_TYPE=User
    else
      AZURE_PRINCIPAL_ID=$(az ad sp show --id "$(az account show --query user.name --output tsv)" --query id --output tsv)
      export AZURE_PRINCIPAL_ID AZURE_PRINCIPAL_TYPE=ServicePrincipal
    fi
  fi

  local url="/subscriptions/{subscriptionId}/resourceGroups/$group/providers"
  if [[ ${ADOPTION_BUDGET_START:-} == none ]]; then
    export ADOPTION_BUDGET_START=
  elif [[ -z ${ADOPTION_BUDGET_START:-} ]]; then
    ADOPTION_BUDGET_START=$(look '' az rest --method get --url "$url/Microsoft.Consumption/budgets?api-version=2023-11-01" \
      --query "value[?starts_with(name,'budget-adoption${environment//-/}-')].properties.timePeriod.startDate | [0]" --output tsv)
    ADOPTION_BUDGET_START=${ADOPTION_BUDGET_START:0:10}
    [[ -n $ADOPTION_BUDGET_START ]] || ADOPTION_BUDGET_START=$(date -u +%Y-%m-01)
    export ADOPTION_BUDGET_START
  fi

  # A sign-in that is on stays on, even if whoever deploys today does not know its id; `none` turns it off.
  if [[ -z ${ADOPTION_AUTH_CLIENT_ID:-} ]] && ! $dry_run; then
    local app
    app=$(resource_of Microsoft.Web/sites)
    if [[ -n $app ]]; then
      ADOPTION_AUTH_CLIENT_ID=$(az rest --method get --url "$url/Microsoft.Web/sites/$app/config/authsettingsV2?api-version=2024-04-01" \
        --query "(properties.platform.enabled && properties.identityProviders.azureActiveDirectory.registration.clientId) || ''" --output tsv)
      export ADOPTION_AUTH_CLIENT_ID
    fi
  fi
}

# A vault of a removed environment still holds its name, and the keys of links that people have. It comes back with them.
recover_vault() {
  local vault letters=${environment//-/}
  local start=kv${letters:0:9}
  # As main.bicep makes the name: letters of the environment, then 13 more.
  if ! vault=$(look '' az keyvault list-deleted --resource-type vault --output tsv --query "[?contains(properties.vaultId, '/resourceGroups/$group/') \
    && starts_with(name, '$start') && length(name) == \`$((${#start} + 13))\`].name | [0]"); then
    echo "Deleted vaults cannot be listed (it asks for rights on the subscription): taken as none. If the vault's name is refused as taken, \
somebody with these rights runs az keyvault recover."
    return
  fi

  if [[ -n $vault ]]; then
    say "Bringing back the deleted vault $vault with its secrets"
    run az keyvault recover --name "$vault" --resource-group "$group" --output none
  fi
}

# Secrets of the parameter file that people set. An app whose settings name one that is not there stops, so they come first once it runs.
check_given_secrets() {
  local there name given=()
  while read -r name; do
    [[ -z $name ]] || given+=("workflow-$name")
  done < <(awk '/^param workflowGroups = \[/ { on = 1 } on { print } on && /\]/ { exit }' "$parameters" \
    | { grep -oE "'[^']+'" || true; } | tr -d "'")
  if grep -qE '^param otlpHasHeaders = true' "$parameters"; then given+=(otlp-headers); fi
  ((${#given[@]} > 0)) || return 0
  vault=$(look '' resource_of Microsoft.KeyVault/vaults)
  [[ -n $vault ]] || return 0
  there=$(az keyvault secret list --vault-name "$vault" --query '[].name' --output tsv)
  for name in "${given[@]}"; do
    grep -qxF "$name" <<<"$there" \
      || problem "$vault holds no secret $name: az keyvault secret set --vault-name $vault --name $name --file FILE"
  done
  stop_if_problems
}

deploy_resources() {
  make_group
  look_up
  recover_vault
  check_given_secrets
  if grep -qE '^param privateNetwork = true' "$parameters"; then
    run az provider register --namespace Microsoft.App --wait \
      || echo "Microsoft.App cannot be registered (it asks for rights on the subscription): taken as registered."
  fi

  local what=(--resource-group "$group" --name "adoption-$environment" --template-file "$here/main.bicep" --parameters "$parameters")
  say "What would change"
  run az deployment group what-if "${what[@]}"
  $yes || confirm "Make these changes?" || fail "Stopped; nothing was changed but the empty group."
  say "Resources"
  run az deployment group create "${what[@]}" --output none
}

exit_code=0
check
if is_step resources; then deploy_resources; fi
if is_step secrets || is_step package || is_step campaign || is_step smoke; then find_parts; fi
if is_step secrets; then set_secrets; fi
if is_step package; then publish; fi
if is_step campaign; then upload_campaign; fi
if is_step smoke; then
  smoke
  goodbye
fi
exit "$exit_code"
