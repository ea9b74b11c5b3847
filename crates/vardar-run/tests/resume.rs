//! Assimilations and forecasts that are stopped on some evening go on, and end in what they would have been.

use jiff::civil::date;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use vardar_run::{
    Checkpoint, ForecastRequest, Loaded, Prepared, Progress, Resume, RunError, ScenarioSource, WeighingMethod, assimilate,
    forecast_from, load, prepare,
};

/// The Balkan route, with a count that is reported with the next day's, so that a filter can be stopped while it waits for that.
fn balkan() -> Loaded {
    let mut loaded = load(&ScenarioSource::Embedded("balkan-2015".to_owned())).expect("the embedded scenario is usable");
    let held = |row: &&mut vardar_scenario::Observation| row.site == "HRV" && row.date == date(2015, 11, 24);
    loaded.scenario.observations.iter_mut().find(held).expect("a count").people = Some(0);
    loaded
}

fn request(method: WeighingMethod) -> ForecastRequest {
    let overrides = vec![("parameters.batched.HRV".to_owned(), "0.1".to_owned())];
    ForecastRequest { members: 6, seed: 4, overrides, method, parameters: None }
}

/// Does some work, stopped whenever so many days are done (those done before an interruption included), and then to its end.
fn interrupted<T>(
    stops: &[usize],
    checkpoint: &Checkpoint,
    work: impl Fn(&Progress<'_>, Resume<'_>) -> Result<T, RunError>,
) -> T {
    for after in stops {
        let (stop, days) = (AtomicBool::new(false), AtomicUsize::new(0));
        let count = || {
            if days.fetch_add(1, Ordering::Relaxed) + 1 == *after {
                stop.store(true, Ordering::Relaxed);
            }
        };
        let stopped = work(&Progress { stop: &stop, member_done: &count }, Resume { checkpoint, go_on: true });
        assert!(matches!(stopped, Err(RunError::NothingFinished)), "stopped after {after} days");
        assert!(checkpoint.exists());
    }
    let progress = Progress { stop: &AtomicBool::new(false), member_done: &|| () };
    let done = work(&progress, Resume { checkpoint, go_on: true }).expect("it is not stopped");
    checkpoint.remove().expect("removed");
    done
}

fn prepared(method: WeighingMethod) -> Prepared {
    prepare(&balkan(), &request(method), 14).expect("it is ready")
}

/// Stops on the first day, on the evening of the count that is held back (day 55), after a change of parameters (20 November) and
/// at the end.
const STOPS: [usize; 4] = [1, 20, 55, 66];

#[test]
fn an_assimilation_goes_on_to_the_same_numbers() {
    let folder = tempfile::tempdir().expect("a folder");
    for method in [WeighingMethod::Kalman, WeighingMethod::Particle] {
        let (prepared, request) = (prepared(method), request(method));
        let until = date(2015, 12, 6);
        let whole = Progress { stop: &AtomicBool::new(false), member_done: &|| () };
        let expected = assimilate(&prepared, &request, until, &whole, None).expect("it is not stopped");
        let checkpoint = Checkpoint::new(folder.path(), "posterior.partial.json", format!("{request:?}"));
        let found =
            interrupted(&STOPS, &checkpoint, |progress, resume| assimilate(&prepared, &request, until, progress, Some(resume)));
        assert_eq!(found.increments, expected.increments, "{method:?}");
        assert!(found.table == expected.table, "{method:?}");
    }
}

#[test]
fn a_forecast_goes_on_to_the_same_quantiles() {
    let folder = tempfile::tempdir().expect("a folder");
    let method = WeighingMethod::Kalman;
    let (prepared, request) = (prepared(method), request(method));
    // The evening of the count that is held back: the forecast knows that it is still to come.
    let origin = date(2015, 11, 24);
    let whole = Progress { stop: &AtomicBool::new(false), member_done: &|| () };
    let expected = forecast_from(&prepared, &request, origin, 5, &whole, None).expect("it is not stopped");
    let checkpoint = Checkpoint::new(folder.path(), "forecast.partial.json", format!("{request:?}"));
    let found = interrupted(&[7, 54], &checkpoint, |progress, resume| {
        forecast_from(&prepared, &request, origin, 5, progress, Some(resume))
    });
    assert_eq!(found.forecast.series, expected.forecast.series);
    assert_eq!(found.forecast.centres, expected.forecast.centres);
    checkpoint.keep(&1, std::iter::empty::<u32>()).expect("kept");
    let other = ForecastRequest { seed: 5, ..request.clone() };
    let other_work = Checkpoint::new(folder.path(), "forecast.partial.json", format!("{other:?}"));
    let refused = forecast_from(&prepared, &other, origin, 5, &whole, Some(Resume { checkpoint: &other_work, go_on: true }));
    assert!(refused.expect_err("refused").to_string().contains("other settings"));
}
