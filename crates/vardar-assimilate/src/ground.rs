//! What all members of a filter share: the scenario and its network, the counts, and what an analysis may correct.

use crate::drift::{DriftPlan, central};
use crate::inflow::InflowSettings;
use crate::observation::ObservationModel;
use crate::told::{Told, told};
use jiff::civil::Date;
use std::collections::{BTreeSet, VecDeque};
use vardar_engine::member::Setup;
use vardar_engine::network::Network;
use vardar_engine::record::{Quantity, RecordLayout};
use vardar_engine::state::Stock;
use vardar_scenario::{ObservedQuantity, Period, Scenario};

/// Countries further apart than this do not touch each other's stocks.
const WEIGHT_BY_HOPS: [f64; 4] = [1.0, 0.8, 0.2, 0.0];

/// See the head of this file.
pub struct Ground<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// All of it compiled; members live in it as known on a day.
    pub network: &'a Network,
    /// What the engine needs.
    pub setup: Setup<'a>,
    /// What is counted.
    pub observation: ObservationModel,
    /// What drifts.
    pub plan: DriftPlan,
    /// Counts of flows: `[series][day]`.
    pub counts: Vec<Vec<Option<f64>>>,
    /// Counts of people present: `[site][day]`.
    pub present_counts: Vec<Vec<Option<f64>>>,
    /// By series: relative scatter of a count.
    pub count_error: Vec<f64>,
    /// By series: `cutoff_error` of the scenario.
    cutoff_error: Vec<f64>,
    /// By site of people present: relative scatter of a report.
    pub present_error: Vec<f64>,
    /// By series: the inflow stream whose report it is, and the first day on which the two differ.
    reports_of: Vec<Option<(usize, usize)>>,
    /// By inflow stream.
    pub inflow: Vec<InflowSettings>,
    /// Stocks that an analysis may correct, each with its country.
    pub stocks: Vec<(Stock, usize)>,
    /// Weight of a count in country `a` for a stock in country `b`: `[a * countries + b]`.
    near: Vec<f64>,
    /// By column of the record: its country; for a link the one where it ends.
    pub country_of_column: Vec<Option<usize>>,
    /// Places with beds, each with the column of the people present there.
    pub centres: Vec<(usize, usize)>,
    /// Other stocks that a forecast tells.
    pub told: Vec<Told>,
    /// By series: its country.
    pub country_of_series: Vec<usize>,
    /// By site of people present: the same.
    pub country_of_present: Vec<usize>,
    /// By area: series that count people who leave it.
    pub counted_leaving: Vec<Vec<usize>>,
    /// By series: gates that people pass on the day they are counted.
    gates_of_series: Vec<Vec<usize>>,
    /// Days after which more is known than before, besides the counts.
    news_days: BTreeSet<usize>,
}

impl<'a> Ground<'a> {
    /// Collects it.
    #[must_use]
    pub fn new(scenario: &'a Scenario, network: &'a Network, seed: u64) -> Self {
        let setup = Setup::new(network, seed, false);
        let observation = ObservationModel::new(scenario, network, &setup.layout);
        let country_of = |site: &str| find_country(network, site).unwrap_or(0);
        let country_of_series: Vec<usize> = observation.series.iter().map(|s| country_of(&s.site)).collect();
        let sites: Vec<String> = observation.series.iter().map(|s| s.site.clone()).collect();
        let plan = DriftPlan::new(network, &sites.iter().cloned().zip(country_of_series.iter().copied()).collect::<Vec<_>>());
        let period = Period { start: network.start, end: scenario.period.end };
        let counted = |quantity: ObservedQuantity, site: &str| {
            let mut days = vec![None; network.days];
            for row in scenario.observations.iter().filter(|o| o.quantity == quantity && o.site == site) {
                if let (Some(day), Some(people)) = (period.index_of(row.date), row.people)
                    && day < days.len()
                {
                    days[day] = Some(f64::from(people));
                }
            }
            days
        };
        let counts: Vec<Vec<Option<f64>>> = observation.series.iter().map(|s| counted(s.quantity, &s.site)).collect();
        let present_counts: Vec<Vec<Option<f64>>> = observation.present.iter().map(|s| counted(s.quantity, &s.site)).collect();
        let has_beds = |site: &str| network.places.iter().any(|place| place.id == site && place.has_beds);
        let reports_of: Vec<Option<(usize, usize)>> = counts.iter().map(|days| stream_reported_by(network, days)).collect();
        Self {
            count_error: sites.iter().map(|s| central(network, "count_error", &[s, ""])).collect(),
            cutoff_error: sites.iter().map(|s| central(network, "cutoff_error", &[s, ""])).collect(),
            present_error: observation.present.iter().map(|s| central(network, "present_error", &[&s.site, ""])).collect(),
            inflow: network
                .streams
                .iter()
                .map(|stream| InflowSettings {
                    smoothing: central(network, "inflow_smoothing", &[&stream.id, ""]),
                    drift: central(network, "inflow_drift", &[&stream.id, ""]),
                })
                .collect(),
            country_of_series,
            country_of_column: setup.layout.columns.iter().map(|column| country_of_site(network, &column.site)).collect(),
            centres: centres(network, &setup.layout),
            told: told(network, &setup.layout, &observation.present, &present_counts, has_beds),
            country_of_present: observation.present.iter().map(|s| country_of(&s.site)).collect(),
            counted_leaving: counted_leaving(network, &observation, &plan, &reports_of),
            gates_of_series: observation.series.iter().map(|s| gates_counted_by(network, s)).collect(),
            stocks: stocks(network),
            near: nearness(network),
            news_days: news_days(scenario, network),
            scenario,
            network,
            setup,
            observation,
            plan,
            counts,
            present_counts,
            reports_of,
        }
    }

