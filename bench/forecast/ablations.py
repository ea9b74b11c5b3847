"""What each part of the model is worth: the same forecasts with one part after the other switched off."""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

import compare

ROAD = ["GRC-MKD", "MKD-SRB", "SRB-HRV", "HRV-SVN", "SVN-AUT", "AUT-DEU"]
HALVES = {"to 14 January": (compare.OPEN, compare.SPLIT - compare.DAY), "from 15 January": (compare.SPLIT, compare.CLOSED - compare.DAY)}

Edit = Callable[[pd.DataFrame], pd.DataFrame]


def without_numbers(*borders: str) -> Edit:
    """The rules of these borders name no number."""
    return lambda table: table.assign(per_day=table["per_day"].mask(table["border"].isin(borders), ""))


def without_filter(table: pd.DataFrame) -> pd.DataFrame:
    """No border asks for a nationality: what was restricted is metered where a number is named, and open elsewhere."""
    restricted = table["regime"] == "restricted"
    regime = np.where(restricted, np.where(table["per_day"] == "", "open", "metered"), table["regime"])
    return table.assign(regime=regime, eligible="")


# Name, arguments of `vardar evaluate`, change of borders.csv.
PARTS: list[tuple[str, list[str], Edit | None]] = [
    ("nothing", [], None),
    ("weighing against the counts", ["--method", "none"], None),
    ("Kalman filter (particle filter instead)", ["--method", "particle"], None),
    ("numbers named at the border GRC-MKD", [], without_numbers("GRC-MKD")),
    ("numbers named at all borders of the road", [], without_numbers(*ROAD)),
    ("filter by nationality", [], without_filter),
    ("closures that may end soon", ["--set", "parameters.reopening_per_day=0"], None),
    ("closures that may last longer than told", ["--set", "parameters.prolonged_share=0"], None),
    (
        "restrictions and throttles without a word",
        ["--set", "parameters.throttle_begins_per_day=0", "--set", "parameters.restriction_per_day=0"],
        None,
    ),
    ("ceiling of what a border passes", ["--set", "parameters.ceiling_memory=10000"], None),
    ("forgetting of the pace", ["--set", "parameters.pace_memory=200"], None),
    ("days of the week", ["--set", "parameters.weekday_memory=0"], None),
    (
        "end of a day of counting (errors without memory instead)",
        ["--set", "parameters.cutoff_error=0", "--set", "parameters.count_error=0.1"],
        None,
    ),
]


def evaluate(vardar: Path, folder: Path, arguments: list[str], edit: Edit | None, common: list[str]) -> pd.DataFrame:
    """Scores of the embedded scenario, changed."""
    scenario = folder / "scenario"
    subprocess.run([vardar, "export", "balkan-2015", scenario], check=True, stdout=subprocess.DEVNULL)
    if edit is not None:
        table = scenario / "borders.csv"
        edit(pd.read_csv(table, dtype=str, keep_default_na=False)).to_csv(table, index=False)
    command = [vardar, "evaluate", scenario, "--out", folder / "scores", "--quiet", *common, *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return compare.read_scores(str(folder / "scores" / "scores.csv"))


def mean_scores(scores: pd.DataFrame) -> pd.Series:
    """Mean WIS by half, range of days and place."""
    table = compare.only(compare.wide(scores, ["vardar"], "wis"), compare.CORRIDOR)
    means = {}
    for half, (first, last) in HALVES.items():
        of_half = compare.between(table, first, last)["vardar"]
        horizon = of_half.index.get_level_values("horizon")
        for days, (nearest, furthest) in compare.BINS.items():
            of_days = of_half[(horizon >= nearest) & (horizon <= furthest)]
            means[half, days] = of_days.groupby(level=["location", "target"]).mean()
    return pd.concat(means, names=["half", "days"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for scenarios and scores; must not exist")
    parser.add_argument("--vardar", type=Path, default=Path("target/release/vardar"))
    parser.add_argument("--every", default="2", help="days between two origins")
    parser.add_argument("--members", default="200")
    parser.add_argument("--seeds", type=int, default=2)
    arguments = parser.parse_args()
    vardar = arguments.vardar.resolve()
    arguments.out.mkdir(parents=True)
    whole: pd.Series | None = None
    print("| switched off | " + " | ".join(HALVES) + " |\n|---|" + "---|" * len(HALVES))
    for number, (name, options, edit) in enumerate(PARTS):
        runs = []
        for seed in range(1, arguments.seeds + 1):
            common = ["--from", "2015-11-18", "--to", "2016-03-07", "--every", arguments.every]
            common += ["--members", arguments.members, "--seed", str(seed)]
            folder = arguments.out / f"{number}-{seed}"
            runs.append(mean_scores(evaluate(vardar, folder, options, edit, common)))
        scores = sum(runs) / len(runs)
        whole = scores if whole is None else whole
        ratio = np.exp(np.log(scores / whole).groupby(level="half").mean())
        print(f"| {name} | " + " | ".join(f"{ratio[half]:.3f}" for half in HALVES) + " |", flush=True)


if __name__ == "__main__":
    main()
