//! Made-up incidents for `bench/classify.sh`: `cargo run --release -p vardar-law --example classify_million -- [FOLDER RECORDS FIFTHS]`.
//!
//! Writes records to FOLDER as CSV, JSON and JSON Lines, with FIFTHS facts in five known; without a folder it times the bare function.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;
use vardar_law::{Country, Facts, Field, Kind, Offence, Truth, Value, classify};

/// A made-up record: each fact is known a number of times in five, and none contradicts another.
fn draw(state: &mut u64, fifths: u64) -> Facts {
    let mut next = || {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        *state >> 33
    };
    let mut facts = Facts::default();
    for field in Field::ALL {
        let (known, draw) = (next() % 5 >= 5 - fifths, next() as u32);
        let value = match field.kind() {
            Kind::Truth => Value::Truth(draw % 2 == 0),
            Kind::Choice(words) => Value::Choice((draw as usize % words.len()) as u8),
            Kind::List(words) => Value::List(draw & (draw >> 8) & (draw >> 16) & ((1 << words.len()) - 1)),
            Kind::Country => ["SRB", "MKD", "HUN", "AUT", "FRA"]
                .get(draw as usize % 5)
                .and_then(|code| Country::new(code))
                .map_or(Value::Unknown, Value::Country),
            Kind::Date => Value::Date(jiff::civil::date(2015, (draw % 12) as i8 + 1, (draw % 28) as i8 + 1)),
            Kind::Count => Value::Count(draw % 6),
        };
        if known {
            facts.set(*field, value);
        }
    }
    // Records that contradict themselves are reported, not classified: that is not what is timed.
    for found in vardar_law::contradictions(&facts) {
        facts.set(found.field, Value::Unknown);
    }
    facts
}

/// Processor time of this process so far: on a machine that is shared, wall-clock time says little.
fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = text.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / 100.0
}

/// A number of made-up records as CSV, JSON and JSON Lines.
fn write(folder: &str, records: u64, fifths: u64) -> std::io::Result<()> {
    let file = |ending: &str| File::create(format!("{folder}/incidents-{records}-{fifths}.{ending}")).map(BufWriter::new);
    let (mut table, mut array, mut lines) = (file("csv")?, file("json")?, file("jsonl")?);
    writeln!(table, "id,{}", Field::ALL.iter().map(|field| field.name()).collect::<Vec<_>>().join(","))?;
    let mut state = 7;
    for number in 0..records {
        let facts = draw(&mut state, fifths);
        let cells = Field::ALL.iter().map(|field| match facts.get(*field) {
            Value::Unknown => String::new(),
            value => value.text(field.kind()),
        });
        writeln!(table, "r{number},{}", cells.collect::<Vec<_>>().join(","))?;
        let object = vardar_law::write::facts_as_json(&facts);
        write!(array, "{}{object}", if number == 0 { "[\n" } else { ",\n" })?;
        writeln!(lines, "{object}")?;
    }
    writeln!(array, "\n]")?;
    [table, array, lines].iter_mut().try_for_each(Write::flush)
}

/// Times the bare function.
fn time() {
    let mut state = 7;
    let sample: Vec<Facts> = (0..10_000).map(|_| draw(&mut state, 4)).collect();
    let (start, cpu) = (Instant::now(), cpu_seconds());
    let (rounds, mut met) = (100, 0_u64);
    for _ in 0..rounds {
        for facts in &sample {
            met += u64::from(classify(std::hint::black_box(facts)).of(Offence::Trafficking) == Truth::True);
        }
    }
    let count = (rounds * sample.len()) as f64;
    let (wall, cpu) = (1e9 * start.elapsed().as_secs_f64() / count, 1e9 * (cpu_seconds() - cpu) / count);
    let bytes = size_of::<Facts>();
    println!(
        "| one record in a batch ({bytes} bytes of facts, {met} of {count} met) | {wall:.0} ns, {cpu:.0} ns of processor time |"
    );
}

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next();
    let mut number = || arguments.next().and_then(|text| text.parse().ok());
    match (folder, number(), number()) {
        (Some(folder), Some(records), Some(fifths)) => write(&folder, records, fifths)?,
        _ => time(),
    }
    Ok(())
}
