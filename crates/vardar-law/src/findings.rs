//! What the facts say of every element, each worked out once.

use crate::contradictions::{excludes_crossing, excludes_other_person};
use crate::numbered::{LAW, Parts, numbers};
use crate::rule::only_contested_forms;
use crate::treaty::Treaty;
use crate::vocabulary::BorderCrossing;
use crate::{Facts, Field, Rule, Truth, Verdicts};

/// Of elements by their numbers: what is true and false, and what further answers to the facts can do about what is open.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Findings {
    truths: u64,
    falsehoods: u64,
    /// Open atoms that no answer can make true, and those that none can make false.
    never_true: u64,
    never_false: u64,
    /// Facts that make the receiving State a Party if all of them become known, and those of which each alone can make it none: the
    /// coder's word aside, which does either.
    party: u64,
    no_party: u64,
    /// Of elements with parts: the atoms that gave them their value.
    givers: [u64; 64],
}

/// All that decides what would settle an element: equal keys, equal sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Key([u64; 6]);

impl Findings {
    /// `codes` are the numbers of the answers.
    pub(crate) fn of(facts: &Facts, codes: &[u8; Field::ALL.len()]) -> Findings {
        let mut found =
            Findings { truths: 0, falsehoods: 0, never_true: 0, never_false: 0, party: 0, no_party: 0, givers: [0; 64] };
        for (answers, code) in LAW.by_answer.iter().zip(codes) {
            if let Some((truths, falsehoods)) = answers.get(usize::from(*code)) {
                found.truths |= truths;
                found.falsehoods |= falsehoods;
            }
        }
        for number in numbers(LAW.others) {
            found.put(number, LAW.nodes[number].rule.holds(facts));
        }
        for (number, parts, inner) in &LAW.wholes {
            let (value, parts) = match *parts {
                Parts::All(parts) if found.falsehoods & parts != 0 => (Truth::False, parts),
                Parts::All(parts) if found.truths & parts == parts => (Truth::True, parts),
                Parts::Any(parts) if found.truths & parts != 0 => (Truth::True, parts),
                Parts::Any(parts) if found.falsehoods & parts == parts => (Truth::False, parts),
                Parts::All(parts) | Parts::Any(parts) => (Truth::Unknown, parts),
                Parts::Atom => continue,
            };
            found.put(*number, value);
            let like = found.with(value, parts);
            found.givers[*number] = numbers(like & inner).fold(like & !inner, |all, part| all | found.givers[part]);
        }
        found.look_ahead(facts);
        found
    }

    fn put(&mut self, number: usize, truth: Truth) {
        match truth {
            Truth::True => self.truths |= 1 << number,
            Truth::False => self.falsehoods |= 1 << number,
            Truth::Unknown => {}
        }
    }

    /// What further answers can do.
    fn look_ahead(&mut self, facts: &Facts) {
        let (other, crossing) = (excludes_other_person(facts), excludes_crossing(facts));
        for number in numbers(LAW.limited & !self.truths & !self.falsehoods) {
            let (never_true, never_false) = match LAW.nodes[number].rule {
                Rule::IsTrue(Field::ForOtherPerson) => (other, false),
                Rule::Is(Field::BorderCrossing, word) => (crossing && *word != BorderCrossing::None as u8, false),
                // What is contested stays so, whatever else becomes known.
                Rule::Gain => (facts.benefit_sought.is_some() || only_contested_forms(facts), facts.benefit_sought.is_some()),
                Rule::Exploitation => (facts.purposes.is_some(), facts.purposes.is_some()),
                Rule::Party => {
                    (self.party, self.no_party) = state_and_day(facts);
                    (false, false)
                }
                _ => (false, false),
            };
            self.never_true |= u64::from(never_true) << number;
            self.never_false |= u64::from(never_false) << number;
        }
    }

    /// Whether an element holds.
    pub(crate) fn value(&self, number: usize) -> Truth {
        match (self.truths >> number & 1, self.falsehoods >> number & 1) {
            (1, _) => Truth::True,
            (_, 1) => Truth::False,
            _ => Truth::Unknown,
        }
    }

    /// The verdicts.
    pub(crate) fn verdicts(&self) -> Verdicts {
        Verdicts::known(LAW.offences.map(|number| self.value(number)), LAW.scopes.map(|number| self.value(number)))
    }

    /// The facts that gave an element its value: of one with parts, those of the parts that have its value.
    pub(crate) fn by(&self, number: usize) -> u64 {
        match self.givers[number] {
            0 => LAW.nodes[number].fields,
            givers => numbers(givers).fold(0, |all, atom| all | LAW.nodes[atom].fields),
        }
    }

