//! What a record says, fact by fact, as JSON.

use super::put;
use crate::value::MANY;
use crate::{Facts, Field, Kind, Value};
use std::io::Write;

/// What is written for a fact.
pub(super) struct FactText {
    /// Its name as a word of a list, with a comma before it.
    pub(super) quoted: String,
    /// Truths and choices: name and value, with a comma before it, by their number. Others: only that it is not known.
    whole: Vec<String>,
    /// Lists: every word, with a comma before it.
    words: Vec<String>,
}

impl FactText {
    pub(super) fn of(field: Field) -> FactText {
        let name = format!(",\"{}\":", field.name());
        let (values, list): (Vec<String>, &[&str]) = match field.kind() {
            Kind::Truth => (vec!["false".to_owned(), "true".to_owned()], &[]),
            Kind::Choice(words) => (words.iter().map(|word| format!("\"{word}\"")).collect(), &[]),
            Kind::List(words) => (Vec::new(), words),
            Kind::Country | Kind::Date | Kind::Count => (Vec::new(), &[]),
        };
        let whole = std::iter::once("null".to_owned()).chain(values).map(|value| format!("{name}{value}")).collect();
        FactText {
            quoted: format!(",\"{}\"", field.name()),
            whole,
            words: list.iter().map(|word| format!(",\"{word}\"")).collect(),
        }
    }
}

/// A record's facts, ready to be copied.
pub(super) struct Said<'t> {
    pub(super) texts: &'t [FactText],
    pub(super) codes: [u8; Field::ALL.len()],
    /// Answers without a number, one after the other, and where each stands.
    long: Vec<u8>,
    places: [(u16, u16); Field::ALL.len()],
}

impl<'t> Said<'t> {
    pub(super) fn of(facts: &Facts, codes: [u8; Field::ALL.len()], texts: &'t [FactText]) -> Said<'t> {
        let mut said = Said { texts, codes, long: Vec::with_capacity(1000), places: [(0, 0); Field::ALL.len()] };
        for (at, text) in texts.iter().enumerate().filter(|(at, _)| codes[*at] == MANY) {
            let from = said.long.len();
            put(&mut said.long, &[&text.quoted, ":"]);
            long(&mut said.long, facts.get(Field::ALL[at]), text);
            // All words of all lists together are far shorter than this can count.
            said.places[at] = (from as u16, said.long.len() as u16);
        }
        said
    }

    /// Appends what is said of some facts.
    pub(super) fn put(&self, out: &mut Vec<u8>, fields: u64) {
        let (mut left, mut skipped) = (fields, 1);
        while left != 0 {
            let at = left.trailing_zeros() as usize;
            let whole = match self.texts[at].whole.get(usize::from(self.codes[at])) {
                Some(whole) => whole.as_bytes(),
                None => self.long.get(usize::from(self.places[at].0)..usize::from(self.places[at].1)).unwrap_or_default(),
            };
            out.extend_from_slice(whole.get(skipped..).unwrap_or_default());
            (left, skipped) = (left & (left - 1), 0);
        }
    }
}

fn long(out: &mut Vec<u8>, value: Value, text: &FactText) {
    match value {
        Value::Country(country) => put(out, &["\"", country.code(), "\""]),
        Value::Date(date) if date.year() >= 0 => {
            let digit = |number: i16| b'0' + (number % 10) as u8;
            let (year, month, day) = (date.year(), i16::from(date.month()), i16::from(date.day()));
            out.extend_from_slice(&[b'"', digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), b'-']);
            out.extend_from_slice(&[digit(month / 10), digit(month), b'-', digit(day / 10), digit(day), b'"']);
        }
        Value::Date(date) => {
            let _ = write!(out, "\"{date}\"");
        }
        Value::Count(count) => {
            let _ = write!(out, "{count}");
        }
        Value::List(words) => {
            out.push(b'[');
            let (mut left, mut skipped) = (words, 1);
            while left != 0 {
                let word = text.words.get(left.trailing_zeros() as usize).map_or("", String::as_str);
                out.extend_from_slice(word.as_bytes().get(skipped..).unwrap_or_default());
                (left, skipped) = (left & (left - 1), 0);
            }
            out.push(b']');
        }
        Value::Unknown | Value::Truth(_) | Value::Choice(_) => {}
    }
}
