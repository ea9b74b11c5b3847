//! Scenario → network.

use super::gate::{Cap, Gate, GateEntry, Rule};
use super::inflow::{InflowStream, InitialPeople, mix_on};
use super::market::Markets;
use super::plan::ParameterPlan;
use super::{LinkNode, NONE, Network, PlaceNode, WayIn, epoch};
use crate::people::ROOMS;
use std::collections::{BTreeMap, VecDeque};
use vardar_scenario::{Period, PlaceKind, Regime, Scenario};

/// A scenario that cannot be compiled. A scenario that passed the check only fails for its size.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompileError {
    /// A name that no row defines: the scenario was not checked.
    #[error("{table} names `{name}`, which is not defined; check the scenario first")]
    UnknownName {
        /// Table in which the name stands.
        table: &'static str,
        /// The name.
        name: String,
    },
    /// More groups than the bit set of a rule holds.
    #[error("the scenario has {0} groups; at most {1} are possible: merge some")]
    TooManyGroups(usize, usize),
    /// The period to simulate does not lie in the scenario's.
    #[error("the period {0} does not lie in the scenario's period {1}")]
    Period(String, String),
}

/// Compiles a checked scenario for `period`, which starts with the scenario's own period (people already on the way are
/// known for that day only) or ends before it.
pub fn compile(scenario: &Scenario, period: Period) -> Result<Network, CompileError> {
    let Some(room) = ROOMS.into_iter().find(|room| *room >= scenario.groups.len()) else {
        return Err(CompileError::TooManyGroups(scenario.groups.len(), ROOMS[ROOMS.len() - 1]));
    };
    let show = |p: Period| format!("{} to {}", p.start, p.end);
    if period.start < scenario.period.start || period.end > scenario.period.end || period.end < period.start {
        return Err(CompileError::Period(show(period), show(scenario.period)));
    }
    let start = period.start;
    let days = period.days();
    let place_index: BTreeMap<&str, usize> = scenario.places.iter().enumerate().map(|(i, p)| (p.id.as_str(), i)).collect();
    let find_place = |table: &'static str, name: &str| {
        place_index.get(name).copied().ok_or_else(|| CompileError::UnknownName { table, name: name.to_owned() })
    };

    let mut countries: Vec<String> = Vec::new();
    let mut regions: Vec<String> = Vec::new();
    let mut region_country = Vec::new();
    let mut places: Vec<PlaceNode> = Vec::with_capacity(scenario.places.len());
    for place in &scenario.places {
        let country = position_or_push(&mut countries, &place.country);
        let region = place.region.as_ref().map(|r| {
            let index = position_or_push(&mut regions, r);
            if index == region_country.len() {
                region_country.push(country);
            }
            index
        });
        let changed = scenario.capacities.iter().any(|c| c.place == place.id && c.capacity_beds.is_some());
        places.push(PlaceNode {
            id: place.id.clone(),
            country,
            region,
            kind: place.kind,
            out: 0..0,
            into: 0..0,
            has_beds: changed || place.capacity_beds.is_some(),
        });
    }

    let mut rows: Vec<(usize, usize, usize)> = Vec::new();
    for (row, link) in scenario.links.iter().enumerate() {
        rows.push((find_place("links.csv", &link.from)?, find_place("links.csv", &link.to)?, row));
    }
    rows.sort_by_key(|(from, _, row)| (*from, *row));

    let parameters = ParameterPlan::new(scenario, start, days);
    let (gates, gates_of_link) = collect_gates(scenario, start, &rows, &places, &countries);
    let mut links: Vec<LinkNode> = Vec::with_capacity(rows.len());
    let step_hours = 24.0 / f64::from(scenario.engine.steps_per_day);
    for (index, &(from, to, row)) in rows.iter().enumerate() {
        let link = &scenario.links[row];
        let is_border = places[from].country != places[to].country;
        let gated = !gates_of_link[index].is_empty();
        let scopes = link_scopes(scenario, row, &places[from], &places[to], &countries);
        let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
        let factor = parameters.upper("travel_time_factor", &scopes);
        // One slot for the step itself, one for the moment of setting out; a year at most.
        let slots = |factor: f64| ((link.hours_max * factor / step_hours).ceil().min(366.0 * 24.0 / step_hours) as usize) + 2;
        let irregular = if gated { slots(factor * parameters.upper("irregular_time_factor", &scopes)) } else { 0 };
        links.push(LinkNode {
            id: link.id.clone(),
            row,
            from,
            to,
            corridor: link.corridor.clone(),
            mode: link.mode,
            hours: (link.hours_min, link.hours_max),
            is_border,
            gated,
            gates: gates_of_link[index].clone(),
            slots: [slots(factor), irregular],
            transit: [0, 0],
        });
    }
    // All regular rings first: they are short and touched in every step, the irregular ones are long and mostly empty.
    let mut transit_len = 0;
    for channel in 0..2 {
        for link in &mut links {
            link.transit[channel] = transit_len;
            transit_len += link.slots[channel] * room;
        }
    }
    let mut into = Vec::with_capacity(links.len());
    for (place, node) in places.iter_mut().enumerate() {
        let begin = rows.partition_point(|r| r.0 < place);
        node.out = begin..rows.partition_point(|r| r.0 <= place);
        let begin = into.len();
        into.extend((0..links.len()).filter(|link| links[*link].to == place).map(|link| WayIn {
            link: link as u32,
            from: links[link].from as u32,
            gate: links[link].gates.first().map_or(NONE, |gate| *gate as u32),
        }));
        node.into = begin..into.len();
    }

    let hops = count_hops(&countries, &places, &links, &gates);
    let (epochs, epoch_of_day) = epoch::lay_out(scenario, start, days, &links, &gates);
    let mut attraction = vec![f64::NEG_INFINITY; places.len() * scenario.groups.len()];
    for row in &scenario.attractions {
        let place = find_place("attractions.csv", &row.place)?;
        let group = find_group(scenario, "attractions.csv", &row.group)?;
        if row.share > 0.0 {
            attraction[place * scenario.groups.len() + group] = libm::log(row.share);
        }
    }
    let reaches = (0..countries.len()).flat_map(|country| reached_from(country, &places, &links)).collect();
    let downstream = downstream_order(&places, &links);
    let has_shelter = places
        .iter()
        .map(|place| {
            let near = |l: usize| !links[l].gated && places[links[l].to].kind == PlaceKind::ReceptionCentre;
            place.kind != PlaceKind::ReceptionCentre && place.out.clone().any(near)
        })
        .collect();
    let markets = scenario.market.enabled.then(|| Markets::new(scenario, &countries, &places, &links));
    let streams = collect_streams(scenario, period, &find_place)?;
    let mut entrances: Vec<usize> = streams.iter().flat_map(|stream| stream.places.iter().copied()).collect();
    entrances.sort_unstable();
    entrances.dedup();
    let initial = collect_initial(scenario, start, &find_place, &links)?;
    let of_country = |country: usize| (0..places.len()).filter(|place| places[*place].country == country).collect();
    let places_of_country = (0..countries.len()).map(of_country).collect();
    Ok(Network {
        start,
        days,
        steps_per_day: scenario.engine.steps_per_day,
        profile: scenario.engine.step_profile.clone(),
        groups: scenario.groups.iter().map(|g| g.id.clone()).collect(),
        room,
        countries,
        places_of_country,
        regions,
        region_country,
        places,
        links,
        into,
        gates,
        hops,
        attraction,
        epochs,
        epoch_of_day,
        entrances,
        streams,
        initial,
        parameters,
        transit_len,
        downstream,
        has_shelter,
        reaches,
        markets,
    })
}

