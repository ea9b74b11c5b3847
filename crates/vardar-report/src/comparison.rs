//! The page that compares two runs of the same days.

use std::collections::BTreeSet;

use vardar_results::Quantiles;

use crate::builder::{Builder, Section};
use crate::escape::html;
use crate::lookup::Lookup;
use crate::numbers::{self, signed};
use crate::page_data::Chart;
use crate::sections::{facts, period};
use crate::shell::{Page, render};
use crate::{ComparisonReport, Difference, ReportError, Side};

/// Charts drawn for each quantity; the table beneath lists all series.
const CHARTS: usize = 6;

/// Quantities in the order of the page: name in results, anchor, title, unit.
const QUANTITIES: &[(&str, &str, &str, &str)] = &[
    ("stranded", "stranded", "Stranded", "people stranded"),
    ("waiting", "waiting", "Waiting", "people waiting"),
    ("overflow", "overflow", "Without a bed", "people without a bed"),
    ("present", "present", "Present", "people present"),
    ("arrivals", "arrivals", "Arrivals", "people a day"),
    ("departures", "departures", "Departures", "people a day"),
    ("settled", "settled", "Stayed to ask for asylum", "people a day"),
    ("returned", "returned", "Turned back", "people a day"),
    ("completed", "completed", "Reached a destination", "people a day"),
    ("flow", "flow", "Movements on connections", "people a day"),
    ("arrivals_reported", "arrivals-reported", "Arrivals as reported", "people a day"),
    ("departures_reported", "departures-reported", "Departures as reported", "people a day"),
];

/// Makes the page of a comparison: one HTML file that loads nothing.
///
/// # Errors
/// If the tables have different days, or a series or difference has not one value per day.
pub fn comparison_report(input: &ComparisonReport<'_>) -> Result<String, ReportError> {
    let (baseline, alternative) = (&input.baseline, &input.alternative);
    let table = alternative.table;
    if (table.start, table.days) != (baseline.table.start, baseline.table.days) {
        let days = |side: &Side<'_>| format!("{} from {}", numbers::counted(side.table.days, "day", "days"), side.table.start);
        return Err(ReportError::Days { baseline: days(baseline), alternative: days(alternative) });
    }
    for difference in input.differences {
        if difference.days.len() != table.days {
            return Err(ReportError::SeriesLength {
                quantity: difference.key.quantity.clone(),
                site: difference.key.site.clone(),
                found: difference.days.len(),
                expected: table.days,
            });
        }
    }
    let before = Lookup::new(baseline.table)?;
    let mut builder = Builder::new(input.scenario, table)?;
    let quantities: BTreeSet<&str> = input.differences.iter().map(|d| d.key.quantity.as_str()).collect();
    let mut sections = Vec::new();
    for &(quantity, id, title, unit) in QUANTITIES.iter().filter(|(name, ..)| quantities.contains(name)) {
        let mut chosen: Vec<&Difference> = input.differences.iter().filter(|d| d.key.quantity == quantity).collect();
        chosen.sort_by(|one, other| size(&other.total).total_cmp(&size(&one.total)));
        let body = section(&mut builder, input, &before, &chosen, unit);
        sections.push(Section { id, short: title, title, body });
    }
    let runs =
        [baseline, alternative].map(|side| format!("<h3>{}</h3>\n{}", html(side.label), facts(side.run, usize::MAX))).concat();
    sections.push(Section { id: "provenance", short: "Provenance", title: "How this was made", body: runs });
    let title = format!("{} compared with {}", alternative.label, baseline.label);
    let head = head(&title, input, &builder);
    render(&Page { title: &title, head, sections }, &builder.finish(None))
}

/// How far a difference is from zero: the median decides, and the wider interval among equals.
fn size(total: &Quantiles) -> f64 {
    let size = total.q50.abs() + 1e-9 * total.q05.abs().max(total.q95.abs());
    if size.is_finite() { size } else { 0.0 }
}

fn difference_text(total: &Quantiles) -> String {
    format!("{} people (90\u{a0}% interval {} to {})", signed(total.q50), signed(total.q05), signed(total.q95))
}

