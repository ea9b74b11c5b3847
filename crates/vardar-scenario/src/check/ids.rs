//! Ids: of which characters they are made, and that no two things share one.

use crate::columns::Table;
use crate::problem::shown;

use super::Checker;

pub(crate) fn check(checker: &mut Checker<'_>) {
    let scenario = checker.scenario;
    let lower = true;
    for (row, place) in scenario.places.iter().enumerate() {
        well_formed(checker, (Table::Places, row, "id"), &place.id, lower);
        if let Some(region) = &place.region {
            well_formed(checker, (Table::Places, row, "region"), region, !lower);
        }
    }
    for (row, link) in scenario.links.iter().enumerate() {
        well_formed(checker, (Table::Links, row, "id"), &link.id, lower);
        if let Some(corridor) = &link.corridor {
            well_formed(checker, (Table::Links, row, "corridor"), corridor, lower);
        }
    }
    for (row, group) in scenario.groups.iter().enumerate() {
        well_formed(checker, (Table::Groups, row, "id"), &group.id, !lower);
    }
    for (row, share) in scenario.streams.iter().enumerate() {
        well_formed(checker, (Table::Streams, row, "stream"), &share.stream, !lower);
    }
    for (row, share) in scenario.mixes.iter().enumerate() {
        well_formed(checker, (Table::Mixes, row, "mix"), &share.mix, !lower);
    }
    distinct(checker);
    one_meaning(checker);
}

/// Reports an id with other characters than letters, digits, `-` and `_`: `.` separates the parts of a `--set` key,
/// capitals tell countries and regions from places.
fn well_formed(checker: &mut Checker<'_>, at: (Table, usize, &str), id: &str, lower: bool) {
    let (table, row, column) = at;
    let allowed =
        |c: char| c == '-' || c == '_' || c.is_ascii_digit() || c.is_ascii_lowercase() || (!lower && c.is_ascii_uppercase());
    if id.is_empty() && checker.sound(table, row) && column != "corridor" {
        checker.error(at, "bad-id", || ("nothing".to_owned(), "an id".to_owned(), None));
    } else if !id.chars().all(allowed) {
        checker.error(at, "bad-id", || {
            let letters = if lower { "lower-case letters" } else { "letters" };
            let slug = slug(id, !lower);
            let hint = (!slug.is_empty()).then(|| format!("write `{slug}`"));
            (shown(id), format!("an id of {letters} without accents, digits, `-` and `_`"), hint)
        });
    }
}

/// An id like the text: without accents where these are known, other characters replaced by `-`.
pub(crate) fn slug(text: &str, keep_case: bool) -> String {
    let plain = |c: char| match c {
        'š' | 'Š' | 'ş' | 'Ş' => 's',
        'č' | 'Č' | 'ć' | 'Ć' | 'ç' | 'Ç' => 'c',
        'ž' | 'Ž' => 'z',
        'đ' | 'Đ' => 'd',
        'ğ' | 'Ğ' => 'g',
        'ı' | 'İ' | 'í' => 'i',
        'ö' | 'Ö' | 'ő' | 'ó' => 'o',
        'ü' | 'Ü' | 'ű' | 'ú' => 'u',
        'ä' | 'Ä' | 'á' | 'Á' | 'ă' | 'â' => 'a',
        'é' | 'É' | 'è' | 'ë' => 'e',
        'ț' | 'ţ' => 't',
        c if c.is_ascii_alphanumeric() || c == '_' => c,
        _ => '-',
    };
    let mapped: String = text.trim().chars().take(60).map(plain).collect();
    let joined = mapped.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if keep_case { joined } else { joined.to_lowercase() }
}

fn distinct(checker: &mut Checker<'_>) {
    let scenario = checker.scenario;
    let key = |id: &'_ String| (!id.is_empty()).then(|| (id.clone(), shown(id)));
    checker.distinct(Table::Places, "id", scenario.places.iter().map(|place| key(&place.id)));
    checker.distinct(Table::Links, "id", scenario.links.iter().map(|link| key(&link.id)));
    checker.distinct(Table::Groups, "id", scenario.groups.iter().map(|group| key(&group.id)));
}

/// Reports names of which a regime, a stock or a parameter could not tell what they mean.
fn one_meaning(checker: &mut Checker<'_>) {
    for (row, link) in checker.scenario.links.iter().enumerate() {
        if checker.names.places.contains(link.id.as_str()) {
            checker.error((Table::Links, row, "id"), "ambiguous-name", || {
                (shown(&link.id), "an id that no place has".to_owned(), Some(format!("such as `{}-{}`", link.from, link.to)))
            });
        }
        if let Some(corridor) = link.corridor.as_deref()
            && (checker.names.links.contains(corridor) || checker.names.places.contains(corridor))
        {
            checker.error((Table::Links, row, "corridor"), "ambiguous-name", || {
                (shown(corridor), "a name that no link and no place has".to_owned(), None)
            });
        }
    }
}
