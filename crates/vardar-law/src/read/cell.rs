//! One answer as it is written down, and what is wrong with it.

use crate::{Country, Field, Kind, Value};
use vardar_scenario::iso3166::country_hint;
use vardar_scenario::nearest::{did_you_mean, listed};

/// An answer as it is written down.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answer<'a> {
    /// Nothing, or null.
    Nothing,
    /// A word, also in CSV.
    Text(std::borrow::Cow<'a, str>),
    /// JSON true or false.
    Truth(bool),
    /// A JSON number, as it is written.
    Number(String),
    /// A JSON list; `None` for a part that is no text.
    List(Vec<Option<std::borrow::Cow<'a, str>>>),
    /// A JSON object.
    Object,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Short stable name.
    pub code: &'static str,
    /// What stands there.
    pub found: String,
    /// What should.
    pub expected: String,
    /// What to do, if that can be guessed.
    pub hint: Option<String>,
}

fn wrong(found: impl Into<String>, expected: impl Into<String>) -> Wrong {
    Wrong { code: "unknown-value", found: found.into(), expected: expected.into(), hint: None }
}

/// The value of an answer. `csv` says whether a list is text with `;`, and an empty one `[]`.
pub(crate) fn value(field: Field, answer: &Answer<'_>, csv: bool) -> Result<Value, Wrong> {
    let kind = field.kind();
    if let (Answer::Text(text), Kind::Choice(_) | Kind::Country | Kind::Date) = (answer, kind)
        && let Some(value) = plain(kind, text).filter(|value| value.is_known())
    {
        return Ok(value);
    }
    match (answer, kind) {
        (Answer::Nothing, _) => Ok(Value::Unknown),
        (Answer::Text(text), _) if text.trim() == "null" || text.trim() == "unknown" => Ok(Value::Unknown),
        (Answer::Text(text), _) if csv && text.trim().is_empty() => Ok(Value::Unknown),
        (Answer::Truth(truth), Kind::Truth) => Ok(Value::Truth(*truth)),
        (Answer::Text(text), Kind::Truth) if csv => truth(text.trim()),
        (Answer::Text(text), Kind::Choice(words)) => word(text.trim(), words).map(Value::Choice),
        (Answer::Text(text), Kind::List(words)) if csv => text_list(text, words),
        (Answer::List(parts), Kind::List(words)) => list(parts.iter().map(Option::as_deref), words),
        (Answer::Text(text), Kind::Country) => country(text.trim()),
        (Answer::Text(text), Kind::Date) => date(text.trim()),
        (Answer::Text(text), Kind::Count) if csv => count(text.trim()),
        (Answer::Number(text), Kind::Count) => count(text),
        (Answer::Text(_), Kind::List(_)) => {
            let hint = Some("write a list in brackets, each word in quotes, and `[]` for none of them".to_owned());
            Err(Wrong { hint, ..wrong(answer.shown(), expected(kind)) })
        }
        (other, kind) => Err(wrong(other.shown(), expected(kind))),
    }
}

/// The value of a cell of CSV that is written as the codebook has it, which most are; `None` says only that it needs a closer look.
pub(crate) fn plain(kind: Kind, text: &str) -> Option<Value> {
    if text.is_empty() {
        return Some(Value::Unknown);
    }
    let place = |words: &[&str], text: &str| words.iter().position(|word| *word == text);
    match kind {
        Kind::Truth => match text {
            "true" => Some(Value::Truth(true)),
            "false" => Some(Value::Truth(false)),
            _ => None,
        },
        Kind::Choice(words) => place(words, text).and_then(|at| u8::try_from(at).ok()).map(Value::Choice),
        Kind::List(_) if text == "[]" => Some(Value::List(0)),
        Kind::List(words) => text.split(';').try_fold(0, |bits, part| Some(bits | 1 << place(words, part)?)).map(Value::List),
        Kind::Country => Country::new(text).map(Value::Country),
        Kind::Date => date(text).ok(),
        Kind::Count => None,
    }
}

/// What a kind of answer looks like.
pub(crate) fn expected(kind: Kind) -> String {
    match kind {
        Kind::Truth => "`true`, `false`, or nothing where it is not known".to_owned(),
        Kind::Choice(words) => format!("one of {}", listed(words.iter().copied())),
        Kind::List(words) => format!("a list of some of {}", all(words)),
        Kind::Country => "a country as an ISO 3166-1 alpha-3 code, like `SRB`".to_owned(),
        Kind::Date => "a day, like `2015-10-27`".to_owned(),
        Kind::Count => "a whole number, 0 or more".to_owned(),
    }
}

fn all(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

impl Answer<'_> {
    pub(crate) fn shown(&self) -> String {
        match self {
            Answer::Nothing => "nothing".to_owned(),
            Answer::Text(text) => shown(text),
            Answer::Truth(truth) => format!("`{truth}`"),
            Answer::Number(number) => shown(number),
            Answer::List(_) => "a list".to_owned(),
            Answer::Object => "an object".to_owned(),
        }
    }
}

/// Text in a message: in backticks, cut, without control characters.
pub(crate) fn shown(text: &str) -> String {
    if text.is_empty() {
        return "nothing".to_owned();
    }
    let more = if text.chars().nth(60).is_some() { "…" } else { "" };
    let text: String = text.chars().take(60).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
    format!("`{text}{more}`")
}

fn truth(text: &str) -> Result<Value, Wrong> {
    if text.eq_ignore_ascii_case("true") {
        return Ok(Value::Truth(true));
    }
    if text.eq_ignore_ascii_case("false") {
        return Ok(Value::Truth(false));
    }
    let hint = match text.to_lowercase().as_str() {
        "yes" | "y" | "1" | "da" | "ja" | "oui" => Some("write `true`".to_owned()),
        "no" | "n" | "0" | "ne" | "nein" | "non" => Some("write `false`".to_owned()),
        "?" | "na" | "n/a" | "-" => Some("leave it empty where it is not known".to_owned()),
        other => did_you_mean(other, ["true", "false"]),
    };
    Err(Wrong { hint, ..wrong(shown(text), expected(Kind::Truth)) })
}

fn word(text: &str, words: &'static [&'static str]) -> Result<u8, Wrong> {
    let at = words.iter().position(|word| *word == text);
    at.and_then(|at| u8::try_from(at).ok()).ok_or_else(|| {
        let hint = did_you_mean(text, words.iter().copied());
        Wrong { hint, ..wrong(shown(text), format!("one of {}", all(words))) }
    })
}

