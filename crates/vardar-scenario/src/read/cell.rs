//! The text of one cell to a value, or why it is not one.

use jiff::civil::Date;

use crate::nearest::{did_you_mean, listed};
use crate::problem::{Fault, shown};

/// A whole number of people, beds and the like.
pub(crate) fn count(text: &str) -> Result<u32, Fault> {
    let expected = "a whole number, 0 or more";
    if text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty() {
        return text.parse().map_err(|_| Fault::error("count-too-large", shown(text), format!("at most {}", u32::MAX)));
    }
    if let Some(digits) = without_thousands(text) {
        let hint = format!("write it without separators: `{digits}`");
        return Err(Fault::error("bad-number", shown(text), expected).hint(hint));
    }
    match plain_number(text) {
        Some(value) if !value.is_finite() => Err(Fault::error("not-finite", shown(text), expected)),
        Some(value) if value < 0.0 => Err(Fault::error("negative-count", shown(text), expected)),
        Some(value) if value.fract() == 0.0 && value < 4e9 => {
            Err(Fault::error("fractional-count", shown(text), expected).hint(format!("write `{}`", value.abs())))
        }
        Some(_) => Err(Fault::error("fractional-count", shown(text), expected)),
        None => Err(Fault::error("bad-number", shown(text), expected).hint(number_hint(text))),
    }
}

/// A finite number with a decimal point.
pub(crate) fn number(text: &str) -> Result<f64, Fault> {
    let expected = "a number with a decimal point, such as `0.5`";
    match plain_number(text) {
        Some(value) if value.is_finite() => Ok(value),
        Some(_) => Err(Fault::error("not-finite", shown(text), "a finite number")),
        None => Err(Fault::error("bad-number", shown(text), expected).hint(number_hint(text))),
    }
}

/// Rust's own syntax of a number, which includes `NaN` and `inf`.
fn plain_number(text: &str) -> Option<f64> {
    if text.len() > 400 { None } else { text.parse().ok() }
}

/// `1,234`, `1.234.567`, `1 234` or `1'234` without the separators.
fn without_thousands(text: &str) -> Option<String> {
    let separator = text.chars().find(|c| matches!(c, ',' | '.' | ' ' | '\'' | '\u{a0}' | '\u{202f}' | '’'))?;
    let mut parts = text.split(separator);
    let first = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    // One point with three digits after it could be a decimal point.
    let grouped = rest.iter().all(|part| part.len() == 3 && digits(part)) && (separator != '.' || rest.len() > 1);
    ((1..=3).contains(&first.len()) && digits(&first) && grouped).then(|| format!("{first}{}", rest.concat()))
}

fn number_hint(text: &str) -> Option<String> {
    if text.len() > 100 {
        return None;
    }
    if let Some(digits) = without_thousands(text) {
        let decimal = text.replace(',', ".");
        return Some(if text.matches(',').count() == 1 {
            format!("write `{digits}` if the comma separates thousands, `{decimal}` if it is a decimal comma")
        } else {
            format!("write it without separators: `{digits}`")
        });
    }
    let decimal = text.replace(',', ".");
    if decimal != text && plain_number(&decimal).is_some() {
        return Some(format!("write a decimal point: `{decimal}`"));
    }
    if let Some(share) = text.strip_suffix('%').and_then(|percent| plain_number(percent.trim())) {
        return Some(format!("write a share instead of per cent: `{}`", share / 100.0));
    }
    let unknown = ["na", "n/a", "-", "--", "?", "null", "none", "unknown", "n.a.", "#n/a"];
    unknown.contains(&text.to_lowercase().as_str()).then(|| "leave the cell empty if the figure is not known".to_owned())
}

/// A day, `YYYY-MM-DD`.
pub(crate) fn date(text: &str) -> Result<Date, Fault> {
    let expected = "a date such as `2015-10-01`";
    match digits_by_dashes(text, [4, 2, 2]) {
        Some([year, month, day]) => {
            civil(year, month, day).ok_or_else(|| Fault::error("bad-date", shown(text), "a day that the calendar has"))
        }
        None => Err(Fault::error("bad-date", shown(text), expected).hint(date_hint(text))),
    }
}

