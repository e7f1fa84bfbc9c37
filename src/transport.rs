//! One exchange with the server: bytes in, bytes out. The only room that knows ureq.

use std::error::Error as StdError;
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use std::{fmt, io};

use ureq::config::Config;
use ureq::http::header::{
    ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, DATE, HeaderMap, HeaderName, HeaderValue, LOCATION,
    RETRY_AFTER,
};
use ureq::http::{Response, Uri};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver as Resolve};
use ureq::unversioned::transport::{
    self, Buffers, ConnectProxyConnector, ConnectionDetails, Connector, NextTimeout,
};
use ureq::{Agent, Body, Timeout};

use crate::auth::Credential;
use crate::error::{Step, TransportError};
use crate::origin::Origin;
use crate::proxy::Chosen;
use crate::{Error, IpFamily};

mod resolver;
mod tcp;
#[cfg(feature = "tls")]
pub(crate) mod tls;

use resolver::Resolver;

/// Fits the headers of any sound answer. ureq's own 128 KiB for each direction cost a small
/// machine more than everything else of a connection together.
const BUFFER_SIZE: usize = 16 * 1024;

/// Below `BUFFER_SIZE`, or ureq calls a header that is too long a broken connection.
const MAX_HEADER_SIZE: usize = BUFFER_SIZE - 1;

/// A connection over which the device slept this long is not used again.
const MAX_SLEEP: Duration = Duration::from_secs(1);

/// As long as a duration may get before adding it to the present time could overflow.
const FOREVER: Duration = Duration::from_secs(u32::MAX as u64);

/// What a client is built from, all of it checked.
pub(crate) struct Settings<'a> {
    pub(crate) origin: Origin,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_idle_connections: usize,
    pub(crate) user_agent: &'a str,
    pub(crate) proxy: Option<Chosen>,
    pub(crate) ip_family: IpFamily,
    pub(crate) max_response_size: usize,
    #[cfg(feature = "tls")]
    pub(crate) roots: tls::Roots,
}

/// The way to one server, with its connections.
pub(crate) struct Transport {
    agent: Agent,
    url: String,
    connect_timeout: Duration,
    max_response_size: usize,
    /// How many seconds the device's clock is ahead of the server's, as of the latest answer.
    skew: Mutex<Option<i64>>,
}

