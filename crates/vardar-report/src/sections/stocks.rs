//! People present where somebody counted them.

use vardar_results::Series;

use super::arrivals::has_observation;
use crate::builder::{BandsFigure, Builder, Section, not_in_this_run};
use crate::legend::{Marks, legend};
use crate::names::SiteKind;
use crate::numbers::counted;

/// Places with fewer counts than this are folded away: one or two points say little, and there are many such places.
const MANY_COUNTS: usize = 5;

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
            body.push_str(&not_in_this_run("people present"));
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
    body.push_str(&grid(builder, &areas, false));
    body.push_str(&grid(builder, &places, true));
    if !seldom.is_empty() {
        let title = counted(seldom.len(), "place", "places");
        let charts = grid(builder, &seldom, true);
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

fn grid(builder: &mut Builder<'_>, chosen: &[&Series], small: bool) -> String {
    if chosen.is_empty() {
        return String::new();
    }
    let mut charts = String::new();
    for series in chosen {
        let heading = builder.names.site(&series.key.site);
        charts.push_str(&builder.bands(BandsFigure {
            heading: &heading,
            level: 3,
            series,
            unit: "people present",
            capacity: Vec::new(),
            events_of: None,
            small,
            remark: None,
        }));
    }
    format!("<div class=\"grid{}\">\n{charts}</div>\n", if small { " small" } else { "" })
}
