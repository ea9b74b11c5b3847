//! `--set KEY=VALUE`: a scenario with some values changed, judged like one that was read from files.
//!
//! | key | value | effect |
//! |---|---|---|
//! | `borders.BORDER.DATE` | `open`, `closed`, `metered[:N]`, `restricted:SYR;IRQ[:N]` | this regime from that date on, announced on it |
//! | `borders.BORDER.DATE` | `none` | no entry of that date |
//! | `parameters.NAME[.SITE]` | number | this value on all dates, without spread |
//! | `parameters.NAME.SITE.DATE` | number | this value from that date on, without spread |
//! | `parameters.NAME.SITE.DATE` | date | the row that begins on the first date begins on the second |
//! | `parameters.NAME.SITE.DATE` | `none` | the row that begins on that date never begins |
//! | `places.ID.COLUMN`, `links.ID.COLUMN` | text | this cell |
//! | `engine.steps_per_day` | number | so many steps, of equal weight |
//! | `market.enabled` | `true`, `false` | with or without the market for irregular crossings |
//! | `period.start`, `period.end` | date | another period; inflow rows outside it are left out |

mod dated;
mod edit;
mod origin;
mod rows;
mod what_if;

use crate::check;
use crate::columns::Table;
use crate::model::Scenario;
use crate::nearest::did_you_mean;
use crate::problem::{Fault, Problem, Report, Severity, Spot, shown};
use edit::Edit;
pub(crate) use origin::EditOrigins;
pub(crate) use what_if::{Part, judge};

/// Words that a key may begin with.
const SECTIONS: [&str; 7] = ["borders", "parameters", "places", "links", "engine", "market", "period"];

impl Scenario {
    /// Everything that is wrong with the values of a scenario that a program made or changed. One that comes from
    /// [`read_folder`](crate::read_folder) has been checked.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let mut report = Report::default();
        check::run(self, &EditOrigins::unchanged(self), &mut report);
        report.finish()
    }

    /// The scenario with some values changed: keys and values as in `--set KEY=VALUE`, in order.
    ///
    /// # Errors
    /// Everything that is wrong with the keys and values, or with the scenario that they make. `file` of such a problem is
    /// the `--set KEY=VALUE` that caused it. Warnings are not reported.
    pub fn with_overrides(&self, overrides: &[(String, String)]) -> Result<Scenario, Vec<Problem>> {
        let mut report = Report::default();
        let mut edit = Edit::new(self);
        for (key, value) in overrides {
            let file = format!("--set {key}={value}");
            if let Err(fault) = apply(&mut edit, key, value.trim(), &file, &mut report) {
                let column_name = Some(key.clone());
                report.push(fault.at(Spot { column_name, ..Spot::file(&file) }));
            }
        }
        if report.has_errors() {
            return Err(errors(report));
        }
        let (scenario, origins) = edit.finish();
        check::run(&scenario, &origins, &mut report);
        // What-ifs are changes to the scenario of the files and need not fit a changed one: they are kept and not judged.
        let scenario = Scenario { what_ifs: self.what_ifs.clone(), ..scenario };
        if report.has_errors() { Err(errors(report)) } else { Ok(scenario) }
    }
}

fn errors(report: Report) -> Vec<Problem> {
    let mut problems = report.finish();
    problems.retain(|problem| problem.severity == Severity::Error);
    problems
}

/// Makes one change. Problems inside a cell go to the report, others are returned.
fn apply(edit: &mut Edit, key: &str, value: &str, file: &str, report: &mut Report) -> Result<(), Fault> {
    let parts: Vec<&str> = key.split('.').collect();
    match parts.as_slice() {
        ["borders", border, date] => rows::border(edit, border, date, value, file),
        ["parameters", name] => rows::parameter(edit, name, "", value, file),
        ["parameters", name, site] => rows::parameter(edit, name, site, value, file),
        ["parameters", name, site, date] => dated::parameter(edit, name, site, date, value, file),
        ["places", id, column] => rows::cell(edit, Table::Places, id, column, value, file, report),
        ["links", id, column] => rows::cell(edit, Table::Links, id, column, value, file, report),
        ["engine", "steps_per_day"] => rows::steps(edit, value, file),
        ["market", "enabled"] => rows::market(edit, value, file),
        ["period", end @ ("start" | "end")] => rows::period(edit, end, value, file),
        _ => Err(unknown_key(key, &parts)),
    }
}

fn unknown_key(key: &str, parts: &[&str]) -> Fault {
    let form = |section: &str| match section {
        "borders" => "borders.BORDER.YYYY-MM-DD",
        "parameters" => "parameters.NAME, parameters.NAME.SITE or parameters.NAME.SITE.YYYY-MM-DD",
        "places" => "places.ID.COLUMN",
        "links" => "links.ID.COLUMN",
        "engine" => "engine.steps_per_day",
        "market" => "market.enabled",
        _ => "period.start or period.end",
    };
    let section = parts.first().copied().unwrap_or_default();
    if SECTIONS.contains(&section) {
        let hint = match section {
            "engine" | "market" | "period" => {
                did_you_mean(key, ["engine.steps_per_day", "market.enabled", "period.start", "period.end"])
            }
            _ => None,
        };
        return Fault::error("unknown-key", shown(key), format!("a key of the form {}", form(section))).hint(hint);
    }
    let forms = SECTIONS.map(form).join(", ");
    let hint = crate::nearest::nearest(section, SECTIONS).map(|near| format!("did you mean {}?", form(near)));
    Fault::error("unknown-key", shown(key), format!("a key of the form {forms}")).hint(hint)
}
