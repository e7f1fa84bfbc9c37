//! Access methods: the PINs, cards and keys of access grants.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/access_methods).
//!
//! ```no_run
//! use seam_client::access_methods;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let access_grant_id = "";
//! let methods = seam
//!     .access_methods()
//!     .list(access_methods::List::new().access_grant_id(access_grant_id))?;
//! for method in methods {
//!     println!("{}: issued: {:?}", method.mode, method.is_issued);
//! }
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::access_grants::AccessGrant;
use crate::acs::credentials::AcsCredential;
use crate::acs::entrances::AcsEntrance;
use crate::action_attempts::ActionAttempt;
use crate::client_sessions::ClientSession;
use crate::devices::Device;
use crate::endpoint::{at_least_one, endpoint, one_of};
use crate::instant_keys::InstantKey;
use crate::issue::Issue;
use crate::response::response;
use crate::spaces::Space;
use crate::{Error, Pages, Seam, Secret};

pub mod unmanaged;

/// The endpoints of `/access_methods`, returned by [`Seam::access_methods`].
#[derive(Clone, Copy, Debug)]
pub struct AccessMethods<'a> {
    seam: &'a Seam,
}

impl<'a> AccessMethods<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Access methods that Seam knows but does not manage.
    pub fn unmanaged(&self) -> unmanaged::Unmanaged<'a> {
        unmanaged::Unmanaged::new(self.seam)
    }

    /// Gives an access method of mode `card` a card that its access system knows already, and
    /// issues it.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_methods/assign_card).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn assign_card(&self, request: AssignCard<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Deletes one access method, or all of an access grant or of a reservation.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_methods/delete).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if not exactly one of `access_method_id`, `access_grant_id` and
    /// `reservation_key` is set; otherwise any other variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Writes an access method onto the card that is on an encoder. The action attempt tells when
    /// it is done.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_methods/encode).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn encode(&self, request: Encode<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Looks up an access method by its ID.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_methods/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<AccessMethod, Error> {
        self.seam.call(&request)
    }

    /// Returns what belongs to access methods, such as their access grants, devices and entrances.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_methods/get_related).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get_related(&self, request: GetRelated<'_>) -> Result<Related, Error> {
        self.seam.call(&request)
    }

    /// Lists access methods. At least one filter is required.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_methods/list).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if none of `access_code_id`, `access_grant_id`, `access_grant_key`,
    /// `acs_entrance_id`, `device_id` and `space_id` is set; otherwise any other variant of
    /// [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<AccessMethod>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }

    /// Unlocks an entrance with an access method of mode `cloud_key`. Outside a sandbox, a real
    /// door unlocks.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_methods/unlock_door).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn unlock_door(&self, request: UnlockDoor<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`assign_card`](AccessMethods::assign_card).
    pub struct AssignCard<'a>(
        /// ID of the access method, of mode `card`.
        access_method_id: &'a str,
        /// The card's number in the access system.
        card_number: &'a str,
    ) {}
    post "/access_methods/assign_card";
    response "action_attempt": ActionAttempt;
}

endpoint! {
    /// The request of [`delete`](AccessMethods::delete).
    pub struct Delete<'a> {
        /// The access method's ID.
        access_method_id: &'a str,
        /// The access grant's ID: all its access methods are deleted.
        access_grant_id: &'a str,
        /// Your own key for the reservation: all its access methods are deleted.
        reservation_key: &'a str,
    }
    post "/access_methods/delete";
    idempotent, done on 404;
    validate |request, _| {
        one_of(request, &[
            "access_method_id",
            "access_grant_id",
            "reservation_key",
        ])
    };
}

endpoint! {
    /// The request of [`encode`](AccessMethods::encode).
    pub struct Encode<'a>(
        /// ID of the encoder that the card is on.
        acs_encoder_id: &'a str,
        /// ID of the access method to write.
        access_method_id: &'a str,
    ) {}
    post "/access_methods/encode";
    response "action_attempt": ActionAttempt;
}

