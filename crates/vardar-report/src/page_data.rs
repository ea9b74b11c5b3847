//! The data of a page, as its script reads it from the one JSON element.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::events::Event;
use crate::map::MapData;
use crate::pool::PooledSeries;

/// Everything that the page's script needs.
#[derive(Debug, Serialize)]
pub(crate) struct PageData {
    /// First day, ISO 8601.
    pub(crate) start: String,
    /// Number of days.
    pub(crate) days: usize,
    /// Daily series; charts and map refer to them by index.
    pub(crate) series: Vec<PooledSeries>,
    /// Charts by the id of their element.
    pub(crate) charts: BTreeMap<String, Chart>,
    /// Border events of the period.
    pub(crate) events: Vec<Event>,
    /// The route, if it is shown.
    pub(crate) map: Option<MapData>,
}

impl PageData {
    /// The data of a page whose drawings need no script.
    pub(crate) fn of_drawings(start: jiff::civil::Date) -> Self {
        let (series, charts, events) = (Vec::new(), BTreeMap::new(), Vec::new());
        Self { start: start.to_string(), days: 1, series, charts, events, map: None }
    }

    /// True if the page's script has anything to draw.
    pub(crate) fn is_drawn(&self) -> bool {
        !self.charts.is_empty() || self.map.is_some()
    }
}

/// What one chart shows.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Chart {
    /// Median with 50 % and 90 % bands, observed values, capacity and events where there are any.
    Bands {
        /// Index of the series.
        series: usize,
        /// What is counted: `people a day`, `people present`.
        unit: &'static str,
        /// Steps of the capacity: day from which it holds, beds or null.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        capacity: Vec<(usize, Option<u32>)>,
        /// Numbers of the events that are marked.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        events: Vec<usize>,
        /// Last day of which anything is known: what follows is a forecast.
        #[serde(skip_serializing_if = "Option::is_none")]
        origin: Option<usize>,
        /// What a value is a sum over, if not over its day.
        #[serde(skip_serializing_if = "Option::is_none")]
        steps: Option<Steps>,
        /// True for a chart of a grid of many.
        small: bool,
    },
    /// Two series with their 90 % bands, and observed values of the first where there are any.
    Pair {
        /// Indices of the series.
        series: [usize; 2],
        /// Names of the series.
        labels: [&'static str; 2],
        /// What is counted.
        unit: &'static str,
        /// Numbers of the events that are marked.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        events: Vec<usize>,
    },
    /// Shares by group, for one of several choices.
    Shares {
        /// What can be chosen.
        choices: Vec<ShareChoice>,
    },
    /// Difference of two runs with bands around zero, and both runs' medians.
    Difference {
        /// Index of the difference.
        series: usize,
        /// Index of the first run's series, if the table has it.
        baseline: Option<usize>,
        /// Index of the second run's.
        alternative: Option<usize>,
        /// Names of the two runs.
        labels: [String; 2],
        /// What is counted.
        unit: &'static str,
    },
}

impl Chart {
    /// What one value is about: `day`, `week`, `month`.
    pub(crate) fn every(&self) -> &'static str {
        match self {
            Self::Bands { steps: Some(steps), .. } => steps.every,
            _ => "day",
        }
    }
}

/// Sums over periods of days, each of which has the same value on all its days.
#[derive(Debug, Serialize)]
pub(crate) struct Steps {
    /// `week` or `month`.
    pub(crate) every: &'static str,
    /// First days of the periods.
    pub(crate) starts: Vec<usize>,
}

/// One choice of a chart of shares.
#[derive(Debug, Serialize)]
pub(crate) struct ShareChoice {
    /// Name of the choice.
    pub(crate) label: String,
    /// Sentence that says the same in words.
    pub(crate) summary: String,
    /// Groups, the largest first.
    pub(crate) groups: Vec<ShareGroup>,
}

/// A group in a chart of shares.
#[derive(Debug, Serialize)]
pub(crate) struct ShareGroup {
    /// Name for people.
    pub(crate) name: String,
    /// Index of the series.
    pub(crate) series: usize,
}
