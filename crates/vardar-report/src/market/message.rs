//! What the market does to people, in a sentence or two.

use super::ROUTE;
use crate::builder::Builder;
use crate::numbers::{about, interval, peak, people_with_interval};

/// The price of a trip, and people in debt and exploited when most of them are.
pub(crate) fn messages(builder: &Builder<'_>) -> Vec<String> {
    let highest = |quantity: &str| {
        let series = builder.lookup.total(quantity, ROUTE)?;
        peak(&series.days).map(|(day, value)| (builder.lookup.date(day), value))
    };
    let price = highest("price_index").map(|(date, value)| {
        format!(
            "Price of a whole trip with smugglers, 100 on the first day: {} ({}) at its highest, on {date}.",
            about(value.q50),
            interval(value)
        )
    });
    let most = |quantity, what: &str| {
        highest(quantity).map(|(date, value)| format!("{what}: {} on {date}.", people_with_interval(value)))
    };
    [
        price,
        most("in_debt", "Most people in debt to a smuggler"),
        most("exploited_present", "Most people on the route who have been exploited"),
    ]
    .into_iter()
    .flatten()
    .collect()
}
