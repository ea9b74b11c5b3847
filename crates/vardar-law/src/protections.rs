//! Protection that follows from facts and verdicts, for the person.

use crate::facts::Field;
use crate::offences::Offence;
use crate::treaty::Treaty;
use crate::value::Value;
use crate::{Facts, Truth, Verdicts};

/// Something that is owed to the person, or must be done before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protection {
    /// Short stable name.
    pub code: &'static str,
    /// Articles.
    pub article: &'static str,
    /// What follows.
    pub text: &'static str,
}

const fn protection(code: &'static str, article: &'static str, text: &'static str) -> Protection {
    Protection { code, article, text }
}

/// Offences of the Smuggling Protocol whose object is the person.
const SMUGGLING_FAMILY: [Offence; 5] = [
    Offence::Smuggling,
    Offence::AttemptedSmuggling,
    Offence::DocumentOffence,
    Offence::EnablingStay,
    Offence::AggravatedSmuggling,
];

/// The protections that follow. Those of a verdict follow when it is met; referral for identification also when it is open and
/// somebody seems to control the person.
#[must_use]
pub fn protections(facts: &Facts, verdicts: &Verdicts) -> Vec<Protection> {
    let mut found = Vec::with_capacity(8);
    let mut add = |when: bool, protection: Protection| {
        if when {
            found.push(protection);
        }
    };
    let trafficking = verdicts.of(Offence::Trafficking);
    let smuggled = SMUGGLING_FAMILY.into_iter().any(|offence| verdicts.of(offence) == Truth::True);
    let controlled = matches!(facts.get(Field::ControlIndicators), Value::List(bits) if bits != 0);
    let serbia = facts.to_state.is_some_and(|state| state.code() == "SRB");
    let refer = trafficking == Truth::True || (trafficking == Truth::Unknown && controlled);

    add(
        refer,
        protection(
            "refer_for_identification",
            "TP 6; Council of Europe Convention 10; Directive 2011/36/EU 11",
            "refer for identification as a victim of trafficking before any removal",
        ),
    );
    add(refer && serbia, protection("serbia_centre", "Serbia", "the Centre for Protection of Trafficking Victims identifies"));
    add(
        trafficking == Truth::True,
        protection(
            "victim_of_trafficking",
            "TP 6, 7, 8; Council of Europe Convention 13, 26; Directive 2011/36/EU 8, 11, 13 to 16",
            "assistance, stay, safe return; no punishment for what the victim was compelled to do",
        ),
    );
    add(
        smuggled || facts.for_other_person == Some(false),
        protection(
            "no_prosecution_for_being_smuggled",
            "SP 5, 6(4)",
            "no prosecution under the Protocol for having been smuggled; other domestic offences stay open",
        ),
    );
    add(
        smuggled,
        protection(
            "rights_of_smuggled_persons",
            "SP 16(1) to (4)",
            "life and freedom from ill-treatment, protection from violence, help when endangered, needs of women and children",
        ),
    );
    add(
        facts.detained == Some(true),
        protection("consular_contact", "SP 16(5)", "tell the person of the right to consular contact, and let it happen"),
    );
    add(
        facts.seeks_protection == Some(true),
        protection(
            "non_refoulement",
            "SP 19, TP 14",
            "refugee and human-rights law and non-refoulement are untouched; no discrimination",
        ),
    );
    if let (Some(true), Some(state)) = (facts.seeks_protection, facts.to_state) {
        let bound = Treaty::Refugee.standing(state, facts.incident_date).bound;
        add(
            bound != Truth::False,
            protection("refugee_convention", "Refugee Convention 31, 33", "no penalty for illegal entry, no return to danger"),
        );
        add(
            state.code() == "TUR",
            protection(
                "geographical_limitation",
                "Refugee Convention 1B",
                "Türkiye limits the Convention to events in Europe; its own law and human-rights law protect others",
            ),
        );
    }
    let child = facts.is_child == Some(true) || facts.unaccompanied_child == Some(true);
    add(child, protection("child", "CRC 3; SP 16(4); TP 6(4)", "the best interests of the child come first; special needs"));
    add(
        facts.unaccompanied_child == Some(true),
        protection("guardian", "CRC 20; Council of Europe Convention 10(4)", "a guardian at once"),
    );
    add(
        facts.is_child.is_none() && (refer || facts.unaccompanied_child == Some(true)),
        protection(
            "age_in_doubt",
            "Council of Europe Convention 10(3); Directive 2011/36/EU 13(2)",
            "age not known: treat as a child until it is",
        ),
    );
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify;

    fn codes(facts: &Facts) -> Vec<&'static str> {
        protections(facts, &classify(facts)).iter().map(|one| one.code).collect()
    }

    #[test]
    fn the_rights_of_smuggled_persons_follow_from_a_verdict_that_is_met() {
        assert!(codes(&Facts::default()).is_empty());
        let stay = Facts {
            for_other_person: Some(true),
            enabled_stay: Some(true),
            stay_requirements_met: Some(false),
            stay_means: Some(crate::StayMeans::OtherIllegal),
            national_of_to_state: Some(false),
            permanent_resident_of_to_state: Some(false),
            intentional: Some(true),
            knew_irregular: Some(true),
            benefit_sought: Some(true),
            ..Facts::default()
        };
        assert_eq!(codes(&stay), ["no_prosecution_for_being_smuggled", "rights_of_smuggled_persons"]);
        assert!(codes(&Facts { benefit_sought: Some(false), ..stay }).is_empty());
    }
}
