//! What would settle an undetermined verdict: the smallest sets of unknown facts, each way.
//!
//! A set settles a rule one way if some answers to its facts, together with what is known, make the rule true (or false) whatever
//! the other unknown facts are. It is minimal if no part of it does. Answers that would contradict what is known do not count.
//! Within one verdict no two atoms of one fact ever ask for answers that exclude each other, so that sets of facts can be
//! combined without their answers; a test compares the result with brute force.

use crate::contradictions::{excludes_crossing, excludes_other_person};
use crate::facts::{Field, fields_of};
use crate::rule::{Rule, only_contested_forms};
use crate::treaty::Treaty;
use crate::vocabulary::BorderCrossing;
use crate::{Element, Facts, Truth};

/// The minimal sets that would settle a rule each way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settling {
    met: Vec<u64>,
    not_met: Vec<u64>,
}

impl Settling {
    /// What would settle an element of these facts; nothing if it is settled.
    #[must_use]
    pub fn of(element: &Element, facts: &Facts) -> Settling {
        if element.rule.holds(facts) != Truth::Unknown {
            return Settling::default();
        }
        let all = |wanted| {
            let mut sets = Vec::with_capacity(16);
            ways(&element.rule, facts, wanted, &mut sets);
            sorted(sets)
        };
        Settling { met: all(true), not_met: all(false) }
    }

    /// Sets of facts that would settle it one way, the smallest first.
    pub fn sets(&self, met: bool) -> impl Iterator<Item = Vec<Field>> + '_ {
        self.bits(met).iter().map(|bits| fields_of(*bits).collect())
    }

    /// All facts of all sets.
    #[must_use]
    pub fn fields(&self) -> Vec<Field> {
        fields_of(self.union()).collect()
    }

    pub(crate) fn bits(&self, met: bool) -> &[u64] {
        if met { &self.met } else { &self.not_met }
    }

    /// All facts of all sets for an element that is open, most often without working out the sets.
    pub(crate) fn union_of(element: &Element, facts: &Facts) -> u64 {
        apart(&element.rule, facts).unwrap_or_else(|| Settling::of(element, facts).union())
    }

    pub(crate) fn union(&self) -> u64 {
        self.met.iter().chain(&self.not_met).fold(0, |all, set| all | set)
    }
}

/// The facts that are open in a rule that is, if each stands in one place only: every one of them then is in some minimal set.
fn apart(rule: &Rule, facts: &Facts) -> Option<u64> {
    match rule {
        Rule::All(parts) | Rule::Any(parts) => {
            let open = parts.iter().filter(|part| part.rule.holds(facts) == Truth::Unknown);
            open.map(|part| apart(&part.rule, facts)).try_fold(0, |all, part| {
                let part = part?;
                let same = all == part && part.count_ones() == 1;
                (all & part == 0 || same).then_some(all | part)
            })
        }
        // An answer is out of reach.
        Rule::Gain if facts.benefit_sought.is_some() || only_contested_forms(facts) => None,
        Rule::Exploitation if facts.purposes.is_some() => None,
        Rule::IsTrue(Field::ForOtherPerson) if excludes_other_person(facts) => None,
        Rule::Is(Field::BorderCrossing, _) if excludes_crossing(facts) => None,
        Rule::Gain => Some(Field::BenefitSought.bit()),
        Rule::Party => Some(facts_of_party(facts)),
        atom => Some(atom.fields()),
    }
}

fn sorted(mut sets: Vec<u64>) -> Vec<u64> {
    // By size, then in the order of the codebook: the first fact is the lowest bit.
    sets.sort_unstable_by_key(|set| (set.count_ones(), set.reverse_bits().wrapping_neg()));
    sets
}

/// Adds the minimal sets of facts that can make the rule true (or false) to `sets`: the empty one if it already is, none if nothing
/// can.
fn ways(rule: &Rule, facts: &Facts, wanted: bool, sets: &mut Vec<u64>) {
    let from = sets.len();
    match (rule, wanted) {
        (Rule::All(parts), true) | (Rule::Any(parts), false) => {
            sets.push(0);
            for part in parts.iter().filter(|part| part.rule.holds(facts) != Truth::from(wanted)) {
                let middle = sets.len();
                ways(&part.rule, facts, wanted, sets);
                together(sets, from, middle);
            }
        }
        (Rule::All(parts), false) | (Rule::Any(parts), true) => {
            parts.iter().for_each(|part| ways(&part.rule, facts, wanted, sets));
            minimal(sets, from);
        }
        (atom, _) => match (atom.holds(facts), wanted) {
            (Truth::True, true) | (Truth::False, false) => sets.push(0),
            (Truth::True, false) | (Truth::False, true) => {}
            (Truth::Unknown, _) => open(atom, facts, wanted, sets),
        },
    }
}

/// The same for an atom that is open.
fn open(atom: &Rule, facts: &Facts, wanted: bool, sets: &mut Vec<u64>) {
    match atom {
        Rule::IsTrue(Field::ForOtherPerson) if wanted && excludes_other_person(facts) => {}
        Rule::Is(Field::BorderCrossing, word) if wanted && *word != BorderCrossing::None as u8 && excludes_crossing(facts) => {}
        // What is contested stays so, whatever else becomes known.
        Rule::Gain if facts.benefit_sought.is_some() || (wanted && only_contested_forms(facts)) => {}
        Rule::Gain => sets.push(Field::BenefitSought.bit()),
        Rule::Exploitation if facts.purposes.is_some() => {}
        Rule::Party => party_ways(facts, wanted, sets),
        other => sets.push(other.fields()),
    }
}

