//! The binomial draws of the current thread, for the benchmark (feature `draw-log`).

use std::cell::RefCell;

thread_local! {
    static DRAWS: RefCell<Option<Vec<(u32, f64)>>> = const { RefCell::new(None) };
}

/// Notes a draw that needs random numbers, if the thread keeps a list.
#[inline]
pub(super) fn note(n: u32, p: f64) {
    if n > 0 && p > 0.0 && p < 1.0 {
        DRAWS.with_borrow_mut(|draws| {
            if let Some(draws) = draws {
                draws.push((n, p));
            }
        });
    }
}

/// Runs `work` and returns the binomial draws (people, probability) that it made on this thread.
pub fn record<T>(work: impl FnOnce() -> T) -> (T, Vec<(u32, f64)>) {
    DRAWS.set(Some(Vec::new()));
    let result = work();
    (result, DRAWS.take().unwrap_or_default())
}
