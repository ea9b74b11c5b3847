//! Many records on all cores, in the order of the input.

use crate::read::{Block, Header, Record, parse, personal_key};
use rayon::prelude::*;

/// Records that one thread takes at a time.
const CHUNK: usize = 64;

/// Hands the records of a block to `work`, chunk by chunk on all cores; results in the order of the records.
pub fn in_chunks<T: Send>(
    block: &Block,
    header: Option<&Header>,
    file: &str,
    work: impl Fn(&mut dyn Iterator<Item = Record>) -> T + Sync,
) -> Vec<T> {
    let chunks: Vec<_> = block.records.chunks(CHUNK).enumerate().collect();
    chunks
        .into_par_iter()
        .map(|(chunk, spans)| {
            let first = block.first + (chunk * CHUNK) as u64;
            let mut records = spans.iter().zip(first..).map(|(span, number)| {
                parse(block.text.get(span.start..span.end).unwrap_or_default(), header, number, span.place, file)
            });
            work(&mut records)
        })
        .collect()
}

/// The first record of a block of JSON with a field that looks like personal data: its number, line and the field.
#[must_use]
pub fn first_personal(block: &Block) -> Option<(u64, u64, String)> {
    let found = block.records.par_iter().enumerate().filter_map(|(at, span)| {
        let key = personal_key(block.text.get(span.start..span.end)?)?;
        Some((block.first + at as u64, span.place.0, key))
    });
    found.min_by_key(|(number, _, _)| *number)
}
