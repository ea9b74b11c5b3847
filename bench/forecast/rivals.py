"""Forecasts the daily counts with the automatic models of StatsForecast and scores them."""

from __future__ import annotations

import os

# One process is one core: the libraries below would otherwise start threads of their own.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import argparse
import sys
import time
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from statsforecast.models import AutoARIMA, AutoETS, AutoTheta, Naive

from scores import HORIZONS, LEVELS, QUANTILES, ROW, known, read_counts, score

MODELS = {"AutoARIMA": AutoARIMA, "AutoETS": AutoETS, "AutoTheta": AutoTheta}
FIRST = pd.Timestamp("2015-11-08")
LAST = {"weekly": pd.Timestamp("2016-08-28"), "daily": pd.Timestamp("2016-08-31")}
FREQUENCY = {"weekly": "W-SUN", "daily": "D"}


class Forecast(NamedTuple):
    location: str
    target: str
    model: str
    quantiles: np.ndarray  # a row per horizon
    moved_medians: int
    failure: str | None


def predict(model: AutoARIMA | AutoETS | AutoTheta | Naive, history: np.ndarray) -> tuple[np.ndarray, int]:
    """The quantiles per horizon, and how many point forecasts had to be moved to serve as a median."""
    answer = model.forecast(y=history, h=len(HORIZONS), level=LEVELS)
    lower = [answer[f"lo-{level}"] for level in LEVELS]
    upper = [answer[f"hi-{level}"] for level in reversed(LEVELS)]
    # The point forecast is a mean. Where intervals are simulated it can lie outside the innermost one, as a median cannot.
    median = np.clip(answer["mean"], lower[-1], upper[0])
    quantiles = np.column_stack([*lower, median, *upper])
    if not np.isfinite(quantiles).all():
        raise ValueError("a quantile is not a number")
    return np.sort(quantiles, axis=1).clip(min=0), int((median != answer["mean"]).sum())


def forecast_origin(counts: pd.DataFrame, origin: pd.Timestamp) -> tuple[pd.Timestamp, float, list[Forecast]]:
    start = time.perf_counter()
    forecasts = []
    history = known(counts, origin)
    for target, location in counts.columns:
        y = history[target, location].to_numpy()
        for name, model in MODELS.items():
            failure = None
            try:
                quantiles, moved = predict(model(season_length=7), y)
            except Exception as error:  # whatever a library raises on an odd series must not end the benchmark
                quantiles, moved = predict(Naive(), y)
                failure = f"{origin:%Y-%m-%d} {target} {location} {name}: {error!r}"
            forecasts.append(Forecast(location, target, name, quantiles, moved, failure))
    return origin, time.perf_counter() - start, forecasts


def tabulate(results: list[tuple[pd.Timestamp, float, list[Forecast]]]) -> tuple[pd.DataFrame, np.ndarray]:
    """What each row of the matrix of quantiles is about, and that matrix."""
    keys = [
        (origin, f.location, f.target, horizon, f.model)
        for origin, _, forecasts in results
        for f in forecasts
        for horizon in HORIZONS
    ]
    return pd.DataFrame(keys, columns=ROW), np.vstack([f.quantiles for _, _, forecasts in results for f in forecasts])


def score_rows(counts: pd.DataFrame, rows: pd.DataFrame, quantiles: np.ndarray) -> pd.DataFrame:
    day = rows.origin_date + pd.to_timedelta(rows.horizon, unit="D")
    counted = counts.stack(["target", "location"], future_stack=True)
    observed = counted.reindex(pd.MultiIndex.from_arrays([day, rows.target, rows.location])).to_numpy()
    seen = np.isfinite(observed)
    return pd.concat([rows[seen].reset_index(drop=True), score(observed[seen], quantiles[seen])], axis=1)


def write_forecasts(path: str, rows: pd.DataFrame, quantiles: np.ndarray) -> None:
    """One file per model would be the rule of the Hubverse; here `model_id` comes last, so that one file does."""
    long = pd.DataFrame(quantiles.round(3), columns=QUANTILES)
    long = pd.concat([rows, long], axis=1).melt(id_vars=ROW, var_name="output_type_id", value_name="value")
    long = long.assign(output_type="quantile").rename(columns={"model": "model_id"})
    columns = ["origin_date", "target", "horizon", "location", "output_type", "output_type_id", "value", "model_id"]
    long[columns].to_csv(path, index=False, date_format="%Y-%m-%d")


def scored_origins(path: str) -> list[pd.Timestamp]:
    """Origins that an earlier run has scored; the last one may be cut short and is dropped from the file."""
    if not Path(path).exists():
        return []
    table = pd.read_csv(path, parse_dates=["origin_date"], on_bad_lines="skip")
    whole = table[table.origin_date < table.origin_date.max()]
    append(path, whole, new=True)
    return list(whole.origin_date.unique())


def append(path: str, scored: pd.DataFrame, new: bool) -> None:
    mode = "w" if new else "a"
    scored.to_csv(path, mode=mode, header=new, index=False, date_format="%Y-%m-%d", float_format="%.6g")


def report_fits(results: list[tuple[pd.Timestamp, float, list[Forecast]]]) -> None:
    """How long the origins of this run took, how many fits failed and how many medians were moved."""
    print(f"{np.mean([s for _, s, _ in results]):.2f} s per origin")
    every = [f for _, _, forecasts in results for f in forecasts]
    for name in MODELS:
        mine = [f for f in every if f.model == name]
        failed = [f.failure for f in mine if f.failure]
        moved = sum(f.moved_medians for f in mine) / (len(mine) * len(HORIZONS))
        print(f"{name}: {len(mine)} fits, {len(failed)} failed (persistence instead), {moved:.1%} of medians moved")
        print("".join(f"  {failure}\n" for failure in failed), end="")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scores", help="where the scores go, CSV")
    parser.add_argument("--forecasts", help="where the forecasts of this run go, CSV")
    parser.add_argument("--origins", choices=FREQUENCY, default="weekly")
    parser.add_argument("--from", dest="first", type=pd.Timestamp, default=FIRST)
    parser.add_argument("--to", dest="last", type=pd.Timestamp, help="default: the last origin of the benchmark")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--resume", action="store_true", help="keep the origins that the file of scores already has")
    arguments = parser.parse_args()

    counts = read_counts()
    origins = pd.date_range(arguments.first, arguments.last or LAST[arguments.origins], freq=FREQUENCY[arguments.origins])
    done = scored_origins(arguments.scores) if arguments.resume else []
    results = []
    with Pool(arguments.jobs) as pool:
        for result in pool.imap(partial(forecast_origin, counts), [origin for origin in origins if origin not in done]):
            results.append(result)
            print(f"{result[0]:%Y-%m-%d}  {result[1]:.1f} s", file=sys.stderr, flush=True)
            append(arguments.scores, score_rows(counts, *tabulate([result])), new=len(results) == 1 and not done)

    scored = pd.read_csv(arguments.scores)
    print(f"{len(origins)} origins, {len(scored)} scores")
    if results:
        report_fits(results)
        if arguments.forecasts:
            write_forecasts(arguments.forecasts, *tabulate(results))
    print(scored.groupby("model")[["wis", "interval_coverage_50", "interval_coverage_90"]].mean().round(3).to_string())


if __name__ == "__main__":
    main()
