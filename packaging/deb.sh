#!/bin/sh
# Makes the Debian package: deb.sh ROOT_OF_SOURCES HOME VERSION ARCHITECTURE OUT_DIR
# HOME is the program with its runtime, as archive.sh leaves it.
set -eu
# shellcheck source=packaging/common.sh
. "$(dirname -- "$0")/common.sh"

sources=$1
home=$2
version=$3
architecture=$4
out=$5

root=${home%/*}/deb
mkdir -p "$root/usr/lib" "$root/usr/bin" "$root/etc/parley" "$root/DEBIAN" \
  "$root/usr/lib/systemd/system" "$root/usr/lib/sysusers.d" "$root/usr/share/doc/parley"
cp -Rp "$home" "$root/usr/lib/parley"
ln -s ../lib/parley/bin/parley "$root/usr/bin/parley"
cp "$sources/LICENSE" "$root/usr/share/doc/parley/copyright"

cd "$sources/packaging/deb"
cp parley.service "$root/usr/lib/systemd/system/parley.service"
cp sysusers.conf "$root/usr/lib/sysusers.d/parley.conf"
cp parley.conf "$root/etc/parley/parley.conf"
cp conffiles "$root/DEBIAN/conffiles"
for script in preinst postinst prerm postrm; do
  cp "$script" "$root/DEBIAN/$script"
  chmod 755 "$root/DEBIAN/$script"
done
size=$(du -sk "$root/usr" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@SIZE@/$size/" \
  control >"$root/DEBIAN/control"
dpkg-deb --root-owner-group -Zxz -z1 --build "$root" "$out/parley_${version}_$architecture.deb" >/dev/null
