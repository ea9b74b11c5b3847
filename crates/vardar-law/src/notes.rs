//! Contested points, and rules beyond the Protocols that a reader of a verdict should know. None decides a verdict.

use crate::facts::Field;
use crate::offences::Offence;
use crate::rule::{CONTESTED_PURPOSES, only_contested_forms};
use crate::treaty::{Treaty, party};
use crate::value::Value;
use crate::vocabulary::{ActorRole, Kinship, Purpose};
use crate::{Facts, Truth, Verdicts};

/// A remark on a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// Short stable name.
    pub code: &'static str,
    /// True if lawyers differ on the point, or a source needs checking.
    pub contested: bool,
    /// The remark.
    pub text: &'static str,
}

const fn contested(code: &'static str, text: &'static str) -> Note {
    Note { code, contested: true, text }
}

const fn note(code: &'static str, text: &'static str) -> Note {
    Note { code, contested: false, text }
}

/// The remarks that these facts and verdicts call for.
#[must_use]
pub fn notes(facts: &Facts, verdicts: &Verdicts) -> Vec<Note> {
    let mut found = Vec::with_capacity(8);
    let mut add = |when: bool, note: Note| {
        if when {
            found.push(note);
        }
    };
    let open_or_met = |offence: Offence| verdicts.of(offence) != Truth::False;
    let purposes = if let Value::List(bits) = facts.get(Field::Purposes) { bits } else { 0 };
    let has = |purpose: Purpose| purposes >> purpose as u8 & 1 == 1;
    let sought = facts.benefit_sought == Some(true);
    let party = party(facts);

    add(
        sought && only_contested_forms(facts),
        contested(
            "benefit_contested",
            "whether a share of the costs or the actor's own passage is a material benefit is contested: the element stays open",
        ),
    );
    add(
        sought && facts.benefit_forms.is_none(),
        note(
            "benefit_form_unknown",
            "the form of the benefit is unknown: if it was only a share of the costs or the actor's own passage, the element becomes contested",
        ),
    );
    add(
        has(Purpose::RansomOnly),
        contested(
            "ransom",
            "holding for ransom gains from relatives' money, not from using the person: kidnapping, extortion or torture; some scholars would widen TP 3(a)",
        ),
    );
    add(
        purposes & CONTESTED_PURPOSES != 0,
        contested(
            "purpose_depends",
            "whether adoption or surrogacy is exploitation depends on facts and domestic law (Directive (EU) 2024/1712 lists both)",
        ),
    );
    add(
        has(Purpose::DebtCollectionOnly),
        note(
            "debt",
            "an unpaid fee is only a debt; it is debt bondage when services are pledged without fair credit or without limit of time or kind",
        ),
    );
    let helper = matches!(facts.actor_role, Some(ActorRole::Accomplice | ActorRole::Organiser));
    add(
        helper && open_or_met(Offence::AggravatedSmuggling),
        contested(
            "aggravation_of_helpers",
            "for helpers and organisers SP 6(3) applies subject to the basic concepts of the legal system",
        ),
    );
    if let Some(state) = facts.to_state {
        let standing = Treaty::Smuggling.standing(state, facts.incident_date);
        add(
            !standing.verified,
            contested("party_unverified", "the table's entry for this State and the Smuggling Protocol needs checking"),
        );
        let differs = facts.to_state_party.is_some() && standing.bound != Truth::Unknown && standing.bound != party;
        add(differs, contested("party_differs", "the record's word on the State's being a Party differs from the table's"));
    }
    add(
        party == Truth::False && facts.procured_entry != Some(false),
        note("not_a_party", "the receiving State was no Party: the Protocol's definition fails, domestic law may not"),
    );
    add(
        facts.for_other_person == Some(false),
        note(
            "own_conduct",
            "one's own crossing, stay or paper is no offence under the Protocol (SP 5); other domestic offences stay open (SP 6(4))",
        ),
    );
    let unpaid = facts.benefit_sought == Some(false) && (facts.procured_entry == Some(true) || facts.enabled_stay == Some(true));
    add(
        unpaid,
        note(
            "no_benefit_eu",
            "without a benefit not smuggling under the Protocol; Directive 2002/90/EC art. 1(1)(a) asks for none where entry or transit is helped",
        ),
    );
    add(
        unpaid && facts.humanitarian_motive == Some(true),
        note("humanitarian_eu", "Directive 2002/90/EC art. 1(2): States may spare humanitarian help with entry or transit"),
    );
    add(
        facts.kinship == Some(Kinship::ParentOrCarer) && facts.is_child == Some(true),
        note(
            "own_child_eu",
            "CJEU Kinsa (C-460/23): bringing along children in one's actual care is outside Directive 2002/90/EC art. 1(1)(a)",
        ),
    );
    let danger = facts.life_or_safety_endangered == Some(true) || facts.inhuman_or_degrading_treatment == Some(true);
    add(
        danger && verdicts.of(Offence::AttemptedSmuggling) == Truth::True,
        note("attempt_not_aggravated", "SP 6(3) does not list attempt: the danger aggravates nothing here under the Protocol"),
    );
    let agreed = facts.consent_to_exploitation == Some(true) || facts.consent_to_movement == Some(true);
    add(agreed && facts.is_child == Some(true), note("consent_of_child", "the consent of a child is irrelevant (TP 3(c))"));
    let means = matches!(facts.get(Field::Means), Value::List(bits) if bits != 0);
    add(agreed && means, note("consent_irrelevant", "consent is irrelevant once any of the means was used (TP 3(b))"));
    let no_means = facts.means.is_some() && !means && facts.is_child == Some(false);
    add(
        no_means && purposes & !CONTESTED_PURPOSES != 0,
        note("adult_without_means", "an adult and no means: not trafficking; labour law may be broken"),
    );
    let no_act = matches!(facts.get(Field::Acts), Value::List(0));
    add(
        no_act && facts.exploitation_occurred == Some(true),
        note(
            "user",
            "no act of TP 3(a); rules on users of victims may apply (Serbian Criminal Code 388(8), Directive 2011/36/EU 18)",
        ),
    );
    let serbia = facts.to_state.is_some_and(|state| state.code() == "SRB");
    add(
        serbia && [Offence::Smuggling, Offence::AttemptedSmuggling, Offence::EnablingStay].into_iter().any(open_or_met),
        note(
            "serbia_350",
            "Serbian Criminal Code 350: enabling another's illegal crossing, stay or transit with intent of gain (wording not verified)",
        ),
    );
    add(
        serbia && open_or_met(Offence::Trafficking),
        note(
            "serbia_388",
            "Serbian Criminal Code 388: trafficking in human beings; for a child no means are needed; withholding papers is a listed means",
        ),
    );
    found
}
