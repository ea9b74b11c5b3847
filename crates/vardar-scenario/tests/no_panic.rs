//! Whatever the bytes, reading ends, and each problem says where it is and what was expected.

mod support;

use proptest::prelude::*;
use vardar_scenario::{Checked, Severity};

/// A change to the bytes of a file, at places given as shares of its length.
#[derive(Debug, Clone)]
enum Damage {
    Replace(f64, Vec<u8>),
    Insert(f64, Vec<u8>),
    Cut(f64, f64),
    Repeat(f64, f64),
    Truncate(f64),
    Swap(f64, f64),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = || 0.0..1.0f64;
    let pieces = prop_oneof![
        prop::collection::vec(any::<u8>(), 1..4),
        prop::sample::select(vec![
            &b"\""[..],
            b",",
            b"\n",
            b"\r",
            b";",
            b"\0",
            b"\xff\xfe",
            b"\xef\xbb\xbf",
            b"#",
            b"-",
            b"NaN",
            b"1e999",
            b"999999999999",
            b"2015-13-01",
            b"9999-12-31",
            b"0000-01-01",
            "\u{85}é🎒".as_bytes(),
            b"[",
            b"]]",
            b"'''",
            b"=",
        ])
        .prop_map(<[u8]>::to_vec),
    ];
    let piece = pieces.boxed();
    prop_oneof![
        (at(), piece.clone()).prop_map(|(at, bytes)| Damage::Replace(at, bytes)),
        (at(), piece).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        (at(), at()).prop_map(|(from, to)| Damage::Cut(from, to)),
        (at(), at()).prop_map(|(from, to)| Damage::Repeat(from, to)),
        at().prop_map(Damage::Truncate),
        (at(), at()).prop_map(|(from, to)| Damage::Swap(from, to)),
    ]
}

fn index(share: f64, length: usize) -> usize {
    (share * length as f64) as usize
}

fn hurt(bytes: &mut Vec<u8>, damage: &Damage) {
    let length = bytes.len();
    let range = |a: f64, b: f64| index(a.min(b), length)..index(a.max(b), length);
    match damage {
        Damage::Replace(at, new) => {
            let at = index(*at, length);
            bytes.splice(at..(at + new.len()).min(length), new.iter().copied());
        }
        Damage::Insert(at, new) => {
            let at = index(*at, length);
            bytes.splice(at..at, new.iter().copied());
        }
        Damage::Cut(from, to) => {
            bytes.drain(range(*from, *to));
        }
        Damage::Repeat(from, to) => {
            let again = bytes[range(*from, *to)].to_vec();
            bytes.extend(again);
        }
        Damage::Truncate(at) => bytes.truncate(index(*at, length)),
        Damage::Swap(a, b) if length > 0 => bytes.swap(index(*a, length), index(*b, length)),
        Damage::Swap(..) => {}
    }
}

fn sensible(checked: &Checked) -> Result<(), TestCaseError> {
    let errors = checked.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    prop_assert_eq!(checked.is_usable(), errors == 0);
    for problem in &checked.problems {
        let shown = problem.to_string();
        prop_assert!(!problem.file.is_empty() && !problem.expected.is_empty() && !problem.found.is_empty(), "{}", shown);
        prop_assert!(problem.line != Some(0) && problem.column != Some(0) && shown.len() < 4000, "{}", shown);
        prop_assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{:?}", shown);
        if let Some(excerpt) = &problem.excerpt {
            let length = excerpt.text.chars().count();
            prop_assert!(length <= 200 && excerpt.offset <= length && excerpt.length >= 1, "{:?}", excerpt);
            prop_assert!(excerpt.offset + excerpt.length <= length.max(excerpt.offset + 1), "{:?}", excerpt);
        }
    }
    if let Some(scenario) = &checked.scenario {
        let again = support::read(&scenario.to_files(false));
        prop_assert!(again.scenario.as_ref() == Some(scenario), "what is accepted can be written and read again");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn damaged_files(file in 0..13usize, damages in prop::collection::vec(damage(), 1..6)) {
        let mut files = support::base();
        let name = files.keys().nth(file).unwrap().clone();
        for damage in &damages {
            hurt(files.get_mut(&name).unwrap(), damage);
        }
        sensible(&support::read(&files))?;
    }

    #[test]
    fn files_swapped_and_mixed(from in 0..13usize, to in 0..13usize, at: f64, cut in 0.0..1.0f64) {
        let mut files = support::base();
        let names: Vec<String> = files.keys().cloned().collect();
        let tail = files[&names[from]].clone();
        let bytes = files.get_mut(&names[to]).unwrap();
        bytes.truncate(index(cut, bytes.len()));
        bytes.extend(&tail[index(at.abs().fract(), tail.len())..]);
        sensible(&support::read(&files))?;
    }

    #[test]
    fn any_bytes(file in 0..13usize, bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut files = support::base();
        let name = files.keys().nth(file).unwrap().clone();
        files.insert(name, bytes);
        sensible(&support::read(&files))?;
    }

    #[test]
    fn any_override(key in "[a-z_.A-Z0-9-]{0,30}|(borders|places|links|parameters|period|engine)[.][a-z_-]{0,12}([.][a-z0-9-]{0,10})?", value in ".{0,20}") {
        let scenario = support::read(&support::base()).scenario.unwrap();
        match scenario.with_overrides(&[(key, value)]) {
            Ok(_) => {}
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    prop_assert!(problem.file.starts_with("--set ") && !problem.expected.is_empty(), "{}", problem);
                }
            }
        }
    }
}
