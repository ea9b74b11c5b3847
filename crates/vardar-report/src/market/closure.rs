//! The closure of a route: borders that close and are still closed when the run ends.

use std::collections::BTreeMap;

use vardar_scenario::{Regime, RegimeEntry};

use crate::builder::Builder;

/// What the closure is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Closure {
    /// Numbers of the events from which on a border stays closed, by date.
    pub(crate) events: Vec<usize>,
    /// Day of the run on which most of them take effect, the last of equals.
    pub(crate) day: Option<usize>,
}

/// Reads the closure from the regimes of a scenario. A border that is closed when the run begins does not close within it.
pub(crate) fn closure(builder: &Builder<'_>) -> Closure {
    let mut by_border: BTreeMap<&str, Vec<&RegimeEntry>> = BTreeMap::new();
    let last = builder.lookup.table.start.saturating_add(jiff::Span::new().days(builder.lookup.table.days as i64 - 1));
    for entry in builder.scenario.borders.iter().filter(|entry| entry.effective <= last) {
        by_border.entry(&entry.border).or_default().push(entry);
    }
    let mut events = Vec::new();
    let mut by_day: BTreeMap<usize, usize> = BTreeMap::new();
    for (border, mut entries) in by_border {
        entries.sort_by_key(|entry| (entry.effective, entry.announced));
        let closed = entries.iter().rev().take_while(|entry| entry.regime == Regime::Closed).last();
        let event = closed.and_then(|entry| {
            builder.events.iter().find(|event| {
                event.border_id == border && (event.effective, event.announced) == (entry.effective, entry.announced)
            })
        });
        if let Some(event) = event {
            events.push(event.number);
            *by_day.entry(event.day).or_default() += 1;
        }
    }
    events.sort_unstable();
    let day = by_day.into_iter().max_by_key(|(day, borders)| (*borders, *day)).map(|(day, _)| day);
    Closure { events, day }
}
