//! Numbers, dates and intervals in words.

use jiff::civil::Date;
use vardar_results::Quantiles;

/// People as a whole number with thousands separators: `12,345`.
pub(crate) fn people(value: f64) -> String {
    if !value.is_finite() {
        return "unknown".to_owned();
    }
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0.0 && digits != "0" { format!("−{text}") } else { text }
}

/// People rounded to three significant digits, for running text.
pub(crate) fn about(value: f64) -> String {
    let mut unit = 1.0;
    while value.is_finite() && value.abs() / unit >= 1000.0 {
        unit *= 10.0;
    }
    people((value / unit).round() * unit)
}

/// A signed number for differences: `+1,200`, `−300`, `0`.
pub(crate) fn signed(value: f64) -> String {
    let text = about(value);
    if value > 0.0 && text != "0" { format!("+{text}") } else { text }
}

/// `1,230 people (90 % interval 1,000 to 1,500)`.
pub(crate) fn people_with_interval(value: &Quantiles) -> String {
    let noun = if people(value.q50) == "1" { "person" } else { "people" };
    format!("{} {noun} ({})", about(value.q50), interval(value))
}

/// `90 % interval 1,000 to 1,500`.
pub(crate) fn interval(value: &Quantiles) -> String {
    format!("90\u{a0}% interval {} to {}", about(value.q05), about(value.q95))
}

/// A date in words: `3 October 2015`.
pub(crate) fn date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A date with its day of the week, short: `Mon 18 Jan`.
pub(crate) fn weekday(date: Date) -> String {
    date.strftime("%a %-d %b").to_string()
}

/// Names of the days of the week, short.
pub(crate) const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A date of a year that is known, short: `18 Jan`.
pub(crate) fn day_and_month(date: Date) -> String {
    date.strftime("%-d %b").to_string()
}

/// A chance in per cent, without the sign: `37`, and never quite 0 or 100, which no number of members can show. Plain text.
pub(crate) fn percent(chance: f64) -> String {
    match 100.0 * chance {
        percent if percent < 1.0 => "<1".to_owned(),
        percent if percent > 99.0 => ">99".to_owned(),
        percent => format!("{percent:.0}"),
    }
}

/// A number with a fixed count of decimals, or a dash where there is none.
pub(crate) fn decimals(value: Option<f64>, places: usize) -> String {
    match value {
        Some(value) if value.is_finite() => format!("{value:.places$}").replace('-', "−"),
        _ => "–".to_owned(),
    }
}

/// `1 day`, `3 days`.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    #[allow(clippy::cast_precision_loss, reason = "counts of days and people stay far below 2^52")]
    let number = people(count as f64);
    format!("{number} {}", if count == 1 { one } else { many })
}

/// The day with the highest median, if any is above zero.
pub(crate) fn peak(days: &[Quantiles]) -> Option<(usize, &Quantiles)> {
    days.iter()
        .enumerate()
        .filter(|(_, value)| value.q50 > 0.0)
        // The first of equal days, so that the text does not jump to the end of a plateau.
        .reduce(|best, next| if next.1.q50 > best.1.q50 { next } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(people(1_234_567.4), "1,234,567");
        assert_eq!(people(-1234.0), "−1,234");
        assert_eq!(people(-0.2), "0");
        assert_eq!(people(f64::NAN), "unknown");
        assert_eq!(about(12_345.0), "12,300");
        assert_eq!(about(999.6), "1,000");
        assert_eq!(signed(45.0), "+45");
        assert_eq!(signed(-45.0), "−45");
        assert_eq!(decimals(None, 1), "–");
        assert_eq!(counted(1, "day", "days"), "1 day");
        assert_eq!([0.0, 0.014, 0.5, 1.0].map(percent), ["<1", "1", "50", ">99"]);
    }

    #[test]
    fn peak_is_the_first_highest_day() {
        let day = |q50| Quantiles { q50, ..Quantiles::default() };
        assert_eq!(peak(&[day(1.0), day(3.0), day(3.0)]).map(|(index, _)| index), Some(1));
        assert!(peak(&[day(0.0), day(f64::NAN)]).is_none());
    }
}
