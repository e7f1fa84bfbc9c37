//! Instant Keys: mobile keys that a user gets by opening a link.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/instant_keys).
//!
//! ```no_run
//! use seam_client::instant_keys;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let user_identity_id = "";
//! let list = instant_keys::List::new().user_identity_id(user_identity_id);
//! for key in seam.instant_keys().list(list)? {
//!     println!("{} until {}", key.instant_key_id, key.expires_at);
//! }
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::{at_least_one, endpoint};
use crate::response::response;
use crate::{Error, Seam, Secret};

/// The endpoints of `/instant_keys`, returned by [`Seam::instant_keys`].
#[derive(Clone, Copy, Debug)]
pub struct InstantKeys<'a> {
    seam: &'a Seam,
}

impl<'a> InstantKeys<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Removes an Instant Key from Seam.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/instant_keys/delete).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Looks up an Instant Key by its ID or URL.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/instant_keys/get).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `instant_key_id` nor `instant_key_url` is set; otherwise any
    /// other variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<InstantKey, Error> {
        self.seam.call(&request)
    }

    /// Lists Instant Keys.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/instant_keys/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<InstantKey>, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`delete`](InstantKeys::delete).
    pub struct Delete<'a>(
        /// The Instant Key's ID.
        instant_key_id: &'a str,
    ) {}
    post "/instant_keys/delete";
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`get`](InstantKeys::get).
    pub struct Get<'a> {
        /// The Instant Key's ID.
        instant_key_id: &'a str,
        /// URL of the Instant Key, instead of its ID.
        instant_key_url: &'a str,
    }
    post "/instant_keys/get";
    response "instant_key": InstantKey;
    idempotent;
    validate |request, _| at_least_one(request, &["instant_key_id", "instant_key_url"]);
}

endpoint! {
    /// The request of [`list`](InstantKeys::list).
    pub struct List<'a> {
        /// Only the Instant Keys of this user identity.
        user_identity_id: &'a str,
    }
    post "/instant_keys/list";
    response "instant_keys": Vec<InstantKey>;
    idempotent;
}

response! {
    /// An Instant Key: a mobile key that a user gets from a link.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/instant_keys).
    pub struct InstantKey {
        /// The client session's ID.
        pub client_session_id: String,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// How the Instant Key looks.
        pub customization: Option<Box<Customization>>,
        /// The customization profile's ID.
        pub customization_profile_id: Option<String>,
        /// When it expires, in ISO 8601.
        pub expires_at: String,
        /// The Instant Key's ID.
        pub instant_key_id: String,
        /// Link that sets up the Instant Key on the user's phone.
        pub instant_key_url: Secret,
        /// The user identity's ID.
        pub user_identity_id: String,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}

response! {
    /// How an Instant Key looks.
    pub struct Customization {
        /// URL of the logo on it.
        pub logo_url: Option<String>,
        /// Main color.
        pub primary_color: Option<String>,
        /// Second color.
        pub secondary_color: Option<String>,
    }
}
