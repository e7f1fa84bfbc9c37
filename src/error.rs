//! Everything that can go wrong, told apart by what a caller does next.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Shared, so that one error can be given to several callers.
type Cause = Arc<dyn StdError + Send + Sync>;

/// What went wrong, told apart by what to do about it.
///
/// Each prints as one sentence that an operator can act on, and holds no secret; by `{:?}` too, since that is
/// what Rust prints of an error that `main` returns (`{:#?}` shows its parts). Its
/// [`source`](std::error::Error::source) is the cause underneath, for a log: print it, and do not ask for its
/// type, which may change with any version of this crate.
///
/// ```
/// use seam_client::{Error, Seam, client_sessions::GetOrCreate};
///
/// # fn main() {
/// # let call = |seam: &Seam| -> Result<(), Error> {
/// match seam.client_sessions().get_or_create(GetOrCreate::new()) {
///     Ok(session) => println!("ends {}", session.expires_at),
///     // Nothing was sent: the program or its configuration has to change.
///     Err(Error::Invalid(error)) => eprintln!("{error}"),
///     // The network, the server or the clock: it may work later.
///     Err(Error::Transport(error)) => eprintln!("{error} (step: {:?})", error.step()),
///     // Seam said no, and why.
///     Err(Error::Api(error)) if error.status() == 401 => eprintln!("log in again: {error}"),
///     Err(Error::Api(error)) => eprintln!("{error}"),
///     // Something other than Seam answered, or Seam changed.
///     Err(error) => eprintln!("{error}"),
/// }
/// # Ok(())
/// # };
/// # }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Error {
    /// The configuration or the request cannot be right, and nothing was sent.
    Invalid(Box<InvalidError>),
    /// The server could not be reached, or the exchange with it broke off.
    Transport(Box<TransportError>),
    /// The server answered, and said no.
    Api(Box<ApiError>),
    /// The server answered, and the answer is not one that Seam gives.
    Decode(Box<DecodeError>),
}

impl Error {
    /// The HTTP status of the answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.status),
            Self::Decode(error) => Some(error.status),
            Self::Invalid(_) | Self::Transport(_) => None,
        }
    }

    /// Seam's name for the request (`seam-request-id`), which its support asks for.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id(),
            Self::Decode(error) => error.request_id(),
            Self::Invalid(_) | Self::Transport(_) => None,
        }
    }

    /// How many times the request was made: 0 for [`Error::Invalid`], and more than 1 where it was
    /// repeated.
    pub fn tries(&self) -> u32 {
        match self {
            Self::Invalid(_) => 0,
            Self::Transport(error) => error.tries,
            Self::Api(error) => error.tries,
            Self::Decode(error) => error.tries,
        }
    }

    /// An [`Error::Invalid`] of your own, for the `check` of an endpoint that you
    /// [declare](crate::endpoint!): one sentence that says what to change, without a secret.
    pub fn invalid(message: impl Into<Cow<'static, str>>) -> Self {
        Self::Invalid(Box::new(InvalidError { message: message.into(), source: None }))
    }

    pub(crate) fn invalid_because(
        message: impl Into<Cow<'static, str>>,
        source: impl StdError + Send + Sync + 'static,
    ) -> Self {
        let source: Option<Cause> = Some(Arc::new(source));
        Self::Invalid(Box::new(InvalidError { message: message.into(), source }))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Api(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        match self {
            Self::Invalid(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Api(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

impl StdError for Error {
    // The variant is the error, not its cause: going through it would print each sentence twice.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Invalid(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Api(error) => error.source(),
            Self::Decode(error) => error.source(),
        }
    }
}

/// A configuration or a request that cannot be right. Nothing was sent.
#[derive(Clone, Debug)]
pub struct InvalidError {
    message: Cow<'static, str>,
    source: Option<Cause>,
}

impl fmt::Display for InvalidError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for InvalidError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|cause| cause as _)
    }
}

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
    /// It is for the network to mend itself.
    pub(crate) may_pass: bool,
    /// It was on a connection that may have been dead before.
    pub(crate) idle: bool,
    pub(crate) tries: u32,
    pub(crate) source: Option<Cause>,
}

