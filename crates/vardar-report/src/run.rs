//! The page of one run.

use crate::builder::Builder;
use crate::shell::{Page, render};
use crate::{ReportError, RunReport, map, market, sections};

/// Makes the page of a run: one HTML file that loads nothing.
///
/// # Errors
/// If a series has not one value per day of the table, or the table has other days than the run.
pub fn run_report(input: &RunReport<'_>) -> Result<String, ReportError> {
    let (table, run) = (input.table, input.run);
    if table.start != run.period.start || table.days != run.period.days() {
        return Err(ReportError::Period {
            table_start: table.start,
            table: table.days,
            run_start: run.period.start,
            run: run.period.days(),
        });
    }
    let mut builder = Builder::new(input.scenario, table)?;
    let map = map::map(&mut builder);
    let mut sections = vec![
        sections::route(&builder, map.is_some()),
        sections::arrivals(&mut builder),
        sections::stocks(&mut builder),
        sections::occupancy(&mut builder),
        sections::waiting(&mut builder),
    ];
    sections.extend(market::sections(&mut builder, input.members));
    sections.push(sections::nationality(&mut builder));
    sections.push(sections::fit(&builder, input.fit));
    sections.extend(market::targets(input.targets));
    sections.extend(market::guesses(input.guess_shares));
    sections.push(sections::provenance(&builder, run));
    let messages = sections::messages(&builder, input.fit);
    let scenario = input.scenario;
    let title = if scenario.title.trim().is_empty() { &scenario.name } else { &scenario.title };
    let head = sections::head(title, &scenario.description, run, scenario.period, &messages);
    render(&Page { title, head, sections, choose_days: true }, &builder.finish(map))
}
