//! Every way in which rows can contradict each other is found, and said where it can be put right.

mod support;
use support::{Case, case, changed, codes, problem, read, run};
use vardar_scenario::Severity::{Error, Warning};

/// A case whose problem is in another file than the change.
const fn elsewhere(case: Case, file: &'static str) -> Case {
    Case { at: (file, case.at.1, case.at.2), ..case }
}

#[test]
fn unknown_names_have_the_nearest_as_hint() {
    run(
        Error,
        &[
            case("links.csv", "izmir,lesvos,sea", "izmit,lesvos,sea", "unknown-place", (2, 14), "did you mean `izmir`?"),
            case(
                "links.csv",
                "gevgelija,malmo,train",
                "gevgelija,mallmo,train",
                "unknown-place",
                (6, 27),
                "did you mean `malmo`?",
            ),
            case("capacities.csv", "lesvos", "Lesvos", "unknown-place", (2, 12), "did you mean `lesvos`?"),
            case("attractions.csv", "munich,SYR", "munchen,SYR", "unknown-place", (2, 1), "did you mean `munich`?"),
            case("streams.csv", "izmir", "smyrna", "unknown-place", (2, 8), "the id of a place"),
            case("inflow.csv", "02,aegean", "02,egean", "unknown-stream", (3, 12), "did you mean `aegean`?"),
            case("initial.csv", "lesvos,3000", "lesbos,3000", "unknown-site", (2, 1), "did you mean `lesvos`?"),
            case("initial.csv", "12,sea", "12,see", "unknown-mix", (3, 22), "did you mean `sea`?"),
            case("series/daily-arrivals.csv", "MKD", "MDK", "unknown-site", (2, 21), "did you mean `MKD`?"),
            case("series/daily-arrivals.csv", "MKD", "GRC_island", "unknown-site", (2, 21), "did you mean `GRC_islands`?"),
            case("borders.csv", "SYR;AFG", "SYR;AFH", "unknown-nationality", (4, 53), "did you mean `AFG`?"),
            case("borders.csv", "SYR;AFG", "SYR AFG", "unknown-nationality", (4, 53), "separate nationalities by `;`"),
            case("borders.csv", "20,crossing", "20,crosing", "unknown-border", (5, 23), "did you mean `crossing`?"),
            case("borders.csv", "2015-06-19,GRC-MKD", "2015-06-19,GRC-MDK", "unknown-border", (2, 23), "did you mean `GRC-MKD`?"),
            case("borders.csv", "2015-06-19,GRC-MKD", "2015-06-19,MKD-GRC", "unknown-border", (2, 23), "write `GRC-MKD`"),
        ],
    );
    let groups = read(&changed("attractions.csv", "malmo,AFG", "malmo,AFF"));
    assert_eq!(problem(&groups, "unknown-group", "").hint.as_deref(), Some("did you mean `AFG`?"));
    let groups = read(&changed("mixes.csv", "sea,AFG", "sea,AFF"));
    assert_eq!(codes(&groups), ["unknown-group"]);
    let mix = read(&changed("streams.csv", "0.75,sea", "0.75,see"));
    assert!(codes(&mix).contains(&"unknown-mix"));
}

#[test]
fn ids() {
    run(
        Error,
        &[
            case(
                "places.csv",
                "idomeni,Idomeni",
                "munich,Twin,DEU,,48.14,11.58,destination,,,,,\nidomeni,Idomeni",
                "duplicate-key",
                (7, 1),
                "line 4 of places.csv",
            ),
            case("groups.csv", "AFG,Afghans", "SYR,Twin,SYR,all,\nAFG,Afghans", "duplicate-key", (3, 1), "line 2 of groups.csv"),
            case("links.csv", "gevgelija-malmo,", "gevgelija-munich,", "duplicate-key", (6, 1), "line 5 of links.csv"),
            case("links.csv", "gevgelija-malmo,", "Gevgelija-Malmö,", "bad-id", (6, 1), "write `gevgelija-malmo`"),
            case("links.csv", "gevgelija-malmo,", "gevgelija.malmo,", "bad-id", (6, 1), "write `gevgelija-malmo`"),
            case("links.csv", "gevgelija-malmo,", "malmo,", "ambiguous-name", (6, 1), "such as `gevgelija-malmo`"),
            case(
                "links.csv",
                "2300,60,120,,",
                "2300,60,120,gevgelija-munich,",
                "ambiguous-name",
                (6, 51),
                "no link and no place",
            ),
        ],
    );
}

#[test]
fn rows_with_the_same_key() {
    run(
        Error,
        &[
            case("inflow.csv", "2015-10-02", "2015-10-01", "duplicate-key", (3, 1), "line 2 of inflow.csv"),
            case("attractions.csv", "malmo,SYR", "munich,SYR", "duplicate-key", (3, 1), "one row for each place + group"),
            case("streams.csv", "aegean,lesvos", "aegean,izmir", "duplicate-key", (3, 8), "stream `aegean` and place `izmir`"),
            case("mixes.csv", "sea,AFG", "sea,SYR", "duplicate-key", (3, 13), "group `SYR` of mix `sea` in 2015-10"),
            case("initial.csv", "idomeni-gevgelija", "lesvos", "duplicate-key", (3, 1), "site `lesvos`"),
            case("parameters.csv", "stay_hours,lesvos,2015-10-05", "stay_hours,,", "duplicate-key", (3, 1), "line 2"),
            case(
                "capacities.csv",
                "2015-10-10,lesvos,2500,,press\n",
                "2015-10-10,lesvos,2500,,press\n2015-10-10,lesvos,,9,\n",
                "duplicate-key",
                (3, 12),
                "line 2",
            ),
            case(
                "series/daily-arrivals.csv",
                "2015-10-02,departures",
                "2015-10-01,arrivals,MKD,1,,\n2015-10-02,departures",
                "duplicate-key",
                (3, 1),
                "site `MKD` on 2015-10-01",
            ),
        ],
    );
    let mut two_files = support::base();
    let same = two_files["series/daily-arrivals.csv"].clone();
    two_files.insert("series/other.csv".into(), same);
    assert_eq!(codes(&read(&two_files)), [""; 0], "two series may count the same");
}

