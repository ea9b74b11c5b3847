//! "Did you mean ...?": the known name nearest to a misspelt one.

/// The candidate most like `name`, if it is like enough to be what was meant.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A long name is not worth comparing: the cost grows with the product of the lengths.
    if name.is_empty() || name.len() > 200 {
        return None;
    }
    let wanted = name.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let lower = candidate.to_lowercase();
        let likeness = if lower == wanted { 2.0 } else { strsim::normalized_damerau_levenshtein(&wanted, &lower) };
        if best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.filter(|(likeness, _)| *likeness >= 0.5).map(|(_, candidate)| candidate)
}

/// The same as a hint.
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(name, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

/// Some of the known names, for a message: all if they are few.
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const MOST: usize = 8;
    let all: Vec<&str> = names.into_iter().collect();
    let mut text = all.iter().take(MOST).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if all.len() > MOST {
        text.push_str(&format!(" and {} more", all.len() - MOST));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typing_error_is_found_and_a_stranger_is_not() {
        let names = ["presevo", "gevgelija", "idomeni"];
        assert_eq!(nearest("Presevo", names), Some("presevo"));
        assert_eq!(nearest("gevgelia", names), Some("gevgelija"));
        assert_eq!(nearest("zzzzzzzz", names), None);
        assert_eq!(nearest("", names), None);
    }
}
