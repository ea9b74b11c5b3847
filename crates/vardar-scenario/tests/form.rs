//! Files whose form is wrong: encodings, quotes, columns, missing and misspelt files, folders that are none.

mod support;

use support::{base, case, changed, codes, problem, read, run};
use vardar_scenario::Severity::Error;
use vardar_scenario::{read_folder, write_folder};

#[test]
fn columns() {
    run(
        Error,
        &[case(
            "inflow.csv",
            "source\n2015-10-01,aegean,2631,\n2015-10-02,aegean,4055,",
            "source,remarks\n2015-10-01,aegean,2631,,\n2015-10-02,aegean,4055,,",
            "unknown-column",
            (1, 27),
            "one of `date`",
        )],
    );
    let misspelt = read(&changed("inflow.csv", "people", "peple"));
    assert_eq!(codes(&misspelt), ["missing-column", "unknown-column"]);
    assert_eq!(misspelt.problems[0].hint.as_deref(), Some("the column `peple` is there: is this the one?"));
    assert_eq!(misspelt.problems[1].hint.as_deref(), Some("did you mean `people`?"));
    assert_eq!((misspelt.problems[1].line, misspelt.problems[1].column), (Some(1), Some(13)));
    run(Error, &[case("links.csv", "opened,closed", "opened,opened", "duplicate-column", (1, 65), "each column once")]);
    let missing = read(&changed("mixes.csv", "month,mix,group,share,source", "month,mix,group,share,"));
    assert_eq!(codes(&missing), ["missing-column", "unknown-column"]);
    assert_eq!(missing.problems[0].column_name.as_deref(), Some("source"));
    let semicolons = String::from_utf8(base()["groups.csv"].clone()).unwrap().replace(',', ";");
    let mut files = base();
    files.insert("groups.csv".into(), semicolons.into_bytes());
    assert_eq!(codes(&read(&files)), ["wrong-delimiter"], "no flood of unknown groups follows");
}

#[test]
fn optional_columns_may_be_left_out_and_columns_may_change_places() {
    let mut files = base();
    let series =
        "source,people,site,quantity,date\nUNHCR,4370,MKD,arrivals,2015-10-01\nUNHCR,,GRC_islands,departures,2015-10-02\n";
    files.insert("series/daily-arrivals.csv".into(), series.into());
    let (other, plain) = (read(&files), read(&base()));
    assert_eq!(other.problems, []);
    assert_eq!(other.scenario, plain.scenario);
}

#[test]
fn data_about_persons_are_refused() {
    for column in ["passport_no", "Phone", "e-mail", "date_of_birth", "name", "home address", "surname"] {
        let files = changed(
            "inflow.csv",
            "people,source\n2015-10-01,aegean,2631,\n2015-10-02,aegean,4055,",
            &format!("people,source,{column}\n2015-10-01,aegean,2631,,x\n2015-10-02,aegean,4055,,y"),
        );
        let checked = read(&files);
        assert_eq!(codes(&checked), ["personal-data"], "{column}");
        let text = checked.problems[0].to_string();
        assert!(text.contains("looks like personal data") && !text.contains(",x"), "{text}");
    }
}

#[test]
fn rows_with_too_few_or_too_many_fields() {
    run(
        Error,
        &[
            case("inflow.csv", "4055,", "4055", "ragged-row", (3, 19), "is a comma missing?"),
            case("inflow.csv", "4055,", "4,055,", "ragged-row", (3, 25), "must stand in double quotes"),
            case("places.csv", "Idomeni,GRC", "Idomeni, village,GRC", "ragged-row", (4, 56), "12 fields, as in the header row"),
        ],
    );
}

#[test]
fn quotes() {
    let open = read(&changed("places.csv", "\"Lesvos, Moria\"", "\"Lesvos, Moria"));
    let quote = problem(&open, "unclosed-quote", "");
    assert_eq!((quote.line, quote.column), (Some(3), Some(8)));
    assert_eq!(codes(&open), ["unclosed-quote"], "places after it are not called unknown");
    let after = read(&changed("places.csv", "\"Lesvos, Moria\"", "\"Lesvos\" Moria"));
    assert_eq!((codes(&after), after.problems[0].line, after.problems[0].column), (vec!["text-after-quote"], Some(3), Some(16)));
}

