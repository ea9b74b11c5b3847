//! Results on their way out, in the order of the records.

use super::faults::broken;
use super::work::{Buffers, Done};
use super::{Ended, Output, Request};
use crate::write;
use std::io::{self, Write};
use std::sync::atomic::Ordering;
use vardar_scenario::Problem;

/// The end where results come out.
pub(super) struct Writing<'a, W> {
    pub(super) sink: &'a mut W,
    pub(super) show: &'a mut dyn FnMut(Vec<Problem>),
    pub(super) request: &'a Request<'a>,
    pub(super) first: bool,
    pub(super) ended: Ended,
}

impl<W: Write> Writing<'_, W> {
    pub(super) fn begin(&mut self) -> io::Result<()> {
        if self.request.output == Output::Csv { self.sink.write_all(write::CSV_HEADER.as_bytes()) } else { Ok(()) }
    }

    /// Writes what came of a block, whole records only; `Some` when nothing more is wanted.
    pub(super) fn take(&mut self, done: Done, buffers: &Buffers) -> io::Result<Option<()>> {
        let (parts, end) = match done {
            Done::Parts(parts, end) => (parts, end),
            Done::Personal(problem) => {
                (self.show)(vec![problem]);
                return Ok(Some(()));
            }
            Done::Failed(_) if self.request.stop.load(Ordering::Relaxed) => {
                self.ended.interrupted = true;
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

    pub(super) fn finish(self) -> io::Result<Ended> {
        if self.request.output == Output::Json {
            self.sink.write_all(if self.first { b"[]\n" } else { b"\n]\n" })?;
        }
        self.sink.flush()?;
        Ok(self.ended)
    }
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
