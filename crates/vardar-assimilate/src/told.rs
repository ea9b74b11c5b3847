//! Which stocks a forecast tells, besides the people at places with beds.
//!
//! People present where somebody has counted them by the day of the forecast, and people stranded in every country: who is held up is
//! what a planner asks first after a closure, and no body counts it. What may not change: a site that is counted later only is not
//! told, as nothing after the origin may show.

use crate::observation::ReportedSeries;
use vardar_engine::network::Network;
use vardar_engine::record::{Quantity, RecordLayout};

/// A stock of people, at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// [`Quantity::Present`] or [`Quantity::Stranded`].
    pub quantity: Quantity,
    /// Place, region or country.
    pub site: String,
    /// Column of the record.
    pub(crate) column: usize,
    /// First day of which there is a count; 0 for what is never counted.
    pub(crate) from: usize,
}

/// All of them; `counts` are those of the sites in `present`, by day.
pub(crate) fn told(
    network: &Network,
    layout: &RecordLayout,
    present: &[ReportedSeries],
    counts: &[Vec<Option<f64>>],
    has_beds: impl Fn(&str) -> bool,
) -> Vec<Told> {
    let stock = |quantity: Quantity, site: &str, from: usize| {
        let column = layout.find(quantity, site, "all", "all")?;
        Some(Told { quantity, site: site.to_owned(), column, from })
    };
    let counted = present.iter().zip(counts).filter(|(series, _)| !has_beds(&series.site));
    let counted =
        counted.filter_map(|(series, days)| stock(Quantity::Present, &series.site, days.iter().position(Option::is_some)?));
    counted.chain(network.countries.iter().filter_map(|country| stock(Quantity::Stranded, country, 0))).collect()
}
