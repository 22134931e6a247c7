# shellcheck shell=sh
# Finds the Maven that builds Parley. Read by ./parley and ./dev.
#
#   find_maven   sets maven to the program, or says how to get it and returns 1
#
# The build itself refuses one that is too old.

find_maven() {
  if maven=$(command -v mvn) && [ -n "$maven" ]; then
    return 0
  fi
  # Where package managers, installers, and the wrappers of other projects put it.
  for maven in \
    "${MAVEN_HOME:-/opt/maven}/bin/mvn" \
    "${M2_HOME:-/usr/share/maven}/bin/mvn" \
    "${HOME:-}"/.sdkman/candidates/maven/current/bin/mvn \
    "${HOME:-}"/.asdf/installs/maven/*/bin/mvn \
    "${HOME:-}"/.local/share/mise/installs/maven/*/bin/mvn \
    /opt/homebrew/bin/mvn \
    /usr/local/bin/mvn \
    /opt/local/bin/mvn \
    /opt/apache-maven*/bin/mvn \
    /usr/local/apache-maven*/bin/mvn \
    "${HOME:-}"/apache-maven*/bin/mvn \
    "${HOME:-}"/.m2/wrapper/dists/apache-maven-*/*/bin/mvn \
    "${HOME:-}"/.m2/wrapper/dists/apache-maven-*/*/apache-maven-*/bin/mvn; do
    [ ! -x "$maven" ] || return 0
  done
  cat >&2 <<'END'
Parley is built with Maven 3.8 or newer, and there is no mvn on the PATH or in the usual folders.
Install it with your package manager:
  apt install maven      dnf install maven      apk add maven
  brew install maven     pacman -S maven        sdk install maven
or name its folder: MAVEN_HOME=/path/to/apache-maven
END
  return 1
}
