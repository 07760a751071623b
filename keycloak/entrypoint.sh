#!/bin/sh
# Stands before kc.sh, and lets nothing start in production that anybody could walk into.
#
# Keycloak imports an unset placeholder of the realm as it is written: the text "${GATEHOUSE_SECRETS_…}" would become the
# client's secret, for everybody to read in the repository. The demo's secrets are in its README. So unless
# GATEHOUSE_PROFILE is exactly "local", each value must be there and be fit; what is not is named, one line each.
#
# Only what the shell itself can do: the image has next to no programs.
set -u
LC_ALL=C

bin=${0%/*}
import=$bin/../data/import
refused=

refuse() {
  printf 'gatehouse-keycloak: %s\n' "$*" >&2
  refused=yes
}

value_of() { eval "value=\${$1:-}"; }

# Never says the value: what is wrong with a secret is no reason to log it.
check_secret() { # NAME LEAST
  value_of "$1"
  case $value in
    '') refuse "$1 is not set." ;;
    *'${'*) refuse "$1 holds an unresolved placeholder." ;;
    demo-*) refuse "$1 is a demo value, which anybody can read." ;;
    *) [ "${#value}" -ge "$2" ] || refuse "$1 is shorter than $2 characters: openssl rand -base64 32 makes a good one." ;;
  esac
}

check_secret_if_set() { value_of "$1"; [ -z "$value" ] || check_secret "$@"; }

# A code or a token that travels over http is everybody's on the way.
check_https() {
  value_of "$1"
  case $value in
    '') refuse "$1 is not set." ;;
    https://?*) ;;
    *) refuse "$1 must begin with https:// in production." ;;
  esac
}

# Inside the cluster, where TLS may end before: http will do.
check_address() {
  value_of "$1"
  case $value in
    '') refuse "$1 is not set." ;;
    http://?* | https://?*) ;;
    *) refuse "$1 must begin with http:// or https://." ;;
  esac
}

check_https_if_set() { value_of "$1"; [ -z "$value" ] || check_https "$@"; }

# The realm itself says what it needs, so that no list here can be forgotten when it grows.
check_placeholders() { # FILE
  while IFS= read -r rest || [ -n "$rest" ]; do
    while :; do
      case $rest in *'${'*'}'*) ;; *) break ;; esac
      rest=${rest#*'${'}
      name=${rest%%'}'*}
      rest=${rest#*'}'}
      name=${name%%:*}
      case " $checked " in *" $name "*) continue ;; esac
      checked="$checked $name"
      case $name in
        # Keycloak's own texts, such as ${client_account}, are no variables.
        '' | [!A-Z]* | *[!A-Z0-9_]*) ;;
        *_URLS_*) check_https "$name" ;;
        *_INTERNAL_*) check_address "$name" ;;
        *) check_secret "$name" 24 ;;
      esac
    done
  done < "$1"
}

# The command line wins over the environment that was checked.
check_arguments() {
  for argument in "$@"; do
    case $argument in
      start-dev) refuse "start-dev is not for production." ;;
      --hostname | --hostname=* | --hostname-admin | --hostname-admin=* | --db-password* | --bootstrap-admin-password* | --bootstrap-admin-client-secret*)
        refuse "${argument%%=*} must be given as an environment variable, where it is checked." ;;
    esac
  done
}

check_production() {
  checked=
  for file in "$import"/*.json; do
    [ -e "$file" ] || continue
    case $file in
      *-users-*) refuse "${file##*/} holds people with passwords; production imports none." ;;
      *) check_placeholders "$file" ;;
    esac
  done
  check_secret KC_DB_PASSWORD 16
  # Needed once, at the first start; afterwards it should be gone.
  check_secret_if_set KC_BOOTSTRAP_ADMIN_PASSWORD 16
  check_secret_if_set KC_BOOTSTRAP_ADMIN_CLIENT_SECRET 24
  check_secret_if_set KEYCLOAK_ADMIN_PASSWORD 16
  check_https KC_HOSTNAME
  check_https_if_set KC_HOSTNAME_ADMIN
  check_arguments "$@"
}

case ${1:-} in
  build | show-config | help | --help | -h | --version | -V) ;; # starts nothing
  *) [ "${GATEHOUSE_PROFILE:-}" = local ] || check_production "$@" ;;
esac
if [ -n "$refused" ]; then
  printf 'gatehouse-keycloak: not started. GATEHOUSE_PROFILE=local is for a demo on your own machine.\n' >&2
  exit 78 # EX_CONFIG
fi
exec "$bin/kc.sh" "$@"
