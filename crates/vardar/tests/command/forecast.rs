//! Assimilation, forecasts, their evaluation, and scores.

use crate::folder::Folder;

const HUB: &str = "origin_date,target,horizon,location,output_type,output_type_id,value";
const SCORES: &str = "origin_date,location,target,horizon,model,wis,overprediction,underprediction,dispersion,bias,\
interval_coverage_50,interval_coverage_90,ae_median,observed";

#[test]
fn a_forecast_has_23_quantiles_for_every_series_and_day() {
    let folder = Folder::new();
    let settings = "--origin 2015-10-12 --horizon 5 --members 8";
    folder.vardar(&format!("forecast {settings} --out a")).succeeds().prints(&[
        "arrivals AUT",
        "in 1 day",
        "departures GRC_islands",
    ]);
    folder.vardar(&format!("forecast {settings} --out b --threads 1 --quiet")).succeeds().silent();
    folder.same("a", "b");
    let table = folder.read("a/forecast.csv");
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some(HUB));
    let mkd: Vec<Vec<&str>> = lines
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|cells| cells[1] == "arrivals" && cells[3] == "MKD")
        .collect();
    assert_eq!(mkd.len(), 5 * 23);
    for day in mkd.chunks(23) {
        let values: Vec<f64> = day.iter().map(|cells| cells[6].parse().expect("a number")).collect();
        assert!(values.is_sorted() && values[0] >= 0.0, "{values:?}");
    }
    assert!(table.contains(",present,5,idomeni,quantile,0.5,"));
    assert_eq!(folder.read("a/overflow.csv").lines().next(), Some("date,place,beds,probability_above_beds"));
    assert_eq!(folder.json("a/forecast.json")["origin"], "2015-10-12");
}

/// Median and 90 % interval of a day from the table, in every way in which the page may write them: the table has one decimal, so that
/// of a half it does not say to which side the page rounds.
fn cells(table: &str, target: &str, location: &str, day: usize) -> Vec<String> {
    let written = |value: f64| {
        assert!(value < 1e6);
        let whole = format!("{value:.0}");
        match whole.len() {
            ..4 => whole,
            length => format!("{},{}", &whole[..length - 3], &whole[length - 3..]),
        }
    };
    let value = |level: &str| {
        let wanted = format!(",{target},{day},{location},quantile,{level},");
        let line = table.lines().find(|line| line.contains(&wanted)).unwrap_or_else(|| panic!("no {wanted}"));
        let value: f64 = line.rsplit(',').next().expect("a cell").parse().expect("a number");
        [written((value - 0.01).round()), written((value + 0.01).round())]
    };
    let (median, low, high) = (value("0.5"), value("0.05"), value("0.95"));
    let of = |choice: usize, values: &[String; 2]| values[choice & 1].clone();
    (0..8)
        .map(|choice| (of(choice, &median), of(choice >> 1, &low), of(choice >> 2, &high)))
        .map(|(median, low, high)| format!("<td class=\"number\">{median}</td><td class=\"number\">{low} to {high}</td>"))
        .collect()
}

#[test]
fn the_page_of_a_forecast_has_the_numbers_of_the_table() {
    let folder = Folder::new();
    folder
        .vardar("forecast --origin 2015-10-12 --horizon 3 --members 8 --out a")
        .succeeds()
        .prints(&["Page:  a/forecast.html", "Table: a/forecast.csv"]);
    let (page, table) = (folder.read("a/forecast.html"), folder.read("a/forecast.csv"));
    for (target, location) in [("arrivals", "MKD"), ("arrivals", "SVN"), ("departures", "GRC_islands")] {
        for day in [1, 3] {
            let cells = cells(&table, target, location, day);
            assert!(cells.iter().any(|cells| page.contains(cells)), "{target} {location}, day {day}: {cells:?}");
        }
    }
    assert!(page.contains("Monday, 12 October 2015"));
}

