//! Rows of text as comma-separated values (RFC 4180, with `\n` as line end).

/// A header and rows as one text.
pub(crate) fn table<'a>(
    header: impl IntoIterator<Item = &'a str>,
    rows: impl IntoIterator<Item = impl IntoIterator<Item = &'a str>>,
) -> String {
    let mut out = String::new();
    record(header, &mut out);
    for row in rows {
        record(row, &mut out);
    }
    out
}

fn record<'a>(cells: impl IntoIterator<Item = &'a str>, out: &mut String) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    #[test]
    fn quotes_only_where_needed() {
        assert_eq!(super::table(["a", "b"], [["1,2", "say \"x\""], ["", "plain"]]), "a,b\n\"1,2\",\"say \"\"x\"\"\"\n,plain\n");
    }
}
