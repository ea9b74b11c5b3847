//! What an element asks of the facts, and how the answer is worked out.

use crate::facts::Field;
use crate::treaty::party;
use crate::value::Value;
use crate::vocabulary::{BenefitForm, Purpose};
use crate::{Facts, Truth};

/// An element of an offence: what must be so, and the article that says it.
#[derive(Debug)]
pub struct Element {
    /// Short stable name.
    pub name: &'static str,
    /// Articles: SP Smuggling Protocol, TP Trafficking Protocol, UNTOC the Convention.
    pub article: &'static str,
    /// What must be so, in words.
    pub text: &'static str,
    /// The same as a rule on facts.
    pub rule: Rule,
}

/// A rule on facts. Negation stands at the facts only, so that a rule is never less true for a truer part.
#[derive(Debug)]
pub enum Rule {
    /// The fact is true.
    IsTrue(Field),
    /// The fact is false.
    IsFalse(Field),
    /// The fact is this word, by its place in the vocabulary.
    Is(Field, u8),
    /// The list has a word, whichever.
    HasAny(Field),
    /// The list has this word, by its place in the vocabulary.
    Contains(Field, u8),
    /// The number is at least this.
    AtLeast(Field, u32),
    /// The receiving State is a Party to the Smuggling Protocol on the day: see [`party`].
    Party,
    /// A benefit is sought; contested if all that is sought is a share of the costs or the actor's own passage.
    Gain,
    /// The purposes include exploitation; contested for illegal adoption and surrogacy alone.
    Exploitation,
    /// All of these hold.
    All(&'static [Element]),
    /// At least one of these holds.
    Any(&'static [Element]),
}

/// Forms of benefit of which it is contested whether they are one.
pub(crate) const CONTESTED_FORMS: u32 = 1 << BenefitForm::CostSharingOnly as u8 | 1 << BenefitForm::OwnPassage as u8;

/// Purposes of which it depends on facts or domestic law whether they are exploitation.
pub(crate) const CONTESTED_PURPOSES: u32 = 1 << Purpose::IllegalAdoption as u8 | 1 << Purpose::SurrogacyExploitation as u8;

/// Purposes that are exploitation: all before illegal adoption in the vocabulary.
pub(crate) const EXPLOITATION: u32 = (1 << Purpose::IllegalAdoption as u8) - 1;

impl Rule {
    /// Whether the facts satisfy the rule.
    #[must_use]
    pub fn holds(&self, facts: &Facts) -> Truth {
        match self {
            Rule::IsTrue(field) => truth(facts.get(*field)),
            Rule::IsFalse(field) => !truth(facts.get(*field)),
            Rule::Is(field, word) => match facts.get(*field) {
                Value::Choice(index) => Truth::from(index == *word),
                _ => Truth::Unknown,
            },
            Rule::HasAny(field) => list(facts.get(*field), u32::MAX),
            Rule::Contains(field, word) => list(facts.get(*field), 1 << word),
            Rule::AtLeast(field, least) => match facts.get(*field) {
                Value::Count(count) => Truth::from(count >= *least),
                _ => Truth::Unknown,
            },
            Rule::Party => party(facts),
            Rule::Gain if facts.benefit_sought == Some(true) && only_contested_forms(facts) => Truth::Unknown,
            Rule::Gain => Truth::from(facts.benefit_sought),
            Rule::Exploitation => match facts.get(Field::Purposes) {
                Value::List(purposes) if purposes & EXPLOITATION != 0 => Truth::True,
                Value::List(purposes) if purposes & CONTESTED_PURPOSES == 0 => Truth::False,
                _ => Truth::Unknown,
            },
            Rule::All(parts) => {
                let mut least = Truth::True;
                for part in *parts {
                    least = least.and(part.rule.holds(facts));
                    if least == Truth::False {
                        break;
                    }
                }
                least
            }
            Rule::Any(parts) => {
                let mut most = Truth::False;
                for part in *parts {
                    most = most.or(part.rule.holds(facts));
                    if most == Truth::True {
                        break;
                    }
                }
                most
            }
        }
    }

    /// Facts that the rule looks at.
    #[must_use]
    pub(crate) fn fields(&self) -> u64 {
        match self {
            Rule::IsTrue(field)
            | Rule::IsFalse(field)
            | Rule::Is(field, _)
            | Rule::HasAny(field)
            | Rule::Contains(field, _)
            | Rule::AtLeast(field, _) => field.bit(),
            Rule::Party => Field::ToState.bit() | Field::IncidentDate.bit() | Field::ToStateParty.bit(),
            Rule::Gain => Field::BenefitSought.bit() | Field::BenefitForms.bit(),
            Rule::Exploitation => Field::Purposes.bit(),
            Rule::All(parts) | Rule::Any(parts) => parts.iter().fold(0, |bits, part| bits | part.rule.fields()),
        }
    }
}

/// True if the forms of benefit are known, and none of them is a benefit beyond dispute.
pub(crate) fn only_contested_forms(facts: &Facts) -> bool {
    matches!(facts.get(Field::BenefitForms), Value::List(forms) if forms != 0 && forms & !CONTESTED_FORMS == 0)
}

fn truth(value: Value) -> Truth {
    if let Value::Truth(value) = value { Truth::from(value) } else { Truth::Unknown }
}

fn list(value: Value, words: u32) -> Truth {
    if let Value::List(bits) = value { Truth::from(bits & words != 0) } else { Truth::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{DocumentAct, Set};

    /// The table asks only whether a document was produced, which is the first word.
    #[test]
    fn a_list_contains_a_word_wherever_it_stands_in_the_vocabulary() {
        let facts = Facts { document_acts: Some(Set::of(&[DocumentAct::Provided])), ..Facts::default() };
        let contains = |act: DocumentAct| Rule::Contains(Field::DocumentActs, act as u8).holds(&facts);
        assert_eq!(
            [DocumentAct::Produced, DocumentAct::Provided, DocumentAct::Possessed].map(contains),
            [Truth::False, Truth::True, Truth::False]
        );
        assert_eq!(Rule::Contains(Field::Acts, 0).holds(&facts), Truth::Unknown);
    }

    /// A fact that stands in two parts counts once, and none is lost.
    #[test]
    fn a_rule_looks_at_the_facts_of_all_its_parts() {
        let rule = &crate::Offence::Smuggling.definition().rule;
        let names: Vec<&str> = crate::facts::fields_of(rule.fields()).map(Field::name).collect();
        let expected = "actor_role for_other_person intentional knew_irregular to_state incident_date to_state_party border_crossing \
            entry_requirements_met national_of_to_state permanent_resident_of_to_state procured_entry benefit_sought benefit_forms \
            principal_benefit_known";
        assert_eq!(names, expected.split_whitespace().collect::<Vec<_>>());
    }
}
