//! Connection attempts that race, with non-blocking sockets and `poll`: it needs no threads, and gives up no attempt
//! while there is time.

use std::io;
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::net::{AddressFamily, RecvFlags, SocketType, connect, recv};

use super::{Failures, HEAD_START};
use crate::transport::deadline::Deadline;

/// A connection that is being opened.
struct Attempt {
    stream: TcpStream,
    address: SocketAddr,
    begun: Instant,
}

impl Attempt {
    /// Starts to connect, without waiting.
    fn begin(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::from(new_socket(address)?);
        let begun = Instant::now();
        match connect(&stream, &address) {
            // After a signal, the system continues to connect.
            Ok(()) | Err(Errno::INPROGRESS | Errno::INTR) => Ok(Self { stream, address, begun }),
            Err(error) => Err(error.into()),
        }
    }

    /// The outcome of an attempt that `poll` reports.
    fn outcome(&self) -> io::Result<()> {
        match self.stream.take_error()? {
            Some(error) => Err(error),
            // Some systems report a hang-up without an error, which `peer_addr` then returns.
            None => super::refuse_itself(&self.stream),
        }
    }

    fn finish(self) -> io::Result<(TcpStream, SocketAddr, Duration)> {
        let round_trip = self.begun.elapsed();
        self.stream.set_nonblocking(false)?;
        Ok((self.stream, self.address, round_trip))
    }
}

/// A non-blocking socket that child processes do not inherit.
#[cfg(any(
    target_os = "linux",
    target_os = "android",
    target_os = "freebsd",
    target_os = "dragonfly",
    target_os = "netbsd",
    target_os = "openbsd",
    target_os = "illumos",
))]
fn new_socket(address: SocketAddr) -> io::Result<OwnedFd> {
    use rustix::net::{SocketFlags, socket_with};
    let flags = SocketFlags::NONBLOCK | SocketFlags::CLOEXEC;
    Ok(socket_with(family(address), SocketType::STREAM, flags, None)?)
}

/// The same on systems where it takes several steps.
#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_os = "freebsd",
    target_os = "dragonfly",
    target_os = "netbsd",
    target_os = "openbsd",
    target_os = "illumos",
)))]
fn new_socket(address: SocketAddr) -> io::Result<OwnedFd> {
    use rustix::io::{FdFlags, fcntl_setfd, ioctl_fionbio};
    let socket = rustix::net::socket(family(address), SocketType::STREAM, None)?;
    fcntl_setfd(&socket, FdFlags::CLOEXEC)?;
    ioctl_fionbio(&socket, true)?;
    // std sets it for its own sockets. Without it, writing to a closed connection would kill the program.
    #[cfg(target_vendor = "apple")]
    rustix::net::sockopt::set_socket_nosigpipe(&socket, true)?;
    Ok(socket)
}

fn family(address: SocketAddr) -> AddressFamily {
    if address.is_ipv4() { AddressFamily::INET } else { AddressFamily::INET6 }
}

/// Starts with the first address, and with each next one when the one before it has had its head start, or at once
/// when one has failed. All race until the deadline; the losers are closed.
pub(super) fn open(
    addresses: &[SocketAddr],
    deadline: Deadline,
) -> io::Result<(TcpStream, SocketAddr, Duration)> {
    let mut waiting = addresses.iter();
    let mut racing: Vec<Attempt> = Vec::new();
    let mut failures = Failures::default();
    let mut next_at = Instant::now();
    loop {
        let Ok(left) = deadline.left() else {
            if !racing.is_empty() {
                failures.add(io::ErrorKind::TimedOut.into());
            }
            return Err(failures.most_telling(deadline));
        };
        let now = Instant::now();
        if racing.is_empty() || next_at <= now {
            match waiting.next() {
                Some(address) => match Attempt::begin(*address) {
                    Ok(attempt) => {
                        racing.push(attempt);
                        next_at = now + HEAD_START.min(left / 4);
                    }
                    Err(error) => {
                        failures.add(error);
                        next_at = now;
                        continue;
                    }
                },
                None if racing.is_empty() => return Err(failures.most_telling(deadline)),
                None => {}
            }
        }
        let wait = if waiting.len() == 0 {
            left
        } else {
            left.min(next_at.saturating_duration_since(now))
        };
        for index in ready(&racing, wait)?.into_iter().rev() {
            let attempt = racing.remove(index);
            match attempt.outcome().and_then(|()| attempt.finish()) {
                Ok(opened) => return Ok(opened),
                Err(error) => failures.add(error),
            }
            next_at = now;
        }
    }
}

