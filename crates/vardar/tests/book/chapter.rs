//! A chapter as what the tests need of it: files to write and commands to run, in order.

use std::path::{Path, PathBuf};

/// A fenced block, taken apart.
pub enum Block {
    /// Contents of a file: `csv,file=my-route/places.csv`.
    File { name: String, text: String },
    /// Commands of a `console` block.
    Commands(Vec<Command>),
}

/// One command, with what the text says will come of it.
pub struct Command {
    pub line: String,
    /// Exit code: 0, or what a line `# exit N` before the command says.
    pub exit: i32,
    /// Lines that follow the command: each must occur in its output.
    pub output: Vec<String>,
}

/// Folder of the sources of the book.
pub fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/src")
}

/// Text of a chapter.
pub fn text(name: &str) -> String {
    let path = sources().join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Blocks of a chapter that the tests use.
pub fn blocks(name: &str) -> Vec<Block> {
    let text = text(name);
    let mut lines = text.lines();
    let mut blocks = Vec::new();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if info == "console" {
            blocks.push(Block::Commands(commands(name, &body)));
        } else if let Some((_, file)) = info.split_once(",file=") {
            blocks.push(Block::File { name: file.to_owned(), text: body.join("\n") + "\n" });
        }
    }
    blocks
}

fn commands(chapter: &str, lines: &[&str]) -> Vec<Command> {
    let mut commands: Vec<Command> = Vec::new();
    let mut exit = 0;
    for line in lines {
        if let Some(command) = line.strip_prefix("$ ") {
            commands.push(Command { line: command.to_owned(), exit: std::mem::take(&mut exit), output: Vec::new() });
        } else if let Some(code) = line.strip_prefix("# exit ") {
            exit = code.trim().parse().unwrap_or_else(|_| panic!("{chapter}: `{line}` names no exit code"));
        } else {
            let command = commands.last_mut().unwrap_or_else(|| panic!("{chapter}: `{line}` comes before any command"));
            command.output.push((*line).to_owned());
        }
    }
    commands
}
