//! Forecasts and scores on disk: the columns of the forecast hubs, and of scoringutils.

use crate::error::RunError;
use crate::files::{remove_outputs, write_json, write_text};
use crate::forecast_page::forecast_page;
use crate::forecasting::{Assimilated, ForecastRequest, Forecasted, Prepared, Target};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use vardar_assimilate::evaluate::ScoreRow;
use vardar_assimilate::forecast::LEVELS;
use vardar_assimilate::score::{Score, score_levels};
use vardar_results::{Format, write_table};

/// Header of a forecast in the columns of the forecast hubs (Hubverse model output).
const HUB_HEADER: &str = "origin_date,target,horizon,location,output_type,output_type_id,value\n";

/// Header of a table of scores.
pub const SCORE_HEADER: &str = "origin_date,location,target,horizon,model,wis,overprediction,underprediction,dispersion,bias,\
interval_coverage_50,interval_coverage_90,ae_median,observed\n";

/// `forecast.json`: what the forecast was, so that it can be made again.
#[derive(Debug, Serialize)]
struct ForecastFile<'a> {
    vardar: &'a str,
    scenario_hash: &'a str,
    origin: Date,
    horizon: usize,
    request: &'a ForecastRequest,
    warnings: &'a [String],
}

/// Writes `forecast.csv` (every series and the people present at every centre), `overflow.csv` (chance by day and centre that
/// more people are present than there are beds), `forecast.html` and `forecast.json` (last).
pub fn write_forecast(
    folder: &Path,
    hash: &str,
    prepared: &Prepared,
    request: &ForecastRequest,
    done: &Forecasted,
) -> Result<(), RunError> {
    remove_outputs(folder, &["forecast.json", "forecast.csv", "overflow.csv", "forecast.html"])?;
    let mut rows = HUB_HEADER.to_owned();
    let mut put = |target: &str, location: &str, days: &[[f64; 23]]| {
        for (ahead, quantiles) in days.iter().enumerate() {
            for (level, value) in LEVELS.iter().zip(quantiles) {
                let _ = writeln!(rows, "{},{target},{},{location},quantile,{level},{value:.1}", done.origin, ahead + 1);
            }
        }
    };
    for (target, days) in done.targets.iter().zip(&done.forecast.series) {
        put(target.name(), &target.location, days);
    }
    for (centre, numbers) in done.centres.iter().zip(&done.forecast.centres) {
        put("present", centre, &numbers.present);
    }
    let mut overflow = "date,place,beds,probability_above_beds\n".to_owned();
    for (centre, numbers) in done.centres.iter().zip(&done.forecast.centres) {
        let Some(beds) = numbers.beds else { continue };
        for (ahead, probability) in numbers.above_beds.iter().enumerate() {
            let date = done.origin.saturating_add((ahead as i64 + 1).days());
            let _ = writeln!(overflow, "{date},{centre},{beds},{probability:.3}");
        }
    }
    let (horizon, warnings) = (done.horizon(), &done.warnings);
    let file = ForecastFile { vardar: crate::VERSION, scenario_hash: hash, origin: done.origin, horizon, request, warnings };
    write_text(&folder.join("forecast.csv"), &rows)?;
    write_text(&folder.join("overflow.csv"), &overflow)?;
    write_text(&folder.join("forecast.html"), &forecast_page(prepared, hash, request, done)?)?;
    write_json(&folder.join("forecast.json"), &file)
}

/// Writes `posterior.*` (quantiles by day) and `increments.csv` (people whom the analysis added, net).
pub fn write_assimilated(folder: &Path, done: &Assimilated, format: Format) -> Result<(), RunError> {
    remove_outputs(folder, &["posterior.parquet", "posterior.csv", "increments.csv"])?;
    write_table(&done.table, &folder.join(format!("posterior.{}", format.extension())), format)?;
    let mut rows = "date,people_added_net\n".to_owned();
    for (day, people) in done.increments.iter().enumerate() {
        let _ = writeln!(rows, "{},{people:.1}", done.table.start.saturating_add((day as i64).days()));
    }
    write_text(&folder.join("increments.csv"), &rows)
}

