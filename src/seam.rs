//! [`Seam`] and its builder: from a credential to a call.

use std::ffi::OsString;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::auth::{Credential, variable};
use crate::client_sessions::{ClientSession, ClientSessions, GetOrCreate};
use crate::clock::{SystemClock, Told};
use crate::endpoint::{Endpoint, Fields, path_flaw};
use crate::error::{ApiError, DecodeError, ValidationError};
use crate::json::{Mismatch, Problem};
use crate::origin::Origin;
use crate::response::{Field, Json, Target, receive, receive_by};
use crate::retry::{Ended, Policy, Retry};
use crate::secret::{holds_secret, redact, shown};
#[cfg(feature = "tls")]
use crate::transport::tls::Roots;
use crate::transport::{End, Headers, IpFamily, Reply, Settings, Transport};
use crate::{Error, Proxy, Secret, json};

const USER_AGENT: &str = concat!("seam-client-rust/", env!("CARGO_PKG_VERSION"));

/// A client of the Seam API.
///
/// It costs little to clone, and all clones share their connections. A call blocks the thread
/// that makes it, until its answer or its [`timeout`](SeamBuilder::timeout).
///
/// ```no_run
/// use seam_client::{Credential, Seam, client_sessions::GetOrCreate};
///
/// # fn main() -> Result<(), seam_client::Error> {
/// # let key = "seam_…";
/// let seam = Seam::new(Credential::api_key(key)?)?;
/// let session = seam
///     .client_sessions()
///     .get_or_create(GetOrCreate::new().user_identifier_key("jane_doe"))?;
/// println!("{} ends {}", session.client_session_id, session.expires_at);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Seam(Arc<Inner>);

struct Inner {
    credential: Credential,
    headers: Headers,
    /// Whose token the credential is.
    session: Option<ClientSession>,
    policy: Policy,
    /// The time to wait for an action.
    wait_timeout: Duration,
    /// How many values an answer may hold that is read into a type.
    most_values: usize,
    /// Shared with the clients that are derived from this one.
    transport: Arc<Transport>,
}

impl Seam {
    /// A client with the defaults of [`SeamBuilder`]. Of the environment it reads the proxy alone.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if the proxy in the environment cannot be used, or if this build has no
    /// TLS.
    pub fn new(credential: Credential) -> Result<Self, Error> {
        Self::builder(credential).build()
    }

    /// A client as the environment describes it: the credential as in [`Credential::from_env`],
    /// the endpoint from `SEAM_ENDPOINT` (or its deprecated name, `SEAM_API_URL`), and from
    /// `SEAM_HOST_HEADER` the [`host_header`](SeamBuilder::host_header).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], naming the variable, if one is missing, holds something else, or is not text.
    pub fn from_env() -> Result<Self, Error> {
        SeamBuilder::from_env()?.build()
    }

    /// A client with settings of your own.
    ///
    /// ```
    /// use std::time::Duration;
    /// use seam_client::{Credential, Proxy, Seam};
    ///
    /// # fn main() -> Result<(), seam_client::Error> {
    /// # let (key, endpoint) = ("seam_key", "http://127.0.0.1:8080");
    /// let seam = Seam::builder(Credential::api_key(key)?)
    ///     .endpoint(endpoint)
    ///     .timeout(Duration::from_secs(10))
    ///     .retries(1)
    ///     .proxy(Proxy::none())
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn builder(credential: Credential) -> SeamBuilder {
        SeamBuilder::new(credential)
    }

    /// What a kiosk begins with: asks Seam for the client session of `user_identifier_key` (makes it
    /// if there is none) and returns a client that shows the session's token. The session, for its
    /// ID and its end, is its [`session`](Self::session).
    ///
    /// Together with the publishable key, which anyone can read out of a program, the
    /// `user_identifier_key` is as good as a password: let it be opaque and hard to guess. An email
    /// address is accepted, with a warning to the [log](https://docs.rs/log).
    ///
    /// The client has the defaults of [`SeamBuilder`]; for others, build one and take
    /// [`with_session_for`](Self::with_session_for).
    ///
    /// ```no_run
    /// # fn main() -> Result<(), seam_client::Error> {
    /// let seam = seam_client::Seam::from_publishable_key("seam_pk1_…", "f3b1c8a05e7d4c2f")?;
    /// if let Some(session) = seam.session() {
    ///     println!("{} ends {}", session.client_session_id, session.expires_at);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// See [Seam's page on client sessions](https://docs.seam.co/latest/api/client_sessions).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if the key is not a publishable key or `user_identifier_key` is empty;
    /// otherwise any variant of [`Error`].
    pub fn from_publishable_key(
        key: impl Into<Secret>,
        user_identifier_key: &str,
    ) -> Result<Self, Error> {
        Self::new(Credential::publishable_key(key)?)?.with_session_for(user_identifier_key)
    }

    /// A client like this one that shows the token of the client session of `user_identifier_key`,
    /// which Seam makes if there is none; as [`from_publishable_key`](Self::from_publishable_key),
    /// from a client of any credential that may make sessions.
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn with_session_for(&self, user_identifier_key: &str) -> Result<Self, Error> {
        let request = GetOrCreate::new().user_identifier_key(user_identifier_key);
        self.with_session(&self.client_sessions().get_or_create(request)?)
    }

