//! The page that compares two runs of the same days.

use vardar_results::{Quantiles, is_stock};

use crate::builder::{Builder, Section};
use crate::escape::html;
use crate::lookup::Lookup;
use crate::numbers::{self, signed};
use crate::page_data::Chart;
use crate::sections::{facts, period};
use crate::shell::{Page, render};
use crate::{ComparisonReport, Difference, ReportError, Side, headline};

/// Charts drawn for each quantity; the table beneath lists all series.
const CHARTS: usize = 6;

/// How a quantity is presented.
struct Quantity {
    name: &'static str,
    short: &'static str,
    title: &'static str,
    unit: &'static str,
}

const fn quantity(name: &'static str, short: &'static str, title: &'static str, unit: &'static str) -> Quantity {
    Quantity { name, short, title, unit }
}

/// Quantities in the order of the page. Their names are also the anchors of their sections.
const QUANTITIES: &[Quantity] = &[
    quantity("stranded", "Stranded", "Stranded", "people stranded"),
    quantity("waiting", "Waiting", "Waiting", "people waiting"),
    quantity("overflow", "No bed", "Without a bed", "people without a bed"),
    quantity("present", "Present", "Present", "people present"),
    quantity("arrivals", "Arrivals", "Arrivals", "people a day"),
    quantity("departures", "Departures", "Departures", "people a day"),
    quantity("settled", "Asylum", "Stayed to ask for asylum", "people a day"),
    quantity("turned_back", "Turned back", "Turned back", "people a day"),
    quantity("completed", "Arrived", "Reached a destination", "people a day"),
    quantity("detoured", "Detours", "Gave up a queue for another link", "people a day"),
    quantity("returned", "Returned", "Returned at a border", "returns a day"),
    quantity("smuggled", "Smuggled", "Crossings that are smuggling", "crossings a day"),
    quantity("smuggled_aggravated", "Aggravated", "Smuggling under aggravating circumstances", "crossings a day"),
    quantity("trafficked", "Trafficked", "Became victims of trafficking", "people a day"),
    quantity("in_debt", "In debt", "In debt to a smuggler", "people in debt"),
    quantity("repaying", "Repaying", "Working for a debt", "people working for a debt"),
    quantity("began_to_repay", "Began to work", "Began to work for a debt", "people a day"),
    quantity("exploited", "Exploited", "Exploited for the first time", "people a day"),
    quantity("exploited_present", "Exploited, present", "Exploited people on the route", "people on the route"),
    quantity("demand", "Demand", "Demand for smugglers", "people a day"),
    quantity("supply", "Supply", "Supply of smugglers", "crossings a day"),
    quantity("price_index", "Price", "Price of an irregular crossing or trip", "index, first day = 100"),
    quantity("flow", "Connections", "Movements on connections", "people a day"),
    quantity("arrivals_reported", "Reported arrivals", "Arrivals as reported", "people a day"),
    quantity("departures_reported", "Reported departures", "Departures as reported", "people a day"),
];

/// Makes the page of a comparison: one HTML file that loads nothing.
///
/// # Errors
/// If the tables have different days, or a series or difference has not one value per day.
pub fn comparison_report(input: &ComparisonReport<'_>) -> Result<String, ReportError> {
    let (baseline, alternative) = (&input.baseline, &input.alternative);
    let table = alternative.table;
    if (table.start, table.days) != (baseline.table.start, baseline.table.days) {
        let days = |side: &Side<'_>| format!("{} from {}", numbers::counted(side.table.days, "day", "days"), side.table.start);
        return Err(ReportError::Days { baseline: days(baseline), alternative: days(alternative) });
    }
    for difference in input.differences {
        if difference.days.len() != table.days {
            return Err(ReportError::SeriesLength {
                quantity: difference.key.quantity.clone(),
                site: difference.key.site.clone(),
                found: difference.days.len(),
                expected: table.days,
            });
        }
    }
    let before = Lookup::new(baseline.table)?;
    let mut builder = Builder::new(input.scenario, table)?;
    let mut sections: Vec<Section> = headline::section(input.headline).into_iter().collect();
    for quantity in QUANTITIES {
        let mut chosen: Vec<&Difference> = input.differences.iter().filter(|d| d.key.quantity == quantity.name).collect();
        chosen.sort_by(|one, other| size(&other.total).total_cmp(&size(&one.total)));
        if !chosen.is_empty() {
            let body = section(&mut builder, input, &before, &chosen, quantity);
            sections.push(Section { id: quantity.name, short: quantity.short, title: quantity.title, body });
        }
    }
    let runs =
        [baseline, alternative].map(|side| format!("<h3>{}</h3>\n{}", html(side.label), facts(side.run, usize::MAX))).concat();
    sections.push(Section { id: "provenance", short: "Provenance", title: "How this was made", body: runs });
    let title = format!("{} compared with {}", alternative.label, baseline.label);
    let head = head(&title, input, &builder);
    render(&Page { title: &title, head, sections, choose_days: true }, &builder.finish(None))
}

