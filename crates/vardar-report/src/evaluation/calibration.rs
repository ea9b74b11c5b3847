//! Calibration: how often the intervals held the count, and where in the forecast the counts fell.

use super::skill::day_ticks;
use super::words::{bin, bins, series, share};
use super::{Coverage, EvaluationReport, Histogram, PIT_BARS, Scores};
use crate::builder::{Section, frame, not_in_this_run};
use crate::escape::html;
use crate::names::Names;
use crate::numbers::{counted, people};
use crate::plot::{Mark, Plot};

/// The section.
pub(crate) fn calibration(names: &Names<'_>, input: &EvaluationReport<'_>) -> Section {
    let mut body = String::new();
    if input.pooled.coverage_overall.counts == 0 {
        body.push_str(&not_in_this_run("counts on the days that were forecast"));
    } else {
        let horizon = input.facts.horizon;
        body.push_str(COVERAGE);
        body.push_str(LEGEND);
        body.push_str("<div class=\"grid small\">\n");
        body.push_str(&coverage("coverage-all", "All series together", &input.pooled.coverage));
        for (index, one) in input.series.iter().enumerate() {
            body.push_str(&coverage(&format!("coverage-{index}"), &series(names, one), &one.scores.coverage));
        }
        body.push_str("</div>\n");
        body.push_str(HISTOGRAM);
        body.push_str("<h4>All series together</h4>\n");
        body.push_str(&histograms("pit-all", "All series", input.pooled, horizon));
        for (index, one) in input.series.iter().enumerate() {
            let name = series(names, one);
            body.push_str(&format!(
                "<details class=\"more\"><summary>{}</summary>\n{}</details>\n",
                html(&name),
                histograms(&format!("pit-{index}"), &name, &one.scores, horizon)
            ));
        }
    }
    Section { id: "calibration", short: "Calibration", title: "Can the intervals be believed?", body }
}

const COVERAGE: &str = "<h3>How often the intervals held the count</h3>\n\
    <p><b>How to read it.</b> Half of the counts should lie in the 50\u{a0}% intervals and nine out of ten in the 90\u{a0}% intervals: the \
    points should be near the dashed lines. Below them the intervals were too narrow, above them wider than need be. The shaded bands hold \
    nine out of ten such shares of right forecasts, if counts were independent. <b>They are not</b>: successive days, and countries one \
    after the other on the route, err together, so that right forecasts leave the bands more often than that.</p>\n";

const LEGEND: &str = "<ul class=\"legend\" aria-label=\"Legend\">\
    <li><svg width=\"32\" height=\"16\" aria-hidden=\"true\"><line class=\"curve in-90\" x1=\"2\" x2=\"30\" y1=\"8\" y2=\"8\"/>\
    <circle class=\"point in-90\" cx=\"16\" cy=\"8\" r=\"2.8\"/></svg>in the 90\u{a0}% interval</li>\
    <li><svg width=\"32\" height=\"16\" aria-hidden=\"true\"><line class=\"curve in-50\" x1=\"2\" x2=\"30\" y1=\"8\" y2=\"8\"/>\
    <rect class=\"point in-50\" x=\"13.5\" y=\"5.5\" width=\"5\" height=\"5\"/></svg>in the 50\u{a0}% interval</li>\
    <li><svg width=\"32\" height=\"16\" aria-hidden=\"true\"><line class=\"target\" x1=\"2\" x2=\"30\" y1=\"8\" y2=\"8\"/></svg>as it should be</li>\
    <li><svg width=\"32\" height=\"16\" aria-hidden=\"true\"><rect class=\"luck\" x=\"2\" y=\"2\" width=\"28\" height=\"12\"/></svg>\
    what chance alone gives, if counts were independent</li></ul>\n";

const HISTOGRAM: &str = "<h3>Where in the forecast the counts fell</h3>\n\
    <p><b>How to read it.</b> Every count is put at the place that it had in its forecast: 0 is below everything that was thought possible, \
    1 above it, 0.5 at the median (the probability integral transform). Bars of equal height, at the dashed line, mean that the forecasts \
    said truly how sure they were. A hollow in the middle: intervals too narrow. A hill: too wide. A slope to the left: forecasts too high; \
    to the right: too low. The shaded band holds nine out of ten bars of right forecasts, if counts were independent; <b>successive days \
    are not independent</b>, and the bars of right forecasts leave it more often.</p>\n";

fn percent(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| 100.0 * part as f64 / whole as f64)
}

/// A central interval, and what a day says of it.
struct Interval {
    /// Per cent of the counts that should lie in it.
    target: f64,
    class: &'static str,
    /// Counts that lie in it.
    inside: fn(&Coverage) -> usize,
    /// Counts between which nine out of ten right forecasts have it.
    chance: fn(&Coverage) -> (usize, usize),
}

