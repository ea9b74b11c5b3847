//! Reading a result table back, for comparisons.

use crate::table::{Quantiles, ResultTable, Series, SeriesKey};
use crate::write::{Format, STATS, TableError};
use arrow::array::{Array, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Date32Type, Float64Type};
use jiff::civil::Date;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Reads a table that [`crate::write_table`] wrote.
pub fn read_table(path: &Path, format: Format) -> Result<ResultTable, TableError> {
    let fail = |reason: String| TableError::Read { path: path.to_owned(), reason };
    let mut rows = Collector::default();
    match format {
        Format::Parquet => read_parquet(path, &mut rows),
        Format::Csv => read_csv(path, &mut rows),
    }
    .and_then(|()| rows.into_table())
    .map_err(fail)
}

#[derive(Default)]
struct Collector {
    order: Vec<SeriesKey>,
    index: BTreeMap<SeriesKey, usize>,
    rows: Vec<(Date, usize, usize, f64)>,
}

impl Collector {
    fn add(&mut self, date: Date, key: [&str; 4], stat: &str, value: f64) -> Result<(), String> {
        let [site, quantity, channel, group] = key.map(str::to_owned);
        let key = SeriesKey { quantity, site, channel, group };
        let stat = STATS.iter().position(|s| *s == stat).ok_or_else(|| format!("unknown stat `{stat}`"))?;
        // Rows of one series follow each other: the last one is nearly always the right one.
        let series = match self.rows.last() {
            Some((_, last, _, _)) if self.order[*last] == key => *last,
            _ => *self.index.entry(key.clone()).or_insert_with(|| {
                self.order.push(key);
                self.order.len() - 1
            }),
        };
        self.rows.push((date, series, stat, value));
        Ok(())
    }

    fn into_table(self) -> Result<ResultTable, String> {
        let start = self.rows.iter().map(|r| r.0).min().ok_or("it has no rows")?;
        let end = self.rows.iter().map(|r| r.0).max().unwrap_or(start);
        let days = (end - start).get_days() as usize + 1;
        let mut series: Vec<Series> = self
            .order
            .into_iter()
            .map(|key| Series { key, days: vec![Quantiles::default(); days], observed: Vec::new() })
            .collect();
        for (date, index, stat, value) in self.rows {
            let day = (date - start).get_days() as usize;
            let target = &mut series[index];
            let q = &mut target.days[day];
            match stat {
                0 => q.mean = value,
                1 => q.q05 = value,
                2 => q.q25 = value,
                3 => q.q50 = value,
                4 => q.q75 = value,
                5 => q.q95 = value,
                _ => {
                    target.observed.resize(days, None);
                    target.observed[day] = Some(value);
                }
            }
        }
        Ok(ResultTable { start, days, series })
    }
}

fn read_parquet(path: &Path, rows: &mut Collector) -> Result<(), String> {
    let text = |e: &dyn std::fmt::Display| e.to_string();
    let file = File::open(path).map_err(|e| text(&e))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).and_then(|b| b.build()).map_err(|e| text(&e))?;
    let epoch = jiff::civil::date(1970, 1, 1);
    for batch in reader {
        let batch = batch.map_err(|e| text(&e))?;
        let column = |name: &str| batch.column_by_name(name).cloned().ok_or_else(|| format!("column `{name}` is missing"));
        let words = |name: &str| column(name).and_then(|c| cast(&c, &DataType::Utf8).map_err(|e| e.to_string()));
        let dates = cast(&column("date")?, &DataType::Date32).map_err(|e| e.to_string())?;
        let values = cast(&column("value")?, &DataType::Float64).map_err(|e| e.to_string())?;
        let text_columns = [words("site")?, words("quantity")?, words("channel")?, words("group")?, words("stat")?];
        let (dates, values) = (dates.as_primitive::<Date32Type>(), values.as_primitive::<Float64Type>());
        let text_columns = text_columns.each_ref().map(|c| c.as_string::<i32>());
        for row in 0..batch.num_rows() {
            if text_columns.iter().any(|c| c.is_null(row)) || dates.is_null(row) || values.is_null(row) {
                return Err(format!("row {row} has an empty cell"));
            }
            let [site, quantity, channel, group, stat] = text_columns.map(|c| c.value(row));
            let date = epoch
                .checked_add(jiff::Span::new().days(i64::from(dates.value(row)).clamp(-3_000_000, 3_000_000)))
                .map_err(|e| e.to_string())?;
            rows.add(date, [site, quantity, channel, group], stat, values.value(row))?;
        }
    }
    Ok(())
}

fn read_csv(path: &Path, rows: &mut Collector) -> Result<(), String> {
    let file = File::open(path).map_err(|e| e.to_string())?;
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|e| e.to_string())?;
        if number == 0 {
            if line != "date,site,quantity,channel,group,stat,value" {
                return Err(format!(
                    "line 1 is not the header of a result table: `{}`",
                    line.chars().take(80).collect::<String>()
                ));
            }
            continue;
        }
        let cells: Vec<&str> = line.split(',').collect();
        let [date, site, quantity, channel, group, stat, value] = cells[..] else {
            return Err(format!("line {} has {} cells instead of 7", number + 1, cells.len()));
        };
        let date = date.parse::<Date>().map_err(|e| format!("line {}: {e}", number + 1))?;
        let value = value.parse::<f64>().map_err(|e| format!("line {}: {e}", number + 1))?;
        rows.add(date, [site, quantity, channel, group], stat, value)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::write_table;

    #[test]
    fn a_table_survives_being_written_and_read() {
        let q = |x: f64| Quantiles { mean: x, q05: x - 2.0, q25: x - 1.0, q50: x + 0.5, q75: x + 1.0, q95: x + 2.25 };
        let series = |site: &str, observed| Series {
            key: SeriesKey { quantity: "arrivals".into(), site: site.into(), channel: "all".into(), group: "all".into() },
            days: vec![q(10.0), q(1e6), q(3.5)],
            observed,
        };
        let table = ResultTable {
            start: jiff::civil::date(2016, 2, 28),
            days: 3,
            series: vec![series("SRB", vec![None, Some(7.0), None]), series("MKD", Vec::new())],
        };
        let folder = tempfile::tempdir().expect("a temporary folder");
        for format in [Format::Csv, Format::Parquet] {
            let path = folder.path().join(format!("results.{}", format.extension()));
            write_table(&table, &path, format).expect("writes");
            assert_eq!(read_table(&path, format).expect("reads"), table);
        }
        assert!(read_table(&folder.path().join("none.csv"), Format::Csv).is_err());
    }
}
