//! The names of all fields of a JSON record, at any depth, without a look at their values.

use super::header::Column;
use super::name::{NAMES, Name};
use super::split::string_end;
use super::{AGE, ID};
use crate::Field;
use memchr::{memchr, memchr_iter, memrchr};
use vardar_scenario::personal::looks_personal;

/// Most fields that are skipped when the name of the next one is guessed.
const MOST_SKIPPED: usize = 6;

/// The first field, at any depth, whose name looks like personal data.
#[must_use]
pub fn personal_key(record: &[u8]) -> Option<String> {
    let mut guess = 0;
    let mut at = 0;
    while let Some(length) = memchr(b'"', record.get(at..)?) {
        let start = at + length + 1;
        let end = string_end(record, start).unwrap_or(record.len());
        at = end + 1;
        let colon = record.get(at..).unwrap_or_default().iter().find(|byte| !byte.is_ascii_whitespace());
        if colon != Some(&b':') {
            continue;
        }
        let text = &record[start..end];
        // Most records name their fields in the same order.
        let next = Field::ALL.iter().skip(guess).take(8).position(|field| field.name().as_bytes() == text);
        if let Some(skipped) = next {
            guess += skipped + 1;
            continue;
        }
        let name = if text.contains(&b'\\') { unescaped(text) } else { String::from_utf8_lossy(text).into_owned() };
        match Field::named(&name) {
            Some(field) => guess = field as usize + 1,
            None if name == ID || name == AGE => {}
            None if looks_personal(&name) => return Some(name),
            None => {}
        }
    }
    None
}

/// True if all names of fields that end from a place in a text on are names of the codebook. It takes no account of what is a record
/// or text, so it can look at any part of an input: whatever stands in quotes before a colon counts as a name. False says only
/// that a closer look is needed.
pub(crate) fn only_known(text: &[u8], from: usize) -> bool {
    let mut guess = 0;
    memchr_iter(b':', text.get(from..).unwrap_or_default()).all(|at| match text[..from + at].split_last() {
        Some((b'"', _)) => known(text, from + at, &mut guess),
        Some((b' ' | b'\t' | b'\n' | b'\r' | b'\x0c', before)) => {
            let before = before.trim_ascii_end();
            if before.is_empty() { false } else { !before.ends_with(b"\"") || known(text, before.len(), &mut guess) }
        }
        Some(_) => true,
        None => false,
    })
}

/// True if a name of the codebook ends, with its quote, at a place in a text, with a quote before it that is no part of a longer name.
fn known(text: &[u8], end: usize, guess: &mut usize) -> bool {
    let opened = |start: usize| start > 0 && text[start] == b'"' && text[start - 1] != b'\\';
    // Most records name their fields in the same order.
    let next = &NAMES[*guess..NAMES.len().min(*guess + MOST_SKIPPED)];
    let ends = |name: &Name| end.checked_sub(name.length).is_some_and(|start| opened(start) && name.is_at(text, start));
    if let Some(skipped) = next.iter().position(ends) {
        *guess += skipped + 1;
        return true;
    }
    let Some(quote) = memrchr(b'"', &text[..end - 1]) else { return false };
    let name = std::str::from_utf8(&text[quote + 1..end - 1]).unwrap_or_default();
    let column = Column::named(name).filter(|_| opened(quote));
    if let Some(Column::Fact(field)) = column {
        *guess = field as usize + 1;
    }
    column.is_some()
}

fn unescaped(text: &[u8]) -> String {
    let quoted = format!("\"{}\"", String::from_utf8_lossy(text));
    serde_json::from_str(&quoted).unwrap_or(quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_personal_field_is_found_wherever_it_is_and_a_value_is_no_field() {
        assert_eq!(personal_key(br#"{"actor_role":"name","id":"phone","age":3}"#), None);
        assert_eq!(personal_key(br#"{"id":1,"victim":{"Name" : "x"}}"#).as_deref(), Some("Name"));
        assert_eq!(personal_key(br#"{"acts":[{"pass\u0070ort":1}]}"#).as_deref(), Some("passport"));
        assert_eq!(personal_key("{\"име\":1}".as_bytes()).as_deref(), Some("име"));
        for broken in [&b"{\"a"[..], b"\"", b"{\"a\\", b"\"\\", b"{\"\xff\xfe\":1}"] {
            assert_eq!(personal_key(broken), None);
        }
    }

    #[test]
    fn a_quick_look_passes_plain_records() {
        let text = br#" {"id": "a:b", "actor_role" :"principal","acts":["transfer"],"age":3},{"is_child":true,"id":2}"#;
        assert!(only_known(text, 0) && only_known(text, 30));
        for closer in [r#"{"name":1}"#, r#"{"x":{"phone":1}}"#, r#"{"na\"id":1}"#, r#"{"id\\":1}"#, "\"id\":1", "   :1", "id\":1"]
        {
            assert!(!only_known(closer.as_bytes(), 0), "{closer}");
        }
    }

    /// Null: some text passes the quick look and has a personal field. 200,000 texts of pieces, seed 1; how many pass is held too,
    /// because a look that passes nothing would be right as well.
    #[test]
    fn what_passes_the_quick_look_has_no_personal_field() {
        let pieces = [
            "\"",
            "\\",
            ":",
            " ",
            "\n",
            "id",
            "age",
            "acts",
            "name",
            "phone",
            "{",
            "}",
            ",",
            "\"id\":",
            "\"acts\":",
            "\"name\"",
            "x",
        ];
        let (mut state, mut passed) = (1_u64, 0);
        for _ in 0..200_000 {
            let mut draw = |below: usize| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) as usize % below
            };
            let text: String = (0..draw(12)).map(|_| pieces[draw(pieces.len())]).collect();
            if only_known(text.as_bytes(), 0) {
                passed += u32::from(text.contains(':'));
                assert_eq!(personal_key(text.as_bytes()), None, "{text}");
            }
        }
        assert!(passed > 10_000, "{passed}");
    }
}
