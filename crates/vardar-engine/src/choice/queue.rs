//! What people do who wait in the queue of a gate: they leave it for another link, or cross irregularly.
//!
//! Worked out when it is needed: most gates have no queue on most days.

use super::{QueueNews, Ways};
use crate::market::{Market, hazards_of_take_up};
use crate::network::{NONE, Network};
use crate::parameters::MemberParameters;

/// Of the people in a queue, by group.
pub(crate) struct InQueue<const G: usize> {
    /// Probability of leaving the queue within a day, by another link or irregularly.
    pub(crate) away: [f64; G],
    /// Share of those who cross irregularly.
    pub(crate) irregular: [f64; G],
}

impl<const G: usize> InQueue<G> {
    /// Today, at a gated link. Irregular crossing does not wait for patience to wear out: the border is closed and will not open
    /// for waiting.
    pub(crate) fn at(
        network: &Network,
        parameters: &MemberParameters,
        (ways, market, news): (&Ways, &Market, &QueueNews),
        day: usize,
        link: usize,
    ) -> Self {
        let groups = network.group_count();
        let node = &network.links[link];
        let rule = network.gate_of(day, link).map(|gate| network.epoch(day).rules[gate]);
        let on_the_market = network.markets.as_ref().is_some_and(|markets| markets.of_link[link] != NONE);
        let mut take_up = [0.0; G];
        if on_the_market {
            hazards_of_take_up(market, network, parameters, news, (day, link), &mut take_up[..groups]);
        }
        let leak = if parameters.driven {
            parameters.irregular_per_day[link] * parameters.irregular_pace[link]
        } else {
            parameters.irregular_per_day[link]
        };
        let mut in_queue = Self { away: [0.0; G], irregular: [0.0; G] };
        let mut last = (f64::NAN, 0.0);
        for (group, take_up) in take_up.into_iter().enumerate().take(groups) {
            let held = ways.held[node.from * groups + group];
            let shut_out = rule.is_some_and(|rule| !rule.admits(group));
            let irregular = if on_the_market {
                take_up
            } else if shut_out && held > 0.0 {
                leak
            } else {
                0.0
            };
            let mut others = network.places[node.from].out.clone().filter(|other| *other != link);
            let elsewhere = others.any(|other| ways.link[other * groups + group] > 0.0);
            let detour = if elsewhere { parameters.detour_per_day[link] * held } else { 0.0 };
            let hazard = irregular + detour;
            // Groups mostly wait alike.
            if hazard != last.0 {
                last = (hazard, if hazard > 0.0 { -libm::expm1(-hazard) } else { 0.0 });
            }
            in_queue.away[group] = last.1;
            in_queue.irregular[group] = if irregular > 0.0 { irregular / hazard } else { 0.0 };
        }
        in_queue
    }
}
