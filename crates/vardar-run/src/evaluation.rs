//! Scored forecasts summed up: skill against simple rules, and calibration.
//!
//! What may not change: every number here comes from the rows of the evaluation alone, in their order, so that the terminal, the
//! page and `scores.csv` cannot disagree. A ratio compares the counts that both sides have forecast.

use crate::chance::{binomial_range, ratio_of_sums};
use crate::finished_origins::OriginScores;
use crate::scores::ScoredForecast;
use jiff::civil::Date;
use std::collections::BTreeMap;
use vardar_assimilate::evaluate::VARDAR;
use vardar_report::{Coverage, HORIZON_BINS, Histogram, Mean, ModelScores, PIT_BARS, Ratio, Rival, Scores, SeriesScores};

/// An evaluation summed up.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// Number of origins.
    pub origins: usize,
    /// All series together.
    pub pooled: Scores,
    /// One by one, by target and location.
    pub series: Vec<SeriesScores>,
}

/// Sums up finished origins; `every` days lie between two origins, and forecasts reach `horizon` days ahead.
#[must_use]
pub fn sum_up(origins: &OriginScores, every: usize, horizon: usize) -> Evaluation {
    // Forecasts from origins less than a horizon apart are of the same days: such origins are left out together.
    let block = horizon.div_ceil(every.max(1)).max(1);
    let block_of: BTreeMap<Date, usize> = origins.keys().enumerate().map(|(index, date)| (*date, index / block)).collect();
    let rows: Vec<&ScoredForecast> = origins.values().flatten().collect();
    let scope = Scope { block_of: &block_of, horizon };
    let mut by_series: BTreeMap<(&str, &str), Vec<&ScoredForecast>> = BTreeMap::new();
    for row in &rows {
        by_series.entry((&row.target, &row.location)).or_default().push(row);
    }
    let series = by_series.into_iter().map(|((target, location), rows)| SeriesScores {
        target: target.to_owned(),
        location: location.to_owned(),
        scores: scope.scores(&rows),
    });
    Evaluation { origins: origins.len(), pooled: scope.scores(&rows), series: series.collect() }
}

struct Scope<'a> {
    block_of: &'a BTreeMap<Date, usize>,
    horizon: usize,
}

impl Scope<'_> {
    fn scores(&self, rows: &[&ScoredForecast]) -> Scores {
        let mut names: Vec<&str> = vec![VARDAR];
        for row in rows {
            if !names.contains(&row.model.as_str()) {
                names.push(&row.model);
            }
        }
        let route: Vec<&ScoredForecast> = rows.iter().copied().filter(|row| row.model == VARDAR).collect();
        let models = names.iter().map(|name| ModelScores {
            model: (*name).to_owned(),
            bins: HORIZON_BINS.map(|bin| mean(rows.iter().filter(|row| row.model == *name && is_in(row, bin)))),
        });
        Scores {
            models: models.collect(),
            rivals: names.iter().skip(1).map(|name| self.rival(name, rows, &route)).collect(),
            coverage: (1..=self.horizon).map(|ahead| coverage(route.iter().filter(|row| is_in(row, (ahead, ahead))))).collect(),
            coverage_overall: coverage(route.iter()),
            pit: HORIZON_BINS.map(|bin| histogram(route.iter().filter(|row| is_in(row, bin)))),
        }
    }

    fn rival(&self, name: &str, rows: &[&ScoredForecast], route: &[&ScoredForecast]) -> Rival {
        let key = |row: &ScoredForecast| (row.origin, row.target.clone(), row.location.clone(), row.horizon);
        let theirs: BTreeMap<_, f64> = rows.iter().filter(|row| row.model == name).map(|row| (key(row), row.score.wis)).collect();
        let pairs: Vec<(&ScoredForecast, f64)> = route.iter().filter_map(|row| Some((*row, *theirs.get(&key(row))?))).collect();
        let ratio = |bin: (usize, usize)| {
            let mut blocks: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
            let mut counts = 0;
            for (row, wis) in pairs.iter().filter(|(row, _)| is_in(row, bin)) {
                let block = self.block_of.get(&row.origin).copied().unwrap_or(0);
                let sums = blocks.entry(block).or_default();
                sums.0 += row.score.wis;
                sums.1 += wis;
                counts += 1;
            }
            let blocks: Vec<(f64, f64)> = blocks.into_values().collect();
            let (value, interval) = ratio_of_sums(&blocks).map_or((None, None), |(value, interval)| (Some(value), interval));
            Ratio { value, interval, counts }
        };
        Rival {
            model: name.to_owned(),
            by_horizon: (1..=self.horizon).map(|ahead| ratio((ahead, ahead))).collect(),
            by_bin: HORIZON_BINS.map(ratio),
            overall: ratio((1, self.horizon)),
        }
    }
}

fn is_in(row: &ScoredForecast, (first, last): (usize, usize)) -> bool {
    usize::try_from(row.horizon).is_ok_and(|ahead| (first..=last).contains(&ahead))
}

