//! The law as a table: every offence with its elements, each beside its article.
//!
//! SP is the Smuggling of Migrants Protocol, TP the Trafficking in Persons Protocol, UNTOC their parent Convention, all of 2000.
//! All elements of an offence must hold. Scope (SP 4, TP 4) is no element: UNTOC 34(2), carried over by SP 1(2) and TP 1(2), has
//! States criminalise without a transnational element or an organized criminal group.

use crate::facts::Field as F;
use crate::rule::Element;
use crate::rule::Rule::{All, Any, AtLeast, Contains, Exploitation, Gain, HasAny, Is, IsFalse, IsTrue, Party};
use crate::vocabulary::{ActorRole, BorderCrossing, DocumentAct, DocumentPurpose, StayMeans};

/// A literal, so that elements within elements are constants.
macro_rules! element {
    ($name:literal, $article:literal, $text:literal, $rule:expr $(,)?) => {
        Element { name: $name, article: $article, text: $text, rule: $rule }
    };
}

const OTHER_PERSON: Element =
    element!("other_person", "SP 3(a), 5", "the entry or stay is that of another person", IsTrue(F::ForOtherPerson));

const ENTRY_PROCURED: Element =
    element!("entry_procured", "SP 3(a)", "the actor procured the entry, or helped to", IsTrue(F::ProcuredEntry));

const ENTRY_IRREGULAR: Element = element!(
    "entry_irregular",
    "SP 3(b)",
    "the entry rules of the receiving State were not met",
    IsFalse(F::EntryRequirementsMet)
);

const FOREIGN: Element = element!(
    "foreign",
    "SP 3(a)",
    "the person is neither national nor permanent resident of the receiving State",
    All(&[
        element!("not_national", "SP 3(a)", "not a national", IsFalse(F::NationalOfToState)),
        element!("not_permanent_resident", "SP 3(a)", "not a permanent resident", IsFalse(F::PermanentResidentOfToState)),
    ])
);

const STATE_PARTY: Element = element!("state_party", "SP 3(a), 22", "the receiving State is a Party to the Protocol", Party);

const INTENTION: Element = element!(
    "intention",
    "SP 6(1)",
    "the actor acted intentionally",
    All(&[
        element!("meant", "SP 6(1)", "meant it, not tricked or forced", IsTrue(F::Intentional)),
        element!("knew", "SP 6(1)", "knew that the entry, stay or paper broke the rules", IsTrue(F::KnewIrregular)),
    ])
);

const BENEFIT: Element = element!(
    "benefit",
    "SP 3(a), 6(1)",
    "in order to obtain, directly or indirectly, a financial or other material benefit",
    Any(&[
        element!("benefit_sought", "SP 6(1)", "the actor sought a benefit, for anyone", Gain),
        element!(
            "principal_s_benefit",
            "SP 6(2)(b), (c)",
            "helper or organiser who knew that the main doer sought one",
            All(&[
                element!(
                    "helper_or_organiser",
                    "SP 6(2)(b), (c)",
                    "the actor helped, organised or directed",
                    Any(&[
                        element!("accomplice", "SP 6(2)(b)", "accomplice", Is(F::ActorRole, ActorRole::Accomplice as u8)),
                        element!(
                            "organiser",
                            "SP 6(2)(c)",
                            "organiser or director",
                            Is(F::ActorRole, ActorRole::Organiser as u8)
                        ),
                    ])
                ),
                element!(
                    "principal_known_to_seek",
                    "SP 6(2)(b), (c)",
                    "the main doer sought a benefit, knowingly to the actor",
                    IsTrue(F::PrincipalBenefitKnown)
                ),
            ])
        ),
    ])
);

/// SP 3(a), (b), 6(1)(a).
const SMUGGLING: &[Element] = &[
    OTHER_PERSON,
    ENTRY_PROCURED,
    element!("border_crossed", "SP 3(a)", "the border was crossed", Is(F::BorderCrossing, BorderCrossing::Completed as u8)),
    ENTRY_IRREGULAR,
    FOREIGN,
    STATE_PARTY,
    INTENTION,
    BENEFIT,
];

/// SP 6(2)(a).
const ATTEMPTED_SMUGGLING: &[Element] = &[
    OTHER_PERSON,
    ENTRY_PROCURED,
    element!(
        "crossing_attempted",
        "SP 6(2)(a)",
        "the crossing was tried and not completed",
        Is(F::BorderCrossing, BorderCrossing::Attempted as u8)
    ),
    ENTRY_IRREGULAR,
    FOREIGN,
    STATE_PARTY,
    INTENTION,
    BENEFIT,
];

