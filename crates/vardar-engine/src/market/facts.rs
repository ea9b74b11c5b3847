//! What happens to people in the market, coded as facts for the legal test, and what the law calls it.
//!
//! One kind of event has one set of facts, so a verdict is worked out once per kind and country and holds for every person it
//! happens to. The facts are those of the person who does it to them. A verdict that stays open counts as not met.

use jiff::civil::Date;
use vardar_law::{
    Act, ActorRole, BenefitForm, BorderCrossing, ControlIndicator, Country, Facts, Means, Offence, ProcurementMode, Purpose, Set,
    Truth, classify, party,
};

/// A kind of event that the step counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A crossing with a smuggler was completed.
    Crossing = 0,
    /// The same, and life or safety was endangered, or treatment was inhuman or degrading.
    CrossingInDanger = 1,
    /// Somebody was held against their will, by others than authorities.
    Held = 2,
    /// Work was forced by violence, coercion or deceit.
    ForcedWork = 3,
    /// Work was not paid as promised.
    UnpaidWork = 4,
    /// Another indicator of exploitation: an offer, an arranged marriage.
    OtherIndicator = 5,
    /// A debt to a smuggler is worked off on fair terms.
    WorkForDebt = 6,
    /// A debt to a smuggler is worked off without fair credit or without limit.
    DebtBondage = 7,
}

impl Event {
    /// All kinds, in order.
    pub const ALL: [Event; EVENTS] = [
        Event::Crossing,
        Event::CrossingInDanger,
        Event::Held,
        Event::ForcedWork,
        Event::UnpaidWork,
        Event::OtherIndicator,
        Event::WorkForDebt,
        Event::DebtBondage,
    ];

    /// Its facts, in or on the way into a country, on a day.
    #[must_use]
    pub fn facts(self, country: &str, day: Date) -> Facts {
        let known =
            Facts { intentional: Some(true), to_state: Country::new(country), incident_date: Some(day), ..Facts::default() };
        let crossing = |in_danger: bool| Facts {
            actor_role: Some(ActorRole::Principal),
            for_other_person: Some(true),
            knew_irregular: Some(true),
            border_crossing: Some(BorderCrossing::Completed),
            entry_requirements_met: Some(false),
            national_of_to_state: Some(false),
            permanent_resident_of_to_state: Some(false),
            procured_entry: Some(true),
            procurement_modes: Some(Set::of(&[ProcurementMode::Guided])),
            benefit_sought: Some(true),
            benefit_forms: Some(Set::of(&[BenefitForm::Money])),
            life_or_safety_endangered: Some(in_danger),
            inhuman_or_degrading_treatment: Some(false),
            acts: Some(Set::of(&[Act::Transportation])),
            means: Some(Set::of(&[])),
            purposes: Some(Set::of(&[])),
            ..known
        };
        let used = |acts: &[Act], means: &[Means], purposes: &[Purpose]| Facts {
            border_crossing: Some(BorderCrossing::None),
            acts: Some(Set::of(acts)),
            means: Some(Set::of(means)),
            purposes: Some(Set::of(purposes)),
            is_child: Some(false),
            exploitation_occurred: Some(true),
            ..known
        };
        match self {
            Event::Crossing => crossing(false),
            Event::CrossingInDanger => crossing(true),
            Event::Held => Facts {
                inhuman_or_degrading_treatment: Some(true),
                control_indicators: Some(Set::of(&[ControlIndicator::Confinement])),
                ..used(&[Act::Harbouring], &[Means::ForceOrThreat], &[Purpose::RansomOnly])
            },
            Event::ForcedWork => used(&[Act::Harbouring], &[Means::OtherCoercion], &[Purpose::ForcedLabourOrServices]),
            Event::UnpaidWork => used(&[Act::Recruitment], &[], &[Purpose::PoorConditionsOnly]),
            // What was meant by an offer is not known.
            Event::OtherIndicator => known,
            Event::WorkForDebt => used(&[Act::Receipt], &[], &[Purpose::DebtCollectionOnly]),
            Event::DebtBondage => Facts {
                control_indicators: Some(Set::of(&[ControlIndicator::DebtImposed])),
                ..used(&[Act::Receipt], &[Means::AbuseOfVulnerability], &[Purpose::DebtBondage])
            },
        }
    }
}

/// Number of kinds of events.
pub const EVENTS: usize = 8;

/// What the law calls an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Named {
    /// Smuggling of migrants.
    pub smuggling: bool,
    /// The same under aggravating circumstances.
    pub aggravated: bool,
    /// Trafficking in persons.
    pub trafficking: bool,
}

/// What the law calls each kind of event, by [`Event`], in a country on a day. A State of which the table of treaties says nothing
/// is taken to be bound by the Smuggling Protocol.
#[must_use]
pub fn named(country: &str, day: Date) -> [Named; EVENTS] {
    Event::ALL.map(|event| {
        let mut facts = event.facts(country, day);
        if party(&facts) == Truth::Unknown {
            facts.to_state_party = Some(true);
        }
        let verdicts = classify(&facts);
        let met = |offence| verdicts.of(offence) == Truth::True;
        Named {
            smuggling: met(Offence::Smuggling),
            aggravated: met(Offence::AggravatedSmuggling),
            trafficking: met(Offence::Trafficking),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn smuggling_and_trafficking_are_kept_apart() {
        let named = named("SRB", date(2016, 4, 1));
        let of = |event: Event| named[event as usize];
        let (no, yes) = (Named::default(), true);
        assert_eq!(of(Event::Crossing), Named { smuggling: yes, ..no });
        assert_eq!(of(Event::CrossingInDanger), Named { smuggling: yes, aggravated: yes, ..no });
        assert_eq!(of(Event::ForcedWork), Named { trafficking: yes, ..no });
        assert_eq!(of(Event::DebtBondage), Named { trafficking: yes, ..no });
        for event in [Event::Held, Event::UnpaidWork, Event::OtherIndicator, Event::WorkForDebt] {
            assert_eq!(of(event), no, "{event:?}");
        }
    }

    /// Pakistan is no Party: crossing into it with a smuggler meets no element of the Protocol's definition that needs one.
    #[test]
    fn a_state_that_is_not_bound_knows_no_such_smuggling() {
        assert_eq!(named("PAK", date(2016, 4, 1))[Event::Crossing as usize], Named::default());
        assert!(named("FRA", date(2016, 4, 1))[Event::Crossing as usize].smuggling);
    }
}
