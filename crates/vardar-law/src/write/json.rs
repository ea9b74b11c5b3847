//! The result of a record as JSON: prepared pieces, joined.

use super::outline::{OUTLINES, Outline, Outlines, names};
use super::said::Said;
use super::{field_of, put};
use crate::findings::Findings;
use crate::memo::Memo;
use crate::read::Record;
use crate::{Facts, Truth, notes, protections};
use std::io::Write;
use vardar_scenario::Severity;

/// Appends the result of a record as a JSON object without an end of line.
pub fn json(out: &mut Vec<u8>, record: &Record) {
    json_with(out, record, &mut Memo::default());
}

/// The same, with what is remembered of other records.
pub(crate) fn json_with(out: &mut Vec<u8>, record: &Record, memo: &mut Memo) {
    // Writing to a Vec cannot fail.
    let _ = write!(out, "{{\"record\":{}", record.number);
    if let Some(id) = &record.id {
        put(out, &[",\"id\":", id]);
    }
    if record.is_wrong() {
        errors(out, record);
        return;
    }
    verdicts(out, &record.facts, memo, &OUTLINES);
}

fn verdicts(out: &mut Vec<u8>, facts: &Facts, memo: &mut Memo, outlines: &Outlines) {
    let codes = facts.codes();
    let findings = Findings::of(facts, &codes);
    let mut writing = Writing::new(out, Said::of(facts, codes, &outlines.facts), &findings, memo);
    for (title, verdicts) in [(",\"verdicts\":{", &outlines.offences[..]), ("},\"scope\":{", &outlines.scopes[..])] {
        put(writing.out, &[title]);
        for (at, verdict) in verdicts.iter().enumerate() {
            comma(writing.out, at);
            writing.verdict(verdict);
        }
    }
    let verdicts = findings.verdicts();
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

pub(super) struct Writing<'a> {
    out: &'a mut Vec<u8>,
    said: Said<'a>,
    findings: &'a Findings,
    memo: &'a mut Memo,
    /// Where an element stands already, by its number: many stand in several verdicts.
    places: [(usize, usize); 64],
}

impl<'a> Writing<'a> {
    pub(super) fn new(out: &'a mut Vec<u8>, said: Said<'a>, findings: &'a Findings, memo: &'a mut Memo) -> Writing<'a> {
        Writing { out, said, findings, memo, places: [(0, 0); 64] }
    }

    fn verdict(&mut self, outline: &Outline) {
        let value = self.findings.value(outline.node);
        put(self.out, &[&outline.heads[value as usize]]);
        self.parts(outline);
        put(self.out, &["],\"would_settle\":["]);
        if value == Truth::Unknown {
            let remembered = self.memo.remembered(outline.node, self.findings);
            if remembered.text.is_empty() {
                let ways = [("met", remembered.settling.bits(true)), ("not_met", remembered.settling.bits(false))];
                let sets = ways.iter().flat_map(|(word, sets)| sets.iter().map(move |set| (word, set)));
                for (at, (word, set)) in sets.enumerate() {
                    comma(&mut remembered.text, at);
                    put(&mut remembered.text, &["{\"verdict\":\"", word, "\",\"facts\":"]);
                    names(&mut remembered.text, *set, self.said.texts);
                    remembered.text.push(b'}');
                }
            }
            self.out.extend_from_slice(&remembered.text);
        }
        put(self.out, &["]}"]);
    }

    fn parts(&mut self, outline: &Outline) {
        let (mut skipped, mut left) = (1, &outline.parts[..]);
        while let Some((part, rest)) = left.split_first() {
            left = rest;
            let (from, mut to) = self.places[part.number];
            if to == 0 {
                self.element(part, skipped);
            } else {
                // What stood side by side before is copied at once.
                while let Some((next, rest)) = left.split_first()
                    && self.places[next.number].0 == to
                {
                    (to, left) = (self.places[next.number].1, rest);
                }
                self.out.extend_from_within(from + skipped..to);
            }
            skipped = 0;
        }
    }

    /// Appends an element with a comma before it, but for what is `skipped` of that.
    pub(super) fn element(&mut self, outline: &Outline, skipped: usize) {
        let from = self.out.len();
        if let Some(piece) = outline.pieces.as_ref().and_then(|pieces| pieces.get(&self.said.codes)) {
            self.out.extend_from_slice(piece.get(skipped..).unwrap_or_default());
        } else {
            let value = self.findings.value(outline.node);
            self.out.extend_from_slice(outline.heads[value as usize].as_bytes().get(skipped..).unwrap_or_default());
            self.said.put(self.out, self.findings.by(outline.node));
            self.out.push(b'}');
            if value == Truth::Unknown {
                put(self.out, &[",\"would_settle\":"]);
                names(self.out, self.memo.union(outline.node, self.findings), self.said.texts);
            }
            if outline.verdict.is_none() {
                put(self.out, &[outline.inner]);
                self.parts(outline);
            }
            put(self.out, &[&outline.tail]);
        }
        // One without its comma is not copied.
        if skipped == 0 {
            self.places[outline.number] = (from, self.out.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::Draws;

    /// Null: a result put together from pieces, copies and what is remembered is another than the one written part by part. 20,000
    /// random records, seed 1.
    #[test]
    fn pieces_join_to_what_is_written_anew() {
        let anew = Outlines::draft(false);
        let (mut draws, mut memo) = (Draws(1), Memo::default());
        for _ in 0..20_000 {
            let facts = draws.facts();
            let (mut joined, mut written) = (Vec::new(), Vec::new());
            verdicts(&mut joined, &facts, &mut memo, &OUTLINES);
            verdicts(&mut written, &facts, &mut Memo::default(), &anew);
            assert_eq!(String::from_utf8_lossy(&joined), String::from_utf8_lossy(&written), "{facts:?}");
            let whole = [b"{\"a\":1".as_slice(), &joined].concat();
            assert!(serde_json::from_slice::<serde::de::IgnoredAny>(&whole).is_ok(), "{facts:?}");
        }
    }
}
