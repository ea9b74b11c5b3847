//! Short made-up cases with the verdicts a lawyer would expect, and why.

use crate::case::facts;
use vardar_law::{Element, Facts, Offence, Rule, Truth, classify, contradictions, notes, protections};

/// Somebody takes another over the border from MKD to SRB for money, and nothing else happens.
pub const SMUGGLER: &str = "actor_role=principal for_other_person=true intentional=true knew_irregular=true from_state=MKD to_state=SRB \
    incident_date=2015-10-01 border_crossing=completed entry_requirements_met=false national_of_to_state=false \
    permanent_resident_of_to_state=false procured_entry=true benefit_sought=true benefit_forms=money \
    principal_benefit_known=false life_or_safety_endangered=false inhuman_or_degrading_treatment=false \
    document_fraudulent=false document_acts=[] document_purpose=none enabled_stay=false stay_requirements_met=true \
    stay_means=none is_child=false acts=[] means=[] purposes=[]";

/// A forger sells a passport for another's crossing and has no other part in it.
pub const FORGER: &str = "procured_entry=false border_crossing=none document_fraudulent=true document_acts=produced;provided \
    document_purpose=smuggling_of_other";

/// Somebody keeps another in the country with a forged permit.
pub const STAY: &str =
    "procured_entry=false border_crossing=none enabled_stay=true stay_requirements_met=false stay_means=fraudulent_document";

/// An adult is recruited by deception for forced labour; no border.
pub const TRAFFICKER: &str = "from_state=SRB procured_entry=false border_crossing=none entry_requirements_met=true acts=recruitment means=deception \
    purposes=forced_labour_or_services";

struct Vignette {
    title: &'static str,
    /// What is known beside or instead of the first case's facts.
    facts: &'static [&'static str],
    /// Smuggling, attempt, document, stay, aggravated, trafficking: Met, Not met, Undetermined.
    verdicts: &'static str,
    /// `offence/element=value`, `note:code`, `protection:code`, `no note:code` or `no protection:code`.
    why: &'static [&'static str],
}

const fn v(
    title: &'static str,
    facts: &'static [&'static str],
    verdicts: &'static str,
    why: &'static [&'static str],
) -> Vignette {
    Vignette { title, facts, verdicts, why }
}

