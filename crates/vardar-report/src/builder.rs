//! Collects the figures of a page: their HTML on one side, their data on the other.

use std::collections::BTreeMap;

use vardar_results::{ResultTable, Series};
use vardar_scenario::Scenario;

use crate::ReportError;
use crate::escape::html;
use crate::events::{self, Event};
use crate::lookup::Lookup;
use crate::names::Names;
use crate::numbers;
use crate::page_data::{Chart, PageData};
use crate::pool::{Detail, Pool};

/// A section of the page.
pub(crate) struct Section {
    /// Anchor.
    pub(crate) id: &'static str,
    /// Name in the navigation.
    pub(crate) short: &'static str,
    /// Heading.
    pub(crate) title: &'static str,
    /// Its content, HTML.
    pub(crate) body: String,
}

/// What all sections draw from and add to.
pub(crate) struct Builder<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) lookup: Lookup<'a>,
    pub(crate) names: Names<'a>,
    pub(crate) events: Vec<Event>,
    pub(crate) pool: Pool,
    charts: BTreeMap<String, Chart>,
}

/// A chart of one series with bands.
pub(crate) struct BandsFigure<'a> {
    pub(crate) heading: &'a str,
    /// 3 or 4.
    pub(crate) level: u8,
    pub(crate) series: &'a Series,
    pub(crate) unit: &'static str,
    pub(crate) capacity: Vec<(usize, Option<u32>)>,
    /// Country whose border events are marked.
    pub(crate) events_of: Option<&'a str>,
    pub(crate) small: bool,
    /// Sentence before the general summary.
    pub(crate) remark: Option<String>,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(scenario: &'a Scenario, table: &'a ResultTable) -> Result<Self, ReportError> {
        let names = Names::new(scenario);
        let events = events::events(scenario, &names, table.start, table.days);
        Ok(Self { scenario, lookup: Lookup::new(table)?, names, events, pool: Pool::default(), charts: BTreeMap::new() })
    }

    /// HTML of a figure with bands.
    pub(crate) fn bands(&mut self, figure: BandsFigure<'_>) -> String {
        let events: Vec<&Event> = match figure.events_of {
            Some(country) => self.events.iter().filter(|event| event.countries.iter().any(|c| c == country)).collect(),
            None => Vec::new(),
        };
        let list = event_list(&events);
        let numbers = events.iter().map(|event| event.number).collect();
        let mut summary = figure.remark.unwrap_or_default();
        if !summary.is_empty() {
            summary.push(' ');
        }
        summary.push_str(&self.summary(figure.series));
        let chart = Chart::Bands {
            series: self.pool.add(figure.series, Detail::Bands),
            unit: figure.unit,
            capacity: figure.capacity,
            events: numbers,
            origin: None,
            steps: None,
            small: figure.small,
        };
        self.figure(figure.heading, figure.level, &summary, chart, &list)
    }

    /// HTML of a grid of figures with bands, one a series, each under the name of its site.
    pub(crate) fn grid(&mut self, chosen: &[&Series], level: u8, unit: &'static str, small: bool) -> String {
        if chosen.is_empty() {
            return String::new();
        }
        let mut figures = String::new();
        for series in chosen {
            let heading = self.names.site(&series.key.site);
            figures.push_str(&self.bands(BandsFigure {
                heading: &heading,
                level,
                series,
                unit,
                capacity: Vec::new(),
                events_of: None,
                small,
                remark: None,
            }));
        }
        format!("<div class=\"grid{}\">\n{figures}</div>\n", if small { " small" } else { "" })
    }

    /// HTML of any figure. `heading` and `summary` are plain text, `below` is HTML.
    pub(crate) fn figure(&mut self, heading: &str, level: u8, summary: &str, chart: Chart, below: &str) -> String {
        let every = chart.every();
        let (id, drawing) = self.drawing(chart);
        let values = format!(
            "<details class=\"values\" data-chart=\"{id}\"><summary>Values by {every}<span class=\"unseen\">: {}</span></summary></details>",
            html(heading)
        );
        frame(&id, heading, level, summary, &format!("{drawing}{below}{values}"))
    }

    /// HTML of a figure whose numbers stand in a table beside it: `table` is HTML, and complete without the drawing.
    pub(crate) fn figure_beside(&mut self, heading: &str, level: u8, summary: &str, chart: Chart, table: &str) -> String {
        let (id, drawing) = self.drawing(chart);
        frame(&id, heading, level, summary, &format!("<div class=\"beside\">{drawing}{table}</div>"))
    }

    /// Registers a chart; returns its id and the HTML of the element that it is drawn in.
    fn drawing(&mut self, chart: Chart) -> (String, String) {
        let id = format!("c{}", self.charts.len() + 1);
        let size = match &chart {
            Chart::Bands { small: true, .. } | Chart::Pair { .. } => "chart small",
            Chart::Shares { .. } => "chart large",
            Chart::Difference { .. } => "chart tall",
            _ => "chart",
        };
        self.charts.insert(id.clone(), chart);
        let element =
            format!("<div class=\"{size}\" id=\"{id}\" role=\"img\" aria-labelledby=\"{id}-title {id}-summary\"></div>");
        (id, element)
    }

    /// What a series says, in a sentence or two.
    pub(crate) fn summary(&self, series: &Series) -> String {
        let mut text = match numbers::peak(&series.days) {
            Some((day, value)) => {
                format!("Highest daily median: {} on {}.", numbers::people_with_interval(value), self.lookup.date(day))
            }
            None => {
                let highest = series.days.iter().map(|day| day.q95).fold(0.0, f64::max);
                format!("The median is zero on every day (90\u{a0}% interval at most 0 to {}).", numbers::about(highest))
            }
        };
        let reports: Vec<bool> = series
            .observed
            .iter()
            .zip(&series.days)
            .filter_map(|(observed, day)| observed.map(|value| day.q05 <= value && value <= day.q95))
            .collect();
        if !reports.is_empty() {
            let within = reports.iter().filter(|&&within| within).count();
            text.push_str(&format!(
                " Of {}, {within} within the 90\u{a0}% interval.",
                numbers::counted(reports.len(), "daily count", "daily counts")
            ));
        }
        text
    }

    /// The data of the page.
    pub(crate) fn finish(self, map: Option<crate::map::MapData>) -> PageData {
        PageData {
            start: self.lookup.table.start.to_string(),
            days: self.lookup.table.days,
            series: self.pool.into_series(),
            charts: self.charts,
            events: self.events,
            map,
        }
    }
}

