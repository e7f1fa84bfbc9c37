//! Client sessions: access for the program of one user, and only to that user's devices.
//!
//! See [Seam's page on client sessions](https://docs.seam.co/latest/api/client_sessions).
//!
//! ```no_run
//! use seam_client::{Seam, client_sessions::GetOrCreate};
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! let session = Seam::from_env()?.client_sessions().get_or_create(
//!     GetOrCreate::new()
//!         .user_identifier_key("f3b1c8a05e7d4c2f")
//!         .connect_webview_ids(&["5e297cfe-23df-4638-bb87-08c4f0f8233b"])
//!         .expires_at("2030-06-18T06:10:42Z"),
//! )?;
//! println!("{} ends {}", session.client_session_id, session.expires_at);
//! # Ok(())
//! # }
//! ```

use std::time::Duration;

use crate::auth::CredentialKind;
use crate::endpoint::{Fields, Time, Value, endpoint};
use crate::response::response;
use crate::timestamp::from_now;
use crate::{Credential, Error, Seam, Secret};

/// The calls of this namespace, from [`Seam::client_sessions`].
#[derive(Clone, Copy, Debug)]
pub struct ClientSessions<'a> {
    seam: &'a Seam,
}

impl<'a> ClientSessions<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Returns the client session of a user; creates it if there is none.
    ///
    /// If the session exists, Seam changes what the request sets and keeps the rest. A list replaces the
    /// session's list, also an empty one. Without a `user_identifier_key` or a
    /// `user_identity_id`, each call creates a new session.
    ///
    /// Requires an API key, a personal access token or a publishable key. If the response is lost,
    /// the client retries the call if a `user_identifier_key` or a `user_identity_id` is set.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/client_sessions/get_or_create).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if a publishable key is used without a `user_identifier_key`, or with
    /// `connect_webview_ids` or `connected_account_ids`: Seam refuses these. Otherwise any other
    /// variant of [`Error`].
    pub fn get_or_create(&self, request: GetOrCreate<'_>) -> Result<ClientSession, Error> {
        self.seam.call(&request)
    }

    /// Creates a client session.
    ///
    /// Seam refuses a `user_identifier_key` that already has a session
    /// (`client_session_token_already_exists`);
    /// [`get_or_create`](Self::get_or_create) returns that session instead.
    ///
    /// Requires an API key, a personal access token or a publishable key. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/client_sessions/create).
    ///
    /// # Errors
    ///
    /// As [`get_or_create`](Self::get_or_create).
    pub fn create(&self, request: Create<'_>) -> Result<ClientSession, Error> {
        self.seam.call(&request)
    }

    /// Returns one client session: the one with an ID or a `user_identifier_key`. With a client
    /// session token and neither of them, it is the token's own.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/client_sessions/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`]; [`Error::Api`] with the status 404 if there is none.
    pub fn get(&self, request: Get<'_>) -> Result<ClientSession, Error> {
        self.seam.call(&request)
    }

    /// Returns the client sessions that match everything that the request sets; all of the workspace
    /// if it sets nothing.
    ///
    /// Seam returns them all at once, not in pages: for a few thousand sessions, you may have to raise
    /// [`SeamBuilder::max_response_size`](crate::SeamBuilder::max_response_size).
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/client_sessions/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`]; [`Error::Decode`], which names the limit, if the response is larger.
    pub fn list(&self, request: List<'_>) -> Result<Vec<ClientSession>, Error> {
        self.seam.call(&request)
    }

    /// Gives a client session access to more: to what the request lists.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/client_sessions/grant_access).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn grant_access(&self, request: GrantAccess<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Ends a client session: its token is no longer valid. Seam keeps the session.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/client_sessions/revoke).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn revoke(&self, request: Revoke<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Deletes a client session.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call, and a retry succeeds if the session no longer exists.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/client_sessions/delete).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`get_or_create`](ClientSessions::get_or_create).
    ///
    /// Parameters that you don't set are not sent.
    pub struct GetOrCreate<'a> {
        /// IDs of the Connect Webviews for the session. Replaces those of a session that exists.
        connect_webview_ids: &'a [&'a str],
        /// IDs of the connected accounts for the session. Replaces those of a session that exists.
        connected_account_ids: &'a [&'a str],
        /// When the session ends, in ISO 8601, such as `2030-06-18T06:10:42Z`. Changes the end
        /// of a session that exists. [`expires_in`](Self::expires_in) takes a duration instead;
        /// if you call both, the later call counts.
        expires_at: Time<'a>,
        /// Your own ID for the user of the session.
        ///
        /// Together with a publishable key it is as good as a password: choose one that is opaque and hard
        /// to guess, never an email address or a phone number.
        user_identifier_key: &'a str,
        /// ID of the user identity for the session.
        user_identity_id: &'a str,
        /// ID of the user identity for the session: exactly one.
        #[deprecated(note = "Seam deprecated it: use `user_identity_id`")]
        user_identity_ids: &'a [&'a str],
    }
    post "/client_sessions/get_or_create";
    response "client_session": ClientSession;
    // With one of these, a retry finds the session that the first try created.
    idempotent |request| {
        let names = ["user_identifier_key", "user_identity_id"];
        names.iter().any(|name| !text(request, name).is_empty())
    };
    validate |request, credential| check_new_session(request, credential);
}

endpoint! {
    /// The request of [`create`](ClientSessions::create).
    pub struct Create<'a> {
        /// IDs of the Connect Webviews for the session.
        connect_webview_ids: &'a [&'a str],
        /// IDs of the connected accounts for the session.
        connected_account_ids: &'a [&'a str],
        /// ID of the customer for the session.
        customer_id: &'a str,
        /// Your own key for the customer of the session.
        customer_key: &'a str,
        /// When the session ends, in ISO 8601, such as `2030-06-18T06:10:42Z`.
        /// [`expires_in`](Self::expires_in) takes a duration instead.
        expires_at: Time<'a>,
        /// Your own ID for the user of the session: opaque and hard to guess, as for
        /// [`GetOrCreate`](GetOrCreate::user_identifier_key).
        user_identifier_key: &'a str,
        /// ID of the user identity for the session.
        user_identity_id: &'a str,
        /// ID of the user identity for the session: exactly one.
        #[deprecated(note = "Seam deprecated it: use `user_identity_id`")]
        user_identity_ids: &'a [&'a str],
    }
    post "/client_sessions/create";
    response "client_session": ClientSession;
    validate |request, credential| check_new_session(request, credential);
}

endpoint! {
    /// The request of [`get`](ClientSessions::get).
    pub struct Get<'a> {
        /// ID of the session.
        client_session_id: &'a str,
        /// Your own ID for the user of the session.
        user_identifier_key: &'a str,
    }
    post "/client_sessions/get";
    response "client_session": ClientSession;
    idempotent;
}

endpoint! {
    /// The request of [`list`](ClientSessions::list).
    pub struct List<'a> {
        /// The session with this ID.
        client_session_id: &'a str,
        /// The sessions of this Connect Webview.
        connect_webview_id: &'a str,
        /// The sessions with this ID of your own for a user.
        user_identifier_key: &'a str,
        /// The sessions of this user identity.
        user_identity_id: &'a str,
        /// Whether to list only the sessions that have no `user_identifier_key`.
        without_user_identifier_key: bool,
    }
    post "/client_sessions/list";
    response "client_sessions": Vec<ClientSession>;
    idempotent;
}

endpoint! {
    /// The request of [`grant_access`](ClientSessions::grant_access).
    pub struct GrantAccess<'a> {
        /// ID of the session.
        client_session_id: &'a str,
        /// IDs of Connect Webviews for the session.
        connect_webview_ids: &'a [&'a str],
        /// IDs of connected accounts for the session.
        connected_account_ids: &'a [&'a str],
        /// Your own ID for the user of the session: opaque and hard to guess, as for
        /// [`GetOrCreate`](GetOrCreate::user_identifier_key).
        user_identifier_key: &'a str,
        /// ID of the user identity for the session.
        user_identity_id: &'a str,
        /// ID of the user identity for the session: exactly one.
        #[deprecated(note = "Seam deprecated it: use `user_identity_id`")]
        user_identity_ids: &'a [&'a str],
    }
    post "/client_sessions/grant_access";
    idempotent;
    validate |request, _| {
        advise_on(text(request, "user_identifier_key"));
        Ok(())
    };
}

endpoint! {
    /// The request of [`revoke`](ClientSessions::revoke): the ID of the session.
    pub struct Revoke<'a>(client_session_id: &'a str) {}
    post "/client_sessions/revoke";
    idempotent;
}

endpoint! {
    /// The request of [`delete`](ClientSessions::delete): the ID of the session.
    pub struct Delete<'a>(client_session_id: &'a str) {}
    post "/client_sessions/delete";
    idempotent, done on 404;
}

impl GetOrCreate<'_> {
    /// Lets the session end this long after the call of `expires_in`, by the device's clock. Seam keeps milliseconds,
    /// and years up to 9999.
    ///
    /// The device's clock must be right. If that is not certain, use a
    /// [`SessionKeeper`](crate::SessionKeeper), which gets the time from Seam.
    ///
    /// ```
    /// use std::time::Duration;
    /// use seam_client::client_sessions::GetOrCreate;
    ///
    /// let one_day = GetOrCreate::new().expires_in(Duration::from_secs(24 * 60 * 60));
    /// # let _ = one_day;
    /// ```
    pub fn expires_in(self, duration: Duration) -> Self {
        self.expires_at(from_now(duration))
    }
}