/// Waits until some attempts have an outcome, and returns their indexes.
fn ready(racing: &[Attempt], wait: Duration) -> io::Result<Vec<usize>> {
    let mut polled: Vec<_> =
        racing.iter().map(|attempt| PollFd::new(&attempt.stream, PollFlags::OUT)).collect();
    let timeout = Timespec::try_from(wait).ok();
    match poll(&mut polled, timeout.as_ref()) {
        Ok(_) => {}
        Err(Errno::INTR) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    }
    let mut reported = Vec::new();
    for (index, polled) in polled.iter().enumerate() {
        if !polled.revents().is_empty() {
            reported.push(index);
        }
    }
    Ok(reported)
}

pub(super) fn is_silent(stream: &TcpStream) -> bool {
    let flags = RecvFlags::PEEK | RecvFlags::DONTWAIT;
    matches!(recv(stream, &mut [0_u8; 1], flags), Err(Errno::WOULDBLOCK))
}

#[cfg(any(target_os = "linux", target_os = "android", target_os = "fuchsia"))]
pub(super) fn set_patience(stream: &TcpStream, time: Option<Duration>) -> bool {
    // Zero is the system's default.
    let millis = time.map_or(0, |time| u32::try_from(time.as_millis()).unwrap_or(u32::MAX).max(1));
    rustix::net::sockopt::set_tcp_user_timeout(stream, millis).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "fuchsia")))]
