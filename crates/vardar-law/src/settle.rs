//! What would settle an undetermined verdict: the smallest sets of unknown facts, each way.
//!
//! A set settles a rule one way if some answers to its facts, together with what is known, make the rule true (or false) whatever
//! the other unknown facts are. It is minimal if no part of it does. Answers that would contradict what is known do not count.
//! Within one verdict no two atoms of one fact ever ask for answers that exclude each other, so that sets of facts can be
//! combined without their answers; a test compares the result with brute force.

use crate::facts::{Field, fields_of};
use crate::findings::Findings;
use crate::memo::Memo;
use crate::numbered::{LAW, Parts, numbers};
use crate::{Facts, Offence, Truth};

/// The minimal sets that would settle a rule each way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settling {
    met: Vec<u64>,
    not_met: Vec<u64>,
}

impl Settling {
    /// What would settle an offence on these facts; nothing if it is settled.
    #[must_use]
    pub fn of(offence: Offence, facts: &Facts) -> Settling {
        let findings = Findings::of(facts, &facts.codes());
        let mut settling = Settling::default();
        settling.work_out(LAW.offences[offence as usize], &findings, &mut Memo::default());
        settling
    }

    /// The same for any element, by its number, in place of what was here.
    pub(crate) fn work_out(&mut self, number: usize, findings: &Findings, memo: &mut Memo) {
        self.met.clear();
        self.not_met.clear();
        if findings.value(number) == Truth::Unknown {
            among_parts(number, findings, true, memo, &mut self.met);
            among_parts(number, findings, false, memo, &mut self.not_met);
            sort(&mut self.met);
            sort(&mut self.not_met);
        }
    }

    /// Sets of facts that would settle it one way, the smallest first.
    pub fn sets(&self, met: bool) -> impl Iterator<Item = Vec<Field>> + '_ {
        self.bits(met).iter().map(|bits| fields_of(*bits).collect())
    }

    pub(crate) fn bits(&self, met: bool) -> &[u64] {
        if met { &self.met } else { &self.not_met }
    }

    /// All facts of all sets.
    pub(crate) fn union(&self) -> u64 {
        self.all().fold(0, |all, set| all | set)
    }

    /// The facts that settle it alone, whichever way.
    pub(crate) fn alone(&self) -> u64 {
        self.all().filter(|set| set.is_power_of_two()).fold(0, |all, set| all | set)
    }

    fn all(&self) -> impl Iterator<Item = &u64> {
        self.met.iter().chain(&self.not_met)
    }
}

/// By size, then in the order of the codebook: the first fact is the lowest bit.
fn sort(sets: &mut [u64]) {
    sets.sort_unstable_by_key(|set| (set.count_ones(), set.reverse_bits().wrapping_neg()));
}

/// Adds the minimal sets of facts that can make an open element true (or false) to `sets`: none if nothing can.
fn ways(number: usize, findings: &Findings, wanted: bool, memo: &mut Memo, sets: &mut Vec<u64>) {
    // The same either way, and only faster.
    if Memo::keeps(number) {
        sets.extend_from_slice(memo.remembered(number, findings).settling.bits(wanted));
    } else {
        among_parts(number, findings, wanted, memo, sets);
    }
}

/// The same without a look at what is remembered. A part that is settled has no say: were it the other way, the whole would be settled.
fn among_parts(number: usize, findings: &Findings, wanted: bool, memo: &mut Memo, sets: &mut Vec<u64>) {
    let from = sets.len();
    match (LAW.nodes[number].parts, wanted) {
        (Parts::Atom, _) => findings.ways(number, wanted, sets),
        (Parts::All(parts), true) | (Parts::Any(parts), false) => {
            sets.push(0);
            for part in numbers(findings.with(Truth::Unknown, parts)) {
                let middle = sets.len();
                ways(part, findings, wanted, memo, sets);
                together(sets, from, middle);
            }
        }
        (Parts::All(parts), false) | (Parts::Any(parts), true) => {
            numbers(findings.with(Truth::Unknown, parts)).for_each(|part| ways(part, findings, wanted, memo, sets));
            minimal(sets, from);
        }
    }
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
