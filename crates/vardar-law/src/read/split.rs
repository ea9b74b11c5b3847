//! Input cut into blocks of whole records.

use memchr::{memchr, memchr_iter, memchr2, memchr3, memrchr};
use std::io::{self, Read};

/// How records are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A header and rows; lists separated by `;`.
    Csv,
    /// An array of objects, or one object.
    Json,
    /// An object a line.
    JsonLines,
}

/// Where a record lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First byte in the block.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Some whole records.
#[derive(Debug)]
pub struct Block {
    /// The bytes that hold them.
    pub text: Vec<u8>,
    /// The records in `text`.
    pub records: Vec<Span>,
    /// Number of the first record in the input, from 1; the header of CSV is number 0.
    pub first: u64,
    /// Line and column (in characters) in the input where `text` begins, from 1.
    pub place: (u64, u64),
}

impl Block {
    /// The bytes of a record.
    #[must_use]
    pub fn bytes(&self, record: &Span) -> &[u8] {
        self.text.get(record.start..record.end).unwrap_or_default()
    }

    /// Line and column (in characters) in the input where a record begins, from 1.
    #[must_use]
    pub fn place_of(&self, record: &Span) -> (u64, u64) {
        let mut place = self.place;
        advance(&mut place, self.text.get(..record.start).unwrap_or_default());
        place
    }
}

/// Why no further record can be found in the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Line, from 1.
    pub line: u64,
    /// What stands there.
    pub found: String,
    /// What should.
    pub expected: &'static str,
}

/// Bytes read before a block is handed on: about as many records in either case.
const BLOCK_OF_ROWS: usize = 1 << 17;
const BLOCK_OF_OBJECTS: usize = 1 << 18;
/// A longer record is no record: probably a quote that is never closed.
const LONGEST_RECORD: usize = 1 << 20;

/// Cuts an input into blocks.
#[derive(Debug)]
pub struct Splitter<R> {
    input: R,
    format: Format,
    rest: Vec<u8>,
    place: (u64, u64),
    number: u64,
    ended: bool,
    /// Where the scan of JSON stands between two blocks.
    json: Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Json {
    Start,
    /// In the array, before a value that need not come.
    First,
    /// In the array, before a value.
    Value,
    /// In the array, after a value.
    After,
    /// Objects without an array around them.
    Loose,
    Closed,
}

/// Result of looking for the next record in a text.
enum Found {
    Record(usize, usize, usize),
    /// Nothing whole: the bytes from here on belong to the next block.
    More(usize),
    Broken(usize, String, &'static str),
}

impl<R: Read> Splitter<R> {
    /// Records of `format` in `input`. A byte order mark is left out.
    pub fn new(input: R, format: Format) -> Self {
        let number = u64::from(format != Format::Csv);
        Self { input, format, rest: Vec::new(), place: (1, 1), number, ended: false, json: Json::Start }
    }

    /// The next block, and why there is none after it if the input is broken. `None` at the end.
    ///
    /// # Errors
    /// If the input cannot be read.
    pub fn next_block(&mut self) -> io::Result<Option<(Block, Option<Broken>)>> {
        let mut text = std::mem::take(&mut self.rest);
        let size = if self.format == Format::Csv { BLOCK_OF_ROWS } else { BLOCK_OF_OBJECTS };
        let mut wanted = size;
        loop {
            self.fill(&mut text, wanted)?;
            let (block, used, broken) = self.scan(&text);
            let stuck = block.is_empty() && broken.is_none();
            if stuck && !self.ended {
                if text.len() - used.0 > LONGEST_RECORD {
                    let expected = "a shorter record: is a quote never closed?";
                    let found = format!("more than {LONGEST_RECORD} bytes without the end of a record");
                    self.ended = true;
                    let broken = Broken { line: used.1.0, found, expected };
                    let none = Block { text: Vec::new(), records: block, first: self.number, place: self.place };
                    return Ok(Some((none, Some(broken))));
                }
                wanted = text.len() + size;
                continue;
            }
            if stuck && self.rest_is_empty(&text, used.0) {
                return Ok(None);
            }
            self.rest = text.split_off(used.0);
            let place = std::mem::replace(&mut self.place, used.1);
            let first = self.number;
            self.number += block.len() as u64;
            if broken.is_some() {
                self.ended = true;
                self.rest.clear();
            }
            return Ok(Some((Block { text, records: block, first, place }, broken)));
        }
    }

