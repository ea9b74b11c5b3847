//! The value of a fact, whatever its type: what readers write, rules read and explanations show.

use crate::Country;
use jiff::civil::Date;

/// What kind of answer a fact takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    Truth,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Any number of these words; none of them is an answer too.
    List(&'static [&'static str]),
    /// ISO 3166-1 alpha-3 code.
    Country,
    /// A day.
    Date,
    /// A whole number, 0 or more.
    Count,
}

impl Kind {
    /// All answers by their number, the unknown one first; `None` if there are too many to number.
    pub(crate) fn answers(self) -> Option<Vec<Value>> {
        let known: Vec<Value> = match self {
            Kind::Truth => vec![Value::Truth(false), Value::Truth(true)],
            Kind::Choice(words) => (0..words.len()).filter_map(|at| u8::try_from(at).ok()).map(Value::Choice).collect(),
            Kind::List(_) | Kind::Country | Kind::Date | Kind::Count => return None,
        };
        let all: Vec<Value> = std::iter::once(Value::Unknown).chain(known).collect();
        debug_assert!(all.iter().enumerate().all(|(at, value)| usize::from(value.code()) == at));
        Some(all)
    }
}

/// The value of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Not known.
    Unknown,
    /// True or false.
    Truth(bool),
    /// Index of the word among those of the fact's [`Kind`].
    Choice(u8),
    /// Bit `i` is set if word `i` of the fact's [`Kind`] is in the list.
    List(u32),
    /// A country.
    Country(Country),
    /// A day.
    Date(Date),
    /// A number.
    Count(u32),
}

impl Value {
    /// True unless the value is unknown.
    #[must_use]
    pub fn is_known(self) -> bool {
        self != Value::Unknown
    }

    /// The number of a truth or a choice among the answers to its fact, from 1; see [`Slot::code`].
    #[inline]
    pub(crate) fn code(self) -> u8 {
        match self {
            Value::Unknown => 0,
            Value::Truth(truth) => 1 + u8::from(truth),
            Value::Choice(word) => 1 + word,
            Value::List(_) | Value::Country(_) | Value::Date(_) | Value::Count(_) => MANY,
        }
    }

    /// The words of a choice or of a list, in the order of its kind.
    pub fn words(self, kind: Kind) -> impl Iterator<Item = &'static str> {
        let (words, bits): (&'static [&'static str], u32) = match (kind, self) {
            (Kind::Choice(words), Value::Choice(index)) => (words, 1 << index),
            (Kind::List(words), Value::List(bits)) => (words, bits),
            _ => (&[], 0),
        };
        words.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, word)| *word)
    }

    /// The value as text: as in a cell of CSV, an empty list as `[]`, an unknown value as `unknown`.
    #[must_use]
    pub fn text(self, kind: Kind) -> String {
        match self {
            Value::Unknown => "unknown".to_owned(),
            Value::Truth(value) => value.to_string(),
            Value::List(0) => "[]".to_owned(),
            Value::Choice(_) | Value::List(_) => self.words(kind).collect::<Vec<_>>().join(";"),
            Value::Country(country) => country.code().to_owned(),
            Value::Date(date) => date.to_string(),
            Value::Count(count) => count.to_string(),
        }
    }
}

/// A type that a fact can have.
pub trait Slot: Copy {
    /// Its kind of answer.
    const KIND: Kind;
    /// As a value.
    fn value(self) -> Value;
    /// From a value; a value of another kind is unknown.
    fn of(value: Value) -> Self;
    /// The number of the answer: 0 if it is not known; 255 if its kind has too many answers to number.
    fn code(self) -> u8 {
        self.value().code()
    }
}

/// Stands for an answer that has no number.
pub(crate) const MANY: u8 = u8::MAX;

macro_rules! plain_slot {
    ($type:ty, $kind:ident) => {
        impl Slot for Option<$type> {
            const KIND: Kind = Kind::$kind;

            fn value(self) -> Value {
                self.map_or(Value::Unknown, Value::$kind)
            }

            fn of(value: Value) -> Self {
                if let Value::$kind(inner) = value { Some(inner) } else { None }
            }
        }
    };
}

plain_slot!(bool, Truth);
plain_slot!(Country, Country);
plain_slot!(Date, Date);
plain_slot!(u32, Count);
