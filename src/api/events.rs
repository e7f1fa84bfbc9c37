//! Events: what happened to devices, access codes, accounts and the rest.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/events).
//!
//! ```no_run
//! use seam_client::events;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! use std::time::{Duration, SystemTime};
//!
//! let an_hour_ago = SystemTime::now() - Duration::from_secs(60 * 60);
//! for event in seam.events().list(events::List::new().since(an_hour_ago))? {
//!     println!("{} {}: {:?}", event.occurred_at, event.event_type, event.device_id);
//! }
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::{Time, at_least_one, endpoint};
use crate::issue::Issue;
use crate::response::{Json, Metadata, response};
use crate::{Error, Seam, Secret};

/// The endpoints of `/events`, returned by [`Seam::events`].
#[derive(Clone, Copy, Debug)]
pub struct Events<'a> {
    seam: &'a Seam,
}

impl<'a> Events<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Looks up one event, in the form in which webhooks receive it.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/events/get).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if none of `event_id`, `event_type` and `device_id` is set; otherwise
    /// any other variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<Event, Error> {
        self.seam.call(&request)
    }

    /// Lists past events, in the form in which webhooks receive them. Set `since` or `between`.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/events/list).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `since` nor `between` is set; otherwise any other variant of
    /// [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<Event>, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`get`](Events::get).
    pub struct Get<'a> {
        /// ID of the device that the event is about.
        device_id: &'a str,
        /// The event's ID.
        event_id: &'a str,
        /// The event's type, such as `lock.unlocked`.
        event_type: &'a str,
    }
    post "/events/get";
    response "event": Event;
    idempotent;
    validate |request, _| at_least_one(request, &["event_id", "event_type", "device_id"]);
}

endpoint! {
    /// The request of [`list`](Events::list).
    pub struct List<'a> {
        /// Only the events of this access code.
        access_code_id: &'a str,
        /// Only the events of these access codes.
        access_code_ids: &'a [&'a str],
        /// Only the events of this access grant.
        access_grant_id: &'a str,
        /// Only the events of these access grants.
        access_grant_ids: &'a [&'a str],
        /// Only the events of this access method.
        access_method_id: &'a str,
        /// Only the events of these access methods.
        access_method_ids: &'a [&'a str],
        /// Only the events of this access group.
        acs_access_group_id: &'a str,
        /// Only the events of this credential.
        acs_credential_id: &'a str,
        /// Only the events of this encoder.
        acs_encoder_id: &'a str,
        /// Only the events of this entrance.
        acs_entrance_id: &'a str,
        /// Only the events of this access system.
        acs_system_id: &'a str,
        /// Only the events of these access systems.
        acs_system_ids: &'a [&'a str],
        /// Only the events of this ACS user.
        acs_user_id: &'a str,
        /// Only events between these two times, in ISO 8601; both are excluded.
        between: &'a [&'a str],
        /// Only the events of this Connect Webview.
        connect_webview_id: &'a str,
        /// Only the events of this connected account.
        connected_account_id: &'a str,
        /// Only the events of this customer, by your own key.
        customer_key: &'a str,
        /// Only the events of this device.
        device_id: &'a str,
        /// Only the events of these devices.
        device_ids: &'a [&'a str],
        /// Only the events with these IDs.
        event_ids: &'a [&'a str],
        /// Only the events of this type, such as `lock.unlocked`. Known values: [`event_type`].
        event_type: &'a str,
        /// Only the events of these types, such as `lock.unlocked`. Known values: [`event_type`].
        event_types: &'a [&'a str],
        /// At most this many events in a response; 500 by default.
        limit: i64,
        /// Only events after this time, in ISO 8601.
        since: Time<'a>,
        /// Only the events of this space.
        space_id: &'a str,
        /// Only the events of these spaces.
        space_ids: &'a [&'a str],
        /// Number of events to skip.
        unstable_offset: i64,
        /// Only the events of this user identity.
        user_identity_id: &'a str,
    }
    post "/events/list";
    response "events": Vec<Event>;
    idempotent;
    validate |request, _| at_least_one(request, &["since", "between"]);
}