/// In words whether the members agree on the direction.
fn direction(total: &Quantiles) -> &'static str {
    if total.q05 > 0.0 {
        "more in B"
    } else if total.q95 < 0.0 {
        "fewer in B"
    } else {
        "either way"
    }
}

fn head(title: &str, input: &ComparisonReport<'_>, builder: &Builder<'_>) -> String {
    let mut text = format!(
        "<p class=\"kicker\">Vardar: comparison of two simulation runs</p>\n<h1>{}</h1>\n<p class=\"period\">{}</p>\n\
         <p>A is <b>{}</b>, B is <b>{}</b>. Differences are B − A: above zero means more people in B.</p>\n",
        html(title),
        period(input.alternative.run.period),
        html(input.baseline.label),
        html(input.alternative.label)
    );
    let mut items = String::new();
    for (quantity, _, title, _) in QUANTITIES {
        let largest = input
            .differences
            .iter()
            .filter(|d| d.key.quantity == *quantity && d.key.channel == "all" && d.key.group == "all")
            .filter(|d| d.total.q05 > 0.0 || d.total.q95 < 0.0)
            .reduce(|best, next| if size(&next.total) > size(&best.total) { next } else { best });
        if let Some(difference) = largest {
            let site = builder.names.site(&difference.key.site);
            items.push_str(&format!("<li>{title}: most of all {}, {}.</li>", html(&site), difference_text(&difference.total)));
        }
    }
    if items.is_empty() {
        items.push_str("<li>No difference has a 90\u{a0}% interval that excludes zero.</li>");
    }
    text.push_str(&format!(
        "<div class=\"message\"><h2 id=\"message\">In short</h2><ul>{items}</ul></div>\n\
         <p class=\"caution\"><b>All numbers are estimates of a model.</b> An interval that includes zero means that the members do not \
         agree on the direction. Differences are named above only where nine out of ten members agree.</p>\n"
    ));
    text
}

fn section(
    builder: &mut Builder<'_>,
    input: &ComparisonReport<'_>,
    before: &Lookup<'_>,
    chosen: &[&Difference],
    unit: &'static str,
) -> String {
    let mut body = String::from("<div class=\"grid\">\n");
    for difference in chosen.iter().take(CHARTS) {
        let key = &difference.key;
        let baseline = before.find(&key.quantity, &key.site, &key.channel, &key.group);
        let alternative = builder.lookup.find(&key.quantity, &key.site, &key.channel, &key.group);
        let chart = Chart::Difference {
            series: builder.pool.add_bands(&difference.days),
            baseline: baseline.map(|series| builder.pool.add_interval(&series.days)),
            alternative: alternative.map(|series| builder.pool.add_interval(&series.days)),
            labels: [format!("A: {}", input.baseline.label), format!("B: {}", input.alternative.label)],
            unit,
        };
        let heading = name(builder, difference);
        let summary = format!("Over the period: {}, {}.", difference_text(&difference.total), direction(&difference.total));
        body.push_str(&builder.figure(&heading, 3, &summary, chart, ""));
    }
    body.push_str("</div>\n");
    let rows: String = chosen
        .iter()
        .map(|difference| {
            let total = &difference.total;
            format!(
                "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td class=\"number\">{} to {}</td><td>{}</td></tr>\n",
                html(&name(builder, difference)),
                signed(total.q50),
                signed(total.q05),
                signed(total.q95),
                direction(total)
            )
        })
        .collect();
    body.push_str(&format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Differences: {unit}\"><table>\
         <caption>Difference over the period, the largest first</caption><thead><tr><th scope=\"col\">Series</th>\
         <th scope=\"col\">Median, B − A</th><th scope=\"col\">90\u{a0}% interval</th><th scope=\"col\">Direction</th></tr></thead>\n\
         <tbody>{rows}</tbody></table></div>\n"
    ));
    body
}

/// Site, with channel and group where they are not all.
fn name(builder: &Builder<'_>, difference: &Difference) -> String {
    let key = &difference.key;
    let mut name = builder.names.site(&key.site);
    if key.channel != "all" {
        name.push_str(&format!(", {}", key.channel));
    }
    if key.group != "all" {
        name.push_str(&format!(", {}", builder.names.group(&key.group)));
    }
    name
}
