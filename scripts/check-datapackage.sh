#!/usr/bin/env bash
# Lets the Python tool frictionless judge the Data Package of the embedded scenario, as exported by the program.
set -euo pipefail
cd "$(dirname "$0")/.."
environment=target/frictionless
if [ ! -x "$environment/bin/frictionless" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check 'frictionless>=5.18,<6'
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
target/release/vardar export balkan-2015 "$folder/route" >/dev/null
(cd "$folder/route" && "$OLDPWD/$environment/bin/frictionless" validate datapackage.json >"$folder/verdict" 2>&1) || {
  cat "$folder/verdict"
  exit 1
}
echo "frictionless: the exported Data Package is valid"
