//! Who is in debt to a smuggler and who has been exploited, of the people of a group in a country.
//!
//! Standing changes nothing about where people go. So it is kept apart from places and links: of each group in each country so many
//! are in each standing, and who crosses a border or leaves the route is drawn at random from their group in the country. That is
//! done once a day, from the flows of the day; a standing that a crossing brings with it (see `Standings::take`) is not drawn but
//! known. What may not change: once the flows are settled, the people of a group in a country's standings are those who are there,
//! to the person, save those who work for a debt.

use crate::draw::{Stream, sample_among};
use crate::network::Markets;
use crate::people::{People, add, at_mut};
use std::mem::take;

/// Standings of a group: clear, in debt, exploited, both.
pub const STANDINGS: usize = 4;
/// Bit of a standing: in debt to a smuggler.
pub const IN_DEBT: usize = 1;
/// Bit of a standing: has been exploited.
pub const EXPLOITED: usize = 2;

/// People of a group by standing.
pub type ByStanding = [u32; STANDINGS];

/// See the head of this file.
#[derive(Debug, Clone, Default)]
pub struct Standings {
    /// Numbers that a site holds: see [`crate::network::Network::cell_count`].
    cells: usize,
    /// `[country * cells + group]`.
    people: Vec<ByStanding>,
    /// People who have crossed regularly since the flows were settled: `[market * cells + group]`.
    crossed: Vec<u32>,
    /// People who have left the route since then: `[country * cells + group]`.
    gone: Vec<u32>,
}

/// Whose standings are drawn: those of people who cross a border, or who leave the route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    Crossing(usize),
    Exit(usize),
}

impl Standings {
    /// Nobody anywhere.
    pub(super) fn new(countries: usize, markets: usize, cells: usize) -> Self {
        Self {
            cells,
            people: vec![[0; STANDINGS]; countries * cells],
            crossed: vec![0; markets * cells],
            gone: vec![0; countries * cells],
        }
    }

    /// People of a country by group and standing, with entries of nobody after the last group.
    #[must_use]
    pub fn of_country(&self, country: usize) -> &[ByStanding] {
        &self.people[country * self.cells..(country + 1) * self.cells]
    }

    fn of_group_mut(&mut self, country: usize, group: usize) -> &mut ByStanding {
        &mut self.people[country * self.cells + group]
    }

    /// People are in a country now, in these standings.
    pub(crate) fn put(&mut self, country: usize, group: usize, people: &ByStanding) {
        let there = self.of_group_mut(country, group);
        there.iter_mut().zip(people).for_each(|(there, n)| *there += n);
    }

    /// Takes `n` of a group in a country, drawn at random: the standings of people who are about to be put elsewhere, or to leave.
    pub(crate) fn take(&mut self, stream: &mut Stream, country: usize, group: usize, n: u32) -> ByStanding {
        let there = self.of_group_mut(country, group);
        if n == there.iter().sum::<u32>() {
            return take(there);
        }
        let taken = sample_among(stream, there, n);
        there.iter_mut().zip(&taken).for_each(|(there, n)| *there -= n);
        taken
    }

    /// People of a group are exploited for the first time.
    pub(crate) fn exploit(&mut self, country: usize, group: usize, standing: usize, people: u32) {
        let there = self.of_group_mut(country, group);
        there[standing] -= people;
        there[standing | EXPLOITED] += people;
    }

    /// One person of a group begins to work for a debt, and is none of these people for as long.
    pub(crate) fn begin_work(&mut self, country: usize, group: usize, standing: usize) {
        self.of_group_mut(country, group)[standing] -= 1;
    }

    /// People of each group have crossed a border regularly.
    #[inline]
    pub(crate) fn note_crossing<const G: usize>(&mut self, market: usize, people: &People<G>) {
        add(at_mut(&mut self.crossed, market), people);
    }

    /// One person has crossed a border regularly.
    #[inline]
    pub(crate) fn note_crossing_of_one(&mut self, market: usize, group: usize) {
        self.crossed[market * self.cells + group] += 1;
    }

    /// People of each group have left the route.
    #[inline]
    pub(crate) fn note_exit<const G: usize>(&mut self, country: usize, people: &People<G>) {
        add(at_mut(&mut self.gone, country), people);
    }

    /// Draws the standings of everybody who has crossed a border or left the route, and moves them. `stream` is asked for the
    /// numbers of a flow, and told how often it has been asked for them before.
    ///
    /// Whoever has crossed two borders has to be put into the country between them first; so flows are gone through until
    /// nobody is left. People who only went round in a circle may be: where all who are left come from countries with nobody
    /// to draw, as many have come as gone everywhere, and nothing changes.
    pub(crate) fn settle(&mut self, markets: &Markets, mut stream: impl FnMut(Flow, u8) -> Stream) {
        for round in 0u8.. {
            let (mut moved, mut waiting) = (false, false);
            for (market, node) in markets.nodes.iter().enumerate() {
                let flow = Flow::Crossing(market);
                self.settle_one(flow, (node.from, Some(node.to)), (&mut moved, &mut waiting), || stream(flow, round));
            }
            for country in 0..self.gone.len() / self.cells {
                let flow = Flow::Exit(country);
                self.settle_one(flow, (country, None), (&mut moved, &mut waiting), || stream(flow, round));
            }
            if !waiting {
                return;
            }
            if !moved {
                debug_assert!(self.gone.iter().all(|n| *n == 0), "whoever left the route was on it");
                self.crossed.fill(0);
                return;
            }
        }
    }