/// The coder's word settles it, and so do State and day through the table.
fn party_ways(facts: &Facts, wanted: bool, sets: &mut Vec<u64>) {
    let (state, day) = (Field::ToState.bit(), Field::IncidentDate.bit());
    sets.push(Field::ToStateParty.bit());
    match (facts.to_state, facts.incident_date) {
        // Before the Protocol nobody was a Party; some States of the table are Parties from its first day, others never were.
        (None, None) if wanted => sets.push(state | day),
        (None, None) => sets.extend([state, day]),
        (None, Some(_)) => sets.push(state),
        (Some(state), None) => {
            let far = Treaty::Smuggling.standing(state, Some(jiff::civil::Date::MAX)).bound;
            if !wanted || far == Truth::True {
                sets.push(day);
            }
        }
        (Some(_), Some(_)) => {}
    }
}

/// All facts of these sets.
fn facts_of_party(facts: &Facts) -> u64 {
    let state = if facts.to_state.is_none() { Field::ToState.bit() } else { 0 };
    let day = if facts.incident_date.is_none() { Field::IncidentDate.bit() } else { 0 };
    Field::ToStateParty.bit() | state | day
}

/// Puts in place of two sides, those from `from` and those from `middle` on, every set of one joined with every set of the other.
fn together(sets: &mut Vec<u64>, from: usize, middle: usize) {
    let (one, other) = sets[from..].split_at(middle - from);
    if let ([only], many) | (many, [only]) = (one, other) {
        let (only, count) = (*only, many.len());
        let start = if one.len() == 1 { middle } else { from };
        for at in 0..count {
            sets[from + at] = sets[start + at] | only;
        }
        sets.truncate(from + count);
        return minimal(sets, from);
    }
    // A set on both sides stays as it is and makes all its unions superfluous.
    let (both, rest): (Vec<u64>, Vec<u64>) = one.iter().partition(|set| other.contains(set));
    let others = other.iter().filter(|set| !both.contains(set));
    let unions: Vec<u64> = rest.iter().flat_map(|a| others.clone().map(move |b| a | b)).collect();
    sets.truncate(from);
    sets.extend(both.into_iter().chain(unions));
    minimal(sets, from);
}

/// Leaves out sets, from a place on, that hold another one.
fn minimal(sets: &mut Vec<u64>, from: usize) {
    if sets.len() - from < 2 {
        return;
    }
    sets[from..].sort_unstable_by_key(|set| set.count_ones());
    let mut kept = from;
    for at in from..sets.len() {
        let set = sets[at];
        if !sets[from..kept].iter().any(|small| small & set == *small) {
            sets[kept] = set;
            kept += 1;
        }
    }
    sets.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Kind, Value};
    use crate::{Offence, Scope};

    fn elements(element: &'static Element, found: &mut Vec<&'static Element>) {
        found.push(element);
        if let Rule::All(parts) | Rule::Any(parts) = element.rule {
            parts.iter().for_each(|part| elements(part, found));
        }
    }

    /// The short way to the facts of all sets gives what the sets give: every element, 20,000 random records. Mutants of `apart` that
    /// take the long way more often are equivalent: they only cost time.
    #[test]
    fn the_facts_of_all_sets_are_found_without_the_sets() {
        let mut all = Vec::new();
        Offence::ALL.into_iter().for_each(|offence| elements(offence.definition(), &mut all));
        Scope::ALL.into_iter().for_each(|scope| elements(scope.definition(), &mut all));
        let (mut state, mut shorter) = (1_u64, 0);
        let mut draw = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        for _ in 0..20_000 {
            let mut facts = Facts::default();
            for field in Field::ALL {
                let value = match field.kind() {
                    Kind::Truth => Value::Truth(draw(2) == 0),
                    Kind::Choice(words) => Value::Choice(draw(words.len() as u64) as u8),
                    Kind::List(words) => Value::List(draw(1 << words.len()) as u32),
                    Kind::Country => {
                        crate::Country::new(["SRB", "PAK", "FRA"][draw(3) as usize]).map_or(Value::Unknown, Value::Country)
                    }
                    Kind::Date => Value::Date(jiff::civil::date(2000 + draw(20) as i16, 1, 1)),
                    Kind::Count => Value::Count(draw(5) as u32),
                };
                // Most facts true to the offence or unknown, so that elements are open.
                if draw(2) == 0 {
                    facts.set(*field, value);
                }
            }
            for element in all.iter().filter(|element| element.rule.holds(&facts) == Truth::Unknown) {
                assert_eq!(
                    Settling::union_of(element, &facts),
                    Settling::of(element, &facts).union(),
                    "{} {facts:?}",
                    element.name
                );
                shorter += u32::from(apart(&element.rule, &facts).is_some());
            }
        }
        assert!(shorter > 100_000, "{shorter}");
    }
}
