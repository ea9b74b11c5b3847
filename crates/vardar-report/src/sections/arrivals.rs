//! Arrivals per country and departures per region: what was counted against what was simulated.

use vardar_results::Series;

use crate::builder::{BandsFigure, Builder, Section, not_in_this_run};
use crate::legend::{Marks, legend};

/// The section.
pub(crate) fn arrivals(builder: &mut Builder<'_>) -> Section {
    let mut body = String::from(
        "<p>Dots: counts that were published. Line and bands: what the model expects to be published, that is simulated crossings \
         less what a country’s count is known to miss. Vertical lines: border events of the country, by number.</p>\n",
    );
    let figures = in_order(builder);
    if figures.is_empty() {
        body.push_str(&not_in_this_run("reported arrivals and departures"));
    } else {
        body.push_str(&legend(Marks { counted: true, events: true, ..Marks::default() }));
        body.push_str("<div class=\"grid\">\n");
        for (verb, series) in figures {
            let site = &series.key.site;
            let heading = format!("{verb} {}", builder.names.site(site));
            let country = site.split('_').next().unwrap_or(site);
            body.push_str(&builder.bands(BandsFigure {
                heading: &heading,
                level: 3,
                series,
                unit: "people a day",
                capacity: Vec::new(),
                events_of: Some(country),
                small: false,
                remark: None,
            }));
        }
        body.push_str("</div>\n");
    }
    Section { id: "arrivals", short: "Arrivals", title: "Arrivals: counted and simulated", body }
}

/// Countries with counts in the order of the route, then those that never reported but have arrivals.
fn in_order<'a>(builder: &Builder<'a>) -> Vec<(&'static str, &'a Series)> {
    let sites = builder.names.countries.iter().chain(&builder.names.regions);
    let mut figures: Vec<(&'static str, &'a Series)> = sites
        .flat_map(|site| [("arrivals_reported", "Arrivals in", *site), ("departures_reported", "Departures from", *site)])
        .filter_map(|(quantity, verb, site)| Some((verb, builder.lookup.total(quantity, site)?)))
        .filter(|(_, series)| has_observation(series) || series.days.iter().any(|day| day.q95 > 0.0))
        .collect();
    figures.sort_by_key(|(_, series)| !has_observation(series));
    figures
}

pub(crate) fn has_observation(series: &Series) -> bool {
    series.observed.iter().any(Option::is_some)
}
