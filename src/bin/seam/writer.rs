//! Standard output and standard error, which may be full, closed or not ready.

use std::io::{self, ErrorKind, Write};
use std::thread;
use std::time::Duration;

use crate::failure::Failure;
use crate::json::quoted;
use crate::options::Options;

/// Where the output goes.
pub(crate) struct Writer {
    out: Box<dyn Write>,
}

impl Default for Writer {
    fn default() -> Self {
        Self { out: standard_output() }
    }
}

impl Writer {
    /// Writes all of what a call returned, so that a reader has it when this returns: a whole response, or one line
    /// of many.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Failure> {
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

    fn try_write(&mut self, text: &str) -> io::Result<()> {
        write_all(&mut *self.out, text.as_bytes())
    }
}

/// Says something to who runs the command, on a line of its own.
pub(crate) fn say(text: &str) {
    // In one piece, since others may be writing there too. Nobody may be reading it, and there is no other place.
    let _ = write_all(&mut io::stderr(), format!("{text}\n").as_bytes());
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

/// Standard output without a buffer, and without std's view that one which cannot be written is as good as one that can.
fn standard_output() -> Box<dyn Write> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd as _;

        if let Ok(descriptor) = io::stdout().as_fd().try_clone_to_owned() {
            return Box::new(std::fs::File::from(descriptor));
        }
    }
    Box::new(io::stdout())
}

/// Writes all of it, also where the other side is not ready at once: a pipe that a program such as Node has made
/// non-blocking is so for all who write to it.
fn write_all(out: &mut dyn Write, mut bytes: &[u8]) -> io::Result<()> {
    const LONGEST_PAUSE: Duration = Duration::from_millis(20);
    let mut pause = Duration::from_micros(100);
    loop {
        let written = match bytes {
            [] => out.flush().map(|()| 0),
            _ => out.write(bytes),
        };
        match written {
            Ok(_) if bytes.is_empty() => return Ok(()),
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(count) => {
                bytes = bytes.get(count..).unwrap_or_default();
                pause = Duration::from_micros(100);
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                thread::sleep(pause);
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;

    /// Takes what its script says, and keeps what it took.
    struct Script(VecDeque<io::Result<usize>>, Vec<u8>);

    impl Write for Script {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let count = self.0.pop_front().unwrap_or(Ok(usize::MAX))?.min(bytes.len());
            self.1.extend_from_slice(bytes.get(..count).unwrap_or_default());
            Ok(count)
        }

        fn flush(&mut self) -> io::Result<()> {
            self.0.pop_front().map_or(Ok(()), |result| result.map(drop))
        }
    }

    fn script(results: impl IntoIterator<Item = io::Result<usize>>) -> Script {
        Script(results.into_iter().collect(), Vec::new())
    }

    #[test]
    fn all_is_written_whatever_it_takes() {
        let again = || Err(ErrorKind::WouldBlock.into());
        let interrupted = || Err(ErrorKind::Interrupted.into());
        let results = [again(), Ok(1), Ok(2), interrupted(), again(), again(), Ok(3), again()];
        let mut out = script(results);
        write_all(&mut out, b"abcdefg").expect("all of it");
        assert_eq!(out.1, b"abcdefg");
        // Flushing may have to wait too.
        let mut out = script([Ok(1), again(), interrupted(), Ok(0)]);
        write_all(&mut out, b"a").expect("all of it");
        assert!(out.0.is_empty());
    }

    #[test]
    fn what_cannot_be_written_is_an_error() {
        let mut out = script([Ok(1), Ok(0)]);
        let error = write_all(&mut out, b"ab").expect_err("half of it");
        assert_eq!(error.kind(), ErrorKind::WriteZero);
        let mut out = script([Ok(2), Err(ErrorKind::StorageFull.into())]);
        let error = write_all(&mut out, b"ab").expect_err("not flushed");
        assert_eq!(error.kind(), ErrorKind::StorageFull);
    }
}
