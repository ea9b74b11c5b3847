//! Records and commands that are wrong.

use super::RECORDS;
use crate::folder::Folder;

#[test]
fn all_that_is_wrong_is_shown_at_once_with_record_and_field_and_what_was_meant() {
    let text = "id,actor_role,for_other_person,is_child,age,from_state,to_state,border_crossing,acts\n\
        1,pricipal,yes,,,MKD,Serbia,completed,transfr\n\
        2,migrant_only,true,,,,,,\n\
        3,,,true,30,,,,\n\
        4,,,,,SRB,SRB,completed,\n\
        5,principal,true,false,20,MKD,SRB,completed,[]\n";
    let folder = Folder::new();
    folder.write("a.csv", text);
    let answer = folder.vardar("classify a.csv --format csv").exits(1).complains(&[
        "record 1, actor_role",
        "did you mean `principal`?",
        "write `true`",
        "unknown-country",
        "write the code of Serbia: `SRB`",
        "did you mean `transfer`?",
        "record 2, for_other_person",
        "migrant_only",
        "record 3, is_child",
        "somebody of 30 years",
        "record 4, border_crossing",
        "from SRB to SRB",
        "4 records without a verdict because of errors",
    ]);
    // The others have their verdicts, and those in error say why not.
    let rows: Vec<&str> = answer.out.lines().collect();
    assert_eq!(rows.len(), 6);
    assert!(rows[5].starts_with("5,5,") && rows[5].contains("undetermined"));
    assert!(rows[4].contains("contradiction (border_crossing)"), "{}", rows[4]);
    // With --strict nothing comes after the first error.
    let strict = folder.vardar("classify a.csv --format csv --strict").exits(1);
    assert_eq!(strict.out.lines().count(), 2);
    let json = folder.vardar("classify a.csv --strict").exits(1);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json.out).expect("whole JSON").as_array().map(Vec::len), Some(1));
}

#[test]
fn an_unknown_field_is_named_with_the_nearest_one_and_nothing_is_written() {
    let folder = Folder::new();
    folder.write("a.csv", "id,intentionl,is_chld\n1,true,true\n");
    let answer = folder.vardar("classify a.csv").exits(1);
    assert_eq!(answer.out, "");
    answer.complains(&["unknown-field", "did you mean `intentional`?", "did you mean `is_child`?"]);
    let report = folder.vardar("classify a.csv --report page.html").exits(1);
    assert_eq!(report.out, "");
    assert_eq!(folder.list(), ["a.csv"]);
}

#[test]
fn personal_columns_are_refused_in_every_language_before_any_value_is_read() {
    let names = [
        "name",
        "surname",
        "phone",
        "passport",
        "passport_number",
        "e-mail",
        "email",
        "address",
        "exact_address", // English
        "ime",
        "prezime",
        "telefon",
        "broj pasoša",
        "adresa",
        "име",
        "презиме",
        "телефон", // Serbian
        "Vorname",
        "Nachname",
        "Telefonnummer",
        "Reisepass",
        "Anschrift", // German
        "الاسم",
        "رقم الهاتف",
        "جواز السفر", // Arabic
        "nom",
        "prénom",
        "téléphone",
        "passeport",
        "adresse", // French
    ];
    for name in names {
        let folder = Folder::new();
        folder.write("a.csv", format!("id,{name}\n1,hidden-value\n"));
        folder.write("a.jsonl", format!("{{\"id\":1}}\n{{\"id\":2,\"{name}\":\"hidden-value\"}}\n"));
        folder.write("a.json", format!("[{{\"id\":1}},{{\"victim\":{{\"{name}\":\"hidden-value\"}}}}]"));
        for file in ["a.csv", "a.jsonl", "a.json"] {
            let answer = folder.vardar(&format!("classify {file}")).exits(1);
            assert_eq!(answer.out, "", "{name} in {file}");
            assert!(!answer.err.contains("hidden-value"), "{name} in {file}: {}", answer.err);
            answer.complains(&["personal-data", name]);
        }
        let piped = folder.fed("classify - --input csv", format!("id,{name}\n1,hidden-value\n")).exits(1);
        assert!(piped.out.is_empty() && !piped.err.contains("hidden-value"), "{name}: {}", piped.err);
    }
}

#[test]
fn files_that_are_none_and_broken_ones_are_errors() {
    let folder = Folder::new();
    folder.vardar("classify nowhere.csv").exits(1).complains(&["nowhere.csv"]);
    folder.vardar("classify .").exits(1).complains(&["it is a folder"]);
    folder.fed("classify - --input csv", "").exits(1).complains(&["empty-file"]);
    folder.fed("classify - --input csv", "id;is_child\n1;true\n").exits(1).complains(&["wrong-delimiter", "with commas"]);
    folder.fed("classify - --input json", "[{\"id\":1},").exits(1).complains(&["broken-file"]);
    folder.fed("classify - --input json", b"\xff\xfe\x00[").exits(1).complains(&["broken-file"]);
    folder.fed("classify - --input jsonl", "{\"id\":1}\n{\"id\":\n").exits(1).complains(&["broken-json", "record 2"]);
    folder.fed("classify - --input csv", "id,is_child\n\"1,true\n").exits(1);
}

#[test]
fn the_command_used_wrongly_ends_with_two() {
    let folder = Folder::new();
    folder.write("a.csv", RECORDS);
    for arguments in [
        "",
        "a.csv --template",
        "a.csv --ask",
        "--ask --template",
        "a.csv --format xml",
        "a.csv --input xls",
        "a.csv --explain --format csv",
        "a.csv --report p.html --format csv",
        "a.csv --report p.html --explain",
        "a.csv --min-cell 5",
        "a.csv --report p.html --min-cell 1",
        "a.csv --report p.html --min-cell x",
        "a.csv --epsilon 1",
        "a.csv b.csv",
    ] {
        let answer = folder.vardar(&format!("classify {arguments}")).exits(2);
        assert!(
            answer.out.is_empty() && answer.err.contains("For more information, try '--help'"),
            "{arguments}: {}",
            answer.err
        );
        assert_eq!(folder.list(), ["a.csv"], "{arguments}");
    }
}
