//! The model held against the targets of its scenario: what each member says about a figure that somebody reported.

use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use vardar_results::{Packed, Quantiles, SeriesKey, of_numbers};
use vardar_scenario::{Period, Target, TargetQuantity};

/// A target, and what the model says.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetRow {
    /// The row of the scenario.
    pub target: Target,
    /// What the members say.
    pub model: Quantiles,
}

impl TargetRow {
    /// True if the figure lies in the 90 % interval of the model.
    #[must_use]
    pub fn inside(&self) -> bool {
        (self.model.q05..=self.model.q95).contains(&self.target.value)
    }
}

/// One line of `targets.csv` of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetLine {
    /// What the figure says.
    pub quantity: &'static str,
    /// Where.
    pub site: String,
    /// First day of the period.
    pub from: String,
    /// Last day of the period.
    pub to: String,
    /// The figure.
    pub target: f64,
    /// Lower end of its own uncertainty.
    pub target_low: Option<f64>,
    /// Upper end of its own uncertainty.
    pub target_high: Option<f64>,
    /// `fitted` or `held_back`.
    pub r#use: &'static str,
    /// 5 % point of the model.
    pub q05: f64,
    /// Median of the model.
    pub q50: f64,
    /// 95 % point of the model.
    pub q95: f64,
    /// True if the figure lies between the 5 % and the 95 % point.
    pub inside: bool,
}

impl From<&TargetRow> for TargetLine {
    fn from(row: &TargetRow) -> Self {
        Self {
            quantity: row.target.quantity.name(),
            site: row.target.site.clone(),
            from: row.target.from.to_string(),
            to: row.target.to.to_string(),
            target: row.target.value,
            target_low: row.target.low,
            target_high: row.target.high,
            r#use: if row.target.fitted { "fitted" } else { "held_back" },
            q05: row.model.q05,
            q50: row.model.q50,
            q95: row.model.q95,
            inside: row.inside(),
        }
    }
}

/// Holds packed members against the targets whose periods they cover and whose columns they have.
pub(crate) fn against(targets: &[Target], keys: &[SeriesKey], members: &[Packed], period: Period) -> Vec<TargetRow> {
    let columns: BTreeMap<&SeriesKey, usize> = keys.iter().enumerate().map(|(index, key)| (key, index)).collect();
    let numbers = Numbers { columns, period };
    targets
        .par_iter()
        .filter_map(|target| {
            let values: Option<Vec<f64>> = members.iter().map(|member| numbers.say(target, member)).collect();
            Some(TargetRow { target: target.clone(), model: of_numbers(&mut values.filter(|v| !v.is_empty())?) })
        })
        .collect()
}

struct Numbers<'k> {
    columns: BTreeMap<&'k SeriesKey, usize>,
    period: Period,
}

impl Numbers<'_> {
    fn say(&self, target: &Target, member: &Packed) -> Option<f64> {
        let days = (self.period.index_of(target.from)?, self.period.index_of(target.to)?);
        let length = (days.1 - days.0 + 1) as f64;
        let sum = |quantity, site, channel| self.sum(member, quantity, site, channel, days);
        match target.quantity {
            TargetQuantity::PriceRatio => {
                let base = (self.period.index_of(target.against_from?)?, self.period.index_of(target.against_to?)?);
                let channel = if target.site == "route" { "all" } else { "irregular" };
                let now = self.sum(member, "price_index", &target.site, channel, days)? / length;
                let then = self.sum(member, "price_index", &target.site, channel, base)? / (base.1 - base.0 + 1) as f64;
                Some(now / then)
            }
            TargetQuantity::ReportedPerDay => Some(sum("arrivals_reported", &target.site, "all")? / length),
            TargetQuantity::Returned => sum("returned", &target.site, "irregular"),
            TargetQuantity::RepayShare => {
                let last = (days.1, days.1);
                let on_the_route = self.sum(member, "present", "route", "all", last)? + self.exits(member, days);
                Some(sum("began_to_repay", "route", "all")? / on_the_route)
            }
            TargetQuantity::ExploitedShare => Some(sum("exploited_present", "route", "all")? / sum("present", "route", "all")?),
            TargetQuantity::StayDays => Some(sum("present", "route", "all")? / self.exits(member, days)),
        }
    }

    /// People who left the route in a period, in whatever way.
    fn exits(&self, member: &Packed, days: (usize, usize)) -> f64 {
        let ways = ["completed", "settled", "turned_back"];
        let of_way = self.columns.iter().filter(|(key, _)| ways.contains(&key.quantity.as_str()) && key.group == "all");
        of_way.map(|(_, column)| total(member, *column, days)).sum()
    }

    fn sum(&self, member: &Packed, quantity: &str, site: &str, channel: &str, days: (usize, usize)) -> Option<f64> {
        let key = SeriesKey {
            quantity: quantity.to_owned(),
            site: site.to_owned(),
            channel: channel.to_owned(),
            group: "all".to_owned(),
        };
        Some(total(member, *self.columns.get(&key)?, days))
    }
}

fn total(member: &Packed, column: usize, (first, last): (usize, usize)) -> f64 {
    let mut sum = 0.0;
    member.unpack_runs(column, |run, value| {
        let inside = run.end.min(last + 1).saturating_sub(run.start.max(first));
        sum += f64::from(value) * inside as f64;
    });
    sum
}
