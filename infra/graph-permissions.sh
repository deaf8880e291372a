#!/usr/bin/env bash
# Gives the app's identity its Microsoft Graph permissions, and makes the app registration that people sign in with: what
# graph-permissions.bicep does, without Bicep. Run it as Privileged Role Administrator (and Cloud Application Administrator for the
# sign-in). Safe to run again.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=azure.sh
source "$here/azure.sh"

usage() {
  cat <<'TEXT'
infra/graph-permissions.sh --environment NAME [options]

  --environment NAME   as in deploy.sh
  --group NAME         the resource group; rg-adoption-NAME if absent
  --without FEATURES   of teams,guest-policy,guests,news,reports: what the campaign does not use. What was given before is taken away
  --with FEATURES      mail: Mail.Send for every mailbox of the tenant. Better give it for the one mailbox in Exchange (README.md)
  --only PARTS         of permissions,sign-in; both if absent
  --identity ID        object id of the app's identity, if you may not read the resource group
  --host NAME          host name of the app, for the same reason; and for a domain of its own. May be repeated
  --remove             takes all of these permissions away and deletes the app registration
  --dry-run            prints the requests, asks nothing and changes nothing
TEXT
}

without='' with='' only=permissions,sign-in identity='' remove=false
hosts=()
while (($# > 0)); do
  case $1 in
    --environment | --group | --without | --with | --only | --identity)
      take_value "$@"
      shift
      ;;
    --host)
      (($# > 1)) || fail "$1 needs a value."
      hosts+=("$2")
      shift
      ;;
    --remove) remove=true ;;
    *) common_option "$1" ;;
  esac
  shift
done

group=${group:-rg-adoption-$environment}
graph=https://graph.microsoft.com/v1.0
json=Content-Type=application/json
scratch=$(mktemp)
trap 'rm -f "$scratch"' EXIT

# As in functions/Graph/Permissions.cs and docs/permissions.md; a test holds them together.
declare -A permissions_of=(
  [needed]="User.Read.All Group.ReadWrite.All GroupMember.ReadWrite.All"
  [teams]="Channel.Create Channel.ReadBasic.All TeamsTab.ReadWrite.All"
  [guest-policy]="GroupSettings.ReadWrite.All"
  [guests]="User.Invite.All"
  [news]="Sites.ReadWrite.All"
  [reports]="Reports.Read.All ReportSettings.Read.All"
  [mail]="Mail.Send"
)
features=(needed teams guest-policy guests news reports mail)

is_part() { [[ ,$only, == *,$1,* ]]; }

is_wanted() {
  case $1 in
    needed) true ;;
    mail) [[ ,$with, == *,mail,* ]] ;;
    *) [[ ,$without, != *,$1,* ]] ;;
  esac
}

