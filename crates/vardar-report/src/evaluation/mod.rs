//! The page of an evaluation: how good the forecasts were against simple rules, and whether their intervals can be believed.
//!
//! What may not change: a ratio stands beside its interval, or the page says why it has none; what chance alone gives stands
//! beside every share and every histogram.

mod calibration;
mod head;
mod input;
mod skill;
mod table;
mod words;

pub use input::{
    Coverage, EvaluationFacts, EvaluationReport, HORIZON_BINS, Histogram, Mean, ModelScores, PIT_BARS, Ratio, Rival, Scores,
    SeriesScores,
};

use crate::ReportError;
use crate::builder::Section;
use crate::names::Names;
use crate::numbers;
use crate::page_data::PageData;
use crate::sections::{changes, fact_list, hash};
use crate::shell::{Page, render};

/// Makes the page of an evaluation: one HTML file that loads nothing.
///
/// # Errors
/// If the page's data cannot be written.
pub fn evaluation_report(input: &EvaluationReport<'_>) -> Result<String, ReportError> {
    let names = Names::new(input.scenario);
    let sections = vec![
        skill::skill(&names, input),
        calibration::calibration(&names, input),
        table::table(&names, input),
        provenance(input.facts),
    ];
    let scenario = input.scenario;
    let name = if scenario.title.trim().is_empty() { &scenario.name } else { &scenario.title };
    let title = format!("{name}: evaluation of forecasts");
    let head = head::head(name, &names, input);
    render(&Page { title: &title, head, sections, choose_days: false }, &PageData::of_drawings(input.facts.from))
}

fn provenance(facts: &EvaluationFacts) -> Section {
    let mut body = String::from(
        "<p>The same version, scenario, origins, seed and changes give the same numbers again. Every score is in \
         <code>scores.csv</code> beside this page, in the columns of the R package scoringutils.</p>\n",
    );
    body.push_str(&fact_list(&[
        ("First origin", numbers::date(facts.from)),
        ("Last origin", numbers::date(facts.to)),
        ("Days between two", facts.every.to_string()),
        ("Days ahead", facts.horizon.to_string()),
        ("Members", numbers::counted(facts.members, "member", "members")),
        ("Members weighed by", facts.method.to_owned()),
        ("Seed", facts.seed.to_string()),
        ("Vardar version", crate::escape::html(&facts.program_version)),
        ("Scenario hash", hash(&facts.scenario_hash, usize::MAX)),
        ("Changes to the scenario", changes(&facts.overrides)),
    ]));
    Section { id: "provenance", short: "Provenance", title: "How this was made", body }
}
