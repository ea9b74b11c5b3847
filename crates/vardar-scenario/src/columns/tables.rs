//! The tables, column by column.

use super::{Column, Kind, Need, Rows, Table, TableShape};
use crate::model::{Mode, ObservedQuantity, PlaceKind, TargetQuantity};

/// Spellings of the regimes of `borders.csv`.
pub const REGIMES: [&str; 4] = ["open", "metered", "restricted", "closed"];
/// Profiles of groups.
pub const PROFILES: [&str; 4] = ["all", "adult_alone", "family", "child_alone"];
/// Distributions of parameters.
pub const DISTRIBUTIONS: [&str; 4] = ["fixed", "uniform", "normal", "lognormal"];
/// Where a parameter's value comes from.
pub const STATUSES: [&str; 4] = ["data", "literature", "fitted", "guess"];
const KINDS: [&str; PlaceKind::ALL.len()] = words(PlaceKind::ALL);
const MODES: [&str; Mode::ALL.len()] = words(Mode::ALL);
const QUANTITIES: [&str; ObservedQuantity::ALL.len()] = words(ObservedQuantity::ALL);

const TARGET_QUANTITIES: [&str; TargetQuantity::ALL.len()] = words(TargetQuantity::ALL);
/// What a target is used for.
pub const TARGET_USES: [&str; 2] = ["fitted", "held_back"];