fn position_or_push(list: &mut Vec<String>, item: &str) -> usize {
    list.iter().position(|x| x == item).unwrap_or_else(|| {
        list.push(item.to_owned());
        list.len() - 1
    })
}

fn find_group(scenario: &Scenario, table: &'static str, name: &str) -> Result<usize, CompileError> {
    scenario.groups.iter().position(|g| g.id == name).ok_or_else(|| CompileError::UnknownName { table, name: name.to_owned() })
}

/// Names under which a parameter may be given for a link, the most specific first.
fn link_scopes(scenario: &Scenario, row: usize, from: &PlaceNode, to: &PlaceNode, countries: &[String]) -> Vec<String> {
    let link = &scenario.links[row];
    let mut scopes = vec![link.id.clone()];
    scopes.extend(link.corridor.clone());
    if from.country != to.country {
        scopes.push(format!("{}-{}", countries[from.country], countries[to.country]));
    }
    scopes.push(countries[from.country].clone());
    scopes.push(String::new());
    scopes
}

impl Network {
    /// Names under which a parameter may be given for a link, the most specific first.
    #[must_use]
    pub fn scopes_of_link(&self, link: usize) -> Vec<&str> {
        let node = &self.links[link];
        let mut scopes = vec![node.id.as_str()];
        scopes.extend(node.corridor.as_deref());
        let pair = node.gates.last().filter(|_| node.is_border);
        scopes.extend(pair.map(|g| self.gates[*g].name.as_str()));
        scopes.extend([self.countries[self.places[node.from].country].as_str(), ""]);
        scopes
    }

