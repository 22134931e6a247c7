#!/bin/sh
# Makes a Java runtime with what Parley uses, and no more:
#   runtime.sh OUT [JMODS]
# of the JDK in java_home, or of the folder JMODS, which may be another architecture's; the file
# release beside it tells whose.
set -eu
# shellcheck source=packaging/common.sh
. "$(dirname -- "$0")/common.sh"

out=$1
jmods=${2:-}
release=${java_home:?}/release

# What the jars use, as `jdeps --print-module-deps` lists it; elliptic curves for TLS; what
# `jcmd` needs, by which one looks into a server that runs.
modules=java.base,java.compiler,java.desktop,java.naming,java.net.http,java.security.jgss,java.sql
modules=$modules,jdk.management,jdk.unsupported,jdk.crypto.ec,jdk.jcmd,jdk.jfr

set -- --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages \
  --compress zip-6 --output "$out"
if [ -n "$jmods" ]; then
  set -- --module-path "$jmods" "$@"
  release=${jmods%/*}/release
fi
"$java_home/bin/jlink" "$@"
# Whose it is and which, for who asks what is in an artefact.
grep -E '^(IMPLEMENTOR|JAVA_RUNTIME_VERSION)=' "$release" >>"$out/release"

# Some JDKs keep beside each library what a debugger wants: ten times the rest.
find "$out" -name '*.debuginfo' -delete
[ -s "$out/lib/security/cacerts" ] ||
  fail "the JDK has no certificates of authorities in lib/security/cacerts (Debian: apt-get install ca-certificates-java)"
