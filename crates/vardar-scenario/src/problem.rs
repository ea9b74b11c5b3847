//! What is wrong with a scenario, said so that a person can put it right.

use std::collections::BTreeMap;
use std::fmt;

/// How bad a [`Problem`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The scenario cannot be used.
    Error,
    /// The scenario can be used, but something in it is probably not meant.
    Warning,
}

/// One thing that is wrong, where it is, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Error or warning.
    pub severity: Severity,
    /// Short stable name of this kind of problem (`unknown-place`).
    pub code: &'static str,
    /// File in the folder (`links.csv`), or the `--set` that caused it.
    pub file: String,
    /// Line in the file, from 1.
    pub line: Option<u64>,
    /// Character in the line where the offending field starts, from 1.
    pub column: Option<u64>,
    /// Column of the table, or key of `scenario.toml`.
    pub column_name: Option<String>,
    /// What stands there.
    pub found: String,
    /// What should stand there.
    pub expected: String,
    /// What to do about it, if that can be guessed.
    pub hint: Option<String>,
    /// The offending line.
    pub excerpt: Option<Excerpt>,
}

/// The part of a line around an offending field. Control characters are replaced one for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// At most about 200 characters of the line.
    pub text: String,
    /// Characters of `text` before the field.
    pub offset: usize,
    /// Characters of the field inside `text`, at least 1.
    pub length: usize,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity, self.code, self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        if let Some(name) = &self.column_name {
            write!(f, " ({name})")?;
        }
        write!(f, "\n  found:    {}\n  expected: {}", self.found, self.expected)?;
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint:     {hint}")?;
        }
        if let Some(excerpt) = &self.excerpt {
            let number = self.line.map(|line| line.to_string()).unwrap_or_default();
            let margin = " ".repeat(number.len());
            let marks = "^".repeat(excerpt.length);
            write!(f, "\n  {number} | {}\n  {margin} | {}{marks}", excerpt.text, " ".repeat(excerpt.offset))?;
        }
        Ok(())
    }
}

/// A value as it is shown in a message: in backticks, cut, with control characters made visible.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 80;
    if text.is_empty() {
        return "nothing".to_owned();
    }
    let mut out = String::from("`");
    for c in text.chars().take(LONGEST) {
        if c.is_control() { out.extend(c.escape_default()) } else { out.push(c) }
    }
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out.push('`');
    out
}

/// Where in the input something stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spot {
    pub file: String,
    pub line: Option<u64>,
    pub column: Option<u64>,
    pub column_name: Option<String>,
    pub excerpt: Option<Excerpt>,
}

impl Spot {
    /// A whole file.
    pub fn file(name: &str) -> Spot {
        Spot { file: name.to_owned(), ..Spot::default() }
    }
}

/// What is wrong at a [`Spot`].
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub severity: Severity,
    pub code: &'static str,
    pub found: String,
    pub expected: String,
    pub hint: Option<String>,
}

impl Fault {
    pub fn error(code: &'static str, found: impl Into<String>, expected: impl Into<String>) -> Fault {
        Fault { severity: Severity::Error, code, found: found.into(), expected: expected.into(), hint: None }
    }

    pub fn warning(code: &'static str, found: impl Into<String>, expected: impl Into<String>) -> Fault {
        Fault { severity: Severity::Warning, ..Fault::error(code, found, expected) }
    }

    pub fn hint(mut self, hint: impl Into<Option<String>>) -> Fault {
        self.hint = hint.into();
        self
    }

    pub fn at(self, spot: Spot) -> Problem {
        let Spot { file, line, column, column_name, excerpt } = spot;
        let Fault { severity, code, found, expected, hint } = self;
        let [file, found, expected] = [file, found, expected].map(without_controls);
        let [column_name, hint] = [column_name, hint].map(|text| text.map(without_controls));
        Problem { severity, code, file, line, column, column_name, found, expected, hint, excerpt }
    }
}

