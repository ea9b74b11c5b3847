//! Files to a folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::model::Scenario;

/// Why a scenario could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder has something in it that would be lost or mixed up.
    #[error("the folder {} is not empty: choose a new one", .0.display())]
    NotEmpty(PathBuf),
    /// The system refused.
    #[error("cannot write {}: {source}", path.display())]
    Io {
        /// What was to be written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Writes a scenario to a folder that is empty or does not exist yet. See [`Scenario::to_files`].
///
/// # Errors
/// If the folder is not empty or cannot be written.
pub fn write_folder(scenario: &Scenario, folder: &Path, hxl: bool) -> Result<(), WriteError> {
    write_files(&scenario.to_files(hxl), folder)
}

/// Writes files, by their names in the folder, to a folder that is empty or does not exist yet. Each file appears whole or
/// not at all.
///
/// # Errors
/// If the folder is not empty or cannot be written.
pub fn write_files(files: &BTreeMap<String, Vec<u8>>, folder: &Path) -> Result<(), WriteError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| WriteError::Io { path, source }
    };
    fs::create_dir_all(folder).map_err(failed(folder))?;
    if fs::read_dir(folder).map_err(failed(folder))?.next().is_some() {
        return Err(WriteError::NotEmpty(folder.to_owned()));
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed(parent))?;
        }
        write_whole(&path, bytes).map_err(failed(&path))?;
    }
    Ok(())
}

/// Writes beside the file first, so that nobody ever sees half of it.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".tmp");
    let temporary = path.with_file_name(name);
    let written = fs::File::create(&temporary)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // The first failure is the one to report.
        let _ = fs::remove_file(&temporary);
    }
    written
}
