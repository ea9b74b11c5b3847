//! The page around the content: head, navigation, style, scripts and data, all in one file.

use crate::ReportError;
use crate::builder::Section;
use crate::escape::{html, json, script};
use crate::map::OUTLINES;
use crate::page_data::PageData;

/// What a page says.
pub(crate) struct Page<'a> {
    /// Title, plain text.
    pub(crate) title: &'a str,
    /// Content above the sections, HTML.
    pub(crate) head: String,
    /// The sections in order.
    pub(crate) sections: Vec<Section>,
    /// True if the reader may choose which days all charts show.
    pub(crate) choose_days: bool,
}

/// Nothing may be loaded, from anywhere; what the page needs is in it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; font-src data:";

const STYLE: &[&str] = &[
    include_str!("../assets/css/base.css"),
    include_str!("../assets/css/layout.css"),
    include_str!("../assets/css/map.css"),
    include_str!("../assets/css/forecast.css"),
    include_str!("../assets/css/plot.css"),
    include_str!("../assets/css/market.css"),
    include_str!("../assets/css/print.css"),
];

/// Apache ECharts 5.5.1, placed by `build.rs`; its first comment is the licence notice that has to stay with it.
pub(crate) const CHART_LIBRARY: &str = include_str!(concat!(env!("OUT_DIR"), "/echarts.js"));

const SCRIPTS: &[&str] = &[
    include_str!("../assets/js/data.js"),
    include_str!("../assets/js/theme.js"),
    include_str!("../assets/js/axes.js"),
    include_str!("../assets/js/bands.js"),
    include_str!("../assets/js/pair.js"),
    include_str!("../assets/js/shares.js"),
    include_str!("../assets/js/difference.js"),
    include_str!("../assets/js/values.js"),
    include_str!("../assets/js/charts.js"),
    include_str!("../assets/js/panels.js"),
    include_str!("../assets/js/map-view.js"),
    include_str!("../assets/js/map-draw.js"),
    include_str!("../assets/js/map-details.js"),
    include_str!("../assets/js/map-legend.js"),
    include_str!("../assets/js/map.js"),
    include_str!("../assets/js/page.js"),
];

/// Writes the page.
pub(crate) fn render(page: &Page<'_>, data: &PageData) -> Result<String, ReportError> {
    let title = html(page.title);
    let style = STYLE.concat();
    let navigation: String =
        page.sections.iter().map(|section| format!("<li><a href=\"#{}\">{}</a></li>", section.id, section.short)).collect();
    let sections: String = page
        .sections
        .iter()
        .map(|section| {
            let Section { id, title, body, .. } = section;
            format!(
                "<section id=\"{id}\" aria-labelledby=\"{id}-heading\">\n<h2 id=\"{id}-heading\">{title}</h2>\n{body}</section>\n"
            )
        })
        .collect();
    let data_json = json(&serde_json::to_string(data)?);
    let outlines = if data.map.is_some() {
        format!("<script type=\"application/json\" id=\"outlines\">{}</script>\n", json(OUTLINES))
    } else {
        String::new()
    };
    // A page on which no script draws carries neither the library nor its licence.
    let [library, needs_script, credits] = if data.is_drawn() {
        let licence = html(APACHE_LICENCE);
        [
            format!("<script>{}</script>\n", script(CHART_LIBRARY)),
            NEEDS_SCRIPT.to_owned(),
            format!("{CREDITS}<details><summary>Apache License, Version 2.0</summary><pre>{licence}</pre></details>"),
        ]
    } else {
        [String::new(), String::new(), String::new()]
    };
    let scripts: String = SCRIPTS.iter().map(|code| format!("<script>{}</script>\n", script(code))).collect();
    let head = &page.head;
    let period_form = if page.choose_days { PERIOD_FORM } else { "" };
    Ok(format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#content\">Skip to the content</a>\n\
         <header class=\"bar\"><nav aria-label=\"Sections\"><ul>{navigation}</ul></nav>\n\
         <button type=\"button\" id=\"theme\" class=\"controls\">Dark colours</button></header>\n\
         <main id=\"content\" tabindex=\"-1\">\n<div class=\"head\">\n{head}</div>\n\
         {needs_script}{period_form}{sections}</main>\n<footer>{FOOTER}{credits}</footer>\n\
         <script type=\"application/json\" id=\"data\">{data_json}</script>\n{outlines}\
         {library}{scripts}</body>\n</html>\n"
    ))
}

/// Limits the days of all charts at once; works with the keyboard, which dragging in a chart does not.
const PERIOD_FORM: &str = "<form id=\"days\" class=\"controls days\" hidden aria-label=\"Days shown in the charts\">\
    <span>Days shown in all charts:</span> <label>from <input type=\"date\" id=\"days-from\"></label> \
    <label>to <input type=\"date\" id=\"days-to\"></label> <button type=\"button\" id=\"days-all\">All days</button></form>\n";

const NEEDS_SCRIPT: &str = "<noscript><p class=\"warning\">The map and the charts need JavaScript. The text and the tables are \
    complete without it.</p></noscript>\n";

const FOOTER: &str = "<p>Made by Vardar. The page works without a network and sends nothing anywhere.</p>\n";

/// Whose software and data a drawn page holds.
const CREDITS: &str = include_str!("../assets/credits.html");

/// The licence of the chart library asks for a copy of its text with every copy of the library.
const APACHE_LICENCE: &str = include_str!("../assets/apache-2.0.txt");
