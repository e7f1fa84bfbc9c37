//! Everything that can go wrong, told apart by what a caller does next.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::attempt::ActionError;

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

    /// Seam's name for the request (`seam-request-id`), which its support asks for; for [`Error::Action`], of the last
    /// poll, if that failed.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id(),
            Self::Decode(error) => error.request_id(),
            Self::Invalid(_) | Self::Transport(_) => None,
            Self::Action(error) => error.last_poll()?.request_id(),
        }
    }

    /// The path that was called, as `/client_sessions/get_or_create`; `None` for [`Error::Invalid`]. For
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

    /// How long ago this happened, where a [`SessionKeeper`](crate::SessionKeeper) gives the error of its
    /// latest attempt again because it is too soon for another one; `None` for an error that is new.
    pub fn age(&self) -> Option<Duration> {
        let age = match self {
            Self::Invalid(_) | Self::Action(_) => Duration::ZERO,
            Self::Transport(error) => error.age,
            Self::Api(error) => error.age,
            Self::Decode(error) => error.age,
        };
        (!age.is_zero()).then_some(age)
    }

    /// Whether Seam may have carried out what was asked of it, or may still, as far as this call's part of it goes.
    /// `false` is certain: nothing has happened, and sending the request again does it once.
    ///
    /// | error | may it have taken effect? |
    /// |---|---|
    /// | [`Error::Invalid`] | no: nothing was sent |
    /// | [`Error::Transport`] | if [something was sent](TransportError::may_have_been_sent), by any of the tries |
    /// | [`Error::Api`] | no, if Seam itself (with an [`error_type`](ApiError::error_type) and a [`request_id`](ApiError::request_id)) refused it with a status from 400 to 499 (but 408, 421 and 425), and no earlier try may have; else yes |
    /// | [`Error::Decode`] | yes, also if it was a redirect: gateways respond in Seam's place after it has done its work |
    /// | [`Error::Action`] | yes: the action was begun |
    ///
    /// If it is true, look before you send the request again: [`Seam::run`](crate::Seam::run) says where.
    pub fn may_have_taken_effect(&self) -> bool {
        match self {
            Self::Invalid(_) => false,
            Self::Transport(error) => error.sent,
            Self::Api(error) => {
                // Retries trust the same 429, and no other.
                let is_busy = error.status == 429 && error.is_seams();
                error.in_doubt || !(is_busy || self.is_refusal())
            }
            Self::Decode(_) | Self::Action(_) => true,
        }
    }

    /// Seam itself refused, and would again.
    pub(crate) fn is_refusal(&self) -> bool {
        let Self::Api(error) = self else { return false };
        error.is_seams()
            && matches!(error.status, 400..=499)
            && !matches!(error.status, 408 | 421 | 425 | 429)
    }

    /// The same request would only bring it again.
    pub(crate) fn would_come_again(&self) -> bool {
        match self {
            Self::Invalid(_) => true,
            // What has Seam's name for the request, Seam wrote. Without it, it is the page of something on the way.
            Self::Decode(error) => error.request_id.is_some(),
            Self::Api(_) => self.is_refusal(),
            Self::Transport(_) | Self::Action(_) => false,
        }
    }

    /// The same error, as one that happened this long ago.
    pub(crate) fn aged(&self, age: Duration) -> Self {
        let mut error = self.clone();
        // Finer would be noise to a reader.
        let age = Duration::from_secs(age.as_secs());
        match &mut error {
            // A session is kept without an action.
            Self::Invalid(_) | Self::Action(_) => {}
            Self::Transport(error) => error.age = age,
            Self::Api(error) => error.age = age,
            Self::Decode(error) => error.age = age,
        }
        error
    }

    /// An [`Error::Invalid`] of your own, for the `check` of an endpoint that you
    /// [declare](crate::endpoint!): one sentence that says what to change, without a secret.
    pub fn invalid(message: impl Into<Cow<'static, str>>) -> Self {
        Self::Invalid(Box::new(InvalidError { message: message.into(), source: None }))
    }

    /// Of something that the caller knows by `name`.
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
    // The variant is the error, not its cause: going through it would print each sentence twice.
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

/// The types of error by which Seam says that a client session is over for good.
const SESSION_IS_OVER: [&str; 4] = [
    "client_session_expired",
    "client_session_revoked",
    "client_session_not_found",
    "client_session_token_not_found",
];

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
    /// Seam may have carried the request out on a try before the last.
    pub(crate) in_doubt: bool,
    /// The path that was called.
    pub(crate) path: Box<str>,
    pub(crate) tries: u32,
    pub(crate) age: Duration,
}

