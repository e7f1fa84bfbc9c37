//! Access codes: the codes that people enter at a lock's keypad.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/access_codes).
//!
//! ```no_run
//! use seam_client::access_codes;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let device_id = "";
//! let code = seam.access_codes().create(
//!     access_codes::Create::new(device_id)
//!         .name("Jane")
//!         .starts_at("2030-12-01T15:00:00Z")
//!         .ends_at("2030-12-04T11:00:00Z"),
//! )?;
//! println!("{}: {}", code.access_code_id, code.status);
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::action_attempts::ActionAttempt;
use crate::endpoint::{Time, at_least_one, endpoint};
use crate::issue::Issue;
use crate::response::{Lazy, response};
use crate::{Error, Pages, Seam, Secret};

pub mod simulate;
pub mod unmanaged;

/// The endpoints of `/access_codes`, returned by [`Seam::access_codes`].
#[derive(Clone, Copy, Debug)]
pub struct AccessCodes<'a> {
    seam: &'a Seam,
}

impl<'a> AccessCodes<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Simulated access codes, for tests in a sandbox workspace.
    pub fn simulate(&self) -> simulate::Simulate<'a> {
        simulate::Simulate::new(self.seam)
    }

    /// Access codes that are on a lock but not managed by Seam.
    pub fn unmanaged(&self) -> unmanaged::Unmanaged<'a> {
        unmanaged::Unmanaged::new(self.seam)
    }

    /// Creates an access code on a device. Seam programs the device afterwards: watch the code's
    /// `status`.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_codes/create).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn create(&self, request: Create<'_>) -> Result<AccessCode, Error> {
        self.seam.call(&request)
    }

    /// Creates access codes with one PIN on several devices. Unless you set `code`, a
    /// `common_code_key` links them.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_codes/create_multiple).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn create_multiple(&self, request: CreateMultiple<'_>) -> Result<Vec<AccessCode>, Error> {
        self.seam.call(&request)
    }

    /// Deletes an access code. Seam then removes it from the device: the action attempt tells when.
    ///
    /// Returns `None` if the response has no `action_attempt`.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_codes/delete).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<Option<ActionAttempt>, Error> {
        self.seam.call(&request)
    }

    /// Proposes a PIN for an access code on a device. Nothing is created.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_codes/generate_code).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn generate_code(&self, request: GenerateCode<'_>) -> Result<GeneratedCode, Error> {
        self.seam.call(&request)
    }

    /// Looks up an access code by its ID, or its device and PIN.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_codes/get).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `access_code_id` nor `code` is set, or if neither
    /// `access_code_id` nor `device_id` is set; otherwise any other variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<AccessCode, Error> {
        self.seam.call(&request)
    }

    /// Lists access codes. At least one filter is required.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_codes/list).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if none of `access_code_ids`, `access_grant_id`, `access_grant_key`,
    /// `access_method_id`, `customer_key`, `device_id`, `search` and `user_identifier_key` is set;
    /// otherwise any other variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<AccessCode>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }

    /// Returns a backup code that works at once in place of an access code, which must be
    /// time-bound.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/access_codes/pull_backup_access_code).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn pull_backup_access_code(
        &self,
        request: PullBackupAccessCode<'_>,
    ) -> Result<AccessCode, Error> {
        self.seam.call(&request)
    }

    /// Tells Seam how long the codes of a SmartThings lock can be: either the lengths or a range.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/access_codes/report_device_constraints).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn report_device_constraints(
        &self,
        request: ReportDeviceConstraints<'_>,
    ) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Changes an access code that has not ended. The device follows later: the action attempt
    /// tells when.
    ///
    /// Returns `None` if the response has no `action_attempt`.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_codes/update).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<Option<ActionAttempt>, Error> {
        self.seam.call(&request)
    }

    /// Changes the name and times of all access codes with one `common_code_key`.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_codes/update_multiple).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update_multiple(&self, request: UpdateMultiple<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`create`](AccessCodes::create).
    pub struct Create<'a>(
        /// The device's ID.
        device_id: &'a str,
    ) {
        /// The same as `is_external_modification_allowed`.
        allow_external_modification: bool,
        /// Whether to try even if the device is offline; true by default.
        attempt_for_offline_device: bool,
        /// The PIN; Seam picks one by default.
        code: &'a str,
        /// Your own key: access codes with the same key get the same PIN.
        common_code_key: &'a str,
        /// When the code stops working, in ISO 8601. It must be in the future and after the start.
        ends_at: Time<'a>,
        /// Whether the code may be changed outside Seam, such as in the provider's app; false by
        /// default.
        is_external_modification_allowed: bool,
        /// Whether to create an offline access code, which needs no connection to the lock.
        is_offline_access_code: bool,
        /// Whether an offline access code works only once.
        is_one_time_use: bool,
        /// How far the times of an offline access code may be rounded; `1d` makes a daily code.
        /// Known values: [`max_time_rounding`].
        max_time_rounding: &'a str,
        /// The access code's name in Seam; the provider's app may show a different one.
        name: &'a str,
        /// Whether the lock itself should enforce the times, if it can; true by default.
        prefer_native_scheduling: bool,
        /// How many digits the PIN should have, without `code`; by default, the fewest that the
        /// device supports.
        preferred_code_length: i64,
        /// When the code starts to work, in ISO 8601.
        starts_at: Time<'a>,
        /// Whether Seam keeps backup codes on the device, for `pull_backup_access_code`.
        use_backup_access_code_pool: bool,
        /// Whether to create an offline access code, which needs no connection to the lock.
        #[deprecated(note = "use `is_offline_access_code`")]
        use_offline_access_code: bool,
    }
    post "/access_codes/create";
    response "access_code": AccessCode;
}

