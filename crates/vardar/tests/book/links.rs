//! Links between the chapters, the README and the files of the project lead somewhere.

use crate::chapter::sources;
use std::path::{Path, PathBuf};

/// Targets of the links and pictures of a text that lie in the project.
fn targets(text: &str) -> Vec<&str> {
    let after = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    after.filter(|target| !target.is_empty() && !target.contains("://") && !target.contains(' ')).collect()
}

fn chapters() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(sources()).expect("the book is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths
}

fn texts() -> Vec<PathBuf> {
    let top = sources().join("../..");
    let mut texts = chapters();
    texts.extend(["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "bench/README.md"].map(|name| top.join(name)));
    texts
}

#[test]
fn every_link_leads_somewhere() {
    for path in texts() {
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for target in targets(&text) {
            let file = path.parent().unwrap_or(Path::new(".")).join(target);
            assert!(file.exists(), "{} links to {target}, which does not exist", path.display());
        }
    }
}

#[test]
fn every_chapter_is_in_the_summary() {
    let summary = std::fs::read_to_string(sources().join("SUMMARY.md")).expect("a summary");
    for path in chapters() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        assert!(name == "SUMMARY.md" || targets(&summary).contains(&&*name), "{name} is not in SUMMARY.md");
    }
}
