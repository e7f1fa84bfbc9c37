//! Access grants that Seam knows but does not manage.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/access_grants/unmanaged).
//!
//! ```no_run
//! use seam_client::access_grants::unmanaged;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! for grant in seam.access_grants().unmanaged().list(unmanaged::List::new())? {
//!     println!("{}", grant.access_grant_id);
//! }
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::endpoint;
use crate::issue::Issue;
use crate::response::response;
use crate::{Error, Pages, Seam, Secret};

/// The endpoints of `/access_grants/unmanaged`, returned by
/// [`AccessGrants::unmanaged`](crate::access_grants::AccessGrants::unmanaged).
#[derive(Clone, Copy, Debug)]
pub struct Unmanaged<'a> {
    seam: &'a Seam,
}

impl<'a> Unmanaged<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Looks up an unmanaged access grant by its ID.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_grants/unmanaged/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<UnmanagedAccessGrant, Error> {
        self.seam.call(&request)
    }

    /// Lists access grants that Seam does not manage.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_grants/unmanaged/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<UnmanagedAccessGrant>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }

    /// Puts an access grant and all its access methods under Seam's management. This call cannot
    /// take them out again.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_grants/unmanaged/update).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`get`](Unmanaged::get).
    pub struct Get<'a>(
        /// The access grant's ID.
        access_grant_id: &'a str,
    ) {}
    post "/access_grants/unmanaged/get";
    response "access_grant": UnmanagedAccessGrant;
    idempotent;
}

endpoint! {
    /// The request of [`list`](Unmanaged::list).
    pub struct List<'a> {
        /// Only the access grants to this entrance.
        acs_entrance_id: &'a str,
        /// Only the access grants to this access system.
        acs_system_id: &'a str,
        /// At most this many access grants in a response; 500 by default.
        limit: i64,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the access grants of this reservation, by your own key.
        reservation_key: &'a str,
        /// Only the access grants of this user identity.
        user_identity_id: &'a str,
    }
    post "/access_grants/unmanaged/list";
    response "access_grants": Vec<UnmanagedAccessGrant>;
    pages;
    idempotent;
}

endpoint! {
    /// The request of [`update`](Unmanaged::update).
    pub struct Update<'a>(
        /// The access grant's ID.
        access_grant_id: &'a str,
        /// Must be true: Seam then manages it.
        is_managed: bool,
    ) {
        /// Your own key for the access grant; by default it keeps the one that it has.
        access_grant_key: &'a str,
    }
    post "/access_grants/unmanaged/update";
    idempotent;
}

response! {
    /// An access grant that Seam does not manage.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_grants/unmanaged).
    pub struct UnmanagedAccessGrant {
        /// The access grant's ID.
        pub access_grant_id: String,
        /// IDs of the access methods.
        pub access_method_ids: Vec<String>,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Name to show to users.
        pub display_name: String,
        /// When it ends, in ISO 8601.
        pub ends_at: Option<String>,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
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
        pub user_identity_id: Option<String>,
        /// Current warnings; empty if there are none.
        pub warnings: Vec<Issue> = empty,
        /// The workspace's ID.
        pub workspace_id: String,
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

/// Known values of `mutation_code`. Seam may add others.
pub mod mutation_code {
    /// `updating_spaces`
    pub const UPDATING_SPACES: &str = "updating_spaces";
    /// `updating_access_times`
    pub const UPDATING_ACCESS_TIMES: &str = "updating_access_times";
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
