//! Who enters the route and who is on it when the first day begins.

use jiff::civil::Date;
use vardar_scenario::Scenario;

/// A stream of people who enter the route.
#[derive(Debug, Clone, PartialEq)]
pub struct InflowStream {
    /// Id in the scenario.
    pub id: String,
    /// Mix of groups that it takes, in the scenario.
    pub mix_name: String,
    /// Places where they appear.
    pub places: Vec<usize>,
    /// Share of each place; sums to one.
    pub shares: Vec<f64>,
    /// People reported, by day.
    pub reported: Vec<u32>,
    /// Shares of the groups: `[day * groups + group]`.
    pub mix: Vec<f64>,
}

/// People already on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct InitialPeople {
    /// Index of a place, or of a link if `on_link`.
    pub site: usize,
    /// True if `site` is a link: its people are spread evenly over the journey.
    pub on_link: bool,
    /// How many.
    pub people: u32,
    /// Shares of the groups; sums to one.
    pub mix: Vec<f64>,
}

/// Shares of the groups in a mix on a date: those of its month, else of the nearest earlier month with rows, else the nearest later.
pub(super) fn mix_on(scenario: &Scenario, mix: &str, date: Date) -> Vec<f64> {
    let month = date.first_of_month();
    let chosen = months(scenario, mix).filter(|m| *m <= month).max().or_else(|| months(scenario, mix).min());
    mix_of_month(scenario, mix, chosen)
}

/// The last month that was over on a date; the first one with rows if none was.
pub(super) fn known_month(scenario: &Scenario, mix: &str, date: Date) -> Option<Date> {
    let month = date.first_of_month();
    months(scenario, mix).filter(|m| *m < month).max().or_else(|| months(scenario, mix).min())
}

fn months<'a>(scenario: &'a Scenario, mix: &'a str) -> impl Iterator<Item = Date> + 'a {
    scenario.mixes.iter().filter(move |m| m.mix == mix).map(|m| m.month)
}

/// Shares of the groups in the rows of a month; they sum to one.
pub(super) fn mix_of_month(scenario: &Scenario, mix: &str, month: Option<Date>) -> Vec<f64> {
    let mut shares: Vec<f64> = scenario
        .groups
        .iter()
        .map(|group| {
            scenario.mixes.iter().filter(|m| m.mix == mix && Some(m.month) == month && m.group == group.id).map(|m| m.share).sum()
        })
        .collect();
    let total: f64 = shares.iter().sum();
    if total > 0.0 {
        shares.iter_mut().for_each(|s| *s /= total);
    }
    shares
}
