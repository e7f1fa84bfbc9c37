//! Standard output and standard error, which may be full, closed or not ready.

#[cfg(unix)]
use std::fs::File;
use std::io::{self, ErrorKind, Write as _};
use std::thread;
use std::time::Duration;

use crate::failure::Failure;
use crate::json::quoted;
use crate::options::Options;
use crate::terminal;

/// Where the output goes.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    /// Standard output without a buffer. Unlike std's, it reports a closed standard output as an error.
    #[cfg(unix)]
    file: Option<File>,
}

impl Writer {
    /// Writes a response, or one line of it, without a buffer: a reader has it when this returns. For a terminal,
    /// control characters are escaped.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.write_styled(&terminal::for_output(text))
    }

    /// The same for a text that is already escaped by `terminal::safe`, and may have bold parts.
    pub(crate) fn write_styled(&mut self, text: &str) -> Result<(), Failure> {
        self.try_write(text).map_err(|error| {
            // In the user's words, not the system's.
            let what = match error.kind() {
                ErrorKind::BrokenPipe => "closed",
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "full",
                _ => return Failure::Output(format!("standard output cannot be written: {error}")),
            };
            Failure::Output(format!("standard output is {what}: {error}"))
        })
    }

    /// Writes a text of the command's own, such as the help. It is not an error if the reader closes the pipe early, as
    /// a pager does.
    pub(crate) fn write_own(&mut self, text: &str) -> Result<(), Failure> {
        match self.try_write(text) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::Print(error)),
            _ => Ok(()),
        }
    }

    #[cfg(unix)]
    fn try_write(&mut self, text: &str) -> io::Result<()> {
        use std::os::fd::AsFd as _;

        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(io::stdout().as_fd().try_clone_to_owned()?.into()),
        };
        write_all(&mut |bytes| file.write(bytes), text.as_bytes())
    }

    #[cfg(not(unix))]
    fn try_write(&mut self, text: &str) -> io::Result<()> {
        let mut out = io::stdout();
        write_all(&mut |bytes| out.write(bytes), text.as_bytes()).and_then(|()| out.flush())
    }
}

/// Prints a line on standard error.
pub(crate) fn say(text: &str) {
    // In one write, since other processes may write there too. If it fails, there is no other place to say so.
    let text = format!("{}\n", terminal::for_errors(text));
    let _ = write_all(&mut |bytes| io::stderr().write(bytes), text.as_bytes());
}

/// Prints a warning.
pub(crate) fn warn(options: &Options, message: &str) {
    if options.is_given("quiet") {
        return;
    }
    // A program that reads errors as JSON reads every line as JSON.
    say(&match options.is_given("json_errors") {
        true => format!("{{\"type\":\"warning\",\"message\":{}}}", quoted(message)),
        false => format!("seam: warning: {message}"),
    });
}

/// Writes all of it, even if the other side is not ready: if a program such as Node makes a pipe non-blocking, it is
/// non-blocking for every writer.
fn write_all(
    write: &mut dyn FnMut(&[u8]) -> io::Result<usize>,
    mut bytes: &[u8],
) -> io::Result<()> {
    const SHORTEST_PAUSE: Duration = Duration::from_micros(100);
    const LONGEST_PAUSE: Duration = Duration::from_millis(20);
    let mut pause = SHORTEST_PAUSE;
    while !bytes.is_empty() {
        match write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(count) => {
                bytes = bytes.get(count..).unwrap_or_default();
                pause = SHORTEST_PAUSE;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                thread::sleep(pause);
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;

    /// Writes to what takes as much as the script says each time; returns what it took.
    fn written(
        script: impl IntoIterator<Item = io::Result<usize>>,
        bytes: &[u8],
    ) -> (io::Result<()>, Vec<u8>) {
        let mut script: VecDeque<_> = script.into_iter().collect();
        let mut taken = Vec::new();
        let mut write = |bytes: &[u8]| {
            let count = script.pop_front().unwrap_or(Ok(usize::MAX))?.min(bytes.len());
            taken.extend_from_slice(bytes.get(..count).unwrap_or_default());
            Ok(count)
        };
        (write_all(&mut write, bytes), taken)
    }

    #[test]
    fn writing_retries_until_everything_is_written() {
        let again = || Err(ErrorKind::WouldBlock.into());
        let interrupted = || Err(ErrorKind::Interrupted.into());
        let script = [again(), Ok(1), Ok(2), interrupted(), again(), again(), Ok(3), again()];
        let (result, taken) = written(script, b"abcdefg");
        assert!(result.is_ok());
        assert_eq!(taken, b"abcdefg");
    }

    #[test]
    fn a_failed_write_is_an_error() {
        for (last, kind) in [
            (Ok(0), ErrorKind::WriteZero),
            (Err(ErrorKind::StorageFull.into()), ErrorKind::StorageFull),
        ] {
            let (result, taken) = written([Ok(1), last], b"ab");
            assert_eq!(result.map_err(|error| error.kind()), Err(kind));
            assert_eq!(taken, b"a");
        }
    }
}
