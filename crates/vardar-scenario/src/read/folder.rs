//! The files of a scenario folder: which belong to it, and which probably should.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use crate::columns::{TABLES, Table};
use crate::problem::{Fault, Report, Spot, shown};

use super::settings;
use super::text::{LARGEST_FILE, too_large};

/// What a folder holds.
#[derive(Debug, Default)]
pub(crate) struct Folder {
    /// Files of the scenario.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Names of everything in the folder.
    pub others: Vec<String>,
    /// Names of files of the scenario that are there but could not be read, which has been reported.
    pub refused: Vec<String>,
}

impl Folder {
    /// True if the file is there, whether or not it could be read.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name) || self.refused.iter().any(|refused| refused == name)
    }
}

/// True for the names of files that a scenario consists of.
pub(crate) fn is_input(name: &str) -> bool {
    name == settings::FILE
        || TABLES.iter().any(|shape| shape.table != Table::Series && shape.file == name)
        || series_stem(name).is_some()
}

/// Stem of a series file, if the name is one.
fn series_stem(name: &str) -> Option<&str> {
    let stem = name.strip_prefix(Table::Series.file())?.strip_suffix(".csv")?;
    (!stem.is_empty() && !stem.contains('/') && !stem.starts_with('.')).then_some(stem)
}

/// Reads the files of a folder; `None` if it is not one.
pub(crate) fn load(path: &Path, report: &mut Report) -> Option<Folder> {
    let fail = |code, found: String, report: &mut Report| {
        let fault = Fault::error(code, found, "a folder with `scenario.toml` and the tables of a scenario");
        report.push(fault.at(Spot::file(&path.display().to_string())));
    };
    match fs::metadata(path) {
        Err(error) => {
            fail("unreadable-folder", error.to_string(), report);
            return None;
        }
        Ok(metadata) if !metadata.is_dir() => {
            fail("not-a-folder", "a file".to_owned(), report);
            return None;
        }
        Ok(_) => {}
    }
    let mut folder = Folder::default();
    match names_in(path) {
        Ok(names) => folder.others = names,
        Err(error) => {
            fail("unreadable-folder", error.to_string(), report);
            return None;
        }
    }
    let series = Table::Series.file().trim_end_matches('/');
    if folder.others.iter().any(|name| name == series) {
        load_series_names(path, &mut folder, report);
    }
    check_names(folder.others.iter().map(String::as_str), report);
    for name in folder.others.clone().iter().filter(|name| is_input(name)) {
        match load_file(&path.join(name)) {
            Ok(bytes) => {
                folder.files.insert(name.clone(), bytes);
            }
            Err(fault) => {
                report.push(fault.at(Spot::file(name)));
                folder.refused.push(name.clone());
            }
        }
    }
    Some(folder)
}

/// Adds the names of the files in `series/`. A link to another folder is refused: it could lead back here.
fn load_series_names(path: &Path, folder: &mut Folder, report: &mut Report) {
    let prefix = Table::Series.file();
    let path = path.join(prefix.trim_end_matches('/'));
    let outcome =
        fs::symlink_metadata(&path).and_then(|metadata| if metadata.is_dir() { names_in(&path).map(Some) } else { Ok(None) });
    let found = match outcome {
        Ok(Some(names)) => {
            folder.others.extend(names.into_iter().map(|name| format!("{prefix}{name}")));
            return;
        }
        Ok(None) => "a file or a symbolic link".to_owned(),
        Err(error) => error.to_string(),
    };
    report.push(Fault::error("unreadable-folder", found, "a folder with series of observations").at(Spot::file(prefix)));
}

fn names_in(path: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(path)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort_unstable();
    Ok(names)
}

fn load_file(path: &Path) -> Result<Vec<u8>, Fault> {
    let unreadable = |error: std::io::Error| Fault::error("unreadable-file", error.to_string(), "a file that can be read");
    // A pipe or a device would be waited for, so the kind is looked up before opening.
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(Fault::error("unreadable-file", "something other than a file", "a file that can be read"));
    }
    if metadata.len() > LARGEST_FILE {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::new();
    // One byte more than is allowed: the file may have grown since.
    fs::File::open(path).and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    Ok(bytes)
}

/// Warns about files that look like a misspelt table, and refuses series whose name cannot be used.
pub(crate) fn check_names<'n>(names: impl Iterator<Item = &'n str>, report: &mut Report) {
    for name in names {
        if let Some(stem) = series_stem(name) {
            if !stem.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_') {
                let fault = Fault::error("bad-name", shown(stem), "a name of lower-case letters, digits, `-` and `_`");
                report.push(fault.at(Spot::file(name)));
            }
        } else if let Some(table) = misspelt(name) {
            let fault = Fault::warning("misspelt-file", shown(name), "a table of the scenario, or a name unlike one");
            let hint = format!("the file is not read; rename it to `{table}` if it is this table");
            report.push(fault.hint(hint).at(Spot::file(name)));
        }
    }
}

fn misspelt(name: &str) -> Option<&'static str> {
    let tables = TABLES.iter().filter(|shape| shape.table != Table::Series).map(|shape| shape.file);
    if is_input(name) {
        return None;
    }
    tables.chain([settings::FILE]).find(|table| looks_like(name, table))
}

/// True if `name` is `table` with one or two letters wrong, in other case, or with another ending of the same kind.
pub(crate) fn looks_like(name: &str, table: &str) -> bool {
    let name = name.to_lowercase();
    let near = |a: &str, b: &str| strsim::damerau_levenshtein(a, b) <= 2;
    match (name.rsplit_once('.'), table.rsplit_once('.')) {
        (Some((stem, ending)), Some((table_stem, table_ending))) => {
            let ending_fits =
                ending == table_ending || (table_ending == "csv" && matches!(ending, "tsv" | "txt" | "xlsx" | "xls" | "ods"));
            name.len() < 100 && ending_fits && near(stem, table_stem)
        }
        _ => name == table.rsplit_once('.').map_or("", |(stem, _)| stem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_tables_are_told_from_other_files() {
        assert_eq!(misspelt("place.csv"), Some("places.csv"));
        assert_eq!(misspelt("Places.csv"), Some("places.csv"));
        assert_eq!(misspelt("scenario.tml"), None);
        assert_eq!(misspelt("links.xlsx"), Some("links.csv"));
        for name in ["places.csv", "README.md", "datapackage.json", "map.csv", "series", "notes.csv", "places"] {
            assert_eq!(misspelt(name).filter(|_| name != "places"), None, "{name}");
        }
    }

    #[test]
    fn series_lie_directly_in_their_folder() {
        assert!(is_input("series/daily-arrivals.csv"));
        assert!(!is_input("series/old/a.csv") && !is_input("series/.csv") && !is_input("series/a.txt") && !is_input("a.csv"));
    }
}
