//! Made-up results: smooth waves of people, with intervals that widen with the level.

use vardar_report::{Difference, GuessShare, TargetRow};
use vardar_results::{FitRow, Quantiles, ResultTable, Series, SeriesKey};
use vardar_scenario::{ObservedQuantity, PlaceKind, Scenario};

/// A table for the whole period; `level` scales the people.
pub fn table(scenario: &Scenario, level: f64) -> ResultTable {
    let days = scenario.period.days();
    let mut series = Vec::new();
    let mut add = |quantity: &str, site: &str, channel: &str, group: &str, size: f64, shape: Shape| {
        let curve: Vec<f64> = (0..days).map(|day| size * level * shape.at(day, site.len())).collect();
        series.push(make(scenario, quantity, site, channel, group, &curve));
    };
    let mut countries: Vec<&str> = Vec::new();
    for place in &scenario.places {
        if !countries.contains(&place.country.as_str()) {
            countries.push(&place.country);
        }
    }
    for country in &countries {
        add("arrivals", country, "all", "all", 4500.0, Shape::Wave);
        add("arrivals_reported", country, "all", "all", 4500.0, Shape::Wave);
        add("present", country, "all", "all", 9000.0, Shape::Wave);
        add("waiting", country, "all", "all", 2500.0, Shape::Closing);
        add("stranded", country, "all", "all", if *country == "GRC" { 42_000.0 } else { 900.0 }, Shape::Closing);
        let mut share = 0.46;
        for group in &scenario.groups {
            add("present", country, "all", &group.id, 9000.0 * share, Shape::Wave);
            add("arrivals", country, "all", &group.id, 4500.0 * share, Shape::Wave);
            share *= 0.6;
        }
    }
    for region in ["GRC_islands", "GRC_north", "GRC_attica"] {
        add("present", region, "all", "all", 6000.0, Shape::Closing);
    }
    add("departures_reported", "GRC_islands", "all", "all", 3800.0, Shape::Wave);
    for place in scenario.places.iter().filter(|place| place.kind != PlaceKind::Destination) {
        let size = place.capacity_beds.map_or(600.0, |beds| f64::from(beds) * 0.9);
        let shape = if place.country == "GRC" { Shape::Closing } else { Shape::Wave };
        add("present", &place.id, "all", "all", size, shape);
        add("waiting", &place.id, "all", "all", size * 0.5, shape);
        add("stranded", &place.id, "all", "all", size * 0.3, Shape::Closing);
    }
    for (index, link) in scenario.links.iter().enumerate() {
        let size = if index % 3 == 0 { 3000.0 } else { 350.0 };
        add("flow", &link.id, "all", "all", size, Shape::Wave);
        add("flow", &link.id, "irregular", "all", 160.0, Shape::Closing);
    }
    ResultTable { start: scenario.period.start, days, series }
}

#[derive(Clone, Copy)]
enum Shape {
    /// High in autumn, gone in spring.
    Wave,
    /// Little until the route closes, then many.
    Closing,
}

impl Shape {
    fn at(self, day: usize, phase: usize) -> f64 {
        let day = day as f64;
        let ripple = 1.0 + 0.25 * libm::sin(day / 3.1 + phase as f64) + 0.15 * libm::sin(day / 11.0);
        let falling = 1.0 / (1.0 + libm::exp((day - 150.0) / 12.0));
        match self {
            Self::Wave => (falling * ripple * (1.0 - day / 400.0)).max(0.0),
            Self::Closing => ((1.0 - falling) * (1.15 - day / 500.0) * (1.0 + 0.03 * ripple)).max(0.0),
        }
    }
}

