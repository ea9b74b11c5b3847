//! Makes the table of embedded scenarios: see `src/embedded.rs`.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let candidates = [manifest.join("scenarios"), manifest.join("../../scenarios")];
    let mut table = String::from("static EMBEDDED: &[Embedded] = &[\n");
    if let Some(folder) = candidates.iter().find(|folder| folder.is_dir()) {
        println!("cargo::rerun-if-changed={}", folder.display());
        for (name, path) in entries(folder)? {
            if path.join("scenario.toml").is_file() {
                let mut files = Vec::new();
                collect(&path, "", &mut files)?;
                let _ = writeln!(table, "    Embedded {{ name: {name:?}, files: &[");
                for (file, path) in files {
                    let path = path.canonicalize()?;
                    let _ = writeln!(table, "        ({file:?}, include_bytes!({path:?})),");
                }
                table.push_str("    ] },\n");
            }
        }
    }
    table.push_str("];\n");
    println!("cargo::rerun-if-changed=build.rs");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("embedded_table.rs"), table)
}

/// Files below a folder, by their names with `/`, one folder deep: a scenario has no more.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for (name, path) in entries(folder)? {
        if path.is_file() {
            files.push((format!("{prefix}{name}"), path));
        } else if prefix.is_empty() {
            collect(&path, &format!("{name}/"), files)?;
        }
    }
    Ok(())
}

/// Names and paths in a folder, sorted, without hidden and temporary ones.
fn entries(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if let Some(name) = path.file_name().and_then(|name| name.to_str())
            && !name.starts_with('.')
            && !name.ends_with(".tmp")
        {
            found.push((name.to_owned(), path.clone()));
        }
    }
    found.sort();
    Ok(found)
}