endpoint! {
    /// The request of [`get`](AccessMethods::get).
    pub struct Get<'a>(
        /// The access method's ID.
        access_method_id: &'a str,
    ) {}
    post "/access_methods/get";
    response "access_method": AccessMethod;
    idempotent;
}

endpoint! {
    /// The request of [`get_related`](AccessMethods::get_related).
    pub struct GetRelated<'a>(
        /// IDs of the access methods.
        access_method_ids: &'a [&'a str],
    ) {
        /// Kinds of resources not to return, such as `devices`. Known values: [`exclude`].
        exclude: &'a [&'a str],
        /// Kinds of resources to return, such as `devices`; all by default. Known values:
        /// [`mod@include`].
        include: &'a [&'a str],
    }
    post "/access_methods/get_related";
    response "batch": Related;
    idempotent;
}

endpoint! {
    /// The request of [`list`](AccessMethods::list).
    pub struct List<'a> {
        /// Only the access methods with this access code.
        access_code_id: &'a str,
        /// Only the access methods of this access grant.
        access_grant_id: &'a str,
        /// Only the access methods of this access grant, by your own key.
        access_grant_key: &'a str,
        /// Only the access methods for this entrance.
        acs_entrance_id: &'a str,
        /// Only the access methods for this device.
        device_id: &'a str,
        /// Only the access methods for this space.
        space_id: &'a str,
        /// At most this many access methods in a response.
        limit: i64,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
    }
    post "/access_methods/list";
    response "access_methods": Vec<AccessMethod>;
    pages;
    idempotent;
    validate |request, _| {
        at_least_one(request, &[
            "access_code_id",
            "access_grant_id",
            "access_grant_key",
            "acs_entrance_id",
            "device_id",
            "space_id",
        ])
    };
}

endpoint! {
    /// The request of [`unlock_door`](AccessMethods::unlock_door).
    pub struct UnlockDoor<'a>(
        /// ID of the access method, of mode `cloud_key`.
        access_method_id: &'a str,
        /// The entrance's ID.
        acs_entrance_id: &'a str,
    ) {}
    post "/access_methods/unlock_door";
    response "action_attempt": ActionAttempt;
}

response! {
    /// An access method: one way to use an access grant, such as a PIN, a card or a mobile key.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_methods).
    pub struct AccessMethod {
        /// The access method's ID.
        pub access_method_id: String,
        /// Token of the client session for the mobile key.
        pub client_session_token: Option<Secret>,
        /// The code, usually a PIN.
        pub code: Option<Secret>,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// The customization profile's ID.
        pub customization_profile_id: Option<String>,
        /// Name to show to users.
        pub display_name: String,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
        /// Link that sets up the Instant Key on the user's phone.
        pub instant_key_url: Option<Secret>,
        /// Whether a card must be assigned to it before it can be issued.
        pub is_assignment_required: Option<bool>,
        /// Whether a card must be encoded for it.
        pub is_encoding_required: Option<bool>,
        /// Whether it has been issued.
        pub is_issued: Option<bool>,
        /// Whether a card can be assigned to it now.
        pub is_ready_for_assignment: Option<bool>,
        /// Whether a card can be encoded for it now.
        pub is_ready_for_encoding: Option<bool>,
        /// When it was issued, in ISO 8601.
        pub issued_at: Option<String>,
        /// How access is given: `code`, `card`, `mobile_key` or `cloud_key`. Known values:
        /// [`mode`].
        pub mode: String,
        /// Changes that Seam is still making; empty if there are none.
        pub pending_mutations: Vec<PendingMutation> = empty,
        /// Current warnings; empty if there are none.
        pub warnings: Vec<Issue> = empty,
        /// The workspace's ID.
        pub workspace_id: String,
        /// Whether a card must be encoded for it; the earlier name of `is_encoding_required`.
        pub is_card_encoding_required: Option<bool>,
    }
}

