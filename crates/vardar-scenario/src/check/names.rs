//! Every name that a scenario defines.

use std::collections::{BTreeMap, BTreeSet};

use crate::iso3166::is_country;
use crate::model::Scenario;

use super::Known;

/// Names by kind.
#[derive(Debug)]
pub(crate) struct Names<'a> {
    pub places: BTreeSet<&'a str>,
    pub links: BTreeSet<&'a str>,
    pub corridors: BTreeSet<&'a str>,
    pub regions: BTreeSet<&'a str>,
    pub countries: BTreeSet<&'a str>,
    /// `AAA-BBB` of every border link, in its direction.
    pub pairs: BTreeSet<String>,
    pub groups: BTreeSet<&'a str>,
    pub nationalities: BTreeSet<&'a str>,
    pub streams: BTreeSet<&'a str>,
    pub mixes: BTreeSet<&'a str>,
    /// Sites of the observed series.
    pub observed: BTreeSet<&'a str>,
    /// What of this is not all known, because cells that would say it are wrong.
    pub gaps: Gaps,
}

/// Names that may be missing because a cell is wrong. Such a cell is reported; that a name seems unknown without it is not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gaps {
    /// Countries and regions.
    pub countries: bool,
    /// Corridors.
    pub corridors: bool,
    /// Country pairs.
    pub pairs: bool,
    /// Sites of series.
    pub observed: bool,
}

impl Gaps {
    /// True if a link, corridor or country pair may exist although it is not known. Only countries have capitals.
    pub fn may_be_border(self, name: &str) -> bool {
        if name.contains(|c: char| c.is_ascii_uppercase()) { self.pairs } else { self.corridors }
    }

    fn new(scenario: &Scenario) -> Gaps {
        let places: BTreeSet<&str> = scenario.places.iter().map(|place| place.id.as_str()).collect();
        let countries = scenario.places.iter().any(|place| !is_country(&place.country));
        let known = |id: &String| places.contains(id.as_str());
        Gaps {
            countries,
            corridors: scenario.links.iter().any(|link| link.from.is_empty()),
            pairs: countries || scenario.links.iter().any(|link| !known(&link.from) || !known(&link.to)),
            observed: scenario.observations.iter().any(|row| row.site.is_empty()),
        }
    }
}

impl<'a> Names<'a> {
    pub fn new(scenario: &'a Scenario) -> Names<'a> {
        let country: BTreeMap<&str, &str> = scenario.places.iter().map(|p| (p.id.as_str(), p.country.as_str())).collect();
        let pair = |link: &crate::Link| {
            let (from, to) = (country.get(link.from.as_str())?, country.get(link.to.as_str())?);
            (from != to && !from.is_empty() && !to.is_empty()).then(|| format!("{from}-{to}"))
        };
        Names {
            places: filled(scenario.places.iter().map(|p| &p.id)),
            links: filled(scenario.links.iter().map(|l| &l.id)),
            corridors: filled(scenario.links.iter().filter_map(|l| l.corridor.as_ref())),
            regions: filled(scenario.places.iter().filter_map(|p| p.region.as_ref())),
            countries: filled(scenario.places.iter().map(|p| &p.country)),
            pairs: scenario.links.iter().filter_map(pair).collect(),
            groups: filled(scenario.groups.iter().map(|g| &g.id)),
            nationalities: filled(scenario.groups.iter().map(|g| &g.nationality)),
            streams: filled(scenario.streams.iter().map(|s| &s.stream)),
            mixes: filled(scenario.mixes.iter().map(|m| &m.mix)),
            observed: filled(scenario.observations.iter().map(|o| &o.site)),
            gaps: Gaps::new(scenario),
        }
    }

    pub fn of(&self, kind: Known) -> &BTreeSet<&'a str> {
        match kind {
            Known::Place => &self.places,
            Known::Group => &self.groups,
            Known::Stream => &self.streams,
            Known::Mix => &self.mixes,
        }
    }
}

fn filled<'a>(names: impl Iterator<Item = &'a String>) -> BTreeSet<&'a str> {
    names.map(String::as_str).filter(|name| !name.is_empty()).collect()
}
