//! Credentials: the PINs, cards and keys of an access system's users.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/acs/credentials).
//!
//! ```no_run
//! use seam_client::acs::credentials;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let acs_user_id = "";
//! let credential = seam
//!     .acs()
//!     .credentials()
//!     .create(credentials::Create::new("code").acs_user_id(acs_user_id).code("4711"))?;
//! println!("{}", credential.acs_credential_id);
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::acs::entrances::AcsEntrance;
use crate::endpoint::{Time, at_least_one, endpoint, object};
use crate::issue::Issue;
use crate::response::{Lazy, response};
use crate::{Error, Pages, Seam, Secret};

/// The endpoints of `/acs/credentials`, returned by
/// [`Acs::credentials`](crate::acs::Acs::credentials).
#[derive(Clone, Copy, Debug)]
pub struct Credentials<'a> {
    seam: &'a Seam,
}

impl<'a> Credentials<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Gives a credential to an ACS user.
    ///
    /// Returns `None` if the response has no `acs_credential`.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/credentials/assign).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `acs_user_id` nor `user_identity_id` is set; otherwise any
    /// other variant of [`Error`].
    pub fn assign(&self, request: Assign<'_>) -> Result<Option<AcsCredential>, Error> {
        self.seam.call(&request)
    }

    /// Creates a credential for an ACS user. An access grant does that for you.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/credentials/create).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `acs_user_id` nor `user_identity_id` is set, or if neither
    /// `acs_user_id` nor `acs_system_id` is set; otherwise any other variant of [`Error`].
    pub fn create(&self, request: Create<'_>) -> Result<AcsCredential, Error> {
        self.seam.call(&request)
    }

    /// Deletes a credential from its access system.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/credentials/delete).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Looks up a credential by its ID.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/credentials/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<AcsCredential, Error> {
        self.seam.call(&request)
    }

    /// Lists credentials.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/credentials/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<AcsCredential>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }

    /// Lists the entrances that a credential opens.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/acs/credentials/list_accessible_entrances).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list_accessible_entrances(
        &self,
        request: ListAccessibleEntrances<'_>,
    ) -> Result<Vec<AcsEntrance>, Error> {
        self.seam.call(&request)
    }

    /// Takes a credential away from its ACS user.
    ///
    /// Returns `None` if the response has no `acs_credential`.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/credentials/unassign).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn unassign(&self, request: Unassign<'_>) -> Result<Option<AcsCredential>, Error> {
        self.seam.call(&request)
    }

    /// Changes the PIN or the end of a credential.
    ///
    /// Returns `None` if the response has no `acs_credential`.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/credentials/update).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<Option<AcsCredential>, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`assign`](Credentials::assign).
    pub struct Assign<'a>(
        /// The credential's ID.
        acs_credential_id: &'a str,
    ) {
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// The user identity's ID, instead of `acs_user_id`; Seam finds or creates its ACS user.
        user_identity_id: &'a str,
    }
    post "/acs/credentials/assign";
    response "acs_credential", optional: AcsCredential;
    idempotent;
    validate |request, _| at_least_one(request, &["acs_user_id", "user_identity_id"]);
}

endpoint! {
    /// The request of [`create`](Credentials::create).
    pub struct Create<'a>(
        /// How the credential gives access. Known values: [`access_method`].
        access_method: &'a str,
    ) {
        /// ID of the access system; required with `user_identity_id`.
        acs_system_id: &'a str,
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// IDs of the entrances that the credential opens.
        allowed_acs_entrance_ids: &'a [&'a str],
        /// Options for ASSA ABLOY Vostio only.
        assa_abloy_vostio_metadata: &'a AssaAbloyVostioOptions<'a>,
        /// The PIN; which ones are possible depends on the manufacturer.
        code: &'a str,
        /// ID of the access system that manages the credential.
        credential_manager_acs_system_id: &'a str,
        /// When the credential stops working, in ISO 8601. It must be in the future and after the
        /// start.
        ends_at: Time<'a>,
        /// Whether the mobile key is synced to all of the user's phones; false by default.
        is_multi_phone_sync_credential: bool,
        /// Options for Salto Space only.
        salto_space_metadata: &'a SaltoSpaceOptions,
        /// When the credential starts to work, in ISO 8601.
        starts_at: Time<'a>,
        /// The user identity's ID, instead of `acs_user_id`; Seam finds or creates its ACS user.
        user_identity_id: &'a str,
        /// Options for ASSA ABLOY Visionline only.
        visionline_metadata: &'a VisionlineOptions<'a>,
    }
    post "/acs/credentials/create";
    response "acs_credential": AcsCredential;
    validate |request, _| {
        at_least_one(request, &["acs_user_id", "user_identity_id"])?;
        at_least_one(request, &["acs_user_id", "acs_system_id"])
    };
}

endpoint! {
    /// The request of [`delete`](Credentials::delete).
    pub struct Delete<'a>(
        /// The credential's ID.
        acs_credential_id: &'a str,
    ) {}
    post "/acs/credentials/delete";
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`get`](Credentials::get).
    pub struct Get<'a>(
        /// The credential's ID.
        acs_credential_id: &'a str,
    ) {}
    post "/acs/credentials/get";
    response "acs_credential": AcsCredential;
    idempotent;
}

