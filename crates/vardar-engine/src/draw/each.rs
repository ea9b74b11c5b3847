//! Exact binomial draws for several crowds with the same probability: small crowds share the words in which they are drawn.
//!
//! Everybody in a small crowd has a bit, crowd after crowd, and the bits are drawn 64 at a time (see [`super::binomial`]). The
//! successes of a crowd are the bits that are set up to its end, less those up to its beginning: no branch for any of them, and none
//! for those with nobody in it. A crowd that would fill a word by itself is drawn by itself.

use super::binomial::{SIDE_BY_SIDE, binary_fraction, lowest, many, trials};
use super::stream::Stream;

/// Number of successes among the people of each crowd, who all succeed with probability `p`, each on their own.
///
/// `p` outside [0, 1] is treated as the nearest bound; NaN counts as 0.
#[inline]
pub fn binomial_each<const G: usize>(stream: &mut Stream, people: &[u32; G], p: f64) -> [u32; G] {
    #[cfg(feature = "draw-log")]
    people.iter().for_each(|n| super::log::note(*n, p));
    if p <= 0.0 || p.is_nan() {
        return [0; G];
    }
    if p >= 1.0 {
        return *people;
    }
    let fraction = binary_fraction(p);
    let small: u32 = people.iter().map(|n| if *n < SIDE_BY_SIDE { *n } else { 0 }).sum();
    let in_words = those(people, |n| n.wrapping_sub(1) < SIDE_BY_SIDE - 1);
    let mut successes = if small < SIDE_BY_SIDE {
        let bits = trials(stream, lowest(small), fraction);
        by_crowd(people, in_words, |end| (bits & below(end)).count_ones())
    } else {
        // As many words as crowds are enough, because none of the small ones fills one.
        let (mut words, mut before) = ([0; G], [0; G]);
        let (mut so_far, mut at) = (0, 0);
        for left in (1..=small).rev().step_by(SIDE_BY_SIDE as usize) {
            words[at] = trials(stream, lowest(left.min(SIDE_BY_SIDE)), fraction);
            before[at] = so_far;
            so_far += words[at].count_ones();
            at += 1;
        }
        if let Some(before) = before.get_mut(at) {
            *before = so_far;
        }
        by_crowd(people, in_words, |end| {
            let word = (end / SIDE_BY_SIDE) as usize;
            before[word] + (words[word] & below(end % SIDE_BY_SIDE)).count_ones()
        })
    };
    for crowd in indices(those(people, |n| n >= SIDE_BY_SIDE)) {
        successes[crowd] = many(stream, people[crowd], p);
    }
    successes
}

/// The crowds, as bits, whose numbers are such.
#[inline]
fn those(crowds: &[u32], such: impl Fn(u32) -> bool) -> u64 {
    crowds.iter().enumerate().fold(0, |those, (crowd, n)| those | u64::from(such(*n)) << crowd)
}

/// Numbers of the bits that are set.
#[inline]
fn indices(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let index = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(index)
    })
}

/// The bits before that of number `end`, which is at most 63.
#[inline]
fn below(end: u32) -> u64 {
    (1 << end) - 1
}

/// Successes by crowd, from the number of successes before somebody's bit.
#[inline]
fn by_crowd<const G: usize>(people: &[u32; G], in_words: u64, before: impl Fn(u32) -> u32) -> [u32; G] {
    let mut successes = [0; G];
    let (mut end, mut so_far) = (0, 0);
    for crowd in indices(in_words) {
        end += people[crowd];
        let up_to_here = before(end);
        successes[crowd] = up_to_here - so_far;
        so_far = up_to_here;
    }
    successes
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{binomial_probability, chi_square_of_draws, covariance_of_draws, stream};
    use super::*;

    /// Null: draws for crowds that share words are binomial. 200,000 draws a crowd, seed 17, size 1e-4 a crowd. The first case fits
    /// into one word, the second needs four, and two of its crowds are drawn by themselves.
    #[test]
    fn crowds_that_are_drawn_together_follow_the_binomial_distribution() {
        let cases = [[3u32, 0, 9, 1, 20, 0, 5, 2, 11], [30, 0, 64, 63, 40, 700, 62, 5, 2]];
        for (case, people) in cases.iter().enumerate() {
            for (index, p) in [0.000_7, 0.3, 0.5, 0.97].into_iter().enumerate() {
                let mut stream = stream(17, case * 10 + index);
                let draws: Vec<_> = (0..200_000).map(|_| binomial_each(&mut stream, people, p)).collect();
                for (at, &n) in people.iter().enumerate() {
                    let draw = |i: usize| draws[i][at];
                    let excess = chi_square_of_draws(draws.len(), draw, |k| binomial_probability(n, p, k));
                    assert!(excess < 1.0, "n {n}, p {p}: chi-square is {excess:.2} times its critical value");
                }
            }
        }
    }

    /// Null: two crowds that share a word are independent. 100,000 draws, seed 18; five standard errors of the covariance.
    #[test]
    fn crowds_of_one_word_are_independent() {
        let (mut stream, people, p) = (stream(18, 0), [10, 20], 0.3);
        let covariance = covariance_of_draws(100_000, people, p, || binomial_each(&mut stream, &people, p));
        assert!(covariance.abs() < 1.0, "{covariance}");
    }

    #[test]
    fn bounds_are_certain() {
        let people = [0, 5, 70];
        let mut stream = stream(1, 0);
        assert_eq!(binomial_each(&mut stream, &people, -0.5), [0; 3]);
        assert_eq!(binomial_each(&mut stream, &people, f64::NAN), [0; 3]);
        assert_eq!(binomial_each(&mut stream, &people, 1.5), people);
    }
}
