//! What the pages about the same records have cost, in a file that only grows.
//!
//! Losses add up over all pages about the same people, so one ledger is kept for all files of records that may overlap. It is a
//! file of JSON Lines: first the budget, then a line for each page, written before the page is. It is locked while it is open:
//! two commands at once cannot both take the last of the budget. Whoever holds the records can delete it, and could read the
//! records anyway: it guards what goes out against being asked for too often, not the records against their holder.

use crate::Epsilon;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// A page that was paid for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What it cost.
    #[serde(serialize_with = "as_text", deserialize_with = "from_text")]
    pub spent: Epsilon,
    /// Name of the records' file.
    pub input: String,
    /// Name of the page.
    pub page: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    #[serde(serialize_with = "as_text", deserialize_with = "from_text")]
    budget: Epsilon,
}

fn as_text<S: Serializer>(epsilon: &Epsilon, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(epsilon)
}

fn from_text<'de, D: Deserializer<'de>>(from: D) -> Result<Epsilon, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

/// Why nothing can be spent.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The file cannot be opened, locked, read or written.
    #[error("{source}")]
    Io {
        /// The ledger.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// Another command holds the ledger.
    #[error("another command is using this ledger: wait until it has ended")]
    Busy {
        /// The ledger.
        path: PathBuf,
    },
    /// A line of the file is no line of a ledger.
    #[error("line {line}: found `{found}`, expected {expected}; nothing is published while it cannot be read")]
    Broken {
        /// The ledger.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What stands there.
        found: String,
        /// What should.
        expected: &'static str,
    },
    /// The budget was set to something else before.
    #[error("found a budget of {asked}, expected {set}, which was set with the first page and cannot be changed afterwards")]
    OtherBudget {
        /// The ledger.
        path: PathBuf,
        /// The budget it has.
        set: Epsilon,
        /// What was asked for.
        asked: Epsilon,
    },
    /// Not enough is left.
    #[error("{spent} of a privacy budget of {budget} is spent, and this page would cost {asked}: it is not made")]
    SpentUp {
        /// The ledger.
        path: PathBuf,
        /// The whole budget.
        budget: Epsilon,
        /// What is spent, as text.
        spent: String,
        /// What was asked for.
        asked: Epsilon,
    },
}

/// An open ledger; nobody else can open it until it is dropped.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    file: File,
    budget: Epsilon,
    entries: Vec<Entry>,
    fresh: bool,
}

impl Ledger {
    /// Opens a ledger, or prepares a new one. A new one without a budget has what the first page costs: one page and no more.
    /// Fails at once if `cost` cannot be paid.
    ///
    /// # Errors
    /// If the file cannot be used, is broken or in use, has another budget, or has too little left.
    pub fn open(path: &Path, budget: Option<Epsilon>, cost: Epsilon) -> Result<Ledger, LedgerError> {
        let fail = |source| LedgerError::Io { path: path.to_owned(), source };
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path).map_err(fail)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => return Err(LedgerError::Busy { path: path.to_owned() }),
            Err(std::fs::TryLockError::Error(source)) => return Err(fail(source)),
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(fail)?;
        let fresh = bytes.is_empty();
        let (set, entries) = if fresh { (budget.unwrap_or(cost), Vec::new()) } else { parse(path, &bytes)? };
        let ledger = Ledger { path: path.to_owned(), file, budget: set, entries, fresh };
        if let Some(asked) = budget.filter(|asked| *asked != set) {
            return Err(LedgerError::OtherBudget { path: path.to_owned(), set, asked });
        }
        ledger.afford(cost).map(|()| ledger)
    }

    /// The whole budget.
    #[must_use]
    pub fn budget(&self) -> Epsilon {
        self.budget
    }

    /// What is spent, in thousandths.
    #[must_use]
    pub fn spent(&self) -> u64 {
        self.entries.iter().map(|entry| u64::from(entry.spent.thousandths())).sum()
    }

    /// What is left, as text.
    #[must_use]
    pub fn left(&self) -> String {
        shown(u64::from(self.budget.thousandths()).saturating_sub(self.spent()))
    }

    /// Pays for a page, on disk before this returns.
    ///
    /// # Errors
    /// If too little is left, or the file cannot be written; then the page must not be made.
    pub fn spend(&mut self, entry: Entry) -> Result<(), LedgerError> {
        self.afford(entry.spent)?;
        let fail = |source: io::Error| LedgerError::Io { path: self.path.clone(), source };
        let line = |result: serde_json::Result<String>| result.map(|line| line + "\n").map_err(|error| fail(error.into()));
        let mut text = if self.fresh { line(serde_json::to_string(&Head { budget: self.budget }))? } else { String::new() };
        text.push_str(&line(serde_json::to_string(&entry))?);
        self.file.write_all(text.as_bytes()).and_then(|()| self.file.sync_all()).map_err(fail)?;
        self.fresh = false;
        self.entries.push(entry);
        Ok(())
    }

    fn afford(&self, cost: Epsilon) -> Result<(), LedgerError> {
        if self.spent() + u64::from(cost.thousandths()) <= u64::from(self.budget.thousandths()) {
            return Ok(());
        }
        let (path, spent) = (self.path.clone(), shown(self.spent()));
        Err(LedgerError::SpentUp { path, budget: self.budget, spent, asked: cost })
    }
}

