//! Mutation of the table: every atom of every offence, made wrong in three ways, must change the verdict on some vignette.

use crate::vignettes::all_facts;
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

#[test]
fn every_wrong_atom_is_caught_by_a_vignette() {
    let cases = all_facts();
    let (mut survivors, mut tried) = (Vec::new(), 0);
    for offence in Offence::ALL {
        let definition = offence.definition();
        let mut names = Vec::new();
        atoms(definition, definition.name, &mut names);
        for (at, name) in names.iter().enumerate() {
            for mutation in [Mutation::AlwaysTrue, Mutation::AlwaysFalse, Mutation::Negated] {
                tried += 1;
                let caught = cases
                    .iter()
                    .any(|facts| mutated(&definition.rule, facts, at, mutation, &mut 0) != definition.rule.holds(facts));
                if !caught {
                    survivors.push(format!("{name} {mutation:?}"));
                }
            }
        }
    }
    println!("{tried} wrong atoms, {} not caught", survivors.len());
    assert!(survivors.is_empty(), "{} of {tried} survive:\n{}", survivors.len(), survivors.join("\n"));
}