endpoint! {
    /// The request of [`create_multiple`](AccessCodes::create_multiple).
    pub struct CreateMultiple<'a>(
        /// IDs of the devices that get the PIN.
        device_ids: &'a [&'a str],
    ) {
        /// The same as `is_external_modification_allowed`.
        allow_external_modification: bool,
        /// Whether to try even if the device is offline; true by default.
        attempt_for_offline_device: bool,
        /// What to do if a device cannot have the PIN. By default, create no access code at all.
        /// Known values: [`behavior_when_code_cannot_be_shared`].
        behavior_when_code_cannot_be_shared: &'a str,
        /// The PIN; by default Seam picks one and links the codes.
        code: &'a str,
        /// When the codes stop working, in ISO 8601. They must end in the future and after the
        /// start.
        ends_at: Time<'a>,
        /// Whether the code may be changed outside Seam, such as in the provider's app; false by
        /// default.
        is_external_modification_allowed: bool,
        /// The access codes' name in Seam; the provider's app may show a different one.
        name: &'a str,
        /// Whether the lock itself should enforce the times, if it can; true by default.
        prefer_native_scheduling: bool,
        /// How many digits the PIN should have; by default, the fewest that the devices support.
        preferred_code_length: i64,
        /// When the codes start to work, in ISO 8601.
        starts_at: Time<'a>,
        /// Whether Seam keeps backup codes on the device, for `pull_backup_access_code`.
        use_backup_access_code_pool: bool,
    }
    post "/access_codes/create_multiple";
    response "access_codes": Vec<AccessCode>;
}

endpoint! {
    /// The request of [`delete`](AccessCodes::delete).
    pub struct Delete<'a>(
        /// The access code's ID.
        access_code_id: &'a str,
    ) {
        /// ID of the device that the code is on.
        device_id: &'a str,
    }
    post "/access_codes/delete";
    response "action_attempt", optional: ActionAttempt;
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`generate_code`](AccessCodes::generate_code).
    pub struct GenerateCode<'a>(
        /// The device's ID.
        device_id: &'a str,
    ) {}
    post "/access_codes/generate_code";
    response "generated_code": GeneratedCode;
    idempotent;
}

endpoint! {
    /// The request of [`get`](AccessCodes::get).
    pub struct Get<'a> {
        /// ID of the access code, instead of `device_id` and `code`.
        access_code_id: &'a str,
        /// The PIN; goes with `device_id`.
        code: &'a str,
        /// ID of the device that the code is on; goes with `code`.
        device_id: &'a str,
    }
    post "/access_codes/get";
    response "access_code": AccessCode;
    idempotent;
    validate |request, _| {
        at_least_one(request, &["access_code_id", "code"])?;
        at_least_one(request, &["access_code_id", "device_id"])
    };
}

endpoint! {
    /// The request of [`list`](AccessCodes::list).
    pub struct List<'a> {
        /// Only the access codes with these IDs.
        access_code_ids: &'a [&'a str],
        /// Only the access codes of this access grant.
        access_grant_id: &'a str,
        /// Only the access codes of this access grant, by your own key.
        access_grant_key: &'a str,
        /// Only the access codes of this access method.
        access_method_id: &'a str,
        /// Only the access codes of this customer, by your own key.
        customer_key: &'a str,
        /// Only the access codes on this device.
        device_id: &'a str,
        /// At most this many access codes in a response; 55,000 by default.
        limit: i64,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the access codes whose name, PIN or ID contains this text.
        search: &'a str,
        /// Only the access codes of this user, by your own ID.
        user_identifier_key: &'a str,
    }
    post "/access_codes/list";
    response "access_codes": Vec<AccessCode>;
    pages;
    idempotent;
    validate |request, _| {
        at_least_one(request, &[
            "access_code_ids",
            "access_grant_id",
            "access_grant_key",
            "access_method_id",
            "customer_key",
            "device_id",
            "search",
            "user_identifier_key",
        ])
    };
}

