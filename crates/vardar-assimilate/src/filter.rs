//! Sequential assimilation: an ensemble of members lives day by day, and every evening is weighed against the counts.
//!
//! What may not change: nothing here knows a count or a regime of a later day than the one just lived, and whatever an
//! analysis adds to the route or takes off it is booked (see [`vardar_engine::state::Increment`]).

use crate::analysis::adjust;
use crate::ceiling;
use crate::confront::confront;
use crate::correction::Correction;
use crate::drift::{Drift, drift_stream};
use crate::ground::Ground;
use crate::inflow::InflowModel;
use crate::particle::resample;
use crate::throttle::{Evening, Throttle, throttles, weigh};
use crate::timetable::{self, Timetable};
use crate::unrest;
use rayon::prelude::*;
use vardar_engine::member::History;
use vardar_engine::network::Network;
use vardar_engine::parameters::MemberParameters;
use vardar_engine::record::Record;
use vardar_engine::state::Stock;

/// How the members are weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Ensemble adjustment Kalman filter.
    Kalman,
    /// Particle filter with tempered weights.
    Particle,
    /// Not at all: for comparison.
    None,
}

/// One member of a filter.
#[derive(Debug, Clone)]
pub struct Particle {
    /// Where its people are.
    pub history: History,
    /// What has drifted.
    pub drift: Drift,
    /// By series: people whom it expected yesterday, if their count is still to come (see [`Filter::waiting`]).
    pub held: Vec<f64>,
    /// By series: people of the last day whom it believes to be counted with those of the next (see [`crate::cutoff`]).
    pub late: Vec<f64>,
}

/// See the head of this file.
pub struct Filter<'g, 'a> {
    /// What is shared.
    pub ground: &'g Ground<'a>,
    /// The members.
    pub particles: Vec<Particle>,
    /// Next day to be lived.
    pub day: usize,
    /// What is known of each inflow stream.
    pub inflow: Vec<InflowModel>,
    /// By series: by how much days and counts scatter more than the scenario says (a factor on variances), learned from
    /// the surprises of late.
    pub unrest: Vec<f64>,
    /// By series: true if yesterday's count was 0 and its people may be in the next one.
    pub waiting: Vec<bool>,
    /// Borders that may hold people back without a word.
    pub throttles: Vec<Throttle>,
    /// By gate: people a day that it passes as a rule where no number is named (see [`crate::ceiling`]).
    pub ceilings: Vec<Option<f64>>,
    /// By stock: what the analyses have had to add of late.
    pub corrections: Vec<Correction>,
    /// By area: on which days of the week people set out.
    pub timetables: Vec<Timetable>,
    /// The network as known today.
    pub network: Network,
    pub(crate) method: Method,
}

impl<'g, 'a> Filter<'g, 'a> {
    /// At the start of the first day.
    #[must_use]
    pub fn new(ground: &'g Ground<'a>, members: u32, method: Method) -> Self {
        let setup = &ground.setup;
        let network = ground.network.as_known(ground.scenario, ground.date(0));
        let particles = (0..members)
            .into_par_iter()
            .map(|number| {
                let parameters = MemberParameters::draw(setup.network, &setup.parameters, setup.seed, number, false, false);
                Particle {
                    history: History::begin(setup, number, parameters),
                    drift: Drift::new(&ground.plan),
                    held: vec![0.0; ground.counts.len()],
                    late: vec![0.0; ground.counts.len()],
                }
            })
            .collect();
        Self {
            ground,
            particles,
            day: 0,
            inflow: ground.inflow.iter().map(|settings| InflowModel::new(*settings)).collect(),
            unrest: vec![1.0; ground.counts.len()],
            waiting: vec![false; ground.counts.len()],
            throttles: throttles(ground),
            ceilings: ceiling::at_start(ground),
            corrections: vec![Correction::default(); ground.stocks.len()],
            timetables: vec![Timetable::default(); ground.plan.areas.len()],
            network,
            method,
        }
    }

    /// Lives a day and weighs it.
    pub fn advance(&mut self) {
        let _ = self.advance_watching(&[]);
    }

