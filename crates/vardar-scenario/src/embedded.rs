//! The scenarios that come with the program.
//!
//! They are the folders of `scenarios/` at the top of the workspace; `build.rs` makes a table of their files, so a new folder
//! is embedded without touching code. A package of this crate alone must hold them too: `scenarios` beside `Cargo.toml` is a
//! symbolic link to them, which `cargo package` replaces by the files. Where symbolic links are not supported, the build
//! script falls back to the folder at the top of the workspace.

use std::collections::BTreeMap;

use crate::columns::Table;
use crate::model::{WhatIfRow, first_rows};
use crate::nearest::{did_you_mean, listed};
use crate::read::{self, Checked, read_files, settings};

/// A scenario that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Embedded {
    /// Name of its folder.
    pub name: &'static str,
    /// Names and contents of its files, `README.md` included.
    pub files: &'static [(&'static str, &'static [u8])],
}

include!(concat!(env!("OUT_DIR"), "/embedded_table.rs"));

/// There is no embedded scenario of this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no scenario `{name}`: {hint}")]
pub struct UnknownScenario {
    /// The name that was asked for.
    pub name: String,
    /// The nearest name, or all names.
    pub hint: String,
}

/// Every embedded scenario, by name.
#[must_use]
pub fn list() -> &'static [Embedded] {
    EMBEDDED
}

/// The embedded scenario of a name.
///
/// # Errors
/// If there is none; the error names the nearest.
pub fn get(name: &str) -> Result<&'static Embedded, UnknownScenario> {
    let names = || EMBEDDED.iter().map(|embedded| embedded.name);
    EMBEDDED.iter().find(|embedded| embedded.name == name).ok_or_else(|| UnknownScenario {
        name: name.to_owned(),
        hint: did_you_mean(name, names()).unwrap_or_else(|| format!("there are {}", listed(names()))),
    })
}

impl Embedded {
    /// One line for people. Only `scenario.toml` is looked at.
    #[must_use]
    pub fn title(&self) -> String {
        settings::title(self.text(settings::FILE)).0
    }

    /// A paragraph for people. Only `scenario.toml` is looked at.
    #[must_use]
    pub fn description(&self) -> String {
        settings::title(self.text(settings::FILE)).1
    }

    /// Name and description of each of its what-ifs. Only `what_ifs.csv` is looked at.
    #[must_use]
    pub fn what_ifs(&self) -> Vec<(String, String)> {
        let text = self.text(Table::WhatIfs.file());
        let rows: Vec<WhatIfRow> = read::rows_of(Table::WhatIfs, text, read::rows::what_if);
        first_rows(&rows).map(|row| (row.name.clone(), row.description.clone())).collect()
    }

    /// Text of one of its files; empty if it has no such file.
    #[must_use]
    pub fn text(&self, name: &str) -> &'static str {
        let bytes = self.files.iter().find(|(known, _)| *known == name).map_or(&b""[..], |(_, bytes)| bytes);
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// Its files, to be read or written.
    #[must_use]
    pub fn to_files(&self) -> BTreeMap<String, Vec<u8>> {
        self.files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect()
    }

    /// Reads and checks it.
    #[must_use]
    pub fn read(&self) -> Checked {
        read_files(&self.to_files(), self.name)
    }
}
