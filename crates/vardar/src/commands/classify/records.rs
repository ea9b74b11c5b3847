//! A file of records: read, classified and written block by block.

use super::faults::Faults;
use super::input::{Input, open};
use super::report;
use crate::cli::{ClassifyArguments, RecordFormat};
use crate::{Outcome, stop};
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;
use std::sync::atomic::Ordering;
use vardar_law::stream::{Ended, Output, Request, classify_stream, refusal};
use vardar_run::RunError;

/// Classifies the records of a file.
pub fn run(arguments: &ClassifyArguments, file: &Path) -> Result<Outcome, RunError> {
    let fail = |source: io::Error| RunError::Io { path: file.to_owned(), source };
    let mut faults = Faults::default();
    let purse = report::open_purse(arguments, file)?;
    let input = match open(file, arguments.input) {
        // To know its format is to have read some of it, which may never come.
        Err(_) if stop::flag().load(Ordering::Relaxed) => return Ok(Outcome::Interrupted),
        input => input?,
    };
    if input.again {
        // Every name in the file is looked at before any record is read.
        let again = || File::open(file);
        if let Some(problem) = refusal(again, input.format, &input.name).map_err(fail)? {
            faults.show(vec![problem]);
            return Ok(Outcome::Wrong);
        }
    }
    let ended = match classify(arguments, input, &mut faults) {
        // A reader that has gone away is no error.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(Outcome::Done),
        other => other.map_err(fail)?,
    };
    // With noise on the counts no exact one goes out.
    let wrong = faults.finish(ended.wrong, arguments.epsilon.is_none());
    if ended.interrupted {
        return Ok(Outcome::Interrupted);
    }
    if let (Some(page), false) = (&arguments.report, wrong && (arguments.strict || ended.tally.records == 0)) {
        report::write(arguments, page, file, &ended, purse)?;
    }
    Ok(if wrong { Outcome::Wrong } else { Outcome::Done })
}

fn classify(arguments: &ClassifyArguments, input: Input, faults: &mut Faults) -> io::Result<Ended> {
    let output = match (&arguments.report, arguments.explain, arguments.format) {
        (Some(_), _, _) => Output::Nothing,
        (_, true, _) => Output::Text,
        (_, _, Some(RecordFormat::Csv)) => Output::Csv,
        (_, _, Some(RecordFormat::Jsonl)) => Output::JsonLines,
        (_, _, Some(RecordFormat::Json) | None) => Output::Json,
    };
    let request = Request {
        name: &input.name,
        format: input.format,
        output,
        strict: arguments.strict,
        screened: input.again,
        stop: stop::flag(),
    };
    let mut sink = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    classify_stream(&request, input.source, &mut sink, &mut |problems| faults.show(problems))
}