endpoint! {
    /// The request of [`pull_backup_access_code`](AccessCodes::pull_backup_access_code).
    pub struct PullBackupAccessCode<'a>(
        /// ID of the access code to replace.
        access_code_id: &'a str,
    ) {}
    post "/access_codes/pull_backup_access_code";
    response "backup_access_code": AccessCode;
}

endpoint! {
    /// The request of [`report_device_constraints`](AccessCodes::report_device_constraints).
    pub struct ReportDeviceConstraints<'a>(
        /// The device's ID.
        device_id: &'a str,
    ) {
        /// Most digits that a code can have, 4 to 20; set it together with `min_code_length`.
        max_code_length: i64,
        /// Fewest digits that a code can have, 4 to 20; set it together with `max_code_length`.
        min_code_length: i64,
        /// How many digits a code can have, each from 4 to 20; instead of a range.
        supported_code_lengths: &'a [i64],
    }
    post "/access_codes/report_device_constraints";
    idempotent;
}

endpoint! {
    /// The request of [`update`](AccessCodes::update).
    pub struct Update<'a>(
        /// The access code's ID.
        access_code_id: &'a str,
    ) {
        /// The same as `is_external_modification_allowed`.
        allow_external_modification: bool,
        /// Whether to try even if the device is offline; true by default.
        attempt_for_offline_device: bool,
        /// New PIN.
        code: &'a str,
        /// ID of the device that the code is on.
        device_id: &'a str,
        /// When the code stops working, in ISO 8601. It must be in the future and after the start.
        ends_at: Time<'a>,
        /// Whether the code may be changed outside Seam, such as in the provider's app; false by
        /// default.
        is_external_modification_allowed: bool,
        /// Whether Seam manages the code. To take one over, call `convert_to_managed` instead.
        is_managed: bool,
        /// Whether to create an offline access code, which needs no connection to the lock.
        is_offline_access_code: bool,
        /// Whether an offline access code works only once.
        is_one_time_use: bool,
        /// How far the times of an offline access code may be rounded; `1d` makes a daily code.
        /// Known values: [`max_time_rounding`].
        max_time_rounding: &'a str,
        /// The access code's name in Seam; the provider's app may show a different one.
        name: &'a str,
        /// Whether the lock itself should enforce the times, if it can; true by default.
        prefer_native_scheduling: bool,
        /// How many digits the PIN should have, without `code`; by default, the fewest that the
        /// device supports.
        preferred_code_length: i64,
        /// When the code starts to work, in ISO 8601.
        starts_at: Time<'a>,
        /// What the access code becomes; `ongoing` removes its end. Known values: [`update_type`].
        r#type: &'a str,
        /// Whether Seam keeps backup codes on the device, for `pull_backup_access_code`.
        use_backup_access_code_pool: bool,
        /// Whether to create an offline access code, which needs no connection to the lock.
        #[deprecated(note = "use `is_offline_access_code`")]
        use_offline_access_code: bool,
    }
    post "/access_codes/update";
    response "action_attempt", optional: ActionAttempt;
    idempotent;
}

endpoint! {
    /// The request of [`update_multiple`](AccessCodes::update_multiple).
    pub struct UpdateMultiple<'a>(
        /// Key that the access codes have in common.
        common_code_key: &'a str,
    ) {
        /// When the codes stop working, in ISO 8601. They must end in the future and after the
        /// start.
        ends_at: Time<'a>,
        /// The new name, for all of them.
        name: &'a str,
        /// When the codes start to work, in ISO 8601.
        starts_at: Time<'a>,
    }
    post "/access_codes/update_multiple";
    idempotent;
}

