//! Scores of forecasts as rows: the one place that knows the columns of `scores.csv` and of the file of finished origins.
//!
//! What may not change: the columns of `scores.csv`, which are those of scoringutils, and that a row which was written in full
//! and read again is the same row to the last bit.

use jiff::civil::Date;
use std::fmt::Write;
use vardar_assimilate::score::Score;

/// Header of a table of scores.
pub(crate) const SCORE_HEADER: &str = "origin_date,location,target,horizon,model,wis,overprediction,underprediction,dispersion,bias,\
interval_coverage_50,interval_coverage_90,ae_median,observed\n";

/// Header of a table of scores in full.
pub(crate) const FULL_HEADER: &str = "origin_date,location,target,horizon,model,wis,overprediction,underprediction,dispersion,bias,\
interval_coverage_50,interval_coverage_90,ae_median,observed,pit\n";

/// One forecast of one count, scored.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredForecast {
    /// Last day whose counts were known.
    pub origin: Date,
    /// Country, region or place.
    pub location: String,
    /// What was counted.
    pub target: String,
    /// Days ahead.
    pub horizon: i64,
    /// Who forecast.
    pub model: String,
    /// The scores.
    pub score: Score,
    /// What was counted, in people.
    pub observed: f64,
    /// Where the count fell in the forecast, in [0, 1] (probability integral transform); `None` if the forecast's levels are
    /// too few to tell.
    pub pit: Option<f64>,
}

impl ScoredForecast {
    fn key(&self) -> String {
        format!("{},{},{},{},{}", self.origin, self.location, self.target, self.horizon, self.model)
    }

    /// Adds a line of `scores.csv`: rounded, without the probability integral transform.
    pub(crate) fn put_rounded(&self, text: &mut String) {
        let score = &self.score;
        let _ = writeln!(
            text,
            "{},{:.4},{:.4},{:.4},{:.4},{:.3},{},{},{:.2},{}",
            self.key(),
            score.wis,
            score.overprediction,
            score.underprediction,
            score.dispersion,
            score.bias,
            flag(score.interval_coverage_50),
            flag(score.interval_coverage_90),
            score.ae_median,
            self.observed
        );
    }

    /// Adds a line of the file of finished origins: every digit.
    pub(crate) fn put_full(&self, text: &mut String) {
        let score = &self.score;
        let _ = writeln!(
            text,
            "{},{},{},{},{},{},{},{},{},{},{}",
            self.key(),
            score.wis,
            score.overprediction,
            score.underprediction,
            score.dispersion,
            score.bias,
            flag(score.interval_coverage_50),
            flag(score.interval_coverage_90),
            score.ae_median,
            self.observed,
            self.pit.map_or(String::new(), |pit| pit.to_string())
        );
    }

    /// Reads a line that [`Self::put_full`] has written; `None` if it is another.
    pub(crate) fn read_full(line: &str) -> Option<Self> {
        let cells: Vec<&str> = line.split(',').collect();
        let [origin, location, target, horizon, model, wis, over, under, dispersion, bias, in_50, in_90, error, observed, pit] =
            cells[..]
        else {
            return None;
        };
        let number = |cell: &str| cell.parse::<f64>().ok();
        let score = Score {
            wis: number(wis)?,
            overprediction: number(over)?,
            underprediction: number(under)?,
            dispersion: number(dispersion)?,
            bias: number(bias)?,
            interval_coverage_50: read_flag(in_50)?,
            interval_coverage_90: read_flag(in_90)?,
            ae_median: number(error)?,
        };
        Some(Self {
            origin: origin.parse().ok()?,
            location: location.to_owned(),
            target: target.to_owned(),
            horizon: horizon.parse().ok()?,
            model: model.to_owned(),
            score,
            observed: number(observed)?,
            pit: if pit.is_empty() { None } else { Some(number(pit)?) },
        })
    }
}

fn flag(covered: Option<bool>) -> &'static str {
    match covered {
        Some(true) => "1",
        Some(false) => "0",
        None => "",
    }
}

fn read_flag(cell: &str) -> Option<Option<bool>> {
    match cell {
        "1" => Some(Some(true)),
        "0" => Some(Some(false)),
        "" => Some(None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_row_written_in_full_is_read_as_the_same_row() {
        let third = 1.0 / 3.0;
        let score = Score {
            wis: 1000.0 * third,
            overprediction: third,
            underprediction: 1e-17,
            dispersion: 0.1 + 0.2,
            bias: -third,
            interval_coverage_50: Some(false),
            interval_coverage_90: None,
            ae_median: 1e9 * third,
        };
        let (location, target, model) = ("GRC_islands".to_owned(), "departures".to_owned(), "simple".to_owned());
        let origin = date(2015, 12, 1);
        let row =
            ScoredForecast { origin, location, target, horizon: 14, model, score, observed: 4922.0, pit: Some(0.7 * third) };
        let mut line = String::new();
        row.put_full(&mut line);
        assert_eq!(ScoredForecast::read_full(line.trim_end()), Some(row.clone()));
        assert_eq!(FULL_HEADER.split(',').count(), line.split(',').count());
        let cut_off = line.rsplit_once(',').map(|(start, _)| start).unwrap_or_default();
        assert_eq!(ScoredForecast::read_full(cut_off), None);
        let mut rounded = String::new();
        row.put_rounded(&mut rounded);
        let expected = "2015-12-01,GRC_islands,departures,14,simple,333.3333,0.3333,0.0000,0.3000,-0.333,0,,333333333.33,4922\n";
        assert_eq!(rounded, expected);
        assert_eq!(SCORE_HEADER.split(',').count(), rounded.split(',').count());
    }
}
