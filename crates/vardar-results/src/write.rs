//! Result tables on disk: CSV and Parquet, the same rows in the same order.
//!
//! A file appears whole or not at all: it is written under another name in the same folder and then renamed.

use crate::table::{Quantiles, ResultTable, SeriesKey};
use arrow::array::{ArrayRef, Date32Array, DictionaryArray, Float64Array, Int16Array, StringArray, UInt32Array};
use arrow::datatypes::{DataType, Field, Int16Type, Schema};
use jiff::civil::Date;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnWriter, ArrowRowGroupWriterFactory, compute_leaves};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Names of the statistics, in the order of their rows.
pub const STATS: [&str; 7] = ["mean", "q05", "q25", "q50", "q75", "q95", "observed"];

/// Rows per batch handed to the Parquet writer.
const BATCH_ROWS: usize = 1 << 17;
/// Batches per row group: a million rows.
const BATCHES_PER_GROUP: usize = 8;

/// A table that could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file system refused.
    #[error("cannot write {path}: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file could not be read as a result table.
    #[error("cannot read {path} as a result table: {reason}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

/// File format of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `results.parquet`.
    Parquet,
    /// `results.csv`.
    Csv,
}

impl Format {
    /// Ending of the file name.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Csv => "csv",
        }
    }
}

/// Writes a table as `date, site, quantity, channel, group, stat, value`.
pub fn write_table(table: &ResultTable, path: &Path, format: Format) -> Result<(), TableError> {
    match format {
        Format::Csv => write_whole(path, |out| csv_rows(table, out)),
        Format::Parquet => write_whole(path, |out| {
            let mut sink = Sink::new(out, "stat", &keys_of(table), &STATS)?;
            for (series, rows) in table.series.iter().enumerate() {
                for (day, quantiles) in rows.days.iter().enumerate() {
                    for (stat, value) in values_of(quantiles).into_iter().enumerate() {
                        sink.push(table.start, day, series, stat as u32, value)?;
                    }
                    if let Some(Some(seen)) = rows.observed.get(day) {
                        sink.push(table.start, day, series, 6, *seen)?;
                    }
                }
            }
            sink.finish()
        }),
    }
}

/// Writes every member: `date, site, quantity, channel, group, member, value`. `column(index, put)` calls `put(member, day, value)`.
pub fn write_members(
    keys: &[SeriesKey],
    start: Date,
    path: &Path,
    format: Format,
    column: impl Fn(usize, &mut dyn FnMut(u32, usize, u32)),
) -> Result<(), TableError> {
    write_whole(path, |out| {
        if format == Format::Csv {
            writeln!(out, "date,site,quantity,channel,group,member,value")?;
            for (index, key) in keys.iter().enumerate() {
                let mut outcome = Ok(());
                column(index, &mut |member, day, value| {
                    if outcome.is_ok() {
                        let date = date_of(start, day);
                        outcome =
                            writeln!(out, "{date},{},{},{},{},{member},{value}", key.site, key.quantity, key.channel, key.group);
                    }
                });
                outcome?;
            }
            return Ok(());
        }
        let keys: Vec<&SeriesKey> = keys.iter().collect();
        let mut sink = Sink::new(out, "member", &keys, &[])?;
        for index in 0..keys.len() {
            let mut outcome = Ok(());
            column(index, &mut |member, day, value| {
                if outcome.is_ok() {
                    outcome = sink.push(start, day, index, member, f64::from(value));
                }
            });
            outcome?;
        }
        sink.finish()
    })
}

/// Writes a file under another name in the same folder and renames it when it is complete.
pub fn write_whole(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> Result<(), TableError> {
    let fail = |source| TableError::Write { path: path.to_owned(), source };
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".tmp");
    let temporary = path.with_file_name(name);
    let attempt = || {
        let mut out = BufWriter::with_capacity(1 << 20, File::create(&temporary)?);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        std::fs::rename(&temporary, path)
    };
    attempt().map_err(|error| {
        // Nothing half-written is left behind; that the remains cannot be removed would hide the first error.
        let _ = std::fs::remove_file(&temporary);
        fail(error)
    })
}

fn values_of(q: &Quantiles) -> [f64; 6] {
    [q.mean, q.q05, q.q25, q.q50, q.q75, q.q95]
}

fn keys_of(table: &ResultTable) -> Vec<&SeriesKey> {
    table.series.iter().map(|s| &s.key).collect()
}

fn date_of(start: Date, day: usize) -> Date {
    start.saturating_add(jiff::Span::new().days(i64::try_from(day).unwrap_or(0).min(3_000_000)))
}

fn csv_rows(table: &ResultTable, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "date,site,quantity,channel,group,stat,value")?;
    let dates: Vec<String> = (0..table.days).map(|day| date_of(table.start, day).to_string()).collect();
    for series in &table.series {
        let SeriesKey { quantity, site, channel, group } = &series.key;
        for (day, quantiles) in series.days.iter().enumerate() {
            let date = &dates[day];
            for (stat, value) in STATS.iter().zip(values_of(quantiles)) {
                writeln!(out, "{date},{site},{quantity},{channel},{group},{stat},{value}")?;
            }
            if let Some(Some(seen)) = series.observed.get(day) {
                writeln!(out, "{date},{site},{quantity},{channel},{group},observed,{seen}")?;
            }
        }
    }
    Ok(())
}

