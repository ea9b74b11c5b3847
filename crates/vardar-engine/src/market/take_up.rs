//! Who turns to an irregular crossing while waiting at a border.
//!
//! Odds of a day: `logit h = logit h₀ + a₁ ln((1 + W)/(1 + Wmax)) − a₂ ln p + a₃ m`, with the expected wait `W` of people who stand at
//! the border (queue over admissions a day; at a closed border it grows with the closure, up to `Wmax`), the price `p` relative to
//! its reference, and the log `m` of the group's means. `h₀` holds at a border closed for long, at the reference price.

use super::{Market, markets};
use crate::choice::QueueNews;
use crate::network::{Network, Outlook};
use crate::parameters::MemberParameters;

/// Hazard per day of turning to an irregular crossing while waiting at a link with a market, by group.
pub(crate) fn hazards(
    market: &Market,
    network: &Network,
    parameters: &MemberParameters,
    queues: &QueueNews,
    (day, link): (usize, usize),
    rates: &mut [f64],
) {
    let (Some(own), Some(gate)) = (&parameters.market, network.gate_of(day, link)) else {
        rates.fill(0.0);
        return;
    };
    let longest = own.closed_wait_days;
    let index = markets(network).of_link[link] as usize;
    let base = own.at.take_up_per_day[index].clamp(0.0, 1.0 - 1e-9);
    let at_price = base / (1.0 - base) * libm::exp(-own.price_response * market.borders[index].log_price);
    let node = &network.gates[gate];
    // Groups mostly wait alike, and what a wait does is the dearest to work out.
    let mut last = (f64::NAN, 0.0);
    for (group, rate) in rates.iter_mut().enumerate() {
        let wait = match node.outlook(day as i32, 0, group) {
            None => 0.0,
            Some(Outlook::Passes(_)) => queues.wait(day, gate, 0),
            Some(Outlook::Closed { reopens: Some(days), .. }) => f64::from(days),
            Some(Outlook::Closed { since, reopens: None }) => 1.0 + parameters.closure_memory * f64::from(since),
        };
        if wait != last.0 {
            let relative = (1.0 + wait.min(longest)) / (1.0 + longest);
            last = (wait, libm::exp(own.wait_response * libm::log(relative)));
        }
        let odds = at_price * last.1 * own.means_on_odds[group];
        // A hazard whose day has the probability odds/(1 + odds).
        *rate = libm::log1p(odds);
    }
}
