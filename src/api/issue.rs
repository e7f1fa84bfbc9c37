//! Errors and warnings of devices, access codes, accounts and the rest.
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::Secret;
use crate::response::{Lazy, response};

response! {
    /// An error or a warning. Which fields are set depends on its code.
    pub struct Issue {
        /// When Seam noticed it, in ISO 8601.
        pub created_at: Option<String>,
        /// What is wrong, such as `device_offline`; absent for warnings. Known values:
        /// [`error_code`].
        pub error_code: Option<String>,
        /// Whether the access code itself is at fault.
        pub is_access_code_error: Option<bool>,
        /// What is wrong and how to fix it, as readable text.
        pub message: String,
        /// The conflicting managed access code, by ID, if Seam knows it.
        pub managed_access_code_id: Option<String>,
        /// The conflicting unmanaged access code, by ID, if Seam knows it.
        pub unmanaged_access_code_id: Option<String>,
        /// What was done outside Seam: `modified` or `removed`. Known values: [`change_type`].
        pub change_type: Option<String>,
        /// What was changed outside Seam, field by field.
        pub modified_fields: Option<Vec<ModifiedField>>,
        /// Whether the connected account is at fault.
        pub is_connected_account_error: Option<bool>,
        /// Whether the device is at fault.
        pub is_device_error: Option<bool>,
        /// Whether Seam Bridge is at fault.
        pub is_bridge_error: Option<bool>,
        /// What the warning is about, such as `unreliable_online_status`; absent for errors. Known
        /// values: [`warning_code`].
        pub warning_code: Option<String>,
        /// The devices that got no access code, by ID.
        pub missing_device_ids: Option<Vec<String>>,
        /// Devices that keep an access code because it cannot be revoked.
        pub failed_devices: Option<Vec<FailedDevice>>,
        /// The access methods that change, by ID.
        pub access_method_ids: Option<Vec<String>>,
        /// ID of the device that it is about.
        pub device_id: Option<String>,
        /// The PIN that replaced it.
        pub new_code: Option<Secret>,
        /// The PIN that was requested but could not be used.
        pub original_code: Option<Secret>,
        /// Why the device cannot take the grant's times, such as `ongoing_not_supported`. Known
        /// values: [`reason`].
        pub reason: Option<String>,
        /// ID of the access method that this one was split off from, as a backup.
        pub original_access_method_id: Option<String>,
        /// IDs of the entrances whose settings are wrong.
        #[deprecated(note = "it has no replacement")]
        pub misconfigured_acs_entrance_ids: Option<Vec<String>>,
        /// The Salto KS sites with the problem.
        pub salto_ks_metadata: Lazy<SaltoKsMetadata>,
        /// How many access codes were active when Seam warned.
        pub active_access_code_count: Option<i64>,
        /// How many access codes can be active at once.
        pub max_active_access_code_count: Option<i64>,
        /// The ACS system's ID.
        pub acs_system_id: Option<String>,
        /// The ACS user's ID.
        pub acs_user_id: Option<String>,
    }
}

response! {
    /// A field of an access code that was changed outside Seam.
    pub struct ModifiedField {
        /// Name of the field, such as `ends_at`.
        pub field: String,
        /// Its value before.
        pub from: Option<Secret>,
        /// Its value now.
        pub to: Option<Secret>,
    }
}

response! {
    /// A device that keeps an access code because it cannot be revoked.
    pub struct FailedDevice {
        /// The device's ID.
        pub device_id: String,
        /// Why the access code stays, such as `offline_access_code_not_revocable`.
        pub error_code: String,
        /// Explanation, as readable text.
        pub message: String,
    }
}

response! {
    /// The Salto KS sites with a problem.
    pub struct SaltoKsMetadata {
        /// The sites, with how many of their users are subscribed.
        pub sites: Option<Vec<Site>>,
    }
}

