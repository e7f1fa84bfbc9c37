//! Client sessions: access for one user's program to that user's devices alone.
//!
//! See [Seam's page on client sessions](https://docs.seam.co/latest/api/client_sessions).
//!
//! ```no_run
//! use seam_client::{Seam, client_sessions::GetOrCreate};
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! let session = Seam::from_env()?.client_sessions().get_or_create(
//!     GetOrCreate::new()
//!         .user_identifier_key("jane_doe")
//!         .connect_webview_ids(&["5e297cfe-23df-4638-bb87-08c4f0f8233b"])
//!         .expires_at("2025-06-18T06:10:42.000Z"),
//! )?;
//! println!("{} ends {}", session.client_session_id, session.expires_at);
//! # Ok(())
//! # }
//! ```

use std::time::Duration;

use crate::auth::CredentialKind;
use crate::endpoint::{Time, endpoint};
use crate::json::answer;
use crate::timestamp::Timestamp;
use crate::{Count, Error, Seam, Secret};

/// The calls of this namespace, from [`Seam::client_sessions`].
#[derive(Clone, Copy, Debug)]
pub struct ClientSessions<'a> {
    seam: &'a Seam,
}

impl<'a> ClientSessions<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Returns the client session with these characteristics; makes it if there is none.
    ///
    /// A session that exists gets what the request sets (lists are replaced, not added to, and an
    /// empty one empties) and keeps the rest. Without a `user_identifier_key` or a
    /// `user_identity_id` each call makes a new session.
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
}

endpoint! {
    /// The request of [`get_or_create`](ClientSessions::get_or_create).
    ///
    /// It borrows what it is given, and sends what is set.
    GetOrCreate, "/client_sessions/get_or_create" => "client_session": ClientSession,
    check: publishable_key_rules {
        /// IDs of the Connect Webviews for the session. Replaces those of a session that exists.
        connect_webview_ids: &'a [&'a str],
        /// IDs of the connected accounts for the session. Replaces those of a session that exists.
        connected_account_ids: &'a [&'a str],
        /// When the session is to end, in ISO 8601, as `2025-06-18T06:10:42.000Z`. Changes the end
        /// of a session that exists. [`expires_in`](Self::expires_in) takes a duration instead;
        /// the later of the two calls counts.
        expires_at: &'a str => Time<'a>,
        /// Your own ID for the user of the session.
        ///
        /// Together with a publishable key it is as good as a password: let it be opaque and hard
        /// to guess, never an email address or a phone number.
        user_identifier_key: &'a str,
        /// ID of the user identity for the session.
        user_identity_id: &'a str,
        /// ID of the user identity for the session: exactly one.
        #[deprecated(note = "Seam deprecated it: use `user_identity_id`")]
        user_identity_ids: &'a [&'a str],
    }
}

impl GetOrCreate<'_> {
    /// Lets the session end this long after now, by the device's clock: after this very call, not
    /// after the request is sent. Seam keeps milliseconds, and years up to 9999.
    ///
    /// ```
    /// use std::time::Duration;
    /// use seam_client::client_sessions::GetOrCreate;
    ///
    /// let one_day = GetOrCreate::new().expires_in(Duration::from_secs(24 * 60 * 60));
    /// # let _ = one_day;
    /// ```
    pub fn expires_in(mut self, duration: Duration) -> Self {
        self.expires_at = Some(Time::Computed(Timestamp::from_now(duration)));
        self
    }
}

fn publishable_key_rules(
    request: &GetOrCreate<'_>,
    credential: CredentialKind,
) -> Result<(), Error> {
    if credential != CredentialKind::PublishableKey {
        return Ok(());
    }
    if request.user_identifier_key.is_none_or(str::is_empty) {
        return Err(Error::invalid(
            "a publishable key makes sessions for a user_identifier_key alone: set one",
        ));
    }
    if request.connect_webview_ids.is_some() || request.connected_account_ids.is_some() {
        return Err(Error::invalid(
            "a publishable key makes empty sessions alone: leave out connect_webview_ids and \
             connected_account_ids, even empty ones",
        ));
    }
    Ok(())
}

answer! {
    /// A client session.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/client_sessions).
    pub struct ClientSession {
        /// Its ID.
        pub client_session_id: String,
        /// ID of its workspace.
        pub workspace_id: String,
        /// What its holder shows Seam: a credential for
        /// [`Credential::client_session_token`](crate::Credential::client_session_token).
        pub token: Secret,
        /// When it was made, in ISO 8601.
        pub created_at: String,
        /// When it ends, in ISO 8601.
        pub expires_at: String,
        /// How many devices it can see.
        pub device_count: Count,
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
