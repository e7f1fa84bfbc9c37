//! [`Seam`], the client: from a credential to a call.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::auth::Credential;
use crate::client_sessions::{ClientSession, ClientSessions, GetOrCreate};
use crate::clock::Told;
use crate::retry::Policy;
use crate::transport::{Headers, Transport};
use crate::{Error, Secret};

mod builder;
pub use builder::SeamBuilder;

mod call;
pub(crate) use call::{Beside, Received, check_json};

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
}

impl fmt::Debug for Seam {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seam").field("credential", &self.0.credential).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
