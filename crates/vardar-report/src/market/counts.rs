//! Irregular arrivals since the closure against what countries counted.

use vardar_results::{Quantiles, Series, SeriesKey};

use super::Market;
use super::cells::{estimate, row, table};
use super::figure::NOT_KNOWN;
use crate::builder::{Builder, event_list};
use crate::events::Event;
use crate::legend::{Marks, legend, pair_legend};
use crate::numbers::{counted, interval, people, people_with_interval};
use crate::page_data::Chart;

const LABELS: [&str; 2] = ["Irregular arrivals", "All arrivals"];

/// A country with counts since the closure.
struct Country<'a> {
    code: &'a str,
    irregular: &'a Series,
    all: &'a Series,
    /// Counts by day, none before the closure.
    observed: Vec<Option<f64>>,
    days: usize,
    people: f64,
    /// Irregular and all arrivals of the days that have a count.
    on_counted_days: [Quantiles; 2],
    /// Irregular arrivals of all days since the closure.
    since: Quantiles,
}

/// HTML of the comparison, with its heading; empty without a closure, members or counts.
pub(crate) fn against_counts(builder: &mut Builder<'_>, market: &Market<'_>) -> String {
    let Some(closed) = market.closure.day else { return String::new() };
    let codes = builder.names.countries.clone();
    let countries: Vec<Country<'_>> = codes.into_iter().filter_map(|code| country(builder, market, code, closed)).collect();
    if countries.is_empty() {
        return String::new();
    }
    let days = builder.lookup.table.days;
    let (from, to) = (builder.lookup.date(closed), builder.lookup.date(days - 1));
    let drawn: Vec<&Country<'_>> = countries.iter().filter(|country| country.people > 0.0).collect();
    let mut body = format!(
        "<h3>Irregular arrivals against counts, {from} to {to}</h3>\n<p>From {from} on, the day on which most borders closed for good. What a \
         country counts then is people whom its authorities registered or detected: not everybody who came, and a count of zero does not \
         say that nobody came. Where the scenario keeps a border open, regular arrivals are among the counts too, and the chart shows all \
         arrivals beside the irregular ones.</p>\n"
    );
    if !drawn.is_empty() {
        body.push_str(&legend(Marks { counted: true, events: true, ..Marks::default() }));
        if drawn.iter().any(|country| country.is_mixed()) {
            body.push_str(&pair_legend(LABELS));
        }
        body.push_str("<div class=\"grid three\">\n");
        for country in drawn {
            body.push_str(&chart(builder, country, &market.closure.events, closed));
        }
        body.push_str("</div>\n");
    }
    let rows: String = countries
        .iter()
        .map(|country| {
            let [irregular, all] = &country.on_counted_days;
            let counts = format!(
                "<td class=\"number\">{}</td><td class=\"number\">{}</td>",
                people(country.people),
                people(country.days as f64)
            );
            let cells = [estimate(Some(&country.since)), estimate(Some(irregular)), estimate(Some(all)), counts].concat();
            row(&builder.names.site(country.code), &cells)
        })
        .collect();
    body.push_str(&table(
        &format!("Arrivals from {from} to {to}: median with 90 % interval, and counts; in the order of the route"),
        "Country",
        &["Irregular", "Irregular, days with a count", "All, days with a count", "Counted", "Days with a count"],
        &rows,
    ));
    body
}

impl Country<'_> {
    /// True if most people came regularly in the model: the counts cannot be held against irregular arrivals alone.
    fn is_mixed(&self) -> bool {
        let [irregular, all] = &self.on_counted_days;
        all.q50 > 2.0 * irregular.q50
    }
}

fn country<'a>(builder: &Builder<'a>, market: &Market<'_>, code: &'a str, closed: usize) -> Option<Country<'a>> {
    let irregular = builder.lookup.find("arrivals", code, "irregular", "all")?;
    let all = builder.lookup.total("arrivals", code)?;
    let reported = builder.lookup.total("arrivals_reported", code)?;
    let observed: Vec<Option<f64>> =
        reported.observed.iter().enumerate().map(|(day, count)| count.filter(|_| day >= closed)).collect();
    let sum = |channel: &str, on: &(dyn Fn(usize) -> bool + Sync)| {
        let of = |key: &SeriesKey| key.quantity == "arrivals" && key.site == code && key.channel == channel && key.group == "all";
        market.members.sums(of, 1, |day| on(day).then_some(0)).first().copied()
    };
    let has_count = |day: usize| observed.get(day).copied().flatten().is_some();
    let on_counted_days = [sum("irregular", &has_count)?, sum("all", &has_count)?];
    let since = sum("irregular", &|day| day >= closed)?;
    let (days, people) = observed.iter().flatten().fold((0, 0.0), |(days, people), count| (days + 1, people + count));
    if days == 0 || since.q95 == 0.0 {
        return None;
    }
    Some(Country { code, irregular, all, observed, days, people, on_counted_days, since })
}

fn chart(builder: &mut Builder<'_>, country: &Country<'_>, events: &[usize], closed: usize) -> String {
    let from = builder.lookup.date(closed);
    let [irregular, all] = &country.on_counted_days;
    let mixed = country.is_mixed();
    let mut summary = format!(
        "Since {from}, on {} with a count: irregular arrivals {}",
        counted(country.days, "day", "days"),
        people_with_interval(irregular)
    );
    if mixed {
        summary.push_str(&format!(", all arrivals {} ({})", crate::numbers::about(all.q50), interval(all)));
    }
    summary.push_str(&format!("; counted {}.", people(country.people)));
    let first = builder.pool.add_observed(&country.irregular.days, &country.observed);
    let shown: Vec<&Event> = builder.events.iter().filter(|event| events.contains(&event.number)).collect();
    let list = event_list(&shown);
    let (unit, events) = ("people a day", events.to_vec());
    let chart = if mixed {
        // What came regularly before the closure would hide what comes after it.
        let since: Vec<Quantiles> =
            country.all.days.iter().enumerate().map(|(day, value)| if day < closed { NOT_KNOWN } else { *value }).collect();
        let second = builder.pool.add_interval(&since);
        Chart::Pair { series: [first, second], labels: LABELS, unit, events }
    } else {
        Chart::Bands { series: first, unit, capacity: Vec::new(), events, origin: None, steps: None, small: true }
    };
    let heading = builder.names.site(country.code);
    builder.figure(&heading, 4, &summary, chart, &list)
}