    /// The same; returns what the members believe of the day in these columns of the record, by column and member.
    pub fn advance_watching(&mut self, columns: &[usize]) -> Vec<Vec<f64>> {
        let (ground, day) = (self.ground, self.day);
        if day > 0 && ground.has_news(day) {
            self.network = ground.network.as_known(ground.scenario, ground.date(day));
            self.particles.iter_mut().for_each(|p| p.history.learn());
        }
        let inflow: Vec<f64> = ground.network.streams.iter().map(|s| f64::from(s.reported[day])).collect();
        let (network, ceilings, restless, of_weekday) = (&self.network, &self.ceilings, self.restless(), self.of_weekday(day));
        let (records, there): (Vec<Record>, Vec<Vec<u32>>) = self
            .particles
            .par_iter_mut()
            .map(|particle| {
                let mut random = drift_stream(ground.setup.seed, particle.history.number, day, 0);
                particle.drift.drift(&ground.plan, &of_weekday, &restless, false, &mut random);
                let record = live(ground, network, ceilings, particle, &inflow);
                // Counted while the member is at hand.
                let people_in = |(stock, _): &(Stock, usize)| particle.history.state.people_in(ground.network, *stock);
                (record, ground.stocks.iter().map(people_in).collect())
            })
            .unzip();
        self.inflow.iter_mut().zip(&inflow).for_each(|(model, people)| model.learn(*people));
        let of_day = |column: &usize| records.iter().map(|r| f64::from(r.on(0)[*column])).collect();
        let mut watched: Vec<Vec<f64>> = columns.par_iter().with_min_len(16).map(of_day).collect();
        if self.method != Method::None {
            let counted: Vec<Option<f64>> = ground.counts.iter().map(|days| days[day]).collect();
            ceiling::learn(ground, &counted, &mut self.ceilings);
            let counts = confront(ground, &self.network, &mut self.particles, &records, day, &mut self.unrest, &mut self.waiting);
            timetable::learn(ground, &self.network, &counts, day, &mut self.timetables);
            let scatter = self.unrest.iter().zip(&ground.count_error).map(|(unrest, error)| unrest * error * error);
            let scatter: Vec<f64> = scatter.collect();
            let evening = Evening { known: &self.network, day, counts: &counts, records: &records, scatter: &scatter };
            weigh(ground, &evening, &mut self.throttles, &mut self.particles);
            match self.method {
                Method::Kalman => {
                    let added = adjust(ground, day, counts, &mut self.particles, &there, columns, &mut watched);
                    self.corrections.iter_mut().zip(added).for_each(|(correction, people)| correction.learn(people));
                }
                _ => resample(ground, day, &counts, &self.unrest, &mut self.particles),
            }
        }
        self.day += 1;
        watched
    }

    /// By how much the intervals of a series are wider than its members make them, at least 1, from the unrest of the whole route (see
    /// [`crate::unrest`]). A series that is the report of an inflow neither surprises nor widens: how many come to the route is not news of its rules.
    #[must_use]
    pub fn width(&self, series: usize) -> f64 {
        let is_input = |series: usize| self.ground.stream_of(series, self.day.max(1) - 1).is_some();
        if is_input(series) {
            return 1.0;
        }
        let weighed = (0..self.unrest.len()).filter(|series| !is_input(*series));
        unrest::width(unrest::of_route(weighed.map(|series| self.unrest[series])))
    }

    /// By area: what the day of the week adds to the logarithm of the pace on a day.
    pub(crate) fn of_weekday(&self, day: usize) -> Vec<f64> {
        self.timetables.iter().map(|timetable| timetable.on(day)).collect()
    }

    /// By area: factor on the scatter of the pace, from the unrest of the counts of people who leave it. Counts are believed to scatter with all of
    /// the unrest, paces with its root: a surprise is as often the count's as the day's.
    pub(crate) fn restless(&self) -> Vec<f64> {
        let ground = self.ground;
        let areas = ground.plan.areas.iter().enumerate();
        areas
            .map(|(area, _)| {
                let counted = &ground.counted_leaving[area];
                if counted.is_empty() {
                    return 1.0;
                }
                (counted.iter().map(|s| self.unrest[*s]).sum::<f64>() / counted.len() as f64).sqrt().sqrt()
            })
            .collect()
    }
}

/// Lets a member live its next day; the record holds that day only.
pub(crate) fn live(
    ground: &Ground<'_>,
    network: &Network,
    ceilings: &[Option<f64>],
    particle: &mut Particle,
    inflow: &[f64],
) -> Record {
    let mut record = Record::new(&ground.setup.layout, 1);
    particle.drift.drive(&ground.plan, network, ceilings, &mut particle.history.parameters);
    particle.history.live_day(&ground.setup, network, Some(inflow), &mut record);
    record
}
