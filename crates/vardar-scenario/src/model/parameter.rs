//! Parameters with priors, and the registry of every parameter that the model knows.

use super::market_parameter::MARKET;
use jiff::civil::Date;

/// One row of `parameters.csv`: a value, for one scope or for all, with the spread that it is drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Name in [`REGISTRY`].
    pub name: String,
    /// What it holds for: empty = everything, else a place, region, country, link, corridor, country pair, stream or series site,
    /// as the parameter's [`Scope`] allows. The most specific row wins.
    pub site: String,
    /// First day on which it holds; `None` = from the start. A later row of the same name and site replaces an earlier one.
    pub from: Option<Date>,
    /// The central value, used with `--fixed-parameters`.
    pub value: f64,
    /// How members draw it.
    pub distribution: Distribution,
    /// `data`, `literature`, `fitted` or `guess`.
    pub status: String,
    /// Where the row comes from.
    pub source: String,
}

/// How an ensemble member draws a parameter. `low` and `high` are the 5 % and 95 % points, or the bounds of `Uniform`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Distribution {
    /// `fixed`: always the value.
    Fixed,
    /// `uniform` between the bounds.
    Uniform {
        /// Lower bound.
        low: f64,
        /// Upper bound.
        high: f64,
    },
    /// `normal`, truncated to the parameter's range.
    Normal {
        /// 5 % point.
        low: f64,
        /// 95 % point.
        high: f64,
    },
    /// `lognormal`.
    Lognormal {
        /// 5 % point, above 0.
        low: f64,
        /// 95 % point.
        high: f64,
    },
}

/// Which sites a parameter may be given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Only one value for the whole model.
    Global,
    /// Place, region, country, or empty.
    Place,
    /// Region, country, or empty.
    Area,
    /// Country, or empty.
    Country,
    /// Link, corridor, country pair, or empty.
    Link,
    /// Link, corridor, country pair, country (of the near side), or empty: for gated links only.
    Border,
    /// Stream, or empty.
    Stream,
    /// Site of an observed series, or empty.
    Series,
    /// Group, or empty.
    Group,
}

/// A parameter that the model knows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ParameterKind {
    /// Name in files.
    pub name: &'static str,
    /// Unit in words.
    pub unit: &'static str,
    /// Smallest allowed value.
    pub min: f64,
    /// Largest allowed value.
    pub max: f64,
    /// Value when no row gives one.
    pub default: f64,
    /// Sites that it may be given for.
    pub scope: Scope,
    /// True if it may change on a date.
    pub dated: bool,
    /// What it means, one sentence.
    pub meaning: &'static str,
}

/// Every parameter of the model.
pub const REGISTRY: &[ParameterKind] = &join::<{ ROUTE.len() }, { MARKET.len() }, { ROUTE.len() + MARKET.len() }>(ROUTE, MARKET);

const fn join<const A: usize, const B: usize, const N: usize>(a: &[ParameterKind], b: &[ParameterKind]) -> [ParameterKind; N] {
    let mut all = [a[0]; N];
    let mut at = 0;
    while at < N {
        all[at] = if at < A { a[at] } else { b[at - A] };
        at += 1;
    }
    all
}

