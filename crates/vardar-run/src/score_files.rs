//! Anybody's forecasts, in the columns of the forecast hubs, scored against counts.

use crate::error::RunError;
use crate::scores::{SCORE_HEADER, ScoredForecast};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use vardar_assimilate::score::score_levels;

/// What one set of quantiles is about: origin, location, target, horizon in days, model.
type Forecast = (Date, String, String, i64, String);

/// Scores anybody's forecasts in hub columns against counts with the columns `date` (or `target_end_date`), `location`,
/// `target` and `observed` (or `value`, `observation`): returns the text of a table of scores.
pub fn score_files(forecasts: &Path, observed: &Path) -> Result<String, RunError> {
    let counts = read_counts(observed)?;
    let table = Table::read(forecasts)?;
    let column = |name: &str| table.column(&[name]);
    let (origin, target, horizon, location) =
        (column("origin_date")?, column("target")?, column("horizon")?, column("location")?);
    let (kind, level, value) = (column("output_type")?, column("output_type_id")?, column("value")?);
    let model = table.find(&["model", "model_id"]);
    let mut groups: BTreeMap<Forecast, Vec<(f64, f64)>> = BTreeMap::new();
    for (index, row) in table.rows.iter().enumerate() {
        if row[kind] != "quantile" {
            continue;
        }
        let date: Date = table.parse(index, origin, "a date such as 2016-01-17")?;
        let days: i64 = table.parse(index, horizon, "a whole number of days")?;
        let level: f64 = table.parse(index, level, "a quantile level between 0 and 1")?;
        let value: f64 = table.parse(index, value, "a number")?;
        if !(level > 0.0 && level < 1.0 && value.is_finite()) {
            return Err(table.fault(index, "a level between 0 and 1, and a finite value"));
        }
        let name = model.map_or("forecast", |m| row[m].as_str());
        let key = (date, row[location].clone(), row[target].clone(), days, name.to_owned());
        groups.entry(key).or_default().push((level, value));
    }
    let mut text = SCORE_HEADER.to_owned();
    let (mut scored, mut without) = (0usize, BTreeSet::new());
    for ((date, location, target, days, model), mut pairs) in groups {
        let day = date.checked_add(days.days()).unwrap_or(date);
        let Some(count) = counts.get(&(day, location.clone(), target.clone())) else {
            without.insert((location, target));
            continue;
        };
        pairs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let (levels, values): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        let place = format!("{date}, {target} {location}, horizon {days}, {model}");
        if values.windows(2).any(|v| v[0] > v[1]) {
            return Err(table.refuse(format!("the quantiles of {place} cross: a higher level has a lower value")));
        }
        let Some(score) = score_levels(&levels, &values, *count) else {
            let words = "need 0.5 and every other level with its mirror image, each once";
            return Err(table.refuse(format!("the levels of {place} {words}")));
        };
        ScoredForecast { origin: date, location, target, horizon: days, model, score, observed: *count, pit: None }
            .put_rounded(&mut text);
        scored += 1;
    }
    if scored == 0 {
        let names: Vec<String> = without.into_iter().map(|(l, t)| format!("{t} {l}")).collect();
        return Err(table.refuse(format!("no forecast has a count on its day; looked for {}", names.join(", "))));
    }
    Ok(text)
}

fn read_counts(path: &Path) -> Result<BTreeMap<(Date, String, String), f64>, RunError> {
    let table = Table::read(path)?;
    let date = table.column(&["date", "target_end_date"])?;
    let location = table.column(&["location", "site"])?;
    let target = table.column(&["target", "quantity"])?;
    let value = table.column(&["observed", "observation", "value", "people"])?;
    let mut counts = BTreeMap::new();
    for (index, row) in table.rows.iter().enumerate() {
        if row[value].is_empty() || row[value] == "NA" {
            continue;
        }
        let key = (table.parse(index, date, "a date such as 2016-01-17")?, row[location].clone(), row[target].clone());
        let count: f64 = table.parse(index, value, "a number of people")?;
        if !count.is_finite() || count < 0.0 {
            return Err(table.fault(index, "a number of people, 0 or more"));
        }
        if counts.insert(key, count).is_some() {
            return Err(table.fault(index, "one count for each day, location and target: this one stands twice"));
        }
    }
    Ok(counts)
}

struct Table {
    path: PathBuf,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(path: &Path) -> Result<Self, RunError> {
        let refuse = |error: csv::Error| RunError::RunFile { path: path.to_owned(), reason: error.to_string() };
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path).map_err(refuse)?;
        let name = |text: &str| text.trim_start_matches('\u{feff}').to_owned();
        let header = reader.headers().map_err(refuse)?.iter().map(name).collect();
        let rows = reader.records().map(|row| Ok(row?.iter().map(str::to_owned).collect()));
        let rows = rows.collect::<Result<_, csv::Error>>().map_err(refuse)?;
        Ok(Self { path: path.to_owned(), header, rows })
    }

    fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.header.iter().position(|column| column == name))
    }

    fn column(&self, names: &[&str]) -> Result<usize, RunError> {
        let words = || format!("there is no column `{}`; the columns are: {}", names.join("` or `"), self.header.join(", "));
        self.find(names).ok_or_else(|| self.refuse(words()))
    }

    fn parse<T: std::str::FromStr>(&self, row: usize, column: usize, expected: &str) -> Result<T, RunError> {
        let cell = &self.rows[row][column];
        let words = || format!("line {}, column `{}`: found `{cell}`, expected {expected}", row + 2, self.header[column]);
        cell.parse().map_err(|_| self.refuse(words()))
    }

    fn fault(&self, row: usize, expected: &str) -> RunError {
        self.refuse(format!("line {}: found `{}`, expected {expected}", row + 2, self.rows[row].join(",")))
    }

    fn refuse(&self, reason: String) -> RunError {
        RunError::RunFile { path: self.path.clone(), reason }
    }
}
