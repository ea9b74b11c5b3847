//! The readers: three forms, the same records; everything that is wrong, at once.

use crate::run::{run, run_with};
use vardar_law::read::Format::{Csv, Json, JsonLines};
use vardar_law::stream::{Output, refusal};

const CSV: &str = "id,for_other_person,acts,incident_date,to_state,num_actors\n\
    a,true,transfer;receipt,2015-10-01,SRB,3\n\
    \"b,\"\"1\"\"\",false,[],,,\n";
const JSON: &str = r#"[
  {"id": "a", "for_other_person": true, "acts": ["transfer", "receipt"], "incident_date": "2015-10-01", "to_state": "SRB", "num_actors": 3},
  {"id": "b,\"1\"", "for_other_person": false, "acts": [], "incident_date": null}
]"#;

#[test]
fn three_forms_of_the_same_records_have_the_same_results() {
    let lines: String = JSON
        .lines()
        .filter(|line| line.contains('{'))
        .map(|line| line.trim().trim_end_matches(',').to_owned() + "\r\n")
        .collect();
    for output in [Output::Csv, Output::Json, Output::JsonLines, Output::Text] {
        let from_csv = run(CSV, Csv, output);
        assert_eq!(from_csv.places(), []);
        assert_eq!(from_csv.ended.records, 2);
        assert_eq!(run(JSON, Json, output).out, from_csv.out);
        assert_eq!(run(&lines, JsonLines, output).out, from_csv.out);
        // A byte order mark, Windows line ends and no line end at the end change nothing.
        let other = format!("\u{feff}{}", CSV.trim_end().replace('\n', "\r\n"));
        assert_eq!(run(&other, Csv, output).out, from_csv.out);
    }
    assert_eq!(run("{\"id\": 1}\n\n {\"id\":\n2}", Json, Output::Csv).ended.records, 2);
    assert_eq!(run("[]", Json, Output::Json).out, "[]\n");
}

#[test]
fn everything_wrong_is_found_at_once_and_stops_no_other_record() {
    let text = "id,actor_role,for_other_person,benefit_forms,to_state,incident_date,num_actors\n\
        1,pricipal,yes,monye;goods,Serbia,2015-13-01,-1\n\
        2,principal,true,money,SRB,2015-10-01,3\n\
        3,principal,true\n";
    let answer = run(text, Csv, Output::Csv);
    let codes: Vec<_> = answer.places();
    assert_eq!(
        codes,
        [
            ("unknown-value", 2, 3),
            ("unknown-value", 2, 12),
            ("unknown-value", 2, 16),
            ("unknown-country", 2, 28),
            ("unknown-value", 2, 35),
            ("unknown-value", 2, 46),
            ("wrong-width", 4, 1),
        ]
    );
    assert_eq!((answer.problems[6].found.as_str(), &answer.problems[6].expected[..2]), ("3 cells", "7,"));
    let hints: Vec<_> = answer.problems.iter().filter_map(|one| one.hint.clone()).collect();
    assert!(
        hints[0].contains("`principal`")
            && hints[1].contains("`true`")
            && hints[2].contains("`money`")
            && hints[3].contains("`SRB`"),
        "{hints:?}"
    );
    assert!(answer.problems[0].column_name.as_deref() == Some("record 1, actor_role"));
    assert_eq!((answer.ended.records, answer.ended.wrong), (3, 2));
    assert_eq!(answer.out.lines().count(), 4);
    let strict = run_with(text.as_bytes(), Csv, Output::Csv, true);
    assert_eq!((strict.ended.records, strict.out.lines().count()), (1, 2));
}

#[test]
fn a_field_of_json_that_is_wrong_is_pointed_at() {
    let text = "[{\"id\": 7,\n  \"intentionl\": true,\n  \"is_child\": \"true\"}, {\"is_child\": 3, \"is_child\": true}]";
    let answer = run(text, Json, Output::Json);
    assert_eq!(
        answer.places(),
        [("unknown-field", 2, 3), ("unknown-value", 3, 3), ("unknown-value", 3, 25), ("duplicate-field", 3, 25)]
    );
    assert!(answer.problems[0].hint.as_deref().is_some_and(|hint| hint.contains("`intentional`")));
    let text = run("[{\"acts\": \"transfer\"}]", Json, Output::Json);
    assert!(text.problems[0].hint.as_deref().is_some_and(|hint| hint.contains("brackets")));
    let json = answer.json();
    assert_eq!(json[0]["id"], 7);
    assert_eq!(json[0]["errors"][0]["field"], "intentionl");
    assert!(json[0].get("verdicts").is_none());
}

