//! Completion scripts.

use crate::folder::Folder;

#[test]
fn every_shell_gets_a_script_that_knows_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        Folder::new().vardar(&format!("completions {shell}")).succeeds().prints(&[
            "vardar",
            "compare",
            "fixed-parameters",
            "what-if",
        ]);
    }
}

#[test]
fn an_unknown_shell_is_wrong_use() {
    Folder::new().vardar("completions tcsh").exits(2).complains(&["bash"]);
}
