//! The table of the whole route at the head of a comparison.

mod common;

use common::{facts, scenario, table};
use vardar_report::{ComparisonReport, Headline, Side, comparison_report};
use vardar_results::Quantiles;

fn around(q50: f64) -> Quantiles {
    Quantiles { mean: q50, q05: q50 - 30.0, q25: q50 - 10.0, q50, q75: q50 + 10.0, q95: q50 + 30.0 }
}

fn page(headline: &[Headline]) -> String {
    let (scenario, run, table) = (scenario("", 10), facts("", 10), table(10));
    let side = |label| Side { label, table: &table, run: &run };
    let (baseline, alternative) = (side("before"), side("after"));
    let (pairs, common_random_numbers) = (20, true);
    comparison_report(&ComparisonReport {
        scenario: &scenario,
        baseline,
        alternative,
        headline,
        differences: &[],
        pairs,
        common_random_numbers,
    })
    .expect("a page")
}

#[test]
fn it_stands_first_and_every_number_has_its_interval() {
    let row = Headline {
        quantity: "stranded",
        label: "stranded",
        unit: "people on an average day",
        a: around(800.0),
        b: around(300.0),
        difference: around(-500.0),
    };
    let page = page(&[row]);
    let (first, provenance) = (page.find("id=\"headline\""), page.find("id=\"provenance\""));
    assert!(first.is_some() && first < provenance);
    for cell in ["800 (770 to 830)", "300 (270 to 330)", "−500 (−530 to −470)", "fewer in B", "people on an average day"] {
        assert!(page.contains(cell), "no {cell}");
    }
}

#[test]
fn without_a_market_there_is_no_such_table() {
    assert!(!page(&[]).contains("id=\"headline\""));
}
