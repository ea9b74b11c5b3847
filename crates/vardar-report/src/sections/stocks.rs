//! People present where somebody counted them.

use vardar_results::Series;

use super::arrivals::has_observation;
use crate::builder::{Builder, Section, not_in_this_run};
use crate::legend::{Marks, legend};
use crate::names::SiteKind;
use crate::numbers::counted;

/// Places with fewer counts than this are folded away: one or two points say little, and there are many such places.
const MANY_COUNTS: usize = 5;

const UNIT: &str = "people present";

/// The section.
pub(crate) fn stocks(builder: &mut Builder<'_>) -> Section {
    let mut areas = Vec::new();
    let mut places = Vec::new();
    let mut seldom = Vec::new();
    for series in builder.lookup.totals("present").filter(|series| has_observation(series)) {
        let counts = series.observed.iter().flatten().count();
        match builder.names.kind(&series.key.site) {
            SiteKind::Country | SiteKind::Region => areas.push(series),
            _ if counts >= MANY_COUNTS => places.push(series),
            _ => seldom.push(series),
        }
    }
    if areas.is_empty() && places.is_empty() {
        places.append(&mut seldom);
    }
    let mut body = String::new();
    if areas.is_empty() && places.is_empty() {
        body.push_str("<p>No counts of people present to compare with; the countries as simulated.</p>\n");
        areas = countries(builder);
        if areas.is_empty() {
            body.push_str(&not_in_this_run(UNIT));
        }
    } else {
        body.push_str(
            "<p>People in a country, region or place at the end of the day, where somebody counted them. In a country also \
             those under way.</p>\n",
        );
    }
    if !(areas.is_empty() && places.is_empty()) {
        body.push_str(&legend(Marks { counted: true, ..Marks::default() }));
    }
    body.push_str(&builder.grid(&areas, 3, UNIT, false));
    body.push_str(&builder.grid(&places, 3, UNIT, true));
    if !seldom.is_empty() {
        let title = counted(seldom.len(), "place", "places");
        let charts = builder.grid(&seldom, 3, UNIT, true);
        body.push_str(&format!(
            "<details class=\"more\"><summary>{title} counted on fewer than {MANY_COUNTS} days</summary>\n{charts}</details>\n"
        ));
    }
    Section { id: "stocks", short: "Present", title: "People present", body }
}

fn countries<'a>(builder: &Builder<'a>) -> Vec<&'a Series> {
    builder
        .lookup
        .totals("present")
        .filter(|series| builder.names.kind(&series.key.site) == SiteKind::Country)
        .filter(|series| series.days.iter().any(|day| day.q95 > 0.0))
        .collect()
}