    /// A client like this one that shows the session's token instead of this one's credential, and
    /// shares this one's connections.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if the session's token does not look like one.
    pub fn with_session(&self, session: &ClientSession) -> Result<Self, Error> {
        let credential = Credential::client_session_token(session.token.clone())?;
        self.derived(credential, Some(session.clone()), self.0.policy)
    }

    /// A client like this one that shows the token of a client session, such as one that your program saved, instead
    /// of this one's credential, and shares this one's connections. Nothing is sent: whether the session has ended is
    /// known after a call. It has no [`session`](Self::session).
    ///
    /// ```no_run
    /// # use seam_client::{Seam, client_sessions::Get};
    /// # fn main() -> Result<(), seam_client::Error> {
    /// # let (seam, saved) = (Seam::from_env()?, "seam_cst1_…");
    /// let user = seam.with_token(saved)?;
    /// println!("ends {}", user.client_sessions().get(Get::new())?.expires_at);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if it does not look like a client session's token.
    pub fn with_token(&self, token: impl Into<Secret>) -> Result<Self, Error> {
        let credential = Credential::client_session_token(token)?;
        self.derived(credential, None, self.0.policy)
    }

    /// A client like this one that uses its personal access token in this workspace, and shares its connections. It
    /// takes the workspace's ID, as [`workspaces().list`](crate::workspaces::Workspaces::list) returns it.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if this client's credential is not a personal access token, or if the ID cannot be one.
    pub fn with_workspace(&self, workspace_id: &str) -> Result<Self, Error> {
        let credential = self.0.credential.with_workspace(workspace_id)?;
        self.derived(credential, None, self.0.policy)
    }

    /// This client with a shorter time for a call, or its own if that is shorter still.
    pub(crate) fn within(&self, timeout: Duration) -> Result<Self, Error> {
        let policy = Policy { timeout: timeout.min(self.timeout()), ..self.0.policy };
        self.derived(self.0.credential.clone(), self.0.session.clone(), policy)
    }

    /// The time for a call.
    pub(crate) fn timeout(&self) -> Duration {
        self.0.policy.timeout
    }

    /// The time to wait for an action.
    pub(crate) fn wait_timeout(&self) -> Duration {
        self.0.wait_timeout
    }

