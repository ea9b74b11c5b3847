//! Counts with noise, and what they cost.

use crate::cli::{ClassifyArguments, Cli};
use clap::CommandFactory;
use std::path::{Path, PathBuf};
use vardar_law::Offence;
use vardar_law::stream::Ended;
use vardar_privacy::{Entry, Epsilon, Ledger, LedgerError, Listed, Noisy, NoisyRow, Release, release};
use vardar_report::{Budget, ClassificationReport, CountTable};
use vardar_run::RunError;

/// An open ledger with enough left for a page.
pub struct Purse {
    ledger: Ledger,
    path: PathBuf,
    epsilon: Epsilon,
    listed: Listed,
}

/// Opens the ledger, if the counts are to have noise: before any record is read, since it may have too little left.
pub fn open_purse(arguments: &ClassifyArguments, file: &Path) -> Result<Option<Purse>, RunError> {
    let Some(epsilon) = arguments.epsilon else { return Ok(None) };
    let listed = Listed::new(arguments.months.as_deref(), &arguments.borders).unwrap_or_else(|text| wrong_use(&text));
    let path = match &arguments.ledger {
        Some(path) => path.clone(),
        None if file == Path::new("-") => {
            wrong_use("records from standard input lie beside no ledger: name one with --ledger FILE")
        }
        None => file.with_file_name("privacy-ledger.jsonl"),
    };
    if epsilon > Epsilon::WEAK {
        eprintln!("warning: an epsilon of {epsilon} hardly protects anybody; usual ones are 1 and less");
    }
    let ledger = Ledger::open(&path, arguments.budget, epsilon).map_err(|error| unusable(&error))?;
    Ok(Some(Purse { ledger, path, epsilon, listed }))
}

fn wrong_use(text: &str) -> ! {
    Cli::command().error(clap::error::ErrorKind::ValueValidation, text).exit()
}

fn unusable(error: &LedgerError) -> RunError {
    RunError::RunFile { path: error.path().to_owned(), reason: error.to_string() }
}

impl Purse {
    /// Pays for a page. What comes back is the purse with less in it.
    pub fn pay(mut self, file: &Path, page: &Path) -> Result<Purse, RunError> {
        let entry = Entry { spent: self.epsilon, input: file.display().to_string(), page: page.display().to_string() };
        self.ledger.spend(entry).map_err(|error| unusable(&error))?;
        Ok(self)
    }

    /// What was spent, in words.
    pub fn said(&self) -> String {
        let (epsilon, budget, left) = (self.epsilon, self.ledger.budget(), self.ledger.left());
        format!("epsilon {epsilon} of a budget of {budget} spent, {left} left ({})", self.path.display())
    }
}

/// The page of noisy counts.
pub fn content(file: &Path, ended: &Ended, purse: &Purse) -> Result<ClassificationReport, RunError> {
    let failed = |error: vardar_privacy::NoiseError| RunError::Io {
        path: file.to_owned(),
        source: std::io::Error::other(error.to_string()),
    };
    let release = release(&ended.tally, &purse.listed, purse.epsilon).map_err(failed)?;
    let shown = |number: Noisy| {
        let sign = if number.value < 0 { "\u{2212}" } else { "" };
        format!("{sign}{} \u{b1} {}", number.value.unsigned_abs(), release.within(number))
    };
    let row = |label: &str, row: &NoisyRow, offence: Offence| {
        (label.to_owned(), shown(row.records), Some(row.cells[offence as usize].map(shown)))
    };
    let tables = |rows: &[(String, NoisyRow)]| -> Vec<CountTable> {
        let table = |offence: Offence| CountTable {
            caption: offence.definition().text.to_owned(),
            rows: rows.iter().map(|(label, one)| row(label, one, offence)).collect(),
        };
        if rows.len() < 2 { Vec::new() } else { Offence::ALL.into_iter().map(table).collect() }
    };
    let [[neither, trafficking], [smuggling, both]] = release.both;
    Ok(ClassificationReport {
        input: file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        records: shown(release.total.records),
        protection: protection(purse),
        verdicts: CountTable {
            caption: "Records by verdict".to_owned(),
            rows: Offence::ALL.into_iter().map(|offence| row(offence.definition().text, &release.total, offence)).collect(),
        },
        months: tables(&release.months),
        borders: tables(&release.borders),
        both: Some([both, smuggling, trafficking, neither].map(shown)),
        budget: Some(budget(&release, purse)),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

fn protection(purse: &Purse) -> String {
    format!(
        "Every number has random noise (differential privacy with epsilon {}), so that nobody can tell from this page whether any one \
         record was counted. The number after \u{b1} is how far from the truth it lies at most, 95 times of 100. Numbers below zero \
         are small counts with noise: they are left as they are so that all sums agree. Rows were chosen beforehand and say nothing \
         about the records. A person with several records is protected less: losses add up.",
        purse.epsilon
    )
}

fn budget(release: &Release, purse: &Purse) -> Budget {
    let (sensitivity, epsilon) = (release.sensitivity(), purse.epsilon.value());
    let share = |part: u32| format!("{:.3}", epsilon * f64::from(part) / f64::from(sensitivity));
    let parts = release.shares.iter();
    let mut rows: Vec<[String; 3]> =
        parts.map(|one| [one.part.to_owned(), one.sensitivity.to_string(), share(one.sensitivity)]).collect();
    rows.push(["this page".to_owned(), sensitivity.to_string(), purse.epsilon.to_string()]);
    let note = format!(
        "Discrete Laplace noise of scale {:.1} on each count. Of a budget of {} for all pages about these records, {} is left after \
         this page.",
        release.scale,
        purse.ledger.budget(),
        purse.ledger.left()
    );
    Budget { rows, note }
}
