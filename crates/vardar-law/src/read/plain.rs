//! JSON records as most are written: fields of the codebook, words of the vocabulary, nothing escaped. Whatever else a record holds
//! is for the reader that can say what is wrong with it.

use super::cell;
use super::header::Column;
use super::name::NAMES;
use crate::{Facts, Field, Kind, Value};

/// Most fields that are skipped when the name of the next one is guessed.
const MOST_SKIPPED: usize = 6;

/// What a record says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Plain {
    pub(crate) facts: Facts,
    /// As JSON.
    pub(crate) id: Option<String>,
    pub(crate) age: Option<u32>,
}

/// Reads a record; `None` says only that it needs a closer look.
pub(crate) fn plain(text: &str) -> Option<Plain> {
    let mut cursor = Cursor { text, at: 0 };
    let (mut read, mut seen, mut guess) = (Plain::default(), 0_u64, 0);
    cursor.blank();
    cursor.take(b'{')?;
    cursor.blank();
    let mut more = cursor.take(b'}').is_none();
    while more {
        let column = cursor.name(guess)?;
        cursor.blank();
        cursor.take(b':')?;
        cursor.blank();
        let bit = match column {
            Column::Fact(field) => {
                read.facts.set(field, cursor.value(field.kind())?);
                guess = field as usize + 1;
                field.bit()
            }
            Column::Id => {
                read.id = cursor.id()?;
                1 << 62
            }
            Column::Age => {
                read.age = cursor.age()?;
                1 << 63
            }
        };
        if seen & bit != 0 {
            return None;
        }
        seen |= bit;
        cursor.blank();
        more = cursor.take(b',').is_some();
        if more {
            cursor.blank();
        } else {
            cursor.take(b'}')?;
        }
    }
    cursor.blank();
    (cursor.at == text.len()).then_some(read)
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn blank(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.text.as_bytes().get(self.at) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.text.as_bytes().get(self.at) == Some(&byte)).then(|| self.at += 1)
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.rest().starts_with(word.as_bytes()).then(|| self.at += word.len())
    }

    /// The name of a field. Most records name their fields in the order of the codebook.
    fn name(&mut self, guess: usize) -> Option<Column> {
        let bytes = self.text.as_bytes();
        let next = &NAMES[guess..NAMES.len().min(guess + MOST_SKIPPED)];
        if let Some(skipped) = next.iter().position(|name| name.is_at(bytes, self.at)) {
            self.at += next[skipped].length;
            return Some(Column::Fact(Field::ALL[guess + skipped]));
        }
        self.take(b'"')?;
        Column::named(self.string_end()?)
    }

    /// A word that is known, and its closing quote.
    fn quoted(&mut self, word: &str) -> Option<()> {
        let rest = self.rest();
        // Of most words the end tells already that it is another.
        (rest.get(word.len()) == Some(&b'"') && rest.starts_with(word.as_bytes())).then(|| self.at += word.len() + 1)
    }

    /// The place of a word in a vocabulary.
    fn place(&mut self, words: &[&str]) -> Option<usize> {
        words.iter().position(|word| self.quoted(word).is_some())
    }

    /// The rest of a string without escapes, and its closing quote.
    fn string_end(&mut self) -> Option<&'t str> {
        let length = self.rest().iter().position(|byte| matches!(byte, b'"' | b'\\' | ..b' '))?;
        let text = self.text.get(self.at..self.at + length)?;
        self.at += length;
        self.take(b'"').map(|()| text)
    }

    /// The digits of a whole number that is written as it would be written again.
    fn digits(&mut self) -> Option<&'t str> {
        let length = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let digits = self.text.get(self.at..self.at + length)?;
        self.at += length;
        (1..=18).contains(&length).then_some(digits).filter(|digits| length == 1 || !digits.starts_with('0'))
    }

    fn value(&mut self, kind: Kind) -> Option<Value> {
        match (self.rest().first()?, kind) {
            (b'n', _) => self.word("null").map(|()| Value::Unknown),
            (b't', Kind::Truth) => self.word("true").map(|()| Value::Truth(true)),
            (b'f', Kind::Truth) => self.word("false").map(|()| Value::Truth(false)),
            (b'"', Kind::Choice(words)) => {
                self.at += 1;
                self.place(words).and_then(|at| u8::try_from(at).ok()).map(Value::Choice)
            }
            (b'"', Kind::Country | Kind::Date) => {
                self.at += 1;
                cell::plain(kind, self.string_end()?).filter(|value| value.is_known())
            }
            (b'[', Kind::List(words)) => self.list(words),
            (b'0'..=b'9', Kind::Count) => self.digits()?.parse().ok().map(Value::Count),
            _ => None,
        }
    }

    fn list(&mut self, words: &[&str]) -> Option<Value> {
        self.take(b'[')?;
        self.blank();
        let (mut bits, mut more) = (0, self.take(b']').is_none());
        while more {
            self.take(b'"')?;
            bits |= 1 << self.place(words)?;
            self.blank();
            more = self.take(b',').is_some();
            if more {
                self.blank();
            } else {
                self.take(b']')?;
            }
        }
        Some(Value::List(bits))
    }

    fn id(&mut self) -> Option<Option<String>> {
        match self.rest().first()? {
            b'n' => self.word("null").map(|()| None),
            b'"' => {
                self.at += 1;
                let text = self.string_end()?;
                (!text.is_empty() && text.trim() == text).then(|| Some(format!("\"{text}\"")))
            }
            _ => self.digits().map(|digits| Some(digits.to_owned())),
        }
    }

    fn age(&mut self) -> Option<Option<u32>> {
        if self.word("null").is_some() {
            return Some(None);
        }
        self.digits()?.parse().ok().filter(|age| *age <= cell::OLDEST).map(Some)
    }
}
