#!/bin/sh
# Makes what can be installed without a JDK, in TARGET_DIR/packages. Called by Maven (-Ppackages),
# behind the packaged form in TARGET_DIR/parley, its archive and the list of its jars, bom.json:
#   build.sh PROJECT_DIR TARGET_DIR VERSION TIME IMAGES
# TIME is that of every file in an image (RFC 3339). IMAGES: architectures, like amd64,arm64; own is
# that of this machine.
set -eu
here=$(dirname -- "$0")
# shellcheck source=packaging/common.sh
. "$here/common.sh"

project=$1
target=$2
version=$3
epoch=${SOURCE_DATE_EPOCH:-$(date -d "$4" +%s)}
images=$(echo "$5" | tr ',' ' ')

work=$target/packages.work
packages=$work/packages # not where it is looked for, until all of it is there
architecture=$(own_architecture)
name=parley-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$architecture
home=$work/$name

# shellcheck source=server/src/main/dist/lib/find-java.sh
. "$project/src/main/dist/lib/find-java.sh"
find_java jlink || exit 1
export java_home

rm -rf "$target/packages" "$work"
mkdir -p "$packages" "$work"

sh "$here/runtime.sh" "$work/runtime"
sh "$here/archive.sh" "$target/parley" "$work/runtime" "$home" "$packages/$name.tar.gz"
cp -p "$target/parley-$version.tar.gz" "$packages"

if command -v dpkg-deb >/dev/null; then
  sh "$here/deb.sh" "$project/.." "$home" "$version" "$architecture" "$packages"
else
  echo "No Debian package: there is no dpkg-deb on this machine."
fi

for image in $images; do
  [ "$image" != own ] || image=$architecture
  if [ "$(uname -s)" = Linux ] && command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null; then
    sh "$here/image.sh" "$project/.." "$target" "$work" "$version" "$epoch" "$image" \
      "$packages/parley-image-$version-linux-$image.tar"
  else
    echo "No image for $image: that takes a Linux with apt-get and dpkg-deb. The Dockerfile needs neither."
  fi
done

bom=$target/bom.json
if ! command -v jq >/dev/null; then
  echo "No lists of what is in them: there is no jq on this machine."
elif [ ! -s "$bom" ]; then
  echo "No lists of what is in them: Maven makes the one of the jars only when it is not offline."
else
  lib=$target/parley/lib
  sh "$here/sbom.sh" "$packages/parley-$version.tar.gz" application "$bom" "$lib"
  sh "$here/sbom.sh" "$packages/$name.tar.gz" application "$bom" "$lib" "$work/runtime"
  for deb in "$packages"/*.deb; do
    [ ! -f "$deb" ] || sh "$here/sbom.sh" "$deb" application "$bom" "$lib" "$work/runtime"
  done
  for image in "$packages"/parley-image-*.tar; do
    inside=$work/image-$(basename -- "$image" .tar | sed 's/.*-//')
    [ ! -f "$image" ] || sh "$here/sbom.sh" "$image" container "$bom" "$lib" \
      "$inside/runtime/usr/lib/parley/runtime" "$inside/system"
  done
fi
(cd "$packages" && sha256sum -- *) >"$work/SHA256SUMS"
mv "$work/SHA256SUMS" "$packages"
mv "$packages" "$target/packages"
rm -rf "$work"
ls -1 "$target/packages"
