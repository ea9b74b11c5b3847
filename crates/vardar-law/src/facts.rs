//! The facts of an incident: one assessed actor, one person or uniform group, one border leg.

use crate::Country;
use crate::value::{Kind, Slot, Value};
use crate::vocabulary::{
    Act, ActorRole, BenefitForm, BenefitRoute, BorderCrossing, ControlIndicator, DocumentAct, DocumentPurpose, Kinship, Means,
    ProcurementMode, Purpose, Set, StayMeans, TransnationalLink,
};
use jiff::civil::Date;

macro_rules! facts {
    ($($variant:ident $name:ident: $type:ty, $question:literal, $feeds:literal;)*) => {
        /// What is known of an incident. `None` is unknown; a list that is known to be empty is `Some` of an empty [`Set`].
        ///
        /// Small enough to be kept by the million, and copied freely.
        #[derive(Debug, Clone, Copy, Default, PartialEq)]
        pub struct Facts { $(#[doc = $question] pub $name: Option<$type>,)* }

        /// A fact by its name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field { $(#[doc = concat!("`", stringify!($name), "`")] $variant,)* }

        impl Field {
            /// All facts, in the order of the codebook.
            pub const ALL: &'static [Field] = &[$(Field::$variant),*];

            /// Name in files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Field::$variant => stringify!($name),)* }
            }

            /// The fact with a name.
            #[must_use]
            pub fn named(name: &str) -> Option<Field> {
                match name {
                    $(stringify!($name) => Some(Field::$variant),)*
                    _ => None,
                }
            }

            /// What the coder is asked.
            #[must_use]
            pub fn question(self) -> &'static str {
                match self { $(Field::$variant => $question,)* }
            }

            /// Element or rule that the answer feeds.
            #[must_use]
            pub fn feeds(self) -> &'static str {
                match self { $(Field::$variant => $feeds,)* }
            }

            /// Kind of answer.
            #[must_use]
            pub fn kind(self) -> Kind {
                match self { $(Field::$variant => <Option<$type> as Slot>::KIND,)* }
            }
        }

        impl Facts {
            /// The value of a fact.
            #[must_use]
            #[inline]
            pub fn get(&self, field: Field) -> Value {
                match field { $(Field::$variant => self.$name.value(),)* }
            }

            /// The numbers of all answers, in the order of the codebook: see [`Slot::code`].
            pub(crate) fn codes(&self) -> [u8; Field::ALL.len()] {
                [$(Slot::code(self.$name)),*]
            }

            /// Sets a fact; a value of another kind than the fact's makes it unknown.
            pub fn set(&mut self, field: Field, value: Value) {
                match field { $(Field::$variant => self.$name = Slot::of(value),)* }
            }
        }
    };
}

