//! A response that could not be understood.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::{Age, Error, RequestId};

/// A response that is not one that Seam gives.
#[derive(Clone, Debug)]
pub struct DecodeError {
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
    pub(crate) reason: String,
    pub(crate) excerpt: String,
    /// The path that was called.
    pub(crate) path: Box<str>,
    pub(crate) tries: u32,
    pub(crate) age: Duration,
}

impl DecodeError {
    /// For a response that could be read, but makes no sense.
    pub(crate) fn new(path: &str, reason: &str) -> Self {
        Self {
            status: 200,
            request_id: None,
            reason: reason.to_owned(),
            excerpt: String::new(),
            path: path.into(),
            tries: 1,
            age: Duration::ZERO,
        }
    }

    /// The HTTP status of the response.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Seam's name for the request (`seam-request-id`). Without it, the response may not be Seam's.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// What was wrong with it: the place and what was expected there, such as
    /// `client_session.device_count: expected a whole number`, without any value of the response.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The beginning of a page that Seam did not write, such as a captive portal's: short, on one line. Empty if the
    /// response may be Seam's: for JSON, and for any response with Seam's name for the request.
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }

    /// Whether Seam's response was larger than the client accepts, in bytes or in values: no other reason names this
    /// setting. Without Seam's name for the request, it is the page of something on the way.
    pub(crate) fn is_too_large(&self) -> bool {
        self.request_id.is_some() && self.reason.contains("SeamBuilder::max_response_size")
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the response to {} could not be understood: {}", self.path, self.reason)?;
        write!(f, " (status {}{})", self.status, RequestId(&self.request_id))?;
        if !self.excerpt.is_empty() {
            write!(f, "; it begins: {}", self.excerpt)?;
        }
        Age(self.age).fmt(f)
    }
}

impl StdError for DecodeError {}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Self::Decode(Box::new(error))
    }
}
