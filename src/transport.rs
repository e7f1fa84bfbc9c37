//! One exchange with the server: bytes in, bytes out. The only room that knows ureq.

use std::error::Error as StdError;
use std::fmt;
use std::io::Read;
use std::time::Duration;

use ureq::http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION};
use ureq::http::{Response, Uri};
use ureq::unversioned::transport::{
    self, Buffers, ConnectProxyConnector, ConnectionDetails, Connector, NextTimeout, TcpConnector,
};
use ureq::{Agent, Body, Timeout};

use crate::auth::Credential;
use crate::error::{Step, TransportError};
use crate::origin::Origin;
use crate::proxy::Chosen;
use crate::{Error, IpFamily};

mod resolver;
#[cfg(feature = "tls")]
pub(crate) mod tls;

/// Fits the headers of any sound answer. ureq's own 128 KiB for each direction cost a small
/// machine more than everything else of a connection together.
const BUFFER_SIZE: usize = 16 * 1024;

/// Below `BUFFER_SIZE`, or ureq calls a header that is too long a broken connection.
const MAX_HEADER_SIZE: usize = BUFFER_SIZE - 1;

/// As long as a duration may get before adding it to the present time could overflow.
const FOREVER: Duration = Duration::from_secs(u32::MAX as u64);

/// What a client is built from, all of it checked.
pub(crate) struct Settings<'a> {
    pub(crate) origin: Origin,
    pub(crate) timeout: Duration,
    pub(crate) connect_timeout: Duration,
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
    timeout: Duration,
    connect_timeout: Duration,
    max_response_size: usize,
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
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
        let url = settings.origin.url();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // Followed, a redirect would take the credential to any host.
            .max_redirects(0)
            .timeout_global(Some(settings.timeout.min(FOREVER)))
            .timeout_resolve(Some(settings.connect_timeout.min(FOREVER)))
            .timeout_connect(Some(settings.connect_timeout.min(FOREVER)))
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
                .chain(At(Step::Connect, TcpConnector::default()));
        #[cfg(feature = "tls")]
        let chain = chain.chain(At(Step::Tls, tls::TlsConnector::new(settings.roots)));
        let chain = chain.chain(Watch);

        Ok(Self {
            agent: Agent::with_parts(config, chain, resolver::Resolver),
            url,
            timeout: settings.timeout,
            connect_timeout: settings.connect_timeout,
            max_response_size: settings.max_response_size,
        })
    }

    /// Posts `body` to `path`. Whatever the server says, it is a reply; an error is that it could
    /// not be heard.
    pub(crate) fn exchange(
        &self,
        path: &str,
        headers: &Headers,
        body: &[u8],
    ) -> Result<Reply, TransportError> {
        let mut request = self.agent.post(format!("{}{path}", self.url));
        if let Some(map) = request.headers_mut() {
            map.clone_from(&headers.0);
        }
        let response = request.send(body).map_err(|error| self.failed(error))?;
        Ok(self.read(response))
    }

    fn read(&self, response: Response<Body>) -> Reply {
        let header = |name: &str| Some(response.headers().get(name)?.to_str().ok()?.to_owned());
        let status = response.status().as_u16();
        let request_id = header("seam-request-id");
        let location = header(LOCATION.as_str()).map(|location| redirect_host(&location));

        let limit = self.max_response_size;
        let mut body = Vec::new();
        // One more than the limit tells a body that is too long from one that just fits.
        let mut reader = response.into_body().into_reader().take((limit as u64).saturating_add(1));
        let end = match reader.read_to_end(&mut body) {
            Ok(_) if body.len() > limit => End::TooLarge(limit),
            Ok(_) => End::Whole,
            Err(error) => End::Broken(self.failed(error.into())),
        };
        body.truncate(limit);
        Reply { status, request_id, location, body, end }
    }

    /// Says what kept an answer from coming.
    fn failed(&self, error: ureq::Error) -> TransportError {
        // What no connector marked happened while waiting for the answer or reading it.
        let Failure { step, error } =
            unmark(error).unwrap_or_else(|error| Failure { step: Step::Receive, error });
        let host = self.url.split_once("://").map_or("", |(_, host)| host);
        let doing = match step {
            Step::Resolve => format!("could not find the address of {host}"),
            Step::Connect => format!("could not connect to {host}"),
            Step::Tls => format!("could not agree on TLS with {host}"),
            Step::Send => format!("the connection to {host} broke while the request was sent"),
            _ => format!("the connection to {host} broke before the whole answer had come"),
        };
        let (step, message) = match &error {
            ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
                (step, format!("{doing} within {:?}", self.connect_timeout))
            }
            ureq::Error::Timeout(_) => {
                let until = match step {
                    Step::Resolve | Step::Connect | Step::Tls => format!("; {doing}"),
                    _ => String::new(),
                };
                (Step::Deadline, format!("no answer from {host} within {:?}{until}", self.timeout))
            }
            ureq::Error::HostNotFound => (step, format!("{doing}: it has none of the wanted kind")),
            ureq::Error::ConnectProxyFailed(reason) => {
                (Step::Connect, format!("could not connect to {host} by the proxy: {reason}"))
            }
            ureq::Error::Io(cause) => (step, format!("{doing}: {cause}")),
            ureq::Error::Protocol(_) | ureq::Error::Http(_) => {
                (step, format!("the answer of {host} is not sound HTTP: {error}"))
            }
            ureq::Error::LargeResponseHeader(..) => {
                (step, format!("the answer of {host} has headers of over {MAX_HEADER_SIZE} bytes"))
            }
            error => (step, format!("{doing}: {error}")),
        };
        let source: Box<dyn StdError + Send + Sync> = match error {
            ureq::Error::Io(cause) => Box::new(cause),
            error => Box::new(error),
        };
        TransportError { step, message, source: Some(source) }
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
    let failure = match unmark(error) {
        // Sending to a proxy is a part of connecting; the steps before that stay as they are.
        Ok(Failure { step: Step::Send, error }) => Failure { step, error },
        Ok(failure) => failure,
        Err(error) => Failure { step, error },
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

/// Ends the chain: marks the errors of sending. Those of receiving stay bare, since ureq looks at
/// them to find the end of a body.
#[derive(Debug)]
struct Watch;

impl<In: transport::Transport> Connector<In> for Watch {
    type Out = Watched<In>;

    fn connect(
        &self,
        _: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Watched<In>>, ureq::Error> {
        Ok(chained.map(Watched))
    }
}

#[derive(Debug)]
struct Watched<T>(T);

impl<T: transport::Transport> transport::Transport for Watched<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.0.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        self.0.transmit_output(amount, timeout).map_err(|error| mark(Step::Send, error))
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        self.0.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.0.is_open()
    }

    fn is_tls(&self) -> bool {
        self.0.is_tls()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
