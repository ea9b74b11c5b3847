//! Closures whose end is known, and which may go on for as long again.
//!
//! Strikes are called for two days, and for two more on the eve of their end. A forecast that took the end at its word would see the
//! crowd leave on a day on which nobody does. So a share of the members has the closures ahead last twice as long. An end that is due
//! tomorrow stays: the word would have come.

use crate::drift::central;
use crate::ground::Ground;
use vardar_engine::network::Network;

/// The closures that may go on.
#[derive(Debug, Clone)]
pub struct Prolonged {
    /// Probability that they do, all or none.
    pub share: f64,
    /// Gate, entry that ends the closure, and the day on which it would end if it lasted twice as long.
    ends: Vec<(usize, usize, i32)>,
}

/// The closures at the end of day `origin` whose end is known and due in the days ahead, but not tomorrow; `None` if there are none.
#[must_use]
pub fn prolonged(ground: &Ground<'_>, known: &Network, origin: usize, horizon: usize) -> Option<Prolonged> {
    let due = origin as i32 + 2..=(origin + horizon) as i32;
    let of_gate = |gate: usize| ends_of(known, gate).map(move |(entry, later)| (gate, entry, later));
    let day = |end: &(usize, usize, i32)| known.gates[end.0].entries[end.1].effective;
    let ends: Vec<_> = (0..known.gates.len()).flat_map(of_gate).filter(|end| due.contains(&day(end))).collect();
    let (first, _, _) = ends.iter().min_by_key(|end| day(end))?;
    let share = central(ground.network, "prolonged_share", &known.scopes_of_gate(*first));
    (share > 0.0).then_some(Prolonged { share, ends })
}

impl Prolonged {
    /// The network in which the closures last twice as long. `network` is the one that they were found in; at other gates it may differ.
    #[must_use]
    pub fn network(&self, ground: &Ground<'_>, network: &Network, origin: usize) -> Network {
        let mut longer = network.clone();
        for &(gate, entry, later) in &self.ends {
            // What was to change in the meantime has changed when it ends: of one day the last entry holds.
            longer.gates[gate].entries[entry..].iter_mut().for_each(|e| e.effective = e.effective.max(later));
        }
        longer.lay_out_again(&ground.scenario_as_known(origin));
        longer
    }
}

/// The entries by which a gate opens again to anybody, and the day on which each would hold if the closure before it lasted twice as long.
fn ends_of(network: &Network, gate: usize) -> impl Iterator<Item = (usize, i32)> + '_ {
    let entries = &network.gates[gate].entries;
    let mut closed_since = None;
    entries.iter().enumerate().filter_map(move |(index, entry)| {
        let rules = entries.get(index + 1).is_none_or(|next| next.effective > entry.effective);
        if !rules {
            return None;
        }
        if network.shuts(&entry.rule) {
            closed_since = closed_since.or(Some(entry.effective));
            return None;
        }
        closed_since.take().map(|since| (index, 2 * entry.effective - since))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::balkan;
    use jiff::civil::date;

    /// The strike of 27 and 28 January 2016, called on the 21st, may go on to the 30th; on its last evening it ends as it was told.
    #[test]
    fn a_strike_may_last_twice_as_long_until_the_eve_of_its_end() {
        let (scenario, network) = balkan();
        let ground = Ground::new(&scenario, &network, 1);
        let ferries = network.gates.iter().position(|gate| gate.name == "aegean-ferries").unwrap();
        let at = |day: usize| {
            let known = network.as_known(&scenario, ground.date(day));
            prolonged(&ground, &known, day, 14).map(|p| p.network(&ground, &known, day))
        };
        let closed = |network: &Network, day: usize| network.shuts(&network.gates[ferries].in_force(day as i32).unwrap().rule);
        assert_eq!(ground.date(115), date(2016, 1, 24));
        let longer = at(115).unwrap();
        let days: Vec<usize> = (115..125).filter(|day| closed(&longer, *day)).collect();
        assert_eq!(days, [118, 119, 120, 121]);
        // The strike of 20 and 21 January, on its first day and on its last.
        assert_eq!(ground.date(111), date(2016, 1, 20));
        let days: Vec<usize> = (108..118).filter(|day| closed(&at(111).unwrap(), *day)).collect();
        assert_eq!(days, [111, 112, 113, 114]);
        assert!(at(112).is_none_or(|network| !closed(&network, 113)));
    }

    /// The strike of 27 January ends on the 29th, and say that a number was named for the 30th: who reopens on the 31st does so with it.
    #[test]
    fn a_rule_of_the_meantime_holds_when_a_longer_closure_ends() {
        use vardar_engine::network::{Cap, Rule};
        let (scenario, network) = balkan();
        let ground = Ground::new(&scenario, &network, 1);
        let ferries = network.gates.iter().position(|gate| gate.name == "aegean-ferries").unwrap();
        let mut known = network.as_known(&scenario, ground.date(115));
        let entries = &mut known.gates[ferries].entries;
        let end = entries.iter().position(|e| e.effective == 120).unwrap();
        let named = Rule { cap: Cap::PerDay(40), ..entries[end].rule };
        entries.insert(end + 1, vardar_engine::network::GateEntry { effective: 121, announced: 110, rule: named });
        let longer = prolonged(&ground, &known, 115, 14).unwrap().network(&ground, &known, 115);
        let in_force = |day: i32| longer.gates[ferries].in_force(day).unwrap().rule;
        assert!(longer.shuts(&in_force(121)));
        assert_eq!(in_force(122), named);
    }
}
