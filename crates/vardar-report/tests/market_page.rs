//! The market on the page of a run: there if the table has it, estimates with intervals, and nothing that ranks crossings.

mod common;

use common::market::{DAYS, keys, packed, page, scenario, table, target};
use common::page::{is_in_order, json, loads_nothing, without_scripts};
use common::{HOSTILE, facts, input};
use vardar_report::{GuessShare, run_report};

const SECTIONS: [&str; 4] = ["market", "borders", "channels", "exploitation"];

fn section<'p>(page: &'p str, id: &str) -> &'p str {
    let from = page.find(&format!("<section id=\"{id}\"")).unwrap_or_else(|| panic!("section {id}"));
    let to = page[from..].find("</section>").expect("its end");
    &page[from..from + to]
}

/// The row of a table under this head.
fn row<'p>(section: &'p str, head: &str) -> &'p str {
    let from = section.find(&format!("<tr><th scope=\"row\">{head}</th>")).unwrap_or_else(|| panic!("row {head}"));
    let to = section[from..].find("</tr>").expect("its end");
    &section[from..from + to]
}

fn cell(q50: &str, q05: &str, q95: &str) -> String {
    format!("<td class=\"number\">{q50} <span class=\"range\">{q05} to {q95}</span></td>")
}

#[test]
fn a_table_without_a_market_has_no_section_of_it() {
    let (scenario, table, run) = (common::scenario("", 10), common::table(10), facts("", 10));
    let plain = run_report(&input(&scenario, &table, &run)).expect("a page");
    for id in SECTIONS.iter().chain(&["targets", "guesses"]) {
        assert!(!plain.contains(&format!("<section id=\"{id}\"")), "{id}");
        assert!(!plain.contains(&format!("href=\"#{id}\"")), "{id}");
    }
    let whole = page("", &[], &[]);
    for id in SECTIONS {
        section(&whole, id);
        assert!(whole.contains(&format!("<a href=\"#{id}\">")), "{id}");
    }
    assert!(!whole.contains("id=\"targets\"") && !whole.contains("id=\"guesses\""));
}

#[test]
fn the_page_stays_safe_and_in_order() {
    let shares = [GuessShare { headline: HOSTILE.to_owned(), share: 0.4, low: 0.2, high: 0.8 }];
    let page = page(HOSTILE, &[target(HOSTILE, true, 6.0, 1.0)], &shares);
    let markup = without_scripts(&page);
    assert!(!markup.contains("<b onclick"), "markup from the input");
    loads_nothing(&markup);
    is_in_order(&markup);
    // Every drawing has a name and a description, whether a script draws it or not.
    for drawing in markup.split("role=\"img\"").skip(1) {
        assert!(drawing.trim_start().starts_with("aria-labelledby=\""), "{}", &drawing[..60]);
    }
}

#[test]
fn a_month_has_the_interval_of_the_members_sums() {
    let page = page("", &[], &[]);
    let section = section(&page, "exploitation");
    // Members have n, 2n and 3n people a day, n being the place of the series: type 7 quantiles are 1.1, 2 and 2.9 times n.
    let place =
        |quantity: &str| keys().iter().position(|key| key.quantity == quantity && key.site == "route").expect("there") + 1;
    let expected = |days: usize, n: usize| {
        let times = |tenths: usize| {
            let people = format!("{:.0}", (days * n * tenths) as f64 / 10.0);
            if people.len() > 3 { format!("{},{}", &people[..people.len() - 3], &people[people.len() - 3..]) } else { people }
        };
        cell(&times(20), &times(11), &times(29))
    };
    let kinds =
        ["exploited", "exploited_held", "exploited_work", "exploited_other"].map(|quantity| expected(29, place(quantity)));
    assert_eq!(row(section, "February 2016"), format!("<tr><th scope=\"row\">February 2016</th>{}", kinds.concat()));
    assert!(row(section, "Whole run").contains(&expected(DAYS, place("exploited"))));
    // Groups are summed over the countries, in each member.
    let of_group: usize = keys()
        .iter()
        .enumerate()
        .filter(|(_, key)| key.quantity == "exploited" && key.channel == "all" && key.group == "AFG")
        .map(|(index, _)| index + 1)
        .sum();
    assert!(section.matches(&expected(DAYS, of_group)).count() >= 1, "{}", expected(DAYS, of_group));
}

#[test]
fn estimates_are_called_estimates_and_no_findings() {
    let page = page("", &[], &[]);
    let section = section(&page, "exploitation");
    assert!(section.contains("These are estimates of a model, not legal findings."));
    assert!(section.contains("An indicator of exploitation is not a victim identified"));
    for (text, noun) in [("Price of a whole trip with smugglers", ""), ("Most people in debt to a smuggler", " people")] {
        let message = page.split(text).nth(1).expect("the message").split("</li>").next().expect("its end");
        assert!(message.contains(&format!("{noun} (90\u{a0}% interval ")), "{message}");
    }
    for summary in page.split("class=\"summary\"").skip(1).filter_map(|rest| rest.split("</p>").next()) {
        let told = summary.contains("interval") || !summary.contains("median");
        assert!(told, "an estimate without its interval: {summary}");
    }
}

