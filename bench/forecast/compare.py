"""Compares the scores of Vardar's forecasts with those of the rivals; prints markdown tables."""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd

import lasso

RIVALS = ["AutoARIMA", "AutoETS", "AutoTheta"]
RIVAL = "best of StatsForecast"
KEY = ["origin_date", "location", "target", "horizon"]
CELL = ["location", "target", "horizon"]
CORRIDOR = [("departures", "GRC_islands"), *(("arrivals", country) for country in lasso.COUNTRIES)]
AFTER_CLOSURE = [("arrivals", "AUT"), ("arrivals", "SRB"), ("arrivals", "HUN"), ("departures", "GRC_islands")]

OPEN, SPLIT, CLOSED = (pd.Timestamp(day) for day in ("2015-11-18", "2016-01-15", "2016-03-08"))
DAY = pd.Timedelta(days=1)
# Forecasts from origins less than a horizon apart are of the same days: such origins are drawn together.
BLOCK_DAYS = 14
RESAMPLES = 2000
BINS = {"1": (1, 1), "2-3": (2, 3), "4-7": (4, 7), "8-14": (8, 14)}
WIDE_BINS = {"1-3": (1, 3), "1-14": (1, 14)}
# First and last origin of each phase.
RATIO_PHASES = {
    "2015-11-18 to 2016-03-07": (OPEN, CLOSED - DAY),
    "2015-11-18 to 2016-01-14": (OPEN, SPLIT - DAY),
    "2016-01-15 to 2016-03-07": (SPLIT, CLOSED - DAY),
}
COVERAGE_PHASES = {
    "before 2016-01-15": (pd.Timestamp.min, SPLIT - DAY),
    "2016-01-15 to 2016-03-07": (SPLIT, CLOSED - DAY),
    "from 2016-03-08": (CLOSED, pd.Timestamp.max),
}
# From this day Serbia's count is a round estimate of all irregular entries: another quantity than before.
SERBIA_REDEFINED = pd.Timestamp("2016-06-13")


def read_scores(path: str) -> pd.DataFrame:
    table = pd.read_csv(path, parse_dates=["origin_date"])
    redefined = (table.location == "SRB") & (target_day(table) >= SERBIA_REDEFINED)
    return table[~redefined]


def target_day(table: pd.DataFrame) -> pd.Series:
    return table.origin_date + pd.to_timedelta(table.horizon, unit="D")


def wide(table: pd.DataFrame, models: list[str], column: str) -> pd.DataFrame:
    """One row per forecast that all these models have, one column per model."""
    chosen = table[table.model.isin(models)]
    return chosen.set_index([*KEY, "model"])[column].unstack("model").dropna()


