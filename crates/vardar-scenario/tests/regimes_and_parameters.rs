//! Regimes that contradict themselves or each other, and parameters that the model does not know or cannot use.

mod support;
use support::{case, changed, codes, read, run};
use vardar_scenario::Severity::{Error, Warning};

#[test]
fn regimes() {
    run(
        Error,
        &[
            case("borders.csv", "open,,", "open,100,", "regime-mismatch", (2, 36), "use `metered`"),
            case("borders.csv", "closed,,", "closed,100,", "regime-mismatch", (5, 39), "no number a day"),
            case("borders.csv", "metered,2000,", "metered,2000,SYR", "regime-mismatch", (3, 44), "use `restricted`"),
            case("borders.csv", "SYR;AFG", "", "regime-mismatch", (4, 53), "use `metered`"),
            case("borders.csv", "2000", "0", "nobody-a-day", (3, 39), "use regime `closed`"),
            case(
                "borders.csv",
                "2015-10-20,2015-10-20,crossing,closed,,,,press\n",
                "2015-10-20,2015-10-20,crossing,closed,,,,press\n2015-10-20,2015-10-20,crossing,open,,,,press\n",
                "contradicting-regimes",
                (6, 32),
                "line 5",
            ),
        ],
    );
    run(
        Warning,
        &[
            case(
                "borders.csv",
                "2015-10-20,2015-10-20,crossing,closed,,,,press\n",
                "2015-10-20,2015-10-20,crossing,closed,,,,press\n2015-10-20,2015-10-20,crossing,closed,,,,again\n",
                "repeated-regime",
                (6, 32),
                "line 5",
            ),
            case("borders.csv", "SYR;AFG", "SYR;SYR", "named-twice", (4, 53), "each nationality once"),
        ],
    );
}

#[test]
fn parameters() {
    run(
        Error,
        &[
            case(
                "parameters.csv",
                "route_scale_days",
                "route_scale",
                "unknown-parameter",
                (4, 1),
                "did you mean `route_scale_days`?",
            ),
            case("parameters.csv", "0.5,fixed", "0.001,fixed", "out-of-range", (4, 20), "from 0.01 to 100 days"),
            case("parameters.csv", "3,12", ",12", "missing-bound", (2, 26), "lognormal"),
            case("parameters.csv", "12,48", "12,", "missing-bound", (3, 44), "the bound of the uniform"),
            case("parameters.csv", "3,12", "12,3", "minimum-above-maximum", (2, 26), "are the two swapped?"),
            case("parameters.csv", "3,12", "0,12", "lognormal-not-positive", (2, 26), "use `normal`"),
            case("parameters.csv", "0.8,1,", "0.8,2.5,", "out-of-range", (5, 38), "`coverage` from 0 to 2"),
            case("parameters.csv", "stay_hours,lesvos", "stay_hours,lesvoss", "unknown-site", (3, 12), "did you mean `lesvos`?"),
            case(
                "parameters.csv",
                "stay_hours,lesvos",
                "stay_hours,aegean",
                "unknown-site",
                (3, 12),
                "a place, region or country",
            ),
            case("parameters.csv", "route_scale_days,", "route_scale_days,GRC", "unknown-site", (4, 18), "whole model"),
            case("parameters.csv", "inflow_coverage,aegean", "inflow_coverage,lesvos", "unknown-site", (7, 17), "a stream"),
            case("parameters.csv", "coverage,GRC_islands", "coverage,GRC", "unknown-site", (5, 10), "observed series"),
            case("parameters.csv", "GRC-MKD", "MKD-GRC", "unknown-site", (6, 19), "country pair"),
            case(
                "parameters.csv",
                "irregular_per_day,GRC-MKD",
                "irregular_drift,GRC-MKD",
                "unknown-site",
                (6, 17),
                "a country, or",
            ),
            case(
                "parameters.csv",
                "irregular_per_day,GRC-MKD",
                "pace_jitter,lesvos",
                "unknown-site",
                (6, 13),
                "a region or country",
            ),
            case(
                "parameters.csv",
                "route_scale_days,,",
                "route_scale_days,,2015-10-03",
                "not-dated",
                (4, 19),
                "does not change on a date",
            ),
        ],
    );
    run(
        Warning,
        &[
            case(
                "parameters.csv",
                ",6,lognormal",
                ",13,lognormal",
                "value-outside-bounds",
                (2, 14),
                "between low `3` and high `12`",
            ),
            case("parameters.csv", "0.5,fixed,,", "0.5,fixed,0.1,", "bound-of-fixed", (4, 30), "no spread"),
        ],
    );
    let country = changed("parameters.csv", "irregular_per_day,GRC-MKD", "irregular_per_day,GRC");
    assert_eq!(codes(&read(&country)), [""; 0], "the country of the near side is a site of a border");
}
