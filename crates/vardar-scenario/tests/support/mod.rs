//! A small valid scenario, and a way to say what should be found in a changed one.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::collections::BTreeMap;

use vardar_scenario::{Checked, Problem, Severity, read_files};

pub type Files = BTreeMap<String, Vec<u8>>;

const BASE: [(&str, &str); 14] = [
    (
        "scenario.toml",
        "format = 1\nname = \"small-route\"\ntitle = \"A small route\"\ndescription = \"For tests.\"\n\n[period]\nstart = 2015-10-01\nend = 2015-10-31\n\n[engine]\nsteps_per_day = 4\nroute_choice = \"utility\"\n",
    ),
    (
        "places.csv",
        "id,name,country,region,lat,lon,kind,capacity_beds,registration_per_day,opened,closed,source\n\
         izmir,Izmir,TUR,,38.42,27.14,source,,,,,atlas\n\
         lesvos,\"Lesvos, Moria\",GRC,GRC_islands,39.1,26.55,reception_centre,2000,1500,2015-01-01,,atlas\n\
         idomeni,Idomeni,GRC,,41.12,22.51,crossing,,,,,atlas\n\
         gevgelija,Gevgelija,MKD,,41.14,22.5,transit_centre,,,,,atlas\n\
         munich,Munich,DEU,,48.14,11.58,destination,,,,,atlas\n\
         malmo,Malmö,SWE,,55.6,13.0,destination,,,,,atlas\n",
    ),
    ("capacities.csv", "date,place,capacity_beds,registration_per_day,source\n2015-10-10,lesvos,2500,,press\n"),
    (
        "links.csv",
        "id,from,to,mode,distance_km,hours_min,hours_max,corridor,opened,closed,source\n\
         izmir-lesvos,izmir,lesvos,sea,90,2,5,crossing,,,\n\
         lesvos-idomeni,lesvos,idomeni,ferry,500,12,30,,,,\n\
         idomeni-gevgelija,idomeni,gevgelija,foot,3,0.5,2,,,,\n\
         gevgelija-munich,gevgelija,munich,train,1500,40,90,,2015-06-01,2016-06-01,\n\
         gevgelija-malmo,gevgelija,malmo,train,2300,60,120,,,,\n",
    ),
    (
        "borders.csv",
        "announced,effective,border,regime,per_day,eligible,note,source\n\
         2015-06-18,2015-06-19,GRC-MKD,open,,,,press\n\
         2015-10-09,2015-10-10,GRC-MKD,metered,2000,,,press\n\
         2015-10-18,2015-10-19,idomeni-gevgelija,restricted,,SYR;AFG,only some,press\n\
         2015-10-20,2015-10-20,crossing,closed,,,,press\n",
    ),
    ("groups.csv", "id,name,nationality,profile,source\nSYR,Syrians,SYR,all,\nAFG,Afghans,AFG,all,\n"),
    ("attractions.csv", "place,group,share,source\nmunich,SYR,0.7,\nmalmo,SYR,0.3,\nmunich,AFG,0.5,\nmalmo,AFG,0.5,\n"),
    ("streams.csv", "stream,place,share,mix,source\naegean,izmir,0.25,sea,\naegean,lesvos,0.75,sea,\n"),
    ("mixes.csv", "month,mix,group,share,source\n2015-10,sea,SYR,0.6,\n2015-10,sea,AFG,0.4,\n"),
    ("inflow.csv", "date,stream,people,source\n2015-10-01,aegean,2631,\n2015-10-02,aegean,4055,\n"),
    ("initial.csv", "site,people,mix,source\nlesvos,3000,sea,\nidomeni-gevgelija,12,sea,\n"),
    (
        "parameters.csv",
        "parameter,site,from,value,distribution,low,high,status,source\n\
         stay_hours,,,6,lognormal,3,12,guess,\n\
         stay_hours,lesvos,2015-10-05,24,uniform,12,48,guess,\n\
         route_scale_days,,,0.5,fixed,,,guess,\n\
         coverage,GRC_islands,,0.9,normal,0.8,1,fitted,\n\
         irregular_per_day,GRC-MKD,,0.01,fixed,,,guess,\n\
         inflow_coverage,aegean,,1,fixed,,,data,\n",
    ),
    (
        "series/daily-arrivals.csv",
        "date,quantity,site,people,definition,source\n2015-10-01,arrivals,MKD,4370,,UNHCR\n2015-10-02,departures,GRC_islands,,,UNHCR\n",
    ),
    (
        "what_ifs.csv",
        "name,key,value,description,source\n\
         shut,borders.GRC-MKD.2015-10-10,closed,Nobody passes.,made up\n\
         shut,parameters.patience_days,9,,made up\n",
    ),
];

/// The files of the valid scenario.
pub fn base() -> Files {
    BASE.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

/// Reads files from memory.
pub fn read(files: &Files) -> Checked {
    read_files(files, "test")
}

/// The valid scenario with one text in one file replaced.
pub fn changed(file: &str, from: &str, to: &str) -> Files {
    let mut files = base();
    let text = String::from_utf8(files[file].clone()).unwrap();
    assert!(text.contains(from), "{file} has no {from:?}");
    files.insert(file.to_owned(), text.replacen(from, to, 1).into_bytes());
    files
}

/// One case of a table of checks: what is changed and what is then found.
pub struct Case {
    pub file: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub code: &'static str,
    /// File, line and column of the problem, with 0 for none.
    pub at: (&'static str, u64, u64),
    /// Words that the found or expected part or the hint must hold.
    pub says: &'static str,
}

/// A case whose problem is in the changed file.
pub const fn case(
    file: &'static str,
    from: &'static str,
    to: &'static str,
    code: &'static str,
    at: (u64, u64),
    says: &'static str,
) -> Case {
    Case { file, from, to, code, at: (file, at.0, at.1), says }
}

/// Runs cases: each must be found as the only problem, at its place, and saying what it should.
pub fn run(severity: Severity, cases: &[Case]) {
    let failures: Vec<String> = cases.iter().filter_map(|case| failure(severity, case)).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n\n"));
}

fn failure(severity: Severity, case: &Case) -> Option<String> {
    let checked = read(&changed(case.file, case.from, case.to));
    let seen: Vec<String> = checked.problems.iter().map(ToString::to_string).collect();
    let expected = format!("{}: {:?} -> {:?} should give one {} at {:?}", case.file, case.from, case.to, case.code, case.at);
    let fits = match checked.problems.as_slice() {
        [only] => {
            let at = (only.file.as_str(), only.line.unwrap_or(0), only.column.unwrap_or(0));
            let text = format!("{} {} {}", only.found, only.expected, only.hint.clone().unwrap_or_default());
            only.code == case.code && only.severity == severity && at == case.at && text.contains(case.says)
        }
        _ => false,
    };
    let usable = checked.is_usable() == (severity == Severity::Warning);
    (!fits || !usable).then(|| format!("{expected} that says {:?}, but gave\n{}", case.says, seen.join("\n")))
}

/// The problem of a kind.
pub fn problem<'c>(checked: &'c Checked, code: &str, label: &str) -> &'c Problem {
    checked.problems.iter().find(|problem| problem.code == code).unwrap_or_else(|| panic!("no {code} in {label}"))
}

/// Codes of all problems.
pub fn codes(checked: &Checked) -> Vec<&'static str> {
    checked.problems.iter().map(|problem| problem.code).collect()
}