response! {
    /// An event: something that happened in the workspace. Which fields are set depends on
    /// `event_type`.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/events).
    pub struct Event {
        /// The access code's ID.
        pub access_code_id: Option<String>,
        /// The connected account's custom metadata; set only together with `connected_account_id`.
        pub connected_account_custom_metadata: Option<Metadata>,
        /// The connected account's ID.
        pub connected_account_id: Option<String>,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// The device's custom metadata; set only together with `device_id`.
        pub device_custom_metadata: Option<Metadata>,
        /// The device's ID.
        pub device_id: Option<String>,
        /// What happened, as readable text.
        pub event_description: Option<String>,
        /// The event's ID.
        pub event_id: String,
        /// What happened, such as `lock.unlocked`. Known values: [`event_type`].
        pub event_type: String,
        /// When it happened, in ISO 8601.
        pub occurred_at: String,
        /// The workspace's ID.
        pub workspace_id: String,
        /// Why it changed, as readable text.
        pub change_reason: Option<String>,
        /// The properties that changed.
        pub changed_properties: Option<Vec<ChangedProperty>>,
        /// What changed and why, as readable text.
        pub description: Option<String>,
        /// The values before the change.
        pub from: Option<Box<AccessCodeValues>>,
        /// The values after the change.
        pub to: Option<Box<AccessCodeValues>>,
        /// The requested changes.
        pub requested_mutations: Option<Vec<RequestedMutation>>,
        /// The code that the event is about, if it is known.
        pub code: Option<Secret>,
        /// The access code's current errors.
        pub access_code_errors: Option<Vec<Issue>>,
        /// The access code's current warnings.
        pub access_code_warnings: Option<Vec<Issue>>,
        /// The connected account's current errors.
        pub connected_account_errors: Option<Vec<Issue>>,
        /// The connected account's current warnings.
        pub connected_account_warnings: Option<Vec<Issue>>,
        /// The device's current errors.
        pub device_errors: Option<Vec<Issue>>,
        /// The device's current warnings.
        pub device_warnings: Option<Vec<Issue>>,
        /// The backup access code's ID.
        pub backup_access_code_id: Option<String>,
        /// The access grant's ID.
        pub access_grant_id: Option<String>,
        /// The ACS entrance's ID.
        pub acs_entrance_id: Option<String>,
        /// Your own key for the access grant.
        pub access_grant_key: Option<String>,
        /// New end of access, in ISO 8601.
        pub ends_at: Option<String>,
        /// New start of access, in ISO 8601.
        pub starts_at: Option<String>,
        /// What kept the access methods from being created.
        pub error_message: Option<String>,
        /// The devices that got no access method, by ID.
        pub missing_device_ids: Option<Vec<String>>,
        /// IDs of the access grants.
        pub access_grant_ids: Option<Vec<String>>,
        /// Your own keys for the access grants.
        pub access_grant_keys: Option<Vec<String>>,
        /// The access method's ID.
        pub access_method_id: Option<String>,
        /// Whether the code is a backup code.
        pub is_backup_code: Option<bool>,
        /// The ACS system's ID.
        pub acs_system_id: Option<String>,
        /// The ACS system's current errors.
        pub acs_system_errors: Option<Vec<Issue>>,
        /// The ACS system's current warnings.
        pub acs_system_warnings: Option<Vec<Issue>>,
        /// The ACS credential's ID.
        pub acs_credential_id: Option<String>,
        /// The ACS user's ID.
        pub acs_user_id: Option<String>,
        /// The ACS encoder's ID.
        pub acs_encoder_id: Option<String>,
        /// The ACS access group's ID.
        pub acs_access_group_id: Option<String>,
        /// The client session's ID.
        pub client_session_id: Option<String>,
        /// The webview's ID.
        pub connect_webview_id: Option<String>,
        /// Your own key for the customer.
        pub customer_key: Option<String>,
        /// Kind of connected account.
        pub connected_account_type: Option<String>,
        /// The action attempt's ID.
        pub action_attempt_id: Option<String>,
        /// The attempted action, such as `UNLOCK_DOOR`.
        pub action_type: Option<String>,
        /// Status of the action attempt, such as `success`.
        pub status: Option<String>,
        /// Why the connection was lost, such as `device_disconnected`. Known values:
        /// [`error_code`].
        pub error_code: Option<String>,
        /// Charge of the battery, from 0 (empty) to 1 (full).
        pub battery_level: Option<f64>,
        /// State of the battery: `critical`, `low`, `good` or `full`. Known values:
        /// [`battery_status`].
        pub battery_status: Option<String>,
        /// The device's new name, or the one that it had when it was deleted.
        pub device_name: Option<String>,
        /// What Minut reports about it.
        pub minut_metadata: Option<Json>,
        /// How loud it is, in decibels.
        pub noise_level_decibels: Option<f64>,
        /// How loud it is, as NoiseAware's Noise Risk Score.
        pub noise_level_nrs: Option<f64>,
        /// The noise threshold's ID.
        pub noise_threshold_id: Option<String>,
        /// The noise threshold's name.
        pub noise_threshold_name: Option<String>,
        /// What NoiseAware reports about it.
        pub noiseaware_metadata: Option<Json>,
        /// Whether Seam manages that access code; set only together with `access_code_id`.
        pub access_code_is_managed: Option<bool>,
        /// Whether it was done over Bluetooth, such as from a phone's app.
        pub is_via_bluetooth: Option<bool>,
        /// Whether it was done with an NFC key, such as Apple Home Key.
        pub is_via_nfc: Option<bool>,
        /// How it was done, such as `keycode`, `manual` or `remote`. Known values: [`method`].
        pub method: Option<String>,
        /// The user identity's ID.
        pub user_identity_id: Option<String>,
        /// Why the lock denied access; absent if not known.
        pub reason: Option<Box<Reason>>,
        /// The climate preset's key.
        pub climate_preset_key: Option<String>,
        /// Whether that climate preset is the fallback.
        pub is_fallback_climate_preset: Option<bool>,
        /// The thermostat schedule's ID.
        pub thermostat_schedule_id: Option<String>,
        /// Temperature above which it cools, in degrees Celsius.
        pub cooling_set_point_celsius: Option<f64>,
        /// Temperature above which it cools, in degrees Fahrenheit.
        pub cooling_set_point_fahrenheit: Option<f64>,
        /// Mode of the fan: `auto`, `on` or `circulate`. Known values: [`fan_mode_setting`].
        pub fan_mode_setting: Option<String>,
        /// Temperature below which it heats, in degrees Celsius.
        pub heating_set_point_celsius: Option<f64>,
        /// Temperature below which it heats, in degrees Fahrenheit.
        pub heating_set_point_fahrenheit: Option<f64>,
        /// Mode of the HVAC system: `off`, `heat`, `cool`, `heat_cool` or `eco`. Known values:
        /// [`hvac_mode_setting`].
        pub hvac_mode_setting: Option<String>,
        /// Temperature below which Seam sends an event, in degrees Celsius.
        pub lower_limit_celsius: Option<f64>,
        /// Temperature below which Seam sends an event, in degrees Fahrenheit.
        pub lower_limit_fahrenheit: Option<f64>,
        /// Measured temperature, in degrees Celsius.
        pub temperature_celsius: Option<f64>,
        /// Measured temperature, in degrees Fahrenheit.
        pub temperature_fahrenheit: Option<f64>,
        /// Temperature above which Seam sends an event, in degrees Celsius.
        pub upper_limit_celsius: Option<f64>,
        /// Temperature above which Seam sends an event, in degrees Fahrenheit.
        pub upper_limit_fahrenheit: Option<f64>,
        /// The desired temperature, in degrees Celsius.
        pub desired_temperature_celsius: Option<f64>,
        /// The desired temperature, in degrees Fahrenheit.
        pub desired_temperature_fahrenheit: Option<f64>,
        /// What activated the camera, such as `motion_detected`. Known values:
        /// [`activation_reason`].
        pub activation_reason: Option<String>,
        /// URL of a picture that the camera took.
        pub image_url: Option<String>,
        /// What moved: `human`, `vehicle`, `package` or `other`. Known values: [`motion_sub_type`].
        pub motion_sub_type: Option<String>,
        /// URL of a short video of it.
        pub video_url: Option<String>,
        /// IDs of the ACS entrances.
        pub acs_entrance_ids: Option<Vec<String>>,
        /// IDs of the devices.
        pub device_ids: Option<Vec<String>>,
        /// The space's ID.
        pub space_id: Option<String>,
        /// Your own key for the space.
        pub space_key: Option<String>,
    }
}

