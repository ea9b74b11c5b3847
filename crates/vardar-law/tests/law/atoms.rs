//! Mutation of the table: every atom of every offence, made wrong in three ways, must give another verdict than the formulas on
//! some vignette, or on one of the plain forms with a single fact changed.

use crate::case::facts;
use crate::reference;
use crate::vignettes::{FORGER, SMUGGLER, STAY, TRAFFICKER, all_facts};
use vardar_law::{Element, Facts, Offence, Rule, Truth};

#[derive(Debug, Clone, Copy)]
enum Mutation {
    AlwaysTrue,
    AlwaysFalse,
    Negated,
}

/// The rule's value with its atom number `target` made wrong. `count` counts the atoms gone by.
fn mutated(rule: &Rule, facts: &Facts, target: usize, mutation: Mutation, count: &mut usize) -> Truth {
    match rule {
        Rule::All(parts) => {
            parts.iter().map(|part| mutated(&part.rule, facts, target, mutation, count)).fold(Truth::True, Truth::and)
        }
        Rule::Any(parts) => {
            parts.iter().map(|part| mutated(&part.rule, facts, target, mutation, count)).fold(Truth::False, Truth::or)
        }
        atom => {
            *count += 1;
            match (*count - 1 == target, mutation) {
                (false, _) => atom.holds(facts),
                (true, Mutation::AlwaysTrue) => Truth::True,
                (true, Mutation::AlwaysFalse) => Truth::False,
                (true, Mutation::Negated) => !atom.holds(facts),
            }
        }
    }
}

fn atoms<'e>(element: &'e Element, path: &str, found: &mut Vec<String>) {
    match &element.rule {
        Rule::All(parts) | Rule::Any(parts) => {
            let inner: &'e [Element] = parts;
            inner.iter().for_each(|part| atoms(part, &format!("{path}/{}", part.name), found));
        }
        _ => found.push(path.to_owned()),
    }
}

/// Changes of a plain form, one at a time.
const CHANGES: &[&str] = &[
    "",
    "for_other_person=false",
    "procured_entry=false",
    "entry_requirements_met=true",
    "national_of_to_state=true",
    "permanent_resident_of_to_state=true",
    "to_state=PAK",
    "intentional=false",
    "knew_irregular=false",
    "border_crossing=attempted",
    "document_fraudulent=false",
    "document_acts=[]",
    "document_acts=possessed",
    "document_purpose=own_use",
    "enabled_stay=false",
    "stay_requirements_met=true",
    "stay_means=other_illegal",
    "stay_means=lawful_only",
    "life_or_safety_endangered=false",
    "life_or_safety_endangered=false inhuman_or_degrading_treatment=true",
    "is_child=true means=[]",
    "means=[]",
    "acts=[]",
    "purposes=[]",
    "benefit_sought=false benefit_forms=[]",
    "actor_role=accomplice benefit_sought=false principal_benefit_known=false",
    "actor_role=accomplice benefit_sought=false principal_benefit_known=true",
    "actor_role=organiser benefit_sought=false principal_benefit_known=true",
    "actor_role=principal benefit_sought=false principal_benefit_known=true",
];

/// The plain forms, in danger to life, each with every change.
fn near_cases() -> Vec<Facts> {
    let forms = ["", "border_crossing=attempted", FORGER, STAY, TRAFFICKER];
    let pairs = forms.iter().flat_map(|form| CHANGES.iter().map(move |change| (form, change)));
    pairs.map(|(form, change)| facts(&format!("{SMUGGLER} {form} life_or_safety_endangered=true {change}"))).collect()
}

#[test]
fn every_wrong_atom_is_caught() {
    let cases: Vec<Facts> = all_facts().into_iter().chain(near_cases()).collect();
    let (mut survivors, mut tried) = (Vec::new(), 0);
    for offence in Offence::ALL {
        let definition = offence.definition();
        let mut names = Vec::new();
        atoms(definition, definition.name, &mut names);
        for (at, name) in names.iter().enumerate() {
            for mutation in [Mutation::AlwaysTrue, Mutation::AlwaysFalse, Mutation::Negated] {
                tried += 1;
                let caught = cases.iter().any(|facts| {
                    mutated(&definition.rule, facts, at, mutation, &mut 0) as u8 != reference::verdicts(facts)[offence as usize]
                });
                if !caught {
                    survivors.push(format!("{name} {mutation:?}"));
                }
            }
        }
    }
    println!("{tried} wrong atoms, {} not caught", survivors.len());
    // Whoever produced a document handled it: to leave that atom out there changes nothing, and no test could tell.
    let equivalent = ["aggravated_smuggling/base_offence/document_made/document_offence/document_handled AlwaysTrue"];
    assert_eq!(survivors, equivalent, "of {tried}");
}
