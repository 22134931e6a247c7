# shellcheck shell=sh
# What the scripts of this folder share. Read by each of them.

export LC_ALL=C
umask 022

# Ends the script with a sentence.
fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# need PROGRAM PACKAGE: fails, and says what to install, where there is no such program.
need() {
  command -v "$1" >/dev/null || fail "there is no $1 on this machine (Debian: apt-get install $2)"
}

# The machine that builds, in Debian's words.
own_architecture() {
  case $(uname -m) in
    x86_64) echo amd64 ;;
    aarch64) echo arm64 ;;
    *) uname -m ;;
  esac
}

# pack FILE EPOCH DIRECTORY [OPTIONS] NAMES: a tar archive that is the same for the same files,
# whoever makes it, wherever and whenever.
pack() {
  pack_file=$1
  pack_epoch=$2
  pack_directory=$3
  shift 3
  tar --format=gnu --sort=name --mtime="@$pack_epoch" --owner=0 --group=0 --numeric-owner \
    --mode=u+w,a+rX,go-w -C "$pack_directory" -cf "$pack_file" "$@"
}