/// HTML of a figure around its content. `heading` and `summary` are plain text and name the drawing with this `id`; `content`
/// is HTML.
pub(crate) fn frame(id: &str, heading: &str, level: u8, summary: &str, content: &str) -> String {
    let (heading, summary) = (html(heading), html(summary));
    format!(
        "<figure class=\"figure\"><figcaption><h{level} id=\"{id}-title\">{heading}</h{level}>\
         <p class=\"summary\" id=\"{id}-summary\">{summary}</p></figcaption>{content}</figure>\n"
    )
}

/// Events beneath a chart, with the numbers that mark them in it.
pub(crate) fn event_list(events: &[&Event]) -> String {
    if events.is_empty() {
        return String::new();
    }
    let items: String = events
        .iter()
        .map(|event| {
            format!(
                "<li><b>{}</b> <time datetime=\"{}\">{}</time> {}: {}</li>",
                event.number,
                event.effective,
                numbers::date(event.effective),
                html(&event.border),
                html(&event.rule)
            )
        })
        .collect();
    format!(
        "<details class=\"event-list\"><summary>{}, numbered in the chart</summary><ul>{items}</ul></details>",
        numbers::counted(events.len(), "border event", "border events")
    )
}

/// The remark in place of figures that a run has no data for.
pub(crate) fn not_in_this_run(what: &str) -> String {
    format!("<p class=\"absent\">Not in this run: {}.</p>\n", html(what))
}
