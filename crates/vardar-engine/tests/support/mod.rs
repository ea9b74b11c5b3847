//! Random scenarios: chains of places with short cuts and ways back, regimes that come and go, and every rule in use.

#![allow(dead_code)]

use jiff::civil::{Date, date};
use proptest::prelude::*;
use vardar_scenario::*;

/// First day of every random scenario.
pub const START: Date = date(2015, 10, 1);

fn day(offset: i32) -> Date {
    START.saturating_add(jiff::Span::new().days(offset))
}

fn kind() -> impl Strategy<Value = PlaceKind> {
    prop_oneof![
        Just(PlaceKind::Town),
        Just(PlaceKind::Crossing),
        Just(PlaceKind::TransitCentre),
        Just(PlaceKind::ReceptionCentre),
    ]
}

fn regime() -> impl Strategy<Value = Regime> {
    prop_oneof![
        Just(Regime::Open),
        proptest::option::of(0u32..400).prop_map(Regime::Metered),
        (0usize..3, proptest::option::of(1u32..300))
            .prop_map(|(which, per_day)| Regime::Restricted { eligible: vec![["SYR", "AFG", "IRQ"][which].to_owned()], per_day }),
        Just(Regime::Closed),
    ]
}

type PlaceDraw = (PlaceKind, bool, Option<u32>, Option<u32>, Option<i32>);
type LinkDraw = (usize, usize, f64, f64, bool);
type BorderDraw = (usize, i32, i32, Regime);

/// Anything from three places and two days to ten places and three weeks.
pub fn random_scenario() -> impl Strategy<Value = Scenario> {
    let place =
        (kind(), any::<bool>(), proptest::option::of(0u32..300), proptest::option::of(0u32..200), proptest::option::of(1i32..15));
    let link = (0usize..12, 0usize..12, 0.1f64..30.0, 0.0f64..40.0, any::<bool>());
    let border = (0usize..40, -3i32..18, -3i32..18, regime());
    (
        1usize..9,
        2i32..22,
        prop_oneof![Just(1u32), Just(2), Just(4), Just(8), Just(24)],
        proptest::collection::vec(place, 9),
        proptest::collection::vec(link, 0..10),
        proptest::collection::vec(border, 0..8),
        proptest::collection::vec(0u32..900, 1..22),
        proptest::collection::vec(0.0f64..3.0, 12),
    )
        .prop_map(|(inner, days, steps, places, links, borders, inflow, rates)| {
            build(inner, days, steps, &places, &links, &borders, &inflow, &rates)
        })
}

