//! Runs the stream on text.

use std::sync::atomic::AtomicBool;
use vardar_law::read::Format;
use vardar_law::stream::{Ended, Output, Request, classify_stream};
use vardar_scenario::Problem;

pub struct Answer {
    pub out: String,
    pub problems: Vec<Problem>,
    pub ended: Ended,
}

pub fn run_with(bytes: &[u8], format: Format, output: Output, strict: bool) -> Answer {
    let stop = AtomicBool::new(false);
    let request = Request { name: "input", format, output, strict, screened: false, stop: &stop };
    let (mut sink, mut problems) = (Vec::new(), Vec::new());
    let ended =
        classify_stream(&request, bytes, &mut sink, &mut |more| problems.extend(more)).expect("no error of input or output");
    Answer { out: String::from_utf8(sink).expect("results are UTF-8"), problems, ended }
}

pub fn run(text: &str, format: Format, output: Output) -> Answer {
    run_with(text.as_bytes(), format, output, false)
}

impl Answer {
    /// Code, line and column of every problem.
    pub fn places(&self) -> Vec<(&'static str, u64, u64)> {
        self.problems.iter().map(|one| (one.code, one.line.unwrap_or(0), one.column.unwrap_or(0))).collect()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).expect("JSON")
    }
}
