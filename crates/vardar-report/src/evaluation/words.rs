//! Models, series, ratios and shares in words.

use super::{HORIZON_BINS, Ratio, Scores, SeriesScores};
use crate::escape::html;
use crate::names::Names;

/// A model for people, HTML.
pub(crate) fn model(name: &str) -> String {
    match name {
        "vardar" => "Vardar".to_owned(),
        "persistence" => "as today".to_owned(),
        "seasonal_naive" => "as a week ago".to_owned(),
        "simple" => "local level".to_owned(),
        "ets" => "exponential smoothing".to_owned(),
        other => html(other),
    }
}

/// `Arrivals in Serbia`, plain text.
pub(crate) fn series(names: &Names<'_>, series: &SeriesScores) -> String {
    let site = names.site(&series.location);
    match series.target.as_str() {
        "arrivals" => format!("Arrivals in {site}"),
        "departures" => format!("Departures from {site}"),
        other => format!("{other}, {site}"),
    }
}

/// `day 1`, `days 2 to 3`.
pub(crate) fn bin(index: usize) -> String {
    match HORIZON_BINS[index] {
        (first, last) if first == last => format!("day {first}"),
        (first, last) => format!("days {first} to {last}"),
    }
}

/// Bins that forecasts of so many days reach.
pub(crate) fn bins(horizon: usize) -> std::ops::Range<usize> {
    0..HORIZON_BINS.iter().filter(|(first, _)| *first <= horizon).count()
}

/// `0.78`, or a dash.
pub(crate) fn ratio(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}

/// `0.66 to 0.93`, or why there is none.
pub(crate) fn interval(ratio: &Ratio) -> String {
    match (ratio.value, ratio.interval) {
        (Some(_), Some((low, high))) => format!("{low:.2} to {high:.2}"),
        (Some(_), None) => "too few origins".to_owned(),
        (None, _) => "–".to_owned(),
    }
}

/// `48 %`, or a dash if there is nothing to take a share of.
pub(crate) fn share(part: usize, whole: usize) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{:.0}\u{a0}%", 100.0 * part as f64 / whole as f64) }
}

/// The rival that is hardest to beat: the highest ratio over all days ahead.
pub(crate) fn hardest(scores: &Scores) -> Option<(&super::Rival, f64)> {
    scores
        .rivals
        .iter()
        .filter_map(|rival| Some((rival, rival.overall.value?)))
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
}
