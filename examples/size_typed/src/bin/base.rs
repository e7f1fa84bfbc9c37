//! No call of its own: the others are compared with this.

use std::process::ExitCode;

fn main() -> ExitCode {
    size_typed::run(|_, _| Ok(()))
}
