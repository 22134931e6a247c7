# shellcheck shell=sh
# shellcheck disable=SC2034
# Whom the server runs as in a container, and where it writes. Read by the scripts beside; Dockerfile,
# compose.yaml and the manifests say the same (PackagingTest).
uid=10001
data=/var/lib/parley
