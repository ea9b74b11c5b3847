//! The table of law with everything that is the same for all records already written as JSON.

use super::pieces::Pieces;
use super::said::FactText;
use super::values::Source;
use crate::facts::fields_of;
use crate::{Element, Field, Offence, Rule, Scope, Truth};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// An element and those within it.
pub(super) struct Outline {
    pub(super) element: &'static Element,
    /// Elements that are the same, in whichever verdict, have the same number.
    pub(super) number: usize,
    /// The same, but an element that is a verdict has the number of that.
    pub(super) value_number: usize,
    /// Facts that the element looks at.
    pub(super) fields: u64,
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
    /// What the value of every element comes from, by its number.
    pub(super) sources: Vec<Source>,
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
        let mut sources: Vec<Source> = drafting.numbers.iter().map(|_| Source::Elsewhere).collect();
        offences.iter().chain(&scopes).for_each(|verdict| collect(verdict, &mut sources));
        Outlines { offences, scopes, sources, facts }
    }
}

fn collect(outline: &Outline, sources: &mut Vec<Source>) {
    outline.parts.iter().for_each(|part| collect(part, sources));
    if outline.number == outline.value_number
        && let Some(place) = sources.get_mut(outline.number)
    {
        *place = Source::of(outline);
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
        // The value of a verdict is worked out once, wherever it is asked for; the text differs.
        let of_verdict = verdict.map(|offence| self.bare(offence.definition()).number);
        outline.value_number = of_verdict.unwrap_or(outline.number);
        if self.with_pieces {
            outline.pieces = Pieces::of(&outline, self.numbers.len(), self.facts);
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
            element,
            number,
            value_number: number,
            fields: element.rule.fields(),
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
pub(super) fn names(out: &mut Vec<u8>, set: u64) {
    out.push(b'[');
    for (at, field) in fields_of(set).enumerate() {
        super::put(out, &[if at > 0 { ",\"" } else { "\"" }, field.name(), "\""]);
    }
    out.push(b']');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(outline: &Outline, seen: &mut BTreeMap<usize, String>) {
        let whole = format!("{:?}", outline.element);
        assert_eq!(*seen.entry(outline.number).or_insert(whole.clone()), whole);
        outline.parts.iter().for_each(|part| check(part, seen));
    }

    #[test]
    fn elements_of_one_number_are_the_same() {
        let mut seen = BTreeMap::new();
        OUTLINES.offences.iter().chain(&OUTLINES.scopes).for_each(|outline| check(outline, &mut seen));
        assert_eq!(seen.len(), OUTLINES.sources.len());
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
