//! The head of a forecast's page: for which days, from which, and what matters most.

use super::centres::by_risk;
use super::held_up::stranded;
use super::known::announced;
use super::{ForecastFacts, ForecastReport, LIKELY_FULL};
use crate::builder::Builder;
use crate::escape::html;
use crate::events::{border_name, rule};
use crate::numbers::{self, counted, people, percent, weekday};
use crate::sections::few_members;
use jiff::civil::Date;

/// Centres and rules named one by one.
const NAMED: usize = 4;

impl ForecastFacts {
    /// The day so many days ahead.
    pub(crate) fn day(&self, ahead: usize) -> Date {
        self.origin.saturating_add(jiff::Span::new().days(i64::try_from(ahead).unwrap_or(0)))
    }
}

/// HTML of the head; `name` is plain text.
pub(crate) fn head(name: &str, builder: &Builder<'_>, input: &ForecastReport<'_>) -> String {
    let facts = input.facts;
    let mut text = format!(
        "<p class=\"kicker\">Vardar: forecast</p>\n<h1>{}</h1>\n<p class=\"period\">{}, from {} to {}, with what was known at the end of \
         <b>{}, {}</b></p>\n",
        html(name),
        counted(facts.horizon, "day", "days"),
        weekday(facts.day(1)),
        numbers::date(facts.day(facts.horizon)),
        facts.origin.strftime("%A"),
        numbers::date(facts.origin)
    );
    text.push_str(&few_members(facts.members));
    let mut items = held_up(builder, facts);
    items.extend(full_centres(builder, input));
    items.extend(coming_rules(builder, input));
    if !input.warnings.is_empty() {
        let remarks = counted(input.warnings.len(), "remark", "remarks");
        items.push(format!("Look at the counts before leaning on this: <a href=\"#known\">{remarks} on what looks wrong</a>."));
    }
    let items: String = items.iter().map(|item| format!("<li>{item}</li>")).collect();
    text.push_str(&format!(
        "<div class=\"head-columns\"><div class=\"message\"><h2 id=\"message\">In short</h2><ul>{items}</ul></div>\n"
    ));
    text.push_str(
        "<p class=\"caution\"><b>All numbers are estimates of a model.</b> Each comes with the interval in which nine out of ten counts \
         should lie. A border that has just closed without a known end may open again within days, one with a known end \
         may stay closed for longer, and on the first day of an announced closure some still pass: the bands hold all of this. Borders that \
         close or slow down without a word are foreseen only as a chance, and weather not at all: when the rules of the day change, \
         make the forecast again.</p></div>\n",
    );
    text
}

/// How many people are stranded on the last day, where there are most.
fn held_up(builder: &Builder<'_>, facts: &ForecastFacts) -> Vec<String> {
    let last = |series: &&vardar_results::Series| series.days.last().map_or(0.0, |day| day.q50);
    let (many, _) = stranded(builder);
    let mut found: Vec<(String, vardar_results::Quantiles)> = many
        .into_iter()
        .filter(|series| last(series) >= 1.0)
        .filter_map(|series| Some((html(&builder.names.site(&series.key.site)), *series.days.last()?)))
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by(|a, b| b.1.q50.total_cmp(&a.1.q50));
    let named: Vec<String> = found
        .iter()
        .take(NAMED)
        .map(|(country, day)| format!("{country} {} ({} to {})", people(day.q50), people(day.q05), people(day.q95)))
        .collect();
    vec![format!(
        "<a href=\"#held-up\">Stranded</a> at the end of {}, with the 90\u{a0}% interval: {}.",
        numbers::date(facts.day(facts.horizon)),
        named.join("; ")
    )]
}

fn full_centres(builder: &Builder<'_>, input: &ForecastReport<'_>) -> Vec<String> {
    let risks = by_risk(input.centres);
    let limit = percent(LIKELY_FULL);
    let likely: Vec<_> = risks.iter().filter(|risk| risk.highest >= LIKELY_FULL).collect();
    if risks.is_empty() {
        return Vec::new();
    }
    if likely.is_empty() {
        let places = counted(risks.len(), "place", "places");
        return vec![format!(
            "None of {places} with known beds has a chance of {limit}\u{a0}% or more of having too few of them on any day."
        )];
    }
    let named: Vec<String> = likely
        .iter()
        .take(NAMED)
        .map(|risk| {
            let place = html(&builder.names.site(&risk.centre.place));
            format!(
                "{place} ({} beds): {}\u{a0}% on day {}",
                people(f64::from(risk.beds)),
                html(&percent(risk.highest)),
                risk.day
            )
        })
        .collect();
    let more = likely.len().saturating_sub(NAMED);
    let others = if more == 0 { String::new() } else { format!("; and {more} more") };
    vec![format!(
        "<a href=\"#centres\">{} of {}</a> with known beds may have more people than beds (chance {limit}\u{a0}% or more on some day). Highest \
         chances: {}{others}.",
        likely.len(),
        counted(risks.len(), "place", "places"),
        named.join("; ")
    )]
}

fn coming_rules(builder: &Builder<'_>, input: &ForecastReport<'_>) -> Vec<String> {
    let coming = announced(input);
    if coming.is_empty() {
        return vec!["No change of a border rule was announced for a later day.".to_owned()];
    }
    let named: Vec<String> = coming
        .iter()
        .take(NAMED)
        .map(|entry| {
            let border = border_name(&entry.border, &builder.names);
            format!("{}: {} from {}", html(&border), html(&rule(&entry.regime)), numbers::date(entry.effective))
        })
        .collect();
    let more = coming.len().saturating_sub(NAMED);
    let others = if more == 0 { String::new() } else { format!("; and {more} more") };
    vec![format!("<a href=\"#known\">Announced border rules</a>: {}{others}.", named.join("; "))]
}
