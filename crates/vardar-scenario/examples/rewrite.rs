//! Temporary.
fn main() {
    let a: Vec<_> = std::env::args_os().collect();
    let s = vardar_scenario::read_folder(a[1].as_ref()).scenario.unwrap();
    vardar_scenario::write_folder(&s, a[2].as_ref(), false).unwrap();
    vardar_scenario::write_folder(&s, a[3].as_ref(), true).unwrap();
}
