//! What may happen after a day: every member goes on, with regimes as known on that day and an inflow of its own.

use crate::closing::{Closings, closing_stream};
use crate::correction::go_on;
use crate::cutoff::{self, cutoff_stream};
use crate::drift::drift_stream;
use crate::ending::Endings;
use crate::filter::{Filter, Particle, live};
use crate::inflow::InflowModel;
use crate::told::Told;
use rayon::prelude::*;
use vardar_engine::draw::{Purpose, Stream, negative_binomial};
use vardar_engine::network::NONE;
use vardar_engine::record::Quantity;

/// Counts drawn per member and day: a member is a history, and its count has a scatter of its own.
const COUNTS_PER_MEMBER: usize = 5;

/// The 23 quantile levels of the forecast hubs.
pub const LEVELS: [f64; 23] = [
    0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975,
    0.99,
];

/// A forecast from one day.
#[derive(Debug, Clone)]
pub struct Forecast {
    /// Last day whose counts were known.
    pub origin: usize,
    /// By series and horizon (0 = the next day): the [`LEVELS`] of the count.
    pub series: Vec<Vec<[f64; 23]>>,
    /// People present at the places with beds.
    pub centres: Vec<CentreForecast>,
    /// Other stocks of people: those counted by the origin, and people stranded where there may be any.
    pub stocks: Vec<StockForecast>,
}

/// A stock of people at the ends of the days to come.
#[derive(Debug, Clone, PartialEq)]
pub struct StockForecast {
    /// What and where.
    pub stock: Told,
    /// The [`LEVELS`] of the people, by horizon.
    pub people: Vec<[f64; 23]>,
}

/// People present at a place with beds, by horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct CentreForecast {
    /// Index of the place.
    pub place: usize,
    /// The [`LEVELS`] of the people present at the end of the day.
    pub present: Vec<[f64; 23]>,
    /// Beds as known at the origin; `None` if no number is known.
    pub beds: Option<u32>,
    /// Probability that more people are present than there are beds; 0 without a number.
    pub above_beds: Vec<f64>,
}

/// Quantile of sorted values, linear between them (type 7 of Hyndman and Fan).
#[must_use]
pub fn quantile(sorted: &[f64], level: f64) -> f64 {
    let at = level * (sorted.len() as f64 - 1.0);
    let below = at.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (at - below as f64) * (sorted[above] - sorted[below])
}

/// Forecasts from the day just weighed, `horizon` days ahead (fewer where the network ends).
#[must_use]
pub fn forecast(filter: &Filter<'_, '_>, horizon: usize) -> Forecast {
    let ground = filter.ground;
    let origin = filter.day - 1;
    let horizon = horizon.min(ground.network.days - filter.day);
    let restless = filter.restless();
    let endings = Endings::expected(ground, &filter.network, origin, horizon);
    let closings = Closings::expected(ground, &filter.network, &endings, origin, horizon);
    let of_weekdays = (0..horizon).map(|ahead| filter.of_weekday(filter.day + ahead)).collect();
    let ahead = Ahead { endings, closings, restless: &restless, of_weekdays, horizon };
    let futures: Vec<Future> = filter.particles.par_iter().map(|p| live_on(filter, p.clone(), &ahead)).collect();
    let series = (0..ground.observation.series.len()).into_par_iter().map(|series| {
        let width = filter.width(series);
        let of_day =
            |ahead: usize| futures.iter().flat_map(|f| f.counts[series * horizon + ahead].iter().copied()).collect::<Vec<f64>>();
        (0..horizon).map(|ahead| widen(levels_of(of_day(ahead)), width)).collect::<Vec<_>>()
    });
    // People of a stock on a day, by member: the centres first, then what else is told.
    let people = |stock: usize, ahead: usize| futures.iter().map(|f| f.stocks[stock * horizon + ahead]).collect::<Vec<f64>>();
    let centres = ground.centres.par_iter().enumerate().map(|(centre, (place, _))| {
        let beds = filter.network.epoch(origin + 1).beds[*place];
        let beds = (beds != NONE).then_some(beds);
        let above = |ahead: usize| {
            let present = people(centre, ahead);
            let full = present.iter().filter(|n| beds.is_some_and(|beds| **n > f64::from(beds))).count();
            full as f64 / present.len() as f64
        };
        CentreForecast {
            place: *place,
            beds,
            above_beds: (0..horizon).map(above).collect(),
            present: (0..horizon).map(|ahead| levels_of(people(centre, ahead))).collect(),
        }
    });
    let told = ground.told.par_iter().enumerate().filter(|(_, stock)| stock.from <= origin);
    let stocks = told.filter_map(|(index, stock)| {
        let index = ground.centres.len() + index;
        let people: Vec<[f64; 23]> = (0..horizon).map(|ahead| levels_of(people(index, ahead))).collect();
        let anybody = stock.quantity == Quantity::Present || people.iter().any(|levels| levels[levels.len() - 1] > 0.0);
        anybody.then(|| StockForecast { stock: stock.clone(), people })
    });
    Forecast { origin, series: series.collect(), centres: centres.collect(), stocks: stocks.collect() }
}

