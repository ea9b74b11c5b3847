//! Which State was bound by which treaty on a day.

mod table;

use crate::{Country, Facts, Truth};
use jiff::civil::{Date, date};
use std::sync::LazyLock;

/// A treaty of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treaty {
    /// Convention against Transnational Organized Crime.
    Untoc,
    /// Protocol against the Smuggling of Migrants.
    Smuggling,
    /// Protocol to Prevent, Suppress and Punish Trafficking in Persons.
    Trafficking,
    /// Convention relating to the Status of Refugees of 1951.
    Refugee,
}

/// What a State did about a treaty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Ratified,
    Acceded,
    /// Signed and no more: not bound.
    #[allow(dead_code, reason = "no State of the table has only signed; the rule for it is part of the table's meaning")]
    Signed,
    Absent,
}

#[derive(Debug)]
struct Row {
    status: Status,
    deposited: Option<Date>,
    verified: bool,
    source: &'static str,
}

#[derive(Debug)]
struct State {
    code: &'static str,
    rows: [Row; 4],
}

/// What the table says of a State, a treaty and a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Bound on that day; unknown without a day or for a State that is not in the table.
    pub bound: Truth,
    /// False if the row behind it needs checking before use.
    pub verified: bool,
    /// Where the row comes from; empty if the State is not in the table.
    pub source: &'static str,
}

impl Treaty {
    /// First day on which the treaty bound anybody.
    #[must_use]
    pub fn in_force(self) -> Date {
        match self {
            Treaty::Untoc => date(2003, 9, 29),
            Treaty::Smuggling => date(2004, 1, 28),
            Treaty::Trafficking => date(2003, 12, 25),
            Treaty::Refugee => date(1954, 4, 22),
        }
    }

    /// Days from deposit until a State is bound: the thirtieth day (SP 22(2), TP 17(2), UNTOC 38(2)), the ninetieth
    /// under article 43(2) of the Refugee Convention.
    fn days_after_deposit(self) -> i64 {
        if self == Treaty::Refugee { 90 } else { 30 }
    }

    /// Whether `state` was bound on `day`.
    #[must_use]
    pub fn standing(self, state: Country, day: Option<Date>) -> Standing {
        let unknown = Standing { bound: Truth::Unknown, verified: true, source: "" };
        let before_all = Standing { bound: Truth::False, verified: true, source: "the treaty was not yet in force" };
        if day.is_some_and(|day| day < self.in_force()) {
            return before_all;
        }
        let Some((row, binding)) = row(state, self) else { return unknown };
        let bound = match (row.status, row.deposited, day) {
            (Status::Signed | Status::Absent, _, _) => Truth::False,
            (Status::Ratified | Status::Acceded, None, _) => Truth::True,
            (_, Some(_), None) => Truth::Unknown,
            (_, Some(_), Some(day)) => Truth::from(binding.is_some_and(|from| day >= from)),
        };
        let dated = row.deposited.is_some() || row.status == Status::Absent;
        Standing { bound, verified: row.verified && dated, source: row.source }
    }

    fn binding_from(self, deposited: Date) -> Date {
        let days = jiff::Span::new().days(self.days_after_deposit());
        deposited.checked_add(days).unwrap_or(deposited).max(self.in_force())
    }
}