fn make(scenario: &Scenario, quantity: &str, site: &str, channel: &str, group: &str, curve: &[f64]) -> Series {
    let around = |&q50: &f64| Quantiles {
        mean: q50.round(),
        q05: (q50 * 0.72 - 1.0).max(0.0).round(),
        q25: (q50 * 0.9).round(),
        q50: q50.round(),
        q75: (q50 * 1.12).round(),
        q95: (q50 * 1.35 + 1.0).round(),
    };
    let counted = match quantity {
        "arrivals_reported" => Some(ObservedQuantity::Arrivals),
        "departures_reported" => Some(ObservedQuantity::Departures),
        "present" => Some(ObservedQuantity::Present),
        _ => None,
    };
    let mut observed = vec![None; curve.len()];
    for row in scenario.observations.iter().filter(|row| Some(row.quantity) == counted && row.site == site) {
        if let Some(cell) = scenario.period.index_of(row.date).and_then(|day| observed.get_mut(day)) {
            *cell = row.people.map(f64::from);
        }
    }
    if channel != "all" || group != "all" || observed.iter().all(Option::is_none) {
        observed.clear();
    }
    Series {
        key: SeriesKey {
            quantity: quantity.to_owned(),
            site: site.to_owned(),
            channel: channel.to_owned(),
            group: group.to_owned(),
        },
        days: curve.iter().map(around).collect(),
        observed,
    }
}

/// Rows as a real fit would have them, with made-up measures.
pub fn fit(table: &ResultTable) -> Vec<FitRow> {
    let reported = table.series.iter().filter(|series| series.key.quantity.ends_with("_reported") && !series.observed.is_empty());
    reported
        .map(|series| {
            let total = |of: fn(&Quantiles) -> f64| series.days.iter().map(of).sum::<f64>();
            FitRow {
                quantity: series.key.quantity.replace("_reported", ""),
                site: series.key.site.clone(),
                days: series.observed.iter().flatten().count(),
                observed_total: series.observed.iter().flatten().sum(),
                median: total(|day| day.q50),
                q05: total(|day| day.q05),
                q95: total(|day| day.q95),
                error_percent: Some(-4.2),
                correlation: Some(0.93),
                coverage_50: 0.46,
                coverage_90: 0.87,
                mean_absolute_error: 512.0,
            }
        })
        .collect()
}

/// Differences of the series over all channels and groups.
pub fn differences(one: &ResultTable, other: &ResultTable) -> Vec<Difference> {
    let of = |a: &Quantiles, b: &Quantiles| {
        let middle = b.q50 - a.q50;
        let width = 0.2 * b.q50 + 2.0;
        Quantiles {
            mean: middle,
            q05: middle - width,
            q25: middle - width / 2.0,
            q50: middle,
            q75: middle + width / 2.0,
            q95: middle + width,
        }
    };
    let pairs = one.series.iter().zip(&other.series).filter(|(a, _)| a.key.channel == "all" && a.key.group == "all");
    pairs
        .map(|(a, b)| {
            let days: Vec<Quantiles> = a.days.iter().zip(&b.days).map(|(a, b)| of(a, b)).collect();
            let total = days.last().copied().unwrap_or_default();
            Difference { key: a.key.clone(), days, total }
        })
        .collect()
}

/// Targets of every kind: inside, outside, with and without a range.
pub fn targets() -> Vec<TargetRow> {
    let target = |label: &str, unit: &str, (target, range): (f64, Option<(f64, f64)>), fitted: bool, model: [f64; 3]| {
        let [q05, q50, q95] = model;
        TargetRow {
            label: label.to_owned(),
            period: "1 March to 15 May 2016".to_owned(),
            unit: unit.to_owned(),
            target,
            low: range.map(|(low, _)| low),
            high: range.map(|(_, high)| high),
            fitted,
            model: Quantiles { mean: q50, q05, q25: q50, q50, q75: q50, q95 },
            source: "invented".to_owned(),
        }
    };
    vec![
        target("Price of a whole trip", "times the first day", (3.0, None), true, [1.6, 2.8, 5.9]),
        target("People who worked to repay smugglers", "per cent", (5.0, Some((4.1, 6.0))), false, [1.2, 2.9, 4.4]),
        target("People returned to Greece", "people", (11_803.0, None), false, [14_200.0, 19_100.0, 25_600.0]),
    ]
}

/// Shares of a small, a middling and a large kind.
pub fn guess_shares() -> Vec<GuessShare> {
    [("People stranded on the last day", 0.004), ("People in debt on the last day", 0.37), ("People exploited", 0.81)]
        .map(|(headline, share)| GuessShare {
            headline: headline.to_owned(),
            share,
            low: share / 1.5,
            high: (share * 1.5_f64).min(1.0),
        })
        .into()
}