    /// A text of Seam's as one printable line, without what looks like a credential.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.0.redact(text)
    }

    fn derived(
        &self,
        credential: Credential,
        session: Option<ClientSession>,
        policy: Policy,
    ) -> Result<Self, Error> {
        Ok(Self(Arc::new(Inner {
            headers: Headers::new(&credential)?,
            credential,
            session,
            policy,
            wait_timeout: self.0.wait_timeout,
            most_values: self.0.most_values,
            transport: Arc::clone(&self.0.transport),
        })))
    }

    /// The client session whose token this client shows, as Seam last described it to
    /// [`from_publishable_key`](Self::from_publishable_key) or
    /// [`with_session`](Self::with_session); `None` for a client made from a credential.
    pub fn session(&self) -> Option<&ClientSession> {
        self.0.session.as_ref()
    }

    /// How many seconds the device's clock was ahead of Seam's (if negative, behind it) when Seam last told
    /// its time to this client or to one that shares its connections. `None` before the first response.
    ///
    /// Only Seam's own responses tell it: not a page that a gateway answers in its place.
    ///
    /// A program that wants to warn of a wrong clock, or to set it, may go by this. Over https it is
    /// as true as the server's certificate; but a clock that is wrong by years refuses the certificate
    /// first, with an error that says so.
    pub fn clock_skew(&self) -> Option<i64> {
        self.0.transport.told().map(|told| told.skew)
    }

    /// When Seam last told its time.
    pub(crate) fn told(&self) -> Option<Told> {
        self.0.transport.told()
    }

    /// Where it sends its requests: scheme, host and port.
    pub(crate) fn endpoint(&self) -> &str {
        self.0.transport.url()
    }

    /// Client sessions: what lets a user's program use Seam, for that user alone.
    pub fn client_sessions(&self) -> ClientSessions<'_> {
        ClientSessions::new(self)
    }

    /// Sends a request and reads the response. This crate's own methods do this; call it for an endpoint that you
    /// [declare](crate::endpoint!).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn call<E: Endpoint>(&self, request: &E) -> Result<E::Response, Error> {
        request.validate(&self.0.credential)?;
        let call = Call::of(request);
        request.receive(&mut |target| self.0.call(&call, target))
    }

    /// Sends a request as [`call`](Self::call) does, and reads the response into a type of your own, by one of the
    /// readers of [`json`](crate::json). Only the fields that your type names are read.
    ///
    /// ```no_run
    /// # #[cfg(not(feature = "serde"))]
    /// # fn main() {}
    /// # #[cfg(feature = "serde")]
    /// # fn main() -> Result<(), seam_client::Error> {
    /// # use serde_derive as serde;
    /// use seam_client::{Seam, devices, json};
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Mine {
    ///     device_id: String,
    /// }
    ///
    /// let seam = Seam::from_env()?;
    /// let devices: Vec<Mine> = seam.call_as(&devices::List::new(), json::serde)?;
    /// # let _ = devices.first().map(|device| &device.device_id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn call_as<E: Endpoint, T>(
        &self,
        request: &E,
        read: fn(&str, Option<&str>) -> Result<T, Mismatch>,
    ) -> Result<T, Error> {
        request.validate(&self.0.credential)?;
        let call = Call::of(request);
        receive_by(&mut |target| self.0.call(&call, target), &|text| read(text, E::RESPONSE_KEY))
    }

    /// Sends a request as [`call`](Self::call) does, and returns the whole response, as JSON text as it came: with
    /// what has no type, such as the `pagination` of a list, and with all the secrets in it. A response that lacks what
    /// the call returns, or has `null` in its place, is an error.
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn call_for_json<E: Endpoint>(&self, request: &E) -> Result<String, Error> {
        request.validate(&self.0.credential)?;
        self.0.call_for_json(&Call::of(request))
    }

    /// Sends a request as [`call`](Self::call) does, and reads the answer into another type of this crate's.
    pub(crate) fn call_into<E: Endpoint, T: Field + Default>(
        &self,
        request: &E,
    ) -> Result<(T, Received), Error> {
        request.validate(&self.0.credential)?;
        let mut received = Received::default();
        let answer = receive(&mut |target| {
            let call = Call::of(request);
            let answered = self.0.send(&call)?;
            received.request_id = self.0.request_id(answered.reply.request_id.clone());
            received.tries = answered.tries;
            self.0.read(&call, answered, target)
        })?;
        Ok((answer, received))
    }

    /// Sends a request as [`call`](Self::call) does, with these fields in place of its own, and has the response read
    /// once more, for what is `beside` the answer. What is wrong with that does not lose the answer.
    pub(crate) fn call_beside<E: Endpoint>(
        &self,
        request: &E,
        fields: &dyn Fields,
        beside: &mut Beside<'_>,
    ) -> Result<(E::Response, Option<Error>), Error> {
        request.validate(&self.0.credential)?;
        let call = Call { fields, ..Call::of(request) };
        let mut flaw = None;
        let answer = request.receive(&mut |target| {
            let answered = self.0.send(&call)?;
            flaw = self.0.read_beside(call.path, call.key, answered, target, beside)?;
            Ok(())
        })?;
        Ok((answer, flaw))
    }

    /// Sends a JSON object to a path of Seam's, and returns the response, as JSON text as it came: without types, and
    /// with all the secrets in it. It is not retried once Seam may have it: use this for what must not happen twice, such
    /// as an unlock, and [`call_json_idempotent`](Self::call_json_idempotent) for the rest.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), seam_client::Error> {
    /// # let (seam, id) = (seam_client::Seam::from_env()?, "c9cd621d-1b3e-4b1f-9d0b-3c5e6a7b8c9d");
    /// let attempt = seam.call_json("/locks/unlock_door", &format!(r#"{{"device_id": "{id}"}}"#))?;
    /// println!("{attempt}");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if `path` is not a path such as `/devices/list` (256 bytes at most, without segments
    /// that are empty, `.` or `..`) or `body` is not a JSON object, nested at most 100 deep; otherwise any other
    /// variant of [`Error`].
    pub fn call_json(&self, path: &str, body: &str) -> Result<String, Error> {
        self.send_json(path, body, false, None)
    }

    /// Sends a JSON object to a path of Seam's, as [`call_json`](Self::call_json) does, and retries it even when it is not
    /// known whether Seam has carried it out: for what does no more when it is sent twice than when it is sent once, such
    /// as a list, a read or a delete.
    ///
    /// `until` is the status by which Seam says that there is nothing left to do, as `Some(404)` for a delete: a retry that
    /// gets it succeeds, and returns `{}` ([`Endpoint::DONE_STATUS`]). `None` if there is no such status.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), seam_client::Error> {
    /// # let seam = seam_client::Seam::from_env()?;
    /// let devices = seam.call_json_idempotent("/devices/list", r#"{"limit": 2}"#, None)?;
    /// println!("{devices}");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As of [`call_json`](Self::call_json).
    pub fn call_json_idempotent(
        &self,
        path: &str,
        body: &str,
        done_status: Option<u16>,
    ) -> Result<String, Error> {
        self.send_json(path, body, true, done_status)
    }

    /// Sends a JSON object as [`call_json_idempotent`](Self::call_json_idempotent) does, without its checks, and reads
    /// the list in this field, and what is `beside` it.
    pub(crate) fn list_json(
        &self,
        path: &str,
        body: &[u8],
        key: &str,
        beside: &mut Beside<'_>,
    ) -> Result<(Vec<Json>, Option<Error>), Error> {
        let mut flaw = None;
        let items = receive(&mut |target| {
            let answered = self.0.exchange(path, body, true, None)?;
            flaw = self.0.read_beside(path, Some(key), answered, target, beside)?;
            Ok(())
        })?;
        Ok((items, flaw))
    }

    fn send_json(
        &self,
        path: &str,
        body: &str,
        idempotent: bool,
        done_status: Option<u16>,
    ) -> Result<String, Error> {
        check_json(path, body)?;
        self.0
            .exchange(path, body.as_bytes(), idempotent, done_status)
            .and_then(|answered| self.0.as_json(path, answered, None))
    }
}

