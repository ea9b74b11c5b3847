//! Random bytes: nothing panics, every record has a result, and the results are what they say they are.
//!
//! Runs for a second; `VARDAR_FUZZ_SECONDS=600 cargo test --release -p vardar-law --test records fuzz` runs for ten minutes each.

use crate::run::run_with;
use std::time::{Duration, Instant};
use vardar_law::read::Format;
use vardar_law::stream::{Output, refusal};

/// Steele, Lea and Flood's SplitMix64: enough to choose bytes, and the same everywhere.
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}

const SEEDS: &[&str] = &[
    "id,actor_role,acts,to_state,incident_date,num_actors,age\n1,principal,transfer;receipt,SRB,2015-10-01,3,30\n\"a\"\"b,\",,[],,,,\r\n",
    "[{\"id\":1,\"is_child\":true,\"acts\":[\"transfer\"],\"to_state\":\"SRB\"},\n {\"id\":\"x\\u0041\",\"purposes\":[],\"age\":17}]",
    "{\"id\":1,\"is_child\":true,\"incident_date\":\"2015-10-01\"}\n{\"num_actors\":3,\"benefit_forms\":[\"own_passage\"]}\r\n\n{\"acts\":null}\n",
];

const PIECES: &[&str] = &[
    "\"",
    "\"\"",
    ",",
    ";",
    "\n",
    "\r\n",
    "\r",
    "{",
    "}",
    "[",
    "]",
    "[]",
    ":",
    "\\",
    "\\u0041",
    "\\ud800",
    "null",
    "true",
    "-1",
    "1e999",
    "\u{feff}",
    "\u{0}",
    "é",
    "名",
    "id",
    "acts",
    "is_child",
    "from_state",
    "SRB",
    "2015-02-30",
    "migrant_only",
    "unknown",
    "phone",
    "{\"a\":{\"b\":[1,{}]}}",
];

fn mutate(draws: &mut Draws) -> Vec<u8> {
    let mut bytes = SEEDS[draws.below(SEEDS.len())].as_bytes().to_vec();
    for _ in 0..draws.below(9) {
        let at = draws.below(bytes.len() + 1);
        match draws.below(6) {
            0 if at < bytes.len() => bytes[at] = draws.next() as u8,
            1 => drop(bytes.splice(at..at, PIECES[draws.below(PIECES.len())].bytes())),
            2 => drop(bytes.drain(at..(at + draws.below(12)).min(bytes.len()))),
            3 => bytes.truncate(at),
            4 => {
                let from = draws.below(bytes.len() + 1);
                let piece = bytes[from..(from + draws.below(40)).min(bytes.len())].to_vec();
                drop(bytes.splice(at..at, piece));
            }
            _ => drop(bytes.splice(at..at, SEEDS[draws.below(SEEDS.len())].bytes())),
        }
    }
    bytes
}

fn fuzz(format: Format, seed: u64) {
    let seconds = std::env::var("VARDAR_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut draws = Draws(seed);
    let mut inputs = 0_u64;
    while Instant::now() < end {
        for _ in 0..64 {
            let bytes = mutate(&mut draws);
            inputs += 1;
            let shown = || String::from_utf8_lossy(&bytes).into_owned();
            let lines = run_with(&bytes, format, Output::JsonLines, false);
            assert_eq!(lines.out.lines().count() as u64, lines.ended.records, "{}", shown());
            for line in lines.out.lines() {
                let json: serde_json::Value =
                    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}\n{}", shown()));
                assert!(json.get("verdicts").is_some() != json.get("errors").is_some(), "{line}");
            }
            assert!(lines.ended.wrong == 0 || !lines.problems.is_empty());
            for problem in &lines.problems {
                assert!(!problem.to_string().contains('\u{1b}') && problem.line.is_some_and(|line| line >= 1), "{problem}");
            }
            let personal = refusal(|| Ok(&bytes[..]), format, "input").expect("read").is_some();
            let stopped = lines.problems.iter().any(|problem| problem.code == "personal-data");
            assert!(!personal || stopped, "{}", shown());
            let table = run_with(&bytes, format, Output::Csv, false);
            assert_eq!(table.ended.records, lines.ended.records);
        }
    }
    println!("{inputs} inputs");
}

#[test]
fn fuzz_csv() {
    fuzz(Format::Csv, 1);
}

#[test]
fn fuzz_json() {
    fuzz(Format::Json, 2);
}

#[test]
fn fuzz_json_lines() {
    fuzz(Format::JsonLines, 3);
}
