//! The scales on which an ensemble is weighed: what is known of people is skewed, and a Kalman filter believes in none of it.
//!
//! A count is put on the scale on which its error has the variance 1 whatever the number of people (M. S. Bartlett, "The use of
//! transformations", Biometrics 3 (1947)): a square root for few people, a logarithm for many. Weighed as a plain number, its error
//! would have to be guessed from the count itself, and low counts would weigh more than high ones.

/// Scale of a count whose variance about `x` expected people is `constant + x + relative·x²`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CountScale {
    relative: f64,
    constant: f64,
}

/// With less relative scatter the scale is a square root for any number of people that can be counted.
const LEAST_RELATIVE: f64 = 1e-9;

impl CountScale {
    /// See [`CountScale`].
    #[must_use]
    pub fn new(relative: f64, constant: f64) -> Self {
        Self { relative: relative.max(LEAST_RELATIVE), constant }
    }

    /// The integral of `1/sd(x)` up to `people`, but for a constant.
    #[must_use]
    pub fn of(self, people: f64) -> f64 {
        let a = self.relative.sqrt();
        libm::log(2.0 * a * self.variance(people).sqrt() + 2.0 * self.relative * people + 1.0) / a
    }

    /// Mean of [`CountScale::of`] a count of which `people` are expected, to second order: the scale is bent, so that counts lie lower
    /// on it than their mean does. Left out, every count would pull downwards a little, and a slow factor would follow.
    #[must_use]
    pub fn expected(self, people: f64) -> f64 {
        self.of(people) - (1.0 + 2.0 * self.relative * people) / (4.0 * self.variance(people).sqrt())
    }

    fn variance(self, people: f64) -> f64 {
        self.constant + people + self.relative * people * people
    }
}

/// Logarithm of people a day and one more: a flow that is not known is known up to a factor.
#[must_use]
pub fn log_of(people: f64) -> f64 {
    libm::log1p(people)
}

/// What [`log_of`] was taken of, and nobody below nobody.
#[must_use]
pub fn people_of_log(log: f64) -> f64 {
    libm::expm1(log).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_on_the_scale_is_a_standard_deviation() {
        for (relative, constant) in [(0.0225, 1.0), (0.3, 1.0), (0.0, 1.0), (0.04, 850.0)] {
            let scale = CountScale::new(relative, constant);
            for people in [0.0, 5.0, 80.0, 3000.0] {
                let sd = (constant + people + relative * people * people).sqrt();
                let step = 1e-3 * sd;
                let slope = (scale.of(people + step) - scale.of(people)) / step;
                assert!((slope * sd - 1.0).abs() < 1e-2, "{people} people: {slope} times {sd}");
            }
        }
    }

    /// 20,000 negative binomial counts about 3, 30 and 3,000 people: their mean on the scale is the one expected, within four standard
    /// errors and a twentieth of a standard deviation for the orders left out.
    #[test]
    fn counts_lie_where_they_are_expected() {
        use vardar_engine::draw::{Purpose, Stream, negative_binomial};
        for (relative, people) in [(0.0225, 3.0), (0.0225, 30.0), (0.0225, 3000.0), (0.2, 30.0)] {
            let scale = CountScale::new(relative, 0.5);
            let mut random = Stream::new(1, 0, 0, 0, Purpose::Observation, 0);
            let counts = (0..20_000).map(|_| scale.of(negative_binomial(&mut random, people, 1.0 / relative) as f64));
            let off = counts.sum::<f64>() / 20_000.0 - scale.expected(people);
            assert!(off.abs() < 0.03 + 0.05, "{people} people: {off:.3}");
        }
    }

    #[test]
    fn logarithms_come_back() {
        for people in [0.0, 1.0, 12_000.0] {
            assert!((people_of_log(log_of(people)) - people).abs() < 1e-8 * (1.0 + people));
        }
        assert_eq!(people_of_log(-3.0), 0.0);
    }
}
