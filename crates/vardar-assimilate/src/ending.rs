//! How the closures of today and of the days ahead end, where that is not known or not to be relied on.
//!
//! Each member of a forecast lives in one future: the closures last, or end, as they were told, or a fresh one without a known end is
//! over on some day ([`crate::reopening`]), or one with a known end goes on for longer ([`crate::prolonging`]). What may not change:
//! nothing here sees what was announced after the day of the forecast.

use crate::ground::Ground;
use crate::prolonging::prolonged;
use crate::reopening::reopened;
use vardar_engine::draw::{Purpose, Stream};
use vardar_engine::network::Network;

/// What may be in force in the days ahead, and how likely each is; the rest of the probability is that all goes as told.
pub type Futures = Vec<(f64, Network)>;

/// The futures in which closures do not end as told.
#[derive(Debug, Clone, Default)]
pub struct Endings {
    futures: Futures,
}

impl Endings {
    /// Expectations at the end of day `origin`.
    #[must_use]
    pub fn expected(ground: &Ground<'_>, known: &Network, origin: usize, horizon: usize) -> Self {
        let reopened = reopened(ground, known, origin, horizon);
        let futures = match prolonged(ground, known, origin, horizon) {
            None => reopened,
            // Whether a strike goes on says nothing of when a blockade elsewhere is over.
            Some(prolonged) => {
                let rest = 1.0 - reopened.iter().map(|(probability, _)| probability).sum::<f64>();
                let longer = |probability: f64, network: &Network| {
                    (probability * prolonged.share, prolonged.network(ground, network, origin))
                };
                let split = |(probability, network): (f64, Network)| {
                    let longer = longer(probability, &network);
                    [(probability * (1.0 - prolonged.share), network), longer]
                };
                let last = longer(rest, known);
                reopened.into_iter().flat_map(split).chain(std::iter::once(last)).collect()
            }
        };
        Self { futures }
    }

    /// The future in which a member lives on; `None` if all goes as told.
    #[must_use]
    pub fn future_of(&self, seed: u64, member: u32, origin: usize) -> Option<usize> {
        if self.futures.is_empty() {
            return None;
        }
        let mut at = Stream::new(seed, member, origin as u32, u32::MAX, Purpose::FutureInflow, 0).uniform();
        self.futures.iter().position(|(probability, _)| {
            at -= probability;
            at < 0.0
        })
    }

    /// The network of a future; `known` if all goes as told.
    #[must_use]
    pub fn network_of<'n>(&'n self, future: Option<usize>, known: &'n Network) -> &'n Network {
        future.map_or(known, |future| &self.futures[future].1)
    }

    /// The networks of all futures.
    pub(crate) fn networks(&self) -> impl Iterator<Item = &Network> {
        self.futures.iter().map(|(_, network)| network)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::balkan;

    /// On 24 January 2016 a strike of the ferries was known for 27 and 28 January, and nothing else is about to change: it ends as told,
    /// or goes on for two more days. Members split by the share of the parameter.
    #[test]
    fn every_member_lives_in_one_future() {
        let (scenario, network) = balkan();
        let ground = Ground::new(&scenario, &network, 1);
        assert_eq!(ground.date(115), jiff::civil::date(2016, 1, 24));
        let known = network.as_known(&scenario, ground.date(115));
        let endings = Endings::expected(&ground, &known, 115, 14);
        assert_eq!(endings.futures.len(), 1);
        let share = endings.futures[0].0;
        assert_eq!(share, 0.33);
        let longer = (0..10_000).filter(|member| endings.future_of(1, *member, 115).is_some()).count() as f64 / 10_000.0;
        // Four standard errors of a share of a third.
        assert!((longer - share).abs() < 0.019, "{longer} for {share}");
    }
}
