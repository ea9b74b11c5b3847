#!/usr/bin/env bash
# Prints the table of fit of the README: the default run, October 2015 to March 2016, against what was counted.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --locked --quiet -p vardar
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
target/release/vardar run --members 400 --to 2016-03-31 --quiet --out "$out/all"
target/release/vardar run --members 400 --from 2015-10-27 --to 2016-03-31 --quiet --out "$out/late"
python3 - "$out" <<'PY'
import json, sys

out = sys.argv[1]
late = {(r["quantity"], r["site"]): r for r in json.load(open(out + "/late/run.json"))["fit"]}
print("| reported | observed | simulated (90 % interval) | error | correlation of weekly means, from 27 October | reports in the 50 % / 90 % interval |")
print("|---|---|---|---|---|---|")
for r in json.load(open(out + "/all/run.json"))["fit"]:
    correlation = late[r["quantity"], r["site"]]["correlation"]
    print(f"| {r['quantity']} {r['site']} | {r['observed_total']:,.0f} | {r['median']:,.0f} ({r['q05']:,.0f} to {r['q95']:,.0f}) "
          f"| {r['error_percent']:+.1f} % | {correlation:.3f} | {100 * r['coverage_50']:.0f} % / {100 * r['coverage_90']:.0f} % |")
PY
