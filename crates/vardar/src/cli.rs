//! Arguments.

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;
use vardar_privacy::{Epsilon, Listed};

/// People on a migration route, when borders open, slow down, filter by nationality and close.
#[derive(Debug, Parser)]
#[command(
    name = "vardar",
    version,
    propagate_version = true,
    after_help = "Examples:\n  vardar run\n  vardar export balkan-2015 my-route && vardar check my-route && vardar run my-route\n  \
                  vardar compare balkan-2015 --what-if closure-a-month-earlier\n\n\
                  All numbers are estimates of a model and come with their intervals."
)]
pub struct Cli {
    /// Say more on standard error; twice for details.
    #[arg(short, long, action = clap::ArgAction::Count, global = true)]
    pub verbose: u8,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Simulate a scenario and write tables and a report.
    Run(RunArguments),
    /// Find everything that is wrong with a scenario folder.
    #[command(after_help = "Examples:\n  vardar check my-route")]
    Check(CheckArguments),
    /// List the scenarios that come with the program, and the what-ifs of each.
    #[command(after_help = "Examples:\n  vardar scenarios")]
    Scenarios,
    /// Write an embedded scenario as a folder, to be changed and run.
    #[command(after_help = "Examples:\n  vardar export balkan-2015 my-route")]
    Export(ExportArguments),
    /// Show what a change does: differences per site and quantity, with intervals.
    Compare(CompareArguments),
    /// Weigh the model against the counts: who was where, day by day, also where nobody counted.
    Assimilate(AssimilateArguments),
    /// Forecast the counts and the people at the centres from a day, with what was known on it.
    Forecast(ForecastArguments),
    /// Forecast from many past days as if each were today, and score what came.
    Evaluate(EvaluateArguments),
    /// Score anybody's forecasts in the columns of the forecast hubs.
    #[command(after_help = "Examples:\n  vardar score forecast.csv counts.csv > scores.csv")]
    Score(ScoreArguments),
    /// Weigh uncertain parameters against all counts of a period, and write them as a table for `--parameters`.
    Calibrate(CalibrateArguments),
    /// Test coded incidents against the law: smuggling of migrants, trafficking in persons.
    Classify(ClassifyArguments),
    /// Print a completion script for a shell.
    #[command(after_help = "Examples:\n  vardar completions bash > ~/.local/share/bash-completion/completions/vardar")]
    Completions(CompletionsArguments),
}

/// What decides a simulation.
#[derive(Debug, Args)]
pub struct Simulation {
    /// Members of the ensemble: possible histories that are simulated [default: 200]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub members: Option<u32>,
    /// Seed: the same inputs and seed give the same bytes [default: 1]
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// Threads [default: all cores]; has no influence on the results
    #[arg(long, value_name = "T", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// First day to report (the simulation starts with the scenario all the same)
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Last day to simulate and report
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    /// Change the scenario: borders.PAIR.DATE=REGIME, parameters.NAME[.SITE]=X, places.ID.COLUMN=X, links.ID.COLUMN=X
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_value)]
    pub set: Vec<(String, String)>,
    /// Lay this table over the scenario's parameters, before --set; for example one of `vardar calibrate`
    #[arg(long, value_name = "FILE")]
    pub parameters: Option<PathBuf>,
    /// Change the scenario by one of its what-ifs, before --set; `vardar scenarios` lists them
    #[arg(long, value_name = "NAME")]
    pub what_if: Option<String>,
    /// Every member takes the central parameters, and reported counts carry no noise
    #[arg(long)]
    pub fixed_parameters: bool,
    /// Format of the tables [default: parquet]
    #[arg(long, value_enum)]
    pub format: Option<TableFormat>,
    /// Folder for the results [default: out/NAME, with the what-if if one is asked for]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// `vardar run`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  vardar run\n  vardar run balkan-2015 --members 1000 --seed 7 --out out/large\n  \
                        vardar run my-route --from 2015-10-01 --to 2016-03-31 --format csv\n  \
                        vardar run --set borders.SRB-HRV.2015-11-01=metered:580\n  \
                        vardar run balkan-2015 --what-if no-closure\n  \
                        vardar run --again out/balkan-2015/run.json")]
pub struct RunArguments {
    /// Embedded scenario or folder [default: balkan-2015]
    pub scenario: Option<String>,
    /// Simulation settings.
    #[command(flatten)]
    pub simulation: Simulation,
    /// Also write every member (large)
    #[arg(long)]
    pub members_table: bool,
    /// Repeat a run: same bytes
    #[arg(long, value_name = "RUN.JSON", conflicts_with_all = ["scenario", "members", "seed", "from", "to", "set", "parameters", "what_if", "fixed_parameters", "format", "members_table"])]
    pub again: Option<PathBuf>,
}

/// `vardar check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Scenario folder (or the name of an embedded scenario)
    pub path: String,
}

/// `vardar export`.
#[derive(Debug, Args)]
pub struct ExportArguments {
    /// Name of an embedded scenario
    pub name: String,
    /// Folder to write; must be empty or new
    pub folder: PathBuf,
}

