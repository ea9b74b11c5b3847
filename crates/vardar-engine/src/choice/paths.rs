//! The best path from every place to a destination, for people of a row of groups whose news is that of one country.

use super::expectation::{Expected, Passage};
use super::heard::Heard;
use super::lanes::{LANES, Lanes, groups_of, rows};
use crate::network::{NONE, Network};
use crate::parameters::MemberParameters;
use std::array::from_fn;
use vardar_scenario::PlaceKind;

/// The best paths from a place, by group.
#[derive(Debug, Clone, Copy)]
pub(super) struct Path {
    /// Attraction of its destination minus its cost, in days; minus infinity if there is none.
    pub(super) value: Lanes<f64>,
    /// Sum of the waits expected on it, days.
    pub(super) wait_days: Lanes<f64>,
    /// How bad its worst border is.
    pub(super) passage: Lanes<Passage>,
}

/// None at all.
pub(super) const NO_PATH: Path =
    Path { value: [f64::NEG_INFINITY; LANES], wait_days: [0.0; LANES], passage: [Passage::Open; LANES] };

impl Path {
    /// Takes for each group the path that leads through a link of this cost and the border before it, if it is better. True if one
    /// group has a better path now.
    #[inline]
    pub(super) fn improve(&mut self, beyond: &Self, cost_days: f64, at: &Expected) -> bool {
        let value: Lanes<f64> = from_fn(|lane| beyond.value[lane] - cost_days - at.wait_days[lane]);
        // All ones where it is better: as masks of the numbers' own width, eight are chosen in a few instructions.
        let better: Lanes<u64> = from_fn(|lane| if value[lane] > self.value[lane] { u64::MAX } else { 0 });
        if better.iter().fold(0, |any, better| any | better) == 0 {
            return false;
        }
        let choose = |lane: usize, new: u64, old: u64| new & better[lane] | old & !better[lane];
        let choose_days = |lane: usize, new: f64, old: f64| f64::from_bits(choose(lane, new.to_bits(), old.to_bits()));
        self.value = from_fn(|lane| choose_days(lane, value[lane], self.value[lane]));
        self.wait_days = from_fn(|lane| choose_days(lane, beyond.wait_days[lane] + at.wait_days[lane], self.wait_days[lane]));
        let worst: Lanes<Passage> = from_fn(|lane| beyond.passage[lane].max(at.passage[lane]));
        self.passage = from_fn(|lane| if better[lane] == 0 { self.passage[lane] } else { worst[lane] });
        true
    }

    /// The best value of a group.
    fn best_value(&self) -> f64 {
        self.value.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }
}

/// Works out paths, and keeps what that needs.
#[derive(Debug, Clone)]
pub(super) struct Paths {
    /// By place.
    best: Vec<Path>,
    destinations: Vec<usize>,
    /// By link: days of travel and of rest at its end; infinite if it may not be used.
    cost_days: Vec<f64>,
    /// By row of groups, in which order places are looked at, and the position of each place in it.
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
            orders: vec![Order { places: as_they_come.clone(), position: as_they_come }; rows(network)],
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
    pub(super) fn find(&mut self, network: &Network, parameters: &MemberParameters, heard: &Heard, country: usize, row: usize) {
        let groups = network.group_count();
        let order = &mut self.orders[row];
        self.best.fill(NO_PATH);
        for &place in &self.destinations {
            for (group, lane) in groups_of(network, row) {
                self.best[place].value[lane] = parameters.attraction_days * network.attraction[place * groups + group];
            }
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
                let at = if way.gate == NONE { &Expected::FREE } else { heard.on_link(network, country, *way, row) };
                if self.best[from].improve(&beyond, self.cost_days[way.link as usize], at) {
                    open(&mut self.open, order.position[from]);
                }
            }
        }
        // Looking at the best places first makes one look at each enough; yesterday's best places are nearly today's.
        if looked_at > network.places.len() {
            order.places.sort_by(|a, b| self.best[*b as usize].best_value().total_cmp(&self.best[*a as usize].best_value()));
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
