//! Exact hypergeometric draws: who is let through when fewer pass than wait.
//!
//! Small samples, and the few, are gone through one by one; the others are drawn by the ratio of uniforms (E. Stadlober, "The ratio
//! of uniforms approach for generating discrete random variates", J. Comput. Appl. Math. 31, 1990), whose cost does not grow with
//! the numbers.

use super::log_factorial::log_factorial;
use super::stream::Stream;

const ONE_BY_ONE_UP_TO: u32 = 12;

/// Number of marked people in a random sample of `sample` out of `marked + others`. `sample` above the total means all.
pub fn hypergeometric(stream: &mut Stream, marked: u32, others: u32, sample: u32) -> u32 {
    let total = u64::from(marked) + u64::from(others);
    if u64::from(sample) >= total {
        return marked;
    }
    if marked == 0 || sample == 0 {
        return 0;
    }
    if others == 0 {
        return sample;
    }
    // Draw the smaller of "who is taken" and "who is left", as the two are mirror images.
    let rest = total - u64::from(sample);
    if rest < u64::from(sample) {
        return marked - smaller_half(stream, marked, others, rest as u32);
    }
    smaller_half(stream, marked, others, sample)
}

fn smaller_half(stream: &mut Stream, marked: u32, others: u32, sample: u32) -> u32 {
    if sample <= ONE_BY_ONE_UP_TO {
        return one_by_one(stream, marked, others, sample);
    }
    // The marked among the sampled are the sampled among the marked: whichever are few are gone through.
    if marked <= ONE_BY_ONE_UP_TO {
        return one_by_one(stream, sample, marked + (others - sample), marked);
    }
    if others <= ONE_BY_ONE_UP_TO {
        return sample - one_by_one(stream, sample, others + (marked - sample), others);
    }
    if marked <= others {
        ratio_of_uniforms(stream, marked, others, sample)
    } else {
        sample - ratio_of_uniforms(stream, others, marked, sample)
    }
}

fn one_by_one(stream: &mut Stream, marked: u32, others: u32, sample: u32) -> u32 {
    let mut left_marked = f64::from(marked);
    let mut left = f64::from(marked) + f64::from(others);
    let mut taken = 0;
    for _ in 0..sample {
        if left_marked == 0.0 {
            break;
        }
        if stream.uniform() * left < left_marked {
            left_marked -= 1.0;
            taken += 1;
        }
        left -= 1.0;
    }
    taken
}

/// `few <= many`, `sample` at most half of all.
fn ratio_of_uniforms(stream: &mut Stream, few: u32, many: u32, sample: u32) -> u32 {
    // 2·√(2/e) and 3 − 2·√(3/e): the constants of Stadlober's table mountain hat.
    const D1: f64 = 1.715_527_769_921_413_5;
    const D2: f64 = 0.898_916_162_058_898_8;
    let (few64, many64, sample64) = (u64::from(few), u64::from(many), u64::from(sample));
    let total = (few64 + many64) as f64;
    let share = few64 as f64 / total;
    let size = sample64 as f64;
    let centre = size * share + 0.5;
    let deviation = ((total - size) * size * share * (1.0 - share) / (total - 1.0) + 0.5).sqrt();
    let width = D1 * deviation + D2;
    let mode = ((size + 1.0) * (few64 as f64 + 1.0) / (total + 2.0)).floor() as u64;
    let log_weight =
        |k: u64| log_factorial(k) + log_factorial(few64 - k) + log_factorial(sample64 - k) + log_factorial(many64 + k - sample64);
    let at_mode = log_weight(mode);
    let upper = few64.min(sample64) as f64 + 1.0;
    loop {
        let x = stream.uniform_open();
        let y = stream.uniform();
        let w = centre + width * (y - 0.5) / x;
        if !(w >= 0.0 && w < upper) {
            continue;
        }
        let k = w as u64;
        let log_ratio = at_mode - log_weight(k);
        // Two quick bounds of 2·ln x, then the exact comparison.
        if x * (4.0 - x) - 3.0 <= log_ratio {
            return k as u32;
        }
        if x * (x - log_ratio) >= 1.0 {
            continue;
        }
        if 2.0 * libm::log(x) <= log_ratio {
            return k as u32;
        }
    }
}

