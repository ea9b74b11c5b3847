//! `--report` with small cells hidden.

use super::RECORDS;
use crate::folder::Folder;

/// So many copies of the two records.
fn folder(guides: usize, rooms: usize) -> Folder {
    let folder = Folder::new();
    let lines: Vec<&str> = RECORDS.lines().collect();
    let rows = [vec![lines[1]; guides], vec![lines[2]; rooms]].concat();
    folder.write("a.csv", format!("{}\n{}\n", lines[0], rows.join("\n")));
    folder
}

#[test]
fn the_page_counts_by_verdict_month_and_border_and_hides_small_cells() {
    let folder = folder(12, 7);
    let answer = folder.vardar("classify a.csv --report page.html").succeeds().complains(&["wrote page.html"]);
    assert_eq!((answer.out.as_str(), folder.list()), ("", vec!["a.csv".to_owned(), "page.html".to_owned()]));
    let page = folder.read("page.html");
    for part in
        ["19 records", "2015-10", "2015-11", "MKD-SRB", "SRB-SRB", "What tells one from the other", "does not decide guilt"]
    {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains(">guide<") && !page.contains(">room<"));
    // The same records make the same page.
    folder.vardar("classify a.csv --report again.html").succeeds();
    assert_eq!(folder.read("again.html"), page);
}

#[test]
fn the_least_count_that_is_shown_can_be_chosen() {
    let folder = folder(12, 7);
    folder.vardar("classify a.csv --report page.html --min-cell 8").succeeds();
    let page = folder.read("page.html");
    // Seven rooms are too few now, and every sum would give them away.
    assert!(!page.contains("2015-11") && !page.contains(">7</td>") && page.contains("hidden"));
    let few = self::folder(2, 1);
    few.vardar("classify a.csv --report page.html").succeeds();
    let page = few.read("page.html");
    assert!(page.contains("fewer than 5 records") && page.contains("Too few records") && !page.contains(">2</td>"));
}

#[test]
fn nothing_half_written_is_left() {
    let folder = folder(9, 9);
    folder.append("a.csv", "x,pricipal,,,,,,,,,,,,,,,,,");
    folder.vardar("classify a.csv --report page.html --strict").exits(1);
    folder.vardar("classify a.csv --report no/such/folder/page.html").exits(1).complains(&["page.html"]);
    assert_eq!(folder.list(), ["a.csv"]);
    // Without --strict the page is made of the other records, and the command says that one was wrong.
    folder.vardar("classify a.csv --report page.html").exits(1).complains(&["1 record without a verdict"]);
    assert!(folder.read("page.html").contains("18 records"));
}
