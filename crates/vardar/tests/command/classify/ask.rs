//! `--ask`, driven through a pipe.

use crate::folder::Folder;

#[test]
fn one_answer_can_settle_everything() {
    let answer = Folder::new().fed("classify --ask --format json", "false\n").succeeds().complains(&["Did the actor mean it"]);
    let json: serde_json::Value = serde_json::from_str(&answer.out).expect("JSON");
    assert!(json["verdicts"].as_object().expect("verdicts").values().all(|one| one["verdict"] == "not_met"));
    // Nothing was asked that could change nothing.
    assert_eq!(answer.err.matches("] ").count(), 1, "{}", answer.err);
}

#[test]
fn a_wrong_answer_is_asked_again_and_an_end_of_input_ends_it() {
    let answer = Folder::new().fed("classify --ask", "perhaps\ntrue\n\n").succeeds();
    answer
        .complains(&["found `perhaps`, expected", "Enter leaves a question open"])
        .prints(&["The record: {\"intentional\":true}"]);
    Folder::new().fed("classify --ask --format csv", "").succeeds().prints(&["record,id,smuggling", "1,,undetermined"]);
    // What the record says can be read back.
    let said = Folder::new().fed("classify --ask", "true\ntrue\n").succeeds().out;
    let record = said.split_once("The record: ").expect("a record").1;
    Folder::new().fed("classify - --input jsonl", record).succeeds();
}
