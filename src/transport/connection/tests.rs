#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::net::{TcpListener, TcpStream};

use ureq::Timeout;
use ureq::unversioned::transport::Transport as _;

use super::*;
use crate::transport::Limits;
#[cfg(feature = "tls")]
use crate::transport::deadline::Deadline;
use crate::transport::exchange::{self, within};
use crate::transport::failure::downcast_failure;
use crate::transport::socket::Socket;

const LIMITS: Limits = Limits {
    timeout: Duration::from_secs(60),
    max_idle: Duration::from_secs(60),
    others_follow: true,
};

/// A new connection, and its other end.
fn connection() -> (Connection, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let link = Link::new(Socket::new(stream));
    let connection = Connection {
        link,
        session: Session::default(),
        buffers: Buffers::default(),
        #[cfg(feature = "tls")]
        idle: Arc::default(),
        kept_for: Duration::MAX,
        idle_since: None,
        was_idle: None,
        answered: true,
    };
    (connection, listener.accept().unwrap().0)
}

/// Puts a piece of a request where ureq does.
fn put(connection: &mut Connection, piece: &[u8]) -> Result<(), ureq::Error> {
    connection.buffers().output()[..piece.len()].copy_from_slice(piece);
    connection.transmit_output(piece.len(), NextTimeout::default())
}

/// An exchange of a request in two pieces.
fn exchange_on(connection: &mut Connection, end: &mut TcpStream) {
    put(connection, b"head ").unwrap();
    put(connection, b"body").unwrap();
    end.write_all(b"answer").unwrap();
    assert!(connection.await_input(NextTimeout::default()).unwrap());
    assert_eq!(connection.buffers().input(), b"answer");
    connection.buffers().input_consume(6);
    let mut request = [0; 9];
    end.read_exact(&mut request).unwrap();
    assert_eq!(&request, b"head body");
}

#[test]
fn a_kept_connection_is_open_until_the_peer_acts_or_it_idles_too_long() {
    let used = || {
        let (mut connection, mut end) = connection();
        within(LIMITS, || exchange_on(&mut connection, &mut end));
        assert!(connection.is_open(), "put away");
        (connection, end)
    };
    let (mut kept, mut end) = used();
    within(LIMITS, || {
        assert!(kept.is_open());
        exchange_on(&mut kept, &mut end);
        assert!(kept.is_open() && kept.is_open());
    });
    let idle = Limits { max_idle: Duration::ZERO, ..LIMITS };
    assert!(!within(idle, || kept.is_open()));

    let (mut kept, end) = used();
    drop(end);
    assert!(!within(LIMITS, || kept.is_open()));

    let (mut kept, mut end) = used();
    end.write_all(b"an answer that nobody asked for").unwrap();
    assert!(!within(LIMITS, || kept.is_open()));
}

#[test]
fn a_connection_is_dropped_shortly_before_the_servers_keep_alive_ends() {
    let seconds = Duration::from_secs;
    assert_eq!(usable_keep_alive(seconds(0)), seconds(0));
    assert_eq!(usable_keep_alive(seconds(1)), Duration::from_millis(500));
    assert_eq!(usable_keep_alive(seconds(2)), seconds(1));
    assert_eq!(usable_keep_alive(seconds(65)), seconds(64));

    let (mut kept, mut end) = connection();
    within(LIMITS, || {
        exchange_on(&mut kept, &mut end);
        exchange::set_keep_alive(seconds(20));
        assert!(kept.is_open(), "put away");
    });
    let mut is_open_after = |idle: u64| {
        let since = Instant::now().checked_sub(seconds(idle)).unwrap();
        kept.idle_since = Some((since, SystemTime::now() - seconds(idle)));
        within(LIMITS, || kept.is_open())
    };
    assert!(is_open_after(18) && !is_open_after(19));
}

