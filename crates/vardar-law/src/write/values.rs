//! The values of all elements of a record, each worked out once.

use super::outline::Outline;
use super::pieces::Pieces;
use crate::{Facts, Field, Rule, Truth};

/// The value of an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given {
    pub(super) value: Truth,
    /// The facts that gave it: of an element with parts, those of the parts that have its value.
    pub(super) by: u64,
}

impl Default for Given {
    fn default() -> Given {
        Given { value: Truth::False, by: 0 }
    }
}

/// What an element's value comes from.
pub(super) enum Source {
    Pieces(Pieces),
    Atom(&'static Rule, u64),
    /// Numbers of the parts, all below that of the whole.
    All(Vec<usize>),
    Any(Vec<usize>),
    /// It is the value of another number.
    Elsewhere,
}

impl Source {
    pub(super) fn of(outline: &Outline) -> Source {
        let parts = || outline.parts.iter().map(|part| part.value_number).collect();
        match (&outline.element.rule, &outline.pieces) {
            (_, Some(pieces)) => Source::Pieces(pieces.clone()),
            (Rule::All(_), _) => Source::All(parts()),
            (Rule::Any(_), _) => Source::Any(parts()),
            (atom, _) => Source::Atom(atom, outline.fields),
        }
    }
}

/// The values of all elements, by their numbers.
pub(super) fn values(sources: &[Source], facts: &Facts, codes: &[u8; Field::ALL.len()]) -> Vec<Given> {
    let mut values: Vec<Given> = Vec::with_capacity(sources.len());
    for source in sources {
        let part = |number: &usize| values.get(*number).copied().unwrap_or_default();
        let given = match source {
            Source::Pieces(pieces) => pieces.get(codes).map_or_else(Given::default, |piece| piece.given),
            Source::Atom(atom, fields) => Given { value: atom.holds(facts), by: *fields },
            Source::All(parts) => all(parts.iter().map(part)),
            Source::Any(parts) => any(parts.iter().map(part)),
            Source::Elsewhere => Given::default(),
        };
        values.push(given);
    }
    values
}

/// The value of one element, and into `values` those of all within it.
pub(super) fn given(outline: &Outline, facts: &Facts, values: &mut [Given]) -> Given {
    let parts: Vec<Given> = outline.parts.iter().map(|part| given(part, facts, values)).collect();
    let own = match &outline.element.rule {
        Rule::All(_) => all(parts.into_iter()),
        Rule::Any(_) => any(parts.into_iter()),
        atom => Given { value: atom.holds(facts), by: outline.fields },
    };
    if let Some(place) = values.get_mut(outline.value_number) {
        *place = own;
    }
    own
}

fn all(parts: impl Iterator<Item = Given>) -> Given {
    parts.fold(Given { value: Truth::True, by: 0 }, |whole, part| joined(whole, part, whole.value.and(part.value)))
}

fn any(parts: impl Iterator<Item = Given>) -> Given {
    parts.fold(Given { value: Truth::False, by: 0 }, |whole, part| joined(whole, part, whole.value.or(part.value)))
}

fn joined(whole: Given, part: Given, value: Truth) -> Given {
    let by = |given: Given| if given.value == value { given.by } else { 0 };
    Given { value, by: by(whole) | by(part) }
}