/// How far a difference is from zero: the median decides, and the wider interval among equals.
fn size(total: &Quantiles) -> f64 {
    let size = total.q50.abs() + 1e-9 * total.q05.abs().max(total.q95.abs());
    if size.is_finite() { size } else { 0.0 }
}

fn difference_text(quantity: &str, total: &Quantiles) -> String {
    let noun = match quantity {
        "price_index" => "points",
        "supply" | "smuggled" | "smuggled_aggravated" => "crossings",
        "returned" => "returns",
        _ => "people",
    };
    format!("{} {noun} (90\u{a0}% interval {} to {})", signed(total.q50), signed(total.q05), signed(total.q95))
}

/// In words whether the members agree on the direction.
pub(crate) fn direction(total: &Quantiles) -> &'static str {
    if total.q05 == 0.0 && total.q95 == 0.0 {
        "no change"
    } else if total.q05 > 0.0 {
        "more in B"
    } else if total.q95 < 0.0 {
        "fewer in B"
    } else {
        "either way"
    }
}

fn head(title: &str, input: &ComparisonReport<'_>, builder: &Builder<'_>) -> String {
    let mut text = format!(
        "<p class=\"kicker\">Vardar: comparison of two simulation runs</p>\n<h1>{}</h1>\n<p class=\"period\">{}</p>\n\
         <p>A is <b>{}</b>, B is <b>{}</b>. Differences are B − A: above zero means more people in B.</p>\n",
        html(title),
        period(input.alternative.run.period),
        html(input.baseline.label),
        html(input.alternative.label)
    );
    text.push_str(&pairs_text(input));
    let mut items = String::new();
    for Quantity { name, title, .. } in QUANTITIES {
        let largest = input
            .differences
            .iter()
            .filter(|d| d.key.quantity == *name && is_whole(d))
            .filter(|d| d.total.q05 > 0.0 || d.total.q95 < 0.0)
            .reduce(|best, next| if size(&next.total) > size(&best.total) { next } else { best });
        if let Some(difference) = largest {
            let site = site(builder, &difference.key.site);
            let total = difference_text(name, &difference.total);
            items.push_str(&format!(
                "<li>{title} ({}), largest change: {}, {total}.</li>",
                over(name).to_lowercase(),
                html(&site)
            ));
        }
    }
    if items.is_empty() {
        items.push_str("<li>No difference has a 90\u{a0}% interval that excludes zero.</li>");
    }
    text.push_str(&format!(
        "<div class=\"message\"><h2 id=\"message\">In short</h2><ul>{items}</ul></div>\n\
         <p class=\"caution\"><b>All numbers are estimates of a model.</b> An interval that includes zero means that the members do not \
         agree on the direction. Differences are named above only where nine out of ten members agree.</p>\n"
    ));
    text
}

