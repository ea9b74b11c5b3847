//! People present against the beds of each place.

use std::fmt;

use vardar_results::{Quantiles, Series};
use vardar_scenario::Place;

use crate::builder::{BandsFigure, Builder, Section, not_in_this_run};
use crate::capacity;
use crate::legend::{Marks, legend};
use crate::numbers::counted;

/// A place with beds and its results.
pub(crate) struct Centre<'a> {
    pub(crate) place: &'a Place,
    present: &'a Series,
    beds: Vec<(usize, Option<u32>)>,
    pub(crate) days_full: DaysFull,
}

/// Days with more people than beds, counted on the median and on the ends of the daily 90 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DaysFull {
    q05: usize,
    pub(crate) q50: usize,
    q95: usize,
}

impl fmt::Display for DaysFull {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = counted(self.q50, "day", "days");
        write!(f, "{days} ({} to {} by the ends of the daily 90\u{a0}% interval)", self.q05, self.q95)
    }
}

/// All places with beds on some day and a series of people present; those full for most days first.
pub(crate) fn centres<'a>(builder: &Builder<'a>) -> Vec<Centre<'a>> {
    let table = builder.lookup.table;
    let mut centres: Vec<Centre<'a>> = builder
        .scenario
        .places
        .iter()
        .filter_map(|place| {
            let present = builder.lookup.total("present", &place.id)?;
            let beds = capacity::steps(builder.scenario, place, table.start, table.days);
            let full = |of: fn(&Quantiles) -> f64| {
                let above = |(day, value): (usize, &Quantiles)| {
                    capacity::beds(&beds, day).is_some_and(|beds| of(value) > f64::from(beds))
                };
                present.days.iter().enumerate().filter(|&pair| above(pair)).count()
            };
            let days_full = DaysFull { q05: full(|day| day.q05), q50: full(|day| day.q50), q95: full(|day| day.q95) };
            (!beds.is_empty()).then_some(Centre { place, present, beds, days_full })
        })
        .collect();
    centres.sort_by_key(|centre| std::cmp::Reverse((centre.days_full.q50, centre.days_full.q95)));
    centres
}

/// The section.
pub(crate) fn occupancy(builder: &mut Builder<'_>) -> Section {
    let centres = centres(builder);
    let mut body = String::from(
        "<p>People present at the end of the day (band) against beds (stepped line), for every place whose beds are known. \
         Places that are full on most days come first.</p>\n",
    );
    if centres.is_empty() {
        body.push_str(&not_in_this_run("people present at places with known beds"));
    } else {
        body.push_str(&legend(Marks { beds: true, counted: true, ..Marks::default() }));
        body.push_str("<div class=\"grid small\">\n");
        for centre in centres {
            let heading = builder.names.site(&centre.place.id);
            body.push_str(&builder.bands(BandsFigure {
                heading: &heading,
                level: 3,
                series: centre.present,
                unit: "people present",
                capacity: centre.beds,
                events_of: None,
                small: true,
                remark: Some(match centre.days_full.q95 {
                    0 => "Never more people than beds, even at the upper end of the 90\u{a0}% interval.".to_owned(),
                    _ => format!("More people than beds on {}.", centre.days_full),
                }),
            }));
        }
        body.push_str("</div>\n");
    }
    Section { id: "occupancy", short: "Beds", title: "Beds and people present", body }
}
