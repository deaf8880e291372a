# shellcheck shell=bash
# What deploy.sh, graph-permissions.sh and remove.sh share; sourced, not run.

if ((BASH_VERSINFO[0] < 4)); then
  echo "Bash 4 or later is needed (this is $BASH_VERSION); macOS: brew install bash." >&2
  exit 1
fi

dry_run=false
environment=''
group=''
problems=()

say() { printf '\n== %s\n' "$*"; }

problem() { problems+=("$*"); }

# Ends with all problems at once, if there are any.
stop_if_problems() {
  ((${#problems[@]} == 0)) && return 0
  {
    echo "Nothing was changed. Mend this first:"
    printf -- '- %s\n' "${problems[@]}"
  } >&2
  exit 1
}

fail() {
  printf 'Failed: %s\n' "$*" >&2
  exit 1
}

# The value of an option, into the variable of its name.
take_value() {
  (($# > 1)) || fail "$1 needs a value."
  printf -v "${1#--}" '%s' "$2"
}

# What every script takes, beside its own options; each has its usage.
common_option() {
  case $1 in
    --dry-run) dry_run=true ;;
    --help | -h)
      usage
      exit 0
      ;;
    *)
      usage >&2
      fail "Unknown argument: $1"
      ;;
  esac
}

# Runs a command that changes something; with --dry-run, prints it.
run() {
  if $dry_run; then
    printf '+'
    printf ' %q' "$@"
    printf '\n'
  else
    "$@"
  fi
}

# Looks something up. With --dry-run nothing is asked, and the first argument stands for the answer.
look() {
  local instead=$1
  shift
  if $dry_run; then
    echo "$instead"
  else
    "$@"
  fi
}

# The same until it succeeds, for five minutes: a role takes a while to be known everywhere.
patiently() {
  local tries=0
  until "$@"; do
    ((++tries < ${ADOPTION_TRIES:-30})) || return 1
    echo "  not yet, trying again ..." >&2
    sleep "${ADOPTION_PAUSE:-10}"
  done
}

need_tool() {
  $dry_run && return 0
  command -v "$1" >/dev/null || problem "$1 is not on the PATH: $2"
}

need_login() {
  $dry_run && return 0
  command -v az >/dev/null || return 0
  az account show --output none 2>/dev/null || problem "Nobody is signed in to Azure: az login, then az account set --subscription NAME."
}

need_environment() {
  [[ $environment =~ ^[a-z0-9-]{1,20}$ ]] \
    || problem "--environment is missing or not 1 to 20 lower case letters, digits and hyphens, such as dev."
}

# Name of the environment's resource of a type; empty: there is none.
resource_of() {
  az resource list --resource-group "$group" --resource-type "$1" \
    --query "[?tags.\"adoption-environment\"=='$environment'].name | [0]" --output tsv
}

confirm() {
  $dry_run && return 0
  [[ -t 0 ]] || fail "Nobody is there to confirm: run it with --yes once you have read what it would do."
  local answer
  read -r -p "$1 [y/N] " answer
  [[ $answer == [yY]* ]]
}
