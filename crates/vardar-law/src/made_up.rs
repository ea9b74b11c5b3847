//! Made-up facts for tests: the same for a seed.

use crate::{Country, Facts, Field, Kind, Value};

/// A source of numbers: a linear congruential generator.
pub(crate) struct Draws(pub(crate) u64);

impl Draws {
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// Facts of which some share is known, from none to nine in ten.
    pub(crate) fn facts(&mut self) -> Facts {
        let (mut facts, known) = (Facts::default(), self.below(10));
        for field in Field::ALL {
            let value = match field.kind() {
                Kind::Truth => Value::Truth(self.below(2) == 0),
                Kind::Choice(words) => Value::Choice(self.below(words.len() as u64) as u8),
                Kind::List(words) => Value::List(self.below(1 << words.len()) as u32),
                Kind::Country => {
                    let state = ["SRB", "PAK", "FRA"][self.below(3) as usize];
                    Country::new(state).map_or(Value::Unknown, Value::Country)
                }
                Kind::Date => {
                    let year = [-7, 200, 2003, 2015][self.below(4) as usize];
                    Value::Date(jiff::civil::date(year, 1 + self.below(12) as i8, 1))
                }
                Kind::Count => Value::Count(self.below(12) as u32),
            };
            if self.below(10) < known {
                facts.set(*field, value);
            }
        }
        facts
    }
}
