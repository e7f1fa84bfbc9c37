//! What the tests share: servers on this machine.

// Each test uses a part of it.
#![allow(dead_code, unused_imports, unreachable_pub, missing_docs)]
// A test that panics has failed, which is what it is for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

pub mod mock;
pub mod socket;
#[cfg(feature = "tls")]
pub mod tls;

pub use ::fake_seam;

/// The document's own session, as Seam answers it.
pub const DOCUMENT_ANSWER: &str = include_str!("document.json");

/// A program that was built with the tests, to be run as they are: `TEST_RUNNER` holds what runs those of
/// another machine.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> std::process::Command {
    let runner = std::env::var("TEST_RUNNER").unwrap_or_default();
    let mut words = runner.split_whitespace();
    let Some(first) = words.next() else { return std::process::Command::new(program) };
    let mut command = std::process::Command::new(first);
    command.args(words).arg(program);
    command
}