response! {
    /// A Salto KS site, with how many of its users are subscribed.
    pub struct Site {
        /// The provider's ID of the site.
        pub site_id: Option<String>,
        /// The site's name.
        pub site_name: Option<String>,
        /// How many users of the site may be subscribed.
        pub site_user_subscription_limit: Option<i64>,
        /// How many users of the site are subscribed.
        pub subscribed_site_user_count: Option<i64>,
    }
}

/// Known values of `error_code`. Seam may add others.
pub mod error_code {
    /// `provider_issue`
    pub const PROVIDER_ISSUE: &str = "provider_issue";
    /// `failed_to_set_on_device`
    pub const FAILED_TO_SET_ON_DEVICE: &str = "failed_to_set_on_device";
    /// `failed_to_remove_from_device`
    pub const FAILED_TO_REMOVE_FROM_DEVICE: &str = "failed_to_remove_from_device";
    /// `duplicate_code_on_device`
    pub const DUPLICATE_CODE_ON_DEVICE: &str = "duplicate_code_on_device";
    /// `no_space_for_access_code_on_device`
    pub const NO_SPACE_FOR_ACCESS_CODE_ON_DEVICE: &str = "no_space_for_access_code_on_device";
    /// `conflicting_external_modification`
    pub const CONFLICTING_EXTERNAL_MODIFICATION: &str = "conflicting_external_modification";
    /// `access_code_inactive`
    pub const ACCESS_CODE_INACTIVE: &str = "access_code_inactive";
    /// `insufficient_permissions`
    pub const INSUFFICIENT_PERMISSIONS: &str = "insufficient_permissions";
    /// `account_disconnected`
    pub const ACCOUNT_DISCONNECTED: &str = "account_disconnected";
    /// `salto_ks_subscription_limit_exceeded`
    pub const SALTO_KS_SUBSCRIPTION_LIMIT_EXCEEDED: &str = "salto_ks_subscription_limit_exceeded";
    /// `dormakaba_sites_disconnected`
    pub const DORMAKABA_SITES_DISCONNECTED: &str = "dormakaba_sites_disconnected";
    /// `device_offline`
    pub const DEVICE_OFFLINE: &str = "device_offline";
    /// `device_removed`
    pub const DEVICE_REMOVED: &str = "device_removed";
    /// `hub_disconnected`
    pub const HUB_DISCONNECTED: &str = "hub_disconnected";
    /// `device_disconnected`
    pub const DEVICE_DISCONNECTED: &str = "device_disconnected";
    /// `empty_backup_access_code_pool`
    pub const EMPTY_BACKUP_ACCESS_CODE_POOL: &str = "empty_backup_access_code_pool";
    /// `august_lock_not_authorized`
    pub const AUGUST_LOCK_NOT_AUTHORIZED: &str = "august_lock_not_authorized";
    /// `missing_device_credentials`
    pub const MISSING_DEVICE_CREDENTIALS: &str = "missing_device_credentials";
    /// `auxiliary_heat_running`
    pub const AUXILIARY_HEAT_RUNNING: &str = "auxiliary_heat_running";
    /// `subscription_required`
    pub const SUBSCRIPTION_REQUIRED: &str = "subscription_required";
    /// `bridge_disconnected`
    pub const BRIDGE_DISCONNECTED: &str = "bridge_disconnected";
    /// `cannot_create_requested_access_methods`
    pub const CANNOT_CREATE_REQUESTED_ACCESS_METHODS: &str =
        "cannot_create_requested_access_methods";
    /// `failed_to_issue`
    pub const FAILED_TO_ISSUE: &str = "failed_to_issue";
    /// `failed_to_create_on_acs_system`
    pub const FAILED_TO_CREATE_ON_ACS_SYSTEM: &str = "failed_to_create_on_acs_system";
    /// `acs_encoder_removed`
    pub const ACS_ENCODER_REMOVED: &str = "acs_encoder_removed";
    /// `seam_bridge_disconnected`
    pub const SEAM_BRIDGE_DISCONNECTED: &str = "seam_bridge_disconnected";
    /// `visionline_instance_unreachable`
    pub const VISIONLINE_INSTANCE_UNREACHABLE: &str = "visionline_instance_unreachable";
    /// `acs_system_disconnected`
    pub const ACS_SYSTEM_DISCONNECTED: &str = "acs_system_disconnected";
    /// `salto_ks_certification_expired`
    pub const SALTO_KS_CERTIFICATION_EXPIRED: &str = "salto_ks_certification_expired";
    /// `provider_service_unavailable`
    pub const PROVIDER_SERVICE_UNAVAILABLE: &str = "provider_service_unavailable";
    /// `deleted_externally`
    pub const DELETED_EXTERNALLY: &str = "deleted_externally";
    /// `failed_to_update_on_acs_system`
    pub const FAILED_TO_UPDATE_ON_ACS_SYSTEM: &str = "failed_to_update_on_acs_system";
    /// `failed_to_delete_on_acs_system`
    pub const FAILED_TO_DELETE_ON_ACS_SYSTEM: &str = "failed_to_delete_on_acs_system";
    /// `latch_conflict_with_resident_user`
    pub const LATCH_CONFLICT_WITH_RESIDENT_USER: &str = "latch_conflict_with_resident_user";
    /// `issue_with_acs_user`
    pub const ISSUE_WITH_ACS_USER: &str = "issue_with_acs_user";
}

