//! The page of counts: with small cells hidden, or with noise.

mod hidden;
mod noisy;

use crate::cli::ClassifyArguments;
use std::path::Path;
use vardar_law::stream::Ended;
use vardar_report::{ClassificationReport, classification_report};
use vardar_run::RunError;

pub use noisy::{Purse, open_purse};

/// Writes the page; it appears whole or not at all. With a purse the counts have noise, and are paid for before they exist.
pub fn write(
    arguments: &ClassifyArguments,
    page: &Path,
    file: &Path,
    ended: &Ended,
    purse: Option<Purse>,
) -> Result<(), RunError> {
    let half = page.with_extension("html.part");
    // A page that could not be written would be paid for in vain.
    std::fs::write(&half, "").map_err(|source| RunError::Io { path: page.to_owned(), source })?;
    let made = match purse {
        None => {
            let content = hidden::content(file, &ended.tally, arguments.min_cell);
            put(page, &half, &content).map(|()| format!("wrote {}", page.display()))
        }
        Some(purse) => {
            let paid = purse.pay(file, page).and_then(|paid| Ok((noisy::content(file, ended, &paid)?, paid)));
            paid.and_then(|(content, paid)| {
                put(page, &half, &content).map(|()| format!("wrote {}: {}", page.display(), paid.said()))
            })
        }
    };
    if made.is_err() {
        let _ = std::fs::remove_file(&half);
    }
    made.map(|said| eprintln!("{said}"))
}

fn put(page: &Path, half: &Path, content: &ClassificationReport) -> Result<(), RunError> {
    let text = classification_report(content)?;
    std::fs::write(half, text)
        .and_then(|()| std::fs::rename(half, page))
        .map_err(|source| RunError::Io { path: page.to_owned(), source })
}
