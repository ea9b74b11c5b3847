//! People present where somebody counted them.

use vardar_results::Series;

use super::arrivals::has_observation;
use crate::builder::{BandsFigure, Builder, Section, not_in_this_run};
use crate::legend::{Marks, legend};
use crate::names::SiteKind;

/// The section.
pub(crate) fn stocks(builder: &mut Builder<'_>) -> Section {
    let mut chosen: Vec<&Series> = builder.lookup.totals("present").filter(|series| has_observation(series)).collect();
    let mut body = String::new();
    if chosen.is_empty() {
        chosen = builder
            .lookup
            .totals("present")
            .filter(|series| builder.names.kind(&series.key.site) == SiteKind::Country)
            .filter(|series| series.days.iter().any(|day| day.q95 > 0.0))
            .collect();
        body.push_str("<p>No counts of people present to compare with; the countries as simulated.</p>\n");
    } else {
        body.push_str("<p>People in a country, region or place at the end of the day, where somebody counted them.</p>\n");
    }
    chosen.sort_by_key(|series| builder.names.kind(&series.key.site));
    if chosen.is_empty() {
        body.push_str(&not_in_this_run("people present"));
    } else {
        body.push_str(&legend(Marks { counted: true, ..Marks::default() }));
        body.push_str("<div class=\"grid\">\n");
        for series in chosen {
            let heading = builder.names.site(&series.key.site);
            body.push_str(&builder.bands(BandsFigure {
                heading: &heading,
                level: 3,
                series,
                unit: "people present",
                capacity: Vec::new(),
                events_of: None,
                small: false,
                remark: None,
            }));
        }
        body.push_str("</div>\n");
    }
    Section { id: "stocks", short: "Present", title: "People present", body }
}