endpoint! {
    /// The request of [`list`](Credentials::list).
    pub struct List<'a> {
        /// Only the credentials of this ACS user.
        acs_user_id: &'a str,
        /// Only the credentials of this access system.
        acs_system_id: &'a str,
        /// Only the credentials of this user identity.
        user_identity_id: &'a str,
        /// Only the credentials added to Seam before this time, in ISO 8601.
        created_before: Time<'a>,
        /// True for only mobile keys that are synced to all of the user's phones, false for only
        /// others.
        is_multi_phone_sync_credential: bool,
        /// At most this many credentials in a response; 500 by default.
        limit: i64,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the credentials whose name, PIN, card number, user ID or ID contains this text.
        search: &'a str,
    }
    post "/acs/credentials/list";
    response "acs_credentials": Vec<AcsCredential>;
    pages;
    idempotent;
}

endpoint! {
    /// The request of [`list_accessible_entrances`](Credentials::list_accessible_entrances).
    pub struct ListAccessibleEntrances<'a>(
        /// The credential's ID.
        acs_credential_id: &'a str,
    ) {}
    post "/acs/credentials/list_accessible_entrances";
    response "acs_entrances": Vec<AcsEntrance>;
    idempotent;
}

endpoint! {
    /// The request of [`unassign`](Credentials::unassign).
    pub struct Unassign<'a>(
        /// The credential's ID.
        acs_credential_id: &'a str,
    ) {
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// The user identity's ID, instead of `acs_user_id`.
        user_identity_id: &'a str,
    }
    post "/acs/credentials/unassign";
    response "acs_credential", optional: AcsCredential;
    idempotent;
}

endpoint! {
    /// The request of [`update`](Credentials::update).
    pub struct Update<'a>(
        /// The credential's ID.
        acs_credential_id: &'a str,
    ) {
        /// The new PIN.
        code: &'a str,
        /// When the credential stops working, in ISO 8601. It must be in the future and after the
        /// start.
        ends_at: Time<'a>,
    }
    post "/acs/credentials/update";
    response "acs_credential", optional: AcsCredential;
    idempotent;
}

object! {
    /// What is in [`assa_abloy_vostio_metadata`](Create::assa_abloy_vostio_metadata).
    pub struct AssaAbloyVostioOptions<'a> {
        /// Whether Seam picks the kind of card: a joiner if the doors have cards, else an override.
        auto_join: bool,
        /// Whether the card joins the existing cards of all guest doors.
        join_all_guest_acs_entrances: bool,
        /// Whether the card replaces the existing cards of all guest doors.
        override_all_guest_acs_entrances: bool,
        /// IDs of the guest doors whose existing cards the card replaces.
        override_guest_acs_entrance_ids: &'a [&'a str],
    }
}

object! {
    /// What is in [`salto_space_metadata`](Create::salto_space_metadata).
    pub struct SaltoSpaceOptions {
        /// Whether the card is the user's first.
        assign_new_key: bool,
    }
}

object! {
    /// What is in [`visionline_metadata`](Create::visionline_metadata).
    pub struct VisionlineOptions<'a> {
        /// Whether Seam picks the kind of card: a joiner if the doors have cards, else an override.
        auto_join: bool,
        /// Format of the card. Known values: [`card_format`].
        card_format: &'a str,
        /// Whom the card is for; `guest` by default. Known values: [`card_function_type`].
        card_function_type: &'a str,
        /// IDs of the credentials whose doors the card joins.
        joiner_acs_credential_ids: &'a [&'a str],
        /// Whether the card replaces the doors' existing cards.
        r#override: bool,
    }
}

