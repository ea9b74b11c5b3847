#!/usr/bin/env bash
# Sets everything up and runs every test. Tests run in the release profile: they simulate a great deal.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh tests
cargo test --release --locked --workspace
scripts/check-datapackage.sh