#[test]
#[cfg(feature = "tls")]
fn a_silently_dead_connection_shortens_the_idle_limit_of_others() {
    let (mut kept, mut end) = connection();
    let (mut other, _end) = connection();
    other.idle = kept.idle.clone();
    let put_away = |connection: &mut Connection, idle: u64| {
        let idle = Duration::from_secs(idle);
        let since = Instant::now().checked_sub(idle).unwrap();
        connection.idle_since = Some((since, SystemTime::now() - idle));
    };
    let mut fails = |kept: &mut Connection, idle, error: io::Error| {
        put_away(kept, idle);
        within(LIMITS, || {
            put(kept, b"head body").unwrap();
            let failure = downcast_failure(kept.failure(Step::Receive, error)).unwrap();
            // Sent or not, the next exchange begins.
            kept.answered = true;
            end.write_all(b"").unwrap();
            failure.idle
        })
    };
    let is_open_after = |other: &mut Connection, idle| {
        put_away(other, idle);
        within(LIMITS, || other.is_open())
    };
    // Said aloud, or by our own deadline, it tells nothing of the way.
    assert!(fails(&mut kept, 20, io::ErrorKind::ConnectionReset.into()));
    let over = Deadline::after(Duration::ZERO, Timeout::Global).passed();
    assert!(!fails(&mut kept, 20, over));
    assert!(is_open_after(&mut other, 40));
    assert!(fails(&mut kept, 20, io::ErrorKind::TimedOut.into()));
    assert!(is_open_after(&mut other, 9) && !is_open_after(&mut other, 11));
}

#[test]
fn a_connection_is_not_reused_after_the_device_slept() {
    let (mut connection, _end) = connection();
    let mut is_open_after = |moved: &dyn Fn(SystemTime) -> SystemTime| {
        connection.idle_since = Some((Instant::now(), moved(SystemTime::now())));
        within(LIMITS, || connection.is_open())
    };
    let hour = Duration::from_secs(3600);
    assert!(is_open_after(&|wall| wall));
    // An hour of sleep goes by on the wall alone.
    assert!(!is_open_after(&|wall| wall - hour));
    // A clock that was set back tells nothing.
    assert!(is_open_after(&|wall| wall + hour));
}

#[test]
fn a_connection_is_reused_only_within_the_idle_limit() {
    let (mut connection, _end) = connection();
    let minute = Duration::from_secs(60);
    for (idle, is_open) in [(minute / 2, true), (minute * 2, false)] {
        let since = Instant::now().checked_sub(idle).unwrap();
        connection.idle_since = Some((since, SystemTime::now() - idle));
        assert_eq!(within(LIMITS, || connection.is_open()), is_open, "{idle:?}");
    }
    // For a moment both clocks may differ, as when one of them is set a little.
    for (slept, is_open) in [(500, true), (1500, false)] {
        let wall = SystemTime::now() - Duration::from_millis(slept);
        connection.idle_since = Some((Instant::now(), wall));
        assert_eq!(within(LIMITS, || connection.is_open()), is_open, "{slept}");
    }
}

#[test]
fn a_failed_exchange_records_what_was_sent_and_prior_idleness() {
    let waited = |connection: &mut Connection, timeout| {
        within(Limits { timeout, ..LIMITS }, || {
            put(connection, b"head").unwrap();
            let failure =
                downcast_failure(connection.await_input(NextTimeout::default()).unwrap_err());
            failure.map(|it| (it.step, it.sent, it.idle)).unwrap()
        })
    };
    // Closed without an answer: at first, and after an exchange.
    let (mut new, end) = connection();
    end.shutdown(std::net::Shutdown::Write).unwrap();
    assert_eq!(waited(&mut new, LIMITS.timeout), (Step::Receive, true, false));

    let (mut kept, mut end) = connection();
    within(LIMITS, || exchange_on(&mut kept, &mut end));
    assert!(kept.is_open(), "put away");
    end.shutdown(std::net::Shutdown::Write).unwrap();
    assert_eq!(waited(&mut kept, LIMITS.timeout), (Step::Receive, true, true));

    // A server that says nothing is not dead.
    let (mut kept, mut end) = connection();
    within(LIMITS, || exchange_on(&mut kept, &mut end));
    assert!(kept.is_open(), "put away");
    let moment = Duration::from_millis(50);
    assert_eq!(waited(&mut kept, moment), (Step::Receive, true, false));

    // Nothing is nothing.
    let (mut connection, _end) = connection();
    assert_eq!(within(LIMITS, || connection.link.write(b"")).unwrap(), 0);
    assert!(!connection.link.wrote);
}

