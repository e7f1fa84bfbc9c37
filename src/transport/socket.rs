//! A socket: opened to one of a server's addresses, and read and written within a deadline.

#[cfg(all(unix, feature = "tls"))]
mod race;
// A build without TLS connects only to this machine, where no address is silent: neither the race nor the rounds
// are worth their size.
#[cfg(any(not(all(unix, feature = "tls")), test))]
#[cfg_attr(all(unix, feature = "tls"), allow(dead_code))]
mod rounds;

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

#[cfg(all(unix, feature = "tls"))]
use race as system;
#[cfg(not(all(unix, feature = "tls")))]
use rounds as system;

use super::deadline::Deadline;

/// How long to try an address before the next one starts: RFC 8305's "Connection Attempt Delay".
#[cfg(any(feature = "tls", test))]
const HEAD_START: Duration = Duration::from_millis(250);

#[cfg_attr(not(feature = "tls"), allow(dead_code))]
pub(super) struct Socket {
    stream: TcpStream,
    /// The timeouts that the socket has now, for reading and for writing.
    timeouts: [Duration; 2],
    patience: Option<Duration>,
    round_trip: Duration,
}

/// The error of a read or write that timed out. On unix, `TimedOut` means that the path is dead instead.
const TIMED_OUT: io::ErrorKind =
    if cfg!(windows) { io::ErrorKind::TimedOut } else { io::ErrorKind::WouldBlock };

/// Opens a socket to one of these addresses, in order and as in Happy Eyeballs (RFC 8305), and returns that address
/// too. If one fails, the others are tried. The error is the most telling of the addresses' errors, or the deadline's
/// if all were silent.
pub(super) fn open(
    addresses: &[SocketAddr],
    deadline: Deadline,
) -> io::Result<(Socket, SocketAddr)> {
    let (stream, address, round_trip) = system::open(addresses, deadline)?;
    // Otherwise the second part of a long request waits until the server has acknowledged the first.
    stream.set_nodelay(true)?;
    Ok((Socket { round_trip, ..Socket::new(stream) }, address))
}

/// Fails if the stream is connected to itself. If nobody listens on a port of this machine, the system may assign that
/// port to the stream that connects to it, and both ends are then ours: we would read our own request as the response,
/// and keep the port from a server that is about to start.
fn refuse_itself(stream: &TcpStream) -> io::Result<()> {
    if stream.peer_addr()? == stream.local_addr()? {
        return Err(io::ErrorKind::ConnectionRefused.into());
    }
    Ok(())
}

/// Why connecting has failed so far: the first of the most telling errors.
#[cfg(any(feature = "tls", test))]
#[derive(Debug, Default)]
struct Failures(Option<io::Error>);

#[cfg(any(feature = "tls", test))]
impl Failures {
    fn add(&mut self, error: io::Error) {
        if self.0.as_ref().is_none_or(|said| rank(said) < rank(&error)) {
            self.0 = Some(error);
        }
    }

    fn most_telling(self, deadline: Deadline) -> io::Error {
        match self.0 {
            Some(error) if error.kind() != io::ErrorKind::TimedOut => error,
            _ => deadline.passed(),
        }
    }
}

/// An error from the network tells more than silence, and silence more than an error of this machine itself: a device
/// without IPv6 has such an error for each IPv6 address.
#[cfg(any(feature = "tls", test))]
fn rank(error: &io::Error) -> u8 {
    use io::ErrorKind::{ConnectionRefused, ConnectionReset, HostUnreachable, TimedOut};
    match error.kind() {
        ConnectionRefused | ConnectionReset | HostUnreachable => 2,
        TimedOut => 1,
        _ => 0,
    }
}

/// How long to wait on the socket at a time if this much is left. Systems end such a wait late by up to an eighth of
/// it, so it is at most seven eighths; the next wait takes the rest, down to a few ticks of the system. From one
/// second on it is in whole seconds, so that similar calls need not set the timeout again.
fn wait(left: Duration) -> Duration {
    if left < Duration::from_millis(16) {
        return left;
    }
    let wait = left - left / 8;
    if wait.as_secs() > 0 { Duration::from_secs(wait.as_secs()) } else { wait }
}

impl Socket {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self { stream, timeouts: [Duration::ZERO; 2], patience: None, round_trip: Duration::ZERO }
    }

    /// How long connecting took, which is about one round trip.
    #[cfg(feature = "tls")]
    pub(super) fn round_trip(&self) -> Duration {
        self.round_trip
    }

    /// Sets how long sent data may stay unacknowledged before reading or writing fails with `TimedOut`, which means
    /// that the path is dead. `None` is the system's default. Only Linux, Android and Fuchsia support it, and only with
    /// TLS.
    #[cfg(feature = "tls")]
    pub(super) fn set_patience(&mut self, time: Option<Duration>) {
        if self.patience != time && system::set_patience(&self.stream, time) {
            self.patience = time;
        }
    }

    /// Makes every later write fail.
    #[cfg(test)]
    pub(super) fn shut(&self) {
        let _ = self.stream.shutdown(std::net::Shutdown::Write);
    }

    pub(super) fn read(&mut self, into: &mut [u8], deadline: Deadline) -> io::Result<usize> {
        self.attempt(false, deadline, |stream| stream.read(into))
    }

    pub(super) fn write(&mut self, bytes: &[u8], deadline: Deadline) -> io::Result<usize> {
        self.attempt(true, deadline, |stream| stream.write(bytes))
    }

    fn attempt(
        &mut self,
        writing: bool,
        deadline: Deadline,
        mut step: impl FnMut(&mut TcpStream) -> io::Result<usize>,
    ) -> io::Result<usize> {
        loop {
            let left = deadline.left()?;
            let timeout = wait(left);
            let [read, write] = &mut self.timeouts;
            let set = if writing { write } else { read };
            if *set != timeout {
                if writing {
                    self.stream.set_write_timeout(Some(timeout))?;
                } else {
                    self.stream.set_read_timeout(Some(timeout))?;
                }
                *set = timeout;
            }
            match step(&mut self.stream) {
                Err(error) if matches!(error.kind(), TIMED_OUT | io::ErrorKind::Interrupted) => {}
                result => return result,
            }
        }
    }

    /// Whether there is nothing to read: the server has neither closed the connection nor sent unsolicited data.
    pub(super) fn is_silent(&self) -> bool {
        system::is_silent(&self.stream)
    }
}

/// An address on which nobody listens until the test process ends: a connection that was accepted there keeps the port
/// in use. The port of a closed listener could be another one's a moment later.
#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) fn refusing_address() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let stream = TcpStream::connect(address).unwrap();
    Box::leak(Box::new([stream, listener.accept().unwrap().0]));
    address
}

#[cfg(test)]
mod tests;
