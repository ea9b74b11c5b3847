//! The page of a forecast: what was known is on it, what came later is not.

mod common;

use common::page::{is_in_order, json, loads_nothing, without_scripts};
use common::{HOSTILE, period, scenario, series};
use jiff::civil::date;
use vardar_report::{CentreRisk, ForecastFacts, ForecastReport, LastCount, ReportError, Weekdays, forecast_report};
use vardar_results::{Quantiles, ResultTable, Series};
use vardar_scenario::{ObservedQuantity, Regime, RegimeEntry, Scenario};

const KNOWN_DAYS: usize = 10;
const HORIZON: usize = 5;

/// Ten days with counts (12 people on each), then five days that are forecast.
fn table() -> ResultTable {
    let nothing = f64::NAN;
    let unknown = Quantiles { mean: nothing, q05: nothing, q25: nothing, q50: nothing, q75: nothing, q95: nothing };
    let forecast = |quantity: &str, site: &str, base: f64| {
        let mut series = series(quantity, site, "all", "all", base, KNOWN_DAYS + HORIZON);
        series.days[..KNOWN_DAYS].fill(unknown);
        series.observed = vec![Some(12.0); KNOWN_DAYS];
        series.observed.resize(KNOWN_DAYS + HORIZON, None);
        series
    };
    let mut series =
        vec![forecast("arrivals", "MKD", 1200.0), forecast("present", "idomeni", 300.0), forecast("present", "GRC", 9000.0)];
    let stranded = [("GRC", 5000.0), ("MKD", 20.0)].map(|(site, base)| forecast("stranded", site, base));
    series.extend(stranded.map(|series| Series { observed: Vec::new(), ..series }));
    ResultTable { start: period(1).start, days: KNOWN_DAYS + HORIZON, series }
}

fn facts(text: &str) -> ForecastFacts {
    ForecastFacts {
        origin: period(KNOWN_DAYS as i64).end,
        horizon: HORIZON,
        members: 100,
        seed: 7,
        method: "particle filter",
        program_version: format!("0.1.0 {text}"),
        scenario_hash: "0123456789abcdef0123".to_owned(),
        overrides: vec![format!("title={text}")],
    }
}

fn page_of(scenario: &Scenario, table: &ResultTable, text: &str, chances: [f64; HORIZON]) -> Result<String, ReportError> {
    let centre =
        |place: &str, beds, above_beds: &[f64]| CentreRisk { place: place.to_owned(), beds, above_beds: above_beds.to_vec() };
    forecast_report(&ForecastReport {
        scenario,
        table,
        facts: &facts(text),
        centres: &[centre("gevgelija", None, &[0.0; HORIZON]), centre("idomeni", Some(100), &chances)],
        last_counts: &[LastCount {
            quantity: ObservedQuantity::Arrivals,
            site: "MKD".to_owned(),
            date: date(2016, 3, 8),
            people: 4321.0,
        }],
        weekdays: &[
            Weekdays { site: "GRC".to_owned(), pace: [1.0, 1.0, 1.2, 1.0, 0.95, 0.64, 1.21] },
            Weekdays { site: "MKD".to_owned(), pace: [1.04, 0.99, 1.0, 1.0, 0.97, 1.0, 1.0] },
        ],
        warnings: &[format!("MKD: the same number {text}")],
    })
}

fn page(text: &str, chances: [f64; HORIZON]) -> String {
    page_of(&scenario(text, 20), &table(), text, chances).expect("a page")
}

#[test]
fn hostile_text_stays_text() {
    let page = page(HOSTILE, [0.9; HORIZON]);
    let markup = without_scripts(&page);
    assert!(!markup.contains("<b onclick"), "markup from the scenario");
    assert!(markup.contains("the same number &lt;/script&gt;&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;"));
    assert_eq!(page.matches("<script").count(), page.matches("</script>").count());
    loads_nothing(&markup);
    is_in_order(&markup);
}