def between(table: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    day = table.index.get_level_values("origin_date")
    return table[(day >= first) & (day <= last)]


def only(table: pd.DataFrame, series: list[tuple[str, str]]) -> pd.DataFrame:
    target, location = (table.index.get_level_values(name) for name in ("target", "location"))
    return table[pd.MultiIndex.from_arrays([target, location]).isin(series)]


def ratios(wis: pd.DataFrame, rivals: list[str]) -> pd.Series:
    """Vardar's mean WIS over the lowest mean WIS among the rivals, for each cell with a mean above zero on both sides."""
    mean = wis.groupby(CELL).mean()
    ratio = mean.vardar / mean[rivals].min(axis=1)
    return ratio[np.isfinite(ratio) & (ratio > 0)]


def geometric_means(ratio: pd.Series, bins: dict[str, tuple[int, int]]) -> list[str]:
    horizon = ratio.index.get_level_values("horizon")
    means = [np.exp(np.log(ratio[(horizon >= low) & (horizon <= high)]).mean()) for low, high in bins.values()]
    return ["–" if np.isnan(mean) else f"{mean:.3f}" for mean in means]


def intervals(wis: pd.DataFrame, rivals: list[str], bins: dict[str, tuple[int, int]]) -> list[str]:
    """90 % intervals of the geometric means: blocks of origins drawn again, the best rival of a cell chosen anew each time."""
    if wis.empty:
        return ["–"] * len(bins)
    origin = wis.index.get_level_values("origin_date")
    block = (origin - origin.min()).days // BLOCK_DAYS
    blocks = [block, *(wis.index.get_level_values(name) for name in CELL)]
    models = ["vardar", *rivals]
    by_block = wis[models].assign(forecasts=1.0).groupby(blocks).sum().unstack([1, 2, 3], fill_value=0.0)
    sums = np.stack([by_block[model].to_numpy() for model in models], axis=-1)
    forecasts = by_block["forecasts"].to_numpy()
    horizon = by_block["forecasts"].columns.get_level_values("horizon")
    random = np.random.default_rng(1)
    drawn = random.multinomial(len(sums), np.full(len(sums), 1 / len(sums)), size=RESAMPLES).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.tensordot(drawn, sums, axes=1) / (drawn @ forecasts)[:, :, None]
        log = np.log(mean[:, :, 0] / mean[:, :, 1:].min(axis=2))
    log[~np.isfinite(log)] = np.nan

    def interval(low: int, high: int) -> str:
        of_bin = log[:, (horizon >= low) & (horizon <= high)]
        if np.isnan(of_bin).all(axis=1).any():
            return "–"
        ends = np.quantile(np.exp(np.nanmean(of_bin, axis=1)), (0.05, 0.95))
        return " to ".join(f"{end:.2f}" for end in ends)

    return [interval(low, high) for low, high in bins.values()]


def print_table(title: str, head: list[str], rows: list[list[str]]) -> None:
    print(f"\n{title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")


def print_ratios(both: pd.DataFrame, ours: list[str]) -> None:
    against = {RIVAL: (RIVALS, wide(both, ["vardar", *RIVALS], "wis"))}
    if "simple" in ours:
        against["simple"] = (["simple"], wide(both, ["vardar", "simple"], "wis"))

    rivals, wis = against[RIVAL]
    rows = []
    for phase, limits in RATIO_PHASES.items():
        there = only(between(wis, *limits), CORRIDOR)
        ratio = ratios(there, rivals)
        means = zip(geometric_means(ratio, BINS), intervals(there, rivals, BINS))
        rows.append([phase, str(len(there)), str(len(ratio)), *(f"{mean} ({interval})" for mean, interval in means)])
    head = ["origins", "forecasts", "cells", *(f"days {name}" for name in BINS)]
    print_table(f"Mean WIS of vardar over that of the {RIVAL}, geometric mean over six places (90 % interval)", head, rows)

    rows = []
    for name, (rivals, wis) in against.items():
        phase = list(RATIO_PHASES)[-1]
        ratio = ratios(only(between(wis, *RATIO_PHASES[phase]), CORRIDOR), rivals)
        rows.append([phase, "six places", name, str(len(ratio)), *geometric_means(ratio, WIDE_BINS)])
        for series in AFTER_CLOSURE:
            ratio = ratios(only(between(wis, CLOSED, pd.Timestamp.max), [series]), rivals)
            rows.append(["from 2016-03-08", " ".join(series), name, str(len(ratio)), *geometric_means(ratio, WIDE_BINS)])
    head = ["origins", "where", "against", "cells", *(f"days {name}" for name in WIDE_BINS)]
    print_table("Mean WIS of vardar over that of others", head, rows)


def print_coverage(both: pd.DataFrame, ours: list[str]) -> None:
    models = [*ours, *RIVALS]
    covered = {level: wide(both, models, f"interval_coverage_{level}") for level in (50, 90)}
    rows = []
    for phase, limits in COVERAGE_PHASES.items():
        shares = {level: between(table, *limits) for level, table in covered.items()}
        for model in models:
            values = [f"{100 * shares[level][model].mean():.1f} %" for level in (50, 90)]
            rows.append([phase, model, str(len(shares[50])), *values])
    print_table("Reports inside the intervals, all series", ["origins", "model", "forecasts", "50 %", "90 %"], rows)


def print_errors(ours: pd.DataFrame, models: list[str], path: str | None) -> None:
    """Days 1, 3 and 5 in the three windows of the lasso, on the forecasts that all models have."""
    key = ["origin_date", "location", "horizon"]
    ours = ours[ours.model.isin(models)]
    arrivals = ours[(ours.target == "arrivals") & ours.location.isin(lasso.COUNTRIES) & ours.horizon.isin(lasso.SHOWN)]
    table = arrivals.rename(columns={"ae_median": "ae"})[[*key, "model", "ae"]]
    if path:
        table = pd.concat([table, pd.read_csv(path, parse_dates=["origin_date"])])
        models = [*models, *lasso.MODELS]
    errors = table.set_index([*key, "model"]).ae.unstack("model")[models].dropna().reset_index()
    day = target_day(errors)
    rows = []
    for first, last in lasso.WINDOWS:
        there = errors[(day >= first) & (day <= last)]
        mean = there.groupby("horizon")[models].mean().reindex(lasso.SHOWN)
        for model in models:
            rows.append([f"{first} to {last}", model, str(len(there)), *(f"{mean.loc[h, model]:.0f}" for h in lasso.SHOWN)])
    head = ["target days", "model", "forecasts", *(f"day {h}" for h in lasso.SHOWN)]
    print_table(f"Mean absolute error, {', '.join(lasso.COUNTRIES)}", head, rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ours", help="scores with the models `vardar` and, if there is one, `simple`")
    parser.add_argument("rivals", help="scores of rivals.py")
    parser.add_argument("--lasso-errors", help="errors of lasso.py")
    arguments = parser.parse_args()

    ours, rivals = read_scores(arguments.ours), read_scores(arguments.rivals)
    models = [model for model in ("vardar", "simple") if model in set(ours.model)]
    both = pd.concat([ours[ours.model.isin(models)], rivals[rivals.model.isin(RIVALS)]])
    print_ratios(both, models)
    print_coverage(both, models)
    print_errors(ours, models, arguments.lasso_errors)


if __name__ == "__main__":
    main()
