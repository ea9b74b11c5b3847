//! Filling in what was unknown, and what can still come of it.

use crate::case::{any_facts, contradictory, facts, random_answer};
use proptest::prelude::*;
use vardar_law::{Facts, Field, Offence, Settling, Truth, classify, party};

/// Whether a fact is still open: the table may have answered whether the State is a Party.
fn open(facts: &Facts, field: Field) -> bool {
    let answered = field == Field::ToStateParty && party(facts) != Truth::Unknown;
    !facts.get(field).is_known() && !answered
}

/// Finding: a benefit whose form is unknown counts as one, and a form that is contested opens the verdict again.
fn form_turns_out_contested(before: &Facts, after: &Facts) -> bool {
    let contested = ["cost_sharing_only", "own_passage"];
    let field = Field::BenefitForms;
    let mut forms = after.get(field).words(field.kind()).peekable();
    before.benefit_sought == Some(true)
        && before.benefit_forms.is_none()
        && forms.peek().is_some()
        && forms.all(|form| contested.contains(&form))
}

/// Findings: what an undetermined verdict cannot become any more, although unknown facts remain.
fn one_way_only(f: &Facts) -> bool {
    let forms = Field::BenefitForms;
    let mut words = f.get(forms).words(forms.kind()).peekable();
    let contested_gain = words.peek().is_some() && words.all(|form| ["cost_sharing_only", "own_passage"].contains(&form));
    let purposes = Field::Purposes;
    let contested_purpose =
        f.get(purposes).words(purposes.kind()).any(|word| ["illegal_adoption", "surrogacy_exploitation"].contains(&word));
    let only_travelled = f.actor_role == Some(vardar_law::ActorRole::MigrantOnly) && f.for_other_person.is_none();
    let no_border = f.from_state.is_some() && f.from_state == f.to_state && f.border_crossing.is_none();
    contested_gain || contested_purpose || only_travelled || no_border
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, max_global_rejects: 1_000_000, ..ProptestConfig::default() })]

    #[test]
    fn filling_an_unknown_fact_never_changes_what_was_settled(before in any_facts(), at in 0..Field::ALL.len(), draw: u32, several: bool) {
        let field = Field::ALL[at];
        prop_assume!(open(&before, field) && !contradictory(&before));
        let mut after = before;
        after.set(field, random_answer(field, draw, several));
        prop_assume!(!contradictory(&after));
        let (first, second) = (classify(&before), classify(&after));
        for offence in Offence::ALL {
            let (was, is) = (first.of(offence), second.of(offence));
            if was != Truth::Unknown && was != is {
                prop_assert!(was == Truth::True && is == Truth::Unknown && form_turns_out_contested(&before, &after),
                    "{} was {was:?} and became {is:?} by {}: {}", offence.name(), field.name(), crate::case::text(&before));
            }
        }
    }

    #[test]
    fn an_undetermined_verdict_can_still_become_both(facts in any_facts()) {
        prop_assume!(!contradictory(&facts));
        let verdicts = classify(&facts);
        for offence in Offence::ALL {
            let settling = Settling::of(offence, &facts);
            let both = settling.sets(true).next().is_some() && settling.sets(false).next().is_some();
            prop_assert!(verdicts.of(offence) == Truth::Unknown || settling == Settling::default());
            prop_assert!(verdicts.of(offence) != Truth::Unknown || both || one_way_only(&facts),
                "{} is stuck: {}", offence.name(), crate::case::text(&facts));
        }
    }
}

/// The findings themselves, one by one: so that they are known to be there.
#[test]
fn where_an_answer_is_out_of_reach() {
    let sets = |text: &str, offence: Offence, met: bool| {
        let facts = facts(text);
        assert_eq!(classify(&facts).of(offence), Truth::Unknown, "{text}");
        Settling::of(offence, &facts).sets(met).count()
    };
    let rest = "for_other_person=true procured_entry=true entry_requirements_met=false national_of_to_state=false \
                permanent_resident_of_to_state=false to_state_party=true intentional=true knew_irregular=true";
    let shared =
        format!("{rest} border_crossing=completed benefit_sought=true benefit_forms=cost_sharing_only actor_role=principal");
    assert_eq!([true, false].map(|met| sets(&shared, Offence::Smuggling, met)), [0, 0]);
    let adoption = "intentional=true acts=transfer is_child=true purposes=illegal_adoption";
    assert_eq!([true, false].map(|met| sets(adoption, Offence::Trafficking, met)), [0, 0]);
    let traveller = format!("{rest} for_other_person=? border_crossing=completed benefit_sought=true actor_role=migrant_only");
    assert_eq!([true, false].map(|met| sets(&traveller, Offence::Smuggling, met)), [0, 1]);
    let inside = format!("{rest} from_state=SRB to_state=SRB benefit_sought=true");
    assert_eq!([true, false].map(|met| sets(&inside, Offence::Smuggling, met)), [0, 1]);
}

/// The one break of monotonicity in the formulas as written.
#[test]
fn a_benefit_whose_form_turns_out_contested_opens_the_verdict_again() {
    let known = "for_other_person=true procured_entry=true entry_requirements_met=false national_of_to_state=false \
                 permanent_resident_of_to_state=false to_state_party=true intentional=true knew_irregular=true \
                 border_crossing=completed benefit_sought=true";
    assert_eq!(classify(&facts(known)).of(Offence::Smuggling), Truth::True);
    assert_eq!(classify(&facts(&format!("{known} benefit_forms=own_passage"))).of(Offence::Smuggling), Truth::Unknown);
    let codes: Vec<_> = vardar_law::notes(&facts(known), &classify(&facts(known))).iter().map(|note| note.code).collect();
    assert!(codes.contains(&"benefit_form_unknown"), "the reader is warned: {codes:?}");
}

/// Whether the State was a Party: the coder's word settles it, and so do State and day together where the table knows the State.
#[test]
fn a_party_is_settled_by_a_word_or_by_state_and_day() {
    let rest = "for_other_person=true procured_entry=true entry_requirements_met=false national_of_to_state=false \
                permanent_resident_of_to_state=false intentional=true knew_irregular=true border_crossing=completed benefit_sought=true";
    let (word, state, day) = (Field::ToStateParty, Field::ToState, Field::IncidentDate);
    for (known, met, not_met) in [
        ("", vec![vec![word], vec![state, day]], vec![vec![state], vec![day], vec![word]]),
        ("incident_date=2015-10-01", vec![vec![state], vec![word]], vec![vec![state], vec![word]]),
        ("to_state=SRB", vec![vec![day], vec![word]], vec![vec![day], vec![word]]),
        ("to_state=FRA", vec![vec![word]], vec![vec![day], vec![word]]),
    ] {
        let settling = Settling::of(Offence::Smuggling, &facts(&format!("{rest} {known}")));
        assert_eq!(settling.sets(true).collect::<Vec<_>>(), met, "{known}");
        assert_eq!(settling.sets(false).collect::<Vec<_>>(), not_met, "{known}");
    }
}
