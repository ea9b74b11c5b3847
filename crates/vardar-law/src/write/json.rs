//! The result of a record as JSON: prepared pieces, joined.

use super::outline::{OUTLINES, Outline, names};
use super::{fact, field_of, put};
use crate::read::Record;
use crate::{Facts, Field, Rule, Settling, Truth, Value, Verdicts, notes, protections};
use std::io::Write;
use vardar_scenario::Severity;

/// Appends the result of a record as a JSON object without an end of line.
pub fn json(out: &mut Vec<u8>, record: &Record) {
    // Writing to a Vec cannot fail.
    let _ = write!(out, "{{\"record\":{}", record.number);
    if let Some(id) = &record.id {
        put(out, &[",\"id\":", id]);
    }
    if record.is_wrong() {
        errors(out, record);
        return;
    }
    let (facts, outlines) = (&record.facts, &*OUTLINES);
    let done = vec![(0, 0); outlines.distinct];
    let mut writing = Writing { out, facts, said: Said::of(facts), done, values: vec![None; outlines.distinct] };
    for (title, verdicts) in [(",\"verdicts\":{", &outlines.offences[..]), ("},\"scope\":{", &outlines.scopes[..])] {
        put(writing.out, &[title]);
        for (at, verdict) in verdicts.iter().enumerate() {
            comma(writing.out, at);
            writing.verdict(verdict);
        }
    }
    let offences = outlines.offences.each_ref().map(|verdict| writing.value(verdict));
    let verdicts = Verdicts::known(offences, outlines.scopes.each_ref().map(|scope| writing.value(scope)));
    put(out, &["},\"notes\":["]);
    for (at, note) in notes(facts, &verdicts).iter().enumerate() {
        comma(out, at);
        let contested = if note.contested { "true" } else { "false" };
        put(out, &["{\"code\":\"", note.code, "\",\"contested\":", contested, ",\"text\":\"", note.text, "\"}"]);
    }
    put(out, &["],\"protections\":["]);
    for (at, one) in protections(facts, &verdicts).iter().enumerate() {
        comma(out, at);
        put(out, &["{\"code\":\"", one.code, "\",\"article\":\"", one.article, "\",\"text\":\"", one.text, "\"}"]);
    }
    put(out, &["]}"]);
}

fn errors(out: &mut Vec<u8>, record: &Record) {
    put(out, &[",\"errors\":["]);
    let errors = record.problems.iter().filter(|problem| problem.severity == Severity::Error);
    for (at, problem) in errors.enumerate() {
        let one = serde_json::json!({
            "code": problem.code, "line": problem.line, "field": problem.column_name.as_deref().and_then(field_of),
            "found": problem.found, "expected": problem.expected, "hint": problem.hint,
        });
        comma(out, at);
        let _ = write!(out, "{one}");
    }
    put(out, &["]}"]);
}

fn comma(out: &mut Vec<u8>, at: usize) {
    if at > 0 {
        out.push(b',');
    }
}

/// What a record says, fact by fact, each with a comma before it.
struct Said {
    text: Vec<u8>,
    ends: [u16; Field::ALL.len() + 1],
}

impl Said {
    fn of(facts: &Facts) -> Said {
        let mut said = Said { text: Vec::with_capacity(2048), ends: [0; Field::ALL.len() + 1] };
        for (at, (field, text)) in Field::ALL.iter().zip(&OUTLINES.facts).enumerate() {
            let whole = match facts.get(*field) {
                Value::Unknown => text.whole.first(),
                Value::Truth(truth) => text.whole.get(1 + usize::from(truth)),
                Value::Choice(word) => text.whole.get(1 + usize::from(word)),
                _ => None,
            };
            match whole {
                Some(whole) => put(&mut said.text, &[whole]),
                None => {
                    put(&mut said.text, &[&text.name]);
                    fact(&mut said.text, *field, facts);
                }
            }
            // All words of all lists together are far shorter than this can count.
            said.ends[at + 1] = said.text.len() as u16;
        }
        said
    }

    /// Appends what is said of some facts.
    fn put(&self, out: &mut Vec<u8>, fields: u64) {
        let (mut left, mut skipped) = (fields, 1);
        while left != 0 {
            let at = left.trailing_zeros() as usize;
            let (from, to) = (usize::from(self.ends[at]), usize::from(self.ends[at + 1]));
            out.extend_from_slice(self.text.get(from + skipped..to).unwrap_or_default());
            (left, skipped) = (left & (left - 1), 0);
        }
    }
}

struct Writing<'a> {
    out: &'a mut Vec<u8>,
    facts: &'a Facts,
    said: Said,
    /// Where an element stands already, by its number: many stand in several verdicts.
    done: Vec<(usize, usize)>,
    /// Its value.
    values: Vec<Option<Truth>>,
}

impl Writing<'_> {
    fn value(&mut self, outline: &Outline) -> Truth {
        if let Some(known) = self.values[outline.number] {
            return known;
        }
        let parts = outline.parts.iter();
        let value = match outline.element.rule {
            Rule::All(_) => parts.fold(Truth::True, |least, part| least.and(self.value(part))),
            Rule::Any(_) => parts.fold(Truth::False, |most, part| most.or(self.value(part))),
            ref atom => atom.holds(self.facts),
        };
        self.values[outline.number] = Some(value);
        value
    }

    fn verdict(&mut self, outline: &Outline) {
        let value = self.value(outline);
        put(self.out, &[&outline.heads[value as usize]]);
        self.parts(outline);
        put(self.out, &["],\"would_settle\":["]);
        if value == Truth::Unknown {
            let settling = Settling::of(outline.element, self.facts);
            let ways = [("met", settling.bits(true)), ("not_met", settling.bits(false))];
            let sets = ways.iter().flat_map(|(word, sets)| sets.iter().map(move |set| (word, set)));
            for (at, (word, set)) in sets.enumerate() {
                comma(self.out, at);
                put(self.out, &["{\"verdict\":\"", word, "\",\"facts\":"]);
                names(self.out, *set);
                self.out.push(b'}');
            }
        }
        put(self.out, &["]}"]);
    }

    fn parts(&mut self, outline: &Outline) {
        for (at, part) in outline.parts.iter().enumerate() {
            comma(self.out, at);
            self.element(part);
        }
    }

    fn element(&mut self, outline: &Outline) {
        let (from, to) = self.done[outline.number];
        if to > 0 {
            self.out.extend_from_within(from..to);
            return;
        }
        let from = self.out.len();
        let value = self.value(outline);
        put(self.out, &[&outline.heads[value as usize]]);
        self.said.put(self.out, outline.fields);
        self.out.push(b'}');
        if value == Truth::Unknown {
            put(self.out, &[",\"would_settle\":"]);
            names(self.out, Settling::union_of(outline.element, self.facts));
        }
        if !outline.parts.is_empty() {
            put(self.out, &[outline.inner]);
            self.parts(outline);
            self.out.push(b']');
        }
        self.out.push(b'}');
        self.done[outline.number] = (from, self.out.len());
    }
}
