//! Attacks on released counts: telling whether a record is among them, from one page, from many, and from margins.
//!
//! The noise comes from the system's randomness, so no seed can be set; each test states its null hypothesis and its size, the
//! chance that it fails although the null hypothesis holds.

use vardar_law::publish::Tally;
use vardar_privacy::{Entry, Epsilon, Ledger, LedgerError, Listed, Release, noisy, release, within};

/// Chance that a test fails although all is well.
const SIZE: f64 = 1e-6;

fn epsilon(text: &str) -> Epsilon {
    text.parse().expect("an epsilon")
}

fn listed() -> Listed {
    Listed::new(Some("2015-10..2015-10"), &["MKD-SRB".to_owned()]).expect("listed")
}

/// Forty records of one month and border, and one more of somebody whom the attacker is looking for: smuggled and trafficked.
fn tally(with: bool) -> Tally {
    let one = u64::from(with);
    let cells = [[20, 12, 8 + one]; 6];
    let records = 40 + one;
    let mut tally = Tally { records, total: cells, both: [[32, 0], [0, 8 + one]], ..Tally::default() };
    tally.months.insert("2015-10".to_owned(), cells);
    tally.borders.insert("MKD-SRB".to_owned(), cells);
    tally
}

/// All numbers that have noise of their own, worked out of the margins and differences that are published.
fn numbers(release: &Release) -> Vec<i64> {
    let rows = release.months.iter().chain(release.borders.iter().take(1)).map(|(_, row)| row);
    let each = rows.flat_map(|row| {
        let from_margins = row.cells[0].iter().map(|cell| cell.value).sum::<i64>();
        std::iter::once(from_margins).chain(row.cells.iter().flat_map(|[_, open, met]| [open.value, met.value]))
    });
    each.chain([release.both[1][1].value]).collect()
}

/// Logarithm of how much more likely these numbers are with the record than without it, in units of the scale. By Neyman and
/// Pearson no attack on the page is better than a threshold on it, those by margins and differences included.
fn evidence(release: &Release, with: &[i64], without: &[i64]) -> f64 {
    let seen = numbers(release);
    let far = |from: &[i64]| seen.iter().zip(from).map(|(seen, from)| (seen - from).abs()).sum::<i64>();
    (far(without) - far(with)) as f64 / release.scale
}

/// How often the record is seen when it is there, less how often when it is not, over so many trials of each, where the attacker
/// has `pages` pages that cost `each`.
fn advantage(trials: u32, pages: u32, each: Epsilon) -> f64 {
    let (with, without) = (tally(true), tally(false));
    let exact = |tally: &Tally| numbers(&release(tally, &listed(), epsilon("1000")).expect("noise"));
    let expected = [exact(&with), exact(&without)];
    let seen = |tally: &Tally| {
        let hits = (0..trials).filter(|_| {
            let pages = (0..pages).map(|_| release(tally, &listed(), each).expect("noise"));
            pages.map(|page| evidence(&page, &expected[0], &expected[1])).sum::<f64>() > 0.0
        });
        hits.count() as f64 / f64::from(trials)
    };
    seen(&with) - seen(&without)
}

/// By Hoeffding: the difference of two shares of `trials` each exceeds its expectation by more than this with a chance of `SIZE`.
fn slack(trials: u32) -> f64 {
    (-libm::log(SIZE) / f64::from(trials)).sqrt()
}

/// The largest advantage that a loss of epsilon allows: (e^epsilon − 1)/(e^epsilon + 1).
fn allowed(epsilon: Epsilon) -> f64 {
    libm::tanh(epsilon.value() / 2.0)
}

/// The exact numbers differ by the sensitivity that is claimed: an attacker has something to look for.
#[test]
fn one_record_changes_as_much_as_is_claimed() {
    let sure = epsilon("1000");
    let page = release(&tally(true), &listed(), sure).expect("noise");
    let other = release(&tally(false), &listed(), sure).expect("noise");
    let change: i64 = numbers(&page).iter().zip(numbers(&other)).map(|(one, other)| (one - other).abs()).sum();
    assert_eq!(change, i64::from(page.sensitivity()));
}

