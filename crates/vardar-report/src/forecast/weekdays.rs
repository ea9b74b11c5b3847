//! On which days of the week people set out, as learned from the counts up to the origin.

use crate::builder::Builder;
use crate::escape::html;
use crate::numbers;

/// Days of the week of one area.
#[derive(Debug, Clone, PartialEq)]
pub struct Weekdays {
    /// Region, or country outside of its regions.
    pub site: String,
    /// Pace at which people leave relative to the mean of the week, Monday first; above 0.
    pub pace: [f64; 7],
}

/// An area is listed if one of its days is further from the mean of the week.
const TOLD: f64 = 0.1;

/// The heading and the table; empty if the days of all areas are much alike.
pub(super) fn weekdays(builder: &Builder<'_>, weekdays: &[Weekdays]) -> String {
    let told = |area: &&Weekdays| area.pace.iter().any(|pace| (pace - 1.0).abs() > TOLD);
    let row = |area: &Weekdays| {
        let cells: String = area.pace.iter().map(|pace| format!("<td class=\"number\">{pace:.1}</td>")).collect();
        format!("<tr><th scope=\"row\">{}</th>{cells}</tr>\n", html(&builder.names.site(&area.site)))
    };
    let rows: String = weekdays.iter().filter(told).map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    let days: String = numbers::WEEKDAYS.iter().map(|day| format!("<th scope=\"col\" class=\"number\">{day}</th>")).collect();
    format!(
        "<h3>Days of the week</h3>\n<p>Learned from the counts of the last weeks: on some days people leave faster or slower than on others, as ferries \
         have timetables. 1.0 is the mean of the week.</p>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" \
         aria-label=\"Days of the week\"><table><caption>Pace at which people leave, by day of the week; areas whose days are alike to within a tenth are not \
         listed</caption><thead><tr><th scope=\"col\">From</th>{days}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n"
    )
}
