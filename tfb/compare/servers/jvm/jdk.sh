# Sourced by build-peer, start-peer and start-vivace.

# feature JAVA: the feature release of a `java`, from its JDK's release file: starting it would take longer than a server
# may. Nothing where there is no such file.
feature() {
  local java release version
  java=$(command -v "$1") || return 0
  release=$(readlink -f "$java")
  release=${release%/bin/java}/release
  [ -r "$release" ] || return 0
  while IFS='=' read -r name version; do
    if [ "$name" = JAVA_VERSION ]; then
      version=${version//\"/}
      printf '%s\n' "${version%%.*}"
    fi
  done < "$release"
}
