//! A socket: opened at one of a server's addresses, and read and written within a deadline.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::slice;
use std::time::{Duration, Instant};

use super::deadline::Deadline;

pub(super) struct Socket {
    stream: TcpStream,
    /// As they are set, for reading and for writing.
    timeouts: [Duration; 2],
    patience: Option<Duration>,
    round_trip: Duration,
}

/// What a socket says when its timeout is over.
const TIMED_OUT: io::ErrorKind =
    if cfg!(windows) { io::ErrorKind::TimedOut } else { io::ErrorKind::WouldBlock };

/// Opens a socket at the first of these addresses that can be connected to, and says which.
pub(super) fn open(
    addresses: &[SocketAddr],
    deadline: Deadline,
) -> io::Result<(Socket, SocketAddr)> {
    let open = |address: &SocketAddr, share| {
        let begun = Instant::now();
        let stream = TcpStream::connect_timeout(address, share)?;
        // Or the second part of a long request waits for the server to have seen the first.
        stream.set_nodelay(true)?;
        let socket = Socket { round_trip: begun.elapsed(), ..Socket::new(stream) };
        Ok((socket, *address))
    };
    try_each(addresses, deadline, open)
}

impl Socket {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self { stream, timeouts: [Duration::ZERO; 2], patience: None, round_trip: Duration::ZERO }
    }

    /// How long connecting took: about one round trip.
    #[allow(dead_code)]
    pub(super) fn round_trip(&self) -> Duration {
        self.round_trip
    }

    /// How long what was sent may go unacknowledged before the path counts as dead. `None`: as long
    /// as the system lets it.
    #[allow(dead_code)]
    pub(super) fn set_patience(&mut self, time: Option<Duration>) {
        if self.patience != time {
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
            // In whole seconds, while there are any: so calls that are alike find it set already.
            // What remains of the time is waited for after that.
            let timeout =
                if left.as_secs() > 0 { Duration::from_secs(left.as_secs()) } else { left };
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
        let mut byte = 0;
        let peeked = self
            .stream
            .set_nonblocking(true)
            .and_then(|()| self.stream.peek(slice::from_mut(&mut byte)));
        matches!(peeked, Err(error) if error.kind() == io::ErrorKind::WouldBlock)
            && self.stream.set_nonblocking(false).is_ok()
    }
}

/// Tries one address after another. Each but the last gets half of the time that is left, so that
/// one that leads nowhere leaves some for the next.
fn try_each<T>(
    addresses: &[SocketAddr],
    deadline: Deadline,
    open: impl Fn(&SocketAddr, Duration) -> io::Result<T>,
) -> io::Result<T> {
    let mut result = Err(deadline.passed());
    for (index, address) in addresses.iter().enumerate() {
        let left = match deadline.left() {
            Ok(left) => left,
            Err(timeout) => return if index == 0 { Err(timeout) } else { result },
        };
        let share = if index + 1 == addresses.len() { left } else { left / 2 };
        result = match open(address, share) {
            Err(error) if error.kind() == io::ErrorKind::TimedOut => Err(deadline.passed()),
            Err(error) => Err(error),
            opened => return opened,
        };
    }
    result
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use std::net::{Ipv4Addr, TcpListener};

    use ureq::Timeout;

    use super::*;

    /// A new one, and its other end.
    fn socket() -> (Socket, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        (Socket::new(stream), listener.accept().unwrap().0)
    }

    #[test]
    fn no_wait_at_the_socket_lasts_beyond_the_deadline() {
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
    fn each_address_but_the_last_gets_half_of_the_time_that_is_left() {
        let addresses: [SocketAddr; 3] = [1, 2, 3].map(|port| (Ipv4Addr::LOCALHOST, port).into());
        let all = Duration::from_secs(100_000);
        let try_all = |time, open: &dyn Fn(u16) -> io::Result<u16>| {
            let shares = std::cell::RefCell::new(Vec::new());
            let deadline = Deadline::after(time, Timeout::Connect);
            let result = try_each(&addresses, deadline, |address, share| {
                shares.borrow_mut().push(share);
                open(address.port())
            });
            (result.map_err(ureq::Error::from), shares.into_inner())
        };
        let (result, shares) = try_all(all, &|_| Err(io::ErrorKind::TimedOut.into()));
        assert!(matches!(result, Err(ureq::Error::Timeout(Timeout::Connect))));
        let [first, second, third] = shares[..] else { panic!("{shares:?}") };
        assert!(first <= all / 2 && second <= first && third > all / 2 && third <= all);

        let (result, shares) = try_all(all, &|port| match port {
            1 => Err(io::ErrorKind::ConnectionRefused.into()),
            port => Ok(port),
        });
        assert_eq!((result.unwrap(), shares.len()), (2, 2));

        // The first address's own error says more than that there is no time left for the second.
        let moment = Duration::from_millis(10);
        let (result, shares) = try_all(moment, &|_| {
            std::thread::sleep(moment);
            Err(io::ErrorKind::ConnectionRefused.into())
        });
        assert!(
            matches!(result, Err(ureq::Error::Io(error)) if error.kind() == io::ErrorKind::ConnectionRefused)
        );
        assert_eq!(shares.len(), 1);
        let (result, shares) = try_all(Duration::ZERO, &|_| unreachable!());
        assert!(matches!(result, Err(ureq::Error::Timeout(Timeout::Connect))));
        assert!(shares.is_empty());
    }
}