    /// Names under which a parameter may be given for a gate, the most specific first.
    #[must_use]
    pub fn scopes_of_gate(&self, gate: usize) -> Vec<&str> {
        let gate = &self.gates[gate];
        vec![gate.name.as_str(), self.countries[gate.country].as_str(), ""]
    }

    /// Names under which a parameter may be given for a place, the most specific first.
    #[must_use]
    pub fn scopes_of_place(&self, place: usize) -> Vec<&str> {
        let node = &self.places[place];
        let mut scopes = vec![node.id.as_str()];
        scopes.extend(node.region.map(|r| self.regions[r].as_str()));
        scopes.extend([self.countries[node.country].as_str(), ""]);
        scopes
    }
}

/// All gates, and for each link those that may govern it, the most specific first. Every border link has the gate of its
/// country pair, with or without entries; links inside a country have one only if an entry names them.
fn collect_gates(
    scenario: &Scenario,
    start: jiff::civil::Date,
    rows: &[(usize, usize, usize)],
    places: &[PlaceNode],
    countries: &[String],
) -> (Vec<Gate>, Vec<Vec<usize>>) {
    let mut entries: BTreeMap<&str, Vec<GateEntry>> = BTreeMap::new();
    for row in &scenario.borders {
        let day = |date: jiff::civil::Date| (date - start).get_days();
        let entry = GateEntry { effective: day(row.effective), announced: day(row.announced), rule: rule(scenario, &row.regime) };
        entries.entry(row.border.as_str()).or_default().push(entry);
    }
    for list in entries.values_mut() {
        list.sort_by_key(|e| (e.effective, e.announced));
    }
    let mut gates: Vec<Gate> = Vec::new();
    let mut of_link = Vec::with_capacity(rows.len());
    for (index, &(from, to, row)) in rows.iter().enumerate() {
        let link = &scenario.links[row];
        let mut names = vec![link.id.clone()];
        names.extend(link.corridor.clone());
        names.retain(|name| entries.contains_key(name.as_str()));
        if places[from].country != places[to].country {
            names.push(format!("{}-{}", countries[places[from].country], countries[places[to].country]));
        }
        let mut mine = Vec::new();
        for name in names {
            let gate = gates.iter().position(|g| g.name == name).unwrap_or_else(|| {
                let entries = entries.get(name.as_str()).cloned().unwrap_or_default();
                gates.push(Gate { name, country: places[from].country, entries, links: Vec::new() });
                gates.len() - 1
            });
            gates[gate].links.push(index);
            mine.push(gate);
        }
        of_link.push(mine);
    }
    (gates, of_link)
}

fn rule(scenario: &Scenario, regime: &Regime) -> Rule {
    let cap = |n: Option<u32>| n.map_or(Cap::Free, Cap::PerDay);
    match regime {
        Regime::Open => Rule::OPEN,
        Regime::Metered(per_day) => Rule { eligible: u64::MAX, cap: per_day.map_or(Cap::Slowed, Cap::PerDay) },
        Regime::Restricted { eligible, per_day } => {
            let mut bits = 0;
            for (index, group) in scenario.groups.iter().enumerate() {
                if eligible.contains(&group.nationality) {
                    bits |= 1 << index;
                }
            }
            Rule { eligible: bits, cap: cap(*per_day) }
        }
        Regime::Closed => Rule { eligible: 0, cap: Cap::Free },
    }
}

