//! Access codes that are on a lock but not managed by Seam.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/access_codes/unmanaged).
//!
//! ```no_run
//! use seam_client::access_codes::unmanaged;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let device_id = "";
//! for code in seam.access_codes().unmanaged().list(unmanaged::List::new(device_id))? {
//!     println!("{}: {:?}", code.access_code_id, code.name);
//! }
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::action_attempts::ActionAttempt;
use crate::endpoint::{at_least_one, endpoint};
use crate::issue::Issue;
use crate::response::{Lazy, response};
use crate::{Error, Pages, Seam, Secret};

/// The endpoints of `/access_codes/unmanaged`, returned by
/// [`AccessCodes::unmanaged`](crate::access_codes::AccessCodes::unmanaged).
#[derive(Clone, Copy, Debug)]
pub struct Unmanaged<'a> {
    seam: &'a Seam,
}

impl<'a> Unmanaged<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Puts an unmanaged access code under Seam's management, if the provider supports that.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/access_codes/unmanaged/convert_to_managed).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn convert_to_managed(&self, request: ConvertToManaged<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Deletes an access code that Seam does not manage.
    ///
    /// Returns `None` if the response has no `action_attempt`.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_codes/unmanaged/delete).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<Option<ActionAttempt>, Error> {
        self.seam.call(&request)
    }

    /// Looks up an unmanaged access code by its ID, or its device and PIN.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_codes/unmanaged/get).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `access_code_id` nor `code` is set, or if neither
    /// `access_code_id` nor `device_id` is set; otherwise any other variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<UnmanagedAccessCode, Error> {
        self.seam.call(&request)
    }

    /// Lists access codes that Seam does not manage.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_codes/unmanaged/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<UnmanagedAccessCode>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }

    /// Changes an unmanaged access code: whether Seam manages it, and who may edit it.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_codes/unmanaged/update).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`convert_to_managed`](Unmanaged::convert_to_managed).
    pub struct ConvertToManaged<'a>(
        /// The access code's ID.
        access_code_id: &'a str,
    ) {
        /// The same as `is_external_modification_allowed`.
        allow_external_modification: bool,
        /// Whether to take the code over from another Seam workspace.
        force: bool,
        /// Whether the code may be changed outside Seam, such as in the provider's app.
        is_external_modification_allowed: bool,
    }
    post "/access_codes/unmanaged/convert_to_managed";
    idempotent;
}

endpoint! {
    /// The request of [`delete`](Unmanaged::delete).
    pub struct Delete<'a>(
        /// The access code's ID.
        access_code_id: &'a str,
    ) {}
    post "/access_codes/unmanaged/delete";
    response "action_attempt", optional: ActionAttempt;
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`get`](Unmanaged::get).
    pub struct Get<'a> {
        /// ID of the access code, instead of `device_id` and `code`.
        access_code_id: &'a str,
        /// The PIN; goes with `device_id`.
        code: &'a str,
        /// ID of the device that the code is on; goes with `code`.
        device_id: &'a str,
    }
    post "/access_codes/unmanaged/get";
    response "access_code": UnmanagedAccessCode;
    idempotent;
    validate |request, _| {
        at_least_one(request, &["access_code_id", "code"])?;
        at_least_one(request, &["access_code_id", "device_id"])
    };
}

endpoint! {
    /// The request of [`list`](Unmanaged::list).
    pub struct List<'a>(
        /// Only the access codes on this device.
        device_id: &'a str,
    ) {
        /// At most this many access codes in a response; 300,000 by default.
        limit: i64,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the access codes whose name, PIN or ID contains this text.
        search: &'a str,
        /// Only the access codes of this user, by your own ID.
        user_identifier_key: &'a str,
    }
    post "/access_codes/unmanaged/list";
    response "access_codes": Vec<UnmanagedAccessCode>;
    pages;
    idempotent;
}

endpoint! {
    /// The request of [`update`](Unmanaged::update).
    pub struct Update<'a>(
        /// The access code's ID.
        access_code_id: &'a str,
        /// True to put the code under Seam's management.
        is_managed: bool,
    ) {
        /// The same as `is_external_modification_allowed`.
        allow_external_modification: bool,
        /// True forces the change.
        force: bool,
        /// Whether the code may be changed outside Seam, such as in the provider's app.
        is_external_modification_allowed: bool,
    }
    post "/access_codes/unmanaged/update";
    idempotent;
}

response! {
    /// An access code that is on a lock but not managed by Seam.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_codes/unmanaged).
    pub struct UnmanagedAccessCode {
        /// The access code's ID.
        pub access_code_id: String,
        /// `true` if Seam can never manage the access code.
        pub cannot_be_managed: Option<bool>,
        /// `true` if Seam cannot delete the access code, but the manufacturer's app can.
        pub cannot_delete_unmanaged_access_code: Option<bool>,
        /// The code, usually a PIN.
        pub code: Option<Secret>,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// The device's ID.
        pub device_id: String,
        /// What dormakaba Oracode reports about it.
        pub dormakaba_oracode_metadata: Lazy<DormakabaOracodeMetadata>,
        /// When it ends, in ISO 8601.
        pub ends_at: Option<String>,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
        /// Whether Seam manages it.
        pub is_managed: bool,
        /// Its name.
        pub name: Option<String>,
        /// When it begins, in ISO 8601.
        pub starts_at: Option<String>,
        /// State on the device: `set` or `unset`. Known values: [`status`].
        pub status: String,
        /// Kind of access code: `ongoing` or `time_bound`. Known values:
        /// [`unmanaged_access_code_type`].
        pub r#type: String,
        /// Current warnings; empty if there are none.
        pub warnings: Vec<Issue> = empty,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}

response! {
    /// What dormakaba Oracode reports about an access code.
    pub struct DormakabaOracodeMetadata {
        /// Whether Oracode's API can cancel the stay.
        pub is_cancellable: Option<bool>,
        /// Whether the guest may check in early.
        pub is_early_checkin_able: Option<bool>,
        /// Whether Oracode's API can extend the stay.
        pub is_extendable: Option<bool>,
        /// Whether Oracode still allows overrides of the access code.
        pub is_overridable: Option<bool>,
        /// The site's name.
        pub site_name: Option<String>,
        /// Oracode's ID of the stay.
        pub stay_id: Option<i64>,
        /// The user level's ID.
        pub user_level_id: Option<String>,
        /// The user level's name.
        pub user_level_name: Option<String>,
    }
}

/// Known values of `status`. Seam may add others.
pub mod status {
    /// `set`
    pub const SET: &str = "set";
    /// `unset`
    pub const UNSET: &str = "unset";
}

/// Known values of `type`. Seam may add others.
pub mod unmanaged_access_code_type {
    /// `time_bound`
    pub const TIME_BOUND: &str = "time_bound";
    /// `ongoing`
    pub const ONGOING: &str = "ongoing";
}
