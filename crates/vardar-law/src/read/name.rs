//! The names of all facts in quotes, ready to be compared a whole name at a time.

use crate::Field;

/// No name is longer, with its quotes.
const LONGEST: usize = 32;

/// The name of a fact in quotes.
pub(super) struct Name {
    bytes: [u8; LONGEST],
    /// Has ones where `bytes` counts.
    mask: [u8; LONGEST],
    pub(super) length: usize,
}

/// By fact.
pub(super) static NAMES: [Name; Field::ALL.len()] = names();

const fn names() -> [Name; Field::ALL.len()] {
    let mut names = [const { Name { bytes: [0; LONGEST], mask: [0; LONGEST], length: 0 } }; Field::ALL.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = Name::of(Field::ALL[at].name());
        at += 1;
    }
    names
}

impl Name {
    const fn of(name: &str) -> Name {
        let mut new = Name { bytes: [0; LONGEST], mask: [0; LONGEST], length: name.len() + 2 };
        let mut at = 0;
        while at < new.length {
            new.bytes[at] = if at == 0 || at + 1 == new.length { b'"' } else { name.as_bytes()[at - 1] };
            new.mask[at] = 0xff;
            at += 1;
        }
        new
    }

    /// True if the name stands at this place of a text.
    #[inline]
    pub(super) fn is_at(&self, text: &[u8], at: usize) -> bool {
        let Some(there) = text.get(at..at + LONGEST) else {
            return text.get(at..at + self.length) == Some(&self.bytes[..self.length]);
        };
        let unlike =
            there.iter().zip(&self.bytes).zip(&self.mask).fold(0, |all, ((there, byte), mask)| all | (there ^ byte) & mask);
        unlike == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_where_it_stands_whatever_comes_after() {
        for (field, name) in Field::ALL.iter().zip(&NAMES) {
            assert_eq!(name.length, field.name().len() + 2);
            for after in ["", ":true", ":\"principal\",\"for_other_person\":null,\"intentional\":true}"] {
                let text = format!("{{\"{}\"{after}", field.name());
                assert!(name.is_at(text.as_bytes(), 1), "{text}");
                let found = NAMES.iter().filter(|name| name.is_at(text.as_bytes(), 1)).count();
                assert_eq!(found, 1, "{text}");
                assert!(!name.is_at(text.as_bytes(), 0) && !name.is_at(text.as_bytes(), 2));
                let mut other = text.clone().into_bytes();
                for at in 1..=name.length {
                    other[at] ^= 1;
                    assert!(!name.is_at(&other, 1));
                    other[at] ^= 1;
                }
            }
            assert!(!name.is_at(b"", 0) && !name.is_at(b"", usize::MAX - 64));
        }
    }
}
