//! Writes report pages with made-up numbers on real geography, to look at while working on the page.
//!
//! `cargo run -p vardar-report --example sample_page -- scenarios/balkan-2015 sample.html comparison.html`

mod numbers;

use std::error::Error;

use vardar_report::{ComparisonReport, RunFacts, RunReport, Side, comparison_report, run_report};
use vardar_results::Members;
use vardar_scenario::read_folder;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(source), Some(page), comparison) = (arguments.next(), arguments.next(), arguments.next()) else {
        return Err("usage: sample_page SCENARIO_FOLDER PAGE [COMPARISON_PAGE]".into());
    };
    let read = read_folder(source.as_ref());
    let Some(mut scenario) = read.scenario else { return Err(format!("{:?}", read.problems).into()) };
    scenario.title = "Made-up numbers on a real map".to_owned();
    scenario.description = "Every number on this page is invented. It exists to look at the page while working on it.".to_owned();
    let table = numbers::table(&scenario, 1.0);
    let run = RunFacts {
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        scenario_hash: "3f9a0c55d1e27b84".repeat(4),
        seed: 20_151_001,
        members: 200,
        fixed_parameters: false,
        interrupted: false,
        overrides: vec!["period.end=2016-09-21".to_owned(), "parameter detour_per_day=0.02".to_owned()],
        period: scenario.period,
    };
    let fit = numbers::fit(&table);
    let html = run_report(&RunReport {
        scenario: &scenario,
        table: &table,
        members: Members::default(),
        fit: &fit,
        targets: &numbers::targets(),
        guess_shares: &numbers::guess_shares(),
        run: &run,
    })?;
    println!("{page}: {} kB", html.len() / 1000);
    std::fs::write(page, html)?;
    if let Some(page) = comparison {
        let changed = numbers::table(&scenario, 1.25);
        let differences = numbers::differences(&table, &changed);
        let html = comparison_report(&ComparisonReport {
            scenario: &scenario,
            baseline: Side { label: "as it was", table: &table, run: &run },
            alternative: Side { label: "closed a month later", table: &changed, run: &run },
            headline: &[],
            differences: &differences,
            pairs: run.members,
            common_random_numbers: true,
        })?;
        println!("{page}: {} kB", html.len() / 1000);
        std::fs::write(page, html)?;
    }
    Ok(())
}