fn coverage(id: &str, heading: &str, days: &[Coverage]) -> String {
    let mut plot = Plot::new((0.5, days.len() as f64 + 0.5), (0.0, 100.0));
    let intervals: [Interval; 2] = [
        Interval { target: 90.0, class: "in-90", inside: |day| day.inside_90, chance: |day| day.chance_90 },
        Interval { target: 50.0, class: "in-50", inside: |day| day.inside_50, chance: |day| day.chance_50 },
    ];
    for interval in &intervals {
        for (ahead, day) in (1..).zip(days) {
            let (low, high) = (interval.chance)(day);
            if let (Some(low), Some(high)) = (percent(low, day.counts), percent(high, day.counts)) {
                plot.area((f64::from(ahead) - 0.5, f64::from(ahead) + 0.5), (low, high), "luck");
            }
        }
    }
    plot.y_axis(&[0.0, 25.0, 50.0, 75.0, 100.0].map(|value| (value, format!("{value}"))), "per cent of the counts");
    plot.x_axis(&day_ticks(days.len()), "days ahead");
    for (index, Interval { target, class, inside, .. }) in intervals.iter().enumerate() {
        plot.across(*target, "target");
        let line: Vec<(f64, Option<f64>)> =
            (1..).zip(days).map(|(ahead, day)| (f64::from(ahead), percent(inside(day), day.counts))).collect();
        plot.line(&line, &format!("curve {class}"));
        for (ahead, value) in line {
            if let Some(value) = value {
                plot.point(ahead, value, 0.0, Mark(index), &format!("point {class}"));
            }
        }
    }
    let total = |of: fn(&Coverage) -> usize| days.iter().map(of).sum::<usize>();
    let counts = total(|day| day.counts);
    let summary = format!(
        "{} within the 50\u{a0}% interval, {} within the 90\u{a0}% interval, of {}.",
        share(total(|day| day.inside_50), counts),
        share(total(|day| day.inside_90), counts),
        counted(counts, "count", "counts")
    );
    let drawing = plot.finish(id);
    frame(id, heading, 4, &summary, &format!("{drawing}{}", coverage_table(heading, days)))
}

fn coverage_table(heading: &str, days: &[Coverage]) -> String {
    let range = |(low, high): (usize, usize), counts: usize| format!("{} to {}", share(low, counts), share(high, counts));
    let rows: String = (1..)
        .zip(days)
        .map(|(ahead, day)| {
            let cell = |text: String| format!("<td class=\"number\">{text}</td>");
            format!(
                "<tr><th scope=\"row\">day {ahead}</th>{}{}{}{}{}</tr>",
                cell(share(day.inside_50, day.counts)),
                cell(range(day.chance_50, day.counts)),
                cell(share(day.inside_90, day.counts)),
                cell(range(day.chance_90, day.counts)),
                cell(day.counts.to_string())
            )
        })
        .collect();
    let name = html(heading);
    let heads: String = ["In 50\u{a0}%", "by chance", "In 90\u{a0}%", "by chance", "Counts"]
        .map(|text| format!("<th scope=\"col\" class=\"number\">{text}</th>"))
        .concat();
    format!(
        "<details class=\"values\"><summary>Values by days ahead<span class=\"unseen\">: {name}</span></summary>\
         <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Coverage: {name}\"><table><caption>{name}: share of counts in the \
         intervals</caption><thead><tr><th scope=\"col\">Ahead</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )
}

fn histograms(id: &str, name: &str, scores: &Scores, horizon: usize) -> String {
    let figures: String = bins(horizon).map(|at| histogram(&format!("{id}-{at}"), name, &bin(at), &scores.pit[at])).collect();
    format!("<div class=\"grid small\">\n{figures}</div>\n")
}

fn histogram(id: &str, name: &str, days: &str, histogram: &Histogram) -> String {
    let counts = histogram.counts();
    let (low, high) = (histogram.chance.0 as f64, histogram.chance.1 as f64);
    let tallest = histogram.bars.iter().map(|bar| *bar as f64).fold(high, f64::max);
    let step = nice_step(tallest / 4.0);
    let top = (tallest / step).ceil().max(1.0) * step;
    let mut plot = Plot::new((0.0, 1.0), (0.0, top));
    let ticks: Vec<(f64, String)> =
        (0..).map(|k| f64::from(k) * step).take_while(|value| *value <= top + step / 2.0).map(|v| (v, people(v))).collect();
    plot.y_axis(&ticks, "counts");
    for (index, bar) in histogram.bars.iter().enumerate() {
        let left = index as f64 / PIT_BARS as f64;
        plot.area((left + 0.006, left + 0.094), (0.0, *bar as f64), "bar");
    }
    plot.area((0.0, 1.0), (low, high), "luck over");
    plot.across(counts as f64 / PIT_BARS as f64, "target");
    plot.x_axis(&[0.0, 0.25, 0.5, 0.75, 1.0].map(|value| (value, format!("{value}"))), "place of the count in its forecast");
    let outside = histogram.bars.iter().filter(|bar| (**bar as f64) < low || (**bar as f64) > high).count();
    let summary = format!(
        "{}; even bars would have {:.1} each, and nine out of ten {} to {}. Outside that: {outside} of {PIT_BARS}.",
        counted(counts, "count", "counts"),
        counts as f64 / PIT_BARS as f64,
        histogram.chance.0,
        histogram.chance.1
    );
    let rows: String = histogram
        .bars
        .iter()
        .enumerate()
        .map(|(index, bar)| {
            let (from, to) = (index as f64 / PIT_BARS as f64, (index + 1) as f64 / PIT_BARS as f64);
            format!("<tr><th scope=\"row\">{from:.1} to {to:.1}</th><td class=\"number\">{bar}</td></tr>")
        })
        .collect();
    let title = format!("{name}, {days}");
    let label = html(&title);
    let values = format!(
        "<details class=\"values\"><summary>Values<span class=\"unseen\">: {label}</span></summary><table><caption>{label}: counts by their \
         place in the forecast</caption><thead><tr><th scope=\"col\">Place</th><th scope=\"col\" class=\"number\">Counts</th></tr></thead>\
         <tbody>{rows}</tbody></table></details>"
    );
    let drawing = plot.finish(id);
    frame(id, &title, 5, &summary, &format!("{drawing}{values}"))
}

/// 1, 2 or 5 times a power of ten, not below `least` and not below 1.
fn nice_step(least: f64) -> f64 {
    let mut step = 1.0;
    loop {
        for factor in [1.0, 2.0, 5.0] {
            if step * factor >= least {
                return step * factor;
            }
        }
        step *= 10.0;
    }
}