fn text_list(text: &str, words: &'static [&'static str]) -> Result<Value, Wrong> {
    if text.trim() == "[]" {
        return Ok(Value::List(0));
    }
    let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    list(parts.map(Some), words).map_err(|fault| match fault.hint {
        None if text.contains(',') => Wrong { hint: Some("separate the words of a list by `;`".to_owned()), ..fault },
        _ => fault,
    })
}

fn list<'a>(parts: impl Iterator<Item = Option<&'a str>>, words: &'static [&'static str]) -> Result<Value, Wrong> {
    let mut bits = 0;
    for part in parts {
        let Some(part) = part else {
            return Err(wrong("a list with something else than words", format!("words of {}", all(words))));
        };
        bits |= 1 << word(part.trim(), words)?;
    }
    Ok(Value::List(bits))
}

fn country(text: &str) -> Result<Value, Wrong> {
    Country::new(text).map(Value::Country).ok_or_else(|| {
        let hint = if text.len() > 200 { None } else { country_hint(text) };
        Wrong { code: "unknown-country", hint, ..wrong(shown(text), expected(Kind::Country)) }
    })
}

fn date(text: &str) -> Result<Value, Wrong> {
    let bytes = text.as_bytes();
    let form = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
    let digits = |range: std::ops::Range<usize>| {
        let part = text.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i16>().ok())?
    };
    let day = form.then(|| {
        let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
        jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    });
    day.flatten().map(Value::Date).ok_or_else(|| wrong(shown(text), expected(Kind::Date)))
}

fn count(text: &str) -> Result<Value, Wrong> {
    text.parse().map(Value::Count).map_err(|_| wrong(shown(text), expected(Kind::Count)))
}

/// Nobody is older, in years.
pub(crate) const OLDEST: u32 = 130;

/// Age in years.
pub(crate) fn age(answer: &Answer<'_>) -> Result<Option<u32>, Wrong> {
    let text = match answer {
        Answer::Nothing => return Ok(None),
        Answer::Text(text) if text.trim().is_empty() => return Ok(None),
        Answer::Text(text) => text.trim(),
        Answer::Number(text) => text,
        other => return Err(wrong(other.shown(), "an age in whole years")),
    };
    match text.parse::<u32>() {
        Ok(age) if age <= OLDEST => Ok(Some(age)),
        _ => Err(wrong(shown(text), format!("an age in whole years, 0 to {OLDEST}"))),
    }
}
