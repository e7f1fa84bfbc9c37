//! How the tests run a program.

/// A program that was built with the tests, to be run as they are: `TEST_RUNNER` holds what runs those of
/// another machine.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>) -> std::process::Command {
    let runner = std::env::var("TEST_RUNNER").unwrap_or_default();
    let mut words = runner.split_whitespace();
    let Some(first) = words.next() else { return std::process::Command::new(program) };
    let mut command = std::process::Command::new(first);
    command.args(words).arg(program);
    command
}
