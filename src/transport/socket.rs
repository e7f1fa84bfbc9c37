//! A socket: opened at one of a server's addresses, and read and written within a deadline.

#[cfg(all(unix, feature = "tls"))]
mod race;
// A build without TLS connects to this machine alone, where nothing is silent: neither the race nor the
// rounds are worth their bytes there.
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

/// How long an address is tried before the next one is: RFC 8305's "Connection Attempt Delay".
#[cfg(any(feature = "tls", test))]
const HEAD_START: Duration = Duration::from_millis(250);

#[cfg_attr(not(feature = "tls"), allow(dead_code))]
pub(super) struct Socket {
    stream: TcpStream,
    /// As they are set, for reading and for writing.
    timeouts: [Duration; 2],
    patience: Option<Duration>,
    round_trip: Duration,
}

/// What a socket says when its timeout is over. On unix, `TimedOut` is a path that died instead.
const TIMED_OUT: io::ErrorKind =
    if cfg!(windows) { io::ErrorKind::TimedOut } else { io::ErrorKind::WouldBlock };

/// Opens a socket at one of these addresses, in their order and in the manner of Happy Eyeballs (RFC 8305),
/// and says at which. One that fails is no end while there are others. The error is that of the address whose
/// failure tells most; the deadline's when there was silence alone.
pub(super) fn open(
    addresses: &[SocketAddr],
    deadline: Deadline,
) -> io::Result<(Socket, SocketAddr)> {
    let (stream, address, round_trip) = system::open(addresses, deadline)?;
    // Or the second part of a long request waits for the server to have seen the first.
    stream.set_nodelay(true)?;
    Ok((Socket { round_trip, ..Socket::new(stream) }, address))
}

/// Fails if the stream is connected to itself. Where nobody listens at a port of this machine, the system may give that
/// port to the very stream that connects to it, and both ends are then ours: it would answer with our own request,
/// and keep the port from the server that is about to start.
fn refuse_itself(stream: &TcpStream) -> io::Result<()> {
    if stream.peer_addr()? == stream.local_addr()? {
        return Err(io::ErrorKind::ConnectionRefused.into());
    }
    Ok(())
}

/// Why no address could be connected to so far: the first failure of those that tell most.
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

/// What came from the network tells more than silence; and silence more than what this machine itself did not
/// do, as a device without IPv6 fails so at each address of that family.
#[cfg(any(feature = "tls", test))]
fn rank(error: &io::Error) -> u8 {
    use io::ErrorKind::{ConnectionRefused, ConnectionReset, HostUnreachable, TimedOut};
    match error.kind() {
        ConnectionRefused | ConnectionReset | HostUnreachable => 2,
        TimedOut => 1,
        _ => 0,
    }
}

/// How long to wait at the socket at a time, with so much left. Systems end such a wait late by up to an
/// eighth of it, so it is at most seven eighths; what then remains is waited for after that, down to a few
/// ticks of the system. In whole seconds while there are any: so calls that are alike find it set already.
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

    /// How long connecting took: about one round trip.
    #[cfg(feature = "tls")]
    pub(super) fn round_trip(&self) -> Duration {
        self.round_trip
    }

    /// How long what was sent may go unacknowledged before reading or writing fails with `TimedOut`: the path
    /// is dead then. `None`: as long as the system lets it. Only Linux, Android and Fuchsia can, with TLS on.
    #[cfg(feature = "tls")]
    pub(super) fn set_patience(&mut self, time: Option<Duration>) {
        if self.patience != time && system::set_patience(&self.stream, time) {
            self.patience = time;
        }
    }

    /// No byte of ours can go any more.
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

    /// Nothing to read: neither the server's goodbye nor an answer that nobody asked for.
    pub(super) fn is_silent(&self) -> bool {
        system::is_silent(&self.stream)
    }
}

/// An address at which nobody listens, until the test process ends: both ends of a connection that was accepted there
/// have the port. The port of a closed listener may be another one's a moment later.
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
