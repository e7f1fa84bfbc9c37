//! What the tests share: servers on this machine.

// No test program uses all of it.
#![allow(dead_code, unused_imports, unreachable_pub, missing_docs)]
// A panic is how a test fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

pub mod mock;
pub mod socket;
#[cfg(feature = "tls")]
pub mod tls;

pub use ::fake_seam;

/// The response in Seam's documentation of client sessions.
pub const DOCUMENT_RESPONSE: &str = include_str!("document.json");

/// Runs a program that was built with the tests. If they are built for another machine, the variable `TEST_RUNNER` has
/// the emulator's command line.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> std::process::Command {
    let runner = std::env::var("TEST_RUNNER").unwrap_or_default();
    let mut words = runner.split_whitespace();
    let Some(first) = words.next() else { return std::process::Command::new(program) };
    let mut command = std::process::Command::new(first);
    command.args(words).arg(program);
    command
}