/// `vardar compare`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  vardar compare balkan-2015 --what-if closure-a-month-earlier\n  \
                        vardar compare balkan-2015 --set borders.SRB-HRV.2015-11-01=metered:580\n  \
                        vardar compare balkan-2015 my-route\n  vardar compare out/balkan-2015 out/other\n\n\
                        A run folder is simulated again from its run.json, so that members can be compared in pairs.")]
pub struct CompareArguments {
    /// What to compare with: a run folder, a scenario folder or an embedded scenario
    pub a: String,
    /// What to compare: the same; left out, it is A with the changes of --what-if, --set and --parameters
    pub b: Option<String>,
    /// Simulation settings; --what-if, --set and --parameters change B only.
    #[command(flatten)]
    pub simulation: Simulation,
}

/// What decides an assimilation.
#[derive(Debug, Args)]
pub struct Weighing {
    /// Members of the ensemble [default: 400]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=100_000))]
    pub members: Option<u32>,
    /// Seed: the same inputs and seed give the same bytes [default: 1]
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// Threads [default: all cores]; has no influence on the results
    #[arg(long, value_name = "T", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Change the scenario, as in `vardar run`
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_value)]
    pub set: Vec<(String, String)>,
    /// Lay this table over the scenario's parameters, before --set; for example one of `vardar calibrate`
    #[arg(long, value_name = "FILE")]
    pub parameters: Option<PathBuf>,
    /// How members are weighed against the counts
    #[arg(long, value_enum, default_value_t = WeighingMethod::Kalman)]
    pub method: WeighingMethod,
    /// Folder for the results [default: out/NAME]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// How members are weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WeighingMethod {
    /// Ensemble adjustment Kalman filter.
    Kalman,
    /// Particle filter with tempered weights.
    Particle,
    /// Not at all, for comparison.
    None,
}

/// `vardar assimilate`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  vardar assimilate\n  vardar assimilate balkan-2015 --until 2016-03-31 --format csv")]
pub struct AssimilateArguments {
    /// Embedded scenario or folder [default: balkan-2015]
    pub scenario: Option<String>,
    /// Last day whose counts are used [default: the last one]
    #[arg(long, value_name = "DATE")]
    pub until: Option<Date>,
    /// Format of the table [default: parquet]
    #[arg(long, value_enum)]
    pub format: Option<TableFormat>,
    /// Go on with work that was interrupted: same bytes as without the interruption
    #[arg(long)]
    pub resume: bool,
    /// Settings.
    #[command(flatten)]
    pub weighing: Weighing,
}

/// `vardar forecast`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  vardar forecast --origin 2016-02-07\n  vardar forecast my-route --origin 2016-02-07 --horizon 7 --members 1000"
)]
pub struct ForecastArguments {
    /// Embedded scenario or folder [default: balkan-2015]
    pub scenario: Option<String>,
    /// Last day whose counts and announcements are known
    #[arg(long, value_name = "DATE")]
    pub origin: Date,
    /// Days ahead
    #[arg(long, value_name = "DAYS", default_value_t = 14, value_parser = clap::value_parser!(u16).range(1..=60))]
    pub horizon: u16,
    /// Go on with work that was interrupted: same bytes as without the interruption
    #[arg(long)]
    pub resume: bool,
    /// Settings.
    #[command(flatten)]
    pub weighing: Weighing,
}

/// `vardar evaluate`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  vardar evaluate --from 2015-11-08 --to 2016-03-07 --every 7\n  vardar evaluate --resume")]
pub struct EvaluateArguments {
    /// Embedded scenario or folder [default: balkan-2015]
    pub scenario: Option<String>,
    /// First origin [default: day 39 of the scenario]
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Last origin [default: the last day but the horizon]
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    /// Days between two origins
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u16).range(1..=365))]
    pub every: u16,
    /// Days ahead
    #[arg(long, value_name = "DAYS", default_value_t = 14, value_parser = clap::value_parser!(u16).range(1..=60))]
    pub horizon: u16,
    /// Go on with an evaluation that was interrupted: same bytes as without the interruption
    #[arg(long)]
    pub resume: bool,
    /// Settings.
    #[command(flatten)]
    pub weighing: Weighing,
}

/// `vardar calibrate`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  vardar calibrate --from 2015-10-01 --to 2016-01-14\n  \
                        vardar run --parameters out/calibrate-balkan-2015/parameters.csv")]
pub struct CalibrateArguments {
    /// Embedded scenario or folder [default: balkan-2015]
    pub scenario: Option<String>,
    /// First day whose counts are weighed
    #[arg(long, value_name = "DATE")]
    pub from: Date,
    /// Last day whose counts are weighed; the simulation ends with it
    #[arg(long, value_name = "DATE")]
    pub to: Date,
    /// Members of the ensemble [default: 200]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(i64::from(vardar_run::FEWEST_MEMBERS)..=100_000))]
    pub members: Option<u32>,
    /// Seed: the same inputs and seed give the same bytes [default: 1]
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// Threads [default: all cores]; has no influence on the results
    #[arg(long, value_name = "T", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Change the scenario, as in `vardar run`
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_value)]
    pub set: Vec<(String, String)>,
    /// Go on with a calibration that was interrupted: same bytes as without the interruption
    #[arg(long)]
    pub resume: bool,
    /// Folder for the results [default: out/calibrate-NAME]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// `vardar score`.
