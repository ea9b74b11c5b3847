//! Names of fields that nothing may be read under.

use super::faults::personal;
use crate::batch::{first_personal, names_known};
use crate::read::{Format, Splitter};
use std::io::{self, Read};
use vardar_scenario::Problem;

/// Bytes looked at at a time.
const CHUNK: usize = 1 << 20;
/// Bytes before them that a name may begin in: far more than the longest.
const CONTEXT: usize = 1 << 10;

/// Looks through the names of all fields of JSON for personal data, without a look at any value. `open` opens the input: a first,
/// quick look at it can call for a second one.
///
/// # Errors
/// If the input cannot be read.
pub fn refusal<R: Read + Send>(open: impl Fn() -> io::Result<R>, format: Format, name: &str) -> io::Result<Option<Problem>> {
    if format == Format::Csv || all_known(open()?)? {
        return Ok(None);
    }
    let mut splitter = Splitter::new(open()?, format);
    while let Some((block, end)) = splitter.next_block()? {
        if let Some((record, line, key)) = first_personal(&block, 0..block.records.len()) {
            return Ok(Some(personal(name, record, line, &key)));
        }
        if end.is_some() {
            break;
        }
    }
    Ok(None)
}

/// True if all names are of the codebook; false says only that a closer look is needed.
fn all_known(mut source: impl Read + Send) -> io::Result<bool> {
    let (mut text, mut next, mut from) = (Vec::new(), Vec::new(), 0);
    read(&mut source, &mut text)?;
    while from < text.len() {
        next.clear();
        next.extend_from_slice(&text[text.len().saturating_sub(CONTEXT)..]);
        let context = next.len();
        // The next bytes are read while these are looked at.
        let (known, more) = rayon::join(|| names_known(&text, from), || read(&mut source, &mut next));
        more?;
        if !known {
            return Ok(false);
        }
        std::mem::swap(&mut text, &mut next);
        from = context;
    }
    Ok(true)
}

fn read(source: &mut impl Read, text: &mut Vec<u8>) -> io::Result<()> {
    text.reserve(CHUNK);
    source.take(CHUNK as u64).read_to_end(text).map(|_| ())
}
