//! Records from an input to results in an output, block by block: memory does not grow with the input.

mod faults;
mod refusal;
mod turns;
mod work;
mod writing;

use crate::publish::Tally;
use crate::read::{Block, Format, Header, Splitter};
use faults::of_input;
pub use refusal::refusal;
use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use turns::{Buffers, Turns};
use vardar_scenario::Problem;
use work::work;
use writing::Writing;

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
    /// Set from outside to stop after the block at hand. An input that fails once it is set has not failed.
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
    let mut next = match splitter.next_block() {
        Err(_) if request.stop.load(Ordering::Relaxed) => return Ok(Ended { interrupted: true, ..Ended::default() }),
        next => next?,
    };
    let header = match header(request, next.as_mut().map(|(block, _)| block)) {
        Ok(header) => header,
        Err(problems) => {
            show(problems);
            return Ok(Ended::default());
        }
    };
    let mut writing = Writing { sink, show, request, first: true, ended: Ended::default() };
    writing.begin()?;
    let (buffers, threads) = (Buffers::default(), rayon::current_num_threads());
    let turns = Turns::new(&mut splitter, next, threads);
    let (to, from) = channel();
    let outcome = std::thread::scope(|scope| {
        for _ in 0..threads {
            let to = to.clone();
            scope.spawn(|| work(request, &turns, header.as_ref(), &buffers, &{ to }));
        }
        drop(to);
        let _open = turns.open();
        writing.all(&from, &turns, &buffers)
    });
    outcome.and_then(|()| writing.finish())
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
    Header::read(block.bytes(&span), block.place_of(&span), request.name).map(Some)
}
