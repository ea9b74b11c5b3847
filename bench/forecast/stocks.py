"""Holds forecasts of people present against what was reported, beside the last report as a forecast; prints a markdown table."""

from __future__ import annotations

import argparse
import datetime
import subprocess
from pathlib import Path

import pandas as pd

SPLIT = datetime.date(2016, 4, 1)
FEWEST = 5


def forecast(vardar: Path, origin: datetime.date, members: int, out: Path) -> pd.DataFrame:
    """Median and 90 % interval of the people present, by place and day."""
    command = [vardar, "forecast", "--origin", str(origin), "--members", str(members), "--out", out, "--quiet"]
    subprocess.run(command, check=True)
    table = pd.read_csv(out / "forecast.csv")
    table = table[(table["target"] == "present") & table["output_type_id"].isin([0.05, 0.5, 0.95])]
    wide = table.pivot_table(index=["location", "horizon"], columns="output_type_id", values="value").reset_index()
    wide["date"] = [origin + datetime.timedelta(days=int(ahead)) for ahead in wide["horizon"]]
    return wide.rename(columns={0.05: "low", 0.5: "median", 0.95: "high"}).assign(origin=origin)


def scored(forecasts: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """One row per report that was forecast from a day on which the place had one already."""
    rows = forecasts.merge(reports, left_on=["location", "date"], right_on=["site", "date"])
    known = reports.rename(columns={"date": "reported", "people": "last"})
    last = rows[["origin", "site", "date"]].merge(known, on="site")
    last = last[last["reported"] <= last["origin"]].sort_values("reported").groupby(["origin", "site", "date"])["last"].last()
    rows = rows.join(last, on=["origin", "site", "date"]).dropna(subset=["last"])
    return rows.assign(
        error=(rows["median"] - rows["people"]).abs(),
        of_last=(rows["last"] - rows["people"]).abs(),
        off=rows["median"] - rows["people"],
        inside=(rows["low"] <= rows["people"]) & (rows["people"] <= rows["high"]),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the last forecast")
    parser.add_argument("--vardar", type=Path, default=Path("target/release/vardar"))
    parser.add_argument("--reports", type=Path, default=Path("scenarios/balkan-2015/series/stocks.csv"))
    parser.add_argument("--members", type=int, default=200)
    arguments = parser.parse_args()
    reports = pd.read_csv(arguments.reports)
    reports = reports[reports["quantity"] == "present"].assign(date=pd.to_datetime(reports["date"]).dt.date)
    reports = reports.groupby(["site", "date"], as_index=False)["people"].last()
    origins = [datetime.date(2016, 2, 21) + datetime.timedelta(weeks=week) for week in range(28)]
    rows = scored(pd.concat(forecast(arguments.vardar, origin, arguments.members, arguments.out) for origin in origins), reports)
    print("| origins | place | reports | mean error of the median | of the last report | forecast less report | inside the 90 % interval |")
    print("|---|---|---|---|---|---|---|")
    for name, chosen in [("21 February to 31 March", rows["origin"] < SPLIT), ("from 1 April", rows["origin"] >= SPLIT)]:
        for place, of_place in rows[chosen].groupby("site"):
            if len(of_place) >= FEWEST:
                numbers = f"{of_place['error'].mean():,.0f} | {of_place['of_last'].mean():,.0f} | {of_place['off'].mean():+,.0f}"
                print(f"| {name} | {place} | {len(of_place)} | {numbers} | {100 * of_place['inside'].mean():.0f} % |")


if __name__ == "__main__":
    main()
