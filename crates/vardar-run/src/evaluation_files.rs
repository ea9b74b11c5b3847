//! An evaluation on disk: every score, and the page.

use crate::error::RunError;
use crate::evaluation::Evaluation;
use crate::files::{remove_outputs, write_text};
use crate::finished_origins::OriginScores;
use crate::forecasting::{ForecastRequest, Origins, Prepared};
use crate::scores::SCORE_HEADER;
use std::path::Path;
use vardar_report::{EvaluationFacts, EvaluationReport, evaluation_report};

/// Removes what an earlier evaluation has left: beside an unfinished one it would pass for its result.
pub fn remove_evaluation(folder: &Path) -> Result<(), RunError> {
    remove_outputs(folder, &["scores.csv", "evaluation.html"])
}

/// Writes `evaluation.html` and `scores.csv` (last).
pub fn write_evaluation(
    folder: &Path,
    hash: &str,
    prepared: &Prepared,
    request: &ForecastRequest,
    origins: Origins,
    scores: &OriginScores,
    evaluation: &Evaluation,
) -> Result<(), RunError> {
    let facts = EvaluationFacts {
        from: scores.keys().next().copied().unwrap_or(origins.from),
        to: scores.keys().next_back().copied().unwrap_or(origins.to),
        origins: scores.len(),
        every: origins.every,
        horizon: origins.horizon,
        members: request.members as usize,
        seed: request.seed,
        method: request.method.words(),
        program_version: crate::VERSION.to_owned(),
        scenario_hash: hash.to_owned(),
        overrides: request.overrides.iter().map(|(key, value)| format!("{key}={value}")).collect(),
    };
    let (scenario, pooled, series) = (&prepared.scenario, &evaluation.pooled, evaluation.series.as_slice());
    let page = evaluation_report(&EvaluationReport { scenario, facts: &facts, pooled, series })?;
    let mut text = SCORE_HEADER.to_owned();
    scores.values().flatten().for_each(|row| row.put_rounded(&mut text));
    write_text(&folder.join("evaluation.html"), &page)?;
    write_text(&folder.join("scores.csv"), &text)
}
