//! The route for the map: places and links with their daily numbers, and the country outlines.

use jiff::civil::Date;
use serde::Serialize;
use vardar_scenario::{Place, PlaceKind};

use crate::builder::Builder;
use crate::capacity;
use crate::events::{self, RuleFrom};
use crate::names::{country_name, mode_name, short_name};
use crate::pool::Detail;

/// What the map draws.
#[derive(Debug, Serialize)]
pub(crate) struct MapData {
    /// Day shown first.
    first_day: usize,
    /// Code and name of the countries with places.
    countries: Vec<(String, String)>,
    places: Vec<MapPlace>,
    links: Vec<MapLink>,
}

#[derive(Debug, Serialize)]
struct MapPlace {
    name: String,
    /// Short enough for a label.
    label: String,
    country: String,
    kind: &'static str,
    lat: f64,
    lon: f64,
    /// First day of use and first day after it, as days of the period; may lie outside it.
    opened: Option<i32>,
    closed: Option<i32>,
    capacity: Vec<(usize, Option<u32>)>,
    /// Series of people present.
    present: Option<usize>,
    /// Further series for the details: what it is and its index.
    more: Vec<(&'static str, usize)>,
}

#[derive(Debug, Serialize)]
struct MapLink {
    name: String,
    mode: &'static str,
    /// Indices of the places.
    from: usize,
    to: usize,
    /// Series of all people, of regular ones and of irregular ones, as far as the run has them.
    all: Option<usize>,
    regular: Option<usize>,
    irregular: Option<usize>,
    rules: Vec<RuleFrom>,
}

/// Country outlines as JSON; see `assets/README.md` for form and origin.
pub(crate) const OUTLINES: &str = include_str!("../assets/outlines.json");

/// Collects the map; `None` if there is no place with usable coordinates.
pub(crate) fn map(builder: &mut Builder<'_>) -> Option<MapData> {
    let scenario = builder.scenario;
    let (start, days) = (builder.lookup.table.start, builder.lookup.table.days);
    let shown: Vec<&Place> = scenario.places.iter().filter(|place| place.lat.is_finite() && place.lon.is_finite()).collect();
    let places: Vec<MapPlace> = shown
        .iter()
        .map(|place| {
            let more = [("waiting", "waiting"), ("stranded", "stranded"), ("overflow", "without a bed")];
            MapPlace {
                name: place.name.clone(),
                label: short_name(&place.name).to_owned(),
                country: country_name(&place.country).to_owned(),
                kind: kind_name(place.kind),
                lat: place.lat,
                lon: place.lon,
                opened: place.opened.map(|date| day_of(start, date)),
                closed: place.closed.map(|date| day_of(start, date)),
                capacity: capacity::steps(scenario, place, start, days),
                present: builder.pooled("present", &place.id, "all"),
                more: more
                    .into_iter()
                    .filter_map(|(quantity, label)| Some((label, builder.pooled(quantity, &place.id, "all")?)))
                    .collect(),
            }
        })
        .collect();
    let position = |id: &str| shown.iter().position(|place| place.id == id);
    let links = scenario
        .links
        .iter()
        .filter_map(|link| {
            Some(MapLink {
                name: builder.names.link(link),
                mode: mode_name(link),
                from: position(&link.from)?,
                to: position(&link.to)?,
                all: builder.pooled("flow", &link.id, "all"),
                regular: builder.pooled("flow", &link.id, "regular"),
                irregular: builder.pooled("flow", &link.id, "irregular"),
                rules: events::rules(scenario, &builder.names, link, start, days),
            })
        })
        .collect();
    let countries = builder.names.countries.iter().map(|&code| (code.to_owned(), country_name(code).to_owned())).collect();
    (!places.is_empty()).then_some(MapData { first_day: busiest_day(builder), countries, places, links })
}

impl Builder<'_> {
    /// Index of a series with its 90 % interval, over all groups, if the table has it.
    fn pooled(&mut self, quantity: &str, site: &str, channel: &str) -> Option<usize> {
        let series = self.lookup.find(quantity, site, channel, "all")?;
        Some(self.pool.add(series, Detail::Interval))
    }
}

/// The day with most people on the move: a first picture that says more than an empty first day.
fn busiest_day(builder: &Builder<'_>) -> usize {
    let flows: Vec<_> = builder.lookup.table.series.iter().filter(|series| series.key.quantity == "flow").collect();
    let people = |day: usize| flows.iter().filter_map(|series| series.days.get(day)).map(|value| value.q50).sum::<f64>();
    (0..builder.lookup.table.days)
        .map(|day| (day, people(day)))
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .map_or(0, |(day, _)| day)
}

fn day_of(start: Date, date: Date) -> i32 {
    (date - start).get_days()
}

fn kind_name(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Source => "start of the route",
        PlaceKind::Town => "town",
        PlaceKind::Port => "port",
        PlaceKind::TransitCentre => "transit centre",
        PlaceKind::ReceptionCentre => "reception centre",
        PlaceKind::Crossing => "border crossing",
        PlaceKind::Destination => "destination",
    }
}
