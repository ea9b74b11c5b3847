//! The names of all fields of a JSON record, at any depth, without a look at their values.

use super::split::string_end;
use super::{AGE, ID};
use crate::Field;
use memchr::memchr;
use vardar_scenario::personal::looks_personal;

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
