//! Bytes to text: encodings, sizes, and where in the text something stands.

use crate::problem::{Excerpt, Fault, Report, Spot};

/// Largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 64 * 1024 * 1024;
/// Longest line or record that is read, in bytes.
pub(crate) const LONGEST_LINE: usize = 1024 * 1024;

/// A decoded file, without its byte order mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text<'a> {
    pub file: &'a str,
    pub content: &'a str,
}

/// Decodes a file, or reports why it cannot be read at all.
pub(crate) fn decode<'a>(file: &'a str, bytes: &'a [u8], report: &mut Report) -> Option<Text<'a>> {
    match try_decode(bytes) {
        Ok(content) => Some(Text { file, content }),
        Err((line, fault)) => {
            report.push(fault.at(Spot { line, ..Spot::file(file) }));
            None
        }
    }
}

/// Why a file is refused that is larger than this crate reads.
pub(crate) fn too_large(bytes: u64) -> Fault {
    Fault::error("file-too-large", format!("{} MB", bytes / 1_000_000), format!("at most {} MB", LARGEST_FILE / 1_000_000))
        .hint("a scenario is a few small tables: is this the right file?".to_owned())
}

/// The text, or the line and what is wrong there. Cheap checks come first, so that a file that is not text costs little.
fn try_decode(bytes: &[u8]) -> Result<&str, (Option<u64>, Fault)> {
    let expected = "text in UTF-8";
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > LARGEST_FILE {
        return Err((None, too_large(size)));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let hint = "save it again as UTF-8 (in a spreadsheet: \"CSV UTF-8\")".to_owned();
        return Err((Some(1), Fault::error("wrong-encoding", "a file in UTF-16", expected).hint(hint)));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        let hint = "the file may be damaged, or in UTF-16: save it again as UTF-8".to_owned();
        let found = format!("a NUL byte at byte {at}");
        return Err((Some(line_of(bytes, at)), Fault::error("nul-byte", found, expected).hint(hint)));
    }
    let mut start = 0;
    for line in bytes.split(|&byte| byte == b'\n' || byte == b'\r') {
        if line.len() > LONGEST_LINE {
            let found = format!("a line of {} bytes", line.len());
            let expected = format!("lines of at most {LONGEST_LINE} bytes");
            let hint = "are the line ends missing, or is this not a text file?".to_owned();
            return Err((Some(line_of(bytes, start)), Fault::error("line-too-long", found, expected).hint(hint)));
        }
        start += line.len() + 1;
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        let found = format!("byte {byte:#04x} at byte {at}, which is not UTF-8");
        let hint = "the file is probably in Latin-1 or Windows-1252: open it in that encoding and save it again as UTF-8";
        (Some(line_of(bytes, at)), Fault::error("wrong-encoding", found, expected).hint(hint.to_owned()))
    })
}

/// Number of the line, from 1, that holds byte `at`.
fn line_of(bytes: &[u8], at: usize) -> u64 {
    1 + count_line_ends(bytes.get(..at).unwrap_or(bytes))
}

/// Line ends: `\n`, `\r\n`, or a lone `\r`.
pub(crate) fn count_line_ends(bytes: &[u8]) -> u64 {
    let mut count = 0;
    let mut previous = 0;
    for &byte in bytes {
        if byte == b'\r' || (byte == b'\n' && previous != b'\r') {
            count += 1;
        }
        previous = byte;
    }
    count
}

impl Text<'_> {
    /// The spot of bytes `start..end`, if byte `known` is in line `known_line` and not after `start`.
    pub fn spot(&self, start: usize, end: usize, known: usize, known_line: u64) -> Spot {
        const BEFORE: usize = 60;
        const LONGEST: usize = 200;
        let content = self.content;
        let before = content.get(..start).unwrap_or(content);
        let line = known_line + count_line_ends(before.as_bytes().get(known..).unwrap_or_default());
        let line_start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let rest = content.get(line_start..).unwrap_or_default();
        let whole = rest.split(['\n', '\r']).next().unwrap_or_default();
        let column = before.get(line_start..).unwrap_or_default().chars().count();

        let cut = column.saturating_sub(BEFORE).min(if whole.chars().count() <= LONGEST { 0 } else { usize::MAX });
        let text: String = whole.chars().skip(cut).take(LONGEST).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
        let offset = column - cut;
        let field = content.get(start..end).unwrap_or_default();
        let field_length = field.split(['\n', '\r']).next().unwrap_or_default().chars().count();
        let length = field_length.min(text.chars().count().saturating_sub(offset)).max(1);
        Spot {
            file: self.file.to_owned(),
            line: Some(line),
            column: Some(u64::try_from(column).unwrap_or(u64::MAX).saturating_add(1)),
            column_name: None,
            excerpt: Some(Excerpt { text, offset, length }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_three_ways() {
        assert_eq!(count_line_ends(b"a\nb\r\nc\rd"), 3);
        assert_eq!(line_of(b"a\r\nb", 3), 2);
    }

    #[test]
    fn columns_count_characters() {
        let text = Text { file: "a.csv", content: "id\n\"é, ö\",xy\n" };
        let start = text.content.find('x').unwrap_or_default();
        let spot = text.spot(start, start + 2, 0, 1);
        assert_eq!((spot.line, spot.column), (Some(2), Some(8)));
        assert_eq!(spot.excerpt, Some(Excerpt { text: "\"é, ö\",xy".into(), offset: 7, length: 2 }));
    }

    #[test]
    fn a_long_line_is_cut_around_the_field() {
        let content = format!("{}X{}", "a".repeat(1000), "b".repeat(1000));
        let text = Text { file: "a.csv", content: &content };
        let spot = text.spot(1000, 1001, 0, 1);
        let excerpt = spot.excerpt.unwrap_or_else(|| Excerpt { text: String::new(), offset: 0, length: 0 });
        assert_eq!(spot.column, Some(1001));
        assert_eq!(excerpt.text.chars().count(), 200);
        assert_eq!(excerpt.text.chars().nth(excerpt.offset), Some('X'));
    }
}
