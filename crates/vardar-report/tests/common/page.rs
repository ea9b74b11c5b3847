//! Parts of a page, for tests to look at.

/// The text of the script element with this id.
pub fn json(page: &str, id: &str) -> serde_json::Value {
    let start = format!("<script type=\"application/json\" id=\"{id}\">");
    let from = page.find(&start).expect("the element") + start.len();
    let to = from + page[from..].find("</script>").expect("its end");
    serde_json::from_str(&page[from..to]).expect("JSON")
}

/// The page without the content of its script elements.
pub fn without_scripts(page: &str) -> String {
    let mut rest = page;
    let mut kept = String::new();
    while let Some(start) = rest.find("<script") {
        kept.push_str(&rest[..start]);
        let end = rest[start..].find("</script>").expect("every script ends");
        rest = &rest[start + end..];
    }
    kept + rest
}

/// Headings skip no level, and every element that is named by others exists once.
pub fn is_in_order(markup: &str) {
    let mut level = 0;
    for heading in markup.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)) {
        assert!(heading <= level + 1, "h{heading} after h{level}");
        level = heading;
    }
    for list in markup.split("aria-labelledby=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        for id in list.split(' ') {
            assert_eq!(markup.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
        }
    }
}

/// Nothing in the markup loads anything, and no link leaves the page.
pub fn loads_nothing(markup: &str) {
    for loads in ["src=", "@import", "url(http", "<link", "<iframe", "<img", "<object", "<base", "<form action"] {
        assert!(!markup.contains(loads), "{loads}");
    }
    for link in markup.split("href=\"").skip(1) {
        assert!(link.starts_with('#'), "a link that leaves the page: {}", &link[..20]);
    }
}
