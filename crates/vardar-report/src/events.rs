//! Changes of border regimes: which fall into the period, what they say in words, and the rule of a link on each day.

use jiff::civil::Date;
use serde::Serialize;
use vardar_scenario::{Link, Regime, RegimeEntry, Scenario};

use crate::names::{Names, country_name};

/// A change of a regime that takes effect within the period.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Event {
    /// Number by which charts and lists refer to it, from 1 on in order of date.
    pub(crate) number: usize,
    /// Day of the period.
    pub(crate) day: usize,
    /// Name of the border.
    pub(crate) border: String,
    /// The rule in words.
    pub(crate) rule: String,
    /// Name of the border in the scenario.
    #[serde(skip)]
    pub(crate) border_id: String,
    #[serde(skip)]
    pub(crate) announced: Date,
    #[serde(skip)]
    pub(crate) effective: Date,
    #[serde(skip)]
    pub(crate) note: String,
    #[serde(skip)]
    pub(crate) source: String,
    #[serde(skip)]
    pub(crate) countries: Vec<String>,
}

/// All events within `days` days from `start`, by date.
pub(crate) fn events(scenario: &Scenario, names: &Names<'_>, start: Date, days: usize) -> Vec<Event> {
    let mut found: Vec<Event> = scenario
        .borders
        .iter()
        .filter_map(|entry| {
            let day = usize::try_from((entry.effective - start).get_days()).ok().filter(|&day| day < days)?;
            Some(Event {
                number: 0,
                day,
                border: border_name(&entry.border, names),
                rule: rule(&entry.regime),
                border_id: entry.border.clone(),
                announced: entry.announced,
                effective: entry.effective,
                note: entry.note.clone(),
                source: entry.source.clone(),
                countries: border_countries(&entry.border, scenario, names),
            })
        })
        .collect();
    found.sort_by_key(|event| (event.effective, event.announced));
    for (index, event) in found.iter_mut().enumerate() {
        event.number = index + 1;
    }
    found
}

/// A regime in words.
pub(crate) fn rule(regime: &Regime) -> String {
    match regime {
        Regime::Open => "open".to_owned(),
        Regime::Metered(Some(people)) => format!("at most {} people a day", crate::numbers::people(f64::from(*people))),
        Regime::Metered(None) => "slowed, no number published".to_owned(),
        Regime::Restricted { eligible, per_day } => {
            let who: Vec<&str> = eligible.iter().map(|code| country_name(code)).collect();
            let mut text = match who.split_last() {
                None => "open to no nationality".to_owned(),
                Some((one, [])) => format!("only people from {one}"),
                Some((last, others)) => format!("only people from {} and {last}", others.join(", ")),
            };
            if let Some(people) = per_day {
                text.push_str(&format!(", at most {} a day", crate::numbers::people(f64::from(*people))));
            }
            text
        }
        Regime::Closed => "closed".to_owned(),
    }
}

/// The two codes of a country pair `AAA-BBB`.
fn pair(border: &str) -> Option<(&str, &str)> {
    let is_code = |code: &str| code.len() == 3 && code.chars().all(|letter| letter.is_ascii_uppercase());
    border.split_once('-').filter(|(one, other)| is_code(one) && is_code(other))
}

/// Name of a border for people: `Greece – North Macedonia`, or the two ends of a link.
pub(crate) fn border_name(border: &str, names: &Names<'_>) -> String {
    if let Some(link) = names.links.get(border) {
        return names.link(link);
    }
    match pair(border) {
        Some((one, other)) => format!("{} – {}", country_name(one), country_name(other)),
        None => border.replace('-', " "),
    }
}

fn border_countries(border: &str, scenario: &Scenario, names: &Names<'_>) -> Vec<String> {
    let mut countries = Vec::new();
    let mut add = |code: &str| {
        if !code.is_empty() && !countries.iter().any(|known| known == code) {
            countries.push(code.to_owned());
        }
    };
    if let Some((one, other)) = pair(border) {
        add(one);
        add(other);
    }
    for link in scenario.links.iter().filter(|link| link.id == border || link.corridor.as_deref() == Some(border)) {
        let (from, to) = names.link_countries(link);
        add(from);
        add(to);
    }
    countries
}

/// The rule of a link from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct RuleFrom {
    /// Day of the period.
    pub(crate) day: usize,
    /// The rule in words.
    pub(crate) rule: String,
    /// True if nobody may pass.
    pub(crate) closed: bool,
}

/// The entry of one border that holds on a day: the latest effective one, and of the same day the one announced last.
pub(crate) fn in_force<'e>(entries: impl Iterator<Item = &'e RegimeEntry>, date: Date) -> Option<&'e RegimeEntry> {
    entries.filter(|entry| entry.effective <= date).max_by_key(|entry| (entry.effective, entry.announced))
}

/// How the rule of a link changes over the period; empty if no entry ever governs it.
///
/// The most specific border name wins (link, then corridor, then country pair); of one border see [`in_force`].
pub(crate) fn rules(scenario: &Scenario, names: &Names<'_>, link: &Link, start: Date, days: usize) -> Vec<RuleFrom> {
    let (from, to) = names.link_countries(link);
    let crosses = from != to;
    let is_pair = |border: &str| {
        crosses && pair(border).is_some_and(|(one, other)| (one, other) == (from, to) || (one, other) == (to, from))
    };
    let levels: [Vec<&RegimeEntry>; 3] = [
        scenario.borders.iter().filter(|entry| entry.border == link.id).collect(),
        scenario.borders.iter().filter(|entry| link.corridor.as_deref() == Some(&entry.border)).collect(),
        scenario.borders.iter().filter(|entry| is_pair(&entry.border)).collect(),
    ];
    let mut steps: Vec<RuleFrom> = Vec::new();
    if levels.iter().all(Vec::is_empty) {
        return steps;
    }
    let mut date = start;
    for day in 0..days {
        let in_force = levels.iter().find_map(|entries| in_force(entries.iter().copied(), date));
        let regime = in_force.map_or(&Regime::Open, |entry| &entry.regime);
        let text = rule(regime);
        if steps.last().is_none_or(|last| last.rule != text) {
            steps.push(RuleFrom { day, rule: text, closed: *regime == Regime::Closed });
        }
        date = date.tomorrow().unwrap_or(date);
    }
    steps
}
