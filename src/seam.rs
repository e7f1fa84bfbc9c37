//! [`Seam`], the client: from a credential to a call.

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
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
pub(crate) use call::{Extra, Received, check_json};

/// A client of the Seam API.
///
/// It is cheap to clone, and all clones share their connections. A call blocks its thread until the response has
/// arrived, or until its [`timeout`](SeamBuilder::timeout).
///
/// ```no_run
/// use seam_client::{Credential, Seam, client_sessions::GetOrCreate};
///
/// # fn main() -> Result<(), seam_client::Error> {
/// # let key = "seam_…";
/// let seam = Seam::new(Credential::api_key(key)?)?;
/// let session = seam
///     .client_sessions()
///     .get_or_create(GetOrCreate::new().user_identifier_key("f3b1c8a05e7d4c2f"))?;
/// println!("{} ends {}", session.client_session_id, session.expires_at);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Seam(Arc<Inner>);

struct Inner {
    credential: Credential,
    headers: Headers,
    /// The session whose token the credential is.
    session: Option<ClientSession>,
    policy: Policy,
    /// The time to wait for an action.
    wait_timeout: Duration,
    /// How many JSON values a response may have that is read into a type.
    max_values: usize,
    /// Shared with the clients that are derived from this one.
    transport: Arc<Transport>,
}

impl Seam {
    /// A client with the defaults of [`SeamBuilder`]. From the environment it reads only the proxy.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if the proxy in the environment cannot be used, or if this build has no
    /// TLS.
    pub fn new(credential: Credential) -> Result<Self, Error> {
        Self::builder(credential).build()
    }

    /// A client as the environment describes it: the credential as in [`Credential::from_env`],
    /// the endpoint from `SEAM_ENDPOINT` (or its deprecated name, `SEAM_API_URL`), and the
    /// [`host_header`](SeamBuilder::host_header) from `SEAM_HOST_HEADER`.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], which names the variable, if one is missing, has a value that cannot be used, or is not
    /// UTF-8 text.
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

    /// A client for a kiosk: gets the client session of `user_identifier_key` from Seam, which creates it if there is
    /// none, and returns a client that uses the session's token. [`session`](Self::session) returns the session, with
    /// its ID and its end.
    ///
    /// Together with the publishable key, which anyone can read out of a program, the
    /// `user_identifier_key` is as good as a password: choose one that is opaque and hard to guess. An email
    /// address is accepted, with a warning in the [log](https://docs.rs/log).
    ///
    /// The client has the defaults of [`SeamBuilder`]. For other settings, build a client and call
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

    /// A client like this one that uses the token of the client session of `user_identifier_key` instead of this
    /// one's credential. Seam creates the session if there is none. It does the same as
    /// [`from_publishable_key`](Self::from_publishable_key), with any credential that may create sessions.
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn with_session_for(&self, user_identifier_key: &str) -> Result<Self, Error> {
        let request = GetOrCreate::new().user_identifier_key(user_identifier_key);
        self.with_session(&self.client_sessions().get_or_create(request)?)
    }

    /// A client like this one that uses the session's token instead of this one's credential, and
    /// shares this one's connections.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if the session's token does not look like one.
    pub fn with_session(&self, session: &ClientSession) -> Result<Self, Error> {
        let credential = Credential::client_session_token(session.token.clone())?;
        self.derived(credential, Some(session.clone()), self.0.policy)
    }

    /// A client like this one that uses the token of a client session, such as one that your program saved, instead
    /// of this one's credential, and shares this one's connections. It sends nothing: only the first call tells whether
    /// the session has ended. Its [`session`](Self::session) is `None`.
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

    /// This client with this timeout, or its own if that is shorter.
    pub(crate) fn within(&self, timeout: Duration) -> Result<Self, Error> {
        let policy = Policy { timeout: timeout.min(self.timeout()), ..self.0.policy };
        self.derived(self.0.credential.clone(), self.0.session.clone(), policy)
    }

    /// The timeout of a call.
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
            max_values: self.0.max_values,
            transport: Arc::clone(&self.0.transport),
        })))
    }

    /// The client session whose token this client uses, as Seam returned it to
    /// [`from_publishable_key`](Self::from_publishable_key) or [`with_session_for`](Self::with_session_for), or as it
    /// was given to [`with_session`](Self::with_session). `None` for a client of any other credential.
    pub fn session(&self) -> Option<&ClientSession> {
        self.0.session.as_ref()
    }

    /// By how many seconds the device's clock was ahead of Seam's (if negative, behind it) at the last response that
    /// this client received, or one that shares its connections. `None` before the first response.
    ///
    /// Only Seam's own responses count, not the page of a gateway in its place.
    ///
    /// A program can use this to warn of a wrong clock, or to set it. With HTTPS, it is as trustworthy as the server's
    /// certificate. But if the clock is wrong by years, the certificate is not valid by it, and the call fails with an
    /// error that says so.
    pub fn clock_skew(&self) -> Option<i64> {
        self.0.transport.told().map(|told| told.skew)
    }

    /// What Seam's last response said about the time.
    pub(crate) fn told(&self) -> Option<Told> {
        self.0.transport.told()
    }

    /// The endpoint: scheme, host and port.
    pub(crate) fn endpoint(&self) -> &str {
        self.0.transport.url()
    }

    /// Client sessions: access to Seam for the program of one user, and only to what is that user's.
    pub fn client_sessions(&self) -> ClientSessions<'_> {
        ClientSessions::new(self)
    }
}

// After a call that panics, such as in a logger, the client works as before, or its calls panic too, if ureq held a
// lock. It is not left in a wrong state. The compiler cannot see it, since ureq's connector is a `dyn`.
impl UnwindSafe for Seam {}
impl RefUnwindSafe for Seam {}

impl fmt::Debug for Seam {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seam").field("credential", &self.0.credential).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
