#!/bin/sh
# Puts the packaged form together in target/parley and makes its start-up cache. Called by Maven:
#   assemble.sh PROJECT_DIR TARGET_DIR JAR CLASSPATH_FILE
set -eu
export LC_ALL=C

project=$1
target=$2
jar=$3
classpath=$4
home=$target/parley
lib=$home/lib
cache=$lib/parley.aot
stamp=$target/parley.aot.of
log=$target/parley-train.log

# Replaces a file only if it differs, and then by a rename: a server that runs from this folder
# goes on with the file it has open, and an unchanged jar keeps the time that the cache knows.
place() {
  if ! cmp -s "$1" "$2"; then
    cp -p "$1" "$2.new"
    mv -f "$2.new" "$2"
  fi
}

mkdir -p "$home/bin" "$lib"
place "$project/src/main/dist/bin/parley" "$home/bin/parley"
chmod 755 "$home/bin/parley"
place "$project/src/main/dist/lib/find-java.sh" "$lib/find-java.sh"
place "$project/../LICENSE" "$home/LICENSE"
place "$project/../NOTICE" "$home/NOTICE"
# With what they lead to; the rest is for who has the source.
mkdir -p "$home/docs" "$home/decisions"
for page in README.md CHANGELOG.md; do
  place "$project/../$page" "$home/$page"
done
for page in "$project/../docs"/*.md; do
  place "$page" "$home/docs/${page##*/}"
done
for page in "$project/../decisions"/*.md; do
  place "$page" "$home/decisions/${page##*/}"
done

place "$jar" "$lib/parley.jar"
kept=:parley.jar:
old_ifs=$IFS
IFS=:
# shellcheck disable=SC2013
for dependency in $(cat "$classpath"); do
  name=${dependency##*/}
  place "$dependency" "$lib/$name"
  kept=$kept$name:
done
IFS=$old_ifs
for file in "$lib"/*.jar; do
  case $kept in
    *:"${file##*/}":*) ;;
    *) rm -f "$file" ;;
  esac
done

# The cache fits exactly these jars, these options and this JVM.
# shellcheck source=server/src/main/dist/lib/find-java.sh
. "$lib/find-java.sh"
if ! find_java java 2>/dev/null; then
  rm -f "$cache" "$stamp"
  echo "No start-up cache: no Java $java_wanted was found to make it with. Parley runs without it, and starts slower."
  touch "$target/parley.built"
  exit 0
fi

# The documentation as files: beside the packaged form, and in it.
rm -rf "$target/site.new"
"$java_home/bin/java" -XX:TieredStopAtLevel=1 -cp "$lib/parley.jar:$lib/*" parley.site.StaticSite "$target/site.new"
rm -rf "$target/site" "$home/site"
mv "$target/site.new" "$target/site"
cp -Rp "$target/site" "$home/site"

# SQLite's library for this system, which bin/parley then need not unpack at each start.
system=$(uname -sm | tr ' ' -)
native=$lib/native/$system
case $system in
  Linux-x86_64) inside=Linux/x86_64/libsqlitejdbc.so ;;
  Linux-aarch64) inside=Linux/aarch64/libsqlitejdbc.so ;;
  Darwin-x86_64) inside=Mac/x86_64/libsqlitejdbc.dylib ;;
  Darwin-arm64) inside=Mac/aarch64/libsqlitejdbc.dylib ;;
  *) inside= ;;
esac
rm -rf "$lib/native.new"
if [ -n "$inside" ] && [ ! -e "/lib/ld-musl-${system#*-}.so.1" ]; then
  mkdir -p "$native" "$lib/native.new"
  (cd "$lib/native.new" && "$java_home/bin/jar" xf "$lib"/sqlite-jdbc-*.jar "org/sqlite/native/$inside")
  place "$lib/native.new/org/sqlite/native/$inside" "$native/${inside##*/}"
  rm -rf "$lib/native.new"
fi

{
  (cd "$home" && cksum bin/parley lib/*.jar)
  echo "$java_home"
  cat "$java_home/release"
} >"$stamp.new"
if [ -f "$cache" ] && cmp -s "$stamp" "$stamp.new"; then
  rm -f "$stamp.new"
  touch "$target/parley.built"
  exit 0
fi

rm -f "$cache" "$cache.new" "$stamp"
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
# A name without folders, since options are split at spaces and the path may contain some.
(
  cd "$lib"
  PARLEY_JAVA_HOME=$java_home PARLEY_JAVA_OPTS=-XX:AOTCacheOutput=parley.aot.new \
    exec "$home/bin/parley" train
) >"$log" 2>&1 </dev/null &
trainer=$!
# A training run that hangs must not hang the build.
(
  seconds=0
  while [ $seconds -lt 180 ]; do
    sleep 1
    kill -0 "$trainer" 2>/dev/null || exit 0
    seconds=$((seconds + 1))
  done
  kill -9 "$trainer" 2>/dev/null
) >/dev/null 2>&1 &
if wait "$trainer" && [ -s "$cache.new" ]; then
  mv -f "$cache.new" "$cache"
  mv -f "$stamp.new" "$stamp"
else
  rm -f "$cache.new" "$stamp.new"
  echo "No start-up cache: the training run failed, see $log. Parley runs without it, and starts slower."
fi
touch "$target/parley.built"
