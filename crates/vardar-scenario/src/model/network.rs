//! Places, links, groups and where groups want to go.

use jiff::civil::Date;

/// A place where people can be.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Unique id, lower case (`presevo`).
    pub id: String,
    /// Name for people.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// Optional area inside the country for reporting (`GRC_islands`); starts with the country code and `_`.
    pub region: Option<String>,
    /// Latitude in degrees, WGS84.
    pub lat: f64,
    /// Longitude in degrees, WGS84.
    pub lon: f64,
    /// What sort of place.
    pub kind: PlaceKind,
    /// Beds from `opened` on; `None` = not limited or not known.
    pub capacity_beds: Option<u32>,
    /// People who can be registered, and so may leave, per day; `None` = not limited.
    pub registration_per_day: Option<u32>,
    /// First day on which the place can be used; `None` = always.
    pub opened: Option<Date>,
    /// First day on which it can no longer be used; `None` = never closes.
    pub closed: Option<Date>,
    /// Where the row comes from.
    pub source: String,
}

/// Sort of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// People appear here (`source`).
    Source,
    /// A town or city (`town`).
    Town,
    /// A port (`port`).
    Port,
    /// A centre for people passing through (`transit_centre`).
    TransitCentre,
    /// A centre with beds for people who stay (`reception_centre`).
    ReceptionCentre,
    /// A crossing point of a border (`crossing`).
    Crossing,
    /// The end of the journey: people who arrive here have left the route (`destination`).
    Destination,
}

impl PlaceKind {
    /// All kinds with their spelling in files.
    pub const ALL: [(PlaceKind, &'static str); 7] = [
        (PlaceKind::Source, "source"),
        (PlaceKind::Town, "town"),
        (PlaceKind::Port, "port"),
        (PlaceKind::TransitCentre, "transit_centre"),
        (PlaceKind::ReceptionCentre, "reception_centre"),
        (PlaceKind::Crossing, "crossing"),
        (PlaceKind::Destination, "destination"),
    ];
}

/// `capacities.csv`: from `date` on, the place has these capacities (an empty cell leaves that one as it was).
#[derive(Debug, Clone, PartialEq)]
pub struct CapacityChange {
    /// First day of the new figure.
    pub date: Date,
    /// Place id.
    pub place: String,
    /// New beds.
    pub capacity_beds: Option<u32>,
    /// New registrations per day.
    pub registration_per_day: Option<u32>,
    /// Where the row comes from.
    pub source: String,
}

/// A directed connection between two places. If their countries differ it is a *border link*.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Unique id (`idomeni-gevgelija`).
    pub id: String,
    /// Place id where it starts.
    pub from: String,
    /// Place id where it ends.
    pub to: String,
    /// Means of transport.
    pub mode: Mode,
    /// Length in km.
    pub distance_km: f64,
    /// Usual shortest travel time in hours.
    pub hours_min: f64,
    /// Usual longest travel time in hours; at least `hours_min`.
    pub hours_max: f64,
    /// Optional name shared by links that one regime governs together (`aegean-ferries`); lower case.
    pub corridor: Option<String>,
    /// First day on which it can be used; `None` = always.
    pub opened: Option<Date>,
    /// First day on which it can no longer be used.
    pub closed: Option<Date>,
    /// Where the row comes from.
    pub source: String,
}

/// Means of transport on a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// `sea`: a crossing by small boat.
    Sea,
    /// `ferry`.
    Ferry,
    /// `foot`.
    Foot,
    /// `bus`.
    Bus,
    /// `train`.
    Train,
    /// `road`: car, taxi, lorry.
    Road,
}

impl Mode {
    /// All modes with their spelling in files.
    pub const ALL: [(Mode, &'static str); 6] = [
        (Mode::Sea, "sea"),
        (Mode::Ferry, "ferry"),
        (Mode::Foot, "foot"),
        (Mode::Bus, "bus"),
        (Mode::Train, "train"),
        (Mode::Road, "road"),
    ];
}

/// A cohort of interchangeable people.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Unique id (`SYR`, or `SYR-child-alone` in a finer scenario).
    pub id: String,
    /// Name for people.
    pub name: String,
    /// ISO 3166-1 alpha-3, or `other`. Regimes filter by it.
    pub nationality: String,
    /// `all`, `adult_alone`, `family` or `child_alone`.
    pub profile: String,
    /// Where the row comes from.
    pub source: String,
}

/// `attractions.csv`: share of a group that wants to end at a destination. Shares of one group sum to one.
#[derive(Debug, Clone, PartialEq)]
pub struct Attraction {
    /// Place id of kind `destination`.
    pub place: String,
    /// Group id.
    pub group: String,
    /// Share in [0, 1].
    pub share: f64,
    /// Where the row comes from.
    pub source: String,
}
