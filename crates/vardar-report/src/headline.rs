//! The first table of a comparison: what the change does to people on the whole route.

use vardar_results::Quantiles;

use crate::Headline;
use crate::builder::Section;
use crate::comparison::direction;
use crate::escape::html;
use crate::numbers::{about, signed};

/// The section, or nothing if there are no numbers.
pub(crate) fn section(rows: &[Headline]) -> Option<Section> {
    if rows.is_empty() {
        return None;
    }
    let lines: String = rows.iter().map(line).collect();
    let body = format!(
        "<p>Sums and means over all days and the whole route. The difference is taken member by member, so that it need not be that of \
         the medians beside it.</p>\n\
         <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"The whole route\"><table>\
         <caption>Median, and 90\u{a0}% interval in brackets</caption><thead><tr><th scope=\"col\">The whole route</th>\
         <th scope=\"col\">A</th><th scope=\"col\">B</th><th scope=\"col\">B − A</th><th scope=\"col\">Direction</th>\
         <th scope=\"col\">Unit</th></tr></thead>\n<tbody>{lines}</tbody></table></div>\n"
    );
    Some(Section { id: "headline", short: "Whole route", title: "What the change does to people", body })
}

fn line(row: &Headline) -> String {
    let with = |value: &Quantiles, show: fn(f64) -> String| {
        format!("<td class=\"number\">{} ({} to {})</td>", show(value.q50), show(value.q05), show(value.q95))
    };
    format!(
        "<tr><th scope=\"row\">{}</th>{}{}{}<td>{}</td><td>{}</td></tr>\n",
        html(row.label),
        with(&row.a, about),
        with(&row.b, about),
        with(&row.difference, signed),
        direction(&row.difference),
        html(row.unit)
    )
}
