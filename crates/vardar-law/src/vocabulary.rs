//! The words that facts are coded with.

use crate::value::{Kind, Slot, Value};
use std::marker::PhantomData;

/// A word of a fixed vocabulary.
pub trait Word: Copy {
    /// The vocabulary, in order.
    const WORDS: &'static [&'static str];
    /// Place in the vocabulary, from 0.
    fn index(self) -> u8;
    /// The word at a place.
    fn at(index: u8) -> Option<Self>;
    /// As it is written.
    fn word(self) -> &'static str {
        Self::WORDS.get(usize::from(self.index())).copied().unwrap_or_default()
    }
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $(#[doc = concat!("`", $word, "`")] $(#[$word_doc])* $variant,)* }

        impl Word for $name {
            const WORDS: &'static [&'static str] = &[$($word),*];

            fn index(self) -> u8 {
                self as u8
            }

            fn at(index: u8) -> Option<Self> {
                const ALL: &[$name] = &[$($name::$variant),*];
                ALL.get(usize::from(index)).copied()
            }
        }

        impl Slot for Option<$name> {
            const KIND: Kind = Kind::Choice($name::WORDS);

            fn value(self) -> Value {
                self.map_or(Value::Unknown, |word| Value::Choice(word.index()))
            }

            fn of(value: Value) -> Self {
                if let Value::Choice(index) = value { $name::at(index) } else { None }
            }
        }
    };
}

/// Words of a list: none of them, some or all.
#[derive(Debug, PartialEq, Eq)]
pub struct Set<W> {
    bits: u32,
    words: PhantomData<W>,
}

impl<W> Clone for Set<W> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<W> Copy for Set<W> {}

impl<W: Word> Set<W> {
    /// The list of these words.
    #[must_use]
    pub fn of(words: &[W]) -> Self {
        Self { bits: words.iter().fold(0, |bits, word| bits | 1 << word.index()), words: PhantomData }
    }

    /// True if the word is in the list.
    #[must_use]
    pub fn contains(self, word: W) -> bool {
        self.bits >> word.index() & 1 == 1
    }
}

impl<W: Word> Slot for Option<Set<W>> {
    const KIND: Kind = Kind::List(W::WORDS);

    fn value(self) -> Value {
        self.map_or(Value::Unknown, |set| Value::List(set.bits))
    }

    fn of(value: Value) -> Self {
        if let Value::List(bits) = value { Some(Set { bits, words: PhantomData }) } else { None }
    }
}

vocabulary! {
    /// Part that the assessed actor had.
    ActorRole { Principal = "principal", Accomplice = "accomplice", Organiser = "organiser", MigrantOnly = "migrant_only", }
}
vocabulary! {
    /// How far the crossing went.
    BorderCrossing { Completed = "completed", Attempted = "attempted", None = "none", }
}
vocabulary! {
    /// How the actor helped the crossing.
    ProcurementMode {
        Recruited = "recruited", Transported = "transported", Guided = "guided", Hid = "hid", Lodged = "lodged",
        SuppliedVehicle = "supplied_vehicle", Scouted = "scouted", Coordinated = "coordinated",
        CollectedMoney = "collected_money", Bribed = "bribed", Other = "other",
    }
}
vocabulary! {
    /// What the gain consisted in.
    BenefitForm {
        Money = "money", MarketFare = "market_fare", Goods = "goods", LabourOrServices = "labour_or_services",
        SexualFavours = "sexual_favours", DebtOrFuturePayment = "debt_or_future_payment",
        CostSharingOnly = "cost_sharing_only", OwnPassage = "own_passage",
    }
}
vocabulary! {
    /// Which way the gain came.
    BenefitRoute { Direct = "direct", Indirect = "indirect", Both = "both", None = "none", }
}
vocabulary! {
    /// How the actor is related to the person.
    Kinship { ParentOrCarer = "parent_or_carer", CloseFamily = "close_family", None = "none", }
}
vocabulary! {
    /// What was done with a document.
    DocumentAct { Produced = "produced", Procured = "procured", Provided = "provided", Possessed = "possessed", }
}
vocabulary! {
    /// What a document was for.
    DocumentPurpose {
        SmugglingOfOther = "smuggling_of_other", StayOfOther = "stay_of_other", OwnUse = "own_use",
        Unrelated = "unrelated", None = "none",
    }
}
vocabulary! {
    /// By what means a stay was made possible.
    StayMeans { FraudulentDocument = "fraudulent_document", OtherIllegal = "other_illegal", LawfulOnly = "lawful_only", None = "none", }
}
vocabulary! {
    /// The act of trafficking, TP 3(a).
    Act {
        Recruitment = "recruitment", Transportation = "transportation", Transfer = "transfer",
        Harbouring = "harbouring", Receipt = "receipt",
    }
}
vocabulary! {
    /// The means of trafficking, TP 3(a).
    Means {
        ForceOrThreat = "force_or_threat", OtherCoercion = "other_coercion", Abduction = "abduction", Fraud = "fraud",
        Deception = "deception", AbuseOfPower = "abuse_of_power", AbuseOfVulnerability = "abuse_of_vulnerability",
        PaymentToController = "payment_to_controller",
    }
}
vocabulary! {
    /// What use of the person was intended, TP 3(a), and what only looks like one.
    Purpose {
        ProstitutionExploitation = "prostitution_exploitation", OtherSexualExploitation = "other_sexual_exploitation",
        ForcedLabourOrServices = "forced_labour_or_services", Slavery = "slavery", SimilarToSlavery = "similar_to_slavery",
        DebtBondage = "debt_bondage", ServileMarriage = "servile_marriage",
        ChildTransferForExploitation = "child_transfer_for_exploitation", Servitude = "servitude",
        OrganRemoval = "organ_removal", BeggingExploitation = "begging_exploitation",
        CriminalityExploitation = "criminality_exploitation", ForcedArmedService = "forced_armed_service",
        IllegalAdoption = "illegal_adoption", SurrogacyExploitation = "surrogacy_exploitation",
        RansomOnly = "ransom_only", DebtCollectionOnly = "debt_collection_only", PoorConditionsOnly = "poor_conditions_only",
    }
}
vocabulary! {
    /// Signs that somebody controls the person.
    ControlIndicator {
        DocumentsTaken = "documents_taken", Confinement = "confinement", DebtImposed = "debt_imposed",
        WagesWithheld = "wages_withheld", ThreatsToFamily = "threats_to_family", SoldOn = "sold_on",
        RansomDemand = "ransom_demand",
    }
}
vocabulary! {
    /// What makes an offence transnational, UNTOC 3(2).
    TransnationalLink {
        CommittedInSeveralStates = "committed_in_several_states", PreparedOrDirectedElsewhere = "prepared_or_directed_elsewhere",
        GroupActiveInSeveralStates = "group_active_in_several_states", EffectsInAnotherState = "effects_in_another_state",
    }
}
