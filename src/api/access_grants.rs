//! Access grants: who can open what, when, and how. Seam makes the codes, cards and keys for them.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/access_grants).
//!
//! ```no_run
//! use seam_client::access_grants;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! use access_grants::RequestedAccessMethod;
//!
//! # let (user_identity_id, space_id) = ("", "");
//! let methods = [RequestedAccessMethod::new("code").code("4711"), RequestedAccessMethod::new("card")];
//! let grant = seam.access_grants().create(
//!     access_grants::Create::new(&methods)
//!         .user_identity_id(user_identity_id)
//!         .space_ids(&[space_id])
//!         .ends_at("2030-12-04T11:00:00Z"),
//! )?;
//! println!("{} starts {}", grant.display_name, grant.starts_at);
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::access_methods::AccessMethod;
use crate::acs::access_groups::AcsAccessGroup;
use crate::acs::entrances::AcsEntrance;
use crate::acs::systems::AcsSystem;
use crate::connected_accounts::ConnectedAccount;
use crate::devices::Device;
use crate::endpoint::{Time, at_least_one, endpoint, object, one_of};
use crate::issue::Issue;
use crate::response::response;
use crate::spaces::Space;
use crate::user_identities::UserIdentity;
use crate::{Error, Pages, Seam, Secret};

pub mod unmanaged;

/// The endpoints of `/access_grants`, returned by [`Seam::access_grants`].
#[derive(Clone, Copy, Debug)]
pub struct AccessGrants<'a> {
    seam: &'a Seam,
}

impl<'a> AccessGrants<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Access grants that Seam knows but does not manage.
    pub fn unmanaged(&self) -> unmanaged::Unmanaged<'a> {
        unmanaged::Unmanaged::new(self.seam)
    }

    /// Gives a user access to devices, entrances or spaces. Seam then creates the PINs, cards or
    /// keys.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_grants/create).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if not exactly one of `user_identity_id` and `user_identity` is set;
    /// otherwise any other variant of [`Error`].
    pub fn create(&self, request: Create<'_>) -> Result<AccessGrant, Error> {
        self.seam.call(&request)
    }

    /// Revokes an access grant and deletes it.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_grants/delete).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Looks up an access grant by its ID or your own key.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_grants/get).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if not exactly one of `access_grant_id` and `access_grant_key` is set;
    /// otherwise any other variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<AccessGrant, Error> {
        self.seam.call(&request)
    }

    /// Returns what belongs to access grants, such as their spaces, devices and user identities.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_grants/get_related).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if none of `access_grant_ids`, `access_grant_keys`, `exclude` and
    /// `include` is set; otherwise any other variant of [`Error`].
    pub fn get_related(&self, request: GetRelated<'_>) -> Result<Related, Error> {
        self.seam.call(&request)
    }

    /// Lists the access grants of the workspace.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_grants/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<AccessGrant>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }

    /// Adds access methods, such as a PIN or a card, to an access grant.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client does not retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/access_grants/request_access_methods).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn request_access_methods(
        &self,
        request: RequestAccessMethods<'_>,
    ) -> Result<AccessGrant, Error> {
        self.seam.call(&request)
    }

    /// Changes the name, start or end of an access grant.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_grants/update).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `access_grant_id` nor `access_grant_key` is set; otherwise
    /// any other variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`create`](AccessGrants::create).
    pub struct Create<'a>(
        /// How the user gets in, such as by PIN or card.
        requested_access_methods: &'a [RequestedAccessMethod<'a>],
    ) {
        /// ID of the user identity that gets access; or create one with `user_identity`.
        user_identity_id: &'a str,
        /// User identity to create, which then gets the access; instead of `user_identity_id`.
        user_identity: &'a NewUserIdentity<'a>,
        /// Your own key for the access grant; no other grant in the workspace may have it.
        access_grant_key: &'a str,
        /// IDs of the entrances to give access to.
        acs_entrance_ids: &'a [&'a str],
        /// ID of the profile with the branding to use.
        customization_profile_id: &'a str,
        /// IDs of the devices to give access to.
        device_ids: &'a [&'a str],
        /// When the access ends, in ISO 8601: in the future and after the start. By default it does
        /// not end.
        ends_at: Time<'a>,
        /// A place with devices and entrances, made for the grant.
        #[deprecated(note = "create a space, and use `space_ids`")]
        location: &'a Location<'a>,
        /// IDs of the locations to give access to.
        #[deprecated(note = "use `space_ids`")]
        location_ids: &'a [&'a str],
        /// The access grant's name.
        name: &'a str,
        /// Your own key for the reservation.
        reservation_key: &'a str,
        /// IDs of the spaces to give access to.
        space_ids: &'a [&'a str],
        /// Your own keys for the spaces to give access to.
        space_keys: &'a [&'a str],
        /// When the access starts, in ISO 8601.
        starts_at: Time<'a>,
    }
    post "/access_grants/create";
    response "access_grant": AccessGrant;
    validate |request, _| one_of(request, &["user_identity_id", "user_identity"]);
}

