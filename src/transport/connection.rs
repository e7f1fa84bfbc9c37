//! A connection of ureq's pool: what it holds back and buffers, and what can be known of it between two calls.
//!
//! The one file that leans on `ureq::unversioned`. ureq's own connectors resolve the name for every
//! call, start a thread for it each time and panic if none is to be had, give a server or a proxy that
//! drips its whole time again for every byte, send head and body apart, keep two pairs of buffers of
//! 128 KiB, and cannot tell whether anything was sent.

use std::fmt;
use std::io::{self, Read, Write};
#[cfg(feature = "tls")]
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver as Resolve};
use ureq::unversioned::transport::{
    self, Buffers as _, ConnectionDetails, Connector as Connect, NextTimeout,
};
use ureq::{Agent, Timeout};

use super::Failure;
use super::deadline::Deadline;
use super::exchange::{self, present};
#[cfg(feature = "tls")]
use super::idle::Idle;
use super::link::Link;
use super::route::{Route, Server, Session};
#[cfg(feature = "tls")]
use super::tls;
use crate::error::Step;

/// Fits the headers of any sound answer; most come in a piece of the size that it begins with.
const MAX_INPUT: usize = 16 * 1024;
const INPUT: usize = 4 * 1024;

/// Fits most requests as a whole.
const OUTPUT: usize = 8 * 1024;

/// Fits a line of a request's head: a credential may be of 4 KiB.
const LINE: usize = 5 * 1024;

/// ureq calls a header that is too long a broken connection, unless this is below what fits.
pub(super) const MAX_HEADER_SIZE: usize = MAX_INPUT - 1;

/// A connection over which the device slept this long is not used again.
const MAX_SLEEP: Duration = Duration::from_secs(1);

pub(super) fn agent(config: Config, connector: Connector) -> Agent {
    Agent::with_parts(config, connector, Later)
}

// A build without TLS talks to this machine alone, where no network forgets anything.
/// How long nothing that was sent on a kept connection may be acknowledged, before the way counts as dead; or so
/// many round trips, where one takes long. Linux counts from when it sends again: it is about 3 s in all.
#[cfg(feature = "tls")]
const PATIENCE: Duration = Duration::from_millis(2_500);
#[cfg(feature = "tls")]
const ROUND_TRIPS: u32 = 4;

/// Opens connections.
pub(super) struct Connector {
    pub(super) route: Route,
    /// For connecting, all that belongs to it included.
    pub(super) timeout: Duration,
    #[cfg(feature = "tls")]
    pub(super) idle: Arc<Idle>,
}

impl Connect for Connector {
    type Out = Connection;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        _: Option<()>,
    ) -> Result<Option<Connection>, ureq::Error> {
        let https = details.needs_tls();
        let default = if https { 443 } else { 80 };
        let server = Server {
            https,
            host: details.uri.host().unwrap_or_default(),
            port: details.uri.port_u16().unwrap_or(default),
        };
        let to_connect = Deadline::after(self.timeout, Timeout::Connect);
        let deadline = present().deadline.or_earlier(to_connect);
        let (link, session) = exchange::until(deadline, || self.route.open(server, deadline))?;
        Ok(Some(Connection {
            link,
            session,
            buffers: Buffers::default(),
            #[cfg(feature = "tls")]
            idle: self.idle.clone(),
            kept_for: Duration::MAX,
            idle_since: None,
            was_idle: None,
            answered: true,
        }))
    }
}

/// Resolves nothing: the connector does, and only if it opens a connection.
#[derive(Debug)]
struct Later;

impl Resolve for Later {
    fn resolve(
        &self,
        _: &Uri,
        _: &Config,
        _: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        Ok(self.empty())
    }
}

/// One pair, of plain text, also where TLS is in between.
#[derive(Default)]
struct Buffers {
    input: Vec<u8>,
    /// What of it has come and is not used.
    start: usize,
    end: usize,
    used_some: bool,
    output: Vec<u8>,
    /// What of it is to be sent.
    held: usize,
}

impl transport::Buffers for Buffers {
    fn output(&mut self) -> &mut [u8] {
        self.tmp_and_output().1
    }

    fn input(&self) -> &[u8] {
        self.input.get(self.start..self.end).unwrap_or_default()
    }

