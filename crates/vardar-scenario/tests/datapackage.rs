//! `datapackage.json` describes the files that are written with it.

mod support;

use std::collections::BTreeSet;

use serde_json::Value;

#[test]
fn every_table_is_described_with_its_columns_in_order() {
    let scenario = support::read(&support::base()).scenario.unwrap();
    let files = scenario.to_files(false);
    let package: Value = serde_json::from_slice(&files["datapackage.json"]).unwrap();
    assert_eq!(package["$schema"], "https://datapackage.org/profiles/2.0/datapackage.json");
    assert_eq!(package["name"], "small-route");
    let resources = package["resources"].as_array().unwrap();
    let paths: BTreeSet<&str> = resources.iter().map(|resource| resource["path"].as_str().unwrap()).collect();
    let tables: BTreeSet<&str> = files.keys().map(String::as_str).filter(|name| name.ends_with(".csv")).collect();
    assert_eq!(paths, tables);
    for resource in resources {
        let text = std::str::from_utf8(&files[resource["path"].as_str().unwrap()]).unwrap();
        let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names, header);
        assert!(resource.get("dialect").is_none());
    }
    let links = resources.iter().find(|resource| resource["name"] == "links").unwrap();
    assert_eq!(links["schema"]["primaryKey"], serde_json::json!(["id"]));
    assert_eq!(links["schema"]["foreignKeys"][0]["reference"]["resource"], "places");
    let tagged: Value = serde_json::from_slice(&scenario.to_files(true)["datapackage.json"]).unwrap();
    assert_eq!(tagged["resources"][0]["dialect"]["commentRows"], serde_json::json!([2]));
}
