//! Phones that can hold mobile keys.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/phones).
//!
//! ```no_run
//! use seam_client::phones;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let user_identity_id = "";
//! let list = phones::List::new().owner_user_identity_id(user_identity_id);
//! for phone in seam.phones().list(list)? {
//!     println!("{}", phone.display_name);
//! }
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::endpoint;
use crate::issue::Issue;
use crate::response::{Lazy, Metadata, response};
use crate::{Error, Seam};

pub mod simulate;

/// The endpoints of `/phones`, returned by [`Seam::phones`].
#[derive(Clone, Copy, Debug)]
pub struct Phones<'a> {
    seam: &'a Seam,
}

impl<'a> Phones<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Simulated phones, for tests in a sandbox workspace.
    pub fn simulate(&self) -> simulate::Simulate<'a> {
        simulate::Simulate::new(self.seam)
    }

    /// Deactivates a phone, for example one that was lost.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/phones/deactivate).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn deactivate(&self, request: Deactivate<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Looks up a phone by its ID.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/phones/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<Phone, Error> {
        self.seam.call(&request)
    }

    /// Lists the phones of the workspace, or of one user identity or credential.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/phones/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<Phone>, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`deactivate`](Phones::deactivate).
    pub struct Deactivate<'a>(
        /// The phone's ID.
        device_id: &'a str,
    ) {}
    post "/phones/deactivate";
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`get`](Phones::get).
    pub struct Get<'a>(
        /// The phone's ID.
        device_id: &'a str,
    ) {}
    post "/phones/get";
    response "phone": Phone;
    idempotent;
}

endpoint! {
    /// The request of [`list`](Phones::list).
    pub struct List<'a> {
        /// Only the phones with this credential.
        acs_credential_id: &'a str,
        /// Only the phones of this user identity.
        owner_user_identity_id: &'a str,
    }
    post "/phones/list";
    response "phones": Vec<Phone>;
    idempotent;
}

response! {
    /// A phone that holds, or can hold, mobile keys.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/phones).
    pub struct Phone {
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Your own data: names with text or boolean values.
        pub custom_metadata: Metadata = empty,
        /// The device's ID.
        pub device_id: String,
        /// Kind of phone, such as `ios_phone`. Known values: [`device_type`].
        pub device_type: String,
        /// Name to show to users.
        pub display_name: String,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
        /// Nickname set through Seam.
        pub nickname: Option<String>,
        /// What the credential services report about the phone.
        pub properties: Properties,
        /// Current warnings; empty if there are none.
        pub warnings: Vec<Issue> = empty,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}

response! {
    /// What the credential services report about a phone.
    pub struct Properties {
        /// What the ASSA ABLOY credential service reports.
        pub assa_abloy_credential_service_metadata: Lazy<AssaAbloyCredentialServiceMetadata>,
        /// What the Salto Space credential service reports.
        pub salto_space_credential_service_metadata: Lazy<SaltoSpaceCredentialServiceMetadata>,
    }
}

response! {
    /// What the ASSA ABLOY credential service reports about a phone.
    pub struct AssaAbloyCredentialServiceMetadata {
        /// The phone's endpoints: app installations that can hold mobile keys.
        pub endpoints: Option<Vec<CredentialEndpoint>>,
        /// Whether one of its endpoints is active.
        pub has_active_endpoint: Option<bool>,
    }
}

response! {
    /// What the Salto Space credential service reports about a phone.
    pub struct SaltoSpaceCredentialServiceMetadata {
        /// Whether the service has an active phone.
        pub has_active_phone: Option<bool>,
    }
}

response! {
    /// An endpoint of a phone: an app installation that can hold mobile keys.
    pub struct CredentialEndpoint {
        /// The endpoint's ID.
        pub endpoint_id: Option<String>,
        /// Whether it is active.
        pub is_active: Option<bool>,
    }
}

/// Known values of `device_type`. Seam may add others.
pub mod device_type {
    /// `ios_phone`
    pub const IOS_PHONE: &str = "ios_phone";
    /// `android_phone`
    pub const ANDROID_PHONE: &str = "android_phone";
}