impl TransportError {
    /// How far the call came, on its last try.
    pub fn step(&self) -> Step {
        self.step
    }

    /// Whether the server may have the request, and may have carried it out, by any of the tries.
    /// `false` is certain: nothing of it was sent.
    pub fn may_have_been_sent(&self) -> bool {
        self.sent
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if self.tries > 1 {
            write!(f, " (tried {} times)", self.tries)?;
        }
        Ok(())
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

/// A request that the server refused, with what it gave as the reason.
///
/// See [Seam's page on errors](https://docs.seam.co/latest/api/error-handling).
#[derive(Clone, Debug)]
pub struct ApiError {
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
    pub(crate) error_type: Option<String>,
    pub(crate) message: String,
    pub(crate) validation_errors: Vec<ValidationError>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) tries: u32,
}

impl ApiError {
    /// The HTTP status: 400 or above.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Seam's name for the kind of error, as `client_session_expired`; `None` where the answer
    /// was not Seam's error object (a proxy's page, say).
    pub fn error_type(&self) -> Option<&str> {
        self.error_type.as_deref()
    }

    /// Seam's sentence about it; where the answer was not Seam's, a short piece of its body.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Seam's name for the request (`seam-request-id`), which its support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// How long Seam wants to be left alone before the next try (`Retry-After`), counted from the
    /// answer; `None`, if it did not say. It was longer than the call had time left, or the call had
    /// no more tries.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// What was wrong with which parameter; empty unless Seam said so.
    pub fn validation_errors(&self) -> &[ValidationError] {
        &self.validation_errors
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.error_type {
            Some(error_type) => write!(f, "Seam refused the request: {error_type}")?,
            None => write!(f, "the server refused the request")?,
        }
        if !self.message.is_empty() {
            write!(f, ": {}", self.message)?;
        }
        for error in &self.validation_errors {
            write!(f, "; {error}")?;
        }
        write!(f, " (status {}{}", self.status, RequestId(&self.request_id))?;
        if self.tries > 1 {
            write!(f, ", tried {} times", self.tries)?;
        }
        f.write_str(")")
    }
}

impl StdError for ApiError {}

impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        Self::Api(Box::new(error))
    }
}

/// What was wrong with one parameter of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValidationError {
    /// The parameter's name, with a dot before each inner name or index, as in
    /// `connect_webview_ids.0`; empty for the request as a whole.
    pub parameter: String,
    /// What Seam said about it.
    pub messages: Vec<String>,
}

impl fmt::Display for ValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parameter = if self.parameter.is_empty() { "request" } else { &self.parameter };
        write!(f, "{parameter}: {}", self.messages.join(", "))
    }
}

/// An answer that is not one that Seam gives.
#[derive(Clone, Debug)]
pub struct DecodeError {
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
    pub(crate) reason: String,
    pub(crate) excerpt: String,
    pub(crate) tries: u32,
}

impl DecodeError {
    /// The HTTP status of the answer.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Seam's name for the request (`seam-request-id`); without one, it is doubtful that Seam
    /// has answered at all.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// What was wrong with it.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// A short printable piece from its beginning, without secrets; may be empty.
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the answer could not be understood: {}", self.reason)?;
        write!(f, " (status {}{})", self.status, RequestId(&self.request_id))?;
        if !self.excerpt.is_empty() {
            write!(f, "; it begins: {}", self.excerpt)?;
        }
        Ok(())
    }
}

impl StdError for DecodeError {}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Self::Decode(Box::new(error))
    }
}

struct RequestId<'a>(&'a Option<String>);

impl fmt::Display for RequestId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(id) => write!(f, ", request {id}"),
            None => Ok(()),
        }
    }
}
