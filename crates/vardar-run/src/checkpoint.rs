//! What has been done so far, kept in a file beside the results to come until all is done.
//!
//! A line says what was asked for, the next one what is known so far, and each further one holds an item of it; the last one is a
//! checksum, so that a damaged file is told and not believed. What may not change: a checkpoint appears whole or not at all, numbers in it keep every bit, and it is used only by a request that is the
//! same in everything that decides the result.

use crate::error::RunError;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};
use vardar_results::write_whole;

/// A checkpoint file.
#[derive(Debug)]
pub struct Checkpoint {
    path: PathBuf,
    asked: String,
}

impl Checkpoint {
    /// A file of this name in the folder; `asked` says in words what decides the result.
    #[must_use]
    pub fn new(folder: &Path, name: &str, asked: String) -> Self {
        Self { path: folder.join(name), asked }
    }

    /// What was kept, if anything was.
    ///
    /// # Errors
    /// If the file is none of these, or belongs to another request.
    pub fn read<T: DeserializeOwned, I: DeserializeOwned>(&self) -> Result<Option<(T, Vec<I>)>, RunError> {
        let io = |source| RunError::Io { path: self.path.clone(), source };
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(io(source)),
        };
        let refuse = |reason: &str| RunError::RunFile {
            path: self.path.clone(),
            reason: format!("{reason}: leave out --resume to start again"),
        };
        let mut lines = BufReader::new(file).split(b'\n').collect::<Result<Vec<_>, _>>().map_err(io)?;
        if lines.first().is_some_and(|asked| serde_json::from_slice::<String>(asked).is_ok_and(|asked| asked != self.asked)) {
            return Err(refuse("it belongs to work with other settings"));
        }
        let sum = lines.pop().unwrap_or_default();
        let whole = lines.iter().fold(FIRST_SUM, |sum, line| checksum(sum, line)).to_string().into_bytes() == sum;
        let [_, state, items @ ..] = lines.as_slice() else { return Err(refuse("it is damaged")) };
        if !whole {
            return Err(refuse("it is damaged"));
        }
        let broken = |error: serde_json::Error| refuse(&error.to_string());
        let state = serde_json::from_slice(state).map_err(broken)?;
        let item = |line: &Vec<u8>| serde_json::from_value(unpacked(serde_json::from_slice(line)?));
        Ok(Some((state, items.iter().map(item).collect::<Result<Vec<I>, _>>().map_err(broken)?)))
    }

    /// Keeps a state and its items in the place of those before.
    pub fn keep<T: Serialize, I: Serialize>(&self, state: &T, items: impl Iterator<Item = I>) -> Result<(), RunError> {
        Ok(write_whole(&self.path, |out| {
            let mut sum = FIRST_SUM;
            let mut put = |line: Vec<u8>| {
                sum = checksum(sum, &line);
                out.write_all(&line)?;
                out.write_all(b"\n")
            };
            put(serde_json::to_vec(&self.asked)?)?;
            put(serde_json::to_vec(state)?)?;
            for item in items {
                put(serde_json::to_vec(&packed(serde_json::to_value(item)?))?)?;
            }
            writeln!(out, "{sum}")
        })?)
    }

    /// True if something was kept.
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

const FIRST_SUM: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over the lines (G. Fowler, L. C. Noll and K.-P. Vo): enough against accidents.
fn checksum(sum: u64, line: &[u8]) -> u64 {
    line.iter().chain(b"\n").fold(sum, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

const LENGTH: &str = "length";
const OTHERS: &str = "not zero";

/// Most places and links are empty most of the time: long lists of numbers are kept as their length and the places and values that
/// are not zero.
fn packed(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(name, value)| (name, packed(value))).collect()),
        Value::Array(list) if list.len() > 16 && list.iter().all(Value::is_number) => {
            let others = list.iter().enumerate().filter(|(_, value)| !is_zero(value));
            if 2 * others.clone().count() > list.len() {
                return Value::Array(list);
            }
            let others: Vec<Value> = others.flat_map(|(place, value)| [place.into(), value.clone()]).collect();
            let fields = [(LENGTH.to_owned(), list.len().into()), (OTHERS.to_owned(), others.into())];
            Value::Object(Map::from_iter(fields))
        }
        other => other,
    }
}

fn is_zero(value: &Value) -> bool {
    value.as_f64().is_some_and(|number| number == 0.0 && number.is_sign_positive())
}

/// Longest list that is made of a few numbers in a file: no file asks for all the memory there is.
const LONGEST: usize = 100_000_000;

fn unpacked(value: Value) -> Value {
    let Value::Object(fields) = value else { return value };
    let length = fields.get(LENGTH).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok()).filter(|n| *n <= LONGEST);
    if let (Some(length), Some(Value::Array(others)), 2) = (length, fields.get(OTHERS), fields.len()) {
        let mut list = vec![Value::from(0); length];
        for pair in others.chunks_exact(2) {
            let place = pair[0].as_u64().and_then(|place| usize::try_from(place).ok());
            if let Some(cell) = place.and_then(|place| list.get_mut(place)) {
                *cell = pair[1].clone();
            }
        }
        return Value::Array(list);
    }
    Value::Object(fields.into_iter().map(|(name, value)| (name, unpacked(value))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(folder: &Path, asked: &str) -> Checkpoint {
        Checkpoint::new(folder, "work.partial.json", asked.to_owned())
    }

    #[test]
    fn what_was_kept_is_found_to_the_bit() {
        let folder = tempfile::tempdir().expect("a folder");
        let checkpoint = kept(folder.path(), "this\nwork");
        let state = vec![0.1 + 0.2, -0.0, 1e-300, f64::MIN_POSITIVE];
        let mut sparse = vec![0.0; 100];
        sparse[7] = 1.0 / 3.0;
        sparse[99] = -0.0;
        checkpoint.keep(&state, [&sparse, &vec![1.0; 40], &vec![0.0; 3]].into_iter()).expect("kept");
        let (found, items): (Vec<f64>, Vec<Vec<f64>>) = checkpoint.read().expect("readable").expect("there");
        let bits = |list: &[f64]| list.iter().map(|n| n.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&found), bits(&state));
        assert_eq!((bits(&items[0]), items[1].len(), items[2].len()), (bits(&sparse), 40, 3));
        checkpoint.remove().expect("removed");
        assert!(checkpoint.read::<Vec<f64>, f64>().expect("readable").is_none());
    }

    #[test]
    fn other_work_and_other_files_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        kept(folder.path(), "this").keep(&1, std::iter::empty::<u32>()).expect("kept");
        let other = kept(folder.path(), "that").read::<u32, u32>().expect_err("refused").to_string();
        assert!(other.contains("other settings") && other.contains("--resume"), "{other}");
        for bytes in ["", "\"this\"\n", "\"this\"\n{\n", "\"this\"\n1\n{\"length\":1e18,\"not zero\":[]}\n", "\u{0}"] {
            std::fs::write(folder.path().join("work.partial.json"), bytes).expect("written");
            assert!(kept(folder.path(), "this").read::<u32, u32>().is_err(), "{bytes:?}");
        }
        kept(folder.path(), "this").keep(&1, [25, 36].into_iter()).expect("kept");
        let whole = std::fs::read_to_string(folder.path().join("work.partial.json")).expect("there");
        std::fs::write(folder.path().join("work.partial.json"), whole.replace("36", "63")).expect("written");
        let damaged = kept(folder.path(), "this").read::<u32, u32>().expect_err("refused").to_string();
        assert!(damaged.contains("damaged"), "{damaged}");
    }
}