impl LedgerError {
    /// The ledger that it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            LedgerError::Io { path, .. }
            | LedgerError::Busy { path }
            | LedgerError::Broken { path, .. }
            | LedgerError::OtherBudget { path, .. }
            | LedgerError::SpentUp { path, .. } => path,
        }
    }
}

impl Drop for Ledger {
    /// A ledger that was never written to leaves no empty file behind.
    fn drop(&mut self) {
        if self.fresh {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Thousandths as a number; nothing at all is 0.
fn shown(thousandths: u64) -> String {
    u32::try_from(thousandths).ok().and_then(Epsilon::of_thousandths).map_or_else(|| "0".to_owned(), |one| one.to_string())
}

fn parse(path: &Path, bytes: &[u8]) -> Result<(Epsilon, Vec<Entry>), LedgerError> {
    const HEAD: &str = r#"a budget, like {"budget":"1"}"#;
    const ENTRY: &str = r#"a page, like {"spent":"0.5","input":"incidents.csv","page":"page.html"}"#;
    let text = String::from_utf8_lossy(bytes);
    let broken = |line: usize, found: &str, expected| {
        let found = found.chars().take(60).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
        LedgerError::Broken { path: path.to_owned(), line, found, expected }
    };
    let mut lines = text.split_inclusive('\n');
    let head = lines.next().unwrap_or_default();
    let budget = serde_json::from_str::<Head>(head).map_err(|_| broken(1, head, HEAD))?.budget;
    let mut entries = Vec::new();
    for (at, line) in lines.enumerate() {
        // A line without its end was cut off, and what it says may be too little.
        let whole = line.ends_with('\n').then(|| serde_json::from_str(line).ok()).flatten();
        entries.push(whole.ok_or_else(|| broken(at + 2, line, ENTRY))?);
    }
    Ok((budget, entries))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn epsilon(text: &str) -> Epsilon {
        text.parse().expect("an epsilon")
    }

    fn entry(spent: &str) -> Entry {
        Entry { spent: epsilon(spent), input: "a \"b\".csv".to_owned(), page: "p\n.html".to_owned() }
    }

    #[test]
    fn a_budget_is_spent_to_the_thousandth_and_no_further() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ledger.jsonl");
        for page in 0..10 {
            let mut ledger = Ledger::open(&path, Some(epsilon("1")), epsilon("0.1")).expect("open");
            assert_eq!(ledger.spent(), 100 * page);
            ledger.spend(entry("0.1")).expect("paid");
        }
        let error = Ledger::open(&path, None, epsilon("0.001")).expect_err("spent");
        assert!(error.to_string().contains("1 of a privacy budget of 1 is spent, and this page would cost 0.001"), "{error}");
        assert!(matches!(Ledger::open(&path, Some(epsilon("2")), epsilon("0.1")), Err(LedgerError::OtherBudget { .. })));
        assert_eq!(std::fs::read_to_string(&path).expect("text").lines().count(), 11);
    }

    #[test]
    fn without_a_budget_the_first_page_takes_it_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ledger.jsonl");
        let mut ledger = Ledger::open(&path, None, epsilon("0.5")).expect("open");
        assert!(matches!(Ledger::open(&path, None, epsilon("0.5")), Err(LedgerError::Busy { .. })));
        ledger.spend(entry("0.5")).expect("paid");
        assert_eq!((ledger.left().as_str(), ledger.budget()), ("0", epsilon("0.5")));
        assert!(matches!(ledger.spend(entry("0.5")), Err(LedgerError::SpentUp { .. })));
        drop(ledger);
        assert!(matches!(Ledger::open(&path, None, epsilon("0.5")), Err(LedgerError::SpentUp { .. })));
    }

    #[test]
    fn a_ledger_that_nothing_was_written_to_is_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ledger.jsonl");
        drop(Ledger::open(&path, None, epsilon("1")).expect("open"));
        assert!(!path.exists());
        assert!(matches!(Ledger::open(&path, Some(epsilon("1")), epsilon("2")), Err(LedgerError::SpentUp { .. })));
        assert!(!path.exists());
    }

    #[test]
    fn a_broken_ledger_stops_everything() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ledger.jsonl");
        let good = "{\"budget\":\"1\"}\n{\"spent\":\"0.5\",\"input\":\"a\",\"page\":\"b\"}\n";
        for (text, line) in [
            ("budget 1\n", 1),
            ("{\"budget\":\"NaN\"}\n", 1),
            ("\u{0}\n", 1),
            (&good[..good.len() - 1], 2),
            ("{\"budget\":\"1\"}\n{\"spent\":\"-1\",\"input\":\"a\",\"page\":\"b\"}\n", 2),
            ("{\"budget\":\"1\"}\n\n", 2),
        ] {
            std::fs::write(&path, text).expect("written");
            match Ledger::open(&path, None, epsilon("0.1")).expect_err(text) {
                LedgerError::Broken { line: found, .. } => assert_eq!(found, line, "{text}"),
                other => panic!("{other}"),
            }
            assert_eq!(std::fs::read_to_string(&path).expect("text"), text);
        }
        std::fs::write(&path, good).expect("written");
        assert_eq!(Ledger::open(&path, None, epsilon("0.1")).expect("open").left(), "0.5");
    }
}
