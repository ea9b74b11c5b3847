//! Many members on all cores, in any order, with the same result.

use crate::member::{Member, Setup, run_member};
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a run of an ensemble hands back.
#[derive(Debug, Clone)]
pub struct Ensemble<T> {
    /// What `reduce` made of each finished member, by member number.
    pub members: Vec<T>,
    /// True if it was stopped before all members were done.
    pub interrupted: bool,
}

/// Runs `count` members. `reduce` is called on the member's own thread as soon as it is done: memory stays small if it keeps
/// little. `done` is told of every finished member. Setting `stop` ends the run after the members that are under way.
pub fn run<T: Send>(
    setup: &Setup<'_>,
    count: u32,
    stop: &AtomicBool,
    reduce: impl Fn(Member) -> T + Sync,
    done: impl Fn() + Sync,
) -> Ensemble<T> {
    let results: Vec<Option<T>> = (0..count)
        .into_par_iter()
        .with_max_len(1)
        .map(|number| {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            let result = reduce(run_member(setup, number));
            done();
            Some(result)
        })
        .collect();
    let interrupted = results.iter().any(Option::is_none);
    Ensemble { members: results.into_iter().flatten().collect(), interrupted }
}
