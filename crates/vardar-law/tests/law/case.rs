//! Facts as one line of text, and random facts.

use proptest::prelude::*;
use vardar_law::{Country, Facts, Field, Kind, Value};

/// Facts from `name=value` parts; lists separated by `;`, an empty list `[]`, `?` for unknown. Later parts win.
pub fn facts(text: &str) -> Facts {
    let mut facts = Facts::default();
    for part in text.split_whitespace() {
        let (name, value) = part.split_once('=').unwrap_or_else(|| panic!("`{part}` has no `=`"));
        let field = Field::named(name).unwrap_or_else(|| panic!("no fact `{name}`"));
        facts.set(field, parse(field, value));
    }
    facts
}

fn parse(field: Field, text: &str) -> Value {
    let place = |words: &[&str], word: &str| {
        words.iter().position(|known| *known == word).unwrap_or_else(|| panic!("{}: `{word}`", field.name()))
    };
    match (field.kind(), text) {
        (_, "?") => Value::Unknown,
        (Kind::List(_), "[]") => Value::List(0),
        (Kind::Truth, _) => Value::Truth(text.parse().expect("true or false")),
        (Kind::Choice(words), _) => Value::Choice(place(words, text) as u8),
        (Kind::List(words), _) => Value::List(text.split(';').fold(0, |bits, word| bits | 1 << place(words, word))),
        (Kind::Country, _) => Value::Country(Country::new(text).expect("a country")),
        (Kind::Date, _) => Value::Date(text.parse().expect("a date")),
        (Kind::Count, _) => Value::Count(text.parse().expect("a number")),
    }
}

/// Answers that stand for all that the rules can tell apart.
pub fn answers(field: Field) -> Vec<Value> {
    let country = |code| Value::Country(Country::new(code).expect("a country"));
    let day = |text: &str| Value::Date(text.parse().expect("a date"));
    match field.kind() {
        Kind::Truth => vec![Value::Truth(true), Value::Truth(false)],
        Kind::Choice(words) => (0..words.len()).map(|at| Value::Choice(at as u8)).collect(),
        Kind::List(words) => std::iter::once(0).chain((0..words.len()).map(|at| 1 << at)).map(Value::List).collect(),
        // Two each of: Parties from the first day, from 2007, never a Party; one that is not in the table.
        Kind::Country => ["SRB", "BGR", "AUT", "SYR", "PAK", "BGD", "FRA"].map(country).to_vec(),
        Kind::Date => ["2003-06-01", "2005-06-01", "2015-10-01"].map(day).to_vec(),
        Kind::Count => [1, 2, 3].map(Value::Count).to_vec(),
    }
}

/// Random partial facts: each is unknown with a chance that is itself random, so that full and empty records occur.
pub fn any_facts() -> impl Strategy<Value = Facts> {
    let count = Field::ALL.len();
    let draws = prop::collection::vec((0.0..1.0f64, any::<u32>(), any::<bool>()), count);
    (0.0..1.0f64, draws).prop_map(|(unknown, draws)| {
        let mut facts = Facts::default();
        for (field, (known, draw, several)) in Field::ALL.iter().zip(draws) {
            if known >= unknown {
                facts.set(*field, random_answer(*field, draw, several));
            }
        }
        facts
    })
}

pub fn random_answer(field: Field, draw: u32, several: bool) -> Value {
    match field.kind() {
        Kind::List(words) if several => Value::List(draw & ((1 << words.len()) - 1)),
        _ => {
            let answers = answers(field);
            answers[draw as usize % answers.len()]
        }
    }
}

/// True if the facts contradict themselves.
pub fn contradictory(facts: &Facts) -> bool {
    vardar_law::contradictions(facts).iter().any(|found| found.error)
}

/// Known facts as a line that [`facts`] reads.
pub fn text(facts: &Facts) -> String {
    let known = Field::ALL.iter().filter(|field| facts.get(**field).is_known());
    known.map(|field| format!("{}={}", field.name(), facts.get(*field).text(field.kind()))).collect::<Vec<_>>().join(" ")
}
