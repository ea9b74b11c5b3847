//! Records from outside: reading, errors, personal columns, results, publishing, and random bytes.

mod fuzz;
mod publish;
mod read;
mod results;
mod run;