const VIGNETTES: &[Vignette] = &[
    // The plain forms.
    v(
        "paid guide over the border",
        &[],
        "MNNNNN",
        &["smuggling/benefit=true", "protection:no_prosecution_for_being_smuggled", "protection:rights_of_smuggled_persons"],
    ),
    v("stopped before the border (pitfall 8)", &["border_crossing=attempted"], "NMNNNN", &["smuggling/border_crossed=false"]),
    v(
        "stopped, with lives at risk (pitfall 8)",
        &["border_crossing=attempted life_or_safety_endangered=true"],
        "NMNNNN",
        &["note:attempt_not_aggravated", "aggravated_smuggling/base_offence=false"],
    ),
    v("nobody tried to cross", &["border_crossing=none"], "NNNNNN", &["attempted_smuggling/crossing_attempted=false"]),
    v(
        "forged passport sold for a crossing",
        &[FORGER],
        "NNMNNN",
        &["smuggling/entry_procured=false", "document_offence/document_handled=true"],
    ),
    v("forged permit to stay", &[STAY], "NNNMNN", &["enabling_stay/illegal_means=true"]),
    v(
        "smuggled in a sealed lorry",
        &["life_or_safety_endangered=true"],
        "MNNNMN",
        &["aggravated_smuggling/aggravation/danger=true"],
    ),
    v(
        "beaten by the smuggler",
        &["inhuman_or_degrading_treatment=true"],
        "MNNNMN",
        &["aggravated_smuggling/aggravation/inhuman_treatment=true"],
    ),
    v(
        "forger whose paper put lives at risk",
        &[FORGER, "life_or_safety_endangered=true"],
        "NNMNMN",
        &["aggravated_smuggling/base_offence/document_made=true", "smuggling/entry_procured=false"],
    ),
    v(
        "possessor of the same paper",
        &[FORGER, "document_acts=possessed life_or_safety_endangered=true"],
        "NNMNNN",
        &["aggravated_smuggling/base_offence/document_made/document_produced=false"],
    ),
    v(
        "host who exploits the stay he made possible",
        &[STAY, "inhuman_or_degrading_treatment=true"],
        "NNNMMN",
        &["aggravated_smuggling/base_offence/enabling_stay=true"],
    ),
    v(
        "deceived into forced work",
        &[TRAFFICKER],
        "NNNNNM",
        &["trafficking/means_or_child/means=true", "protection:victim_of_trafficking", "protection:serbia_centre"],
    ),
    v(
        "smuggled and trafficked by one actor",
        &["acts=transportation means=deception purposes=prostitution_exploitation"],
        "MNNNNM",
        &["protection:refer_for_identification"],
    ),
    // Pitfalls.
    v(
        "child agreed, no force (pitfall 1)",
        &[TRAFFICKER, "is_child=true means=[] consent_to_exploitation=true"],
        "NNNNNM",
        &["note:consent_of_child", "protection:child", "trafficking/means_or_child/child=true"],
    ),
    v(
        "adult agreed, then was coerced (pitfall 2)",
        &[TRAFFICKER, "means=force_or_threat consent_to_exploitation=true consent_to_movement=true"],
        "NNNNNM",
        &["note:consent_irrelevant"],
    ),
    v(
        "adult agreed, no means (pitfall 3)",
        &[TRAFFICKER, "means=[] consent_to_exploitation=true"],
        "NNNNNN",
        &["note:adult_without_means", "no note:consent_irrelevant"],
    ),
    v(
        "free help by an organisation (pitfall 4)",
        &["benefit_sought=false benefit_forms=[] humanitarian_motive=true"],
        "NNNNNN",
        &["smuggling/benefit=false", "note:no_benefit_eu", "note:humanitarian_eu"],
    ),
    v("a paid uncle (pitfall 4)", &["kinship=close_family"], "MNNNNN", &["no note:no_benefit_eu"]),
    v(
        "an unpaid uncle (pitfall 4)",
        &["kinship=close_family benefit_sought=false benefit_forms=[]"],
        "NNNNNN",
        &["note:no_benefit_eu", "no note:humanitarian_eu"],
    ),
    v(
        "mother brings her child",
        &["kinship=parent_or_carer is_child=true benefit_sought=false benefit_forms=[]"],
        "NNNNNN",
        &["note:own_child_eu", "protection:child"],
    ),
    v(
        "own crossing with a false paper (pitfall 5)",
        &[
            "actor_role=migrant_only for_other_person=false document_fraudulent=true document_acts=possessed document_purpose=own_use",
        ],
        "NNNNNN",
        &["note:own_conduct", "protection:no_prosecution_for_being_smuggled", "document_offence/for_smuggling=false"],
    ),
    v(
        "all inside one country (pitfall 6)",
        &[TRAFFICKER, "from_state=SRB to_state=SRB"],
        "NNNNNM",
        &["smuggling/border_crossed=false"],
    ),
    v(
        "taxi at the usual fare, the driver knew (pitfall 7)",
        &["benefit_forms=market_fare procurement_modes=transported"],
        "MNNNNN",
        &["smuggling/benefit/benefit_sought=true"],
    ),
    v(
        "taxi at the usual fare, the driver did not know (pitfall 7)",
        &["benefit_forms=market_fare knew_irregular=false"],
        "NNNNNN",
        &["smuggling/intention/knew=false"],
    ),
    v(
        "forged residence card (pitfall 9)",
        &[STAY, "document_fraudulent=true document_acts=provided document_purpose=stay_of_other"],
        "NNNMNN",
        &["document_offence/for_smuggling=false"],
    ),
    v(
        "destination that is no Party (pitfall 10)",
        &["to_state=PAK"],
        "NNNNNN",
        &["smuggling/state_party=false", "note:not_a_party"],
    ),
    v(
        "stay in a State that is no Party (pitfall 10)",
        &[STAY, "to_state=PAK"],
        "NNNMNN",
        &["document_offence/state_party=false"],
    ),
    v(
        "customer who knew (pitfall 11)",
        &[TRAFFICKER, "acts=[] purposes=[] exploitation_occurred=true"],
        "NNNNNN",
        &["note:user", "trafficking/act=false"],
    ),
    v(
        "made to steer at gunpoint (pitfall 12)",
        &["intentional=false benefit_sought=false benefit_forms=[]"],
        "NNNNNN",
        &["smuggling/intention/meant=false"],
    ),
    v(
        "steered for a free place (pitfall 12)",
        &["benefit_forms=own_passage"],
        "UNNNNN",
        &["note:benefit_contested", "smuggling/benefit/benefit_sought=unknown"],
    ),
    v(
        "steered for a free place and money (pitfall 12)",
        &["benefit_forms=own_passage;money"],
        "MNNNNN",
        &["no note:benefit_contested"],
    ),
    v("shared the petrol", &["benefit_forms=cost_sharing_only"], "UNNNNN", &["note:benefit_contested"]),
    v(
        "shared the petrol with a free place, in danger",
        &["benefit_forms=cost_sharing_only;own_passage life_or_safety_endangered=true"],
        "UNNNUN",
        &["aggravated_smuggling/aggravation=true"],
    ),
    v(
        "driver unaware of later exploitation (pitfall 13)",
        &["acts=transportation means=[] purposes=[]"],
        "MNNNNN",
        &["trafficking/purpose=false"],
    ),
    v("ordinary room rental (pitfall 14)", &[STAY, "stay_means=lawful_only"], "NNNNNN", &["enabling_stay/illegal_means=false"]),
    v(
        "sham marriage for a permit",
        &[STAY, "stay_means=other_illegal"],
        "NNNMNN",
        &["enabling_stay/illegal_means/by_other_means=true"],
    ),
    // Who the person is, and what the rules of entry were.
    v("a citizen brought home", &["national_of_to_state=true"], "NNNNNN", &["smuggling/foreign/not_national=false"]),
    v(
        "a permanent resident brought back",
        &["permanent_resident_of_to_state=true"],
        "NNNNNN",
        &["smuggling/foreign/not_permanent_resident=false"],
    ),
    v("entry rules met", &["entry_requirements_met=true"], "NNNNNN", &["smuggling/entry_irregular=false"]),
    v(
        "only papers sold, and genuine ones",
        &[FORGER, "document_fraudulent=false"],
        "NNNNNN",
        &["document_offence/document_fraudulent=false"],
    ),
    v(
        "false paper for something else",
        &[FORGER, "document_purpose=unrelated"],
        "NNNNNN",
        &["document_offence/for_smuggling=false"],
    ),
    v("false paper that nobody handled", &[FORGER, "document_acts=[]"], "NNNNNN", &["document_offence/document_handled=false"]),
    v("false paper for a citizen", &[FORGER, "national_of_to_state=true"], "NNNNNN", &["document_offence/foreign=false"]),
    v(
        "false paper given for nothing",
        &[FORGER, "benefit_sought=false benefit_forms=[]"],
        "NNNNNN",
        &["document_offence/benefit=false"],
    ),
    v("lawful stay", &[STAY, "stay_requirements_met=true"], "NNNNNN", &["enabling_stay/stay_irregular=false"]),
    v("stay not helped", &[STAY, "enabled_stay=false"], "NNNNNN", &["enabling_stay/stay_enabled=false"]),
    v("one's own stay", &[STAY, "for_other_person=false"], "NNNNNN", &["enabling_stay/other_person=false"]),
    // Helpers and organisers.
    v(
        "unpaid look-out of a paid guide",
        &["actor_role=accomplice benefit_sought=false benefit_forms=[] principal_benefit_known=true"],
        "MNNNNN",
        &["smuggling/benefit/principal_s_benefit=true"],
    ),
    v(
        "unpaid look-out who did not know of the pay",
        &["actor_role=accomplice benefit_sought=false benefit_forms=[]"],
        "NNNNNN",
        &["smuggling/benefit/principal_s_benefit/principal_known_to_seek=false"],
    ),
    v(
        "organiser in danger to life",
        &[
            "actor_role=organiser benefit_sought=false benefit_forms=[] principal_benefit_known=true life_or_safety_endangered=true",
        ],
        "MNNNMN",
        &["note:aggravation_of_helpers"],
    ),
    v(
        "principal whose partner sought gain",
        &["benefit_sought=false benefit_forms=[] principal_benefit_known=true"],
        "NNNNNN",
        &["smuggling/benefit/principal_s_benefit/helper_or_organiser=false"],
    ),
    v(
        "helper who shared the costs of a paid crossing",
        &["actor_role=accomplice benefit_forms=cost_sharing_only principal_benefit_known=true"],
        "MNNNNN",
        &["smuggling/benefit=true"],
    ),
    v(
        "role unknown, the main doer was paid",
        &["actor_role=? benefit_sought=false benefit_forms=[] principal_benefit_known=true"],
        "UNNNNN",
        &["smuggling/benefit/principal_s_benefit/helper_or_organiser=unknown"],
    ),
    // Purposes.
    v(
        "held for ransom",
        &["acts=harbouring means=force_or_threat purposes=ransom_only inhuman_or_degrading_treatment=true"],
        "MNNNMN",
        &["note:ransom", "trafficking/purpose=false"],
    ),
    v(
        "held for ransom and made to work",
        &[
            "acts=harbouring means=force_or_threat purposes=ransom_only;forced_labour_or_services inhuman_or_degrading_treatment=true",
        ],
        "MNNNMM",
        &["note:ransom"],
    ),
    v(
        "pressed to pay the fee",
        &["acts=harbouring means=force_or_threat purposes=debt_collection_only"],
        "MNNNNN",
        &["note:debt"],
    ),
    v(
        "fee to be worked off without limit",
        &["acts=harbouring means=abuse_of_vulnerability purposes=debt_bondage"],
        "MNNNNM",
        &["trafficking/purpose=true"],
    ),
    v(
        "poor wages and a bad bed",
        &[TRAFFICKER, "means=abuse_of_vulnerability purposes=poor_conditions_only"],
        "NNNNNN",
        &["trafficking/purpose=false"],
    ),
    v(
        "child for illegal adoption",
        &[TRAFFICKER, "is_child=true means=[] purposes=illegal_adoption"],
        "NNNNNU",
        &["note:purpose_depends", "trafficking/purpose=unknown"],
    ),
    v(
        "surrogacy under coercion",
        &[TRAFFICKER, "means=other_coercion purposes=surrogacy_exploitation"],
        "NNNNNU",
        &["note:purpose_depends"],
    ),
    v(
        "adoption and begging",
        &[TRAFFICKER, "is_child=true means=[] purposes=illegal_adoption;begging_exploitation"],
        "NNNNNM",
        &["trafficking/purpose=true"],
    ),
    v("pickpocketing under threat", &[TRAFFICKER, "means=force_or_threat purposes=criminality_exploitation"], "NNNNNM", &[]),
    v("child made to fight", &[TRAFFICKER, "is_child=true means=[] purposes=forced_armed_service"], "NNNNNM", &[]),
    v("organ", &[TRAFFICKER, "means=abuse_of_power purposes=organ_removal"], "NNNNNM", &[]),
    v(
        "sold on by whoever controlled her",
        &[TRAFFICKER, "acts=receipt means=payment_to_controller purposes=servitude"],
        "NNNNNM",
        &["trafficking/act=true"],
    ),
    v("received without intention", &[TRAFFICKER, "intentional=false"], "NNNNNN", &["trafficking/intention=false"]),
    v("no act", &[TRAFFICKER, "acts=[]"], "NNNNNN", &["trafficking/act=false"]),
    // What is not known.
    v("crossing unknown", &["border_crossing=?"], "UUNNNN", &["smuggling/border_crossed=unknown"]),
    v("benefit unknown", &["benefit_sought=? benefit_forms=?"], "UNNNNN", &["smuggling/benefit=unknown"]),
    v("knowledge unknown", &["knew_irregular=?"], "UNNNNN", &["smuggling/intention/knew=unknown"]),
    v("nationality unknown", &["national_of_to_state=?"], "UNNNNN", &["smuggling/foreign=unknown"]),
    v(
        "permanent resident, nationality unknown",
        &["national_of_to_state=? permanent_resident_of_to_state=true"],
        "NNNNNN",
        &["smuggling/foreign=false"],
    ),
    v("day unknown", &["incident_date=?"], "UNNNNN", &["smuggling/state_party=unknown"]),
    v("State that is not in the table", &["to_state=FRA"], "UNNNNN", &["smuggling/state_party=unknown"]),
    v("the coder knows the State is a Party", &["to_state=FRA to_state_party=true"], "MNNNNN", &["smuggling/state_party=true"]),
    v("before the Protocol", &["incident_date=2003-10-01"], "NNNNNN", &["smuggling/state_party=false"]),
    v("a Party only since a later day", &["to_state=AUT incident_date=2007-06-01"], "NNNNNN", &["smuggling/state_party=false"]),
    v("State whose entry needs checking", &["to_state=BGD"], "NNNNNN", &["note:party_unverified"]),
    v("record and table differ", &["to_state_party=false"], "NNNNNN", &["note:party_differs"]),
    v(
        "age unknown, no means",
        &[TRAFFICKER, "is_child=? means=[]"],
        "NNNNNU",
        &["trafficking/means_or_child/child=unknown", "no protection:refer_for_identification"],
    ),
    v(
        "age unknown, no means, papers taken",
        &[TRAFFICKER, "is_child=? means=[] control_indicators=documents_taken"],
        "NNNNNU",
        &["protection:refer_for_identification", "protection:age_in_doubt"],
    ),
    v(
        "signs of control but no purpose",
        &[TRAFFICKER, "purposes=[] control_indicators=confinement"],
        "NNNNNN",
        &["no protection:refer_for_identification"],
    ),
    v("acts unknown", &[TRAFFICKER, "acts=?"], "NNNNNU", &["trafficking/act=unknown"]),
    v("purpose unknown", &[TRAFFICKER, "purposes=?"], "NNNNNU", &["trafficking/purpose=unknown"]),
    v(
        "document acts unknown, lives at risk",
        &[FORGER, "document_acts=? life_or_safety_endangered=true"],
        "NNUNUN",
        &["aggravated_smuggling/base_offence/document_made/document_produced=unknown"],
    ),
    v("danger unknown", &["life_or_safety_endangered=?"], "MNNNUN", &["aggravated_smuggling/aggravation=unknown"]),
    v(
        "danger known, treatment unknown",
        &["life_or_safety_endangered=true inhuman_or_degrading_treatment=?"],
        "MNNNMN",
        &["aggravated_smuggling/aggravation=true"],
    ),
    v("stay by means unknown", &[STAY, "stay_means=?"], "NNNUNN", &["enabling_stay/illegal_means=unknown"]),
    // Protection.
    v(
        "held for removal, fears return, to Türkiye",
        &["to_state=TUR from_state=SYR detained=true seeks_protection=true"],
        "MNNNNN",
        &[
            "protection:consular_contact",
            "protection:non_refoulement",
            "protection:refugee_convention",
            "protection:geographical_limitation",
        ],
    ),
    v(
        "fears return, State outside the Refugee Convention",
        &["to_state=IRQ from_state=SYR seeks_protection=true"],
        "MNNNNN",
        &["no protection:refugee_convention", "protection:non_refoulement"],
    ),
    v("child alone", &["is_child=true unaccompanied_child=true"], "MNNNNN", &["protection:guardian", "protection:child"]),
    v(
        "nobody fears anything",
        &["seeks_protection=false detained=false"],
        "MNNNNN",
        &["no protection:consular_contact", "no protection:non_refoulement", "no protection:child", "no protection:age_in_doubt"],
    ),
    v("note of Serbian law on trafficking", &[TRAFFICKER], "NNNNNM", &["note:serbia_388", "no note:serbia_350"]),
    v(
        "note of Serbian law on smuggling",
        &[],
        "MNNNNN",
        &["note:serbia_350", "no note:serbia_388", "no note:party_unverified", "no note:party_differs"],
    ),
];

