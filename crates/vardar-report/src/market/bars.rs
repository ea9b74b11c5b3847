//! Regular and irregular arrivals by month as bars, drawn without a script: all of them, and the irregular ones at a scale of their own.

use vardar_results::Quantiles;

use super::periods::Period;
use crate::plot::Plot;

/// Labels of the lower axis that fit beside each other.
const LABELS: usize = 5;

/// HTML of the bars of one country: irregular arrivals below, where their interval can be read, regular arrivals on top.
pub(crate) fn stacked(id: &str, months: &[Period], irregular: &[Quantiles], regular: &[Quantiles]) -> String {
    let highest = irregular.iter().zip(regular).map(|(below, above)| (below.q50 + above.q50).max(below.q95)).fold(1.0, f64::max);
    let ticks = ticks(highest);
    let top = ticks.last().map_or(1.0, |(value, _)| *value);
    let mut plot = Plot::new((-0.5, months.len() as f64 - 0.5), (0.0, top));
    plot.y_axis(&ticks, "people a month");
    for (index, (below, above)) in irregular.iter().zip(regular).enumerate() {
        let middle = index as f64;
        let sides = (middle - 0.36, middle + 0.36);
        plot.area(sides, (0.0, below.q50), "irregular-part");
        plot.area(sides, (below.q50, below.q50 + above.q50), "regular-part");
        plot.whisker(middle, (below.q05, below.q95), 0.0, "whisker ink");
    }
    name_months(&mut plot, months);
    plot.finish(id)
}

/// HTML of the bars of irregular arrivals alone.
pub(crate) fn irregular_alone(id: &str, months: &[Period], irregular: &[Quantiles]) -> String {
    let ticks = ticks(irregular.iter().map(|sum| sum.q95).fold(1.0, f64::max));
    let top = ticks.last().map_or(1.0, |(value, _)| *value);
    let mut plot = Plot::new((-0.5, months.len() as f64 - 0.5), (0.0, top));
    plot.y_axis(&ticks, "irregular, people a month");
    for (index, sum) in irregular.iter().enumerate() {
        let middle = index as f64;
        plot.area((middle - 0.36, middle + 0.36), (0.0, sum.q50), "irregular-part");
        plot.whisker(middle, (sum.q05, sum.q95), 0.0, "whisker ink");
    }
    name_months(&mut plot, months);
    plot.finish(id)
}

fn name_months(plot: &mut Plot, months: &[Period]) {
    let every = months.len().div_ceil(LABELS).max(1);
    let labels: Vec<(f64, String)> =
        months.iter().enumerate().step_by(every).map(|(index, month)| (index as f64, month.short.clone())).collect();
    plot.x_axis(&labels, "");
}

/// Round marks of an axis from 0 to at least `highest`, in steps of 1, 2 or 5 times a power of ten.
fn ticks(highest: f64) -> Vec<(f64, String)> {
    let mut power = 1.0;
    while highest > 20.0 * power {
        power *= 10.0;
    }
    let step =
        [1.0, 2.0, 5.0, 10.0].map(|times| times * power).into_iter().find(|step| highest <= 4.0 * step).unwrap_or(10.0 * power);
    let label = |value: f64| {
        if value >= 10_000.0 { format!("{} k", crate::numbers::people(value / 1000.0)) } else { crate::numbers::people(value) }
    };
    let mut marks = vec![(0.0, "0".to_owned())];
    while marks.last().is_some_and(|(value, _)| *value < highest) {
        let value = step * marks.len() as f64;
        marks.push((value, label(value)));
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_reach_the_highest_value_in_round_steps() {
        let values = |highest| ticks(highest).into_iter().map(|(value, _)| value).collect::<Vec<_>>();
        assert_eq!(values(1.0), [0.0, 1.0]);
        assert_eq!(values(21.0), [0.0, 10.0, 20.0, 30.0]);
        assert_eq!(values(180_000.0), [0.0, 50_000.0, 100_000.0, 150_000.0, 200_000.0]);
        assert_eq!(ticks(180_000.0).last().map(|(_, label)| label.clone()), Some("200 k".to_owned()));
    }
}