/// Known values of `change_type`. Seam may add others.
pub mod change_type {
    /// `modified`
    pub const MODIFIED: &str = "modified";
    /// `removed`
    pub const REMOVED: &str = "removed";
}

/// Known values of `warning_code`. Seam may add others.
pub mod warning_code {
    /// `code_rotates_periodically`
    pub const CODE_ROTATES_PERIODICALLY: &str = "code_rotates_periodically";
    /// `time_frame_adjusted_for_unknown_time_zone`
    pub const TIME_FRAME_ADJUSTED_FOR_UNKNOWN_TIME_ZONE: &str =
        "time_frame_adjusted_for_unknown_time_zone";
    /// `external_modification_in_effect`
    pub const EXTERNAL_MODIFICATION_IN_EFFECT: &str = "external_modification_in_effect";
    /// `delay_in_setting_on_device`
    pub const DELAY_IN_SETTING_ON_DEVICE: &str = "delay_in_setting_on_device";
    /// `delay_in_removing_from_device`
    pub const DELAY_IN_REMOVING_FROM_DEVICE: &str = "delay_in_removing_from_device";
    /// `third_party_integration_detected`
    pub const THIRD_PARTY_INTEGRATION_DETECTED: &str = "third_party_integration_detected";
    /// `igloo_algopin_must_be_used_within_24_hours`
    pub const IGLOO_ALGOPIN_MUST_BE_USED_WITHIN_24_HOURS: &str =
        "igloo_algopin_must_be_used_within_24_hours";
    /// `management_transferred`
    pub const MANAGEMENT_TRANSFERRED: &str = "management_transferred";
    /// `using_backup_access_code`
    pub const USING_BACKUP_ACCESS_CODE: &str = "using_backup_access_code";
    /// `being_deleted`
    pub const BEING_DELETED: &str = "being_deleted";
    /// `unknown_issue_with_access_code`
    pub const UNKNOWN_ISSUE_WITH_ACCESS_CODE: &str = "unknown_issue_with_access_code";
    /// `underprovisioned_access`
    pub const UNDERPROVISIONED_ACCESS: &str = "underprovisioned_access";
    /// `overprovisioned_access`
    pub const OVERPROVISIONED_ACCESS: &str = "overprovisioned_access";
    /// `updating_access_times`
    pub const UPDATING_ACCESS_TIMES: &str = "updating_access_times";
    /// `requested_code_unavailable`
    pub const REQUESTED_CODE_UNAVAILABLE: &str = "requested_code_unavailable";
    /// `device_does_not_support_access_codes`
    pub const DEVICE_DOES_NOT_SUPPORT_ACCESS_CODES: &str = "device_does_not_support_access_codes";
    /// `device_time_constraints_violated`
    pub const DEVICE_TIME_CONSTRAINTS_VIOLATED: &str = "device_time_constraints_violated";
    /// `pulled_backup_access_code`
    pub const PULLED_BACKUP_ACCESS_CODE: &str = "pulled_backup_access_code";
    /// `delay_in_issuing`
    pub const DELAY_IN_ISSUING: &str = "delay_in_issuing";
    /// `unknown_issue_with_acs_access_group`
    pub const UNKNOWN_ISSUE_WITH_ACS_ACCESS_GROUP: &str = "unknown_issue_with_acs_access_group";
    /// `waiting_to_be_issued`
    pub const WAITING_TO_BE_ISSUED: &str = "waiting_to_be_issued";
    /// `schedule_externally_modified`
    pub const SCHEDULE_EXTERNALLY_MODIFIED: &str = "schedule_externally_modified";
    /// `schedule_modified`
    pub const SCHEDULE_MODIFIED: &str = "schedule_modified";
    /// `unknown_issue_with_acs_credential`
    pub const UNKNOWN_ISSUE_WITH_ACS_CREDENTIAL: &str = "unknown_issue_with_acs_credential";
    /// `needs_to_be_reissued`
    pub const NEEDS_TO_BE_REISSUED: &str = "needs_to_be_reissued";
    /// `salto_ks_entrance_access_code_support_removed`
    pub const SALTO_KS_ENTRANCE_ACCESS_CODE_SUPPORT_REMOVED: &str =
        "salto_ks_entrance_access_code_support_removed";
    /// `entrance_shares_zone`
    pub const ENTRANCE_SHARES_ZONE: &str = "entrance_shares_zone";
    /// `entrance_setup_required`
    pub const ENTRANCE_SETUP_REQUIRED: &str = "entrance_setup_required";
    /// `salto_ks_privacy_mode`
    pub const SALTO_KS_PRIVACY_MODE: &str = "salto_ks_privacy_mode";
    /// `privacy_mode`
    pub const PRIVACY_MODE: &str = "privacy_mode";
    /// `salto_ks_subscription_limit_almost_reached`
    pub const SALTO_KS_SUBSCRIPTION_LIMIT_ALMOST_REACHED: &str =
        "salto_ks_subscription_limit_almost_reached";
    /// `time_zone_does_not_match_location`
    pub const TIME_ZONE_DOES_NOT_MATCH_LOCATION: &str = "time_zone_does_not_match_location";
    /// `setup_required`
    pub const SETUP_REQUIRED: &str = "setup_required";
    /// `salto_ks_user_not_subscribed`
    pub const SALTO_KS_USER_NOT_SUBSCRIBED: &str = "salto_ks_user_not_subscribed";
    /// `acs_user_inactive`
    pub const ACS_USER_INACTIVE: &str = "acs_user_inactive";
    /// `unknown_issue_with_acs_user`
    pub const UNKNOWN_ISSUE_WITH_ACS_USER: &str = "unknown_issue_with_acs_user";
    /// `latch_resident_user`
    pub const LATCH_RESIDENT_USER: &str = "latch_resident_user";
    /// `scheduled_maintenance_window`
    pub const SCHEDULED_MAINTENANCE_WINDOW: &str = "scheduled_maintenance_window";
    /// `unknown_issue_with_connected_account`
    pub const UNKNOWN_ISSUE_WITH_CONNECTED_ACCOUNT: &str = "unknown_issue_with_connected_account";
    /// `account_reauthorization_requested`
    pub const ACCOUNT_REAUTHORIZATION_REQUESTED: &str = "account_reauthorization_requested";
    /// `provider_service_unavailable`
    pub const PROVIDER_SERVICE_UNAVAILABLE: &str = "provider_service_unavailable";
    /// `dormakaba_sites_unapproved`
    pub const DORMAKABA_SITES_UNAPPROVED: &str = "dormakaba_sites_unapproved";
    /// `partial_backup_access_code_pool`
    pub const PARTIAL_BACKUP_ACCESS_CODE_POOL: &str = "partial_backup_access_code_pool";
    /// `many_active_backup_codes`
    pub const MANY_ACTIVE_BACKUP_CODES: &str = "many_active_backup_codes";
    /// `ttlock_lock_gateway_unlocking_not_enabled`
    pub const TTLOCK_LOCK_GATEWAY_UNLOCKING_NOT_ENABLED: &str =
        "ttlock_lock_gateway_unlocking_not_enabled";
    /// `ttlock_weak_gateway_signal`
    pub const TTLOCK_WEAK_GATEWAY_SIGNAL: &str = "ttlock_weak_gateway_signal";
    /// `power_saving_mode`
    pub const POWER_SAVING_MODE: &str = "power_saving_mode";
    /// `temperature_threshold_exceeded`
    pub const TEMPERATURE_THRESHOLD_EXCEEDED: &str = "temperature_threshold_exceeded";
    /// `device_communication_degraded`
    pub const DEVICE_COMMUNICATION_DEGRADED: &str = "device_communication_degraded";
    /// `device_has_flaky_connection`
    pub const DEVICE_HAS_FLAKY_CONNECTION: &str = "device_has_flaky_connection";
    /// `salto_ks_office_mode`
    pub const SALTO_KS_OFFICE_MODE: &str = "salto_ks_office_mode";
    /// `salto_ks_lock_access_code_support_removed`
    pub const SALTO_KS_LOCK_ACCESS_CODE_SUPPORT_REMOVED: &str =
        "salto_ks_lock_access_code_support_removed";
    /// `unknown_issue_with_phone`
    pub const UNKNOWN_ISSUE_WITH_PHONE: &str = "unknown_issue_with_phone";
    /// `lockly_time_zone_not_configured`
    pub const LOCKLY_TIME_ZONE_NOT_CONFIGURED: &str = "lockly_time_zone_not_configured";
    /// `ultraloq_time_zone_unknown`
    pub const ULTRALOQ_TIME_ZONE_UNKNOWN: &str = "ultraloq_time_zone_unknown";
    /// `time_zone_unknown`
    pub const TIME_ZONE_UNKNOWN: &str = "time_zone_unknown";
    /// `time_zone_mismatch`
    pub const TIME_ZONE_MISMATCH: &str = "time_zone_mismatch";
    /// `two_n_device_missing_timezone`
    pub const TWO_N_DEVICE_MISSING_TIMEZONE: &str = "two_n_device_missing_timezone";
    /// `hub_required_for_additional_capabilities`
    pub const HUB_REQUIRED_FOR_ADDITIONAL_CAPABILITIES: &str =
        "hub_required_for_additional_capabilities";
    /// `provider_issue`
    pub const PROVIDER_ISSUE: &str = "provider_issue";
    /// `keynest_unsupported_locker`
    pub const KEYNEST_UNSUPPORTED_LOCKER: &str = "keynest_unsupported_locker";
    /// `accessory_keypad_setup_required`
    pub const ACCESSORY_KEYPAD_SETUP_REQUIRED: &str = "accessory_keypad_setup_required";
    /// `unreliable_online_status`
    pub const UNRELIABLE_ONLINE_STATUS: &str = "unreliable_online_status";
    /// `max_access_codes_reached`
    pub const MAX_ACCESS_CODES_REACHED: &str = "max_access_codes_reached";
    /// `insufficient_permissions`
    pub const INSUFFICIENT_PERMISSIONS: &str = "insufficient_permissions";
    /// `acs_user_profile_does_not_match_user_identity`
    pub const ACS_USER_PROFILE_DOES_NOT_MATCH_USER_IDENTITY: &str =
        "acs_user_profile_does_not_match_user_identity";
}

/// Known values of `reason`. Seam may add others.
pub mod reason {
    /// `duration_exceeds_max`
    pub const DURATION_EXCEEDS_MAX: &str = "duration_exceeds_max";
    /// `times_do_not_match_slots`
    pub const TIMES_DO_NOT_MATCH_SLOTS: &str = "times_do_not_match_slots";
    /// `ongoing_not_supported`
    pub const ONGOING_NOT_SUPPORTED: &str = "ongoing_not_supported";
}
