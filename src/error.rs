//! Everything that can go wrong, told apart by what a caller does next.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;
use std::time::Duration;

use crate::attempt::ActionError;

mod api;
pub use api::{ApiError, ValidationError};

mod decode;
pub use decode::DecodeError;

mod transport;
pub use transport::{Step, TransportError};

/// Shared, so that several callers can have the same error.
type Cause = Arc<dyn StdError + Send + Sync>;

/// What went wrong, told apart by what to do about it.
///
/// Each prints as one sentence that an operator can act on, without secrets. So does `{:?}`, since that is what Rust
/// prints of an error that `main` returns (`{:#?}` shows its parts). Its [`source`](std::error::Error::source) is the
/// underlying cause, for a log: print it, but do not downcast it, since its type may change with any version of this
/// crate.
///
/// ```
/// use seam_client::{Error, Seam, client_sessions::GetOrCreate};
///
/// # fn main() {
/// # let call = |seam: &Seam| -> Result<(), Error> {
/// match seam.client_sessions().get_or_create(GetOrCreate::new()) {
///     Ok(session) => println!("ends {}", session.expires_at),
///     // Nothing was sent: fix the program or its configuration.
///     Err(Error::Invalid(error)) => eprintln!("{error}"),
///     // The network, the server or the clock: it may work later.
///     Err(Error::Transport(error)) => eprintln!("{error} (step: {:?})", error.step()),
///     // Seam refused, and says why.
///     Err(Error::Api(error)) if error.status() == 401 => eprintln!("log in again: {error}"),
///     Err(Error::Api(error)) => eprintln!("{error}"),
///     // Something other than Seam responded, or Seam changed.
///     Err(error) => eprintln!("{error}"),
/// }
/// # Ok(())
/// # };
/// # }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Error {
    /// A setting, a credential or a request is wrong, and nothing was sent.
    Invalid(Box<InvalidError>),
    /// The server could not be reached, or the connection broke before the whole response had arrived.
    Transport(Box<TransportError>),
    /// The server refused the request.
    Api(Box<ApiError>),
    /// The response is not one that Seam gives.
    Decode(Box<DecodeError>),
    /// An action that [`Seam::run`](crate::Seam::run) or [`Seam::wait`](crate::Seam::wait) waited for has failed, or
    /// is still pending.
    Action(Box<ActionError>),
}