/// The field of a response that is read beside its answer, and what reads it.
pub(crate) type Beside<'b> = (&'b str, &'b mut dyn FnMut(&str) -> Result<(), Mismatch>);

/// Refuses a path and a body that come from the caller's data, not from a type.
pub(crate) fn check_json(path: &str, body: &str) -> Result<(), Error> {
    json::object(body, None)
        .map_err(|_| Error::invalid("the body of a request has to be one JSON object"))?;
    check_path(path)?;
    // The paths of types are in the program's text.
    if holds_secret(path) {
        return Err(Error::invalid(format!("the path has a credential in it: {}", shown(path))));
    }
    Ok(())
}

/// Anything else could take the credential to another host, or to another request.
fn check_path(path: &str) -> Result<(), Error> {
    match path_flaw(path) {
        Some(flaw) => Err(Error::invalid(format!("{flaw}: {}", shown(path)))),
        None => Ok(()),
    }
}

impl fmt::Debug for Seam {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seam").field("credential", &self.0.credential).finish_non_exhaustive()
    }
}

/// What an error says of the response, if something in it is found wrong later.
#[derive(Default)]
pub(crate) struct Received {
    pub(crate) request_id: Option<String>,
    pub(crate) tries: u32,
}

/// A reply that holds an answer, and how many tries it took.
struct Answered {
    reply: Reply,
    tries: u32,
}

/// All of a call that does not depend on the types of its endpoint, so that it is compiled once.
struct Call<'r> {
    path: &'static str,
    key: Option<&'static str>,
    may_be_missing: bool,
    idempotent: bool,
    done_status: Option<u16>,
    fields: &'r dyn Fields,
}

impl<'r> Call<'r> {
    fn of<E: Endpoint>(request: &'r E) -> Self {
        Self {
            path: E::PATH,
            key: E::RESPONSE_KEY,
            may_be_missing: E::RESPONSE_MAY_BE_MISSING,
            idempotent: request.is_idempotent(),
            done_status: E::DONE_STATUS,
            fields: request,
        }
    }
}

impl Inner {
    fn call(&self, call: &Call<'_>, target: Target<'_>) -> Result<(), Error> {
        self.read(call, self.send(call)?, target)
    }

    fn read(
        &self,
        call: &Call<'_>,
        answered: Answered,
        mut target: Target<'_>,
    ) -> Result<(), Error> {
        let Answered { reply, tries } = answered;
        let mut read = |text: &str| target.read(text, call.key, self.most_values);
        json::decode(&reply.body, call.key, self.most_values, &mut read)
            .map_err(|reason| self.not_understood(call.path, reply, tries, &reason))
    }

    /// Has an answer read, and what is beside it.
    fn read_beside(
        &self,
        path: &str,
        key: Option<&str>,
        answered: Answered,
        mut target: Target<'_>,
        beside: &mut Beside<'_>,
    ) -> Result<Option<Error>, Error> {
        let Answered { reply, tries } = answered;
        let mut flaw = None;
        let mut read = |text: &str| {
            target.read(text, key, self.most_values)?;
            let (name, beside) = &mut *beside;
            flaw = beside(text).err().map(|mismatch| json::describe(text, Some(name), mismatch));
            Ok(())
        };
        match json::decode(&reply.body, key, self.most_values, &mut read) {
            Ok(()) => Ok(flaw.map(|reason| self.not_understood(path, reply, tries, &reason))),
            Err(reason) => Err(self.not_understood(path, reply, tries, &reason)),
        }
    }

    fn call_for_json(&self, call: &Call<'_>) -> Result<String, Error> {
        let key = if call.may_be_missing { None } else { call.key };
        self.send(call).and_then(|answered| self.as_json(call.path, answered, key))
    }

    fn send(&self, call: &Call<'_>) -> Result<Answered, Error> {
        self.exchange(call.path, &json::encode(call.fields)?, call.idempotent, call.done_status)
    }

    fn as_json(&self, path: &str, answered: Answered, key: Option<&str>) -> Result<String, Error> {
        let Answered { mut reply, tries } = answered;
        json::decode_object(std::mem::take(&mut reply.body), key).map_err(|(body, reason)| {
            reply.body = body;
            self.not_understood(path, reply, tries, &reason)
        })
    }