/// What one member sees of the days ahead.
struct Future {
    /// Counts drawn: `[series * horizon + day]`.
    counts: Vec<Vec<f64>>,
    /// People present at the centres, then the other stocks that are told: `[stock * horizon + day]`.
    stocks: Vec<f64>,
}

/// What all members know of the days ahead.
struct Ahead<'a> {
    endings: Endings,
    closings: Closings,
    /// See [`Filter::restless`].
    restless: &'a [f64],
    /// See [`Filter::of_weekday`], by day.
    of_weekdays: Vec<Vec<f64>>,
    horizon: usize,
}

/// Lives the days ahead as one member, with an inflow, drifts, endings and closing hours of its own.
fn live_on(filter: &Filter<'_, '_>, mut particle: Particle, known: &Ahead<'_>) -> Future {
    let (ground, horizon) = (filter.ground, known.horizon);
    let (seed, number, origin) = (ground.setup.seed, particle.history.number, filter.day - 1);
    let future = known.endings.future_of(seed, number, origin);
    let mut before = &filter.network;
    let continued = |(index, model): (usize, &InflowModel)| model.continue_for(horizon, seed, number, origin, index);
    let inflow: Vec<Vec<f64>> = filter.inflow.iter().enumerate().map(continued).collect();
    let mut counts = vec![Vec::new(); ground.observation.series.len() * horizon];
    let columns = || ground.centres.iter().map(|(_, column)| *column).chain(ground.told.iter().map(|stock| stock.column));
    let mut stocks = vec![0.0; columns().count() * horizon];
    let held = |series: usize| filter.waiting[series].then_some(particle.held[series] as u32);
    let mut held: Vec<[Option<u32>; COUNTS_PER_MEMBER]> =
        (0..ground.counts.len()).map(|series| [held(series); COUNTS_PER_MEMBER]).collect();
    for ahead in 0..horizon {
        let day = origin + 1 + ahead;
        let mut random = drift_stream(seed, number, day, 1);
        particle.drift.drift(&ground.plan, &known.of_weekdays[ahead], known.restless, true, &mut random);
        let today: Vec<f64> = inflow.iter().map(|days| days[ahead]).collect();
        let closing = known.closings.on(ahead, future, &filter.ceilings, |gate| closing_stream(seed, number, day, gate));
        let (network, ceilings) = match &closing {
            Some((network, ceilings)) => (*network, ceilings),
            None => (known.endings.network_of(future, &filter.network), &filter.ceilings),
        };
        if !std::ptr::eq(network, before) {
            particle.history.learn();
            before = network;
        }
        let record = live(ground, network, ceilings, &mut particle, &today);
        for (index, column) in columns().enumerate() {
            stocks[index * horizon + ahead] = f64::from(record.on(0)[column]);
        }
        let coverage = particle.drift.coverage(&ground.plan);
        for (index, model) in ground.observation.series.iter().enumerate() {
            let counts = &mut counts[index * horizon + ahead];
            if let Some(stream) = ground.stream_of(index, origin) {
                counts.push(today[stream]);
                continue;
            }
            let people = model.mean(&particle.history.parameters, record.on(0), day) * libm::exp(coverage[index]);
            let end_of_day = ground.end_of_day(index, filter.unrest[index]);
            let mut random = cutoff_stream(seed, number, day, index, 1);
            let mean = cutoff::counted(people, &mut particle.late[index], end_of_day, &mut random);
            let relative = ground.count_error[index];
            let size = 1.0 / (relative * relative * filter.unrest[index]).max(1e-6);
            let mut random = Stream::new(seed, number, day as u32, index as u32, Purpose::Observation, 1);
            counts.extend(held[index].iter_mut().map(|held| {
                let people = u32::try_from(negative_binomial(&mut random, mean, size)).unwrap_or(u32::MAX);
                f64::from(model.report(&particle.history.parameters, people, day, held, &mut random))
            }));
        }
        let mut random = Stream::new(seed, number, day as u32, 0, Purpose::Analysis, 1);
        go_on(ground, &filter.corrections, &mut particle.history.state, &mut random);
    }
    Future { counts, stocks }
}

/// Quantiles further from their median by a factor, and not below nobody.
fn widen(mut levels: [f64; 23], factor: f64) -> [f64; 23] {
    let median = levels[LEVELS.len() / 2];
    levels.iter_mut().for_each(|value| *value = (median + factor * (*value - median)).max(0.0));
    levels
}

fn levels_of(mut values: Vec<f64>) -> [f64; 23] {
    values.sort_unstable_by(f64::total_cmp);
    LEVELS.map(|level| quantile(&values, level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wider_quantiles_keep_their_median_and_their_order() {
        let levels: [f64; 23] = std::array::from_fn(|i| 10.0 * i as f64);
        let wide = widen(levels, 1.5);
        assert_eq!(wide[11], 110.0);
        assert_eq!(wide[22], 110.0 + 1.5 * 110.0);
        assert_eq!(wide[0], 0.0);
        assert!(wide.is_sorted());
        assert_eq!(widen(levels, 1.0), levels);
    }

    #[test]
    fn quantiles_of_few_values_lie_between_them() {
        assert_eq!(quantile(&[1.0, 3.0], 0.25), 1.5);
        assert_eq!(quantile(&[7.0], 0.99), 7.0);
    }
}
