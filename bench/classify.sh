#!/usr/bin/env bash
# Prints how fast incidents are classified: made-up records from files through the command (wall-clock and processor seconds, peak
# memory; results go to /dev/null), and one record in a batch. Of a sparse record one fact in five is known, of the others four. The
# first argument is the number of records, the second another build of the command to compare with, run in turn with this one.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --locked --quiet -p vardar
cargo build --release --locked --quiet -p vardar-law --example classify_million
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
records=${1:-1000000}
for count in $((records / 10)) "$records"; do target/release/examples/classify_million "$folder" "$count" 4; done
target/release/examples/classify_million "$folder" "$records" 1
echo "| what | wall-clock | processor | peak memory |"
echo "|---|---|---|---|"
python3 - "$folder" "$records" target/release/vardar "${@:2}" <<'PY'
import os, subprocess, sys, time

folder, records, programs = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
for ending, result, count, fifths in [
    (ending, result, count, fifths)
    for ending in ("csv", "json", "jsonl") for result in ("csv", "json", "jsonl", "report")
    for count, fifths in ((records // 10, 4), (records, 4), (records, 1))
]:
    if result == "report" and ending != "csv":
        continue
    wanted = ["--report", f"{folder}/page.html"] if result == "report" else ["--format", result]
    for program in programs:
        start = time.perf_counter()
        child = subprocess.Popen(
            [program, "classify", f"{folder}/incidents-{count}-{fifths}.{ending}", *wanted], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        assert status == 0, (program, ending, result)
        kind = "sparse records" if fifths == 1 else "records"
        name = "" if program == programs[0] else f", {os.path.basename(program)}"
        print(f"| {count:,} {kind}, {ending} to {result}{name} | {seconds:.2f} s | {used.ru_utime + used.ru_stime:.2f} s | {used.ru_maxrss / 1024:.0f} MB |", flush=True)
PY
echo
echo "| what | measured |"
echo "|---|---|"
target/release/examples/classify_million
echo
echo "Load of the machine over the last minute: $(cut -d' ' -f1 /proc/loadavg); $(nproc) processors."