fn element_at<'e>(definition: &'e Element, path: &str) -> &'e Element {
    path.split('/').fold(definition, |element, name| match element.rule {
        Rule::All(parts) | Rule::Any(parts) => {
            parts.iter().find(|part| part.name == name).unwrap_or_else(|| panic!("no element `{name}` in `{}`", element.name))
        }
        _ => panic!("`{}` has no elements", element.name),
    })
}

fn check_reason(title: &str, facts: &Facts, reason: &str) {
    let verdicts = classify(facts);
    let notes: Vec<_> = notes(facts, &verdicts).iter().map(|note| note.code).collect();
    let protections: Vec<_> = protections(facts, &verdicts).iter().map(|one| one.code).collect();
    let (reason, wanted) = reason.strip_prefix("no ").map_or((reason, true), |rest| (rest, false));
    if let Some(code) = reason.strip_prefix("note:") {
        assert_eq!(notes.contains(&code), wanted, "{title}: {reason} in {notes:?}");
    } else if let Some(code) = reason.strip_prefix("protection:") {
        assert_eq!(protections.contains(&code), wanted, "{title}: {reason} in {protections:?}");
    } else {
        let (path, value) = reason.split_once('=').expect("offence/element=value");
        let (offence, path) = path.split_once('/').expect("offence/element");
        let offence = Offence::ALL.into_iter().find(|one| one.name() == offence).expect("an offence");
        assert_eq!(element_at(offence.definition(), path).rule.holds(facts).word(), value, "{title}: {reason}");
    }
}