#[derive(Debug, Args)]
pub struct ScoreArguments {
    /// Forecasts: origin_date, target, horizon, location, output_type, output_type_id, value (and model, if several)
    pub forecasts: PathBuf,
    /// Counts: date, location, target, observed
    pub observed: PathBuf,
}

/// `vardar classify`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  vardar classify --template > codebook.csv\n  vardar classify incidents.csv --format csv > verdicts.csv\n  \
                        vardar classify incidents.jsonl --explain\n  vardar classify incidents.csv --report page.html\n  \
                        vardar classify incidents.csv --report page.html --epsilon 1 --months 2015-09..2015-12 --borders MKD-SRB,SRB-HUN\n  vardar classify --ask\n\n\
                        It tests treaty elements; it does not decide guilt, and it is no legal advice."
)]
pub struct ClassifyArguments {
    /// Incidents in CSV, JSON or JSON Lines, by the ending of the name; `-` is standard input
    #[arg(required_unless_present_any = ["template", "ask"], conflicts_with_all = ["template", "ask"])]
    pub file: Option<PathBuf>,
    /// Format of the results, or of the codebook [default: json]
    #[arg(long, value_enum)]
    pub format: Option<RecordFormat>,
    /// Format of the incidents [default: by the ending of the name, or by the first character]
    #[arg(long, value_enum)]
    pub input: Option<RecordFormat>,
    /// Explain every verdict element by element, for people, in place of the results
    #[arg(long, conflicts_with_all = ["format", "template"])]
    pub explain: bool,
    /// Stop at the first record with an error
    #[arg(long)]
    pub strict: bool,
    /// Write a page with counts by verdict, month and border, small cells hidden, in place of the results
    #[arg(long, value_name = "PAGE.HTML", conflicts_with_all = ["format", "explain", "template", "ask"])]
    pub report: Option<PathBuf>,
    /// Smallest count that the page shows; smaller ones are hidden, and what would give them away with them
    #[arg(long, value_name = "N", default_value_t = 5, requires = "report", value_parser = clap::value_parser!(u64).range(2..=1_000_000))]
    pub min_cell: u64,
    /// Protect the page's counts by differential privacy in place of hiding small ones: noise for a privacy loss of E (0.001 to
    /// 1000, small is private). The noise is secret: the same page cannot be made twice
    #[arg(long, value_name = "E", requires = "report", conflicts_with = "min_cell")]
    pub epsilon: Option<Epsilon>,
    /// Privacy loss that all pages about the same records may have together; set with the first page [default: that page's]
    #[arg(long, value_name = "E", requires = "epsilon")]
    pub budget: Option<Epsilon>,
    /// File that keeps count of the budget, shared by all files of records that may overlap [default: privacy-ledger.jsonl beside
    /// the incidents]
    #[arg(long, value_name = "FILE", requires = "epsilon")]
    pub ledger: Option<PathBuf>,
    /// Months with a row of their own when there is noise; which rows there are must not come from the records
    #[arg(long, value_name = "MONTH..MONTH", requires = "epsilon", value_parser = months)]
    pub months: Option<String>,
    /// Borders with a row of their own when there is noise
    #[arg(long, value_name = "FROM-TO,...", requires = "epsilon", value_delimiter = ',', value_parser = border)]
    pub borders: Vec<String>,
    /// Print the codebook: fields, types, questions, allowed values; with --format json a JSON Schema
    #[arg(long)]
    pub template: bool,
    /// Code one incident by answering questions, only those that can still change a verdict
    #[arg(long, conflicts_with = "template")]
    pub ask: bool,
}

fn months(text: &str) -> Result<String, String> {
    Listed::new(Some(text), &[]).map(|_| text.to_owned())
}

fn border(text: &str) -> Result<String, String> {
    Listed::new(None, &[text.to_owned()]).map(|_| text.to_owned())
}

/// Format of incidents and of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RecordFormat {
    /// Comma-separated values.
    Csv,
    /// A JSON array.
    Json,
    /// An object a line.
    Jsonl,
}

/// `vardar completions`.
#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// Shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Format of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// Apache Parquet.
    Parquet,
    /// Comma-separated values.
    Csv,
}

impl From<TableFormat> for vardar_results::Format {
    fn from(format: TableFormat) -> Self {
        match format {
            TableFormat::Parquet => Self::Parquet,
            TableFormat::Csv => Self::Csv,
        }
    }
}

fn key_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => Ok((key.trim().to_owned(), value.trim().to_owned())),
        _ => Err(format!("`{text}` is not KEY=VALUE, for example borders.SRB-HRV.2015-11-01=metered:580")),
    }
}
