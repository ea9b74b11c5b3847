//! Where the page comes from: the run, the sources of its counts, and what is embedded.

use std::collections::BTreeSet;

use crate::RunFacts;
use crate::builder::{Builder, Section};
use crate::escape::html;
use crate::sections::facts;

/// The section.
pub(crate) fn provenance(builder: &Builder<'_>, run: &RunFacts) -> Section {
    let mut body = String::from("<p>The same version, scenario, seed and changes give the same numbers again.</p>\n");
    body.push_str(&facts(run, usize::MAX));
    let sources: BTreeSet<(&str, &str, &str)> = builder
        .scenario
        .observations
        .iter()
        .map(|row| (row.series.as_str(), row.definition.as_str(), row.source.as_str()))
        .filter(|(_, definition, source)| !definition.is_empty() || !source.is_empty())
        .collect();
    if !sources.is_empty() {
        let rows: String = sources
            .iter()
            .map(|(series, definition, source)| {
                format!(
                    "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"source\">{}</td></tr>\n",
                    html(series),
                    html(definition),
                    html(source)
                )
            })
            .collect();
        body.push_str(&format!(
            "<details class=\"all-events\"><summary>Sources of the counts</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" \
             aria-label=\"Sources of the counts\"><table><caption>Sources of the counts</caption><thead><tr><th scope=\"col\">Series</th>\
             <th scope=\"col\">What was counted</th><th scope=\"col\">Source</th></tr></thead>\n<tbody>{rows}</tbody></table></div></details>\n"
        ));
    }
    Section { id: "provenance", short: "Provenance", title: "How this was made", body }
}
