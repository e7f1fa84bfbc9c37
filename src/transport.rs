//! One exchange with the server: bytes in, bytes out. The only room that knows ureq.

use std::cell::Cell;
use std::error::Error as StdError;
use std::io::Read;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use std::{fmt, io, ptr};

use ureq::http::header::{
    ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, DATE, HOST, HeaderName, HeaderValue, LOCATION,
    RETRY_AFTER,
};
use ureq::http::{Method, Request, Response, Uri};
use ureq::{Agent, Body, Timeout};

use crate::Error;
use crate::auth::Credential;
use crate::clock::{Told, skew};
use crate::error::{Step, TransportError};
use crate::origin::{Origin, split_scheme};
use crate::proxy::Chosen;
use crate::timestamp::{Timestamp, since_1970};

mod connection;
mod deadline;
mod exchange;
#[cfg(feature = "tls")]
mod idle;
mod link;
#[cfg(feature = "tls")]
mod resolver;
mod route;
mod socket;
#[cfg(feature = "tls")]
pub(crate) mod tls;
#[cfg(feature = "tls")]
mod tunnel;

use connection::{Connector, MAX_HEADER_SIZE};
#[cfg(feature = "tls")]
use resolver::Resolver;
use route::Route;

/// Which of a host's addresses to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IpFamily {
    /// All of them: both families in turns, beginning with the one that the system names first.
    #[default]
    Any,
    /// IPv4 addresses alone, as where IPv6 is set up and leads nowhere. On unix, name servers are not asked
    /// for others.
    V4,
    /// IPv6 addresses alone; on unix, name servers are not asked for others.
    V6,
}

impl IpFamily {
    fn keep(self, addresses: &mut Vec<SocketAddr>) {
        addresses.retain(|address| match self {
            Self::Any => true,
            Self::V4 => address.is_ipv4(),
            Self::V6 => address.is_ipv6(),
        });
    }
}

/// Takes all that are among `others` out of `addresses`.
#[cfg(feature = "tls")]
fn remove(addresses: &mut Vec<SocketAddr>, others: &[SocketAddr]) {
    addresses.retain(|address| !others.contains(address));
}

/// What a client is built from, all of it checked.
pub(crate) struct Settings<'a> {
    pub(crate) origin: Origin,
    /// The `Host` of requests, in place of the origin's own.
    pub(crate) host_header: Option<String>,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_idle_connections: usize,
    pub(crate) user_agent: &'a str,
    #[cfg_attr(not(feature = "tls"), allow(dead_code))] // Of plain http there is none.
    pub(crate) proxy: Option<Chosen>,
    pub(crate) ip_family: IpFamily,
    pub(crate) max_response_size: usize,
    /// Whether a body is the beginning of an answer, and not all of it.
    pub(crate) is_cut: fn(&[u8]) -> bool,
    #[cfg(feature = "tls")]
    pub(crate) roots: tls::Roots,
}

/// The way to one server, with its connections.
pub(crate) struct Transport {
    agent: Agent,
    url: String,
    host_header: Option<HeaderValue>,
    connect_timeout: Duration,
    max_response_size: usize,
    is_cut: fn(&[u8]) -> bool,
    /// The proxy's host and port, if there is one.
    #[cfg(feature = "tls")]
    proxy: Option<String>,
    /// When Seam last told its time.
    told: Mutex<Option<Told>>,
}

/// How far one exchange may go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Limits {
    /// The time for all of it.
    pub(crate) timeout: Duration,
    /// How long a connection that it uses may have been idle.
    pub(crate) max_idle: Duration,
    /// Another exchange may follow though the server may have taken the request of this one: so a
    /// connection that seems dead may be given up early.
    pub(crate) others_follow: bool,
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
    /// How long the server wants to be left alone.
    pub(crate) retry_after: Option<Duration>,
    /// Where a redirect points: a host, and nothing that might be private.
    pub(crate) location: Option<String>,
    pub(crate) body: Vec<u8>,
    pub(crate) end: End,
    /// Its body is Seam's error object, and not the page of a gateway. Whoever reads it sets this.
    pub(crate) is_seams_error: bool,
}

/// How the body ended.
pub(crate) enum End {
    Whole,
    /// It was longer than this many bytes, and was left there.
    TooLarge(usize),
    Broken(TransportError),
}

impl Transport {
    pub(crate) fn new(settings: Settings<'_>) -> Result<Self, Error> {
        #[cfg(feature = "tls")]
        return Self::with(settings, Resolver::system());
        #[cfg(not(feature = "tls"))]
        Self::with(settings)
    }