pub(super) fn set_patience(_: &TcpStream, _: Option<Duration>) -> bool {
    true
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::net::{Ipv4Addr, TcpListener};

    use ureq::Timeout;

    use super::*;
    use crate::transport::socket::refusing_address;

    const MINUTE: Duration = Duration::from_secs(60);

    fn deadline(time: Duration) -> Deadline {
        Deadline::after(time, Timeout::Connect)
    }

    /// Whether a read returns at once if there is nothing to read.
    fn is_nonblocking(stream: &TcpStream) -> bool {
        stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        let begun = Instant::now();
        io::Read::read(&mut &*stream, &mut [0]).unwrap_err();
        begun.elapsed() < Duration::from_millis(25)
    }

    /// An address that is silent for as long as the second value is held: its listener's queue is full, and Linux then
    /// drops new connections.
    #[cfg(target_os = "linux")]
    fn silent(host: [u8; 4]) -> (SocketAddr, (OwnedFd, Vec<Attempt>)) {
        let address = SocketAddr::from((host, 0));
        let socket = new_socket(address).unwrap();
        rustix::net::bind(&socket, &address).unwrap();
        rustix::net::listen(&socket, 0).unwrap();
        let address = rustix::net::getsockname(&socket).unwrap().try_into().unwrap();
        // One fits. The second gets no response.
        let held = (0..2).map(|_| Attempt::begin(address).unwrap()).collect();
        (address, (socket, held))
    }

    #[test]
    fn after_a_refused_address_the_next_is_tried_at_once() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let good = listener.local_addr().unwrap();
        let begun = Instant::now();
        let (stream, address, round_trip) =
            open(&[refusing_address(), refusing_address(), good], deadline(100 * MINUTE)).unwrap();
        assert_eq!((address, stream.peer_addr().unwrap()), (good, good));
        assert!(begun.elapsed() < MINUTE && round_trip <= begun.elapsed());
        assert!(rustix::io::fcntl_getfd(&stream).unwrap().contains(rustix::io::FdFlags::CLOEXEC));
        assert!(!is_nonblocking(&stream), "reading it would not wait");
    }

    #[test]
    fn if_every_address_refuses_the_error_is_immediate() {
        let error =
            open(&[refusing_address(), refusing_address()], deadline(100 * MINUTE)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
        for addresses in [&[][..], &[refusing_address()]] {
            let error = ureq::Error::from(open(addresses, deadline(Duration::ZERO)).unwrap_err());
            assert!(matches!(error, ureq::Error::Timeout(Timeout::Connect)));
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_socket_connected_to_itself_has_failed() {
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let socket = new_socket(any).unwrap();
        rustix::net::bind(&socket, &any).unwrap();
        let address = rustix::net::getsockname(&socket).unwrap().try_into().unwrap();
        assert_eq!(connect(&socket, &address), Err(Errno::INPROGRESS));
        let attempt = Attempt { stream: TcpStream::from(socket), address, begun: Instant::now() };
        let attempts = [attempt];
        assert_eq!(ready(&attempts, MINUTE).unwrap(), [0]);
        let [attempt] = attempts;
        assert_eq!(attempt.outcome().unwrap_err().kind(), io::ErrorKind::ConnectionRefused);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn each_silent_address_costs_only_a_head_start() {
        let silent: Vec<_> = (1..=6).map(|host| silent([127, 0, 0, host])).collect();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let good = listener.local_addr().unwrap();
        let mut addresses: Vec<_> = silent.iter().map(|(address, _)| *address).collect();
        addresses.push(good);
        let begun = Instant::now();
        let (_, address, round_trip) = open(&addresses, deadline(10 * MINUTE)).unwrap();
        assert_eq!(address, good);
        assert!(begun.elapsed() >= 6 * HEAD_START, "it did not wait for any");
        assert!(begun.elapsed() < MINUTE);
        assert!(
            round_trip < begun.elapsed() - 5 * HEAD_START,
            "it was measured from the first's begin"
        );
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_slow_attempt_continues_while_others_start() {
        let (slow, (listening, _held)) = silent([127, 0, 0, 1]);
        let (dead, _full) = silent([127, 0, 0, 2]);
        // Empties the queue while the second address is being tried: when the system retransmits for the first, after
        // a second, it gets a response.
        std::thread::spawn(move || {
            std::thread::sleep(2 * HEAD_START);
            let listener = TcpListener::from(listening);
            listener.set_nonblocking(false).unwrap();
            while listener.accept().is_ok() {}
        });
        let (_stream, address, _) = open(&[slow, dead], deadline(MINUTE)).unwrap();
        assert_eq!(address, slow);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_refusal_outranks_silence_which_alone_is_a_timeout() {
        let (address, _full) = silent([127, 0, 0, 1]);
        let moment = Duration::from_millis(50);
        let error = ureq::Error::from(open(&[address], deadline(moment)).unwrap_err());
        assert!(matches!(error, ureq::Error::Timeout(Timeout::Connect)));
        let error = open(&[address, refusing_address()], deadline(40 * moment)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
        // An address that this machine has no route to tells less.
        let nowhere = SocketAddr::from((Ipv4Addr::BROADCAST, 1));
        let error = ureq::Error::from(open(&[nowhere, address], deadline(moment)).unwrap_err());
        assert!(matches!(error, ureq::Error::Timeout(Timeout::Connect)));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn patience_is_passed_to_the_system_as_tcp_user_timeout() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        for (time, millis) in
            [(Some(Duration::from_secs(3)), 3000), (Some(Duration::ZERO), 1), (None, 0)]
        {
            assert!(set_patience(&stream, time));
            assert_eq!(rustix::net::sockopt::tcp_user_timeout(&stream).unwrap(), millis);
        }
    }
}
