# Measurements, never part of the tests: a figure is worth something only on a machine at rest.
# Sourced by ./gatehouse.

run_bench() {
  check_bench_options "$@"
  case " $* " in *" --only revoke "*) run_revoke "$@"; return ;; esac
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

check_bench_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --quick | --profile) shift ;;
      --only) case ${2:-} in revoke) ;; '' | *[!a-h,]*) misused "--only takes letters of a to h, or revoke." ;; esac; shift 2 ;;
      *) misused "bench does not know \"$1\"." ;;
    esac
  done
}
