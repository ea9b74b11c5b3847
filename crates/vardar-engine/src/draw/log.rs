//! The binomial draws of the current thread, for the benchmark (feature `draw-log`).

use super::among::binomial_among;
use super::binomial::binomial;
use super::stream::Stream;
use std::cell::RefCell;

/// Crowds of at most so many cells are replayed as they were drawn.
const CELLS: usize = 64;

/// Draws that were made together.
#[derive(Debug, Clone)]
pub enum Draw {
    /// For people of one cell.
    One {
        /// How many they are.
        people: u32,
        /// Probability that something happens to one of them.
        p: f64,
    },
    /// For people of several cells with the same probability.
    Among {
        /// How many there are in each cell.
        people: Box<[u32; CELLS]>,
        /// Of these cells so many are of the site.
        cells: usize,
        /// Probability that something happens to one of them.
        p: f64,
    },
}

impl Draw {
    /// Numbers that it gives: one for each cell with somebody in it.
    #[must_use]
    pub fn numbers(&self) -> usize {
        match self {
            Self::One { .. } => 1,
            Self::Among { people, .. } => people.iter().filter(|n| **n > 0).count(),
        }
    }

    /// Makes it again. Crowds of eight cells are drawn as a site of eight, larger ones as one of 64.
    #[must_use]
    pub fn again(&self, stream: &mut Stream) -> u32 {
        match self {
            Self::One { people, p } => binomial(stream, *people, *p),
            Self::Among { people, cells, p } if *cells <= 8 => {
                let site: &[u32; 8] = people.first_chunk().expect("64 cells");
                binomial_among(stream, site, *p)[0]
            }
            Self::Among { people, p, .. } => binomial_among(stream, people, *p)[0],
        }
    }
}

thread_local! {
    static DRAWS: RefCell<Option<Vec<Draw>>> = const { RefCell::new(None) };
}

/// Notes a draw that needs random numbers, if the thread keeps a list.
pub(super) fn note(people: u32, p: f64) {
    if people > 0 && p > 0.0 && p < 1.0 {
        push(|| Draw::One { people, p });
    }
}

/// Does `work`, which draws for several cells together, and notes the draws as one.
pub(super) fn note_among<T>(people: &[u32], p: f64, work: impl FnOnce() -> T) -> T {
    if DRAWS.with_borrow(Option::is_none) {
        return work();
    }
    let before = DRAWS.take();
    let result = work();
    DRAWS.set(before);
    if people.iter().any(|n| *n > 0) && p > 0.0 && p < 1.0 && people.len() <= CELLS {
        push(|| {
            let mut cells = Box::new([0; CELLS]);
            cells[..people.len()].copy_from_slice(people);
            Draw::Among { people: cells, cells: people.len(), p }
        });
    }
    result
}

fn push(draw: impl FnOnce() -> Draw) {
    DRAWS.with_borrow_mut(|draws| {
        if let Some(draws) = draws {
            draws.push(draw());
        }
    });
}

/// Runs `work` and returns the binomial draws that it made on this thread.
pub fn record<T>(work: impl FnOnce() -> T) -> (T, Vec<Draw>) {
    DRAWS.set(Some(Vec::new()));
    let result = work();
    (result, DRAWS.take().unwrap_or_default())
}