#[test]
fn numbers_stand_in_the_page_with_their_interval() {
    let page = page("", [0.9; HORIZON]);
    // Day 3 ahead is index 12: 1,212 people, 10 to either side.
    let cell = "<td class=\"number\">1,212</td><td class=\"number\">1,202 to 1,222</td>";
    assert!(page.contains(&format!("day 3<br><span class=\"date\">Sun 13 Mar</span></th>{cell}")));
    assert!(!page.contains(">day 7<"), "the forecast does not reach so far");
    let data = json(&page, "data");
    assert_eq!(data["charts"]["c1"]["origin"], KNOWN_DAYS - 1);
    assert_eq!(data["series"][0]["q50"], serde_json::json!([null, "9", 1210, 1211, 1212, 1213, 1214]));
    assert_eq!(data["series"][0]["observed"], serde_json::json!([12, "9", null, "4"]));
    assert!(page.contains("<td class=\"number\">4,321</td><td class=\"date\">2016-03-08</td><td class=\"number\">2 days</td>"));
}

/// A tenth is told, less is not.
#[test]
fn days_of_the_week_are_told_where_they_differ() {
    let markup = page("", [0.0; HORIZON]);
    let row = "<tr><th scope=\"row\">Greece</th><td class=\"number\">1.0</td><td class=\"number\">1.0</td><td class=\"number\">1.2</td>\
               <td class=\"number\">1.0</td><td class=\"number\">0.9</td><td class=\"number\">0.6</td><td class=\"number\">1.2</td></tr>";
    assert!(markup.contains("<th scope=\"col\" class=\"number\">Mon</th>") && markup.contains(row));
    assert!(!markup.contains("<th scope=\"row\">North Macedonia</th><td class=\"number\">1.0</td>"));
}

#[test]
fn only_rules_announced_by_the_origin_are_told() {
    let rule = |announced, effective, people| RegimeEntry {
        announced,
        effective,
        border: "GRC-MKD".to_owned(),
        regime: Regime::Metered(Some(people)),
        note: String::new(),
        source: String::new(),
    };
    let mut scenario = scenario("", 20);
    scenario.borders.push(rule(date(2016, 3, 9), date(2016, 3, 12), 777));
    scenario.borders.push(rule(date(2016, 3, 11), date(2016, 3, 12), 888));
    let page = page_of(&scenario, &table(), "", [0.0; HORIZON]).expect("a page");
    let markup = without_scripts(&page);
    assert!(markup.contains("Greece – North Macedonia: at most 777 people a day from 12 March 2016"));
    assert!(markup.contains("<td>closed</td><td class=\"date\">2016-03-02</td>"), "in force on the day");
    assert!(!markup.contains("888"), "announced after the origin");
}

#[test]
fn centres_at_risk_come_with_a_fan_and_the_others_do_not() {
    let risky = page("", [0.1, 0.4, 0.9, 1.0, 0.0]);
    assert!(risky.contains("1 of 1 place</a> with known beds may have more people than beds"));
    assert!(risky.contains("(100 beds): &gt;99\u{a0}% on day 4"));
    assert!(risky.contains("<td class=\"number some\">40</td><td class=\"number near-certain\">90</td>"));
    assert_eq!(json(&risky, "data")["charts"]["c4"]["capacity"], serde_json::json!([[0, 100]]));
    assert!(risky.contains("1 place with beds whose number was not known"));
    let calm = page("", [0.004; HORIZON]);
    assert!(calm.contains("Below 1\u{a0}% on every day: 1 place") && calm.contains("No place has a chance of 20\u{a0}% or more"));
    assert!(json(&calm, "data")["charts"]["c4"].is_null());
}

#[test]
fn who_is_held_up_is_told_first() {
    let page = page("", [0.9; HORIZON]);
    let markup = without_scripts(&page);
    assert!(markup.contains("at the end of 15 March 2016, with the 90\u{a0}% interval: Greece 5,014 (5,004 to 5,024)."));
    assert!(markup.contains("Stranded in Greece") && markup.contains("Nobody counts them."));
    assert!(markup.contains("Present in Greece") && !markup.contains("Stranded in North Macedonia"));
    assert!(markup.contains("with a median below 100 on every day: North Macedonia."));
}

#[test]
fn a_table_of_other_days_is_an_error() {
    let scenario = scenario("", 20);
    let short = ResultTable { days: 5, series: Vec::new(), ..table() };
    assert!(matches!(page_of(&scenario, &short, "", [0.0; HORIZON]), Err(ReportError::Origin { table: 5, .. })));
    let late = ResultTable { start: date(2016, 3, 2), ..table() };
    assert!(matches!(page_of(&scenario, &late, "", [0.0; HORIZON]), Err(ReportError::Origin { .. })));
}
