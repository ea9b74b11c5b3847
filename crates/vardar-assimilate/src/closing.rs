//! The day on which a border will close: it is known, and the hour is not, or not kept to.
//!
//! A rule holds for whole days, and a forecast that took it at its word would say that nobody passes on the first one. Of the most
//! people who had passed a day of late, 11, 24, 30 and 6 % were still counted on the first day of the closures of October to December
//! 2015 that had been announced (at midnight, at six in the morning, twice at no hour). Each member draws the share of a full day for which
//! the rule before goes on: the cube of a uniform number, with a median of an eighth and a mean of a quarter. What may not change: only
//! closures known on the day of the forecast count, and who passes is gone from where they were.

use crate::ending::Endings;
use crate::ground::Ground;
use vardar_engine::draw::{Purpose, Stream};
use vardar_engine::network::{Cap, Network, Rule};

/// The first days of the closures ahead.
#[derive(Debug, Clone, Default)]
pub struct Closings {
    days: Vec<FirstDay>,
}

/// One of them.
#[derive(Debug, Clone)]
struct FirstDay {
    /// 0 = tomorrow.
    ahead: usize,
    /// Gates that close on it.
    gates: Vec<usize>,
    /// What is in force on it for as long as the rules before it go on: as known, then by future in which other closures end.
    networks: Vec<Network>,
}

impl Closings {
    /// Expectations at the end of day `origin`. Gates of which nobody counts who passes are left out.
    #[must_use]
    pub fn expected(ground: &Ground<'_>, known: &Network, endings: &Endings, origin: usize, horizon: usize) -> Self {
        let first_day = |ahead: usize| {
            let day = (origin + 1 + ahead) as i32;
            let closes =
                |gate: &usize| ground.series_of_gate(*gate).next().is_some() && before_closing(known, *gate, day).is_some();
            let gates: Vec<usize> = (0..known.gates.len()).filter(closes).collect();
            if gates.is_empty() {
                return None;
            }
            let go_on = |network: &Network| {
                let mut network = network.clone();
                for &gate in &gates {
                    if let Some((entry, rule)) = before_closing(&network, gate, day) {
                        network.gates[gate].entries[entry].rule = rule;
                    }
                }
                network.lay_out_again(&ground.scenario_as_known(origin));
                network
            };
            Some(FirstDay { ahead, networks: std::iter::once(known).chain(endings.networks()).map(go_on).collect(), gates })
        };
        Self { days: (0..horizon).filter_map(first_day).collect() }
    }

    /// What is in force for a member on a day ahead on which a border closes, and how many people a day pass each gate that day; `None`
    /// if none closes. `future` is that of [`Endings`], `ceilings` are by gate.
    #[must_use]
    pub fn on(
        &self,
        ahead: usize,
        future: Option<usize>,
        ceilings: &[Option<f64>],
        random: impl Fn(usize) -> Stream,
    ) -> Option<(&Network, Vec<Option<f64>>)> {
        let day = self.days.iter().find(|day| day.ahead == ahead)?;
        let mut ceilings = ceilings.to_vec();
        for &gate in &day.gates {
            let open_for = random(gate).uniform();
            ceilings[gate] = ceilings[gate].map(|usual| usual * open_for * open_for * open_for);
        }
        Some((&day.networks[future.map_or(0, |future| future + 1)], ceilings))
    }
}

/// Draws of a member for a gate that closes on a day.
#[must_use]
pub fn closing_stream(seed: u64, member: u32, day: usize, gate: usize) -> Stream {
    Stream::new(seed, member, day as u32, gate as u32, Purpose::Drift, 4)
}

/// The entry by which a gate closes to everybody on a day, and what goes on until the hour comes: who could pass before still can, as
/// many as the hours left allow. `None` if it does not close, or reopens on the same day.
fn before_closing(network: &Network, gate: usize, day: i32) -> Option<(usize, Rule)> {
    let (gate, entries) = (&network.gates[gate], &network.gates[gate].entries);
    let entry = entries.iter().rposition(|e| e.effective <= day).filter(|entry| entries[*entry].effective == day)?;
    let before = gate.in_force(day - 1).map_or(Rule::OPEN, |e| e.rule);
    let closes = network.shuts(&entries[entry].rule) && !network.shuts(&before);
    closes.then_some((entry, Rule { eligible: before.eligible, cap: Cap::Free }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::balkan;

    /// On 29 October 2015 a strike of the ferries from 2 November was announced: known that evening, and not the evening before.
    #[test]
    fn some_sail_on_the_first_day_of_an_announced_strike() {
        let (scenario, network) = balkan();
        let ground = Ground::new(&scenario, &network, 1);
        let ferries = network.gates.iter().position(|gate| gate.name == "aegean-ferries").unwrap();
        let ceilings = vec![Some(8000.0); network.gates.len()];
        let closings = |day: usize| {
            let known = network.as_known(&scenario, ground.date(day));
            Closings::expected(&ground, &known, &Endings::default(), day, 14)
        };
        assert_eq!(ground.date(28), jiff::civil::date(2015, 10, 29));
        let random = |gate| closing_stream(1, 0, 32, gate);
        assert!((0..14).all(|ahead| closings(27).on(ahead, None, &ceilings, random).is_none()));
        let known = closings(28);
        assert!((0..14).all(|ahead| (ahead == 3) == known.on(ahead, None, &ceilings, random).is_some()));
        let (on_the_day, limits) = known.on(3, None, &ceilings, random).unwrap();
        assert!(on_the_day.epoch(32).rules[ferries].admits(0));
        assert!(network.epoch(32).rules[ferries] != on_the_day.epoch(32).rules[ferries]);
        let mut shares: Vec<f64> = (0..1_000)
            .map(|member| {
                known.on(3, None, &ceilings, |gate| closing_stream(1, member, 32, gate)).unwrap().1[ferries].unwrap() / 8000.0
            })
            .collect();
        shares.sort_by(f64::total_cmp);
        // The standard error of the median of a thousand is 0.012, that of the mean 0.009.
        assert!(
            (shares[500] - 0.125).abs() < 0.05 && (shares.iter().sum::<f64>() / 1_000.0 - 0.25).abs() < 0.04,
            "{}",
            shares[500]
        );
        assert!(limits.iter().enumerate().all(|(gate, limit)| (gate == ferries) == (*limit != Some(8000.0))));
    }
}