const DOCUMENT_FRAUDULENT: Element = element!(
    "document_fraudulent",
    "SP 3(c)",
    "the travel or identity document is false, wrongly obtained or not its user's",
    IsTrue(F::DocumentFraudulent)
);

const FOR_SMUGGLING: Element = element!(
    "for_smuggling",
    "SP 6(1)(b)",
    "for the purpose of enabling the smuggling of another",
    Is(F::DocumentPurpose, DocumentPurpose::SmugglingOfOther as u8)
);

const DOCUMENT_HANDLED: Element = element!(
    "document_handled",
    "SP 6(1)(b)(i), (ii)",
    "the actor produced, procured, provided or possessed it",
    HasAny(F::DocumentActs)
);

/// SP 3(c), 6(1)(b)(i), (ii). Possession does not reach a migrant's paper for the own journey.
const DOCUMENT_OFFENCE: &[Element] =
    &[DOCUMENT_FRAUDULENT, DOCUMENT_HANDLED, FOR_SMUGGLING, FOREIGN, STATE_PARTY, INTENTION, BENEFIT];

/// SP 6(1)(c). No crossing is needed.
const ENABLING_STAY: &[Element] = &[
    OTHER_PERSON,
    element!("stay_enabled", "SP 6(1)(c)", "the actor enabled the person to remain", IsTrue(F::EnabledStay)),
    element!("stay_irregular", "SP 6(1)(c)", "the rules of stay were not met", IsFalse(F::StayRequirementsMet)),
    element!(
        "illegal_means",
        "SP 6(1)(c)",
        "by a fraudulent document or other illegal means",
        Any(&[
            element!(
                "by_document",
                "SP 6(1)(b), (c)",
                "by a fraudulent document",
                Is(F::StayMeans, StayMeans::FraudulentDocument as u8)
            ),
            element!("by_other_means", "SP 6(1)(c)", "by other illegal means", Is(F::StayMeans, StayMeans::OtherIllegal as u8)),
        ])
    ),
    FOREIGN,
    INTENTION,
    BENEFIT,
];

/// SP 6(1)(b)(i): the document offence by whoever produced the document.
const DOCUMENT_MADE: &[Element] = &[
    element!("document_offence", "SP 6(1)(b)", "the document offence", All(DOCUMENT_OFFENCE)),
    element!(
        "document_produced",
        "SP 6(1)(b)(i)",
        "the actor produced the document",
        Contains(F::DocumentActs, DocumentAct::Produced as u8)
    ),
];

/// SP 6(3)(a), (b). Attempt and mere handling of a document are not listed there.
const AGGRAVATED_SMUGGLING: &[Element] = &[
    element!(
        "base_offence",
        "SP 6(3)",
        "smuggling, enabling stay or producing a document for smuggling",
        Any(&[
            element!("smuggling", "SP 6(1)(a)", "smuggling of migrants", All(SMUGGLING)),
            element!("enabling_stay", "SP 6(1)(c)", "enabling an illegal stay", All(ENABLING_STAY)),
            element!("document_made", "SP 6(1)(b)(i)", "producing a document for smuggling", All(DOCUMENT_MADE)),
        ])
    ),
    element!(
        "aggravation",
        "SP 6(3)(a), (b)",
        "in circumstances that aggravate it",
        Any(&[
            element!(
                "danger",
                "SP 6(3)(a)",
                "lives or safety were endangered, or likely to be",
                IsTrue(F::LifeOrSafetyEndangered)
            ),
            element!(
                "inhuman_treatment",
                "SP 6(3)(b)",
                "inhuman or degrading treatment, exploitation included",
                IsTrue(F::InhumanOrDegradingTreatment)
            ),
        ])
    ),
];

/// TP 3(a) to (d), 5(1).
const TRAFFICKING: &[Element] = &[
    element!("intention", "TP 5(1)", "the actor acted intentionally", IsTrue(F::Intentional)),
    element!("act", "TP 3(a)", "recruitment, transportation, transfer, harbouring or receipt of the person", HasAny(F::Acts)),
    element!(
        "means_or_child",
        "TP 3(a), (c), (d)",
        "control was won by one of the means listed, or the person is under 18",
        Any(&[
            element!("child", "TP 3(c), (d)", "the person is under 18", IsTrue(F::IsChild)),
            element!(
                "means",
                "TP 3(a)",
                "force, coercion, abduction, fraud, deception, abuse, or payment to a controller",
                HasAny(F::Means)
            ),
        ])
    ),
    element!("purpose", "TP 3(a)", "for the purpose of exploitation", Exploitation),
];

