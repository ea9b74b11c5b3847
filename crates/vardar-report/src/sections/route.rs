//! The map of the route. The drawing itself is done by the page's script.

use crate::builder::{Builder, Section, not_in_this_run};
use crate::escape::html;
use crate::events::Event;
use crate::numbers;

/// The section; `mapped` says whether there is anything to draw.
pub(crate) fn route(builder: &Builder<'_>, mapped: bool) -> Section {
    let mut body = String::new();
    if mapped {
        body.push_str(include_str!("route.html"));
    } else {
        body.push_str(&not_in_this_run("places with coordinates"));
    }
    body.push_str(&event_table(&builder.events));
    Section { id: "route", short: "Route", title: "The route day by day", body }
}

fn event_table(events: &[Event]) -> String {
    if events.is_empty() {
        return "<p>No border changes its rule within the period.</p>\n".to_owned();
    }
    let rows: String = events
        .iter()
        .map(|event| {
            format!(
                "<tr><th scope=\"row\">{}</th><td class=\"date\">{}</td><td class=\"date\">{}</td><td>{}</td><td>{}</td><td>{}<div class=\"source\">{}</div></td></tr>\n",
                event.number,
                event.effective,
                event.announced,
                html(&event.border),
                html(&event.rule),
                html(&event.note),
                html(&event.source)
            )
        })
        .collect();
    format!(
        "<details class=\"all-events printed\"><summary>All {} of the period, with notes and sources</summary>\n\
         <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Border events\"><table><caption>Border events, numbered as in the charts</caption>\n\
         <thead><tr><th scope=\"col\">No.</th><th scope=\"col\">In force</th><th scope=\"col\">Announced</th><th scope=\"col\">Border</th>\
         <th scope=\"col\">Rule</th><th scope=\"col\">Note and source</th></tr></thead>\n<tbody>{rows}</tbody></table></div></details>\n",
        numbers::counted(events.len(), "border event", "border events")
    )
}
