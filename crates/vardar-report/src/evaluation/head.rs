//! The head of an evaluation's page: better than simple rules or not, and whether the intervals held.

use super::EvaluationReport;
use super::words::{hardest, interval, model, ratio, series, share};
use crate::escape::html;
use crate::names::Names;
use crate::numbers::{self, counted};
use crate::sections::few_members;

/// HTML of the head; `name` is plain text.
pub(crate) fn head(name: &str, names: &Names<'_>, input: &EvaluationReport<'_>) -> String {
    let facts = input.facts;
    let mut text = format!(
        "<p class=\"kicker\">Vardar: evaluation of forecasts</p>\n<h1>{}</h1>\n<p class=\"period\">{} from {} to {}, each {} ahead</p>\n",
        html(name),
        counted(facts.origins, "origin", "origins"),
        numbers::date(facts.from),
        numbers::date(facts.to),
        counted(facts.horizon, "day", "days")
    );
    text.push_str(&few_members(facts.members));
    let items: String = messages(names, input).iter().map(|item| format!("<li>{item}</li>")).collect();
    text.push_str(&format!(
        "<div class=\"head-columns\"><div class=\"message\"><h2 id=\"message\">In short</h2><ul>{items}</ul></div>\n"
    ));
    text.push_str(
        "<p class=\"caution\">From each origin the model forecast as if that day were today, with nothing that became known later, and \
         was scored against what was then counted. So were four rules that know no route: <b>as today</b>, <b>as a week ago</b> (the \
         same day of last week) and <b>local level</b> (a smoothed mean), each spread by the errors that it had made so far, and \
         automatic <b>exponential smoothing</b> with intervals of its own. The \
         weighted interval score is in people and smaller is better: it grows with the width of the intervals and with the distance \
         by which they miss.</p></div>\n",
    );
    text
}

fn messages(names: &Names<'_>, input: &EvaluationReport<'_>) -> Vec<String> {
    let Some((rival, value)) = hardest(input.pooled) else {
        return vec!["Nothing was counted on the days that were forecast: there is nothing to compare.".to_owned()];
    };
    let within = match rival.overall.interval {
        Some(_) => format!("90\u{a0}% interval {}", interval(&rival.overall)),
        None => "too few origins for an interval".to_owned(),
    };
    let verdict = match rival.overall.interval {
        Some((_, high)) if high < 1.0 => "the forecasts were better",
        Some((low, _)) if low > 1.0 => "the forecasts were worse",
        _ => "it is open which was better",
    };
    let mut found = vec![format!(
        "Mean weighted interval score relative to the best simple rule (<b>{}</b>): <b>{value:.2}</b> ({within}) over {}. Below 1 is \
         better; {verdict}.",
        model(&rival.model),
        counted(rival.overall.counts, "count", "counts")
    )];
    let all = &input.pooled.coverage_overall;
    found.push(format!(
        "The 50\u{a0}% intervals held <b>{}</b> of the counts, the 90\u{a0}% intervals <b>{}</b>.",
        share(all.inside_50, all.counts),
        share(all.inside_90, all.counts)
    ));
    let mut by_series: Vec<_> =
        input.series.iter().filter_map(|one| Some((one, hardest(&one.scores)?))).map(|(one, (_, value))| (one, value)).collect();
    by_series.sort_by(|a, b| a.1.total_cmp(&b.1));
    if let (Some((best, low)), Some((worst, high))) = (by_series.first(), by_series.last())
        && by_series.len() > 1
    {
        let name = |one| html(&series(names, one));
        let (low, high) = (ratio(Some(*low)), ratio(Some(*high)));
        found.push(format!(
            "By series, each against the rule that is hardest to beat there: from {low} ({}) to {high} ({}). <a href=\"#skill\">Intervals</a>.",
            name(best),
            name(worst)
        ));
    }
    found
}
