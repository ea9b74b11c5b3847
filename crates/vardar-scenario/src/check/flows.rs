//! Inflow, people already on the way, and what was counted.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::columns::Table;
use crate::model::Period;
use crate::nearest::did_you_mean;
use crate::problem::shown;

use super::{Checker, Known, is_read};

pub(crate) fn check(checker: &mut Checker<'_>) {
    inflow(checker);
    initial(checker);
    observations(checker);
}

/// The period, if it could be read.
fn period(checker: &Checker<'_>) -> Option<Period> {
    let period = checker.scenario.period;
    (is_read(period.start) && is_read(period.end) && period.start <= period.end).then_some(period)
}

fn inflow(checker: &mut Checker<'_>) {
    let rows = &checker.scenario.inflow;
    let period = period(checker);
    for (row, inflow) in rows.iter().enumerate() {
        checker.known((Table::Inflow, row, "stream"), &inflow.stream, Known::Stream);
        if let Some(period) = period.filter(|period| is_read(inflow.date) && period.index_of(inflow.date).is_none()) {
            checker.error((Table::Inflow, row, "date"), "outside-period", || {
                let expected = format!("a day of the period, `{}` to `{}`", period.start, period.end);
                (
                    format!("`{}`", inflow.date),
                    expected,
                    Some("change the period in scenario.toml or leave the row out".to_owned()),
                )
            });
        }
    }
    let keys = rows.iter().map(|row| {
        let words = || format!("stream {} on {}", shown(&row.stream), row.date);
        (is_read(row.date) && !row.stream.is_empty()).then(|| ((row.date, row.stream.as_str()), words()))
    });
    checker.distinct(Table::Inflow, "date", keys);
    let streams: BTreeSet<&str> = rows.iter().map(|row| row.stream.as_str()).collect();
    let mut seen = BTreeSet::new();
    for (row, share) in checker.scenario.streams.iter().enumerate() {
        if !rows.is_empty() && !streams.contains(share.stream.as_str()) && seen.insert(share.stream.as_str()) {
            checker.warning((Table::Streams, row, "stream"), "stream-without-inflow", || {
                (shown(&share.stream), "a stream with rows in inflow.csv".to_owned(), None)
            });
        }
    }
}

fn initial(checker: &mut Checker<'_>) {
    let scenario = checker.scenario;
    let period = period(checker);
    let opening = scenario.places.iter().filter_map(|place| Some((place.id.as_str(), place.opened?)));
    let opening: BTreeMap<&str, Date> = opening.collect();
    for (row, stock) in scenario.initial.iter().enumerate() {
        let at = |column| (Table::Initial, row, column);
        checker.known(at("mix"), &stock.mix, Known::Mix);
        let names = checker.names;
        let known = names.places.contains(stock.site.as_str()) || names.links.contains(stock.site.as_str());
        let complete = checker.origins.is_complete(Table::Places) && checker.origins.is_complete(Table::Links);
        if !known && complete && !stock.site.is_empty() {
            checker.error(at("site"), "unknown-site", || {
                let hint = did_you_mean(&stock.site, names.places.iter().chain(&names.links).copied());
                (shown(&stock.site), "the id of a place in places.csv or of a link in links.csv".to_owned(), hint)
            });
        }
        let opened = opening.get(stock.site.as_str()).copied();
        if let (Some(period), Some(opened)) = (period, opened)
            && opened > period.start
            && stock.people > 0
        {
            checker.warning(at("site"), "used-before-it-opens", || {
                (
                    format!("{}, which opens on `{opened}`", shown(&stock.site)),
                    format!("a place open on `{}`", period.start),
                    None,
                )
            });
        }
    }
    let keys = scenario.initial.iter().map(|stock| {
        let words = || format!("site {} and mix {}", shown(&stock.site), shown(&stock.mix));
        (!stock.site.is_empty()).then(|| ((stock.site.as_str(), stock.mix.as_str()), words()))
    });
    checker.distinct(Table::Initial, "site", keys);
}

fn observations(checker: &mut Checker<'_>) {
    let rows = &checker.scenario.observations;
    let period = period(checker);
    let places_complete = checker.origins.is_complete(Table::Places);
    for (row, observation) in rows.iter().enumerate() {
        let site = observation.site.as_str();
        let names = checker.names;
        let known = names.countries.contains(site) || names.regions.contains(site) || names.places.contains(site);
        if !known && places_complete && !names.gaps.countries && !site.is_empty() {
            checker.error((Table::Series, row, "site"), "unknown-site", || {
                let all = names.countries.iter().chain(&names.regions).chain(&names.places).copied();
                (shown(site), "a country, region or place of places.csv".to_owned(), did_you_mean(site, all))
            });
        }
        if let Some(period) = period.filter(|period| is_read(observation.date) && period.index_of(observation.date).is_none()) {
            checker.warning((Table::Series, row, "date"), "outside-period", || {
                let expected = format!("a day of the period, `{}` to `{}`", period.start, period.end);
                (format!("`{}`", observation.date), expected, Some("the row is not compared with the model".to_owned()))
            });
        }
    }
    let keys = rows.iter().map(|row| {
        let words = || format!("site {} on {}", shown(&row.site), row.date);
        let key = (row.series.as_str(), row.date, row.quantity, row.site.as_str());
        (is_read(row.date) && !row.site.is_empty()).then(|| (key, words()))
    });
    checker.distinct(Table::Series, "date", keys);
}
