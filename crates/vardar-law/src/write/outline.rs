//! The table of law with everything that is the same for all records already written as JSON.

use crate::facts::fields_of;
use crate::{Element, Field, Kind, Offence, Rule, Scope, Truth};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// An element and those within it.
pub(super) struct Outline {
    pub(super) element: &'static Element,
    /// Elements that are the same, in whichever verdict, have the same number.
    pub(super) number: usize,
    /// Facts that the element looks at.
    pub(super) fields: u64,
    /// What comes before the facts, by the element's value.
    pub(super) heads: [String; 3],
    /// What comes before the elements within, if there are any.
    pub(super) inner: &'static str,
    pub(super) parts: Vec<Outline>,
}

/// All verdicts in the order of the results, and the names of all facts.
pub(super) struct Outlines {
    pub(super) offences: [Outline; 6],
    pub(super) scopes: [Outline; 2],
    /// Numbers of elements are below this.
    pub(super) distinct: usize,
    /// By fact: what is written for it.
    pub(super) facts: Vec<FactText>,
}

/// What is written for a fact, with a comma before it.
pub(super) struct FactText {
    pub(super) name: String,
    /// `null`, then every single value of a truth or choice.
    pub(super) whole: Vec<String>,
}

pub(super) static OUTLINES: LazyLock<Outlines> = LazyLock::new(|| {
    let mut numbers = BTreeMap::new();
    let offences = Offence::ALL.map(|offence| verdict(offence.definition(), Truth::verdict, &mut numbers));
    let scopes = Scope::ALL.map(|scope| verdict(scope.definition(), Truth::word, &mut numbers));
    Outlines { offences, scopes, distinct: numbers.len(), facts: Field::ALL.iter().map(|field| fact(*field)).collect() }
});

fn verdict(definition: &'static Element, word: fn(Truth) -> &'static str, numbers: &mut BTreeMap<String, usize>) -> Outline {
    let (name, article) = (definition.name, definition.article);
    let head = |value: Truth| format!("\"{name}\":{{\"verdict\":\"{}\",\"article\":\"{article}\",\"elements\":[", word(value));
    Outline { heads: Truth::ALL.map(head), ..outline(definition, numbers) }
}

fn outline(element: &'static Element, numbers: &mut BTreeMap<String, usize>) -> Outline {
    let head = |value: Truth| {
        let (name, article, value) = (element.name, element.article, value.word());
        format!("{{\"element\":\"{name}\",\"article\":\"{article}\",\"value\":\"{value}\",\"facts\":{{")
    };
    let (inner, parts): (&str, &'static [Element]) = match element.rule {
        Rule::All(parts) => (",\"all_of\":[", parts),
        Rule::Any(parts) => (",\"any_of\":[", parts),
        _ => ("", &[]),
    };
    let parts = parts.iter().map(|part| outline(part, numbers)).collect();
    let next = numbers.len();
    let number = *numbers.entry(format!("{element:?}")).or_insert(next);
    Outline { element, number, fields: element.rule.fields(), heads: Truth::ALL.map(head), inner, parts }
}

fn fact(field: Field) -> FactText {
    let name = format!(",\"{}\":", field.name());
    let values: Vec<String> = match field.kind() {
        Kind::Truth => vec!["false".to_owned(), "true".to_owned()],
        Kind::Choice(words) => words.iter().map(|word| format!("\"{word}\"")).collect(),
        _ => Vec::new(),
    };
    let whole = std::iter::once("null".to_owned()).chain(values).map(|value| format!("{name}{value}")).collect();
    FactText { name, whole }
}

/// The names of facts as a list.
pub(super) fn names(out: &mut Vec<u8>, set: u64) {
    out.push(b'[');
    for (at, field) in fields_of(set).enumerate() {
        super::put(out, &[if at > 0 { ",\"" } else { "\"" }, field.name(), "\""]);
    }
    out.push(b']');
}