endpoint! {
    /// The request of [`delete`](AccessGrants::delete).
    pub struct Delete<'a>(
        /// The access grant's ID.
        access_grant_id: &'a str,
    ) {}
    post "/access_grants/delete";
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`get`](AccessGrants::get).
    pub struct Get<'a> {
        /// The access grant's ID.
        access_grant_id: &'a str,
        /// Your own key for the access grant, instead of its ID.
        access_grant_key: &'a str,
    }
    post "/access_grants/get";
    response "access_grant": AccessGrant;
    idempotent;
    validate |request, _| one_of(request, &["access_grant_id", "access_grant_key"]);
}

endpoint! {
    /// The request of [`get_related`](AccessGrants::get_related).
    pub struct GetRelated<'a> {
        /// IDs of the access grants.
        access_grant_ids: &'a [&'a str],
        /// Your own keys for the access grants.
        access_grant_keys: &'a [&'a str],
        /// Kinds of resources not to return, such as `devices`. Known values: [`exclude`].
        exclude: &'a [&'a str],
        /// Kinds of resources to return, such as `devices`; all by default. Known values:
        /// [`mod@include`].
        include: &'a [&'a str],
    }
    post "/access_grants/get_related";
    response "batch": Related;
    idempotent;
    validate |request, _| {
        at_least_one(request, &[
            "access_grant_ids",
            "access_grant_keys",
            "exclude",
            "include",
        ])
    };
}

endpoint! {
    /// The request of [`list`](AccessGrants::list).
    pub struct List<'a> {
        /// Only the access grants with this access code.
        access_code_id: &'a str,
        /// Only the access grants with these IDs.
        access_grant_ids: &'a [&'a str],
        /// Only the access grant with this key (yours); `None` for those without a key.
        access_grant_key: Option<&'a str>,
        /// Only the access grants to this entrance.
        acs_entrance_id: &'a str,
        /// Only the access grants to this access system.
        acs_system_id: &'a str,
        /// Only the access grants of this customer, by your own key.
        customer_key: &'a str,
        /// Only the access grants to this device.
        device_id: &'a str,
        /// At most this many access grants in a response; 500 by default.
        limit: i64,
        /// Only the access grants to this location.
        #[deprecated(note = "use `space_id`")]
        location_id: &'a str,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the access grants of this reservation, by your own key.
        reservation_key: &'a str,
        /// Only the access grants to this space.
        space_id: &'a str,
        /// Only the access grants of this user identity.
        user_identity_id: &'a str,
        /// Only the access grants that match this text.
        search: &'a str,
    }
    post "/access_grants/list";
    response "access_grants": Vec<AccessGrant>;
    pages;
    idempotent;
}