/// Null: on one page of epsilon 1 the best attack, which uses all margins and differences, has no more advantage than allowed.
#[test]
fn one_page_and_all_its_margins_tell_no_more_than_epsilon_allows() {
    let (trials, each) = (6000, epsilon("1"));
    let found = advantage(trials, 1, each);
    assert!(found <= allowed(each) + slack(trials), "advantage {found}");
    // The attack is one: without the noise to speak of it always succeeds.
    assert!(advantage(100, 1, epsilon("1000")) > 0.99);
}

/// Null: a budget of 1 spread over 20 pages of 0.05 gives the attacker, who adds up what all pages tell, no more advantage than
/// one page of epsilon 1 may. Without a budget the same attack on 400 pages of epsilon 1 succeeds, so that the test can fail.
#[test]
fn averaging_over_pages_gains_nothing_within_a_budget_and_everything_without() {
    let trials = 1500;
    let found = advantage(trials, 20, epsilon("0.05"));
    assert!(found <= allowed(epsilon("1")) + slack(trials), "advantage {found}");
    assert!(advantage(25, 400, epsilon("1")) > 0.9);
}

/// A thousand requests for the same page: as many are made as the budget pays for, and one if none was set.
#[test]
fn a_thousand_requests_get_what_the_budget_pays_for() {
    for (budget, each, made) in [(None, "1", 1), (Some("1"), "0.25", 4), (Some("1"), "0.3", 3)] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ledger.jsonl");
        let mut pages = 0;
        for _ in 0..1000 {
            match Ledger::open(&path, budget.map(epsilon), epsilon(each)) {
                Ok(mut ledger) => {
                    let entry = Entry { spent: epsilon(each), input: "a.csv".to_owned(), page: "a.html".to_owned() };
                    ledger.spend(entry).expect("paid");
                    pages += 1;
                }
                Err(LedgerError::SpentUp { .. }) => {}
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(pages, made, "{budget:?} {each}");
    }
}

/// Null: the noise is the discrete Laplace distribution of the scale that is claimed; chi-squared over 12 classes, 20,000 draws.
#[test]
fn the_noise_is_what_it_is_said_to_be() {
    let draws = noisy(&[0; 20_000], 3, epsilon("1")).expect("noise");
    let q = libm::exp(-1.0 / 3.0);
    // From −5 to 5, and all others; probabilities (1 − q)/(1 + q)·q^|k|.
    let inside = |k: i64| (1.0 - q) / (1.0 + q) * libm::pow(q, k.abs() as f64);
    let mut expected: Vec<f64> = (-5..=5).map(inside).collect();
    expected.push(1.0 - expected.iter().sum::<f64>());
    let mut seen = [0.0; 12];
    draws.iter().for_each(|draw| seen[usize::try_from(draw + 5).ok().filter(|at| *at < 11).unwrap_or(11)] += 1.0);
    let total = draws.len() as f64;
    let chi: f64 = seen.iter().zip(&expected).map(|(seen, share)| (seen - total * share).powi(2) / (total * share)).sum();
    // The quantile of chi-squared with 11 degrees of freedom at 1 − 10^-6.
    assert!(chi < 49.1, "{chi}");
}

/// Null: at least 95 of 100 noisy numbers and sums of them lie within what is stated; 4,000 draws of each.
#[test]
fn what_is_stated_as_uncertain_is_so_ninety_five_times_of_a_hundred() {
    for summed in [1_u64, 2, 3, 12] {
        for (sensitivity, each) in [(8, "0.5"), (15, "1"), (1, "2")] {
            let draws = noisy(&vec![0; 4000 * summed as usize], sensitivity, epsilon(each)).expect("noise");
            let bound = within(summed, f64::from(sensitivity) / epsilon(each).value());
            let inside = draws.chunks(summed as usize).filter(|part| part.iter().sum::<i64>().abs() <= bound).count();
            let share = inside as f64 / 4000.0;
            // By Hoeffding, one-sided.
            assert!(share >= 0.95 - (-libm::log(SIZE) / 8000.0).sqrt(), "{summed} {sensitivity} {each}: {share}");
        }
    }
}

/// Two releases of the same counts differ: nothing fixes the noise.
#[test]
fn the_noise_is_drawn_anew() {
    let one = noisy(&[0; 64], 15, epsilon("0.1")).expect("noise");
    assert_ne!(one, noisy(&[0; 64], 15, epsilon("0.1")).expect("noise"));
}
