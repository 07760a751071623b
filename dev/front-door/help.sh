# What each command does. Sourced by ./gatehouse.

check_up_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --fresh | --detach | --without=*) shift ;;
      --without) [ $# -gt 1 ] || misused "--without takes a part."; shift 2 ;;
      --port-offset) case ${2:-} in '' | *[!0-9]*) misused "--port-offset takes a number." ;; esac; shift 2 ;;
      --port-offset=*) case ${1#*=} in '' | *[!0-9]*) misused "--port-offset takes a number." ;; esac; shift ;;
      *) misused "up does not know \"$1\"." ;;
    esac
  done
}

help_for() {
  case $1 in
    up) cat << 'TEXT'
./gatehouse up [--fresh] [--detach] [--port-offset N] [--without PART]

Builds what changed, starts PostgreSQL, Redis, Keycloak and the services, and stays
until Ctrl-C, which stops them all. Data is kept in .gatehouse/ for the next time.

  --fresh           begin with empty databases
  --detach          return when all are ready; ./gatehouse down stops them
  --port-offset N   add N to every port, to run beside another checkout
  --without PART    leave a service out, because it runs in your IDE
TEXT
      ;;
    down) cat << 'TEXT'
./gatehouse down

Stops the stack of this checkout, and what a killed launcher has left of it.
TEXT
      ;;
    status) cat << 'TEXT'
./gatehouse status

Shows each part: state, process, time to ready, memory, address.
Exit code 0 if all are ready, 1 if not.
TEXT
      ;;
    logs) cat << 'TEXT'
./gatehouse logs [PART] [-n LINES] [--no-follow]

Shows the logs of all parts or of one, and follows them while the stack is up.
Parts: postgres redis keycloak auth-service orders-service admin-service spa insights-app
TEXT
      ;;
    start | stop) cat << 'TEXT'
./gatehouse stop PART      ./gatehouse start PART

Takes one part away while the others stay up, and brings it back: to see what a failure does.
TEXT
      ;;
    pause | unpause) cat << 'TEXT'
./gatehouse pause PART     ./gatehouse unpause PART

Freezes one part, which keeps its connections and answers nothing, and lets it go on.
TEXT
      ;;
    test) cat << 'TEXT'
./gatehouse test [--only unit|e2e] [MAVEN ARGUMENTS]

Formatting, static analysis, unit and integration tests, then the end-to-end journeys
against a fresh stack of their own (other ports, other data: yours may stay up).

  --only unit       without the journeys
  --only e2e        the journeys alone
  -Dtest=NAME       one test class (with --only)
TEXT
      ;;
    bench) cat << 'TEXT'
./gatehouse bench [--quick] [--only LETTERS|revoke|keys|timing|micro] [--profile]
./gatehouse bench desk

Measures what the check costs, beside its peers, and writes bench/target/bench.md and bench.svg.
Needs wrk and taskset (Debian: apt-get install wrk util-linux) and a machine that is at rest.
With the stack up, introspection at its Keycloak is measured too. See docs/bench.md.

  --quick        fewer and shorter rounds, to see that it works
  --only a,c,e   some contenders alone
  --only revoke  instead, how long from a revocation until three replicas refuse
  --only keys    instead, how long a key takes to verify, with a million in the table
  --only timing  instead, whether time tells an unknown key from a wrong secret
  --only micro   instead, a malformed key and a signature, by JMH
  --profile      where the time goes instead of rates: the widest five, from the JDK's flight recorder
  desk           what the session costs a page of the dashboard; with the stack up
TEXT
      ;;
    doctor) cat << 'TEXT'
./gatehouse doctor

Checks JDK, memory, disk, ports, Chromium and the Maven registry, and says what to do.
TEXT
      ;;
    token) cat << 'TEXT'
./gatehouse token NAME [--scope "SCOPES"]

Prints an access token of a demo person (alice, bob, sam, ada) of the local stack,
obtained through gatehouse-cli's device flow.

  --scope "orders:read"   ask for less than all that the person may have
TEXT
      ;;
    build) cat << 'TEXT'
./gatehouse build

Builds what changed and prepares Keycloak, without starting anything. up does it by itself.
TEXT
      ;;
    '' | help) cat << 'TEXT'
./gatehouse COMMAND

  up        build what changed and start the stack   [--fresh] [--detach] [--port-offset N]
  down      stop it
  status    what runs, where, since when, how big
  logs      follow the logs                           [PART]
  stop      take one part away                        PART
  start     bring it back                             PART
  pause     freeze one part                           PART
  unpause   let it go on                              PART
  token     print a demo person's access token        NAME [--scope "..."]
  test      run all tests                             [--only unit|e2e]
  bench     measure what the check costs              [--quick] [--only a,c]
  doctor    check this machine
  build     build without starting
  help      this, or more about one                   [COMMAND]
TEXT
      ;;
    *) misused "there is no command \"$1\"." ;;
  esac
}
