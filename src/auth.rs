//! The four credentials: what each looks like, where it is configured, and the headers that it sends.

use std::ffi::OsString;

use crate::Error;
use crate::secret::{JWT_PREFIX, Secret, holds_secret};

/// What authenticates a program at Seam.
///
/// Each constructor refuses a text that is not its kind of credential; nothing is sent.
/// See [Seam's page on authentication](https://docs.seam.co/latest/api/authentication).
#[derive(Clone, Debug)]
pub struct Credential {
    pub(crate) kind: CredentialKind,
    pub(crate) secret: Secret,
    workspace_id: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CredentialKind {
    ApiKey,
    PersonalAccessToken,
    PublishableKey,
    ClientSessionToken,
}

use CredentialKind::{ApiKey, ClientSessionToken, PersonalAccessToken, PublishableKey};

const WORKSPACE_ID: &str = "SEAM_WORKSPACE_ID";

/// Longer than any credential of Seam, and short enough for a header.
const MAX_LENGTH: usize = 4096;

impl Credential {
    /// An API key (`seam_…`): access to everything in one workspace. For your own servers and gateways, never for a
    /// device in somebody else's hands.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if it does not look like an API key.
    pub fn api_key(key: impl Into<Secret>) -> Result<Self, Error> {
        Self::new(ApiKey, key.into(), "the API key")
    }

    /// A personal access token (`seam_at…`), and the ID of the workspace in which to use it.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if the token does not look like one, or if the workspace ID cannot be one.
    pub fn personal_access_token(
        token: impl Into<Secret>,
        workspace_id: &str,
    ) -> Result<Self, Error> {
        let credential = Self::new(PersonalAccessToken, token.into(), "the personal access token")?;
        credential.in_workspace(workspace_id, "the workspace ID")
    }

    /// A personal access token (`seam_at…`) without a workspace: it can list and create workspaces, and nothing else.
    /// Any other call is an [`Error::Invalid`], and nothing is sent.
    /// [`Seam::with_workspace`](crate::Seam::with_workspace) returns a client that uses the token in one of them.
    ///
    /// ```no_run
    /// use seam_client::{Credential, Seam, devices, workspaces};
    ///
    /// # fn main() -> Result<(), seam_client::Error> {
    /// let person = Seam::new(Credential::personal_access_token_without_workspace("seam_at1_…")?)?;
    /// for workspace in person.workspaces().list(workspaces::List::new())? {
    ///     let seam = person.with_workspace(&workspace.workspace_id)?;
    ///     println!("{}: {}", workspace.name, seam.devices().list(devices::List::new())?.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if it does not look like a personal access token.
    pub fn personal_access_token_without_workspace(
        token: impl Into<Secret>,
    ) -> Result<Self, Error> {
        Self::new(PersonalAccessToken, token.into(), "the personal access token")
    }

    /// A publishable key (`seam_pk…`): it can only create client sessions, each for a
    /// `user_identifier_key`. For a program in the hands of users, such as on a kiosk.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if it does not look like a publishable key.
    pub fn publishable_key(key: impl Into<Secret>) -> Result<Self, Error> {
        Self::new(PublishableKey, key.into(), "the publishable key")
    }

    /// A client session's token (`seam_cst…`): access to what that session may see and do.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if it does not look like a client session token.
    pub fn client_session_token(token: impl Into<Secret>) -> Result<Self, Error> {
        Self::new(ClientSessionToken, token.into(), "the client session token")
    }

    /// The credential in the environment: one of `SEAM_API_KEY`, `SEAM_PERSONAL_ACCESS_TOKEN` (with
    /// `SEAM_WORKSPACE_ID`, unless it is only to list and create workspaces), `SEAM_PUBLISHABLE_KEY` and
    /// `SEAM_CLIENT_SESSION_TOKEN`. An empty variable counts as not set.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], which names the variables, if none or more than one is set, if one has a value of another
    /// kind, or if one is not UTF-8 text, even if it would not be used.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(&|name| std::env::var_os(name))
    }

