//! The page of a forecast: what comes, which centres fill, and what was known on the day.
//!
//! What may not change: the page is made from what was known at the origin alone. Its input holds nothing later, and the page
//! adds nothing.

mod ahead;
mod centres;
mod flows;
mod head;
mod held_up;
mod known;
mod weekdays;

use jiff::civil::Date;
use vardar_results::ResultTable;
use vardar_scenario::{ObservedQuantity, Scenario};

use crate::ReportError;
use crate::builder::{Builder, Section};
use crate::sections::{changes, fact_list, hash};
use crate::shell::{Page, render};

pub use weekdays::Weekdays;

/// Input of [`forecast_report`].
#[derive(Debug, Clone, Copy)]
pub struct ForecastReport<'a> {
    /// The scenario with what was known at the end of the origin, and nothing later.
    pub scenario: &'a Scenario,
    /// Some days up to the origin and those forecast. Days up to the origin have counts in `observed` and no quantiles (not a
    /// number), days after it the reverse. Series: `arrivals` and `departures` as counted, `present` at centres and
    /// wherever else it was counted, `stranded` by country.
    pub table: &'a ResultTable,
    /// How the forecast was made.
    pub facts: &'a ForecastFacts,
    /// The places with beds.
    pub centres: &'a [CentreRisk],
    /// The last count of each series that was used.
    pub last_counts: &'a [LastCount],
    /// On which days of the week people set out, by area; those whose days are alike may be among them.
    pub weekdays: &'a [Weekdays],
    /// What looks wrong in the counts, one sentence each.
    pub warnings: &'a [String],
}

/// How a forecast was made: enough to repeat it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForecastFacts {
    /// Last day whose counts were known.
    pub origin: Date,
    /// Days ahead, at least 1.
    pub horizon: usize,
    /// Members of the ensemble.
    pub members: usize,
    /// Seed of the random streams.
    pub seed: u64,
    /// How the members were weighed, in words.
    pub method: &'static str,
    /// Version of Vardar.
    pub program_version: String,
    /// Hash of the scenario, hexadecimal.
    pub scenario_hash: String,
    /// Changes to the scenario asked for at the command line, one a string.
    pub overrides: Vec<String>,
}

/// How likely a place is to hold more people than it has beds.
#[derive(Debug, Clone, PartialEq)]
pub struct CentreRisk {
    /// Id of the place.
    pub place: String,
    /// Beds as known at the origin, if a number is.
    pub beds: Option<u32>,
    /// Chance by day ahead, in [0, 1]; without meaning if no number of beds is known.
    pub above_beds: Vec<f64>,
}

impl CentreRisk {
    /// The highest chance and its day ahead, from 1; the first of equal days. `None` without a number of beds.
    #[must_use]
    pub fn highest(&self) -> Option<(f64, usize)> {
        self.beds?;
        let days = self.above_beds.iter().copied().zip(1..);
        days.reduce(|best, next| if next.0 > best.0 { next } else { best })
    }
}

/// The last count of a series up to the origin.
#[derive(Debug, Clone, PartialEq)]
pub struct LastCount {
    /// What was counted.
    pub quantity: ObservedQuantity,
    /// Country, region or place.
    pub site: String,
    /// Its day.
    pub date: Date,
    /// People.
    pub people: f64,
}

/// Days ahead that tables show, as far as the forecast reaches.
pub const SHOWN_DAYS: [usize; 4] = [1, 3, 7, 14];

/// Chance from which on a centre is named as one that may have more people than beds.
pub const LIKELY_FULL: f64 = 0.2;

/// Makes the page of a forecast: one HTML file that loads nothing.
///
/// # Errors
/// If a series has not one value per day of the table, or the table does not end with the forecast's last day.
pub fn forecast_report(input: &ForecastReport<'_>) -> Result<String, ReportError> {
    let (table, facts) = (input.table, input.facts);
    let known_days = table.days.saturating_sub(facts.horizon);
    let origin = table.start.saturating_add(jiff::Span::new().days(i64::try_from(known_days).unwrap_or(0) - 1));
    if known_days == 0 || origin != facts.origin {
        return Err(ReportError::Origin {
            expected: facts.origin,
            table: table.days,
            start: table.start,
            horizon: facts.horizon,
        });
    }
    let mut builder = Builder::new(input.scenario, table)?;
    let sections = vec![
        flows::flows(&mut builder, facts),
        held_up::held_up(&mut builder, facts),
        centres::centres(&mut builder, input),
        known::known(&builder, input),
        provenance(facts),
    ];
    let scenario = input.scenario;
    let name = if scenario.title.trim().is_empty() { &scenario.name } else { &scenario.title };
    let title = format!("{name}: forecast of {}", crate::numbers::date(facts.origin));
    let head = head::head(name, &builder, input);
    render(&Page { title: &title, head, sections, choose_days: false }, &builder.finish(None))
}

fn provenance(facts: &ForecastFacts) -> Section {
    let mut body = String::from(
        "<p>The same version, scenario, origin, seed and changes give the same numbers again. All 23 quantiles of every day are in \
         <code>forecast.csv</code> beside this page.</p>\n",
    );
    body.push_str(&fact_list(&[
        ("Known until the end of", crate::numbers::date(facts.origin)),
        ("Days ahead", facts.horizon.to_string()),
        ("Members", crate::numbers::counted(facts.members, "member", "members")),
        ("Members weighed by", facts.method.to_owned()),
        ("Seed", facts.seed.to_string()),
        ("Vardar version", crate::escape::html(&facts.program_version)),
        ("Scenario hash", hash(&facts.scenario_hash, usize::MAX)),
        ("Changes to the scenario", changes(&facts.overrides)),
    ]));
    Section { id: "provenance", short: "Provenance", title: "How this was made", body }
}
