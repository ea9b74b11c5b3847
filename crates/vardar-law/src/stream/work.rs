//! Reading, and working on what was read: each thread takes some records from the input when its turn comes and works on them apart.

use super::faults::personal;
use super::turns::{Buffers, Piece, Turns};
use super::{Output, Request};
use crate::batch::{first_personal, records};
use crate::memo::Memo;
use crate::publish::Tally;
use crate::read::{Block, Broken, Format, Header, Record};
use crate::{explain, write};
use std::io::{self, Read};
use std::ops::Range;
use std::sync::mpsc::Sender;
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

/// What came of a piece of the input.
pub(super) enum Done {
    Part(Part, Option<Broken>),
    Personal(Problem),
    Failed(io::Error),
}

/// Takes and works on piece after piece until the input or the writer has ended. Results are sent with the number of their piece.
pub(super) fn work(
    request: &Request<'_>,
    turns: &Turns<'_, impl Read + Send>,
    header: Option<&Header>,
    buffers: &Buffers,
    to: &Sender<(u64, Done)>,
) {
    let mut memo = Memo::default();
    // Whether to stop is for the writer to say, or the end of an interrupted run could be taken for that of the input.
    while let Some((number, read)) = turns.next() {
        let done = match read {
            Ok(Piece { block, places, end }) => match unwanted(request, &block, places.clone()) {
                Some(problem) => Done::Personal(problem),
                None => {
                    let records = &mut records(&block, places, header, request.name);
                    Done::Part(part(records, request, buffers.get(), &mut memo), end)
                }
            },
            Err(error) => Done::Failed(error),
        };
        if to.send((number, done)).is_err() {
            return;
        }
    }
}

/// A field of some records that looks like personal data, if the input was not looked through before.
fn unwanted(request: &Request<'_>, block: &Block, places: Range<usize>) -> Option<Problem> {
    if request.screened || request.format == Format::Csv {
        return None;
    }
    first_personal(block, places).map(|(record, line, key)| personal(request.name, record, line, &key))
}

fn part(records: &mut dyn Iterator<Item = Record>, request: &Request<'_>, text: Vec<u8>, memo: &mut Memo) -> Part {
    let mut part = Part { text, ..Part::default() };
    for mut record in records {
        let wrong = record.is_wrong();
        part.records += 1;
        part.wrong += u64::from(wrong);
        match request.output {
            Output::Csv => write::csv_with(&mut part.text, &record, memo),
            Output::Json => {
                part.text.extend_from_slice(b",\n");
                write::json_with(&mut part.text, &record, memo);
            }
            Output::JsonLines => {
                write::json_with(&mut part.text, &record, memo);
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
