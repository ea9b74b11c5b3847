//! Records from an input to results in an output, block by block: memory does not grow with the input.

use crate::batch::{first_personal, in_chunks};
use crate::publish::Tally;
use crate::read::{Block, Broken, Format, Header, Record, Splitter};
use crate::{explain, write};
use std::io::{self, Read, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use vardar_scenario::{Problem, Severity};

/// What is written for each record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// A row.
    Csv,
    /// An object of an array.
    Json,
    /// An object a line.
    JsonLines,
    /// An explanation for people.
    Text,
    /// Nothing: only the tally is wanted.
    Nothing,
}

/// What is read and how.
#[derive(Debug)]
pub struct Request<'a> {
    /// Name of the input in messages.
    pub name: &'a str,
    /// Its format.
    pub format: Format,
    /// What is written.
    pub output: Output,
    /// Stop at the first record with an error.
    pub strict: bool,
    /// True if [`refusal`] has looked through the names of this input already.
    pub screened: bool,
    /// Set from outside to stop after the block at hand.
    pub stop: &'a AtomicBool,
}

/// How it ended.
#[derive(Debug, Default)]
pub struct Ended {
    /// Records read.
    pub records: u64,
    /// Records without a verdict.
    pub wrong: u64,
    /// True if it was stopped from outside.
    pub interrupted: bool,
    /// Counts of the verdicts.
    pub tally: Tally,
}

#[derive(Default)]
struct Part {
    text: Vec<u8>,
    problems: Vec<Problem>,
    records: u64,
    wrong: u64,
    stopped: bool,
    tally: Tally,
}

/// Looks through the names of all fields of JSON for personal data, without a look at any value.
///
/// # Errors
/// If the input cannot be read.
pub fn refusal(source: impl Read, format: Format, name: &str) -> io::Result<Option<Problem>> {
    let mut splitter = Splitter::new(source, format);
    while let (Format::Json | Format::JsonLines, Some((block, end))) = (format, splitter.next_block()?) {
        if let Some((record, line, key)) = first_personal(&block) {
            return Ok(Some(personal(name, record, line, &key)));
        }
        if end.is_some() {
            break;
        }
    }
    Ok(None)
}

/// Reads, classifies and writes, and hands on the problems in the order of the records.
///
/// # Errors
/// If the input cannot be read or the output not be written.
pub fn classify_stream(
    request: &Request<'_>,
    source: impl Read + Send,
    sink: &mut impl Write,
    show: &mut dyn FnMut(Vec<Problem>),
) -> io::Result<Ended> {
    let mut splitter = Splitter::new(source, request.format);
    let mut next = splitter.next_block()?;
    let header = match header(request, next.as_mut().map(|(block, _)| block)) {
        Ok(header) => header,
        Err(problems) => {
            show(problems);
            return Ok(Ended::default());
        }
    };
    let mut writing = Writing { sink, show, request, first: true, ended: Ended::default() };
    writing.begin()?;
    let buffers = Buffers::default();
    // One thread reads and has the records worked on, this one writes; the channel holds them at most one block apart.
    let (to, from) = sync_channel(1);
    let outcome = std::thread::scope(|scope| {
        scope.spawn(|| work(request, &mut splitter, next, header.as_ref(), &buffers, to));
        from.into_iter().find_map(|done| writing.take(done, &buffers).transpose()).unwrap_or(Ok(()))
    });
    outcome.and_then(|()| writing.finish())
}

/// What came of a block.
enum Done {
    Parts(Vec<Part>, Option<Broken>),
    Personal(Problem),
    Failed(io::Error),
}

/// Buffers that were written and can be filled again: new ones would have to be mapped page by page.
#[derive(Default)]
struct Buffers(Mutex<Vec<Vec<u8>>>);

impl Buffers {
    fn get(&self) -> Vec<u8> {
        self.0.lock().ok().and_then(|mut free| free.pop()).unwrap_or_default()
    }

    fn give(&self, mut used: Vec<u8>) {
        used.clear();
        if let Ok(mut free) = self.0.lock() {
            free.push(used);
        }
    }
}

/// Reads and works on block after block until the input or the writer has ended.
fn work(
    request: &Request<'_>,
    splitter: &mut Splitter<impl Read + Send>,
    first: Option<(Block, Option<Broken>)>,
    header: Option<&Header>,
    buffers: &Buffers,
    to: SyncSender<Done>,
) {
    let mut next = first;
    while let Some((block, end)) = next.take() {
        let screened = request.screened || request.format == Format::Csv;
        if let Some((record, line, key)) = if screened { None } else { first_personal(&block) } {
            let _ = to.send(Done::Personal(personal(request.name, record, line, &key)));
            return;
        }
        // The next block is read while this one is worked on.
        let (parts, following) = rayon::join(
            || in_chunks(&block, header, request.name, |records| part(records, request, buffers.get())),
            || if end.is_none() { splitter.next_block() } else { Ok(None) },
        );
        if to.send(Done::Parts(parts, end)).is_err() || request.stop.load(Ordering::Relaxed) {
            return;
        }
        match following {
            Ok(following) => next = following,
            Err(error) => {
                let _ = to.send(Done::Failed(error));
                return;
            }
        }
    }
}

