//! A forecast series as a fan chart with its numbers beside it.

use vardar_results::Series;

use super::{ForecastFacts, SHOWN_DAYS};
use crate::builder::Builder;
use crate::numbers::{people, weekday};
use crate::page_data::Chart;
use crate::pool::Detail;

/// What a fan is about.
pub(crate) struct Fan<'a> {
    pub(crate) heading: &'a str,
    pub(crate) series: &'a Series,
    pub(crate) unit: &'static str,
    /// See [`crate::capacity::steps`].
    pub(crate) capacity: Vec<(usize, Option<u32>)>,
    /// Sentence before the general summary, plain text; may be empty.
    pub(crate) remark: String,
    /// False for what no body counts.
    pub(crate) counted: bool,
}

/// HTML of a fan with a table of the median and 90 % interval of some days ahead.
pub(crate) fn fan(builder: &mut Builder<'_>, facts: &ForecastFacts, fan: Fan<'_>) -> String {
    let first = fan.series.days.len() - facts.horizon;
    let last = if fan.counted { last_count(builder, fan.series, first) } else { "Nobody counts them.".to_owned() };
    let summary = format!("{}{last}", fan.remark);
    let chart = Chart::Bands {
        series: builder.pool.add(fan.series, Detail::Bands),
        unit: fan.unit,
        capacity: fan.capacity,
        events: Vec::new(),
        origin: Some(first - 1),
        steps: None,
        small: true,
    };
    let table = table(facts, fan.series, fan.unit);
    builder.figure_beside(fan.heading, 3, &summary, chart, &table)
}

fn table(facts: &ForecastFacts, series: &Series, unit: &str) -> String {
    let first = series.days.len() - facts.horizon;
    let rows: String = SHOWN_DAYS
        .iter()
        .filter_map(|ahead| Some((ahead, series.days.get(first + ahead - 1)?)))
        .map(|(ahead, day)| {
            format!(
                "<tr><th scope=\"row\">day {ahead}<br><span class=\"date\">{}</span></th><td class=\"number\">{}</td>\
                 <td class=\"number\">{} to {}</td></tr>",
                weekday(facts.day(*ahead)),
                people(day.q50),
                people(day.q05),
                people(day.q95)
            )
        })
        .collect();
    format!(
        "<table class=\"ahead\"><caption>{unit}</caption><thead><tr><th scope=\"col\">Day</th><th scope=\"col\" class=\"number\">Median</th>\
         <th scope=\"col\" class=\"number\">90\u{a0}% interval</th></tr></thead><tbody>{rows}</tbody></table>"
    )
}

/// What was counted last, as far as the chart goes back.
fn last_count(builder: &Builder<'_>, series: &Series, known_days: usize) -> String {
    let counted = series.observed.iter().take(known_days).enumerate().rev();
    match counted.filter_map(|(day, count)| Some((day, (*count)?))).next() {
        Some((day, count)) => format!("Last count: {} on {}.", people(count), builder.lookup.date(day)),
        None => format!("No count in the {known_days} days before the forecast."),
    }
}
