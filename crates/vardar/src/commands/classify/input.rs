//! Where the records come from.

use super::pipe::Pipe;
use crate::cli::RecordFormat;
use crate::stop;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use vardar_law::read::Format;
use vardar_run::RunError;

/// An input, its name in messages, and its format.
pub struct Input {
    pub name: String,
    pub format: Format,
    pub source: Box<dyn Read + Send>,
    /// True if it can be opened again.
    pub again: bool,
}

/// Opens a file, or standard input for `-`.
pub fn open(path: &Path, asked: Option<RecordFormat>) -> Result<Input, RunError> {
    let fail = |source| RunError::Io { path: path.to_owned(), source };
    let (name, mut source, again): (String, Box<dyn Read + Send>, bool) = if path == Path::new("-") {
        ("standard input".to_owned(), Box::new(Pipe::new(io::stdin(), stop::flag())), false)
    } else {
        let file = File::open(path).map_err(fail)?;
        let metadata = file.metadata().map_err(fail)?;
        if metadata.is_dir() {
            return Err(fail(io::Error::other("it is a folder")));
        }
        let source: Box<dyn Read + Send> =
            if metadata.is_file() { Box::new(file) } else { Box::new(Pipe::new(file, stop::flag())) };
        (path.display().to_string(), source, metadata.is_file())
    };
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase);
    let format = match (asked, ending.as_deref()) {
        (Some(RecordFormat::Csv), _) | (None, Some("csv")) => Format::Csv,
        (Some(RecordFormat::Json), _) | (None, Some("json")) => Format::Json,
        (Some(RecordFormat::Jsonl), _) | (None, Some("jsonl" | "ndjson")) => Format::JsonLines,
        _ => {
            let mut head = Vec::new();
            source.by_ref().take(4096).read_to_end(&mut head).map_err(fail)?;
            let format = guess(&head);
            source = Box::new(Cursor::new(head).chain(source));
            format
        }
    };
    Ok(Input { name, format, source, again })
}

/// The format by the first character that is not blank. Objects in a row are read one after the other, whatever lies between.
fn guess(head: &[u8]) -> Format {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    match head.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'[') => Format::Json,
        Some(b'{') => {
            let first = head.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
            if first.trim_ascii_end().ends_with(b"}") || !head.contains(&b'\n') { Format::JsonLines } else { Format::Json }
        }
        _ => Format::Csv,
    }
}
