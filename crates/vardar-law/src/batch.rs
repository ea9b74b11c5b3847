//! Many records on all cores, in the order of the input.

use crate::read::{Block, Header, Record, only_known, parse, personal_key};
use rayon::prelude::*;

/// Records that one thread takes at a time.
const CHUNK: usize = 32;
/// Bytes of names that one thread looks at at a time.
const PIECE: usize = 1 << 17;

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
            let mut records = spans
                .iter()
                .zip(first..)
                .map(|(span, number)| parse(block.bytes(span), header, number, &|| block.place_of(span), file));
            work(&mut records)
        })
        .collect()
}

/// The first record of a block of JSON with a field that looks like personal data: its number, line and the field.
#[must_use]
pub fn first_personal(block: &Block) -> Option<(u64, u64, String)> {
    if names_known(&block.text, 0) {
        return None;
    }
    let found = block.records.par_iter().enumerate().filter_map(|(at, span)| {
        let key = personal_key(block.bytes(span))?;
        Some((block.first + at as u64, block.place_of(span).0, key))
    });
    found.min_by_key(|(number, _, _)| *number)
}

/// True if all names of fields that end from a place in a text of JSON on are names of the codebook; false says only that a closer
/// look is needed.
#[must_use]
pub fn names_known(text: &[u8], from: usize) -> bool {
    (from..text.len()).into_par_iter().step_by(PIECE).all(|start| only_known(&text[..text.len().min(start + PIECE)], start))
}
