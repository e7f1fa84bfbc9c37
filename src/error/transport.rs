//! The network: how far a call came, and what broke.

use std::error::Error as StdError;
use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::time::Duration;

use super::{Age, Cause, Error, Time};

/// How far a call came that got no response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
    /// The look-up of the server's address (or the proxy's).
    Resolve,
    /// The connection to it, through the proxy if there is one.
    Connect,
    /// TLS: the server's certificate, or the handshake.
    Tls,
    /// The request was being sent.
    Send,
    /// The client waited for the response, or read it.
    Receive,
    /// The whole call timed out, at any step.
    Deadline,
}

/// A server that could not be reached, or a connection that broke before the whole response had arrived.
#[derive(Clone, Debug)]
pub struct TransportError {
    pub(crate) step: Step,
    pub(crate) message: String,
    /// Something of the request may have been sent.
    pub(crate) sent: bool,
    /// Another try may succeed.
    pub(crate) may_pass: bool,
    /// The connection was one of an earlier call, and may have been dead already.
    pub(crate) idle: bool,
    /// The time after which it timed out, if it did: the sentence ends with it.
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

    /// Whether the server may have received the request, and carried it out, in any of the tries: also in one to which
    /// it responded, before another that did not reach it. `false` is certain: not one byte of the request was sent.
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

// Errors are never changed, nor are their causes.
impl UnwindSafe for TransportError {}
impl RefUnwindSafe for TransportError {}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Self::Transport(Box::new(error))
    }
}
