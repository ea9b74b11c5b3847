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

def both(members, rounds):
    """Seconds of a run without and with the market, in turn, and how the second compares with the first within a round."""
    def once(market):
        arguments = ["run", "--members", str(members), "--set", f"market.enabled={market}", "--quiet", "--out", f"{out}/run"]
        return run(arguments, 1)
    pairs = [(once("false"), once("true")) for _ in range(rounds)]
    without, with_market = (statistics.median(seconds) for seconds in zip(*pairs))
    return without, with_market, statistics.median(b / a for a, b in pairs)

without, with_market, ratio = both(1000, 3)
print(f"| 1,000 members without the market, tables and report, {os.cpu_count()} cores, median of 3 | {without:.1f} s |")
print(f"| the same with the market | {with_market:.1f} s |")
print(f"| with the market, relative time of a run of 1,000 members, of 200 | {ratio:.2f}, {both(200, 7)[2]:.2f} |")
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"| peak memory, with the market | {peak:.0f} MB |")
PY
