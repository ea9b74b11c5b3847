//! The small language of these tests: a folder of its own, the command run in it, and its answer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A temporary folder in which commands are run.
pub struct Folder(tempfile::TempDir);

/// What a command answered.
pub struct Answer {
    code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs `vardar` with arguments that are separated by blanks.
    pub fn vardar(&self, arguments: &str) -> Answer {
        let mut command = assert_cmd::Command::cargo_bin("vardar").expect("the command is built");
        let output = command.current_dir(self.0.path()).args(arguments.split_whitespace()).output().expect("the command starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        let answer = Answer { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) };
        assert!(!answer.err.contains("panicked"), "vardar {arguments} panicked:\n{}", answer.err);
        answer
    }

    /// The same with a text on standard input.
    pub fn fed(&self, arguments: &str, input: impl AsRef<[u8]>) -> Answer {
        let mut command = assert_cmd::Command::cargo_bin("vardar").expect("the command is built");
        let command = command.current_dir(self.0.path()).args(arguments.split_whitespace());
        let output = command.write_stdin(input.as_ref()).output().expect("the command starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        let answer = Answer { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) };
        assert!(!answer.err.contains("panicked"), "vardar {arguments} panicked:\n{}", answer.err);
        answer
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), text).expect("written");
    }

    /// Names of everything in the folder.
    pub fn list(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Starts `vardar` and interrupts it as soon as a file is there; it must end with 130.
    #[cfg(unix)]
    pub fn interrupted_when(&self, arguments: &str, file: &str) {
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("vardar"))
            .args(arguments.split_whitespace())
            .current_dir(self.0.path())
            .spawn()
            .expect("the command starts");
        while !self.path(file).exists() {
            assert!(child.try_wait().expect("it can be asked").is_none(), "vardar {arguments} ended before {file} was there");
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        assert!(killed.expect("kill runs").success());
        assert_eq!(child.wait().expect("it ends").code(), Some(130), "vardar {arguments}");
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_str(&self.read(name)).expect("JSON")
    }

    pub fn append(&self, name: &str, line: &str) {
        std::fs::write(self.path(name), self.read(name) + line + "\n").expect("written");
    }

    /// Names and bytes of all files below a folder.
    pub fn files(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        let (top, mut files) = (self.path(name), BTreeMap::new());
        collect(&top, &top, &mut files);
        assert!(!files.is_empty(), "{name} holds no files");
        files
    }

    /// Names of the files below a folder.
    pub fn names(&self, name: &str) -> Vec<String> {
        self.files(name).into_keys().collect()
    }

    /// Asserts that two folders hold the same files, to the byte.
    pub fn same(&self, one: &str, other: &str) {
        let (a, b) = (self.files(one), self.files(other));
        assert!(a.keys().eq(b.keys()), "{one} holds {:?}, {other} holds {:?}", a.keys(), b.keys());
        let differing: Vec<_> = a.iter().filter(|(name, bytes)| b[*name] != **bytes).map(|(name, _)| name).collect();
        assert!(differing.is_empty(), "{differing:?} differ between {one} and {other}");
    }
}

fn collect(top: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(top, &path, files);
        } else {
            let name = path.strip_prefix(top).expect("below the top").to_string_lossy().into_owned();
            files.insert(name, std::fs::read(&path).expect("a file"));
        }
    }
}

impl Answer {
    /// Asserts the exit code.
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "standard output:\n{}\nstandard error:\n{}", self.out, self.err);
        self
    }

    /// Asserts that the command succeeded.
    pub fn succeeds(self) -> Self {
        self.exits(0)
    }

    /// Asserts that standard error, with runs of blanks and frames made one blank, holds all of these.
    pub fn complains(self, parts: &[&str]) -> Self {
        let words: Vec<&str> = self.err.split_whitespace().filter(|word| *word != "│").collect();
        let flat = words.join(" ");
        for part in parts {
            assert!(flat.contains(part), "`{part}` is not in:\n{}", self.err);
        }
        self
    }

    /// Asserts that standard output holds all of these.
    pub fn prints(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.out.contains(part), "`{part}` is not in:\n{}", self.out);
        }
        self
    }

    /// Asserts that neither stream holds anything.
    pub fn silent(self) -> Self {
        assert_eq!((self.out.as_str(), self.err.as_str()), ("", ""));
        self
    }
}
