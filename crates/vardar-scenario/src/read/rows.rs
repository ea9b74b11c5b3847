//! The rows of each table as the types of the model. Only what a cell says is judged here, not whether it makes sense.

use crate::columns::{DISTRIBUTIONS, PROFILES, REGIMES, STATUSES, TARGET_USES};
use crate::model::{
    Attraction, CapacityChange, Distribution, Group, InflowRow, InitialStock, Link, MixShare, Mode, Observation,
    ObservedQuantity, Parameter, Place, PlaceKind, Regime, RegimeEntry, StreamShare, Target, TargetQuantity, WhatIfRow,
};
use crate::problem::{Fault, shown};

use super::row::{RowReader, UNREAD_NUMBER};

type Reader<'r, 's, 'a> = RowReader<'r, 's, 'a>;

pub(crate) fn place(row: &mut Reader<'_, '_, '_>) -> Place {
    Place {
        id: row.own_id(),
        name: row.text("name"),
        country: row.text("country"),
        region: row.optional_text("region"),
        lat: row.number("lat"),
        lon: row.number("lon"),
        kind: row.choice("kind", &PlaceKind::ALL, PlaceKind::Town),
        capacity_beds: row.optional_count("capacity_beds"),
        registration_per_day: row.optional_count("registration_per_day"),
        opened: row.optional_date("opened"),
        closed: row.optional_date("closed"),
        source: row.text("source"),
    }
}

pub(crate) fn capacity(row: &mut Reader<'_, '_, '_>) -> CapacityChange {
    CapacityChange {
        date: row.date("date"),
        place: row.text("place"),
        capacity_beds: row.optional_count("capacity_beds"),
        registration_per_day: row.optional_count("registration_per_day"),
        source: row.text("source"),
    }
}

pub(crate) fn link(row: &mut Reader<'_, '_, '_>) -> Link {
    Link {
        id: row.own_id(),
        from: row.text("from"),
        to: row.text("to"),
        mode: row.choice("mode", &Mode::ALL, Mode::Road),
        distance_km: row.number("distance_km"),
        hours_min: row.number("hours_min"),
        hours_max: row.number("hours_max"),
        corridor: row.optional_text("corridor"),
        opened: row.optional_date("opened"),
        closed: row.optional_date("closed"),
        source: row.text("source"),
    }
}

pub(crate) fn border(row: &mut Reader<'_, '_, '_>) -> RegimeEntry {
    let word = row.word("regime", &REGIMES);
    let per_day = row.optional_count("per_day");
    let eligible = row.optional_text("eligible");
    RegimeEntry {
        announced: row.date("announced"),
        effective: row.date("effective"),
        border: row.text("border"),
        regime: regime(&word, per_day, eligible, row),
        note: row.text("note"),
        source: row.text("source"),
    }
}

/// The rule, if the number and the list fit the word.
fn regime(word: &str, per_day: Option<u32>, eligible: Option<String>, row: &mut Reader<'_, '_, '_>) -> Regime {
    let list = |text: &str| text.split(';').map(|code| code.trim().to_owned()).collect::<Vec<_>>();
    if let Some(number) = per_day.filter(|_| matches!(word, "open" | "closed")) {
        let hint = if word == "open" { "use `metered` for a number a day" } else { "nobody passes a closed border" };
        let fault = Fault::error("regime-mismatch", format!("`{number}` with regime `{word}`"), "no number a day");
        row.reject("per_day", fault.hint(hint.to_owned()));
    }
    if let Some(text) = eligible.as_deref().filter(|_| matches!(word, "open" | "closed" | "metered")) {
        let fault = Fault::error("regime-mismatch", format!("{} with regime `{word}`", shown(text)), "no list of nationalities");
        row.reject("eligible", fault.hint("use `restricted` if only some may pass".to_owned()));
    }
    match (word, eligible) {
        ("closed", _) => Regime::Closed,
        ("metered", _) => Regime::Metered(per_day),
        ("restricted", Some(text)) => Regime::Restricted { eligible: list(&text), per_day },
        ("restricted", None) => {
            if !row.bad {
                let fault = Fault::error("regime-mismatch", "nothing", "nationalities separated by `;`, such as `SYR;IRQ`");
                row.reject("eligible", fault.hint("use `metered` if everybody may pass".to_owned()));
            }
            Regime::Restricted { eligible: Vec::new(), per_day }
        }
        _ => Regime::Open,
    }
}

