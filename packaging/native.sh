#!/bin/sh
# Lays SQLite's library for a machine's kind where bin/parley looks for it, so that the driver need not
# unpack it at each start: native.sh LIB MACHINE
# LIB holds the driver's jar; MACHINE is what `uname -m` says there, on Linux.
set -eu

lib=$1
machine=$2

place=$lib/native/Linux-$machine
inside=org/sqlite/native/Linux/$machine/libsqlitejdbc.so
mkdir -p "$place"
cd "$place"
"${java_home:?}/bin/jar" xf ../../sqlite-jdbc-*.jar "$inside"
mv "$inside" .
rm -r org
