//! The page that compares two runs.

mod common;

use common::{HOSTILE, facts, scenario, series, table};
use vardar_report::{ComparisonReport, Difference, ReportError, Side, comparison_report};
use vardar_results::{Quantiles, ResultTable};

fn difference(quantity: &str, site: &str, total: f64, days: usize) -> Difference {
    let of = series(quantity, site, "all", "all", total, days);
    let total = Quantiles { mean: total, q05: total - 5.0, q25: total - 2.0, q50: total, q75: total + 2.0, q95: total + 5.0 };
    Difference { key: of.key, days: of.days, total }
}

fn page(labels: [&str; 2], tables: [&ResultTable; 2], differences: &[Difference]) -> Result<String, ReportError> {
    let (scenario, run) = (scenario("", 10), facts("", 10));
    let [baseline, alternative] = [0, 1].map(|at| Side { label: labels[at], table: tables[at], run: &run });
    let (pairs, common_random_numbers) = (20, true);
    comparison_report(&ComparisonReport {
        scenario: &scenario,
        baseline,
        alternative,
        headline: &[],
        differences,
        pairs,
        common_random_numbers,
    })
}

#[test]
fn the_largest_difference_comes_first() {
    let table = table(10);
    let differences = [
        difference("stranded", "MKD", 40.0, 10),
        difference("stranded", "GRC", -300.0, 10),
        difference("waiting", "GRC", 1.0, 10),
    ];
    let page = page(["before", "after"], [&table, &table], &differences).expect("a page");
    let (greece, north_macedonia) = (page.find(">Greece</h3>"), page.find(">North Macedonia</h3>"));
    assert!(page.contains("Stranded (mean over all days), largest change: Greece, −300 people"));
    assert!(greece.is_some() && greece < north_macedonia);
    assert!(page.contains("−300 people (90\u{a0}% interval −305 to −295), fewer in B"));
    assert!(page.contains("+1 people (90\u{a0}% interval −4 to +6), either way"));
    assert!(!page.contains("Waiting (mean over all days), largest change"), "only clear differences are named");
}

#[test]
fn labels_stay_text_and_nothing_need_differ() {
    let table = table(10);
    let page = page([HOSTILE, "after"], [&table, &table], &[]).expect("a page");
    assert!(!page.contains("<b onclick"));
    assert!(page.contains("No difference has a 90\u{a0}% interval that excludes zero."));
}

#[test]
fn different_days_are_an_error() {
    let (ten, nine) = (table(10), table(9));
    assert!(matches!(page(["a", "b"], [&ten, &nine], &[]), Err(ReportError::Days { .. })));
    assert!(matches!(
        page(["a", "b"], [&ten, &ten], &[difference("waiting", "GRC", 1.0, 9)]),
        Err(ReportError::SeriesLength { found: 9, .. })
    ));
}
