# What the session check costs a page of the dashboard: ./gatehouse bench desk, with a stack up and the machine at rest.
# Sourced by bench.sh.

# Two pages that ask nobody else for anything, with the same layout and headers: the one that asks before a rotation, for who is signed in,
# and the one after a logout, for nobody. The first has the menu and a form's token besides; how large each is stands in the output.
bench_desk() {
  local desk=${GATEHOUSE_URLS_ADMIN_SERVICE:-http://localhost:8083} with without cookie lines round
  command -v wrk > /dev/null || die "bench needs wrk (Debian: apt-get install wrk)."
  with=$desk/signing-keys/rotate
  without=$desk/logged-out
  cookie=$(sign_in_at_the_desk "$desk") || exit 1
  # Warm before it counts; then by turns, so that what drifts hits both alike.
  lines=$(
    for round in 0 1 2 3 4 5; do
      load_desk "$without" without "$cookie" "$round"
      load_desk "$with" with "$cookie" "$round"
    done
  ) || exit 1
  printf 'bytes of a page: %d without, %d with a session\n' "$(page_size "$without" "$cookie")" "$(page_size "$with" "$cookie")"
  printf '%s\n' "$lines" | awk '
    $1 == 0 { next }
    { rate[$1, $2] = $3; mean[$2] += $4 / 5 }
    END {
      for (r = 1; r <= 5; r++) { printf "round %d: %d requests/s without, %d with a session\n", r, rate[r, "without"], rate[r, "with"]; q[r] = rate[r, "with"] / rate[r, "without"] }
      for (i = 1; i <= 5; i++) for (j = i + 1; j <= 5; j++) if (q[j] < q[i]) { t = q[i]; q[i] = q[j]; q[j] = t }
      printf "ratio (median of the rounds): %.2f\n", q[3]
      printf "one request at a time: %.2f ms without, %.2f ms with: the session adds %.2f ms\n", mean["without"], mean["with"], mean["with"] - mean["without"]
    }'
}

# Prints the value of the session cookie of ada, who has just signed in.
sign_in_at_the_desk() {
  local jar page action cookie
  jar=$(mktemp)
  page=$(curl -sS --fail -L -c "$jar" -b "$jar" -H "Accept: text/html" "$1/partners") || die "no desk at $1: start the stack first."
  action=$(printf '%s' "$page" | grep -o 'action="[^"]*login-actions/authenticate[^"]*' | cut -d'"' -f2 | sed 's/&amp;/\&/g') ||
    die "$1 did not send us to Keycloak's login."
  curl -sS --fail -L -o /dev/null -c "$jar" -b "$jar" -H "Accept: text/html" --data-urlencode username=ada --data-urlencode password=demo-ada-password "$action" ||
    die "ada could not sign in."
  cookie=$(awk '$6 == "__Host-gatehouse" { print $7 }' "$jar")
  rm -f "$jar"
  [ -n "$cookie" ] || die "ada has no session."
  printf '%s' "$cookie"
}

# One line: round, name, requests a second with 16 connections, ms of a request that is alone.
load_desk() {
  local rate alone
  # wrk counts a redirect as good: a session that is over would measure the way to the login.
  expect_page "$1" "$3"
  rate=$(wrk -t1 -c16 -d4s -H "Accept: text/html" -H "Cookie: __Host-gatehouse=$3" "$1" |
    awk '/Non-2xx|Socket errors/ { bad = 1 } /Requests\/sec/ { if (!bad) print int($2) }')
  alone=$(wrk -t1 -c1 -d2s -H "Accept: text/html" -H "Cookie: __Host-gatehouse=$3" "$1" | awk '/Requests\/sec/ { print 1000 / $2 }')
  expect_page "$1" "$3"
  [ -n "$rate" ] && [ -n "$alone" ] || die "$1 did not answer 200 throughout."
  printf '%s %s %s %s\n' "$4" "$2" "$rate" "$alone"
}

expect_page() {
  local status
  status=$(curl -sS -o /dev/null -w '%{http_code}' -H "Accept: text/html" -H "Cookie: __Host-gatehouse=$2" "$1") || status=none
  [ "$status" = 200 ] || die "$1 answered $status, not 200."
}

page_size() {
  curl -sS -o /dev/null -w '%{size_download}' -H "Accept: text/html" -H "Cookie: __Host-gatehouse=$2" "$1"
}
