//! The whole route in numbers, in the terminal.

use crate::fit_table::thousands;
use std::fmt::Write;
use vardar_results::Quantiles;
use vardar_run::Headline;

/// The table, ready to print; empty if there are no rows.
pub fn render(rows: &[Headline]) -> String {
    let mut out = String::new();
    if rows.is_empty() {
        return out;
    }
    let wide = |text: &str| format!("{text:>32}");
    let head = format!("{:<37}{}{}{}  unit", "the whole route", wide("A"), wide("B"), wide("B minus A"));
    let _ = writeln!(out, "{head}");
    for row in rows {
        let [a, b, difference] = [&row.a, &row.b, &row.difference].map(|value| wide(&cell(value)));
        let _ = writeln!(out, "{:<37}{a}{b}{difference}  {}", row.label, row.unit);
    }
    out.push_str("Median, and 90 % interval in brackets.\n\n");
    out
}

fn cell(value: &Quantiles) -> String {
    format!("{} ({} to {})", thousands(value.q50), thousands(value.q05), thousands(value.q95))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_its_interval() {
        let quantiles = |q50: f64| Quantiles { mean: q50, q05: q50 - 10.0, q25: q50, q50, q75: q50, q95: q50 + 10.0 };
        let row = Headline {
            quantity: "stranded",
            label: "stranded",
            unit: "people on an average day",
            a: quantiles(20_000.0),
            b: quantiles(15_000.0),
            difference: quantiles(-5_000.0),
        };
        let text = render(&[row]);
        let line = text.lines().nth(1).expect("a row");
        assert!(line.contains("20,000 (19,990 to 20,010)") && line.contains("-5,000 (-5,010 to -4,990)"), "{line}");
        assert_eq!(render(&[]), "");
    }
}