pub(crate) fn group(row: &mut Reader<'_, '_, '_>) -> Group {
    Group {
        id: row.own_id(),
        name: row.text("name"),
        nationality: row.text("nationality"),
        profile: row.word("profile", &PROFILES),
        source: row.text("source"),
    }
}

pub(crate) fn attraction(row: &mut Reader<'_, '_, '_>) -> Attraction {
    Attraction { place: row.text("place"), group: row.text("group"), share: row.number("share"), source: row.text("source") }
}

pub(crate) fn stream(row: &mut Reader<'_, '_, '_>) -> StreamShare {
    StreamShare {
        stream: row.text("stream"),
        place: row.text("place"),
        share: row.number("share"),
        mix: row.text("mix"),
        source: row.text("source"),
    }
}

pub(crate) fn mix(row: &mut Reader<'_, '_, '_>) -> MixShare {
    MixShare {
        month: row.month("month"),
        mix: row.text("mix"),
        group: row.text("group"),
        share: row.number("share"),
        source: row.text("source"),
    }
}

pub(crate) fn inflow(row: &mut Reader<'_, '_, '_>) -> InflowRow {
    InflowRow { date: row.date("date"), stream: row.text("stream"), people: row.count("people"), source: row.text("source") }
}

pub(crate) fn initial(row: &mut Reader<'_, '_, '_>) -> InitialStock {
    InitialStock { site: row.text("site"), people: row.count("people"), mix: row.text("mix"), source: row.text("source") }
}

pub(crate) fn observation(series: &str, row: &mut Reader<'_, '_, '_>) -> Observation {
    Observation {
        series: series.to_owned(),
        date: row.date("date"),
        quantity: row.choice("quantity", &ObservedQuantity::ALL, ObservedQuantity::Present),
        site: row.text("site"),
        people: row.optional_count("people"),
        definition: row.text("definition"),
        source: row.text("source"),
    }
}

pub(crate) fn what_if(row: &mut Reader<'_, '_, '_>) -> WhatIfRow {
    WhatIfRow {
        name: row.text("name"),
        key: row.text("key"),
        value: row.text("value"),
        description: row.text("description"),
        source: row.text("source"),
    }
}

pub(crate) fn parameter(row: &mut Reader<'_, '_, '_>) -> Parameter {
    let word = row.word("distribution", &DISTRIBUTIONS);
    let (low, high) = (row.optional_number("low"), row.optional_number("high"));
    Parameter {
        name: row.text("parameter"),
        site: row.text("site"),
        from: row.optional_date("from"),
        value: row.number("value"),
        distribution: distribution(&word, low, high, row),
        status: row.word("status", &STATUSES),
        source: row.text("source"),
    }
}

pub(crate) fn target(row: &mut Reader<'_, '_, '_>) -> Target {
    Target {
        quantity: row.choice("quantity", &TargetQuantity::ALL, TargetQuantity::PriceRatio),
        site: row.text("site"),
        from: row.date("from"),
        to: row.date("to"),
        against_from: row.optional_date("against_from"),
        against_to: row.optional_date("against_to"),
        value: row.number("value"),
        low: row.optional_number("low"),
        high: row.optional_number("high"),
        fitted: row.word("use", &TARGET_USES) == TARGET_USES[0],
        source: row.text("source"),
    }
}

fn distribution(word: &str, low: Option<f64>, high: Option<f64>, row: &mut Reader<'_, '_, '_>) -> Distribution {
    if matches!(word, "fixed" | "") {
        for (column, bound) in [("low", low), ("high", high)] {
            if let Some(bound) = bound.filter(|_| word == "fixed") {
                let fault = Fault::warning("bound-of-fixed", format!("`{bound}`"), "nothing: a fixed value has no spread");
                row.reject(column, fault.hint("choose `uniform`, `normal` or `lognormal`, or empty the cell".to_owned()));
            }
        }
        return Distribution::Fixed;
    }
    let mut needed = |column: &str, bound: Option<f64>| {
        if bound.is_none() && !row.bad {
            let meaning = if word == "uniform" { "bound" } else { "5 % or 95 % point" };
            row.reject(column, Fault::error("missing-bound", "nothing", format!("the {meaning} of the {word} distribution")));
            row.bad = false;
        }
        bound.unwrap_or(UNREAD_NUMBER)
    };
    let (low, high) = (needed("low", low), needed("high", high));
    row.bad |= low.is_nan() || high.is_nan();
    match word {
        "uniform" => Distribution::Uniform { low, high },
        "normal" => Distribution::Normal { low, high },
        _ => Distribution::Lognormal { low, high },
    }
}
