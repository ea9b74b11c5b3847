//! Reads as much of a scenario folder as the page shows, without checking it.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use jiff::civil::date;
use vardar_scenario::{
    CapacityChange, EngineSettings, Group, Link, Mode, Observation, ObservedQuantity, Period, Place, PlaceKind, Regime,
    RegimeEntry, RouteChoiceRule, Scenario,
};

type Row = BTreeMap<String, String>;
type Answer<T> = Result<T, Box<dyn Error>>;

/// Reads a folder.
pub fn read(folder: &Path) -> Answer<Scenario> {
    let observations = [
        rows(&folder.join("series/daily-arrivals.csv"))?
            .iter()
            .map(|r| observation(r, "daily-arrivals"))
            .collect::<Answer<Vec<_>>>()?,
        rows(&folder.join("series/stocks.csv"))?.iter().map(|r| observation(r, "stocks")).collect::<Answer<Vec<_>>>()?,
    ];
    Ok(Scenario {
        name: "sample".to_owned(),
        title: "Made-up numbers on the Balkan route".to_owned(),
        description: "Every number on this page is invented. It exists to look at the page while working on it.".to_owned(),
        period: Period { start: date(2015, 10, 1), end: date(2016, 9, 21) },
        engine: EngineSettings { steps_per_day: 4, route_choice: RouteChoiceRule::Utility, step_profile: vec![0.25; 4] },
        places: rows(&folder.join("places.csv"))?.iter().map(place).collect::<Answer<_>>()?,
        capacities: rows(&folder.join("capacities.csv"))?.iter().map(capacity).collect::<Answer<_>>()?,
        links: rows(&folder.join("links.csv"))?.iter().map(link).collect::<Answer<_>>()?,
        borders: rows(&folder.join("borders.csv"))?.iter().map(border).collect::<Answer<_>>()?,
        groups: rows(&folder.join("groups.csv"))?
            .iter()
            .map(|r| Group {
                id: text(r, "id"),
                name: text(r, "name"),
                nationality: text(r, "nationality"),
                profile: text(r, "profile"),
                source: text(r, "source"),
            })
            .collect(),
        attractions: Vec::new(),
        streams: Vec::new(),
        mixes: Vec::new(),
        inflow: Vec::new(),
        initial: Vec::new(),
        observations: observations.concat(),
        parameters: Vec::new(),
    })
}

fn rows(path: &Path) -> Answer<Vec<Row>> {
    let mut reader = csv::Reader::from_path(path)?;
    let names = reader.headers()?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        rows.push(names.iter().map(str::to_owned).zip(record?.iter().map(str::to_owned)).collect());
    }
    Ok(rows)
}

fn text(row: &Row, column: &str) -> String {
    row.get(column).cloned().unwrap_or_default()
}

fn optional<T: std::str::FromStr>(row: &Row, column: &str) -> Option<T> {
    row.get(column)?.parse().ok()
}

fn needed<T: std::str::FromStr>(row: &Row, column: &str) -> Answer<T> {
    optional(row, column).ok_or_else(|| format!("column {column} of {row:?}").into())
}

fn spelt<T: Copy>(all: &[(T, &str)], row: &Row, column: &str) -> Answer<T> {
    let found = all.iter().find(|(_, name)| Some(*name) == row.get(column).map(String::as_str));
    found.map(|(value, _)| *value).ok_or_else(|| format!("column {column} of {row:?}").into())
}

fn place(row: &Row) -> Answer<Place> {
    Ok(Place {
        id: text(row, "id"),
        name: text(row, "name"),
        country: text(row, "country"),
        region: Some(text(row, "region")).filter(|region| !region.is_empty()),
        lat: needed(row, "lat")?,
        lon: needed(row, "lon")?,
        kind: spelt(&PlaceKind::ALL, row, "kind")?,
        capacity_beds: optional(row, "capacity_beds"),
        registration_per_day: optional(row, "registration_per_day"),
        opened: optional(row, "opened"),
        closed: optional(row, "closed"),
        source: text(row, "source"),
    })
}

fn capacity(row: &Row) -> Answer<CapacityChange> {
    Ok(CapacityChange {
        date: needed(row, "date")?,
        place: text(row, "place"),
        capacity_beds: optional(row, "capacity_beds"),
        registration_per_day: optional(row, "registration_per_day"),
        source: text(row, "source"),
    })
}

fn link(row: &Row) -> Answer<Link> {
    Ok(Link {
        id: text(row, "id"),
        from: text(row, "from"),
        to: text(row, "to"),
        mode: spelt(&Mode::ALL, row, "mode")?,
        distance_km: needed(row, "distance_km")?,
        hours_min: needed(row, "hours_min")?,
        hours_max: needed(row, "hours_max")?,
        corridor: Some(text(row, "corridor")).filter(|corridor| !corridor.is_empty()),
        opened: optional(row, "opened"),
        closed: optional(row, "closed"),
        source: text(row, "source"),
    })
}

fn border(row: &Row) -> Answer<RegimeEntry> {
    let per_day = optional(row, "per_day");
    let regime = match text(row, "regime").as_str() {
        "open" => Regime::Open,
        "metered" => Regime::Metered(per_day),
        "restricted" => Regime::Restricted { eligible: text(row, "eligible").split(';').map(str::to_owned).collect(), per_day },
        _ => Regime::Closed,
    };
    Ok(RegimeEntry {
        announced: needed(row, "announced")?,
        effective: needed(row, "effective")?,
        border: text(row, "border"),
        regime,
        note: text(row, "note"),
        source: text(row, "source"),
    })
}

fn observation(row: &Row, series: &str) -> Answer<Observation> {
    Ok(Observation {
        series: series.to_owned(),
        date: needed(row, "date")?,
        quantity: spelt(&ObservedQuantity::ALL, row, "quantity")?,
        site: text(row, "site"),
        people: optional(row, "people"),
        definition: text(row, "definition"),
        source: text(row, "source"),
    })
}
