//! Names for people of the sites and groups that a result table refers to by id.

use std::collections::BTreeMap;

use vardar_scenario::{Link, Place, Scenario, iso3166};

/// What a site of a result table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SiteKind {
    Country,
    Region,
    Place,
    Link,
    Unknown,
}

/// Looks up names.
pub(crate) struct Names<'a> {
    pub(crate) places: BTreeMap<&'a str, &'a Place>,
    pub(crate) links: BTreeMap<&'a str, &'a Link>,
    groups: BTreeMap<&'a str, &'a str>,
    /// Countries in the order in which the scenario's places mention them.
    pub(crate) countries: Vec<&'a str>,
    /// Regions likewise.
    pub(crate) regions: Vec<&'a str>,
}

impl<'a> Names<'a> {
    pub(crate) fn new(scenario: &'a Scenario) -> Self {
        let mut countries: Vec<&str> = Vec::new();
        let mut regions: Vec<&str> = Vec::new();
        for place in &scenario.places {
            if !countries.contains(&place.country.as_str()) {
                countries.push(&place.country);
            }
            if let Some(region) = place.region.as_deref().filter(|region| !regions.contains(region)) {
                regions.push(region);
            }
        }
        Self {
            places: scenario.places.iter().map(|place| (place.id.as_str(), place)).collect(),
            links: scenario.links.iter().map(|link| (link.id.as_str(), link)).collect(),
            groups: scenario.groups.iter().map(|group| (group.id.as_str(), group.name.as_str())).collect(),
            countries,
            regions,
        }
    }

    pub(crate) fn kind(&self, site: &str) -> SiteKind {
        if self.places.contains_key(site) {
            SiteKind::Place
        } else if self.links.contains_key(site) {
            SiteKind::Link
        } else if self.countries.contains(&site) {
            SiteKind::Country
        } else if self.regions.contains(&site) {
            SiteKind::Region
        } else {
            SiteKind::Unknown
        }
    }

    /// `Croatia`, `Greece: Islands`, `Preševo, Serbia`, `Idomeni → Gevgelija`, or the id itself.
    pub(crate) fn site(&self, site: &str) -> String {
        match self.kind(site) {
            SiteKind::Place => self
                .places
                .get(site)
                .map_or_else(|| site.to_owned(), |place| format!("{}, {}", place.name, country_name(&place.country))),
            SiteKind::Link => self.links.get(site).map_or_else(|| site.to_owned(), |link| self.link(link)),
            SiteKind::Country => country_name(site).to_owned(),
            SiteKind::Region => match site.split_once('_') {
                Some((country, part)) => format!("{}: {}", country_name(country), capitalised(&part.replace('_', " "))),
                None => site.to_owned(),
            },
            SiteKind::Unknown => country_name(site).to_owned(),
        }
    }

    /// Short name of a place, or its id.
    fn place(&self, id: &str) -> String {
        self.places.get(id).map_or_else(|| id.to_owned(), |place| short_name(&place.name).to_owned())
    }

    /// `Idomeni → Gevgelija`, with the mode where two links join the same places.
    pub(crate) fn link(&self, link: &Link) -> String {
        let parallel = self.links.values().filter(|other| other.from == link.from && other.to == link.to).count() > 1;
        let mode = if parallel { format!(", {}", mode_name(link)) } else { String::new() };
        format!("{} → {}{mode}", self.place(&link.from), self.place(&link.to))
    }

    /// Countries of a link's two ends.
    pub(crate) fn link_countries(&self, link: &Link) -> (&'a str, &'a str) {
        let country = |id: &str| self.places.get(id).map_or("", |place| place.country.as_str());
        (country(&link.from), country(&link.to))
    }

    pub(crate) fn group(&self, group: &str) -> String {
        self.groups.get(group).map_or_else(|| group.to_owned(), |name| (*name).to_owned())
    }
}

/// English short name of a country, or the code itself if there is none.
pub(crate) fn country_name(code: &str) -> &str {
    iso3166::country_name(code).unwrap_or(code)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A name without what follows in brackets or after a comma: `Lesvos (Mytilene, Moria)` is `Lesvos`.
pub(crate) fn short_name(name: &str) -> &str {
    let short = name.split([',', '(']).next().unwrap_or(name).trim();
    if short.is_empty() { name } else { short }
}

/// How people travel on a link, as in the scenario's files.
pub(crate) fn mode_name(link: &Link) -> &'static str {
    vardar_scenario::Mode::ALL.iter().find(|(mode, _)| *mode == link.mode).map_or("", |(_, name)| name)
}