response! {
    /// What belongs to the access methods, a list for each kind.
    pub struct Related {
        /// The access grants.
        pub access_grants: Option<Vec<AccessGrant>>,
        /// The access methods.
        pub access_methods: Option<Vec<AccessMethod>>,
        /// The ACS credentials.
        pub acs_credentials: Option<Vec<AcsCredential>>,
        /// The entrances.
        pub acs_entrances: Option<Vec<AcsEntrance>>,
        /// The client sessions.
        pub client_sessions: Option<Vec<ClientSession>>,
        /// The devices.
        pub devices: Option<Vec<Device>>,
        /// The Instant Keys.
        pub instant_keys: Option<Vec<InstantKey>>,
        /// The spaces.
        pub spaces: Option<Vec<Space>>,
    }
}

response! {
    /// A change that Seam is still making.
    pub struct PendingMutation {
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// The values before the change.
        pub from: MutationValues,
        /// Explanation, as readable text.
        pub message: String,
        /// Kind of change, such as `creating` or `deleting`. Known values: [`mutation_code`].
        pub mutation_code: String,
        /// The values after the change.
        pub to: MutationValues,
    }
}

response! {
    /// The values before or after a change.
    pub struct MutationValues {
        /// IDs of the devices.
        pub device_ids: Option<Vec<String>>,
        /// When it ends, in ISO 8601.
        pub ends_at: Option<String>,
        /// When it begins, in ISO 8601.
        pub starts_at: Option<String>,
    }
}

/// Known values of `exclude`. Seam may add others.
pub mod exclude {
    /// `spaces`
    pub const SPACES: &str = "spaces";
    /// `devices`
    pub const DEVICES: &str = "devices";
    /// `acs_entrances`
    pub const ACS_ENTRANCES: &str = "acs_entrances";
    /// `access_grants`
    pub const ACCESS_GRANTS: &str = "access_grants";
    /// `access_methods`
    pub const ACCESS_METHODS: &str = "access_methods";
    /// `instant_keys`
    pub const INSTANT_KEYS: &str = "instant_keys";
    /// `client_sessions`
    pub const CLIENT_SESSIONS: &str = "client_sessions";
    /// `acs_credentials`
    pub const ACS_CREDENTIALS: &str = "acs_credentials";
}

/// Known values of `include`. Seam may add others.
pub mod include {
    /// `spaces`
    pub const SPACES: &str = "spaces";
    /// `devices`
    pub const DEVICES: &str = "devices";
    /// `acs_entrances`
    pub const ACS_ENTRANCES: &str = "acs_entrances";
    /// `access_grants`
    pub const ACCESS_GRANTS: &str = "access_grants";
    /// `access_methods`
    pub const ACCESS_METHODS: &str = "access_methods";
    /// `instant_keys`
    pub const INSTANT_KEYS: &str = "instant_keys";
    /// `client_sessions`
    pub const CLIENT_SESSIONS: &str = "client_sessions";
    /// `acs_credentials`
    pub const ACS_CREDENTIALS: &str = "acs_credentials";
}

/// Known values of `mode`. Seam may add others.
pub mod mode {
    /// `code`
    pub const CODE: &str = "code";
    /// `card`
    pub const CARD: &str = "card";
    /// `mobile_key`
    pub const MOBILE_KEY: &str = "mobile_key";
    /// `cloud_key`
    pub const CLOUD_KEY: &str = "cloud_key";
}

/// Known values of `mutation_code`. Seam may add others.
pub mod mutation_code {
    /// `provisioning_access`
    pub const PROVISIONING_ACCESS: &str = "provisioning_access";
    /// `revoking_access`
    pub const REVOKING_ACCESS: &str = "revoking_access";
    /// `updating_access_times`
    pub const UPDATING_ACCESS_TIMES: &str = "updating_access_times";
}
