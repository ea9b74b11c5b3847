#!/usr/bin/env bash
# Prints the speed table of the README: one member (in-process) and the whole program (in wall-clock seconds and memory).
# Machines differ and are noisy: compare ratios, and figures of one run with each other.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --locked --quiet -p vardar
echo "| what | measured |"
echo "|---|---|"
cargo bench --locked --quiet -p vardar-engine --features draw-log --bench member -- --quick 2>/dev/null | grep '^|'
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
python3 - "$out" <<'PY'
import os, resource, statistics, subprocess, sys, time

def run(arguments, times):
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(["target/release/vardar", *arguments], check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)

out = sys.argv[1]
print(f"| `vardar scenarios`, start to end, median of 21 | {1e3 * run(['scenarios'], 21):.1f} ms |")
leak = run(["run", "--members", "1000", "--set", "market.enabled=false", "--quiet", "--out", out + "/leak"], 3)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"| 1,000 members without the market, tables and report, {os.cpu_count()} cores, median of 3 | {leak:.1f} s |")
whole = run(["run", "--members", "1000", "--quiet", "--out", out + "/run"], 1)
print(f"| the same with the market, once | {whole:.1f} s |")
print(f"| peak memory of that | {peak:.0f} MB |")
PY
