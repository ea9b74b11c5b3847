//! What would settle elements, remembered: most records leave the same things open as some other did.
//!
//! What is remembered is a function of the [`Key`] it stands under, so that a record's result is the same whatever came before.

use crate::findings::{Findings, Key};
use crate::numbered::LAW;
use crate::settle::Settling;

/// Keys kept of each element; another key in the same place drives the one before it out.
const PLACES: usize = 256;

/// Of elements with many facts; those with few are worked out as fast.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    /// By element, then by place.
    remembered: Vec<Vec<Remembered>>,
    /// For what is not kept.
    scratch: Settling,
}

/// What would settle an element under a key.
#[derive(Debug, Clone, Default)]
pub(crate) struct Remembered {
    key: Key,
    pub(crate) settling: Settling,
    /// All facts of all sets, and those that settle it alone.
    pub(crate) union: u64,
    pub(crate) alone: u64,
    /// The sets as JSON, once they were written.
    pub(crate) text: Vec<u8>,
}

impl Memo {
    /// True for an element that is worth it.
    pub(crate) fn keeps(number: usize) -> bool {
        LAW.nodes[number].atoms.count_ones() > 4
    }

    /// What would settle an element.
    pub(crate) fn remembered(&mut self, number: usize, findings: &Findings) -> &mut Remembered {
        let key = findings.key(number);
        let place = key.place(PLACES);
        if self.remembered.is_empty() {
            self.remembered.resize_with(LAW.nodes.len(), Vec::new);
        }
        if self.remembered[number].is_empty() {
            self.remembered[number].resize_with(PLACES, Remembered::default);
        }
        // A key without anything in it is that of an element on which nothing is known, and has sets.
        if self.remembered[number][place].key != key || self.remembered[number][place].union == 0 {
            let mut new = std::mem::take(&mut self.remembered[number][place]);
            new.settling.work_out(number, findings, self);
            (new.key, new.union, new.alone) = (key, new.settling.union(), new.settling.alone());
            new.text.clear();
            self.remembered[number][place] = new;
        }
        &mut self.remembered[number][place]
    }

    /// All facts of all sets that would settle an element.
    pub(crate) fn union(&mut self, number: usize, findings: &Findings) -> u64 {
        if Memo::keeps(number) {
            return self.remembered(number, findings).union;
        }
        let mut settling = std::mem::take(&mut self.scratch);
        settling.work_out(number, findings, self);
        let union = settling.union();
        self.scratch = settling;
        union
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::Draws;

    /// Null: what is remembered of other records is not what would be worked out for this one. Every element on 1,000 random records,
    /// seed 1; how often something was remembered is held too.
    #[test]
    fn what_is_remembered_is_what_would_be_worked_out() {
        let (mut draws, mut memo, mut found) = (Draws(1), Memo::default(), 0);
        for _ in 0..1_000 {
            let facts = draws.facts();
            let findings = Findings::of(&facts, &facts.codes());
            for number in 0..LAW.nodes.len() {
                let mut settling = Settling::default();
                settling.work_out(number, &findings, &mut Memo::default());
                let sets = [true, false].into_iter().flat_map(|met| settling.bits(met));
                let (union, alone) = sets
                    .fold((0, 0), |(union, alone), set| (union | set, if set.count_ones() == 1 { alone | set } else { alone }));
                let key = findings.key(number);
                let kept = memo.remembered.get(number).and_then(|kept| kept.get(key.place(PLACES)));
                found += u32::from(kept.is_some_and(|kept| kept.key == key && kept.union != 0));
                assert_eq!(memo.union(number, &findings), union, "{facts:?}");
                let remembered = memo.remembered(number, &findings);
                assert_eq!((&remembered.settling, remembered.union, remembered.alone), (&settling, union, alone), "{facts:?}");
            }
        }
        assert!(found > 500, "{found}");
        assert!(memo.remembered.iter().all(|kept| kept.len() <= PLACES));
    }
}