endpoint! {
    /// The request of [`request_access_methods`](AccessGrants::request_access_methods).
    pub struct RequestAccessMethods<'a>(
        /// The access grant's ID.
        access_grant_id: &'a str,
        /// How the user gets in, such as by PIN or card.
        requested_access_methods: &'a [RequestedAccessMethod<'a>],
    ) {}
    post "/access_grants/request_access_methods";
    response "access_grant": AccessGrant;
}

endpoint! {
    /// The request of [`update`](AccessGrants::update).
    pub struct Update<'a> {
        /// The access grant's ID, unless you set its key.
        access_grant_id: &'a str,
        /// Your own key for the access grant, instead of its ID.
        access_grant_key: &'a str,
        /// When the access ends, in ISO 8601: in the future and after the start. `None` for no end.
        ends_at: Option<Time<'a>>,
        /// The access grant's name; `None` unsets it.
        name: Option<&'a str>,
        /// When the access starts, in ISO 8601.
        starts_at: Time<'a>,
    }
    post "/access_grants/update";
    idempotent;
    validate |request, _| at_least_one(request, &["access_grant_id", "access_grant_key"]);
}

object! {
    /// What is in `requested_access_methods` of [`Create`].
    pub struct RequestedAccessMethod<'a>(
        /// Kind of access method. Known values: [`mode`].
        mode: &'a str,
    ) {
        /// PIN to use, for the mode `code` only.
        code: &'a str,
        /// How many times an Instant Key can be used, for the mode `mobile_key` only; once by
        /// default.
        instant_key_max_use_count: i64,
    }
}

object! {
    /// What is in [`user_identity`](Create::user_identity).
    pub struct NewUserIdentity<'a> {
        /// The new user's email address; it must be unique.
        email_address: &'a str,
        /// Full name.
        full_name: &'a str,
        /// The new user's phone number, in E.164 format, such as `+15555550100`; it must be unique.
        phone_number: &'a str,
        /// Your own key for the user identity, unique in the workspace.
        user_identity_key: &'a str,
    }
}

object! {
    /// What is in [`location`](Create::location).
    pub struct Location<'a> {
        /// IDs of the entrances at the location.
        #[deprecated(note = "use `acs_entrance_ids` of the request itself")]
        acs_entrance_ids: &'a [&'a str],
        /// IDs of the devices at the location.
        #[deprecated(note = "use `device_ids` of the request itself")]
        device_ids: &'a [&'a str],
        /// The location's name.
        name: &'a str,
    }
}