    fn input_append_buf(&mut self) -> &mut [u8] {
        if self.start > 0 {
            self.input.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.input.len() && self.end < MAX_INPUT {
            self.input.resize((self.end * 2).max(INPUT), 0);
        }
        self.input.get_mut(self.end..).unwrap_or_default()
    }

    fn input_appended(&mut self, amount: usize) {
        self.end += amount;
    }

    fn input_consume(&mut self, amount: usize) {
        self.used_some = amount > 0;
        self.start += amount;
    }

    fn tmp_and_output(&mut self) -> (&mut [u8], &mut [u8]) {
        if self.output.is_empty() {
            self.output = vec![0; OUTPUT];
        }
        (
            self.input.get_mut(self.end..).unwrap_or_default(),
            self.output.get_mut(self.held..).unwrap_or_default(),
        )
    }

    fn can_use_input(&self) -> bool {
        self.used_some && self.start < self.end
    }
}

/// Of the time that the server keeps an idle connection, the part in which a request reaches it before its end.
fn usable_of(kept_for: Duration) -> Duration {
    kept_for.saturating_sub((kept_for / 2).min(Duration::from_secs(1)))
}

/// A connection of ureq's pool.
pub(super) struct Connection {
    link: Link,
    #[cfg_attr(not(feature = "tls"), allow(dead_code))]
    session: Session,
    buffers: Buffers,
    /// What is known of how long such a one is kept on the way.
    #[cfg(feature = "tls")]
    idle: Arc<Idle>,
    /// How long the server keeps it.
    kept_for: Duration,
    /// Since when there is no exchange on it, by both clocks.
    idle_since: Option<(Instant, SystemTime)>,
    /// How long there had been none before the present one; `None`, if that is the first.
    was_idle: Option<Duration>,
    /// Something of the present one's answer has come.
    answered: bool,
}

impl Connection {
    /// An exchange begins.
    fn begin(&mut self) {
        self.answered = false;
        self.link.wrote = false;
        self.was_idle = self.idle_since.take().map(|(since, _)| since.elapsed());
        #[cfg(feature = "tls")]
        self.set_patience();
    }

    #[cfg(feature = "tls")]
    fn set_patience(&mut self) {
        // Where nothing more can be tried, a gap on the way must be waited out.
        let may_give_up = self.was_idle.is_some() && present().others_follow;
        let socket = self.link.socket();
        let patience = PATIENCE.max(socket.round_trip().saturating_mul(ROUND_TRIPS));
        socket.set_patience(may_give_up.then_some(patience));
    }

    /// Sends what is held.
    fn send(&mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.buffers.held);
        let output = self.buffers.output.get(..held).unwrap_or_default();
        #[cfg(feature = "tls")]
        if let Some(session) = &mut self.session {
            return tls::write(session, &mut self.link, output);
        }
        self.link.write_all(output)
    }

    fn receive(&mut self) -> io::Result<usize> {
        let input = self.buffers.input_append_buf();
        #[cfg(feature = "tls")]
        if let Some(session) = &mut self.session {
            return tls::read(session, &mut self.link, input);
        }
        self.link.read(input)
    }

    fn mark(&self, step: Step, error: io::Error) -> ureq::Error {
        let error = ureq::Error::from(error);
        #[cfg(feature = "tls")]
        match (self.was_idle, &error) {
            // The socket's own: nothing has come through. The deadline's is another.
            (Some(idle), ureq::Error::Io(error)) if error.kind() == io::ErrorKind::TimedOut => {
                self.idle.died_after(idle, Instant::now());
            }
            _ => {}
        }
        let idle = self.was_idle.is_some() && !matches!(error, ureq::Error::Timeout(_));
        Failure { step, sent: self.link.wrote, idle, ..Failure::before(step, error) }.into()
    }
}

impl transport::Transport for Connection {
    fn buffers(&mut self) -> &mut dyn transport::Buffers {
        &mut self.buffers
    }

    /// Holds it back until the answer is waited for: so head and body go in one piece.
    fn transmit_output(&mut self, amount: usize, _: NextTimeout) -> Result<(), ureq::Error> {
        if self.answered {
            self.begin();
        }
        self.buffers.held += amount;
        if self.buffers.held > OUTPUT - LINE {
            self.send().map_err(|error| self.mark(Step::Send, error))?;
        }
        Ok(())
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, ureq::Error> {
        self.send().map_err(|error| self.mark(Step::Send, error))?;
        let result = self.receive();
        if let Ok(amount) = result {
            self.buffers.input_appended(amount);
        }
        if self.answered {
            // Bare, since ureq looks at the kind of an error to find the end of a body.
            return Ok(result? > 0);
        }
        let result = match result {
            Ok(0) => Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the server closed it without an answer",
            )),
            result => result,
        };
        result.map_err(|error| self.mark(Step::Receive, error))?;
        self.answered = true;
        Ok(true)
    }

    /// ureq asks when it puts a connection away, and again when it wants to use it.
    fn is_open(&mut self) -> bool {
        #[cfg(feature = "tls")]
        if self.session.as_ref().is_some_and(|session| !session.wants_read()) {
            // The server's goodbye has come, or an answer that nobody asked for.
            return false;
        }
        let Some((since, wall)) = self.idle_since else {
            self.idle_since = Some((Instant::now(), SystemTime::now()));
            self.kept_for = present().keep_alive.map_or(self.kept_for, usable_of);
            return true;
        };
        let idle = since.elapsed();
        // That clock stands still while the device sleeps, and the other end does not.
        let slept = wall.elapsed().unwrap_or_default().saturating_sub(idle);
        let limit = present().max_idle.min(self.kept_for);
        #[cfg(feature = "tls")]
        let limit = limit.min(self.idle.limit(Instant::now()));
        idle < limit && slept < MAX_SLEEP && self.link.is_silent()
    }

    fn is_tls(&self) -> bool {
        #[cfg(feature = "tls")]
        return self.session.is_some();
        #[cfg(not(feature = "tls"))]
        false
    }
}

