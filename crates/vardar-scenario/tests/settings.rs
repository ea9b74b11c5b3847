//! Every way in which `scenario.toml` can be wrong.

mod support;
use support::{base, case, changed, codes, read, run};
use vardar_scenario::Severity::Error;

const FILE: &str = "scenario.toml";

#[test]
fn syntax_keys_and_types() {
    run(
        Error,
        &[
            case(FILE, "description", "descripton", "unknown-key", (4, 1), "did you mean `description`?"),
            case(FILE, "steps_per_day", "steps", "unknown-key", (11, 1), "one of `steps_per_day`"),
            case(FILE, "description", "steps_per_day = 4\ndescription", "unknown-key", (4, 1), "it belongs below `[engine]`"),
            case(FILE, "format = 1", "format = 2", "unsupported-format", (1, 10), "format 1"),
            case(FILE, "format = 1", "format = \"1\"", "wrong-type", (1, 10), "without quotes"),
            case(FILE, "format = 1\n", "", "missing-key", (0, 0), "`format`"),
            case(FILE, "title = \"A small route\"", "title = 3", "wrong-type", (3, 9), "a text in double quotes"),
            case(FILE, "end = 2015-10-31\n", "", "missing-key", (0, 0), "`period.end`"),
            case(FILE, "\"utility\"", "\"utilty\"", "unknown-word", (12, 16), "did you mean `utility`?"),
            case(FILE, "\"utility\"", "1", "wrong-type", (12, 16), "a text"),
            case(FILE, "steps_per_day = 4", "steps_per_day = 4.0", "wrong-type", (11, 17), "whole number"),
            case(FILE, "small-route", "Small Route", "bad-name", (2, 8), "such as `small-route`"),
        ],
    );
    let syntax = read(&changed(FILE, "title = \"A small route\"", "title = \"A small route"));
    assert!(codes(&syntax).iter().all(|code| *code == "toml-syntax"), "{:?}", codes(&syntax));
    assert_eq!(syntax.problems[0].line, Some(3));
    let period = read(&changed(FILE, "[period]\nstart = 2015-10-01\nend = 2015-10-31", "period = 4"));
    assert_eq!(codes(&period), ["wrong-type"]);
    let empty = read(&changed(FILE, "\n", "\n\u{feff}"));
    assert!(!empty.is_usable());
}

#[test]
fn period() {
    run(
        Error,
        &[
            case(FILE, "2015-10-31", "2015-09-30", "end-before-start", (8, 7), "`2015-10-01`"),
            case(FILE, "2015-10-31", "2315-10-31", "period-too-long", (8, 7), "at most 36525 days"),
            case(FILE, "2015-10-31", "\"31.10.2015\"", "bad-date", (8, 7), "write `2015-10-31`"),
            case(FILE, "2015-10-31", "2015-10-31T10:00:00", "bad-date", (8, 7), "write `2015-10-31`"),
            case(FILE, "2015-10-31", "31", "wrong-type", (8, 7), "a date"),
        ],
    );
    let quoted = changed(FILE, "2015-10-31", "\"2015-10-31\"");
    assert_eq!(read(&quoted).scenario, read(&base()).scenario);
}

#[test]
fn engine() {
    run(
        Error,
        &[
            case(FILE, "steps_per_day = 4", "steps_per_day = 5", "steps-do-not-divide-a-day", (11, 17), "1, 2, 3, 4"),
            case(FILE, "steps_per_day = 4", "steps_per_day = 0", "steps-do-not-divide-a-day", (11, 17), "`0`"),
            case(FILE, "steps_per_day = 4", "steps_per_day = 48", "steps-do-not-divide-a-day", (11, 17), "`48`"),
            case(
                FILE,
                "steps_per_day = 4",
                "steps_per_day = 4\nstep_profile = [0.5, 0.5]",
                "profile-length",
                (12, 16),
                "4, one for each",
            ),
            case(FILE, "steps_per_day = 4", "steps_per_day = 2\nstep_profile = [0.5, 0.6]", "sum-not-one", (12, 16), "1.1"),
            case(FILE, "steps_per_day = 4", "steps_per_day = 2\nstep_profile = [1.5, -0.5]", "out-of-range", (12, 16), "`-0.5`"),
            case(
                FILE,
                "steps_per_day = 4",
                "steps_per_day = 2\nstep_profile = [nan, 0.5]",
                "out-of-range",
                (12, 16),
                "0 or more",
            ),
            case(
                FILE,
                "steps_per_day = 4",
                "steps_per_day = 2\nstep_profile = \"equal\"",
                "wrong-type",
                (12, 16),
                "a list of numbers",
            ),
        ],
    );
    let day = read(&changed(FILE, "steps_per_day = 4", "steps_per_day = 2\nstep_profile = [1, 0]")).scenario.unwrap();
    assert_eq!((day.engine.steps_per_day, day.engine.step_profile), (2, vec![1.0, 0.0]));
    let without = changed(FILE, "\n[engine]\nsteps_per_day = 4\nroute_choice = \"utility\"\n", "");
    assert_eq!(read(&without).scenario, read(&base()).scenario, "four equal steps are the default");
}
