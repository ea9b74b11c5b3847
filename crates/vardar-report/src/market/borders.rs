//! The market at each border, one border at a time, in the order of their names: no other order may ever be shown.

use super::Market;
use super::figure::{Every, Figure, daily, summed};
use crate::builder::{Builder, Section, event_list};
use crate::escape::html;
use crate::events::{Event, border_name};
use crate::legend::{Marks, legend, pair_legend};
use crate::numbers::{about, interval, peak};
use crate::page_data::Chart;
use crate::pool::Detail;

const INTRODUCTION: &str = "<p>Price of an irregular crossing, what people ask for and what smugglers can arrange, people detected and returned \
    to the near side, and crossings that the law calls smuggling of migrants. A person can be returned, and can cross with smugglers, \
    more than once. Borders are in the order of their names. <b>Nothing here says where a crossing is likely to succeed:</b> returns are not \
    persons and not everybody crosses with smugglers, so that the numbers must not be divided by one another.</p>\n";

const SIDES: [&str; 2] = ["Demand", "Supply"];

/// The section.
pub(crate) fn borders(builder: &mut Builder<'_>, market: &Market<'_>) -> Section {
    let mut found: Vec<(String, String)> = builder
        .lookup
        .table
        .series
        .iter()
        .map(|series| &series.key)
        .filter(|key| key.quantity == "price_index" && key.channel == "irregular" && key.group == "all")
        .map(|key| (border_name(&key.site, &builder.names), key.site.clone()))
        .collect();
    found.sort();
    let options: String = found.iter().map(|(name, _)| format!("<option>{}</option>", html(name))).collect();
    let mut body = format!(
        "{INTRODUCTION}<p class=\"controls\" hidden><label>Border <select data-panels=\"border\">{options}</select></label></p>\n{}{}",
        legend(Marks { events: true, ..Marks::default() }),
        pair_legend(SIDES)
    );
    for (name, site) in &found {
        let figures = panel(builder, market, site);
        body.push_str(&format!(
            "<div class=\"panel\" data-panel=\"border\"><h3>{}</h3>\n<div class=\"grid small\">\n{figures}</div></div>\n",
            html(name)
        ));
    }
    Section { id: "borders", short: "Borders", title: "Smuggling at each border", body }
}

fn panel(builder: &mut Builder<'_>, market: &Market<'_>, site: &str) -> String {
    let events = events_at(builder, site);
    let figure = |heading, unit, noun| Figure { heading, level: 4, unit, noun, events: events.clone() };
    let at = |quantity: &'static str| {
        move |key: &vardar_results::SeriesKey| key.quantity == quantity && key.site == site && key.group == "all"
    };
    let mut figures =
        daily(builder, &figure("Price of a crossing", "index, first day = 100", ""), "price_index", site, "irregular");
    figures.push_str(&demand_and_supply(builder, site, &events));
    let returned = figure("Detected and returned, by week", "returns a week", "returns");
    figures.push_str(&summed(builder, market, &returned, Every::Week, at("returned")));
    let smuggled = figure("Smuggled crossings, by month", "crossings a month", "crossings");
    figures.push_str(&summed(builder, market, &smuggled, Every::Month, at("smuggled")));
    figures
}

/// Numbers of the events at a border: of the pair itself, and of links and corridors between its two countries.
fn events_at(builder: &Builder<'_>, site: &str) -> Vec<usize> {
    let Some((one, other)) = site.split_once('-') else { return Vec::new() };
    let joins = |event: &&Event| [one, other].iter().all(|code| event.countries.iter().any(|country| country == code));
    builder.events.iter().filter(joins).map(|event| event.number).collect()
}

fn demand_and_supply(builder: &mut Builder<'_>, site: &str, events: &[usize]) -> String {
    let find = |quantity| builder.lookup.find(quantity, site, "irregular", "all");
    let (Some(demand), Some(supply)) = (find("demand"), find("supply")) else { return String::new() };
    let highest = match peak(&demand.days) {
        Some((day, value)) => {
            let on_that_day = supply.days.get(day).copied().unwrap_or_default();
            format!(
                "Highest median of demand: {} people a day ({}) on {}; supply on that day: {} crossings a day ({}).",
                about(value.q50),
                interval(value),
                builder.lookup.date(day),
                about(on_that_day.q50),
                interval(&on_that_day)
            )
        }
        None => "The median of demand is zero on every day; the values by day give its interval.".to_owned(),
    };
    let shown: Vec<&Event> = builder.events.iter().filter(|event| events.contains(&event.number)).collect();
    let list = event_list(&shown);
    let chart = Chart::Pair {
        series: [builder.pool.add(demand, Detail::Interval), builder.pool.add(supply, Detail::Interval)],
        labels: SIDES,
        unit: "people, crossings a day",
        events: events.to_vec(),
    };
    builder.figure("Demand and supply", 4, &highest, chart, &list)
}