#[test]
fn shares() {
    run(
        Error,
        &[
            case(
                "attractions.csv",
                "munich,SYR,0.7",
                "munich,SYR,0.6",
                "sum-not-one",
                (2, 12),
                "a sum of 0.9000 over the destinations of group `SYR`",
            ),
            case("streams.csv", "0.25", "0.2", "sum-not-one", (2, 14), "the places of stream `aegean`"),
            case("mixes.csv", "0.6", "0.7", "sum-not-one", (2, 17), "the groups of mix `sea` in 2015-10"),
        ],
    );
    let shares = read(&changed("attractions.csv", "0.7,\nmalmo,SYR,0.3", "1.2,\nmalmo,SYR,-0.2"));
    assert_eq!(codes(&shares), ["out-of-range", "out-of-range"]);
    let percent = read(&changed("mixes.csv", "SYR,0.6,\n2015-10,sea,AFG,0.4", "SYR,60,\n2015-10,sea,AFG,40"));
    assert!(problem(&percent, "sum-not-one", "").hint.as_deref().unwrap_or_default().contains("instead of per cent"));
    let mixed = read(&changed("streams.csv", "lesvos,0.75,sea", "lesvos,0.75,land"));
    assert_eq!(codes(&mixed), ["unknown-mix", "mixed-mix"]);
    run(
        Error,
        &[elsewhere(
            case("attractions.csv", "munich,AFG,0.5,\nmalmo,AFG,0.5,\n", "", "group-without-destination", (3, 1), "`AFG`"),
            "groups.csv",
        )],
    );
}

#[test]
fn links() {
    run(
        Error,
        &[
            case("links.csv", "12,30", "40,30", "minimum-above-maximum", (3, 41), "are the two swapped?"),
            case("links.csv", "0.5,2", "0,2", "out-of-range", (4, 44), "more than 0 hours"),
        ],
    );
    // A link that leads nowhere also cuts the way on.
    let itself = read(&changed("links.csv", "lesvos,idomeni,ferry", "lesvos,lesvos,ferry"));
    let found = problem(&itself, "link-to-itself", "");
    assert_eq!((found.line, found.column), (Some(3), Some(23)));
    assert!(codes(&itself).contains(&"unreachable-destination"));
    run(Warning, &[case("links.csv", "1500,40", "15,40", "shorter-than-straight", (5, 41), "straight line")]);
}

#[test]
fn destinations_can_be_reached() {
    run(
        Error,
        &[
            elsewhere(
                case(
                    "links.csv",
                    "gevgelija-malmo,gevgelija,malmo",
                    "munich-malmo,munich,malmo",
                    "unreachable-destination",
                    (7, 1),
                    "`malmo`",
                ),
                "places.csv",
            ),
            elsewhere(
                case(
                    "links.csv",
                    "gevgelija-malmo,gevgelija,malmo",
                    "malmo-gevgelija,malmo,gevgelija",
                    "unreachable-destination",
                    (7, 1),
                    "`malmo`",
                ),
                "places.csv",
            ),
            elsewhere(
                case("links.csv", "izmir-lesvos,izmir,lesvos", "lesvos-izmir,lesvos,izmir", "dead-end", (2, 8), "`izmir`"),
                "streams.csv",
            ),
            case("attractions.csv", "malmo,AFG", "idomeni,AFG", "not-a-destination", (5, 1), "`munich`, `malmo`"),
        ],
    );
}

#[test]
fn odd_but_possible() {
    run(
        Warning,
        &[
            elsewhere(
                case("places.csv", "2015-01-01", "2015-10-02", "used-before-it-opens", (2, 1), "opens on `2015-10-02`"),
                "initial.csv",
            ),
            case("capacities.csv", "2500", "", "nothing-changes", (2, 19), "beds, registrations"),
            case(
                "streams.csv",
                "aegean,lesvos,0.75,sea,\n",
                "aegean,lesvos,0.75,sea,\nland,idomeni,1,sea,\n",
                "stream-without-inflow",
                (4, 1),
                "`land`",
            ),
        ],
    );
}

#[test]
fn no_more_groups_than_the_engine_can_tell_apart() {
    let mut files = support::base();
    let mut groups = String::from_utf8(files["groups.csv"].clone()).unwrap();
    let mut attractions = String::from_utf8(files["attractions.csv"].clone()).unwrap();
    for index in 0..63 {
        groups.push_str(&format!("g{index},Group,other,all,\n"));
        attractions.push_str(&format!("munich,g{index},1,\n"));
    }
    files.insert("groups.csv".into(), groups.into_bytes());
    files.insert("attractions.csv".into(), attractions.into_bytes());
    let checked = read(&files);
    assert_eq!(codes(&checked), ["too-many-groups"]);
    assert_eq!(checked.problems[0].line, Some(66));
}
