//! Travel time on a link as a distribution over whole steps.

/// Probability of each whole number of steps, `slots` of them, of a journey of `min` to `max` hours (uniform) in steps of `step` hours.
///
/// People set out at a uniform moment of their step, so a journey of `t` hours takes `⌊(u + t)/step⌋` steps with `u` uniform in
/// [0, step): the mean is exactly `t/step`, whatever the step. A leg whose longest time is at most half a step is crossed within
/// the step (`at_least_one_step` forbids that for irregular crossings). What lies beyond the last slot is put into it.
#[must_use]
pub fn travel_steps(min: f64, max: f64, step: f64, slots: usize, at_least_one_step: bool) -> Vec<f64> {
    let mut probability = vec![0.0; slots.max(1)];
    if max <= step / 2.0 {
        probability[0] = 1.0;
    } else {
        let mut below = 0.0;
        for (k, p) in probability.iter_mut().enumerate() {
            let up_to = cumulative((k + 1) as f64 * step, min, max, step);
            *p = (up_to - below).max(0.0);
            below = up_to;
        }
        if let Some(last) = probability.last_mut() {
            *last += 1.0 - below;
        }
    }
    if at_least_one_step && probability.len() > 1 {
        probability[1] += probability[0];
        probability[0] = 0.0;
    }
    probability
}

/// P(u + t < x) for u uniform in [0, step) and t uniform in [min, max].
fn cumulative(x: f64, min: f64, max: f64, step: f64) -> f64 {
    if max - min < 1e-9 {
        return ((x - min) / step).clamp(0.0, 1.0);
    }
    // Integral of the ramp (x - t)/step, clipped to [0, 1], over t: differences of its quadratic antiderivative.
    let ramp = |z: f64| {
        if z <= 0.0 {
            0.0
        } else if z >= step {
            z - step / 2.0
        } else {
            z * z / (2.0 * step)
        }
    };
    ((ramp(x - min) - ramp(x - max)) / (max - min)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean_steps(p: &[f64]) -> f64 {
        p.iter().enumerate().map(|(k, p)| k as f64 * p).sum()
    }

    #[test]
    fn the_mean_is_the_mean_travel_time() {
        for (min, max) in [(3.5, 5.0), (6.0, 9.0), (0.0, 6.1), (8.0, 8.0), (24.0, 72.0), (10.0, 36.0)] {
            let p = travel_steps(min, max, 6.0, 40, false);
            assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            assert!((mean_steps(&p) - (min + max) / 12.0).abs() < 1e-9, "{min}..{max}: {}", mean_steps(&p));
        }
    }

    #[test]
    fn short_legs_are_crossed_within_the_step_and_irregular_ones_are_not() {
        assert_eq!(travel_steps(0.5, 3.0, 6.0, 3, false), [1.0, 0.0, 0.0]);
        assert_eq!(travel_steps(0.5, 3.0, 6.0, 3, true), [0.0, 1.0, 0.0]);
        let long = travel_steps(480.0, 720.0, 6.0, 4, false);
        assert_eq!(long, [0.0, 0.0, 0.0, 1.0]);
    }
}
