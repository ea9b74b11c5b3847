//! People who enter the route, people already on it, and what was counted.

use jiff::civil::Date;

/// `streams.csv`: share of a stream's people who appear at a place. Shares of one stream sum to one.
#[derive(Debug, Clone, PartialEq)]
pub struct StreamShare {
    /// Stream id (`aegean`).
    pub stream: String,
    /// Place id.
    pub place: String,
    /// Share in [0, 1].
    pub share: f64,
    /// Mix id of the stream's people (the same in every row of a stream).
    pub mix: String,
    /// Where the row comes from.
    pub source: String,
}

/// `mixes.csv`: share of a group among the people of a mix in one month. Shares of one mix and month sum to one.
/// A month without rows uses the nearest earlier month that has them, else the nearest later one.
#[derive(Debug, Clone, PartialEq)]
pub struct MixShare {
    /// First day of the month (`2015-10` in the file).
    pub month: Date,
    /// Mix id.
    pub mix: String,
    /// Group id.
    pub group: String,
    /// Share in [0, 1].
    pub share: f64,
    /// Where the row comes from.
    pub source: String,
}

/// `inflow.csv`: people of a stream reported on a day. A stream has no two rows of one date.
#[derive(Debug, Clone, PartialEq)]
pub struct InflowRow {
    /// Day.
    pub date: Date,
    /// Stream id.
    pub stream: String,
    /// People reported that day.
    pub people: u32,
    /// Where the row comes from.
    pub source: String,
}

/// `initial.csv`: people at a place, or under way on a link, when the first day begins.
#[derive(Debug, Clone, PartialEq)]
pub struct InitialStock {
    /// Place or link id.
    pub site: String,
    /// People.
    pub people: u32,
    /// Mix id that splits them into groups.
    pub mix: String,
    /// Where the row comes from.
    pub source: String,
}

/// One row of a file in `series/`: what somebody counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// File stem of the series file (`daily-arrivals`).
    pub series: String,
    /// Day.
    pub date: Date,
    /// What was counted.
    pub quantity: ObservedQuantity,
    /// Country, region or place id.
    pub site: String,
    /// People; `None` = not reported that day.
    pub people: Option<u32>,
    /// What the count means, for people.
    pub definition: String,
    /// Where the row comes from.
    pub source: String,
}

/// What a series counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObservedQuantity {
    /// People who came over a border link into a country that day (`arrivals`).
    Arrivals,
    /// People from a region who set out for a place outside it, in the same country, that day (`departures`).
    Departures,
    /// People in a place, region or country at the end of the day (`present`).
    Present,
}

impl ObservedQuantity {
    /// All quantities with their spelling in files.
    pub const ALL: [(ObservedQuantity, &'static str); 3] = [
        (ObservedQuantity::Arrivals, "arrivals"),
        (ObservedQuantity::Departures, "departures"),
        (ObservedQuantity::Present, "present"),
    ];

    /// Its spelling in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(quantity, _)| *quantity == self).map_or("", |(_, name)| name)
    }
}
