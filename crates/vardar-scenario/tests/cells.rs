//! Every way in which a single cell can be wrong is found at its line and column, and says what to do.

mod support;
use support::{case, run};
use vardar_scenario::Severity::{Error, Warning};

#[test]
fn the_base_is_valid() {
    let checked = support::read(&support::base());
    assert_eq!(checked.problems, [], "the cases below change one thing each");
    assert!(checked.is_usable());
    assert_eq!(checked.files, support::base());
}

#[test]
fn numbers_and_counts() {
    run(
        Error,
        &[
            case("inflow.csv", "4055", "-4055", "negative-count", (3, 19), "0 or more"),
            case("inflow.csv", "4055", "4055.5", "fractional-count", (3, 19), "whole number"),
            case("inflow.csv", "4055", "4055.0", "fractional-count", (3, 19), "write `4055`"),
            case("inflow.csv", "4055", "many", "bad-number", (3, 19), "`many`"),
            case("inflow.csv", "4055", "NaN", "not-finite", (3, 19), "`NaN`"),
            case("inflow.csv", "4055", "inf", "not-finite", (3, 19), "`inf`"),
            case("inflow.csv", "4055", "99999999999", "count-too-large", (3, 19), "at most 4294967295"),
            case("inflow.csv", "4055", "\"4,055\"", "bad-number", (3, 19), "write it without separators: `4055`"),
            case("inflow.csv", "4055", "4 055", "bad-number", (3, 19), "`4055`"),
            case("inflow.csv", "4055", "", "missing-value", (3, 19), "a value for `people`"),
            case("attractions.csv", "0.7", "\"0,7\"", "bad-number", (2, 12), "write a decimal point: `0.7`"),
            case("attractions.csv", "0.7", "70%", "bad-number", (2, 12), "`0.7`"),
            case("places.csv", "38.42", "nan", "not-finite", (2, 18), "finite"),
            case("links.csv", "500", "1e400", "not-finite", (3, 37), "finite"),
            case("links.csv", "500", "-5", "out-of-range", (3, 37), "from 0 to"),
            case("series/daily-arrivals.csv", "4370", "n/a", "bad-number", (2, 25), "leave the cell empty"),
            case("parameters.csv", "0.5,fixed", "Infinity,fixed", "not-finite", (4, 20), "finite"),
        ],
    );
}

#[test]
fn columns_are_counted_in_characters_and_past_quotes() {
    run(
        Error,
        &[
            case("places.csv", "39.1,26.55,reception", "39.1,x,reception", "bad-number", (3, 45), "`x`"),
            case("places.csv", "55.6", "y", "bad-number", (7, 18), "`y`"),
        ],
    );
    let checked = support::read(&support::changed("places.csv", "39.1,26.55,reception", "39.1,x,reception"));
    let excerpt = checked.problems[0].excerpt.clone().unwrap();
    let underlined: String = excerpt.text.chars().skip(excerpt.offset).take(excerpt.length).collect();
    assert_eq!(underlined, "x");
    assert!(excerpt.text.starts_with("lesvos,\"Lesvos, Moria\""));
}

#[test]
fn dates() {
    run(
        Error,
        &[
            case("inflow.csv", "2015-10-02", "2.10.2015", "bad-date", (3, 1), "write `2015-10-02`"),
            case("inflow.csv", "2015-10-02", "2015-10-32", "bad-date", (3, 1), "a day that the calendar has"),
            case("inflow.csv", "2015-10-02", "2015-11-02", "outside-period", (3, 1), "`2015-10-01` to `2015-10-31`"),
            case("mixes.csv", "2015-10", "10/2015", "bad-month", (2, 1), "such as `2015-10`"),
            case("places.csv", "2015-01-01", "soon", "bad-date", (3, 78), "`soon`"),
            case("places.csv", "2015-01-01,", "2015-01-01,2015-01-01", "closed-before-opened", (3, 89), "a day after"),
            case("links.csv", "2016-06-01", "2015-05-01", "closed-before-opened", (5, 64), "opened `2015-06-01`"),
        ],
    );
    run(
        Warning,
        &[
            case("series/daily-arrivals.csv", "2015-10-02", "2016-10-02", "outside-period", (3, 1), "not compared"),
            case("borders.csv", "2015-10-09", "2015-10-11", "announced-late", (3, 1), "`2015-10-10`"),
        ],
    );
}

#[test]
fn words() {
    run(
        Error,
        &[
            case("places.csv", "crossing", "crosing", "unknown-word", (4, 34), "did you mean `crossing`?"),
            case("links.csv", "ferry", "Ferry", "unknown-word", (3, 31), "did you mean `ferry`?"),
            case("borders.csv", "metered", "slowed", "unknown-word", (3, 31), "one of `open`, `metered`"),
            case("groups.csv", "SYR,all", "SYR,familly", "unknown-word", (2, 17), "did you mean `family`?"),
            case("parameters.csv", "lognormal", "log-normal", "unknown-word", (2, 16), "did you mean `lognormal`?"),
            case("parameters.csv", "fitted", "fit", "unknown-word", (5, 40), "`fitted`"),
            case("series/daily-arrivals.csv", "arrivals", "arrival", "unknown-word", (2, 12), "did you mean `arrivals`?"),
        ],
    );
}

#[test]
fn countries_and_regions() {
    run(
        Error,
        &[
            case("places.csv", "Izmir,TUR", "Izmir,TR", "unknown-country", (2, 13), "write `TUR`"),
            case("places.csv", "Izmir,TUR", "Izmir,Turkey", "unknown-country", (2, 13), "write `TUR`"),
            case("places.csv", "Izmir,TUR", "Izmir,tur", "unknown-country", (2, 13), "in capitals: `TUR`"),
            case("places.csv", "Izmir,TUR", "Izmir,TUX", "unknown-country", (2, 13), "did you mean"),
        ],
    );
    // A wrong nationality also leaves the regimes that name it without a group.
    for (to, hint) in [("Afghanistan", "code of Afghanistan: `AFG`"), ("Other", "write `other`")] {
        let checked = support::read(&support::changed("groups.csv", "Afghans,AFG", &format!("Afghans,{to}")));
        let problem = support::problem(&checked, "unknown-country", to);
        assert_eq!((problem.line, problem.column), (Some(3), Some(13)));
        assert!(problem.hint.as_deref().unwrap_or_default().contains(hint), "{problem}");
    }
    run(Error, &[case("places.csv", "Idomeni,GRC,,", "Idomeni,GRC,MKD_north,", "bad-region", (4, 21), "write `GRC_north`")]);
    let kosovo = support::changed("places.csv", "Gevgelija,MKD", "Gevgelija,XKX");
    assert!(!support::codes(&support::read(&kosovo)).contains(&"unknown-country"));
}

#[test]
fn coordinates() {
    run(
        Error,
        &[
            case("places.csv", "48.14,11.58", "148.14,11.58", "out-of-range", (6, 20), "look swapped"),
            case("places.csv", "48.14,11.58", "48.14,411.58", "out-of-range", (6, 26), "from -180 to 180"),
            case("places.csv", "48.14,11.58", "948.14,11.58", "out-of-range", (6, 20), "from -90 to 90"),
        ],
    );
    run(
        Warning,
        &[case("places.csv", "41.12,22.51", "22.51,41.12", "swapped-coordinates", (4, 22), "is `lat` in the column `lon`?")],
    );
}
