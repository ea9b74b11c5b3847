//! The page of a run: safe, self-contained, and there whatever the table lacks.

mod common;

use common::page::{is_in_order, json, loads_nothing, without_scripts};
use common::{HOSTILE, facts, input, period, scenario, table};
use vardar_report::{ReportError, RunReport, run_report};
use vardar_results::{FitRow, ResultTable};

fn page(text: &str, table: &ResultTable) -> String {
    let days = i64::try_from(table.days).expect("few days");
    let fit = [FitRow {
        quantity: "arrivals".to_owned(),
        site: "MKD".to_owned(),
        days: table.days,
        observed_total: 1200.0,
        median: 1300.0,
        q05: 1100.0,
        q95: 1500.0,
        error_percent: Some(8.333),
        correlation: None,
        coverage_50: 0.4,
        coverage_90: 0.8,
        mean_absolute_error: 12.0,
    }];
    run_report(&RunReport { fit: &fit, ..input(&scenario(text, days), table, &facts(text, days)) }).expect("a page")
}

#[test]
fn hostile_text_stays_text() {
    let page = page(HOSTILE, &table(10));
    let markup = without_scripts(&page);
    assert!(!markup.contains("<b onclick"), "markup from the scenario");
    assert!(markup.contains("&lt;/script&gt;&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;"));
    assert_eq!(page.matches("<script").count(), page.matches("</script>").count());
    let place = json(&page, "data")["map"]["places"][0]["name"].as_str().map(str::to_owned);
    assert_eq!(place, Some(format!("idomeni {HOSTILE}")), "the script reads the text as it was");
}

#[test]
fn nothing_is_loaded() {
    let page = page("", &table(10));
    let markup = without_scripts(&page);
    loads_nothing(&markup);
    assert!(page.contains(
        "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; font-src data:\""
    ));
    for (path, code) in own_scripts() {
        for call in [
            "fetch(",
            "XMLHttpRequest",
            "import(",
            "localStorage",
            "sessionStorage",
            "indexedDB",
            "cookie",
            "innerHTML",
            "sendBeacon",
            "WebSocket",
        ] {
            assert!(!code.contains(call), "{call} in {path}");
        }
        let addresses = code.replace("http://www.w3.org/2000/svg", "");
        assert!(!addresses.contains("http:") && !addresses.contains("https:"), "an address in {path}");
        assert!(page.contains(code.trim()), "{path} is not in the page");
    }
}

fn own_scripts() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/js");
    let files = std::fs::read_dir(folder).expect("the folder");
    files
        .map(|file| file.expect("a file").path())
        .map(|path| (path.display().to_string(), std::fs::read_to_string(path).expect("text")))
        .collect()
}

#[test]
fn the_licence_notice_of_the_chart_library_is_in_the_page() {
    let page = page("", &table(1));
    assert!(page.contains("Licensed to the Apache Software Foundation (ASF) under one"));
    assert!(page.contains("Redistributions in binary form must reproduce"));
}

#[test]
fn data_has_every_day_of_every_series() {
    let data = json(&page("", &table(10)), "data");
    assert_eq!(data["days"], 10);
    assert_eq!(data["start"], "2016-03-01");
    let index = data["map"]["places"][0]["present"].as_u64().expect("a series") as usize;
    let expected: Vec<i64> = (150..160).collect();
    assert_eq!(data["series"][index]["q50"], serde_json::json!(expected));
    assert_eq!(data["map"]["places"][0]["capacity"], serde_json::json!([[0, 100]]));
    assert_eq!(data["map"]["links"][0]["rules"][1]["rule"], "closed");
    assert_eq!(data["map"]["links"][0]["rules"][1]["day"], 1);
    assert_eq!(data["events"][0]["border"], "Greece – North Macedonia");
}

#[test]
fn estimates_are_told_with_their_interval() {
    let page = page("", &table(10));
    let people = "39 people (90\u{a0}% interval 29 to 49) on 10 March 2016";
    assert!(page.contains(&format!("Most people stranded in one country: Greece, {people}.")));
    assert!(page.contains("Of 10 daily counts, 10 within the 90\u{a0}% interval."));
    assert!(page.contains("10 days (10 to 10 by the ends of the daily 90\u{a0}% interval)"));
}

#[test]
fn every_quantity_may_be_missing() {
    let whole = table(10);
    let mut quantities: Vec<&str> = whole.series.iter().map(|series| series.key.quantity.as_str()).collect();
    quantities.dedup();
    for missing in &quantities {
        let mut part = whole.clone();
        part.series.retain(|series| series.key.quantity != *missing);
        json(&page("", &part), "data");
    }
    let empty = page("", &ResultTable { series: Vec::new(), ..whole });
    assert!(empty.matches("Not in this run").count() >= 5);
    assert!(empty.contains("This run has no results on people waiting, stranded or without a bed."));
}

#[test]
fn one_day_no_members_and_no_places_are_fine() {
    let table = table(1);
    let mut facts = facts("", 1);
    facts.members = 0;
    facts.interrupted = true;
    let mut scenario = scenario("", 1);
    scenario.places.clear();
    scenario.links.clear();
    let page = run_report(&input(&scenario, &table, &facts)).expect("a page");
    assert!(
        page.contains("1 March 2016 (1 day)")
            && page.contains("This run was interrupted")
            && page.contains("The run has no members")
    );
}

#[test]
fn headings_are_in_order_and_references_have_targets() {
    is_in_order(&without_scripts(&page("", &table(10))));
}

#[test]
fn contradictions_are_errors() {
    let mut short = table(10);
    if let Some(series) = short.series.first_mut() {
        series.days.pop();
    }
    let (scenario, facts) = (scenario("", 10), facts("", 10));
    let error = run_report(&input(&scenario, &short, &facts));
    assert!(matches!(error, Err(ReportError::SeriesLength { found: 9, expected: 10, .. })));
    let other = table(9);
    let error = run_report(&input(&scenario, &other, &facts));
    assert!(matches!(error, Err(ReportError::Period { table: 9, run: 10, .. })));
    assert_eq!(facts.period, period(10));
}
