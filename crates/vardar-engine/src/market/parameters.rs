//! What one member believes about the markets, debt and exploitation.

use super::standings::{IN_DEBT, STANDINGS};
use crate::network::{Markets, Network, Segments};
use crate::parameters::MemberParameters;

/// Values for every market; see the meanings in the registry of parameters. `T` is a number, or where to find it.
#[derive(Debug, Clone, Default)]
pub struct PerMarket<T> {
    /// Per day.
    pub take_up_per_day: Vec<T>,
    /// Share.
    pub smuggler_share: Vec<T>,
    /// Share.
    pub irregular_by_rule: Vec<T>,
    /// Share.
    pub detected_share: Vec<T>,
    /// People a day.
    pub supply_at_start: Vec<T>,
    /// People a day.
    pub supply_limit: Vec<T>,
    /// EUR.
    pub price_reference: Vec<T>,
    /// Ratio.
    pub price_at_start: Vec<T>,
    /// Share.
    pub trip_share: Vec<T>,
    /// Ratio.
    pub enforcement: Vec<T>,
    /// Share.
    pub endangered_share: Vec<T>,
}

impl<T> PerMarket<T> {
    fn of(mut get: impl FnMut(&'static str) -> Vec<T>) -> Self {
        Self {
            take_up_per_day: get("take_up_per_day"),
            smuggler_share: get("smuggler_share"),
            irregular_by_rule: get("irregular_by_rule"),
            detected_share: get("detected_share"),
            supply_at_start: get("supply_at_start"),
            supply_limit: get("supply_limit"),
            price_reference: get("price_reference"),
            price_at_start: get("price_at_start"),
            trip_share: get("trip_share"),
            enforcement: get("enforcement"),
            endangered_share: get("endangered_share"),
        }
    }

    fn by_name(&self, name: &str) -> &[T] {
        match name {
            "take_up_per_day" => &self.take_up_per_day,
            "smuggler_share" => &self.smuggler_share,
            "irregular_by_rule" => &self.irregular_by_rule,
            "detected_share" => &self.detected_share,
            "supply_at_start" => &self.supply_at_start,
            "supply_limit" => &self.supply_limit,
            "price_reference" => &self.price_reference,
            "price_at_start" => &self.price_at_start,
            "trip_share" => &self.trip_share,
            "enforcement" => &self.enforcement,
            _ => &self.endangered_share,
        }
    }
}

/// Names of the values that hold for the whole route, in the order of [`MarketParameters::global`].
const GLOBAL: [&str; 31] = [
    "wait_response",
    "price_response",
    "means_response",
    "retry_discouraged",
    "price_pressure",
    "price_reversion",
    "price_noise",
    "supply_entry",
    "supply_exit",
    "price_on_effort",
    "supply_on_effort",
    "detection_concentration",
    "credit_at_start",
    "means_spread",
    "repay_work_per_day",
    "repay_work_days",
    "exploitation_per_day",
    "exploitation_per_crossing",
    "exploitation_scarcity",
    "exploitation_frailty",
    "exploitation_in_debt",
    "exploitation_stranded",
    "stranded_after_days",
    "exploitation_child_alone",
    "exploited_before",
    "held_share",
    "unpaid_work_share",
    "second_kind_share",
    "forced_work_share",
    "debt_bondage_share",
    "closed_wait_days",
];

/// Which parameter holds where.
#[derive(Debug, Clone)]
pub struct MarketLayout {
    per_market: PerMarket<Segments>,
    means: Vec<Segments>,
    exploitation_of_group: Vec<Segments>,
    global: [Segments; 31],
}

impl MarketLayout {
    /// Resolves every parameter of the markets of a network.
    #[must_use]
    pub fn new(network: &Network, markets: &Markets) -> Self {
        let plan = &network.parameters;
        let groups = |name: &str| network.groups.iter().map(|group| plan.resolve(name, &[group, ""])).collect();
        Self {
            per_market: PerMarket::of(|name| {
                let scopes =
                    |node: &crate::network::MarketNode| plan.resolve(name, &[&node.name, &network.countries[node.from], ""]);
                markets.nodes.iter().map(scopes).collect()
            }),
            means: groups("means"),
            exploitation_of_group: groups("exploitation_of_group"),
            global: GLOBAL.map(|name| plan.resolve(name, &[""])),
        }
    }
}

/// The values of the current day.
#[derive(Debug, Clone)]
pub struct MarketParameters {
    /// By market.
    pub at: PerMarket<f64>,
    /// By group: log of the mean means.
    pub means: Vec<f64>,
    /// By group: factor of its means on the odds of turning to a smuggler.
    pub means_on_odds: Vec<f64>,
    /// By group and standing: multiplier of the exposure, without that of the stranded.
    pub exposure: Vec<[f64; STANDINGS]>,
    /// Multiplier of the exposure of people stranded for longer than `stranded_after_days`.
    pub exposure_stranded: f64,
    /// Log of the price of a trip, relative to the first day, above which half of those with mean means travel on credit.
    pub credit_threshold: f64,
    /// Response of the odds of turning to a smuggler to one plus the wait.
    pub wait_response: f64,
    /// Response of the same odds to the price.
    pub price_response: f64,
    /// Log of the share put off by each return.
    pub retry_discouraged: f64,
    /// Per day.
    pub price_pressure: f64,
    /// Per day.
    pub price_reversion: f64,
    /// Standard deviation of the log, per day.
    pub price_noise: f64,
    /// Per day.
    pub supply_entry: f64,
    /// Per day.
    pub supply_exit: f64,
    /// Elasticity.
    pub price_on_effort: f64,
    /// Elasticity.
    pub supply_on_effort: f64,
    /// Alpha plus beta.
    pub detection_concentration: f64,
    /// Standard deviation of the log.
    pub means_spread: f64,
    /// Hazard per day.
    pub repay_work_per_day: f64,
    /// Days.
    pub repay_work_days: f64,
    /// Hazard per day.
    pub exploitation_per_day: f64,
    /// Hazard.
    pub exploitation_per_crossing: f64,
    /// Elasticity.
    pub exploitation_scarcity: f64,
    /// Variance.
    pub exploitation_frailty: f64,
    /// Days.
    pub stranded_after_days: f64,
    /// Share.
    pub exploited_before: f64,
    /// Share.
    pub held_share: f64,
    /// Share.
    pub unpaid_work_share: f64,
    /// Share.
    pub second_kind_share: f64,
    /// Share.
    pub forced_work_share: f64,
    /// Share.
    pub debt_bondage_share: f64,
    /// Largest expected wait, days.
    pub closed_wait_days: f64,
}

impl MarketParameters {
    /// The values at the start; `parameters` holds what the member has drawn.
    #[must_use]
    pub fn new(network: &Network, markets: &Markets, layout: &MarketLayout, parameters: &MemberParameters) -> Self {
        let values = |name: &str, targets: &[Segments]| -> Vec<f64> {
            targets.iter().map(|segments| parameters.value(name, segments, 0)).collect()
        };
        let value = |name: &str| {
            let index = GLOBAL.iter().position(|global| *global == name).expect("every name asked for is listed");
            parameters.value(name, &layout.global[index], 0)
        };
        let groups = network.groups.len();
        let of_group = values("exploitation_of_group", &layout.exploitation_of_group);
        let (in_debt, child_alone) = (value("exploitation_in_debt"), value("exploitation_child_alone"));
        let exposed = |group: usize, standing: usize| {
            let debt = if standing & IN_DEBT != 0 { in_debt } else { 0.0 };
            let alone = if markets.child_alone[group] { child_alone } else { 0.0 };
            libm::exp(debt + alone + of_group[group])
        };
        let exposure = (0..groups).map(|group| std::array::from_fn(|standing| exposed(group, standing))).collect();
        let means_spread = value("means_spread");
        let means = values("means", &layout.means);
        Self {
            at: PerMarket::of(|name| values(name, layout.per_market.by_name(name))),
            means_on_odds: means.iter().map(|means| libm::exp(value("means_response") * means)).collect(),
            means,
            exposure,
            exposure_stranded: libm::exp(value("exploitation_stranded")),
            credit_threshold: -means_spread * super::credit::normal_quantile(value("credit_at_start")),
            wait_response: value("wait_response"),
            price_response: value("price_response"),
            retry_discouraged: value("retry_discouraged"),
            price_pressure: value("price_pressure"),
            price_reversion: value("price_reversion"),
            price_noise: value("price_noise"),
            supply_entry: value("supply_entry"),
            supply_exit: value("supply_exit"),
            price_on_effort: value("price_on_effort"),
            supply_on_effort: value("supply_on_effort"),
            detection_concentration: value("detection_concentration"),
            means_spread,
            repay_work_per_day: value("repay_work_per_day"),
            repay_work_days: value("repay_work_days"),
            exploitation_per_day: value("exploitation_per_day"),
            exploitation_per_crossing: value("exploitation_per_crossing"),
            exploitation_scarcity: value("exploitation_scarcity"),
            exploitation_frailty: value("exploitation_frailty"),
            stranded_after_days: value("stranded_after_days"),
            exploited_before: value("exploited_before"),
            held_share: value("held_share"),
            unpaid_work_share: value("unpaid_work_share"),
            second_kind_share: value("second_kind_share"),
            forced_work_share: value("forced_work_share"),
            debt_bondage_share: value("debt_bondage_share"),
            closed_wait_days: value("closed_wait_days"),
        }
    }

    /// The values that dates change, on a day.
    #[must_use]
    pub fn on(layout: &MarketLayout, parameters: &MemberParameters, day: usize) -> PerMarket<f64> {
        PerMarket::of(|name| {
            let targets = layout.per_market.by_name(name);
            targets.iter().map(|segments| parameters.value(name, segments, day)).collect()
        })
    }

    /// Largest multiplier of the exposure of anybody who has not been exploited yet.
    #[must_use]
    pub fn most_exposed(&self) -> f64 {
        let spared = |of_group: &[f64; STANDINGS]| of_group[0].max(of_group[IN_DEBT]);
        self.exposure.iter().map(spared).fold(0.0, f64::max)
    }

    /// Probability that an attempt is detected of somebody who has been returned `returns` times: the beta distribution of
    /// the share over people, given what happened to this one.
    #[must_use]
    pub fn detection(&self, market: usize, returns: usize) -> f64 {
        let alpha = self.at.detected_share[market] * self.detection_concentration;
        (alpha + returns as f64) / (self.detection_concentration + returns as f64)
    }
}
