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
    /// Standard output without a buffer, and without std's view that one which cannot be written is as good as one that
    /// can.
    #[cfg(unix)]
    file: Option<File>,
}

impl Writer {
    /// Writes all of what a call returned, so that a reader has it when this returns: a whole response, or one line
    /// of many. A terminal gets nothing of it that it would obey.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.write_styled(&terminal::for_output(text))
    }

    /// The same of a text that has gone through `terminal::safe`, with what is bold in it.
    pub(crate) fn write_styled(&mut self, text: &str) -> Result<(), Failure> {
        self.try_write(text).map_err(|error| {
            // In the words of who reads it, not of the system.
            let what = match error.kind() {
                ErrorKind::BrokenPipe => "closed",
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "full",
                _ => return Failure::Output(format!("standard output cannot be written: {error}")),
            };
            Failure::Output(format!("standard output is {what}: {error}"))
        })
    }

    /// Writes all of a text that no call returned, such as the help. That nobody reads it to its end, as in a pager, is
    /// no failure.
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

/// Says something to who runs the command, on a line of its own.
pub(crate) fn say(text: &str) {
    // In one piece, since others may be writing there too. Nobody may be reading it, and there is no other place.
    let text = format!("{}\n", terminal::for_errors(text));
    let _ = write_all(&mut |bytes| io::stderr().write(bytes), text.as_bytes());
}

/// Warns of what is no failure.
pub(crate) fn warn(options: &Options, message: &str) {
    if options.is_given("quiet") {
        return;
    }
    // Who reads errors as JSON reads all lines so.
    say(&match options.is_given("json_errors") {
        true => format!("{{\"type\":\"warning\",\"message\":{}}}", quoted(message)),
        false => format!("seam: warning: {message}"),
    });
}

/// Writes all of it, also where the other side is not ready at once: a pipe that a program such as Node has made
/// non-blocking is so for all who write to it.
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
    fn all_is_written_whatever_it_takes() {
        let again = || Err(ErrorKind::WouldBlock.into());
        let interrupted = || Err(ErrorKind::Interrupted.into());
        let script = [again(), Ok(1), Ok(2), interrupted(), again(), again(), Ok(3), again()];
        let (result, taken) = written(script, b"abcdefg");
        assert!(result.is_ok());
        assert_eq!(taken, b"abcdefg");
    }

    #[test]
    fn what_cannot_be_written_is_an_error() {
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
