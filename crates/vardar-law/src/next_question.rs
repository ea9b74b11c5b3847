//! Which unknown fact to ask for next.

use crate::facts::{Field, fields_of};
use crate::treaty::party;
use crate::value::{Kind, Value};
use crate::{Country, Facts, Offence, Settling, Truth, classify};

/// Facts whose answer can still change a verdict, the best first. Empty if every verdict is settled for good.
///
/// Best is the fact whose possible answers, each taken to be as likely as the others, settle the most verdicts on average; among
/// equals the one that stands in more of the smallest settling sets, then the first of the codebook.
#[must_use]
pub fn questions(facts: &Facts) -> Vec<Field> {
    let verdicts = classify(facts);
    let open: Vec<Settling> = Offence::ALL
        .into_iter()
        .filter(|offence| verdicts.of(*offence) == Truth::Unknown)
        .map(|offence| Settling::of(offence, facts))
        .collect();
    let mut useful = open.iter().fold(0, |all, one| all | one.union());
    // A benefit counts until its form is known to be a contested one.
    let with_benefit =
        Offence::ALL.into_iter().any(|offence| offence != Offence::Trafficking && verdicts.of(offence) != Truth::False);
    if facts.benefit_sought == Some(true) && facts.benefit_forms.is_none() && with_benefit {
        useful |= Field::BenefitForms.bit();
    }
    // The table answers for State and day; only where it cannot is the coder asked.
    let table = Field::ToState.bit() | Field::IncidentDate.bit();
    if party(facts) == Truth::Unknown && useful & table != 0 {
        useful &= !Field::ToStateParty.bit();
        if facts.to_state.is_none() {
            useful |= Field::ToState.bit();
        }
    }
    let mut ranked: Vec<(f64, f64, Field)> = fields_of(useful)
        .map(|field| {
            let weight: f64 = open
                .iter()
                .flat_map(|one| [true, false].into_iter().flat_map(|met| one.bits(met)))
                .filter(|set| **set & field.bit() != 0)
                .map(|set| 1.0 / f64::from(set.count_ones()))
                .sum();
            (settled_on_average(facts, field), weight, field)
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
    ranked.into_iter().map(|(_, _, field)| field).collect()
}

/// Verdicts that become settled by an answer, averaged over the answers.
fn settled_on_average(facts: &Facts, field: Field) -> f64 {
    let answers = possible(field);
    let before = open_verdicts(facts);
    let total: i32 = answers
        .iter()
        .map(|answer| {
            let mut after = *facts;
            after.set(field, *answer);
            before - open_verdicts(&after)
        })
        .sum();
    f64::from(total) / answers.len().max(1) as f64
}

fn open_verdicts(facts: &Facts) -> i32 {
    let verdicts = classify(facts);
    Offence::ALL.into_iter().map(|offence| i32::from(verdicts.of(offence) == Truth::Unknown)).sum()
}

fn possible(field: Field) -> Vec<Value> {
    match field.kind() {
        Kind::Truth => vec![Value::Truth(true), Value::Truth(false)],
        Kind::Choice(words) => (0..words.len()).filter_map(|at| u8::try_from(at).ok()).map(Value::Choice).collect(),
        // An empty list against one that is not.
        Kind::List(_) => vec![Value::List(0), Value::List(1)],
        Kind::Country => ["SRB", "PAK"].into_iter().filter_map(Country::new).map(Value::Country).collect(),
        Kind::Date => vec![Value::Date(jiff::civil::date(2000, 1, 1)), Value::Date(jiff::civil::date(2020, 1, 1))],
        Kind::Count => vec![Value::Count(1), Value::Count(3)],
    }
}
