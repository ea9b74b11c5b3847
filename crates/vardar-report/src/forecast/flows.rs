//! Arrivals and departures to come, one fan a series, in the order of the route.

use vardar_results::Series;

use super::ForecastFacts;
use super::ahead::{Fan, fan};
use crate::builder::{Builder, Section, not_in_this_run};
use crate::legend::{Marks, legend};

/// The section.
pub(crate) fn flows(builder: &mut Builder<'_>, facts: &ForecastFacts) -> Section {
    let mut body = String::from(
        "<p>People that will be counted on a day. The line is the median; nine counts out of ten should lie in the wide band, half of \
         them in the narrow one. Dots are the counts known on the day of the forecast. A forecast knows nothing later, and later counts \
         are not shown even where there are any.</p>\n",
    );
    let figures = in_order(builder);
    if figures.is_empty() {
        body.push_str(&not_in_this_run("reported arrivals and departures"));
    } else {
        body.push_str(&legend(Marks { counted: true, ..Marks::default() }));
        body.push_str("<div class=\"grid fans\">\n");
        for (verb, series) in figures {
            let heading = format!("{verb} {}", builder.names.site(&series.key.site));
            let about = Fan {
                heading: &heading,
                series,
                unit: "people a day",
                capacity: Vec::new(),
                remark: String::new(),
                counted: true,
            };
            body.push_str(&fan(builder, facts, about));
        }
        body.push_str("</div>\n");
    }
    Section { id: "flows", short: "Arrivals", title: "How many people come", body }
}

/// Countries in the order in which the route's places mention them, each after its regions.
pub(crate) fn sites<'a>(builder: &Builder<'a>) -> Vec<&'a str> {
    let names = &builder.names;
    let with_regions = names.countries.iter().flat_map(|country| {
        let of_country = |region: &&&'a str| region.split('_').next() == Some(country);
        names.regions.iter().filter(of_country).chain([country])
    });
    with_regions.copied().collect()
}

fn in_order<'a>(builder: &Builder<'a>) -> Vec<(&'static str, &'a Series)> {
    sites(builder)
        .into_iter()
        .flat_map(|site| [("arrivals", "Arrivals in", site), ("departures", "Departures from", site)])
        .filter_map(|(quantity, verb, site)| Some((verb, builder.lookup.total(quantity, site)?)))
        .collect()
}
