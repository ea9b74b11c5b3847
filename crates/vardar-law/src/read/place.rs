//! Where in a record something stands, for messages.

use vardar_scenario::Excerpt;

/// Line, column and the part of the line around a range of a record's bytes.
pub(crate) fn place(record: &[u8], origin: (u64, u64), from: usize, to: usize) -> (u64, u64, Excerpt) {
    const AROUND: usize = 60;
    let from = from.min(record.len());
    let to = to.clamp(from, record.len());
    let before = &record[..from];
    let lines = before.iter().filter(|byte| **byte == b'\n').count() as u64;
    let line = origin.0 + lines;
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let rest = &record[from..];
    let line_end = from + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let head = String::from_utf8_lossy(&record[line_start..from]).into_owned();
    let field = String::from_utf8_lossy(&record[from..to.min(line_end)]).into_owned();
    let tail = String::from_utf8_lossy(&record[to.min(line_end)..line_end]).into_owned();
    // A record may begin in the middle of a line.
    let column = head.chars().count() as u64 + if lines == 0 { origin.1 } else { 1 };
    let skipped = head.chars().count().saturating_sub(AROUND);
    let shown_head: String = head.chars().skip(skipped).collect();
    let shown_field: String = field.chars().take(AROUND).collect();
    let shown_tail: String = tail.chars().take(AROUND).collect();
    let offset = shown_head.chars().count();
    let length = shown_field.chars().count().max(1);
    let text = format!("{shown_head}{shown_field}{shown_tail}").replace(char::is_control, "\u{FFFD}");
    (line, column, Excerpt { text, offset, length })
}