/// Border crossings from each country to the near side of each gate, by breadth-first search over countries.
fn count_hops(countries: &[String], places: &[PlaceNode], links: &[LinkNode], gates: &[Gate]) -> Vec<u32> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); countries.len()];
    for link in links.iter().filter(|l| l.is_border) {
        let (a, b) = (places[link.from].country, places[link.to].country);
        if !next[a].contains(&b) {
            next[a].push(b);
        }
    }
    let mut hops = vec![NONE; countries.len() * gates.len()];
    for country in 0..countries.len() {
        let mut distance = vec![NONE; countries.len()];
        distance[country] = 0;
        let mut queue = VecDeque::from([country]);
        while let Some(c) = queue.pop_front() {
            for &n in &next[c] {
                if distance[n] == NONE {
                    distance[n] = distance[c] + 1;
                    queue.push_back(n);
                }
            }
        }
        for (index, gate) in gates.iter().enumerate() {
            hops[country * gates.len() + index] = distance[gate.country];
        }
    }
    hops
}

/// Reverse postorder of a depth-first search that starts at the sources.
fn downstream_order(places: &[PlaceNode], links: &[LinkNode]) -> Vec<usize> {
    let sources = (0..places.len()).filter(|p| places[*p].kind == PlaceKind::Source);
    let others = (0..places.len()).filter(|p| places[*p].kind != PlaceKind::Source);
    let mut seen = vec![false; places.len()];
    let mut postorder = Vec::with_capacity(places.len());
    for root in sources.chain(others) {
        if std::mem::replace(&mut seen[root], true) {
            continue;
        }
        let mut path = vec![(root, places[root].out.clone())];
        while let Some((place, out)) = path.last_mut() {
            match out.next() {
                Some(link) => {
                    let to = links[link].to;
                    if !std::mem::replace(&mut seen[to], true) {
                        path.push((to, places[to].out.clone()));
                    }
                }
                None => {
                    postorder.push(*place);
                    path.pop();
                }
            }
        }
    }
    postorder.reverse();
    postorder
}

/// By place, true if it lies in a country or can be reached from there.
fn reached_from(country: usize, places: &[PlaceNode], links: &[LinkNode]) -> Vec<bool> {
    let mut reached: Vec<bool> = places.iter().map(|p| p.country == country).collect();
    let mut open: Vec<usize> = (0..places.len()).filter(|p| reached[*p]).collect();
    while let Some(place) = open.pop() {
        for link in places[place].out.clone() {
            if !std::mem::replace(&mut reached[links[link].to], true) {
                open.push(links[link].to);
            }
        }
    }
    reached
}

fn collect_streams(
    scenario: &Scenario,
    period: Period,
    find_place: &impl Fn(&'static str, &str) -> Result<usize, CompileError>,
) -> Result<Vec<InflowStream>, CompileError> {
    let mut streams: Vec<InflowStream> = Vec::new();
    for row in &scenario.streams {
        let place = find_place("streams.csv", &row.place)?;
        let index = streams.iter().position(|s| s.id == row.stream).unwrap_or_else(|| {
            streams.push(InflowStream {
                id: row.stream.clone(),
                mix_name: row.mix.clone(),
                places: Vec::new(),
                shares: Vec::new(),
                reported: vec![0; period.days()],
                mix: Vec::new(),
            });
            streams.len() - 1
        });
        streams[index].places.push(place);
        streams[index].shares.push(row.share);
    }
    for stream in &mut streams {
        let mut month = None;
        let mut shares = Vec::new();
        for day in 0..period.days() {
            let date = period.date(day);
            if month != Some(date.first_of_month()) {
                month = Some(date.first_of_month());
                shares = mix_on(scenario, &stream.mix_name, date);
            }
            stream.mix.extend_from_slice(&shares);
        }
    }
    for row in &scenario.inflow {
        let stream = streams.iter_mut().find(|s| s.id == row.stream);
        let stream = stream.ok_or_else(|| CompileError::UnknownName { table: "inflow.csv", name: row.stream.clone() })?;
        if let Some(day) = period.index_of(row.date) {
            stream.reported[day] = row.people;
        }
    }
    Ok(streams)
}

fn collect_initial(
    scenario: &Scenario,
    start: jiff::civil::Date,
    find_place: &impl Fn(&'static str, &str) -> Result<usize, CompileError>,
    links: &[LinkNode],
) -> Result<Vec<InitialPeople>, CompileError> {
    scenario
        .initial
        .iter()
        .map(|row| {
            let link = links.iter().position(|l| l.id == row.site);
            let site = link.map_or_else(|| find_place("initial.csv", &row.site), Ok)?;
            Ok(InitialPeople { site, on_link: link.is_some(), people: row.people, mix: mix_on(scenario, &row.mix, start) })
        })
        .collect()
}
