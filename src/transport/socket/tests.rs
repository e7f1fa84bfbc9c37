#![allow(clippy::unwrap_used, clippy::panic)]

use std::net::TcpListener;

use ureq::Timeout;

use super::*;

/// A new socket, and its other end.
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
    // The system rounds it up.
    let tick = Duration::from_millis(10);
    for (millis, in_whole_seconds) in [(1_000_500, true), (900, false)] {
        let timeout = Duration::from_millis(millis);
        for writing in [false, true] {
            let mut waits = Vec::new();
            let waited =
                socket.attempt(writing, Deadline::after(timeout, Timeout::Global), |stream| {
                    let wait = if writing { stream.write_timeout() } else { stream.read_timeout() };
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
        // A time below the system's resolution is one wait.
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
    // A timeout that is set already is not set again.
    rustix::net::sockopt::set_tcp_user_timeout(&socket.stream, 7).unwrap();
    socket.set_patience(None);
    assert_eq!(rustix::net::sockopt::tcp_user_timeout(&socket.stream).unwrap(), 7);
}
