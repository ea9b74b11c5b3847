//! Where irregular crossings have a market: one for every pair of countries with a border link.

use super::{LinkNode, NONE, PlaceNode};
use vardar_scenario::{PlaceKind, Scenario};

/// The market at one border, in one direction.
#[derive(Debug, Clone)]
pub struct MarketNode {
    /// `AAA-BBB`, as in `borders.csv`.
    pub name: String,
    /// Country of the near side.
    pub from: usize,
    /// Country entered.
    pub to: usize,
    /// Border links in it.
    pub links: Vec<usize>,
}

/// All markets of a network.
#[derive(Debug, Clone)]
pub struct Markets {
    /// One per country pair, in order of the links.
    pub nodes: Vec<MarketNode>,
    /// Market of each link, or [`NONE`] inside a country.
    pub of_link: Vec<u32>,
    /// By place: market over which people enter the route who appear there: that of the first border link of a source.
    pub entered_by: Vec<u32>,
    /// By group: true for children alone.
    pub child_alone: Vec<bool>,
}

impl Markets {
    pub(super) fn new(scenario: &Scenario, countries: &[String], places: &[PlaceNode], links: &[LinkNode]) -> Self {
        let mut nodes: Vec<MarketNode> = Vec::new();
        let of_link: Vec<u32> = links
            .iter()
            .enumerate()
            .map(|(index, link)| {
                let (from, to) = (places[link.from].country, places[link.to].country);
                if !link.is_border {
                    return NONE;
                }
                let market = nodes.iter().position(|node| (node.from, node.to) == (from, to)).unwrap_or_else(|| {
                    let name = format!("{}-{}", countries[from], countries[to]);
                    nodes.push(MarketNode { name, from, to, links: Vec::new() });
                    nodes.len() - 1
                });
                nodes[market].links.push(index);
                market as u32
            })
            .collect();
        let entered_by = places
            .iter()
            .map(|place| {
                let source = place.kind == PlaceKind::Source;
                place.out.clone().filter(|_| source).map(|link| of_link[link]).find(|market| *market != NONE).unwrap_or(NONE)
            })
            .collect();
        let child_alone = scenario.groups.iter().map(|group| group.profile == "child_alone").collect();
        Self { nodes, of_link, entered_by, child_alone }
    }

    /// The market of the border over which people have come who enter the route at a place.
    pub(crate) fn border_of_entry(&self, place: usize) -> Option<usize> {
        let market = self.entered_by[place];
        (market != NONE).then_some(market as usize)
    }
}
