//! The sections of the market for irregular crossings: whom it catches, what it takes, and what it does to people.
//!
//! What may not be added: returned by attempts, or borders in any other order than that of their names. Either would tell where a
//! crossing is likely to succeed.

mod bars;
mod borders;
mod cells;
mod channels;
mod closure;
mod counts;
mod exploitation;
mod figure;
mod guesses;
mod message;
mod periods;
mod route;
mod targets;

use vardar_results::Members;

use crate::builder::{Builder, Section};
use closure::Closure;
use periods::Period;

pub(crate) use guesses::guesses;
pub(crate) use targets::targets;

/// Site of the sums over the whole route in the result table.
const ROUTE: &str = "route";

/// What the sections share.
struct Market<'a> {
    members: Members<'a>,
    months: Vec<Period>,
    weeks: Vec<Period>,
    closure: Closure,
}

/// True if the table has rows of a market.
fn is_there(builder: &Builder<'_>) -> bool {
    builder.lookup.table.series.iter().any(|series| series.key.quantity == "price_index")
}

/// The sections in order; none if the table has no rows of a market.
pub(crate) fn sections(builder: &mut Builder<'_>, members: Members<'_>) -> Vec<Section> {
    if !is_there(builder) {
        return Vec::new();
    }
    let (start, days) = (builder.lookup.table.start, builder.lookup.table.days);
    let market = Market {
        members,
        months: periods::months(start, days),
        weeks: periods::weeks(start, days),
        closure: closure::closure(builder),
    };
    vec![
        route::route(builder, &market),
        borders::borders(builder, &market),
        channels::channels(builder, &market),
        exploitation::exploitation(builder, &market),
    ]
}

/// Sentences for the head of the page, plain text; none without a market.
pub(crate) fn messages(builder: &Builder<'_>) -> Vec<String> {
    if is_there(builder) { message::messages(builder) } else { Vec::new() }
}
