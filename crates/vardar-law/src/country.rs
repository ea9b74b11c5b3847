//! A country of ISO 3166-1 as a small value.

use std::sync::LazyLock;
use vardar_scenario::iso3166;

/// A country of ISO 3166-1 (and `XKX`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Country(u16);

impl Country {
    /// The country with an alpha-3 code.
    #[must_use]
    pub fn new(code: &str) -> Option<Country> {
        let place = PLACES.get(spot(code.as_bytes())?).copied().flatten()?;
        Some(Country(place))
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

/// Places of all countries, by the letters of their codes: codes are read by the million.
static PLACES: LazyLock<Vec<Option<u16>>> = LazyLock::new(|| {
    let mut places = vec![None; 26 * 26 * 26];
    for (at, (code, _, _)) in iso3166::COUNTRIES.iter().enumerate() {
        if let Some(place) = spot(code.as_bytes()).and_then(|spot| places.get_mut(spot)) {
            *place = u16::try_from(at).ok();
        }
    }
    places
});

/// Number of a code of three capital letters.
fn spot(code: &[u8]) -> Option<usize> {
    let [a, b, c] = code else { return None };
    let letter = |byte: &u8| byte.is_ascii_uppercase().then(|| usize::from(byte - b'A'));
    Some((letter(a)? * 26 + letter(b)?) * 26 + letter(c)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_knows_its_code_and_name() {
        let serbia = Country::new("SRB").expect("a country");
        assert_eq!((serbia.code(), serbia.name()), ("SRB", "Serbia"));
        for (at, (code, _, _)) in iso3166::COUNTRIES.iter().enumerate() {
            assert_eq!(Country::new(code).map(Country::index), Some(at), "{code}");
        }
        assert_eq!(["srb", "", "SR", "SRBA", "ZZZ", "ŠR", "[AA"].map(Country::new), [None; 7]);
    }
}
