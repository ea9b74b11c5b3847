//! The names of all fields of a JSON record, at any depth, without a look at their values.

use super::{AGE, ID};
use crate::Field;
use vardar_scenario::personal::looks_personal;

/// The first field, at any depth, whose name looks like personal data.
#[must_use]
pub fn personal_key(record: &[u8]) -> Option<String> {
    let mut guess = 0;
    let mut at = 0;
    while let Some(&byte) = record.get(at) {
        at += 1;
        if byte != b'"' {
            continue;
        }
        let start = at;
        let mut escaped = false;
        while let Some(&byte) = record.get(at) {
            if byte == b'"' {
                break;
            }
            escaped |= byte == b'\\';
            at += if byte == b'\\' { 2 } else { 1 };
        }
        let end = at.min(record.len());
        at += 1;
        let colon = record.get(at..).unwrap_or_default().iter().find(|byte| !byte.is_ascii_whitespace());
        if colon != Some(&b':') {
            continue;
        }
        let text = &record[start..end];
        // Most records name their fields in the same order.
        if Field::ALL.get(guess).is_some_and(|field| field.name().as_bytes() == text) {
            guess += 1;
            continue;
        }
        let name = if escaped { unescaped(text) } else { String::from_utf8_lossy(text).into_owned() };
        match Field::named(&name) {
            Some(field) => guess = field as usize + 1,
            None if name == ID || name == AGE => {}
            None if looks_personal(&name) => return Some(name),
            None => {}
        }
    }
    None
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
}