facts! {
    ActorRole actor_role: ActorRole, "Main doer, helper, director, or only the person travelling?", "SP 5, 6(2)";
    ForOtherPerson for_other_person: bool, "Is the entry, stay or paper someone else's?", "SP 3(a), 6(1)";
    Intentional intentional: bool, "Did the actor mean it, not tricked or forced?", "intention";
    KnewIrregular knew_irregular: bool, "Did the actor know that the entry, stay or paper broke the rules?", "intention";
    FromState from_state: Country, "Which State was left?", "context";
    ToState to_state: Country, "Which State was entered, or stayed in?", "Party to the Protocol";
    IncidentDate incident_date: Date, "When?", "Party to the Protocol";
    ToStateParty to_state_party: bool, "Was that State bound by the Smuggling Protocol then?", "Party to the Protocol";
    BorderCrossing border_crossing: BorderCrossing, "Was the border crossed?", "entry";
    EntryRequirementsMet entry_requirements_met: bool, "Were its entry rules really met? (A visa won by lies: no)", "SP 3(b)";
    NationalOfToState national_of_to_state: bool, "Is the person a citizen of that State?", "SP 3(a)";
    PermanentResidentOfToState permanent_resident_of_to_state: bool, "Is the person a permanent resident of that State?", "SP 3(a)";
    ProcuredEntry procured_entry: bool,
        "Did the actor arrange or carry out the crossing, or help to? (Selling papers only: no)", "SP 3(a)";
    ProcurementModes procurement_modes: Set<ProcurementMode>, "How did the actor help?", "display";
    BenefitSought benefit_sought: bool, "Did the actor act for money or other gain, for anyone?", "benefit";
    BenefitForms benefit_forms: Set<BenefitForm>, "Which gain?", "benefit";
    BenefitRoute benefit_route: BenefitRoute, "Did the gain come straight from the person, or by another way?", "display";
    PrincipalBenefitKnown principal_benefit_known: bool,
        "Helper or organiser: did the main doer seek gain, knowingly to this actor?", "benefit";
    Kinship kinship: Kinship, "Are actor and person related?", "note on EU law";
    HumanitarianMotive humanitarian_motive: bool, "Did the actor act to relieve need?", "note on EU law";
    LifeOrSafetyEndangered life_or_safety_endangered: bool, "Were lives or safety at risk?", "SP 6(3)(a)";
    InhumanOrDegradingTreatment inhuman_or_degrading_treatment: bool,
        "Was the person treated inhumanly, degradingly or exploited?", "SP 6(3)(b)";
    DocumentFraudulent document_fraudulent: bool, "Is the paper false, wrongly obtained or not the user's?", "SP 3(c)";
    DocumentActs document_acts: Set<DocumentAct>, "What was done with it?", "SP 6(1)(b)";
    DocumentPurpose document_purpose: DocumentPurpose, "What was it for?", "SP 6(1)(b)";
    EnabledStay enabled_stay: bool, "Did the actor help the person to remain?", "SP 6(1)(c)";
    StayRequirementsMet stay_requirements_met: bool, "Was the stay lawful? (Permit won by sham: no)", "SP 6(1)(c)";
    StayMeans stay_means: StayMeans, "By what means was the stay made possible?", "SP 6(1)(c)";
    IsChild is_child: bool, "Was the person under 18?", "TP 3(c), 3(d)";
    Acts acts: Set<Act>, "What did this actor do?", "TP 3(a), act";
    Means means: Set<Means>, "How was control won, by the actor or by others with the actor's knowledge?", "TP 3(a), means";
    Purposes purposes: Set<Purpose>, "What use of the person did this actor intend, or knowingly serve?", "TP 3(a), purpose";
    ConsentToMovement consent_to_movement: bool, "Did the person agree to travel?", "display";
    ConsentToExploitation consent_to_exploitation: bool, "Did the person agree to the use made of them?", "display, TP 3(b)";
    ExploitationOccurred exploitation_occurred: bool, "Did exploitation happen? (Not needed)", "evidence";
    ControlIndicators control_indicators: Set<ControlIndicator>, "Which signs of control are there?", "protection";
    NumActors num_actors: u32, "How many doers?", "UNTOC 2(a)";
    StructuredGroup structured_group: bool, "Was the group not formed at random?", "UNTOC 2(a), 2(c)";
    GroupLasting group_lasting: bool, "Did the group last for some time?", "UNTOC 2(a)";
    GroupProfitAim group_profit_aim: bool, "Did the group act for gain?", "UNTOC 2(a)";
    TookPartInGroup took_part_in_group: bool, "Was the actor knowingly active in the group?", "UNTOC 5";
    TransnationalLinks transnational_links: Set<TransnationalLink>, "Which links to other States?", "UNTOC 3(2)";
    SeeksProtection seeks_protection: bool, "Does the person fear to return?", "protection";
    UnaccompaniedChild unaccompanied_child: bool, "Is the child alone?", "protection";
    Detained detained: bool, "Is the person held?", "protection";
}

impl Field {
    /// This fact as a set of one.
    #[must_use]
    pub(crate) fn bit(self) -> u64 {
        1 << self as u8
    }
}

/// The facts of a set of bits, in order.
pub(crate) fn fields_of(bits: u64) -> impl Iterator<Item = Field> {
    let mut left = bits;
    std::iter::from_fn(move || {
        let field = Field::ALL.get(left.trailing_zeros() as usize).copied()?;
        left &= left - 1;
        Some(field)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_found_by_its_name_and_keeps_its_value() {
        assert!(Field::ALL.len() <= 64, "a set of facts is one word");
        for field in Field::ALL {
            assert_eq!(Field::named(field.name()), Some(*field));
            let value = match field.kind() {
                Kind::Truth => Value::Truth(true),
                Kind::Choice(_) => Value::Choice(2),
                Kind::List(_) => Value::List(5),
                Kind::Country => Country::new("SRB").map_or(Value::Unknown, Value::Country),
                Kind::Date => Value::Date(jiff::civil::date(2015, 10, 1)),
                Kind::Count => Value::Count(3),
            };
            let mut facts = Facts::default();
            assert_eq!(facts.get(*field), Value::Unknown);
            facts.set(*field, value);
            assert_eq!(facts.get(*field), value, "{}", field.name());
            assert_eq!(Field::ALL.iter().filter(|other| facts.get(**other).is_known()).count(), 1);
        }
    }
}
