//! A fingerprint of the inputs of a run.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::model::Scenario;
use crate::read::is_input;

/// SHA-256, as 64 hexadecimal digits, of the files that a scenario consists of: their names and contents, in the order of
/// names. Other files, such as `README.md` and `datapackage.json`, have no influence on a run and none on the hash.
#[must_use]
pub fn scenario_hash(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in files.iter().filter(|(name, _)| is_input(name)) {
        // With the lengths, no two sets of files give the same sequence of bytes.
        for part in [name.as_bytes(), bytes] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hash.update(part);
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Scenario {
    /// [`scenario_hash`] of the files that the scenario would be written to. It does not change with the order of columns
    /// or the line ends of the files that it was read from.
    #[must_use]
    pub fn hash(&self) -> String {
        scenario_hash(&self.to_files(false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pairs: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn every_byte_of_an_input_counts_and_no_other_file_does() {
        let base = scenario_hash(&files(&[("places.csv", "ab"), ("links.csv", "c")]));
        assert_eq!(base.len(), 64);
        assert_ne!(base, scenario_hash(&files(&[("places.csv", "a"), ("links.csv", "bc")])));
        assert_eq!(base, scenario_hash(&files(&[("places.csv", "ab"), ("links.csv", "c"), ("README.md", "x")])));
        // Fixed for good: results of earlier runs name it.
        assert_eq!(scenario_hash(&files(&[])), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
