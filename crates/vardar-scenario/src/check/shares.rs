//! Shares: each from 0 to 1, and those of one whole sum to one.

use std::collections::{BTreeMap, BTreeSet};

use crate::columns::Table;
use crate::problem::shown;

use super::settings::SUM_TOLERANCE;
use super::{Checker, Known, is_read};

pub(crate) fn check(checker: &mut Checker<'_>) {
    attractions(checker);
    streams(checker);
    mixes(checker);
}

/// One share: the whole that it belongs to, as a key and in words, and its value.
type Share<K> = Option<(K, String, f64)>;

/// Checks the shares of a table, and reports wholes whose shares do not sum to one at their first row.
fn sums<K: Ord + Clone>(checker: &mut Checker<'_>, table: Table, shares: impl Iterator<Item = Share<K>>) {
    let mut wholes: BTreeMap<K, (usize, String, f64)> = BTreeMap::new();
    let mut complete = checker.origins.is_complete(table);
    for (row, share) in shares.enumerate() {
        let Some((key, words, value)) = share else {
            // It is not known which whole this row belongs to.
            complete = false;
            continue;
        };
        checker.in_range((table, row, "share"), value);
        wholes.entry(key).or_insert((row, words, 0.0)).2 += value;
    }
    if !complete {
        return;
    }
    for (row, words, sum) in wholes.into_values() {
        // A share that could not be read makes the sum unknown.
        if !sum.is_nan() && (sum - 1.0).abs() > SUM_TOLERANCE {
            checker.error((table, row, "share"), "sum-not-one", || {
                let hint = ((sum - 100.0).abs() < 0.5).then(|| "write shares instead of per cent: `0.25` for 25 %".to_owned());
                (format!("a sum of {sum:.4} over {words}"), "a sum of 1".to_owned(), hint)
            });
        }
    }
}

fn attractions(checker: &mut Checker<'_>) {
    let scenario = checker.scenario;
    let rows = &scenario.attractions;
    let share = |row: &crate::Attraction| {
        (!row.group.is_empty())
            .then(|| (row.group.clone(), format!("the destinations of group {}", shown(&row.group)), row.share))
    };
    sums(checker, Table::Attractions, rows.iter().map(share));
    let key = |row: &crate::Attraction| {
        let words = format!("group {} and place {}", shown(&row.group), shown(&row.place));
        (!row.place.is_empty()).then(|| ((row.place.clone(), row.group.clone()), words))
    };
    checker.distinct(Table::Attractions, "place", rows.iter().map(key));
    if !checker.origins.is_complete(Table::Attractions) {
        return;
    }
    let attracted: BTreeSet<&str> = rows.iter().map(|attraction| attraction.group.as_str()).collect();
    for (row, group) in scenario.groups.iter().enumerate() {
        if !group.id.is_empty() && !attracted.contains(group.id.as_str()) {
            checker.error((Table::Groups, row, "id"), "group-without-destination", || {
                let expected = "rows in attractions.csv that say where the group wants to go".to_owned();
                (format!("{}, of which attractions.csv says nothing", shown(&group.id)), expected, None)
            });
        }
    }
}

fn streams(checker: &mut Checker<'_>) {
    let rows = &checker.scenario.streams;
    let mut mix_of: BTreeMap<&str, &str> = BTreeMap::new();
    for (row, stream) in rows.iter().enumerate() {
        checker.known((Table::Streams, row, "place"), &stream.place, Known::Place);
        checker.known((Table::Streams, row, "mix"), &stream.mix, Known::Mix);
        let mix = *mix_of.entry(&stream.stream).or_insert(&stream.mix);
        if mix != stream.mix && !stream.mix.is_empty() && !mix.is_empty() {
            checker.error((Table::Streams, row, "mix"), "mixed-mix", || {
                (shown(&stream.mix), format!("{}, as in the first row of stream {}", shown(mix), shown(&stream.stream)), None)
            });
        }
    }
    let share = |row: &crate::StreamShare| {
        (!row.stream.is_empty()).then(|| (row.stream.clone(), format!("the places of stream {}", shown(&row.stream)), row.share))
    };
    sums(checker, Table::Streams, rows.iter().map(share));
    let key = |row: &crate::StreamShare| {
        let words = format!("stream {} and place {}", shown(&row.stream), shown(&row.place));
        (!row.place.is_empty()).then(|| ((row.stream.clone(), row.place.clone()), words))
    };
    checker.distinct(Table::Streams, "place", rows.iter().map(key));
}

fn mixes(checker: &mut Checker<'_>) {
    let rows = &checker.scenario.mixes;
    for (row, mix) in rows.iter().enumerate() {
        checker.known((Table::Mixes, row, "group"), &mix.group, Known::Group);
        if is_read(mix.month) && mix.month.day() != 1 {
            checker.error((Table::Mixes, row, "month"), "bad-month", || {
                (format!("`{}`", mix.month), "the first day of a month".to_owned(), None)
            });
        }
    }
    let month = |row: &crate::MixShare| format!("{:04}-{:02}", row.month.year(), row.month.month());
    let share = |row: &crate::MixShare| {
        let words = || format!("the groups of mix {} in {}", shown(&row.mix), month(row));
        (is_read(row.month) && !row.mix.is_empty()).then(|| ((row.mix.clone(), row.month), words(), row.share))
    };
    sums(checker, Table::Mixes, rows.iter().map(share));
    let key = |row: &crate::MixShare| {
        let words = || format!("group {} of mix {} in {}", shown(&row.group), shown(&row.mix), month(row));
        (is_read(row.month) && !row.group.is_empty()).then(|| ((row.month, row.mix.clone(), row.group.clone()), words()))
    };
    checker.distinct(Table::Mixes, "group", rows.iter().map(key));
}
