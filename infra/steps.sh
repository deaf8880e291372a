# shellcheck shell=bash disable=SC2154,SC2034
# The steps of deploy.sh that come after the resources: secrets, package, campaign, smoke check. Sourced, not run; deploy.sh sets what they
# read.

find_parts() {
  app=$(look APP resource_of Microsoft.Web/sites)
  vault=$(look VAULT resource_of Microsoft.KeyVault/vaults)
  storage=$(look STORAGE resource_of Microsoft.Storage/storageAccounts)
  [[ -n $app && -n $vault && -n $storage ]] \
    || fail "No app, vault or storage account of $environment is in $group: run the step resources first."
}

# Kept in a file that only we can read: what stands on a command line can be seen by others on this machine.
set_secret() {
  local file=$scratch/secret
  (umask 077 && printf '%s' "$2" >"$file")
  run az keyvault secret set --vault-name "$vault" --name "$1" --file "$file" --encoding utf-8 --output none
  rm -f "$file"
}

random_key() { head -c 1024 /dev/urandom | base64 | tr -dc 'A-Za-z0-9' | head -c 48 || true; }

# Only what is absent: a new signing key would break every link that people have, a new encryption key every answer that waits.
set_secrets() {
  say "Secrets in $vault"
  local there wanted name value missing=()
  there=$(look '' patiently az keyvault secret list --vault-name "$vault" --query '[].name' --output tsv) \
    || fail "The secrets of $vault cannot be listed: you need Key Vault Secrets Officer there (operatorId), and a way in if it is private."
  wanted=$(look $'sendgrid-api-key\nlinks-signing-key\nsurveys-encryption-key\naccess-function-key' referred_secrets)
  for name in $wanted; do
    if grep -qxF "$name" <<<"$there"; then
      echo "$name is there."
      continue
    fi

    case $name in
      links-signing-key | surveys-encryption-key | access-function-key)
        echo "$name is made."
        set_secret "$name" "$(random_key)"
        ;;
      sendgrid-api-key)
        value=${SENDGRID_API_KEY:-}
        if [[ -z $value ]] && ! $dry_run && [[ -t 0 ]]; then
          read -rs -p "SendGrid API key with the permission Mail Send (not shown): " value
          echo
        fi

        if [[ -z $value ]] && ! $dry_run; then
          missing+=("$name: set SENDGRID_API_KEY and run this step again")
          continue
        fi

        echo "$name is set."
        set_secret "$name" "$value"
        ;;
      *)
        missing+=("$name: az keyvault secret set --vault-name $vault --name $name --file FILE")
        ;;
    esac
  done

  # Otherwise the app would see them within a day. Always, for they may be of a run that was stopped, or of somebody else.
  local site="/subscriptions/{subscriptionId}/resourceGroups/$group/providers/Microsoft.Web/sites/$app"
  run az rest --method post --output none --url "$site/config/configreferences/appsettings/refresh?api-version=2022-03-01"

  if ((${#missing[@]} > 0)); then
    printf 'Missing: %s\n' "${missing[@]}" >&2
    fail "The app cannot start without these secrets."
  fi
}

# shellcheck disable=SC2317 # called by look
referred_secrets() {
  az functionapp config appsettings list --resource-group "$group" --name "$app" \
    --query "[?starts_with(value, '@Microsoft.KeyVault')].value" --output tsv | sed -nE 's#.*/secrets/([^/)]+).*#\1#p' | sort -u
}

publish() {
  say "Package"
  run rm -rf "$package" "$package.zip"
  run dotnet publish "$root/functions" --configuration Release --runtime linux-x64 --self-contained false -p:AzureSdk=nuget \
    -p:PublishReadyToRun=true --output "$package"
  if ! $dry_run && [[ ! -d $package/.azurefunctions ]]; then
    fail "$package holds no .azurefunctions: what was built is not an app of the Functions worker."
  fi

  # The dot takes hidden folders in.
  if $dry_run; then
    echo "+ (cd $package && zip -qr $package.zip .)"
  else
    (cd "$package" && zip -qr "$package.zip" .)
  fi

  run az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$package.zip" --output none
}

# shellcheck disable=SC2317 # called by look
app_setting() {
  az functionapp config appsettings list --resource-group "$group" --name "$app" --query "[?name=='$1'].value | [0]" --output tsv
}

# campaign.json goes last: where it is, a campaign is there, and is left alone.
upload_campaign() {
  local id there
  id=$(sed -nE 's/^ *"id": *"([^"]+)".*/\1/p' "$campaign/campaign.json" | head -n 1)
  [[ -n $id ]] || fail "$campaign/campaign.json has no id."
  say "Campaign $id in $storage"
  local default redirect
  default=$(look "$id" app_setting Campaigns__Default)
  redirect=$(look TEST-ADDRESS app_setting Mail__RedirectAllTo)
  if [[ $id != "$default" ]]; then
    echo "Not uploaded: the app's campaign is $default. Name its folder with --campaign, or upload it yourself."
    return
  fi

  # Its people and groups are of a company that does not exist.
  if [[ $campaign -ef $root/campaign && -z $redirect ]]; then
    echo "Not uploaded: the sample is for trials, whose mails all go to a test address. Name the folder of your own with --campaign."
    return
  fi

  there=$(look false patiently az storage blob exists --account-name "$storage" --auth-mode login --container-name campaign \
    --name "$id/campaign.json" --query exists --output tsv) \
    || fail "The container campaign of $storage cannot be read: you need Storage Blob Data Contributor there (operatorId), and a way in."
  if [[ $there == true ]]; then
    echo "It is there, and stays as it is."
    return
  fi

  cp -R "$campaign" "$scratch/campaign"
  rm -rf "$scratch/campaign/schemas" "$scratch/campaign/campaign.json"
  run az storage blob upload-batch --account-name "$storage" --auth-mode login --destination campaign --destination-path "$id" \
    --source "$scratch/campaign" --overwrite true --output none
  run az storage blob upload --account-name "$storage" --auth-mode login --container-name campaign --name "$id/campaign.json" \
    --file "$campaign/campaign.json" --overwrite false --output none
}

smoke() {
  local key status='' body=$scratch/health
  host=$(look HOST az resource show --resource-group "$group" --resource-type Microsoft.Web/sites --name "$app" \
    --query properties.defaultHostName --output tsv)
  say "Health of https://$host"
  if $dry_run; then
    echo "+ curl https://$host/api/health with the secret access-function-key in the header x-functions-key"
    return
  fi

  key=$(az keyvault secret show --vault-name "$vault" --name access-function-key --query value --output tsv)
  patiently answered || true
  case $status in
    200)
      echo "All well."
      ;;
    503)
      cat "$body"
      echo
      echo "Deployed, and something is missing still: it is named above. As expected, before Microsoft Graph's permissions are given."
      exit_code=2
      ;;
    *)
      [[ -s $body ]] && head -c 2000 "$body"
      fail "GET /api/health answered ${status:-nothing}. Look at the log stream: az webapp log tail --resource-group $group --name $app"
      ;;
  esac
}

# Whether the app itself has answered, rather than the platform before it. The key never stands on a command line.
# shellcheck disable=SC2317 # called by patiently
answered() {
  status=$(printf 'header = "x-functions-key: %s"\n' "$key" \
    | curl --silent --max-time 90 --header 'Accept: application/json' --config - --output "$body" --write-out '%{http_code}' \
      "https://$host/api/health") || true
  [[ $status == 200 || $status == 401 || ($status == 503 && $(head -c 1 "$body" 2>/dev/null) == '{') ]]
}

goodbye() {
  cat <<TEXT

Done: $environment in $group.
Next, whatever is still open (infra/README.md):
- Microsoft 365 permissions and sign-in: infra/graph-permissions.sh --environment $environment --group $group
- SendGrid's signed event webhook: POST https://$host/api/mail/events, its key in ADOPTION_MAIL_EVENT_KEY, then this again
- your own campaign: edit the files in the container campaign of the storage account
TEXT
}
