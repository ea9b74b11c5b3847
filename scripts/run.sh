#!/usr/bin/env bash
# Sets everything up, builds Vardar and runs its main job: the embedded scenario, simulated and reported.
# Arguments go to `vardar run`, for example: scripts/run.sh --members 1000
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
cargo build --release --locked -p vardar
exec target/release/vardar run "$@"
