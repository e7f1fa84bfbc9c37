//! What kept a response from coming.

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;
use std::{fmt, io};

use ureq::Timeout;

#[cfg(feature = "tls")]
use super::tls;
use super::{Limits, MAX_HEADER_SIZE, Transport};
use crate::error::{Step, TransportError};
use crate::origin::split_scheme;

/// An error on its way through ureq, with where it happened.
pub(super) struct Failure {
    pub(super) step: Step,
    /// Part of the request may have been sent.
    pub(super) sent: bool,
    /// The connection was reused, and broke before the first byte of this response: it may have been dead
    /// already.
    pub(super) idle: bool,
    /// At the proxy, and not at the server.
    pub(super) at_proxy: bool,
    /// A retry would fail the same way, as far as is known without looking at the error.
    pub(super) is_final: bool,
    pub(super) error: ureq::Error,
}

impl Failure {
    /// What happened before there was a connection.
    pub(super) fn before(step: Step, error: impl Into<ureq::Error>) -> Self {
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

pub(super) fn downcast_failure(error: ureq::Error) -> Result<Failure, ureq::Error> {
    match error {
        ureq::Error::Other(other) => {
            other.downcast().map(|failure| *failure).map_err(ureq::Error::Other)
        }
        error => Err(error),
    }
}

impl Transport {
    /// Says what kept a response from coming.
    pub(super) fn failed(&self, error: ureq::Error, path: &str, limits: Limits) -> TransportError {
        // An error that carries no `Failure` happened while the response was read.
        let Failure { step, sent, idle, at_proxy, is_final, error } = downcast_failure(error)
            .unwrap_or_else(|error| Failure {
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
        // A response that broke off may arrive whole the next time.
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
            ureq::Error::HostNotFound => format!("{doing}: it has no address of the wanted family"),
            ureq::Error::ConnectProxyFailed(reason) => {
                may_pass = !is_final;
                format!("could not connect for {path}: {host} {reason}")
            }
            ureq::Error::Io(cause) => {
                #[cfg(feature = "tls")]
                let (reason, is_final) = (tls::reason(cause), tls::is_final(cause));
                #[cfg(not(feature = "tls"))]
                let (reason, is_final) = (None::<String>, false);
                // After the handshake, the network damaged a record.
                may_pass = !(is_final && step == Step::Tls);
                match reason {
                    Some(reason) => format!("{doing}: {reason}"),
                    // Each library has its own text for this, and rustls's contains a link.
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
