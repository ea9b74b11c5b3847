//! The file in which an evaluation keeps the origins that it has finished, until all are.
//!
//! What may not change: an origin counts when its closing line is there, and rows are kept in full, so that an evaluation that
//! was interrupted ends in the same bytes as one that was not.

use crate::error::RunError;
use crate::files::write_text;
use crate::scores::{FULL_HEADER, ScoredForecast};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Scores by origin.
pub type OriginScores = BTreeMap<Date, Vec<ScoredForecast>>;

/// The file, open to be added to.
#[derive(Debug)]
pub struct FinishedOrigins {
    path: PathBuf,
    file: File,
}

impl FinishedOrigins {
    fn path_in(folder: &Path) -> PathBuf {
        folder.join("scores.partial.csv")
    }

    /// Origins that an evaluation has finished before it was interrupted. `heading` says what was asked for.
    ///
    /// # Errors
    /// If the file belongs to an evaluation with another heading.
    pub fn read(folder: &Path, heading: &str) -> Result<OriginScores, RunError> {
        let path = Self::path_in(folder);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(source) => return Err(RunError::Io { path, source }),
        };
        let refuse = |reason: String| RunError::RunFile { path: path.clone(), reason };
        let mut lines = text.lines().enumerate();
        let is = |line: Option<(usize, &str)>, expected: &str| line.is_some_and(|(_, line)| line == expected);
        if !is(lines.next(), heading) || !is(lines.next(), FULL_HEADER.trim_end()) {
            return Err(refuse("it belongs to an evaluation with other settings: leave out --resume to start again".to_owned()));
        }
        let mut finished = BTreeMap::new();
        let mut origin = Vec::new();
        // What was cut off in the middle is done again, and not even read.
        for (number, line) in lines {
            let Some(date) = line.strip_prefix("# done ") else {
                origin.push((number, line));
                continue;
            };
            let rows = origin.drain(..).map(|(number, line)| {
                let words = || format!("line {}: `{line}` is not a row of scores: leave out --resume to start again", number + 1);
                ScoredForecast::read_full(line).ok_or_else(|| refuse(words()))
            });
            let rows = rows.collect::<Result<Vec<_>, _>>()?;
            let Ok(date) = date.parse() else {
                return Err(refuse(format!("line {}: `{line}` names no day", number + 1)));
            };
            finished.insert(date, rows);
        }
        Ok(finished)
    }

    /// Starts the file again with the origins that are finished.
    pub fn start(folder: &Path, heading: &str, finished: &OriginScores) -> Result<Self, RunError> {
        let mut text = format!("{heading}\n{FULL_HEADER}");
        finished.iter().for_each(|(origin, rows)| put(&mut text, *origin, rows));
        let path = Self::path_in(folder);
        write_text(&path, &text)?;
        match std::fs::OpenOptions::new().append(true).open(&path) {
            Ok(file) => Ok(Self { path, file }),
            Err(source) => Err(RunError::Io { path, source }),
        }
    }

    /// Adds an origin.
    pub fn add(&mut self, origin: Date, rows: &[ScoredForecast]) -> Result<(), RunError> {
        let mut text = String::new();
        put(&mut text, origin, rows);
        let written = self.file.write_all(text.as_bytes()).and_then(|()| self.file.flush());
        written.map_err(|source| RunError::Io { path: self.path.clone(), source })
    }

    /// Removes the file: all origins are finished and their scores written.
    pub fn remove(self) -> Result<(), RunError> {
        drop(self.file);
        match std::fs::remove_file(&self.path) {
            Err(source) if source.kind() != ErrorKind::NotFound => Err(RunError::Io { path: self.path, source }),
            _ => Ok(()),
        }
    }
}

fn put(text: &mut String, origin: Date, rows: &[ScoredForecast]) {
    rows.iter().for_each(|row| row.put_full(text));
    let _ = writeln!(text, "# done {origin}");
}
