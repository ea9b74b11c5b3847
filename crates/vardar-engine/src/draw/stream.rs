//! Random streams keyed by (seed, member, step, site, purpose): Philox 4×64 with ten rounds says where each starts, and
//! xoshiro256++ runs it.
//!
//! The start of a stream is a pure function of its key (a counter-based generator: Salmon et al., "Parallel random numbers:
//! as easy as 1, 2, 3", SC 2011), so results cannot depend on the number of threads or on the order of work. From there a
//! generator with a state is three times as fast as further blocks of Philox (Blackman and Vigna, "Scrambled linear
//! pseudorandom number generators", ACM TOMS 47, 2021). The known answers in the tests come from NumPy's `Philox` and from
//! the recurrence worked out by hand for its first outputs.

const MULTIPLIER_0: u64 = 0xD2E7_470E_E14C_6C93;
const MULTIPLIER_1: u64 = 0xCA5A_8263_9512_1157;
const WEYL_0: u64 = 0x9E37_79B9_7F4A_7C15;
const WEYL_1: u64 = 0xBB67_AE85_84CA_A73B;
/// Second word of the key; any constant will do, this one spells the river.
const KEY_1: u64 = 0x5641_5244_4152_0001;

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
}

/// One reproducible sequence of random numbers.
#[derive(Debug, Clone)]
pub struct Stream {
    state: [u64; 4],
}

impl Stream {
    /// The stream of a key. `wave` tells apart several uses of one purpose at one site within a step.
    #[inline]
    #[must_use]
    pub fn new(seed: u64, member: u32, step: u32, site: u32, purpose: Purpose, wave: u8) -> Self {
        let place = u64::from(step) | (u64::from(site) << 32);
        let use_of_it = u64::from(purpose as u8) | (u64::from(wave) << 8) | (u64::from(member) << 32);
        Self { state: philox([0, place, use_of_it, 0], [seed, KEY_1]) }
    }

    /// Next 64 random bits.
    #[inline]
    pub fn next_u64(&mut self) -> u64 {
        let s = &mut self.state;
        let value = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let shifted = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= shifted;
        s[3] = s[3].rotate_left(45);
        value
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
fn philox(mut counter: [u64; 4], mut key: [u64; 2]) -> [u64; 4] {
    for _ in 0..10 {
        let (high_0, low_0) = multiply_high_low(MULTIPLIER_0, counter[0]);
        let (high_1, low_1) = multiply_high_low(MULTIPLIER_1, counter[2]);
        counter = [high_1 ^ counter[1] ^ key[0], low_1, high_0 ^ counter[3] ^ key[1], low_0];
        key = [key[0].wrapping_add(WEYL_0), key[1].wrapping_add(WEYL_1)];
    }
    counter
}

#[cfg(test)]
mod tests {
    use super::*;
    include!("philox_known_answers.rs");

    #[test]
    fn philox_gives_the_known_answers() {
        for (counter, key, expected) in KNOWN_ANSWERS {
            assert_eq!(philox(*counter, *key), *expected);
        }
    }

    /// The state 1, 2, 3, 4: the first output is rotl(1 + 4, 23) + 1, and the state after it {7, 0, 262146, 6·2^45}.
    #[test]
    fn xoshiro_gives_the_known_answers() {
        let mut stream = Stream { state: [1, 2, 3, 4] };
        assert_eq!(stream.next_u64(), 41_943_041);
        assert_eq!(stream.state, [7, 0, 262_146, 6 << 45]);
        // rotl(7 + 6·2^45, 23) + 7 = 7·2^23 + 6·2^(45 + 23 - 64) + 7.
        assert_eq!(stream.next_u64(), (7 << 23) + (6 << 4) + 7);
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
