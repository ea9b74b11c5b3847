//! How close the run is to what was counted, as a table.

use vardar_results::FitRow;

use crate::builder::{Builder, Section, not_in_this_run};
use crate::escape::html;
use crate::numbers::{decimals, people};

/// The section.
pub(crate) fn fit(builder: &Builder<'_>, rows: &[FitRow]) -> Section {
    let mut body = String::new();
    if rows.is_empty() {
        body.push_str(&not_in_this_run("daily counts to compare with"));
    } else {
        body.push_str(
            "<p>Totals are over the days that have a report. A good model has about 50\u{a0}% and 90\u{a0}% of the reports within its 50\u{a0}% and \
             90\u{a0}% intervals; a correlation near 1 says that ups and downs come at the right time.</p>\n",
        );
        let lines: String = rows.iter().map(|row| line(builder, row)).collect();
        body.push_str(&format!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of fit\"><table>\
             <caption>Simulated against reported counts</caption>\n<thead>\
             <tr><th scope=\"col\" rowspan=\"2\">Series</th><th scope=\"col\" rowspan=\"2\">Days reported</th>\
             <th scope=\"col\" rowspan=\"2\">Reported total</th><th scope=\"colgroup\" colspan=\"2\">Simulated total</th>\
             <th scope=\"col\" rowspan=\"2\">Error of the median, %</th><th scope=\"col\" rowspan=\"2\">Correlation, 7-day means</th>\
             <th scope=\"colgroup\" colspan=\"2\">Reports within</th>\
             <th scope=\"col\" rowspan=\"2\">Mean absolute error, people a day</th></tr>\n\
             <tr><th scope=\"col\">median</th><th scope=\"col\">90\u{a0}% interval</th><th scope=\"col\">50\u{a0}% interval</th>\
             <th scope=\"col\">90\u{a0}% interval</th></tr></thead>\n<tbody>{lines}</tbody></table></div>\n"
        ));
    }
    Section { id: "fit", short: "Fit", title: "How close to the counts", body }
}

fn line(builder: &Builder<'_>, row: &FitRow) -> String {
    let site = builder.names.site(&row.site);
    let name = html(&match row.quantity.as_str() {
        "arrivals" => format!("Arrivals in {site}"),
        "departures" => format!("Departures from {site}"),
        other => format!("{site}: {}", other.replace('_', " ")),
    });
    let percent = |share: f64| format!("{}\u{a0}%", decimals(Some(share * 100.0), 0));
    let cells = [
        row.days.to_string(),
        people(row.observed_total),
        people(row.median),
        format!("{} to {}", people(row.q05), people(row.q95)),
        decimals(row.error_percent, 1),
        decimals(row.correlation, 2),
        percent(row.coverage_50),
        percent(row.coverage_90),
        people(row.mean_absolute_error),
    ];
    let cells: String = cells.iter().map(|cell| format!("<td class=\"number\">{cell}</td>")).collect();
    format!("<tr><th scope=\"row\">{name}</th>{cells}</tr>\n")
}
