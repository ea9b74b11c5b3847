//! The book is held against the program: its commands are run, its files are used, its tables are compared with the code.
#![cfg(unix)]

mod chapter;
mod commands;
mod format;
mod links;
