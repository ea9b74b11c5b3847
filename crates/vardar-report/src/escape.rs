//! Text made safe for the three places where it appears: HTML, JSON inside a script element, and script code.

/// Text as HTML content or as the value of a quoted attribute.
pub(crate) fn html(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // Control characters are not allowed in HTML, tabs and line ends apart.
            other if other.is_control() && !matches!(other, '\t' | '\n') => safe.push(' '),
            other => safe.push(other),
        }
    }
    safe
}

/// JSON as the content of a script element: no character that could end or change the element.
pub(crate) fn json(text: &str) -> String {
    // Outside strings JSON has none of these characters, so that the escapes are always inside one.
    text.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// Our own or a library's script as the content of a script element. `</script` and `<!--` occur in strings and
/// regular expressions only, where a backslash before `/` or `!` changes nothing.
pub(crate) fn script(code: &str) -> String {
    let mut safe = String::with_capacity(code.len() + 16);
    let mut rest = code;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        safe.push_str(before);
        let ends_element = from.get(..8).is_some_and(|tag| tag.eq_ignore_ascii_case("</script"));
        safe.push('<');
        if ends_element || from.starts_with("<!--") {
            safe.push('\\');
        }
        rest = from.get(1..).unwrap_or_default();
    }
    safe.push_str(rest);
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_keeps_no_markup() {
        assert_eq!(html("</script><b a='1' c=\"2\">&"), "&lt;/script&gt;&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;");
        assert_eq!(html("a\u{0}b\u{1b}c\nd"), "a b c\nd");
    }

    #[test]
    fn json_stays_the_same_value() {
        let value = serde_json::json!({ "title": "</script><!-- & \u{2028}\u{2029}" });
        let safe = json(&value.to_string());
        assert!(!safe.contains(['<', '>', '&', '\u{2028}', '\u{2029}']));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&safe).ok(), Some(value));
    }

    #[test]
    fn script_cannot_end_its_element() {
        assert_eq!(script("a<b;'</SCRIPT>';'<!--';c</d/"), "a<b;'<\\/SCRIPT>';'<\\!--';c</d/");
        assert_eq!(script("é<é"), "é<é");
    }
}
