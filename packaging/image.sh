#!/bin/sh
# Makes a container image as an archive of OCI's layout, without an engine and without another's
# image below it:
#   image.sh ROOT_OF_SOURCES TARGET_DIR WORK_DIR VERSION EPOCH ARCHITECTURE OUT
# TARGET_DIR/parley is the program, WORK_DIR/runtime the runtime of this machine's architecture. For
# another one the runtime is linked from the JDK that Debian has for it.
set -eu
here=$(dirname -- "$0")
# shellcheck source=packaging/common.sh
. "$here/common.sh"

sources=$1
target=$2
work=$3
version=$4
epoch=$5
architecture=$6
out=$7

case $architecture in
  amd64) machine=x86_64 ;;
  arm64) machine=aarch64 ;;
  *) fail "there are images for amd64 and arm64, not for $architecture" ;;
esac
image=$work/image-$architecture
mkdir -p "$image"

if [ "$architecture" = "$(own_architecture)" ]; then
  runtime=$work/runtime
else
  runtime=$work/runtime-$architecture
  sh "$here/image/debian.sh" jmods "$target/apt" "$architecture" "$image/jdk"
  sh "$here/runtime.sh" "$runtime" "$image/jdk/jmods"
fi

# A JDK of Debian's takes from the system what others bring along.
libraries=
if grep -q 'libstdc++\.so\.6' "$runtime/lib/server/libjvm.so"; then
  libraries="libstdc++6 zlib1g"
fi
# shellcheck disable=SC2086
sh "$here/image/debian.sh" root "$target/apt" "$architecture" "$image/system" busybox libc6 $libraries

sh "$here/image/layers.sh" "$image" "$runtime" "$target/parley" "$machine" "$epoch"

revision=$(git -C "$sources" rev-parse HEAD 2>/dev/null || echo unknown)
if [ "$revision" != unknown ] && [ -n "$(git -C "$sources" status --porcelain 2>/dev/null)" ]; then
  revision=$revision-modified
fi
sh "$here/image/oci.sh" "$image" "$version" "$revision" "$epoch" "$architecture" "$out"
