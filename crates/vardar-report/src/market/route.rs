//! Who is pushed into smugglers' hands, over the whole route.

use super::figure::{Every, Figure, daily, summed};
use super::{Market, ROUTE};
use crate::builder::{Builder, Section};
use crate::legend::{Marks, legend};

const INTRODUCTION: &str = "<p>When borders close, people who go on can only do so with smugglers. Demand drives the price up, those without \
    the money go into debt, and debt and time on the way expose them to exploitation. People at the end of each day on the whole route, \
    and the price of a whole trip with smugglers, 100 on the first day. Vertical lines: borders that close and are still closed on the \
    last day.</p>\n";

/// Charts of stocks: heading, quantity, unit.
const STOCKS: [(&str, &str, &str); 4] = [
    ("Stranded", "stranded", "people stranded"),
    ("In debt to a smuggler", "in_debt", "people in debt"),
    ("Working off a debt to a smuggler", "repaying", "people working"),
    ("Exploited, before the route or on it", "exploited_present", "people exploited"),
];

/// The section.
pub(crate) fn route(builder: &mut Builder<'_>, market: &Market<'_>) -> Section {
    let mut figures = String::new();
    let figure = |heading, unit, noun| Figure { heading, level: 3, unit, noun, events: market.closure.events.clone() };
    for (heading, quantity, unit) in STOCKS {
        figures.push_str(&daily(builder, &figure(heading, unit, "people"), quantity, ROUTE, "all"));
    }
    figures.push_str(&summed(
        builder,
        market,
        &figure("Exploited for the first time, by month", "people a month", "people"),
        Every::Month,
        |key| key.quantity == "exploited" && key.site == ROUTE,
    ));
    figures.push_str(&daily(
        builder,
        &figure("Price of a whole trip", "index, first day = 100", ""),
        "price_index",
        ROUTE,
        "all",
    ));
    let events = !market.closure.events.is_empty();
    let body =
        format!("{INTRODUCTION}{}<div class=\"grid three\">\n{figures}</div>\n", legend(Marks { events, ..Marks::default() }));
    Section { id: "market", short: "Smugglers", title: "Who is pushed into smugglers’ hands", body }
}
