# What the session check costs a page of the dashboard: ./gatehouse bench desk, with a stack up and the machine at rest.
# Sourced by bench.sh.

# The same template and headers with a session and without one: the page that asks before a rotation, and the one after a logout.
bench_desk() {
  local desk=${GATEHOUSE_URLS_ADMIN_SERVICE:-http://localhost:8083} jar page action round cookie
  command -v wrk > /dev/null || die "bench needs wrk (Debian: apt-get install wrk)."
  jar=$(mktemp)
  page=$(curl -sS --fail -L -c "$jar" -b "$jar" -H "Accept: text/html" "$desk/partners") || die "no desk at $desk: start the stack first."
  action=$(printf '%s' "$page" | grep -o 'action="[^"]*' | head -1 | cut -d'"' -f2 | sed 's/&amp;/\&/g')
  curl -sS --fail -L -o /dev/null -c "$jar" -b "$jar" --data-urlencode username=ada --data-urlencode password=demo-ada-password "$action" ||
    die "ada could not sign in."
  cookie=$(awk '$6 == "__Host-gatehouse" { print $7 }' "$jar")
  rm -f "$jar"
  [ -n "$cookie" ] || die "ada has no session."
  # Warm before it counts; then by turns, so that what drifts hits both alike.
  for round in 0 1 2 3 4 5; do
    load_desk "$desk/logged-out" without "$cookie" "$round"
    load_desk "$desk/signing-keys/rotate" with "$cookie" "$round"
  done | grep -v "^0" | awk '
    { rate[$1, $2] = $3; mean[$2] += $4 / 5 }
    END {
      for (r = 1; r <= 5; r++) { printf "round %d: %d requests/s without, %d with a session\n", r, rate[r, "without"], rate[r, "with"]; q[r] = rate[r, "with"] / rate[r, "without"] }
      for (i = 1; i <= 5; i++) for (j = i + 1; j <= 5; j++) if (q[j] < q[i]) { t = q[i]; q[i] = q[j]; q[j] = t }
      printf "ratio (median of the rounds): %.2f\n", q[3]
      printf "one request at a time: %.2f ms without, %.2f ms with: the session adds %.2f ms\n", mean["without"], mean["with"], mean["with"] - mean["without"]
    }'
}

# One line: round, name, requests a second with 16 connections, ms of a request that is alone.
load_desk() {
  local rate alone
  rate=$(wrk -t1 -c16 -d4s -H "Accept: text/html" -H "Cookie: __Host-gatehouse=$3" "$1" | awk '/Non-2xx/ { bad = 1 } /Requests\/sec/ { if (!bad) print int($2) }')
  alone=$(wrk -t1 -c1 -d2s -H "Accept: text/html" -H "Cookie: __Host-gatehouse=$3" "$1" | awk '/Requests\/sec/ { print 1000 / $2 }')
  [ -n "$rate" ] || die "$1 did not answer 200 throughout."
  printf '%s %s %s %s\n' "$4" "$2" "$rate" "$alone"
}