response! {
    /// A property that changed.
    pub struct ChangedProperty {
        /// Its value before; absent if it had none.
        pub from: Option<Secret>,
        /// Which property changed, such as `code`.
        pub property: String,
        /// Its value now; absent if it has none.
        pub to: Option<Secret>,
    }
}

response! {
    /// The values of an access code before or after a change.
    pub struct AccessCodeValues {
        /// Its name.
        pub name: Option<String>,
        /// The code, usually a PIN.
        pub code: Option<Secret>,
        /// When it ends, in ISO 8601.
        pub ends_at: Option<String>,
        /// When it begins, in ISO 8601.
        pub starts_at: Option<String>,
    }
}

response! {
    /// A requested change.
    pub struct RequestedMutation {
        /// The values before the change.
        pub from: Option<Json>,
        /// Kind of change, such as `creating` or `deleting`. Known values: [`mutation_code`].
        pub mutation_code: String,
        /// The values after the change.
        pub to: Option<Json>,
    }
}

response! {
    /// Why a lock denied access.
    pub struct Reason {
        /// Explanation, as readable text.
        pub message: String,
        /// Code of the reason, such as `expired_code`. Known values: [`reason_code`].
        pub reason_code: String,
    }
}

/// Known values of `event_type`. Seam may add others.
pub mod event_type {
    /// `access_code.created`
    pub const ACCESS_CODE_CREATED: &str = "access_code.created";
    /// `access_code.changed`
    pub const ACCESS_CODE_CHANGED: &str = "access_code.changed";
    /// `access_code.name_changed`
    pub const ACCESS_CODE_NAME_CHANGED: &str = "access_code.name_changed";
    /// `access_code.code_changed`
    pub const ACCESS_CODE_CODE_CHANGED: &str = "access_code.code_changed";
    /// `access_code.time_frame_changed`
    pub const ACCESS_CODE_TIME_FRAME_CHANGED: &str = "access_code.time_frame_changed";
    /// `access_code.mutations_requested`
    pub const ACCESS_CODE_MUTATIONS_REQUESTED: &str = "access_code.mutations_requested";
    /// `access_code.scheduled_on_device`
    pub const ACCESS_CODE_SCHEDULED_ON_DEVICE: &str = "access_code.scheduled_on_device";
    /// `access_code.set_on_device`
    pub const ACCESS_CODE_SET_ON_DEVICE: &str = "access_code.set_on_device";
    /// `access_code.removed_from_device`
    pub const ACCESS_CODE_REMOVED_FROM_DEVICE: &str = "access_code.removed_from_device";
    /// `access_code.delay_in_setting_on_device`
    pub const ACCESS_CODE_DELAY_IN_SETTING_ON_DEVICE: &str =
        "access_code.delay_in_setting_on_device";
    /// `access_code.failed_to_set_on_device`
    pub const ACCESS_CODE_FAILED_TO_SET_ON_DEVICE: &str = "access_code.failed_to_set_on_device";
    /// `access_code.deleted`
    pub const ACCESS_CODE_DELETED: &str = "access_code.deleted";
    /// `access_code.delay_in_removing_from_device`
    pub const ACCESS_CODE_DELAY_IN_REMOVING_FROM_DEVICE: &str =
        "access_code.delay_in_removing_from_device";
    /// `access_code.failed_to_remove_from_device`
    pub const ACCESS_CODE_FAILED_TO_REMOVE_FROM_DEVICE: &str =
        "access_code.failed_to_remove_from_device";
    /// `access_code.modified_external_to_seam`
    pub const ACCESS_CODE_MODIFIED_EXTERNAL_TO_SEAM: &str = "access_code.modified_external_to_seam";
    /// `access_code.deleted_external_to_seam`
    pub const ACCESS_CODE_DELETED_EXTERNAL_TO_SEAM: &str = "access_code.deleted_external_to_seam";
    /// `access_code.backup_access_code_pulled`
    pub const ACCESS_CODE_BACKUP_ACCESS_CODE_PULLED: &str = "access_code.backup_access_code_pulled";
    /// `access_code.unmanaged.converted_to_managed`
    pub const ACCESS_CODE_UNMANAGED_CONVERTED_TO_MANAGED: &str =
        "access_code.unmanaged.converted_to_managed";
    /// `access_code.unmanaged.failed_to_convert_to_managed`
    pub const ACCESS_CODE_UNMANAGED_FAILED_TO_CONVERT_TO_MANAGED: &str =
        "access_code.unmanaged.failed_to_convert_to_managed";
    /// `access_code.unmanaged.created`
    pub const ACCESS_CODE_UNMANAGED_CREATED: &str = "access_code.unmanaged.created";
    /// `access_code.unmanaged.removed`
    pub const ACCESS_CODE_UNMANAGED_REMOVED: &str = "access_code.unmanaged.removed";
    /// `access_grant.created`
    pub const ACCESS_GRANT_CREATED: &str = "access_grant.created";
    /// `access_grant.deleted`
    pub const ACCESS_GRANT_DELETED: &str = "access_grant.deleted";
    /// `access_grant.access_granted_to_all_doors`
    pub const ACCESS_GRANT_ACCESS_GRANTED_TO_ALL_DOORS: &str =
        "access_grant.access_granted_to_all_doors";
    /// `access_grant.access_granted_to_door`
    pub const ACCESS_GRANT_ACCESS_GRANTED_TO_DOOR: &str = "access_grant.access_granted_to_door";
    /// `access_grant.access_to_door_lost`
    pub const ACCESS_GRANT_ACCESS_TO_DOOR_LOST: &str = "access_grant.access_to_door_lost";
    /// `access_grant.access_times_changed`
    pub const ACCESS_GRANT_ACCESS_TIMES_CHANGED: &str = "access_grant.access_times_changed";
    /// `access_grant.could_not_create_requested_access_methods`
    pub const ACCESS_GRANT_COULD_NOT_CREATE_REQUESTED_ACCESS_METHODS: &str =
        "access_grant.could_not_create_requested_access_methods";
    /// `access_method.issued`
    pub const ACCESS_METHOD_ISSUED: &str = "access_method.issued";
    /// `access_method.revoked`
    pub const ACCESS_METHOD_REVOKED: &str = "access_method.revoked";
    /// `access_method.card_encoding_required`
    pub const ACCESS_METHOD_CARD_ENCODING_REQUIRED: &str = "access_method.card_encoding_required";
    /// `access_method.deleted`
    pub const ACCESS_METHOD_DELETED: &str = "access_method.deleted";
    /// `access_method.reissued`
    pub const ACCESS_METHOD_REISSUED: &str = "access_method.reissued";
    /// `access_method.created`
    pub const ACCESS_METHOD_CREATED: &str = "access_method.created";
    /// `access_method.delay_in_issuing`
    pub const ACCESS_METHOD_DELAY_IN_ISSUING: &str = "access_method.delay_in_issuing";
    /// `access_method.failed_to_issue`
    pub const ACCESS_METHOD_FAILED_TO_ISSUE: &str = "access_method.failed_to_issue";
    /// `acs_system.connected`
    pub const ACS_SYSTEM_CONNECTED: &str = "acs_system.connected";
    /// `acs_system.added`
    pub const ACS_SYSTEM_ADDED: &str = "acs_system.added";
    /// `acs_system.disconnected`
    pub const ACS_SYSTEM_DISCONNECTED: &str = "acs_system.disconnected";
    /// `acs_credential.deleted`
    pub const ACS_CREDENTIAL_DELETED: &str = "acs_credential.deleted";
    /// `acs_credential.issued`
    pub const ACS_CREDENTIAL_ISSUED: &str = "acs_credential.issued";
    /// `acs_credential.reissued`
    pub const ACS_CREDENTIAL_REISSUED: &str = "acs_credential.reissued";
    /// `acs_credential.invalidated`
    pub const ACS_CREDENTIAL_INVALIDATED: &str = "acs_credential.invalidated";
    /// `acs_user.created`
    pub const ACS_USER_CREATED: &str = "acs_user.created";
    /// `acs_user.deleted`
    pub const ACS_USER_DELETED: &str = "acs_user.deleted";
    /// `acs_encoder.added`
    pub const ACS_ENCODER_ADDED: &str = "acs_encoder.added";
    /// `acs_encoder.removed`
    pub const ACS_ENCODER_REMOVED: &str = "acs_encoder.removed";
    /// `acs_access_group.deleted`
    pub const ACS_ACCESS_GROUP_DELETED: &str = "acs_access_group.deleted";
    /// `acs_entrance.added`
    pub const ACS_ENTRANCE_ADDED: &str = "acs_entrance.added";
    /// `acs_entrance.removed`
    pub const ACS_ENTRANCE_REMOVED: &str = "acs_entrance.removed";
    /// `client_session.deleted`
    pub const CLIENT_SESSION_DELETED: &str = "client_session.deleted";
    /// `connected_account.connected`
    pub const CONNECTED_ACCOUNT_CONNECTED: &str = "connected_account.connected";
    /// `connected_account.created`
    pub const CONNECTED_ACCOUNT_CREATED: &str = "connected_account.created";
    /// `connected_account.successful_login`
    pub const CONNECTED_ACCOUNT_SUCCESSFUL_LOGIN: &str = "connected_account.successful_login";
    /// `connected_account.disconnected`
    pub const CONNECTED_ACCOUNT_DISCONNECTED: &str = "connected_account.disconnected";
    /// `connected_account.completed_first_sync`
    pub const CONNECTED_ACCOUNT_COMPLETED_FIRST_SYNC: &str =
        "connected_account.completed_first_sync";
    /// `connected_account.deleted`
    pub const CONNECTED_ACCOUNT_DELETED: &str = "connected_account.deleted";
    /// `connected_account.completed_first_sync_after_reconnection`
    pub const CONNECTED_ACCOUNT_COMPLETED_FIRST_SYNC_AFTER_RECONNECTION: &str =
        "connected_account.completed_first_sync_after_reconnection";
    /// `connected_account.reauthorization_requested`
    pub const CONNECTED_ACCOUNT_REAUTHORIZATION_REQUESTED: &str =
        "connected_account.reauthorization_requested";
    /// `action_attempt.lock_door.succeeded`
    pub const ACTION_ATTEMPT_LOCK_DOOR_SUCCEEDED: &str = "action_attempt.lock_door.succeeded";
    /// `action_attempt.lock_door.failed`
    pub const ACTION_ATTEMPT_LOCK_DOOR_FAILED: &str = "action_attempt.lock_door.failed";
    /// `action_attempt.unlock_door.succeeded`
    pub const ACTION_ATTEMPT_UNLOCK_DOOR_SUCCEEDED: &str = "action_attempt.unlock_door.succeeded";
    /// `action_attempt.unlock_door.failed`
    pub const ACTION_ATTEMPT_UNLOCK_DOOR_FAILED: &str = "action_attempt.unlock_door.failed";
    /// `action_attempt.simulate_keypad_code_entry.succeeded`
    pub const ACTION_ATTEMPT_SIMULATE_KEYPAD_CODE_ENTRY_SUCCEEDED: &str =
        "action_attempt.simulate_keypad_code_entry.succeeded";
    /// `action_attempt.simulate_keypad_code_entry.failed`
    pub const ACTION_ATTEMPT_SIMULATE_KEYPAD_CODE_ENTRY_FAILED: &str =
        "action_attempt.simulate_keypad_code_entry.failed";
    /// `action_attempt.simulate_manual_lock_via_keypad.succeeded`
    pub const ACTION_ATTEMPT_SIMULATE_MANUAL_LOCK_VIA_KEYPAD_SUCCEEDED: &str =
        "action_attempt.simulate_manual_lock_via_keypad.succeeded";
    /// `action_attempt.simulate_manual_lock_via_keypad.failed`
    pub const ACTION_ATTEMPT_SIMULATE_MANUAL_LOCK_VIA_KEYPAD_FAILED: &str =
        "action_attempt.simulate_manual_lock_via_keypad.failed";
    /// `connect_webview.login_succeeded`
    pub const CONNECT_WEBVIEW_LOGIN_SUCCEEDED: &str = "connect_webview.login_succeeded";
    /// `connect_webview.login_failed`
    pub const CONNECT_WEBVIEW_LOGIN_FAILED: &str = "connect_webview.login_failed";
    /// `device.connected`
    pub const DEVICE_CONNECTED: &str = "device.connected";
    /// `device.added`
    pub const DEVICE_ADDED: &str = "device.added";
    /// `device.converted_to_unmanaged`
    pub const DEVICE_CONVERTED_TO_UNMANAGED: &str = "device.converted_to_unmanaged";
    /// `device.unmanaged.converted_to_managed`
    pub const DEVICE_UNMANAGED_CONVERTED_TO_MANAGED: &str = "device.unmanaged.converted_to_managed";
    /// `device.unmanaged.connected`
    pub const DEVICE_UNMANAGED_CONNECTED: &str = "device.unmanaged.connected";
    /// `device.disconnected`
    pub const DEVICE_DISCONNECTED: &str = "device.disconnected";
    /// `device.unmanaged.disconnected`
    pub const DEVICE_UNMANAGED_DISCONNECTED: &str = "device.unmanaged.disconnected";
    /// `device.tampered`
    pub const DEVICE_TAMPERED: &str = "device.tampered";
    /// `device.low_battery`
    pub const DEVICE_LOW_BATTERY: &str = "device.low_battery";
    /// `device.battery_status_changed`
    pub const DEVICE_BATTERY_STATUS_CHANGED: &str = "device.battery_status_changed";
    /// `device.removed`
    pub const DEVICE_REMOVED: &str = "device.removed";
    /// `device.deleted`
    pub const DEVICE_DELETED: &str = "device.deleted";
    /// `device.third_party_integration_detected`
    pub const DEVICE_THIRD_PARTY_INTEGRATION_DETECTED: &str =
        "device.third_party_integration_detected";
    /// `device.third_party_integration_no_longer_detected`
    pub const DEVICE_THIRD_PARTY_INTEGRATION_NO_LONGER_DETECTED: &str =
        "device.third_party_integration_no_longer_detected";
    /// `device.salto.privacy_mode_activated`
    pub const DEVICE_SALTO_PRIVACY_MODE_ACTIVATED: &str = "device.salto.privacy_mode_activated";
    /// `device.salto.privacy_mode_deactivated`
    pub const DEVICE_SALTO_PRIVACY_MODE_DEACTIVATED: &str = "device.salto.privacy_mode_deactivated";
    /// `device.connection_became_flaky`
    pub const DEVICE_CONNECTION_BECAME_FLAKY: &str = "device.connection_became_flaky";
    /// `device.connection_stabilized`
    pub const DEVICE_CONNECTION_STABILIZED: &str = "device.connection_stabilized";
    /// `device.error.subscription_required`
    pub const DEVICE_ERROR_SUBSCRIPTION_REQUIRED: &str = "device.error.subscription_required";
    /// `device.error.subscription_required.resolved`
    pub const DEVICE_ERROR_SUBSCRIPTION_REQUIRED_RESOLVED: &str =
        "device.error.subscription_required.resolved";
    /// `device.accessory_keypad_connected`
    pub const DEVICE_ACCESSORY_KEYPAD_CONNECTED: &str = "device.accessory_keypad_connected";
    /// `device.accessory_keypad_disconnected`
    pub const DEVICE_ACCESSORY_KEYPAD_DISCONNECTED: &str = "device.accessory_keypad_disconnected";
    /// `noise_sensor.noise_threshold_triggered`
    pub const NOISE_SENSOR_NOISE_THRESHOLD_TRIGGERED: &str =
        "noise_sensor.noise_threshold_triggered";
    /// `lock.locked`
    pub const LOCK_LOCKED: &str = "lock.locked";
    /// `lock.unlocked`
    pub const LOCK_UNLOCKED: &str = "lock.unlocked";
    /// `lock.access_denied`
    pub const LOCK_ACCESS_DENIED: &str = "lock.access_denied";
    /// `thermostat.climate_preset_activated`
    pub const THERMOSTAT_CLIMATE_PRESET_ACTIVATED: &str = "thermostat.climate_preset_activated";
    /// `thermostat.manually_adjusted`
    pub const THERMOSTAT_MANUALLY_ADJUSTED: &str = "thermostat.manually_adjusted";
    /// `thermostat.temperature_threshold_exceeded`
    pub const THERMOSTAT_TEMPERATURE_THRESHOLD_EXCEEDED: &str =
        "thermostat.temperature_threshold_exceeded";
    /// `thermostat.temperature_threshold_no_longer_exceeded`
    pub const THERMOSTAT_TEMPERATURE_THRESHOLD_NO_LONGER_EXCEEDED: &str =
        "thermostat.temperature_threshold_no_longer_exceeded";
    /// `thermostat.temperature_reached_set_point`
    pub const THERMOSTAT_TEMPERATURE_REACHED_SET_POINT: &str =
        "thermostat.temperature_reached_set_point";
    /// `thermostat.temperature_changed`
    pub const THERMOSTAT_TEMPERATURE_CHANGED: &str = "thermostat.temperature_changed";
    /// `device.name_changed`
    pub const DEVICE_NAME_CHANGED: &str = "device.name_changed";
    /// `camera.activated`
    pub const CAMERA_ACTIVATED: &str = "camera.activated";
    /// `device.doorbell_rang`
    pub const DEVICE_DOORBELL_RANG: &str = "device.doorbell_rang";
    /// `enrollment_automation.deleted`
    pub const ENROLLMENT_AUTOMATION_DELETED: &str = "enrollment_automation.deleted";
    /// `phone.deactivated`
    pub const PHONE_DEACTIVATED: &str = "phone.deactivated";
    /// `space.device_membership_changed`
    pub const SPACE_DEVICE_MEMBERSHIP_CHANGED: &str = "space.device_membership_changed";
    /// `space.created`
    pub const SPACE_CREATED: &str = "space.created";
    /// `space.deleted`
    pub const SPACE_DELETED: &str = "space.deleted";
}

