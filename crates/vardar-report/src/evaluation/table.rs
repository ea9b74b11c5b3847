//! Every mean score, by series, days ahead and model.

use super::words::{bin, bins, model, series};
use super::{EvaluationReport, Mean, Scores};
use crate::builder::{Section, not_in_this_run};
use crate::escape::html;
use crate::names::Names;
use crate::numbers::people;

/// The section.
pub(crate) fn table(names: &Names<'_>, input: &EvaluationReport<'_>) -> Section {
    let mut body = String::from(
        "<p><b>How to read it.</b> The weighted interval score is the sum of its three parts: width of the intervals, forecasts above the \
         count, forecasts below it. All are means, in people. A forecast that is sure and right has a small score; one that is sure and \
         wrong a large one.</p>\n",
    );
    if input.series.is_empty() {
        body.push_str(&not_in_this_run("counts on the days that were forecast"));
        return section(body);
    }
    let horizon = input.facts.horizon;
    let mut rows = group("All series together", input.pooled, horizon);
    for one in input.series {
        rows.push_str(&group(&series(names, one), &one.scores, horizon));
    }
    let heads: String = ["Score", "Width", "Too high", "Too low", "In 50\u{a0}%", "In 90\u{a0}%", "Counts"]
        .map(|text| format!("<th scope=\"col\" class=\"number\">{text}</th>"))
        .concat();
    body.push_str(&format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Mean scores\"><table><caption>Mean weighted interval score and its \
         parts, people; share of counts in the intervals</caption><thead><tr><th scope=\"col\">Ahead</th><th scope=\"col\">Model</th>{heads}</tr>\
         </thead>\n{rows}</table></div>\n"
    ));
    section(body)
}

fn section(body: String) -> Section {
    Section { id: "scores", short: "Scores", title: "All mean scores", body }
}

fn group(heading: &str, scores: &Scores, horizon: usize) -> String {
    let mut rows = format!("<tbody><tr><th scope=\"rowgroup\" colspan=\"9\" class=\"group\">{}</th></tr>\n", html(heading));
    for at in bins(horizon) {
        for (index, one) in scores.models.iter().enumerate() {
            let days = if index == 0 { bin(at) } else { String::new() };
            rows.push_str(&row(&days, &model(&one.model), &one.bins[at]));
        }
    }
    rows.push_str("</tbody>\n");
    rows
}

fn row(days: &str, model: &str, mean: &Mean) -> String {
    let cells: String = if mean.counts == 0 {
        ["–"; 6].map(|dash| format!("<td class=\"number\">{dash}</td>")).concat()
    } else {
        let parts = [mean.wis, mean.dispersion, mean.overprediction, mean.underprediction].map(people);
        let shares = [mean.inside_50, mean.inside_90].map(|share| format!("{:.0}\u{a0}%", 100.0 * share));
        parts.iter().chain(&shares).map(|text| format!("<td class=\"number\">{text}</td>")).collect()
    };
    format!(
        "<tr><td class=\"date\">{days}</td><th scope=\"row\">{model}</th>{cells}<td class=\"number\">{}</td></tr>\n",
        mean.counts
    )
}