    fn rest_is_empty(&self, text: &[u8], from: usize) -> bool {
        text.len() == from || self.ended
    }

    fn fill(&mut self, text: &mut Vec<u8>, wanted: usize) -> io::Result<()> {
        let at_start = text.is_empty() && self.place == (1, 1) && self.number <= 1 && self.json == Json::Start;
        if !self.ended && text.len() < wanted {
            let missing = (wanted - text.len()) as u64;
            text.reserve(wanted - text.len());
            let read = self.input.by_ref().take(missing).read_to_end(text)?;
            self.ended = (read as u64) < missing;
        }
        if at_start && text.starts_with(b"\xef\xbb\xbf") {
            text.drain(..3);
        }
        Ok(())
    }

    /// Records in the text; how far it is used up, and on which line that is; what is broken.
    #[allow(clippy::type_complexity, reason = "used once, by the caller above")]
    fn scan(&mut self, text: &[u8]) -> (Vec<Span>, (usize, (u64, u64)), Option<Broken>) {
        let (mut at, mut records) = (0, Vec::new());
        let place = |to: usize| {
            let mut place = self.place;
            advance(&mut place, &text[..to]);
            place
        };
        let mut json = self.json;
        let (used, broken) = loop {
            let before = json;
            let found = match self.format {
                Format::Csv => csv_record(text, at, self.ended),
                Format::JsonLines => json_line(text, at, self.ended),
                Format::Json => json_value(&mut json, text, at, self.ended),
            };
            match found {
                Found::Record(start, end, next) => {
                    records.push(Span { start, end });
                    at = next;
                }
                Found::More(_) if self.format == Format::Json && !self.ended => {
                    json = before;
                    break ((at, place(at)), None);
                }
                Found::More(next) => break ((next, place(next)), None),
                Found::Broken(there, found, expected) => {
                    let place = place(there);
                    break ((text.len(), place), Some(Broken { line: place.0, found, expected }));
                }
            }
        };
        self.json = json;
        (records, used, broken)
    }
}

/// The next value of a JSON array, or of a sequence of objects.
fn json_value(json: &mut Json, text: &[u8], from: usize, last: bool) -> Found {
    let mut at = from;
    loop {
        at += text[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let Some(&byte) = text.get(at) else {
            let open = matches!(*json, Json::First | Json::Value | Json::After);
            return match (last, open) {
                (true, true) => Found::Broken(at, "the end of the file".to_owned(), "`]` at the end of the array"),
                _ => Found::More(at),
            };
        };
        match (*json, byte) {
            (Json::Start, b'[') => (*json, at) = (Json::First, at + 1),
            (Json::Start, b'{') => *json = Json::Loose,
            (Json::First, b']') | (Json::After, b']') => (*json, at) = (Json::Closed, at + 1),
            (Json::After, b',') => (*json, at) = (Json::Value, at + 1),
            (Json::Loose, b'{') | (Json::First | Json::Value, b'{') => {
                return match plain_end(text, at).or_else(|| object_end(text, at)) {
                    Some(end) => {
                        if *json != Json::Loose {
                            *json = Json::After;
                        }
                        Found::Record(at, end, end)
                    }
                    None if last => Found::Broken(at, "a record that never ends".to_owned(), "`}` at the end of the record"),
                    None => Found::More(at),
                };
            }
            (state, _) => {
                let expected = match state {
                    Json::Start => "`[`, and objects in it",
                    Json::First | Json::Value => "a record: an object in `{` and `}`",
                    Json::After => "`,` or `]` after a record",
                    Json::Loose => "another object, or the end of the file",
                    Json::Closed => "nothing after the array",
                };
                let shown: String = String::from_utf8_lossy(&text[at..text.len().min(at + 12)]).chars().take(8).collect();
                return Found::Broken(at, format!("`{}`", shown.replace(char::is_control, " ")), expected);
            }
        }
    }
}

/// Moves a line and column on over a text.
fn advance(place: &mut (u64, u64), text: &[u8]) {
    // In UTF-8 every character has one byte that is no continuation.
    let characters = |text: &[u8]| text.iter().filter(|byte| **byte & 0xc0 != 0x80).count() as u64;
    match memrchr(b'\n', text) {
        Some(last) => {
            place.0 += memchr_iter(b'\n', text).count() as u64;
            place.1 = 1 + characters(&text[last + 1..]);
        }
        None => place.1 += characters(text),
    }
}

/// The same as [`object_end`] for an object without objects in it, escapes or braces in its texts; `None` says only that it needs a
/// closer look.
fn plain_end(text: &[u8], from: usize) -> Option<usize> {
    let inner = text.get(from + 1..)?;
    let inner = &inner[..memchr(b'}', inner)?];
    let in_text = memchr_iter(b'"', inner).count() % 2 == 1;
    (!in_text && memchr2(b'{', b'\\', inner).is_none()).then_some(from + inner.len() + 2)
}

/// End of the object that begins here: one past its last brace.
fn object_end(text: &[u8], from: usize) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, from);
    while let Some(&byte) = text.get(at) {
        match byte {
            b'"' => at = string_end(text, at + 1)?,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Place of the quote that closes a string of JSON which begins here.
pub(super) fn string_end(text: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr2(b'"', b'\\', text.get(at..)?)?;
        if text[at] == b'"' {
            return Some(at);
        }
        at += 2;
    }
}

/// The next line that is not blank.
fn json_line(text: &[u8], from: usize, last: bool) -> Found {
    let mut at = from;
    loop {
        let end = match memchr(b'\n', &text[at..]) {
            Some(length) => at + length,
            None if last && at < text.len() => text.len(),
            None => return Found::More(at),
        };
        let next = (end + 1).min(text.len());
        let end = if end > at && text[end - 1] == b'\r' { end - 1 } else { end };
        if text[at..end].iter().any(|byte| !byte.is_ascii_whitespace()) {
            return Found::Record(at, end, next);
        }
        at = next;
    }
}

/// The next row that is not empty. A quote counts only where a cell begins.
fn csv_record(text: &[u8], from: usize, last: bool) -> Found {
    let (mut at, mut start) = (from, from);
    while let Some(length) = memchr3(b'"', b'\n', b'\r', &text[at..]) {
        at += length;
        let byte = text[at];
        if byte == b'"' {
            at = if at == start || text[at - 1] == b',' { quoted_end(text, at) } else { at + 1 };
            continue;
        }
        if at > start {
            // The two bytes of one line end stay together, or a line would be counted twice.
            let pair = byte == b'\r' && text.get(at + 1) == Some(&b'\n');
            if byte == b'\r' && at + 1 == text.len() && !last {
                return Found::More(start);
            }
            return Found::Record(start, at, at + 1 + usize::from(pair));
        }
        at += 1;
        start = at;
    }
    if last && start < text.len() { Found::Record(start, text.len(), text.len()) } else { Found::More(start) }
}

/// One past the quote that closes the one here; the end of the text if none does.
fn quoted_end(text: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while let Some(length) = memchr(b'"', &text[at..]) {
        at += length + 1;
        if text.get(at) != Some(&b'"') {
            return at;
        }
        at += 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Null: an object of JSON ends elsewhere for the quick look. 300,000 texts of pieces, seed 1.
    #[test]
    fn an_object_ends_in_the_same_place_for_the_quick_look() {
        let pieces = ["{", "}", "\"a\"", ":", "1", ",", "[", "]", "\"}\"", "\"{\"", "\"\\\"\"", "\"b\":2", "\"c\":[3]", " "];
        let (mut state, mut seen) = (1_u64, 0);
        let mut draw = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for _ in 0..300_000 {
            let text: String = std::iter::once("{").chain((0..draw(9)).map(|_| pieces[draw(pieces.len())])).collect();
            let Some(end) = object_end(text.as_bytes(), 0) else { continue };
            if serde_json::from_str::<serde::de::IgnoredAny>(&text[..end]).is_ok()
                && let Some(quick) = plain_end(text.as_bytes(), 0)
            {
                seen += 1;
                assert_eq!(quick, end, "{text}");
            }
        }
        assert!(seen > 1_000, "{seen}");
        assert_eq!(plain_end(b"[{\"a\":1}]", 1), Some(8));
    }
}
