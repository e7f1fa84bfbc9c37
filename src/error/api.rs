//! What Seam, or a server in its place, refused.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::{Age, Error, RequestId};

/// The error types by which Seam says that a client session has ended.
pub(super) const SESSION_IS_OVER: [&str; 4] = [
    "client_session_expired",
    "client_session_revoked",
    "client_session_not_found",
    "client_session_token_not_found",
];

/// A request that the server refused, and the reason that it gave.
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
    /// Seam may have carried the request out on an earlier try.
    pub(crate) in_doubt: bool,
    /// The path that was called.
    pub(crate) path: Box<str>,
    pub(crate) tries: u32,
    pub(crate) age: Duration,
}

#[cfg(test)]
impl ApiError {
    /// An error for tests: Seam's own if it has a type, or else a gateway's.
    pub(crate) fn sample(
        path: &str,
        status: u16,
        error_type: Option<&str>,
        retry_after: Option<Duration>,
    ) -> Self {
        Self {
            status,
            request_id: error_type.map(|_| "request-1".to_owned()),
            error_type: error_type.map(str::to_owned),
            message: "no".to_owned(),
            validation_errors: Vec::new(),
            retry_after,
            in_doubt: false,
            path: path.into(),
            tries: 1,
            age: Duration::ZERO,
        }
    }
}

impl ApiError {
    /// The HTTP status: 400 or above.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Seam's name for the kind of error, such as `client_session_expired`. `None` if the response was not an error
    /// object such as Seam's (a proxy's page, for example). Without a [`request_id`](Self::request_id), a gateway in
    /// front of Seam may have written it.
    pub fn error_type(&self) -> Option<&str> {
        self.error_type.as_deref()
    }

    /// Whether the client session whose token was used has ended: Seam's own error object, with the status 401 and a
    /// [`request_id`](Self::request_id), says `client_session_expired`, `client_session_revoked`,
    /// `client_session_not_found` or `client_session_token_not_found`. No other response proves that a session has
    /// ended, and no response of a gateway does.
    ///
    /// [`SessionKeeper::call`](crate::SessionKeeper::call) then gets another session.
    pub fn session_is_over(&self) -> bool {
        self.status == 401
            && self.is_from_seam()
            && self.error_type().is_some_and(|name| SESSION_IS_OVER.contains(&name))
    }

    /// Whether Seam itself responded: with its error object, and its name for the request. A gateway may write such an
    /// object too, after Seam has carried out the request.
    pub(crate) fn is_from_seam(&self) -> bool {
        self.error_type.is_some() && self.request_id.is_some()
    }

    /// Seam's message, without what looks like a credential. It may name what the request set.
    ///
    /// If the response is not an error object such as Seam's, this is a short piece of the page. It is empty for JSON,
    /// and for any response with Seam's name for the request.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Seam's name for the request (`seam-request-id`), which its support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// How long to wait before the next try (`Retry-After`), counted from the response; `None` if Seam did not say. The
    /// client did not wait, since the call had less time left, or no retries.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Which parameters were wrong, and why; empty if Seam did not say.
    pub fn validation_errors(&self) -> &[ValidationError] {
        &self.validation_errors
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.error_type {
            Some(error_type) => write!(f, "Seam refused {}: {error_type}", self.path)?,
            None => write!(f, "the server refused {}", self.path)?,
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
        f.write_str(")")?;
        Age(self.age).fmt(f)
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
