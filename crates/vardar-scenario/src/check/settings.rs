//! Name, period and engine.

use super::{Checker, is_read};
use crate::problem::shown;

/// Most days of a period: a hundred years, which is far more than anybody can mean.
const LONGEST_PERIOD: usize = 36_525;
/// How far shares that should sum to one may be off: they are often rounded.
pub(crate) const SUM_TOLERANCE: f64 = 0.001;

pub(crate) fn check(checker: &mut Checker<'_>) {
    let scenario = checker.scenario;
    let name = &scenario.name;
    if !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        let hint = format!("such as `{}`", super::ids::slug(name, false));
        checker.setting_error("name", "bad-name", (shown(name), "lower-case letters, digits and `-`".to_owned(), Some(hint)));
    }
    period(checker);
    engine(checker);
}

fn period(checker: &mut Checker<'_>) {
    let period = checker.scenario.period;
    if !is_read(period.start) || !is_read(period.end) {
        return;
    }
    if period.end < period.start {
        let words = (format!("`{}`", period.end), format!("a day from `{}`, the start, on", period.start), None);
        checker.setting_error("period.end", "end-before-start", words);
    } else if period.days() > LONGEST_PERIOD {
        let words = (format!("{} days", period.days()), format!("at most {LONGEST_PERIOD} days"), None);
        checker.setting_error("period.end", "period-too-long", words);
    }
}

fn engine(checker: &mut Checker<'_>) {
    let engine = &checker.scenario.engine;
    let steps = engine.steps_per_day;
    if !(1..=24).contains(&steps) || 24 % steps != 0 {
        let words = (format!("`{steps}`"), "1, 2, 3, 4, 6, 8, 12 or 24".to_owned(), None);
        checker.setting_error("engine.steps_per_day", "steps-do-not-divide-a-day", words);
        return;
    }
    let profile = &engine.step_profile;
    let key = "engine.step_profile";
    if u32::try_from(profile.len()) != Ok(steps) {
        let words = (format!("{} numbers", profile.len()), format!("{steps}, one for each step of a day"), None);
        checker.setting_error(key, "profile-length", words);
    } else if let Some(wrong) = profile.iter().find(|weight| !(**weight >= 0.0 && weight.is_finite())) {
        checker.setting_error(key, "out-of-range", (format!("`{wrong}`"), "numbers of 0 or more".to_owned(), None));
    } else {
        let sum: f64 = profile.iter().sum();
        if (sum - 1.0).abs() > SUM_TOLERANCE {
            checker.setting_error(key, "sum-not-one", (format!("a sum of {sum:.4}"), "a sum of 1".to_owned(), None));
        }
    }
}
