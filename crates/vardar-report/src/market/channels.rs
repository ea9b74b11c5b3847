//! Regular and irregular arrivals in each country, by month.

use vardar_results::Quantiles;

use super::bars::{irregular_alone, stacked};
use super::cells::{estimate, row, table};
use super::counts::against_counts;
use super::periods::at;
use super::{Market, figure};
use crate::builder::{Builder, Section, frame, not_in_this_run};

const INTRODUCTION: &str = "<p>People who came over a border into a country: regularly, that is over a border that let them pass, or irregularly. \
    Somebody who came irregularly and goes on over a border that is open is a regular arrival in the next country. Bars are medians; the \
    upright line in a bar is the 90\u{a0}% interval of the irregular arrivals. The second drawing shows these alone, at a scale of their own; the \
    table has the interval of both.</p>\n";

const LEGEND: &str = "<ul class=\"legend\" aria-label=\"Legend\">\
    <li><svg width=\"32\" height=\"16\" aria-hidden=\"true\"><rect class=\"regular-part\" x=\"4\" y=\"2\" width=\"24\" height=\"12\"/></svg>regular, \
    on top</li><li><svg width=\"32\" height=\"16\" aria-hidden=\"true\"><rect class=\"irregular-part\" x=\"4\" y=\"2\" width=\"24\" height=\"12\"/></svg>\
    irregular, below</li><li><svg width=\"32\" height=\"16\" aria-hidden=\"true\"><line class=\"whisker ink\" x1=\"16\" x2=\"16\" y1=\"1\" \
    y2=\"15\"/></svg>90\u{a0}% interval of irregular</li></ul>\n";

/// The section.
pub(crate) fn channels(builder: &mut Builder<'_>, market: &Market<'_>) -> Section {
    let mut body = String::from(INTRODUCTION);
    let countries = builder.names.countries.clone();
    let figures: String = countries.iter().filter_map(|country| split(builder, market, country)).collect();
    if figures.is_empty() {
        body.push_str(&not_in_this_run("regular and irregular arrivals by month"));
    } else {
        body.push_str(&format!("{LEGEND}<div class=\"grid fans\">\n{figures}</div>\n"));
    }
    body.push_str(&against_counts(builder, market));
    Section { id: "channels", short: "Channels", title: "Regular and irregular arrivals", body }
}

/// Drawing and table of a country; nothing if nobody ever arrives irregularly or the run has no such numbers.
fn split(builder: &Builder<'_>, market: &Market<'_>, country: &str) -> Option<String> {
    let by_month = |channel: &str| {
        let of = |key: &vardar_results::SeriesKey| {
            key.quantity == "arrivals" && key.site == country && key.channel == channel && key.group == "all"
        };
        market.members.sums(of, market.months.len(), |day| at(&market.months, day))
    };
    let (regular, irregular) = (by_month("regular"), by_month("irregular"));
    let some = |sums: &[Quantiles]| sums.iter().any(|sum| sum.q95 > 0.0);
    if regular.is_empty() || irregular.is_empty() || !some(&irregular) {
        return None;
    }
    let id = format!("split-{}", crate::escape::html(country));
    let name = builder.names.site(country);
    let label = |index: usize| market.months.get(index).map_or(String::new(), |month| format!("in {}", month.label));
    let summary = format!("Irregular arrivals. {}", figure::summary(&irregular, "people", "month", label));
    let rows: String = market
        .months
        .iter()
        .zip(regular.iter().zip(&irregular))
        .map(|(month, (regular, irregular))| row(&month.label, &[estimate(Some(regular)), estimate(Some(irregular))].concat()))
        .collect();
    let numbers = table(&format!("{name}: median and 90 % interval"), "Month", &["Regular", "Irregular"], &rows);
    let both = stacked(&id, &market.months, &irregular, &regular);
    let alone = irregular_alone(&id, &market.months, &irregular);
    Some(frame(&id, &name, 3, &summary, &format!("<div class=\"split\"><div>{both}{alone}</div>{numbers}</div>")))
}
