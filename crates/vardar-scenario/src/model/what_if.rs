//! Changes to a scenario that are kept under a name, to be asked for with `--what-if`.

use crate::model::Scenario;
use crate::nearest::{did_you_mean, listed};

/// `what_ifs.csv`: one change of a what-if, in the words of `--set KEY=VALUE`. The rows of a name are made in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIfRow {
    /// Name of the what-if, `[a-z0-9-]+`.
    pub name: String,
    /// What is changed.
    pub key: String,
    /// What it becomes.
    pub value: String,
    /// For people; on the first row of a name.
    pub description: String,
    /// Where the row comes from.
    pub source: String,
}

/// There is no what-if of this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no what-if `{name}`: {hint}")]
pub struct UnknownWhatIf {
    /// The name that was asked for.
    pub name: String,
    /// The nearest name, or all names.
    pub hint: String,
}

impl Scenario {
    /// The changes of a what-if, `(KEY, VALUE)`, for [`Scenario::with_overrides`].
    ///
    /// # Errors
    /// If there is none of this name; the error names the nearest.
    pub fn what_if(&self, name: &str) -> Result<Vec<(String, String)>, UnknownWhatIf> {
        let rows: Vec<&WhatIfRow> = self.what_ifs.iter().filter(|row| row.name == name).collect();
        if rows.is_empty() {
            let names = || first_rows(&self.what_ifs).map(|row| row.name.as_str());
            let hint = did_you_mean(name, names()).unwrap_or_else(|| match names().next() {
                Some(_) => format!("there are {}", listed(names())),
                None => "the scenario has none; a table `what_ifs.csv` would hold them".to_owned(),
            });
            return Err(UnknownWhatIf { name: name.to_owned(), hint });
        }
        Ok(rows.into_iter().map(WhatIfRow::change).collect())
    }
}

impl WhatIfRow {
    /// Key and value without spaces around them.
    pub(crate) fn change(&self) -> (String, String) {
        (self.key.trim().to_owned(), self.value.trim().to_owned())
    }
}

/// The first row of every name, in the order of the table.
pub(crate) fn first_rows(rows: &[WhatIfRow]) -> impl Iterator<Item = &WhatIfRow> {
    let mut seen = std::collections::BTreeSet::new();
    rows.iter().filter(move |row| seen.insert(row.name.as_str()))
}
