//! The formulas written a second time, as arithmetic on 0, 1 and 2 halves.

use crate::case::any_facts;
use proptest::prelude::*;
use vardar_law::{Facts, Field, Offence, Scope, Truth, Value, classify, party};

fn t(value: Option<bool>) -> u8 {
    match value {
        None => 1,
        Some(value) => 2 * u8::from(value),
    }
}

fn word(facts: &Facts, name: &str, word: &str) -> u8 {
    let field = Field::named(name).expect("a fact");
    match facts.get(field) {
        Value::Choice(_) => 2 * u8::from(facts.get(field).words(field.kind()).next() == Some(word)),
        _ => 1,
    }
}

fn list(facts: &Facts, name: &str) -> Option<Vec<&'static str>> {
    let field = Field::named(name).expect("a fact");
    matches!(facts.get(field), Value::List(_)).then(|| facts.get(field).words(field.kind()).collect())
}

fn any(facts: &Facts, name: &str) -> u8 {
    list(facts, name).map_or(1, |words| 2 * u8::from(!words.is_empty()))
}

fn all_of(parts: &[u8]) -> u8 {
    parts.iter().copied().min().unwrap_or(2)
}

fn any_of(parts: &[u8]) -> u8 {
    parts.iter().copied().max().unwrap_or(0)
}

/// The six verdicts, then scope and participation, in halves.
pub fn verdicts(f: &Facts) -> [u8; 8] {
    let other = t(f.for_other_person);
    let foreign = 2 - any_of(&[t(f.national_of_to_state), t(f.permanent_resident_of_to_state)]);
    let bound = match party(f) {
        Truth::False => 0,
        Truth::Unknown => 1,
        Truth::True => 2,
    };
    let irregular = 2 - t(f.entry_requirements_met);
    let intent = all_of(&[t(f.intentional), t(f.knew_irregular)]);
    let contested = ["cost_sharing_only", "own_passage"];
    let gain = match (f.benefit_sought, list(f, "benefit_forms")) {
        (Some(true), Some(forms)) if !forms.is_empty() && forms.iter().all(|form| contested.contains(form)) => 1,
        _ => t(f.benefit_sought),
    };
    let helper = any_of(&[word(f, "actor_role", "accomplice"), word(f, "actor_role", "organiser")]);
    let benefit = any_of(&[gain, all_of(&[helper, t(f.principal_benefit_known)])]);
    let core = all_of(&[other, t(f.procured_entry), irregular, foreign, bound, intent, benefit]);
    let smuggling = all_of(&[core, word(f, "border_crossing", "completed")]);
    let attempted = all_of(&[core, word(f, "border_crossing", "attempted")]);
    let purpose = word(f, "document_purpose", "smuggling_of_other");
    let document = all_of(&[t(f.document_fraudulent), any(f, "document_acts"), purpose, foreign, bound, intent, benefit]);
    let means = any_of(&[word(f, "stay_means", "fraudulent_document"), word(f, "stay_means", "other_illegal")]);
    let unlawful_stay = 2 - t(f.stay_requirements_met);
    let stay = all_of(&[other, t(f.enabled_stay), unlawful_stay, means, foreign, intent, benefit]);
    let produced = list(f, "document_acts").map_or(1, |acts| 2 * u8::from(acts.contains(&"produced")));
    let made = all_of(&[document, produced]);
    let danger = any_of(&[t(f.life_or_safety_endangered), t(f.inhuman_or_degrading_treatment)]);
    let aggravated = all_of(&[any_of(&[smuggling, stay, made]), danger]);
    let exploitation = match list(f, "purposes") {
        None => 1,
        Some(words) => {
            let looks = ["ransom_only", "debt_collection_only", "poor_conditions_only"];
            let depends = ["illegal_adoption", "surrogacy_exploitation"];
            if words.iter().any(|word| !looks.contains(word) && !depends.contains(word)) {
                2
            } else {
                u8::from(words.iter().any(|word| depends.contains(word)))
            }
        }
    };
    let trafficking = all_of(&[t(f.intentional), any(f, "acts"), any_of(&[t(f.is_child), any(f, "means")]), exploitation]);
    let three = f.num_actors.map_or(1, |count| 2 * u8::from(count >= 3));
    let group = all_of(&[three, t(f.structured_group), t(f.group_lasting), t(f.group_profit_aim)]);
    let scope = all_of(&[group, any(f, "transnational_links")]);
    let participation = all_of(&[group, t(f.took_part_in_group)]);
    [smuggling, attempted, document, stay, aggravated, trafficking, scope, participation]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn the_table_says_what_the_formulas_say(facts in any_facts()) {
        let verdicts_found = classify(&facts);
        let offences = Offence::ALL.map(|offence| verdicts_found.of(offence));
        let scopes = Scope::ALL.map(|scope| verdicts_found.scope(scope));
        let found: Vec<u8> = offences.iter().chain(&scopes).map(|truth| *truth as u8).collect();
        prop_assert_eq!(&found[..], &verdicts(&facts)[..], "{:?}", facts);
    }
}
