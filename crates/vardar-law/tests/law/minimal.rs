//! The minimal sets against brute force.

use crate::case::{answers, any_facts, contradictory};
use proptest::prelude::*;
use std::collections::BTreeSet;
use vardar_law::{Facts, Field, Offence, Settling, Truth, classify, party};

/// Facts that have a part in some verdict.
fn matters(field: Field) -> bool {
    !matches!(field.feeds(), "display" | "display, TP 3(b)" | "protection" | "evidence" | "note on EU law" | "context")
        && !field.feeds().starts_with("UNTOC")
}

/// True if some answers to these facts give the verdict.
fn can_become(facts: &Facts, fields: &[Field], offence: Offence, wanted: Truth) -> bool {
    let Some((first, rest)) = fields.split_first() else {
        return !contradictory(facts) && classify(facts).of(offence) == wanted;
    };
    answers(*first).into_iter().any(|answer| {
        let mut filled = *facts;
        filled.set(*first, answer);
        can_become(&filled, rest, offence, wanted)
    })
}

/// All minimal sets, by trying every set of unknown facts and every answer.
fn by_brute_force(facts: &Facts, unknown: &[Field], offence: Offence, wanted: Truth) -> BTreeSet<Vec<Field>> {
    let mut found: Vec<u32> = Vec::new();
    let mut order: Vec<u32> = (0..1 << unknown.len()).collect();
    order.sort_by_key(|set| set.count_ones());
    for set in order {
        if found.iter().any(|small| small & set == *small) {
            continue;
        }
        if can_become(facts, &chosen(unknown, set), offence, wanted) {
            found.push(set);
        }
    }
    found.into_iter().map(|set| chosen(unknown, set)).collect()
}

fn chosen(unknown: &[Field], set: u32) -> Vec<Field> {
    unknown.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, field)| *field).collect()
}

fn check(facts: &Facts) -> Result<(), TestCaseError> {
    let unknown: Vec<Field> = Field::ALL
        .iter()
        .copied()
        .filter(|field| matters(*field) && !facts.get(*field).is_known())
        .filter(|field| *field != Field::ToStateParty || party(facts) == Truth::Unknown)
        .collect();
    prop_assume!(unknown.len() <= 6 && !contradictory(facts));
    let verdicts = classify(facts);
    for offence in Offence::ALL.into_iter().filter(|offence| verdicts.of(*offence) == Truth::Unknown) {
        let settling = Settling::of(offence, facts);
        for (met, wanted) in [(true, Truth::True), (false, Truth::False)] {
            let sets: BTreeSet<Vec<Field>> = settling.sets(met).collect();
            prop_assert_eq!(
                &sets,
                &by_brute_force(facts, &unknown, offence, wanted),
                "{} {:?}: {:?}",
                offence.name(),
                wanted,
                facts
            );
        }
    }
    Ok(())
}

/// Mostly known facts, so that few are open and brute force can try everything; half of them lean towards an offence.
fn few_unknown() -> impl Strategy<Value = Facts> {
    let toward = "for_other_person=true intentional=true knew_irregular=true entry_requirements_met=false national_of_to_state=false \
        permanent_resident_of_to_state=false procured_entry=true benefit_sought=true life_or_safety_endangered=true \
        document_fraudulent=true document_acts=produced document_purpose=smuggling_of_other enabled_stay=true \
        stay_requirements_met=false stay_means=other_illegal is_child=true acts=transfer means=fraud purposes=slavery \
        border_crossing=completed to_state=SRB incident_date=2015-10-01 to_state_party=true actor_role=accomplice";
    let blanks = prop::collection::vec(0..Field::ALL.len(), 1..6);
    (any_facts(), any_facts(), prop::collection::vec(0.0..1.0f64, Field::ALL.len()), 0.0..0.7f64, blanks).prop_map(
        move |(one, other, mix, share, blanks)| {
            let mut facts = crate::case::facts(toward);
            for (at, field) in Field::ALL.iter().enumerate() {
                if mix[at] < share || !facts.get(*field).is_known() {
                    let value = if one.get(*field).is_known() { one.get(*field) } else { other.get(*field) };
                    facts.set(*field, if value.is_known() { value } else { answers(*field)[at % answers(*field).len()] });
                }
            }
            for at in blanks {
                facts.set(Field::ALL[at], vardar_law::Value::Unknown);
            }
            facts
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, max_global_rejects: 200_000, ..ProptestConfig::default() })]

    #[test]
    fn the_minimal_sets_are_those_of_brute_force(facts in few_unknown()) {
        check(&facts)?;
    }
}