    /// `until` is the status by which Seam says of a repeated request that it is done already.
    fn exchange(
        &self,
        path: &str,
        body: &[u8],
        idempotent: bool,
        done_status: Option<u16>,
    ) -> Result<Answered, Error> {
        check_path(path)?;
        self.credential.check(path)?;
        let mut problem = None;
        let mut attempt = |limits| {
            let mut reply = self.transport.exchange(path, &self.headers, body, limits)?;
            problem = match reply.status {
                400.. => json::decode_problem(&reply.body),
                _ => None,
            };
            // Gateways write such an object too, but do not name the request as Seam does.
            reply.is_seams_error = problem.is_some() && reply.request_id.is_some();
            Ok(reply)
        };
        let log = |retry: Retry<'_>| self.transport.log(|| log::debug!("{retry}"));
        let Ended { result, tries, in_doubt } =
            self.policy.run(&SystemClock::new(), path, idempotent, &mut attempt, &log);
        let mut reply = result?;
        if in_doubt && reply.is_seams_error && done_status == Some(reply.status) {
            // A try before this one did it, and its answer was lost. No object of Seam's says so.
            reply = Reply { status: 200, body: b"{}".to_vec(), end: End::Whole, ..reply };
        }
        self.answered(path, reply, tries, in_doubt, problem)
    }

    fn answered(
        &self,
        path: &str,
        mut reply: Reply,
        tries: u32,
        in_doubt: bool,
        problem: Option<Problem>,
    ) -> Result<Answered, Error> {
        match reply.status {
            200..=299 => match reply.end {
                End::Whole => Ok(Answered { reply, tries }),
                End::Broken(error) => Err(error.into()),
                End::TooLarge(limit) => {
                    let reason = format!(
                        "it is larger than {limit} bytes, the limit; \
                         SeamBuilder::max_response_size sets it"
                    );
                    Err(self.not_understood(path, reply, tries, &reason))
                }
            },
            300..=399 => {
                let to = reply.location.take().unwrap_or_else(|| "an unnamed place".to_owned());
                let reason = format!("it is a redirect to {to}, which is not followed");
                Err(self.not_understood(path, reply, tries, &reason))
            }
            400..=599 => Err(self.refused(path, reply, tries, in_doubt, problem).into()),
            _ => Err(self.not_understood(path, reply, tries, "no status of this kind ends a call")),
        }
    }

    fn refused(
        &self,
        path: &str,
        reply: Reply,
        tries: u32,
        in_doubt: bool,
        problem: Option<Problem>,
    ) -> ApiError {
        let (error_type, message, validation_errors) = match problem {
            Some(problem) => (
                Some(self.redact(&problem.error_type)),
                self.redact(&problem.message),
                problem
                    .validation_errors
                    .into_iter()
                    .map(|error| ValidationError {
                        parameter: self.redact(&error.parameter),
                        messages: error.messages.iter().map(|text| self.redact(text)).collect(),
                    })
                    .collect(),
            ),
            None => (None, self.excerpt(&reply), Vec::new()),
        };
        ApiError {
            status: reply.status,
            request_id: self.request_id(reply.request_id),
            error_type,
            message,
            validation_errors,
            retry_after: reply.retry_after,
            in_doubt,
            path: path.into(),
            tries,
            age: Duration::ZERO,
        }
    }

    fn not_understood(&self, path: &str, reply: Reply, tries: u32, reason: &str) -> Error {
        Error::from(DecodeError {
            status: reply.status,
            excerpt: self.excerpt(&reply),
            request_id: self.request_id(reply.request_id),
            // Names of members may be of any length.
            reason: self.shorten(reason, 400),
            path: path.into(),
            tries,
            age: Duration::ZERO,
        })
    }

    fn request_id(&self, id: Option<String>) -> Option<String> {
        id.map(|id| self.shorten(&id, 200))
    }

    fn redact(&self, text: &str) -> String {
        redact(text, &self.credential.secret)
    }

    /// The beginning of a body that Seam did not write, as one printable line; of one that it may have
    /// written nothing, since that could be a PIN.
    fn excerpt(&self, reply: &Reply) -> String {
        if reply.request_id.is_some() {
            return String::new();
        }
        // More than is shown, since white space shrinks; bounded, since a body may be large.
        let start = reply.body.get(..8 * 1024).unwrap_or(&reply.body);
        let text = String::from_utf8_lossy(start);
        let is_page = json::is_page(&text) || reply.status >= 400 && !json::may_be_json(&text);
        if is_page { self.shorten(&text, 200) } else { String::new() }
    }

    /// At most so many characters of a text, as one printable line.
    fn shorten(&self, text: &str, longest: usize) -> String {
        let mut line = self.redact(text);
        if let Some((end, _)) = line.char_indices().nth(longest) {
            line.truncate(end);
            line.push('…');
        }
        line
    }
}

