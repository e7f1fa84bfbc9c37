//! No call of its own: what the others are measured beside.

use std::process::ExitCode;

fn main() -> ExitCode {
    size_typed::run(|_, _| Ok(()))
}
