//! The head of the page: what was simulated, and what came out of it in plain words.

use vardar_scenario::Period;

use crate::RunFacts;
use crate::escape::html;
use crate::numbers;

/// HTML of the head of a run's page. All arguments are plain text.
pub(crate) fn head(title: &str, description: &str, run: &RunFacts, whole: Period, messages: &[String]) -> String {
    let mut text = format!("<p class=\"kicker\">Vardar: report of a simulation run</p>\n<h1>{}</h1>\n", html(title));
    text.push_str(&format!("<p class=\"period\">{}</p>\n", period(run.period)));
    if run.period != whole {
        text.push_str(&format!("<p>A part of the scenario’s period, {}.</p>\n", period(whole)));
    }
    if !description.trim().is_empty() {
        text.push_str(&format!("<p>{}</p>\n", html(description)));
    }
    text.push_str(&warnings(run));
    let items: String = messages.iter().map(|message| format!("<li>{}</li>", html(message))).collect();
    text.push_str(&format!(
        "<div class=\"head-columns\"><div class=\"message\"><h2 id=\"message\">In short</h2><ul>{items}</ul></div>\n{}</div>\n",
        facts(run, 12)
    ));
    text.push_str(
        "<p class=\"caution\"><b>All numbers are estimates of a model, not counts.</b> Each is the median over the members of the run, \
         with its interval: half of the members lie within the 50\u{a0}% interval, nine out of ten within the 90\u{a0}% interval. \
         The intervals show what the model’s own assumptions leave open; the world can differ from the model by more.</p>\n",
    );
    text
}

fn warnings(run: &RunFacts) -> String {
    let mut text = String::new();
    if run.interrupted {
        text.push_str(&format!(
            "<p class=\"warning\"><b>This run was interrupted.</b> The numbers come from the {} that were finished.</p>\n",
            numbers::counted(run.members, "member", "members")
        ));
    }
    text.push_str(&few_members(run.members));
    if run.fixed_parameters {
        text.push_str(
            "<p class=\"warning\"><b>All members used the same parameter values.</b> The intervals show chance alone and are too narrow.</p>\n",
        );
    }
    text
}

/// A warning if an interval cannot come from so few members.
pub(crate) fn few_members(members: usize) -> String {
    if members >= 20 {
        return String::new();
    }
    let count =
        if members == 0 { "no members".to_owned() } else { format!("only {}", numbers::counted(members, "member", "members")) };
    format!("<p class=\"warning\"><b>The run has {count}.</b> Intervals need at least 20; do not rely on those shown here.</p>\n")
}

/// How a run was made, as a description list with the first `digits` of the scenario's hash.
pub(crate) fn facts(run: &RunFacts, digits: usize) -> String {
    fact_list(&[
        ("Simulated", period(run.period)),
        ("Members", numbers::counted(run.members, "member", "members")),
        ("Parameters", if run.fixed_parameters { "central values" } else { "drawn by each member" }.to_owned()),
        ("Seed", run.seed.to_string()),
        ("Vardar version", html(&run.program_version)),
        ("Scenario hash", hash(&run.scenario_hash, digits)),
        ("Changes to the scenario", changes(&run.overrides)),
    ])
}

/// A description list of names and values; the values are HTML.
pub(crate) fn fact_list(rows: &[(&str, String)]) -> String {
    let items: String = rows.iter().map(|(name, value)| format!("<div><dt>{name}</dt><dd>{value}</dd></div>")).collect();
    format!("<dl class=\"facts\">{items}</dl>\n")
}

/// The first `digits` of a hash, HTML.
pub(crate) fn hash(whole: &str, digits: usize) -> String {
    let short: String = whole.chars().take(digits).collect();
    format!("<code title=\"{}\">{}</code>", html(whole), html(&short))
}

/// Changes to the scenario, HTML.
pub(crate) fn changes(overrides: &[String]) -> String {
    if overrides.is_empty() {
        return "none".to_owned();
    }
    overrides.iter().map(|change| format!("<code>{}</code>", html(change))).collect::<Vec<_>>().join("<br>")
}

/// `1 October 2015 to 3 October 2015 (3 days)`.
pub(crate) fn period(period: Period) -> String {
    let days = numbers::counted(period.days(), "day", "days");
    if period.start == period.end {
        format!("{} ({days})", numbers::date(period.start))
    } else {
        format!("{} to {} ({days})", numbers::date(period.start), numbers::date(period.end))
    }
}