/// The settings of a [`Seam`] client, each with a default.
#[derive(Clone, Debug)]
pub struct SeamBuilder {
    credential: Credential,
    /// A secret until it is read: a password may stand in it.
    endpoint: Secret,
    /// What the caller knows the endpoint by.
    endpoint_name: &'static str,
    /// With what the caller knows it by. A secret until it is read: a credential may stand in it.
    host_header: Option<(Secret, &'static str)>,
    policy: Policy,
    wait_timeout: Duration,
    connect_timeout: Duration,
    max_idle_connections: usize,
    user_agent: String,
    proxy: Proxy,
    ip_family: IpFamily,
    max_response_size: usize,
    #[cfg(feature = "tls")]
    roots: Roots,
}

impl SeamBuilder {
    fn new(credential: Credential) -> Self {
        Self {
            credential,
            endpoint: Origin::SEAM.into(),
            endpoint_name: "the endpoint",
            host_header: None,
            policy: Policy::default(),
            wait_timeout: Duration::from_secs(10),
            connect_timeout: Duration::from_secs(10),
            max_idle_connections: 8,
            user_agent: USER_AGENT.to_owned(),
            proxy: Proxy::default(),
            ip_family: IpFamily::default(),
            max_response_size: 1024 * 1024,
            #[cfg(feature = "tls")]
            roots: Roots::default(),
        }
    }

    /// Begins with what the environment says, as [`Seam::from_env`] does; what is set after that
    /// is not overridden by it.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], naming the variable, if the credential is missing or is something else.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(&|name| std::env::var_os(name))
    }

    fn from_variables(lookup: &dyn Fn(&'static str) -> Option<OsString>) -> Result<Self, Error> {
        Self::new(Credential::from_variables(lookup)?).endpoint_from_variables(lookup)
    }

    /// Takes the [`endpoint`](Self::endpoint) from `SEAM_ENDPOINT` (or its deprecated name, `SEAM_API_URL`),
    /// and the [`host_header`](Self::host_header) from `SEAM_HOST_HEADER`, each if it is set and not empty, for a
    /// program that gets its credential from somewhere else.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], naming the variable, if one is not UTF-8 text.
    pub fn endpoint_from_env(self) -> Result<Self, Error> {
        self.endpoint_from_variables(&|name| std::env::var_os(name))
    }

    fn endpoint_from_variables(
        mut self,
        lookup: &dyn Fn(&'static str) -> Option<OsString>,
    ) -> Result<Self, Error> {
        // The last one that is set wins. One that is not text is refused even if it loses.
        for name in ["SEAM_API_URL", "SEAM_ENDPOINT"] {
            if let Some(url) = variable(lookup, name)? {
                self.endpoint = url.into();
                self.endpoint_name = name;
            }
        }
        const HOST: &str = "SEAM_HOST_HEADER";
        if let Some(host) = variable(lookup, HOST)? {
            self.host_header = Some((host.into(), HOST));
        }
        Ok(self)
    }

    /// The server: scheme, host and, if it is another than the scheme's, port. Default:
    /// `https://connect.getseam.com`.
    ///
    /// Plain `http` is for a loopback host alone (`localhost`, `127.0.0.0/8`, `[::1]`); a path,
    /// query, user name or password is refused.
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.endpoint = url.into().into();
        self.endpoint_name = "the endpoint";
        self
    }

    /// The `Host` that requests name, as `connect.getseam.com`, for an endpoint that is http on a
    /// loopback host, where a program that cannot rewrite it does TLS (such as stunnel, which passes on
    /// bytes as they are). Default: the endpoint's own host and port.
    ///
    /// It takes a host, and a port if Seam is at another than 443. With an https endpoint it is
    /// refused when the client is built. [TLS in another program](crate#tls-in-another-program) has
    /// configurations.
    pub fn host_header(mut self, host: impl Into<String>) -> Self {
        self.host_header = Some((host.into().into(), "the Host header"));
        self
    }

    /// The time for a whole call, from finding the server's address to the answer's last byte, with
    /// all of its tries and the pauses between them. Default: 30 s.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.policy.timeout = timeout;
        self
    }

    /// The time, within the [`timeout`](Self::timeout), for the first try of a call that may be sent again.
    /// Default: 10 s.
    ///
    /// If a third of the time that is left is less than that, the first try gets that third, but no less than
    /// a second: in a call of under 3 s it gets all. After a try that timed out, the next gets twice this
    /// time, or all that is left if twice this would leave less for another; the third gets all that is left.
    /// So does each try that no other may follow: the last one, and one of a call that may not be sent again.
    pub fn try_timeout(mut self, timeout: Duration) -> Self {
        self.policy.try_timeout = timeout;
        self
    }

    /// The time, within the time for a try, for connecting: for finding the server's address, opening
    /// a connection to it (through the proxy, if there is one) and agreeing on TLS. Default: 10 s.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// The time that [`Seam::run`] and [`Seam::wait`] wait for an action to succeed or fail, counted from its
    /// response. Default: 10 s. With zero, an action that is pending is an [`Error::Action`] at once.
    pub fn wait_timeout(mut self, timeout: Duration) -> Self {
        self.wait_timeout = timeout;
        self
    }

    /// How many times a request is sent again after the first time, if it may be and it could help. Default: 5.
    ///
    /// A try of which nothing was sent (nobody listens, or the TLS handshake breaks) does not count: others
    /// follow it until the [`timeout`](Self::timeout). With 0, there is one try in all, and the request is
    /// sent at most once.
    ///
    /// What is retried, and when, stands in the section
    /// [When things go wrong](crate#when-things-go-wrong).
    pub fn retries(mut self, count: u32) -> Self {
        self.policy.retries = count;
        self
    }