    /// The series that counts who leaves an area on the day on which they leave.
    #[must_use]
    pub fn departures_from(&self, area: usize) -> Option<usize> {
        let counts_departures = |series: &usize| self.observation.series[*series].quantity == ObservedQuantity::Departures;
        self.counted_leaving[area].iter().copied().find(counts_departures)
    }

    /// Weight of a count made in `country` for what is in `other`.
    #[must_use]
    pub fn weight(&self, country: usize, other: usize) -> f64 {
        self.near[country * self.network.countries.len() + other]
    }

    /// Scatter of the hour at which a day of counting of a series ends, as a share of a day (see [`crate::cutoff`]): a series that surprises
    /// (`unrest`, a factor on variances) is surprising in this too.
    #[must_use]
    pub fn end_of_day(&self, series: usize, unrest: f64) -> f64 {
        self.cutoff_error[series] * unrest.sqrt()
    }

    /// True if a regime was announced, or a place, link or capacity changed, on the day, or a month began.
    #[must_use]
    pub fn has_news(&self, day: usize) -> bool {
        self.news_days.contains(&day)
    }

    /// Series that count people of whom some may have passed a gate.
    pub fn series_of_gate(&self, gate: usize) -> impl Iterator<Item = usize> {
        (0..self.gates_of_series.len()).filter(move |series| self.gates_of_series[*series].contains(&gate))
    }

    /// True if, as known, a border whose passage a series counts closes to everybody or opens again on the day.
    #[must_use]
    pub fn turns(&self, known: &Network, series: usize, day: usize) -> bool {
        self.gates_of_series[series]
            .iter()
            .any(|gate| is_gate_shut(known, *gate, day as i32 - 1) != is_gate_shut(known, *gate, day as i32))
    }

    /// True if, as known, a border whose passage a series counts is closed to everybody on the day.
    #[must_use]
    pub fn is_shut(&self, known: &Network, series: usize, day: usize) -> bool {
        self.gates_of_series[series].iter().any(|gate| is_gate_shut(known, *gate, day as i32))
    }

    /// The inflow stream whose report a series is, as far as can be known on a day: such a series is input, and is not weighed.
    #[must_use]
    pub fn stream_of(&self, series: usize, day: usize) -> Option<usize> {
        self.reports_of[series].filter(|(_, differ)| *differ > day).map(|(stream, _)| stream)
    }

    /// The scenario with what was known at the end of a day.
    #[must_use]
    pub fn scenario_as_known(&self, day: usize) -> Scenario {
        vardar_engine::network::scenario_as_known(self.scenario, self.date(day))
    }

    /// Date of a day.
    #[must_use]
    pub fn date(&self, day: usize) -> Date {
        Period { start: self.network.start, end: self.scenario.period.end }.date(day)
    }
}

fn is_gate_shut(known: &Network, gate: usize, day: i32) -> bool {
    known.gates[gate].in_force(day).is_some_and(|entry| known.shuts(&entry.rule))
}

/// The inflow stream of which these counts are the reports, and the first day on which they are not: same number on the first
/// day counted. Later days may show that they differ, and then they do from that day on.
fn stream_reported_by(network: &Network, counts: &[Option<f64>]) -> Option<(usize, usize)> {
    let first = counts.iter().position(|count| count.is_some_and(|count| count > 0.0))?;
    let differ = |stream: usize| {
        let reported = &network.streams[stream].reported;
        let differs = |(count, reported): (&Option<f64>, &u32)| count.is_some_and(|count| count != f64::from(*reported));
        counts.iter().zip(reported).position(differs).unwrap_or(counts.len())
    };
    (0..network.streams.len()).map(|stream| (stream, differ(stream))).find(|(_, day)| *day > first)
}

