#!/bin/sh
# Cuts an image's files into layers, those first that change least, so that an update moves little:
#   layers.sh IMAGE_DIR RUNTIME PROGRAM MACHINE EPOCH
# IMAGE_DIR/system is the system and is completed; IMAGE_DIR/1-system.tar to 4-parley.tar are made.
# MACHINE is what `uname -m` says in a container of the image.
set -eu
here=$(dirname -- "$0")
# shellcheck source=packaging/common.sh
. "$here/../common.sh"
# shellcheck source=packaging/image/user.sh
. "$here/user.sh"

image=$1
runtime=$2
program=$3
machine=$4
epoch=$5
place=usr/lib/parley

# Names of the shell's tools that the launcher, the health check, and who looks in will type.
tools="sh [ cat chmod cp cut date df dirname du env find free grep head id kill ls mkdir mv ps pwd
  readlink rm sed sleep sort tail tar test tr uname vi wc wget"

complete_system() {
  for tool in $tools; do
    ln -sf busybox "$1/usr/bin/$tool"
  done
  mkdir -p "$1/etc" "$1/tmp" "$1/proc" "$1/sys" "$1/dev" "$1/run" "$1$data"
  [ ! -e "$1/usr/lib/os-release" ] || ln -sf ../usr/lib/os-release "$1/etc/os-release"
  cat >"$1/etc/passwd" <<PASSWD
root:x:0:0:root:/root:/usr/sbin/nologin
parley:x:$uid:$uid:Parley:$data:/usr/sbin/nologin
PASSWD
  printf 'root:x:0:\nparley:x:%s:\n' "$uid" >"$1/etc/group"
  echo "hosts: files dns" >"$1/etc/nsswitch.conf"
}

# layer NAME DIRECTORY [OPTIONS]: everything in it, unless options of tar leave something out.
layer() {
  layer_file=$image/$1.tar
  layer_directory=$2
  shift 2
  (cd "$layer_directory" && find . -mindepth 1 -maxdepth 1 -printf '%f\0' | sort -z) >"$image/names"
  pack "$layer_file" "$epoch" "$layer_directory" "$@" --null --files-from="$image/names"
}

# append OWNER MODE NAME: a directory of the system that is not as all the others.
append() {
  tar --format=gnu --mtime="@$epoch" --numeric-owner --no-recursion -C "$image/system" \
    --owner="$1" --group="$1" --mode="$2" -rf "$image/1-system.tar" "$3"
}

complete_system "$image/system"
layer 1-system "$image/system" --anchored --exclude=tmp --exclude="${data#/}"
append 0 1777 tmp
append "$uid" 0700 "${data#/}"

mkdir -p "$image/runtime/$place" "$image/libraries/$place/lib" \
  "$image/parley/$place/lib" "$image/parley/usr/bin"
cp -Rp "$runtime" "$image/runtime/$place/runtime"
layer 2-runtime "$image/runtime"

libraries=$image/libraries/$place/lib
for jar in "$program"/lib/*.jar; do
  case $jar in
    */parley.jar) ;;
    *) cp -p "$jar" "$libraries" ;;
  esac
done
sh "$here/../native.sh" "$libraries" "$machine"
layer 3-libraries "$image/libraries"

# Without the start-up cache: it is another one each time it is made, and so the image would be.
for part in bin LICENSE NOTICE lib/find-java.sh lib/parley.jar; do
  cp -Rp "$program/$part" "$image/parley/$place/$part"
done
ln -s ../lib/parley/bin/parley "$image/parley/usr/bin/parley"
layer 4-parley "$image/parley"