#[test]
fn line_ends_byte_order_marks_and_hashtags_do_not_change_the_scenario() {
    let plain = read(&base());
    let scenario = plain.scenario.clone().unwrap();
    let mut files = base();
    for (name, bytes) in &mut files {
        let text = String::from_utf8(bytes.clone()).unwrap().replace('\n', "\r\n");
        let text = if name.ends_with(".csv") {
            let (header, rows) = text.split_once("\r\n").unwrap();
            let tags =
                header.split(',').enumerate().map(|(i, name)| if i % 2 == 0 { format!("#{name}+x") } else { String::new() });
            format!("{header}\r\n{}\r\n{rows}", tags.collect::<Vec<_>>().join(","))
        } else {
            text
        };
        *bytes = format!("\u{feff}{text}").into_bytes();
    }
    let dressed = read(&files);
    assert_eq!(dressed.problems, []);
    assert_eq!(dressed.scenario.as_ref(), Some(&scenario));
    // Lines are counted as an editor shows them.
    let inflow = String::from_utf8(files["inflow.csv"].clone()).unwrap().replace("4055", "x");
    files.insert("inflow.csv".into(), inflow.into_bytes());
    assert_eq!((read(&files).problems[0].line, read(&files).problems[0].column), (Some(4), Some(19)));
    // Written with hashtags, it reads the same too.
    assert_eq!(read(&scenario.to_files(true)).scenario, Some(scenario));
}

