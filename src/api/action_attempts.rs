//! Action attempts: the outcome of an action that takes time, such as unlocking a door.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/action_attempts).
//!
//! ```no_run
//! use seam_client::action_attempts;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! use action_attempts::status;
//!
//! # let action_attempt_id = "";
//! let attempt = seam.action_attempts().get(action_attempts::Get::new(action_attempt_id))?;
//! if attempt.status == status::PENDING {
//!     // Polls until the action has succeeded or failed.
//!     let attempt = seam.wait(attempt)?;
//!     println!("{} is done", attempt.action_type);
//! }
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::endpoint;
use crate::issue::Issue;
use crate::response::{Json, Lazy, response};
use crate::{Error, Pages, Seam, Secret};

/// The endpoints of `/action_attempts`, returned by [`Seam::action_attempts`].
#[derive(Clone, Copy, Debug)]
pub struct ActionAttempts<'a> {
    seam: &'a Seam,
}

impl<'a> ActionAttempts<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Looks up an action attempt. Its `status` is `pending` until the action succeeds or fails.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/action_attempts/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Lists action attempts, by their IDs or for one device.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/action_attempts/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<ActionAttempt>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }
}

endpoint! {
    /// The request of [`get`](ActionAttempts::get).
    pub struct Get<'a>(
        /// The action attempt's ID.
        action_attempt_id: &'a str,
    ) {}
    post "/action_attempts/get";
    response "action_attempt": ActionAttempt;
    idempotent;
}

endpoint! {
    /// The request of [`list`](ActionAttempts::list).
    pub struct List<'a> {
        /// Only the action attempts with these IDs.
        action_attempt_ids: &'a [&'a str],
        /// Only the action attempts of this device.
        device_id: &'a str,
        /// At most this many action attempts in a response; 500 by default.
        limit: i64,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
    }
    post "/action_attempts/list";
    response "action_attempts": Vec<ActionAttempt>;
    pages;
    idempotent;
}

response! {
    /// An action attempt: an action that Seam was asked to take, and its progress.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/action_attempts).
    pub struct ActionAttempt {
        /// The action attempt's ID.
        pub action_attempt_id: String,
        /// The attempted action, such as `UNLOCK_DOOR`. Known values: [`action_type`].
        pub action_type: String,
        /// Why the action failed, if it did.
        pub error: Option<Box<AttemptError>>,
        /// Result of the action, if it succeeded.
        pub result: Lazy<AttemptResult>,
        /// State of the action: `pending`, `success` or `error`. Known values: [`status`].
        pub status: String,
    }
}

response! {
    /// Why an action failed.
    pub struct AttemptError {
        /// Explanation, as readable text.
        pub message: String,
        /// Kind of error, such as `action_attempt_expired`. Known values: [`attempt_error_type`].
        pub r#type: String,
    }
}

response! {
    /// What a successful action returned. Which fields are set depends on `action_type`.
    pub struct AttemptResult {
        /// Whether the device confirmed the action.
        pub was_confirmed_by_device: Option<bool>,
        /// What the encoder read from the card.
        pub acs_credential_on_encoder: Option<Box<AcsCredentialOnEncoder>>,
        /// The card's credential, as Seam and the access system know it.
        pub acs_credential_on_seam: Option<Box<AcsCredentialOnSeam>>,
        /// Current warnings; empty if there are none.
        pub warnings: Option<Json>,
        /// How it gives access: `code`, `card`, `mobile_key` or `cloud_key`. Known values:
        /// [`access_method`].
        pub access_method: Option<String>,
        /// The ACS credential's ID.
        pub acs_credential_id: Option<String>,
        /// The ACS credential pool's ID.
        pub acs_credential_pool_id: Option<String>,
        /// The ACS system's ID.
        pub acs_system_id: Option<String>,
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
        pub created_at: Option<String>,
        /// Name to show to users.
        pub display_name: Option<String>,
        /// When it ends, in ISO 8601.
        pub ends_at: Option<String>,
        /// Current errors; empty if there are none.
        pub errors: Option<Vec<Issue>>,
        /// Its kind, in the provider's own terms. Known values: [`external_type`].
        pub external_type: Option<String>,
        /// Display name of `external_type`.
        pub external_type_display_name: Option<String>,
        /// Whether it has been issued.
        pub is_issued: Option<bool>,
        /// Whether the provider has all changes made in Seam.
        pub is_latest_desired_state_synced_with_provider: Option<bool>,
        /// Whether Seam manages it.
        pub is_managed: Option<bool>,
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
        /// The workspace's ID.
        pub workspace_id: Option<String>,
        /// The access method's ID.
        pub access_method_id: Option<String>,
        /// Token of the client session for the mobile key.
        pub client_session_token: Option<Secret>,
        /// The customization profile's ID.
        pub customization_profile_id: Option<String>,
        /// Link that sets up the Instant Key on the user's phone.
        pub instant_key_url: Option<Secret>,
        /// Whether a card must be assigned to it before it can be issued.
        pub is_assignment_required: Option<bool>,
        /// Whether a card must be encoded for it.
        pub is_encoding_required: Option<bool>,
        /// Whether a card can be assigned to it now.
        pub is_ready_for_assignment: Option<bool>,
        /// Whether a card can be encoded for it now.
        pub is_ready_for_encoding: Option<bool>,
        /// How access is given: `code`, `card`, `mobile_key` or `cloud_key`. Known values:
        /// [`mode`].
        pub mode: Option<String>,
        /// Changes that Seam is still making; empty if there are none.
        pub pending_mutations: Option<Vec<PendingMutation>>,
        /// The access code that the action created or changed.
        pub access_code: Option<Json>,
        /// The noise threshold that the action created or changed.
        pub noise_threshold: Option<Json>,
    }
}

