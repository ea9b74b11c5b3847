//! Random streams keyed by (seed, member, step, site, purpose): Philox 2×64 with ten rounds says where each starts, and wyrand runs
//! it.
//!
//! The start of a stream is a pure function of its key (a counter-based generator: Salmon et al., "Parallel random numbers:
//! as easy as 1, 2, 3", SC 2011), so results cannot depend on the number of threads or on the order of work. From there a
//! sum and one product give the next word (Wang Yi's wyrand, of the wyhash family), several times as fast as further blocks of
//! Philox. What wyrand has as a constant for everybody is a second random word of each stream here, so that two streams that
//! come upon the same counter still differ. Both a single stream and the first words of many, one after the other, pass PractRand
//! (see ARCHITECTURE.md). The known answers in the tests are those of Random123 and of the crate `fastrand`.

/// Multiplier and key increment of Philox 2×64.
const MULTIPLIER: u64 = 0xD2B7_4407_B1CE_6E93;
const WEYL: u64 = 0x9E37_79B9_7F4A_7C15;
/// Increment of the counter of wyrand.
const INCREMENT: u64 = 0x2D35_8DCC_AA6C_78A5;

/// What a stream is drawn for. The numbers are part of the result of a seed: never reuse or reorder them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    /// Parameters of a member.
    Parameter = 1,
    /// People who enter the route.
    Inflow = 2,
    /// Who leaves a place, where to, and how long that takes.
    Decide = 3,
    /// Who is registered today.
    Register = 4,
    /// Who is let through a border.
    Border = 5,
    /// What people do while they wait.
    Wait = 6,
    /// People already on the way on the first day.
    Initial = 7,
    /// What is reported of what happened.
    Observation = 8,
    /// How the pace and the coverage of the counts drift.
    Drift = 9,
    /// Who is added or removed when a stock is corrected, and which members go on.
    Analysis = 10,
    /// People who may enter on days that are not known yet.
    FutureInflow = 11,
    /// Prices of irregular crossings.
    Market = 12,
    /// Who is exploited, and who has to work for a debt.
    Exposure = 13,
    /// Who of the people who enter is in debt or was exploited before.
    Standing = 14,
    /// At which hour a day of counting ends.
    Cutoff = 15,
}

/// One reproducible sequence of random numbers.
#[derive(Debug, Clone)]
pub struct Stream {
    counter: u64,
    key: u64,
}

impl Stream {
    /// The stream of a key. `wave` tells apart several uses of one purpose at one site within a step.
    #[inline]
    #[must_use]
    pub fn new(seed: u64, member: u32, step: u32, site: u32, purpose: Purpose, wave: u8) -> Self {
        let place = u64::from(step) | (u64::from(site) << 32);
        let use_of_it = u64::from(purpose as u8) | (u64::from(wave) << 8) | (u64::from(member) << 32);
        let [counter, key] = philox([place, use_of_it], seed);
        Self { counter, key }
    }

    /// Next 64 random bits.
    #[inline]
    pub fn next_u64(&mut self) -> u64 {
        self.counter = self.counter.wrapping_add(INCREMENT);
        let (high, low) = multiply_high_low(self.counter, self.counter ^ self.key);
        high ^ low
    }

    /// Uniform among the whole numbers below `n`: the bias is below 2^-32 of the chance of one.
    #[inline]
    pub fn below(&mut self, n: u32) -> u32 {
        ((u128::from(self.next_u64()) * u128::from(n)) >> 64) as u32
    }

    /// Uniform in [0, 1), 53 bits.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Uniform in (0, 1), never 0: safe under a logarithm.
    #[inline]
    pub fn uniform_open(&mut self) -> f64 {
        ((self.next_u64() >> 12) as f64 + 0.5) * (1.0 / (1u64 << 52) as f64)
    }
}

#[inline(always)]
fn multiply_high_low(a: u64, b: u64) -> (u64, u64) {
    let product = u128::from(a) * u128::from(b);
    ((product >> 64) as u64, product as u64)
}

#[inline]
fn philox(mut counter: [u64; 2], mut key: u64) -> [u64; 2] {
    for _ in 0..10 {
        let (high, low) = multiply_high_low(MULTIPLIER, counter[0]);
        counter = [high ^ key ^ counter[1], low];
        key = key.wrapping_add(WEYL);
    }
    counter
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the known answers that come with Random123, `philox2x64` with 10 rounds.
    #[test]
    fn philox_gives_the_known_answers() {
        let known = [
            ([0, 0], 0, [0xCA00_A045_9843_D731, 0x66C2_4222_C9A8_45B5]),
            ([u64::MAX; 2], u64::MAX, [0x65B0_21D6_0CD8_310F, 0x4D02_F322_2F86_DF20]),
            (
                [0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7344],
                0xA409_3822_299F_31D0,
                [0x0A5E_742C_2997_341C, 0xB0F8_83D3_8000_DE5D],
            ),
        ];
        for (counter, key, expected) in known {
            assert_eq!(philox(counter, key), expected);
        }
    }

    /// The first words of `fastrand::Rng::with_seed(42)`, version 2: the same recurrence with one key for everybody.
    #[test]
    fn wyrand_gives_the_known_answers() {
        let mut stream = Stream { counter: 42, key: 0x8BB8_4B93_962E_ACC9 };
        for expected in [0xCA71_D87C_7698_3989, 0x7E5B_A615_5208_5FC6, 0xCDF1_01E3_BAB8_8B9F] {
            assert_eq!(stream.next_u64(), expected);
        }
    }

    #[test]
    fn every_part_of_the_key_changes_the_stream() {
        let first = |mut s: Stream| s.next_u64();
        let base = first(Stream::new(1, 2, 3, 4, Purpose::Decide, 0));
        for other in [
            Stream::new(2, 2, 3, 4, Purpose::Decide, 0),
            Stream::new(1, 3, 3, 4, Purpose::Decide, 0),
            Stream::new(1, 2, 4, 4, Purpose::Decide, 0),
            Stream::new(1, 2, 3, 5, Purpose::Decide, 0),
            Stream::new(1, 2, 3, 4, Purpose::Wait, 0),
            Stream::new(1, 2, 3, 4, Purpose::Decide, 1),
        ] {
            assert_ne!(base, first(other));
        }
        assert_eq!(base, first(Stream::new(1, 2, 3, 4, Purpose::Decide, 0)));
    }

    #[test]
    fn uniforms_stay_in_their_range() {
        let mut stream = Stream::new(7, 0, 0, 0, Purpose::Parameter, 0);
        for _ in 0..10_000 {
            let closed = stream.uniform();
            let open = stream.uniform_open();
            assert!((0.0..1.0).contains(&closed));
            assert!(open > 0.0 && open < 1.0);
        }
    }
}
