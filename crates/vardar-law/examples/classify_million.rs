//! Times the classification: `cargo run --release -p vardar-law --example classify_million -- FOLDER [RECORDS]`.
//!
//! Writes made-up records to FOLDER as CSV and JSON Lines, classifies each file to CSV, and times the bare function.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::sync::atomic::AtomicBool;
use std::time::Instant;
use vardar_law::read::Format;
use vardar_law::stream::{Output, Request, classify_stream};
use vardar_law::{Country, Facts, Field, Kind, Value, classify};

/// A made-up record: each fact is known four times in five, and none contradicts another.
fn draw(state: &mut u64) -> Facts {
    let mut next = || {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        *state >> 33
    };
    let mut facts = Facts::default();
    for field in Field::ALL {
        let (known, draw) = (next() % 5 > 0, next() as u32);
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

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| ".".to_owned());
    let records: u64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    let (csv, lines) = (format!("{folder}/incidents.csv"), format!("{folder}/incidents.jsonl"));
    let (mut table, mut objects) = (BufWriter::new(File::create(&csv)?), BufWriter::new(File::create(&lines)?));
    writeln!(table, "id,{}", Field::ALL.iter().map(|field| field.name()).collect::<Vec<_>>().join(","))?;
    let mut state = 7;
    let mut sample = Vec::new();
    for number in 0..records {
        let facts = draw(&mut state);
        let cells = Field::ALL.iter().map(|field| match facts.get(*field) {
            Value::Unknown => String::new(),
            value => value.text(field.kind()),
        });
        writeln!(table, "r{number},{}", cells.collect::<Vec<_>>().join(","))?;
        writeln!(objects, "{}", vardar_law::write::facts_as_json(&facts))?;
        if sample.len() < 10_000 {
            sample.push(facts);
        }
    }
    table.flush()?;
    objects.flush()?;
    println!("| what | measured |\n|---|---|");
    for (path, format, output, name) in [
        (&csv, Format::Csv, Output::Csv, "CSV to CSV"),
        (&lines, Format::JsonLines, Output::Csv, "JSON Lines to CSV"),
        (&csv, Format::Csv, Output::Nothing, "CSV to counts"),
        (&csv, Format::Csv, Output::JsonLines, "CSV to JSON Lines with all elements"),
    ] {
        let stop = AtomicBool::new(false);
        let request = Request { name: path, format, output, strict: false, stop: &stop };
        let (start, cpu) = (Instant::now(), cpu_seconds());
        let ended = classify_stream(&request, File::open(path)?, &mut std::io::sink(), &mut |_| {})?;
        let (wall, cpu) = (start.elapsed().as_secs_f64(), cpu_seconds() - cpu);
        let (count, wrong) = (ended.records, ended.wrong);
        println!("| {count} records, {name}, {wrong} without a verdict | {wall:.2} s, {cpu:.2} s of processor time |");
    }
    let (start, cpu) = (Instant::now(), cpu_seconds());
    let rounds = 100;
    let mut met = 0_u64;
    for _ in 0..rounds {
        for facts in &sample {
            met +=
                u64::from(classify(std::hint::black_box(facts)).of(vardar_law::Offence::Trafficking) == vardar_law::Truth::True);
        }
    }
    let count = (rounds * sample.len().max(1)) as f64;
    let (wall, cpu) = (start.elapsed().as_secs_f64() / count, (cpu_seconds() - cpu) / count);
    let bytes = size_of::<Facts>();
    println!(
        "| one record in a batch ({bytes} bytes of facts, {met} met) | {:.0} ns, {:.0} ns of processor time |",
        1e9 * wall,
        1e9 * cpu
    );
    let peak = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(line) = peak.lines().find(|line| line.starts_with("VmHWM")) {
        println!("| peak memory of all of this | {} |", line.trim_start_matches("VmHWM:").trim());
    }
    Ok(())
}