response! {
    /// An access grant: what a user identity can open, when, and by which access methods.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_grants).
    pub struct AccessGrant {
        /// The access grant's ID.
        pub access_grant_id: String,
        /// Your own key for the access grant.
        pub access_grant_key: Option<String>,
        /// IDs of the access methods.
        pub access_method_ids: Vec<String>,
        /// Token of the client session for the mobile key.
        pub client_session_token: Option<Secret>,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// The customization profile's ID.
        pub customization_profile_id: Option<String>,
        /// Name to show to users.
        pub display_name: String,
        /// When it ends, in ISO 8601.
        pub ends_at: Option<String>,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
        /// Link that sets up the Instant Key on the user's phone.
        pub instant_key_url: Option<Secret>,
        /// IDs of the spaces that the grant gives access to.
        #[deprecated(note = "use `space_ids`")]
        pub location_ids: Vec<String> = empty,
        /// Its name.
        pub name: Option<String>,
        /// Changes that Seam is still making; empty if there are none.
        pub pending_mutations: Vec<PendingMutation> = empty,
        /// The requested access methods.
        pub requested_access_methods: Vec<RequestedMethod>,
        /// Your own key for the reservation.
        pub reservation_key: Option<String>,
        /// IDs of the spaces.
        pub space_ids: Vec<String> = empty,
        /// When it begins, in ISO 8601.
        pub starts_at: String,
        /// The user identity's ID.
        pub user_identity_id: String,
        /// Current warnings; empty if there are none.
        pub warnings: Vec<Issue> = empty,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}

response! {
    /// What belongs to the access grants, a list for each kind.
    pub struct Related {
        /// The access methods.
        pub access_methods: Option<Vec<AccessMethod>>,
        /// The access groups.
        pub acs_access_groups: Option<Vec<AcsAccessGroup>>,
        /// The entrances.
        pub acs_entrances: Option<Vec<AcsEntrance>>,
        /// The access systems.
        pub acs_systems: Option<Vec<AcsSystem>>,
        /// The connected accounts.
        pub connected_accounts: Option<Vec<ConnectedAccount>>,
        /// The devices.
        pub devices: Option<Vec<Device>>,
        /// The spaces.
        pub spaces: Option<Vec<Space>>,
        /// The user identities.
        pub user_identities: Option<Vec<UserIdentity>>,
    }
}

response! {
    /// A change that Seam is still making.
    pub struct PendingMutation {
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// The values before the change.
        pub from: MutationFrom,
        /// Explanation, as readable text.
        pub message: String,
        /// Kind of change, such as `creating` or `deleting`. Known values: [`mutation_code`].
        pub mutation_code: String,
        /// The values after the change.
        pub to: MutationTo,
        /// The access methods that change, by ID.
        pub access_method_ids: Option<Vec<String>>,
    }
}

response! {
    /// A requested access method.
    pub struct RequestedMethod {
        /// The requested PIN; only for the mode `code`.
        pub code: Option<Secret>,
        /// The access methods created for it, by ID.
        pub created_access_method_ids: Vec<String>,
        /// When it was requested, in ISO 8601.
        pub created_at: String,
        /// Name to show to users.
        pub display_name: String,
        /// How often the Instant Key can be used; 1 unless set. Only for the mode `mobile_key`.
        pub instant_key_max_use_count: Option<i64>,
        /// How access is given: `code`, `card`, `mobile_key` or `cloud_key`. Known values:
        /// [`mode`].
        pub mode: String,
    }
}

response! {
    /// The values before a change.
    pub struct MutationFrom {
        /// IDs of the devices.
        pub device_ids: Option<Vec<String>>,
        /// When it ends, in ISO 8601.
        pub ends_at: Option<String>,
        /// When it begins, in ISO 8601.
        pub starts_at: Option<String>,
    }
}

response! {
    /// The values after a change.
    pub struct MutationTo {
        /// Key of the access codes that have the same PIN.
        pub common_code_key: Option<String>,
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
    /// `connected_accounts`
    pub const CONNECTED_ACCOUNTS: &str = "connected_accounts";
    /// `acs_systems`
    pub const ACS_SYSTEMS: &str = "acs_systems";
    /// `user_identities`
    pub const USER_IDENTITIES: &str = "user_identities";
    /// `acs_access_groups`
    pub const ACS_ACCESS_GROUPS: &str = "acs_access_groups";
    /// `access_methods`
    pub const ACCESS_METHODS: &str = "access_methods";
}

/// Known values of `include`. Seam may add others.
pub mod include {
    /// `spaces`
    pub const SPACES: &str = "spaces";
    /// `devices`
    pub const DEVICES: &str = "devices";
    /// `acs_entrances`
    pub const ACS_ENTRANCES: &str = "acs_entrances";
    /// `connected_accounts`
    pub const CONNECTED_ACCOUNTS: &str = "connected_accounts";
    /// `acs_systems`
    pub const ACS_SYSTEMS: &str = "acs_systems";
    /// `user_identities`
    pub const USER_IDENTITIES: &str = "user_identities";
    /// `acs_access_groups`
    pub const ACS_ACCESS_GROUPS: &str = "acs_access_groups";
    /// `access_methods`
    pub const ACCESS_METHODS: &str = "access_methods";
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
    /// `updating_spaces`
    pub const UPDATING_SPACES: &str = "updating_spaces";
    /// `updating_access_times`
    pub const UPDATING_ACCESS_TIMES: &str = "updating_access_times";
}
