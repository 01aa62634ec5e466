# Functions shared by .ci/run and the steps. Sourced, not run.

say() { printf '\n== %s\n' "$*"; }

fail() {
  printf '\nFAILED: %s\n' "$*" >&2
  exit 1
}

# jdk_major DIR: the feature release of the JDK in DIR, nothing if there is none.
jdk_major() {
  [ -x "$1/bin/javac" ] || return 0
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

# find_jdk N: the home of a JDK of release N. JAVA_HOME_N goes first, then JAVA_HOME, then the `javac` on the PATH,
# then /usr/lib/jvm.
find_jdk() {
  local explicit="JAVA_HOME_$1" home javac
  javac=$(command -v javac || true)
  for home in "${!explicit:-}" "${JAVA_HOME:-}" "${javac:+$(dirname "$(dirname "$(readlink -f "$javac")")")}" \
      /usr/lib/jvm/*; do
    if [ -n "$home" ] && [ "$(jdk_major "$home")" = "$1" ]; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
}

# maven LOG JDK ARGUMENT...: runs Maven in the current directory, shows what it prints and keeps it in LOG.
# A warning anywhere in it is a failure.
maven() {
  local log=$1 home=$2
  shift 2
  echo "mvn -B $* (in $PWD, JDK $(jdk_major "$home"): $home)"
  JAVA_HOME=$home mvn -B "$@" < /dev/null 2>&1 | tee "$log" || fail "mvn $* on JDK $(jdk_major "$home")"
  if grep -n WARNING "$log" >&2; then
    fail "the output of mvn $* on JDK $(jdk_major "$home") holds the warnings above"
  fi
}

# quiet_tests: the test JVMs of the tree in the current directory were not warned by the JDK. (What tests print goes to
# files, and may hold warnings that a test provokes.)
quiet_tests() {
  local causes='restricted method|native access|terminally deprecated|sun\.misc\.Unsafe|loaded dynamically' found
  found=$(find . -path '*/surefire-reports/*' -name '*-output.txt' -exec grep -HE "WARNING: .*($causes)" {} + || true)
  [ -z "$found" ] || fail "the JDK warned the tests: $found"
}

# copy_tree TARGET: the sources of this tree, without what a build made of them.
copy_tree() {
  # Not every peer of tfb/compare has a pom.xml beside it
  local excludes=('--exclude=./tfb/compare/servers/*/target') pom
  while IFS= read -r pom; do
    excludes+=("--exclude=${pom%/pom.xml}/target")
  done < <(cd "$ROOT" && find . -name pom.xml -not -path '*/target/*')
  mkdir -p "$1"
  tar -C "$ROOT" --anchored --exclude=./.git "${excludes[@]}" -cf - . | tar -C "$1" -xf -
}