/// A rule that was announced by the origin is on the page; one of the day after changes nothing on it, and nor does any later
/// count.
#[test]
fn nothing_that_became_known_later_is_on_the_page() {
    let folder = Folder::new();
    folder.vardar("export balkan-2015 before").succeeds();
    folder.vardar("export balkan-2015 after").succeeds();
    folder.append("after/borders.csv", "2015-10-13,2015-10-14,MKD-SRB,metered,1234,,a later rule,nowhere");
    folder.append("after/series/daily-arrivals.csv", "2015-10-13,arrivals,BGR,9876543,a later count,nowhere");
    let settings = "--origin 2015-10-12 --horizon 3 --members 4 --quiet";
    for name in ["before", "after"] {
        folder.append(&format!("{name}/borders.csv"), "2015-10-12,2015-10-14,MKD-SRB,metered,4321,,a rule,nowhere");
        folder.vardar(&format!("forecast {name} {settings} --out {name}-out")).succeeds();
    }
    let (before, after) = (folder.read("before-out/forecast.html"), folder.read("after-out/forecast.html"));
    assert!(before.contains("North Macedonia – Serbia: at most 4,321 people a day from 14 October 2015"));
    // So large that no row of numbers in the page's data, which are parted by commas too, reads like it.
    for later in ["1,234 people", "9876543", "9,876,543"] {
        assert!(!after.contains(later), "{later}");
    }
}

/// The most useful forecast starts on the last day of the data: its days lie beyond the scenario's period.
#[test]
fn a_forecast_reaches_beyond_the_last_day() {
    let folder = Folder::new();
    folder.vardar("forecast --origin 2015-10-05 --members 4 --set period.end=2015-10-05 --quiet --out a").succeeds();
    assert!(folder.read("a/forecast.csv").contains("2015-10-05,arrivals,14,SRB,quantile,0.5,"));
}

#[test]
fn days_and_names_that_are_not_there_are_refused() {
    let folder = Folder::new();
    folder.vardar("forecast --origin 2017-01-01").exits(1).complains(&["2015-10-01 to 2016-09-21"]);
    folder.vardar("forecast").exits(2).complains(&["--origin"]);
    folder.vardar("forecast nowhere --origin 2015-11-01").exits(1).complains(&["no scenario `nowhere`"]);
    folder.vardar("forecast --origin 2015-11-01 --set parameters.pace_jiter=1").exits(1).complains(&["pace_jitter"]);
    assert!(!folder.path("out").exists());
}

#[test]
fn assimilation_writes_what_is_believed_of_every_day() {
    let folder = Folder::new();
    folder
        .vardar("assimilate --until 2015-10-10 --members 8 --format csv --out a")
        .succeeds()
        .prints(&["country", "GRC", "stranded"]);
    let table = folder.read("a/posterior.csv");
    for wanted in [
        "2015-10-10,MKD,arrivals,irregular,all,q50,",
        "2015-10-10,idomeni,waiting,all,all,q95,",
        "2015-10-10,MKD,arrivals,all,all,observed,4922",
    ] {
        assert!(table.contains(wanted), "{wanted}");
    }
    assert_eq!(folder.read("a/increments.csv").lines().count(), 11);
}

#[test]
fn an_evaluation_scores_every_model_and_does_not_go_on_from_another() {
    let folder = Folder::new();
    let settings = "--from 2015-10-08 --to 2015-10-14 --every 3 --horizon 3 --members 6 --quiet";
    folder.vardar(&format!("evaluate {settings} --out whole")).succeeds();
    let scores = folder.read("whole/scores.csv");
    assert_eq!(scores.lines().next(), Some(SCORES));
    for model in ["vardar", "persistence", "seasonal_naive", "simple", "ets"] {
        assert!(scores.contains(&format!("2015-10-14,MKD,arrivals,3,{model},")), "{model}");
    }
    std::fs::create_dir(folder.path("part")).expect("made");
    std::fs::write(folder.path("part/scores.partial.csv"), "# other settings\n").expect("written");
    folder.vardar(&format!("evaluate {settings} --out part --resume")).exits(1).complains(&["other settings", "--resume"]);
    assert_eq!(folder.read("part/scores.partial.csv"), "# other settings\n", "what belongs to others is left alone");
}

