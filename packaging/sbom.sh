#!/bin/sh
# Says what is in an artefact, as a CycloneDX document beside it (ARTEFACT.cdx.json):
#   sbom.sh ARTEFACT TYPE BOM LIB [RUNTIME [SYSTEM]]
# TYPE is CycloneDX's: application or container. BOM lists jars, as Maven's plugin wrote it; those in LIB
# count. RUNTIME is the Java runtime in the artefact, SYSTEM the root file system of Debian's packages.
set -eu
# shellcheck source=packaging/common.sh
. "$(dirname -- "$0")/common.sh"

artefact=$1
type=$2
bom=$3
lib=$4
runtime=${5:-}
system=${6:-}
need jq jq

# release KEY FILE: the value of a line KEY="value".
release() {
  sed -n "s/^$1=\"\{0,1\}\([^\"]*\)\"\{0,1\}\$/\1/p" "$2"
}

java_runtime() {
  jq -n --arg version "$(release JAVA_RUNTIME_VERSION "$runtime/release")" \
    --arg by "$(release IMPLEMENTOR "$runtime/release")" '{
      type: "platform", name: "openjdk", version: $version, supplier: {name: $by},
      purl: "pkg:generic/openjdk@\($version | @uri)",
      licenses: [{expression: "GPL-2.0-only WITH Classpath-exception-2.0"}]}'
}

# What Debian's copyright files say of what an image holds of each package; few of them are for programs.
licence() {
  case $1 in
    libc6) echo LGPL-2.1-or-later ;;
    libgcc-s1 | libstdc++6 | gcc-*-base) echo GPL-3.0-or-later WITH GCC-exception-3.1 ;;
    busybox) echo GPL-2.0-only ;;
    zlib1g) echo Zlib ;;
    base-files) echo GPL-2.0-or-later ;;
    *) fail "whose licence has $1? See $system/usr/share/doc/$1/copyright" ;;
  esac
}

debian_packages() {
  distribution=$(release ID "$system/usr/lib/os-release")
  number=$(release VERSION_ID "$system/usr/lib/os-release")
  for control in "$system/var/lib/dpkg/status.d"/*; do
    name=${control##*/}
    licence=$(licence "$name")
    jq -n --arg name "$name" --arg licence "$licence" --arg os "$distribution" --arg number "$number" \
      --arg version "$(sed -n 's/^Version: //p' "$control")" \
      --arg architecture "$(sed -n 's/^Architecture: //p' "$control")" '{
        type: "library", name: $name, version: $version,
        purl: "pkg:deb/\($os)/\($name | @uri)@\($version | @uri)?arch=\($architecture)\(
          if $number == "" then "" else "&distro=\($os)-\($number)" end)",
        licenses: [{expression: $licence}]}'
  done
}

# Maven also lists what is compiled against alone.
jars() {
  (cd "$lib" && printf '%s\n' *.jar) | jq -Rn --slurpfile bom "$bom" '
    ([inputs | rtrimstr(".jar")] - ["parley"]) as $there
    | $bom[0]
    | .components |= map(select("\(.name)-\(.version)" | IN($there[])))
    | ($there - [.components[] | "\(.name)-\(.version)"]) as $unknown
    | if $unknown == [] then . else error("not in the list of jars: \($unknown)") end
    | ([.metadata.component, .components[]] | map(."bom-ref")) as $refs
    | .dependencies |= map(select(.ref | IN($refs[]))
        | .dependsOn = [.dependsOn[]? | select(IN($refs[]))])'
}

# Each part by itself: what fails at the head of a pipe ends no script.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{
  [ -z "$runtime" ] || java_runtime
  [ -z "$system" ] || debian_packages
} >"$work/parts"
jars >"$work/jars"
jq --slurpfile parts "$work/parts" --arg type "$type" --arg file "${artefact##*/}" \
  --arg sum "$(sha256sum "$artefact" | cut -d ' ' -f 1)" '
  ($parts | map(."bom-ref" = .purl)) as $more
  | .metadata.component |= (.type = $type | .name = "parley" | .hashes = [{alg: "SHA-256", content: $sum}]
      | .properties = [{name: "parley:file", value: $file}])
  | .metadata.component."bom-ref" as $root
  | .components += $more
  | .dependencies |= (map(if .ref == $root then .dependsOn += ($more | map(.purl)) else . end)
      + ($more | map({ref: .purl})))' "$work/jars" >"$artefact.cdx.json"