impl Error {
    /// The HTTP status of the response, if there was one; `None` for [`Error::Action`], since an action's
    /// outcome has no HTTP status.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.status),
            Self::Decode(error) => Some(error.status),
            Self::Invalid(_) | Self::Transport(_) | Self::Action(_) => None,
        }
    }

    /// Seam's name for the request (`seam-request-id`), which its support asks for. For [`Error::Action`], that of the
    /// last poll, if it failed.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id(),
            Self::Decode(error) => error.request_id(),
            Self::Invalid(_) | Self::Transport(_) => None,
            Self::Action(error) => error.last_poll()?.request_id(),
        }
    }

    /// The path that was called, such as `/client_sessions/get_or_create`; `None` for [`Error::Invalid`]. For
    /// [`Error::Action`], that of the last poll, if it failed.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Invalid(_) => None,
            Self::Action(error) => error.last_poll()?.path(),
            Self::Transport(error) => Some(&error.path),
            Self::Api(error) => Some(&error.path),
            Self::Decode(error) => Some(&error.path),
        }
    }

    /// How many times the request was sent, wholly or in part: at most once more than
    /// [`retries`](crate::SeamBuilder::retries). If nothing of it was ever sent, how many times the client
    /// tried to. 0 for [`Error::Invalid`]. For [`Error::Action`], the tries of the last poll, if it failed.
    pub fn tries(&self) -> u32 {
        match self {
            Self::Invalid(_) => 0,
            Self::Action(error) => error.last_poll().map_or(0, Self::tries),
            Self::Transport(error) => error.tries,
            Self::Api(error) => error.tries,
            Self::Decode(error) => error.tries,
        }
    }

    /// How long ago this happened, if a [`SessionKeeper`](crate::SessionKeeper) returns the error of its last attempt
    /// again because it is too soon for another one. `None` for an error that is new.
    pub fn age(&self) -> Option<Duration> {
        let age = match self {
            Self::Invalid(_) | Self::Action(_) => Duration::ZERO,
            Self::Transport(error) => error.age,
            Self::Api(error) => error.age,
            Self::Decode(error) => error.age,
        };
        (!age.is_zero()).then_some(age)
    }

    /// Whether Seam may have carried out the request, or may still. `false` is certain: nothing has happened, and to
    /// send the request again does it once.
    ///
    /// | error | may it have taken effect? |
    /// |---|---|
    /// | [`Error::Invalid`] | no: nothing was sent |
    /// | [`Error::Transport`] | if [something was sent](TransportError::may_have_been_sent), by any of the tries |
    /// | [`Error::Api`] | no, if Seam itself (with an [`error_type`](ApiError::error_type) and a [`request_id`](ApiError::request_id)) refused it with a status from 400 to 499 except 408, 421 and 425, and no earlier try may have taken effect; otherwise yes |
    /// | [`Error::Decode`] | yes, also for a redirect: a gateway may respond in Seam's place after Seam has carried out the request |
    /// | [`Error::Action`] | yes: Seam has begun the action |
    ///
    /// If it is `true`, check before you send the request again: [`Seam::run`](crate::Seam::run) says where.
    pub fn may_have_taken_effect(&self) -> bool {
        match self {
            Self::Invalid(_) => false,
            Self::Transport(error) => error.sent,
            Self::Api(error) => {
                // The client retries after the same 429, and no other.
                let is_busy = error.status == 429 && error.is_from_seam();
                error.in_doubt || !(is_busy || self.is_refusal())
            }
            Self::Decode(_) | Self::Action(_) => true,
        }
    }

    /// Whether Seam itself refused the request, and would refuse it again.
    pub(crate) fn is_refusal(&self) -> bool {
        let Self::Api(error) = self else { return false };
        error.is_from_seam()
            && matches!(error.status, 400..=499)
            && !matches!(error.status, 408 | 421 | 425 | 429)
    }

    /// Whether the same request would only cause the same error.
    pub(crate) fn would_recur(&self) -> bool {
        match self {
            Self::Invalid(_) => true,
            // A response with Seam's name for the request is Seam's. Any other is the page of something on the way.
            Self::Decode(error) => error.request_id.is_some(),
            Self::Api(_) => self.is_refusal(),
            Self::Transport(_) | Self::Action(_) => false,
        }
    }

    /// The same error, with this age.
    pub(crate) fn aged(&self, age: Duration) -> Self {
        let mut error = self.clone();
        // Whole seconds are enough for a reader.
        let age = Duration::from_secs(age.as_secs());
        match &mut error {
            // A session keeper runs no action.
            Self::Invalid(_) | Self::Action(_) => {}
            Self::Transport(error) => error.age = age,
            Self::Api(error) => error.age = age,
            Self::Decode(error) => error.age = age,
        }
        error
    }

    /// An [`Error::Invalid`] of your own, for the `validate` of an endpoint that you
    /// [declare](crate::endpoint!): one sentence that says what to change, without secrets.
    pub fn invalid(message: impl Into<Cow<'static, str>>) -> Self {
        Self::Invalid(Box::new(InvalidError { message: message.into(), source: None }))
    }

    /// About what the caller knows by `name`.
    pub(crate) fn flawed(name: &str, flaw: &str) -> Self {
        Self::invalid(format!("{name} {flaw}"))
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
            Self::Action(error) => error.fmt(f),
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
            Self::Action(error) => error.fmt(f),
        }
    }
}

impl StdError for Error {
    // The variant's content is the error itself, not its cause: as the source, it would be printed twice.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Invalid(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Api(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Action(error) => error.source(),
        }
    }
}

/// A setting, a credential or a request that is wrong. Nothing was sent.
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

// Errors are never changed, nor are their causes.
impl UnwindSafe for InvalidError {}
impl RefUnwindSafe for InvalidError {}

impl From<InvalidError> for Error {
    fn from(error: InvalidError) -> Self {
        Self::Invalid(Box::new(error))
    }
}

impl From<ActionError> for Error {
    fn from(error: ActionError) -> Self {
        Self::Action(Box::new(error))
    }
}

/// A duration, for an operator.
pub(crate) struct Time(pub(crate) Duration);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, millis) = (self.0.as_secs(), self.0.subsec_millis());
        match millis {
            0 => write!(f, "{seconds}s"),
            _ => write!(f, "{}ms", seconds.saturating_mul(1000) + u64::from(millis)),
        }
    }
}

/// What is added to an error that is returned again.
struct Age(Duration);

impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_secs() {
            0 => Ok(()),
            seconds => write!(f, "; that was {seconds}s ago"),
        }
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

#[cfg(test)]
mod tests;
