//! Sequential assimilation: an ensemble of members lives day by day, and every evening is weighed against the counts.
//!
//! What may not change: nothing here knows a count or a regime of a later day than the one just lived, and whatever an
//! analysis adds to the route or takes off it is booked (see [`vardar_engine::state::Increment`]).

use crate::drift::{Drift, drift_stream};
use crate::ground::Ground;
use crate::inflow::InflowModel;
use crate::kalman::{Adjustment, moments};
use rayon::prelude::*;
use vardar_engine::draw::{Purpose, Stream};
use vardar_engine::member::History;
use vardar_engine::network::Network;
use vardar_engine::parameters::MemberParameters;
use vardar_engine::record::Record;

/// A count further off than so many standard deviations weighs as if it were that far.
const GROSS: f64 = 4.0;

/// How fast the unrest of a series follows its surprises, and how far it goes.
const UNREST_RATE: f64 = 0.05;
const UNREST_RANGE: (f64, f64) = (0.2, 12.0);

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
    /// The network as known today.
    pub network: Network,
    method: Method,
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
                let parameters = MemberParameters::draw(setup.network, &setup.parameters, setup.seed, number, false);
                Particle { history: History::begin(setup, number, parameters), drift: Drift::new(&ground.plan) }
            })
            .collect();
        Self {
            ground,
            particles,
            day: 0,
            inflow: ground.inflow.iter().map(|settings| InflowModel::new(*settings)).collect(),
            unrest: vec![1.0; ground.counts.len()],
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
        let (network, restless) = (&self.network, self.restless());
        let records: Vec<Record> = self
            .particles
            .par_iter_mut()
            .map(|particle| {
                let mut random = drift_stream(ground.setup.seed, particle.history.number, day, 0);
                particle.drift.drift(&ground.plan, &restless, false, &mut random);
                live(ground, network, particle, Some(&inflow))
            })
            .collect();
        self.inflow.iter_mut().zip(&inflow).for_each(|(model, people)| model.learn(*people));
        let of_day = |column: &usize| records.iter().map(|r| f64::from(r.on(0)[*column])).collect();
        let mut watched: Vec<Vec<f64>> = columns.iter().map(of_day).collect();
        match self.method {
            Method::Kalman => self.adjust(&records, columns, &mut watched),
            Method::Particle => self.resample(&records),
            Method::None => {}
        }
        self.day += 1;
        watched
    }

    /// By area: factor on the scatter of the pace, from the unrest of the counts of people who leave it.
    pub(crate) fn restless(&self) -> Vec<f64> {
        let ground = self.ground;
        let areas = ground.plan.areas.iter().enumerate();
        areas
            .map(|(area, _)| {
                let counted = &ground.counted_leaving[area];
                if counted.is_empty() {
                    return 1.0;
                }
                (counted.iter().map(|s| self.unrest[*s]).sum::<f64>() / counted.len() as f64).sqrt()
            })
            .collect()
    }

    /// Variance of a day's count about the people who came, given what is expected.
    fn error_of(&self, series: usize, expected: f64, counted: f64) -> f64 {
        let middle = 0.5 * (expected + counted);
        let relative = self.ground.count_error[series];
        middle + self.unrest[series] * relative * relative * middle * middle + 1.0
    }

    /// The counts of the day just lived, flows first.
    fn confront(&mut self, records: &[Record]) -> Vec<Confronted> {
        let (ground, day) = (self.ground, self.day);
        let mut confronted = Vec::new();
        for (index, series) in ground.observation.series.iter().enumerate() {
            let Some(counted) = ground.counts[index][day] else { continue };
            if ground.stream_of(index, day).is_some() {
                continue;
            }
            let predicted: Vec<f64> = self
                .particles
                .iter()
                .zip(records)
                .map(|(p, record)| series.mean(&p.history.parameters, record.on(0), day) * libm::exp(p.drift.coverage[index]))
                .collect();
            let (mean, variance) = moments(&predicted);
            let error = self.error_of(index, mean, counted);
            let surprise = (counted - mean) * (counted - mean);
            let relative = (surprise / (variance + error)).min(GROSS * GROSS);
            let step = libm::exp(UNREST_RATE * (relative.min(6.0) - 1.0));
            self.unrest[index] = (self.unrest[index] * step).clamp(UNREST_RANGE.0, UNREST_RANGE.1);
            let error = error.max(surprise / (GROSS * GROSS) - variance);
            let country = ground.country_of_series[index];
            confronted.push(Confronted { series: Some(index), country, predicted, counted, error });
        }
        for (index, site) in ground.observation.present.iter().enumerate() {
            let Some(counted) = ground.present_counts[index][day] else { continue };
            let predicted: Vec<f64> = records.iter().map(|record| f64::from(record.on(0)[site.column])).collect();
            let (mean, variance) = moments(&predicted);
            let middle = 0.5 * (mean + counted);
            let error = middle + ground.present_error[index] * ground.present_error[index] * middle * middle + 1.0;
            let surprise = (counted - mean) * (counted - mean);
            let error = error.max(surprise / (GROSS * GROSS) - variance);
            let country = ground.country_of_present[index];
            confronted.push(Confronted { series: None, country, predicted, counted, error });
        }
        confronted
    }

    fn adjust(&mut self, records: &[Record], columns: &[usize], watched: &mut [Vec<f64>]) {
        let (ground, day) = (self.ground, self.day);
        let mut confronted = self.confront(records);
        let members = self.particles.len();
        if confronted.is_empty() || members < 2 {
            return;
        }
        let column = |read: &(dyn Fn(&Particle) -> f64 + Sync)| self.particles.iter().map(read).collect::<Vec<f64>>();
        // Every variable with its country: stocks first, then what drifts.
        let mut stocks: Vec<Vec<f64>> = ground
            .stocks
            .par_iter()
            .map(|(stock, _)| {
                let people = self.particles.iter().map(|p| f64::from(p.history.state.people_in(ground.network, *stock)));
                people.collect()
            })
            .collect();
        let areas = ground.plan.areas.len();
        let mut pace: Vec<Vec<f64>> = (0..areas).map(|a| column(&|p| p.drift.pace[a])).collect();
        let mut irregular: Vec<Vec<f64>> =
            (0..ground.network.countries.len()).map(|c| column(&|p| p.drift.irregular[c])).collect();
        let mut give_up: Vec<Vec<f64>> = (0..ground.network.countries.len()).map(|c| column(&|p| p.drift.give_up[c])).collect();
        let mut coverage: Vec<Vec<f64>> = (0..ground.counts.len()).map(|s| column(&|p| p.drift.coverage[s])).collect();
        let gates = ground.network.gates.len();
        let mut cap: Vec<Vec<f64>> = (0..gates).map(|g| column(&|p| p.drift.cap[g])).collect();
        let mut capacity: Vec<Vec<f64>> = (0..gates).map(|g| column(&|p| p.drift.capacity[g])).collect();
        for next in 0..confronted.len() {
            let Confronted { country, counted, error, .. } = confronted[next];
            let Some(adjustment) = Adjustment::new(&confronted[next].predicted, counted, error) else { continue };
            let weight = |other: usize| ground.weight(country, other);
            stocks
                .par_iter_mut()
                .zip(&ground.stocks)
                .with_min_len(16)
                .for_each(|(values, (_, other))| adjustment.apply(values, weight(*other)));
            watched.par_iter_mut().zip(columns).with_min_len(16).for_each(|(values, column)| {
                adjustment.apply(values, ground.country_of_column(*column).map_or(0.0, weight));
            });
            for (values, (_, other)) in pace.iter_mut().zip(&ground.plan.areas) {
                adjustment.apply(values, weight(*other));
            }
            for (gate, (cap, capacity)) in cap.iter_mut().zip(&mut capacity).enumerate() {
                let near = weight(ground.network.gates[gate].country);
                adjustment.apply(cap, near);
                adjustment.apply(capacity, near);
            }
            for (other, values) in irregular.iter_mut().enumerate() {
                adjustment.apply(values, weight(other));
            }
            for (values, other) in coverage.iter_mut().zip(&ground.country_of_series) {
                adjustment.apply(values, weight(*other));
            }
            for (other, values) in give_up.iter_mut().enumerate() {
                adjustment.apply(values, weight(other));
            }
            for other in &mut confronted[next + 1..] {
                adjustment.apply(&mut other.predicted, weight(other.country));
            }
        }
        watched.iter_mut().flatten().for_each(|value| *value = value.max(0.0));
        let mixes = mean_mixes(ground, &self.particles);
        self.particles.par_iter_mut().enumerate().for_each(|(member, particle)| {
            for (value, after) in particle.drift.pace.iter_mut().zip(&pace) {
                *value = after[member].clamp(-4.0, 4.0);
            }
            for (value, after) in particle.drift.irregular.iter_mut().zip(&irregular) {
                *value = after[member].clamp(-6.0, 6.0);
            }
            for (value, after) in particle.drift.give_up.iter_mut().zip(&give_up) {
                *value = after[member].clamp(-8.0, 4.0);
            }
            for (value, after) in particle.drift.coverage.iter_mut().zip(&coverage) {
                *value = after[member].clamp(-3.0, 3.0);
            }
            for (value, after) in particle.drift.cap.iter_mut().zip(&cap) {
                *value = after[member].clamp(-4.0, 4.0);
            }
            for (value, after) in particle.drift.capacity.iter_mut().zip(&capacity) {
                *value = after[member].clamp(-8.0, 4.0);
            }
            let number = particle.history.number;
            let mut random = Stream::new(ground.setup.seed, number, day as u32, 0, Purpose::Analysis, 0);
            for (index, (stock, _)) in ground.stocks.iter().enumerate() {
                let target = stocks[index][member].max(0.0);
                let whole = target.floor();
                let target = whole as u32 + u32::from(random.uniform() < target - whole);
                particle.history.state.correct(ground.network, *stock, target, &mixes[index], &mut random);
            }
        });
    }

    /// Weights by the likelihood of all counts, tempered until half the members still count, and resampled systematically.
    fn resample(&mut self, records: &[Record]) {
        let (ground, day) = (self.ground, self.day);
        let confronted = self.confront(records);
        let members = self.particles.len();
        let mut log_weight = vec![0.0; members];
        for count in &confronted {
            for (weight, mean) in log_weight.iter_mut().zip(&count.predicted) {
                let error = count.series.map_or(count.error, |index| self.error_of(index, *mean, count.counted));
                let surprise = count.counted - mean;
                *weight += -0.5 * (surprise * surprise / error + libm::log(error));
            }
        }
        let best = log_weight.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weights_at = |temper: f64| -> (Vec<f64>, f64) {
            let weights: Vec<f64> = log_weight.iter().map(|w| libm::exp(temper * (w - best))).collect();
            let sum: f64 = weights.iter().sum();
            let squares: f64 = weights.iter().map(|w| w * w).sum();
            (weights, sum * sum / squares)
        };
        let mut temper = 1.0;
        while weights_at(temper).1 < 0.5 * members as f64 && temper > 1e-6 {
            temper *= 0.8;
        }
        let (weights, _) = weights_at(temper);
        let total: f64 = weights.iter().sum();
        let mut random = Stream::new(ground.setup.seed, 0, day as u32, 0, Purpose::Analysis, 1);
        let first = random.uniform();
        let mut chosen = Vec::with_capacity(members);
        let mut sum = 0.0;
        for (member, weight) in weights.iter().enumerate() {
            sum += weight / total * members as f64;
            while chosen.len() < members && first + (chosen.len() as f64) < sum {
                chosen.push(member);
            }
        }
        chosen.resize(members, members - 1);
        self.particles = chosen
            .into_par_iter()
            .enumerate()
            .map(|(number, from)| {
                let mut particle = self.particles[from].clone();
                particle.history.number = number as u32;
                particle
            })
            .collect();
    }
}