/// Known values of `error_code`. Seam may add others.
pub mod error_code {
    /// `account_disconnected`
    pub const ACCOUNT_DISCONNECTED: &str = "account_disconnected";
    /// `hub_disconnected`
    pub const HUB_DISCONNECTED: &str = "hub_disconnected";
    /// `device_disconnected`
    pub const DEVICE_DISCONNECTED: &str = "device_disconnected";
}

/// Known values of `battery_status`. Seam may add others.
pub mod battery_status {
    /// `critical`
    pub const CRITICAL: &str = "critical";
    /// `low`
    pub const LOW: &str = "low";
    /// `good`
    pub const GOOD: &str = "good";
    /// `full`
    pub const FULL: &str = "full";
}

/// Known values of `method`. Seam may add others.
pub mod method {
    /// `keycode`
    pub const KEYCODE: &str = "keycode";
    /// `manual`
    pub const MANUAL: &str = "manual";
    /// `automatic`
    pub const AUTOMATIC: &str = "automatic";
    /// `unknown`
    pub const UNKNOWN: &str = "unknown";
    /// `remote`
    pub const REMOTE: &str = "remote";
    /// `card`
    pub const CARD: &str = "card";
    /// `seam`
    pub const SEAM: &str = "seam";
    /// `external`
    pub const EXTERNAL: &str = "external";
}