/// Takes a random sample of `sample` people out of all cells: `waiting[i]` people stand in cell `i`; `put(i, people)` is told who goes.
pub fn multivariate_hypergeometric(stream: &mut Stream, waiting: &[u32], sample: u32, mut put: impl FnMut(usize, u32)) {
    let mut others: u64 = waiting.iter().map(|n| u64::from(*n)).sum();
    let mut left = u64::from(sample).min(others);
    if left <= FEW as u64 {
        return few_of_all(stream, waiting, others, left as usize, put);
    }
    for (index, people) in waiting.iter().enumerate() {
        if left == 0 {
            return;
        }
        others -= u64::from(*people);
        let rest = u32::try_from(others).unwrap_or(u32::MAX);
        let part = hypergeometric(stream, *people, rest, left as u32);
        left -= u64::from(part);
        if part > 0 {
            put(index, part);
        }
    }
}

/// Up to so many people are picked by their number among all.
const FEW: usize = 32;

/// Numbers everybody, cell after cell, picks different numbers, and looks in which cells they lie.
fn few_of_all(stream: &mut Stream, waiting: &[u32], all: u64, sample: usize, mut put: impl FnMut(usize, u32)) {
    let mut picked = [u64::MAX; FEW];
    for taken in 0..sample {
        // 64 random bits times fewer than 2^40 people: nobody's chance is off by more than 2^-24 of itself.
        let mut number = ((u128::from(stream.next_u64()) * u128::from(all - taken as u64)) >> 64) as u64;
        // Counted among those not picked yet: each one before it moves it on by one.
        let mut at = 0;
        while at < taken && picked[at] <= number {
            number += 1;
            at += 1;
        }
        picked.copy_within(at..taken, at + 1);
        picked[at] = number;
    }
    let (mut next, mut end) = (0, 0);
    for (index, people) in waiting.iter().enumerate() {
        if next == sample {
            return;
        }
        end += u64::from(*people);
        let before = next;
        while next < sample && picked[next] < end {
            next += 1;
        }
        if next > before {
            put(index, (next - before) as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{chi_square_of_draws, hypergeometric_probability, stream};
    use super::*;

    /// Null: the draws are hypergeometric. 100,000 draws a case, seed 12, size 1e-4 a case.
    #[test]
    fn draws_follow_the_hypergeometric_distribution() {
        let cases = [
            (5, 9, 4),
            (5, 9, 11),
            (300, 200, 12),
            (300, 200, 13),
            (20, 400, 60),
            (400, 20, 60),
            (400, 20, 380),
            (1000, 1000, 580),
            (14, 3000, 40),
            (9, 3000, 400),
            (3000, 9, 400),
            (7, 60, 30),
            (60, 7, 33),
            (60_000, 20_000, 5_000),
            (3, 100_000, 50_000),
            (2_000_000, 3_000_000, 700_000),
        ];
        for (index, (marked, others, sample)) in cases.into_iter().enumerate() {
            let mut stream = stream(12, index);
            let excess = chi_square_of_draws(
                100_000,
                |_| hypergeometric(&mut stream, marked, others, sample),
                |k| hypergeometric_probability(marked, others, sample, k),
            );
            assert!(excess < 1.0, "{marked} {others} {sample}: chi-square is {excess:.2} times its critical value");
        }
    }

    #[test]
    fn a_sample_of_cells_has_its_size() {
        let mut stream = stream(13, 0);
        let waiting = [7u32, 0, 1200, 3, 90];
        for sample in [0u32, 1, 580, 1299, 1300, 5000] {
            let mut taken = [0u32; 5];
            multivariate_hypergeometric(&mut stream, &waiting, sample, |i, k| taken[i] += k);
            assert_eq!(taken.iter().sum::<u32>(), sample.min(1300));
            assert!(taken.iter().zip(waiting).all(|(t, w)| *t <= w));
        }
    }

    /// Null: how many of a cell are in a sample of all is hypergeometric, whether people are picked by number or drawn cell by cell, in
    /// the first cell, in one behind an empty one and in the last. 100,000 samples a case, seed 14, size 1e-4 a cell.
    #[test]
    fn cells_of_a_sample_are_hypergeometric() {
        let waiting = [40u32, 7, 0, 13, 60, 5];
        let all: u32 = waiting.iter().sum();
        for (index, sample) in [2, 9, FEW as u32, FEW as u32 + 1, 70].into_iter().enumerate() {
            for cell in [0, 3, 5] {
                let mut stream = stream(14, index * 10 + cell);
                let draw = |_| {
                    let mut taken = 0;
                    multivariate_hypergeometric(&mut stream, &waiting, sample, |i, k| taken += if i == cell { k } else { 0 });
                    taken
                };
                let of_cell = |k| hypergeometric_probability(waiting[cell], all - waiting[cell], sample, k);
                let excess = chi_square_of_draws(100_000, draw, of_cell);
                assert!(excess < 1.0, "{sample}, cell {cell}: chi-square is {excess:.2} times its critical value");
            }
        }
    }
}