    fn with(
        settings: Settings<'_>,
        #[cfg(feature = "tls")] resolver: Resolver,
    ) -> Result<Self, Error> {
        let url = settings.origin.url();
        #[cfg(feature = "tls")]
        let proxy = settings.proxy.as_ref().map(|it| format!("{}:{}", it.host, it.port));
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // Followed, a redirect would take the credential to any host.
            .max_redirects(0)
            .max_idle_connections(settings.max_idle_connections)
            .max_idle_connections_per_host(settings.max_idle_connections)
            // The way through a proxy is ours: ureq's own tells too little of what went wrong on it.
            .proxy(None)
            .user_agent(settings.user_agent)
            .max_response_header_size(MAX_HEADER_SIZE)
            .build();

        let route = Route {
            #[cfg(feature = "tls")]
            resolver,
            ip_family: settings.ip_family,
            #[cfg(feature = "tls")]
            tls: tls::Tls::new(settings.roots),
            #[cfg(feature = "tls")]
            proxy: settings.proxy,
            #[cfg(feature = "tls")]
            user_agent: settings.user_agent.to_owned(),
        };
        let connector = Connector {
            route,
            timeout: settings.connect_timeout,
            #[cfg(feature = "tls")]
            idle: Arc::default(),
        };
        let host_header = settings.host_header.as_deref().map(HeaderValue::from_str).transpose();
        Ok(Self {
            host_header: host_header
                .map_err(|error| Error::invalid_because("the Host is not a header", error))?,
            agent: connection::agent(config, connector),
            url,
            connect_timeout: settings.connect_timeout,
            max_response_size: settings.max_response_size,
            is_cut: settings.is_cut,
            #[cfg(feature = "tls")]
            proxy,
            told: Mutex::new(None),
        })
    }

    /// The server: scheme, host and port.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn told(&self) -> Option<Told> {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Posts `body` to `path`. Whatever the server says, it is a reply; an error is that it could
    /// not be heard.
    pub(crate) fn exchange(
        &self,
        path: &str,
        headers: &Headers,
        body: &[u8],
        limits: Limits,
    ) -> Result<Reply, TransportError> {
        let Some(_busy) = Busy::begin(self) else { return Err(called_by_its_logger(path)) };
        let began = (Instant::now(), SystemTime::now());
        exchange::within(limits, || {
            let response = self
                .request(path, headers, body)
                .and_then(|request| self.agent.run(request))
                .map_err(|error| self.failed(error, path, limits))?;
            Ok(self.read(response, path, limits, began))
        })
    }