fn mean<'r>(rows: impl Iterator<Item = &'r &'r ScoredForecast>) -> Mean {
    let mut mean = Mean::default();
    for ScoredForecast { score, .. } in rows {
        mean.counts += 1;
        mean.wis += score.wis;
        mean.overprediction += score.overprediction;
        mean.underprediction += score.underprediction;
        mean.dispersion += score.dispersion;
        mean.inside_50 += f64::from(score.interval_coverage_50 == Some(true));
        mean.inside_90 += f64::from(score.interval_coverage_90 == Some(true));
    }
    let count = mean.counts.max(1) as f64;
    let sums = [
        &mut mean.wis,
        &mut mean.overprediction,
        &mut mean.underprediction,
        &mut mean.dispersion,
        &mut mean.inside_50,
        &mut mean.inside_90,
    ];
    sums.into_iter().for_each(|sum| *sum /= count);
    mean
}

fn coverage<'r>(rows: impl Iterator<Item = &'r &'r ScoredForecast>) -> Coverage {
    let mut coverage = Coverage::default();
    for ScoredForecast { score, .. } in rows {
        coverage.counts += 1;
        coverage.inside_50 += usize::from(score.interval_coverage_50 == Some(true));
        coverage.inside_90 += usize::from(score.interval_coverage_90 == Some(true));
    }
    coverage.chance_50 = binomial_range(coverage.counts, 0.5);
    coverage.chance_90 = binomial_range(coverage.counts, 0.9);
    coverage
}

fn histogram<'r>(rows: impl Iterator<Item = &'r &'r ScoredForecast>) -> Histogram {
    let mut histogram = Histogram::default();
    for pit in rows.filter_map(|row| row.pit) {
        histogram.bars[((pit * PIT_BARS as f64) as usize).min(PIT_BARS - 1)] += 1;
    }
    histogram.chance = binomial_range(histogram.counts(), 1.0 / PIT_BARS as f64);
    histogram
}

#[cfg(test)]
mod tests {
    use super::*;
    use vardar_assimilate::forecast::LEVELS;
    use vardar_assimilate::score::{probability_integral_transform, score};

    /// `origins` weekly origins of two series, three days ahead; Vardar's quantiles are off by `off` people, the rival's by twice
    /// as many.
    fn scored(origins: i64, off: f64) -> OriginScores {
        let quantiles = |middle: f64| LEVELS.map(|level| middle + 100.0 * (level - 0.5));
        let start = jiff::civil::date(2016, 1, 1);
        let of = |origin: i64| {
            let date = start.saturating_add(jiff::Span::new().days(7 * origin));
            let rows = [("MKD", 1.0), ("SRB", 3.0)].into_iter().flat_map(|(site, scale)| {
                (1..=3).flat_map(move |horizon| {
                    [(VARDAR, off), ("simple", 2.0 * off)].map(|(model, off)| {
                        let observed = 1000.0 + scale * (origin * 3 + horizon) as f64;
                        let levels = quantiles(observed + scale * off);
                        ScoredForecast {
                            origin: date,
                            location: site.to_owned(),
                            target: "arrivals".to_owned(),
                            horizon,
                            model: model.to_owned(),
                            score: score(&levels, observed),
                            observed,
                            pit: Some(probability_integral_transform(&levels, observed)),
                        }
                    })
                })
            });
            (date, rows.collect())
        };
        (0..origins).map(of).collect()
    }

    #[test]
    fn every_scored_count_of_the_route_model_is_in_one_bar() {
        let evaluation = sum_up(&scored(6, 20.0), 7, 3);
        assert_eq!(evaluation.pooled.pit.map(|histogram| histogram.counts()), [12, 24, 0, 0]);
        assert_eq!(evaluation.pooled.coverage_overall.counts, 36);
        for series in &evaluation.series {
            assert_eq!(series.scores.pit.map(|histogram| histogram.counts()), [6, 12, 0, 0]);
        }
        // Forecasts 20 people too high for MKD put the count at 0.5 − 0.2 of the distribution.
        assert_eq!(evaluation.series[0].scores.pit[0].bars[3] + evaluation.series[0].scores.pit[0].bars[2], 6);
    }

    #[test]
    fn the_better_model_has_a_ratio_below_one() {
        let evaluation = sum_up(&scored(6, 40.0), 7, 3);
        let rival = &evaluation.pooled.rivals[0];
        assert_eq!((rival.model.as_str(), rival.overall.counts), ("simple", 36));
        let (low, high) = rival.overall.interval.expect("six blocks");
        let value = rival.overall.value.expect("a ratio");
        assert!(low <= value && value <= high && high < 1.0, "{low} {value} {high}");
        let means = &evaluation.pooled.models;
        // The same ratio, summed up in another order: equal but for rounding.
        let of_means = means[0].bins[0].wis / means[1].bins[0].wis;
        assert!((rival.by_bin[0].value.unwrap_or(f64::NAN) - of_means).abs() < 1e-12);
        // Daily origins overlap: six of them make two blocks of three, too few for an interval.
        assert_eq!(sum_up(&scored(6, 40.0), 1, 3).pooled.rivals[0].overall.interval, None);
    }

    #[test]
    fn nothing_scored_is_summed_up_to_nothing() {
        let evaluation = sum_up(&OriginScores::new(), 1, 3);
        assert!(evaluation.series.is_empty() && evaluation.pooled.rivals.is_empty());
        assert_eq!(evaluation.pooled.coverage_overall, Coverage::default());
    }
}
