//! Weeks and months of a run: days are too noisy for what happens to a few people a day.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

/// Consecutive days that are summed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Period {
    /// Days of the run.
    pub(crate) days: Range<usize>,
    /// `March 2016`; with its days if the run has only a part of the month.
    pub(crate) label: String,
    /// `Mar 2016`.
    pub(crate) short: String,
    /// False if the run begins or ends within it.
    pub(crate) whole: bool,
}

/// The calendar months of a run, the first and the last perhaps in part.
pub(crate) fn months(start: Date, days: usize) -> Vec<Period> {
    split(
        start,
        days,
        |date| date.day() == 1,
        |date| date.days_in_month() as usize,
        |from, to, whole| {
            let name = from.strftime("%B %Y").to_string();
            if whole { name } else { format!("{name}, {} to {}", from.day(), to.day()) }
        },
    )
}

/// The weeks of a run from Monday on, the first and the last perhaps in part.
pub(crate) fn weeks(start: Date, days: usize) -> Vec<Period> {
    split(
        start,
        days,
        |date| date.weekday() == Weekday::Monday,
        |_| 7,
        |from, _, _| format!("week from {}", crate::numbers::date(from)),
    )
}

fn split(
    start: Date,
    days: usize,
    begins: impl Fn(Date) -> bool,
    length: impl Fn(Date) -> usize,
    label: impl Fn(Date, Date, bool) -> String,
) -> Vec<Period> {
    let mut found = Vec::new();
    let (mut first, mut from, mut date) = (0, start, start);
    for day in 0..days {
        let next = date.tomorrow().unwrap_or(date);
        if begins(next) || day + 1 == days {
            let whole = begins(from) && day + 1 - first == length(from);
            let short = from.strftime("%b %Y").to_string();
            found.push(Period { days: first..day + 1, label: label(from, date, whole), short, whole });
            (first, from) = (day + 1, next);
        }
        date = next;
    }
    found
}

/// The period that holds a day; periods follow each other from day 0 on.
pub(crate) fn at(periods: &[Period], day: usize) -> Option<usize> {
    let index = periods.partition_point(|period| period.days.end <= day);
    (index < periods.len()).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_are_those_of_the_calendar() {
        let found = months(date(2016, 1, 30), 2 + 29 + 3);
        let labels: Vec<(&str, bool)> = found.iter().map(|month| (month.label.as_str(), month.whole)).collect();
        assert_eq!(labels, [("January 2016, 30 to 31", false), ("February 2016", true), ("March 2016, 1 to 3", false)]);
        assert_eq!(found[1].days, 2..31);
        assert_eq!([at(&found, 1), at(&found, 2), at(&found, 34)], [Some(0), Some(1), None]);
        assert!(months(date(2016, 2, 1), 29)[0].whole);
        assert!(months(date(2016, 2, 1), 0).is_empty());
    }

    #[test]
    fn weeks_begin_on_monday() {
        let found = weeks(date(2016, 3, 5), 12);
        let parts: Vec<(Range<usize>, bool)> = found.into_iter().map(|week| (week.days, week.whole)).collect();
        assert_eq!(parts, [(0..2, false), (2..9, true), (9..12, false)]);
    }
}