    /// The pauses before retries: each is of a random length, between a half and all of `base` before the
    /// first, of twice that before the next, and so on, and of `cap` at the most. Default: 500 ms and 5 s.
    /// Shorter ones may not outlast a server that restarts. Where [`retries`](Self::retries) no longer bounds
    /// how many tries there are, a pause is at least 50 ms.
    ///
    /// Where Seam says how long it wants to be left alone (`Retry-After`), the pause is that long, and
    /// up to as much again.
    pub fn retry_pauses(mut self, base: Duration, cap: Duration) -> Self {
        self.policy.base = base;
        self.policy.cap = cap;
        self
    }

    /// How many connections are kept for later calls. Default: 8.
    ///
    /// There are never more than there were calls at once: a program that calls from one thread keeps one.
    /// One is used again within 15 s, or within 1 s by a try that no other may follow (of a call that may
    /// not be repeated, or the last one); an older one is closed at the next call.
    pub fn max_idle_connections(mut self, count: usize) -> Self {
        self.max_idle_connections = count;
        self
    }

    /// The `user-agent` header: printable ASCII. Default: `seam-client-rust/` and the crate's
    /// version.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// Trusts these certificate authorities instead of the built-in ones: PEM text, one
    /// certificate or a bundle. Default: webpki-roots, or with the feature `platform-verifier`
    /// the machine's own store.
    ///
    /// Certificates may be labelled `CERTIFICATE`, `X509 CERTIFICATE` or `TRUSTED CERTIFICATE`
    /// (OpenSSL's own form; one that its settings do not trust for servers is skipped). Text
    /// between them is ignored, and so are keys, which have no place here.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if there is none, if one is damaged, or if a line looks like a part of
    /// one and is not: then with its number.
    #[cfg(feature = "tls")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tls")))]
    pub fn ca_certificates(mut self, pem: impl AsRef<[u8]>) -> Result<Self, Error> {
        self.roots.set_instead(pem.as_ref())?;
        Ok(self)
    }

    /// Trusts these certificate authorities too, beside the built-in ones or those of
    /// [`ca_certificates`](Self::ca_certificates): PEM text, one certificate or a bundle.
    /// Default: none.
    ///
    /// ```no_run
    /// # use seam_client::{Credential, Seam};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let credential = Credential::from_env()?;
    /// // Of a proxy that opens TLS.
    /// let pem = std::fs::read("/etc/ssl/certs/proxy.pem")?;
    /// let seam = Seam::builder(credential).extra_ca_certificates(pem)?.build()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As of [`ca_certificates`](Self::ca_certificates).
    #[cfg(feature = "tls")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tls")))]
    pub fn extra_ca_certificates(mut self, pem: impl AsRef<[u8]>) -> Result<Self, Error> {
        self.roots.set_beside(pem.as_ref())?;
        Ok(self)
    }

