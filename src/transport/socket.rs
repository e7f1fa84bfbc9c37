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
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use std::net::TcpListener;

    use ureq::Timeout;

    use super::*;

    /// A new one, and its other end.
    fn socket() -> (Socket, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        (Socket::new(stream), listener.accept().unwrap().0)
    }

    #[test]
    #[cfg(all(target_os = "linux", feature = "tls"))]
    fn a_connection_to_itself_is_refused() {
        use rustix::net::{AddressFamily, SocketType, bind, connect, getsockname};

        let (client, server) = socket();
        refuse_itself(&client.stream).unwrap();
        refuse_itself(&server).unwrap();

        let socket = rustix::net::socket(AddressFamily::INET, SocketType::STREAM, None).unwrap();
        bind(&socket, &SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        connect(&socket, &getsockname(&socket).unwrap()).unwrap();
        let error = refuse_itself(&TcpStream::from(socket)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
    }

    #[test]
    fn no_socket_wait_outlasts_the_deadline() {
        let (mut socket, _end) = socket();
        // As it is rounded up by the system.
        let tick = Duration::from_millis(10);
        for (millis, in_whole_seconds) in [(1_000_500, true), (900, false)] {
            let timeout = Duration::from_millis(millis);
            for writing in [false, true] {
                let mut waits = Vec::new();
                let waited =
                    socket.attempt(writing, Deadline::after(timeout, Timeout::Global), |stream| {
                        let wait =
                            if writing { stream.write_timeout() } else { stream.read_timeout() };
                        waits.push(wait.unwrap().unwrap());
                        match waits.len() {
                            1 => Err(TIMED_OUT.into()),
                            2 => Err(io::ErrorKind::Interrupted.into()),
                            _ => Ok(7),
                        }
                    });
                assert_eq!((waited.unwrap(), waits.len()), (7, 3));
                assert!(waits.iter().all(|wait| *wait <= timeout + tick), "{waits:?}");
                if in_whole_seconds {
                    assert!(waits.iter().all(|wait| wait.subsec_nanos() == 0), "{waits:?}");
                }
            }
        }
        let mut end = |timeout, kind: io::ErrorKind| {
            let mut attempts = 0_usize;
            let deadline = Deadline::after(timeout, Timeout::Global);
            let waited = socket.attempt(false, deadline, |_| {
                attempts += 1;
                Err(kind.into())
            });
            (ureq::Error::from(waited.unwrap_err()), attempts)
        };
        let (error, attempts) = end(Duration::from_millis(20), TIMED_OUT);
        assert!(matches!(error, ureq::Error::Timeout(Timeout::Global)) && attempts > 0);
        let (error, attempts) = end(Duration::from_secs(1000), io::ErrorKind::ConnectionReset);
        assert!(
            matches!(error, ureq::Error::Io(error) if error.kind() == io::ErrorKind::ConnectionReset)
        );
        assert_eq!(attempts, 1);
    }

    #[test]
    fn a_wait_ends_in_time_even_if_the_system_is_late_by_an_eighth() {
        for millis in [1, 3, 17, 40, 900, 1_142, 1_143, 2_000, 9_999, 30_000, 4_000_000_000] {
            let whole = Duration::from_millis(millis);
            let mut left = whole;
            let mut waits = 0;
            while left >= Duration::from_millis(16) {
                let wait = wait(left);
                assert!(wait >= left / 3 && wait + wait / 8 <= left, "{wait:?} of {left:?}");
                assert!(wait < Duration::from_secs(1) || wait.subsec_nanos() == 0, "{wait:?}");
                left -= wait;
                waits += 1;
            }
            assert!(waits < 16, "{waits} system calls for {whole:?}");
            // Less than the system can tell apart is waited for as a whole.
            assert_eq!(wait(left.max(Duration::from_nanos(1))), left.max(Duration::from_nanos(1)));
        }
        let alike = [29_999, 29_990, 29_800].map(|millis| wait(Duration::from_millis(millis)));
        assert_eq!(alike, [Duration::from_secs(26); 3]);
    }

    #[test]
    fn the_most_telling_failure_is_reported() {
        use io::ErrorKind::{
            AddrNotAvailable, ConnectionRefused, HostUnreachable, NetworkUnreachable, TimedOut,
        };
        let deadline = Deadline::after(Duration::from_secs(60), Timeout::Connect);
        let said = |kinds: &[io::ErrorKind]| {
            let mut failures = Failures::default();
            kinds.iter().for_each(|kind| failures.add((*kind).into()));
            match ureq::Error::from(failures.most_telling(deadline)) {
                ureq::Error::Timeout(Timeout::Connect) => None,
                ureq::Error::Io(error) => Some(error.kind()),
                other => panic!("{other}"),
            }
        };
        assert_eq!(said(&[]), None);
        assert_eq!(said(&[TimedOut, TimedOut]), None);
        assert_eq!(said(&[NetworkUnreachable, TimedOut]), None);
        assert_eq!(said(&[TimedOut, ConnectionRefused, HostUnreachable]), Some(ConnectionRefused));
        assert_eq!(said(&[NetworkUnreachable, HostUnreachable]), Some(HostUnreachable));
        assert_eq!(said(&[NetworkUnreachable, AddrNotAvailable]), Some(NetworkUnreachable));
    }

    #[test]
    fn unsolicited_data_is_detected_without_being_consumed() {
        let (mut socket, mut end) = socket();
        assert!(socket.is_silent());
        end.write_all(b"x").unwrap();
        socket.stream.peek(&mut [0]).unwrap();
        assert!(!socket.is_silent());
        let deadline = Deadline::after(Duration::from_secs(60), Timeout::Global);
        assert_eq!(socket.read(&mut [0; 2], deadline).unwrap(), 1);
        assert!(socket.is_silent());
        drop(end);
        assert_eq!(socket.stream.peek(&mut [0]).unwrap(), 0);
        assert!(!socket.is_silent(), "its end was not heard");
    }

    #[test]
    #[cfg(unix)]
    fn a_dead_path_is_not_taken_for_the_deadline() {
        let (mut socket, _end) = socket();
        let deadline = Deadline::after(Duration::from_secs(1000), Timeout::Global);
        let error = socket.attempt(false, deadline, |_| Err(io::ErrorKind::TimedOut.into()));
        assert_eq!(error.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert_ne!(deadline.passed().kind(), io::ErrorKind::TimedOut);
    }

    #[test]
    #[cfg(all(target_os = "linux", feature = "tls"))]
    fn the_tcp_user_timeout_stays_set_until_it_is_cleared() {
        let (mut socket, _end) = socket();
        for time in [Some(Duration::from_secs(3)), Some(Duration::from_secs(2)), None] {
            socket.set_patience(time);
            let set = rustix::net::sockopt::tcp_user_timeout(&socket.stream).unwrap();
            assert_eq!(u128::from(set), time.unwrap_or_default().as_millis());
        }
        // What is set already is not set again.
        rustix::net::sockopt::set_tcp_user_timeout(&socket.stream, 7).unwrap();
        socket.set_patience(None);
        assert_eq!(rustix::net::sockopt::tcp_user_timeout(&socket.stream).unwrap(), 7);
    }
}
