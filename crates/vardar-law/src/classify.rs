//! From facts to verdicts.

use crate::offences::{Offence, Scope};
use crate::{Facts, Truth};

/// The verdicts on one set of facts. They are independent: a person may be smuggled and trafficked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdicts {
    offences: [Truth; 6],
    scope: [Truth; 2],
}

impl Verdicts {
    /// The verdict on an offence: true is met, false is not met, unknown is undetermined.
    #[must_use]
    pub fn of(&self, offence: Offence) -> Truth {
        self.offences[offence as usize]
    }

    /// Values that were worked out elsewhere, in the order of the table.
    pub(crate) fn known(offences: [Truth; 6], scope: [Truth; 2]) -> Verdicts {
        Verdicts { offences, scope }
    }

    /// Whether the facts lie in a scope. No element of any offence.
    #[must_use]
    pub fn scope(&self, scope: Scope) -> Truth {
        self.scope[scope as usize]
    }
}

/// Tests the facts against every offence. Allocates nothing.
///
/// ```
/// use vardar_law::{classify, Facts, Offence, Truth};
///
/// let nothing_known = classify(&Facts::default());
/// assert_eq!(nothing_known.of(Offence::Smuggling), Truth::Unknown);
/// let own_journey = classify(&Facts { for_other_person: Some(false), ..Facts::default() });
/// assert_eq!(own_journey.of(Offence::Smuggling), Truth::False);
/// ```
#[must_use]
pub fn classify(facts: &Facts) -> Verdicts {
    Verdicts {
        offences: Offence::ALL.map(|offence| offence.definition().rule.holds(facts)),
        scope: Scope::ALL.map(|scope| scope.definition().rule.holds(facts)),
    }
}
