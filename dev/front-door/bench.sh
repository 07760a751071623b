# Measurements, never part of the tests: a figure is worth something only on a machine at rest.
# Sourced by ./gatehouse.

run_bench() {
  if [ "${1:-}" = desk ]; then
    # shellcheck source=dev/front-door/bench-desk.sh
    . "$ROOT/dev/front-door/bench-desk.sh"
    bench_desk
    return
  fi
  check_bench_options "$@"
  case " $* " in
    *" --only revoke "*) run_revoke "$@"; return ;;
    *" --only keys "* | *" --only timing "*) run_keys_bench "$@"; return ;;
    *" --only micro "*) run_micro_bench "$@"; return ;;
  esac
  local tool
  for tool in wrk taskset; do
    command -v "$tool" > /dev/null || die "bench needs $tool (Debian: apt-get install wrk util-linux)."
  done
  [ "$(getconf _NPROCESSORS_ONLN)" -ge 2 ] || die "bench needs two cores: one for the server, one for the load."
  say "Building the contenders ..."
  (cd "$ROOT" && ./mvnw -B -ntp -q -Dquick=true -Dbench -am -pl bench/open,bench/stock,bench/guarded,bench/introspected,bench/spring,bench/driver package) >&2 ||
    die "the build failed."
  # A token of a person, for introspection; without a stack that row is left out.
  if [ -z "${GATEHOUSE_BENCH_TOKEN:-}" ] && [ -d "$HOME_FOLDER/launcher" ] && is_up; then
    GATEHOUSE_BENCH_TOKEN=$(launch token alice 2> /dev/null) || GATEHOUSE_BENCH_TOKEN=
    export GATEHOUSE_BENCH_TOKEN
  fi
  cd "$ROOT"
  exec "$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC -cp "bench/driver/target/classes:bench/driver/target/lib/*" \
    io.gatehouse.bench.Bench "$@"
}

# From a revocation to the last replica's refusal: the whole stack, fresh and on ports of its own.
run_revoke() {
  local count=200
  case " $* " in *" --quick "*) count=20 ;; esac
  # shellcheck source=dev/front-door/test.sh
  . "$ROOT/dev/front-door/test.sh"
  journeys -Dtest=RevokeToRefusedBench -Dbench.revocations="$count"
}

# A real auth-service with a million keys, a domain service beside it, PostgreSQL and Redis.
run_keys_bench() {
  local what=keys quick=
  while [ $# -gt 0 ]; do
    case $1 in
      --quick) quick=--quick; shift ;;
      --only) what=$2; shift 2 ;;
      *) shift ;;
    esac
  done
  command -v taskset > /dev/null || die "bench needs taskset (Debian: apt-get install util-linux)."
  say "Building ..."
  (cd "$ROOT" && ./mvnw -B -ntp -q -Dquick=true -Dbench -am -pl auth-service,bench/open,bench/guarded,bench/driver package) >&2 ||
    die "the build failed."
  cd "$ROOT"
  # The services have the first core to themselves; whoever asks, and PostgreSQL, the second.
  exec taskset -c 1 "$JAVA_HOME/bin/java" -Xmx768m -XX:+UseSerialGC -cp "bench/driver/target/classes:bench/driver/target/lib/*" \
    io.gatehouse.bench.keys.KeysBench "$what" $quick
}

# JMH: one fork each with --quick.
run_micro_bench() {
  local short=()
  case " $* " in *" --quick "*) short=(-f 1 -wi 1 -i 2) ;; esac
  say "Building ..."
  (cd "$ROOT" && ./mvnw -B -ntp -q -Dquick=true -Dbench -am -pl bench/micro package) >&2 || die "the build failed."
  cd "$ROOT"
  exec "$JAVA_HOME/bin/java" -cp "bench/micro/target/classes:bench/micro/target/lib/*" \
    org.openjdk.jmh.Main -prof gc -jvmArgs "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" ${short[@]+"${short[@]}"}
}

check_bench_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --quick | --profile) shift ;;
      --only) case ${2:-} in revoke | keys | timing | micro) ;; '' | *[!a-h,]*) misused "--only takes letters of a to h, or revoke, keys, timing or micro." ;; esac; shift 2 ;;
      *) misused "bench does not know \"$1\"." ;;
    esac
  done
}