    /// The proxy to go through. Default: [`Proxy::from_env`].
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.proxy = proxy;
        self
    }

    /// Which of the server's addresses to use. Default: all.
    pub fn ip_family(mut self, ip_family: IpFamily) -> Self {
        self.ip_family = ip_family;
        self
    }

    /// The largest body of an answer to accept, in bytes. Default: 1 MiB.
    ///
    /// A call holds one such body at the most. An answer that is read into a type may have one value
    /// for each 16 bytes of this size (Seam's have one for 20 and more), or a thousand if that is more.
    /// Client sessions take up to four times this size beside the body. The items of lists of this crate's
    /// other types may take eight times this size, and the lists as much again, and half of that, while
    /// they grow. Types of yours take more as they are larger.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// The client. Nothing is sent or connected to yet.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], naming the setting, if one cannot be used.
    pub fn build(self) -> Result<Seam, Error> {
        self.build_with(&|name| std::env::var_os(name))
    }

    fn build_with(self, lookup: &dyn Fn(&'static str) -> Option<OsString>) -> Result<Seam, Error> {
        let origin = Origin::parse(self.endpoint.expose(), self.endpoint_name)?;
        if origin.https && cfg!(not(feature = "tls")) {
            return Err(Error::invalid(format!(
                "{} is https, but this build has no TLS: build with the feature `tls`, or set the \
                 endpoint to a local program that does TLS, at http on a loopback host",
                self.endpoint_name
            )));
        }
        let Policy { timeout, try_timeout, .. } = self.policy;
        if [timeout, try_timeout, self.connect_timeout].iter().any(Duration::is_zero) {
            return Err(Error::invalid("a timeout of zero would let no call through"));
        }
        if self.max_response_size == 0 {
            return Err(Error::invalid("a largest response of zero would let no answer through"));
        }
        let printable = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
        if self.user_agent.trim().is_empty()
            || self.user_agent.len() > 1024
            || !self.user_agent.bytes().all(printable)
        {
            return Err(Error::invalid("the user agent is not a line of printable ASCII"));
        }
        let host_header = match &self.host_header {
            Some((host, name)) => Some(origin.host_header(host.expose(), name)?),
            None => None,
        };
        let transport = Transport::new(Settings {
            host_header,
            proxy: self.proxy.choose(&origin, lookup)?,
            origin,
            connect_timeout: self.connect_timeout,
            max_idle_connections: self.max_idle_connections,
            user_agent: &self.user_agent,
            ip_family: self.ip_family,
            max_response_size: self.max_response_size,
            is_cut: json::is_cut,
            #[cfg(feature = "tls")]
            roots: self.roots,
        })?;
        Ok(Seam(Arc::new(Inner {
            headers: Headers::new(&self.credential)?,
            credential: self.credential,
            session: None,
            policy: self.policy,
            wait_timeout: self.wait_timeout,
            // A text of three bytes takes up to 72 in a list that grows; Seam's values have 20 and more.
            most_values: (self.max_response_size / 16).max(1_000),
            transport: Arc::new(transport),
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::tests::environment;

    #[test]
    fn the_endpoint_is_the_callers_or_the_environments_or_seams() {
        const KEY: (&str, &str) = ("SEAM_API_KEY", "seam_key");
        const NEW: (&str, &str) = ("SEAM_ENDPOINT", "http://127.0.0.1:1");
        const OLD: (&str, &str) = ("SEAM_API_URL", "http://127.0.0.1:2");
        for (variables, endpoint) in [
            (&[KEY][..], "https://connect.getseam.com"),
            (&[KEY, OLD], "http://127.0.0.1:2"),
            (&[KEY, NEW], "http://127.0.0.1:1"),
            (&[KEY, OLD, NEW], "http://127.0.0.1:1"),
            (&[KEY, OLD, ("SEAM_ENDPOINT", "")], "http://127.0.0.1:2"),
        ] {
            let builder = SeamBuilder::from_variables(&environment(variables)).unwrap();
            assert_eq!(builder.endpoint.expose(), endpoint);
            let builder = builder.endpoint("http://localhost:3");
            assert_eq!(builder.endpoint.expose(), "http://localhost:3");
            builder.build().unwrap();
        }
    }

    #[test]
    fn an_endpoint_in_the_environment_that_cannot_be_used_is_refused_by_its_name() {
        const KEY: (&str, &str) = ("SEAM_API_KEY", "seam_key");
        for (name, url, reason) in [
            (
                "SEAM_ENDPOINT",
                " http://127.0.0.1",
                "has white space or a line break in it: remove it",
            ),
            ("SEAM_ENDPOINT", " ", "has white space or a line break in it: remove it"),
            (
                "SEAM_API_URL",
                "http://127.0.0.1\n",
                "has white space or a line break in it: remove it",
            ),
            ("SEAM_API_URL", "ftp://127.0.0.1", "is neither https nor http"),
        ] {
            let builder = SeamBuilder::from_variables(&environment(&[KEY, (name, url)])).unwrap();
            let error = builder.clone().build().unwrap_err();
            assert_eq!(error.to_string(), format!("{name} {reason}"));
            // What the caller sets is known by another name.
            let error = builder.endpoint("ftp://127.0.0.1").build().unwrap_err();
            assert_eq!(error.to_string(), "the endpoint is neither https nor http");
        }
    }

    #[test]
    fn a_host_of_its_own_is_the_callers_or_the_environments() {
        let variables = environment(&[
            ("SEAM_API_KEY", "seam_key"),
            ("SEAM_ENDPOINT", "http://127.0.0.1:1"),
            ("SEAM_HOST_HEADER", "a b"),
        ]);
        let builder = SeamBuilder::from_variables(&variables).unwrap();
        let error = builder.clone().build().unwrap_err().to_string();
        assert!(error.starts_with("SEAM_HOST_HEADER has white space"), "{error}");
        builder.clone().host_header("a").build().unwrap();
        let error = builder.host_header("b c").build().unwrap_err().to_string();
        assert!(error.starts_with("the Host header has white space"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_variable_of_seams_that_is_no_text_is_refused_wherever_it_is_read() {
        use std::os::unix::ffi::OsStringExt;
        for name in [
            "SEAM_API_KEY",
            "SEAM_PERSONAL_ACCESS_TOKEN",
            "SEAM_WORKSPACE_ID",
            "SEAM_ENDPOINT",
            "SEAM_API_URL",
            "SEAM_HOST_HEADER",
        ] {
            let others = environment(&[
                ("SEAM_API_KEY", "seam_key"),
                ("SEAM_ENDPOINT", "http://127.0.0.1:1"),
            ]);
            let bad = || OsString::from_vec(b"seam_hunter2\xff".to_vec());
            let lookup = |asked| if asked == name { Some(bad()) } else { others(asked) };
            let error = SeamBuilder::from_variables(&lookup).unwrap_err();
            assert!(matches!(error, Error::Invalid(_)), "{error:#?}");
            assert_eq!(error.to_string(), format!("{name} is not UTF-8 text"));
        }
    }

    #[test]
    fn a_client_and_its_errors_may_go_to_other_threads() {
        fn may<T: Send + Sync + 'static>() {}
        may::<Seam>();
        may::<SeamBuilder>();
        may::<Error>();
    }
}