impl ApiError {
    /// The HTTP status: 400 or above.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Seam's name for the kind of error, as `client_session_expired`; `None` where the answer
    /// was not an error object such as Seam's (a proxy's page, say). Without a [`request_id`](Self::request_id), something
    /// before Seam may have written it.
    pub fn error_type(&self) -> Option<&str> {
        self.error_type.as_deref()
    }

    /// Whether the client session whose token the request carried is over for good: Seam's own error
    /// object, with the status 401 and a [`request_id`](Self::request_id), says `client_session_expired`, `client_session_revoked`,
    /// `client_session_not_found` or `client_session_token_not_found`. Nothing else ends a session, least
    /// of all what a gateway answers in Seam's place.
    ///
    /// [`SessionKeeper::call`](crate::SessionKeeper::call) then gets another session.
    pub fn session_is_over(&self) -> bool {
        self.status == 401
            && self.is_seams()
            && self.error_type().is_some_and(|it| SESSION_IS_OVER.contains(&it))
    }

    /// Seam's own word: its error object, with its name for the request. What stands before Seam may write such an
    /// object, after Seam has done what the request says.
    pub(crate) fn is_seams(&self) -> bool {
        self.error_type.is_some() && self.request_id.is_some()
    }

    /// Seam's sentence about it, without what looks like a credential. It may name what the request
    /// set.
    ///
    /// Without an error object of Seam's, this is a short piece of a page that Seam did not write, or
    /// empty: of JSON, and of anything with Seam's name for the request, nothing is shown.
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

/// An answer that is not one that Seam gives.
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
    /// Of a response that could be read, and cannot be meant.
    pub(crate) fn of(path: &str, reason: &str) -> Self {
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

    /// The HTTP status of the answer.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Seam's name for the request (`seam-request-id`); without one, it is doubtful that Seam
    /// has answered at all.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// What was wrong with it: the place and what was expected there, as
    /// `client_session.device_count: expected a whole number`, without any value of the answer.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// A short printable piece from the beginning of a page that Seam did not write, as a captive
    /// portal's. Empty for what may be Seam's: for JSON, and for anything with Seam's name for the
    /// request.
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }

    /// Whether Seam's response was larger than the client accepts, in bytes or in values: the reason says what to set
    /// then, and nothing else does. Without Seam's name for the request, it is the page of something on the way.
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

/// A time to wait, for an operator.
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

/// What is added to an error that is given again.
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
mod tests {
    use super::*;

    #[test]
    fn only_seams_own_word_ends_a_session_and_the_documents_give_the_same_list() {
        let error = |status, error_type: Option<&str>| ApiError {
            status,
            request_id: Some("request-1".to_owned()),
            error_type: error_type.map(str::to_owned),
            message: String::new(),
            validation_errors: Vec::new(),
            retry_after: None,
            in_doubt: false,
            path: "/a".into(),
            tries: 1,
            age: Duration::ZERO,
        };
        for kind in SESSION_IS_OVER {
            assert!(error(401, Some(kind)).session_is_over());
            assert!(!error(404, Some(kind)).session_is_over());
            assert!(include_str!("errors.md").contains(&format!("`{kind}`")), "{kind}");
        }
        assert!(!error(401, Some("unauthorized")).session_is_over());
        assert!(!error(401, None).session_is_over());
        for kind in SESSION_IS_OVER {
            let gateways = ApiError { request_id: None, ..error(401, Some(kind)) };
            assert!(!gateways.session_is_over() && !gateways.is_seams());
        }
    }

    #[test]
    fn an_error_that_is_given_again_says_how_old_it_is() {
        let error = Error::from(DecodeError {
            status: 200,
            request_id: None,
            reason: "it is empty".to_owned(),
            excerpt: String::new(),
            path: "/a".into(),
            tries: 1,
            age: Duration::ZERO,
        });
        let new = error.to_string();
        assert_eq!(error.age(), None);
        let old = error.aged(Duration::from_millis(12_900));
        assert_eq!(old.age(), Some(Duration::from_secs(12)));
        assert_eq!(old.to_string(), format!("{new}; that was 12s ago"));
        assert_eq!(error.aged(Duration::from_millis(999)).to_string(), new);
    }
}
