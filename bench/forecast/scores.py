"""What the other files share: the counts, what is known of them on a day, the quantiles and their scores."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

COUNTS = Path(__file__).resolve().parents[2] / "scenarios/balkan-2015/series/daily-arrivals.csv"

HORIZONS = range(1, 15)
# Percent of the central intervals, widest first; with the median they make the 23 quantiles of the Hubverse.
LEVELS = [98, 95, 90, 80, 70, 60, 50, 40, 30, 20, 10]
QUANTILES = np.round([(100 - level) / 200 for level in LEVELS] + [0.5] + [(100 + level) / 200 for level in reversed(LEVELS)], 3)

ROW = ["origin_date", "location", "target", "horizon", "model"]
SCORES = [
    "wis",
    "overprediction",
    "underprediction",
    "dispersion",
    "bias",
    "interval_coverage_50",
    "interval_coverage_90",
    "ae_median",
    "observed",
]


def read_counts(path: Path = COUNTS) -> pd.DataFrame:
    """One row per day, one column per (target, location); NaN is a day that was not reported."""
    table = pd.read_csv(path, parse_dates=["date"]).rename(columns={"quantity": "target", "site": "location"})
    wide = table.pivot(index="date", columns=["target", "location"], values="people").astype(float)
    return wide.asfreq("D")


def known(counts: pd.DataFrame, origin: pd.Timestamp) -> pd.DataFrame:
    """The counts up to and including the origin, without gaps.

    A gap between two reports is interpolated; one that lasts until the origin repeats the last report, because the
    next report is not known yet.
    """
    return counts.loc[:origin].interpolate().bfill()


def score(observed: np.ndarray, predicted: np.ndarray) -> pd.DataFrame:
    """Scores as in scoringutils: `observed` has n values, `predicted` n rows of the 23 quantiles, lowest first."""
    k = len(LEVELS)
    y = observed[:, None]
    lower, median, upper = predicted[:, :k], predicted[:, k], predicted[:, :k:-1]
    half_alpha = QUANTILES[:k]
    weight = k + 0.5

    # An interval score times alpha/2 is a width times alpha/2 plus the bare distance outside. The median is an
    # interval of width nothing that counts half.
    dispersion = ((upper - lower) * half_alpha).sum(axis=1) / weight
    over = (np.maximum(lower - y, 0).sum(axis=1) + 0.5 * np.maximum(median - observed, 0)) / weight
    under = (np.maximum(y - upper, 0).sum(axis=1) + 0.5 * np.maximum(observed - median, 0)) / weight

    interval_score = (upper - lower) + (np.maximum(lower - y, 0) + np.maximum(y - upper, 0)) / half_alpha
    wis = (0.5 * np.abs(observed - median) + (half_alpha * interval_score).sum(axis=1)) / weight
    pinball = np.maximum(QUANTILES * (y - predicted), (QUANTILES - 1) * (y - predicted))
    assert np.allclose(wis, over + under + dispersion), "the parts of the WIS do not add up"
    assert np.allclose(wis, 2 * pinball.mean(axis=1)), "the WIS is not twice the mean pinball loss"

    below = np.where(predicted <= y, QUANTILES, 0).max(axis=1)
    above = np.where(predicted >= y, QUANTILES, 1).min(axis=1)
    bias = np.where(observed == median, 0, 1 - 2 * np.where(observed < median, below, above))

    def covered(level: int) -> np.ndarray:
        i = LEVELS.index(level)
        return ((observed >= lower[:, i]) & (observed <= upper[:, i])).astype(int)

    columns = [wis, over, under, dispersion, bias, covered(50), covered(90), np.abs(observed - median), observed]
    return pd.DataFrame(dict(zip(SCORES, columns, strict=True)))
