//! Simulation-based calibration: worlds are drawn from the prior, each is calibrated, and the rank of every true parameter among
//! the members of the posterior is noted. If the posterior is right, all ranks are equally likely (S. Talts and others, "Validating
//! Bayesian inference algorithms with simulation-based calibration", 2018).
//!
//! Most parameters are not learned from a few weeks of counts, and their rank is that of the drawn truth in the prior: how unevenly the draws of
//! these worlds lie there is printed as well. What the last line shows beyond that is the calibration's.
//!
//! `cargo run --release -p vardar-run --example calibration_ranks -- WORLDS MEMBERS FROM TO`

use std::sync::atomic::AtomicBool;
use vardar_run::{Calibration, CalibrationRequest, CalibrationState, Progress, ScenarioSource, load};

const BINS: usize = 10;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |index: usize, default: &str| words.get(index).map_or(default, String::as_str).to_owned();
    let (worlds, members): (u64, u32) = (word(0, "20").parse()?, word(1, "100").parse()?);
    let (from, to) = (word(2, "2015-10-01").parse()?, word(3, "2015-12-15").parse()?);
    let loaded = load(&ScenarioSource::Embedded("balkan-2015".to_owned()))?;
    let request = CalibrationRequest { from, to, members, seed: 1, overrides: Vec::new() };
    let calibration = Calibration::new(&loaded, &request)?;
    let stop = AtomicBool::new(false);
    let progress = Progress { stop: &stop, member_done: &|| () };
    let (mut informed, mut all, mut drawn) = (Ranks::default(), Ranks::default(), Ranks::default());
    let prior: Vec<f64> = (0..members).map(|member| (f64::from(member) + 0.5) / f64::from(members)).collect();
    for world in 0..worlds {
        let imagined = calibration.imagine(1000 + world);
        let request = CalibrationRequest { seed: 5000 + world, ..request.clone() };
        let done = imagined.calibration.weigh(&request, CalibrationState::default(), &progress, &mut |_| Ok(()))?;
        let (mut moved, mut error, mut error_before) = (0, 0.0, 0.0);
        for (((_, shrinkage), deviates), truth) in done.variables.iter().zip(&done.deviates).zip(&imagined.truth) {
            all.add(deviates, *truth);
            drawn.add(&prior, 0.5 * libm::erfc(-truth * std::f64::consts::FRAC_1_SQRT_2));
            if *shrinkage >= 0.05 {
                informed.add(deviates, *truth);
                moved += 1;
                let mean = deviates.iter().sum::<f64>() / deviates.len() as f64;
                error += (mean - truth) * (mean - truth);
                error_before += truth * truth;
            }
        }
        println!("world {world}: {moved} parameters learned; mean squared error {:.2} of the prior's", error / error_before);
    }
    println!("{worlds} worlds, {members} members, {from} to {to}");
    println!("learned parameters (5 % of the spread gone): {informed}");
    println!("true values in the prior, before any count: {drawn}");
    println!("all parameters: {all}");
    Ok(())
}

/// How many true values fell into each tenth of the members.
#[derive(Default)]
struct Ranks {
    bins: [u32; BINS],
    /// How many would, if all ranks were equally likely: `n` members leave `n + 1` places, which ten tenths do not share evenly.
    expected: [f64; BINS],
    inside_50: u32,
    inside_90: u32,
}

impl Ranks {
    fn add(&mut self, members: &[f64], truth: f64) {
        let below = members.iter().filter(|value| **value < truth).count();
        let places = members.len() + 1;
        let tenth = |below: usize| (2 * below + 1) * BINS / (2 * places);
        self.bins[tenth(below)] += 1;
        (0..places).for_each(|below| self.expected[tenth(below)] += 1.0 / places as f64);
        let place = (below as f64 + 0.5) / places as f64;
        self.inside_50 += u32::from((0.25..0.75).contains(&place));
        self.inside_90 += u32::from((0.05..0.95).contains(&place));
    }
}

impl std::fmt::Display for Ranks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let total: u32 = self.bins.iter().sum();
        let square_of = |(n, expected): (&u32, &f64)| (f64::from(*n) - expected) * (f64::from(*n) - expected) / expected;
        let square: f64 = self.bins.iter().zip(&self.expected).map(square_of).sum();
        let share = |n: u32| 100.0 * f64::from(n) / f64::from(total);
        write!(
            f,
            "ranks in tenths {:?}, chi-square {square:.1} with {} degrees of freedom (95 % of right posteriors: below 16.9, if \
             parameters were independent), {:.0} % inside the 50 % range, {:.0} % inside the 90 % range",
            self.bins,
            BINS - 1,
            share(self.inside_50),
            share(self.inside_90)
        )
    }
}
