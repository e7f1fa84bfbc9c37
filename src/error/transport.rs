//! A server that could not be reached.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::{Age, Cause, Error, Time};

/// How far a call came that did not reach its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
    /// Finding the server's address (or its proxy's).
    Resolve,
    /// Opening a connection to it, through the proxy if there is one.
    Connect,
    /// Agreeing on TLS with it: its certificate, or the handshake.
    Tls,
    /// Sending the request.
    Send,
    /// Waiting for the answer and reading it.
    Receive,
    /// The time for the whole call ran out, wherever it was.
    Deadline,
}

/// A server that could not be reached, or an exchange with it that broke off.
#[derive(Clone, Debug)]
pub struct TransportError {
    pub(crate) step: Step,
    pub(crate) message: String,
    /// Something of the request may have been sent.
    pub(crate) sent: bool,
    /// Another try may end otherwise.
    pub(crate) may_pass: bool,
    /// It was on a connection that may have been dead before.
    pub(crate) idle: bool,
    /// The time that ran out, where one did: the message is read with it.
    pub(crate) within: Option<Duration>,
    /// The path that was called.
    pub(crate) path: Box<str>,
    pub(crate) tries: u32,
    pub(crate) age: Duration,
    pub(crate) source: Option<Cause>,
}

impl TransportError {
    /// How far the call came, on its last try.
    pub fn step(&self) -> Step {
        self.step
    }

    /// Whether the server may have the request, and may have carried it out, by any of the tries: also
    /// by one that it answered, before another that did not reach it. `false` is certain: not one byte of
    /// it was sent.
    pub fn may_have_been_sent(&self) -> bool {
        self.sent
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(time) = self.within {
            write!(f, " within {}", Time(time))?;
        }
        if self.tries > 1 {
            write!(f, " (tried {} times)", self.tries)?;
        }
        Age(self.age).fmt(f)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|cause| cause as _)
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Self::Transport(Box::new(error))
    }
}
