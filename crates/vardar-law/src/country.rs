//! A country of ISO 3166-1 as a small value.

use vardar_scenario::iso3166;

/// A country of ISO 3166-1 (and `XKX`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Country(u16);

impl Country {
    /// The country with an alpha-3 code.
    #[must_use]
    pub fn new(code: &str) -> Option<Country> {
        let at = iso3166::COUNTRIES.binary_search_by(|(alpha3, _, _)| (*alpha3).cmp(code)).ok()?;
        u16::try_from(at).ok().map(Country)
    }

    /// Its alpha-3 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        iso3166::COUNTRIES.get(usize::from(self.0)).map_or("", |(code, _, _)| *code)
    }

    /// Place in the list of countries, from 0.
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Its short English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        iso3166::COUNTRIES.get(usize::from(self.0)).map_or("", |(_, _, name)| *name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_knows_its_code_and_name() {
        let serbia = Country::new("SRB").expect("a country");
        assert_eq!((serbia.code(), serbia.name()), ("SRB", "Serbia"));
        assert_eq!(Country::new("srb"), None);
    }
}
