#!/usr/bin/env bash
# A partner's program, as PartnerClient.java, with bash and curl.
#   partner-client.sh list | order SKU QUANTITY
# GATEHOUSE_KEY, GATEHOUSE_NEXT_KEY and GATEHOUSE_ORDERS in the environment mean the same there.
# Ends with 0 when it was done, 1 when it was refused, 2 when it was told something wrong, 3 when nobody answered.
set -euo pipefail
set +x # or a shell that traces would write the key into a log

TRIES=6
LONGEST_PAUSE=30

orders=${GATEHOUSE_ORDERS:-http://localhost:8082}
key=${GATEHOUSE_KEY:-}
next=${GATEHOUSE_NEXT_KEY:-}

say() { printf '%s\n' "$*" >&2; }

[ -n "$key" ] || { say "GATEHOUSE_KEY is not set"; exit 2; }

answer=$(mktemp)
headers=$(mktemp)
trap 'rm -f "$answer" "$headers"' EXIT

# Prints the status, 000 for no answer. The key goes by standard input: arguments are for everybody to see.
send() {
  printf 'header = "Authorization: Bearer %s"\n' "$key" |
    curl -sS --connect-timeout 5 --max-time 20 -K - -o "$answer" -D "$headers" -w '%{http_code}' "$@" 2> /dev/null || true
}

# Seconds (RFC 9110 section 10.2.3); 0 if it asks for none.
retry_after() { sed -n 's/^[Rr]etry-[Aa]fter: *\([0-9]\{1,6\}\).*/\1/p' "$headers" | grep . || echo 0; }

call() {
  local tries=1 status pause asked
  while :; do
    : > "$headers"
    status=$(send "$@")
    case $status in
      401)
        [ -n "$next" ] || return 0
        key=$next next=
        say "the key was refused; going on with the next one"
        continue
        ;;
      429 | 503 | 000 | '') ;;
      *) return 0 ;;
    esac
    asked=$(retry_after)
    if [ "$asked" -gt "$LONGEST_PAUSE" ]; then
      say "answered $status and asks for a pause of $asked s: that is for later"
      exit 3
    fi
    [ "$tries" -lt "$TRIES" ] || { say "answered $status $TRIES times: giving up"; exit 3; }
    # Twice as long each time, and never the same for two clients: else they all come at once.
    pause=$(awk -v tries="$tries" -v asked="$asked" -v most="$LONGEST_PAUSE" -v seed="$RANDOM" \
      'BEGIN { srand(seed); m = 0.25 * 2 ^ tries; if (m > most) m = most; p = m / 2 + rand() * m / 2; if (p < asked) p = asked; printf "%.2f", p }')
    say "answered $status; again in $pause s"
    sleep "$pause"
    tries=$((tries + 1))
  done
}

case ${1:-}/$# in
  list/1)
    call "$orders/v1/orders"
    ;;
  order/3)
    [[ $2 =~ ^[A-Z0-9-]{1,40}$ && $3 =~ ^[0-9]{1,4}$ ]] || { say "order SKU QUANTITY"; exit 2; }
    # One for each order, not for each try: however often it is sent, it is placed once.
    call "$orders/v1/orders" -H 'Content-Type: application/json' \
      -H "Idempotency-Key: $(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')" \
      -d "{\"lines\":[{\"sku\":\"$2\",\"quantity\":$3}]}"
    ;;
  *)
    say "list, or order SKU QUANTITY"
    exit 2
    ;;
esac
cat "$answer"
echo
case $(sed -n '1s/^HTTP[^ ]* \([0-9]*\).*/\1/p' "$headers") in 2??) ;; *) exit 1 ;; esac
