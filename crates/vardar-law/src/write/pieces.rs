//! Elements that look at few answers, written once for each of them and copied from then on.

use super::json::Writing;
use super::outline::Outline;
use super::said::{FactText, Said};
use super::values::{Given, given};
use crate::facts::fields_of;
use crate::{Facts, Field, Kind, Value};

/// An element for every answer to its facts.
#[derive(Clone)]
pub(super) struct Pieces {
    /// The element's facts, two at most; the pieces for two answers to the second lie as far apart as the first has answers.
    first: Field,
    second: Option<(Field, usize)>,
    pieces: Vec<Piece>,
}

/// An element for some answers.
#[derive(Clone)]
pub(super) struct Piece {
    pub(super) given: Given,
    /// Empty where what would settle the element depends on more than its own facts.
    pub(super) text: String,
}

impl Pieces {
    /// All pieces of an element; `None` if it looks at more than two facts, or at one with too many answers.
    pub(super) fn of(outline: &Outline, distinct: usize, texts: &[FactText]) -> Option<Pieces> {
        let mut fields = fields_of(outline.fields);
        let (first, second) = (fields.next()?, fields.next());
        if fields.next().is_some() {
            return None;
        }
        let mut cases = answered(&[Facts::default()], first)?;
        let apart = cases.len();
        if let Some(second) = second {
            cases = answered(&cases, second)?;
        }
        let piece = |facts: &Facts| {
            let mut text = Vec::new();
            let mut values = vec![Given::default(); distinct];
            let given = given(outline, facts, &mut values);
            let said = Said::of(facts, facts.codes(), texts);
            Writing::new(&mut text, facts, said, values).element(outline, 0);
            if !settled_by_itself(facts, outline.fields) {
                text.clear();
            }
            Piece { given, text: String::from_utf8(text).unwrap_or_default() }
        };
        Some(Pieces { first, second: second.map(|field| (field, apart)), pieces: cases.iter().map(piece).collect() })
    }

    /// The piece for a record's answers, by their numbers.
    pub(super) fn get(&self, codes: &[u8; Field::ALL.len()]) -> Option<&Piece> {
        let code = |field: Field| usize::from(codes[field as usize]);
        self.pieces.get(code(self.first) + self.second.map_or(0, |(field, apart)| code(field) * apart))
    }
}

/// Whether what would settle an element depends on its own facts alone: a role or a border can exclude an answer to these two.
fn settled_by_itself(facts: &Facts, fields: u64) -> bool {
    let dependent = [Field::ForOtherPerson, Field::BorderCrossing];
    dependent.into_iter().all(|field| fields & field.bit() == 0 || facts.get(field).is_known())
}

/// Every case with every answer to one more fact.
fn answered(cases: &[Facts], field: Field) -> Option<Vec<Facts>> {
    let with = |answer: Value| {
        cases.iter().map(move |facts| {
            let mut facts = *facts;
            facts.set(field, answer);
            facts
        })
    };
    answers(field).map(|answers| answers.into_iter().flat_map(with).collect())
}

/// All answers by their number; `None` if there are too many to number.
fn answers(field: Field) -> Option<Vec<Value>> {
    let known: Vec<Value> = match field.kind() {
        Kind::Truth => vec![Value::Truth(false), Value::Truth(true)],
        Kind::Choice(words) => (0..words.len()).filter_map(|at| u8::try_from(at).ok()).map(Value::Choice).collect(),
        Kind::List(_) | Kind::Country | Kind::Date | Kind::Count => return None,
    };
    let all: Vec<Value> = std::iter::once(Value::Unknown).chain(known).collect();
    debug_assert!(all.iter().enumerate().all(|(at, value)| usize::from(value.code()) == at));
    Some(all)
}