/// A month, `YYYY-MM`, as its first day.
pub(crate) fn month(text: &str) -> Result<Date, Fault> {
    let expected = "a month such as `2015-10`";
    let found = digits_by_dashes(text, [4, 2]).and_then(|[year, month]| civil(year, month, 1));
    found.ok_or_else(|| {
        let hint = date(text).ok().map(|day| format!("write the month only: `{:04}-{:02}`", day.year(), day.month()));
        Fault::error("bad-month", shown(text), expected).hint(hint)
    })
}

fn civil(year: u16, month: u16, day: u16) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn digits_by_dashes<const N: usize>(text: &str, lengths: [usize; N]) -> Option<[u16; N]> {
    let mut numbers = [0; N];
    let mut parts = text.split('-');
    for (number, length) in numbers.iter_mut().zip(lengths) {
        let part = parts.next()?;
        if part.len() != length || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

/// The ISO form of a date written in another order.
fn date_hint(text: &str) -> Option<String> {
    let day_part = text.split(['T', ' ']).next()?;
    let parts: Vec<u16> = day_part.split(['/', '.', '-']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let &[a, b, c] = parts.as_slice() else { return None };
    let written = |year, month, day| civil(year, month, day).map(|date| format!("`{date}`"));
    if a > 31 {
        return Some(format!("write {}", written(a, b, c)?));
    }
    let year = if c < 100 { c + 2000 } else { c };
    match (written(year, b, a), written(year, a, b)) {
        (Some(day_first), Some(month_first)) if day_first != month_first => {
            Some(format!("write {day_first}, or {month_first} if the month came first"))
        }
        (Some(only), _) | (None, Some(only)) => Some(format!("write {only}")),
        (None, None) => None,
    }
}

/// One of a fixed list of words.
pub(crate) fn choice<T: Copy>(text: &str, all: &[(T, &'static str)]) -> Result<T, Fault> {
    all.iter().find(|(_, word)| *word == text).map(|(value, _)| *value).ok_or_else(|| {
        let words = || all.iter().map(|(_, word)| *word);
        Fault::error("unknown-word", shown(text), format!("one of {}", listed(words()))).hint(did_you_mean(text, words()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint<T: std::fmt::Debug>(result: Result<T, Fault>) -> (&'static str, String) {
        result.map_or_else(|fault| (fault.code, fault.hint.unwrap_or_default()), |value| ("", format!("{value:?}")))
    }

    #[test]
    fn counts() {
        assert_eq!(hint(count("12")), ("", "12".into()));
        assert_eq!(hint(count("1,234")), ("bad-number", "write it without separators: `1234`".into()));
        assert_eq!(hint(count("1 234 567")), ("bad-number", "write it without separators: `1234567`".into()));
        assert_eq!(hint(count("12.0")), ("fractional-count", "write `12`".into()));
        assert_eq!(hint(count("-3")), ("negative-count", String::new()));
        assert_eq!(hint(count("NaN")), ("not-finite", String::new()));
        assert_eq!(hint(count("5000000000")), ("count-too-large", String::new()));
        assert_eq!(hint(count("")).0, "bad-number");
    }

    #[test]
    fn numbers() {
        assert_eq!(hint(number("-1e-3")), ("", "-0.001".into()));
        assert_eq!(hint(number("0,5")), ("bad-number", "write a decimal point: `0.5`".into()));
        assert_eq!(hint(number("inf")), ("not-finite", String::new()));
        assert_eq!(hint(number("1e999")), ("not-finite", String::new()));
        assert_eq!(hint(number("50 %")), ("bad-number", "write a share instead of per cent: `0.5`".into()));
        assert!(hint(number("1,234")).1.contains("`1234`") && hint(number("1,234")).1.contains("`1.234`"));
    }

    #[test]
    fn dates() {
        assert_eq!(hint(date("2016-02-29")), ("", "2016-02-29".into()));
        assert_eq!(hint(date("2015-02-29")).0, "bad-date");
        assert_eq!(hint(date("31.10.2015")), ("bad-date", "write `2015-10-31`".into()));
        assert_eq!(hint(date("1/10/2015")).1, "write `2015-10-01`, or `2015-01-10` if the month came first");
        assert_eq!(hint(date("2015-10-01T00:00:00")).1, "write `2015-10-01`");
        assert_eq!(hint(month("2015-10-01")).1, "write the month only: `2015-10`");
        assert_eq!(hint(month("2015-13")).0, "bad-month");
    }
}
