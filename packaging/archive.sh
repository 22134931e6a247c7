#!/bin/sh
# Puts the program and a runtime together, with a start-up cache for the two, and archives them:
#   archive.sh PROGRAM RUNTIME HOME ARCHIVE
# HOME is made; its name is the folder in the archive.
set -eu
# shellcheck source=packaging/common.sh
. "$(dirname -- "$0")/common.sh"

program=$1
runtime=$2
home=$3
archive=$4

cp -Rp "$program" "$home"
cp -Rp "$runtime" "$home/runtime"
rm -f "$home/lib/parley.aot"
# Who builds may keep his files from others; who installs them has to read them.
chmod -R u+w,a+rX,go-w "$home"

# The cache of the build fits its JVM alone, and this one is new.
log=${home%/*}/train.log
(
  cd "$home/lib"
  unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS PARLEY_JAVA_HOME
  PARLEY_JAVA_OPTS=-XX:AOTCacheOutput=parley.aot.new timeout 180 "$home/bin/parley" train
) >"$log" 2>&1 </dev/null || :
if [ -s "$home/lib/parley.aot.new" ]; then
  mv "$home/lib/parley.aot.new" "$home/lib/parley.aot"
  chmod 644 "$home/lib/parley.aot"
else
  rm -f "$home/lib/parley.aot.new"
  tail -5 "$log"
  echo "No start-up cache: the training run failed, as shown. The packages run without it, and start slower."
fi

# With the times of the files: the cache knows the jars by them.
tar -C "${home%/*}" --owner=0 --group=0 --numeric-owner --sort=name -czf "$archive" "${home##*/}"
