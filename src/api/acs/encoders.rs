//! Encoders: they read cards and write credentials onto them.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/acs/encoders).
//!
//! ```no_run
//! use seam_client::acs::encoders;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let (encoder_id, credential_id) = ("", "");
//! let attempt = seam.acs().encoders().encode_credential(
//!     encoders::EncodeCredential::new(encoder_id).acs_credential_id(credential_id),
//! )?;
//! println!("{}", attempt.status);
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::action_attempts::ActionAttempt;
use crate::endpoint::{at_least_one, endpoint, object};
use crate::issue::Issue;
use crate::response::response;
use crate::{Error, Pages, Seam};

pub mod simulate;

/// The endpoints of `/acs/encoders`, returned by [`Acs::encoders`](crate::acs::Acs::encoders).
#[derive(Clone, Copy, Debug)]
pub struct Encoders<'a> {
    seam: &'a Seam,
}

impl<'a> Encoders<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Simulated results of an encoder, for tests in a sandbox workspace.
    pub fn simulate(&self) -> simulate::Simulate<'a> {
        simulate::Simulate::new(self.seam)
    }

    /// Writes a credential onto the card that is on an encoder. The action attempt tells when it is
    /// done.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/encoders/encode_credential).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `acs_credential_id` nor `access_method_id` is set; otherwise
    /// any other variant of [`Error`].
    pub fn encode_credential(&self, request: EncodeCredential<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Looks up an encoder by its ID.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/encoders/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<AcsEncoder, Error> {
        self.seam.call(&request)
    }

    /// Lists encoders.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/encoders/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<AcsEncoder>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }

    /// Reads the card that is on an encoder. The action attempt's `result` contains what is on it.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/encoders/scan_credential).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn scan_credential(&self, request: ScanCredential<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Reads the card that is on an encoder and gives its credential to an ACS user.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client does not retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/acs/encoders/scan_to_assign_credential).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `acs_user_id` nor `user_identity_id` is set; otherwise any
    /// other variant of [`Error`].
    pub fn scan_to_assign_credential(
        &self,
        request: ScanToAssignCredential<'_>,
    ) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`encode_credential`](Encoders::encode_credential).
    pub struct EncodeCredential<'a>(
        /// ID of the encoder that the card is on.
        acs_encoder_id: &'a str,
    ) {
        /// ID of the access method to write, instead of a credential.
        access_method_id: &'a str,
        /// ID of the credential to write.
        acs_credential_id: &'a str,
    }
    post "/acs/encoders/encode_credential";
    response "action_attempt": ActionAttempt;
    validate |request, _| at_least_one(request, &["acs_credential_id", "access_method_id"]);
}

endpoint! {
    /// The request of [`get`](Encoders::get).
    pub struct Get<'a>(
        /// The encoder's ID.
        acs_encoder_id: &'a str,
    ) {}
    post "/acs/encoders/get";
    response "acs_encoder": AcsEncoder;
    idempotent;
}

endpoint! {
    /// The request of [`list`](Encoders::list).
    pub struct List<'a> {
        /// Only the encoders of this access system.
        acs_system_id: &'a str,
        /// Only the encoders of these access systems.
        acs_system_ids: &'a [&'a str],
        /// Only the encoders with these IDs.
        acs_encoder_ids: &'a [&'a str],
        /// At most this many encoders in a response; 500 by default.
        limit: i64,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
    }
    post "/acs/encoders/list";
    response "acs_encoders": Vec<AcsEncoder>;
    pages;
    idempotent;
}

endpoint! {
    /// The request of [`scan_credential`](Encoders::scan_credential).
    pub struct ScanCredential<'a>(
        /// ID of the encoder that the card is on.
        acs_encoder_id: &'a str,
    ) {
        /// Options for Salto KS only.
        salto_ks_metadata: &'a SaltoKsOptions,
    }
    post "/acs/encoders/scan_credential";
    response "action_attempt": ActionAttempt;
}

endpoint! {
    /// The request of [`scan_to_assign_credential`](Encoders::scan_to_assign_credential).
    pub struct ScanToAssignCredential<'a>(
        /// ID of the encoder that the card is on.
        acs_encoder_id: &'a str,
    ) {
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// Options for Salto KS only.
        salto_ks_metadata: &'a SaltoKsOptions,
        /// The user identity's ID, instead of `acs_user_id`; Seam finds or creates its ACS user.
        user_identity_id: &'a str,
    }
    post "/acs/encoders/scan_to_assign_credential";
    response "action_attempt": ActionAttempt;
    validate |request, _| at_least_one(request, &["acs_user_id", "user_identity_id"]);
}

object! {
    /// What is in [`salto_ks_metadata`](ScanCredential::salto_ks_metadata).
    pub struct SaltoKsOptions {
        /// Whether to find tags that are not registered yet; false by default.
        detect_new_tags: bool,
    }
}

response! {
    /// An encoder: a device of an access system that writes cards.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/encoders).
    pub struct AcsEncoder {
        /// The ACS encoder's ID.
        pub acs_encoder_id: String,
        /// The ACS system's ID.
        pub acs_system_id: String,
        /// The connected account's ID.
        pub connected_account_id: Option<String>,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Name to show to users.
        pub display_name: String,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}