/// UNTOC 2(a).
const ORGANIZED_CRIMINAL_GROUP: &[Element] = &[
    element!("three_or_more", "UNTOC 2(a)", "three or more persons", AtLeast(F::NumActors, 3)),
    element!("structured", "UNTOC 2(a), (c)", "a structured group, not formed at random", IsTrue(F::StructuredGroup)),
    element!("lasting", "UNTOC 2(a)", "existing for a period of time", IsTrue(F::GroupLasting)),
    element!("for_benefit", "UNTOC 2(a)", "acting to obtain a benefit", IsTrue(F::GroupProfitAim)),
];

/// A verdict: an offence with all that must hold for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Offence {
    /// Smuggling of migrants.
    Smuggling,
    /// Attempt at it.
    AttemptedSmuggling,
    /// Fraudulent travel or identity document for smuggling.
    DocumentOffence,
    /// Enabling an illegal stay.
    EnablingStay,
    /// Aggravated smuggling.
    AggravatedSmuggling,
    /// Trafficking in persons.
    Trafficking,
}

impl Offence {
    /// All, in the order of every table.
    pub const ALL: [Offence; 6] = [
        Offence::Smuggling,
        Offence::AttemptedSmuggling,
        Offence::DocumentOffence,
        Offence::EnablingStay,
        Offence::AggravatedSmuggling,
        Offence::Trafficking,
    ];

    /// Name, articles, what it is called, and its elements.
    #[must_use]
    pub fn definition(self) -> &'static Element {
        match self {
            Offence::Smuggling => {
                const { &element!("smuggling", "SP 3(a), (b), 6(1)(a)", "smuggling of migrants", All(SMUGGLING)) }
            }
            Offence::AttemptedSmuggling => {
                const { &element!("attempted_smuggling", "SP 6(2)(a)", "attempted smuggling", All(ATTEMPTED_SMUGGLING)) }
            }
            Offence::DocumentOffence => {
                const { &element!("document_offence", "SP 3(c), 6(1)(b)", "fraudulent document for smuggling", All(DOCUMENT_OFFENCE)) }
            }
            Offence::EnablingStay => {
                const { &element!("enabling_stay", "SP 6(1)(c)", "enabling an illegal stay", All(ENABLING_STAY)) }
            }
            Offence::AggravatedSmuggling => {
                const { &element!("aggravated_smuggling", "SP 6(3)", "aggravated smuggling", All(AGGRAVATED_SMUGGLING)) }
            }
            Offence::Trafficking => const { &element!("trafficking", "TP 3, 5(1)", "trafficking in persons", All(TRAFFICKING)) },
        }
    }

    /// The offence that an element within another one is, if it has the same elements.
    pub(crate) fn within(element: &Element) -> Option<Offence> {
        Offence::ALL.into_iter().find(|offence| {
            let definition = offence.definition();
            element.name == definition.name && format!("{:?}", element.rule) == format!("{:?}", definition.rule)
        })
    }

    /// Name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.definition().name
    }
}

/// The scope of the Protocols and of UNTOC 5: shown beside the verdicts, element of none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Transnational, and with an organized criminal group: SP 4, TP 4.
    Protocols,
    /// Participation in an organized criminal group: UNTOC 5.
    Participation,
}

impl Scope {
    /// Both.
    pub const ALL: [Scope; 2] = [Scope::Protocols, Scope::Participation];

    /// What must hold.
    #[must_use]
    pub fn definition(self) -> &'static Element {
        match self {
            Scope::Protocols => {
                const {
                    &element!(
                        "scope",
                        "SP 4, TP 4",
                        "transnational and involving an organized criminal group",
                        All(&[
                            element!(
                                "organized_criminal_group",
                                "UNTOC 2(a)",
                                "an organized criminal group",
                                All(ORGANIZED_CRIMINAL_GROUP)
                            ),
                            element!("transnational", "UNTOC 3(2)", "transnational in nature", HasAny(F::TransnationalLinks)),
                        ])
                    )
                }
            }
            Scope::Participation => {
                const {
                    &element!(
                        "participation",
                        "UNTOC 5",
                        "took part in an organized criminal group",
                        All(&[
                            element!(
                                "organized_criminal_group",
                                "UNTOC 2(a)",
                                "an organized criminal group",
                                All(ORGANIZED_CRIMINAL_GROUP)
                            ),
                            element!("took_part", "UNTOC 5(1)", "knowingly active in it", IsTrue(F::TookPartInGroup)),
                        ])
                    )
                }
            }
        }
    }
}
