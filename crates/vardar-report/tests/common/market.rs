//! Results of a market on the small route: every column that the engine writes, for three members that differ.

use jiff::civil::date;
use vardar_report::{GuessShare, RunReport, TargetRow, run_report};
use vardar_results::{Members, Packed, Quantiles, ResultTable, SeriesKey, summarise};
use vardar_scenario::{Group, Period, Regime, RegimeEntry, Scenario};

/// From 1 February 2016 on: 29 days of February and 31 of March.
pub const DAYS: usize = 60;

/// The small route from February on with a second group; its border closes on 1 March. Beside it a border whose name comes first.
pub fn scenario(text: &str) -> Scenario {
    let mut scenario = super::scenario(text, 60);
    scenario.period = period();
    let closes = date(2016, 3, 1);
    for entry in &mut scenario.borders {
        (entry.announced, entry.effective) = (closes, closes);
    }
    let opened = RegimeEntry {
        announced: date(2016, 2, 10),
        effective: date(2016, 2, 10),
        regime: Regime::Open,
        ..scenario.borders[0].clone()
    };
    scenario.borders.push(opened);
    scenario.groups.push(Group { id: "AFG".to_owned(), nationality: "AFG".to_owned(), ..scenario.groups[0].clone() });
    scenario
}

fn period() -> Period {
    Period { start: date(2016, 2, 1), end: date(2016, 3, 31) }
}

/// Keys of the layer as the engine lays them out, and the arrivals that it splits.
pub fn keys() -> Vec<SeriesKey> {
    let mut keys = Vec::new();
    let mut push = |quantity: &str, site: &str, channel: &str, group: &str| {
        let text = str::to_owned;
        keys.push(SeriesKey { quantity: text(quantity), site: text(site), channel: text(channel), group: text(group) });
    };
    for channel in ["all", "regular", "irregular"] {
        push("arrivals", "MKD", channel, "all");
    }
    push("arrivals_reported", "MKD", "all", "all");
    for quantity in [
        "price_index",
        "present",
        "stranded",
        "detoured",
        "returned",
        "smuggled",
        "smuggled_aggravated",
        "trafficked",
        "in_debt",
        "repaying",
        "began_to_repay",
        "exploited",
        "exploited_held",
        "exploited_work",
        "exploited_other",
        "exploited_present",
    ] {
        push(quantity, "route", "all", "all");
    }
    // The second border has more of everything, and comes first in the table.
    for border in ["MKD-SRB", "GRC-MKD"] {
        for quantity in ["demand", "supply", "price_index"] {
            push(quantity, border, "irregular", "all");
        }
        for quantity in ["returned", "smuggled", "smuggled_aggravated", "trafficked"] {
            for group in ["all", "SYR", "AFG"] {
                push(quantity, border, "irregular", group);
            }
        }
    }
    for country in ["GRC", "MKD"] {
        for quantity in ["in_debt", "exploited", "trafficked"] {
            for group in ["all", "SYR", "AFG"] {
                push(quantity, country, "all", group);
            }
        }
    }
    keys
}

/// Numbers of a member: every series has `index + 1` people on every day, and member `m` has `m` times as many, from 1 on.
pub fn packed(keys: &[SeriesKey]) -> Vec<Packed> {
    (1..=3).map(|member| Packed::new(keys.len(), DAYS, |column, _| member * (column as u32 + 1))).collect()
}

/// The table of these members, with 7 people counted in North Macedonia on each day but the last.
pub fn table(keys: &[SeriesKey], packed: &[Packed]) -> ResultTable {
    let mut table = summarise(keys, period().start, DAYS, packed);
    for series in table.series.iter_mut().filter(|series| series.key.quantity == "arrivals_reported") {
        series.observed = vec![Some(7.0); DAYS];
        series.observed[DAYS - 1] = None;
    }
    table
}

/// A page with everything of the market.
pub fn page(text: &str, targets: &[TargetRow], guess_shares: &[GuessShare]) -> String {
    let keys = keys();
    let packed = packed(&keys);
    let (scenario, table) = (scenario(text), table(&keys, &packed));
    let mut run = super::facts(text, 60);
    run.period = period();
    let members = Members::new(&keys, &packed);
    run_report(&RunReport { members, targets, guess_shares, ..super::input(&scenario, &table, &run) }).expect("a page")
}

/// A target of 6.5 per cent, known to lie between 6 and 7, against a model of `q50` give or take `half`.
pub fn target(text: &str, fitted: bool, q50: f64, half: f64) -> TargetRow {
    TargetRow {
        label: format!("At least one indicator {text}"),
        period: format!("March 2016 {text}"),
        unit: format!("per cent {text}"),
        target: 6.5,
        low: Some(6.0),
        high: Some(7.0),
        fitted,
        model: Quantiles { mean: q50, q05: q50 - half, q25: q50, q50, q75: q50, q95: q50 + half },
        source: text.to_owned(),
    }
}