/// How far one exchange may go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Limits {
    /// The time for all of it.
    pub(crate) timeout: Duration,
    /// How long a connection that it uses may have been idle.
    pub(crate) max_idle: Duration,
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
        Self::with_resolver(settings, Resolver::system())
    }

    fn with_resolver(settings: Settings<'_>, resolver: Resolver) -> Result<Self, Error> {
        let url = settings.origin.url();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // Followed, a redirect would take the credential to any host.
            .max_redirects(0)
            .timeout_connect(Some(settings.connect_timeout.min(FOREVER)))
            .max_idle_connections(settings.max_idle_connections)
            .max_idle_connections_per_host(settings.max_idle_connections)
            .proxy(proxy(settings.proxy, &url)?)
            .ip_family(match settings.ip_family {
                IpFamily::Any => ureq::config::IpFamily::Any,
                IpFamily::V4 => ureq::config::IpFamily::Ipv4Only,
                IpFamily::V6 => ureq::config::IpFamily::Ipv6Only,
            })
            .user_agent(settings.user_agent)
            .input_buffer_size(BUFFER_SIZE)
            .output_buffer_size(BUFFER_SIZE)
            .max_response_header_size(MAX_HEADER_SIZE)
            .build();

        let chain =
            ().chain(At(Step::Connect, ConnectProxyConnector::default()))
                .chain(tcp::TcpConnector::new(resolver));
        #[cfg(feature = "tls")]
        let chain = chain.chain(At(Step::Tls, tls::TlsConnector::new(settings.roots)));
        let chain = chain.chain(Watch);

        Ok(Self {
            agent: Agent::with_parts(config, chain, Later),
            url,
            connect_timeout: settings.connect_timeout,
            max_response_size: settings.max_response_size,
            skew: Mutex::new(None),
        })
    }

    /// The server: scheme, host and port.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// How many seconds the device's clock is ahead of the server's, as of the latest answer that
    /// told.
    pub(crate) fn skew(&self) -> Option<i64> {
        *self.skew.lock().unwrap_or_else(PoisonError::into_inner)
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
        let mut request = self
            .agent
            .post(format!("{}{path}", self.url))
            .config()
            .timeout_global(Some(limits.timeout.min(FOREVER)))
            .max_idle_age(limits.max_idle)
            .build();
        if let Some(map) = request.headers_mut() {
            map.clone_from(&headers.0);
        }
        let response = request.send(body).map_err(|error| self.failed(error, limits))?;
        Ok(self.read(response, limits))
    }

    fn read(&self, response: Response<Body>, limits: Limits) -> Reply {
        let header = |name: HeaderName| response.headers().get(name)?.to_str().ok();
        let request_id = header(HeaderName::from_static("seam-request-id")).map(str::to_owned);
        let location = header(LOCATION).map(redirect_host);
        let now = SystemTime::now();
        let date = header(DATE).and_then(|date| httpdate::parse_http_date(date).ok());
        if let Some(date) = date {
            *self.skew.lock().unwrap_or_else(PoisonError::into_inner) =
                Some(seconds_ahead(now, date));
        }
        let retry_after = header(RETRY_AFTER).and_then(|text| {
            // By the server's clock, if it told: the device's may be years off.
            retry_after(text, date.unwrap_or(now))
        });
        let length = header(CONTENT_LENGTH).and_then(|length| length.parse().ok());
        let status = response.status().as_u16();

        let limit = self.max_response_size;
        let mut body = Vec::new();
        let end = match read_body(response.into_body(), &mut body, length, limit) {
            Ok(()) if body.len() > limit => {
                body.truncate(limit);
                End::TooLarge(limit)
            }
            Ok(()) => End::Whole,
            Err(error) => End::Broken(self.failed(error.into(), limits)),
        };
        Reply { status, request_id, retry_after, location, body, end }
    }

    /// Says what kept an answer from coming.
    fn failed(&self, error: ureq::Error, limits: Limits) -> TransportError {
        // What nothing marked happened while reading the answer.
        let Failure { step, idle, error } = unmark(error).unwrap_or_else(|error| Failure {
            step: Step::Receive,
            idle: false,
            error,
        });
        let host = self.url.split_once("://").map_or("", |(_, host)| host);
        let doing = match step {
            Step::Resolve => format!("could not find the address of {host}"),
            Step::Connect => format!("could not connect to {host}"),
            Step::Tls => format!("could not agree on TLS with {host}"),
            Step::Send => format!("the connection to {host} broke while the request was sent"),
            _ => format!("the connection to {host} broke before the whole answer had come"),
        };
        let mut may_pass = true;
        let mut shown = step;
        let message = match &error {
            ureq::Error::Timeout(Timeout::Connect) => {
                format!("{doing} within {:?}", self.connect_timeout)
            }
            ureq::Error::Timeout(_) => {
                shown = Step::Deadline;
                let until = match step {
                    Step::Resolve | Step::Connect | Step::Tls => format!("; {doing}"),
                    _ => String::new(),
                };
                // Rounded: what is left of a call's time comes in nanoseconds.
                let within = Duration::from_millis((limits.timeout.as_secs_f64() * 1e3) as u64);
                format!("no answer from {host} within {within:?}{until}")
            }
            ureq::Error::HostNotFound => {
                may_pass = false;
                format!("{doing}: it has none of the wanted kind")
            }
            ureq::Error::ConnectProxyFailed(reason) => {
                // "proxy server responded 407/…": it would again.
                may_pass = !reason.contains(" 4");
                format!("could not connect to {host} by the proxy: {reason}")
            }
            ureq::Error::Io(cause) => {
                #[cfg(feature = "tls")]
                let reason = tls::reason(cause);
                #[cfg(not(feature = "tls"))]
                let reason: Option<String> = None;
                // What TLS itself finds wrong, and not the network, is wrong the next time too.
                may_pass = reason.is_none();
                match reason {
                    Some(reason) => format!("{doing}: {reason}"),
                    None => format!("{doing}: {cause}"),
                }
            }
            ureq::Error::Protocol(_) | ureq::Error::Http(_) => {
                may_pass = false;
                format!("the answer of {host} is not sound HTTP: {error}")
            }
            ureq::Error::LargeResponseHeader(..) => {
                may_pass = false;
                format!("the answer of {host} has headers of over {MAX_HEADER_SIZE} bytes")
            }
            error => {
                may_pass = false;
                format!("{doing}: {error}")
            }
        };
        let source: Arc<dyn StdError + Send + Sync> = match error {
            ureq::Error::Io(cause) => Arc::new(cause),
            error => Arc::new(error),
        };
        TransportError {
            step: shown,
            message,
            sent: !matches!(step, Step::Resolve | Step::Connect | Step::Tls),
            may_pass,
            idle,
            tries: 1,
            source: Some(source),
        }
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
    const STEP: usize = 8 * 1024;
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
    reserve(into, length.unwrap_or(STEP).min(most).min(VERY_MUCH))?;
    loop {
        let start = into.len();
        let room = (into.capacity() - start).min(STEP).min(most - start);
        into.resize(start + room, 0);
        let piece = into.get_mut(start..).unwrap_or_default();
        let result = reader.read(piece);
        into.truncate(start + result.as_ref().map_or(0, |amount| *amount));
        match result {
            // Also where there was no room left to read into.
            Ok(0) if room > 0 || start == most => return Ok(()),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if into.len() == into.capacity() && into.len() < most {
            let capacity = into.capacity();
            let doubles = capacity < LAST_COPY || most > VERY_MUCH;
            let wanted = if doubles { capacity.saturating_mul(2).max(STEP) } else { most };
            reserve(into, wanted.min(most))?;
        }
    }
}

/// A host as it stands in a URL, without the brackets of an IPv6 address.
fn bare(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

/// How many whole seconds `now` is after `date`.
fn seconds_ahead(now: SystemTime, date: SystemTime) -> i64 {
    let seconds = |span: Duration| i64::try_from(span.as_secs()).unwrap_or(i64::MAX);
    match now.duration_since(date) {
        Ok(ahead) => seconds(ahead),
        Err(behind) => seconds(behind.duration()).saturating_neg(),
    }
}

/// `Retry-After`: seconds, or a date.
fn retry_after(text: &str, now: SystemTime) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(Duration::from_secs(seconds.into()));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
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

/// The headers of every request that shows one credential.
pub(crate) struct Headers(HeaderMap);

impl Headers {
    pub(crate) fn new(credential: &Credential) -> Result<Self, Error> {
        let mut headers = HeaderMap::with_capacity(8);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert("seam-sdk-name", HeaderValue::from_static("seam-client-rust"));
        headers.insert("seam-sdk-version", HeaderValue::from_static(env!("CARGO_PKG_VERSION")));
        for (name, value) in credential.headers() {
            let mut value = HeaderValue::from_str(value.expose())
                .map_err(|error| Error::invalid_because("the credential is not a header", error))?;
            value.set_sensitive(true);
            headers.insert(HeaderName::from_static(name), value);
        }
        Ok(Self(headers))
    }
}

/// ureq's form of the proxy; `None` also where it is not for this server.
fn proxy(chosen: Option<Chosen>, server: &str) -> Result<Option<ureq::Proxy>, Error> {
    let Some(Chosen { url, except, name }) = chosen else { return Ok(None) };
    let refused = |_| Error::invalid(format!("{name} is not a proxy's URL"));

    let proxy = ureq::Proxy::new(url.expose()).map_err(refused)?;
    if except.is_empty() {
        return Ok(Some(proxy));
    }
    let matcher = except
        .split(',')
        .fold(ureq::Proxy::builder(proxy.protocol()), |matcher, host| matcher.no_proxy(host.trim()))
        .build()
        .map_err(refused)?;
    let server: Uri = server.parse().map_err(|_| Error::invalid("the endpoint is not a URL"))?;
    Ok(Some(proxy).filter(|_| !matcher.is_no_proxy(&server)))
}

/// The host that a `Location` header names.
fn redirect_host(location: &str) -> String {
    match location.parse::<Uri>() {
        Ok(uri) => uri.host().unwrap_or("another path of the same host").to_owned(),
        Err(_) => "an address that is not a URL".to_owned(),
    }
}

/// An error with the step at which it came up, on its way through ureq.
#[derive(Debug)]
struct Failure {
    step: Step,
    /// The connection had carried an exchange before, and broke before a byte of this one's answer
    /// had come: it may well have been dead already.
    idle: bool,
    error: ureq::Error,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl StdError for Failure {}

fn unmark(error: ureq::Error) -> Result<Failure, ureq::Error> {
    match error {
        ureq::Error::Other(other) => {
            other.downcast().map(|failure| *failure).map_err(ureq::Error::Other)
        }
        error => Err(error),
    }
}

fn mark(step: Step, error: ureq::Error) -> ureq::Error {
    mark_as(step, false, error)
}

fn mark_as(step: Step, idle: bool, error: ureq::Error) -> ureq::Error {
    let failure = match unmark(error) {
        // To talk to a proxy, or about TLS, is a part of connecting.
        Ok(Failure { step: Step::Send | Step::Receive, error, .. }) => {
            Failure { step, idle, error }
        }
        Ok(failure) => failure,
        Err(error) => Failure { step, idle, error },
    };
    ureq::Error::Other(Box::new(failure))
}

/// A connector whose errors are marked with a step.
#[derive(Debug)]
struct At<C>(Step, C);

impl<In: transport::Transport, C: Connector<In>> Connector<In> for At<C> {
    type Out = C::Out;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<C::Out>, ureq::Error> {
        self.1.connect(details, chained).map_err(|error| mark(self.0, error))
    }
}

/// Ends the chain: watches over a connection from one exchange to the next.
#[derive(Debug)]
struct Watch;

impl<In: transport::Transport> Connector<In> for Watch {
    type Out = Watched<In>;

    fn connect(
        &self,
        _: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Watched<In>>, ureq::Error> {
        Ok(chained.map(|inner| Watched {
            inner,
            exchanges: 0,
            answered: true,
            deadline: None,
            last_used: (Instant::now(), SystemTime::now()),
        }))
    }
}

#[derive(Debug)]
struct Watched<T> {
    inner: T,
    /// How many there were, the present one included.
    exchanges: usize,
    /// Something of the present one's answer has come.
    answered: bool,
    /// When the present one has to be over, as it was said when it began. ureq gives a proxy that
    /// much time again for every byte that it sends.
    deadline: Option<Instant>,
    last_used: (Instant, SystemTime),
}

impl<T: transport::Transport> Watched<T> {
    fn within_deadline(&self, mut timeout: NextTimeout) -> Result<NextTimeout, ureq::Error> {
        if let Some(deadline) = self.deadline {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(ureq::Error::Timeout(timeout.reason));
            }
            timeout.after = timeout.after.min(left.into());
        }
        Ok(timeout)
    }

    fn mark(&self, step: Step, error: ureq::Error) -> ureq::Error {
        let died = !matches!(error, ureq::Error::Timeout(_));
        mark_as(step, died && self.exchanges > 1, error)
    }
}

impl<T: transport::Transport> transport::Transport for Watched<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        if self.answered {
            self.answered = false;
            self.exchanges += 1;
            self.deadline = match timeout.after {
                transport::time::Duration::Exact(after) => Instant::now().checked_add(after),
                transport::time::Duration::NotHappening => None,
            };
        }
        let result = self.inner.transmit_output(amount, timeout);
        result.map_err(|error| self.mark(Step::Send, error))
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        let timeout = self.within_deadline(timeout)?;
        let result = self.inner.await_input(timeout);
        self.last_used = (Instant::now(), SystemTime::now());
        if self.answered {
            // Bare, since ureq looks at the kind of an error to find the end of a body.
            return result;
        }
        match result {
            Ok(true) => {
                self.answered = true;
                Ok(true)
            }
            Ok(false) => {
                let closed = io::Error::new(
                    io::ErrorKind::UnexpectedEof,
                    "the server closed it without an answer",
                );
                Err(self.mark(Step::Receive, closed.into()))
            }
            Err(error) => Err(self.mark(Step::Receive, error)),
        }
    }

    fn is_open(&mut self) -> bool {
        // The clock by which ureq tells how long a connection was idle stands still while the device
        // sleeps, and its other end does not.
        let (since, wall) = self.last_used;
        let slept = wall.elapsed().unwrap_or_default().saturating_sub(since.elapsed());
        slept < MAX_SLEEP && self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// A connection that is always open.
    #[derive(Debug)]
    struct Open(transport::LazyBuffers);

    impl transport::Transport for Open {
        fn buffers(&mut self) -> &mut dyn Buffers {
            &mut self.0
        }

        fn transmit_output(&mut self, _: usize, _: NextTimeout) -> Result<(), ureq::Error> {
            Ok(())
        }

        fn await_input(&mut self, _: NextTimeout) -> Result<bool, ureq::Error> {
            Ok(true)
        }

        fn is_open(&mut self) -> bool {
            true
        }
    }

    #[test]
    fn a_connection_over_which_the_device_slept_is_not_used_again() {
        use transport::Transport as _;

        let mut watched = Watched {
            inner: Open(transport::LazyBuffers::new(1, 1)),
            exchanges: 1,
            answered: true,
            deadline: None,
            last_used: (Instant::now(), SystemTime::now()),
        };
        assert!(watched.is_open());
        // An hour of sleep goes by on the wall alone.
        watched.last_used.1 -= Duration::from_secs(3600);
        assert!(!watched.is_open());
        // A clock that was set back tells nothing.
        watched.last_used.1 += Duration::from_secs(7200);
        assert!(watched.is_open());
    }

    /// A server on a port of this machine that answers so many calls, each on the same connection if
    /// the client likes.
    fn server(calls: usize) -> (std::net::SocketAddr, std::thread::JoinHandle<()>) {
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
        let settings = Settings {
            origin: Origin { https: false, host: "seam.example".to_owned(), port: Some(80) },
            connect_timeout: Duration::from_secs(10),
            max_idle_connections: 1,
            user_agent: "test",
            proxy: None,
            ip_family: IpFamily::Any,
            max_response_size: 1024,
            #[cfg(feature = "tls")]
            roots: tls::Roots::default(),
        };
        let transport = Transport::with_resolver(settings, resolver).unwrap();
        let headers = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
        let limits = Limits { timeout: Duration::from_secs(10), max_idle: Duration::from_secs(10) };
        let call = || transport.exchange("/a", &headers, b"{}", limits);
        for _ in 0..3 {
            assert_eq!(call().unwrap().status, 200);
            assert_eq!(asked.load(Ordering::SeqCst), 1);
        }
        first_ends.join().unwrap();

        // The kept connection is closed, and nobody listens at the first address any more.
        let error = call().err().unwrap();
        assert_eq!((error.step, error.sent), (Step::Connect, false), "{error}");
        assert_eq!(asked.load(Ordering::SeqCst), 1);
        for _ in 0..2 {
            assert_eq!(call().unwrap().status, 200);
            assert_eq!(asked.load(Ordering::SeqCst), 2);
        }
        second_ends.join().unwrap();
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
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

    #[test]
    fn a_proxy_is_left_out_for_the_hosts_that_no_proxy_names() {
        let used = |except: &str| {
            let url = "http://proxy.example:3128".into();
            let chosen = Chosen { url, except: except.to_owned(), name: "HTTPS_PROXY" };
            proxy(Some(chosen), "https://connect.getseam.com:8443").unwrap()
        };
        for except in ["", "getseam.com", "localhost,.example", "connect.getseam.com.evil.example"]
        {
            assert_eq!(used(except).expect(except).host(), "proxy.example");
        }
        for except in ["connect.getseam.com", "a, .getseam.com ,b", "*.getseam.com", "*"] {
            assert!(used(except).is_none(), "{except}");
        }
    }
}
