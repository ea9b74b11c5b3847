"""Lets every border rule of an exported scenario be known some days before it holds: what would a forecast be worth then?"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd


def known_ahead(borders: pd.DataFrame, days: int) -> pd.DataFrame:
    """Announcements moved to `days` before the day from which a rule holds, where they were later than that."""
    effective = pd.to_datetime(borders["effective"])
    announced = pd.to_datetime(borders["announced"]).clip(upper=effective - pd.Timedelta(days=days))
    # Two announcements of one day for the same day and border would contradict each other: the later one in the table held in the end.
    moved = borders.assign(announced=announced.dt.strftime("%Y-%m-%d"))
    return moved.drop_duplicates(["announced", "effective", "border"], keep="last")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario", type=Path, help="folder of `vardar export`; its borders.csv is changed")
    parser.add_argument("--days", type=int, default=15)
    arguments = parser.parse_args()
    table = arguments.scenario / "borders.csv"
    borders = pd.read_csv(table, dtype=str, keep_default_na=False)
    known_ahead(borders, arguments.days).to_csv(table, index=False)


if __name__ == "__main__":
    main()
