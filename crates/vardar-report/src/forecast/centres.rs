//! Centres: the chance, place by place and day by day, that more people are present than there are beds.

use super::ahead::{Fan, fan};
use super::{CentreRisk, ForecastReport, LIKELY_FULL};
use crate::builder::{Builder, Section, not_in_this_run};
use crate::capacity;
use crate::escape::html;
use crate::legend::{Marks, legend};
use crate::numbers::{counted, day_and_month, people, percent};

/// Centres whose chance stays below this on every day are named in one sentence.
const SLIGHT: f64 = 0.01;

/// A centre with beds, and its highest chance.
pub(crate) struct Risk<'a> {
    pub(crate) centre: &'a CentreRisk,
    pub(crate) beds: u32,
    pub(crate) highest: f64,
    /// Day ahead of the highest chance, from 1.
    pub(crate) day: usize,
}

/// The centres whose beds are known, those most at risk first; of equal ones the one sooner at risk, then by id.
pub(crate) fn by_risk<'a>(centres: &'a [CentreRisk]) -> Vec<Risk<'a>> {
    let risk = |centre: &'a CentreRisk| {
        let (highest, day) = centre.highest()?;
        Some(Risk { centre, beds: centre.beds?, highest, day })
    };
    let mut found: Vec<Risk<'a>> = centres.iter().filter_map(risk).collect();
    let total = |risk: &Risk<'_>| risk.centre.above_beds.iter().sum::<f64>();
    found.sort_by(|a, b| {
        let by_chance = b.highest.total_cmp(&a.highest).then_with(|| total(b).total_cmp(&total(a)));
        by_chance.then_with(|| a.centre.place.cmp(&b.centre.place))
    });
    found
}

/// The section.
pub(crate) fn centres(builder: &mut Builder<'_>, input: &ForecastReport<'_>) -> Section {
    let risks = by_risk(input.centres);
    let mut body = String::new();
    if risks.is_empty() {
        body.push_str(&not_in_this_run("places with a known number of beds"));
    } else {
        body.push_str(
            "<p>The chance that more people are present at the end of a day than the place has beds, as known on the day of the forecast: \
             the share of the members in which it is so. Beds keep nobody out: people above them have none.</p>\n",
        );
        body.push_str(&table(builder, input, &risks));
        body.push_str(&fans(builder, input, &risks));
    }
    let unknown: Vec<String> =
        input.centres.iter().filter(|centre| centre.beds.is_none()).map(|centre| builder.names.site(&centre.place)).collect();
    if !unknown.is_empty() {
        body.push_str(&format!(
            "<details><summary>{} with beds whose number was not known</summary><p>{}</p></details>\n",
            counted(unknown.len(), "place", "places"),
            html(&unknown.join("; "))
        ));
    }
    Section { id: "centres", short: "Centres", title: "Centres: people and beds", body }
}

fn table(builder: &Builder<'_>, input: &ForecastReport<'_>, risks: &[Risk<'_>]) -> String {
    let shown: Vec<&Risk<'_>> = risks.iter().filter(|risk| risk.highest >= SLIGHT).collect();
    let slight: Vec<String> =
        risks.iter().filter(|risk| risk.highest < SLIGHT).map(|risk| builder.names.site(&risk.centre.place)).collect();
    let mut text = String::new();
    if !shown.is_empty() {
        let heads: String = (1..=input.facts.horizon)
            .map(|ahead| format!("<th scope=\"col\" class=\"number\">{}</th>", day_and_month(input.facts.day(ahead))))
            .collect();
        let rows: String = shown
            .iter()
            .map(|risk| {
                let cells: String = risk
                    .centre
                    .above_beds
                    .iter()
                    .map(|chance| format!("<td class=\"number {}\">{}</td>", shade(*chance), html(&percent(*chance))))
                    .collect();
                format!(
                    "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td>{cells}</tr>\n",
                    html(&builder.names.site(&risk.centre.place)),
                    people(f64::from(risk.beds))
                )
            })
            .collect();
        text.push_str(&format!(
            "<div class=\"scroll whole\" tabindex=\"0\" role=\"region\" aria-label=\"Chance of more people than beds\"><table class=\"heat\">\
             <caption>Chance of more people than beds at the end of the day, per cent; most at risk first</caption>\
             <thead><tr><th scope=\"col\">Place</th><th scope=\"col\" class=\"number\">Beds</th>{heads}</tr></thead>\n\
             <tbody>{rows}</tbody></table></div>\n"
        ));
    }
    if !slight.is_empty() {
        let others = if shown.is_empty() { "" } else { "other " };
        text.push_str(&format!(
            "<details><summary>Below 1\u{a0}% on every day: {others}{}</summary><p>{}</p></details>\n",
            counted(slight.len(), "place", "places"),
            html(&slight.join("; "))
        ));
    }
    text
}

/// Style of a cell: darker for more, the number is in it too.
fn shade(chance: f64) -> &'static str {
    match chance {
        c if c < 0.05 => "none",
        c if c < LIKELY_FULL => "slight",
        c if c < 0.5 => "some",
        c if c < 0.8 => "high",
        _ => "near-certain",
    }
}

fn fans(builder: &mut Builder<'_>, input: &ForecastReport<'_>, risks: &[Risk<'_>]) -> String {
    let likely: Vec<&Risk<'_>> = risks.iter().filter(|risk| risk.highest >= LIKELY_FULL).collect();
    let limit = percent(LIKELY_FULL);
    if likely.is_empty() {
        return format!("<p>No place has a chance of {limit}\u{a0}% or more on any day.</p>\n");
    }
    let mut text = format!("<h3>People present where the chance is {limit}\u{a0}% or more on some day</h3>\n");
    text.push_str(&legend(Marks { counted: true, beds: true, ..Marks::default() }));
    text.push_str("<div class=\"grid fans\">\n");
    let table = builder.lookup.table;
    for risk in likely {
        let id = &risk.centre.place;
        let Some(series) = builder.lookup.total("present", id) else { continue };
        let place = input.scenario.places.iter().find(|place| place.id == *id);
        let capacity = place.map(|place| capacity::steps(input.scenario, place, table.start, table.days)).unwrap_or_default();
        let heading = builder.names.site(id);
        let remark = format!(
            "{} beds. Highest chance of more people: {}\u{a0}% on day {}. ",
            people(f64::from(risk.beds)),
            percent(risk.highest),
            risk.day
        );
        text.push_str(&fan(
            builder,
            input.facts,
            Fan { heading: &heading, series, unit: "people present", capacity, remark, counted: true },
        ));
    }
    text.push_str("</div>\n");
    text
}
