//! The law as numbers: every element that asks something of its own of the facts once, parts before the whole.

use crate::facts::fields_of;
use crate::{Element, Facts, Field, Offence, Rule, Scope, Truth};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What an element is made of; a set of elements has a bit for the number of each.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Parts {
    /// It asks the facts.
    Atom,
    All(u64),
    Any(u64),
}

/// What an element asks.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) rule: &'static Rule,
    pub(crate) parts: Parts,
    /// The atoms in it: an atom is its own.
    pub(crate) atoms: u64,
    /// The facts that it looks at.
    pub(crate) fields: u64,
}

/// All of them.
#[derive(Debug)]
pub(crate) struct Law {
    pub(crate) nodes: Vec<Node>,
    /// Of the elements with parts: the number, the parts, and those of them that have parts too.
    pub(crate) wholes: Vec<(usize, Parts, u64)>,
    pub(crate) offences: [usize; 6],
    pub(crate) scopes: [usize; 2],
    /// By fact, then by the number of the answer: the atoms that this answer alone makes true, and those that it makes false.
    pub(crate) by_answer: Vec<Vec<(u64, u64)>>,
    /// The atoms that this does not cover.
    pub(crate) others: u64,
    /// The atoms of which an answer can be out of reach, or that more than one fact can settle.
    pub(crate) limited: u64,
    /// The atom that asks whether the State is a Party.
    pub(crate) party: u64,
    numbers: BTreeMap<String, usize>,
}

pub(crate) static LAW: LazyLock<Law> = LazyLock::new(Law::draft);

impl Law {
    fn draft() -> Law {
        let mut law = Law {
            nodes: Vec::new(),
            wholes: Vec::new(),
            offences: [0; 6],
            scopes: [0; 2],
            by_answer: Vec::new(),
            others: 0,
            limited: 0,
            party: 0,
            numbers: BTreeMap::new(),
        };
        law.offences = Offence::ALL.map(|offence| law.add(&offence.definition().rule));
        law.scopes = Scope::ALL.map(|scope| law.add(&scope.definition().rule));
        law.party = law.those(|node| matches!(node.rule, Rule::Party));
        law.limited = law.those(|node| {
            let excluded = Field::ForOtherPerson.bit() | Field::BorderCrossing.bit();
            let limited = matches!(node.rule, Rule::Party | Rule::Gain | Rule::Exploitation);
            matches!(node.parts, Parts::Atom) && (limited || node.fields & excluded != 0)
        });
        law.others =
            law.those(|node| matches!(node.parts, Parts::Atom) && !fields_of(node.fields).any(|field| node.by_answer_to(field)));
        let made = |facts: &Facts, field: Field, truth: Truth| {
            law.those(|node| node.by_answer_to(field) && node.rule.holds(facts) == truth)
        };
        let by_answer = Field::ALL
            .iter()
            .map(|field| {
                let cases = field.kind().answers().unwrap_or_default();
                let case = |answer| {
                    let mut facts = Facts::default();
                    facts.set(*field, answer);
                    (made(&facts, *field, Truth::True), made(&facts, *field, Truth::False))
                };
                cases.into_iter().map(case).collect()
            })
            .collect();
        law.by_answer = by_answer;
        law
    }

    fn those(&self, wanted: impl Fn(&Node) -> bool) -> u64 {
        self.nodes.iter().enumerate().filter(|(_, node)| wanted(node)).fold(0, |all, (number, _)| all | 1 << number)
    }

    fn add(&mut self, rule: &'static Rule) -> usize {
        let parts = match rule {
            Rule::All(parts) => Parts::All(self.all(parts)),
            Rule::Any(parts) => Parts::Any(self.all(parts)),
            _ => Parts::Atom,
        };
        let next = self.nodes.len();
        let number = *self.numbers.entry(format!("{rule:?}")).or_insert(next);
        if number == next {
            let atoms = match parts {
                Parts::Atom => 1 << number,
                Parts::All(parts) | Parts::Any(parts) => numbers(parts).fold(0, |all, part| all | self.nodes[part].atoms),
            };
            if let Parts::All(all) | Parts::Any(all) = parts {
                let inner = self.those(|node| !matches!(node.parts, Parts::Atom)) & all;
                self.wholes.push((number, parts, inner));
            }
            self.nodes.push(Node { rule, parts, atoms, fields: rule.fields() });
        }
        number
    }

    fn all(&mut self, parts: &'static [Element]) -> u64 {
        parts.iter().fold(0, |all, part| all | 1 << self.add(&part.rule))
    }

    /// The number of what an element of the table asks.
    pub(crate) fn number(&self, rule: &Rule) -> usize {
        self.numbers.get(&format!("{rule:?}")).copied().unwrap_or_default()
    }
}

impl Node {
    /// True for an atom that looks at this fact alone, and if the fact has few answers.
    fn by_answer_to(&self, field: Field) -> bool {
        matches!(self.parts, Parts::Atom) && self.fields == field.bit() && field.kind().answers().is_some()
    }
}

/// The numbers of a set.
pub(crate) fn numbers(set: u64) -> impl Iterator<Item = usize> {
    let mut left = set;
    std::iter::from_fn(move || {
        let number = left.trailing_zeros() as usize;
        (left != 0).then(|| {
            left &= left - 1;
            number
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_has_a_number_and_a_set_of_them_is_one_word() {
        assert!(LAW.nodes.len() <= 64, "{}", LAW.nodes.len());
        for (number, node) in LAW.nodes.iter().enumerate() {
            assert_eq!(LAW.number(node.rule), number);
            if let Parts::All(parts) | Parts::Any(parts) = node.parts {
                assert!(numbers(parts).all(|part| part < number));
            }
        }
    }
}
