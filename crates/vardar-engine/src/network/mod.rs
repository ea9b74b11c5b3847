//! The compiled network: indices, flat arrays and schedules by day. Immutable, shared by all members.
//!
//! Places and links keep the order of the scenario's places; links are sorted by the place that they leave, so that the ways
//! on from a place are a range. Everything that depends on the date alone is laid out in [`Epoch`]s here, once.

mod compile;
mod epoch;
mod gate;
mod inflow;
mod knowledge;
mod market;
mod plan;
mod travel;

pub use compile::{CompileError, compile};
pub use epoch::Epoch;
pub use gate::{Cap, Gate, GateEntry, Outlook, Rule};
pub use inflow::{InflowStream, InitialPeople};
pub use knowledge::scenario_as_known;
pub use market::{MarketNode, Markets};
pub use plan::{ParameterPlan, PlanRow, Segments, kind};
pub use travel::travel_steps;

use jiff::civil::Date;
use std::ops::Range;
use vardar_scenario::{Mode, PlaceKind};

/// No gate, no link, no limit.
pub const NONE: u32 = u32::MAX;

/// A place as the engine sees it.
#[derive(Debug, Clone)]
pub struct PlaceNode {
    /// Id in the scenario.
    pub id: String,
    /// Index into [`Network::countries`].
    pub country: usize,
    /// Index into [`Network::regions`].
    pub region: Option<usize>,
    /// What sort of place.
    pub kind: PlaceKind,
    /// Links that leave it.
    pub out: Range<usize>,
    /// Links that lead to it, as a range of [`Network::into`].
    pub into: Range<usize>,
    /// True if it has a bed capacity on some day.
    pub has_beds: bool,
}

/// A link as the engine sees it.
#[derive(Debug, Clone)]
pub struct LinkNode {
    /// Id in the scenario.
    pub id: String,
    /// Row of `links.csv`, from 0.
    pub row: usize,
    /// Index of the place where it starts.
    pub from: usize,
    /// Index of the place where it ends.
    pub to: usize,
    /// Name of its corridor, if it has one.
    pub corridor: Option<String>,
    /// Means of transport.
    pub mode: Mode,
    /// Shortest and longest usual travel time in hours.
    pub hours: (f64, f64),
    /// True if it crosses a border.
    pub is_border: bool,
    /// True if some regime may ever govern it: only such links have queues and an irregular channel.
    pub gated: bool,
    /// Gates that may govern it, the most specific first.
    pub gates: Vec<usize>,
    /// By channel, slots of its ring of people under way: the longest possible journey in steps, plus some. 0 = no such channel.
    pub slots: [usize; 2],
    /// By channel, where its people under way start in the state: `transit + slot * cells + group`.
    pub transit: [usize; 2],
}

/// A link seen from its end: all that looking for paths backwards needs of it, close together.
#[derive(Debug, Clone, Copy)]
pub struct WayIn {
    /// Index of the link.
    pub link: u32,
    /// Index of the place where it starts.
    pub from: u32,
    /// The most specific gate that may govern it, or [`NONE`].
    pub gate: u32,
}

/// A whole compiled scenario.
#[derive(Debug, Clone)]
pub struct Network {
    /// First simulated day.
    pub start: Date,
    /// Number of simulated days.
    pub days: usize,
    /// Steps per day.
    pub steps_per_day: u32,
    /// Weight of each step of the day for inflow and capacities; sums to one.
    pub profile: Vec<f64>,
    /// Group ids.
    pub groups: Vec<String>,
    /// Groups for which a site has room: one of [`crate::people::ROOMS`].
    pub(crate) room: usize,
    /// Country codes, in order of first appearance among the places.
    pub countries: Vec<String>,
    /// Places of each country.
    pub places_of_country: Vec<Vec<usize>>,
    /// Region ids, likewise.
    pub regions: Vec<String>,
    /// Country of each region.
    pub region_country: Vec<usize>,
    /// Places.
    pub places: Vec<PlaceNode>,
    /// Links, sorted by the place that they leave.
    pub links: Vec<LinkNode>,
    /// The links again, sorted by the place that they lead to.
    pub into: Vec<WayIn>,
    /// Gates: what one regime timeline governs.
    pub gates: Vec<Gate>,
    /// Border crossings between a country and the near side of a gate: `[country * gates + gate]`; `NONE` if it is not downstream.
    pub hops: Vec<u32>,
    /// `ln` of the share of a group that wants to end at a place: `[place * groups + group]`; minus infinity if none does.
    pub attraction: Vec<f64>,
    /// Date-dependent facts, and which of them holds on each day.
    pub epochs: Vec<Epoch>,
    /// Index into `epochs` by day.
    pub epoch_of_day: Vec<usize>,
    /// Places where somebody may enter the route, in order.
    pub entrances: Vec<usize>,
    /// Who enters the route.
    pub streams: Vec<InflowStream>,
    /// Who is on it already.
    pub initial: Vec<InitialPeople>,
    /// How parameters are drawn and which row holds where.
    pub parameters: ParameterPlan,
    /// Numbers in the ring buffers of people under way.
    pub transit_len: usize,
    /// Places from the sources down the route: where links form no circle, every place comes after those that lead to it.
    pub downstream: Vec<usize>,
    /// By place: true if a reception centre is one ungated link away, and the place is none itself.
    pub has_shelter: Vec<bool>,
    /// True if a place can be reached from a country over any links: `[country * places + place]`.
    pub reaches: Vec<bool>,
    /// Where irregular crossings have a market; `None`: a plain leak stands for them.
    pub markets: Option<Markets>,
}

impl Network {
    /// Groups of people: what they do depends on the place and the group.
    #[must_use]
    #[inline]
    pub fn group_count(&self) -> usize {
        self.groups.len()
    }

    /// Numbers in which the people at one site are counted: one for each group, then some that are always zero: see the room in
    /// `people.rs`.
    #[must_use]
    #[inline]
    pub fn cell_count(&self) -> usize {
        self.room
    }

    /// True if a rule lets nobody pass.
    #[must_use]
    pub fn shuts(&self, rule: &Rule) -> bool {
        (0..self.group_count()).all(|group| !rule.admits(group))
    }

    /// Where the people at a place or link stand in an array of counts.
    #[must_use]
    #[inline]
    pub fn cells(&self, site: usize) -> Range<usize> {
        let cells = self.cell_count();
        site * cells..(site + 1) * cells
    }

    /// Market at the border that a link crosses.
    #[must_use]
    #[inline]
    pub fn market_of(&self, link: usize) -> Option<usize> {
        let market = self.markets.as_ref()?.of_link[link];
        (market != NONE).then_some(market as usize)
    }

    /// Hours in a step.
    #[must_use]
    pub fn step_hours(&self) -> f64 {
        24.0 / f64::from(self.steps_per_day)
    }

    /// Facts of a day.
    #[must_use]
    pub fn epoch(&self, day: usize) -> &Epoch {
        &self.epochs[self.epoch_of_day[day.min(self.days - 1)]]
    }

    /// Gate that governs a link on a day, if any entry is in force.
    #[must_use]
    pub fn gate_of(&self, day: usize, link: usize) -> Option<usize> {
        self.epoch(day).gate_of(link)
    }
}
