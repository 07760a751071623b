# Everything that must be green. Sourced by ./gatehouse.

TEST_HOME=$ROOT/.gatehouse/test

# Ports above those that Linux hands out to clients (32768-60999), so that none of the two stores
# finds its port taken by somebody's outgoing connection.
TEST_OFFSETS="6000 6200 6400 6600 6800 7000"

run_tests() {
  local only=all
  while [ $# -gt 0 ]; do
    case $1 in
      --only) only=${2:-}; shift; [ $# -gt 0 ] && shift ;;
      --only=*) only=${1#*=}; shift ;;
      *) break ;;
    esac
  done
  case $only in all | unit | e2e) ;; *) misused "--only takes unit or e2e." ;; esac

  local unit=skipped e2e=skipped began=$SECONDS prepare=
  # Journeys come next: Keycloak's share of the build is done beside the tests of the first modules.
  [ "$only" = unit ] || prepare=-Dprepare=$TEST_HOME
  if [ "$only" != e2e ]; then
    verify ${prepare:+"$prepare"} "$@" && unit=passed || unit=FAILED
  fi
  # Journeys through a build that did not pass its own tests would tell nothing new.
  if [ "$only" != unit ] && [ "$unit" != FAILED ]; then
    journeys "$@" && e2e=passed || e2e=FAILED
  fi
  summary "$unit" "$e2e" $((SECONDS - began))
  [ "$unit" != FAILED ] && [ "$e2e" != FAILED ]
}

# Formatting, static analysis, unit and integration tests; leaves a build that up accepts as its own.
verify() {
  say "Formatting, static analysis, unit and integration tests ..."
  mkdir -p "$ROOT/.gatehouse"
  list_inputs > "$STAMP.inputs.$$"
  local log=$ROOT/.gatehouse/spa-test.log spa status=0
  verify_spa > "$log" 2>&1 &
  spa=$!
  (cd "$ROOT" && ./mvnw -B -ntp -T 2 clean verify "$@") || status=1
  if [ $status = 0 ]; then
    list_outputs > "$STAMP.outputs"
    mv "$STAMP.inputs.$$" "$STAMP.inputs"
  fi
  rm -f "$STAMP.inputs.$$"
  wait "$spa" || status=1
  cat "$log"
  return $status
}

# Types, unit tests and the size of the sample app; leaves a build of it that up takes.
verify_spa() {
  if ! has_node; then
    say "node 20 or later and npm are not here: the sample SPA's tests are skipped."
    return 0
  fi
  say "The sample SPA: types, unit tests, size ..."
  list_spa > "$SPA_STAMP.$$"
  # Not by set -e: whoever asks whether this passed has switched it off.
  if install_spa && (cd "$ROOT/spa" && npm test && npm run build); then
    mv "$SPA_STAMP.$$" "$SPA_STAMP"
  else
    rm -f "$SPA_STAMP.$$"
    return 1
  fi
}

journeys() {
  local chromium offset status=0
  if chromium=$(find_chromium); then
    export GATEHOUSE_E2E_BROWSER=$chromium
  else
    say "Chromium is missing: the dashboard's journeys are skipped. Install it (apt-get install chromium) or name one by GATEHOUSE_E2E_BROWSER."
  fi
  # From here on this script's launcher, and every ./gatehouse that a test calls, means this stack.
  HOME_FOLDER=$TEST_HOME
  export GATEHOUSE_HOME=$TEST_HOME
  build_what_changed
  offset=$(free_offset)
  trap stop_test_stack EXIT
  trap 'exit 130' INT TERM
  (launch up --detach --fresh --port-offset "$offset") || return 1
  e2e_environment "$offset"
  (cd "$ROOT" && ./mvnw -B -ntp -pl e2e -De2e verify "$@") || status=1
  stop_test_stack
  trap - EXIT INT TERM
  return $status
}

stop_test_stack() { (launch down) >&2; }

e2e_environment() {
  export GATEHOUSE_URLS_KEYCLOAK=http://localhost:$((8180 + $1))
  export GATEHOUSE_URLS_AUTH_SERVICE=http://localhost:$((8081 + $1))
  export GATEHOUSE_URLS_ORDERS_SERVICE=http://localhost:$((8082 + $1))
  export GATEHOUSE_URLS_ADMIN_SERVICE=http://localhost:$((8083 + $1))
  export GATEHOUSE_URLS_SPA=http://localhost:$((8084 + $1))
  export GATEHOUSE_URLS_INSIGHTS_APP=http://localhost:$((8085 + $1))
  export GATEHOUSE_E2E_REDIS=redis://localhost:$((56379 + $1))
  export GATEHOUSE_E2E_CONTROL=$ROOT/gatehouse
  # For further replicas: what the stack's own were started from, and where their databases are.
  export GATEHOUSE_E2E_APPS=$HOME_FOLDER/app
  export GATEHOUSE_E2E_POSTGRES=127.0.0.1:$((55432 + $1))
}

free_offset() {
  local offset port
  for offset in $TEST_OFFSETS; do
    for port in 55432 56379 8180 9000 8081 8082 8083 8084 8085; do
      if (exec 3<> "/dev/tcp/127.0.0.1/$((port + offset))") 2> /dev/null; then continue 2; fi
    done
    break
  done
  printf '%s\n' "$offset"
}

find_chromium() {
  local name
  for name in "${GATEHOUSE_E2E_BROWSER:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
    [ -n "$name" ] && command -v "$name" && return 0
  done
  return 1
}

# The sum of Surefire's reports, in Surefire's own words.
summary() {
  local counts
  counts=$(find "$ROOT" -path '*/target/surefire-reports/TEST-*.xml' -exec grep -h -m1 '<testsuite ' {} + 2> /dev/null |
    awk '{
      if (match($0, / tests="[0-9]+"/)) t += substr($0, RSTART + 8, RLENGTH - 9)
      if (match($0, / failures="[0-9]+"/)) f += substr($0, RSTART + 11, RLENGTH - 12)
      if (match($0, / errors="[0-9]+"/)) e += substr($0, RSTART + 9, RLENGTH - 10)
      if (match($0, / skipped="[0-9]+"/)) s += substr($0, RSTART + 10, RLENGTH - 11)
    } END { printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d", t, f, e, s }')
  printf '\n'
  printf 'unit and integration: %s\n' "$1"
  printf 'end to end:           %s\n' "$2"
  printf 'reports:              */target/surefire-reports/\n'
  [ "$2" = skipped ] || printf 'logs of the stack:    .gatehouse/test/logs/\n'
  printf '[INFO] %s -- all modules, %d s\n' "$counts" "$3"
}
