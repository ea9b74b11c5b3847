//! The command from outside: every test makes a folder, runs the command in it, and looks at what came of it.

mod ask;
mod calibrate;
mod classify;
mod compare;
mod completions;
mod folder;
mod forecast;
#[cfg(unix)]
mod interrupt;
mod repeat;
mod run;
mod scenario;
mod what_if;