/// Names from files are repeated in many messages: none may send commands to a terminal.
fn without_controls(text: String) -> String {
    if text.contains(char::is_control) { text.replace(char::is_control, "\u{FFFD}") } else { text }
}

/// Most problems of one kind that are reported for one file; the rest is counted.
const MOST_OF_A_KIND: usize = 50;

/// Collects problems, and only counts those of a kind that was reported often enough already.
#[derive(Debug, Default)]
pub(crate) struct Report {
    problems: Vec<Problem>,
    counts: BTreeMap<String, BTreeMap<(Severity, &'static str), usize>>,
    errors: usize,
}

impl Report {
    /// Adds a problem. It is only worked out if it will be shown.
    pub fn add(&mut self, severity: Severity, code: &'static str, file: &str, make: impl FnOnce() -> Problem) {
        if severity == Severity::Error {
            self.errors += 1;
        }
        if !self.counts.contains_key(file) {
            self.counts.insert(file.to_owned(), BTreeMap::new());
        }
        if let Some(kinds) = self.counts.get_mut(file) {
            let count = kinds.entry((severity, code)).or_insert(0);
            *count += 1;
            if *count <= MOST_OF_A_KIND {
                self.problems.push(make());
            }
        }
    }

    /// Adds a problem that is already worked out.
    pub fn push(&mut self, problem: Problem) {
        let (severity, code, file) = (problem.severity, problem.code, problem.file.clone());
        self.add(severity, code, &file, || problem);
    }

    /// True if something was found that makes the scenario unusable.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// All problems, by file and line; kinds that were cut short have a last problem that says how many more there are.
    pub fn finish(self) -> Vec<Problem> {
        let mut problems = self.problems;
        problems.sort_by(|a, b| (file_rank(&a.file), a.line, a.column).cmp(&(file_rank(&b.file), b.line, b.column)));
        for (file, kinds) in &self.counts {
            for (&(severity, code), &count) in kinds {
                if count > MOST_OF_A_KIND {
                    let more = count - MOST_OF_A_KIND;
                    let fault = Fault::error(code, format!("{more} more of this kind"), "the same as above, in other rows");
                    let position = problems.iter().rposition(|p| p.file == *file).map_or(problems.len(), |last| last + 1);
                    problems.insert(position, Fault { severity, ..fault }.at(Spot::file(file)));
                }
            }
        }
        problems
    }
}

/// `scenario.toml` first, then tables by name, then series.
fn file_rank(file: &str) -> (u8, &str) {
    match file {
        "scenario.toml" => (0, file),
        _ if file.contains('/') => (2, file),
        _ => (1, file),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifty_first_of_a_kind_is_only_counted() {
        let mut report = Report::default();
        for line in 1..=60 {
            let spot = Spot { line: Some(line), ..Spot::file("a.csv") };
            report.push(Fault::warning("odd", "x", "y").at(spot));
        }
        assert!(!report.has_errors());
        let problems = report.finish();
        assert_eq!(problems.len(), 51);
        assert_eq!(problems[50].found, "10 more of this kind");
        assert_eq!(problems[50].severity, Severity::Warning);
    }

    #[test]
    fn display_draws_the_field() {
        let excerpt = Excerpt { text: "a,bb,c".into(), offset: 2, length: 2 };
        let spot = Spot {
            line: Some(12),
            column: Some(3),
            column_name: Some("from".into()),
            excerpt: Some(excerpt),
            ..Spot::file("links.csv")
        };
        let text = Fault::error("unknown-place", "`bb`", "a place").hint("use `b`".to_owned()).at(spot).to_string();
        assert_eq!(
            text,
            "error[unknown-place]: links.csv:12:3 (from)\n  found:    `bb`\n  expected: a place\n  hint:     use `b`\n  12 | a,bb,c\n     |   ^^"
        );
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(shown("a\u{1b}[31m"), "`a\\u{1b}[31m`");
        assert_eq!(shown(&"x".repeat(100)).chars().count(), 83);
    }
}