response! {
    /// A credential of an access system: the PIN, card or key that lets a user in.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/credentials).
    pub struct AcsCredential {
        /// How it gives access: `code`, `card`, `mobile_key` or `cloud_key`. Known values:
        /// [`access_method`].
        pub access_method: String,
        /// The ACS credential's ID.
        pub acs_credential_id: String,
        /// The ACS credential pool's ID.
        pub acs_credential_pool_id: Option<String>,
        /// The ACS system's ID.
        pub acs_system_id: String,
        /// The ACS user's ID.
        pub acs_user_id: Option<String>,
        /// What ASSA ABLOY Vostio reports about it.
        pub assa_abloy_vostio_metadata: Lazy<AssaAbloyVostioMetadata>,
        /// Number that identifies the card; it may contain letters.
        pub card_number: Option<Secret>,
        /// The code, usually a PIN.
        pub code: Option<Secret>,
        /// The connected account's ID.
        pub connected_account_id: Option<String>,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Name to show to users.
        pub display_name: String,
        /// When it ends, in ISO 8601.
        pub ends_at: Option<String>,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
        /// Its kind, in the provider's own terms. Known values: [`external_type`].
        pub external_type: Option<String>,
        /// Display name of `external_type`.
        pub external_type_display_name: Option<String>,
        /// Whether it has been issued.
        pub is_issued: Option<bool>,
        /// Whether the provider has all changes made in Seam.
        pub is_latest_desired_state_synced_with_provider: Option<bool>,
        /// Whether Seam manages it.
        pub is_managed: bool,
        /// Whether it works on all phones of its user.
        pub is_multi_phone_sync_credential: Option<bool>,
        /// Whether it works only once.
        pub is_one_time_use: Option<bool>,
        /// When it was issued, in ISO 8601.
        pub issued_at: Option<String>,
        /// When the provider last received changes made in Seam, in ISO 8601.
        pub latest_desired_state_synced_with_provider_at: Option<String>,
        /// ID of the credential that it derives from.
        pub parent_acs_credential_id: Option<String>,
        /// When it begins, in ISO 8601.
        pub starts_at: Option<String>,
        /// The user identity's ID.
        pub user_identity_id: Option<String>,
        /// What ASSA ABLOY Visionline reports about it.
        pub visionline_metadata: Lazy<VisionlineMetadata>,
        /// Current warnings; empty if there are none.
        pub warnings: Vec<Issue> = empty,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}

response! {
    /// What ASSA ABLOY Vostio reports about a credential.
    pub struct AssaAbloyVostioMetadata {
        /// Whether Seam picks the kind of card: a joiner if the doors have cards, else an override.
        pub auto_join: Option<bool>,
        /// Names of the doors that it opens.
        pub door_names: Option<Vec<String>>,
        /// The endpoint's ID.
        pub endpoint_id: Option<String>,
        /// The key's ID.
        pub key_id: Option<String>,
        /// Vostio's ID of the request to issue the key.
        pub key_issuing_request_id: Option<String>,
        /// IDs of the guest entrances where it overrides earlier keys.
        pub override_guest_acs_entrance_ids: Option<Vec<String>>,
    }
}

response! {
    /// What ASSA ABLOY Visionline reports about a credential.
    pub struct VisionlineMetadata {
        /// Whether Seam picks the kind of card: a joiner if the doors have cards, else an override.
        pub auto_join: Option<bool>,
        /// Whom the card is for: `guest` or `staff`. Known values: [`card_function_type`].
        pub card_function_type: Option<String>,
        /// Visionline's ID of the card.
        pub card_id: Option<String>,
        /// The shared entrances that it opens, by ID.
        pub common_acs_entrance_ids: Option<Vec<String>>,
        /// Visionline's ID of the credential.
        pub credential_id: Option<String>,
        /// The guest entrances that it opens, by ID.
        pub guest_acs_entrance_ids: Option<Vec<String>>,
        /// Whether it is valid.
        pub is_valid: Option<bool>,
        /// The credentials that this one joins, by ID.
        pub joiner_acs_credential_ids: Option<Vec<String>>,
    }
}

/// Known values of `access_method`. Seam may add others.
pub mod access_method {
    /// `code`
    pub const CODE: &str = "code";
    /// `card`
    pub const CARD: &str = "card";
    /// `mobile_key`
    pub const MOBILE_KEY: &str = "mobile_key";
    /// `cloud_key`
    pub const CLOUD_KEY: &str = "cloud_key";
}

/// Known values of `card_format`. Seam may add others.
pub mod card_format {
    /// `TLCode`
    pub const TL_CODE: &str = "TLCode";
    /// `rfid48`
    pub const RFID48: &str = "rfid48";
}

/// Known values of `card_function_type`. Seam may add others.
pub mod card_function_type {
    /// `guest`
    pub const GUEST: &str = "guest";
    /// `staff`
    pub const STAFF: &str = "staff";
}

/// Known values of `external_type`. Seam may add others.
pub mod external_type {
    /// `pti_card`
    pub const PTI_CARD: &str = "pti_card";
    /// `brivo_credential`
    pub const BRIVO_CREDENTIAL: &str = "brivo_credential";
    /// `hid_credential`
    pub const HID_CREDENTIAL: &str = "hid_credential";
    /// `visionline_card`
    pub const VISIONLINE_CARD: &str = "visionline_card";
    /// `salto_ks_credential`
    pub const SALTO_KS_CREDENTIAL: &str = "salto_ks_credential";
    /// `assa_abloy_vostio_key`
    pub const ASSA_ABLOY_VOSTIO_KEY: &str = "assa_abloy_vostio_key";
    /// `salto_space_key`
    pub const SALTO_SPACE_KEY: &str = "salto_space_key";
    /// `latch_access`
    pub const LATCH_ACCESS: &str = "latch_access";
    /// `dormakaba_ambiance_credential`
    pub const DORMAKABA_AMBIANCE_CREDENTIAL: &str = "dormakaba_ambiance_credential";
    /// `hotek_card`
    pub const HOTEK_CARD: &str = "hotek_card";
    /// `salto_ks_tag`
    pub const SALTO_KS_TAG: &str = "salto_ks_tag";
    /// `avigilon_alta_credential`
    pub const AVIGILON_ALTA_CREDENTIAL: &str = "avigilon_alta_credential";
    /// `kisi_credential`
    pub const KISI_CREDENTIAL: &str = "kisi_credential";
}
