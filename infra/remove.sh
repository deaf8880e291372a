#!/usr/bin/env bash
# Removes one environment: Microsoft 365 permissions and app registration, then the resource group with everything in it. README.md says
# what stays.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=azure.sh
source "$here/azure.sh"

usage() {
  cat <<'TEXT'
infra/remove.sh --environment NAME [options]

  --environment NAME   as in deploy.sh
  --group NAME         the resource group; rg-adoption-NAME if absent
  --keep-graph         leaves Microsoft 365 alone: an Entra administrator runs graph-permissions.sh --remove
  --yes                does not ask for the group's name
  --dry-run            prints the commands, asks Azure nothing and changes nothing
TEXT
}

keep_graph=false yes=false
while (($# > 0)); do
  case $1 in
    --environment | --group)
      take_value "$@"
      shift
      ;;
    --keep-graph) keep_graph=true ;;
    --yes) yes=true ;;
    *) common_option "$1" ;;
  esac
  shift
done

group=${group:-rg-adoption-$environment}

# Whether deploy.sh made the group: another one may hold what others need.
check() {
  need_environment
  need_tool az "https://aka.ms/azure-cli"
  need_login
  stop_if_problems
  local made_for
  made_for=$(look "$environment" az group show --name "$group" --query 'tags."adoption-environment"' --output tsv)
  [[ $made_for == "$environment" ]] \
    || fail "$group is not tagged adoption-environment=$environment: deploy.sh did not make it. Delete by hand what README.md lists."
}

ask() {
  say "This deletes the group $group with all of this"
  $dry_run && return
  az resource list --resource-group "$group" --query '[].{type:type, name:name}' --output table
  $yes && return
  [[ -t 0 ]] || fail "Nobody is there to confirm: run it with --yes."
  local answer
  read -r -p "The ledger goes too: a campaign that starts again sends everything again. Type the group's name to go on: " answer
  [[ $answer == "$group" ]] || fail "Stopped; nothing was changed."
}

remove_locks() {
  say "Locks"
  local account locks id
  account=$(look ACCOUNT resource_of Microsoft.Storage/storageAccounts)
  [[ -n $account ]] || return 0
  locks=$(look LOCK az lock list --resource-group "$group" --resource-type Microsoft.Storage/storageAccounts --resource "$account" \
    --query "[?name=='holds-the-ledger'].id" --output tsv)
  while read -r id; do
    [[ -z $id ]] || run az lock delete --ids "$id"
  done <<<"$locks"
}

check
ask
if ! $keep_graph; then
  arguments=(--environment "$environment" --group "$group" --remove)
  if $dry_run; then arguments+=(--dry-run); fi
  "$here/graph-permissions.sh" "${arguments[@]}"
fi
remove_locks
say "Resource group"
run az group delete --name "$group" --yes
echo
echo "Removed. The vault stays, deleted, for its retention days (az keyvault list-deleted); nobody can purge it, deploy.sh recovers it."
