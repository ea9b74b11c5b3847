//! Verdicts as text for people: every element with its value, the facts behind it and its article.

use crate::facts::{Field, fields_of};
use crate::read::Record;
use crate::{Element, Facts, Offence, Rule, Scope, Settling, Truth, classify, notes, protections};
use std::fmt::Write;

/// Sets of facts that are shown for each answer: the smallest. There can be dozens.
const MOST_SETS: usize = 4;

/// The explanation of a record without errors.
#[must_use]
pub fn explain(record: &Record) -> String {
    let mut text = format!("record {}", record.number);
    if let Some(id) = &record.id {
        let _ = write!(text, ", id {id}");
    }
    text.push('\n');
    let facts = &record.facts;
    let verdicts = classify(facts);
    for offence in Offence::ALL {
        let definition = offence.definition();
        let word = verdicts.of(offence).verdict().replace('_', " ");
        let _ = writeln!(text, "\n{} ({}): {}", definition.text, definition.article, word);
        parts(&mut text, definition, facts, 1);
        settling(&mut text, &Settling::of(offence, facts));
    }
    text.push_str("\nScope (no element of any offence)\n");
    for scope in Scope::ALL {
        line(&mut text, scope.definition(), facts, 1);
        parts(&mut text, scope.definition(), facts, 2);
    }
    let notes = notes(facts, &verdicts);
    if !notes.is_empty() {
        text.push_str("\nNotes\n");
    }
    for note in notes {
        let _ = writeln!(text, "  {}{}", if note.contested { "contested: " } else { "" }, note.text);
    }
    let protections = protections(facts, &verdicts);
    if !protections.is_empty() {
        text.push_str("\nProtection that follows\n");
    }
    for one in protections {
        let _ = writeln!(text, "  {} ({})", one.text, one.article);
    }
    text.push_str("\nThis tests treaty elements. It does not decide guilt, and it is no legal advice.\n");
    text
}

fn parts(text: &mut String, element: &Element, facts: &Facts, depth: usize) {
    if let Rule::All(inner) | Rule::Any(inner) = element.rule {
        for part in inner {
            line(text, part, facts, depth);
            if Offence::within(part).is_none() {
                parts(text, part, facts, depth + 1);
            }
        }
    }
}

fn line(text: &mut String, element: &Element, facts: &Facts, depth: usize) {
    let mark = match element.rule.holds(facts) {
        Truth::True => "yes",
        Truth::False => "no ",
        Truth::Unknown => "?  ",
    };
    let _ = write!(text, "{}{mark} {} ({})", "  ".repeat(depth), element.text, element.article);
    match element.rule {
        _ if Offence::within(element).is_some() => text.push_str(", as above"),
        Rule::All(_) => text.push_str(", all of:"),
        Rule::Any(_) => text.push_str(", any of:"),
        _ => {
            let known: Vec<String> = fields_of(element.rule.fields())
                .map(|field| format!("{} = {}", field.name(), facts.get(field).text(field.kind())))
                .collect();
            let _ = write!(text, "  [{}]", known.join(", "));
        }
    }
    text.push('\n');
}

fn settling(text: &mut String, settling: &Settling) {
    for (met, word) in [(true, "met"), (false, "not met")] {
        let sets: Vec<String> = settling
            .sets(met)
            .map(|set| set.iter().map(|field: &Field| field.name()).collect::<Vec<_>>().join(" and "))
            .collect();
        if !sets.is_empty() {
            let shown = sets.iter().take(MOST_SETS).map(String::as_str).collect::<Vec<_>>().join("; or ");
            let more = match sets.len().saturating_sub(MOST_SETS) {
                0 => String::new(),
                more => format!("; or {more} more sets of facts, which the results in JSON list"),
            };
            let _ = writeln!(text, "  {word} could be settled by: {shown}{more}");
        }
    }
}
