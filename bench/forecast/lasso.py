"""Forecasts the daily counts with a lasso on the counts upstream, and with two rules of thumb; prints mean absolute errors."""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd
from sklearn.linear_model import LassoCV
from sklearn.model_selection import TimeSeriesSplit
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from scores import known, read_counts

ROUTE = [
    ("arrivals", "GRC"),
    ("departures", "GRC_islands"),
    ("arrivals", "MKD"),
    ("arrivals", "SRB"),
    ("arrivals", "HRV"),
    ("arrivals", "SVN"),
    ("arrivals", "AUT"),
]
COUNTRIES = ["MKD", "SRB", "HRV", "SVN", "AUT"]
HORIZONS = range(1, 6)
SHOWN = [1, 3, 5]
LAGS = 7
TRAINING = 42
MODELS = ["lasso", "persistence", "mean7"]
# First and last target day.
WINDOWS = [("2015-12-16", "2016-01-14"), ("2016-01-16", "2016-02-15"), ("2016-02-16", "2016-03-07")]


def lagged(counts: pd.DataFrame, origins: pd.DatetimeIndex) -> dict[tuple[str, str], np.ndarray]:
    """For each series a row per origin with its last seven days, oldest first, as they were known at the origin."""
    recent = [known(counts, origin).iloc[-LAGS:] for origin in origins]
    return {series: np.array([days[series] for days in recent]) for series in ROUTE}


def errors_of(counts: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, country: str, horizon: int) -> pd.DataFrame:
    """Absolute errors over the target days of one window; the lasso is trained once, on the 42 target days before it."""
    series = ("arrivals", country)
    upstream = ROUTE[: ROUTE.index(series) + 1]
    day = pd.Timedelta(days=1)

    def pairs(start: pd.Timestamp, end: pd.Timestamp) -> tuple[pd.DatetimeIndex, dict[tuple[str, str], np.ndarray], np.ndarray]:
        reported = counts.loc[start:end, series].dropna()
        origins = reported.index - horizon * day
        return origins, lagged(counts, origins), reported.to_numpy()

    def features(lags: dict[tuple[str, str], np.ndarray]) -> np.ndarray:
        return np.hstack([lags[name] for name in upstream])

    _, past, answers = pairs(first - TRAINING * day, first - day)
    lasso = make_pipeline(StandardScaler(), LassoCV(cv=TimeSeriesSplit(5), max_iter=100_000))
    lasso.fit(features(past), answers)

    origins, lags, observed = pairs(first, last)
    guesses = [lasso.predict(features(lags)).clip(min=0), lags[series][:, -1], lags[series].mean(axis=1)]
    return pd.concat(
        pd.DataFrame(
            {
                "origin_date": origins,
                "location": country,
                "horizon": horizon,
                "model": model,
                "ae": np.abs(guess - observed),
            }
        )
        for model, guess in zip(MODELS, guesses, strict=True)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", help="where the absolute errors go, CSV")
    arguments = parser.parse_args()

    counts = read_counts()
    windows = []
    print("| target days | model | " + " | ".join(f"day {h}" for h in SHOWN) + " |\n|---|---|" + "---|" * len(SHOWN))
    for first, last in WINDOWS:
        errors = pd.concat(
            errors_of(counts, pd.Timestamp(first), pd.Timestamp(last), country, horizon)
            for country in COUNTRIES
            for horizon in HORIZONS
        )
        windows.append(errors)
        mean = errors.groupby(["model", "horizon"]).ae.mean()
        for model in MODELS:
            print(f"| {first} to {last} | {model} | " + " | ".join(f"{mean[model, h]:.0f}" for h in SHOWN) + " |")
    if arguments.errors:
        pd.concat(windows).to_csv(arguments.errors, index=False, date_format="%Y-%m-%d", float_format="%.6g")


if __name__ == "__main__":
    main()