/// The rows of a State, each with the day from which it is bound.
type Rows = Option<[(&'static Row, Option<Date>); 4]>;

/// By place in the list of countries: looked up several times a record, so worked out once.
static BY_COUNTRY: LazyLock<Vec<Rows>> = LazyLock::new(|| {
    let treaties = [Treaty::Untoc, Treaty::Smuggling, Treaty::Trafficking, Treaty::Refugee];
    let mut rows: Vec<Rows> = vec![None; vardar_scenario::iso3166::COUNTRIES.len()];
    for state in table::STATES {
        let entry = treaties.map(|treaty| {
            let row = &state.rows[treaty as usize];
            (row, row.deposited.map(|deposited| treaty.binding_from(deposited)))
        });
        if let Some(place) = Country::new(state.code).and_then(|country| rows.get_mut(country.index())) {
            *place = Some(entry);
        }
    }
    rows
});

fn row(state: Country, treaty: Treaty) -> Option<(&'static Row, Option<Date>)> {
    BY_COUNTRY.get(state.index())?.map(|rows| rows[treaty as usize])
}

/// Whether the receiving State was a Party to the Smuggling Protocol: the coder's word, and without it the table's.
#[must_use]
pub fn party(facts: &Facts) -> Truth {
    match (facts.to_state_party, facts.to_state, facts.incident_date) {
        (Some(party), _, _) => Truth::from(party),
        (None, Some(state), day) => Treaty::Smuggling.standing(state, day).bound,
        (None, None, Some(day)) if day < Treaty::Smuggling.in_force() => Truth::False,
        _ => Truth::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(treaty: Treaty, state: &str, day: (i16, i8, i8)) -> Truth {
        treaty.standing(Country::new(state).expect("a country"), Some(date(day.0, day.1, day.2))).bound
    }

    #[test]
    fn a_state_is_bound_from_thirty_days_after_deposit_and_from_the_start_of_the_treaty() {
        // Serbia deposited in 2001, before the Protocol began; Austria on 30 November 2007.
        assert_eq!(on(Treaty::Smuggling, "SRB", (2004, 1, 27)), Truth::False);
        assert_eq!(on(Treaty::Smuggling, "SRB", (2004, 1, 28)), Truth::True);
        assert_eq!(on(Treaty::Smuggling, "AUT", (2007, 12, 29)), Truth::False);
        assert_eq!(on(Treaty::Smuggling, "AUT", (2007, 12, 30)), Truth::True);
        assert_eq!(on(Treaty::Smuggling, "PAK", (2015, 10, 1)), Truth::False);
        assert_eq!(on(Treaty::Smuggling, "FRA", (2015, 10, 1)), Truth::Unknown);
        assert_eq!(on(Treaty::Smuggling, "FRA", (2003, 10, 1)), Truth::False);
        assert_eq!(on(Treaty::Untoc, "AUT", (2004, 10, 22)), Truth::False);
        assert_eq!(on(Treaty::Untoc, "AUT", (2004, 10, 23)), Truth::True);
        assert_eq!(on(Treaty::Untoc, "SRB", (2003, 9, 28)), Truth::False);
        assert_eq!(on(Treaty::Trafficking, "SRB", (2003, 12, 24)), Truth::False);
        assert_eq!(on(Treaty::Trafficking, "SRB", (2003, 12, 25)), Truth::True);
        assert_eq!(on(Treaty::Refugee, "DEU", (1954, 4, 21)), Truth::False);
        assert_eq!(on(Treaty::Refugee, "MNE", (2007, 1, 7)), Truth::False);
        assert_eq!(on(Treaty::Refugee, "MNE", (2007, 1, 8)), Truth::True);
        assert_eq!(on(Treaty::Refugee, "SYR", (2015, 1, 1)), Truth::False);
    }

    #[test]
    fn a_party_without_a_verified_date_is_bound_and_flagged() {
        let pakistan = Country::new("PAK").expect("a country");
        let standing = Treaty::Trafficking.standing(pakistan, Some(date(2023, 5, 1)));
        assert_eq!((standing.bound, standing.verified), (Truth::True, false));
        let bangladesh = Country::new("BGD").expect("a country");
        assert!(!Treaty::Smuggling.standing(bangladesh, Some(date(2023, 5, 1))).verified);
        assert!(Treaty::Smuggling.standing(pakistan, None).verified);
        let serbia = Treaty::Smuggling.standing(Country::new("SRB").expect("a country"), None);
        assert_eq!((serbia.bound, serbia.verified), (Truth::Unknown, true));
    }

    #[test]
    fn the_coder_s_word_comes_before_the_table() {
        let mut facts = Facts { to_state: Country::new("AUT"), incident_date: Some(date(2015, 10, 1)), ..Facts::default() };
        assert_eq!(party(&facts), Truth::True);
        facts.to_state_party = Some(false);
        assert_eq!(party(&facts), Truth::False);
        let early = Facts { incident_date: Some(date(2004, 1, 27)), ..Facts::default() };
        assert_eq!(party(&early), Truth::False);
        let later = Facts { incident_date: Some(date(2004, 1, 28)), ..Facts::default() };
        assert_eq!(party(&later), Truth::Unknown);
    }

    #[test]
    fn the_table_is_sorted_and_every_row_has_a_source() {
        assert_eq!(table::STATES.len(), 22);
        assert!(table::STATES.is_sorted_by(|a, b| a.code < b.code));
        for state in table::STATES {
            assert!(Country::new(state.code).is_some_and(|country| country.code() == state.code));
            for row in &state.rows {
                assert!(!row.source.is_empty());
                assert!(row.status != Status::Absent || row.deposited.is_none());
            }
        }
    }
}
