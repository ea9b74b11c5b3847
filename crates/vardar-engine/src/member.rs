//! One member: one possible history of the whole period.

mod saved;

pub use saved::SavedHistory;

use crate::choice::{QueueNews, RouteChoice, Utility, Ways};
use crate::market::Market;
use crate::network::Network;
use crate::parameters::{MemberParameters, ParameterLayout};
use crate::record::{Record, RecordLayout};
use crate::state::State;
use crate::step::{Scratch, StepContext, enter_initial, note_queues, step};

/// What a finished member hands back.
#[derive(Debug, Clone)]
pub struct Member {
    /// Number of the member in the ensemble.
    pub number: u32,
    /// What it believed.
    pub parameters: MemberParameters,
    /// What happened.
    pub record: Record,
    /// Where everybody is at the end.
    pub state: State,
    /// Where the markets stand at the end; empty without any.
    pub market: Market,
}

/// What all members of a run share.
#[derive(Debug, Clone)]
pub struct Setup<'a> {
    /// The compiled scenario.
    pub network: &'a Network,
    /// Columns of the record.
    pub layout: RecordLayout,
    /// Which parameter holds where.
    pub parameters: ParameterLayout,
    /// Seed of the run.
    pub seed: u64,
    /// True: every member takes the central values.
    pub fixed_parameters: bool,
    /// True: parameters that are guesses are drawn a second time, all others as ever. Two runs that differ in this alone show how
    /// much of a spread comes from guesses.
    pub other_guesses: bool,
}

impl<'a> Setup<'a> {
    /// Prepares a run.
    #[must_use]
    pub fn new(network: &'a Network, seed: u64, fixed_parameters: bool) -> Self {
        Self {
            network,
            layout: RecordLayout::new(network),
            parameters: ParameterLayout::new(network),
            seed,
            fixed_parameters,
            other_guesses: false,
        }
    }
}

/// Simulates member `number` over the whole period.
///
/// # Panics
/// If the ledger does not balance at the end of a day: that is a defect of the engine, and no result of it may be used.
#[must_use]
pub fn run_member(setup: &Setup<'_>, number: u32) -> Member {
    let (fixed, other_guesses) = (setup.fixed_parameters, setup.other_guesses);
    let parameters = MemberParameters::draw(setup.network, &setup.parameters, setup.seed, number, fixed, other_guesses);
    run_with(setup, number, parameters)
}

/// Simulates a member with given parameters.
///
/// # Panics
/// As [`run_member`].
#[must_use]
pub fn run_with(setup: &Setup<'_>, number: u32, parameters: MemberParameters) -> Member {
    let network = setup.network;
    let mut history = History::begin(setup, number, parameters);
    let mut record = Record::new(&setup.layout, network.days);
    for _ in 0..network.days {
        history.live_day(setup, network, None, &mut record);
    }
    Member { number, parameters: history.parameters, record, state: history.state, market: history.market }
}

/// A member under way, day by day. A copy of it is a branch: what a filter weighs and a forecast continues.
#[derive(Debug, Clone)]
pub struct History {
    /// Number of the member in the ensemble.
    pub number: u32,
    /// What it believes today.
    pub parameters: MemberParameters,
    /// Where everybody is.
    pub state: State,
    /// Next day to be lived, from 0.
    pub day: usize,
    /// Where irregular crossings have a market: prices, supply and what follows from them.
    pub market: Market,
    ways: Ways,
    news: QueueNews,
    choice: Utility,
    scratch: Scratch,
}

impl History {
    /// At the start of the first day.
    #[must_use]
    pub fn begin(setup: &Setup<'_>, number: u32, parameters: MemberParameters) -> Self {
        let network = setup.network;
        let mut state = State::empty(network);
        let mut market = Market::new(network, &parameters);
        enter_initial(network, &parameters, &mut market, setup.seed, number, &mut state);
        Self {
            number,
            parameters,
            state,
            day: 0,
            market,
            ways: Ways::new(network),
            news: QueueNews::new(network),
            choice: Utility::new(network),
            scratch: Scratch::new(network),
        }
    }

    /// Lives one day and adds it to the record. `network` is the setup's, or the same as known on some day
    /// ([`Network::as_known`]); `inflow` replaces the people reported to enter, by stream.
    ///
    /// # Panics
    /// If the ledger does not balance at the end of the day: that is a defect of the engine, and no result of it may be used.
    pub fn live_day(&mut self, setup: &Setup<'_>, network: &Network, inflow: Option<&[f64]>, record: &mut Record) {
        let day = self.day;
        self.state.fetch(network);
        self.parameters.travel.fetch();
        if network.parameters.change_days.binary_search(&day).is_ok() {
            if self.parameters.set_day(&setup.parameters, day) {
                self.choice.reset();
            } else {
                self.choice.rates_changed();
            }
        }
        note_queues(network, &self.parameters, &self.state, day, &mut self.news);
        self.choice.update(network, &self.parameters, &self.news, day, &mut self.ways);
        self.market.begin_day(&self.parameters, (setup.seed, self.number), &self.state, day);
        self.ways.complete(network, &self.parameters);
        record.start_day();
        for step_of_day in 0..network.steps_per_day as usize {
            let context = StepContext {
                network,
                epoch: network.epoch(day),
                parameters: &self.parameters,
                ways: &self.ways,
                news: &self.news,
                layout: &setup.layout,
                inflow,
                seed: setup.seed,
                member: self.number,
                day,
                step_of_day,
            };
            step(&context, &mut self.state, &mut self.market, record, &mut self.scratch);
        }
        if network.markets.is_some() {
            record.count_market(&setup.layout, network, &self.market);
        }
        let (entered, accounted) = self.state.ledger();
        assert_eq!(entered, accounted, "the ledger of member {} does not balance on day {day}", self.number);
        self.day += 1;
    }

    /// Says that the facts known have changed: every choice is made afresh.
    pub fn learn(&mut self) {
        self.choice.reset();
    }
}
