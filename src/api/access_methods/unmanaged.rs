//! Access methods that Seam knows but does not manage.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/access_methods/unmanaged).
//!
//! ```no_run
//! use seam_client::access_methods::unmanaged;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let access_grant_id = "";
//! for method in seam.access_methods().unmanaged().list(unmanaged::List::new(access_grant_id))? {
//!     println!("{}", method.access_method_id);
//! }
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::endpoint;
use crate::issue::Issue;
use crate::response::response;
use crate::{Error, Seam, Secret};

/// The endpoints of `/access_methods/unmanaged`, returned by
/// [`AccessMethods::unmanaged`](crate::access_methods::AccessMethods::unmanaged).
#[derive(Clone, Copy, Debug)]
pub struct Unmanaged<'a> {
    seam: &'a Seam,
}

impl<'a> Unmanaged<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Looks up an unmanaged access method by its ID.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_methods/unmanaged/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<UnmanagedAccessMethod, Error> {
        self.seam.call(&request)
    }

    /// Lists access methods of an access grant that Seam does not manage.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_methods/unmanaged/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<UnmanagedAccessMethod>, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`get`](Unmanaged::get).
    pub struct Get<'a>(
        /// The access method's ID.
        access_method_id: &'a str,
    ) {}
    post "/access_methods/unmanaged/get";
    response "access_method": UnmanagedAccessMethod;
    idempotent;
}

endpoint! {
    /// The request of [`list`](Unmanaged::list).
    pub struct List<'a>(
        /// Only the access methods of this access grant.
        access_grant_id: &'a str,
    ) {
        /// Only the access methods for this entrance.
        acs_entrance_id: &'a str,
        /// Only the access methods for this device.
        device_id: &'a str,
        /// Only the access methods for this space.
        space_id: &'a str,
    }
    post "/access_methods/unmanaged/list";
    response "access_methods": Vec<UnmanagedAccessMethod>;
    idempotent;
}

response! {
    /// An access method that Seam does not manage.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_methods/unmanaged).
    pub struct UnmanagedAccessMethod {
        /// The access method's ID.
        pub access_method_id: String,
        /// The code, usually a PIN.
        pub code: Option<Secret>,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Name to show to users.
        pub display_name: String,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
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
