//! Finds the chart library in the locked package `charming`, checks it and copies it to where the crate embeds it.
//!
//! `charming` is a dependency that no target ever compiles: it is there so that `Cargo.lock` pins the package and
//! Cargo downloads it. Its source folder is asked of `cargo metadata`, which needs no lock that a running build holds.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use sha2::{Digest, Sha256};

const PACKAGE: &str = "charming";
const FILE: &str = "src/asset/echarts-5.5.1.min.js";
const SHA_256: &str = "e84270bd0cd5bdf60fefc26d00c2a391cb2e81f4d26a7a9ee16185a54773a3cf";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=Cargo.toml");
    if let Err(message) = place_library() {
        for line in message.lines() {
            println!("cargo::error={line}");
        }
    }
}

fn place_library() -> Result<(), String> {
    let library = package_folder()?.join(FILE);
    let bytes = fs::read(&library).map_err(|error| format!("cannot read the chart library {}: {error}", library.display()))?;
    let found = hexadecimal(&Sha256::digest(&bytes));
    if found != SHA_256 {
        return Err(format!(
            "the chart library {} has SHA-256 {found}, but {SHA_256} is expected: \
             the pinned version of `{PACKAGE}` and the constants in build.rs must change together",
            library.display()
        ));
    }
    let target = PathBuf::from(variable("OUT_DIR")?).join("echarts.js");
    fs::write(&target, bytes).map_err(|error| format!("cannot write {}: {error}", target.display()))
}

/// Folder of the package's source. Tries the lock file as it is first; while dependencies are being edited it may be
/// out of date, and then Cargo may bring it up to date.
fn package_folder() -> Result<PathBuf, String> {
    let manifest = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("Cargo.toml");
    match folder_by_metadata(&manifest, &["--locked"]) {
        Ok(folder) => Ok(folder),
        Err(first) => folder_by_metadata(&manifest, &[]).map_err(|second| {
            format!(
                "the report embeds the chart library from the package `{PACKAGE}`, which `cargo metadata` did not find.\n\
                 With --locked: {first}\nWithout: {second}\n\
                 Without a network, run `cargo fetch` once while there is one."
            )
        }),
    }
}

fn folder_by_metadata(manifest: &Path, flags: &[&str]) -> Result<PathBuf, String> {
    let output = Command::new(variable("CARGO")?)
        .args(["metadata", "--format-version", "1", "--manifest-path"])
        .arg(manifest)
        .args(flags)
        .output()
        .map_err(|error| format!("cargo did not start: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("its answer is not JSON: {error}"))?;
    metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|package| package["name"] == PACKAGE)
        .find_map(|package| Path::new(package["manifest_path"].as_str()?).parent().map(Path::to_owned))
        .ok_or_else(|| "the package is not among the dependencies".to_owned())
}

fn variable(name: &str) -> Result<String, String> {
    env::var(name).map_err(|error| format!("environment variable {name}: {error}"))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
