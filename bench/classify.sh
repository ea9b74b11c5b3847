#!/usr/bin/env bash
# Prints how fast incidents are classified: a million made-up records from files, and one record in a batch.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cargo run --release --locked --quiet -p vardar-law --example classify_million -- "$folder" "${1:-1000000}"