/// A count beside what the members expected of it.
struct Confronted {
    /// Index of the flow; `None` for people present.
    series: Option<usize>,
    country: usize,
    /// By member.
    predicted: Vec<f64>,
    counted: f64,
    /// Variance of the error of the count.
    error: f64,
}

/// Lets a member live its next day; the record holds that day only.
pub(crate) fn live(ground: &Ground<'_>, network: &Network, particle: &mut Particle, inflow: Option<&[f64]>) -> Record {
    let mut record = Record::new(&ground.setup.layout, 1);
    particle.drift.drive(&ground.plan, network, &mut particle.history.parameters);
    particle.history.live_day(&ground.setup, network, inflow, &mut record);
    record
}

/// By stock: how many of each group are in it in all members together: who appears where a member has nobody.
fn mean_mixes(ground: &Ground<'_>, particles: &[Particle]) -> Vec<Vec<f64>> {
    use vardar_engine::state::Stock;
    ground
        .stocks
        .par_iter()
        .map(|(stock, _)| match stock {
            Stock::Place(place) => {
                let cells = ground.network.cells(*place);
                let mut mix = vec![0.0; cells.len()];
                for particle in particles {
                    let here = &particle.history.state.resting[cells.clone()];
                    mix.iter_mut().zip(here).for_each(|(sum, n)| *sum += f64::from(*n));
                }
                mix
            }
            _ => Vec::new(),
        })
        .collect()
}
