//! Who the people are: shares of the groups among those present or arriving.

use vardar_results::Series;

use crate::builder::{Builder, Section, not_in_this_run};
use crate::numbers::people_with_interval;
use crate::page_data::{Chart, ShareChoice, ShareGroup};
use crate::pool::Detail;

/// The section.
pub(crate) fn nationality(builder: &mut Builder<'_>) -> Section {
    let mut choices = Vec::new();
    for (quantity, verb) in [("present", "Present in"), ("arrivals", "Arrivals in")] {
        let countries = builder.names.countries.clone();
        let mut found: Vec<(f64, ShareChoice)> =
            countries.into_iter().filter_map(|country| choice(builder, quantity, verb, country)).collect();
        found.sort_by(|one, other| other.0.total_cmp(&one.0));
        choices.extend(found.into_iter().map(|(_, choice)| choice));
    }
    let mut body = String::from(
        "<p>Share of each group in the sum of the groups’ medians. The shares have no interval of their own: the values by day give \
         the people of each group with theirs.</p>\n",
    );
    if choices.is_empty() {
        body.push_str(&not_in_this_run("people present or arriving by group"));
    } else {
        let summary = choices.first().map(|choice| choice.summary.clone()).unwrap_or_default();
        body.push_str("<p class=\"controls\"><label>Show <select id=\"shares-choice\"></select></label></p>\n");
        body.push_str(&builder.figure("Shares by group", 3, &summary, Chart::Shares { choices }, ""));
    }
    Section { id: "groups", short: "Groups", title: "Who the people are", body }
}

/// A country and the most people on one day, by which the choices are sorted: the first is shown at first.
fn choice(builder: &mut Builder<'_>, quantity: &str, verb: &str, country: &str) -> Option<(f64, ShareChoice)> {
    let of_country: Vec<&Series> = builder
        .lookup
        .table
        .series
        .iter()
        .filter(|series| series.key.quantity == quantity && series.key.site == country)
        .filter(|series| series.key.channel == "all" && series.key.group != "all")
        .collect();
    let sum = |series: &Series| series.days.iter().map(|day| day.q50).sum::<f64>();
    let mut groups: Vec<(f64, &Series)> =
        of_country.into_iter().map(|series| (sum(series), series)).filter(|(people, _)| *people > 0.0).collect();
    groups.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (day, people) = (0..builder.lookup.table.days)
        .map(|day| (day, groups.iter().filter_map(|(_, series)| series.days.get(day)).map(|value| value.q50).sum::<f64>()))
        .reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let parts: Vec<String> = groups
        .iter()
        .take(4)
        .filter_map(|(_, series)| {
            Some(format!("{}: {}", builder.names.group(&series.key.group), people_with_interval(series.days.get(day)?)))
        })
        .collect();
    if parts.is_empty() {
        return None;
    }
    let label = format!("{verb} {}", builder.names.site(country));
    let summary = format!("{label}; on {}, the day with most: {}.", builder.lookup.date(day), parts.join("; "));
    let groups = groups
        .into_iter()
        .map(|(_, series)| ShareGroup {
            name: builder.names.group(&series.key.group),
            series: builder.pool.add(series, Detail::Interval),
        })
        .collect();
    Some((people, ShareChoice { label, summary, groups }))
}