/// Parameters of the route, its counts and their forecast.
const ROUTE: &[ParameterKind] = &[
    ParameterKind {
        name: "stay_hours",
        unit: "hours",
        min: 0.0,
        max: 100_000.0,
        default: 6.0,
        scope: Scope::Place,
        dated: true,
        meaning: "mean time that people rest at a place before they move on, when their way is open",
    },
    ParameterKind {
        name: "travel_time_factor",
        unit: "ratio",
        min: 0.05,
        max: 20.0,
        default: 1.0,
        scope: Scope::Link,
        dated: false,
        meaning: "travel time relative to the range in links.csv",
    },
    ParameterKind {
        name: "irregular_time_factor",
        unit: "ratio",
        min: 0.05,
        max: 100.0,
        default: 4.0,
        scope: Scope::Border,
        dated: false,
        meaning: "travel time of an irregular crossing relative to the range in links.csv",
    },
    ParameterKind {
        name: "inflow_coverage",
        unit: "ratio",
        min: 0.01,
        max: 2.0,
        default: 1.0,
        scope: Scope::Stream,
        dated: true,
        meaning: "people reported in inflow.csv per person who really came",
    },
    ParameterKind {
        name: "initial_factor",
        unit: "ratio",
        min: 0.0,
        max: 20.0,
        default: 1.0,
        scope: Scope::Place,
        dated: false,
        meaning: "people already on the way relative to initial.csv",
    },
    ParameterKind {
        name: "coverage",
        unit: "ratio",
        min: 0.0,
        max: 2.0,
        default: 1.0,
        scope: Scope::Series,
        dated: true,
        meaning: "people reported per person counted by the model, regular channel and stocks",
    },
    ParameterKind {
        name: "coverage_irregular",
        unit: "ratio",
        min: 0.0,
        max: 2.0,
        default: 1.0,
        scope: Scope::Series,
        dated: true,
        meaning: "people reported per irregular arrival",
    },
    ParameterKind {
        name: "dispersion",
        unit: "size",
        min: 0.05,
        max: 1e9,
        default: 20.0,
        scope: Scope::Series,
        dated: true,
        meaning: "size k of the negative binomial of the reported count: variance = mean + mean²/k",
    },
    ParameterKind {
        name: "rounded_to",
        unit: "people",
        min: 1.0,
        max: 100_000.0,
        default: 1.0,
        scope: Scope::Series,
        dated: true,
        meaning: "people to whose multiples the reported counts are rounded; 1 = they are not",
    },
    ParameterKind {
        name: "batched",
        unit: "probability",
        min: 0.0,
        max: 1.0,
        default: 0.0,
        scope: Scope::Series,
        dated: true,
        meaning: "probability that the count of a day is reported as 0 and added to that of the next day, if no earlier one is",
    },
    ParameterKind {
        name: "news_delay_days",
        unit: "days",
        min: 0.0,
        max: 60.0,
        default: 1.0,
        scope: Scope::Global,
        dated: false,
        meaning: "days that news of a regime needs to travel one country upstream",
    },
    ParameterKind {
        name: "route_scale_days",
        unit: "days",
        min: 0.01,
        max: 100.0,
        default: 0.5,
        scope: Scope::Global,
        dated: false,
        meaning: "scale of the logit: how many days of generalised cost make a clear preference",
    },
    ParameterKind {
        name: "attraction_days",
        unit: "days",
        min: 0.0,
        max: 1000.0,
        default: 3.0,
        scope: Scope::Global,
        dated: false,
        meaning: "days of generalised cost that people accept for a destination e times as attractive",
    },
    ParameterKind {
        name: "closed_wait_days",
        unit: "days",
        min: 0.0,
        max: 10_000.0,
        default: 60.0,
        scope: Scope::Global,
        dated: false,
        meaning: "wait that people expect at a border closed to them; the largest expected wait",
    },
    ParameterKind {
        name: "closure_memory",
        unit: "ratio",
        min: 0.0,
        max: 100.0,
        default: 1.0,
        scope: Scope::Global,
        dated: false,
        meaning: "days of further closure that people expect per day that a border has been closed to them",
    },
    ParameterKind {
        name: "patience_days",
        unit: "days",
        min: 0.01,
        max: 10_000.0,
        default: 10.0,
        scope: Scope::Global,
        dated: false,
        meaning: "expected wait at which half of the full hazards of leaving a queue apply",
    },
    ParameterKind {
        name: "onward_despite_closure",
        unit: "ratio",
        min: 0.0,
        max: 1.0,
        default: 0.05,
        scope: Scope::Place,
        dated: true,
        meaning: "leaving rate of people whose way on is closed, relative to an open way",
    },
    ParameterKind {
        name: "settle_per_day",
        unit: "per day",
        min: 0.0,
        max: 10.0,
        default: 0.0,
        scope: Scope::Place,
        dated: true,
        meaning: "full hazard of asking for asylum here while the way on is closed",
    },
    ParameterKind {
        name: "turn_back_per_day",
        unit: "per day",
        min: 0.0,
        max: 10.0,
        default: 0.0,
        scope: Scope::Place,
        dated: true,
        meaning: "full hazard of turning back and leaving the route while the way on is closed",
    },
    ParameterKind {
        name: "turn_back_factor",
        unit: "ratio",
        min: 0.0,
        max: 100.0,
        default: 1.0,
        scope: Scope::Group,
        dated: false,
        meaning: "turning back of a group relative to turn_back_per_day: few return to a war",
    },
    ParameterKind {
        name: "detour_per_day",
        unit: "per day",
        min: 0.0,
        max: 10.0,
        default: 0.0,
        scope: Scope::Border,
        dated: true,
        meaning: "full hazard of giving up a queue for another link",
    },
    ParameterKind {
        name: "irregular_per_day",
        unit: "per day",
        min: 0.0,
        max: 10.0,
        default: 0.0,
        scope: Scope::Border,
        dated: true,
        meaning: "full hazard of crossing irregularly while waiting at a border",
    },
    ParameterKind {
        name: "shelter_per_day",
        unit: "per day",
        min: 0.0,
        max: 10.0,
        default: 0.0,
        scope: Scope::Place,
        dated: true,
        meaning: "full hazard of moving to a reception centre one link away while the way on is closed",
    },
    ParameterKind {
        name: "slowed_per_day",
        unit: "people per day",
        min: 0.0,
        max: 1e9,
        default: 1000.0,
        scope: Scope::Border,
        dated: true,
        meaning: "people a day through a border that is metered without a published number",
    },
    ParameterKind {
        name: "pace_jitter",
        unit: "log, sd",
        min: 0.0,
        max: 3.0,
        default: 0.35,
        scope: Scope::Area,
        dated: false,
        meaning: "how much the pace at which people leave places scatters from day to day",
    },
    ParameterKind {
        name: "pace_drift",
        unit: "log, sd per day",
        min: 0.0,
        max: 1.0,
        default: 0.15,
        scope: Scope::Area,
        dated: false,
        meaning: "how fast the usual pace at which people leave places drifts",
    },
    ParameterKind {
        name: "pace_memory",
        unit: "days",
        min: 1.0,
        max: 10000.0,
        default: 20.0,
        scope: Scope::Area,
        dated: false,
        meaning: "days after which a drift of the pace has faded to a third",
    },
    ParameterKind {
        name: "weekday_memory",
        unit: "days",
        min: 0.0,
        max: 10000.0,
        default: 60.0,
        scope: Scope::Area,
        dated: false,
        meaning: "days of counted departures from which forecasts learn on which days of the week people leave; below 28 they learn nothing of it",
    },
    ParameterKind {
        name: "irregular_drift",
        unit: "log, sd per day",
        min: 0.0,
        max: 1.0,
        default: 0.15,
        scope: Scope::Country,
        dated: false,
        meaning: "how fast the rate of irregular crossings drifts",
    },
    ParameterKind {
        name: "count_error",
        unit: "ratio, sd",
        min: 0.0,
        max: 3.0,
        default: 0.03,
        scope: Scope::Series,
        dated: false,
        meaning: "scatter of one day's count about the people whom it counts, when the true number is known",
    },
    ParameterKind {
        name: "cutoff_error",
        unit: "share of a day, sd",
        min: 0.0,
        max: 0.5,
        default: 0.07,
        scope: Scope::Series,
        dated: false,
        meaning: "scatter of the hour at which a day of counting ends: whom a day leaves out, the next counts",
    },
    ParameterKind {
        name: "present_error",
        unit: "ratio, sd",
        min: 0.001,
        max: 3.0,
        default: 0.3,
        scope: Scope::Series,
        dated: false,
        meaning: "scatter of a report of people present about the people who are there",
    },
    ParameterKind {
        name: "coverage_drift",
        unit: "log, sd per day",
        min: 0.0,
        max: 1.0,
        default: 0.008,
        scope: Scope::Series,
        dated: false,
        meaning: "how fast the coverage of a count drifts",
    },
    ParameterKind {
        name: "inflow_smoothing",
        unit: "share",
        min: 0.001,
        max: 1.0,
        default: 0.15,
        scope: Scope::Stream,
        dated: false,
        meaning: "weight of the newest day in the level of the inflow",
    },
    ParameterKind {
        name: "inflow_drift",
        unit: "log, sd per day",
        min: 0.0,
        max: 1.0,
        default: 0.1,
        scope: Scope::Stream,
        dated: false,
        meaning: "how fast the level of the inflow drifts on days that are not known yet",
    },
    ParameterKind {
        name: "cap_drift",
        unit: "log, sd per day",
        min: 0.0,
        max: 1.0,
        default: 0.1,
        scope: Scope::Border,
        dated: false,
        meaning: "how fast the number let through drifts away from the number named in the timeline, and back within a month",
    },
    ParameterKind {
        name: "border_capacity",
        unit: "people per day",
        min: 1.0,
        max: 1e9,
        default: 10000.0,
        scope: Scope::Border,
        dated: false,
        meaning: "people a day that a border passes when no number is named, until counts have shown it",
    },
    ParameterKind {
        name: "ceiling_memory",
        unit: "days",
        min: 1.0,
        max: 10000.0,
        default: 60.0,
        scope: Scope::Border,
        dated: false,
        meaning: "days after which the largest count of people who passed a border is forgotten by two thirds; more may come than ever did: set it long",
    },
    ParameterKind {
        name: "border_capacity_drift",
        unit: "log, sd per day",
        min: 0.0,
        max: 3.0,
        default: 0.1,
        scope: Scope::Border,
        dated: false,
        meaning: "how fast a border slows down or speeds up without a word; forgotten within ten days",
    },
    ParameterKind {
        name: "reopening_per_day",
        unit: "per day",
        min: 0.0,
        max: 1.0,
        default: 0.3,
        scope: Scope::Border,
        dated: false,
        meaning: "probability that a border that has just closed without a known end opens again on the next day",
    },
    ParameterKind {
        name: "reopening_fades",
        unit: "days",
        min: 0.1,
        max: 1000.0,
        default: 3.0,
        scope: Scope::Border,
        dated: false,
        meaning: "days of closure after which that probability has fallen to a third",
    },
    ParameterKind {
        name: "prolonged_share",
        unit: "share",
        min: 0.0,
        max: 1.0,
        default: 0.33,
        scope: Scope::Border,
        dated: false,
        meaning: "probability that a closure with a known end goes on for as long again",
    },
    ParameterKind {
        name: "restriction_per_day",
        unit: "per day",
        min: 0.0,
        max: 1.0,
        default: 0.005,
        scope: Scope::Border,
        dated: false,
        meaning: "probability that a border becomes much slower from one day to the next without a word",
    },
    ParameterKind {
        name: "throttle_begins_per_day",
        unit: "per day",
        min: 0.0,
        max: 1.0,
        default: 0.01,
        scope: Scope::Border,
        dated: false,
        meaning: "probability per day that a border begins to hold people back without a word, before the counts speak",
    },
    ParameterKind {
        name: "throttle_ends_per_day",
        unit: "per day",
        min: 0.0,
        max: 1.0,
        default: 0.07,
        scope: Scope::Border,
        dated: false,
        meaning: "probability per day that a border that holds people back without a word lets them through again",
    },
    ParameterKind {
        name: "give_up_drift",
        unit: "log, sd per day",
        min: 0.0,
        max: 1.0,
        default: 0.05,
        scope: Scope::Country,
        dated: false,
        meaning: "how fast the hazards of settling and turning back drift",
    },
];
