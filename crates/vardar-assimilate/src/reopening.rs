//! Borders that have just closed and may soon open again, though nobody has said so.
//!
//! Blockades, strikes without an end and stops "for technical reasons" make up most closures, and most are over within
//! days; a closure that lasts is not. Nobody can tell them apart on the first day, so a forecast holds both: each member
//! draws whether, and on which day, the fresh closures end. What was ruled before the closure then holds again.

use crate::drift::central;
use crate::ending::Futures;
use crate::ground::Ground;
use vardar_engine::network::{GateEntry, Network, Rule};

/// Later than so many days ahead no reopening is told apart from the last; a border closed for longer than that is no fresh closure.
const DAYS: usize = 10;

/// By day ahead (first tomorrow): how likely the fresh closures end on that day, and what is then in force. Empty if there are none.
#[must_use]
pub fn reopened(ground: &Ground<'_>, known: &Network, origin: usize, horizon: usize) -> Futures {
    let today = origin as i32;
    let fresh: Vec<(usize, i32, Rule)> =
        (0..known.gates.len()).filter_map(|gate| fresh_closure(known, gate, today).map(|(s, r)| (gate, s, r))).collect();
    let Some((first, since, _)) = fresh.iter().min_by_key(|(_, since, _)| *since) else { return Vec::new() };
    let scopes = known.scopes_of_gate(*first);
    let at_first = central(ground.network, "reopening_per_day", &scopes);
    let fades = central(ground.network, "reopening_fades", &scopes);
    let mut still_closed = 1.0;
    let of_day = |ahead: usize| {
        let closed_for = f64::from(*since) + ahead as f64;
        let hazard = if closed_for < 0.0 { 0.0 } else { at_first * libm::exp(-closed_for / fades) };
        let probability = still_closed * hazard;
        still_closed -= probability;
        let effective = today + 1 + ahead as i32;
        let mut network = known.clone();
        for (gate, _, rule) in &fresh {
            // What takes effect that day or later is known already, and stays.
            let entries = &mut network.gates[*gate].entries;
            let at = entries.partition_point(|e| e.effective < effective);
            entries.insert(at, GateEntry { effective, announced: effective, rule: *rule });
        }
        network.lay_out_again(&ground.scenario_as_known(origin));
        (probability, network)
    };
    (0..DAYS.min(horizon)).map(of_day).collect()
}

/// Days since a gate closed to everybody (−1: it closes tomorrow), and the rule before that; `None` if it does neither, if its end is
/// known, or if it has been closed for more than [`DAYS`] days or since before the first.
fn fresh_closure(network: &Network, gate: usize, today: i32) -> Option<(i32, Rule)> {
    let entries = &network.gates[gate].entries;
    let current = entries.iter().rposition(|e| e.effective <= today + 1)?;
    if !network.shuts(&entries[current].rule) || entries[current + 1..].iter().any(|e| !network.shuts(&e.rule)) {
        return None;
    }
    let before = entries[..current].iter().rposition(|e| !network.shuts(&e.rule))?;
    let since = today - entries[before + 1].effective;
    (since <= DAYS as i32).then_some((since, entries[before].rule))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::balkan;

    /// On 2 December 2015 a blockade of the crossing from Greece into MKD was known to fill the next day. On its eve the first day that
    /// it may end on is the day after it began.
    #[test]
    fn a_closure_of_tomorrow_may_end_the_day_after() {
        let (scenario, network) = balkan();
        let ground = Ground::new(&scenario, &network, 1);
        let probabilities = |day: i32| -> Vec<f64> {
            let known = network.as_known(&scenario, ground.date(day as usize));
            reopened(&ground, &known, day as usize, 14).iter().map(|(p, _)| *p).collect()
        };
        let (eve, day) = (probabilities(62), probabilities(63));
        assert_eq!(ground.date(62), jiff::civil::date(2015, 12, 2));
        assert_eq!(eve[0], 0.0);
        assert_eq!(eve[1..4], day[..3]);
        assert!(day[0] > 0.0);
        assert!(probabilities(60).is_empty());
    }
}
