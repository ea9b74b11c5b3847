//! Which parameter row holds for which place, link, gate, stream or series, on which day.

use std::collections::BTreeMap;
use vardar_scenario::{Distribution, ParameterKind, REGISTRY, Scenario};

/// A parameter row, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanRow {
    /// Name and site, for messages and tables.
    pub name: String,
    /// Site of the row.
    pub site: String,
    /// First day on which it holds, from the first simulated day; `i32::MIN` = always.
    pub from: i32,
    /// Central value.
    pub value: f64,
    /// Prior.
    pub distribution: Distribution,
    /// Allowed range.
    pub range: (f64, f64),
    /// True if the value is a guess: nobody has measured it.
    pub guess: bool,
    /// Rows of one name and site share their stream, so that a dated change does not add a new luck.
    pub stream: u32,
}

/// Values over time of one parameter at one target: (first day, row), the last one that has begun holds; empty = the default.
pub type Segments = Vec<(i32, u32)>;

/// How all parameters are drawn and resolved.
#[derive(Debug, Clone, Default)]
pub struct ParameterPlan {
    /// All rows.
    pub rows: Vec<PlanRow>,
    by_name_and_site: BTreeMap<(String, String), Vec<u32>>,
    /// Days on which some dated parameter changes, sorted, without duplicates.
    pub change_days: Vec<usize>,
}

impl ParameterPlan {
    pub(super) fn new(scenario: &Scenario, start: jiff::civil::Date, days: usize) -> Self {
        let mut plan = Self::default();
        for parameter in &scenario.parameters {
            let Some(kind) = kind(&parameter.name) else { continue };
            let key = (parameter.name.clone(), parameter.site.clone());
            let index = plan.rows.len() as u32;
            let same = plan.by_name_and_site.entry(key).or_default();
            same.push(index);
            let stream = same[0];
            let from = parameter.from.map_or(i32::MIN, |date| (date - start).get_days());
            if (0..days as i32).contains(&from) {
                plan.change_days.push(from as usize);
            }
            plan.rows.push(PlanRow {
                name: parameter.name.clone(),
                site: parameter.site.clone(),
                from,
                value: parameter.value,
                distribution: parameter.distribution,
                range: (kind.min, kind.max),
                guess: parameter.status == "guess",
                stream,
            });
        }
        plan.change_days.sort_unstable();
        plan.change_days.dedup();
        plan
    }

    /// Segments of a parameter for a target with these scopes, the most specific first (`["presevo", "SRB", ""]`).
    #[must_use]
    pub fn resolve(&self, name: &str, scopes: &[&str]) -> Segments {
        let rows_of = |site: &str| self.by_name_and_site.get(&(name.to_owned(), site.to_owned()));
        let mut days: Vec<i32> =
            scopes.iter().filter_map(|s| rows_of(s)).flatten().map(|row| self.rows[*row as usize].from).collect();
        days.sort_unstable();
        days.dedup();
        let mut segments = Segments::new();
        for day in days {
            let row = scopes.iter().find_map(|site| {
                let begun = rows_of(site)?.iter().filter(|row| self.rows[**row as usize].from <= day);
                begun.max_by_key(|row| self.rows[**row as usize].from).copied()
            });
            if let Some(row) = row
                && segments.last().is_none_or(|(_, last)| *last != row)
            {
                segments.push((day, row));
            }
        }
        segments
    }

    /// Largest value that the rows of a parameter are expected to take at a target; the default if it has none.
    #[must_use]
    pub fn upper(&self, name: &str, scopes: &[&str]) -> f64 {
        let default = kind(name).map_or(1.0, |k| k.default);
        self.resolve(name, scopes)
            .iter()
            .map(|(_, row)| {
                let row = &self.rows[*row as usize];
                match row.distribution {
                    Distribution::Fixed => row.value,
                    Distribution::Uniform { high, .. } => high.max(row.value),
                    // Twice as far as the 95 % point: what lies beyond is cut off at the last slot.
                    Distribution::Normal { high, .. } | Distribution::Lognormal { high, .. } => {
                        row.value + 2.0 * (high - row.value).max(0.0)
                    }
                }
            })
            .fold(default, f64::max)
    }
}

/// Registry entry of a parameter.
#[must_use]
pub fn kind(name: &str) -> Option<&'static ParameterKind> {
    REGISTRY.iter().find(|k| k.name == name)
}
