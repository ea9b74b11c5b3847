//! Ctrl-C: the first one lets what is under way finish (members of a run, a block of records), the second one ends at once.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

static STOP: AtomicBool = AtomicBool::new(false);
static INSTALLED: OnceLock<()> = OnceLock::new();

/// The flag that a signal sets.
pub fn flag() -> &'static AtomicBool {
    INSTALLED.get_or_init(|| {
        let installed = ctrlc::set_handler(|| {
            if STOP.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
            eprintln!("\nstopping after what is under way; press Ctrl-C again to stop at once");
        });
        if let Err(error) = installed {
            tracing::warn!(%error, "interrupting will lose the results");
        }
    });
    &STOP
}