    /// The elements of a set that have a value.
    pub(crate) fn with(&self, value: Truth, set: u64) -> u64 {
        match value {
            Truth::True => set & self.truths,
            Truth::False => set & self.falsehoods,
            Truth::Unknown => set & !self.truths & !self.falsehoods,
        }
    }

    /// Adds the minimal sets of facts that can make an open atom true, or false.
    pub(crate) fn ways(&self, number: usize, wanted: bool, sets: &mut Vec<u64>) {
        let never = if wanted { self.never_true } else { self.never_false };
        if never >> number & 1 == 1 {
            return;
        }
        let node = &LAW.nodes[number];
        match node.rule {
            Rule::Gain => sets.push(Field::BenefitSought.bit()),
            Rule::Party => {
                sets.push(Field::ToStateParty.bit());
                if !wanted {
                    sets.extend(numbers(self.no_party).map(|field| 1 << field));
                } else if self.party != 0 {
                    sets.push(self.party);
                }
            }
            _ => sets.push(node.fields),
        }
    }

    /// All that decides what would settle an element.
    pub(crate) fn key(&self, number: usize) -> Key {
        let atoms = LAW.nodes[number].atoms;
        let of_party = if atoms & LAW.party != 0 { u64::MAX } else { 0 };
        let atoms_of = [self.truths, self.falsehoods, self.never_true, self.never_false].map(|set| set & atoms);
        let [truths, falsehoods, never_true, never_false] = atoms_of;
        Key([truths, falsehoods, never_true, never_false, self.party & of_party, self.no_party & of_party])
    }
}

impl Key {
    /// A number below `places`, a power of two, that is seldom that of another key.
    pub(crate) fn place(&self, places: usize) -> usize {
        let mixed = self.0.iter().fold(0_u64, |mixed, word| (mixed ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29));
        (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & (places - 1)
    }
}

/// State and day settle through the table whether the State is a Party: those that make it one if both become known, and those of
/// which each can make it none.
fn state_and_day(facts: &Facts) -> (u64, u64) {
    let (state, day) = (Field::ToState.bit(), Field::IncidentDate.bit());
    match (facts.to_state, facts.incident_date) {
        // Before the Protocol nobody was a Party; some States of the table are Parties from its first day, others never were.
        (None, None) => (state | day, state | day),
        (None, Some(_)) => (state, state),
        (Some(known), None) => {
            let far = Treaty::Smuggling.standing(known, Some(jiff::civil::Date::MAX)).bound;
            (if far == Truth::True { day } else { 0 }, day)
        }
        (Some(_), Some(_)) => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify;
    use crate::made_up::Draws;

    /// The facts behind an element's value, by the definition.
    fn behind(rule: &Rule, facts: &Facts) -> u64 {
        match rule {
            Rule::All(parts) | Rule::Any(parts) => {
                let like = parts.iter().filter(|part| part.rule.holds(facts) == rule.holds(facts));
                like.fold(0, |all, part| all | behind(&part.rule, facts))
            }
            atom => atom.fields(),
        }
    }

    /// Null: an element has another value, or other facts behind it, than its rule has. 2,000 random records, seed 1.
    #[test]
    fn every_element_is_found_as_its_rule_has_it() {
        let mut draws = Draws(1);
        for _ in 0..2_000 {
            let facts = draws.facts();
            let findings = Findings::of(&facts, &facts.codes());
            for (number, node) in LAW.nodes.iter().enumerate() {
                assert_eq!(findings.value(number), node.rule.holds(&facts), "{:?} {facts:?}", node.rule);
                assert_eq!(findings.by(number), behind(node.rule, &facts), "{:?} {facts:?}", node.rule);
            }
            assert_eq!(findings.verdicts(), classify(&facts));
        }
    }

    /// A table in which many keys share a place forgets too much.
    #[test]
    fn keys_lie_apart() {
        let mut draws = Draws(1);
        let mut keys: Vec<Key> = Vec::new();
        while keys.len() < 256 {
            let facts = draws.facts();
            let findings = Findings::of(&facts, &facts.codes());
            let number = LAW.offences[0];
            if findings.value(number) == Truth::Unknown && !keys.contains(&findings.key(number)) {
                keys.push(findings.key(number));
            }
        }
        let mut places: Vec<usize> = keys.iter().map(|key| key.place(256)).collect();
        places.sort_unstable();
        places.dedup();
        // Of 256 keys thrown at random into as many places, 162 places (with a standard deviation of 5) are taken.
        assert!(places.len() > 140 && places.iter().all(|place| *place < 256), "{}", places.len());
    }
}