// Nobody prints these. To derive it would link in how rustls prints its configuration.
impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connector")
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connection")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

    use std::net::{TcpListener, TcpStream};

    use ureq::unversioned::transport::Transport as _;

    use super::*;
    use crate::transport::exchange::within;
    use crate::transport::socket::Socket;
    use crate::transport::{Limits, unmark};

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
    fn a_kept_connection_is_open_until_its_other_end_speaks_or_it_was_idle_too_long() {
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
    fn of_the_time_that_a_server_keeps_a_connection_the_end_is_left() {
        let seconds = Duration::from_secs;
        assert_eq!(usable_of(seconds(0)), seconds(0));
        assert_eq!(usable_of(seconds(1)), Duration::from_millis(500));
        assert_eq!(usable_of(seconds(2)), seconds(1));
        assert_eq!(usable_of(seconds(65)), seconds(64));

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
    fn a_kept_connection_that_died_in_silence_shortens_the_time_that_others_are_kept() {
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
                let failure = unmark(kept.mark(Step::Receive, error)).unwrap();
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
    fn a_connection_over_which_the_device_slept_is_not_used_again() {
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
    fn a_connection_is_used_if_it_was_idle_for_no_longer_than_allowed() {
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
    fn what_broke_an_exchange_off_says_whether_anything_was_sent_and_was_idle_before() {
        let waited = |connection: &mut Connection, timeout| {
            within(Limits { timeout, ..LIMITS }, || {
                put(connection, b"head").unwrap();
                let failure = unmark(connection.await_input(NextTimeout::default()).unwrap_err());
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
        fn pieces_are_sent_as_one() {
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
        fn what_is_written_is_sent_to_its_end() {
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
        fn a_record_that_the_socket_does_not_take_was_certainly_not_sent() {
            let (mut connection, _end) = connection();
            connection.session = Some(session());
            connection.link.socket().shut();
            within(LIMITS, || {
                put(&mut connection, b"head").unwrap();
                let error = connection.await_input(NextTimeout::default()).unwrap_err();
                let failure = unmark(error).unwrap();
                assert_eq!((failure.step, failure.sent, failure.idle), (Step::Send, false, false));
            });
        }
    }

    #[test]
    fn the_room_for_what_comes_doubles_when_it_is_full_and_ends() {
        let mut buffers = Buffers::default();
        let mut append = |amount: usize| {
            let room = buffers.input_append_buf().len();
            buffers.input_appended(amount.min(room));
            (room, buffers.input.len())
        };
        let kib = 1024;
        assert_eq!(append(100), (4 * kib, 4 * kib));
        assert_eq!(append(usize::MAX), (4 * kib - 100, 4 * kib));
        assert_eq!(append(usize::MAX), (4 * kib, 8 * kib));
        assert_eq!(append(kib), (8 * kib, 16 * kib));
        assert_eq!(append(usize::MAX), (7 * kib, 16 * kib));
        assert_eq!(append(usize::MAX), (0, 16 * kib));
        // What is used makes room.
        buffers.input_consume(10 * kib);
        assert_eq!(buffers.input_append_buf().len(), 10 * kib);
        assert_eq!(buffers.input().len(), 6 * kib);
    }

    #[test]
    fn out_of_an_exchange_and_after_its_end_there_is_no_time_for_anything() {
        let (mut connection, _end) = connection();
        let over = Limits { timeout: Duration::ZERO, ..LIMITS };
        let mut sends = || {
            put(&mut connection, b"head").unwrap();
            connection.await_input(NextTimeout::default())
        };
        for result in [sends(), within(over, &mut sends)] {
            let failure = unmark(result.unwrap_err()).unwrap();
            assert!(matches!(failure.error, ureq::Error::Timeout(Timeout::Global)));
            assert_eq!((failure.step, failure.sent), (Step::Send, false));
        }
        within(LIMITS, || {
            within(over, || assert!(present().deadline.left().is_err()));
            assert!(present().deadline.left().is_ok(), "an exchange within another has ended it");
        });
    }

    #[test]
    fn a_request_that_the_socket_does_not_take_was_certainly_not_sent() {
        let (mut connection, mut end) = connection();
        within(LIMITS, || exchange_on(&mut connection, &mut end));
        assert!(connection.is_open());
        connection.link.socket().shut();
        within(LIMITS, || {
            put(&mut connection, b"head").unwrap();
            let error = connection.await_input(NextTimeout::default()).unwrap_err();
            let failure = unmark(error).unwrap();
            assert_eq!((failure.step, failure.sent, failure.idle), (Step::Send, false, true));
        });
    }
}
