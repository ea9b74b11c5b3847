//! The records of a block, and the names in it.

use crate::read::{Block, Header, Record, only_known, parse, personal_key};
use rayon::prelude::*;
use std::ops::Range;

/// Bytes of names that one thread looks at at a time.
const PIECE: usize = 1 << 17;

/// Some records of a block, by their places, each read when it is asked for.
pub fn records<'b>(
    block: &'b Block,
    places: Range<usize>,
    header: Option<&'b Header>,
    file: &'b str,
) -> impl Iterator<Item = Record> + 'b {
    let numbered = (block.first + places.start as u64..).zip(block.records.get(places).unwrap_or_default());
    numbered.map(move |(number, span)| parse(block.bytes(span), header, number, &|| block.place_of(span), file))
}

/// The first of some records of a block of JSON with a field that looks like personal data: its number, line and the field.
#[must_use]
pub fn first_personal(block: &Block, places: Range<usize>) -> Option<(u64, u64, String)> {
    let spans = block.records.get(places.clone()).unwrap_or_default();
    let (first, last) = (spans.first()?, spans.last()?);
    if only_known(block.text.get(..last.end).unwrap_or_default(), first.start) {
        return None;
    }
    spans.iter().zip(block.first + places.start as u64..).find_map(|(span, number)| {
        let key = personal_key(block.bytes(span))?;
        Some((number, block.place_of(span).0, key))
    })
}

/// True if all names of fields that end from a place in a text of JSON on are names of the codebook; false says only that a closer
/// look is needed.
#[must_use]
pub fn names_known(text: &[u8], from: usize) -> bool {
    (from..text.len()).into_par_iter().step_by(PIECE).all(|start| only_known(&text[..text.len().min(start + PIECE)], start))
}
