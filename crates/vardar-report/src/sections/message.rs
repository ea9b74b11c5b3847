//! The key messages of a run, computed from its results. Every estimate comes with its interval.

use vardar_results::{FitRow, Quantiles, Series};

use crate::builder::Builder;
use crate::market;
use crate::names::SiteKind;
use crate::numbers::{self, counted, people_with_interval};
use crate::sections::occupancy;

/// Sentences for the head of the page, plain text; at least one.
pub(crate) fn messages(builder: &Builder<'_>, fit: &[FitRow]) -> Vec<String> {
    let mut found: Vec<String> = [stranded(builder), waiting(builder), crowded(builder)].into_iter().flatten().collect();
    if found.is_empty() {
        found.push("This run has no results on people waiting, stranded or without a bed.".to_owned());
    }
    found.extend(market::messages(builder));
    found.extend(closeness(fit));
    found
}

fn highest<'a>(builder: &Builder<'a>, quantity: &str, kinds: &[SiteKind]) -> Option<(&'a Series, usize, &'a Quantiles)> {
    builder
        .lookup
        .totals(quantity)
        .filter(|series| kinds.contains(&builder.names.kind(&series.key.site)))
        .filter_map(|series| numbers::peak(&series.days).map(|(day, value)| (series, day, value)))
        .reduce(|best, next| if next.2.q50 > best.2.q50 { next } else { best })
}

fn stranded(builder: &Builder<'_>) -> Option<String> {
    builder.lookup.totals("stranded").next()?;
    let Some((series, day, value)) = highest(builder, "stranded", &[SiteKind::Country]) else {
        return Some("In the median of the members no country has stranded people on any day.".to_owned());
    };
    let country = builder.names.site(&series.key.site);
    let mut text = format!(
        "Most people stranded in one country: {country}, {} on {}.",
        people_with_interval(value),
        builder.lookup.date(day)
    );
    if let Some(last) = series.days.last().filter(|_| day + 1 != series.days.len()) {
        text.push_str(&format!(" On the last day: {}.", people_with_interval(last)));
    }
    Some(text)
}

fn waiting(builder: &Builder<'_>) -> Option<String> {
    let (series, day, value) = highest(builder, "waiting", &[SiteKind::Place, SiteKind::Link])
        .or_else(|| highest(builder, "waiting", &[SiteKind::Country]))?;
    Some(format!(
        "Longest queue: {}, {} waiting on {}.",
        builder.names.site(&series.key.site),
        people_with_interval(value),
        builder.lookup.date(day)
    ))
}

fn crowded(builder: &Builder<'_>) -> Option<String> {
    let centres = occupancy::centres(builder);
    let longest = centres.first()?;
    let full = centres.iter().filter(|centre| centre.days_full.q50 > 0).count();
    if full == 0 {
        return Some(format!(
            "In none of the {} is the median of people present above the beds on any day.",
            counted(centres.len(), "place with known beds", "places with known beds")
        ));
    }
    Some(format!(
        "More people than beds, judged by the daily median, in {full} of {}; for the most days at {}: {}.",
        counted(centres.len(), "place with known beds", "places with known beds"),
        builder.names.site(&longest.place.id),
        longest.days_full
    ))
}

#[allow(clippy::cast_precision_loss, reason = "counts of days stay far below 2^52")]
fn closeness(fit: &[FitRow]) -> Option<String> {
    let days: usize = fit.iter().map(|row| row.days).sum();
    if days == 0 {
        return None;
    }
    let share = |of: fn(&FitRow) -> f64| fit.iter().map(|row| of(row) * row.days as f64).sum::<f64>() / days as f64 * 100.0;
    Some(format!(
        "Compared with {} of {}: {}\u{a0}% lie within the model’s 90\u{a0}% intervals and {}\u{a0}% within its 50\u{a0}% intervals.",
        counted(days, "daily count", "daily counts"),
        counted(fit.len(), "series", "series"),
        numbers::decimals(Some(share(|row| row.coverage_90)), 0),
        numbers::decimals(Some(share(|row| row.coverage_50)), 0)
    ))
}
