//! A file of records: read, classified and written block by block.

use super::faults::{Faults, broken, of_input, personal};
use super::input::{Input, open};
use crate::cli::{ClassifyArguments, RecordFormat};
use crate::{Outcome, stop};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::atomic::Ordering;
use vardar_law::batch::{first_personal, in_chunks};
use vardar_law::read::{Block, Format, Header, Record, Splitter};
use vardar_law::{explain, write};
use vardar_run::RunError;
use vardar_scenario::Problem;

/// What is written for each record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Output {
    Csv,
    Json,
    JsonLines,
    Text,
}

/// What one thread made of some records.
#[derive(Default)]
struct Part {
    text: Vec<u8>,
    problems: Vec<Problem>,
    wrong: u64,
    /// In strict mode: a record with an error came, and nothing after it counts.
    stopped: bool,
}

pub fn run(arguments: &ClassifyArguments, file: &Path) -> Result<Outcome, RunError> {
    let fail = |source: io::Error| RunError::Io { path: file.to_owned(), source };
    let mut faults = Faults::default();
    let input = open(file, arguments.input)?;
    if input.again && input.format != Format::Csv && refused(open(file, arguments.input)?, &mut faults).map_err(fail)? {
        faults.finish();
        return Ok(Outcome::Wrong);
    }
    let output = match (arguments.explain, arguments.format) {
        (true, _) => Output::Text,
        (_, Some(RecordFormat::Csv)) => Output::Csv,
        (_, Some(RecordFormat::Jsonl)) => Output::JsonLines,
        (_, Some(RecordFormat::Json) | None) => Output::Json,
    };
    let sink = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let outcome = classify(arguments, input, output, sink, &mut faults);
    match outcome {
        // A reader that has gone away is no error.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Outcome::Done),
        Err(error) => Err(fail(error)),
        Ok(true) => Ok(Outcome::Interrupted),
        Ok(false) => Ok(if faults.finish() { Outcome::Wrong } else { Outcome::Done }),
    }
}

/// Looks through the names of all fields for personal data, before any record is read.
fn refused(input: Input, faults: &mut Faults) -> io::Result<bool> {
    let mut splitter = Splitter::new(input.source, input.format);
    while let Some((block, end)) = splitter.next_block()? {
        if let Some((record, line, key)) = first_personal(&block) {
            faults.show(vec![personal(&input.name, record, line, &key)]);
            return Ok(true);
        }
        if end.is_some() {
            break;
        }
    }
    Ok(false)
}

/// Reads, classifies and writes. True if it was interrupted.
fn classify(
    arguments: &ClassifyArguments,
    input: Input,
    output: Output,
    mut sink: impl Write,
    faults: &mut Faults,
) -> io::Result<bool> {
    let stop = stop::flag();
    let name = input.name.as_str();
    let mut splitter = Splitter::new(input.source, input.format);
    let mut next = splitter.next_block()?;
    let header = match header(input.format, next.as_mut().map(|(block, _)| block), name) {
        Ok(header) => header,
        Err(problems) => {
            faults.show(problems);
            return Ok(false);
        }
    };
    let mut first = true;
    let mut interrupted = false;
    if output == Output::Csv {
        sink.write_all(write::CSV_HEADER.as_bytes())?;
    }
    while let Some((block, end)) = next.take() {
        if input.format != Format::Csv
            && let Some((record, line, key)) = first_personal(&block)
        {
            faults.show(vec![personal(name, record, line, &key)]);
            break;
        }
        // The next block is read while this one is worked on.
        let (parts, following) = rayon::join(
            || in_chunks(&block, header.as_ref(), name, |records| part(records, output, arguments.strict)),
            || if end.is_none() { splitter.next_block() } else { Ok(None) },
        );
        let mut stopped = false;
        for part in parts {
            write_part(&mut sink, output, &part.text, &mut first)?;
            faults.show(part.problems);
            faults.records += part.wrong;
            stopped = part.stopped;
            if stopped {
                break;
            }
        }
        if let (Some(end), false) = (end, stopped) {
            faults.show(vec![broken(name, end)]);
        }
        next = following?;
        interrupted = stop.load(Ordering::Relaxed);
        if stopped || interrupted {
            break;
        }
    }
    if output == Output::Json {
        sink.write_all(if first { b"[]\n" } else { b"\n]\n" })?;
    }
    sink.flush()?;
    Ok(interrupted)
}

/// The header of CSV, taken off the first block.
fn header(format: Format, block: Option<&mut Block>, name: &str) -> Result<Option<Header>, Vec<Problem>> {
    let empty = || vec![of_input(name, "empty-file", 1, "nothing".to_owned(), "records", None)];
    let Some(block) = block else {
        return if format == Format::Csv { Err(empty()) } else { Ok(None) };
    };
    if format != Format::Csv || block.records.is_empty() {
        return Ok(None);
    }
    let (start, end, line) = block.records.remove(0);
    block.first += 1;
    Header::read(block.text.get(start..end).unwrap_or_default(), line, name).map(Some)
}

fn part(records: &mut dyn Iterator<Item = Record>, output: Output, strict: bool) -> Part {
    let mut part = Part::default();
    for mut record in records {
        let wrong = record.is_wrong();
        part.wrong += u64::from(wrong);
        match output {
            Output::Csv => write::csv(&mut part.text, &record),
            Output::Json => {
                part.text.extend_from_slice(b",\n");
                write::json(&mut part.text, &record);
            }
            Output::JsonLines => {
                write::json(&mut part.text, &record);
                part.text.push(b'\n');
            }
            Output::Text if wrong => {}
            Output::Text => {
                part.text.extend_from_slice(explain(&record).as_bytes());
                part.text.push(b'\n');
            }
        }
        part.problems.append(&mut record.problems);
        if wrong && strict {
            part.stopped = true;
            break;
        }
    }
    part
}

/// Writes results; those of JSON follow a comma, which the first has not.
fn write_part(sink: &mut impl Write, output: Output, text: &[u8], first: &mut bool) -> io::Result<()> {
    match text.strip_prefix(b",\n") {
        Some(rest) if output == Output::Json && *first => {
            *first = false;
            sink.write_all(b"[\n")?;
            sink.write_all(rest)
        }
        _ => sink.write_all(text),
    }
}
