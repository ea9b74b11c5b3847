//! `scenario.toml`: syntax, keys and types. Whether the values make sense is judged with the tables.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::{EngineSettings, ForecastSettings, MarketSettings, Period, RouteChoiceRule};
use crate::nearest::{did_you_mean, listed};
use crate::problem::{Fault, Report, Severity, Spot, shown};

use super::cell;
use super::row::UNREAD_DATE;
use super::text::Text;

/// Name of the file.
pub(crate) const FILE: &str = "scenario.toml";
/// The only format there is so far.
pub(crate) const FORMAT: i64 = 1;

/// Largest file that is read, in bytes: it holds nothing but a few settings.
const LARGEST: usize = 1024 * 1024;

/// Every key that the file may have.
pub(crate) const KEYS: [&str; 11] = [
    "format",
    "name",
    "title",
    "description",
    "period.start",
    "period.end",
    "engine.steps_per_day",
    "engine.route_choice",
    "engine.step_profile",
    "forecast.parameters_until",
    "market.enabled",
];

/// What the file says. Values that could not be read are replaced by stand-ins and reported.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub name: String,
    pub title: String,
    pub description: String,
    pub period: Period,
    pub engine: EngineSettings,
    pub forecast: ForecastSettings,
    pub market: MarketSettings,
    /// Where the value of each key stands, as bytes of the text.
    pub spans: BTreeMap<&'static str, Range<usize>>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            name: String::new(),
            title: String::new(),
            description: String::new(),
            period: Period { start: UNREAD_DATE, end: UNREAD_DATE },
            engine: EngineSettings { steps_per_day: 4, route_choice: RouteChoiceRule::Utility, step_profile: equal_steps(4) },
            forecast: ForecastSettings::default(),
            market: MarketSettings::default(),
            spans: BTreeMap::new(),
        }
    }
}

/// The same weight for every step of a day.
pub(crate) fn equal_steps(steps_per_day: u32) -> Vec<f64> {
    // More steps than hours are refused later; they need no room here.
    let steps = steps_per_day.min(24);
    vec![1.0 / f64::from(steps.max(1)); usize::try_from(steps).unwrap_or(0)]
}

/// Reads the file.
pub(crate) fn read(text: Text<'_>, report: &mut Report) -> Settings {
    if text.content.trim().is_empty() {
        let fault = Fault::error("empty-file", "an empty file", "`format`, `name`, `title` and `[period]`");
        report.push(fault.at(Spot::file(text.file)));
        return Settings::default();
    }
    if text.content.len() > LARGEST {
        let fault = Fault::error("file-too-large", format!("{} bytes", text.content.len()), format!("at most {LARGEST} bytes"));
        report.push(fault.at(Spot::file(text.file)));
        return Settings::default();
    }
    let (document, errors) = DeTable::parse_recoverable(text.content);
    let broken = !errors.is_empty();
    for error in errors {
        report.add(Severity::Error, "toml-syntax", text.file, || {
            let span = error.span().unwrap_or_default();
            let found = shown(text.content.get(span.clone()).unwrap_or_default());
            let fault = Fault::error("toml-syntax", found, error.message().trim().replace('\n', ", "));
            fault.at(text.spot(floor(text.content, span.start), floor(text.content, span.end), 0, 1))
        });
    }
    let mut reader = Reader { text, report, settings: Settings::default(), broken };
    reader.top(document.get_ref());
    reader.settings
}

/// The nearest start of a character at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Title and description, for lists of scenarios; empty if they cannot be read.
pub(crate) fn title(content: &str) -> (String, String) {
    let (document, _) = DeTable::parse_recoverable(content);
    let text =
        |key: &str| document.get_ref().get(key).and_then(|value| value.get_ref().as_str()).map(str::to_owned).unwrap_or_default();
    (text("title"), text("description"))
}

struct Reader<'t, 'r> {
    text: Text<'t>,
    report: &'r mut Report,
    settings: Settings,
    /// True after a syntax error: a key that is missing may just not have been understood.
    broken: bool,
}

type Value<'t> = Spanned<DeValue<'t>>;

