# shellcheck shell=sh
# Finds a Java to run Parley with. Read by bin/parley, by ./parley and ./dev of the source tree,
# and by the build, so that all of them agree on the same one: the start-up cache only fits the
# JVM that made it.
#
#   find_java [PROGRAM]   sets java_home, or says what is missing and returns 1
#
# PROGRAM (java unless given) must be there as well: the build asks for javac.

java_wanted=25

# Sets java_major to the version of the Java in $1. The "release" file that comes with every JDK
# is read rather than `java -version` asked: that would cost the start of a JVM for each.
java_version_of() {
  java_major=0
  [ -x "$1/bin/$java_program" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r java_key java_value || [ -n "$java_key" ]; do
    if [ "$java_key" = JAVA_VERSION ]; then
      java_value=${java_value#\"}
      java_major=${java_value%%[!0-9]*}
    fi
  done <"$1/release"
  [ -n "$java_major" ] || java_major=0
}

# Takes $1 if it is new enough. The wanted version itself is preferred to a later one, since
# that is what Parley is tested with.
java_consider() {
  java_version_of "$1" || return 0
  [ "$java_major" -ge "$java_wanted" ] || return 0
  if [ -z "$java_home" ] ||
    { [ "$java_major" -eq "$java_wanted" ] && [ "$java_found" -ne "$java_wanted" ]; }; then
    java_home=$1
    java_found=$java_major
  fi
}

# Sets java_home to the home of the `java` on the PATH if that one will do.
java_on_path() {
  java_path=$(command -v java) || return 0
  while [ -L "$java_path" ]; do
    java_link=$(readlink "$java_path")
    case $java_link in
      /*) java_path=$java_link ;;
      *) java_path=${java_path%/*}/$java_link ;;
    esac
  done
  case $java_path in
    # The stub of macOS opens a dialogue when no Java is installed; java_home is asked instead.
    /usr/bin/java) return 0 ;;
    */bin/java) java_consider "${java_path%/bin/java}" ;;
  esac
  # A shim (jenv, asdf, mise): only the JVM behind it knows where it lives.
  case $java_path in
    */shims/java)
      java_consider "$("$java_path" -XshowSettings:properties -version 2>&1 |
        sed -n 's/^ *java\.home = //p')"
      ;;
  esac
}

find_java() {
  java_program=${1:-java}
  java_home=
  java_found=0
  if [ -n "${PARLEY_JAVA_HOME:-}" ]; then
    java_consider "$PARLEY_JAVA_HOME"
    [ -n "$java_home" ] && return 0
    echo "Parley: PARLEY_JAVA_HOME is $PARLEY_JAVA_HOME, and there is no Java $java_wanted or newer with bin/$java_program in it." >&2
    return 1
  fi
  [ -n "${JAVA_HOME:-}" ] && java_consider "$JAVA_HOME"
  [ -n "$java_home" ] && return 0
  java_on_path
  [ -n "$java_home" ] && return 0
  if [ -x /usr/libexec/java_home ]; then
    java_consider "$(/usr/libexec/java_home -v "$java_wanted" 2>/dev/null)"
    [ -n "$java_home" ] && return 0
  fi
  for java_candidate in \
    /usr/lib/jvm/* \
    /usr/java/* \
    /opt/java/* \
    /opt/*jdk* \
    "${HOME:-}"/.sdkman/candidates/java/* \
    "${HOME:-}"/.jdks/* \
    "${HOME:-}"/.asdf/installs/java/* \
    "${HOME:-}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    java_consider "$java_candidate"
  done
  [ -n "$java_home" ] && return 0
  if [ "$java_program" = javac ]; then java_kind=JDK; else java_kind=Java; fi
  cat >&2 <<END
Parley needs a $java_kind $java_wanted or newer, and none was found in PARLEY_JAVA_HOME, in JAVA_HOME, on
the PATH or in the usual folders (/usr/lib/jvm, ~/.sdkman, ~/.jdks, /Library/Java and the like).
Install one (https://adoptium.net has it for every system), or name its folder:
  PARLEY_JAVA_HOME=/path/to/jdk-$java_wanted
END
  return 1
}