#[test]
fn contradictions_are_errors_and_odd_facts_are_not() {
    let text = "[{\"actor_role\":\"migrant_only\",\"for_other_person\":true},{\"is_child\":true,\"age\":30},\
        {\"from_state\":\"SRB\",\"to_state\":\"SRB\",\"border_crossing\":\"completed\"},{\"age\":17},{\"age\":18},\
        {\"is_child\":false,\"unaccompanied_child\":true},{\"age\":131}]";
    let answer = run(text, Json, Output::Json);
    let codes: Vec<_> = answer.problems.iter().map(|one| one.code).collect();
    assert_eq!(codes, ["contradiction", "contradiction", "contradiction", "odd-facts", "unknown-value"]);
    assert_eq!(answer.ended.wrong, 4);
    let child = |at: usize| answer.json()[at]["verdicts"]["trafficking"]["elements"][2]["any_of"][0]["facts"]["is_child"].clone();
    assert_eq!((child(3), child(4)), (true.into(), false.into()));
}

#[test]
fn a_column_about_persons_is_refused_before_any_record_is_read() {
    for name in ["phone", "име", "Telefonnummer", "رقم الهاتف", "prénom", "broj pasoša"] {
        let csv = run(&format!("id,{name}\nbad\u{1},secret\n"), Csv, Output::Csv);
        let codes: Vec<_> = csv.problems.iter().map(|one| one.code).collect();
        assert_eq!((codes, csv.out.as_str(), csv.ended.records), (vec!["personal-data"], "", 0), "{name}");
        assert!(csv.problems[0].found.contains(name) && !format!("{:?}", csv.problems).contains("secret"));
        let json = format!("[{{\"id\":1}},{{\"victim\":{{\"{name}\":\"secret\"}}}}]");
        let problem = refusal(|| Ok(json.as_bytes()), Json, "input").expect("read").expect("refused");
        assert!(problem.found.contains(name) && problem.column_name.is_some_and(|place| place.starts_with("record 2")));
        let answer = run(&json, Json, Output::Json);
        assert_eq!((answer.problems[0].code, answer.ended.records), ("personal-data", 0), "{name}");
    }
    assert!(refusal(|| Ok(JSON.as_bytes()), Json, "input").expect("read").is_none());
}

#[test]
fn a_broken_file_says_where_and_keeps_what_came_before() {
    let cases = [
        (Json, "[{\"id\":1} {\"id\":2}]", ("broken-file", 1, 0), 1),
        (Json, "[{\"id\":1},\n{\"id\":2", ("broken-file", 2, 0), 1),
        (Json, "[{\"id\":1}", ("broken-file", 1, 0), 1),
        (Json, "[{\"id\":1}]\nx", ("broken-file", 2, 0), 1),
        (Json, "7", ("broken-file", 1, 0), 0),
        (JsonLines, "{\"id\":1}\n{\"id\":}\n{\"id\":3}", ("broken-json", 2, 7), 3),
        (Csv, "", ("empty-file", 1, 0), 0),
        (Csv, "id;acts\n1;2\n", ("wrong-delimiter", 1, 1), 0),
        (Csv, "id,acts,acts\n", ("duplicate-field", 1, 9), 0),
    ];
    for (format, text, place, records) in cases {
        let answer = run(text, format, Output::JsonLines);
        assert_eq!((answer.places(), answer.ended.records), (vec![place], records), "{text}");
    }
    let bytes = run_with(b"id,acts\n1,\xff\n2,[]\n", Csv, Output::Csv, false);
    assert_eq!((bytes.places(), bytes.ended.records), (vec![("not-utf-8", 2, 3)], 2));
}

#[test]
fn blocks_have_no_seams() {
    // About three blocks, with quoted cells, line ends of two bytes and records of differing length.
    let row = |at: usize| format!("\"{at},{}\",true,2015-10-01,\"a{}\"\r\n", "x".repeat(at % 97), "");
    let rows = 60_000;
    let text: String = std::iter::once("id,is_child,incident_date,acts\r\n".to_owned()).chain((0..rows).map(row)).collect();
    assert!(text.len() > 3 << 20);
    let answer = run(&text.replace("\"a\"", "transfer"), Csv, Output::Csv);
    assert_eq!((answer.ended.records, answer.ended.wrong), (rows as u64, 0));
    for (at, line) in answer.out.lines().skip(1).enumerate() {
        assert!(line.starts_with(&format!("{},\"{at},", at + 1)), "{line:.60}");
    }
    let json = format!(
        "[{}]",
        (0..40_000)
            .map(|at| format!("{{\"id\":{at},\"acts\":[\"transfer\"],\n\"is_child\":true}}"))
            .collect::<Vec<_>>()
            .join(",")
    );
    let answer = run(&json, Json, Output::Nothing);
    assert_eq!((answer.ended.records, answer.ended.wrong, answer.problems.len()), (40_000, 0, 0));
    let endless = format!("id\n\"{}", "x".repeat(4 << 20));
    let answer = run(&endless, Csv, Output::Csv);
    assert_eq!(answer.problems.first().map(|one| one.code), Some("broken-file"));
}
