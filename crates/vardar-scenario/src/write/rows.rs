//! The rows of each table as text, in the order of the table's columns.

use jiff::civil::Date;

use crate::columns::TARGET_USES;
use crate::model::{
    Attraction, CapacityChange, Distribution, Group, InflowRow, InitialStock, Link, MixShare, Mode, Observation,
    ObservedQuantity, Parameter, Place, PlaceKind, Regime, RegimeEntry, StreamShare, Target, TargetQuantity, WhatIfRow,
};

/// Text of a value that may be missing.
fn optional<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// Spelling of a word of a fixed list.
fn word<T: PartialEq + Copy>(value: T, all: &[(T, &'static str)]) -> String {
    all.iter().find(|(known, _)| *known == value).map(|(_, word)| (*word).to_owned()).unwrap_or_default()
}

fn month(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

pub(crate) fn place(row: &Place) -> Vec<String> {
    vec![
        row.id.clone(),
        row.name.clone(),
        row.country.clone(),
        optional(&row.region),
        row.lat.to_string(),
        row.lon.to_string(),
        word(row.kind, &PlaceKind::ALL),
        optional(&row.capacity_beds),
        optional(&row.registration_per_day),
        optional(&row.opened),
        optional(&row.closed),
        row.source.clone(),
    ]
}

pub(crate) fn capacity(row: &CapacityChange) -> Vec<String> {
    vec![
        row.date.to_string(),
        row.place.clone(),
        optional(&row.capacity_beds),
        optional(&row.registration_per_day),
        row.source.clone(),
    ]
}

pub(crate) fn link(row: &Link) -> Vec<String> {
    vec![
        row.id.clone(),
        row.from.clone(),
        row.to.clone(),
        word(row.mode, &Mode::ALL),
        row.distance_km.to_string(),
        row.hours_min.to_string(),
        row.hours_max.to_string(),
        optional(&row.corridor),
        optional(&row.opened),
        optional(&row.closed),
        row.source.clone(),
    ]
}

pub(crate) fn border(row: &RegimeEntry) -> Vec<String> {
    let (regime, per_day, eligible) = match &row.regime {
        Regime::Open => ("open", None, String::new()),
        Regime::Metered(per_day) => ("metered", *per_day, String::new()),
        Regime::Restricted { eligible, per_day } => ("restricted", *per_day, eligible.join(";")),
        Regime::Closed => ("closed", None, String::new()),
    };
    vec![
        row.announced.to_string(),
        row.effective.to_string(),
        row.border.clone(),
        regime.to_owned(),
        optional(&per_day),
        eligible,
        row.note.clone(),
        row.source.clone(),
    ]
}

pub(crate) fn group(row: &Group) -> Vec<String> {
    vec![row.id.clone(), row.name.clone(), row.nationality.clone(), row.profile.clone(), row.source.clone()]
}

pub(crate) fn attraction(row: &Attraction) -> Vec<String> {
    vec![row.place.clone(), row.group.clone(), row.share.to_string(), row.source.clone()]
}

pub(crate) fn stream(row: &StreamShare) -> Vec<String> {
    vec![row.stream.clone(), row.place.clone(), row.share.to_string(), row.mix.clone(), row.source.clone()]
}

pub(crate) fn mix(row: &MixShare) -> Vec<String> {
    vec![month(row.month), row.mix.clone(), row.group.clone(), row.share.to_string(), row.source.clone()]
}

pub(crate) fn inflow(row: &InflowRow) -> Vec<String> {
    vec![row.date.to_string(), row.stream.clone(), row.people.to_string(), row.source.clone()]
}

pub(crate) fn initial(row: &InitialStock) -> Vec<String> {
    vec![row.site.clone(), row.people.to_string(), row.mix.clone(), row.source.clone()]
}

pub(crate) fn observation(row: &Observation) -> Vec<String> {
    vec![
        row.date.to_string(),
        word(row.quantity, &ObservedQuantity::ALL),
        row.site.clone(),
        optional(&row.people),
        row.definition.clone(),
        row.source.clone(),
    ]
}

pub(crate) fn what_if(row: &WhatIfRow) -> Vec<String> {
    vec![row.name.clone(), row.key.clone(), row.value.clone(), row.description.clone(), row.source.clone()]
}

pub(crate) fn parameter(row: &Parameter) -> Vec<String> {
    let (distribution, bounds) = match row.distribution {
        Distribution::Fixed => ("fixed", None),
        Distribution::Uniform { low, high } => ("uniform", Some((low, high))),
        Distribution::Normal { low, high } => ("normal", Some((low, high))),
        Distribution::Lognormal { low, high } => ("lognormal", Some((low, high))),
    };
    vec![
        row.name.clone(),
        row.site.clone(),
        optional(&row.from),
        row.value.to_string(),
        distribution.to_owned(),
        optional(&bounds.map(|(low, _)| low)),
        optional(&bounds.map(|(_, high)| high)),
        row.status.clone(),
        row.source.clone(),
    ]
}

pub(crate) fn target(row: &Target) -> Vec<String> {
    vec![
        word(row.quantity, &TargetQuantity::ALL),
        row.site.clone(),
        row.from.to_string(),
        row.to.to_string(),
        optional(&row.against_from),
        optional(&row.against_to),
        row.value.to_string(),
        optional(&row.low),
        optional(&row.high),
        TARGET_USES[usize::from(!row.fitted)].to_owned(),
        row.source.clone(),
    ]
}