#[cfg(feature = "tls")]
mod over_tls {
    use std::sync::Arc;

    use rustls::{ClientConfig, ClientConnection, RootCertStore};

    use super::*;

    /// One that has yet to say hello.
    fn session() -> ClientConnection {
        let provider = rustls::crypto::ring::default_provider();
        let config = ClientConfig::builder_with_provider(Arc::new(provider))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(RootCertStore::empty())
            .with_no_client_auth();
        ClientConnection::new(Arc::new(config), "localhost".try_into().unwrap()).unwrap()
    }

    /// Takes so many bytes at once.
    struct Slow(usize, Vec<u8>);

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let amount = bytes.len().min(self.0);
            self.1.extend(&bytes[..amount]);
            Ok(amount)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn vectored_writes_are_sent_as_one() {
        let (mut connection, mut end) = connection();
        let mut arrived = [0; 5];
        for pieces in [&["he", "", "llo"][..], &["hello"]] {
            let pieces: Vec<_> =
                pieces.iter().map(|piece| io::IoSlice::new(piece.as_bytes())).collect();
            let amount = within(LIMITS, || connection.link.write_vectored(&pieces)).unwrap();
            end.read_exact(&mut arrived[..amount]).unwrap();
            assert_eq!(&arrived, b"hello");
        }
    }

    #[test]
    fn a_partial_write_is_continued_to_the_end() {
        let [mut at_once, mut slow] = [4096, 3].map(|most| Slow(most, Vec::new()));
        for link in [&mut at_once, &mut slow] {
            let mut session = session();
            tls::write(&mut session, link, b"request").unwrap();
            assert!(!session.wants_write());
        }
        assert_eq!(slow.1.len(), at_once.1.len());
        let error = tls::write(&mut session(), &mut Slow(0, Vec::new()), b"request");
        assert_eq!(error.unwrap_err().kind(), io::ErrorKind::WriteZero);
    }

    #[test]
    fn a_tls_record_that_fails_to_send_counts_as_not_sent() {
        let (mut connection, _end) = connection();
        connection.session = Some(session());
        connection.link.socket().shut();
        within(LIMITS, || {
            put(&mut connection, b"head").unwrap();
            let error = connection.await_input(NextTimeout::default()).unwrap_err();
            let failure = downcast_failure(error).unwrap();
            assert_eq!((failure.step, failure.sent, failure.idle), (Step::Send, false, false));
        });
    }
}

#[test]
fn outside_an_exchange_or_after_its_deadline_nothing_is_sent() {
    let (mut connection, _end) = connection();
    let over = Limits { timeout: Duration::ZERO, ..LIMITS };
    let mut sends = || {
        put(&mut connection, b"head").unwrap();
        connection.await_input(NextTimeout::default())
    };
    for result in [sends(), within(over, &mut sends)] {
        let failure = downcast_failure(result.unwrap_err()).unwrap();
        assert!(matches!(failure.error, ureq::Error::Timeout(Timeout::Global)));
        assert_eq!((failure.step, failure.sent), (Step::Send, false));
    }
    within(LIMITS, || {
        within(over, || assert!(current().deadline.left().is_err()));
        assert!(current().deadline.left().is_ok(), "an exchange within another has ended it");
    });
}

#[test]
fn a_request_that_fails_to_send_counts_as_not_sent() {
    let (mut connection, mut end) = connection();
    within(LIMITS, || exchange_on(&mut connection, &mut end));
    assert!(connection.is_open());
    connection.link.socket().shut();
    within(LIMITS, || {
        put(&mut connection, b"head").unwrap();
        let error = connection.await_input(NextTimeout::default()).unwrap_err();
        let failure = downcast_failure(error).unwrap();
        assert_eq!((failure.step, failure.sent, failure.idle), (Step::Send, false, true));
    });
}
