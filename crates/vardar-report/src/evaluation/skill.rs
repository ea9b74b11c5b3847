//! Skill by days ahead: the mean score of the route model relative to each simple rule.

use super::words::{interval, model, ratio, series};
use super::{EvaluationReport, Rival, Scores};
use crate::builder::{Section, frame, not_in_this_run};
use crate::escape::html;
use crate::names::Names;
use crate::numbers::counted;
use crate::plot::{Mark, Plot, shape};

/// Ratios beyond these are drawn at the edge.
const EDGES: (f64, f64) = (0.125, 8.0);

/// The section.
pub(crate) fn skill(names: &Names<'_>, input: &EvaluationReport<'_>) -> Section {
    let mut body = String::from(
        "<p><b>How to read it.</b> Each point is the mean weighted interval score of Vardar divided by that of a simple rule, over the \
         counts that both have forecast so many days ahead. Below the line at 1 Vardar is better. The axis is a ratio scale: half and \
         double are equally far from 1. Upright lines are 90\u{a0}% intervals, from leaving out the origins block by block; forecasts \
         of overlapping days are in one block. With few origins they are wide, and a point without a line has too few. All series \
         together means people: large flows count most.</p>\n",
    );
    if input.pooled.rivals.is_empty() {
        body.push_str(&not_in_this_run("counts on the days that were forecast"));
    } else {
        body.push_str(&legend(&input.pooled.rivals));
        body.push_str("<div class=\"grid small\">\n");
        body.push_str(&figure("skill-all", "All series together", &input.pooled.rivals, input.facts.horizon));
        for (index, one) in input.series.iter().enumerate() {
            let scores: &Scores = &one.scores;
            body.push_str(&figure(&format!("skill-{index}"), &series(names, one), &scores.rivals, input.facts.horizon));
        }
        body.push_str("</div>\n");
    }
    Section { id: "skill", short: "Skill", title: "Better than simple rules?", body }
}

fn legend(rivals: &[Rival]) -> String {
    let items: String = rivals
        .iter()
        .enumerate()
        .map(|(index, rival)| {
            let class = format!("model-{index}");
            format!(
                "<li><svg width=\"32\" height=\"16\" aria-hidden=\"true\"><line class=\"curve {class}\" x1=\"2\" x2=\"30\" y1=\"8\" y2=\"8\"/>{}</svg>\
                 against {}</li>",
                shape(Mark(index), 16.0, 8.0, &format!("point {class}")),
                model(&rival.model)
            )
        })
        .collect();
    format!("<ul class=\"legend\" aria-label=\"Legend\">{items}</ul>\n")
}

fn figure(id: &str, heading: &str, rivals: &[Rival], horizon: usize) -> String {
    let said: Vec<String> = rivals
        .iter()
        .filter_map(|rival| Some((rival, rival.overall.value?)))
        .map(|(rival, value)| format!("{value:.2} ({}) against {}", interval(&rival.overall), model(&rival.model)))
        .collect();
    let summary = if said.is_empty() { "No count.".to_owned() } else { format!("Over all days: {}.", said.join(", ")) };
    let values = table(heading, rivals, horizon);
    frame(id, heading, 3, &summary, &format!("{}{values}", drawing(id, rivals, horizon)))
}

fn drawing(id: &str, rivals: &[Rival], horizon: usize) -> String {
    let log = |value: f64| libm::log2(value.clamp(EDGES.0, EDGES.1));
    let points: Vec<f64> = rivals.iter().flat_map(|r| r.by_horizon.iter().filter_map(|ratio| ratio.value)).map(log).collect();
    let low = points.iter().copied().fold(-1.0, f64::min).floor();
    let high = points.iter().copied().fold(1.0, f64::max).ceil();
    let mut plot = Plot::new((0.5, horizon as f64 + 0.5), (low, high));
    let ticks: Vec<(f64, String)> = [(-3.0, "⅛"), (-2.0, "¼"), (-1.0, "½"), (0.0, "1"), (1.0, "2"), (2.0, "4"), (3.0, "8")]
        .into_iter()
        .filter(|(value, _)| (low..=high).contains(value))
        .map(|(value, label)| (value, label.to_owned()))
        .collect();
    plot.y_axis(&ticks, "score of Vardar / score of the rule");
    plot.x_axis(&day_ticks(horizon), "days ahead");
    plot.across(0.0, "one");
    let middle = (rivals.len() as f64 - 1.0) / 2.0;
    for (index, rival) in rivals.iter().enumerate() {
        let class = format!("model-{index}");
        let days = || (1..).zip(&rival.by_horizon).map(|(ahead, ratio)| (f64::from(ahead), ratio));
        let line: Vec<(f64, Option<f64>)> = days().map(|(ahead, ratio)| (ahead, ratio.value.map(log))).collect();
        plot.line(&line, &format!("curve {class}"));
        let aside = 4.0 * (index as f64 - middle);
        for (ahead, ratio) in days() {
            if let Some((from, to)) = ratio.interval {
                plot.whisker(ahead, (log(from), log(to)), aside, &format!("whisker {class}"));
            }
            if let Some(value) = ratio.value {
                plot.point(ahead, log(value), aside, Mark(index), &format!("point {class}"));
            }
        }
    }
    plot.finish(id)
}

/// Marks of an axis of days ahead: every day if there are few, else every other.
pub(crate) fn day_ticks(horizon: usize) -> Vec<(f64, String)> {
    let step = horizon.div_ceil(14).max(1);
    (1..=horizon).step_by(step).map(|ahead| (ahead as f64, ahead.to_string())).collect()
}

fn table(heading: &str, rivals: &[Rival], horizon: usize) -> String {
    let heads: String = rivals
        .iter()
        .map(|rival| {
            format!("<th scope=\"col\" colspan=\"2\" class=\"number\">{} (90\u{a0}% interval)</th>", model(&rival.model))
        })
        .collect();
    let rows: String = (0..horizon)
        .map(|ahead| {
            let cells: String = rivals
                .iter()
                .map(|rival| {
                    let one = rival.by_horizon.get(ahead).copied().unwrap_or_default();
                    format!("<td class=\"number\">{}</td><td class=\"number\">{}</td>", ratio(one.value), interval(&one))
                })
                .collect();
            let counts = rivals.first().and_then(|rival| rival.by_horizon.get(ahead)).map_or(0, |ratio| ratio.counts);
            format!("<tr><th scope=\"row\">day {}</th>{cells}<td class=\"number\">{counts}</td></tr>", ahead + 1)
        })
        .collect();
    let name = html(heading);
    format!(
        "<details class=\"values\"><summary>Values of {}<span class=\"unseen\">: {name}</span></summary>\
         <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Ratios: {name}\"><table><caption>{name}: score of Vardar relative \
         to each rule</caption><thead><tr><th scope=\"col\">Ahead</th>{heads}<th scope=\"col\" class=\"number\">Counts</th></tr></thead>\
         <tbody>{rows}</tbody></table></div></details>",
        counted(horizon, "day", "days")
    )
}