#[test]
fn every_vignette_has_the_expected_verdicts_and_reasons() {
    assert!(VIGNETTES.len() >= 60);
    for Vignette { title, facts: changes, verdicts, why } in VIGNETTES {
        let facts = facts(&format!("{SMUGGLER} {}", changes.join(" ")));
        assert!(contradictions(&facts).iter().all(|found| !found.error), "{title} contradicts itself");
        let found: String = Offence::ALL
            .into_iter()
            .map(|offence| match classify(&facts).of(offence) {
                Truth::True => 'M',
                Truth::False => 'N',
                Truth::Unknown => 'U',
            })
            .collect();
        assert_eq!(found, *verdicts, "{title}");
        why.iter().for_each(|reason| check_reason(title, &facts, reason));
    }
}

#[test]
fn every_pitfall_has_a_vignette() {
    for number in 1..=14 {
        let mark = format!("(pitfall {number})");
        assert!(VIGNETTES.iter().any(|vignette| vignette.title.ends_with(&mark)), "{mark}");
    }
}

#[test]
fn contradictions_are_found() {
    let found = |text: &str| contradictions(&facts(text)).iter().map(|one| (one.error, one.field.name())).collect::<Vec<_>>();
    assert_eq!(found("actor_role=migrant_only for_other_person=true"), [(true, "for_other_person")]);
    assert_eq!(found("actor_role=migrant_only for_other_person=false"), []);
    assert_eq!(found("from_state=SRB to_state=SRB border_crossing=completed"), [(true, "border_crossing")]);
    assert_eq!(found("from_state=SRB to_state=SRB border_crossing=attempted"), [(true, "border_crossing")]);
    assert_eq!(found("from_state=SRB to_state=SRB border_crossing=none"), []);
    assert_eq!(found("border_crossing=completed"), []);
    assert_eq!(found("is_child=false unaccompanied_child=true"), [(false, "unaccompanied_child")]);
    assert_eq!(found("benefit_sought=false benefit_forms=money"), [(false, "benefit_forms")]);
    assert_eq!(found("benefit_sought=false benefit_forms=[]"), []);
    assert_eq!(found("exploitation_occurred=true purposes=[]"), [(false, "exploitation_occurred")]);
    assert_eq!(found("exploitation_occurred=true purposes=slavery"), []);
    assert_eq!(found("to_state=SRB incident_date=2015-10-01 to_state_party=false"), [(false, "to_state_party")]);
    assert_eq!(found("to_state=SRB incident_date=2015-10-01 to_state_party=true"), []);
    assert_eq!(found("to_state=FRA incident_date=2015-10-01 to_state_party=true"), []);
    assert_eq!(found("exploitation_occurred=true purposes=ransom_only"), [(false, "exploitation_occurred")]);
    // Half of a contradiction is none.
    for half in [
        "actor_role=migrant_only",
        "for_other_person=true",
        "actor_role=principal for_other_person=true",
        "from_state=MKD to_state=SRB border_crossing=completed",
        "from_state=SRB border_crossing=completed",
        "to_state=SRB border_crossing=completed",
        "from_state=SRB to_state=SRB",
        "is_child=false",
        "unaccompanied_child=true",
        "is_child=true unaccompanied_child=true",
        "is_child=false unaccompanied_child=false",
        "benefit_sought=false",
        "benefit_forms=money",
        "benefit_sought=true benefit_forms=money",
        "exploitation_occurred=true",
        "exploitation_occurred=false purposes=[]",
        "purposes=[]",
        "to_state_party=false incident_date=2015-10-01",
        "to_state=SRB to_state_party=false",
    ] {
        assert_eq!(found(half), [], "{half}");
    }
}

/// The facts of all vignettes.
pub fn all_facts() -> Vec<Facts> {
    VIGNETTES.iter().map(|vignette| facts(&format!("{SMUGGLER} {}", vignette.facts.join(" ")))).collect()
}