    /// Moves as many of one flow as there are to draw from.
    fn settle_one(
        &mut self,
        flow: Flow,
        (from, to): (usize, Option<usize>),
        (moved, waiting): (&mut bool, &mut bool),
        stream: impl FnOnce() -> Stream,
    ) {
        let (of_kind, first) = match flow {
            Flow::Crossing(market) => (&mut self.crossed, market * self.cells),
            Flow::Exit(country) => (&mut self.gone, country * self.cells),
        };
        // Out of the way while people are moved.
        let mut of_kind = take(of_kind);
        let pending = &mut of_kind[first..first + self.cells];
        if pending.iter().any(|n| *n > 0) {
            let mut stream = stream();
            for (group, pending) in pending.iter_mut().enumerate() {
                let n = (*pending).min(self.of_group_mut(from, group).iter().sum::<u32>());
                *pending -= n;
                *waiting |= *pending > 0;
                if n > 0 {
                    *moved = true;
                    let people = self.take(&mut stream, from, group, n);
                    if let Some(to) = to {
                        self.put(to, group, &people);
                    }
                }
            }
        }
        match flow {
            Flow::Crossing(_) => self.crossed = of_kind,
            Flow::Exit(_) => self.gone = of_kind,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Purpose;
    use crate::network::MarketNode;

    fn markets(pairs: &[(usize, usize)]) -> Markets {
        let node = |(from, to): &(usize, usize)| MarketNode { name: String::new(), from: *from, to: *to, links: Vec::new() };
        Markets { nodes: pairs.iter().map(node).collect(), of_link: Vec::new(), entered_by: Vec::new(), child_alone: Vec::new() }
    }

    fn stream(flow: Flow, round: u8) -> Stream {
        let site = match flow {
            Flow::Crossing(market) => market,
            Flow::Exit(country) => 100 + country,
        };
        Stream::new(5, 0, 0, site as u32, Purpose::Standing, round)
    }

    fn people_in(standings: &Standings, country: usize) -> u32 {
        standings.of_country(country).iter().flatten().sum()
    }

    /// The border further on comes first, so that its people have yet to be put into the country that they leave.
    #[test]
    fn people_may_cross_several_borders_in_a_day() {
        let markets = markets(&[(1, 2), (0, 1)]);
        let mut standings = Standings::new(3, 2, 8);
        standings.put(0, 0, &[60, 30, 9, 1]);
        standings.note_crossing(1, &[100, 0, 0, 0, 0, 0, 0, 0]);
        standings.note_crossing(0, &[70, 0, 0, 0, 0, 0, 0, 0]);
        standings.note_exit(2, &[50, 0, 0, 0, 0, 0, 0, 0]);
        standings.settle(&markets, stream);
        assert_eq!([0, 1, 2].map(|country| people_in(&standings, country)), [0, 30, 20]);
    }

    #[test]
    fn people_who_went_round_in_a_circle_are_where_they_were() {
        let markets = markets(&[(0, 1), (1, 0), (0, 2)]);
        let mut standings = Standings::new(3, 3, 8);
        standings.put(0, 3, &[1, 0, 0, 0]);
        standings.note_crossing_of_one(2, 3);
        standings.settle(&markets, stream);
        standings.note_crossing_of_one(0, 3);
        standings.note_crossing_of_one(1, 3);
        standings.settle(&markets, stream);
        assert_eq!([0, 1, 2].map(|country| people_in(&standings, country)), [0, 0, 1]);
        standings.settle(&markets, stream);
        assert_eq!(people_in(&standings, 2), 1, "nothing is left to settle");
    }

    /// Null: who crosses is a random sample of the group. 40,000 draws, seed 5, five standard errors of the mean.
    #[test]
    fn who_crosses_is_drawn_from_everybody() {
        let (draws, there, n) = (40_000, [600, 250, 100, 50], 120);
        let mut stream = Stream::new(5, 1, 0, 0, Purpose::Standing, 0);
        let mut sums = [0u64; STANDINGS];
        for _ in 0..draws {
            let mut standings = Standings::new(1, 0, 8);
            standings.put(0, 0, &there);
            let taken = standings.take(&mut stream, 0, 0, n);
            sums.iter_mut().zip(taken).for_each(|(sum, n)| *sum += u64::from(n));
        }
        for (sum, there) in sums.into_iter().zip(there) {
            let share = f64::from(there) / 1000.0;
            let variance = f64::from(n) * share * (1.0 - share) * (1000.0 - f64::from(n)) / 999.0;
            let mean = sum as f64 / f64::from(draws);
            let error = (variance / f64::from(draws)).sqrt();
            assert!((mean - f64::from(n) * share).abs() < 5.0 * error, "{mean} of {n} for a share of {share}");
        }
    }
}
