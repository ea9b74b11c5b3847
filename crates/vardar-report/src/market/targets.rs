//! What the model says of numbers that are known beside daily counts.

use crate::TargetRow;
use crate::builder::Section;
use crate::escape::html;
use crate::numbers::counted;

/// The section; none without targets.
pub(crate) fn targets(rows: &[TargetRow]) -> Option<Section> {
    if rows.is_empty() {
        return None;
    }
    let inside = |fitted: bool| {
        let of: Vec<&TargetRow> = rows.iter().filter(|row| row.fitted == fitted).collect();
        (of.iter().filter(|row| position(row) == Position::Inside).count(), of.len())
    };
    let ((fitted_inside, fitted), (held_inside, held)) = (inside(true), inside(false));
    let mut body = String::from(
        "<p>Numbers from reports and surveys that the model should meet. Parameters were fitted to some of them; the others were <b>held \
         back</b>, and only these say anything about how well the model predicts. Drawn: the model’s 90\u{a0}% interval and \
         median, and as a dot what is known, with its range where it has one.</p>\n",
    );
    body.push_str(&format!(
        "<p>Of {} held back, {held_inside} within the model’s 90\u{a0}% interval; of {} that parameters were fitted to, {fitted_inside}.</p>\n",
        counted(held, "target", "targets"),
        counted(fitted, "target", "targets")
    ));
    let lines: String = rows.iter().map(line).collect();
    body.push_str(&format!(
        "<div class=\"scroll whole\" tabindex=\"0\" role=\"region\" aria-label=\"Targets\"><table class=\"estimates\"><caption>Model against targets</caption>\
         <thead><tr><th scope=\"col\">Target</th><th scope=\"col\">Period</th><th scope=\"col\">Unit</th><th scope=\"col\" \
         class=\"number\">Known</th><th scope=\"col\" class=\"number\">Model, 90\u{a0}% interval</th><th scope=\"col\" aria-hidden=\"true\"></th>\
         <th scope=\"col\">Used</th><th scope=\"col\">Known lies</th></tr></thead>\n<tbody>{lines}</tbody></table></div>\n"
    ));
    Some(Section { id: "targets", short: "Targets", title: "Model against what else is known", body })
}

/// Where a target lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    Inside,
    Above,
    Below,
}

fn position(row: &TargetRow) -> Position {
    if row.target > row.model.q95 {
        Position::Above
    } else if row.target < row.model.q05 {
        Position::Below
    } else {
        Position::Inside
    }
}

/// Where a target lies, in words; a range that reaches into the model's interval is said to do so.
fn verdict(row: &TargetRow) -> String {
    let word = match position(row) {
        Position::Inside => return "inside".to_owned(),
        Position::Above => "above",
        Position::Below => "below",
    };
    let (low, high) = ends(row);
    let reaches = low <= row.model.q95 && high >= row.model.q05;
    if reaches { format!("{word}; its range reaches into the interval") } else { word.to_owned() }
}

fn ends(row: &TargetRow) -> (f64, f64) {
    (row.low.unwrap_or(row.target), row.high.unwrap_or(row.target))
}

fn line(row: &TargetRow) -> String {
    let range = if row.low.is_some() || row.high.is_some() {
        let (low, high) = ends(row);
        format!(" <span class=\"range\">{} to {}</span>", figure(low), figure(high))
    } else {
        String::new()
    };
    let source = if row.source.is_empty() { String::new() } else { format!("<div class=\"source\">{}</div>", html(&row.source)) };
    format!(
        "<tr><th scope=\"row\">{}{source}</th><td>{}</td><td>{}</td><td class=\"number\">{}{range}</td>\
         <td class=\"number\">{} <span class=\"range\">{} to {}</span></td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        html(&row.label),
        html(&row.period),
        html(&row.unit),
        figure(row.target),
        figure(row.model.q50),
        figure(row.model.q05),
        figure(row.model.q95),
        strip(row),
        if row.fitted { "fitted" } else { "held back" },
        verdict(row)
    )
}

/// A number with about three digits that count.
fn figure(value: f64) -> String {
    let places = match value.abs() {
        size if size >= 100.0 => return crate::numbers::people(value),
        size if size >= 10.0 => 1,
        _ => 2,
    };
    let text = crate::numbers::decimals(Some(value), places);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Interval, median and target of one row side by side; the table says the same in numbers.
fn strip(row: &TargetRow) -> String {
    let (low, high) = ends(row);
    let values = [row.model.q05, row.model.q95, low, high, row.target];
    let (from, to) =
        values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), value| (from.min(*value), to.max(*value)));
    if !(to - from).is_finite() || to <= from {
        return String::new();
    }
    let at = |value: f64| 8.0 + (value - from) / (to - from) * 124.0;
    let (left, right, median) = (at(row.model.q05), at(row.model.q95), at(row.model.q50));
    let (low, high, target) = (at(low), at(high), at(row.target));
    format!(
        "<svg class=\"strip\" width=\"140\" height=\"22\" viewBox=\"0 0 140 22\" aria-hidden=\"true\">\
         <rect class=\"outer\" x=\"{left:.1}\" y=\"3\" width=\"{:.1}\" height=\"16\"/>\
         <line class=\"line\" x1=\"{median:.1}\" x2=\"{median:.1}\" y1=\"2\" y2=\"20\"/>\
         <line class=\"known\" x1=\"{low:.1}\" x2=\"{high:.1}\" y1=\"11\" y2=\"11\"/>\
         <circle class=\"dot\" cx=\"{target:.1}\" cy=\"11\" r=\"4\"/></svg>",
        (right - left).max(1.0)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_the_digits_that_count() {
        assert_eq!([0.2, 6.5, 12.0, 14.25, 174.4, 11_803.0].map(figure), ["0.2", "6.5", "12", "14.2", "174", "11,803"]);
    }
}
