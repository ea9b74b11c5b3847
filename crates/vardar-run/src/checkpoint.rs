//! What has been done so far, kept in a file beside the results to come until all is done.
//!
//! What may not change: a checkpoint appears whole or not at all, numbers in it keep every bit, and it is used only by a request
//! that is the same in everything that decides the result.

use crate::error::RunError;
use crate::files::write_json;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A checkpoint file.
#[derive(Debug)]
pub struct Checkpoint {
    path: PathBuf,
    asked: String,
}

#[derive(Serialize)]
struct Kept<'a, T> {
    asked: &'a str,
    state: &'a T,
}

#[derive(Deserialize)]
struct Found {
    asked: String,
    state: serde_json::Value,
}

impl Checkpoint {
    /// A file of this name in the folder; `asked` says in words what decides the result.
    #[must_use]
    pub fn new(folder: &Path, name: &str, asked: String) -> Self {
        Self { path: folder.join(name), asked }
    }

    /// The state that was kept, if there is one.
    ///
    /// # Errors
    /// If the file is none of these, or belongs to another request.
    pub fn read<T: DeserializeOwned>(&self) -> Result<Option<T>, RunError> {
        let text = match std::fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(RunError::Io { path: self.path.clone(), source }),
        };
        let refuse = |reason: &str| RunError::RunFile {
            path: self.path.clone(),
            reason: format!("{reason}: leave out --resume to start again"),
        };
        let found: Found = serde_json::from_str(&text).map_err(|error| refuse(&error.to_string()))?;
        if found.asked != self.asked {
            return Err(refuse("it belongs to work with other settings"));
        }
        serde_json::from_value(found.state).map(Some).map_err(|error| refuse(&error.to_string()))
    }

    /// Keeps a state in the place of the one before.
    pub fn keep<T: Serialize>(&self, state: &T) -> Result<(), RunError> {
        write_json(&self.path, &Kept { asked: &self.asked, state })
    }

    /// True if there is one.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.path.exists()
    }

    /// Removes the file, if there is one.
    pub fn remove(&self) -> Result<(), RunError> {
        match std::fs::remove_file(&self.path) {
            Err(source) if source.kind() != ErrorKind::NotFound => Err(RunError::Io { path: self.path.clone(), source }),
            _ => Ok(()),
        }
    }
}
