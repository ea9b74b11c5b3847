//! A privacy budget or a part of it.

use std::fmt;
use std::str::FromStr;

/// A privacy loss, in whole thousandths of epsilon, so that shares add up exactly: from 0.001 to 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Epsilon(u32);

/// Why a text is no epsilon.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a number from 0.001 to 1000 with at most three decimals, like 0.5")]
pub struct EpsilonError;

const THOUSANDTHS: u32 = 1000;
const LARGEST: u32 = 1000 * THOUSANDTHS;

impl Epsilon {
    /// Above this, what is published says nearly as much of a single record as the exact counts.
    pub const WEAK: Epsilon = Epsilon(10 * THOUSANDTHS);

    /// So many thousandths, if that is allowed.
    #[must_use]
    pub fn of_thousandths(count: u32) -> Option<Epsilon> {
        (1..=LARGEST).contains(&count).then_some(Epsilon(count))
    }

    /// As whole thousandths.
    #[must_use]
    pub fn thousandths(self) -> u32 {
        self.0
    }

    /// As a number.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.0) / f64::from(THOUSANDTHS)
    }
}

impl FromStr for Epsilon {
    type Err = EpsilonError;

    fn from_str(text: &str) -> Result<Self, EpsilonError> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(decimals) || text.ends_with('.') || decimals.len() > 3 {
            return Err(EpsilonError);
        }
        let whole: u32 = whole.parse().map_err(|_| EpsilonError)?;
        let decimals: u32 = format!("{decimals:0<3}").parse().map_err(|_| EpsilonError)?;
        let count = whole.checked_mul(THOUSANDTHS).and_then(|count| count.checked_add(decimals));
        count.and_then(Epsilon::of_thousandths).ok_or(EpsilonError)
    }
}

impl fmt::Display for Epsilon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, decimals) = (self.0 / THOUSANDTHS, self.0 % THOUSANDTHS);
        if decimals == 0 {
            return write!(f, "{whole}");
        }
        f.write_str(format!("{whole}.{decimals:03}").trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_epsilon_is_a_positive_number_of_thousandths() {
        for (text, thousandths, shown) in
            [("1", 1000, "1"), ("0.5", 500, "0.5"), ("0.001", 1, "0.001"), ("1000", 1_000_000, "1000"), ("2.50", 2500, "2.5")]
        {
            let epsilon: Epsilon = text.parse().expect(text);
            assert_eq!((epsilon.thousandths(), epsilon.to_string().as_str()), (thousandths, shown));
            assert_eq!(shown.parse(), Ok(epsilon));
        }
        for text in
            ["0", "0.000", "-1", "NaN", "inf", "1e3", "1000.001", "0.0005", "", ".", "1.", ".5", "+1", "1,5", "99999999999"]
        {
            assert_eq!(text.parse::<Epsilon>(), Err(EpsilonError), "{text}");
        }
        assert_eq!(Epsilon::of_thousandths(0), None);
        assert_eq!(Epsilon::WEAK.value(), 10.0);
    }
}