#[test]
fn weeks_and_months_are_whole() {
    let data = json(&page("", &[], &[]), "data");
    let charts = data["charts"].as_object().expect("charts");
    let starts = |every: &str| {
        let chart = charts.values().find(|chart| chart["steps"]["every"] == every).expect("a chart");
        (chart["steps"]["starts"].clone(), chart["series"].as_u64().expect("a series") as usize)
    };
    assert_eq!(starts("month").0, serde_json::json!([0, 29]));
    // 1 February 2016 is a Monday; the last week, from 28 March, has four days in the run.
    let (weeks, series) = starts("week");
    assert_eq!(weeks, serde_json::json!([0, 7, 14, 21, 28, 35, 42, 49]));
    let median = data["series"][series]["q50"].as_array().expect("days").clone();
    assert!(median.iter().any(serde_json::Value::is_null), "a part of a week has no sum");
}

#[test]
fn the_closure_is_marked_and_counts_start_with_it() {
    let page = page("", &[], &[]);
    let data = json(&page, "data");
    // The border opens (event 1) and closes for good (event 2).
    let marked: Vec<&serde_json::Value> =
        data["charts"].as_object().expect("charts").values().map(|chart| &chart["events"]).filter(|e| e.is_array()).collect();
    assert!(marked.contains(&&serde_json::json!([2])), "{marked:?}");
    let section = section(&page, "channels");
    assert!(section.contains("Irregular arrivals against counts, 1 March 2016 to 31 March 2016"));
    // 30 days of March have a count, of 7 people. Regular, irregular and all arrivals are the first three series.
    let line = row(section, "North Macedonia");
    assert!(line.ends_with("<td class=\"number\">210</td><td class=\"number\">30</td>"), "{line}");
    assert!(line.contains(&cell("180", "99", "261")), "irregular arrivals of 30 days: {line}");
    assert!(line.contains(&cell("186", "102", "270")), "irregular arrivals of 31 days: {line}");
}

#[test]
fn targets_say_what_they_were_used_for_and_where_they_lie() {
    let rows =
        [target("a", true, 6.0, 1.0), target("b", false, 5.0, 1.2), target("c", false, 1.0, 0.5), target("d", false, 9.0, 1.0)];
    let page = page("", &rows, &[GuessShare { headline: "People in debt".to_owned(), share: 0.62, low: 0.41, high: 0.9 }]);
    let targets = section(&page, "targets");
    assert!(targets.contains(
        "Of 3 targets held back, 0 within the model’s 90\u{a0}% interval; of 1 target that parameters were fitted to, 1."
    ));
    let ends: Vec<&str> = targets.split("</tr>").filter(|line| line.contains("At least one")).collect();
    let expected = [
        ("<td>fitted</td><td>inside</td>", "6 <span class=\"range\">5 to 7</span>"),
        ("<td>held back</td><td>above; its range reaches into the interval</td>", "5 <span class=\"range\">3.8 to 6.2</span>"),
        ("<td>held back</td><td>above</td>", "1 <span class=\"range\">0.5 to 1.5</span>"),
        ("<td>held back</td><td>below</td>", "9 <span class=\"range\">8 to 10</span>"),
    ];
    assert_eq!(ends.len(), expected.len());
    for (line, (end, model)) in ends.iter().zip(expected) {
        assert!(line.ends_with(end) && line.contains(model), "{line}");
        assert!(line.contains("6.5 <span class=\"range\">6 to 7</span>"), "{line}");
    }
    assert!(
        section(&page, "guesses")
            .contains("People in debt</th><td class=\"number\">62\u{a0}% <span class=\"range\">(41 to 90)</span></td>")
    );
}

#[test]
fn members_may_be_missing() {
    let keys = keys();
    let (scenario, table) = (scenario(""), table(&keys, &packed(&keys)));
    let mut run = facts("", 60);
    run.period = scenario.period;
    let page = run_report(&input(&scenario, &table, &run)).expect("a page");
    assert!(section(&page, "exploitation").contains("Not in this run"));
    assert!(section(&page, "channels").contains("Not in this run"));
}

#[test]
fn nothing_ranks_borders_or_tells_where_crossings_succeed() {
    let page = page("", &[], &[]);
    let markup = without_scripts(&page);
    let borders = section(&markup, "borders");
    // The order of names, whatever the order and the numbers of the table.
    let options: Vec<&str> = borders.split("<option>").skip(1).filter_map(|rest| rest.split("</option>").next()).collect();
    assert_eq!(options, ["Greece – North Macedonia", "North Macedonia – Serbia"]);
    let headings: Vec<&str> = borders.split("<h3>").skip(1).filter_map(|rest| rest.split("</h3>").next()).collect();
    assert_eq!(headings, options);
    // Numbers of borders stand in panels of one border each, never side by side.
    assert!(!borders.contains("<table"));
    let words = markup.to_lowercase();
    for word in ["success", "attempt", "per cent", "chance of", "probability", "detection rate", "risk of detection", "rank"] {
        for id in SECTIONS {
            assert!(!section(&words, id).contains(word), "{word} in {id}");
        }
    }
    // What a chart of the market shows are series of the table or their sums, in these units: no quotient of two.
    let data = json(&page, "data");
    for chart in data["charts"].as_object().expect("charts").values().filter(|chart| chart["type"] != "shares") {
        let unit = chart["unit"].as_str().expect("a unit");
        assert!(
            ["people", "crossings", "returns", "index, first day = 100"].iter().any(|start| unit.starts_with(start))
                && !unit.contains(" per "),
            "{unit}"
        );
    }
    for head in markup.split("<th scope=\"col\"").skip(1).filter_map(|rest| rest.split('>').nth(1)?.split('<').next()) {
        assert!(!head.contains(" per ") && !head.to_lowercase().contains("rate") && !head.contains('/'), "{head}");
    }
}