    pub(crate) fn from_variables(
        lookup: &dyn Fn(&'static str) -> Option<OsString>,
    ) -> Result<Self, Error> {
        let mut set = Vec::new();
        for kind in [ApiKey, PersonalAccessToken, PublishableKey, ClientSessionToken] {
            set.extend(variable(lookup, kind.variable())?.map(|text| (kind, Secret::from(text))));
        }
        // Read even if it is not used, so that one that is not text is refused.
        let workspace_id = variable(lookup, WORKSPACE_ID)?;
        match &set[..] {
            [(kind, secret)] => {
                let credential = Self::new(*kind, secret.clone(), kind.variable())?;
                match workspace_id.filter(|_| *kind == PersonalAccessToken) {
                    Some(id) => credential.in_workspace(&id, WORKSPACE_ID),
                    None => Ok(credential),
                }
            }
            [] => Err(Error::invalid(
                "no credential in the environment: set SEAM_API_KEY, or SEAM_PERSONAL_ACCESS_TOKEN and \
                 SEAM_WORKSPACE_ID, or SEAM_PUBLISHABLE_KEY, or SEAM_CLIENT_SESSION_TOKEN",
            )),
            _ => {
                let names: Vec<_> = set.iter().map(|(kind, _)| kind.variable()).collect();
                let names = names.join(", ");
                Err(Error::invalid(format!(
                    "the environment has more than one credential: unset all but one of {names}"
                )))
            }
        }
    }

    /// `name` is what errors call the credential.
    fn new(kind: CredentialKind, secret: Secret, name: &str) -> Result<Self, Error> {
        if let Some(flaw) = flaw(secret.expose()) {
            return Err(Error::invalid(format!("{name} ({secret}) {flaw}")));
        }
        match CredentialKind::detect(&secret) {
            Ok(looks) if looks == kind => Ok(Self { kind, secret, workspace_id: None }),
            Ok(looks) => Err(Error::invalid(format!(
                "{name} looks like {} ({secret}), which belongs in {}",
                looks.name(),
                looks.place()
            ))),
            Err(looks) => Err(Error::invalid(format!(
                "{name} {looks}; {} begins with {}",
                kind.name(),
                kind.prefix()
            ))),
        }
    }

    /// The same token, in this workspace.
    pub(crate) fn with_workspace(&self, workspace_id: &str) -> Result<Self, Error> {
        if self.kind == PersonalAccessToken {
            return self.clone().in_workspace(workspace_id, "the workspace ID");
        }
        let name = self.kind.name();
        Err(Error::invalid(format!(
            "{name} is for one workspace: only a personal access token can be used in another"
        )))
    }

    /// Refuses a path that this credential cannot call.
    pub(crate) fn check_allows(&self, path: &str) -> Result<(), Error> {
        let needs_none = matches!(path, "/workspaces/list" | "/workspaces/create");
        if self.kind != PersonalAccessToken || self.workspace_id.is_some() || needs_none {
            return Ok(());
        }
        Err(Error::invalid(
            "a personal access token without a workspace can only list and create workspaces: set \
             SEAM_WORKSPACE_ID, or use Seam::with_workspace",
        ))
    }

    fn in_workspace(mut self, workspace_id: &str, name: &str) -> Result<Self, Error> {
        if let Some(flaw) = flaw(workspace_id) {
            return Err(Error::flawed(name, flaw));
        }
        let secret = Secret::from(workspace_id);
        if let Ok(looks) = CredentialKind::detect(&secret) {
            return Err(Error::invalid(format!(
                "{name} looks like {} ({secret}), which belongs in {}",
                looks.name(),
                looks.place()
            )));
        }
        if holds_secret(workspace_id) {
            return Err(Error::flawed(name, "contains a credential: remove it"));
        }
        self.workspace_id = Some(workspace_id.to_owned());
        Ok(self)
    }

    /// The headers that it sends, by name and value.
    pub(crate) fn headers(&self) -> Vec<(&'static str, Secret)> {
        let mut headers = vec![match self.kind {
            PublishableKey => ("seam-publishable-key", self.secret.clone()),
            _ => ("authorization", Secret::from(format!("Bearer {}", self.secret.expose()))),
        }];
        if let Some(id) = self.workspace_id.as_deref() {
            headers.push(("seam-workspace", Secret::from(id)));
        }
        headers
    }
}

impl CredentialKind {
    /// What a text looks like, by Seam's prefixes; or why it is none of the four.
    fn detect(secret: &Secret) -> Result<Self, &'static str> {
        match secret.prefix() {
            "seam_cst" => Ok(ClientSessionToken),
            "seam_pk" => Ok(PublishableKey),
            "seam_at" => Ok(PersonalAccessToken),
            "seam_" => Ok(ApiKey),
            JWT_PREFIX => Err("looks like a JWT (ey…), such as that of a Seam Console session, \
                               which this client does not support"),
            _ => Err("does not look like any of Seam's credentials"),
        }
    }

    fn name(self) -> &'static str {
        match self {
            ApiKey => "an API key",
            PersonalAccessToken => "a personal access token",
            PublishableKey => "a publishable key",
            ClientSessionToken => "a client session token",
        }
    }

    fn prefix(self) -> &'static str {
        match self {
            ApiKey => "seam_",
            PersonalAccessToken => "seam_at",
            PublishableKey => "seam_pk",
            ClientSessionToken => "seam_cst",
        }
    }

    /// The variable for it.
    fn variable(self) -> &'static str {
        match self {
            ApiKey => "SEAM_API_KEY",
            PersonalAccessToken => "SEAM_PERSONAL_ACCESS_TOKEN",
            PublishableKey => "SEAM_PUBLISHABLE_KEY",
            ClientSessionToken => "SEAM_CLIENT_SESSION_TOKEN",
        }
    }

    /// Where to configure a credential of this kind.
    fn place(self) -> &'static str {
        match self {
            ApiKey => "Credential::api_key or SEAM_API_KEY",
            PersonalAccessToken => {
                "Credential::personal_access_token or SEAM_PERSONAL_ACCESS_TOKEN"
            }
            PublishableKey => "Credential::publishable_key or SEAM_PUBLISHABLE_KEY",
            ClientSessionToken => "Credential::client_session_token or SEAM_CLIENT_SESSION_TOKEN",
        }
    }
}

/// Why a text cannot be the value of a header.
fn flaw(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        Some("is empty")
    } else if text.contains(['\n', '\r']) {
        Some("contains a line break: remove it")
    } else if text.contains(char::is_whitespace) {
        Some("contains white space: remove it")
    } else if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        Some("contains a character that no credential has")
    } else if text.len() > MAX_LENGTH {
        Some("is longer than 4096 bytes")
    } else {
        None
    }
}

/// A variable's text; `None` if it is not set or empty.
pub(crate) fn variable(
    lookup: &dyn Fn(&'static str) -> Option<OsString>,
    name: &'static str,
) -> Result<Option<String>, Error> {
    match lookup(name).map(OsString::into_string) {
        None => Ok(None),
        Some(Ok(text)) => Ok(Some(text).filter(|text| !text.is_empty())),
        Some(Err(_)) => Err(Error::flawed(name, "is not UTF-8 text")),
    }
}

#[cfg(test)]
pub(crate) mod tests;