response! {
    /// An access code: a code for a lock's keypad.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_codes).
    pub struct AccessCode {
        /// The access code's ID.
        pub access_code_id: String,
        /// The code, usually a PIN.
        pub code: Option<Secret>,
        /// Key of the access codes that have the same PIN.
        pub common_code_key: Option<String>,
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
        /// Whether it is a code from the device's backup pool.
        pub is_backup: Option<bool>,
        /// Whether a backup code is ready to replace it.
        pub is_backup_access_code_available: bool,
        /// Whether it can be changed outside Seam.
        pub is_external_modification_allowed: bool,
        /// Whether Seam manages it.
        pub is_managed: bool,
        /// Whether it is an offline code, which needs no network connection.
        pub is_offline_access_code: bool,
        /// Whether it works only once.
        pub is_one_time_use: bool,
        /// Whether the device already stores it, together with its schedule.
        pub is_scheduled_on_device: Option<bool>,
        /// Whether it has no code yet.
        pub is_waiting_for_code_assignment: Option<bool>,
        /// Its name in Seam; the lock's own app may show another.
        pub name: Option<String>,
        /// Changes that Seam is still making; empty if there are none.
        pub pending_mutations: Vec<PendingMutation> = empty,
        /// ID of the backup code that replaced it.
        pub pulled_backup_access_code_id: Option<String>,
        /// When it begins, in ISO 8601.
        pub starts_at: Option<String>,
        /// State on the device: `setting`, `set`, `unset`, `removing` or `unknown`. Known values:
        /// [`status`].
        pub status: String,
        /// Kind of access code: `ongoing` or `time_bound`. Known values: [`access_code_type`].
        pub r#type: String,
        /// Current warnings; empty if there are none.
        pub warnings: Vec<Issue> = empty,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}

response! {
    /// A code that is free on the device, for an access code that is yet to be created.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/access_codes).
    pub struct GeneratedCode {
        /// The device's ID.
        pub device_id: Option<String>,
        /// The code, usually a PIN.
        pub code: Secret,
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

response! {
    /// A change that Seam is still making.
    pub struct PendingMutation {
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Explanation, as readable text.
        pub message: String,
        /// Kind of change, such as `creating` or `deleting`. Known values: [`mutation_code`].
        pub mutation_code: String,
        /// When Seam will make the change, in ISO 8601.
        pub scheduled_at: Option<String>,
        /// The values before the change.
        pub from: Option<Box<MutationValues>>,
        /// The values after the change.
        pub to: Option<Box<MutationValues>>,
    }
}

response! {
    /// The values before or after a change.
    pub struct MutationValues {
        /// The code, usually a PIN.
        pub code: Option<Secret>,
        /// Its name.
        pub name: Option<String>,
        /// When it ends, in ISO 8601.
        pub ends_at: Option<String>,
        /// When it begins, in ISO 8601.
        pub starts_at: Option<String>,
    }
}

/// Known values of `max_time_rounding`. Seam may add others.
pub mod max_time_rounding {
    /// `1hour`
    pub const _1HOUR: &str = "1hour";
    /// `1day`
    pub const _1DAY: &str = "1day";
    /// `1h`
    pub const _1H: &str = "1h";
    /// `1d`
    pub const _1D: &str = "1d";
}

/// Known values of `behavior_when_code_cannot_be_shared`. Seam may add others.
pub mod behavior_when_code_cannot_be_shared {
    /// `throw`
    pub const THROW: &str = "throw";
    /// `create_random_code`
    pub const CREATE_RANDOM_CODE: &str = "create_random_code";
}

/// Known values of `type`. Seam may add others.
pub mod update_type {
    /// `ongoing`
    pub const ONGOING: &str = "ongoing";
    /// `time_bound`
    pub const TIME_BOUND: &str = "time_bound";
}

/// Known values of `status`. Seam may add others.
pub mod status {
    /// `setting`
    pub const SETTING: &str = "setting";
    /// `set`
    pub const SET: &str = "set";
    /// `unset`
    pub const UNSET: &str = "unset";
    /// `removing`
    pub const REMOVING: &str = "removing";
    /// `unknown`
    pub const UNKNOWN: &str = "unknown";
}

/// Known values of `type`. Seam may add others.
pub mod access_code_type {
    /// `time_bound`
    pub const TIME_BOUND: &str = "time_bound";
    /// `ongoing`
    pub const ONGOING: &str = "ongoing";
}

/// Known values of `mutation_code`. Seam may add others.
pub mod mutation_code {
    /// `creating`
    pub const CREATING: &str = "creating";
    /// `deferring_creation`
    pub const DEFERRING_CREATION: &str = "deferring_creation";
    /// `deleting`
    pub const DELETING: &str = "deleting";
    /// `updating_code`
    pub const UPDATING_CODE: &str = "updating_code";
    /// `updating_name`
    pub const UPDATING_NAME: &str = "updating_name";
    /// `updating_time_frame`
    pub const UPDATING_TIME_FRAME: &str = "updating_time_frame";
}
