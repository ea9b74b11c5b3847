//! People who wait at a border, and those whom it no longer lets through.

use vardar_results::Series;

use crate::builder::{Builder, Section, not_in_this_run};
use crate::legend::{Marks, legend};
use crate::names::SiteKind;
use crate::numbers::peak;

/// Charts of each quantity and level; further sites are in the result table.
const COUNTRIES: usize = 6;
const PLACES: usize = 9;

/// The section.
pub(crate) fn waiting(builder: &mut Builder<'_>) -> Section {
    let mut body = String::new();
    let parts = [
        (
            "stranded",
            "Stranded",
            "People whose every way on leads over a border that is closed to them, nobody knows until when, at the end of the day.",
            "people stranded",
        ),
        ("waiting", "Waiting", "People who wait at a border or to be registered, at the end of the day.", "people waiting"),
    ];
    for (quantity, title, meaning, unit) in parts {
        body.push_str(&format!("<h3>{title}</h3>\n<p>{meaning}</p>\n"));
        let chosen = largest(builder, quantity);
        if builder.lookup.totals(quantity).next().is_none() {
            body.push_str(&not_in_this_run(unit));
        } else if chosen.is_empty() {
            body.push_str("<p>Nobody on any day, in any member’s 90\u{a0}% interval.</p>\n");
        } else {
            body.push_str(&legend(Marks::default()));
            body.push_str(&builder.grid(&chosen, 4, unit, true));
        }
    }
    Section { id: "waiting", short: "Waiting", title: "Waiting and stranded", body }
}

/// Countries first, then places and links; within each the highest median first.
fn largest<'a>(builder: &Builder<'a>, quantity: &str) -> Vec<&'a Series> {
    let by_peak = |kinds: &[SiteKind], at_most: usize| {
        let mut found: Vec<(f64, &Series)> = builder
            .lookup
            .totals(quantity)
            .filter(|series| kinds.contains(&builder.names.kind(&series.key.site)))
            .filter(|series| series.days.iter().any(|day| day.q95 >= 1.0))
            .map(|series| (peak(&series.days).map_or(0.0, |(_, value)| value.q50), series))
            .collect();
        found.sort_by(|one, other| other.0.total_cmp(&one.0));
        found.into_iter().take(at_most).map(|(_, series)| series).collect::<Vec<_>>()
    };
    let mut chosen = by_peak(&[SiteKind::Country], COUNTRIES);
    chosen.extend(by_peak(&[SiteKind::Place, SiteKind::Link], PLACES));
    chosen
}