/// The end where results come out.
struct Writing<'a, W> {
    sink: &'a mut W,
    show: &'a mut dyn FnMut(Vec<Problem>),
    request: &'a Request<'a>,
    first: bool,
    ended: Ended,
}

impl<W: Write> Writing<'_, W> {
    fn begin(&mut self) -> io::Result<()> {
        if self.request.output == Output::Csv { self.sink.write_all(write::CSV_HEADER.as_bytes()) } else { Ok(()) }
    }

    /// Writes what came of a block, whole records only; `Some` when nothing more is wanted.
    fn take(&mut self, done: Done, buffers: &Buffers) -> io::Result<Option<()>> {
        let (parts, end) = match done {
            Done::Parts(parts, end) => (parts, end),
            Done::Personal(problem) => {
                (self.show)(vec![problem]);
                return Ok(Some(()));
            }
            Done::Failed(error) => return Err(error),
        };
        for part in parts {
            write_part(self.sink, self.request.output, &part.text, &mut self.first)?;
            buffers.give(part.text);
            if !part.problems.is_empty() {
                (self.show)(part.problems);
            }
            self.ended.records += part.records;
            self.ended.wrong += part.wrong;
            self.ended.tally.add(&part.tally);
            if part.stopped {
                return Ok(Some(()));
            }
        }
        if let Some(end) = end {
            (self.show)(vec![broken(self.request.name, end)]);
        }
        // A second interrupt ends the program at once: what it leaves behind are whole records.
        self.sink.flush()?;
        self.ended.interrupted = self.request.stop.load(Ordering::Relaxed);
        Ok(self.ended.interrupted.then_some(()))
    }

    fn finish(self) -> io::Result<Ended> {
        if self.request.output == Output::Json {
            self.sink.write_all(if self.first { b"[]\n" } else { b"\n]\n" })?;
        }
        self.sink.flush()?;
        Ok(self.ended)
    }
}

/// The header of CSV, taken off the first block.
fn header(request: &Request<'_>, block: Option<&mut Block>) -> Result<Option<Header>, Vec<Problem>> {
    if request.format != Format::Csv {
        return Ok(None);
    }
    let Some(block) = block.filter(|block| !block.records.is_empty()) else {
        return Err(vec![of_input(request.name, "empty-file", 1, "nothing".to_owned(), "a header and records", None)]);
    };
    let span = block.records.remove(0);
    block.first += 1;
    Header::read(block.text.get(span.start..span.end).unwrap_or_default(), span.place, request.name).map(Some)
}

fn part(records: &mut dyn Iterator<Item = Record>, request: &Request<'_>, text: Vec<u8>) -> Part {
    let mut part = Part { text, ..Part::default() };
    for mut record in records {
        let wrong = record.is_wrong();
        part.records += 1;
        part.wrong += u64::from(wrong);
        match request.output {
            Output::Csv => write::csv(&mut part.text, &record),
            Output::Json => {
                part.text.extend_from_slice(b",\n");
                write::json(&mut part.text, &record);
            }
            Output::JsonLines => {
                write::json(&mut part.text, &record);
                part.text.push(b'\n');
            }
            Output::Text if !wrong => {
                part.text.extend_from_slice(explain(&record).as_bytes());
                part.text.push(b'\n');
            }
            Output::Nothing if !wrong => part.tally.count(&record.facts),
            Output::Text | Output::Nothing => {}
        }
        part.problems.append(&mut record.problems);
        if wrong && request.strict {
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

fn of_input(file: &str, code: &'static str, line: u64, found: String, expected: &str, hint: Option<&str>) -> Problem {
    Problem {
        severity: Severity::Error,
        code,
        file: file.to_owned(),
        line: Some(line),
        column: None,
        column_name: None,
        found,
        expected: expected.to_owned(),
        hint: hint.map(str::to_owned),
        excerpt: None,
    }
}

fn broken(file: &str, broken: Broken) -> Problem {
    of_input(file, "broken-file", broken.line, broken.found, broken.expected, Some("nothing after this place was read"))
}

fn personal(file: &str, record: u64, line: u64, name: &str) -> Problem {
    let shown: String = name.chars().take(60).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
    let hint = "remove the field: no verdict needs it, and such data could harm people if it leaked";
    let found = format!("`{shown}`, which looks like personal data");
    let problem = of_input(file, "personal-data", line, found, "facts about the incident, never who the people are", Some(hint));
    Problem { column_name: Some(format!("record {record}, {shown}")), ..problem }
}
