//! How much more the counts of late have surprised than the scenario says they should.
//!
//! Every series has an unrest, a factor on variances that follows its surprises and is forgotten from day to day, counted or not. A series that surprises
//! alone may be badly counted; when the series of a route surprise together, its rules have changed, and more will. What may not change:
//! an unrest is that of an evening, and knows no later count.

/// How fast the unrest of a series follows its surprises.
const RATE: f64 = 0.07;

/// What of its logarithm is forgotten in a day: half of it in six weeks. Without this a road that has become quiet was forecast for months
/// with the width of its last storm.
const FORGOTTEN: f64 = 0.015;

/// As far as it goes, either way.
const FURTHEST: f64 = 12.0;

/// A surprise counts as at most so many variances.
const LARGEST_SURPRISE: f64 = 6.0;

/// Intervals are wider by this power of the route's unrest. A factor on variances would be a root; with it the 50 % ranges of January to March 2016 hold 44 to
/// 46 % of the counts, by which it was chosen.
const WIDENING: f64 = 0.55;

/// The unrest after a day: `surprise` is the squared distance of its count from what was expected, in variances; `None` without a count.
#[must_use]
pub fn after(unrest: f64, surprise: Option<f64>) -> f64 {
    let step = surprise.map_or(0.0, |surprise| RATE * (surprise.min(LARGEST_SURPRISE) - 1.0));
    libm::exp((1.0 - FORGOTTEN) * libm::log(unrest) + step).clamp(1.0 / FURTHEST, FURTHEST)
}

/// The unrest of a whole route: the geometric mean of that of its series; 1 without any. A border that stays closed, and where nobody is counted as
/// nobody was expected, is calm like any other: a change of rules would have been seen there too.
#[must_use]
pub fn of_route(series: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = series.fold((0.0, 0), |(sum, count), unrest| (sum + libm::log(unrest), count + 1));
    if count == 0 { 1.0 } else { libm::exp(sum / f64::from(count)) }
}

/// By how much intervals are wider than members make them, at least 1, on a route with this unrest.
#[must_use]
pub fn width(of_route: f64) -> f64 {
    libm::pow(of_route, WIDENING).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surprises_are_followed_and_forgotten() {
        let shaken = (0..20).fold(1.0, |unrest, _| after(unrest, Some(4.0)));
        assert!(shaken > 10.0 && (0..200).fold(shaken, |unrest, _| after(unrest, Some(9.0))) == FURTHEST, "{shaken}");
        assert!((0..46).fold(FURTHEST, |unrest, _| after(unrest, None)) < 1.01 * FURTHEST.sqrt());
        assert_eq!((0..200).fold(1.0, |unrest, _| after(unrest, Some(0.0))), 1.0 / FURTHEST);
        assert_eq!(after(1.0, Some(1.0)), 1.0);
    }

    /// One of seven that cannot be trusted is not the route.
    #[test]
    fn one_series_is_not_a_route() {
        let alone = of_route([12.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0].into_iter());
        assert!(alone < 1.5 && of_route([4.0; 7].into_iter()) > 3.99, "{alone}");
        assert_eq!(of_route(std::iter::empty()), 1.0);
    }
}