/// Known values of `fan_mode_setting`. Seam may add others.
pub mod fan_mode_setting {
    /// `auto`
    pub const AUTO: &str = "auto";
    /// `on`
    pub const ON: &str = "on";
    /// `circulate`
    pub const CIRCULATE: &str = "circulate";
}

/// Known values of `hvac_mode_setting`. Seam may add others.
pub mod hvac_mode_setting {
    /// `off`
    pub const OFF: &str = "off";
    /// `heat`
    pub const HEAT: &str = "heat";
    /// `cool`
    pub const COOL: &str = "cool";
    /// `heat_cool`
    pub const HEAT_COOL: &str = "heat_cool";
    /// `eco`
    pub const ECO: &str = "eco";
}

/// Known values of `activation_reason`. Seam may add others.
pub mod activation_reason {
    /// `motion_detected`
    pub const MOTION_DETECTED: &str = "motion_detected";
}

/// Known values of `motion_sub_type`. Seam may add others.
pub mod motion_sub_type {
    /// `human`
    pub const HUMAN: &str = "human";
    /// `vehicle`
    pub const VEHICLE: &str = "vehicle";
    /// `package`
    pub const PACKAGE: &str = "package";
    /// `other`
    pub const OTHER: &str = "other";
}

/// Known values of `mutation_code`. Seam may add others.
pub mod mutation_code {
    /// `updating_name`
    pub const UPDATING_NAME: &str = "updating_name";
    /// `updating_code`
    pub const UPDATING_CODE: &str = "updating_code";
    /// `updating_time_frame`
    pub const UPDATING_TIME_FRAME: &str = "updating_time_frame";
    /// `deleting`
    pub const DELETING: &str = "deleting";
    /// `creating`
    pub const CREATING: &str = "creating";
    /// `deferring_creation`
    pub const DEFERRING_CREATION: &str = "deferring_creation";
}

/// Known values of `reason_code`. Seam may add others.
pub mod reason_code {
    /// `unknown_code`
    pub const UNKNOWN_CODE: &str = "unknown_code";
    /// `expired_code`
    pub const EXPIRED_CODE: &str = "expired_code";
    /// `blocklisted_code`
    pub const BLOCKLISTED_CODE: &str = "blocklisted_code";
    /// `too_many_attempts`
    pub const TOO_MANY_ATTEMPTS: &str = "too_many_attempts";
    /// `blocked_by_privacy_mode`
    pub const BLOCKED_BY_PRIVACY_MODE: &str = "blocked_by_privacy_mode";
    /// `credential_error`
    pub const CREDENTIAL_ERROR: &str = "credential_error";
}