/// Over how many pairs of members, and what the interval holds.
fn pairs_text(input: &ComparisonReport<'_>) -> String {
    let pairs = numbers::counted(input.pairs, "pair", "pairs");
    let luck = if input.common_random_numbers {
        "Both members of a pair have the same parameters and, until the change, the same luck: the intervals are those of the change."
    } else {
        "The runs have different seeds: the intervals hold the luck of both, and are wider than those of the change alone."
    };
    let interrupted = if input.baseline.run.interrupted || input.alternative.run.interrupted {
        "<p class=\"warning\"><b>This comparison was interrupted.</b> The numbers come from the members that both runs finished.</p>\n"
    } else {
        ""
    };
    format!("<p>Compared over {pairs} of members. {luck}</p>\n{interrupted}")
}

fn section(
    builder: &mut Builder<'_>,
    input: &ComparisonReport<'_>,
    before: &Lookup<'_>,
    chosen: &[&Difference],
    quantity: &Quantity,
) -> String {
    let unit = quantity.unit;
    let mut body = String::from("<div class=\"grid\">\n");
    for difference in chosen.iter().filter(|difference| is_whole(difference)).take(CHARTS) {
        let key = &difference.key;
        let baseline = before.find(&key.quantity, &key.site, &key.channel, &key.group);
        let alternative = builder.lookup.find(&key.quantity, &key.site, &key.channel, &key.group);
        let chart = Chart::Difference {
            series: builder.pool.add_bands(&difference.days),
            baseline: baseline.map(|series| builder.pool.add_interval(&series.days)),
            alternative: alternative.map(|series| builder.pool.add_interval(&series.days)),
            labels: [chart_label("A", input.baseline.label), chart_label("B", input.alternative.label)],
            unit,
        };
        let heading = name(builder, difference);
        let summary = format!(
            "{}: {}, {}.",
            over(quantity.name),
            difference_text(quantity.name, &difference.total),
            direction(&difference.total)
        );
        body.push_str(&builder.figure(&heading, 3, &summary, chart, ""));
    }
    body.push_str("</div>\n");
    let rows: String = chosen
        .iter()
        .map(|difference| {
            let total = &difference.total;
            format!(
                "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td class=\"number\">{} to {}</td><td>{}</td></tr>\n",
                html(&name(builder, difference)),
                signed(total.q50),
                signed(total.q05),
                signed(total.q95),
                direction(total)
            )
        })
        .collect();
    body.push_str(&format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Differences: {unit}\"><table class=\"long\">\
         <caption>Difference, {}, the largest first</caption><thead><tr><th scope=\"col\">Series</th>\
         <th scope=\"col\">Median, B − A</th><th scope=\"col\">90\u{a0}% interval</th><th scope=\"col\">Direction</th></tr></thead>\n\
         <tbody>{rows}</tbody></table></div>\n<p class=\"paper\">On paper at most the first 25 rows; the page itself has all.</p>\n",
        over(quantity.name).to_lowercase()
    ));
    body
}

/// True for a series over all channels and groups: charts show these, the table has the parts too. Markets at a border have no
/// other channel than the irregular one.
fn is_whole(difference: &Difference) -> bool {
    let key = &difference.key;
    let of_market = ["returned", "smuggled", "smuggled_aggravated", "trafficked", "demand", "supply", "price_index"];
    (key.channel == "all" || of_market.contains(&key.quantity.as_str())) && key.group == "all"
}

/// Label of a run in a chart, with its name if there is room for it.
fn chart_label(letter: &str, label: &str) -> String {
    if label.chars().count() <= 24 { format!("{letter}: {label}") } else { letter.to_owned() }
}

/// What the total of a difference is.
fn over(quantity: &str) -> &'static str {
    if is_stock(quantity) { "Mean over all days" } else { "Sum over all days" }
}

/// Name of a site; the sums over everything have none of their own.
fn site(builder: &Builder<'_>, site: &str) -> String {
    if site == "route" { "The whole route".to_owned() } else { builder.names.site(site) }
}

/// Site, with channel and group where they are not all.
fn name(builder: &Builder<'_>, difference: &Difference) -> String {
    let key = &difference.key;
    let mut name = site(builder, &key.site);
    if key.channel != "all" {
        name.push_str(&format!(", {}", key.channel));
    }
    if key.group != "all" {
        name.push_str(&format!(", {}", builder.names.group(&key.group)));
    }
    name
}
