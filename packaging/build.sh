#!/bin/sh
# Makes what can be installed without a JDK: an archive with a runtime of its own, and a Debian
# package. Called by Maven (-Ppackages), behind the packaged form in target/parley:
#   build.sh PROJECT_DIR TARGET_DIR VERSION
# The runtime is that of the JDK that builds, so both are for this system alone.
set -eu
export LC_ALL=C

project=$1
target=$2
version=$3
packages=$target/packages

# What the jars use, as `jdeps --print-module-deps` lists it; elliptic curves for TLS; what
# `jcmd` needs, by which one looks into a server that runs.
modules=java.base,java.compiler,java.desktop,java.naming,java.net.http,java.security.jgss,java.sql
modules=$modules,jdk.management,jdk.unsupported,jdk.crypto.ec,jdk.jcmd,jdk.jfr

# shellcheck source=server/src/main/dist/lib/find-java.sh
. "$project/src/main/dist/lib/find-java.sh"
find_java jlink || exit 1

case $(uname -m) in
  x86_64) architecture=amd64 ;;
  aarch64) architecture=arm64 ;;
  *) architecture=$(uname -m) ;;
esac
name=parley-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$architecture
home=$packages/$name

rm -rf "$packages"
mkdir -p "$packages"
cp -Rp "$target/parley" "$home"
rm -f "$home/lib/parley.aot"
"$java_home/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages \
  --compress zip-6 --output "$home/runtime"

# The start-up cache fits one JVM alone, and this one is new.
(
  cd "$home/lib"
  unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS PARLEY_JAVA_HOME
  PARLEY_JAVA_OPTS=-XX:AOTCacheOutput=parley.aot.new timeout 180 "$home/bin/parley" train
) >"$packages/train.log" 2>&1 </dev/null || :
if [ -s "$home/lib/parley.aot.new" ]; then
  mv "$home/lib/parley.aot.new" "$home/lib/parley.aot"
else
  rm -f "$home/lib/parley.aot.new"
  echo "No start-up cache: see $packages/train.log. The packages run without it, and start slower."
fi

tar -C "$packages" --owner=0 --group=0 --numeric-owner --sort=name -czf "$packages/$name.tar.gz" "$name"

if command -v dpkg-deb >/dev/null; then
  root=$packages/deb
  mkdir -p "$root/usr/lib" "$root/usr/bin" "$root/etc/parley" "$root/DEBIAN" \
    "$root/usr/lib/systemd/system" "$root/usr/lib/sysusers.d" "$root/usr/share/doc/parley"
  cp -Rp "$home" "$root/usr/lib/parley"
  ln -s ../lib/parley/bin/parley "$root/usr/bin/parley"
  sources=$project/../packaging/deb
  cp "$sources/parley.service" "$root/usr/lib/systemd/system/parley.service"
  cp "$sources/sysusers.conf" "$root/usr/lib/sysusers.d/parley.conf"
  cp "$sources/parley.conf" "$root/etc/parley/parley.conf"
  cp "$project/../LICENSE" "$root/usr/share/doc/parley/copyright"
  cp "$sources/conffiles" "$root/DEBIAN/conffiles"
  for script in postinst prerm postrm; do
    cp "$sources/$script" "$root/DEBIAN/$script"
    chmod 755 "$root/DEBIAN/$script"
  done
  size=$(du -sk "$root/usr" | cut -f1)
  sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@SIZE@/$size/" \
    "$sources/control" >"$root/DEBIAN/control"
  dpkg-deb --root-owner-group -Zxz -z1 --build "$root" "$packages/parley_${version}_$architecture.deb" >/dev/null
  rm -rf "$root"
else
  echo "No Debian package: there is no dpkg-deb on this machine."
fi
rm -rf "$home"
(cd "$packages" && sha256sum ./*.tar.gz ./*.deb 2>/dev/null | sed 's# \./# #' >SHA256SUMS)
ls -1 "$packages"
