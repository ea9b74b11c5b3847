//! Which parameter row holds for which place, link, gate, stream or series, on which day.

use std::collections::{BTreeMap, BTreeSet};
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
    /// Rows of one name and site share their stream, so that a dated change does not add a new luck; no row has another's, and
    /// none depends on which other rows there are, so that runs of two scenarios can be compared pair by pair.
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
        let mut taken = BTreeSet::new();
        for parameter in &scenario.parameters {
            let Some(kind) = kind(&parameter.name) else { continue };
            let key = (parameter.name.clone(), parameter.site.clone());
            let index = plan.rows.len() as u32;
            let same = plan.by_name_and_site.entry(key).or_default();
            same.push(index);
            let stream = match same[0] {
                first if first < index => plan.rows[first as usize].stream,
                _ => free_stream(&mut taken, &parameter.name, &parameter.site),
            };
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

/// A stream that follows from the name and site of a row alone (FNV-1a: Fowler, Noll and Vo), or the next that nobody has.
fn free_stream(taken: &mut BTreeSet<u32>, name: &str, site: &str) -> u32 {
    let bytes = name.bytes().chain([b'/']).chain(site.bytes());
    let mut stream = bytes.fold(0x811c_9dc5u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    while !taken.insert(stream) {
        stream = stream.wrapping_add(1);
    }
    stream
}

/// Registry entry of a parameter.
#[must_use]
pub fn kind(name: &str) -> Option<&'static ParameterKind> {
    REGISTRY.iter().find(|k| k.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vardar_scenario::embedded;

    #[test]
    fn the_luck_of_a_row_does_not_depend_on_other_rows() {
        let mut scenario = embedded::get("balkan-2015").expect("embedded").read().scenario.expect("usable");
        let plan = |scenario: &Scenario| ParameterPlan::new(scenario, scenario.period.start, scenario.period.days());
        let all = plan(&scenario);
        let removed = scenario.parameters.remove(3);
        let fewer = plan(&scenario);
        for row in &fewer.rows {
            let same = |other: &&PlanRow| (&other.name, &other.site) == (&row.name, &row.site);
            assert_eq!(all.rows.iter().find(same).map(|row| row.stream), Some(row.stream));
        }
        let key = |row: &PlanRow| (row.name.clone(), row.site.clone());
        let mut streams: Vec<_> = all.rows.iter().map(|row| (row.stream, key(row))).collect();
        streams.sort();
        streams.dedup();
        let mut keys: Vec<_> = all.rows.iter().map(key).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(streams.len(), keys.len(), "no two keys share a stream, and no key has two; {} is gone", removed.name);
        streams.dedup_by_key(|(stream, _)| *stream);
        assert_eq!(streams.len(), keys.len());
    }
}