#[allow(clippy::too_many_arguments)]
fn build(
    inner: usize,
    days: i32,
    steps: u32,
    place_draws: &[PlaceDraw],
    link_draws: &[LinkDraw],
    border_draws: &[BorderDraw],
    inflow: &[u32],
    rates: &[f64],
) -> Scenario {
    const COUNTRIES: [&str; 5] = ["TUR", "GRC", "MKD", "SRB", "DEU"];
    let source = String::new;
    let mut places = Vec::new();
    let mut country = 0;
    for index in 0..inner + 2 {
        let (kind, next_country, beds, registration, closes) = place_draws[index.saturating_sub(1).min(8)];
        let last = index == inner + 1;
        if index > 0 && next_country && !last {
            country = (country + 1).min(3);
        }
        let kind = if index == 0 {
            PlaceKind::Source
        } else if last {
            PlaceKind::Destination
        } else {
            kind
        };
        places.push(Place {
            id: format!("p{index}"),
            name: format!("Place {index}"),
            country: if last { "DEU" } else { COUNTRIES[country] }.to_owned(),
            region: None,
            lat: 38.0 + index as f64,
            lon: 20.0,
            kind,
            capacity_beds: beds.filter(|_| index > 0 && !last),
            registration_per_day: registration.filter(|n| index > 0 && !last && n % 3 == 0),
            opened: None,
            closed: closes.filter(|_| index % 4 == 3 && !last).map(day),
            source: source(),
        });
    }
    let count = places.len();
    let mut links: Vec<Link> = Vec::new();
    let mut connect = |from: usize, to: usize, hours: f64, more: f64, corridor: bool| {
        let id = format!("l{}", links.len());
        links.push(Link {
            id,
            from: format!("p{from}"),
            to: format!("p{to}"),
            mode: Mode::Bus,
            distance_km: 10.0,
            hours_min: hours,
            hours_max: hours + more,
            corridor: corridor.then(|| "buses".to_owned()),
            opened: None,
            closed: None,
            source: source(),
        });
    };
    for index in 0..count - 1 {
        connect(index, index + 1, 2.0 + index as f64, 1.0, index == 1);
    }
    for &(from, to, hours, more, corridor) in link_draws {
        let (from, to) = (from % (count - 1), to % count);
        if from != to {
            connect(from, to, hours, more, corridor);
        }
    }
    let mut borders: Vec<RegimeEntry> = Vec::new();
    for (index, (which, announced, effective, regime)) in border_draws.iter().enumerate() {
        let link = &links[which % links.len()];
        let end = |id: &str| places.iter().find(|p| p.id == id).map(|p| p.country.clone()).unwrap_or_default();
        let (from, to) = (end(&link.from), end(&link.to));
        let border = match (which % 3, from == to, &link.corridor) {
            (0, _, _) | (_, true, None) => link.id.clone(),
            (_, _, Some(corridor)) => corridor.clone(),
            _ => format!("{from}-{to}"),
        };
        // Two rules for one border on one day would contradict each other.
        if !borders.iter().any(|b| b.border == border && b.effective == day(*effective)) {
            borders.push(RegimeEntry {
                announced: day(*announced),
                effective: day(*effective),
                border,
                regime: regime.clone(),
                note: format!("{index}"),
                source: source(),
            });
        }
    }
    let groups = ["SYR", "AFG", "IRQ"];
    let destination = format!("p{}", count - 1);
    let fixed = |name: &str, site: &str, value: f64| Parameter {
        name: name.to_owned(),
        site: site.to_owned(),
        from: None,
        value,
        distribution: Distribution::Fixed,
        status: "guess".to_owned(),
        source: source(),
    };
    let spread = Parameter { distribution: Distribution::Lognormal { low: 2.0, high: 30.0 }, ..fixed("stay_hours", "", 8.0) };
    let later = Parameter { from: Some(day(3)), ..fixed("irregular_per_day", "", rates[4]) };
    let with_market = rates[0] > 0.5 * rates[1];
    let share = |rate: f64| rate.min(1.0);
    // Everything happens often: a short period has to show it.
    let of_market = if with_market {
        vec![
            fixed("take_up_per_day", "", share(rates[4])),
            fixed("smuggler_share", "", share(rates[5])),
            fixed("irregular_by_rule", "", share(rates[6])),
            fixed("detected_share", "", share(rates[7]).min(0.999)),
            fixed("supply_at_start", "", 50.0 * rates[8]),
            fixed("credit_at_start", "", share(rates[9])),
            fixed("repay_work_per_day", "", share(rates[10])),
            fixed("exploitation_per_day", "", share(rates[11])),
            fixed("exploitation_per_crossing", "", rates[1]),
            fixed("exploited_before", "", share(rates[2])),
            fixed("repay_work_days", "", 1.0 + rates[3]),
        ]
    } else {
        Vec::new()
    };
    Scenario {
        name: "random".to_owned(),
        title: "Random".to_owned(),
        description: "A random scenario".to_owned(),
        period: Period { start: START, end: day(days - 1) },
        forecast: Default::default(),
        market: MarketSettings { enabled: with_market },
        targets: Vec::new(),
        engine: EngineSettings {
            steps_per_day: steps,
            route_choice: RouteChoiceRule::Utility,
            step_profile: vec![1.0 / f64::from(steps); steps as usize],
        },
        capacities: vec![CapacityChange {
            date: day(2),
            place: "p1".to_owned(),
            capacity_beds: Some(5),
            registration_per_day: None,
            source: source(),
        }],
        groups: groups
            .iter()
            .map(|g| Group {
                id: (*g).to_owned(),
                name: (*g).to_owned(),
                nationality: (*g).to_owned(),
                profile: "all".to_owned(),
                source: source(),
            })
            .collect(),
        attractions: groups
            .iter()
            .map(|g| Attraction { place: destination.clone(), group: (*g).to_owned(), share: 1.0, source: source() })
            .collect(),
        streams: vec![StreamShare {
            stream: "s".to_owned(),
            place: "p0".to_owned(),
            share: 1.0,
            mix: "m".to_owned(),
            source: source(),
        }],
        mixes: groups
            .iter()
            .zip([0.5, 0.3, 0.2])
            .map(|(g, share)| MixShare { month: START, mix: "m".to_owned(), group: (*g).to_owned(), share, source: source() })
            .collect(),
        inflow: inflow
            .iter()
            .take(days as usize)
            .enumerate()
            .map(|(index, people)| InflowRow {
                date: day(index as i32),
                stream: "s".to_owned(),
                people: *people,
                source: source(),
            })
            .collect(),
        initial: ["p1", "l0", "l1"]
            .iter()
            .zip([300, 77, 41])
            .map(|(site, people)| InitialStock { site: (*site).to_owned(), people, mix: "m".to_owned(), source: source() })
            .collect(),
        observations: Vec::new(),
        what_ifs: Vec::new(),
        parameters: vec![
            spread,
            fixed("inflow_coverage", "", 0.3 + rates[0] / 2.0),
            fixed("settle_per_day", "", rates[1]),
            fixed("turn_back_per_day", "", rates[2]),
            fixed("turn_back_factor", groups[0], rates[2]),
            fixed("detour_per_day", "", rates[3]),
            fixed("irregular_per_day", "", rates[4] / 2.0),
            later,
            fixed("shelter_per_day", "", rates[5]),
            fixed("slowed_per_day", "", 100.0 * rates[6]),
            fixed("news_delay_days", "", rates[7]),
            fixed("patience_days", "", 0.1 + rates[8]),
            fixed("closed_wait_days", "", 10.0 * rates[9]),
            fixed("irregular_time_factor", "", 0.5 + rates[10]),
            fixed("travel_time_factor", "", 0.2 + rates[11]),
        ]
        .into_iter()
        .chain(of_market)
        .collect(),
        places,
        links,
        borders,
    }
}
