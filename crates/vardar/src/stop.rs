//! Ctrl-C: the first one lets the members that are under way finish, the second one ends at once.

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
            eprintln!("\nstopping after the members that are under way; press Ctrl-C again to stop at once");
        });
        if let Err(error) = installed {
            tracing::warn!(%error, "interrupting will lose the results");
        }
    });
    &STOP
}