impl<'t> Reader<'t, '_> {
    fn top(&mut self, table: &DeTable<'t>) {
        self.unknown_keys(table, "", &["format", "name", "title", "description", "period", "engine", "forecast", "market"]);
        if let Some(format) = self.integer(table, "", "format", true).filter(|&format| format != FORMAT) {
            let fault = Fault::error("unsupported-format", format!("`{format}`"), format!("format {FORMAT}"));
            self.fault("format", fault.hint("a newer Vardar may read it".to_owned()));
        }
        self.settings.name = self.string(table, "", "name", true);
        self.settings.title = self.string(table, "", "title", true);
        self.settings.description = self.string(table, "", "description", false);
        if let Some(period) = self.table(table, "period", true) {
            self.unknown_keys(period, "period", &["start", "end"]);
            self.settings.period.start = self.date(period, "period", "start", true).unwrap_or(UNREAD_DATE);
            self.settings.period.end = self.date(period, "period", "end", true).unwrap_or(UNREAD_DATE);
        }
        if let Some(engine) = self.table(table, "engine", false) {
            self.unknown_keys(engine, "engine", &["steps_per_day", "route_choice", "step_profile"]);
            self.engine(engine);
        }
        if let Some(forecast) = self.table(table, "forecast", false) {
            self.unknown_keys(forecast, "forecast", &["parameters_until"]);
            self.settings.forecast.parameters_until = self.date(forecast, "forecast", "parameters_until", false);
        }
        if let Some(market) = self.table(table, "market", false) {
            self.unknown_keys(market, "market", &["enabled"]);
            if let Some(value) = self.find(market, "market", "enabled", false) {
                match value.get_ref().as_bool() {
                    Some(enabled) => self.settings.market.enabled = enabled,
                    None => self.wrong_type("market.enabled", value, "`true` or `false`"),
                }
            }
        }
    }

    fn engine(&mut self, table: &DeTable<'t>) {
        if let Some(steps) = self.integer(table, "engine", "steps_per_day", false) {
            // What does not fit is out of range too, and reported as such.
            self.settings.engine.steps_per_day = u32::try_from(steps).unwrap_or(0);
            self.settings.engine.step_profile = equal_steps(self.settings.engine.steps_per_day);
        }
        if let Some(value) = self.find(table, "engine", "route_choice", false) {
            match value.get_ref().as_str() {
                Some("utility") => {}
                Some(other) => {
                    let fault =
                        Fault::error("unknown-word", shown(other), "one of `utility`").hint(did_you_mean(other, ["utility"]));
                    self.fault("engine.route_choice", fault);
                }
                None => self.wrong_type("engine.route_choice", value, "a text"),
            }
        }
        if let Some(value) = self.find(table, "engine", "step_profile", false) {
            let numbers = value.get_ref().as_array().map(|items| items.iter().map(|item| as_number(item.get_ref())).collect());
            match numbers {
                Some(Some(profile)) => self.settings.engine.step_profile = profile,
                _ => self.wrong_type("engine.step_profile", value, "a list of numbers, such as `[0.25, 0.25, 0.25, 0.25]`"),
            }
        }
    }

    fn unknown_keys(&mut self, table: &DeTable<'t>, parent: &str, known: &[&str]) {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let (text, span) = (self.text, key.span());
                self.report.add(Severity::Error, "unknown-key", text.file, || {
                    let at = text.spot(floor(text.content, span.start), floor(text.content, span.end), 0, 1);
                    unknown_key(name, known).at(Spot { column_name: Some(full_key(parent, name)), ..at })
                });
            }
        }
    }

    /// The value of a key; remembers where it stands, and reports it if it is needed and missing.
    fn find<'d>(&mut self, table: &'d DeTable<'t>, parent: &str, name: &str, needed: bool) -> Option<&'d Value<'t>> {
        let full = full_key(parent, name);
        let value = table.get(name);
        if let (Some(value), Some(key)) = (value, KEYS.iter().find(|key| **key == full)) {
            self.settings.spans.insert(key, value.span());
        }
        if value.is_none() && needed && !self.broken {
            let fault = Fault::error("missing-key", format!("no `{full}`"), format!("a value for `{full}`"));
            self.report.push(fault.at(Spot { column_name: Some(full), ..Spot::file(self.text.file) }));
        }
        value
    }

    fn table<'d>(&mut self, table: &'d DeTable<'t>, name: &str, needed: bool) -> Option<&'d DeTable<'t>> {
        let value = self.find(table, "", name, needed)?;
        let found = value.get_ref().as_table();
        if found.is_none() {
            self.wrong_type(name, value, &format!("a section `[{name}]`"));
        }
        found
    }

    fn string(&mut self, table: &DeTable<'t>, parent: &str, name: &str, needed: bool) -> String {
        let Some(value) = self.find(table, parent, name, needed) else { return String::new() };
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(&full_key(parent, name), value, "a text in double quotes");
            return String::new();
        };
        text.to_owned()
    }

    fn integer(&mut self, table: &DeTable<'t>, parent: &str, name: &str, needed: bool) -> Option<i64> {
        let value = self.find(table, parent, name, needed)?;
        let number = value.get_ref().as_integer().and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        if number.is_none() {
            self.wrong_type(&full_key(parent, name), value, "a whole number without quotes");
        }
        number
    }

    fn date(&mut self, table: &DeTable<'t>, parent: &str, name: &str, needed: bool) -> Option<Date> {
        let key = full_key(parent, name);
        let value = self.find(table, parent, name, needed)?;
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(moment) => moment.to_string(),
            _ => {
                self.wrong_type(&key, value, "a date such as `2015-10-01`");
                return None;
            }
        };
        cell::date(&text).map_err(|fault| self.fault_at(&key, value.span(), fault)).ok()
    }

    fn wrong_type(&mut self, key: &str, value: &Value<'t>, expected: &str) {
        let found = match value.get_ref() {
            DeValue::Array(_) => "a list".to_owned(),
            DeValue::Table(_) => "a section".to_owned(),
            _ => shown(self.text.content.get(value.span()).unwrap_or_default()),
        };
        self.fault_at(key, value.span(), Fault::error("wrong-type", found, expected));
    }

    fn fault(&mut self, key: &'static str, fault: Fault) {
        let span = self.settings.spans.get(key).cloned().unwrap_or_default();
        self.fault_at(key, span, fault);
    }

    fn fault_at(&mut self, key: &str, span: Range<usize>, fault: Fault) {
        let spot = Spot { column_name: Some(key.to_owned()), ..self.spot(span) };
        self.report.push(fault.at(spot));
    }

    fn spot(&self, span: Range<usize>) -> Spot {
        self.text.spot(floor(self.text.content, span.start), floor(self.text.content, span.end), 0, 1)
    }
}

fn unknown_key(name: &str, known: &[&str]) -> Fault {
    let elsewhere = KEYS.iter().find(|full| full.rsplit('.').next() == Some(name) && !known.contains(*full));
    let hint = match elsewhere.map(|full| full.split_once('.')) {
        Some(Some((section, _))) => Some(format!("it belongs below `[{section}]`")),
        Some(None) => Some("it belongs above the first section".to_owned()),
        None => did_you_mean(name, known.iter().copied()),
    };
    Fault::error("unknown-key", shown(name), format!("one of {}", listed(known.iter().copied()))).hint(hint)
}

fn full_key(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") }
}

fn as_number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    }
}