impl Create<'_> {
    /// Lets the session end this long after the call of `expires_in`, as
    /// [`GetOrCreate::expires_in`](GetOrCreate::expires_in) does.
    pub fn expires_in(self, duration: Duration) -> Self {
        self.expires_at(from_now(duration))
    }
}

/// The text to which a parameter is set; empty if it is not set.
fn text<'r>(request: &'r impl Fields, name: &str) -> &'r str {
    match request.get(name) {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

/// Seam's two rules for the sessions that a publishable key creates.
fn check_new_session(request: &impl Fields, credential: &Credential) -> Result<(), Error> {
    let user_identifier_key = text(request, "user_identifier_key");
    advise_on(user_identifier_key);
    if credential.kind != CredentialKind::PublishableKey {
        return Ok(());
    }
    if user_identifier_key.is_empty() {
        return Err(Error::invalid(
            "a publishable key can only create sessions for a user_identifier_key: set one",
        ));
    }
    let lists = ["connect_webview_ids", "connected_account_ids"];
    if lists.iter().any(|list| request.get(list).is_some()) {
        return Err(Error::invalid(
            "a publishable key cannot set connect_webview_ids or connected_account_ids, even to an empty list: \
             leave them out",
        ));
    }
    Ok(())
}

/// Seam accepts an email address, and so does the client. But whoever knows it can get the user's session.
fn advise_on(user_identifier_key: &str) {
    let parts = user_identifier_key.split_once('@');
    if parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) {
        log::warn!(
            "the user_identifier_key looks like an email address: together with a publishable key \
             it is as good as a password, so choose one that is opaque and hard to guess"
        );
    }
}

response! {
    /// A client session.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/client_sessions).
    pub struct ClientSession {
        /// Its ID.
        pub client_session_id: String,
        /// ID of its workspace.
        pub workspace_id: String,
        /// Its token, for
        /// [`Credential::client_session_token`](crate::Credential::client_session_token).
        pub token: Secret,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// When it ends, in ISO 8601.
        pub expires_at: String,
        /// How many devices it can see.
        pub device_count: i64,
        /// IDs of its Connect Webviews.
        pub connect_webview_ids: Vec<String>,
        /// IDs of its connected accounts.
        pub connected_account_ids: Vec<String>,
        /// Your own ID for its user.
        pub user_identifier_key: Option<String>,
        /// ID of its user identity.
        pub user_identity_id: Option<String>,
        /// IDs of its user identities.
        #[deprecated(note = "Seam deprecated it: use `user_identity_id`")]
        pub user_identity_ids: Option<Vec<String>>,
        /// ID of its customer.
        pub customer_id: Option<String>,
        /// Your own key for its customer.
        pub customer_key: Option<String>,
    }
}