/// A line of a table of scores, with its line break.
#[must_use]
pub fn score_line(origin: Date, target: &Target, row: &ScoreRow) -> String {
    let key = format!("{origin},{},{},{},{}", target.location, target.name(), row.horizon, row.model);
    format!("{key},{}", numbers(&row.score, row.observed))
}

fn numbers(score: &Score, observed: f64) -> String {
    let flag = |covered: Option<bool>| covered.map_or(String::new(), |c| u8::from(c).to_string());
    format!(
        "{:.4},{:.4},{:.4},{:.4},{:.3},{},{},{:.2},{observed}\n",
        score.wis,
        score.overprediction,
        score.underprediction,
        score.dispersion,
        score.bias,
        flag(score.interval_coverage_50),
        flag(score.interval_coverage_90),
        score.ae_median,
    )
}

/// Where an evaluation keeps the origins that it has finished, until all are.
#[must_use]
pub fn partial_scores(folder: &Path) -> PathBuf {
    folder.join("scores.partial.csv")
}

/// Lines of the finished origins of an evaluation that was interrupted, by origin. `heading` says what was asked for: lines
/// of another evaluation are not used.
pub fn read_partial(folder: &Path, heading: &str) -> Result<BTreeMap<Date, String>, RunError> {
    let path = partial_scores(folder);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(source) => return Err(RunError::Io { path, source }),
    };
    let mut lines = text.lines();
    if lines.next() != Some(heading) {
        let reason = "it belongs to an evaluation with other settings: leave out --resume to start again".to_owned();
        return Err(RunError::RunFile { path, reason });
    }
    let mut finished = BTreeMap::new();
    let mut origin = String::new();
    // An origin counts when its closing line is there: what was cut off in the middle is done again.
    for line in lines {
        if let Some(date) = line.strip_prefix("# done ") {
            if let Ok(date) = date.parse() {
                finished.insert(date, std::mem::take(&mut origin));
            }
        } else {
            origin.push_str(line);
            origin.push('\n');
        }
    }
    Ok(finished)
}

/// Starts the file of finished origins again with those that are.
pub fn start_partial(folder: &Path, heading: &str, finished: &BTreeMap<Date, String>) -> Result<std::fs::File, RunError> {
    // Scores of an earlier evaluation beside this file would pass for its result.
    remove_outputs(folder, &["scores.csv"])?;
    let mut text = format!("{heading}\n");
    for (date, lines) in finished {
        let _ = writeln!(text, "{lines}# done {date}");
    }
    let path = partial_scores(folder);
    write_text(&path, &text)?;
    let open = std::fs::OpenOptions::new().append(true).open(&path);
    open.map_err(|source| RunError::Io { path, source })
}

/// Adds an origin to the file of finished ones.
pub fn add_partial(file: &mut std::fs::File, folder: &Path, origin: Date, lines: &str) -> Result<(), RunError> {
    let written = file.write_all(format!("{lines}# done {origin}\n").as_bytes()).and_then(|()| file.flush());
    written.map_err(|source| RunError::Io { path: partial_scores(folder), source })
}

/// Writes `scores.csv` from the lines of all origins and removes the file of finished ones.
pub fn write_scores(folder: &Path, origins: &BTreeMap<Date, String>) -> Result<(), RunError> {
    let mut text = SCORE_HEADER.to_owned();
    origins.values().for_each(|lines| text.push_str(lines));
    write_text(&folder.join("scores.csv"), &text)?;
    match std::fs::remove_file(partial_scores(folder)) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(RunError::Io { path: partial_scores(folder), source })
        }
        _ => Ok(()),
    }
}

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
        let _ = write!(text, "{date},{location},{target},{days},{model},{}", numbers(&score, *count));
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