const fn words<T: Copy, const N: usize>(all: [(T, &'static str); N]) -> [&'static str; N] {
    let mut out = [""; N];
    let mut i = 0;
    while i < N {
        out[i] = all[i].1;
        i += 1;
    }
    out
}

const fn filled(name: &'static str, kind: Kind, hxl: &'static str, meaning: &'static str) -> Column {
    Column { name, kind, need: Need::Filled, hxl, meaning }
}

const fn optional(name: &'static str, kind: Kind, hxl: &'static str, meaning: &'static str) -> Column {
    Column { name, kind, need: Need::Optional, hxl, meaning }
}

const SOURCE: Column =
    Column { name: "source", kind: Kind::Text, need: Need::Exists, hxl: "#meta+source", meaning: "where the row comes from" };
const ANY: Kind = Kind::Number { min: f64::MIN, max: f64::MAX };
const POSITIVE: Kind = Kind::Number { min: 0.0, max: 1e12 };
const SHARE: Kind = Kind::Number { min: 0.0, max: 1.0 };
const HOURS: Kind = Kind::Number { min: 0.0, max: 10_000.0 };
const OPENED: Column = optional("opened", Kind::Date, "#date+start", "first day on which it can be used; empty = always");
const CLOSED: Column = optional("closed", Kind::Date, "#date+end", "first day on which it can no longer be used");
const BEDS: Column = optional("capacity_beds", Kind::Count, "#capacity+beds", "beds; empty = not limited or not known");
const REGISTRATION: Column = optional(
    "registration_per_day",
    Kind::Count,
    "#capacity+registration",
    "people who can be registered, and so may leave, per day; empty = not limited",
);
const PLACE: Kind = Kind::Reference(Table::Places, "id");
const GROUP: Kind = Kind::Reference(Table::Groups, "id");

/// Every table, in the order in which they are read.
pub const TABLES: [TableShape; 14] = [
    TableShape {
        table: Table::Places,
        file: "places.csv",
        meaning: "places where people can be",
        rows: Rows::Needed,
        key: &["id"],
        columns: &[
            filled("id", Kind::Id, "#loc+code", "unique id, lower case"),
            filled("name", Kind::Text, "#loc+name", "name for people"),
            filled("country", Kind::Country, "#country+code", "ISO 3166-1 alpha-3"),
            optional(
                "region",
                Kind::Id,
                "#adm1+code",
                "area inside the country for reporting; starts with the country code and _",
            ),
            filled("lat", Kind::Number { min: -90.0, max: 90.0 }, "#geo+lat", "latitude in degrees, WGS84"),
            filled("lon", Kind::Number { min: -180.0, max: 180.0 }, "#geo+lon", "longitude in degrees, WGS84"),
            filled("kind", Kind::Word(&KINDS), "#loc+type", "what sort of place"),
            BEDS,
            REGISTRATION,
            OPENED,
            CLOSED,
            SOURCE,
        ],
    },
    TableShape {
        table: Table::Capacities,
        file: "capacities.csv",
        meaning: "capacities that change on a date; an empty cell leaves that capacity as it was",
        rows: Rows::Optional,
        key: &["date", "place"],
        columns: &[
            filled("date", Kind::Date, "#date+start", "first day of the new figure"),
            filled("place", PLACE, "#loc+code", "place id"),
            BEDS,
            REGISTRATION,
            SOURCE,
        ],
    },
    TableShape {
        table: Table::Links,
        file: "links.csv",
        meaning: "directed connections between two places",
        rows: Rows::Needed,
        key: &["id"],
        columns: &[
            filled("id", Kind::Id, "#channel+code", "unique id, lower case"),
            filled("from", PLACE, "#loc+code+origin", "place id where it starts"),
            filled("to", PLACE, "#loc+code+dest", "place id where it ends"),
            filled("mode", Kind::Word(&MODES), "#modality", "means of transport"),
            filled("distance_km", Kind::Number { min: 0.0, max: 50_000.0 }, "#geo+distance", "length in km"),
            filled("hours_min", HOURS, "#indicator+hours+min", "usual shortest travel time in hours"),
            filled("hours_max", HOURS, "#indicator+hours+max", "usual longest travel time in hours"),
            optional("corridor", Kind::Id, "#channel+name", "name shared by links that one regime governs together"),
            OPENED,
            CLOSED,
            SOURCE,
        ],
    },
    TableShape {
        table: Table::Borders,
        file: "borders.csv",
        meaning: "what a border lets through from a day on",
        rows: Rows::FileNeeded,
        key: &[],
        columns: &[
            filled("announced", Kind::Date, "#date+announced", "day on which it was publicly known"),
            filled("effective", Kind::Date, "#date+start", "first day on which it holds"),
            filled("border", Kind::Id, "#access+name", "link id, corridor or country pair such as GRC-MKD"),
            filled("regime", Kind::Word(&REGIMES), "#access+type", "the rule"),
            optional("per_day", Kind::Count, "#capacity+people", "people a day (metered, restricted)"),
            optional(
                "eligible",
                Kind::List,
                "#beneficiary+nationality",
                "nationalities that may pass, separated by ; (restricted)",
            ),
            optional("note", Kind::Text, "#description", "for people"),
            SOURCE,
        ],
    },
    TableShape {
        table: Table::Groups,
        file: "groups.csv",
        meaning: "cohorts of interchangeable people",
        rows: Rows::Needed,
        key: &["id"],
        columns: &[
            filled("id", Kind::Id, "#beneficiary+code", "unique id"),
            filled("name", Kind::Text, "#beneficiary+name", "name for people"),
            filled("nationality", Kind::Id, "#beneficiary+nationality", "ISO 3166-1 alpha-3, or other"),
            filled("profile", Kind::Word(&PROFILES), "#beneficiary+type", "age and family"),
            SOURCE,
        ],
    },
    TableShape {
        table: Table::Attractions,
        file: "attractions.csv",
        meaning: "share of a group that wants to end at a destination; shares of a group sum to one",
        rows: Rows::Needed,
        key: &["place", "group"],
        columns: &[
            filled("place", PLACE, "#loc+code+dest", "place id of kind destination"),
            filled("group", GROUP, "#beneficiary+code", "group id"),
            filled("share", SHARE, "#value+share", "share from 0 to 1"),
            SOURCE,
        ],
    },
    TableShape {
        table: Table::Streams,
        file: "streams.csv",
        meaning: "share of a stream's people who appear at a place; shares of a stream sum to one",
        rows: Rows::Needed,
        key: &["stream", "place"],
        columns: &[
            filled("stream", Kind::Id, "#channel+code", "stream id"),
            filled("place", PLACE, "#loc+code+origin", "place id"),
            filled("share", SHARE, "#value+share", "share from 0 to 1"),
            filled("mix", Kind::Id, "#beneficiary+mix", "mix id, the same in every row of a stream"),
            SOURCE,
        ],
    },
    TableShape {
        table: Table::Mixes,
        file: "mixes.csv",
        meaning: "share of a group among the people of a mix in a month; shares of a mix and month sum to one",
        rows: Rows::Needed,
        key: &["month", "mix", "group"],
        columns: &[
            filled("month", Kind::Month, "#date+month", "month"),
            filled("mix", Kind::Id, "#beneficiary+mix", "mix id"),
            filled("group", GROUP, "#beneficiary+code", "group id"),
            filled("share", SHARE, "#value+share", "share from 0 to 1"),
            SOURCE,
        ],
    },
    TableShape {
        table: Table::Inflow,
        file: "inflow.csv",
        meaning: "people of a stream reported on a day",
        rows: Rows::FileNeeded,
        key: &["date", "stream"],
        columns: &[
            filled("date", Kind::Date, "#date", "day"),
            filled("stream", Kind::Id, "#channel+code", "stream id"),
            filled("people", Kind::Count, "#affected+num", "people reported that day"),
            SOURCE,
        ],
    },
    TableShape {
        table: Table::Initial,
        file: "initial.csv",
        meaning: "people at a place, or under way on a link, when the first day begins",
        rows: Rows::FileNeeded,
        key: &["site", "mix"],
        columns: &[
            filled("site", Kind::Id, "#loc+code", "place or link id"),
            filled("people", Kind::Count, "#affected+num", "people"),
            filled("mix", Kind::Id, "#beneficiary+mix", "mix id that splits them into groups"),
            SOURCE,
        ],
    },
    TableShape {
        table: Table::Parameters,
        file: "parameters.csv",
        meaning: "values of the model's parameters with the spread that they are drawn from",
        rows: Rows::FileNeeded,
        key: &["parameter", "site", "from"],
        columns: &[
            filled("parameter", Kind::Id, "#indicator+name", "name of the parameter"),
            optional("site", Kind::Id, "#loc+code", "what it holds for; empty = everything"),
            optional("from", Kind::Date, "#date+start", "first day on which it holds; empty = from the start"),
            filled("value", ANY, "#indicator+value", "central value"),
            filled("distribution", Kind::Word(&DISTRIBUTIONS), "#indicator+type", "how it is drawn"),
            optional("low", ANY, "#indicator+low", "5 % point; lower bound of uniform"),
            optional("high", ANY, "#indicator+high", "95 % point; upper bound of uniform"),
            filled("status", Kind::Word(&STATUSES), "#status", "where the value comes from"),
            SOURCE,
        ],
    },
    TableShape {
        table: Table::Targets,
        file: "targets.csv",
        meaning: "figures that the model is held against",
        rows: Rows::Optional,
        key: &["quantity", "site", "from", "to"],
        columns: &[
            filled("quantity", Kind::Word(&TARGET_QUANTITIES), "#indicator+name", "what the figure says"),
            filled("site", Kind::Id, "#loc+code", "route, country or country pair"),
            filled("from", Kind::Date, "#date+start", "first day of the period"),
            filled("to", Kind::Date, "#date+end", "last day of the period"),
            optional(
                "against_from",
                Kind::Date,
                "#date+start+base",
                "price_ratio: first day of the period that it is relative to",
            ),
            optional("against_to", Kind::Date, "#date+end+base", "price_ratio: last day of that period"),
            filled("value", POSITIVE, "#indicator+value", "the figure"),
            optional("low", POSITIVE, "#indicator+low", "lower end of its own uncertainty"),
            optional("high", POSITIVE, "#indicator+high", "upper end of its own uncertainty"),
            filled("use", Kind::Word(&TARGET_USES), "#status", "fitted, or held back to judge the model"),
            SOURCE,
        ],
    },
    TableShape {
        table: Table::Series,
        file: "series/",
        meaning: "what was counted",
        rows: Rows::Optional,
        key: &["date", "quantity", "site"],
        columns: &[
            filled("date", Kind::Date, "#date", "day"),
            filled("quantity", Kind::Word(&QUANTITIES), "#indicator+name", "what was counted"),
            filled("site", Kind::Id, "#loc+code", "country, region or place id"),
            optional("people", Kind::Count, "#affected+num", "people; empty = not reported that day"),
            optional("definition", Kind::Text, "#description", "what the count means, for people"),
            SOURCE,
        ],
    },
    TableShape {
        table: Table::WhatIfs,
        file: "what_ifs.csv",
        meaning: "changes to the scenario under a name, for `--what-if`; the rows of a name are made in their order",
        rows: Rows::Optional,
        key: &["name", "key"],
        columns: &[
            filled("name", Kind::Id, "#activity+code", "name of the what-if, lower-case letters, digits and -"),
            filled("key", Kind::Text, "#indicator+code", "what is changed, as in --set KEY=VALUE"),
            Column {
                name: "value",
                kind: Kind::Text,
                need: Need::Exists,
                hxl: "#indicator+value",
                meaning: "what it becomes, as in --set KEY=VALUE",
            },
            optional("description", Kind::Text, "#description", "for people; on the first row of a name"),
            SOURCE,
        ],
    },
];
