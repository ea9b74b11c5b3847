//! The result in the terminal: one line per reported series, with sparklines.

use std::fmt::Write;
use vardar_results::{FitRow, ResultTable};
use vardar_run::Simulated;

const WIDTH: usize = 24;
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The table of a run, ready to print.
pub fn render(run: &Simulated) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{} from {} to {}: {} members{}",
        run.scenario.title,
        run.period.start,
        run.period.end,
        run.packed.len(),
        if run.interrupted { " (interrupted)" } else { "" }
    );
    if !run.fit.is_empty() {
        let _ = writeln!(
            out,
            "{:<22} {:>9} {:>10} {:>21} {:>7} {:>6}  {:<WIDTH$}  {:<WIDTH$}",
            "people reported in", "observed", "simulated", "90 % interval", "error", "corr.", "observed", "simulated"
        );
    }
    for row in &run.fit {
        let (observed, simulated) = sparklines(&run.table, row);
        let interval = format!("{} to {}", thousands(row.q05), thousands(row.q95));
        let error = row.error_percent.map_or_else(String::new, |e| format!("{e:+.1} %"));
        let correlation = row.correlation.map_or_else(String::new, |c| format!("{c:.3}"));
        let name = if row.quantity == "arrivals" { row.site.clone() } else { format!("{} ({})", row.site, row.quantity) };
        let _ = writeln!(
            out,
            "{name:<22} {:>9} {:>10} {interval:>21} {error:>7} {correlation:>6}  {observed}  {simulated}",
            thousands(row.observed_total),
            thousands(row.median),
        );
    }
    headlines(&mut out, run);
    targets(&mut out, run);
    if let Some(line) = most_stranded(run) {
        let _ = writeln!(out, "{line}");
    }
    out
}

/// What the market, debt and exploitation come to, and how much of the spread comes from guesses.
fn headlines(out: &mut String, run: &Simulated) {
    if run.headlines.is_empty() {
        return;
    }
    let _ =
        writeln!(out, "\n{:<66} {:>10} {:>23} {:>20}", "on the whole route", "simulated", "90 % interval", "spread from guesses");
    for line in &run.headlines {
        let interval = format!("{} to {}", thousands(line.model.q05), thousands(line.model.q95));
        let guesses = line.from_guesses.map_or_else(String::new, |share| {
            format!("{:.0} % ({:.0} to {:.0})", 100.0 * share.share, 100.0 * share.low, 100.0 * share.high)
        });
        let _ = writeln!(
            out,
            "{:<66} {:>10} {interval:>23} {guesses:>20}",
            format!("{} ({})", line.label, line.unit),
            thousands(line.model.q50)
        );
    }
}

/// The model against figures that somebody reported.
fn targets(out: &mut String, run: &Simulated) {
    if run.targets.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{:<62} {:>9} {:>10} {:>19}", "figures reported", "reported", "simulated", "90 % interval");
    for row in &run.targets {
        let target = &row.target;
        let name = format!("{} {} {} to {}", target.quantity.name(), target.site, target.from, target.to);
        let interval = format!("{} to {}", figure(row.model.q05), figure(row.model.q95));
        let used = if target.fitted { "fitted" } else { "held back" };
        let verdict = if row.inside() { "inside" } else { "OUTSIDE" };
        let _ = writeln!(
            out,
            "{name:<62} {:>9} {:>10} {interval:>19}  {used}, {verdict}",
            figure(target.value),
            figure(row.model.q50)
        );
    }
}

/// A number with about three digits that say something.
fn figure(value: f64) -> String {
    match value.abs() {
        large if large >= 100.0 => thousands(value),
        middle if middle >= 1.0 => format!("{value:.1}"),
        _ => format!("{value:.4}"),
    }
}

/// The largest number of people stranded in a country at once.
fn most_stranded(run: &Simulated) -> Option<String> {
    let countries: Vec<&str> = run.scenario.places.iter().map(|p| p.country.as_str()).collect();
    let (series, day) = run
        .table
        .series
        .iter()
        .filter(|s| s.key.quantity == "stranded" && s.key.group == "all" && countries.contains(&s.key.site.as_str()))
        .flat_map(|s| (0..s.days.len()).map(move |day| (s, day)))
        .max_by(|(a, i), (b, j)| a.days[*i].q50.total_cmp(&b.days[*j].q50).then_with(|| j.cmp(i)))?;
    let q = &series.days[day];
    (q.q50 > 0.0).then(|| {
        format!(
            "Most people stranded at once: {} in {} on {} (90 % interval {} to {}).",
            thousands(q.q50),
            series.key.site,
            run.period.date(day),
            thousands(q.q05),
            thousands(q.q95)
        )
    })
}

fn sparklines(table: &ResultTable, row: &FitRow) -> (String, String) {
    let Some(series) = table.find(&format!("{}_reported", row.quantity), &row.site, "all", "all") else {
        return (" ".repeat(WIDTH), " ".repeat(WIDTH));
    };
    let observed = buckets(table.days, |day| series.observed.get(day).copied().flatten());
    let simulated = buckets(table.days, |day| Some(series.days[day].q50));
    // One scale for both: the eye compares them.
    let top = observed.iter().chain(&simulated).flatten().copied().fold(0.0, f64::max);
    (sparkline(&observed, top), sparkline(&simulated, top))
}

/// Mean of what is known in each of [`WIDTH`] parts of the period.
fn buckets(days: usize, value: impl Fn(usize) -> Option<f64>) -> Vec<Option<f64>> {
    (0..WIDTH)
        .map(|part| {
            let known: Vec<f64> = (part * days / WIDTH..((part + 1) * days / WIDTH)).filter_map(&value).collect();
            (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
        })
        .collect()
}

fn sparkline(values: &[Option<f64>], top: f64) -> String {
    values
        .iter()
        .map(|value| match value {
            Some(v) if top > 0.0 => BARS[((v / top * 7.0).round() as usize).min(7)],
            Some(_) => BARS[0],
            None => ' ',
        })
        .collect()
}

/// A whole number with a comma every three digits.
pub fn thousands(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if value <= -0.5 { format!("-{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(thousands(0.2), "0");
        assert_eq!(thousands(999.0), "999");
        assert_eq!(thousands(1_234_567.4), "1,234,567");
        assert_eq!(thousands(-12_000.0), "-12,000");
        assert_eq!(thousands(-0.2), "0");
    }

    #[test]
    fn a_sparkline_shows_gaps_and_the_top() {
        assert_eq!(sparkline(&[Some(0.0), None, Some(10.0)], 10.0), "▁ █");
        assert_eq!(buckets(48, |day| Some(day as f64))[0], Some(0.5));
    }
}