check() {
  local word
  need_environment
  need_tool az "https://aka.ms/azure-cli"
  need_login
  for word in ${without//,/ }; do
    [[ ,teams,guest-policy,guests,news,reports, == *,$word,* ]] || problem "--without knows no $word."
  done
  for word in ${with//,/ }; do
    [[ $word == mail ]] || problem "--with knows no $word."
  done
  for word in ${only//,/ }; do
    [[ ,permissions,sign-in, == *,$word,* ]] || problem "--only knows no $word."
  done
  stop_if_problems
}

find_identity() {
  [[ -n $identity ]] && return
  local name
  name=$(look NAME resource_of Microsoft.ManagedIdentity/userAssignedIdentities)
  if [[ -z $name ]] && $remove; then
    echo "No identity of $environment is in $group: it has no permissions."
    return
  fi

  [[ -n $name ]] || fail "No identity of $environment is in $group: deploy first, or name it with --identity."
  identity=$(look IDENTITY az resource show --resource-group "$group" --name "$name" \
    --resource-type Microsoft.ManagedIdentity/userAssignedIdentities --query properties.principalId --output tsv)
}

find_host() {
  ((${#hosts[@]} > 0)) && return
  local name
  name=$(look NAME resource_of Microsoft.Web/sites)
  [[ -n $name ]] || fail "No app of $environment is in $group: deploy first, or name its address with --host."
  hosts=("$(look HOST az resource show --resource-group "$group" --name "$name" --resource-type Microsoft.Web/sites \
    --query properties.defaultHostName --output tsv)")
}

give_permissions() {
  say "Microsoft Graph permissions of the app's identity"
  find_identity
  [[ -n $identity ]] || return 0
  local resource feature name id grant
  resource=$(look GRAPH az rest --method get --url "$graph/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')?\$select=id" \
    --query id --output tsv)

  local roles grants
  roles=$(look '' az rest --method get --url "$graph/servicePrincipals/$resource?\$select=appRoles" \
    --query "appRoles[?contains(allowedMemberTypes, 'Application')].[value, id]" --output tsv)
  grants=$(look '' az rest --method get --url "$graph/servicePrincipals/$identity/appRoleAssignments?\$top=999" \
    --query "value[?resourceId=='$resource'].[appRoleId, id]" --output tsv)
  local -A id_of=() grant_of=()
  while IFS=$'\t' read -r name id; do
    [[ -z $name ]] || id_of[$name]=$id
  done <<<"$roles"
  while IFS=$'\t' read -r id grant; do
    [[ -z $id ]] || grant_of[$id]=$grant
  done <<<"$grants"

  for feature in "${features[@]}"; do
    for name in ${permissions_of[$feature]}; do
      id=${id_of[$name]:-}
      $dry_run && id="ID-OF-$name"
      [[ -n $id ]] || fail "Microsoft Graph knows no application permission $name here."
      grant=${grant_of[$id]:-}
      if ! $remove && is_wanted "$feature"; then
        if [[ -n $grant ]]; then
          echo "$name is given."
        else
          echo "$name"
          run az rest --method post --url "$graph/servicePrincipals/$identity/appRoleAssignments" --headers "$json" --output none \
            --body "{\"principalId\":\"$identity\",\"resourceId\":\"$resource\",\"appRoleId\":\"$id\"}"
        fi
      elif [[ -n $grant ]] || { $dry_run && $remove; }; then
        echo "$name is taken away."
        run az rest --method delete --url "$graph/servicePrincipals/$identity/appRoleAssignments/${grant:-GRANT}" --output none
      fi
    done
  done
}

# The ids are those of graph-permissions.bicep and .ps1.
registration() {
  local uris='' host
  for host in "${hosts[@]}"; do
    uris+="${uris:+,}\"https://$host/.auth/login/aad/callback\""
  done
  cat <<JSON
{
  "displayName": "Adoption Automation ($environment)",
  "signInAudience": "AzureADMyOrg",
  "web": { "redirectUris": [$uris], "implicitGrantSettings": { "enableIdTokenIssuance": true, "enableAccessTokenIssuance": false } },
  "appRoles": [
    { "id": "6a1c4d52-8c1f-4c5e-9d0a-0f5a7f3b1e01", "value": "it", "displayName": "IT", "isEnabled": true,
      "description": "Triggers, gates, pauses and explains waves; operates.", "allowedMemberTypes": ["User"] },
    { "id": "6a1c4d52-8c1f-4c5e-9d0a-0f5a7f3b1e02", "value": "community", "displayName": "Community managers", "isEnabled": true,
      "description": "Edit the content calendar and see what is published.", "allowedMemberTypes": ["User"] },
    { "id": "6a1c4d52-8c1f-4c5e-9d0a-0f5a7f3b1e03", "value": "leadership", "displayName": "Leadership", "isEnabled": true,
      "description": "Reads digests and figures.", "allowedMemberTypes": ["User"] }
  ]
}
JSON
}

# By its unique name, which nobody else can take, unlike the name that is shown. It holds no secret: App Service asks for an id token only.
make_registration() {
  say "App registration for the sign-in"
  find_host
  local url="$graph/applications(uniqueName='adoption-automation-$environment')" id
  run az rest --method patch --url "$url" --headers "$json" Prefer=create-if-missing --body "$(registration)" --output none
  id=$(look CLIENT-ID patiently az rest --method get --url "$url?\$select=appId" --query appId --output tsv)
  # Any person of the tenant may sign in, for contests ask who they are; what they may then do is their role's, and without a role nothing.
  patiently run az rest --method patch --url "$graph/servicePrincipals(appId='$id')" --headers "$json" Prefer=create-if-missing \
    --body '{"appRoleAssignmentRequired":false,"tags":["WindowsAzureActiveDirectoryIntegratedApp"]}' --output none
  cat <<TEXT

Now whoever deploys turns the sign-in on, in a shell in which the ADOPTION variables of the deployment are exported:
  export ADOPTION_AUTH_CLIENT_ID=$id
  infra/deploy.sh --environment $environment --group $group --only resources
and give people or groups their role: Entra admin centre, Enterprise applications, Adoption Automation ($environment), Users and groups.
TEXT
}

remove_registration() {
  say "App registration of the sign-in"
  local url="$graph/applications(uniqueName='adoption-automation-$environment')" id
  if ! id=$(look ID az rest --method get --url "$url?\$select=id" --query id --output tsv 2>"$scratch"); then
    # Anything else that goes wrong is not the same as none.
    grep -qE 'ResourceNotFound|Not Found' "$scratch" || fail "The app registration cannot be looked for: $(<"$scratch")"
    echo "There is none."
    return
  fi

  run az rest --method delete --url "$graph/applications/$id" --output none
}

check
if is_part permissions; then give_permissions; fi
if is_part sign-in; then
  if $remove; then remove_registration; else make_registration; fi
fi
