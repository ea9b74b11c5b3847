//! Which rows the tables have: chosen without a look at the records.

use std::fmt::Write;
use vardar_law::Country;

/// Months and borders that get a row of their own. That a row is there must say nothing of the records, so whoever asks names
/// the rows, and everything else is counted together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    months: Vec<String>,
    borders: Vec<String>,
}

/// Most rows of a table.
const MOST: usize = 600;

impl Listed {
    /// Months from one to another as in `2015-09..2015-12`, and borders as in `MKD-SRB`.
    ///
    /// # Errors
    /// With what was expected and found.
    pub fn new(months: Option<&str>, borders: &[String]) -> Result<Listed, String> {
        let months = months.map_or(Ok(Vec::new()), range)?;
        let mut listed = Listed { months, borders: Vec::new() };
        for border in borders {
            let known =
                border.split_once('-').is_some_and(|(from, to)| [from, to].iter().all(|code| Country::new(code).is_some()));
            if !known {
                return Err(format!("found `{border}`, expected a border as two country codes, like `MKD-SRB`"));
            }
            if listed.borders.contains(border) {
                return Err(format!("found `{border}` twice, expected each border once"));
            }
            listed.borders.push(border.clone());
        }
        if listed.borders.len() > MOST {
            return Err(format!("found {} borders, expected {MOST} at most", listed.borders.len()));
        }
        Ok(listed)
    }

    /// Months, as they are called in a tally.
    #[must_use]
    pub fn months(&self) -> &[String] {
        &self.months
    }

    /// Borders, as they are called in a tally.
    #[must_use]
    pub fn borders(&self) -> &[String] {
        &self.borders
    }
}

fn range(text: &str) -> Result<Vec<String>, String> {
    let wrong = || format!("found `{text}`, expected months from one to another, like `2015-09..2015-12`, {MOST} at most");
    let (first, last) = text.split_once("..").ok_or_else(wrong)?;
    let (first, last) = (month(first).ok_or_else(wrong)?, month(last).ok_or_else(wrong)?);
    if first > last || last - first >= MOST {
        return Err(wrong());
    }
    let label = |at: usize| {
        let mut label = String::new();
        let _ = write!(label, "{:04}-{:02}", at / 12, at % 12 + 1);
        label
    };
    Ok((first..=last).map(label).collect())
}

/// Months since the year 0.
fn month(text: &str) -> Option<usize> {
    let (year, month) = text.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2)?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<usize>().ok())?;
    let (year, month) = (digits(year)?, digits(month)?);
    (1..=12).contains(&month).then(|| year * 12 + month - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn rows_are_named_by_whoever_asks() {
        let listed = Listed::new(Some("2015-11..2016-02"), &named(&["MKD-SRB", "SRB-HUN"])).expect("listed");
        assert_eq!(listed.months(), named(&["2015-11", "2015-12", "2016-01", "2016-02"]));
        assert_eq!(listed.borders(), named(&["MKD-SRB", "SRB-HUN"]));
        assert_eq!(Listed::new(None, &[]), Ok(Listed::default()));
        for months in [
            "2015-11",
            "2016-01..2015-12",
            "2015-13..2016-01",
            "2015-00..2015-02",
            "0001-01..9999-12",
            "2015-1..2015-2",
            "..",
            "+015-01..2015-02",
        ] {
            assert!(Listed::new(Some(months), &[]).expect_err(months).contains("2015-09..2015-12"));
        }
        for borders in [&["SRB"][..], &["SRB-"], &["MKD-SRX"], &["srb-hun"]] {
            assert!(Listed::new(None, &named(borders)).expect_err("no border").contains("MKD-SRB"));
        }
        assert!(Listed::new(None, &named(&["MKD-SRB", "MKD-SRB"])).expect_err("twice").contains("once"));
        assert_eq!(Listed::new(Some("2015-01..2064-12"), &[]).map(|listed| listed.months().len()), Ok(MOST));
        assert!(Listed::new(Some("2015-01..2065-01"), &[]).is_err());
    }
}
