//! Elements that look at few answers, written once for each of them and copied from then on.

use super::json::Writing;
use super::outline::Outline;
use super::said::{FactText, Said};
use crate::facts::fields_of;
use crate::findings::Findings;
use crate::memo::Memo;
use crate::numbered::LAW;
use crate::{Facts, Field};

/// An element for every answer to its facts, one after the other.
pub(super) struct Pieces {
    /// The element's facts, two at most; the pieces for two answers to the second lie as far apart as the first has answers.
    first: Field,
    second: Option<(Field, usize)>,
    text: Vec<u8>,
    /// Where each begins and ends; nothing where what would settle the element depends on more than its own facts.
    places: Vec<(usize, usize)>,
}

impl Pieces {
    /// All pieces of an element; `None` if it looks at more than two facts, or at one with too many answers.
    pub(super) fn of(outline: &Outline, texts: &[FactText]) -> Option<Pieces> {
        let looked_at = LAW.nodes[outline.node].fields;
        let mut fields = fields_of(looked_at);
        let (first, second) = (fields.next()?, fields.next());
        if fields.next().is_some() {
            return None;
        }
        let mut cases = answered(&[Facts::default()], first)?;
        let apart = cases.len();
        if let Some(second) = second {
            cases = answered(&cases, second)?;
        }
        let (mut text, mut memo) = (Vec::new(), Memo::default());
        let mut piece = |facts: &Facts| {
            let (from, codes) = (text.len(), facts.codes());
            let findings = Findings::of(facts, &codes);
            Writing::new(&mut text, Said::of(facts, codes, texts), &findings, &mut memo).element(outline, 0);
            if !settled_by_itself(facts, looked_at) {
                text.truncate(from);
            }
            (from, text.len())
        };
        let places = cases.iter().map(&mut piece).collect();
        Some(Pieces { first, second: second.map(|field| (field, apart)), text, places })
    }

    /// The piece for a record's answers, by their numbers; `None` if it is to be written anew.
    pub(super) fn get(&self, codes: &[u8; Field::ALL.len()]) -> Option<&[u8]> {
        let code = |field: Field| usize::from(codes[field as usize]);
        let place = self.places.get(code(self.first) + self.second.map_or(0, |(field, apart)| code(field) * apart));
        place.and_then(|(from, to)| self.text.get(*from..*to)).filter(|piece| !piece.is_empty())
    }
}

/// Whether what would settle an element depends on its own facts alone: a role or a border can exclude an answer to these two.
fn settled_by_itself(facts: &Facts, fields: u64) -> bool {
    let dependent = [Field::ForOtherPerson, Field::BorderCrossing];
    dependent.into_iter().all(|field| fields & field.bit() == 0 || facts.get(field).is_known())
}

/// Every case with every answer to one more fact; `None` if there are too many.
fn answered(cases: &[Facts], field: Field) -> Option<Vec<Facts>> {
    let with = |answer| {
        cases.iter().map(move |facts| {
            let mut facts = *facts;
            facts.set(field, answer);
            facts
        })
    };
    field.kind().answers().map(|answers| answers.into_iter().flat_map(with).collect())
}
