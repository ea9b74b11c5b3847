//! Reading, and working on what was read.

use super::faults::personal;
use super::{Output, Request};
use crate::batch::{first_personal, in_chunks};
use crate::publish::Tally;
use crate::read::{Block, Broken, Format, Header, Record, Splitter};
use crate::{explain, write};
use std::io::{self, Read};
use std::sync::Mutex;
use std::sync::mpsc::SyncSender;
use vardar_scenario::Problem;

/// What came of some records.
#[derive(Default)]
pub(super) struct Part {
    pub(super) text: Vec<u8>,
    pub(super) problems: Vec<Problem>,
    pub(super) records: u64,
    pub(super) wrong: u64,
    pub(super) stopped: bool,
    pub(super) tally: Tally,
}

/// What came of a block.
pub(super) enum Done {
    Parts(Vec<Part>, Option<Broken>),
    Personal(Problem),
    Failed(io::Error),
}

/// Buffers that were written and can be filled again: new ones would have to be mapped page by page.
#[derive(Default)]
pub(super) struct Buffers(Mutex<Vec<Vec<u8>>>);

impl Buffers {
    fn get(&self) -> Vec<u8> {
        self.0.lock().ok().and_then(|mut free| free.pop()).unwrap_or_default()
    }

    pub(super) fn give(&self, mut used: Vec<u8>) {
        used.clear();
        if let Ok(mut free) = self.0.lock() {
            free.push(used);
        }
    }
}

/// Reads and works on block after block until the input or the writer has ended.
pub(super) fn work(
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
        // Whether to stop is for the writer to say, or the end of an interrupted run could be taken for that of the input.
        if to.send(Done::Parts(parts, end)).is_err() {
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
