//! Links the binary at a fixed address where the platform allows it.
//!
//! A position-independent executable has its tables of pointers relocated at every start:
//! some hundred and fifty pages copied before the first instruction, a tenth of a cold
//! search.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|set| set == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
