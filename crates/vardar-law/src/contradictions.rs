//! Facts that cannot all be so, and facts that are odd together.

use crate::facts::Field;
use crate::rule::EXPLOITATION;
use crate::treaty::Treaty;
use crate::value::Value;
use crate::vocabulary::{ActorRole, BorderCrossing};
use crate::{Facts, Truth};

/// Two facts that do not go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// True if the facts cannot both be so: no verdict can be given. False if they are only odd.
    pub error: bool,
    /// Short stable name.
    pub code: &'static str,
    /// The fact that is pointed at.
    pub field: Field,
    /// What stands there.
    pub found: String,
    /// What would go together.
    pub expected: &'static str,
}

/// The actor is only the person travelling: nobody else's entry.
pub(crate) fn excludes_other_person(facts: &Facts) -> bool {
    facts.actor_role == Some(ActorRole::MigrantOnly)
}

/// State left and State entered are one: no border lies between.
pub(crate) fn excludes_crossing(facts: &Facts) -> bool {
    facts.from_state.is_some() && facts.from_state == facts.to_state
}

/// All of them.
#[must_use]
pub fn contradictions(facts: &Facts) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let mut add = |error, code, field: Field, text: String, expected| {
        found.push(Contradiction { error, code, field, found: text, expected });
    };
    if excludes_other_person(facts) && facts.for_other_person == Some(true) {
        let text = "`true` with the role `migrant_only`".to_owned();
        add(true, "contradiction", Field::ForOtherPerson, text, "`false` for somebody who only travelled, or another role");
    }
    let crossed = matches!(facts.border_crossing, Some(BorderCrossing::Completed | BorderCrossing::Attempted));
    if let (true, true, Some(state)) = (crossed, excludes_crossing(facts), facts.to_state) {
        let text = format!("a crossing from {0} to {0}", state.code());
        add(true, "contradiction", Field::BorderCrossing, text, "two different States, or `none`");
    }
    if facts.is_child == Some(false) && facts.unaccompanied_child == Some(true) {
        let text = "`true` for somebody who is no child".to_owned();
        add(false, "odd-facts", Field::UnaccompaniedChild, text, "a child, or `false`");
    }
    if facts.benefit_sought == Some(false) && matches!(facts.get(Field::BenefitForms), Value::List(forms) if forms != 0) {
        let text = "forms of benefit, but no benefit was sought".to_owned();
        add(false, "odd-facts", Field::BenefitForms, text, "an empty list, or `benefit_sought` true");
    }
    if facts.exploitation_occurred == Some(true)
        && matches!(facts.get(Field::Purposes), Value::List(purposes) if purposes & EXPLOITATION == 0)
    {
        let text = "`true`, but no purpose of exploitation is listed".to_owned();
        add(
            false,
            "odd-facts",
            Field::ExploitationOccurred,
            text,
            "the purpose in `purposes`, if this actor intended or knowingly served it",
        );
    }
    if let (Some(word), Some(state)) = (facts.to_state_party, facts.to_state) {
        let table = Treaty::Smuggling.standing(state, facts.incident_date).bound;
        if table != Truth::Unknown && table != Truth::from(word) {
            let text = format!("`{word}`, but the table of Parties has `{}` for {}", table.word(), state.code());
            add(false, "party-differs", Field::ToStateParty, text, "what the table says; the record's own word decides");
        }
    }
    found
}
