//! Smuggling of migrants or trafficking in persons: which elements of which offence the facts of an incident meet.
//!
//! [`classify`] tests the [`Facts`] of one actor, one person and one border leg against the elements of six offences in strong
//! Kleene logic, where what is not known stays open. It tests treaty elements; it does not decide guilt. What may not change: the
//! law stands as one table (`offences`), each element beside its article, and verdicts, explanations and what would settle
//! them are all read off that table; nothing about consent, kinship, motive or signs of control decides a verdict.
//!
//! ```
//! use vardar_law::{classify, Facts, Offence, Purpose, Set, Act, Truth};
//!
//! let facts = Facts {
//!     intentional: Some(true),
//!     is_child: Some(true),
//!     acts: Some(Set::of(&[Act::Harbouring])),
//!     purposes: Some(Set::of(&[Purpose::BeggingExploitation])),
//!     consent_to_exploitation: Some(true),
//!     ..Facts::default()
//! };
//! assert_eq!(classify(&facts).of(Offence::Trafficking), Truth::True);
//! ```

pub mod batch;
mod classify;
mod codebook;
mod contradictions;
mod country;
mod explain;
mod facts;
mod findings;
#[cfg(test)]
mod made_up;
mod memo;
mod next_question;
mod notes;
mod numbered;
mod offences;
mod protections;
pub mod publish;
pub mod read;
mod rule;
mod settle;
pub mod stream;
mod treaty;
mod truth;
mod value;
mod vocabulary;
pub mod write;

pub use classify::{Verdicts, classify};
pub use codebook::{codebook_csv, json_schema};
pub use contradictions::{Contradiction, contradictions};
pub use country::Country;
pub use explain::explain;
pub use facts::{Facts, Field};
pub use next_question::questions;
pub use notes::{Note, notes};
pub use offences::{Offence, Scope};
pub use protections::{Protection, protections};
pub use rule::{Element, Rule};
pub use settle::Settling;
pub use treaty::{Standing, Treaty, party};
pub use truth::Truth;
pub use value::{Kind, Slot, Value};
pub use vocabulary::*;