#[test]
fn other_encodings() {
    let mut files = base();
    let places = String::from_utf8(files["places.csv"].clone()).unwrap();
    files.insert("places.csv".into(), places.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect());
    let latin = read(&files);
    assert_eq!(codes(&latin), ["wrong-encoding"], "no flood of unknown places follows");
    let text = latin.problems[0].to_string();
    assert_eq!(latin.problems[0].line, Some(7));
    let at = places.find('ö').unwrap();
    assert!(text.contains(&format!("byte 0xf6 at byte {at}")) && text.contains("Windows-1252"), "{text}");

    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(places.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    files.insert("places.csv".into(), utf16.clone());
    assert!(read(&files).problems[0].found.contains("UTF-16"));
    files.insert("places.csv".into(), utf16[2..].to_vec());
    assert_eq!(codes(&read(&files)), ["nul-byte"]);
    let mut nul = base();
    nul.insert("inflow.csv".into(), b"date,stream,people,source\n2015-10-01,aegean,1\x002,\n".to_vec());
    let nul = read(&nul);
    assert_eq!((nul.problems[0].code, nul.problems[0].line), ("nul-byte", Some(2)));
}

#[test]
fn empty_and_missing_files() {
    for name in ["places.csv", "links.csv", "groups.csv", "attractions.csv", "streams.csv", "mixes.csv"] {
        let mut files = base();
        let header = String::from_utf8(files[name].clone()).unwrap().lines().next().unwrap().to_owned();
        for (text, code) in [(header.as_str(), "no-rows"), ("", "empty-file"), ("\n\r\n  \n", "empty-file")] {
            files.insert(name.into(), text.into());
            assert_eq!(codes(&read(&files)), [code], "{name} {text:?}");
        }
        files.remove(name);
        assert_eq!(codes(&read(&files)), ["missing-file"], "{name}");
    }
    for (name, left) in
        [("inflow.csv", vec!["no-rows"]), ("initial.csv", vec![]), ("borders.csv", vec![]), ("capacities.csv", vec![])]
    {
        let mut files = base();
        let header = String::from_utf8(files[name].clone()).unwrap().lines().next().unwrap().to_owned();
        files.insert(name.into(), header.into_bytes());
        let checked = read(&files);
        assert!(checked.is_usable());
        assert_eq!(codes(&checked), left, "{name}");
    }
    let mut files = base();
    files.remove("capacities.csv");
    assert_eq!(codes(&read(&files)), [""; 0], "capacities.csv is optional");
    let nothing = read(&support::Files::new());
    assert_eq!(codes(&nothing), ["missing-file"; 11]);
}

#[test]
fn misspelt_files() {
    let mut files = base();
    let places = files.remove("places.csv").unwrap();
    files.insert("Place.csv".into(), places.clone());
    let checked = read(&files);
    assert_eq!(codes(&checked), ["misspelt-file", "missing-file"]);
    assert!(problem(&checked, "missing-file", "").hint.as_deref().unwrap_or_default().contains("`Place.csv`"));
    files.insert("places.csv".into(), places);
    assert_eq!(codes(&read(&files)), ["misspelt-file"]);
    assert!(read(&files).is_usable());
    let mut others = base();
    others.insert("README.md".into(), b"# x".to_vec());
    others.insert("map.geojson".into(), b"{}".to_vec());
    assert_eq!(codes(&read(&others)), [""; 0]);
    others.insert("series/Daily Arrivals.csv".into(), others["series/daily-arrivals.csv"].clone());
    assert_eq!(codes(&read(&others)), ["bad-name"]);
}

#[test]
fn everything_is_reported_at_once_and_floods_are_cut() {
    let mut files = changed("links.csv", "izmir,lesvos,sea", "izmit,lesvos,zee");
    files.insert("groups.csv".into(), b"id,name,nationality,profile,source\nSYR,,SY,all,\nAFG,Afghans,AFG,all,\n".to_vec());
    let inflow: String = (0..200).map(|_| "2015-10-0x,egean,-1,\n").collect();
    files.insert("inflow.csv".into(), format!("date,stream,people,source\n{inflow}").into_bytes());
    let checked = read(&files);
    let all = codes(&checked);
    for (code, file, count) in [
        ("unknown-place", "links.csv", 1),
        ("unknown-word", "links.csv", 1),
        ("missing-value", "groups.csv", 1),
        ("unknown-country", "groups.csv", 1),
        ("bad-date", "inflow.csv", 51),
        ("unknown-stream", "inflow.csv", 51),
        ("negative-count", "inflow.csv", 51),
    ] {
        let found = checked.problems.iter().filter(|problem| problem.code == code && problem.file == file).count();
        assert_eq!(found, count, "{code} in {file}: {all:?}");
    }
    let summaries = checked.problems.iter().filter(|problem| problem.found == "150 more of this kind").count();
    assert_eq!(summaries, 3);
}

#[test]
fn folders_that_are_none() {
    let folder = tempfile::tempdir().unwrap();
    let missing = read_folder(&folder.path().join("nowhere"));
    assert_eq!(codes(&missing), ["unreadable-folder"]);
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    assert_eq!(codes(&read_folder(&file)), ["not-a-folder"]);
    let target = folder.path().join("scenario");
    write_folder(&read(&base()).scenario.unwrap(), &target, true).unwrap();
    assert!(read_folder(&target).is_usable());
    std::fs::remove_file(target.join("groups.csv")).unwrap();
    std::fs::create_dir(target.join("groups.csv")).unwrap();
    assert_eq!(codes(&read_folder(&target)), ["unreadable-file"]);
}

#[cfg(unix)]
#[test]
fn symbolic_links_to_folders_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("scenario");
    write_folder(&read(&base()).scenario.unwrap(), &target, false).unwrap();
    std::fs::remove_dir_all(target.join("series")).unwrap();
    symlink(&target, target.join("series")).unwrap();
    std::fs::remove_file(target.join("groups.csv")).unwrap();
    symlink("groups.csv", target.join("groups.csv")).unwrap();
    let checked = read_folder(&target);
    assert_eq!(problem(&checked, "unreadable-folder", "series").file, "series/");
    assert_eq!(problem(&checked, "unreadable-file", "loop").file, "groups.csv");
}
