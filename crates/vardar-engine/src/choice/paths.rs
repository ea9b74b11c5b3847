//! The best path from every place to a destination, for people of one group whose news is that of one country.

use super::expectation::{Expectation, Passage};
use super::heard::Heard;
use crate::network::{NONE, Network};
use crate::parameters::MemberParameters;
use vardar_scenario::PlaceKind;

/// The best path from a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Path {
    /// Attraction of its destination minus its cost, in days; minus infinity if there is none.
    pub(super) value: f64,
    /// Sum of the waits expected on it, days.
    pub(super) wait_days: f64,
    /// How bad its worst border is.
    pub(super) passage: Passage,
}

/// None at all.
pub(super) const NO_PATH: Path = Path { value: f64::NEG_INFINITY, wait_days: 0.0, passage: Passage::Open };

/// Works out paths, and keeps what that needs.
#[derive(Debug, Clone)]
pub(super) struct Paths {
    /// By place.
    best: Vec<Path>,
    destinations: Vec<usize>,
    /// By link: days of travel and of rest at its end; infinite if it may not be used.
    cost_days: Vec<f64>,
    /// By group, in which order places are looked at, and the position of each place in it.
    orders: Vec<Order>,
    /// Positions whose places have become better since they were looked at, as bits.
    open: Vec<u64>,
}

#[derive(Debug, Clone)]
struct Order {
    places: Vec<u32>,
    position: Vec<u32>,
}

impl Paths {
    pub(super) fn new(network: &Network) -> Self {
        let places = network.places.len();
        let as_they_come: Vec<u32> = (0..places as u32).collect();
        Self {
            best: vec![NO_PATH; places],
            destinations: (0..places).filter(|place| network.places[*place].kind == PlaceKind::Destination).collect(),
            cost_days: vec![f64::INFINITY; network.links.len()],
            orders: vec![Order { places: as_they_come.clone(), position: as_they_come }; network.groups.len()],
            open: vec![0; places.div_ceil(u64::BITS as usize)],
        }
    }

    /// Takes over what links cost today.
    pub(super) fn set_costs(&mut self, network: &Network, parameters: &MemberParameters, day: usize) {
        let open = &network.epoch(day).link_open;
        for (link, cost) in self.cost_days.iter_mut().enumerate() {
            let rest = parameters.stay_hours[network.links[link].to] / 24.0;
            *cost = if open[link] { parameters.travel_days[link] + rest } else { f64::INFINITY };
        }
    }

    /// Finds the best path from every place, backwards from the destinations: a place that has become better is looked at
    /// again, the one first in the order first.
    pub(super) fn find(&mut self, network: &Network, parameters: &MemberParameters, heard: &Heard, country: usize, group: usize) {
        let groups = network.group_count();
        let order = &mut self.orders[group];
        self.best.fill(NO_PATH);
        for &place in &self.destinations {
            self.best[place].value = parameters.attraction_days * network.attraction[place * groups + group];
            open(&mut self.open, order.position[place]);
        }
        let reached = &network.reaches[country * network.places.len()..(country + 1) * network.places.len()];
        let mut looked_at = 0;
        while let Some(position) = take_first(&mut self.open) {
            looked_at += 1;
            let place = order.places[position] as usize;
            let beyond = self.best[place];
            for way in &network.into[network.places[place].into.clone()] {
                let from = way.from as usize;
                if !reached[from] {
                    continue;
                }
                let at = if way.gate == NONE { Expectation::FREE } else { heard.on_link(network, country, *way, group) };
                let value = beyond.value - self.cost_days[way.link as usize] - at.wait_days;
                if value > self.best[from].value {
                    let (wait_days, passage) = (beyond.wait_days + at.wait_days, beyond.passage.max(at.passage));
                    self.best[from] = Path { value, wait_days, passage };
                    open(&mut self.open, order.position[from]);
                }
            }
        }
        // Looking at the best places first makes one look at each enough; yesterday's best places are nearly today's.
        if looked_at > network.places.len() {
            order.places.sort_by(|a, b| self.best[*b as usize].value.total_cmp(&self.best[*a as usize].value));
            order.places.iter().zip(0..).for_each(|(place, position)| order.position[*place as usize] = position);
        }
    }

    /// By place, the best paths found last.
    pub(super) fn best(&self) -> &[Path] {
        &self.best
    }

    /// Days of travel and of rest at the end of a link; infinite if it may not be used today.
    pub(super) fn cost_days(&self, link: usize) -> f64 {
        self.cost_days[link]
    }
}

fn open(positions: &mut [u64], position: u32) {
    positions[position as usize / 64] |= 1 << (position % 64);
}

/// Takes the first position out of the open ones.
fn take_first(positions: &mut [u64]) -> Option<usize> {
    let word = positions.iter().position(|word| *word != 0)?;
    let bit = positions[word].trailing_zeros() as usize;
    positions[word] &= positions[word] - 1;
    Some(word * 64 + bit)
}