    /// Made without ureq's own builder, which is much code.
    fn request<'a>(
        &self,
        path: &str,
        headers: &Headers,
        body: &'a [u8],
    ) -> Result<Request<&'a [u8]>, ureq::Error> {
        let mut request = Request::new(body);
        *request.method_mut() = Method::POST;
        *request.uri_mut() =
            format!("{}{path}", self.url).try_into().map_err(ureq::http::Error::from)?;
        let map = request.headers_mut();
        if let Some(host) = &self.host_header {
            map.append(HOST, host.clone());
        }
        for (name, value) in &headers.0 {
            // A name by reference would be another copy of what appends one.
            map.append(name.clone(), value.clone());
        }
        Ok(request)
    }

    /// `began` are the device's clocks when the exchange began.
    fn read(
        &self,
        response: Response<Body>,
        path: &str,
        limits: Limits,
        began: (Instant, SystemTime),
    ) -> Reply {
        let header = |name: HeaderName| response.headers().get(name)?.to_str().ok();
        let request_id = header(HeaderName::from_static("seam-request-id")).map(str::to_owned);
        let location = header(LOCATION).map(redirect_host);
        let heard = SystemTime::now();
        let keep_alive = header(HeaderName::from_static("keep-alive")).and_then(kept_for);
        if let Some(time) = keep_alive {
            exchange::set_keep_alive(time);
        }
        let date = header(DATE).and_then(Timestamp::parse_http);
        let retry_after = header(RETRY_AFTER).and_then(|text| {
            // By the server's clock, if it told: the device's may be years off.
            retry_after(text, date.unwrap_or_else(|| since_1970(heard)))
        });
        let length = header(CONTENT_LENGTH).and_then(|length| length.parse().ok());
        let status = response.status().as_u16();
        // Without a length, a body ends where its connection did: this one, or a gateway's, which passes on
        // in sound chunks what it got. Where there may be no body, an empty one is whole.
        let may_be_cut = !response.headers().contains_key(CONTENT_LENGTH);
        let may_be_empty = status == 204 || status >= 300;

        let limit = self.max_response_size;
        let mut body = Vec::new();
        let end = match read_body(response.into_body(), &mut body, length, limit) {
            Ok(()) if body.len() > limit => {
                body.truncate(limit);
                End::TooLarge(limit)
            }
            Ok(()) if may_be_cut && !(may_be_empty && body.is_empty()) && (self.is_cut)(&body) => {
                let error = io::Error::from(io::ErrorKind::UnexpectedEof);
                End::Broken(self.failed(error.into(), path, limits))
            }
            Ok(()) => End::Whole,
            Err(error) => End::Broken(self.failed(error.into(), path, limits)),
        };
        // A gateway that answers in Seam's place, or the program on this very device that does TLS for it,
        // would tell a time of its own.
        let by_seam = request_id.is_some()
            || (matches!(status, 200..=299) && body.trim_ascii_start().starts_with(b"{"));
        if let Some(seam) = date.filter(|_| by_seam) {
            let (at, wall) = began;
            let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
            // One that took longer may come after one that knows better.
            if told.is_none_or(|told| told.at <= at) {
                let number = told.map_or(0, |told| told.number.wrapping_add(1));
                *told = Some(Told { number, seam, at, wall, skew: skew(heard, seam) });
            }
        }
        Reply { status, request_id, retry_after, location, body, end, is_seams_error: false }
    }

    /// Logs by `log`, whatever that logger does: one that calls this very client gets an error.
    pub(crate) fn log(&self, log: impl FnOnce()) {
        if let Some(_busy) = Busy::begin(self) {
            log();
        }
    }

    /// Says what kept a response from coming.
    fn failed(&self, error: ureq::Error, path: &str, limits: Limits) -> TransportError {
        // What nothing marked happened while reading the response.
        let Failure { step, sent, idle, at_proxy, is_final, error } =
            unmark(error).unwrap_or_else(|error| Failure {
                sent: true,
                ..Failure::before(Step::Receive, error)
            });
        let host = split_scheme(&self.url).map_or("", |(_, host)| host);
        #[cfg(feature = "tls")]
        let named = self.proxy.as_ref().filter(|_| at_proxy).map(|it| format!("the proxy {it}"));
        #[cfg(feature = "tls")]
        let host = named.as_deref().unwrap_or(host);
        #[cfg(not(feature = "tls"))]
        let _ = at_proxy;
        let doing = match step {
            Step::Resolve => format!("could not find the address of {host} for {path}"),
            Step::Connect => format!("could not connect to {host} for {path}"),
            Step::Tls => format!("could not agree on TLS with {host} for {path}"),
            Step::Send => format!("the connection to {host} broke while {path} was sent"),
            _ => format!(
                "the connection to {host} broke before the whole response to {path} arrived"
            ),
        };
        // Where the response was on its way, whatever broke it off may not do so the next time.
        let mut may_pass = step == Step::Receive;
        let mut shown = step;
        let mut within = None;
        let message = match &error {
            ureq::Error::Timeout(timeout) => {
                may_pass = true;
                within = Some(self.connect_timeout);
                if !matches!(timeout, Timeout::Connect) {
                    shown = Step::Deadline;
                    within = Some(limits.timeout);
                }
                match step {
                    Step::Resolve | Step::Connect | Step::Tls => doing,
                    _ => format!("no response from {host} to {path}"),
                }
            }
            ureq::Error::HostNotFound => format!("{doing}: it has none of the wanted kind"),
            ureq::Error::ConnectProxyFailed(reason) => {
                may_pass = !is_final;
                format!("could not connect for {path}: {host} {reason}")
            }
            ureq::Error::Io(cause) => {
                #[cfg(feature = "tls")]
                let (reason, is_final) = (tls::reason(cause), tls::is_final(cause));
                #[cfg(not(feature = "tls"))]
                let (reason, is_final) = (None::<String>, false);
                // After the handshake, it was a record that was damaged on the way.
                may_pass = !(is_final && step == Step::Tls);
                match reason {
                    Some(reason) => format!("{doing}: {reason}"),
                    // In words of each library's own, one of them with a link.
                    None if cause.kind() == io::ErrorKind::UnexpectedEof => {
                        doing + ": the other end closed the connection"
                    }
                    None => format!("{doing}: {cause}"),
                }
            }
            ureq::Error::Protocol(_) | ureq::Error::Http(_) => {
                format!("the response of {host} to {path} is not valid HTTP: {error}")
            }
            ureq::Error::LargeResponseHeader(..) => {
                format!(
                    "the response of {host} to {path} has headers of over {MAX_HEADER_SIZE} bytes"
                )
            }
            error => format!("{doing}: {error}"),
        };
        let source: Arc<dyn StdError + Send + Sync> = match error {
            ureq::Error::Io(cause) => Arc::new(cause),
            error => Arc::new(error),
        };
        TransportError {
            step: shown,
            message,
            sent,
            may_pass,
            idle,
            within,
            path: path.into(),
            tries: 1,
            age: Duration::ZERO,
            source: Some(source),
        }
    }
}

