//! `scenario.toml` of a scenario.

use crate::model::{RouteChoiceRule, Scenario};
use crate::read::settings::FORMAT;

pub(crate) fn to_toml(scenario: &Scenario) -> String {
    let route_choice = match scenario.engine.route_choice {
        RouteChoiceRule::Utility => "utility",
    };
    // Rust's debug form of a number is valid TOML, and always has a point or an exponent.
    let profile = scenario.engine.step_profile.iter().map(|weight| format!("{weight:?}")).collect::<Vec<_>>().join(", ");
    let until = scenario.forecast.parameters_until;
    let forecast = until.map(|date| format!("\n[forecast]\nparameters_until = {date}\n")).unwrap_or_default();
    let market = if scenario.market.enabled { "\n[market]\nenabled = true\n" } else { "" };
    format!(
        "format = {FORMAT}\nname = {}\ntitle = {}\ndescription = {}\n\n[period]\nstart = {}\nend = {}\n\n[engine]\nsteps_per_day = {}\nroute_choice = \"{route_choice}\"\nstep_profile = [{profile}]\n{forecast}{market}",
        quoted(&scenario.name),
        quoted(&scenario.title),
        quoted(&scenario.description),
        scenario.period.start,
        scenario.period.end,
        scenario.engine.steps_per_day,
    )
}

/// A text as a TOML basic string on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
