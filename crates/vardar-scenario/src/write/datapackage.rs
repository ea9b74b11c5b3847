//! `datapackage.json`: the tables described as a Data Package (version 2), so that other programs can read and check them.

use serde_json::{Map, Value, json};

use crate::columns::{Column, Kind, Need, TABLES, Table, TableShape};
use crate::model::Scenario;

pub(crate) const FILE: &str = "datapackage.json";

/// Describes those of the files that are tables.
pub(crate) fn describe<'n>(scenario: &Scenario, files: impl Iterator<Item = &'n str>, hxl: bool) -> Vec<u8> {
    let resources: Vec<Value> = files.filter_map(|file| shape_of(file).map(|shape| resource(file, shape, hxl))).collect();
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": scenario.name,
        "title": scenario.title,
        "description": scenario.description,
        "resources": resources,
    });
    let mut text = format!("{package:#}");
    text.push('\n');
    text.into_bytes()
}

fn shape_of(file: &str) -> Option<&'static TableShape> {
    let series = Table::Series.file();
    TABLES.iter().find(|shape| if shape.table == Table::Series { file.starts_with(series) } else { shape.file == file })
}

/// Name of the resource of a file: without its ending, with `-` for the folder.
fn resource_name(file: &str) -> String {
    file.trim_end_matches(".csv").replace('/', "-")
}

fn resource(file: &str, shape: &TableShape, hxl: bool) -> Value {
    let mut resource = json!({
        "name": resource_name(file),
        "type": "table",
        "path": file,
        "description": shape.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema(shape),
    });
    if hxl {
        // The second row holds the hashtags.
        resource["dialect"] = json!({ "header": true, "headerRows": [1], "commentRows": [2] });
    }
    resource
}

fn schema(shape: &TableShape) -> Value {
    let mut schema = json!({
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "missingValues": [""],
        "fields": shape.columns.iter().map(|column| field(column, shape)).collect::<Vec<_>>(),
    });
    // A primary key has no empty cells.
    let filled = |name: &&&str| shape.table.column(name).is_some_and(|column| column.need == Need::Filled);
    if !shape.key.is_empty() && shape.key.iter().filter(filled).count() == shape.key.len() {
        schema["primaryKey"] = json!(shape.key);
    }
    let foreign = |column: &Column| match column.kind {
        Kind::Reference(table, other) => Some(json!({
            "fields": [column.name],
            "reference": { "resource": resource_name(table.file()), "fields": [other] },
        })),
        _ => None,
    };
    let keys: Vec<Value> = shape.columns.iter().filter_map(foreign).collect();
    if !keys.is_empty() {
        schema["foreignKeys"] = json!(keys);
    }
    schema
}

fn field(column: &Column, shape: &TableShape) -> Value {
    let mut constraints = Map::new();
    if column.need == Need::Filled {
        constraints.insert("required".into(), json!(true));
    }
    if shape.key == [column.name] {
        constraints.insert("unique".into(), json!(true));
    }
    let kind = match column.kind {
        Kind::Text | Kind::Id | Kind::Reference(..) | Kind::List => "string",
        Kind::Country => {
            constraints.insert("pattern".into(), json!("[A-Z]{3}"));
            "string"
        }
        Kind::Date => "date",
        Kind::Month => "yearmonth",
        Kind::Count => {
            constraints.insert("minimum".into(), json!(0));
            "integer"
        }
        Kind::Number { min, max } => {
            if min > f64::MIN {
                constraints.insert("minimum".into(), json!(min));
                constraints.insert("maximum".into(), json!(max));
            }
            "number"
        }
        Kind::Word(words) => {
            constraints.insert("enum".into(), json!(words));
            "string"
        }
    };
    let mut field = json!({ "name": column.name, "type": kind, "description": column.meaning, "hxl": column.hxl });
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    field
}
