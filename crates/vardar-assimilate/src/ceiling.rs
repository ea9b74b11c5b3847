//! How many people a day a border passes at most when no number is named: as many as have been counted passing it of late.
//!
//! Officers, trains and ferries follow the people who come. A crowd that has waited out a strike or a blockade goes on at the pace of
//! the weeks before, day after day, and not all at once on the first of them. What may not change: nothing here sees a later day, and
//! a number named in the timeline is not touched.

use crate::drift::central;
use crate::ground::Ground;

/// With fewer people a day than this a border is not held to be full: a train and some coaches.
const LEAST: f64 = 500.0;

/// By gate, before the first count; `None` where nobody counts who passes.
#[must_use]
pub fn at_start(ground: &Ground<'_>) -> Vec<Option<f64>> {
    let network = ground.network;
    let usual = |gate: usize| central(network, "border_capacity", &network.scopes_of_gate(gate));
    (0..network.gates.len()).map(|gate| ground.series_of_gate(gate).next().map(|_| usual(gate))).collect()
}

/// Takes in the counts of a day, by series.
pub fn learn(ground: &Ground<'_>, counts: &[Option<f64>], ceilings: &mut [Option<f64>]) {
    for (gate, ceiling) in ceilings.iter_mut().enumerate() {
        let counted = ground.series_of_gate(gate).filter_map(|series| counts[series]).reduce(f64::max);
        if let (Some(most), Some(counted)) = (ceiling.as_mut(), counted) {
            *most = after(*most, counted, central(ground.network, "ceiling_memory", &ground.network.scopes_of_gate(gate)));
        }
    }
}

/// A day of many people is forgotten by a factor e in `memory` days.
fn after(most: f64, counted: f64, memory: f64) -> f64 {
    (most * libm::exp(-1.0 / memory)).max(counted).max(LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_people_are_seen_at_once_and_forgotten_slowly() {
        let busy = after(1000.0, 8000.0, 60.0);
        assert_eq!(busy, 8000.0);
        let later = (0..60).fold(busy, |most, _| after(most, 700.0, 60.0));
        assert!((later - 8000.0 * libm::exp(-1.0)).abs() < 1e-6);
        assert_eq!((0..600).fold(busy, |most, _| after(most, 0.0, 60.0)), LEAST);
    }
}