thread_local! {
    /// The address of the transport that this thread is in an exchange of.
    static BUSY: Cell<usize> = const { Cell::new(0) };
}

/// This thread is in an exchange, as long as this lives. ureq logs while it holds the lock of its pool: a
/// logger that calls the same client would wait for that lock for ever.
struct Busy {
    before: usize,
}

impl Busy {
    /// `None` if it is in one of this transport's already.
    fn begin(transport: &Transport) -> Option<Self> {
        let this = ptr::from_ref(transport).addr();
        let before = BUSY.replace(this);
        (before != this).then_some(Self { before })
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        BUSY.set(self.before);
    }
}

fn called_by_its_logger(path: &str) -> TransportError {
    TransportError {
        step: Step::Connect,
        message:
            "a logger called the client whose call it was logging: give the logger a client of \
                  its own"
                .to_owned(),
        sent: false,
        may_pass: false,
        idle: false,
        within: None,
        path: path.into(),
        tries: 1,
        age: Duration::ZERO,
        source: None,
    }
}

/// Reads a body of at most `limit` bytes, and one more if there is one: so one that is too long is
/// told from one that just fits. `length` is what the server announced, and may be a lie.
fn read_body(
    body: Body,
    into: &mut Vec<u8>,
    length: Option<usize>,
    limit: usize,
) -> io::Result<()> {
    const STEP: usize = 4 * 1024;
    /// Copying a body into more room takes the old and the new for a moment: from here on, it goes
    /// at once to the most that there can be, unless that is very much.
    const LAST_COPY: usize = 128 * 1024;
    const VERY_MUCH: usize = 8 * 1024 * 1024;

    fn reserve(into: &mut Vec<u8>, capacity: usize) -> io::Result<()> {
        let more = capacity.saturating_sub(into.len());
        into.try_reserve_exact(more).map_err(|_| io::ErrorKind::OutOfMemory.into())
    }

    let most = limit.saturating_add(1);
    let mut reader = body.into_reader();
    // Not read into the room itself: to fill that with zeros first costs a small build, byte by byte,
    // more than all the rest of a call.
    let mut piece = [0; STEP];
    reserve(into, length.unwrap_or(STEP).min(most).min(VERY_MUCH))?;
    loop {
        let room = (most - into.len()).min(STEP);
        let amount = match reader.read(piece.get_mut(..room).unwrap_or_default()) {
            // Also where there was no room left to read into.
            Ok(0) => return Ok(()),
            Ok(amount) => amount,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let (needed, capacity) = (into.len() + amount, into.capacity());
        if needed > capacity {
            let doubles = capacity < LAST_COPY || most > VERY_MUCH;
            let wanted = if doubles { capacity.saturating_mul(2).max(STEP) } else { most };
            reserve(into, wanted.max(needed).min(most))?;
        }
        into.extend_from_slice(piece.get(..amount).unwrap_or_default());
    }
}

/// `Retry-After`: seconds, or a date.
fn retry_after(text: &str, now: Duration) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(Duration::from_secs(seconds.into()));
    }
    Some(Timestamp::parse_http(text)?.saturating_sub(now))
}

/// Of `Keep-Alive: timeout=5, max=100`, how long the server keeps an idle connection.
fn kept_for(text: &str) -> Option<Duration> {
    text.split(',').find_map(|part| {
        let (name, seconds) = part.split_once('=')?;
        let is_it = name.trim().eq_ignore_ascii_case("timeout");
        let seconds = seconds.trim().trim_matches('"');
        is_it
            .then(|| seconds.parse::<u32>().ok())
            .flatten()
            .map(|it| Duration::from_secs(it.into()))
    })
}

/// The headers of every request that shows one credential.
pub(crate) struct Headers(Vec<(HeaderName, HeaderValue)>);

impl Headers {
    pub(crate) fn new(credential: &Credential) -> Result<Self, Error> {
        const JSON: HeaderValue = HeaderValue::from_static("application/json");
        let mut headers = vec![
            (ACCEPT, JSON),
            (CONTENT_TYPE, JSON),
            (
                HeaderName::from_static("seam-sdk-name"),
                HeaderValue::from_static("seam-client-rust"),
            ),
            (
                HeaderName::from_static("seam-sdk-version"),
                HeaderValue::from_static(env!("CARGO_PKG_VERSION")),
            ),
        ];
        for (name, value) in credential.headers() {
            let mut value = HeaderValue::from_str(value.expose())
                .map_err(|error| Error::invalid_because("the credential is not a header", error))?;
            value.set_sensitive(true);
            headers.push((HeaderName::from_static(name), value));
        }
        Ok(Self(headers))
    }
}

/// The host that a `Location` header names.
fn redirect_host(location: &str) -> String {
    match location.parse::<Uri>() {
        Ok(uri) => uri.host().unwrap_or("another path of the same host").to_owned(),
        Err(_) => "an address that is not a URL".to_owned(),
    }
}

