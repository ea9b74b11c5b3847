//! One incident, question by question.

use super::super::print;
use crate::Outcome;
use crate::cli::{ClassifyArguments, RecordFormat};
use std::collections::BTreeSet;
use std::io::{self, BufRead};
use vardar_law::read::{Record, parse};
use vardar_law::{Facts, Field, Kind, explain, questions, write};
use vardar_run::RunError;

/// Asks until no answer can change a verdict any more, or the input ends; then prints what came of it.
pub fn run(arguments: &ClassifyArguments) -> Result<Outcome, RunError> {
    eprintln!(
        "Code one incident: one actor, one person, one border leg. Enter leaves a question open, a list is written a;b, none of it is []."
    );
    let mut lines = io::stdin().lock().lines();
    let mut facts = Facts::default();
    let mut open: BTreeSet<Field> = BTreeSet::new();
    'asking: while let Some(field) = questions(&facts).into_iter().find(|field| !open.contains(field)) {
        loop {
            eprint!("{} [{}] ", field.question(), allowed(field));
            let Some(Ok(line)) = lines.next() else { break 'asking };
            match answer(&facts, field, line.trim()) {
                Ok(filled) => {
                    if !filled.get(field).is_known() {
                        open.insert(field);
                    }
                    facts = filled;
                    break;
                }
                Err(message) => eprintln!("{message}"),
            }
        }
    }
    let record = Record { number: 1, id: None, facts, problems: Vec::new() };
    let text = match arguments.format {
        None => format!("{}\nThe record: {}\n", explain(&record), write::facts_as_json(&facts)),
        Some(RecordFormat::Csv) => write::CSV_HEADER.to_owned() + &bytes(|out| write::csv(out, &record)),
        Some(RecordFormat::Json | RecordFormat::Jsonl) => bytes(|out| write::json(out, &record)) + "\n",
    };
    print(&text);
    Ok(Outcome::Done)
}

fn bytes(make: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    make(&mut out);
    String::from_utf8_lossy(&out).into_owned()
}

fn allowed(field: Field) -> String {
    match field.kind() {
        Kind::Truth => "true, false".to_owned(),
        Kind::Choice(words) => words.join(", "),
        Kind::List(words) => format!("[], {}", words.join(", ")),
        Kind::Country => "like SRB".to_owned(),
        Kind::Date => "like 2015-10-27".to_owned(),
        Kind::Count => "a number".to_owned(),
    }
}

/// The facts with an answer, or what is wrong with it: the same reader as that of files.
fn answer(facts: &Facts, field: Field, text: &str) -> Result<Facts, String> {
    let header = vardar_law::read::Header::of(&[field]);
    let row = format!("\"{}\"", text.replace('"', "\"\""));
    let read = parse(row.as_bytes(), Some(&header), 1, &|| (1, 1), "answer");
    if let Some(problem) = read.problems.first() {
        let hint = problem.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
        return Err(format!("found {}, expected {}{hint}", problem.found, problem.expected));
    }
    let mut filled = *facts;
    filled.set(field, read.facts.get(field));
    match vardar_law::contradictions(&filled).into_iter().find(|found| found.error) {
        Some(found) => Err(format!("found {}, expected {}", found.found, found.expected)),
        None => Ok(filled),
    }
}