/// Collects rows into batches and encodes the columns of a batch side by side: to tell words apart takes longer than to write them.
struct Sink<'a> {
    file: SerializedFileWriter<&'a mut BufWriter<File>>,
    groups: ArrowRowGroupWriterFactory,
    /// Columns of the row group under way, and its batches so far.
    columns: Vec<ArrowColumnWriter>,
    batches: usize,
    schema: Arc<Schema>,
    dictionaries: [ArrayRef; 4],
    codes: Vec<[i16; 4]>,
    stats: Option<ArrayRef>,
    dates: Vec<i32>,
    series: Vec<u32>,
    last: Vec<u32>,
    values: Vec<f64>,
}

impl<'a> Sink<'a> {
    fn new(out: &'a mut BufWriter<File>, last: &str, keys: &[&SeriesKey], stats: &[&str]) -> io::Result<Self> {
        let text = || DataType::Dictionary(Box::new(DataType::Int16), Box::new(DataType::Utf8));
        let last_type = if stats.is_empty() { DataType::UInt32 } else { text() };
        let schema = Arc::new(Schema::new(vec![
            Field::new("date", DataType::Date32, false),
            Field::new("site", text(), false),
            Field::new("quantity", text(), false),
            Field::new("channel", text(), false),
            Field::new("group", text(), false),
            Field::new(last, last_type, false),
            Field::new("value", DataType::Float64, false),
        ]));
        let columns: [fn(&SeriesKey) -> &str; 4] = [|k| &k.site, |k| &k.quantity, |k| &k.channel, |k| &k.group];
        let mut codes = vec![[0i16; 4]; keys.len()];
        let dictionaries = std::array::from_fn(|which| {
            let mut seen: BTreeMap<&str, i16> = BTreeMap::new();
            let mut words: Vec<&str> = Vec::new();
            for (key, code) in keys.iter().zip(&mut codes) {
                let word = columns[which](key);
                code[which] = *seen.entry(word).or_insert_with(|| {
                    words.push(word);
                    (words.len() - 1) as i16
                });
            }
            Arc::new(StringArray::from(words)) as ArrayRef
        });
        // No writer version or time in the file: the same run gives the same bytes.
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(1).map_err(io::Error::other)?))
            .set_created_by("vardar".to_owned())
            .build();
        let writer = ArrowWriter::try_new(out, schema.clone(), Some(properties)).map_err(io::Error::other)?;
        let (file, groups) = writer.into_serialized_writer().map_err(io::Error::other)?;
        let stats = (!stats.is_empty()).then(|| Arc::new(StringArray::from(stats.to_vec())) as ArrayRef);
        let (dates, series, last, values) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (columns, batches) = (Vec::new(), 0);
        Ok(Self { file, groups, columns, batches, schema, dictionaries, codes, stats, dates, series, last, values })
    }

    fn push(&mut self, start: Date, day: usize, series: usize, last: u32, value: f64) -> io::Result<()> {
        let epoch = jiff::civil::date(1970, 1, 1);
        self.dates.push((start - epoch).get_days() + day as i32);
        self.series.push(series as u32);
        self.last.push(last);
        self.values.push(value);
        if self.values.len() == BATCH_ROWS { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.values.is_empty() {
            return Ok(());
        }
        let dictionary = |codes: Int16Array, words: &ArrayRef| {
            DictionaryArray::<Int16Type>::try_new(codes, words.clone()).map(|a| Arc::new(a) as ArrayRef)
        };
        let mut columns: Vec<ArrayRef> = vec![Arc::new(Date32Array::from(std::mem::take(&mut self.dates)))];
        for which in 0..4 {
            let codes: Int16Array = self.series.iter().map(|s| self.codes[*s as usize][which]).collect::<Vec<_>>().into();
            columns.push(dictionary(codes, &self.dictionaries[which]).map_err(io::Error::other)?);
        }
        let last = std::mem::take(&mut self.last);
        columns.push(match &self.stats {
            Some(words) => {
                let codes: Int16Array = last.into_iter().map(|s| s as i16).collect::<Vec<_>>().into();
                dictionary(codes, words).map_err(io::Error::other)?
            }
            None => Arc::new(UInt32Array::from(last)),
        });
        columns.push(Arc::new(Float64Array::from(std::mem::take(&mut self.values))));
        self.series.clear();
        self.encode(&columns).map_err(io::Error::other)
    }

    fn encode(&mut self, columns: &[ArrayRef]) -> Result<(), ParquetError> {
        if self.batches == 0 {
            self.columns = self.groups.create_column_writers(self.file.flushed_row_groups().len())?;
        }
        self.columns.par_iter_mut().zip(columns).zip(self.schema.fields().par_iter()).try_for_each(
            |((writer, array), field)| compute_leaves(field, array)?.iter().try_for_each(|leaf| writer.write(leaf)),
        )?;
        self.batches += 1;
        if self.batches == BATCHES_PER_GROUP { self.end_group() } else { Ok(()) }
    }

    fn end_group(&mut self) -> Result<(), ParquetError> {
        if std::mem::take(&mut self.batches) > 0 {
            let mut group = self.file.next_row_group()?;
            for column in self.columns.drain(..) {
                column.close()?.append_to_row_group(&mut group)?;
            }
            group.close()?;
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.end_group().map_err(io::Error::other)?;
        self.file.close().map(|_| ()).map_err(io::Error::other)
    }
}
