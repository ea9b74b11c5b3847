//! A scenario of two countries, small enough to know by heart.

#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod market;
pub mod page;

use jiff::civil::{Date, date};
use vardar_report::{RunFacts, RunReport};
use vardar_results::{Members, Quantiles, ResultTable, Series, SeriesKey};
use vardar_scenario::{
    EngineSettings, Group, Link, Mode, Observation, ObservedQuantity, Period, Place, PlaceKind, Regime, RegimeEntry,
    RouteChoiceRule, Scenario,
};

pub const HOSTILE: &str = "</script><b onclick=\"x\">'&";

pub fn period(days: i64) -> Period {
    let start: Date = date(2016, 3, 1);
    Period { start, end: start.saturating_add(jiff::Span::new().days(days - 1)) }
}

/// Idomeni with 100 beds, Gevgelija behind a border that closes on the second day, and one group; all text is `text`.
pub fn scenario(text: &str, days: i64) -> Scenario {
    let place = |id: &str, country: &str, lat: f64, capacity_beds| Place {
        id: id.to_owned(),
        name: format!("{id} {text}"),
        country: country.to_owned(),
        region: None,
        lat,
        lon: 22.5,
        kind: PlaceKind::TransitCentre,
        capacity_beds,
        registration_per_day: None,
        opened: None,
        closed: None,
        source: text.to_owned(),
    };
    let second = period(2).end;
    Scenario {
        name: "small".to_owned(),
        title: format!("Small {text}"),
        description: text.to_owned(),
        period: period(days),
        forecast: Default::default(),
        market: Default::default(),
        targets: Vec::new(),
        engine: EngineSettings { steps_per_day: 4, route_choice: RouteChoiceRule::Utility, step_profile: vec![0.25; 4] },
        places: vec![place("idomeni", "GRC", 41.12, Some(100)), place("gevgelija", "MKD", 41.14, None)],
        capacities: Vec::new(),
        links: vec![Link {
            id: "idomeni-gevgelija".to_owned(),
            from: "idomeni".to_owned(),
            to: "gevgelija".to_owned(),
            mode: Mode::Foot,
            distance_km: 4.0,
            hours_min: 1.0,
            hours_max: 2.0,
            corridor: None,
            opened: None,
            closed: None,
            source: text.to_owned(),
        }],
        borders: vec![RegimeEntry {
            announced: second,
            effective: second,
            border: "GRC-MKD".to_owned(),
            regime: Regime::Closed,
            note: text.to_owned(),
            source: text.to_owned(),
        }],
        groups: vec![Group {
            id: "SYR".to_owned(),
            name: format!("Syrians {text}"),
            nationality: "SYR".to_owned(),
            profile: "all".to_owned(),
            source: text.to_owned(),
        }],
        attractions: Vec::new(),
        streams: Vec::new(),
        mixes: Vec::new(),
        inflow: Vec::new(),
        initial: Vec::new(),
        observations: vec![Observation {
            series: "counts".to_owned(),
            date: second,
            quantity: ObservedQuantity::Arrivals,
            site: "MKD".to_owned(),
            people: Some(120),
            definition: text.to_owned(),
            source: format!("https://example.org/{text}"),
        }],
        parameters: Vec::new(),
        what_ifs: Vec::new(),
    }
}

pub fn facts(text: &str, days: i64) -> RunFacts {
    RunFacts {
        program_version: format!("0.1.0 {text}"),
        scenario_hash: "0123456789abcdef0123".to_owned(),
        seed: 7,
        members: 100,
        fixed_parameters: false,
        interrupted: false,
        overrides: vec![format!("title={text}")],
        period: period(days),
    }
}

/// A page of a table and nothing else.
pub fn input<'a>(scenario: &'a Scenario, table: &'a ResultTable, run: &'a RunFacts) -> RunReport<'a> {
    RunReport { scenario, table, members: Members::default(), fit: &[], targets: &[], guess_shares: &[], run }
}

/// People on day `d`: `base + d`, with a 90 % interval 10 to either side.
pub fn series(quantity: &str, site: &str, channel: &str, group: &str, base: f64, days: usize) -> Series {
    let day = |index: usize| {
        let q50 = base + index as f64;
        Quantiles { mean: q50, q05: q50 - 10.0, q25: q50 - 4.0, q50, q75: q50 + 4.0, q95: q50 + 10.0 }
    };
    let key = |text: &str| text.to_owned();
    Series {
        key: SeriesKey { quantity: key(quantity), site: key(site), channel: key(channel), group: key(group) },
        days: (0..days).map(day).collect(),
        observed: if quantity == "arrivals_reported" { vec![Some(base); days] } else { Vec::new() },
    }
}

/// One series of everything that the page shows.
pub fn table(days: usize) -> ResultTable {
    let mut all = vec![
        series("arrivals_reported", "MKD", "all", "all", 120.0, days),
        series("flow", "idomeni-gevgelija", "all", "all", 120.0, days),
        series("flow", "idomeni-gevgelija", "irregular", "all", 20.0, days),
    ];
    for site in ["GRC", "MKD", "idomeni", "gevgelija"] {
        for (quantity, base) in [("present", 150.0), ("waiting", 60.0), ("stranded", 30.0)] {
            all.push(series(quantity, site, "all", "all", base, days));
        }
        all.push(series("present", site, "all", "SYR", 90.0, days));
    }
    ResultTable { start: period(1).start, days, series: all }
}
