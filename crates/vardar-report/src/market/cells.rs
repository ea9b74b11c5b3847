//! Tables of estimates: every number with its interval.

use vardar_results::Quantiles;

use crate::escape::html;
use crate::numbers::people;

/// A cell with a median and its 90 % interval beneath, or a dash.
pub(crate) fn estimate(value: Option<&Quantiles>) -> String {
    match value {
        Some(value) => format!(
            "<td class=\"number\">{} <span class=\"range\">{} to {}</span></td>",
            people(value.q50),
            people(value.q05),
            people(value.q95)
        ),
        None => "<td class=\"number\">–</td>".to_owned(),
    }
}

/// A table with a head of its own for each row. `heads` and `name` are plain text, `rows` are HTML.
pub(crate) fn table(name: &str, first: &str, heads: &[&str], rows: &str) -> String {
    let name = html(name);
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\" class=\"number\">{}</th>", html(head))).collect();
    format!(
        "<div class=\"scroll whole\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\"><table class=\"estimates\">\
         <caption>{name}</caption><thead><tr><th scope=\"col\">{}</th>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n",
        html(first)
    )
}

/// A row of cells under the head `name`, plain text.
pub(crate) fn row(name: &str, cells: &str) -> String {
    format!("<tr><th scope=\"row\">{}</th>{cells}</tr>\n", html(name))
}
