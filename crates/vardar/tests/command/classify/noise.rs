//! `--report --epsilon`.

use super::RECORDS;
use crate::folder::Folder;

fn folder() -> Folder {
    let folder = Folder::new();
    let lines: Vec<&str> = RECORDS.lines().collect();
    folder.write("a.csv", format!("{}\n{}", lines[0], format!("{}\n", lines[1]).repeat(4711)));
    folder
}

const ROWS: &str = "--months 2015-09..2015-11 --borders MKD-SRB,SRB-HUN";

#[test]
fn the_page_has_noise_the_budget_and_no_exact_count() {
    let folder = folder();
    let command = format!("classify a.csv --report page.html --epsilon 0.5 --budget 1 {ROWS}");
    let answer =
        folder.vardar(&command).succeeds().complains(&["epsilon 0.5 of a budget of 1 spent, 0.5 left", "privacy-ledger.jsonl"]);
    let page = folder.read("page.html");
    for part in ["Privacy budget", "epsilon 0.5", "0.233", "\u{b1}", "2015-09", "SRB-HUN", "other or unknown", "scale 30.0"] {
        assert!(page.contains(part), "{part}");
    }
    // Every number of the page but those of the budget is one with noise, and the terminal has none. That the noise is enough is
    // shown by the attacks of the crate that makes it.
    let budget = page.find("Privacy budget").expect("the budget");
    let after = budget + page[budget..].find("</table>").expect("the end of its table");
    let cells: Vec<&str> = [&page[..budget], &page[after..]]
        .iter()
        .flat_map(|part| part.split("<td class=\"number\">").skip(1))
        .map(|rest| &rest[..rest.find("</td>").expect("the end of a cell")])
        .collect();
    assert!(cells.len() > 100, "{}", cells.len());
    assert!(cells.iter().all(|cell| cell.contains('\u{b1}')), "{cells:?}");
    assert!(!answer.err.contains("4711") && !answer.err.contains("4,711"));
    assert!(!page.contains(">hidden<"));
    // Another page is another draw, and the third is not paid for.
    folder.vardar(&command.replace("page.html", "two.html")).succeeds().complains(&["0 left"]);
    assert_ne!(folder.read("two.html"), page);
    folder.vardar(&command.replace("page.html", "three.html")).exits(1).complains(&["1 of a privacy budget of 1 is spent"]);
    assert_eq!(folder.list(), ["a.csv", "page.html", "privacy-ledger.jsonl", "two.html"]);
}

#[test]
fn all_files_of_a_folder_share_a_ledger_and_a_budget_is_set_once() {
    let folder = folder();
    folder.write("b.csv", RECORDS);
    folder.vardar("classify a.csv --report a.html --epsilon 1").succeeds();
    folder.vardar("classify b.csv --report b.html --epsilon 1").exits(1).complains(&["is spent"]);
    folder.vardar("classify b.csv --report b.html --epsilon 1 --budget 2").exits(1).complains(&["cannot be changed"]);
    folder.vardar("classify b.csv --report b.html --epsilon 1 --ledger other.jsonl").succeeds();
    folder.write("privacy-ledger.jsonl", "no ledger\n");
    folder.vardar("classify a.csv --report c.html --epsilon 1").exits(1).complains(&["line 1", "a budget, like"]);
    assert!(!folder.path("c.html").exists());
}

#[test]
fn an_epsilon_that_is_none_is_wrong_use() {
    let folder = folder();
    for options in [
        "--epsilon 0",
        "--epsilon -1",
        "--epsilon NaN",
        "--epsilon inf",
        "--epsilon 0.0001",
        "--epsilon 1e9",
        "--epsilon=",
        "--epsilon 1001",
        "--epsilon 1 --budget 0",
        "--epsilon 1 --min-cell 5",
        "--budget 1",
        "--months 2015-01..2015-02",
        "--borders MKD-SRB",
        "--ledger x",
        "--epsilon 1 --months 2015",
        "--epsilon 1 --months 2015-02..2015-01",
        "--epsilon 1 --borders SRB",
        "--epsilon 1 --borders MKD-SRB,MKD-SRB",
    ] {
        folder.vardar(&format!("classify a.csv --report p.html {options}")).exits(2);
        assert_eq!(folder.list(), ["a.csv"], "{options}");
    }
    folder.fed("classify - --report p.html --epsilon 1", RECORDS).exits(2).complains(&["--ledger"]);
    folder.vardar("classify a.csv --report p.html --epsilon 10.5").succeeds().complains(&["hardly protects anybody"]);
}

#[test]
fn records_in_error_are_shown_but_never_counted() {
    let folder = folder();
    for _ in 0..25 {
        folder.append("a.csv", "x,pricipal,,,,,,,,,,,,,,,,,");
    }
    let answer = folder
        .vardar("classify a.csv --report p.html --epsilon 1")
        .exits(1)
        .complains(&["some records are without a verdict", "some more of the kind"]);
    assert!(!answer.err.contains("25 records") && !answer.err.contains("5 more") && folder.path("p.html").exists());
    // With --strict there is no page, and nothing is spent.
    let folder = self::folder();
    folder.append("a.csv", "x,pricipal,,,,,,,,,,,,,,,,,");
    folder.vardar("classify a.csv --report p.html --epsilon 1 --strict").exits(1);
    folder.vardar("classify a.csv --report no/p.html --epsilon 1").exits(1);
    assert_eq!(folder.list(), ["a.csv"]);
}
