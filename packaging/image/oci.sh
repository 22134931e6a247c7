#!/bin/sh
# Makes of layers an archive that `docker load`, `podman load`, `ctr image import` and skopeo read:
#   oci.sh IMAGE_DIR VERSION REVISION EPOCH ARCHITECTURE OUT
# IMAGE_DIR holds the layers, *.tar, in the order of their names.
set -eu
here=$(dirname -- "$0")
# shellcheck source=packaging/common.sh
. "$here/../common.sh"
# shellcheck source=packaging/image/user.sh
. "$here/user.sh"

image=$1
version=$2
revision=$3
epoch=$4
architecture=$5
out=$6

created=$(date -u -d "@$epoch" +%Y-%m-%dT%H:%M:%SZ)
layout=$image/layout
blobs=$layout/blobs/sha256
manifest_type=application/vnd.oci.image.manifest.v1+json
mkdir -p "$blobs"

sum() {
  sha256sum "$1" | cut -d ' ' -f 1
}

# keep FILE: moves it among the blobs; sets digest and size.
keep() {
  digest=$(sum "$1")
  size=$(stat -c %s "$1")
  mv "$1" "$blobs/$digest"
}

# In the config as labels, in the manifest as annotations: some tools show the one, some the other.
about=$(
  cat <<JSON
{"org.opencontainers.image.title":"Parley",
"org.opencontainers.image.description":"A conversations server that speaks the Twilio Conversations (classic) v1 API",
"org.opencontainers.image.version":"$version","org.opencontainers.image.revision":"$revision",
"org.opencontainers.image.created":"$created","org.opencontainers.image.licenses":"Apache-2.0"}
JSON
)

layers=
diff_ids=
history=
files=
for tar in "$image"/*.tar; do
  name=$(basename -- "$tar" .tar)
  diff_ids="$diff_ids${diff_ids:+,}\"sha256:$(sum "$tar")\""
  history="$history${history:+,}{\"created\":\"$created\",\"created_by\":\"${name#*-}\"}"
  gzip -n "$tar"
  keep "$tar.gz"
  layers="$layers${layers:+,}
{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"sha256:$digest\",\"size\":$size}"
  files="$files${files:+,}\"blobs/sha256/$digest\""
done

# The admin port is this container's alone until PARLEY_ADMIN_HOST says otherwise: there the health
# check finds an answer without TLS and without credentials, whatever the other port speaks. Some
# engines start again what is unhealthy: that mends no database, so it asks /health/live, and for an
# hour nothing counts, in which a new version may bring large tables up to date before it answers.
cat >"$image/config.json" <<JSON
{"created":"$created","architecture":"$architecture","os":"linux",
"config":{"User":"$uid:$uid","WorkingDir":"$data","StopSignal":"SIGTERM",
"ExposedPorts":{"8080/tcp":{},"9090/tcp":{}},"Volumes":{"$data":{}},
"Env":["PATH=/usr/bin:/bin","LANG=C.UTF-8","PARLEY_HOST=0.0.0.0","PARLEY_DATA=$data",
"PARLEY_ADMIN_PORT=9090","PARLEY_ADMIN_HOST=127.0.0.1"],
"Entrypoint":["/usr/bin/parley"],"Cmd":["serve"],
"Healthcheck":{"Test":["CMD-SHELL","wget -q -O /dev/null http://127.0.0.1:\${PARLEY_ADMIN_PORT}/health/live"],
"Interval":10000000000,"Timeout":5000000000,"StartPeriod":3600000000000,"Retries":3},
"Labels":$about},
"rootfs":{"type":"layers","diff_ids":[$diff_ids]},
"history":[$history]}
JSON
keep "$image/config.json"
config=$digest

cat >"$image/manifest" <<JSON
{"schemaVersion":2,"mediaType":"$manifest_type",
"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:$config","size":$size},
"layers":[$layers],
"annotations":$about}
JSON
keep "$image/manifest"

echo '{"imageLayoutVersion":"1.0.0"}' >"$layout/oci-layout"
cat >"$layout/index.json" <<JSON
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
{"mediaType":"$manifest_type","digest":"sha256:$digest","size":$size,
"platform":{"os":"linux","architecture":"$architecture"},
"annotations":{"org.opencontainers.image.ref.name":"$version",
"io.containerd.image.name":"docker.io/library/parley:$version"}}]}
JSON
# For engines older than OCI's layout.
echo "[{\"Config\":\"blobs/sha256/$config\",\"RepoTags\":[\"parley:$version\"],\"Layers\":[$files]}]" >"$layout/manifest.json"

pack "$out" "$epoch" "$layout" oci-layout index.json manifest.json blobs
echo "${out##*/}: linux/$architecture, sha256:$digest"
