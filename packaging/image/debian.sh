#!/bin/sh
# Takes from Debian's packages what an image stands upon, by apt's sources of this machine and
# with its keys, but in a state of its own: the machine's packages and lists are neither used nor
# changed, it takes no rights, and the architecture may be another one.
#   debian.sh root STATE_DIR ARCHITECTURE OUT PACKAGES   a root file system of these packages
#   debian.sh jmods STATE_DIR ARCHITECTURE OUT           OUT/jmods: the modules of Debian's JDK 25, OUT/release
# PARLEY_APT_SOURCES names another file of sources (sources.list).
set -eu
# shellcheck source=packaging/common.sh
. "$(dirname -- "$0")/../common.sh"

what=$1
state=$2/$3
architecture=$3
out=$4
shift 4

need apt-get apt
need dpkg-deb dpkg

# Lists that are older than a day are read anew: packages that have been replaced are gone.
open_state() {
  mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$state/new"
  : >"$state/status"
  cat >"$state/apt.conf" <<CONF
Dir::State "$state";
Dir::State::status "$state/status";
Dir::Cache "$state/cache";
APT::Architecture "$architecture";
APT::Architectures { "$architecture"; };
APT::Install-Recommends "false";
APT::Sandbox::User "root";
Acquire::Languages "none";
CONF
  if [ -n "${PARLEY_APT_SOURCES:-}" ]; then
    cat >>"$state/apt.conf" <<CONF
Dir::Etc::sourcelist "$(readlink -f "$PARLEY_APT_SOURCES")";
Dir::Etc::sourceparts "/dev/null";
CONF
  fi
  if [ -z "$(find "$state/updated" -mmin -1440 2>/dev/null)" ] || ! cmp -s "$state/apt.conf" "$state/updated"; then
    # A source that does not answer need not matter: what is missing is told below.
    apt_get update >"$state/update.log" 2>&1 || :
    cp "$state/apt.conf" "$state/updated"
  fi
}

apt_get() {
  APT_CONFIG=$state/apt.conf apt-get -q "$@"
}

# Fails with what apt said, and where to look.
lacking() {
  rm -f "$state/updated"
  cat "$state/fetch.log" >&2
  grep '^[EW]:' "$state/update.log" >&2 || :
  fail "$1 for $architecture cannot be had from apt's sources of this machine, as shown$2"
}

# unpack DEB DIRECTORY [NAMES]: folders that are links into usr stay so.
unpack() {
  unpack_deb=$1
  unpack_directory=$2
  shift 2
  dpkg-deb --fsys-tarfile "$unpack_deb" | tar -x --keep-directory-symlink --no-same-owner -C "$unpack_directory" "$@"
}

# The packages and what they depend on, into the root and into the list of what is in it.
install_packages() {
  apt_get -y --download-only install "$@" >"$state/fetch.log" 2>&1 || lacking "$*" ""
  (cd "$state/new" && apt_get download base-files) >"$state/fetch.log" 2>&1 || lacking base-files ""
  for deb in "$state"/cache/archives/*.deb; do
    unpack "$deb" "$out"
    note "$deb"
  done
  # Who it is, and the licences that the others' copyright files name; nothing else of it.
  for deb in "$state"/new/base-files_*.deb; do
    unpack "$deb" "$out" ./usr/lib/os-release ./usr/share/common-licenses ./usr/share/doc/base-files/copyright
    note "$deb"
  done
}

# Where scanners of images look for packages when there is no dpkg.
note() {
  mkdir -p "$out/var/lib/dpkg/status.d"
  dpkg-deb -f "$1" >"$out/var/lib/dpkg/status.d/$(dpkg-deb -f "$1" Package)"
}

# Of the documents the licences stay.
prune() {
  rm -rf "$out"/usr/lib/*/gconv "$out"/usr/lib/*/audit "$out/usr/share/lintian" "$out/usr/share/man" \
    "$out/usr/share/locale" "$out/usr/share/info" "$out/usr/share/gcc" "$out/usr/share/gdb" "$out/etc/ld.so.conf.d"
  find "$out/usr/share/doc" -type f ! -name copyright -delete
  find "$out/usr/share" -depth -type d -empty -delete
}

open_state
rm -rf "$state/cache/archives"/*.deb "$state/new"/*.deb
mkdir -p "$out"
case $what in
  root)
    for folder in bin sbin lib; do
      mkdir -p "$out/usr/$folder"
      ln -s "usr/$folder" "$out/$folder"
    done
    if [ "$architecture" = amd64 ]; then
      mkdir -p "$out/usr/lib64"
      ln -s usr/lib64 "$out/lib64"
    fi
    install_packages "$@"
    prune
    ;;
  jmods)
    (cd "$state/new" && apt_get download openjdk-25-jdk-headless) >"$state/fetch.log" 2>&1 ||
      lacking openjdk-25-jdk-headless "; Debian 13 has it: PARLEY_APT_SOURCES=FILE names other sources, or build on such a machine"
    mkdir -p "$state/new/jdk"
    unpack "$state/new"/openjdk-25-jdk-headless_*.deb "$state/new/jdk" --wildcards './usr/lib/jvm/*/jmods'
    mv "$state"/new/jdk/usr/lib/jvm/*/jmods "$out/jmods"
    rm -rf "$state/new/jdk"
    printf 'IMPLEMENTOR="Debian"\nJAVA_RUNTIME_VERSION="%s"\n' \
      "$(dpkg-deb -f "$state/new"/openjdk-25-jdk-headless_*.deb Version)" >"$out/release"
    ;;
  *) fail "root or jmods, not $what" ;;
esac
