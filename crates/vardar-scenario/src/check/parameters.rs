//! Values of parameters, against the registry of those that the model knows.

use crate::columns::{STATUSES, Table};
use crate::model::{Distribution, Parameter, ParameterKind, REGISTRY, Scope};
use crate::nearest::{did_you_mean, listed};
use crate::problem::shown;

use super::names::Names;
use super::{Checker, is_read};

pub(crate) fn check(checker: &mut Checker<'_>) {
    let rows = &checker.scenario.parameters;
    for (row, parameter) in rows.iter().enumerate() {
        if parameter.name.is_empty() {
            continue;
        }
        // Files with another status are refused when they are read; a program may still have set one.
        if checker.sound(Table::Parameters, row) && !STATUSES.contains(&parameter.status.as_str()) {
            checker.error((Table::Parameters, row, "status"), "unknown-word", || {
                (shown(&parameter.status), format!("one of {}", listed(STATUSES)), did_you_mean(&parameter.status, STATUSES))
            });
        }
        let Some(kind) = REGISTRY.iter().find(|kind| kind.name == parameter.name) else {
            checker.error((Table::Parameters, row, "parameter"), "unknown-parameter", || {
                let names = || REGISTRY.iter().map(|kind| kind.name);
                let hint = did_you_mean(&parameter.name, names());
                (
                    shown(&parameter.name),
                    format!("one of {}", names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
                    hint,
                )
            });
            continue;
        };
        numbers(checker, row, parameter, kind);
        site(checker, row, parameter, kind);
        if let Some(from) = parameter.from.filter(|_| !kind.dated) {
            checker.error((Table::Parameters, row, "from"), "not-dated", || {
                (format!("`{from}`"), format!("nothing: `{}` does not change on a date", kind.name), None)
            });
        }
    }
    let keys = rows.iter().enumerate().map(|(row, parameter)| {
        let from = parameter.from.map(|from| format!(" from {from}")).unwrap_or_default();
        let site = if parameter.site.is_empty() { String::new() } else { format!(" of {}", shown(&parameter.site)) };
        // A row whose date could not be read may be about another day.
        let sound = checker.sound(Table::Parameters, row) || parameter.from.is_some_and(is_read);
        let key = (parameter.name.as_str(), parameter.site.as_str(), parameter.from);
        (sound && !parameter.name.is_empty()).then(|| (key, format!("{}{site}{from}", shown(&parameter.name))))
    });
    let keys: Vec<_> = keys.collect();
    checker.distinct(Table::Parameters, "parameter", keys.into_iter());
}

fn numbers(checker: &mut Checker<'_>, row: usize, parameter: &Parameter, kind: &ParameterKind) {
    let value = parameter.value;
    in_registry_range(checker, (Table::Parameters, row, "value"), value, kind);
    let (low, high) = match parameter.distribution {
        Distribution::Fixed => return,
        Distribution::Uniform { low, high } | Distribution::Normal { low, high } | Distribution::Lognormal { low, high } => {
            (low, high)
        }
    };
    in_registry_range(checker, (Table::Parameters, row, "low"), low, kind);
    in_registry_range(checker, (Table::Parameters, row, "high"), high, kind);
    let at = (Table::Parameters, row, "low");
    if low > high {
        checker.error(at, "minimum-above-maximum", || {
            (format!("`{low}` with high `{high}`"), "at most high".to_owned(), Some("are the two swapped?".to_owned()))
        });
        return;
    }
    if matches!(parameter.distribution, Distribution::Lognormal { .. }) && low <= 0.0 {
        let hint = Some("use `normal` or `uniform` if 0 is possible".to_owned());
        checker.error(at, "lognormal-not-positive", || (format!("`{low}`"), "more than 0 for lognormal".to_owned(), hint));
    }
    if value < low || value > high {
        checker.warning((Table::Parameters, row, "value"), "value-outside-bounds", || {
            (format!("`{value}`"), format!("a value between low `{low}` and high `{high}`"), None)
        });
    }
}

fn in_registry_range(checker: &mut Checker<'_>, at: (Table, usize, &str), value: f64, kind: &ParameterKind) {
    let (table, row, _) = at;
    if value >= kind.min && value <= kind.max || (value.is_nan() && !checker.sound(table, row)) {
        return;
    }
    let code = if value.is_finite() { "out-of-range" } else { "not-finite" };
    checker.error(at, code, || {
        (format!("`{value}`"), format!("`{}` from {} to {} {}", kind.name, kind.min, kind.max, kind.unit), None)
    });
}

fn site(checker: &mut Checker<'_>, row: usize, parameter: &Parameter, kind: &ParameterKind) {
    let site = parameter.site.as_str();
    if site.is_empty() || !tables(kind.scope).iter().all(|table| checker.origins.is_complete(*table)) {
        return;
    }
    let gaps = checker.names.gaps;
    let unsure = match kind.scope {
        Scope::Global | Scope::Stream | Scope::Group => false,
        Scope::Place | Scope::Area | Scope::Country => gaps.countries,
        Scope::Link | Scope::Border => gaps.may_be_border(site),
        Scope::Series => gaps.observed,
    };
    let names = checker.names;
    if unsure || is_site(names, kind.scope, site) {
        return;
    }
    let meaning = match kind.scope {
        Scope::Global => "nothing: it holds for the whole model",
        Scope::Place => "a place, region or country, or nothing",
        Scope::Area => "a region or country, or nothing",
        Scope::Country => "a country, or nothing",
        Scope::Link => "a link, corridor or country pair such as `GRC-MKD`, or nothing",
        Scope::Border => "a link, corridor, country pair such as `GRC-MKD` or country, or nothing",
        Scope::Stream => "a stream, or nothing",
        Scope::Series => "a site of an observed series, or nothing",
        Scope::Group => "a group, or nothing",
    };
    checker.error((Table::Parameters, row, "site"), "unknown-site", || {
        (shown(site), meaning.to_owned(), did_you_mean(site, sites(names, kind.scope)))
    });
}

/// Tables that define the sites of a scope.
fn tables(scope: Scope) -> &'static [Table] {
    match scope {
        Scope::Global => &[],
        Scope::Place | Scope::Area | Scope::Country => &[Table::Places],
        Scope::Link | Scope::Border => &[Table::Places, Table::Links],
        Scope::Stream => &[Table::Streams],
        Scope::Series => &[Table::Series],
        Scope::Group => &[Table::Groups],
    }
}

/// True if parameters of the scope may be given for the site.
fn is_site(names: &Names<'_>, scope: Scope, site: &str) -> bool {
    let link = || names.links.contains(site) || names.corridors.contains(site) || names.pairs.contains(site);
    match scope {
        Scope::Global => false,
        Scope::Place => names.places.contains(site) || names.regions.contains(site) || names.countries.contains(site),
        Scope::Area => names.regions.contains(site) || names.countries.contains(site),
        Scope::Country => names.countries.contains(site),
        Scope::Link => link(),
        Scope::Border => link() || names.countries.contains(site),
        Scope::Stream => names.streams.contains(site),
        Scope::Series => names.observed.contains(site),
        Scope::Group => names.groups.contains(site),
    }
}

/// Every name that [`is_site`] may be asked for, for hints.
fn sites<'n>(names: &'n Names<'_>, scope: Scope) -> impl Iterator<Item = &'n str> {
    let all = names.places.iter().chain(&names.regions).chain(&names.countries).chain(&names.links).chain(&names.corridors);
    let all = all
        .chain(&names.streams)
        .chain(&names.observed)
        .chain(&names.groups)
        .copied()
        .chain(names.pairs.iter().map(String::as_str));
    all.filter(move |name| is_site(names, scope, name))
}