/// An error with what is known of where it came up, on its way through ureq.
struct Failure {
    step: Step,
    /// Something of the request may have gone.
    sent: bool,
    /// The connection had carried an exchange before, and broke before a byte of this one's answer
    /// had come: it may well have been dead already.
    idle: bool,
    /// At the proxy, and not at the server.
    at_proxy: bool,
    /// Another try would end so too, as far as is known without a look at the error.
    is_final: bool,
    error: ureq::Error,
}

impl Failure {
    /// What happened before there was a connection.
    fn before(step: Step, error: impl Into<ureq::Error>) -> Self {
        let error = error.into();
        Self { step, sent: false, idle: false, at_proxy: false, is_final: false, error }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl StdError for Failure {}

impl From<Failure> for ureq::Error {
    fn from(failure: Failure) -> Self {
        Self::Other(Box::new(failure))
    }
}

fn unmark(error: ureq::Error) -> Result<Failure, ureq::Error> {
    match error {
        ureq::Error::Other(other) => {
            other.downcast().map(|failure| *failure).map_err(ureq::Error::Other)
        }
        error => Err(error),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);
    const LIMITS: Limits = Limits { timeout: MINUTE, max_idle: MINUTE, others_follow: false };

    fn settings(host: &str, port: u16) -> Settings<'static> {
        Settings {
            origin: Origin { https: false, host: host.to_owned(), port: Some(port) },
            host_header: None,
            connect_timeout: MINUTE,
            max_idle_connections: 1,
            user_agent: "test",
            proxy: None,
            ip_family: IpFamily::Any,
            max_response_size: 1024,
            is_cut: |_| false,
            #[cfg(feature = "tls")]
            roots: tls::Roots::default(),
        }
    }

    /// A server of one connection that answers each request, up to its empty object, by the next of these.
    /// Gives how many bytes each request had.
    fn answering(answers: Vec<String>) -> (Transport, std::thread::JoinHandle<Vec<usize>>) {
        use std::io::Write;

        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let serve = move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut lengths = Vec::new();
            for answer in answers {
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n{}") {
                    let mut piece = [0; 1024];
                    let amount = stream.read(&mut piece).unwrap();
                    assert!(amount > 0, "{}", String::from_utf8_lossy(&request));
                    request.extend(&piece[..amount]);
                }
                lengths.push(request.len());
                // A client that has read enough hangs up.
                let _ = stream.write_all(answer.as_bytes());
            }
            lengths
        };
        (Transport::new(settings("127.0.0.1", port)).unwrap(), std::thread::spawn(serve))
    }

    #[test]
    fn a_head_of_15_kib_is_read_and_one_that_is_larger_is_named() {
        let answer = |size: usize| {
            format!("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nx: {}\r\n\r\n{{}}", "x".repeat(size))
        };
        // Small, large and small again, with what comes of reading them bit by bit.
        let sizes = [1, 100, 5_000, 15 * 1024, 1, 9_000, 20_000];
        let (transport, server) = answering(sizes.map(answer).to_vec());
        let headers = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
        for size in sizes {
            let result = transport.exchange("/a", &headers, b"{}", LIMITS);
            if size < 16_000 {
                assert_eq!(result.unwrap().body, b"{}", "{size}");
            } else {
                let error = result.err().unwrap().to_string();
                assert!(error.contains("headers of over 16383 bytes"), "{error}");
            }
        }
        assert_eq!(server.join().unwrap().len(), sizes.len());
    }

    #[test]
    fn a_body_is_whole_or_too_large_or_cut() {
        let long =
            |size: usize| format!("200 OK\r\ncontent-length: {size}\r\n\r\n{}", "}".repeat(size));
        let text = |text: &str| text.to_owned();
        for (answer, expected) in [
            (text("200 OK\r\ncontent-length: 2\r\n\r\n{}"), "whole"),
            (text("200 OK\r\ncontent-length: 1\r\n\r\n{"), "whole"),
            (long(1024), "whole"),
            (long(1025), "too large"),
            (text("200 OK\r\ncontent-length: 3\r\n\r\n{}"), "broken"),
            (text("200 OK\r\n\r\n{}"), "whole"),
            (text("200 OK\r\n\r\n{"), "broken"),
            (text("200 OK\r\n\r\n"), "broken"),
            (text("204 No Content\r\n\r\n"), "whole"),
            (text("302 Found\r\n\r\n"), "whole"),
            (text("404 Not Found\r\n\r\n"), "whole"),
            (text("404 Not Found\r\n\r\n{"), "broken"),
        ] {
            let (mut transport, server) = answering(vec![format!("HTTP/1.1 {answer}")]);
            transport.is_cut = |body| !body.ends_with(b"}");
            let headers = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
            let reply = transport.exchange("/a", &headers, b"{}", LIMITS).unwrap();
            let end = match reply.end {
                End::Whole => "whole",
                End::TooLarge(1024) => "too large",
                End::TooLarge(_) => "another limit",
                End::Broken(error) => {
                    assert_eq!(
                        (error.step, error.sent, error.may_pass),
                        (Step::Receive, true, true)
                    );
                    "broken"
                }
            };
            assert_eq!(end, expected, "{answer}");
            assert!(reply.body.len() <= 1024);
            server.join().unwrap();
        }
    }

    #[test]
    fn a_long_head_and_a_long_credential_are_sent_whole() {
        let key = format!("seam_{}", "k".repeat(4_000));
        let lengths =
            [1, 2_500, 3_500, 4_000, 4_500, 5_000].map(|length: usize| "a".repeat(length));
        let answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".to_owned();
        let (transport, server) = answering(vec![answer; lengths.len()]);
        let headers = Headers::new(&Credential::api_key(key).unwrap()).unwrap();
        for path in &lengths {
            let path = format!("/{path}");
            assert_eq!(transport.exchange(&path, &headers, b"{}", LIMITS).unwrap().status, 200);
        }
        let arrived = server.join().unwrap();
        let rest = arrived[0] - 1;
        assert_eq!(arrived, lengths.map(|path| rest + path.len()));
    }

    /// A server on a port of this machine that answers so many calls, each on the same connection if
    /// the client likes.
    #[cfg(feature = "tls")]
    fn server(calls: usize) -> (SocketAddr, std::thread::JoinHandle<()>) {
        use std::io::Write;

        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let serve = move || {
            let (mut stream, _) = listener.accept().unwrap();
            for _ in 0..calls {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n{}") {
                    let mut byte = [0];
                    stream.read_exact(&mut byte).unwrap();
                    head.extend(byte);
                }
                stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").unwrap();
            }
        };
        (address, std::thread::spawn(serve))
    }

    #[test]
    #[cfg(feature = "tls")]
    fn a_name_is_looked_up_for_a_new_connection_alone_and_anew_when_its_addresses_fail() {
        use std::sync::atomic::{AtomicUsize, Ordering};

        // The name server knows the first server, and once that is gone the second.
        let (first, first_ends) = server(3);
        let (second, second_ends) = server(2);
        let asked = Arc::new(AtomicUsize::new(0));
        let count = asked.clone();
        let look_up = move |host: &str, _: u16| {
            assert_eq!(host, "seam.example");
            let number = count.fetch_add(1, Ordering::SeqCst);
            Ok(vec![if number == 0 { first } else { second }])
        };
        let resolver =
            Resolver::new(Box::new(look_up), Duration::from_secs(3600), Duration::from_secs(3600));
        let settings = settings("seam.example", 80);
        let transport = Transport::with(settings, resolver).unwrap();
        let headers = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
        let call = || transport.exchange("/a", &headers, b"{}", LIMITS);
        for _ in 0..3 {
            assert_eq!(call().unwrap().status, 200);
            assert_eq!(asked.load(Ordering::SeqCst), 1);
        }
        first_ends.join().unwrap();

        // The kept connection is closed, and nobody listens at the first address any more.
        for _ in 0..2 {
            assert_eq!(call().unwrap().status, 200);
            assert_eq!(asked.load(Ordering::SeqCst), 2);
        }
        second_ends.join().unwrap();
    }

    /// A proxy that is also the server behind it. Each of its connections answers request after request
    /// by its own script, and is closed after that: then a message comes. Gives all heads that came.
    #[cfg(feature = "tls")]
    fn proxy_server(
        connections: Vec<&'static [&'static str]>,
    ) -> (u16, std::sync::mpsc::Receiver<Vec<String>>) {
        use std::io::Write;

        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (closed, messages) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let mut heads = Vec::new();
            for script in connections {
                let (mut stream, _) = listener.accept().unwrap();
                for answer in script {
                    let mut head = Vec::new();
                    while !head.ends_with(if head.starts_with(b"P") {
                        b"\r\n\r\n{}"
                    } else {
                        b"\r\n\r\n" as &[u8]
                    }) {
                        let mut byte = [0];
                        stream.read_exact(&mut byte).unwrap();
                        head.extend(byte);
                    }
                    let head = String::from_utf8(head).unwrap();
                    heads.push(head.lines().next().unwrap_or_default().to_owned());
                    stream.write_all(answer.as_bytes()).unwrap();
                }
                drop(stream);
                closed.send(heads.clone()).unwrap();
            }
        });
        (port, messages)
    }

    #[cfg(feature = "tls")]
    fn through_proxy(port: u16, connect_timeout: Duration) -> Transport {
        Transport::new(Settings {
            connect_timeout,
            proxy: Some(Chosen {
                https: false,
                host: "127.0.0.1".to_owned(),
                port,
                authorization: None,
            }),
            ..settings("seam.example", 80)
        })
        .unwrap()
    }

    #[cfg(feature = "tls")]
    fn post(transport: &Transport, max_idle: Duration) -> Result<u16, TransportError> {
        let headers = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
        let limits = Limits { max_idle, ..LIMITS };
        transport.exchange("/a", &headers, b"{}", limits).map(|reply| reply.status)
    }

    #[test]
    #[cfg(feature = "tls")]
    fn a_connection_through_a_proxy_is_kept_while_it_is_open_and_no_longer_than_allowed() {
        const TUNNEL: &str = "HTTP/1.1 200 OK\r\n\r\n";
        const ANSWER: &str = "HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\n{}";
        let (port, closed) = proxy_server(vec![
            &[TUNNEL, ANSWER, ANSWER],
            &[TUNNEL, ANSWER],
            // What nobody asked for.
            &[TUNNEL, "HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n\r\n"],
            &[TUNNEL, ANSWER],
        ]);
        let transport = through_proxy(port, MINUTE);
        assert_eq!(post(&transport, MINUTE).unwrap(), 201);
        assert_eq!(post(&transport, MINUTE).unwrap(), 201);
        closed.recv().unwrap();
        for _ in 0..3 {
            assert_eq!(post(&transport, MINUTE).unwrap(), 201);
            let heads = closed.recv().unwrap();
            assert_eq!(
                heads[heads.len() - 2..],
                ["CONNECT seam.example:80 HTTP/1.1", "POST /a HTTP/1.1"]
            );
        }
    }

    #[test]
    #[cfg(feature = "tls")]
    fn a_connection_through_a_proxy_that_was_idle_for_too_long_is_not_used() {
        const TUNNEL: &str = "HTTP/1.1 200 OK\r\n\r\n";
        const ANSWER: &str = "HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\n{}";
        let (port, closed) = proxy_server(vec![&[TUNNEL, ANSWER], &[TUNNEL, ANSWER, ANSWER]]);
        let transport = through_proxy(port, MINUTE);
        for max_idle in [MINUTE, Duration::ZERO, MINUTE] {
            assert_eq!(post(&transport, max_idle).unwrap(), 201);
        }
        closed.recv().unwrap();
        assert_eq!(closed.recv().unwrap().len(), 5);
    }

    #[test]
    #[cfg(feature = "tls")]
    fn a_proxy_that_says_nothing_takes_the_time_for_connecting_alone() {
        // Its system takes the connection; nobody answers on it.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let transport = through_proxy(port, Duration::from_millis(50));
        let error = post(&transport, Duration::ZERO).unwrap_err();
        assert_eq!((error.step, error.sent, error.may_pass), (Step::Connect, false, true));
        assert!(error.to_string().ends_with(" within 50ms"), "{error}");
    }

    #[test]
    fn a_try_that_times_out_names_its_path_and_its_own_time() {
        // Its system takes the connection; nobody responds on it.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let transport = Transport::new(settings("127.0.0.1", address.port())).unwrap();
        let headers = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
        let limits = Limits { timeout: Duration::from_millis(50), ..LIMITS };
        let error = transport.exchange("/a", &headers, b"{}", limits).err().unwrap();
        assert_eq!((error.step, error.sent, error.may_pass), (Step::Deadline, true, true));
        assert_eq!(error.to_string(), format!("no response from {address} to /a within 50ms"));
        assert_eq!(Error::from(error).path(), Some("/a"));
    }

    #[test]
    #[cfg(feature = "tls")]
    fn what_fails_at_the_proxy_was_certainly_not_sent() {
        for (answer, may_pass) in [
            ("", true),
            ("HTTP/1.1 200", true),
            ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", false),
            ("HTTP/1.1 403 Forbidden\r\n\r\n", false),
            ("HTTP/1.1 502 Bad Gateway\r\n\r\n", true),
            ("SSH-2.0-OpenSSH_9.2\r\n\r\n", false),
        ] {
            let script: &[&str] = Vec::leak(vec![answer]);
            let (port, _closed) = proxy_server(vec![script]);
            let error = post(&through_proxy(port, MINUTE), Duration::ZERO).unwrap_err();
            let seen = (error.step, error.sent, error.idle, error.may_pass);
            assert_eq!(seen, (Step::Connect, false, false, may_pass), "{answer}: {error}");
        }
    }

    #[test]
    fn the_time_that_seam_told_counts_from_before_it_was_told() {
        use std::io::Write;

        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            stream.read_exact(&mut [0]).unwrap();
            let (at, wall) = (Instant::now(), SystemTime::now());
            let answer = "HTTP/1.1 200 OK\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\ncontent-length: 2\r\n\r\n{}";
            stream.write_all(answer.as_bytes()).unwrap();
            // Until the client has read it.
            let _ = stream.read_to_end(&mut Vec::new());
            (at, wall)
        });
        let transport = Transport::new(settings("127.0.0.1", port)).unwrap();
        let headers = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
        transport.exchange("/a", &headers, b"{}", LIMITS).unwrap();
        let told = transport.told().unwrap();
        drop(transport);
        let (at, wall) = server.join().unwrap();
        assert!(told.at <= at && told.wall <= wall);
        assert_eq!(told.seam, Timestamp::parse_http("Sun, 06 Nov 1994 08:49:37 GMT").unwrap());
        assert!(told.skew > 1_000_000_000);
    }

    #[test]
    fn a_date_to_come_back_at_is_by_the_servers_clock_or_if_it_tells_none_by_the_devices() {
        let in_an_hour = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3600));
        let headers = |text: &str| {
            format!("HTTP/1.1 429 Too Many Requests\r\n{text}content-length: 0\r\n\r\n")
        };
        let (transport, server) = answering(vec![
            headers(
                "date: Sun, 06 Nov 1994 08:49:37 GMT\r\nretry-after: Sun, 06 Nov 1994 09:49:37 GMT\r\n",
            ),
            headers(&format!("retry-after: {in_an_hour}\r\n")),
        ]);
        let credentials = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
        let wait = || {
            let reply = transport.exchange("/a", &credentials, b"{}", LIMITS).unwrap();
            reply.retry_after.unwrap().as_secs()
        };
        assert_eq!(wait(), 3600);
        let waits = wait();
        assert!((3000..=3600).contains(&waits), "{waits}");
        server.join().unwrap();
    }

    #[test]
    fn whatever_a_library_says_of_an_end_too_early_an_operator_reads_who_closed() {
        let transport = Transport::new(settings("127.0.0.1", 1)).unwrap();
        let text = "no close_notify: https://docs.rs/rustls/latest/rustls/manual";
        let error = ureq::Error::Io(io::Error::new(io::ErrorKind::UnexpectedEof, text));
        let error = transport.failed(error, "/a", LIMITS);
        assert_eq!(
            error.to_string(),
            "the connection to 127.0.0.1:1 broke before the whole response to /a arrived: the other end closed \
             the connection"
        );
        assert!(error.source().unwrap().to_string().contains(text));
    }

    #[test]
    fn keep_alive_tells_how_long_the_server_keeps_a_connection() {
        for (text, seconds) in [
            ("timeout=5, max=100", Some(5)),
            ("max=100,Timeout = 5", Some(5)),
            ("timeout=\"15\"", Some(15)),
            ("timeout=0", Some(0)),
            ("max=100", None),
            ("timeout=-1", None),
            ("timeout", None),
            ("", None),
        ] {
            assert_eq!(kept_for(text), seconds.map(Duration::from_secs), "{text}");
        }
    }

    #[test]
    fn a_connection_that_the_server_closes_at_once_is_not_used_again() {
        use std::io::Write;

        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = std::thread::spawn(move || {
            // It keeps them open, so that it depends on its word alone.
            let mut kept = Vec::new();
            let heads = ["", "keep-alive: timeout=60\r\n", "keep-alive: timeout=0\r\n", ""];
            for (call, head) in heads.into_iter().enumerate() {
                if call == 0 || call == 3 {
                    kept.push(listener.accept().unwrap().0);
                }
                let stream = kept.last_mut().unwrap();
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n{}") {
                    let mut byte = [0];
                    stream.read_exact(&mut byte).unwrap();
                    request.extend(byte);
                }
                let answer = format!("HTTP/1.1 200 OK\r\n{head}content-length: 2\r\n\r\n{{}}");
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        let transport = Transport::new(settings("127.0.0.1", port)).unwrap();
        let headers = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
        let limits = Limits { timeout: MINUTE, max_idle: MINUTE, others_follow: true };
        for _ in 0..4 {
            transport.exchange("/a", &headers, b"{}", limits).unwrap();
        }
        server.join().unwrap();
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = Timestamp::parse_http("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        for (text, seconds) in [
            ("0", Some(0)),
            (" 120 ", Some(120)),
            ("4294967295", Some(4_294_967_295)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sunday, 06-Nov-94 08:50:37 GMT", Some(60)),
            ("Sun Nov  6 08:50:37 1994", Some(60)),
            ("Sun, 06 Nov 1994 08:48:37 GMT", Some(0)),
            ("", None),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(retry_after(text, now), seconds.map(Duration::from_secs), "{text}");
        }
    }
}
