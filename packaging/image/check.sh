#!/bin/sh
# Runs an image as an engine would, in namespaces of this kernel, and fails unless it does what it
# is to do: check.sh ARCHIVE
# Its root cannot be written, it has its own user, processes and network, and becomes process 1; a
# message outlives it in its volume; SIGTERM ends it with 0. For root: it mounts.
set -eu
here=$(dirname -- "$0")
# shellcheck source=packaging/common.sh
. "$here/../common.sh"

archive=$1
[ "$(id -u)" = 0 ] || fail "only root may mount what a container needs"
need unshare util-linux
need nsenter util-linux
need setpriv util-linux
need jq jq

work=$(mktemp -d)
root=$work/root
volume=$work/volume
log=$work/log
container=
trap 'if [ -n "$container" ]; then kill -9 "$container" 2>/dev/null || :; fi; rm -rf "$work"' EXIT

# The archive is what it says it is, blob by blob; its layers lie above each other.
unpack_image() {
  mkdir -p "$work/layout" "$root" "$volume"
  tar -xf "$archive" -C "$work/layout"
  blobs=$work/layout/blobs/sha256
  (cd "$blobs" && sha256sum ./* | sed 's# \./# #' | awk '$1 != $2 { exit 1 }') || fail "a blob is not what its name says"
  manifest=$blobs/$(jq -r '.manifests[0].digest | ltrimstr("sha256:")' "$work/layout/index.json")
  config=$blobs/$(jq -r '.config.digest | ltrimstr("sha256:")' "$manifest")
  for layer in $(jq -r '.layers[].digest | ltrimstr("sha256:")' "$manifest"); do
    tar -xpzf "$blobs/$layer" --numeric-owner -C "$root"
  done
  user=$(jq -r '.config.User' "$config")
  uid=${user%%:*}
  data=$(jq -r '.config.Volumes | keys[0]' "$config")
  jq -r '.config.Env[]' "$config" >"$work/env"
  jq -r '.config | (.Entrypoint + .Cmd)[]' "$config" >"$work/command"
  health=$(jq -r '.config.Healthcheck.Test[1]' "$config")
}

# Inside the namespaces: what an engine mounts, then the command in the place of this shell.
cat >"$work/enter" <<'ENTER'
set -eu
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev"
for device in null zero random urandom; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mount --bind "$volume" "$root$data"
[ "$temporary" = no ] || mount -t tmpfs tmpfs "$root/tmp"
mount -o remount,bind,ro "$root"
chroot "$root" busybox ip link set lo up
cd "$root"
while IFS= read -r word; do set -- "$@" "$word"; done <"$work/env"
while IFS= read -r word; do set -- "$@" "$word"; done <"$work/command"
exec setpriv --no-new-privs chroot --userspec="$user" --groups= "$root" env -i "$@"
ENTER

# start TMPFS: sets container to the process that is number 1 in there.
start() {
  export root work user data volume
  temporary=$1 unshare --mount --pid --net --ipc --uts --fork sh "$work/enter" >"$log" 2>&1 </dev/null &
  engine=$!
  container=
  while [ -z "$container" ] && kill -0 "$engine" 2>/dev/null; do
    read -r container <"/proc/$engine/task/$engine/children" 2>/dev/null || sleep 0.1
  done
}

# A command in the container, as its user.
inside() {
  # shellcheck disable=SC2016
  xargs -d '\n' -a "$work/env" sh -c 'target=$1 uid=$2 command=$3; shift 3
    exec nsenter --target "$target" --mount --net --pid --root --wd --setuid "$uid" --setgid "$uid" \
      /usr/bin/env -i "$@" /bin/sh -c "$command"' - "$container" "$uid" "$1"
}

await_health() {
  tries=0
  until inside "$health" 2>>"$work/inside"; do
    kill -0 "$container" 2>/dev/null || fail "the server ended: $(cat "$log")"
    tries=$((tries + 1))
    [ $tries -lt 300 ] || fail "not healthy: $(sort -u "$work/inside") $(cat "$log")"
    sleep 0.2
  done
  [ "$(inside 'cat /proc/1/comm')" = java ] || fail "process 1 is not the server"
}

# ask PATH [DATA]
ask() {
  credentials=$(printf '%s:%s' "$(cat "$volume/account-sid")" "$(cat "$volume/auth-token")" | base64 -w 0)
  # shellcheck disable=SC2016
  inside "wget -q -O - --header 'Authorization: Basic $credentials' ${2:+--post-data '$2'} http://127.0.0.1:8080/v1$1"
}

stop() {
  kill -TERM "$container"
  code=0
  wait "$engine" || code=$?
  container=
  [ "$code" = "$1" ] || fail "it ended with $code, not $1: $(cat "$log")"
}

unpack_image
[ "$uid" != 0 ] || fail "the user is root"
chmod 755 "$work"
chown "$uid:$uid" "$volume"

start yes
await_health
room=$(ask /Conversations 'FriendlyName=Boat' | jq -r .sid)
ask "/Conversations/$room/Messages" 'Author=ada&Body=Hello' >/dev/null
if inside 'echo x >/usr/x' 2>/dev/null; then fail "its root can be written"; fi
stop 0
echo "ready, written, ended by SIGTERM with 0"

start no
await_health
[ "$(ask "/Conversations/$room/Messages" | jq -r '.messages[0].body')" = Hello ] || fail "the message is gone"
stop 0
echo "the message outlived it in the volume; no /tmp is needed"

chown 0:0 "$volume"
chmod 700 "$volume"
start yes
code=0
wait "$engine" || code=$?
container=
[ "$code" = 1 ] || fail "with a volume of another user it ended with $code"
grep 'permission denied' "$log" || fail "it does not say why: $(cat "$log")"
