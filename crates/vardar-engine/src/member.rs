//! One member: one possible history of the whole period.

use crate::choice::{QueueNews, RouteChoice, Utility, Ways};
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
}

impl<'a> Setup<'a> {
    /// Prepares a run.
    #[must_use]
    pub fn new(network: &'a Network, seed: u64, fixed_parameters: bool) -> Self {
        Self { network, layout: RecordLayout::new(network), parameters: ParameterLayout::new(network), seed, fixed_parameters }
    }
}

/// Simulates member `number` over the whole period.
///
/// # Panics
/// If the ledger does not balance at the end of a day: that is a defect of the engine, and no result of it may be used.
#[must_use]
pub fn run_member(setup: &Setup<'_>, number: u32) -> Member {
    let parameters = MemberParameters::draw(setup.network, &setup.parameters, setup.seed, number, setup.fixed_parameters);
    run_with(setup, number, parameters)
}

/// Simulates a member with given parameters.
///
/// # Panics
/// As [`run_member`].
#[must_use]
pub fn run_with(setup: &Setup<'_>, number: u32, mut parameters: MemberParameters) -> Member {
    let network = setup.network;
    let mut state = State::empty(network);
    enter_initial(network, &parameters, setup.seed, number, &mut state);
    let mut record = Record::new(&setup.layout, network.days);
    let mut scratch = Scratch::new(network);
    let mut ways = Ways::new(network);
    let mut news = QueueNews::new(network);
    let mut choice = Utility::new(network);
    for day in 0..network.days {
        if network.parameters.change_days.binary_search(&day).is_ok() {
            parameters.set_day(&setup.parameters, day);
            choice.reset();
        }
        note_queues(network, &parameters, &state, day, &mut news);
        choice.update(network, &parameters, &news, day, &mut ways);
        ways.complete(network, &parameters, day);
        record.start_day();
        for step_of_day in 0..network.steps_per_day as usize {
            let context = StepContext {
                network,
                epoch: network.epoch(day),
                parameters: &parameters,
                ways: &ways,
                layout: &setup.layout,
                seed: setup.seed,
                member: number,
                day,
                step_of_day,
            };
            step(&context, &mut state, &mut record, &mut scratch);
        }
        record.count_stocks(&setup.layout, network, &state, day, &ways.blocked);
        let (entered, accounted) = state.ledger();
        assert_eq!(entered, accounted, "the ledger of member {number} does not balance on day {day}");
    }
    Member { number, parameters, record, state }
}
