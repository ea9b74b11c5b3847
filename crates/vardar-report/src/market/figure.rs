//! Charts of the market: people, crossings and prices over days, weeks and months.

use vardar_results::{Quantiles, SeriesKey};

use super::Market;
use super::periods::{Period, at};
use crate::builder::{Builder, event_list};
use crate::events::Event;
use crate::numbers::{about, interval, peak};
use crate::page_data::{Chart, Steps};
use crate::pool::Detail;

/// What a chart is about.
pub(crate) struct Figure<'s> {
    pub(crate) heading: &'s str,
    /// 3 or 4.
    pub(crate) level: u8,
    pub(crate) unit: &'static str,
    /// What a number counts, in a sentence: `people`; empty for an index.
    pub(crate) noun: &'static str,
    /// Numbers of the events that are marked.
    pub(crate) events: Vec<usize>,
}

/// HTML of a chart of a series of the table; nothing if the table lacks it.
pub(crate) fn daily(builder: &mut Builder<'_>, figure: &Figure<'_>, quantity: &str, site: &str, channel: &str) -> String {
    let Some(series) = builder.lookup.find(quantity, site, channel, "all") else { return String::new() };
    let summary = summary(&series.days, figure.noun, "day", |day| format!("on {}", builder.lookup.date(day)));
    let index = builder.pool.add(series, Detail::Bands);
    bands(builder, figure, index, &summary, None)
}

/// Whether sums are over weeks or months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Every {
    Week,
    Month,
}

/// HTML of a chart of sums over whole weeks or months; nothing if there are none.
pub(crate) fn summed(
    builder: &mut Builder<'_>,
    market: &Market<'_>,
    figure: &Figure<'_>,
    every: Every,
    of: impl Fn(&SeriesKey) -> bool,
) -> String {
    let (periods, word) = match every {
        Every::Week => (&market.weeks, "week"),
        Every::Month => (&market.months, "month"),
    };
    let sums = market.members.sums(of, periods.len(), |day| at(periods, day));
    if sums.is_empty() || !periods.iter().any(|period| period.whole) {
        return String::new();
    }
    let whole = |index: usize| periods.get(index).is_some_and(|period| period.whole);
    let shown: Vec<Quantiles> = sums.iter().enumerate().map(|(index, sum)| if whole(index) { *sum } else { NOT_KNOWN }).collect();
    let summary = summary(&shown, figure.noun, word, |index| {
        let label = periods.get(index).map_or("", |period| period.label.as_str());
        if every == Every::Week { format!("in the {label}") } else { format!("in {label}") }
    });
    let index = builder.pool.add_bands(&held(periods, &shown));
    let starts = periods.iter().filter(|period| period.whole).map(|period| period.days.start).collect();
    bands(builder, figure, index, &summary, Some(Steps { every: word, starts }))
}

/// The summary of a day that is not shown.
pub(crate) const NOT_KNOWN: Quantiles =
    Quantiles { mean: f64::NAN, q05: f64::NAN, q25: f64::NAN, q50: f64::NAN, q75: f64::NAN, q95: f64::NAN };

/// The sum of a period on each of its days: charts over days then show it as a step.
fn held(periods: &[Period], sums: &[Quantiles]) -> Vec<Quantiles> {
    periods.iter().zip(sums).flat_map(|(period, sum)| period.days.clone().map(|_| *sum)).collect()
}

fn bands(builder: &mut Builder<'_>, figure: &Figure<'_>, series: usize, summary: &str, steps: Option<Steps>) -> String {
    let events: Vec<&Event> = builder.events.iter().filter(|event| figure.events.contains(&event.number)).collect();
    let list = event_list(&events);
    let chart = Chart::Bands {
        series,
        unit: figure.unit,
        capacity: Vec::new(),
        events: figure.events.clone(),
        origin: None,
        steps,
        small: true,
    };
    builder.figure(figure.heading, figure.level, summary, chart, &list)
}

/// The highest median and the last one, each with its interval.
pub(crate) fn summary(values: &[Quantiles], noun: &str, every: &str, when: impl Fn(usize) -> String) -> String {
    let noun = if noun.is_empty() { String::new() } else { format!(" {noun}") };
    let Some((day, value)) = peak(values) else {
        let highest = values.iter().map(|value| value.q95).filter(|value| value.is_finite()).fold(0.0, f64::max);
        return format!("The median is zero in every {every} (90\u{a0}% interval at most 0 to {}).", about(highest));
    };
    let told = |value: &Quantiles| format!("{}{noun} ({})", about(value.q50), interval(value));
    let mut text = format!("Highest median of a {every}: {} {}.", told(value), when(day));
    let last = values.iter().enumerate().rev().find(|(_, value)| value.q50.is_finite());
    if let Some((_, value)) = last.filter(|(last, _)| *last != day) {
        text.push_str(&format!(" Last {every}: {}.", told(value)));
    }
    text
}
