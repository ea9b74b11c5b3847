//! Figures that the model is held against: what was reported about prices, debt, exploitation and journeys.

use jiff::civil::Date;

/// One row of `targets.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// What the figure says.
    pub quantity: TargetQuantity,
    /// `route`, a country, or a country pair.
    pub site: String,
    /// First day of the period.
    pub from: Date,
    /// Last day of the period.
    pub to: Date,
    /// For a ratio: first day of the period that it is relative to.
    pub against_from: Option<Date>,
    /// For a ratio: last day of the period that it is relative to.
    pub against_to: Option<Date>,
    /// The figure.
    pub value: f64,
    /// Lower end of its own uncertainty.
    pub low: Option<f64>,
    /// Upper end of its own uncertainty.
    pub high: Option<f64>,
    /// True: parameters were fitted to it; false: held back to judge the model.
    pub fitted: bool,
    /// Where the row comes from.
    pub source: String,
}

/// What a target says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetQuantity {
    /// Mean price of the period relative to the mean of the period that it is held against.
    PriceRatio,
    /// Mean of the people reported to arrive in a country a day.
    ReportedPerDay,
    /// Sum of the people returned at a border.
    Returned,
    /// People who had to begin to work to repay a smuggler, per person who was on the route in the period.
    RepayShare,
    /// Exploited people per person on the route, on an average day.
    ExploitedShare,
    /// Mean stay on the route in days: people on it per person who leaves it a day (Little's law).
    StayDays,
}

impl TargetQuantity {
    /// All quantities with their spelling in files.
    pub const ALL: [(TargetQuantity, &'static str); 6] = [
        (TargetQuantity::PriceRatio, "price_ratio"),
        (TargetQuantity::ReportedPerDay, "reported_per_day"),
        (TargetQuantity::Returned, "returned"),
        (TargetQuantity::RepayShare, "repay_share"),
        (TargetQuantity::ExploitedShare, "exploited_share"),
        (TargetQuantity::StayDays, "stay_days"),
    ];

    /// Its spelling in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(quantity, _)| *quantity == self).map_or("", |(_, name)| name)
    }

    /// In words, with its unit.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::PriceRatio => "price, ratio",
            Self::ReportedPerDay => "reported arrivals, people a day",
            Self::Returned => "returned at the border, people",
            Self::RepayShare => "had to work to repay, share of people on the route",
            Self::ExploitedShare => "exploited, share of people on the route",
            Self::StayDays => "stay on the route, days",
        }
    }
}
