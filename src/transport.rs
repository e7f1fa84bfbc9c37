//! One exchange with the server: bytes in, bytes out. The only room that knows ureq.

#[cfg(feature = "tls")]
use std::sync::Arc;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use ureq::Agent;
use ureq::http::header::{HOST, HeaderValue};
use ureq::http::{Method, Request};

use crate::Error;
use crate::clock::Told;
use crate::error::TransportError;
use crate::origin::Origin;
use crate::proxy::Chosen;

mod address;
mod body;
mod busy;
mod connection;
mod deadline;
mod exchange;
mod failure;
mod headers;
#[cfg(feature = "tls")]
mod idle;
mod link;
mod reply;
#[cfg(feature = "tls")]
mod resolver;
mod route;
mod socket;
#[cfg(feature = "tls")]
pub(crate) mod tls;
#[cfg(feature = "tls")]
mod tunnel;

pub use address::IpFamily;
use busy::{Busy, called_by_its_logger};
use connection::{Connector, MAX_HEADER_SIZE};
pub(crate) use headers::Headers;
pub(crate) use reply::{End, Reply};
#[cfg(feature = "tls")]
use resolver::Resolver;
use route::Route;

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
    /// Whether a body is only the beginning of a response.
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

/// The limits of one exchange.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Limits {
    /// The time for all of it.
    pub(crate) timeout: Duration,
    /// How long a connection that it uses may have been idle.
    pub(crate) max_idle: Duration,
    /// A retry may follow even if the server received this request, so a connection that seems dead may be
    /// given up early.
    pub(crate) others_follow: bool,
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
            // Another crate of the program may have enabled ureq's `gzip`, which would ask for it.
            .accept_encoding("")
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

    /// Posts `body` to `path`. Any response is a reply, whatever its status; an error means that there was none.
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

    /// Logs by `log`, whatever that logger does: one that calls this very client gets an error.
    pub(crate) fn log(&self, log: impl FnOnce()) {
        if let Some(_busy) = Busy::begin(self) {
            log();
        }
    }
}

#[cfg(test)]
mod tests;
