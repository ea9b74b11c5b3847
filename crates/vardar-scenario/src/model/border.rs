//! Regimes of borders and corridors: what is allowed through, from when, and since when that was known.

use jiff::civil::Date;

/// One row of `borders.csv`.
///
/// `border` names what the entry governs, the most specific one wins: a link id, else a corridor name, else a
/// country pair `AAA-BBB` (every border link between the two). Links governed by the same entry share its `per_day`.
#[derive(Debug, Clone, PartialEq)]
pub struct RegimeEntry {
    /// When it was publicly known.
    pub announced: Date,
    /// First day on which it holds, until the next entry of the same border. May lie before the period.
    pub effective: Date,
    /// Country pair, corridor or link id.
    pub border: String,
    /// The rule.
    pub regime: Regime,
    /// For people.
    pub note: String,
    /// Where the row comes from.
    pub source: String,
}

/// What a border lets through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Regime {
    /// Everybody, at once (`open`).
    Open,
    /// So many people a day (`metered`). `None`: slowed, but no number is known; the engine uses parameter `slowed_per_day`.
    Metered(Option<u32>),
    /// Only these nationalities, at most so many a day if a number is given (`restricted`).
    Restricted {
        /// Nationalities (`;`-separated in the file) that may pass.
        eligible: Vec<String>,
        /// People a day; `None` = no cap.
        per_day: Option<u32>,
    },
    /// Nobody (`closed`).
    Closed,
}
