//! What a forecast was made from: border rules in force and announced, the last counts, and doubts about them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use vardar_scenario::{ObservedQuantity, RegimeEntry};

use super::weekdays::weekdays;
use super::{ForecastReport, LastCount};
use crate::builder::{Builder, Section};
use crate::escape::html;
use crate::events::{border_name, in_force, rule};
use crate::numbers::{self, counted, people};

/// The section.
pub(crate) fn known(builder: &Builder<'_>, input: &ForecastReport<'_>) -> Section {
    let origin = input.facts.origin;
    let date = numbers::date(origin);
    let mut body = format!(
        "<p>The forecast rests on this and on nothing later. Rules count from the day of their announcement: what was announced after \
         {date} is not here.</p>\n<h3>Border rules announced to change</h3>\n"
    );
    let coming = announced(input);
    if coming.is_empty() {
        body.push_str(&format!("<p>On {date} no change was announced for a later day.</p>\n"));
    } else {
        body.push_str(&rules(builder, &coming, "Rules announced to take effect later"));
    }
    body.push_str("<h3>Border rules in force</h3>\n");
    let current = current(input);
    if current.is_empty() {
        body.push_str("<p>No border had a rule of its own: all were open.</p>\n");
    } else {
        body.push_str("<p>Borders that are not listed were open.</p>\n");
        body.push_str(&rules(builder, &current, &format!("Rules in force on {date}")));
    }
    body.push_str("<h3>Last counts used</h3>\n");
    body.push_str(&last_counts(builder, input));
    body.push_str(&weekdays(builder, input.weekdays));
    body.push_str("<h3>What looks wrong in the counts</h3>\n");
    if input.warnings.is_empty() {
        body.push_str("<p>Nothing: no long gap, no long run of equal numbers, no week in what looks like another unit.</p>\n");
    } else {
        let items: String = input.warnings.iter().map(|warning| format!("<li>{}</li>", html(warning))).collect();
        body.push_str(&format!("<div class=\"warning\"><p>None of it has been corrected:</p><ul>{items}</ul></div>\n"));
    }
    Section { id: "known", short: "Known", title: "What was known on the day", body }
}

/// Entries announced by the origin that take effect after it, by date.
pub(crate) fn announced<'a>(input: &ForecastReport<'a>) -> Vec<&'a RegimeEntry> {
    let origin = input.facts.origin;
    let mut coming: Vec<&RegimeEntry> =
        input.scenario.borders.iter().filter(|entry| entry.announced <= origin && entry.effective > origin).collect();
    coming.sort_by_key(|entry| (entry.effective, entry.announced));
    coming
}

/// The entry in force of every border, by border.
fn current<'a>(input: &ForecastReport<'a>) -> Vec<&'a RegimeEntry> {
    let origin = input.facts.origin;
    let mut by_border: BTreeMap<&str, Vec<&RegimeEntry>> = BTreeMap::new();
    for entry in input.scenario.borders.iter().filter(|entry| entry.announced <= origin) {
        by_border.entry(&entry.border).or_default().push(entry);
    }
    by_border.into_values().filter_map(|entries| in_force(entries.into_iter(), origin)).collect()
}

fn rules(builder: &Builder<'_>, entries: &[&RegimeEntry], caption: &str) -> String {
    let rows: String = entries
        .iter()
        .map(|entry| {
            format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"date\">{}</td><td class=\"date\">{}</td></tr>\n",
                html(&border_name(&entry.border, &builder.names)),
                html(&rule(&entry.regime)),
                entry.effective,
                entry.announced
            )
        })
        .collect();
    format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table><caption>{caption}</caption><thead><tr>\
         <th scope=\"col\">Border</th><th scope=\"col\">Rule</th><th scope=\"col\">In force from</th><th scope=\"col\">Announced</th></tr>\
         </thead>\n<tbody>{rows}</tbody></table></div>\n"
    )
}

fn last_counts(builder: &Builder<'_>, input: &ForecastReport<'_>) -> String {
    if input.last_counts.is_empty() {
        return "<p>Nothing had been counted.</p>\n".to_owned();
    }
    let mut counts: Vec<&LastCount> = input.last_counts.iter().collect();
    // Flows before people present; of each the oldest first, for an old count is what the reader has to know.
    counts.sort_by_key(|count| (count.quantity == ObservedQuantity::Present, count.date));
    let rows: String = counts
        .iter()
        .map(|count| {
            let what = match count.quantity {
                ObservedQuantity::Arrivals => "arrivals",
                ObservedQuantity::Departures => "departures",
                ObservedQuantity::Present => "people present",
            };
            format!(
                "<tr><th scope=\"row\">{}</th><td>{what}</td><td class=\"number\">{}</td><td class=\"date\">{}</td>\
                 <td class=\"number\">{}</td></tr>\n",
                html(&builder.names.site(&count.site)),
                people(count.people),
                count.date,
                age(input.facts.origin, count.date)
            )
        })
        .collect();
    format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Last counts used\"><table><caption>The last count of each series, \
         flows first, the oldest first</caption><thead><tr><th scope=\"col\">Where</th><th scope=\"col\">What</th><th scope=\"col\" \
         class=\"number\">People</th><th scope=\"col\">Counted on</th><th scope=\"col\" class=\"number\">Age</th></tr></thead>\n\
         <tbody>{rows}</tbody></table></div>\n"
    )
}

fn age(origin: Date, date: Date) -> String {
    match usize::try_from((origin - date).get_days()) {
        Ok(0) => "same day".to_owned(),
        Ok(days) => counted(days, "day", "days"),
        Err(_) => "–".to_owned(),
    }
}