/// Stopped by a signal after its first origins, it keeps them, and goes on to the same bytes.
#[cfg(unix)]
#[test]
fn an_evaluation_goes_on_after_ctrl_c() {
    let folder = Folder::new();
    let settings = "evaluate --from 2015-10-03 --to 2015-10-24 --every 1 --horizon 2 --members 8 --quiet";
    folder.vardar(&format!("{settings} --out whole")).succeeds();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("vardar"))
        .args(settings.split_whitespace())
        .args(["--threads", "1", "--out"])
        .arg(folder.path("part"))
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the command starts");
    let partial = folder.path("part/scores.partial.csv");
    let begun = || std::fs::read_to_string(&partial).is_ok_and(|text| text.contains("# done 2015-10-04"));
    while !begun() && child.try_wait().expect("it runs").is_none() {
        std::thread::yield_now();
    }
    let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    let code = child.wait().expect("it ends").code();
    if killed.success() && code == Some(130) {
        assert!(partial.exists() && !folder.path("part/scores.csv").exists());
        // Half a line at the end, as a power cut would leave it.
        let kept = std::fs::read_to_string(&partial).expect("text");
        std::fs::write(&partial, kept + "2015-10-23,MKD,arr").expect("written");
    }
    folder.vardar(&format!("{settings} --out part --resume")).succeeds();
    folder.same("whole", "part");
}

#[test]
fn anybodys_forecast_is_scored() {
    let folder = Folder::new();
    let rows = [("0.05", 10), ("0.25", 20), ("0.5", 30), ("0.75", 40), ("0.95", 50)];
    let lines: String =
        rows.iter().map(|(level, value)| format!("2016-01-03,arrivals,2,AAA,quantile,{level},{value}\n")).collect();
    std::fs::write(folder.path("f.csv"), format!("{HUB}\n{lines}")).expect("written");
    std::fs::write(folder.path("o.csv"), "date,location,target,observed\n2016-01-05,AAA,arrivals,60\n").expect("written");
    // 0.5·30 + (60−40) + (60−50) below; 0.25·20 + 0.05·40 wide; over 2.5.
    folder
        .vardar("score f.csv o.csv")
        .succeeds()
        .prints(&[SCORES, "2016-01-03,AAA,arrivals,2,forecast,20.8000,0.0000,18.0000,2.8000,-1.000,0,0,30.00,60"]);

    std::fs::write(folder.path("o2.csv"), "date,location,target,observed\n2016-01-05,AAA,arrivals,-3\n").expect("written");
    folder.vardar("score f.csv o2.csv").exits(1).complains(&["line 2", "0 or more"]);
    std::fs::write(folder.path("o3.csv"), "date,place\n2016-01-05,AAA\n").expect("written");
    folder.vardar("score f.csv o3.csv").exits(1).complains(&["no column `location`", "date, place"]);
    std::fs::write(folder.path("o4.csv"), "date,location,target,observed\n2017-01-05,AAA,arrivals,3\n").expect("written");
    folder.vardar("score f.csv o4.csv").exits(1).complains(&["no forecast has a count on its day", "arrivals AAA"]);
    std::fs::write(folder.path("f2.csv"), format!("{HUB}\n{}", lines.replace("0.95,50", "0.95,5"))).expect("written");
    folder.vardar("score f2.csv o.csv").exits(1).complains(&["cross"]);
    std::fs::write(folder.path("f3.csv"), format!("{HUB}\n{}", lines.replace("0.95", "0.9"))).expect("written");
    folder.vardar("score f3.csv o.csv").exits(1).complains(&["mirror image"]);
}

/// A week in another unit is told, and the forecast is made all the same.
#[test]
fn a_week_in_a_wrong_unit_is_told() {
    let folder = Folder::new();
    folder.vardar("export balkan-2015 my-route").succeeds();
    let name = "my-route/series/daily-arrivals.csv";
    let wrong: String = folder
        .read(name)
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.splitn(5, ',').collect();
            let in_week = ("2015-10-14".."2015-10-21").contains(&cells[0]) && cells[2] == "MKD";
            if in_week {
                format!("{},{},{},{}0,{}\n", cells[0], cells[1], cells[2], cells[3], cells[4])
            } else {
                format!("{line}\n")
            }
        })
        .collect();
    std::fs::write(folder.path(name), wrong).expect("written");
    folder
        .vardar("forecast my-route --origin 2015-10-30 --horizon 2 --members 4 --out a")
        .succeeds()
        .complains(&["MKD: the week from 2015-10-14", "wrong unit"]);
}
