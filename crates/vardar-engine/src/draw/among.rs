//! Exact binomial draws among people who stand in many cells and share one probability.
//!
//! Independent draws for every cell, and one draw for all of them followed by a random sample of so many out of all, have the same
//! distribution. The first costs a draw for each cell, the second a few operations for each person of the sample, however many cells
//! there are: whichever is expected to cost less is done.

use super::binomial::{SIDE_BY_SIDE, binomial};
use super::each::binomial_each;
use super::hypergeometric::multivariate_hypergeometric;
use super::stream::Stream;

/// To draw a word of trials, or for a large cell, takes as long as to pick about so many people.
const PICKED_PER_DRAW: u32 = 10;

/// Those among `people` to whom something of probability `p` happens, each on their own.
#[inline]
#[must_use]
pub fn binomial_among<const G: usize>(stream: &mut Stream, people: &[u32; G], p: f64) -> [u32; G] {
    #[cfg(feature = "draw-log")]
    return super::log::note_among(people, p, || draw_among(stream, people, p));
    #[cfg(not(feature = "draw-log"))]
    draw_among(stream, people, p)
}

#[inline]
fn draw_among<const G: usize>(stream: &mut Stream, people: &[u32; G], p: f64) -> [u32; G] {
    let all: u32 = people.iter().sum();
    let inhabited: u32 = people.iter().map(|n| u32::from(*n > 0)).sum();
    let expected = f64::from(all) * p;
    let draws = 1 + (all / SIDE_BY_SIDE).min(inhabited);
    if expected.min(f64::from(all) - expected) >= f64::from(PICKED_PER_DRAW * draws) {
        return binomial_each(stream, people, p);
    }
    match binomial(stream, all, p) {
        0 => [0; G],
        happens => sample_of(stream, people, happens, all, inhabited),
    }
}

/// `sample` people drawn at random out of all, or everybody if they are no more.
#[inline]
#[must_use]
pub fn sample_among<const G: usize>(stream: &mut Stream, people: &[u32; G], sample: u32) -> [u32; G] {
    sample_of(stream, people, sample, people.iter().sum(), people.iter().map(|n| u32::from(*n > 0)).sum())
}

/// As [`sample_among`] of `all` people, who stand in so many `inhabited` cells.
#[inline]
fn sample_of<const G: usize>(stream: &mut Stream, people: &[u32; G], sample: u32, all: u32, inhabited: u32) -> [u32; G] {
    if sample >= all {
        return *people;
    }
    if sample.min(all - sample) >= PICKED_PER_DRAW * inhabited || all > i32::MAX as u32 {
        let mut taken = [0; G];
        multivariate_hypergeometric(stream, people, sample, |cell, n| taken[cell] = n);
        return taken;
    }
    if sample <= all / 2 { minus(people, &without(stream, people, sample)) } else { without(stream, people, all - sample) }
}

/// People who are left when `sample` of them, drawn at random, have gone. They are at most [`i32::MAX`].
///
/// A person's number decides in which cell they stand: that of the first cell up to whose end there are more. When they go, the
/// ends from there on move by one.
#[inline]
fn without<const G: usize>(stream: &mut Stream, people: &[u32; G], sample: u32) -> [u32; G] {
    // Signed, because machines compare many signed numbers at once.
    let mut ends = [0i32; G];
    let mut before = 0;
    let (eights, others) = ends.as_chunks_mut::<8>();
    let (people_of_eights, people_of_others) = people.as_chunks::<8>();
    for (ends, people) in eights.iter_mut().zip(people_of_eights) {
        *ends = up_to_each(people.map(|n| n as i32)).map(|n| n + before);
        before = ends[7];
    }
    for (end, people) in others.iter_mut().zip(people_of_others) {
        before += *people as i32;
        *end = before;
    }
    let mut left = before as u32;
    for _ in 0..sample {
        let number = stream.below(left) as i32;
        ends.iter_mut().for_each(|end| *end -= i32::from(*end > number));
        left -= 1;
    }
    let mut before = 0;
    let mut rest = [0; G];
    for (rest, end) in rest.iter_mut().zip(&ends) {
        *rest = (end - before) as u32;
        before = *end;
    }
    rest
}

