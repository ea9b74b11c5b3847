//! Counts with small cells hidden.

use std::collections::BTreeMap;
use std::path::Path;
use vardar_law::Offence;
use vardar_law::publish::{Counts, Tally, publish};
use vardar_report::{ClassificationReport, CountTable};

/// The page of these counts.
pub fn content(file: &Path, tally: &Tally, least: u64) -> ClassificationReport {
    let by = |rows: &BTreeMap<String, [Counts; 6]>, offence: Offence| -> BTreeMap<String, Counts> {
        rows.iter().map(|(label, counts)| (label.clone(), counts[offence as usize])).collect()
    };
    let tables = |rows: &BTreeMap<String, [Counts; 6]>| -> Vec<CountTable> {
        Offence::ALL
            .into_iter()
            .map(|offence| CountTable {
                caption: offence.definition().text.to_owned(),
                rows: publish(&by(rows, offence), least)
                    .rows
                    .into_iter()
                    .map(|row| (row.label, row.records.to_string(), row.cells.map(words)))
                    .collect(),
            })
            .collect()
    };
    // The number of records is the sum of every table's rows: below the least count nothing at all is shown.
    let shown = |count: u64| if count < least && count > 0 { format!("fewer than {least}") } else { count.to_string() };
    let total = |offence: Offence| publish(&by(&tally.months, offence), least).total;
    let verdicts = Offence::ALL
        .into_iter()
        .map(|offence| (offence.definition().text.to_owned(), shown(tally.records), total(offence).map(words)))
        .collect();
    let [[neither, trafficking], [smuggling, both]] = tally.both;
    let cells = [both, smuggling, trafficking, neither];
    let sums_shown = total(Offence::Smuggling).is_some() && total(Offence::Trafficking).is_some();
    let safe = sums_shown && cells.iter().all(|count| *count == 0 || *count >= least);
    ClassificationReport {
        input: file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        records: shown(tally.records),
        protection: format!(
            "Counts from 1 to {} are hidden. Where a sum would give a hidden count away, more is hidden with it: the whole row, and \
             further rows. Months and borders with fewer than {least} records are pooled as \"other\". Two pages of nearly the same \
             records can still be compared: publish one.",
            least - 1
        ),
        verdicts: CountTable { caption: "Records by verdict".to_owned(), rows: verdicts },
        months: tables(&tally.months),
        borders: tables(&tally.borders),
        budget: None,
        both: safe.then(|| cells.map(|count| count.to_string())),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

fn words(counts: Counts) -> [String; 3] {
    counts.map(|count| count.to_string())
}
