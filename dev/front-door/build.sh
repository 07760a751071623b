# Builds when something changed, and only then. Sourced by ./gatehouse.

BUILD_LOG=$ROOT/.gatehouse/build.log
STAMP=$ROOT/.gatehouse/build.stamp
SPA_STAMP=$ROOT/.gatehouse/spa.stamp

# Checksum, size and name of every file that a build reads. By content and not by time: a checkout
# or a touch changes times and nothing else, and a deleted file is a line that is missing.
list_inputs() {
  cd "$ROOT"
  find . \( -name target -o -name node_modules -o -name .git -o -name .gatehouse -o -path '*/src/test' -o -path './bench/*/src' \) -prune \
    -o -type f \( -name pom.xml -o -path './.mvn/*' -o -name mvnw -o -path '*/src/main/*' \) -print |
    LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum
}

# The same of what it made: a build by hand from other sources must not pass for ours.
list_outputs() {
  cd "$ROOT"
  {
    find dev/target/lib -name '*.jar' 2>/dev/null
    find dev/target keycloak/event-listener/target -maxdepth 1 -name '*.jar' 2>/dev/null
    find . -path ./bench -prune -o -path './*/target/quarkus-app/*' -type f \
      \( -path '*/quarkus-app/app/*' -o -path '*/quarkus-app/quarkus/*' -o -path '*/lib/main/io.gatehouse*' -o -name quarkus-run.jar \) -print 2>/dev/null
  } | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum 2>/dev/null || true
  # Big, and read once in its life: its size tells a broken download or a full disk.
  wc -c dev/target/keycloak/*.tar.gz 2>/dev/null || true
}

names() { cut -d' ' -f3- "$1" | LC_ALL=C sort; }

# One on its way out is waited for: its jars must not be replaced while it still runs.
is_up() {
  while [ -f "$HOME_FOLDER/run/launcher.part" ] && [ -d "$HOME_FOLDER/launcher" ] && launcher_runs; do
    grep -q '^state=STOPPING' "$HOME_FOLDER/run/launcher.part" 2>/dev/null || return 0
    sleep 0.2
  done
  return 1
}

launcher_runs() {
  local pid
  pid=$(sed -n 's/^pid=//p' "$HOME_FOLDER/run/launcher.part" 2>/dev/null)
  [ -n "$pid" ] && ps -p "$pid" -o args= 2>/dev/null | grep -q io.gatehouse.dev.Gatehouse
}

# Stops a build that another ./gatehouse of this checkout is busy with; whether there was one.
stop_building() {
  local file=$HOME_FOLDER/run/building pid children
  pid=$(cat "$file" 2>/dev/null) || return 1
  rm -f "$file"
  ps -p "$pid" -o args= 2>/dev/null | grep -q gatehouse || return 1
  children=$(descendants "$pid")
  # shellcheck disable=SC2086
  kill -TERM $children 2>/dev/null
  local turns=0
  while ps -p "$pid" -o stat= 2>/dev/null | grep -qv '^Z' && [ $((turns += 1)) -lt 100 ]; do sleep 0.1; done
  say "Stopped what was still being built."
}

descendants() {
  local child
  for child in $(ps -A -o pid= -o ppid= | awk -v parent="$1" '$2 == parent { print $1 }'); do
    echo "$child"
    descendants "$child"
  done
}

need_launcher() {
  [ -d "$HOME_FOLDER/launcher" ] && return 0
  case $1 in
    doctor) build_what_changed ;;
    *) say "The stack is down; nothing has been built here yet. ./gatehouse up builds and starts it."; exit 1 ;;
  esac
}

build_what_changed() {
  mkdir -p "$ROOT/.gatehouse" 2>/dev/null && [ -w "$ROOT/.gatehouse" ] ||
    die "$ROOT/.gatehouse cannot be written by this user: remove it, or run as the user who made it."
  list_inputs > "$STAMP.inputs.$$"
  list_outputs > "$STAMP.outputs.$$"
  if ! cmp -s "$STAMP.inputs.$$" "$STAMP.inputs" || ! cmp -s "$STAMP.outputs.$$" "$STAMP.outputs"; then
    # A deleted class or migration stays in target/ unless that is emptied.
    local goals=package
    if [ ! -f "$STAMP.inputs" ] || names "$STAMP.inputs" | comm -23 - <(names "$STAMP.inputs.$$") | grep -q .; then
      goals="clean package"
    fi
    build "$goals"
    list_outputs > "$STAMP.outputs"
    mv "$STAMP.inputs.$$" "$STAMP.inputs"
  fi
  rm -f "$STAMP.inputs.$$" "$STAMP.outputs.$$"
  build_spa
  install_launcher
}

build() {
  local began=$SECONDS
  say "Building (log: .gatehouse/build.log) ..."
  mkdir -p "$HOME_FOLDER/run"
  echo $$ > "$HOME_FOLDER/run/building"
  # shellcheck disable=SC2086
  if ! (cd "$ROOT" && ./mvnw -B -ntp -Dquick=true -pl "${MODULES// /,}" -am $1) > "$BUILD_LOG" 2>&1; then
    rm -f "$STAMP.inputs" "$STAMP".*.$$
    # down takes the file away before it stops us.
    [ -f "$HOME_FOLDER/run/building" ] || die "stopped by ./gatehouse down."
    rm -f "$HOME_FOLDER/run/building"
    explain_failed_build
  fi
  rm -f "$HOME_FOLDER/run/building"
  say "  built in $((SECONDS - began)) s"
}

# The sample single-page app, where there is node; all else comes up without it.
build_spa() {
  local stamp=$SPA_STAMP log=$ROOT/.gatehouse/spa.log began=$SECONDS
  [ -f "$ROOT/spa/package.json" ] || return 0
  if ! has_node; then
    rm -rf "$ROOT/spa/dist"
    say "node 20 or later and npm are not here: the sample SPA is left out, the rest comes up."
    return 0
  fi
  list_spa > "$stamp.$$"
  if [ ! -f "$ROOT/spa/dist/index.html" ] || ! cmp -s "$stamp.$$" "$stamp"; then
    say "Building the sample SPA (log: .gatehouse/spa.log) ..."
    if ! (install_spa && cd "$ROOT/spa" && npm run build) > "$log" 2>&1; then
      rm -f "$stamp.$$"
      rm -rf "$ROOT/spa/dist"
      tail -n 5 "$log" >&2
      die "the sample SPA could not be built. Log: $log"
    fi
    mv "$stamp.$$" "$stamp"
    say "  built in $((SECONDS - began)) s"
  fi
  rm -f "$stamp.$$"
}

has_node() {
  command -v npm > /dev/null && [ "$(node -p 'process.versions.node.split(".")[0]' 2> /dev/null || echo 0)" -ge 20 ]
}

list_spa() {
  cd "$ROOT/spa"
  find . \( -name node_modules -o -name dist -o -name 'orders.schema.ts' \) -prune -o -type f -print |
    LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum
}

# By the lock file alone; a package's own scripts are not run.
install_spa() {
  local kept=$ROOT/spa/node_modules/.gatehouse-lock
  cmp -s "$ROOT/spa/package-lock.json" "$kept" && return 0
  (cd "$ROOT/spa" && npm ci --ignore-scripts --no-audit --no-fund) && cp "$ROOT/spa/package-lock.json" "$kept"
}

explain_failed_build() {
  if grep -qiE 'unknown host|could not transfer|failed to fetch|network is unreachable|connection refused|connect timed out|resolve host' "$BUILD_LOG"; then
    die "Maven could not fetch what the first build needs. Is there a network (or a proxy or mirror to set in ~/.m2/settings.xml)? Log: $BUILD_LOG"
  fi
  grep -E '^\[ERROR\]' "$BUILD_LOG" | head -n 5 >&2
  die "the build failed. Log: $BUILD_LOG"
}

stopped_preparing() {
  [ "$1" -ne 143 ] || die "stopped by ./gatehouse down."
  exit "$1"
}

# The launcher runs from a copy, so that the next build does not take its jars away.
install_launcher() {
  local folder=$HOME_FOLDER/launcher
  mkdir -p "$HOME_FOLDER"
  if ! cmp -s "$STAMP.outputs" "$folder/.stamp"; then
    rm -rf "$folder.new" && mkdir -p "$folder.new"
    cp "$ROOT"/dev/target/dev-*.jar "$ROOT"/dev/target/lib/*.jar "$folder.new/"
    cp "$STAMP.outputs" "$folder.new/.stamp"
    rm -rf "$folder" && mv "$folder.new" "$folder"
    GATEHOUSE_PREPARE=1
  fi
  if [ -n "${GATEHOUSE_PREPARE:-}" ]; then
    "$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
      -Dgatehouse.root="$ROOT" -Dgatehouse.home="$HOME_FOLDER" \
      -cp "$folder/*" io.gatehouse.dev.Gatehouse prepare || stopped_preparing $?
  fi
}
