//! The chapter on the format says what the code says: the same columns, types, needs, ranges and meanings.

use crate::chapter::text;
use vardar_scenario::columns::{Column, Kind, Need, Rows, TABLES, TableShape};
use vardar_scenario::{ParameterKind, REGISTRY, Scope};

const CHAPTER: &str = "scenario-format.md";

/// The section about a table, as it must stand in the chapter.
fn section(shape: &TableShape) -> String {
    let file = if shape.file.ends_with('/') { format!("{}*.csv", shape.file) } else { shape.file.to_owned() };
    let rows = match shape.rows {
        Rows::Needed => "The file and at least one row are needed.",
        Rows::FileNeeded => "The file is needed; it may have no rows.",
        Rows::Optional => "Optional.",
    };
    let key: Vec<String> = shape.key.iter().map(|column| format!("`{column}`")).collect();
    let key = match key.as_slice() {
        [] => String::new(),
        [only] => format!(" No two rows have the same {only}."),
        [first @ .., last] => format!(" No two rows have the same {} and {last}.", first.join(", ")),
    };
    let columns: Vec<String> = shape.columns.iter().map(row).collect();
    let header = "| column | type | needed | HXL | meaning |\n|---|---|---|---|---|";
    format!("### {file}\n\nHolds {}. {rows}{key}\n\n{header}\n{}\n", shape.meaning, columns.join("\n"))
}

fn row(column: &Column) -> String {
    let needed = match column.need {
        Need::Filled => "yes",
        Need::Exists => "column only",
        Need::Optional => "no",
    };
    format!("| `{}` | {} | {needed} | `{}` | {} |", column.name, kind(column.kind), column.hxl, column.meaning)
}

fn kind(kind: Kind) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Id => "name".to_owned(),
        Kind::Reference(table, column) => format!("`{column}` of {}", table.file()),
        Kind::Country => "country code".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Month => "month".to_owned(),
        Kind::Count => "whole number, 0 or more".to_owned(),
        Kind::Number { min, max } if min == f64::MIN && max == f64::MAX => "number".to_owned(),
        Kind::Number { min, max } => format!("number from {min} to {max}"),
        Kind::Word(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Kind::List => "list, separated by `;`".to_owned(),
    }
}

/// The table of parameters, as it must stand in the chapter.
fn registry() -> String {
    let header = "| parameter | unit | from | to | default | holds for | dated | meaning |\n|---|---|---|---|---|---|---|---|";
    let rows: Vec<String> = REGISTRY.iter().map(parameter).collect();
    format!("{header}\n{}\n", rows.join("\n"))
}

fn parameter(kind: &ParameterKind) -> String {
    let scope = match kind.scope {
        Scope::Global => "everything",
        Scope::Place => "place, region, country",
        Scope::Area => "region, country",
        Scope::Country => "country",
        Scope::Link => "link, corridor, pair",
        Scope::Border => "link, corridor, pair, country",
        Scope::Stream => "stream",
        Scope::Series => "site of a series",
        Scope::Group => "group",
    };
    let dated = if kind.dated { "yes" } else { "no" };
    let ParameterKind { name, unit, min, max, default, meaning, .. } = kind;
    format!("| `{name}` | {unit} | {min} | {max} | {default} | {scope} | {dated} | {meaning} |")
}

#[test]
fn every_table_and_column_is_described() {
    let chapter = text(CHAPTER);
    for shape in &TABLES {
        let section = section(shape);
        assert!(chapter.contains(&section), "{CHAPTER} lacks, or has otherwise:\n\n{section}");
    }
}

#[test]
fn every_parameter_is_described() {
    let (chapter, registry) = (text(CHAPTER), registry());
    assert!(chapter.contains(&registry), "{CHAPTER} lacks, or has otherwise:\n\n{registry}");
}
