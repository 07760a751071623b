# Finds a JDK 25 or later and sets JAVA_HOME. Sourced by ./gatehouse.

NEEDED_JDK=25

# The feature version of the JDK in this folder, or nothing if it holds none (a JRE has no javac).
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  # The release file is there in every JDK since 9; asking java itself costs a second per JDK.
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

jdk_candidates() {
  [ -n "${JAVA_HOME:-}" ] && printf '%s\n' "$JAVA_HOME"
  local java
  if java=$(command -v java); then
    # Symbolic links lead from /usr/bin/java to the JDK's own folder.
    while [ -L "$java" ]; do
      local target
      target=$(readlink "$java")
      case $target in /*) java=$target ;; *) java=$(dirname "$java")/$target ;; esac
    done
    printf '%s\n' "$(dirname "$(dirname "$java")")"
  fi
  [ -x /usr/libexec/java_home ] && /usr/libexec/java_home -v "$NEEDED_JDK+" 2>/dev/null
  local folder
  for folder in \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*/jdk* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/*; do
    [ -d "$folder" ] && printf '%s\n' "$folder"
  done
  return 0
}

find_jdk() {
  local folder version
  while IFS= read -r folder; do
    version=$(jdk_version "$folder")
    if [ -n "$version" ] && [ "$version" -ge "$NEEDED_JDK" ]; then
      export JAVA_HOME=$folder
      return 0
    fi
  done < <(jdk_candidates)
  die "needs a JDK $NEEDED_JDK or later and found none: install one (https://adoptium.net) or set JAVA_HOME."
}
