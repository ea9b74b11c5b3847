//! The numbers of the whole route that a comparison shows first.

use vardar_report::Headline;
use vardar_results::{Packed, SeriesKey, summary};

/// How the days of a member become one number.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Over {
    Sum,
    Mean,
    Last,
    Largest,
}

/// Quantity, what it counts, how, and the unit.
pub(crate) const ROWS: [(&str, &str, Over, &str); 11] = [
    ("stranded", "stranded", Over::Mean, "people on an average day"),
    ("detoured", "gave up a queue for another link", Over::Sum, "people"),
    ("returned", "returned at borders", Over::Sum, "returns"),
    ("smuggled", "smuggled over a border, sea included", Over::Sum, "crossings"),
    ("smuggled_aggravated", "of these, aggravating circumstances", Over::Sum, "crossings"),
    ("trafficked", "became victims of trafficking", Over::Sum, "people"),
    ("in_debt", "in debt to a smuggler", Over::Mean, "people on an average day"),
    ("began_to_repay", "began to work for a debt", Over::Sum, "people"),
    ("exploited", "exploited for the first time", Over::Sum, "people"),
    ("price_index", "price of a whole trip, last day", Over::Last, "first day = 100"),
    ("price_index", "price of a whole trip, largest", Over::Largest, "first day = 100"),
];

/// The rows, in the order of the table; none unless both runs have a market. Pairs are not empty.
pub(crate) fn headline(pairs: &[(&Packed, &Packed)], keys: (&[SeriesKey], &[SeriesKey]), days: usize) -> Vec<Headline> {
    let row = |(quantity, label, over, unit): (&'static str, &'static str, Over, &'static str)| {
        let (in_a, in_b) = (column(keys.0, quantity)?, column(keys.1, quantity)?);
        let mut a: Vec<f64> = pairs.iter().map(|(a, _)| number(a, in_a, over, days)).collect();
        let mut b: Vec<f64> = pairs.iter().map(|(_, b)| number(b, in_b, over, days)).collect();
        let mut difference: Vec<f64> = a.iter().zip(&b).map(|(a, b)| b - a).collect();
        Some(Headline {
            quantity,
            label,
            unit,
            // Summarising reorders: the differences are taken before.
            difference: summary::of_numbers(&mut difference),
            a: summary::of_numbers(&mut a),
            b: summary::of_numbers(&mut b),
        })
    };
    ROWS.into_iter().filter_map(row).collect()
}

/// Column of a quantity of the whole route.
pub(crate) fn column(keys: &[SeriesKey], quantity: &str) -> Option<usize> {
    let wanted = |key: &SeriesKey| key.quantity == quantity && key.site == "route" && key.channel == "all" && key.group == "all";
    keys.iter().position(wanted)
}

pub(crate) fn number(member: &Packed, column: usize, over: Over, days: usize) -> f64 {
    let (mut sum, mut last, mut largest) = (0.0, 0.0, 0.0_f64);
    // People are whole numbers, so that the order of adding changes nothing.
    member.unpack_runs(column, |run, value| {
        let value = f64::from(value);
        sum += value * run.len() as f64;
        largest = largest.max(value);
        if run.end == days {
            last = value;
        }
    });
    match over {
        Over::Sum => sum,
        Over::Mean => sum / days as f64,
        Over::Last => last,
        Over::Largest => largest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(quantity: &str) -> SeriesKey {
        let text = str::to_owned;
        SeriesKey { quantity: text(quantity), site: text("route"), channel: text("all"), group: text("all") }
    }

    #[test]
    fn stocks_are_averaged_flows_summed_and_prices_neither() {
        let keys = ["stranded", "smuggled", "price_index"].map(key);
        let a = Packed::new(3, 2, |column, day| [[10, 20], [1, 2], [300, 100]][column][day]);
        let b = Packed::new(3, 2, |column, day| [[10, 40], [0, 0], [100, 150]][column][day]);
        let rows = headline(&[(&a, &b)], (&keys, &keys), 2);
        let found: Vec<(&str, f64, f64, f64)> =
            rows.iter().map(|row| (row.quantity, row.a.q50, row.b.q50, row.difference.q50)).collect();
        let expected = [
            ("stranded", 15.0, 25.0, 10.0),
            ("smuggled", 3.0, 0.0, -3.0),
            ("price_index", 100.0, 150.0, 50.0),
            ("price_index", 300.0, 150.0, -150.0),
        ];
        assert_eq!(found, expected);
        assert!(headline(&[(&a, &b)], (&keys, &[]), 2).is_empty(), "without a market on one side");
    }

    #[test]
    fn differences_are_of_pairs() {
        let keys = ["smuggled"].map(key);
        let member = |people| Packed::new(1, 1, |_, _| people);
        // Each member loses one; the medians alone would not say so if the pairs were mixed.
        let sides = [(member(10), member(9)), (member(5), member(4)), (member(20), member(19))];
        let pairs: Vec<(&Packed, &Packed)> = sides.iter().map(|(a, b)| (a, b)).collect();
        let [row] = headline(&pairs, (&keys, &keys), 1).try_into().expect("one row");
        assert_eq!((row.difference.q05, row.difference.q95), (-1.0, -1.0));
        assert_eq!((row.a.q50, row.b.q50), (10.0, 9.0));
    }
}
