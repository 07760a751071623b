#!/bin/sh
# What the image starts: puts the addresses into the policy and into /config.json, and hands over to nginx.
set -eu

site=${SPA_SITE:-/site}
run=${SPA_RUN:-/tmp/spa}
port=${SPA_PORT:-8084}

refuse() {
  echo "spa: $*" >&2
  exit 78
}

# Nothing but scheme, host and port: more would end up in a header of every answer.
check() {
  eval "value=\${$1:-}"
  case $value in
    https://*) ;;
    http://*) [ "${GATEHOUSE_PROFILE:-}" = local ] || refuse "$1 must begin with https://" ;;
    *) refuse "$1 must be set, to an address that begins with https://" ;;
  esac
  case ${value#*://} in
    '' | *[!A-Za-z0-9.:-]*) refuse "$1 must be a scheme, a host and perhaps a port" ;;
  esac
}

check GATEHOUSE_URLS_KEYCLOAK
check GATEHOUSE_URLS_ORDERS_SERVICE

mkdir -p "$run"
sed -n 's/^ *"\([A-Za-z-]*\)": "\(.*\)",\{0,1\}$/add_header \1 "\2" always;/p' "$site/headers.json" |
  sed -e "s|\${GATEHOUSE_URLS_KEYCLOAK}|$GATEHOUSE_URLS_KEYCLOAK|g" \
    -e "s|\${GATEHOUSE_URLS_ORDERS_SERVICE}|$GATEHOUSE_URLS_ORDERS_SERVICE|g" > "$run/headers.conf"
# A policy with a hole in it must not be served.
grep -q '^add_header Content-Security-Policy "' "$run/headers.conf" || refuse "headers.json holds no policy"
if grep -q '\${' "$run/headers.conf"; then refuse "headers.json names an address that nobody fills in"; fi
printf '{"keycloak":"%s","orders":"%s"}' "$GATEHOUSE_URLS_KEYCLOAK" "$GATEHOUSE_URLS_ORDERS_SERVICE" > "$run/config.json"
sed -e "s|SITE|$site|g" -e "s|RUN|$run|g" -e "s|PORT|$port|g" "$site/nginx.conf" > "$run/nginx.conf"
exec nginx -e stderr -c "$run/nginx.conf" -g 'daemon off;'
