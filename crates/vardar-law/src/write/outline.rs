//! The table of law with everything that is the same for all records already written as JSON.

use super::pieces::Pieces;
use super::said::FactText;
use crate::numbered::{LAW, numbers};
use crate::{Element, Field, Offence, Rule, Scope, Truth};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// An element and those within it.
pub(super) struct Outline {
    /// Elements that are written the same, in whichever verdict, have the same number.
    pub(super) number: usize,
    /// The number of what it asks.
    pub(super) node: usize,
    /// What comes before the facts, by the element's value; a comma is part of it, but not of a verdict's.
    pub(super) heads: [String; 3],
    /// What comes between the facts and the elements within.
    pub(super) inner: &'static str,
    /// What ends it.
    pub(super) tail: String,
    pub(super) parts: Vec<Outline>,
    /// The verdict that this element is: its elements stand there and are not written again.
    pub(super) verdict: Option<Offence>,
    /// The whole element for every answer to its facts, if there are few.
    pub(super) pieces: Option<Pieces>,
}

/// All verdicts in the order of the results, and the names of all facts.
pub(super) struct Outlines {
    pub(super) offences: [Outline; 6],
    pub(super) scopes: [Outline; 2],
    /// By fact: what is written for it.
    pub(super) facts: Vec<FactText>,
}

pub(super) static OUTLINES: LazyLock<Outlines> = LazyLock::new(|| Outlines::draft(true));

impl Outlines {
    /// With or without pieces: what is written is the same.
    pub(super) fn draft(with_pieces: bool) -> Outlines {
        let facts: Vec<FactText> = Field::ALL.iter().map(|field| FactText::of(*field)).collect();
        let mut drafting = Drafting { numbers: BTreeMap::new(), facts: &facts, with_pieces };
        let offences = Offence::ALL.map(|offence| drafting.verdict(offence.definition(), Truth::verdict));
        let scopes = Scope::ALL.map(|scope| drafting.verdict(scope.definition(), Truth::word));
        Outlines { offences, scopes, facts }
    }
}

struct Drafting<'f> {
    /// By name, article and facts, which tell elements apart: a test holds that they do.
    numbers: BTreeMap<(&'static str, &'static str, u64), usize>,
    facts: &'f [FactText],
    with_pieces: bool,
}

impl Drafting<'_> {
    fn verdict(&mut self, definition: &'static Element, word: fn(Truth) -> &'static str) -> Outline {
        let (name, article) = (definition.name, definition.article);
        let head =
            |value: Truth| format!("\"{name}\":{{\"verdict\":\"{}\",\"article\":\"{article}\",\"elements\":[", word(value));
        let parts = self.parts(definition);
        Outline { heads: Truth::ALL.map(head), parts, ..self.bare(definition) }
    }

    fn element(&mut self, element: &'static Element) -> Outline {
        let verdict = Offence::within(element);
        let parts = self.parts(element);
        let (inner, tail) = match (verdict, &element.rule) {
            (Some(offence), _) => ("", format!(",\"elements_of\":\"{}\"}}", offence.name())),
            (None, Rule::All(_)) => (",\"all_of\":[", "]}".to_owned()),
            (None, Rule::Any(_)) => (",\"any_of\":[", "]}".to_owned()),
            _ => ("", "}".to_owned()),
        };
        let mut outline = Outline { inner, tail, parts, verdict, ..self.bare(element) };
        if self.with_pieces {
            outline.pieces = Pieces::of(&outline, self.facts);
        }
        outline
    }

    fn parts(&mut self, element: &'static Element) -> Vec<Outline> {
        let parts: &'static [Element] = if let Rule::All(parts) | Rule::Any(parts) = element.rule { parts } else { &[] };
        parts.iter().map(|part| self.element(part)).collect()
    }

    fn bare(&mut self, element: &'static Element) -> Outline {
        let head = |value: Truth| {
            let (name, article, value) = (element.name, element.article, value.word());
            format!(",{{\"element\":\"{name}\",\"article\":\"{article}\",\"value\":\"{value}\",\"facts\":{{")
        };
        let next = self.numbers.len();
        let number = *self.numbers.entry((element.name, element.article, element.rule.fields())).or_insert(next);
        Outline {
            number,
            node: LAW.number(&element.rule),
            heads: Truth::ALL.map(head),
            inner: "",
            tail: String::new(),
            parts: Vec::new(),
            verdict: None,
            pieces: None,
        }
    }
}

/// The names of facts as a list.
pub(super) fn names(out: &mut Vec<u8>, set: u64, facts: &[FactText]) {
    out.push(b'[');
    let mut skipped = 1;
    for field in numbers(set) {
        out.extend_from_slice(facts[field].quoted.as_bytes().get(skipped..).unwrap_or_default());
        skipped = 0;
    }
    out.push(b']');
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How an element is written, but for its facts.
    fn check(outline: &Outline, seen: &mut BTreeMap<usize, String>) {
        let whole = format!("{:?} {:?} {:?}", outline.heads, outline.tail, LAW.nodes[outline.node].rule);
        assert_eq!(*seen.entry(outline.number).or_insert(whole.clone()), whole);
        outline.parts.iter().for_each(|part| check(part, seen));
    }

    #[test]
    fn elements_of_one_number_are_written_the_same() {
        let mut seen = BTreeMap::new();
        let verdicts = OUTLINES.offences.iter().chain(&OUTLINES.scopes);
        verdicts.flat_map(|verdict| &verdict.parts).for_each(|part| check(part, &mut seen));
        assert!(seen.len() > 40 && seen.keys().all(|number| *number < 64), "{}", seen.len());
    }

    #[test]
    fn the_base_offences_are_verdicts_of_their_own() {
        fn verdicts(outline: &Outline) -> Vec<&'static str> {
            let own = outline.verdict.map(Offence::name);
            own.into_iter().chain(outline.parts.iter().flat_map(verdicts)).collect()
        }
        let aggravated = &OUTLINES.offences[Offence::AggravatedSmuggling as usize];
        assert_eq!(verdicts(aggravated), ["smuggling", "enabling_stay", "document_offence"]);
    }
}