fn country_of_site(network: &Network, site: &str) -> Option<usize> {
    let link = || network.links.iter().find(|l| l.id == *site).map(|l| network.places[l.to].country);
    find_country(network, site).or_else(link)
}

fn centres(network: &Network, layout: &RecordLayout) -> Vec<(usize, usize)> {
    let places = network.places.iter().enumerate().filter(|(_, node)| node.has_beds);
    places.filter_map(|(place, node)| Some((place, layout.find(Quantity::Present, &node.id, "all", "all")?))).collect()
}

fn find_country(network: &Network, site: &str) -> Option<usize> {
    let region = || network.regions.iter().position(|r| r == site).map(|r| network.region_country[r]);
    let place = || network.places.iter().find(|p| p.id == site).map(|p| p.country);
    network.countries.iter().position(|c| c == site).or_else(region).or_else(place)
}

/// Arrivals in a country count those who leave the areas with a link into it, departures those who leave the region.
fn counted_leaving(
    network: &Network,
    observation: &ObservationModel,
    plan: &DriftPlan,
    reports_of: &[Option<(usize, usize)>],
) -> Vec<Vec<usize>> {
    let leads = |area: usize, site: &str| {
        network
            .links
            .iter()
            .any(|l| l.is_border && plan.area_of[l.from] == area && network.countries[network.places[l.to].country] == site)
    };
    let counts = |area: usize, (index, series): (usize, &crate::ReportedSeries)| {
        let there = match series.quantity {
            ObservedQuantity::Departures => plan.areas[area].0 == series.site,
            _ => leads(area, &series.site),
        };
        (there && reports_of[index].is_none()).then_some(index)
    };
    (0..plan.areas.len()).map(|area| observation.series.iter().enumerate().filter_map(|s| counts(area, s)).collect()).collect()
}

/// Gates of the links that lead into the country of a series of arrivals, or out of the region of one of departures.
fn gates_counted_by(network: &Network, series: &crate::ReportedSeries) -> Vec<usize> {
    let region_of = |place: usize| network.places[place].region.map(|region| network.regions[region].as_str());
    let counts = |link: usize| {
        let link = &network.links[link];
        match series.quantity {
            ObservedQuantity::Departures => {
                region_of(link.from) == Some(series.site.as_str()) && region_of(link.to) != Some(series.site.as_str())
            }
            _ => link.is_border && network.countries[network.places[link.to].country] == series.site,
        }
    };
    (0..network.gates.len()).filter(|gate| network.gates[*gate].links.iter().any(|link| counts(*link))).collect()
}

fn stocks(network: &Network) -> Vec<(Stock, usize)> {
    let mut stocks: Vec<(Stock, usize)> =
        network.places.iter().enumerate().map(|(place, node)| (Stock::Place(place), node.country)).collect();
    for (link, node) in network.links.iter().enumerate() {
        let country = network.places[node.from].country;
        stocks.push((Stock::Way(link, 0), country));
        if node.gated {
            stocks.push((Stock::Queue(link), country));
            stocks.push((Stock::Way(link, 1), country));
        }
    }
    stocks
}

fn nearness(network: &Network) -> Vec<f64> {
    let countries = network.countries.len();
    let mut next = vec![BTreeSet::new(); countries];
    for link in network.links.iter().filter(|l| l.is_border) {
        let (a, b) = (network.places[link.from].country, network.places[link.to].country);
        next[a].insert(b);
        next[b].insert(a);
    }
    let mut near = vec![0.0; countries * countries];
    for from in 0..countries {
        let mut hops = vec![usize::MAX; countries];
        hops[from] = 0;
        let mut queue = VecDeque::from([from]);
        while let Some(country) = queue.pop_front() {
            near[from * countries + country] = WEIGHT_BY_HOPS.get(hops[country]).copied().unwrap_or(0.0);
            for &other in &next[country] {
                if hops[other] == usize::MAX {
                    hops[other] = hops[country] + 1;
                    queue.push_back(other);
                }
            }
        }
    }
    near
}

fn news_days(scenario: &Scenario, network: &Network) -> BTreeSet<usize> {
    let announced = scenario.borders.iter().map(|b| b.announced);
    let places = scenario.places.iter().flat_map(|p| [p.opened, p.closed]).flatten();
    let links = scenario.links.iter().flat_map(|l| [l.opened, l.closed]).flatten();
    let capacities = scenario.capacities.iter().map(|c| c.date);
    let months = scenario.mixes.iter().map(|m| m.month);
    announced
        .chain(places)
        .chain(links)
        .chain(capacities)
        .chain(months)
        .filter_map(|date| usize::try_from((date - network.start).get_days()).ok())
        .filter(|day| *day < network.days)
        .collect()
}