response! {
    /// What an encoder read from a card.
    pub struct AcsCredentialOnEncoder {
        /// Number that identifies the card; it may contain letters.
        pub card_number: Option<Secret>,
        /// When it was created, in ISO 8601.
        pub created_at: Option<String>,
        /// When it ends, in ISO 8601.
        pub ends_at: Option<String>,
        /// Whether it has been issued.
        pub is_issued: Option<bool>,
        /// When it begins, in ISO 8601.
        pub starts_at: Option<String>,
        /// What ASSA ABLOY Visionline reports about it.
        pub visionline_metadata: Lazy<EncoderVisionlineMetadata>,
    }
}

response! {
    /// A card's credential, as Seam and the access system know it.
    pub struct AcsCredentialOnSeam {
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
    /// What ASSA ABLOY Visionline reports about a card on an encoder.
    pub struct EncoderVisionlineMetadata {
        /// Whether the card is cancelled.
        pub cancelled: Option<bool>,
        /// Format of the card: `TLCode` or `rfid48`. Known values: [`card_format`].
        pub card_format: Option<String>,
        /// Name of the card's holder.
        pub card_holder: Option<String>,
        /// Visionline's ID of the card.
        pub card_id: Option<String>,
        /// The shared entrances that it opens, by ID.
        pub common_acs_entrance_ids: Option<Vec<String>>,
        /// Whether the card is discarded.
        pub discarded: Option<bool>,
        /// Whether the card has expired.
        pub expired: Option<bool>,
        /// The guest entrances that it opens, by ID.
        pub guest_acs_entrance_ids: Option<Vec<String>>,
        /// How many cards were issued.
        pub number_of_issued_cards: Option<i64>,
        /// Whether another card has overridden it.
        pub overridden: Option<bool>,
        /// Whether the card was overwritten.
        pub overwritten: Option<bool>,
        /// Whether the card still awaits an automatic update.
        pub pending_auto_update: Option<bool>,
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

/// Known values of `action_type`. Seam may add others.
pub mod action_type {
    /// `LOCK_DOOR`
    pub const LOCK_DOOR: &str = "LOCK_DOOR";
    /// `UNLOCK_DOOR`
    pub const UNLOCK_DOOR: &str = "UNLOCK_DOOR";
    /// `SCAN_CREDENTIAL`
    pub const SCAN_CREDENTIAL: &str = "SCAN_CREDENTIAL";
    /// `ENCODE_CREDENTIAL`
    pub const ENCODE_CREDENTIAL: &str = "ENCODE_CREDENTIAL";
    /// `SCAN_TO_ASSIGN_CREDENTIAL`
    pub const SCAN_TO_ASSIGN_CREDENTIAL: &str = "SCAN_TO_ASSIGN_CREDENTIAL";
    /// `ASSIGN_CREDENTIAL`
    pub const ASSIGN_CREDENTIAL: &str = "ASSIGN_CREDENTIAL";
    /// `RESET_SANDBOX_WORKSPACE`
    pub const RESET_SANDBOX_WORKSPACE: &str = "RESET_SANDBOX_WORKSPACE";
    /// `SET_FAN_MODE`
    pub const SET_FAN_MODE: &str = "SET_FAN_MODE";
    /// `SET_HVAC_MODE`
    pub const SET_HVAC_MODE: &str = "SET_HVAC_MODE";
    /// `ACTIVATE_CLIMATE_PRESET`
    pub const ACTIVATE_CLIMATE_PRESET: &str = "ACTIVATE_CLIMATE_PRESET";
    /// `SIMULATE_KEYPAD_CODE_ENTRY`
    pub const SIMULATE_KEYPAD_CODE_ENTRY: &str = "SIMULATE_KEYPAD_CODE_ENTRY";
    /// `SIMULATE_MANUAL_LOCK_VIA_KEYPAD`
    pub const SIMULATE_MANUAL_LOCK_VIA_KEYPAD: &str = "SIMULATE_MANUAL_LOCK_VIA_KEYPAD";
    /// `PUSH_THERMOSTAT_PROGRAMS`
    pub const PUSH_THERMOSTAT_PROGRAMS: &str = "PUSH_THERMOSTAT_PROGRAMS";
    /// `CONFIGURE_AUTO_LOCK`
    pub const CONFIGURE_AUTO_LOCK: &str = "CONFIGURE_AUTO_LOCK";
    /// `SYNC_ACCESS_CODES`
    pub const SYNC_ACCESS_CODES: &str = "SYNC_ACCESS_CODES";
    /// `CREATE_ACCESS_CODE`
    pub const CREATE_ACCESS_CODE: &str = "CREATE_ACCESS_CODE";
    /// `DELETE_ACCESS_CODE`
    pub const DELETE_ACCESS_CODE: &str = "DELETE_ACCESS_CODE";
    /// `UPDATE_ACCESS_CODE`
    pub const UPDATE_ACCESS_CODE: &str = "UPDATE_ACCESS_CODE";
    /// `CREATE_NOISE_THRESHOLD`
    pub const CREATE_NOISE_THRESHOLD: &str = "CREATE_NOISE_THRESHOLD";
    /// `DELETE_NOISE_THRESHOLD`
    pub const DELETE_NOISE_THRESHOLD: &str = "DELETE_NOISE_THRESHOLD";
    /// `UPDATE_NOISE_THRESHOLD`
    pub const UPDATE_NOISE_THRESHOLD: &str = "UPDATE_NOISE_THRESHOLD";
}

/// Known values of `status`. Seam may add others.
pub mod status {
    /// `pending`
    pub const PENDING: &str = "pending";
    /// `success`
    pub const SUCCESS: &str = "success";
    /// `error`
    pub const ERROR: &str = "error";
}

/// Known values of `type`. Seam may add others.
pub mod attempt_error_type {
    /// `uncategorized_error`
    pub const UNCATEGORIZED_ERROR: &str = "uncategorized_error";
    /// `action_attempt_expired`
    pub const ACTION_ATTEMPT_EXPIRED: &str = "action_attempt_expired";
    /// `no_credential_on_encoder`
    pub const NO_CREDENTIAL_ON_ENCODER: &str = "no_credential_on_encoder";
    /// `encoder_not_online`
    pub const ENCODER_NOT_ONLINE: &str = "encoder_not_online";
    /// `encoder_communication_timeout`
    pub const ENCODER_COMMUNICATION_TIMEOUT: &str = "encoder_communication_timeout";
    /// `bridge_disconnected`
    pub const BRIDGE_DISCONNECTED: &str = "bridge_disconnected";
    /// `incompatible_card_format`
    pub const INCOMPATIBLE_CARD_FORMAT: &str = "incompatible_card_format";
    /// `credential_cannot_be_reissued`
    pub const CREDENTIAL_CANNOT_BE_REISSUED: &str = "credential_cannot_be_reissued";
    /// `encoding_interrupted`
    pub const ENCODING_INTERRUPTED: &str = "encoding_interrupted";
    /// `credential_deleted`
    pub const CREDENTIAL_DELETED: &str = "credential_deleted";
    /// `credential_not_found`
    pub const CREDENTIAL_NOT_FOUND: &str = "credential_not_found";
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

/// Known values of `card_function_type`. Seam may add others.
pub mod card_function_type {
    /// `guest`
    pub const GUEST: &str = "guest";
    /// `staff`
    pub const STAFF: &str = "staff";
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

/// Known values of `card_format`. Seam may add others.
pub mod card_format {
    /// `TLCode`
    pub const TL_CODE: &str = "TLCode";
    /// `rfid48`
    pub const RFID48: &str = "rfid48";
}