/// Sums of eight numbers up to each of them, in three steps of eight additions at once.
#[inline]
fn up_to_each(mut numbers: [i32; 8]) -> [i32; 8] {
    for step in [1, 2, 4] {
        let before = numbers;
        for i in step..8 {
            numbers[i] += before[i - step];
        }
    }
    numbers
}

#[inline]
fn minus<const G: usize>(people: &[u32; G], others: &[u32; G]) -> [u32; G] {
    let mut difference = *people;
    difference.iter_mut().zip(others).for_each(|(n, other)| *n -= other);
    difference
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{
        binomial_probability, chi_square_of_draws, covariance_of_draws, hypergeometric_probability, stream,
    };
    use super::*;

    /// Null: whichever way is taken, each cell has its binomial distribution. 100,000 draws a crowd and probability, seed 23, size
    /// 1e-4 a cell.
    #[test]
    fn every_cell_follows_the_binomial_distribution() {
        let crowds = [
            [3u32, 0, 9, 1, 0, 0, 0, 0, 14, 2, 5, 0],
            [300, 0, 20, 1, 0, 0, 0, 0, 4000, 2, 65, 0],
            [90_000, 70, 800, 0, 5, 0, 0, 0, 4000, 2, 65, 12_000],
        ];
        for (index, people) in crowds.iter().enumerate() {
            for (at, p) in [0.000_3, 0.02, 0.3, 0.81, 0.9996].into_iter().enumerate() {
                let mut stream = stream(23, index * 10 + at);
                let draws: Vec<_> = (0..100_000).map(|_| binomial_among(&mut stream, people, p)).collect();
                for (cell, &n) in people.iter().enumerate() {
                    let draw = |i: usize| draws[i][cell];
                    let excess = chi_square_of_draws(draws.len(), draw, |k| binomial_probability(n, p, k));
                    assert!(excess < 1.0, "{n} people, p {p}: chi-square is {excess:.2} times its critical value");
                }
            }
        }
    }

    /// Null: the people of two cells to whom it happens are uncorrelated. 100,000 draws, seed 24; five standard errors.
    #[test]
    fn cells_are_independent() {
        let (mut stream, people, p) = (stream(24, 0), [200, 300], 0.02);
        let covariance = covariance_of_draws(100_000, people, p, || binomial_among(&mut stream, &people, p));
        assert!(covariance.abs() < 1.0, "{covariance}");
    }

    /// Null: who is in a sample is hypergeometric, whichever way is taken. 100,000 samples a case, seed 25, size 1e-4 a case.
    #[test]
    fn samples_are_hypergeometric() {
        for (index, (people, size)) in
            [([40, 7, 0, 13], 20), ([40, 7, 0, 13], 51), ([400, 70, 9, 230], 300)].into_iter().enumerate()
        {
            let (mut stream, marked) = (stream(25, index), people[3]);
            let all: u32 = people.iter().sum();
            let probability = |k: u32| hypergeometric_probability(marked, all - marked, size, k);
            let excess = chi_square_of_draws(100_000, |_| sample_among(&mut stream, &people, size)[3], probability);
            assert!(excess < 1.0, "{size} of {people:?}: chi-square is {excess:.2} times its critical value");
        }
    }

    #[test]
    fn bounds_are_certain_and_crowds_may_be_as_large_as_numbers_go() {
        let mut stream = stream(26, 0);
        let people = [u32::MAX - 10, 4, 6, 0];
        assert_eq!(binomial_among(&mut stream, &people, 0.0), [0; 4]);
        assert_eq!(binomial_among(&mut stream, &people, 1.0), people);
        assert_eq!(binomial_among(&mut stream, &people, f64::NAN), [0; 4]);
        let sample = sample_among(&mut stream, &people, 3);
        assert_eq!(sample.iter().sum::<u32>(), 3);
        let sample = sample_among(&mut stream, &people, u32::MAX - 3);
        assert_eq!(sample.iter().sum::<u32>(), u32::MAX - 3);
        assert_eq!(sample_among(&mut stream, &[3, 4], 9), [3, 4]);
        assert_eq!(sample_among(&mut stream, &[3, 4], 0), [0, 0]);
    }
}
