//! Daily numbers as short JSON: rounded, and with runs of one value written once.
//!
//! A list holds numbers and `null`; a string `"n"` in it says that the value before it comes `n` more times. Most
//! series of a route rest at zero for months, which makes the page several times smaller.

use serde::Serialize;

/// One entry of an encoded list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Entry {
    Whole(i64),
    Decimal(f64),
    Missing(()),
    Repeat(String),
}

/// Encodes people per day: whole people from 10 on, one decimal below.
pub(crate) fn days(values: impl IntoIterator<Item = Option<f64>>) -> Vec<Entry> {
    let mut encoded = Vec::new();
    let mut run: Option<(Entry, usize)> = None;
    for value in values {
        let entry = rounded(value);
        match &mut run {
            Some((last, more)) if *last == entry => *more += 1,
            _ => flush(&mut encoded, run.replace((entry, 0))),
        }
    }
    flush(&mut encoded, run);
    encoded
}

fn flush(encoded: &mut Vec<Entry>, run: Option<(Entry, usize)>) {
    let Some((entry, more)) = run else { return };
    encoded.push(entry.clone());
    match more {
        0 => {}
        // A single repetition is as short written out.
        1 => encoded.push(entry),
        more => encoded.push(Entry::Repeat(more.to_string())),
    }
}

fn rounded(value: Option<f64>) -> Entry {
    match value {
        Some(value) if value.is_finite() => {
            let tenths = (value * 10.0).round();
            if value.abs() >= 10.0 || tenths % 10.0 == 0.0 {
                #[allow(clippy::cast_possible_truncation, reason = "a cast saturates, and people stay far below 2^63")]
                Entry::Whole(value.round() as i64)
            } else {
                Entry::Decimal(tenths / 10.0)
            }
        }
        _ => Entry::Missing(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(values: &[Option<f64>]) -> String {
        serde_json::to_string(&days(values.iter().copied())).unwrap_or_default()
    }

    #[test]
    fn runs_and_rounding() {
        assert_eq!(text(&[]), "[]");
        assert_eq!(text(&[Some(0.0); 5]), r#"[0,"4"]"#);
        assert_eq!(text(&[Some(1.0), Some(1.04), Some(2.55), None, Some(12.6)]), r#"[1,1,2.6,null,13]"#);
        assert_eq!(text(&[None, None, None, Some(-3.0)]), r#"[null,"2",-3]"#);
        assert_eq!(text(&[Some(f64::NAN), Some(f64::INFINITY)]), "[null,null]");
    }
}
