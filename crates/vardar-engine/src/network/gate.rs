//! A gate: the links that one timeline of regimes governs together, and share the capacity of.

/// What a gate lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Bit `g` is set if group `g` may pass.
    pub eligible: u64,
    /// People a day: a number, none (`Cap::Free`) or one that only a parameter knows (`Cap::Slowed`).
    pub cap: Cap,
}

/// Daily capacity of a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cap {
    /// As many as come.
    Free,
    /// So many a day.
    PerDay(u32),
    /// Metered without a published number: the parameter `slowed_per_day` says how many.
    Slowed,
}

impl Rule {
    /// Everybody, at once.
    pub const OPEN: Rule = Rule { eligible: u64::MAX, cap: Cap::Free };

    /// True if group `g` may pass at all.
    #[inline]
    #[must_use]
    pub fn admits(&self, group: usize) -> bool {
        self.eligible >> group & 1 == 1 && self.cap != Cap::PerDay(0)
    }
}

/// One entry of a gate's timeline. Days count from the first simulated day and may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GateEntry {
    /// First day on which it holds.
    pub effective: i32,
    /// Day on which it was publicly known.
    pub announced: i32,
    /// The rule.
    pub rule: Rule,
}

/// What is expected of a gate by somebody whose news is some days old.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outlook {
    /// The group may pass, under this cap.
    Passes(Cap),
    /// The group may not pass; closed to it for so many days so far, and known to reopen in so many (`None`: not known).
    Closed {
        /// Days since it closed to the group, at least 0.
        since: i32,
        /// Days until an announced reopening.
        reopens: Option<i32>,
    },
}

/// The links that one timeline governs.
#[derive(Debug, Clone)]
pub struct Gate {
    /// Name in `borders.csv`: link id, corridor or country pair.
    pub name: String,
    /// Country of the near side.
    pub country: usize,
    /// Entries by effective day; of one day the later announced one comes last and wins.
    pub entries: Vec<GateEntry>,
    /// Links that may be governed by it.
    pub links: Vec<usize>,
}

impl Gate {
    /// Entry in force on a day.
    #[must_use]
    pub fn in_force(&self, day: i32) -> Option<&GateEntry> {
        self.entries.iter().rev().find(|e| e.effective <= day)
    }

    /// What people expect on `day` whose news is `delay` days old. A change is known from the day on which it takes effect
    /// or is announced, whichever is first, plus the delay, but holds for nobody before it takes effect. `None`: no entry known.
    #[must_use]
    pub fn outlook(&self, day: i32, delay: i32, group: usize) -> Option<Outlook> {
        Some(self.outlook_from(self.known(day, delay)?, day, delay, group))
    }

    /// The entry that people whose news is `delay` days old take to be in force on a day.
    #[must_use]
    pub fn known(&self, day: i32, delay: i32) -> Option<usize> {
        let known = |e: &GateEntry| e.effective.max(e.effective.min(e.announced) + delay) <= day;
        self.entries.iter().rposition(known)
    }

    /// As [`Self::outlook`], for people who take entry `current` to be in force.
    #[must_use]
    pub fn outlook_from(&self, current: usize, day: i32, delay: i32, group: usize) -> Outlook {
        if self.entries[current].rule.admits(group) {
            return Outlook::Passes(self.entries[current].rule.cap);
        }
        let first = self.entries[..current].iter().rposition(|e| e.rule.admits(group)).map_or(0, |i| i + 1);
        let since = (day - self.entries[first].effective).max(0);
        let reopens = self.entries[current + 1..]
            .iter()
            .find(|e| e.rule.admits(group) && e.announced + delay <= day && e.effective > day)
            .map(|e| e.effective - day);
        Outlook::Closed { since, reopens }
    }

    /// True if it is closed to a group until a day that has been announced.
    #[must_use]
    pub fn reopens(&self, day: i32, group: usize) -> bool {
        matches!(self.outlook(day, 0, group), Some(Outlook::Closed { reopens: Some(_), .. }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLOSED: Rule = Rule { eligible: 0, cap: Cap::Free };

    fn gate(entries: &[(i32, i32, Rule)]) -> Gate {
        let entries = entries.iter().map(|&(announced, effective, rule)| GateEntry { effective, announced, rule }).collect();
        Gate { name: "AAA-BBB".into(), country: 0, entries, links: vec![0] }
    }

    #[test]
    fn news_travels_with_a_delay_but_not_ahead_of_the_effect() {
        let g = gate(&[(-5, -5, Rule::OPEN), (10, 10, CLOSED)]);
        assert_eq!(g.outlook(10, 0, 0), Some(Outlook::Closed { since: 0, reopens: None }));
        assert_eq!(g.outlook(11, 2, 0), Some(Outlook::Passes(Cap::Free)));
        assert_eq!(g.outlook(12, 2, 0), Some(Outlook::Closed { since: 2, reopens: None }));
        let foretold = gate(&[(-5, -5, Rule::OPEN), (3, 10, CLOSED)]);
        assert_eq!(foretold.outlook(9, 2, 0), Some(Outlook::Passes(Cap::Free)));
        assert_eq!(foretold.outlook(10, 2, 0), Some(Outlook::Closed { since: 0, reopens: None }));
    }

    #[test]
    fn an_announced_end_is_expected_and_a_long_closure_remembered() {
        let strike = gate(&[(-5, -5, Rule::OPEN), (10, 10, CLOSED), (10, 12, Rule::OPEN)]);
        assert_eq!(strike.outlook(10, 0, 0), Some(Outlook::Closed { since: 0, reopens: Some(2) }));
        assert!(strike.reopens(11, 0) && !strike.reopens(12, 0));
        assert!(!gate(&[(-5, -5, Rule::OPEN), (10, 10, CLOSED)]).reopens(11, 0));
        let twice = gate(&[(0, 0, Rule::OPEN), (4, 4, CLOSED), (9, 9, CLOSED)]);
        assert_eq!(twice.outlook(20, 0, 0), Some(Outlook::Closed { since: 16, reopens: None }));
    }
}
