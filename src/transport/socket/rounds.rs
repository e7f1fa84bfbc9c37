//! Connection attempts one after another, in rounds: for systems without the race, using only std.

use std::io;
use std::net::{SocketAddr, TcpStream};
use std::slice;
use std::time::{Duration, Instant};

#[cfg(any(feature = "tls", test))]
use super::{Failures, HEAD_START};
use crate::transport::deadline::Deadline;

/// The shortest time worth trying for.
#[cfg(any(feature = "tls", test))]
const SHORTEST: Duration = Duration::from_millis(50);

fn connect(address: &SocketAddr, time: Duration) -> io::Result<TcpStream> {
    let stream = TcpStream::connect_timeout(address, time)?;
    super::refuse_itself(&stream)?;
    Ok(stream)
}

/// One after another, since this machine refuses at once if nobody listens.
#[cfg(not(any(feature = "tls", test)))]
pub(super) fn open(
    addresses: &[SocketAddr],
    deadline: Deadline,
) -> io::Result<(TcpStream, SocketAddr, Duration)> {
    let begun = Instant::now();
    let mut result = Err(deadline.passed());
    for address in addresses {
        let Ok(left) = deadline.left() else { break };
        match connect(address, left) {
            Ok(stream) => return Ok((stream, *address, begun.elapsed())),
            Err(error) if error.kind() == io::ErrorKind::TimedOut => break,
            Err(error) => result = Err(error),
        }
    }
    result
}

#[cfg(any(feature = "tls", test))]
pub(super) fn open(
    addresses: &[SocketAddr],
    deadline: Deadline,
) -> io::Result<(TcpStream, SocketAddr, Duration)> {
    let mut connect = |address: &SocketAddr, share| {
        let begun = Instant::now();
        let stream = connect(address, share)?;
        Ok((stream, *address, begun.elapsed()))
    };
    rounds(addresses, &|| deadline.left().ok(), &mut connect)
        .map_err(|failures| failures.most_telling(deadline))
}

/// Tries each address for a moment, then each silent one for three times as long, and so on until no time is `left`:
/// a dead address costs little, and a slow link gets enough time in the end.
#[cfg(any(feature = "tls", test))]
fn rounds<T>(
    addresses: &[SocketAddr],
    left: &dyn Fn() -> Option<Duration>,
    connect: &mut dyn FnMut(&SocketAddr, Duration) -> io::Result<T>,
) -> Result<T, Failures> {
    let mut failures = Failures::default();
    let mut silent: Vec<&SocketAddr> = addresses.iter().collect();
    let mut share = HEAD_START;
    while !silent.is_empty() {
        for address in std::mem::take(&mut silent) {
            let Some(left) = left() else { return Err(failures) };
            // A single address gets all the time.
            let share = if addresses.len() == 1 {
                left
            } else {
                share.min(left / 3).max(SHORTEST).min(left)
            };
            match connect(address, share) {
                Ok(opened) => return Ok(opened),
                Err(error) => {
                    if error.kind() == io::ErrorKind::TimedOut {
                        silent.push(address);
                    }
                    failures.add(error);
                }
            }
        }
        share = share.saturating_mul(3);
    }
    Err(failures)
}

pub(super) fn is_silent(stream: &TcpStream) -> bool {
    let mut byte = 0;
    let peeked =
        stream.set_nonblocking(true).and_then(|()| stream.peek(slice::from_mut(&mut byte)));
    matches!(peeked, Err(error) if error.kind() == io::ErrorKind::WouldBlock)
        && stream.set_nonblocking(false).is_ok()
}

/// std does not support it.
#[cfg(feature = "tls")]
pub(super) fn set_patience(_: &TcpStream, _: Option<Duration>) -> bool {
    true
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::cell::Cell;
    use std::net::{Ipv4Addr, TcpListener};

    use ureq::Timeout;

    use super::*;

    /// Which address is connected to, and how long it takes, if each of these responds after this many milliseconds;
    /// an address with 0 refuses at once.
    fn connecting(answers: &[u64], seconds: u64) -> (Result<usize, Failures>, Duration) {
        let now = Cell::new(Duration::ZERO);
        let end = Duration::from_secs(seconds);
        let addresses: Vec<SocketAddr> =
            (0..answers.len()).map(|port| (Ipv4Addr::LOCALHOST, port as u16).into()).collect();
        let left = || end.checked_sub(now.get()).filter(|left| !left.is_zero());
        let mut connect = |address: &SocketAddr, share: Duration| {
            assert!(!share.is_zero() && share <= left().unwrap(), "it would end too late");
            let index = usize::from(address.port());
            let answer = Duration::from_millis(answers[index]);
            now.set(now.get() + share.min(answer));
            if answer.is_zero() {
                Err(io::ErrorKind::ConnectionRefused.into())
            } else if answer <= share {
                Ok(index)
            } else {
                Err(io::ErrorKind::TimedOut.into())
            }
        };
        (rounds(&addresses, &left, &mut connect), now.get())
    }

    const DEAD: u64 = u64::MAX;

    #[test]
    fn dead_addresses_cost_little_and_slow_links_connect_in_a_later_round() {
        for (answers, seconds, reached, within) in [
            (&[40][..], 10, 0, 40),
            (&[9_900], 10, 0, 9_900),
            (&[0, 40], 10, 1, 40),
            (&[DEAD, 40], 10, 1, 300),
            (&[DEAD, DEAD, DEAD, DEAD, DEAD, DEAD, 40], 10, 6, 2_000),
            (&[DEAD, DEAD, DEAD, DEAD, DEAD, DEAD, 20], 1, 6, 1_000),
            (&[1_500, 1_500, 1_500, 1_500], 10, 0, 5_500),
            (&[DEAD, 1_500], 10, 1, 6_000),
            (&[0, 1_500, 0], 10, 1, 3_000),
        ] {
            let (result, took) = connecting(answers, seconds);
            assert_eq!(result.ok(), Some(reached), "{answers:?}");
            assert!(took <= Duration::from_millis(within), "{answers:?}: {took:?}");
        }
    }

    #[test]
    fn connecting_continues_until_the_deadline_unless_all_refuse() {
        let (result, took) = connecting(&[DEAD, DEAD], 10);
        assert!(result.is_err());
        assert_eq!(took, Duration::from_secs(10));
        let (result, took) = connecting(&[0, 0], 10);
        let deadline = Deadline::after(Duration::from_secs(10), Timeout::Connect);
        let error = result.unwrap_err().most_telling(deadline);
        assert_eq!((error.kind(), took), (io::ErrorKind::ConnectionRefused, Duration::ZERO));
        assert!(connecting(&[], 10).0.is_err());
    }

    #[test]
    fn the_std_fallback_connects_and_detects_unsolicited_data() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let good = listener.local_addr().unwrap();
        let refusing = crate::transport::socket::refusing_address();
        let deadline = Deadline::after(Duration::from_secs(60), Timeout::Connect);
        let (stream, address, _) = open(&[refusing, good], deadline).unwrap();
        assert_eq!(address, good);
        let mut end = listener.accept().unwrap().0;
        assert!(is_silent(&stream));
        io::Write::write_all(&mut end, b"x").unwrap();
        stream.peek(&mut [0]).unwrap();
        assert!(!is_silent(&stream));
        let error = open(&[refusing], deadline).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
    }
}
