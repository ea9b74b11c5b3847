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
python3 - "$folder" "$records" target/release/vardar "${@:2}" <<'PY'
import os, subprocess, sys, time

folder, records, programs = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
FORMS = {"csv": "CSV", "json": "JSON", "jsonl": "JSON Lines", "report": "page"}


def classify(program, ending, result, count, fifths):
    """Seconds of wall-clock and of processor time, and the peak memory in MB."""
    wanted = ["--report", f"{folder}/page.html"] if result == "report" else ["--format", result]
    start = time.perf_counter()
    child = subprocess.Popen(
        [program, "classify", f"{folder}/incidents-{count}-{fifths}.{ending}", *wanted], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    assert status == 0, (program, ending, result)
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


print(f"| {records:,} records from, to | wall-clock, processor | of sparse records | peak memory: a tenth of them, all, all sparse |")
print("|---|---|---|---|")
for ending in ("csv", "json", "jsonl"):
    for result in FORMS:
        if result == "report" and ending != "csv":
            continue
        for program in programs:
            few = classify(program, ending, result, records // 10, 4)
            full = classify(program, ending, result, records, 4)
            sparse = classify(program, ending, result, records, 1)
            name = "" if program == programs[0] else f", {os.path.basename(program)}"
            print(f"| {FORMS[ending]} to {FORMS[result]}{name} | {full[0]:.2f} s, {full[1]:.2f} s | {sparse[0]:.2f} s, {sparse[1]:.2f} s "
                  f"| {few[2]:.0f}, {full[2]:.0f}, {sparse[2]:.0f} MB |", flush=True)
PY
echo
echo "| what | measured |"
echo "|---|---|"
target/release/examples/classify_million
echo
echo "Load of the machine over the last minute: $(cut -d' ' -f1 /proc/loadavg); $(nproc) processors."
