//! Results on their way out, in the order of the records.

use super::faults::broken;
use super::turns::{Buffers, Turns};
use super::work::Done;
use super::{Ended, Output, Request};
use crate::write;
use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
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

    /// Writes what comes of the pieces in their order, until there are no more or nothing more is wanted.
    pub(super) fn all(
        &mut self,
        from: &Receiver<(u64, Done)>,
        turns: &Turns<'_, impl Read>,
        buffers: &Buffers,
    ) -> io::Result<()> {
        let (mut early, mut next) = (BTreeMap::new(), 0);
        for (number, done) in from {
            early.insert(number, done);
            while let Some(done) = early.remove(&next) {
                if self.take(done, buffers)?.is_some() {
                    return Ok(());
                }
                next += 1;
                turns.wrote();
            }
        }
        Ok(())
    }

    /// Writes what came of a piece, whole records only; `Some` when nothing more is wanted.
    fn take(&mut self, done: Done, buffers: &Buffers) -> io::Result<Option<()>> {
        let (part, end) = match done {
            Done::Part(part, end) => (part, end),
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
