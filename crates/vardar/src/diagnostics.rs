//! Problems and errors as people see them: the offending line, underlined.

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, Severity, SourceCode,
    SourceSpan, SpanContents,
};
use std::collections::BTreeSet;
use std::fmt;
use std::io::IsTerminal;
use vardar_run::RunError;
use vardar_scenario::{Excerpt, Problem};

/// Shows problems on standard error: warnings first, so that errors stand next to the prompt. Of warnings of one kind the first is shown
/// with its line, the others in one line each. Returns (errors, warnings).
pub fn show_problems(problems: &[Problem]) -> (usize, usize) {
    let (errors, warnings) = by_severity(problems);
    let mut kinds = BTreeSet::new();
    for warning in &warnings {
        if kinds.insert(warning.code) {
            show_with_line(warning);
        } else {
            eprintln!("  ⚠ {}", Shown::new(warning));
        }
    }
    errors.iter().for_each(|error| show_with_line(error));
    (errors.len(), warnings.len())
}

fn by_severity(problems: &[Problem]) -> (Vec<&Problem>, Vec<&Problem>) {
    problems.iter().partition(|problem| problem.severity == vardar_scenario::Severity::Error)
}

fn show_with_line(problem: &Problem) {
    let mut text = String::new();
    if handler().render_report(&mut text, &Shown::new(problem)).is_err() {
        text = problem.to_string();
    }
    eprintln!("{}", text.trim_end());
}

/// Shows why a command failed. Warnings did not make it fail: `vardar check` shows them.
pub fn show_error(error: &RunError) {
    if let RunError::Scenario { origin, problems } = error {
        let (errors, warnings) = by_severity(problems);
        errors.iter().for_each(|error| show_with_line(error));
        let where_warnings_are = if warnings.is_empty() { "" } else { "; `vardar check` shows the warnings" };
        eprintln!("\n{origin}: {}{where_warnings_are}", count(errors.len(), warnings.len()));
        return;
    }
    eprintln!("error: {error}");
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        eprintln!("  because: {inner}");
        cause = inner.source();
    }
}

/// "2 errors, 1 warning".
pub fn count(errors: usize, warnings: usize) -> String {
    format!("{}, {}", number_of(errors, "error", "errors"), number_of(warnings, "warning", "warnings"))
}

/// "1 entry", "2 entries".
pub fn number_of(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn handler() -> GraphicalReportHandler {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    GraphicalReportHandler::new_themed(theme).with_links(false).with_width(110)
}

/// A problem as miette wants it.
struct Shown<'p> {
    problem: &'p Problem,
    source: Option<Line<'p>>,
}

impl<'p> Shown<'p> {
    fn new(problem: &'p Problem) -> Self {
        let source = problem.excerpt.as_ref().map(|excerpt| Line { problem, excerpt });
        Self { problem, source }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", place(self.problem))?;
        write!(f, ": found {}, expected {}", self.problem.found, self.problem.expected)
    }
}

/// `links.csv:12:7, column hours_min`.
fn place(problem: &Problem) -> String {
    let mut place = problem.file.clone();
    for number in [problem.line, problem.column].into_iter().flatten() {
        place.push_str(&format!(":{number}"));
    }
    if let Some(name) = &problem.column_name {
        place.push_str(&format!(", {name}"));
    }
    place
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.problem, f)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.problem.code))
    }

    fn severity(&self) -> Option<Severity> {
        Some(match self.problem.severity {
            vardar_scenario::Severity::Error => Severity::Error,
            vardar_scenario::Severity::Warning => Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.problem.hint.as_ref().map(|hint| Box::new(hint) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|line| line as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let excerpt = &self.source.as_ref()?.excerpt;
        let byte = |characters: usize| excerpt.text.char_indices().nth(characters).map_or(excerpt.text.len(), |(at, _)| at);
        let (from, to) = (byte(excerpt.offset), byte(excerpt.offset + excerpt.length));
        Some(Box::new(std::iter::once(LabeledSpan::new(Some("here".to_owned()), from, to - from))))
    }
}

/// The excerpt as source code that knows its file and line number.
struct Line<'p> {
    problem: &'p Problem,
    excerpt: &'p Excerpt,
}

impl SourceCode for Line<'_> {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.excerpt.text.as_bytes();
        let line = usize::try_from(self.problem.line.unwrap_or(1)).unwrap_or(1).saturating_sub(1);
        let all = SourceSpan::from((0, text.len()));
        Ok(Box::new(MietteSpanContents::new_named(self.problem.file.clone(), text, all, line, 0, 1)))
    }
}
