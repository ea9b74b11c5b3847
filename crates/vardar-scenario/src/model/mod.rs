//! The tables of a scenario, one file per concept. Plain data: no behaviour beyond looking things up.

mod border;
mod flow;
mod market_parameter;
mod network;
mod parameter;
mod target;
mod what_if;

pub use border::*;
pub use flow::*;
pub use market_parameter::is_of_market;
pub use network::*;
pub use parameter::*;
pub use target::*;
pub use what_if::*;

use jiff::civil::Date;

/// A whole scenario: every table of the folder, in file order.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Short machine name, `[a-z0-9-]+`, as in `scenario.toml`.
    pub name: String,
    /// One line for people.
    pub title: String,
    /// A paragraph for people.
    pub description: String,
    /// First and last simulated day.
    pub period: Period,
    /// Time step and route choice.
    pub engine: EngineSettings,
    /// What a forecast may lean on.
    pub forecast: ForecastSettings,
    /// The market for irregular crossings.
    pub market: MarketSettings,
    /// `places.csv`.
    pub places: Vec<Place>,
    /// `capacities.csv` (optional file): capacities that change on a date.
    pub capacities: Vec<CapacityChange>,
    /// `links.csv`.
    pub links: Vec<Link>,
    /// `borders.csv`: the timeline of regimes.
    pub borders: Vec<RegimeEntry>,
    /// `groups.csv`.
    pub groups: Vec<Group>,
    /// `attractions.csv`: how each group's people spread over destinations.
    pub attractions: Vec<Attraction>,
    /// `streams.csv`: where the people of an inflow stream appear.
    pub streams: Vec<StreamShare>,
    /// `mixes.csv`: shares of the groups per month.
    pub mixes: Vec<MixShare>,
    /// `inflow.csv`: people per day and stream, as reported.
    pub inflow: Vec<InflowRow>,
    /// `initial.csv`: people already on the way on the first day.
    pub initial: Vec<InitialStock>,
    /// `series/*.csv`: what was observed.
    pub observations: Vec<Observation>,
    /// `parameters.csv`.
    pub parameters: Vec<Parameter>,
    /// `targets.csv` (optional file): figures that the model is held against.
    pub targets: Vec<Target>,
    /// `what_ifs.csv` (optional file): changes under a name. They change nothing until they are asked for.
    pub what_ifs: Vec<WhatIfRow>,
}

/// First and last day of the simulation, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First simulated day.
    pub start: Date,
    /// Last simulated day.
    pub end: Date,
}

impl Period {
    /// Number of days, at least 1.
    #[must_use]
    pub fn days(&self) -> usize {
        usize::try_from((self.end - self.start).get_days()).unwrap_or(0) + 1
    }

    /// Index of a date from the first day on (0), or `None` outside the period.
    #[must_use]
    pub fn index_of(&self, date: Date) -> Option<usize> {
        (date >= self.start && date <= self.end).then(|| usize::try_from((date - self.start).get_days()).unwrap_or(0))
    }

    /// The date of day `index`.
    #[must_use]
    pub fn date(&self, index: usize) -> Date {
        self.start.saturating_add(jiff::Span::new().days(i64::try_from(index).unwrap_or(i64::MAX).min(3_000_000)))
    }
}

/// `[engine]` of `scenario.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct EngineSettings {
    /// Steps per day: a divisor of 24. Six-hour steps are 4.
    pub steps_per_day: u32,
    /// Rule by which people choose their next link.
    pub route_choice: RouteChoiceRule,
    /// Weight of each step of a day for capacities and inflow; `steps_per_day` non-negative numbers that sum to one.
    pub step_profile: Vec<f64>,
}

/// `[forecast]` of `scenario.toml`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ForecastSettings {
    /// Rows of `parameters.csv` that begin after this day were set with later counts in view: forecasts leave them out.
    pub parameters_until: Option<Date>,
}

/// `[market]` of `scenario.toml`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MarketSettings {
    /// True: irregular crossings have a market with demand, supply, prices, debt and exploitation; false: a plain leak,
    /// `irregular_per_day`, stands for them.
    pub enabled: bool,
}

/// Which route choice the engine uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteChoiceRule {
    /// Multinomial logit on the best path that a link opens (`utility`).
    Utility,
}
