//! The typed request of every endpoint, made from JSON.
// Written by `cargo xtask api`: edit api/*.toml instead.

// Each test uses a part of it.
#![allow(dead_code, unreachable_pub, missing_docs)]
// What Seam deprecated is tested too.
#![allow(deprecated)]
#![allow(clippy::indexing_slicing, clippy::panic)]

use std::fmt::Debug;

use seam_client::endpoint::{self, Endpoint, Time};
use seam_client::json::Mismatch;
use seam_client::response::read_response;
use seam_client::*;
use serde_json::Value;

/// What is to be done with a request, whatever its type.
pub trait Visit {
    fn visit<E: Endpoint + Debug>(&mut self, request: &E)
    where
        E::Response: Debug + PartialEq;
}

/// Shows `visitor` the request of this path that has these parameters; `false`, if there is no such path. Panics, if a
/// parameter is missing or is of another kind.
pub fn visit(path: &str, parameters: &Value, visitor: &mut impl Visit) -> bool {
    // Requests borrow what is in them, lists of lists too. A test can do without the bytes.
    let it = leak(parameters.clone());
    match path {
        "/access_codes/create" => visitor.visit(
            &request!(it, access_codes::Create<'_>, [device_id: text], [allow_external_modification: boolean,
            attempt_for_offline_device: boolean, code: text, common_code_key: text, ends_at: time,
            is_external_modification_allowed: boolean, is_offline_access_code: boolean,
            is_one_time_use: boolean, max_time_rounding: text, name: text, prefer_native_scheduling: boolean,
            preferred_code_length: whole, starts_at: time, use_backup_access_code_pool: boolean,
            use_offline_access_code: boolean])
        ),
        "/access_codes/create_multiple" => visitor.visit(
            &request!(it, access_codes::CreateMultiple<'_>, [device_ids: texts], [
            allow_external_modification: boolean, attempt_for_offline_device: boolean,
            behavior_when_code_cannot_be_shared: text, code: text, ends_at: time,
            is_external_modification_allowed: boolean, name: text, prefer_native_scheduling: boolean,
            preferred_code_length: whole, starts_at: time, use_backup_access_code_pool: boolean])
        ),
        "/access_codes/delete" => visitor.visit(
            &request!(it, access_codes::Delete<'_>, [access_code_id: text], [device_id: text])
        ),
        "/access_codes/generate_code" => visitor.visit(
            &request!(it, access_codes::GenerateCode<'_>, [device_id: text], [])
        ),
        "/access_codes/get" => visitor.visit(
            &request!(it, access_codes::Get<'_>, [], [access_code_id: text, code: text, device_id: text])
        ),
        "/access_codes/list" => visitor.visit(
            &request!(it, access_codes::List<'_>, [], [access_code_ids: texts, access_grant_id: text,
            access_grant_key: text, access_method_id: text, customer_key: text, device_id: text, limit: whole,
            page_cursor: text, search: text, user_identifier_key: text])
        ),
        "/access_codes/pull_backup_access_code" => visitor.visit(
            &request!(it, access_codes::PullBackupAccessCode<'_>, [access_code_id: text], [])
        ),
        "/access_codes/report_device_constraints" => visitor.visit(
            &request!(it, access_codes::ReportDeviceConstraints<'_>, [device_id: text], [max_code_length: whole,
            min_code_length: whole, supported_code_lengths: wholes])
        ),
        "/access_codes/simulate/create_unmanaged_access_code" => visitor.visit(
            &request!(it, access_codes::simulate::CreateUnmanagedAccessCode<'_>, [device_id: text, name: text,
            code: text], [])
        ),
        "/access_codes/unmanaged/convert_to_managed" => visitor.visit(
            &request!(it, access_codes::unmanaged::ConvertToManaged<'_>, [access_code_id: text], [
            allow_external_modification: boolean, force: boolean, is_external_modification_allowed: boolean])
        ),
        "/access_codes/unmanaged/delete" => visitor.visit(
            &request!(it, access_codes::unmanaged::Delete<'_>, [access_code_id: text], [])
        ),
        "/access_codes/unmanaged/get" => visitor.visit(
            &request!(it, access_codes::unmanaged::Get<'_>, [], [access_code_id: text, code: text,
            device_id: text])
        ),
        "/access_codes/unmanaged/list" => visitor.visit(
            &request!(it, access_codes::unmanaged::List<'_>, [device_id: text], [limit: whole,
            page_cursor: text, search: text, user_identifier_key: text])
        ),
        "/access_codes/unmanaged/update" => visitor.visit(
            &request!(it, access_codes::unmanaged::Update<'_>, [access_code_id: text, is_managed: boolean], [
            allow_external_modification: boolean, force: boolean, is_external_modification_allowed: boolean])
        ),
        "/access_codes/update" => visitor.visit(
            &request!(it, access_codes::Update<'_>, [access_code_id: text], [
            allow_external_modification: boolean, attempt_for_offline_device: boolean, code: text,
            device_id: text, ends_at: time, is_external_modification_allowed: boolean, is_managed: boolean,
            is_offline_access_code: boolean, is_one_time_use: boolean, max_time_rounding: text, name: text,
            prefer_native_scheduling: boolean, preferred_code_length: whole, starts_at: time, r#type: text,
            use_backup_access_code_pool: boolean, use_offline_access_code: boolean])
        ),
        "/access_codes/update_multiple" => visitor.visit(
            &request!(it, access_codes::UpdateMultiple<'_>, [common_code_key: text], [ends_at: time, name: text,
            starts_at: time])
        ),
        "/access_grants/create" => visitor.visit(
            &request!(it, access_grants::Create<'_>, [
            requested_access_methods: |it| list(it, access_grants_requested_access_method)], [
            user_identity_id: text, user_identity: |it| leak(access_grants_new_user_identity(it)),
            access_grant_key: text, acs_entrance_ids: texts, customization_profile_id: text, device_ids: texts,
            ends_at: time, location: |it| leak(access_grants_location(it)), location_ids: texts, name: text,
            reservation_key: text, space_ids: texts, space_keys: texts, starts_at: time])
        ),
        "/access_grants/delete" => visitor.visit(
            &request!(it, access_grants::Delete<'_>, [access_grant_id: text], [])
        ),
        "/access_grants/get" => visitor.visit(
            &request!(it, access_grants::Get<'_>, [], [access_grant_id: text, access_grant_key: text])
        ),
        "/access_grants/get_related" => visitor.visit(
            &request!(it, access_grants::GetRelated<'_>, [], [access_grant_ids: texts, access_grant_keys: texts,
            exclude: texts, include: texts])
        ),
        "/access_grants/list" => visitor.visit(
            &request!(it, access_grants::List<'_>, [], [access_code_id: text, access_grant_ids: texts,
            access_grant_key: |it| nullable(it, text), acs_entrance_id: text, acs_system_id: text,
            customer_key: text, device_id: text, limit: whole, location_id: text, page_cursor: text,
            reservation_key: text, space_id: text, user_identity_id: text, search: text])
        ),
        "/access_grants/request_access_methods" => visitor.visit(
            &request!(it, access_grants::RequestAccessMethods<'_>, [access_grant_id: text,
            requested_access_methods: |it| list(it, access_grants_requested_access_method)], [])
        ),
        "/access_grants/unmanaged/get" => visitor.visit(
            &request!(it, access_grants::unmanaged::Get<'_>, [access_grant_id: text], [])
        ),
        "/access_grants/unmanaged/list" => visitor.visit(
            &request!(it, access_grants::unmanaged::List<'_>, [], [acs_entrance_id: text, acs_system_id: text,
            limit: whole, page_cursor: text, reservation_key: text, user_identity_id: text])
        ),
        "/access_grants/unmanaged/update" => visitor.visit(
            &request!(it, access_grants::unmanaged::Update<'_>, [access_grant_id: text, is_managed: boolean], [
            access_grant_key: text])
        ),
        "/access_grants/update" => visitor.visit(
            &request!(it, access_grants::Update<'_>, [], [access_grant_id: text, access_grant_key: text,
            ends_at: |it| nullable(it, time), name: |it| nullable(it, text), starts_at: time])
        ),
        "/access_methods/assign_card" => visitor.visit(
            &request!(it, access_methods::AssignCard<'_>, [access_method_id: text, card_number: text], [])
        ),
        "/access_methods/delete" => visitor.visit(
            &request!(it, access_methods::Delete<'_>, [], [access_method_id: text, access_grant_id: text,
            reservation_key: text])
        ),
        "/access_methods/encode" => visitor.visit(
            &request!(it, access_methods::Encode<'_>, [acs_encoder_id: text, access_method_id: text], [])
        ),
        "/access_methods/get" => visitor.visit(
            &request!(it, access_methods::Get<'_>, [access_method_id: text], [])
        ),
        "/access_methods/get_related" => visitor.visit(
            &request!(it, access_methods::GetRelated<'_>, [access_method_ids: texts], [exclude: texts,
            include: texts])
        ),
        "/access_methods/list" => visitor.visit(
            &request!(it, access_methods::List<'_>, [], [access_code_id: text, access_grant_id: text,
            access_grant_key: text, acs_entrance_id: text, device_id: text, space_id: text, limit: whole,
            page_cursor: text])
        ),
        "/access_methods/unlock_door" => visitor.visit(
            &request!(it, access_methods::UnlockDoor<'_>, [access_method_id: text, acs_entrance_id: text], [])
        ),
        "/access_methods/unmanaged/get" => visitor.visit(
            &request!(it, access_methods::unmanaged::Get<'_>, [access_method_id: text], [])
        ),
        "/access_methods/unmanaged/list" => visitor.visit(
            &request!(it, access_methods::unmanaged::List<'_>, [access_grant_id: text], [acs_entrance_id: text,
            device_id: text, space_id: text])
        ),
        "/acs/access_groups/add_user" => visitor.visit(
            &request!(it, acs::access_groups::AddUser<'_>, [acs_access_group_id: text], [acs_user_id: text,
            user_identity_id: text])
        ),
        "/acs/access_groups/delete" => visitor.visit(
            &request!(it, acs::access_groups::Delete<'_>, [acs_access_group_id: text], [])
        ),
        "/acs/access_groups/get" => visitor.visit(
            &request!(it, acs::access_groups::Get<'_>, [acs_access_group_id: text], [])
        ),
        "/acs/access_groups/list" => visitor.visit(
            &request!(it, acs::access_groups::List<'_>, [], [acs_system_id: text, acs_user_id: text,
            search: text, user_identity_id: text])
        ),
        "/acs/access_groups/list_accessible_entrances" => visitor.visit(
            &request!(it, acs::access_groups::ListAccessibleEntrances<'_>, [acs_access_group_id: text], [])
        ),
        "/acs/access_groups/list_users" => visitor.visit(
            &request!(it, acs::access_groups::ListUsers<'_>, [acs_access_group_id: text], [])
        ),
        "/acs/access_groups/remove_user" => visitor.visit(
            &request!(it, acs::access_groups::RemoveUser<'_>, [acs_access_group_id: text], [acs_user_id: text,
            user_identity_id: text])
        ),
        "/acs/credentials/assign" => visitor.visit(
            &request!(it, acs::credentials::Assign<'_>, [acs_credential_id: text], [acs_user_id: text,
            user_identity_id: text])
        ),
        "/acs/credentials/create" => visitor.visit(
            &request!(it, acs::credentials::Create<'_>, [access_method: text], [acs_system_id: text,
            acs_user_id: text, allowed_acs_entrance_ids: texts,
            assa_abloy_vostio_metadata: |it| leak(acs_credentials_assa_abloy_vostio_options(it)), code: text,
            credential_manager_acs_system_id: text, ends_at: time, is_multi_phone_sync_credential: boolean,
            salto_space_metadata: |it| leak(acs_credentials_salto_space_options(it)), starts_at: time,
            user_identity_id: text, visionline_metadata: |it| leak(acs_credentials_visionline_options(it))])
        ),
        "/acs/credentials/delete" => visitor.visit(
            &request!(it, acs::credentials::Delete<'_>, [acs_credential_id: text], [])
        ),
        "/acs/credentials/get" => visitor.visit(
            &request!(it, acs::credentials::Get<'_>, [acs_credential_id: text], [])
        ),
        "/acs/credentials/list" => visitor.visit(
            &request!(it, acs::credentials::List<'_>, [], [acs_user_id: text, acs_system_id: text,
            user_identity_id: text, created_before: time, is_multi_phone_sync_credential: boolean,
            limit: whole, page_cursor: text, search: text])
        ),
        "/acs/credentials/list_accessible_entrances" => visitor.visit(
            &request!(it, acs::credentials::ListAccessibleEntrances<'_>, [acs_credential_id: text], [])
        ),
        "/acs/credentials/unassign" => visitor.visit(
            &request!(it, acs::credentials::Unassign<'_>, [acs_credential_id: text], [acs_user_id: text,
            user_identity_id: text])
        ),
        "/acs/credentials/update" => visitor.visit(
            &request!(it, acs::credentials::Update<'_>, [acs_credential_id: text], [code: text, ends_at: time])
        ),
        "/acs/encoders/encode_credential" => visitor.visit(
            &request!(it, acs::encoders::EncodeCredential<'_>, [acs_encoder_id: text], [access_method_id: text,
            acs_credential_id: text])
        ),
        "/acs/encoders/get" => visitor.visit(
            &request!(it, acs::encoders::Get<'_>, [acs_encoder_id: text], [])
        ),
        "/acs/encoders/list" => visitor.visit(
            &request!(it, acs::encoders::List<'_>, [], [acs_system_id: text, acs_system_ids: texts,
            acs_encoder_ids: texts, limit: whole, page_cursor: text])
        ),
        "/acs/encoders/scan_credential" => visitor.visit(
            &request!(it, acs::encoders::ScanCredential<'_>, [acs_encoder_id: text], [
            salto_ks_metadata: |it| leak(acs_encoders_salto_ks_options(it))])
        ),
        "/acs/encoders/scan_to_assign_credential" => visitor.visit(
            &request!(it, acs::encoders::ScanToAssignCredential<'_>, [acs_encoder_id: text], [acs_user_id: text,
            salto_ks_metadata: |it| leak(acs_encoders_salto_ks_options(it)), user_identity_id: text])
        ),
        "/acs/encoders/simulate/next_credential_encode_will_fail" => visitor.visit(
            &request!(it, acs::encoders::simulate::NextCredentialEncodeWillFail<'_>, [acs_encoder_id: text], [
            error_code: text, acs_credential_id: text])
        ),
        "/acs/encoders/simulate/next_credential_encode_will_succeed" => visitor.visit(
            &request!(it, acs::encoders::simulate::NextCredentialEncodeWillSucceed<'_>, [acs_encoder_id: text], [
            scenario: text])
        ),
        "/acs/encoders/simulate/next_credential_scan_will_fail" => visitor.visit(
            &request!(it, acs::encoders::simulate::NextCredentialScanWillFail<'_>, [acs_encoder_id: text], [
            error_code: text, acs_credential_id_on_seam: text])
        ),
        "/acs/encoders/simulate/next_credential_scan_will_succeed" => visitor.visit(
            &request!(it, acs::encoders::simulate::NextCredentialScanWillSucceed<'_>, [acs_encoder_id: text], [
            acs_credential_id_on_seam: text, scenario: text])
        ),
        "/acs/entrances/get" => visitor.visit(
            &request!(it, acs::entrances::Get<'_>, [acs_entrance_id: text], [])
        ),
        "/acs/entrances/grant_access" => visitor.visit(
            &request!(it, acs::entrances::GrantAccess<'_>, [acs_entrance_id: text], [acs_user_id: text,
            user_identity_id: text])
        ),
        "/acs/entrances/list" => visitor.visit(
            &request!(it, acs::entrances::List<'_>, [], [acs_credential_id: text, acs_entrance_ids: texts,
            acs_system_id: text, connected_account_id: text, customer_key: text, limit: whole,
            location_id: text, page_cursor: text, search: text, space_id: text, access_method_id: text])
        ),
        "/acs/entrances/list_credentials_with_access" => visitor.visit(
            &request!(it, acs::entrances::ListCredentialsWithAccess<'_>, [acs_entrance_id: text], [
            include_if: texts])
        ),
        "/acs/entrances/unlock" => visitor.visit(
            &request!(it, acs::entrances::Unlock<'_>, [acs_entrance_id: text, acs_credential_id: text], [])
        ),
        "/acs/systems/get" => visitor.visit(
            &request!(it, acs::systems::Get<'_>, [acs_system_id: text], [])
        ),
        "/acs/systems/list" => visitor.visit(
            &request!(it, acs::systems::List<'_>, [], [connected_account_id: text, customer_key: text,
            search: text])
        ),
        "/acs/systems/list_compatible_credential_manager_acs_systems" => visitor.visit(
            &request!(it, acs::systems::ListCompatibleCredentialManagerAcsSystems<'_>, [acs_system_id: text], [])
        ),
        "/acs/systems/report_devices" => visitor.visit(
            &request!(it, acs::systems::ReportDevices<'_>, [acs_system_id: text], [
            acs_encoders: |it| list(it, acs_systems_reported_encoder),
            acs_entrances: |it| list(it, acs_systems_reported_entrance)])
        ),
        "/acs/users/add_to_access_group" => visitor.visit(
            &request!(it, acs::users::AddToAccessGroup<'_>, [acs_user_id: text, acs_access_group_id: text], [])
        ),
        "/acs/users/create" => visitor.visit(
            &request!(it, acs::users::Create<'_>, [full_name: text, acs_system_id: text], [
            access_schedule: |it| leak(acs_users_create_access_schedule(it)), acs_access_group_ids: texts,
            email: text, email_address: text, phone_number: text, user_identity_id: text])
        ),
        "/acs/users/delete" => visitor.visit(
            &request!(it, acs::users::Delete<'_>, [], [acs_system_id: text, acs_user_id: text,
            user_identity_id: text])
        ),
        "/acs/users/get" => visitor.visit(
            &request!(it, acs::users::Get<'_>, [], [acs_system_id: text, acs_user_id: text,
            user_identity_id: text])
        ),
        "/acs/users/list" => visitor.visit(
            &request!(it, acs::users::List<'_>, [], [acs_system_id: text, created_before: time, limit: whole,
            page_cursor: text, search: text, user_identity_email_address: text, user_identity_id: text,
            user_identity_phone_number: text])
        ),
        "/acs/users/list_accessible_entrances" => visitor.visit(
            &request!(it, acs::users::ListAccessibleEntrances<'_>, [], [acs_system_id: text, acs_user_id: text,
            user_identity_id: text])
        ),
        "/acs/users/remove_from_access_group" => visitor.visit(
            &request!(it, acs::users::RemoveFromAccessGroup<'_>, [acs_access_group_id: text], [
            acs_user_id: text, user_identity_id: text])
        ),
        "/acs/users/revoke_access_to_all_entrances" => visitor.visit(
            &request!(it, acs::users::RevokeAccessToAllEntrances<'_>, [], [acs_system_id: text,
            acs_user_id: text, user_identity_id: text])
        ),
        "/acs/users/suspend" => visitor.visit(
            &request!(it, acs::users::Suspend<'_>, [], [acs_system_id: text, acs_user_id: text,
            user_identity_id: text])
        ),
        "/acs/users/unsuspend" => visitor.visit(
            &request!(it, acs::users::Unsuspend<'_>, [], [acs_system_id: text, acs_user_id: text,
            user_identity_id: text])
        ),
        "/acs/users/update" => visitor.visit(
            &request!(it, acs::users::Update<'_>, [], [
            access_schedule: |it| nullable(it, |it| leak(acs_users_update_access_schedule(it))),
            acs_system_id: text, acs_user_id: text, email: text, email_address: text, full_name: text,
            hid_acs_system_id: text, phone_number: text, user_identity_id: text])
        ),
        "/action_attempts/get" => visitor.visit(
            &request!(it, action_attempts::Get<'_>, [action_attempt_id: text], [])
        ),
        "/action_attempts/list" => visitor.visit(
            &request!(it, action_attempts::List<'_>, [], [action_attempt_ids: texts, device_id: text,
            limit: whole, page_cursor: text])
        ),
        "/client_sessions/create" => visitor.visit(
            &request!(it, client_sessions::Create<'_>, [], [connect_webview_ids: texts,
            connected_account_ids: texts, customer_id: text, customer_key: text, expires_at: time,
            user_identifier_key: text, user_identity_id: text, user_identity_ids: texts])
        ),
        "/client_sessions/delete" => visitor.visit(
            &request!(it, client_sessions::Delete<'_>, [client_session_id: text], [])
        ),
        "/client_sessions/get" => visitor.visit(
            &request!(it, client_sessions::Get<'_>, [], [client_session_id: text, user_identifier_key: text])
        ),
        "/client_sessions/get_or_create" => visitor.visit(
            &request!(it, client_sessions::GetOrCreate<'_>, [], [connect_webview_ids: texts,
            connected_account_ids: texts, expires_at: time, user_identifier_key: text, user_identity_id: text,
            user_identity_ids: texts])
        ),
        "/client_sessions/grant_access" => visitor.visit(
            &request!(it, client_sessions::GrantAccess<'_>, [], [client_session_id: text,
            connect_webview_ids: texts, connected_account_ids: texts, user_identifier_key: text,
            user_identity_id: text, user_identity_ids: texts])
        ),
        "/client_sessions/list" => visitor.visit(
            &request!(it, client_sessions::List<'_>, [], [client_session_id: text, connect_webview_id: text,
            user_identifier_key: text, user_identity_id: text, without_user_identifier_key: boolean])
        ),
        "/client_sessions/revoke" => visitor.visit(
            &request!(it, client_sessions::Revoke<'_>, [client_session_id: text], [])
        ),
        "/connect_webviews/create" => visitor.visit(
            &request!(it, connect_webviews::Create<'_>, [], [accepted_capabilities: texts,
            accepted_providers: texts, automatically_manage_new_devices: boolean, custom_metadata: map,
            custom_redirect_failure_url: text, custom_redirect_url: text, customer_key: text,
            excluded_providers: texts, provider_category: text, wait_for_device_creation: boolean])
        ),
        "/connect_webviews/delete" => visitor.visit(
            &request!(it, connect_webviews::Delete<'_>, [connect_webview_id: text], [])
        ),
        "/connect_webviews/get" => visitor.visit(
            &request!(it, connect_webviews::Get<'_>, [connect_webview_id: text], [])
        ),
        "/connect_webviews/list" => visitor.visit(
            &request!(it, connect_webviews::List<'_>, [], [custom_metadata_has: map, customer_key: text,
            limit: whole, page_cursor: text, search: text, user_identifier_key: text])
        ),
        "/connected_accounts/delete" => visitor.visit(
            &request!(it, connected_accounts::Delete<'_>, [connected_account_id: text], [])
        ),
        "/connected_accounts/get" => visitor.visit(
            &request!(it, connected_accounts::Get<'_>, [], [connected_account_id: text, email: text])
        ),
        "/connected_accounts/list" => visitor.visit(
            &request!(it, connected_accounts::List<'_>, [], [custom_metadata_has: map, customer_key: text,
            limit: whole, page_cursor: text, search: text, space_id: text, user_identifier_key: text])
        ),
        "/connected_accounts/simulate/disconnect" => visitor.visit(
            &request!(it, connected_accounts::simulate::Disconnect<'_>, [connected_account_id: text], [])
        ),
        "/connected_accounts/sync" => visitor.visit(
            &request!(it, connected_accounts::Sync<'_>, [connected_account_id: text], [])
        ),
        "/connected_accounts/update" => visitor.visit(
            &request!(it, connected_accounts::Update<'_>, [connected_account_id: text], [
            accepted_capabilities: texts, automatically_manage_new_devices: boolean, custom_metadata: map,
            customer_key: text, display_name: text])
        ),
        "/customers/create_portal" => visitor.visit(
            &request!(it, customers::CreatePortal<'_>, [], [
            customer_resources_filters: |it| list(it, customers_customer_resources_filter),
            customization_profile_id: text, exclude_locale_picker: boolean,
            features: |it| leak(customers_features(it)), is_embedded: boolean,
            landing_page: |it| leak(customers_landing_page(it)), locale: text, navigation_mode: text,
            read_only: boolean, customer_data: |it| leak(customers_customer_data(it))])
        ),
        "/customers/delete_data" => visitor.visit(
            &request!(it, customers::DeleteData<'_>, [], [access_grant_keys: texts, booking_keys: texts,
            building_keys: texts, common_area_keys: texts, customer_keys: texts, facility_keys: texts,
            guest_keys: texts, listing_keys: texts, property_keys: texts, property_listing_keys: texts,
            reservation_keys: texts, resident_keys: texts, room_keys: texts, space_keys: texts,
            staff_member_keys: texts, tenant_keys: texts, unit_keys: texts, user_identity_keys: texts,
            user_keys: texts])
        ),
        "/customers/push_data" => visitor.visit(
            &request!(it, customers::PushData<'_>, [customer_key: text], [
            access_grants: |it| list(it, customers_access_grant), bookings: |it| list(it, customers_booking),
            buildings: |it| list(it, customers_building), common_areas: |it| list(it, customers_common_area),
            facilities: |it| list(it, customers_facility), guests: |it| list(it, customers_guest),
            listings: |it| list(it, customers_listing), properties: |it| list(it, customers_property),
            property_listings: |it| list(it, customers_property_listing),
            reservations: |it| list(it, customers_reservation), residents: |it| list(it, customers_resident),
            rooms: |it| list(it, customers_room), sites: |it| list(it, customers_site),
            spaces: |it| list(it, customers_space), staff_members: |it| list(it, customers_staff_member),
            tenants: |it| list(it, customers_tenant), units: |it| list(it, customers_unit),
            user_identities: |it| list(it, customers_user_identity), users: |it| list(it, customers_user)])
        ),
        "/devices/get" => visitor.visit(
            &request!(it, devices::Get<'_>, [], [device_id: text, name: text])
        ),
        "/devices/list" => visitor.visit(
            &request!(it, devices::List<'_>, [], [connect_webview_id: text, connected_account_id: text,
            connected_account_ids: texts, created_before: time, custom_metadata_has: map, customer_key: text,
            device_ids: texts, device_type: text, device_types: texts, limit: whole, manufacturer: text,
            page_cursor: text, search: text, space_id: text, unstable_location_id: text,
            user_identifier_key: text])
        ),
        "/devices/list_device_providers" => visitor.visit(
            &request!(it, devices::ListDeviceProviders<'_>, [], [provider_category: text])
        ),
        "/devices/report_provider_metadata" => visitor.visit(
            &request!(it, devices::ReportProviderMetadata<'_>, [
            devices: |it| list(it, devices_provider_metadata)], [])
        ),
        "/devices/simulate/connect" => visitor.visit(
            &request!(it, devices::simulate::Connect<'_>, [device_id: text], [])
        ),
        "/devices/simulate/connect_to_hub" => visitor.visit(
            &request!(it, devices::simulate::ConnectToHub<'_>, [device_id: text], [])
        ),
        "/devices/simulate/disconnect" => visitor.visit(
            &request!(it, devices::simulate::Disconnect<'_>, [device_id: text], [])
        ),
        "/devices/simulate/disconnect_from_hub" => visitor.visit(
            &request!(it, devices::simulate::DisconnectFromHub<'_>, [device_id: text], [])
        ),
        "/devices/simulate/paid_subscription" => visitor.visit(
            &request!(it, devices::simulate::PaidSubscription<'_>, [device_id: text, is_expired: boolean], [])
        ),
        "/devices/simulate/remove" => visitor.visit(
            &request!(it, devices::simulate::Remove<'_>, [device_id: text], [])
        ),
        "/devices/unmanaged/get" => visitor.visit(
            &request!(it, devices::unmanaged::Get<'_>, [], [device_id: text, name: text])
        ),
        "/devices/unmanaged/list" => visitor.visit(
            &request!(it, devices::unmanaged::List<'_>, [], [connect_webview_id: text,
            connected_account_id: text, connected_account_ids: texts, created_before: time,
            custom_metadata_has: map, customer_key: text, device_ids: texts, device_type: text,
            device_types: texts, limit: whole, manufacturer: text, page_cursor: text, search: text,
            space_id: text, unstable_location_id: text, user_identifier_key: text])
        ),
        "/devices/unmanaged/update" => visitor.visit(
            &request!(it, devices::unmanaged::Update<'_>, [device_id: text], [custom_metadata: map,
            is_managed: boolean])
        ),
        "/devices/update" => visitor.visit(
            &request!(it, devices::Update<'_>, [device_id: text], [backup_access_code_pool_enabled: boolean,
            custom_metadata: map, is_managed: boolean, name: |it| nullable(it, text),
            properties: |it| leak(devices_update_properties(it))])
        ),
        "/events/get" => visitor.visit(
            &request!(it, events::Get<'_>, [], [device_id: text, event_id: text, event_type: text])
        ),
        "/events/list" => visitor.visit(
            &request!(it, events::List<'_>, [], [access_code_id: text, access_code_ids: texts,
            access_grant_id: text, access_grant_ids: texts, access_method_id: text, access_method_ids: texts,
            acs_access_group_id: text, acs_credential_id: text, acs_encoder_id: text, acs_entrance_id: text,
            acs_system_id: text, acs_system_ids: texts, acs_user_id: text, between: texts,
            connect_webview_id: text, connected_account_id: text, customer_key: text, device_id: text,
            device_ids: texts, event_ids: texts, event_type: text, event_types: texts, limit: whole,
            since: time, space_id: text, space_ids: texts, unstable_offset: whole, user_identity_id: text])
        ),
        "/instant_keys/delete" => visitor.visit(
            &request!(it, instant_keys::Delete<'_>, [instant_key_id: text], [])
        ),
        "/instant_keys/get" => visitor.visit(
            &request!(it, instant_keys::Get<'_>, [], [instant_key_id: text, instant_key_url: text])
        ),
        "/instant_keys/list" => visitor.visit(
            &request!(it, instant_keys::List<'_>, [], [user_identity_id: text])
        ),
        "/locks/configure_auto_lock" => visitor.visit(
            &request!(it, locks::ConfigureAutoLock<'_>, [device_id: text, auto_lock_enabled: boolean], [
            auto_lock_delay_seconds: whole])
        ),
        "/locks/get" => visitor.visit(
            &request!(it, locks::Get<'_>, [], [device_id: text, name: text])
        ),
        "/locks/list" => visitor.visit(
            &request!(it, locks::List<'_>, [], [connect_webview_id: text, connected_account_id: text,
            connected_account_ids: texts, created_before: time, custom_metadata_has: map, customer_key: text,
            device_ids: texts, device_type: text, device_types: texts, limit: whole, manufacturer: text,
            page_cursor: text, search: text, space_id: text, unstable_location_id: text,
            user_identifier_key: text])
        ),
        "/locks/lock_door" => visitor.visit(
            &request!(it, locks::LockDoor<'_>, [device_id: text], [])
        ),
        "/locks/simulate/keypad_code_entry" => visitor.visit(
            &request!(it, locks::simulate::KeypadCodeEntry<'_>, [device_id: text, code: text], [])
        ),
        "/locks/simulate/manual_lock_via_keypad" => visitor.visit(
            &request!(it, locks::simulate::ManualLockViaKeypad<'_>, [device_id: text], [])
        ),
        "/locks/unlock_door" => visitor.visit(
            &request!(it, locks::UnlockDoor<'_>, [device_id: text], [])
        ),
        "/noise_sensors/list" => visitor.visit(
            &request!(it, noise_sensors::List<'_>, [], [connect_webview_id: text, connected_account_id: text,
            connected_account_ids: texts, created_before: time, custom_metadata_has: map, customer_key: text,
            device_ids: texts, device_type: text, device_types: texts, limit: whole, manufacturer: text,
            page_cursor: text, search: text, space_id: text, unstable_location_id: text,
            user_identifier_key: text])
        ),
        "/noise_sensors/noise_thresholds/create" => visitor.visit(
            &request!(it, noise_sensors::noise_thresholds::Create<'_>, [device_id: text, starts_daily_at: text,
            ends_daily_at: text], [name: text, noise_threshold_decibels: number, noise_threshold_nrs: number])
        ),
        "/noise_sensors/noise_thresholds/delete" => visitor.visit(
            &request!(it, noise_sensors::noise_thresholds::Delete<'_>, [noise_threshold_id: text,
            device_id: text], [])
        ),
        "/noise_sensors/noise_thresholds/get" => visitor.visit(
            &request!(it, noise_sensors::noise_thresholds::Get<'_>, [noise_threshold_id: text], [])
        ),
        "/noise_sensors/noise_thresholds/list" => visitor.visit(
            &request!(it, noise_sensors::noise_thresholds::List<'_>, [device_id: text], [])
        ),
        "/noise_sensors/noise_thresholds/update" => visitor.visit(
            &request!(it, noise_sensors::noise_thresholds::Update<'_>, [noise_threshold_id: text,
            device_id: text], [ends_daily_at: text, name: text, noise_threshold_decibels: number,
            noise_threshold_nrs: number, starts_daily_at: text])
        ),
        "/noise_sensors/simulate/trigger_noise_threshold" => visitor.visit(
            &request!(it, noise_sensors::simulate::TriggerNoiseThreshold<'_>, [device_id: text], [])
        ),
        "/phones/deactivate" => visitor.visit(
            &request!(it, phones::Deactivate<'_>, [device_id: text], [])
        ),
        "/phones/get" => visitor.visit(
            &request!(it, phones::Get<'_>, [device_id: text], [])
        ),
        "/phones/list" => visitor.visit(
            &request!(it, phones::List<'_>, [], [acs_credential_id: text, owner_user_identity_id: text])
        ),
        "/phones/simulate/create_sandbox_phone" => visitor.visit(
            &request!(it, phones::simulate::CreateSandboxPhone<'_>, [user_identity_id: text], [
            assa_abloy_metadata: |it| leak(phones_simulate_assa_abloy_metadata(it)),
            custom_sdk_installation_id: text, phone_metadata: |it| leak(phones_simulate_phone_metadata(it))])
        ),
        "/spaces/add_acs_entrances" => visitor.visit(
            &request!(it, spaces::AddAcsEntrances<'_>, [space_id: text, acs_entrance_ids: texts], [])
        ),
        "/spaces/add_connected_account" => visitor.visit(
            &request!(it, spaces::AddConnectedAccount<'_>, [space_id: text, connected_account_id: text], [])
        ),
        "/spaces/add_devices" => visitor.visit(
            &request!(it, spaces::AddDevices<'_>, [space_id: text, device_ids: texts], [])
        ),
        "/spaces/create" => visitor.visit(
            &request!(it, spaces::Create<'_>, [name: text], [acs_entrance_ids: texts,
            connected_account_ids: texts, customer_data: |it| leak(spaces_customer_defaults(it)),
            customer_key: text, device_ids: texts, space_key: text])
        ),
        "/spaces/delete" => visitor.visit(
            &request!(it, spaces::Delete<'_>, [space_id: text], [])
        ),
        "/spaces/get" => visitor.visit(
            &request!(it, spaces::Get<'_>, [], [space_id: text, space_key: text])
        ),
        "/spaces/get_related" => visitor.visit(
            &request!(it, spaces::GetRelated<'_>, [], [exclude: texts, include: texts, space_ids: texts,
            space_keys: texts])
        ),
        "/spaces/list" => visitor.visit(
            &request!(it, spaces::List<'_>, [], [customer_key: text, limit: whole, page_cursor: text,
            search: text, space_key: text])
        ),
        "/spaces/remove_acs_entrances" => visitor.visit(
            &request!(it, spaces::RemoveAcsEntrances<'_>, [space_id: text, acs_entrance_ids: texts], [])
        ),
        "/spaces/remove_connected_account" => visitor.visit(
            &request!(it, spaces::RemoveConnectedAccount<'_>, [space_id: text, connected_account_id: text], [])
        ),
        "/spaces/remove_devices" => visitor.visit(
            &request!(it, spaces::RemoveDevices<'_>, [space_id: text, device_ids: texts], [])
        ),
        "/spaces/update" => visitor.visit(
            &request!(it, spaces::Update<'_>, [], [acs_entrance_ids: texts,
            customer_data: |it| leak(spaces_customer_defaults(it)), device_ids: texts, name: text,
            space_id: text, space_key: text])
        ),
        "/thermostats/activate_climate_preset" => visitor.visit(
            &request!(it, thermostats::ActivateClimatePreset<'_>, [device_id: text, climate_preset_key: text], [])
        ),
        "/thermostats/activate_weekly_program" => visitor.visit(
            &request!(it, thermostats::ActivateWeeklyProgram<'_>, [device_id: text], [])
        ),
        "/thermostats/cool" => visitor.visit(
            &request!(it, thermostats::Cool<'_>, [device_id: text], [cooling_set_point_celsius: number,
            cooling_set_point_fahrenheit: number])
        ),
        "/thermostats/create_climate_preset" => visitor.visit(
            &request!(it, thermostats::CreateClimatePreset<'_>, [device_id: text, climate_preset_key: text], [
            climate_preset_mode: text, cooling_set_point_celsius: number, cooling_set_point_fahrenheit: number,
            ecobee_metadata: |it| leak(thermostats_ecobee_metadata(it)), fan_mode_setting: text,
            heating_set_point_celsius: number, heating_set_point_fahrenheit: number, hvac_mode_setting: text,
            manual_override_allowed: boolean, name: text])
        ),
        "/thermostats/daily_programs/create" => visitor.visit(
            &request!(it, thermostats::daily_programs::Create<'_>, [device_id: text, name: text,
            periods: |it| list(it, thermostats_daily_programs_period)], [])
        ),
        "/thermostats/daily_programs/delete" => visitor.visit(
            &request!(it, thermostats::daily_programs::Delete<'_>, [thermostat_daily_program_id: text], [])
        ),
        "/thermostats/daily_programs/update" => visitor.visit(
            &request!(it, thermostats::daily_programs::Update<'_>, [thermostat_daily_program_id: text,
            name: text, periods: |it| list(it, thermostats_daily_programs_period)], [])
        ),
        "/thermostats/delete_climate_preset" => visitor.visit(
            &request!(it, thermostats::DeleteClimatePreset<'_>, [device_id: text, climate_preset_key: text], [])
        ),
        "/thermostats/heat" => visitor.visit(
            &request!(it, thermostats::Heat<'_>, [device_id: text], [heating_set_point_celsius: number,
            heating_set_point_fahrenheit: number])
        ),
        "/thermostats/heat_cool" => visitor.visit(
            &request!(it, thermostats::HeatCool<'_>, [device_id: text], [cooling_set_point_celsius: number,
            cooling_set_point_fahrenheit: number, heating_set_point_celsius: number,
            heating_set_point_fahrenheit: number])
        ),
        "/thermostats/list" => visitor.visit(
            &request!(it, thermostats::List<'_>, [], [connect_webview_id: text, connected_account_id: text,
            connected_account_ids: texts, created_before: time, custom_metadata_has: map, customer_key: text,
            device_ids: texts, device_type: text, device_types: texts, limit: whole, manufacturer: text,
            page_cursor: text, search: text, space_id: text, unstable_location_id: text,
            user_identifier_key: text])
        ),
        "/thermostats/off" => visitor.visit(
            &request!(it, thermostats::Off<'_>, [device_id: text], [])
        ),
        "/thermostats/schedules/create" => visitor.visit(
            &request!(it, thermostats::schedules::Create<'_>, [device_id: text, climate_preset_key: text,
            starts_at: time, ends_at: time], [is_override_allowed: boolean, max_override_period_minutes: whole,
            name: text])
        ),
        "/thermostats/schedules/delete" => visitor.visit(
            &request!(it, thermostats::schedules::Delete<'_>, [thermostat_schedule_id: text], [])
        ),
        "/thermostats/schedules/get" => visitor.visit(
            &request!(it, thermostats::schedules::Get<'_>, [thermostat_schedule_id: text], [])
        ),
        "/thermostats/schedules/list" => visitor.visit(
            &request!(it, thermostats::schedules::List<'_>, [device_id: text], [user_identifier_key: text])
        ),
        "/thermostats/schedules/update" => visitor.visit(
            &request!(it, thermostats::schedules::Update<'_>, [thermostat_schedule_id: text], [
            climate_preset_key: text, ends_at: time, is_override_allowed: boolean,
            max_override_period_minutes: |it| nullable(it, whole), name: text, starts_at: time])
        ),
        "/thermostats/set_fallback_climate_preset" => visitor.visit(
            &request!(it, thermostats::SetFallbackClimatePreset<'_>, [device_id: text, climate_preset_key: text], [])
        ),
        "/thermostats/set_fan_mode" => visitor.visit(
            &request!(it, thermostats::SetFanMode<'_>, [device_id: text], [fan_mode: text,
            fan_mode_setting: text])
        ),
        "/thermostats/set_hvac_mode" => visitor.visit(
            &request!(it, thermostats::SetHvacMode<'_>, [hvac_mode_setting: text, device_id: text], [
            cooling_set_point_celsius: number, cooling_set_point_fahrenheit: number,
            heating_set_point_celsius: number, heating_set_point_fahrenheit: number])
        ),
        "/thermostats/set_temperature_threshold" => visitor.visit(
            &request!(it, thermostats::SetTemperatureThreshold<'_>, [device_id: text], [
            lower_limit_celsius: |it| nullable(it, number), lower_limit_fahrenheit: |it| nullable(it, number),
            upper_limit_celsius: |it| nullable(it, number), upper_limit_fahrenheit: |it| nullable(it, number)])
        ),
        "/thermostats/simulate/hvac_mode_adjusted" => visitor.visit(
            &request!(it, thermostats::simulate::HvacModeAdjusted<'_>, [hvac_mode: text, device_id: text], [
            cooling_set_point_celsius: number, cooling_set_point_fahrenheit: number,
            heating_set_point_celsius: number, heating_set_point_fahrenheit: number])
        ),
        "/thermostats/simulate/temperature_reached" => visitor.visit(
            &request!(it, thermostats::simulate::TemperatureReached<'_>, [device_id: text], [
            temperature_celsius: number, temperature_fahrenheit: number])
        ),
        "/thermostats/update_climate_preset" => visitor.visit(
            &request!(it, thermostats::UpdateClimatePreset<'_>, [device_id: text, climate_preset_key: text], [
            climate_preset_mode: text, cooling_set_point_celsius: number, cooling_set_point_fahrenheit: number,
            ecobee_metadata: |it| leak(thermostats_ecobee_metadata(it)), fan_mode_setting: text,
            heating_set_point_celsius: number, heating_set_point_fahrenheit: number, hvac_mode_setting: text,
            manual_override_allowed: boolean, name: |it| nullable(it, text)])
        ),
        "/thermostats/update_weekly_program" => visitor.visit(
            &request!(it, thermostats::UpdateWeeklyProgram<'_>, [device_id: text], [
            friday_program_id: |it| nullable(it, text), monday_program_id: |it| nullable(it, text),
            saturday_program_id: |it| nullable(it, text), sunday_program_id: |it| nullable(it, text),
            thursday_program_id: |it| nullable(it, text), tuesday_program_id: |it| nullable(it, text),
            wednesday_program_id: |it| nullable(it, text)])
        ),
        "/user_identities/add_acs_user" => visitor.visit(
            &request!(it, user_identities::AddAcsUser<'_>, [acs_user_id: text], [user_identity_id: text,
            user_identity_key: text])
        ),
        "/user_identities/create" => visitor.visit(
            &request!(it, user_identities::Create<'_>, [], [acs_system_ids: texts, email_address: text,
            full_name: text, phone_number: text, user_identity_key: text])
        ),
        "/user_identities/delete" => visitor.visit(
            &request!(it, user_identities::Delete<'_>, [user_identity_id: text], [])
        ),
        "/user_identities/generate_instant_key" => visitor.visit(
            &request!(it, user_identities::GenerateInstantKey<'_>, [user_identity_id: text], [
            customization_profile_id: text, max_use_count: whole])
        ),
        "/user_identities/get" => visitor.visit(
            &request!(it, user_identities::Get<'_>, [], [user_identity_id: text, user_identity_key: text])
        ),
        "/user_identities/grant_access_to_device" => visitor.visit(
            &request!(it, user_identities::GrantAccessToDevice<'_>, [user_identity_id: text, device_id: text], [])
        ),
        "/user_identities/list" => visitor.visit(
            &request!(it, user_identities::List<'_>, [], [created_before: time,
            credential_manager_acs_system_id: text, limit: whole, page_cursor: text, search: text,
            user_identity_ids: texts])
        ),
        "/user_identities/list_accessible_devices" => visitor.visit(
            &request!(it, user_identities::ListAccessibleDevices<'_>, [user_identity_id: text], [])
        ),
        "/user_identities/list_accessible_entrances" => visitor.visit(
            &request!(it, user_identities::ListAccessibleEntrances<'_>, [user_identity_id: text], [])
        ),
        "/user_identities/list_acs_systems" => visitor.visit(
            &request!(it, user_identities::ListAcsSystems<'_>, [user_identity_id: text], [])
        ),
        "/user_identities/list_acs_users" => visitor.visit(
            &request!(it, user_identities::ListAcsUsers<'_>, [user_identity_id: text], [])
        ),
        "/user_identities/merge" => visitor.visit(
            &request!(it, user_identities::Merge<'_>, [], [merged_user_identity_ids: texts,
            merged_user_identity_keys: texts, user_identity_id: text, user_identity_key: text])
        ),
        "/user_identities/remove_acs_user" => visitor.visit(
            &request!(it, user_identities::RemoveAcsUser<'_>, [user_identity_id: text, acs_user_id: text], [])
        ),
        "/user_identities/revoke_access_to_device" => visitor.visit(
            &request!(it, user_identities::RevokeAccessToDevice<'_>, [user_identity_id: text, device_id: text], [])
        ),
        "/user_identities/unmanaged/get" => visitor.visit(
            &request!(it, user_identities::unmanaged::Get<'_>, [user_identity_id: text], [])
        ),
        "/user_identities/unmanaged/list" => visitor.visit(
            &request!(it, user_identities::unmanaged::List<'_>, [], [created_before: time, limit: whole,
            page_cursor: text, search: text])
        ),
        "/user_identities/unmanaged/update" => visitor.visit(
            &request!(it, user_identities::unmanaged::Update<'_>, [user_identity_id: text, is_managed: boolean], [
            user_identity_key: text])
        ),
        "/user_identities/update" => visitor.visit(
            &request!(it, user_identities::Update<'_>, [user_identity_id: text], [
            email_address: |it| nullable(it, text), full_name: |it| nullable(it, text),
            phone_number: |it| nullable(it, text), user_identity_key: |it| nullable(it, text)])
        ),
        "/webhooks/create" => visitor.visit(
            &request!(it, webhooks::Create<'_>, [url: text], [event_types: texts])
        ),
        "/webhooks/delete" => visitor.visit(
            &request!(it, webhooks::Delete<'_>, [webhook_id: text], [])
        ),
        "/webhooks/get" => visitor.visit(
            &request!(it, webhooks::Get<'_>, [webhook_id: text], [])
        ),
        "/webhooks/list" => visitor.visit(
            &request!(it, webhooks::List, [], [])
        ),
        "/webhooks/update" => visitor.visit(
            &request!(it, webhooks::Update<'_>, [webhook_id: text, event_types: texts], [])
        ),
        "/workspaces/create" => visitor.visit(
            &request!(it, workspaces::Create<'_>, [name: text], [company_name: text, connect_partner_name: text,
            connect_webview_customization: |it| leak(workspaces_webview_customization(it)),
            is_sandbox: boolean, organization_id: text, webview_logo_shape: text,
            webview_primary_button_color: text, webview_primary_button_text_color: text,
            webview_success_message: text])
        ),
        "/workspaces/get" => visitor.visit(
            &request!(it, workspaces::Get, [], [])
        ),
        "/workspaces/list" => visitor.visit(
            &request!(it, workspaces::List, [], [])
        ),
        "/workspaces/reset_sandbox" => visitor.visit(
            &request!(it, workspaces::ResetSandbox, [], [])
        ),
        "/workspaces/update" => visitor.visit(
            &request!(it, workspaces::Update<'_>, [], [connect_partner_name: text,
            connect_webview_customization: |it| leak(workspaces_webview_customization(it)),
            is_publishable_key_auth_enabled: boolean, is_suspended: boolean, name: text, organization_id: text])
        ),
        _ => return false,
    }
    true
}

fn access_grants_requested_access_method(it: It) -> access_grants::RequestedAccessMethod<'static> {
    request!(it, access_grants::RequestedAccessMethod<'static>, [mode: text], [code: text,
            instant_key_max_use_count: whole])
}

fn access_grants_new_user_identity(it: It) -> access_grants::NewUserIdentity<'static> {
    request!(it, access_grants::NewUserIdentity<'static>, [], [email_address: text, full_name: text,
            phone_number: text, user_identity_key: text])
}

fn access_grants_location(it: It) -> access_grants::Location<'static> {
    request!(it, access_grants::Location<'static>, [], [acs_entrance_ids: texts, device_ids: texts,
            name: text])
}

fn acs_credentials_assa_abloy_vostio_options(
    it: It,
) -> acs::credentials::AssaAbloyVostioOptions<'static> {
    request!(it, acs::credentials::AssaAbloyVostioOptions<'static>, [], [auto_join: boolean,
            join_all_guest_acs_entrances: boolean, override_all_guest_acs_entrances: boolean,
            override_guest_acs_entrance_ids: texts])
}

fn acs_credentials_salto_space_options(it: It) -> acs::credentials::SaltoSpaceOptions {
    request!(it, acs::credentials::SaltoSpaceOptions, [], [assign_new_key: boolean])
}

fn acs_credentials_visionline_options(it: It) -> acs::credentials::VisionlineOptions<'static> {
    request!(it, acs::credentials::VisionlineOptions<'static>, [], [auto_join: boolean,
            card_format: text, card_function_type: text, joiner_acs_credential_ids: texts, r#override: boolean])
}

fn acs_encoders_salto_ks_options(it: It) -> acs::encoders::SaltoKsOptions {
    request!(it, acs::encoders::SaltoKsOptions, [], [detect_new_tags: boolean])
}

fn acs_systems_reported_encoder(it: It) -> acs::systems::ReportedEncoder<'static> {
    request!(it, acs::systems::ReportedEncoder<'static>, [
            hotek_metadata: |it| leak(acs_systems_hotek_encoder(it))], [is_removed: boolean])
}

fn acs_systems_reported_entrance(it: It) -> acs::systems::ReportedEntrance<'static> {
    request!(it, acs::systems::ReportedEntrance<'static>, [
            hotek_metadata: |it| leak(acs_systems_hotek_entrance(it))], [is_removed: boolean])
}

fn acs_systems_hotek_encoder(it: It) -> acs::systems::HotekEncoder<'static> {
    request!(it, acs::systems::HotekEncoder<'static>, [encoder_number: text], [])
}

fn acs_systems_hotek_entrance(it: It) -> acs::systems::HotekEntrance<'static> {
    request!(it, acs::systems::HotekEntrance<'static>, [], [common_area_name: text,
            common_area_number: text, room_number: text])
}

fn acs_users_create_access_schedule(it: It) -> acs::users::CreateAccessSchedule<'static> {
    request!(it, acs::users::CreateAccessSchedule<'static>, [], [ends_at: time, starts_at: time])
}

fn acs_users_update_access_schedule(it: It) -> acs::users::UpdateAccessSchedule<'static> {
    request!(it, acs::users::UpdateAccessSchedule<'static>, [ends_at: time, starts_at: time], [])
}

fn customers_customer_resources_filter(it: It) -> customers::CustomerResourcesFilter<'static> {
    request!(it, customers::CustomerResourcesFilter<'static>, [field: text, operation: text,
            value: value], [])
}

fn customers_features(it: It) -> customers::Features<'static> {
    request!(it, customers::Features<'static>, [], [
            configure: |it| leak(customers_configure_feature(it)),
            connect: |it| leak(customers_connect_feature(it)), manage: |it| leak(customers_manage_feature(it)),
            manage_devices: |it| leak(customers_manage_devices_feature(it)),
            organize: |it| leak(customers_organize_feature(it))])
}

fn customers_landing_page(it: It) -> customers::LandingPage<'static> {
    request!(it, customers::LandingPage<'static>, [], [manage: |it| leak(customers_manage_page(it))])
}

fn customers_customer_data(it: It) -> customers::CustomerData<'static> {
    request!(it, customers::CustomerData<'static>, [customer_key: text], [
            access_grants: |it| list(it, customers_access_grant), bookings: |it| list(it, customers_booking),
            buildings: |it| list(it, customers_building), common_areas: |it| list(it, customers_common_area),
            facilities: |it| list(it, customers_facility), guests: |it| list(it, customers_guest),
            listings: |it| list(it, customers_listing), properties: |it| list(it, customers_property),
            property_listings: |it| list(it, customers_property_listing),
            reservations: |it| list(it, customers_reservation), residents: |it| list(it, customers_resident),
            rooms: |it| list(it, customers_room), sites: |it| list(it, customers_site),
            spaces: |it| list(it, customers_space), staff_members: |it| list(it, customers_staff_member),
            tenants: |it| list(it, customers_tenant), units: |it| list(it, customers_unit),
            user_identities: |it| list(it, customers_user_identity), users: |it| list(it, customers_user)])
}

fn customers_access_grant(it: It) -> customers::AccessGrant<'static> {
    request!(it, customers::AccessGrant<'static>, [access_grant_key: text], [building_keys: texts,
            common_area_keys: texts, ends_at: time, facility_keys: texts, guest_key: text, listing_keys: texts,
            name: text, preferred_code: text, property_keys: texts, resident_key: text, room_keys: texts,
            space_keys: texts, starts_at: time, tenant_key: text, unit_keys: texts, user_identity_key: text,
            user_key: text])
}

fn customers_booking(it: It) -> customers::Booking<'static> {
    request!(it, customers::Booking<'static>, [booking_key: text], [building_keys: texts,
            common_area_keys: texts, ends_at: time, facility_keys: texts, guest_key: text, listing_keys: texts,
            name: text, preferred_code: text, property_keys: texts, resident_key: text, room_keys: texts,
            space_keys: texts, starts_at: time, tenant_key: text, unit_keys: texts, user_identity_key: text,
            user_key: text])
}

fn customers_building(it: It) -> customers::Building<'static> {
    request!(it, customers::Building<'static>, [building_key: text, name: text], [])
}

fn customers_common_area(it: It) -> customers::CommonArea<'static> {
    request!(it, customers::CommonArea<'static>, [common_area_key: text, name: text], [
            parent_site_key: text])
}

fn customers_facility(it: It) -> customers::Facility<'static> {
    request!(it, customers::Facility<'static>, [facility_key: text, name: text], [])
}

fn customers_guest(it: It) -> customers::Guest<'static> {
    request!(it, customers::Guest<'static>, [guest_key: text, name: text], [email_address: text,
            phone_number: text])
}

fn customers_listing(it: It) -> customers::Listing<'static> {
    request!(it, customers::Listing<'static>, [listing_key: text, name: text], [])
}

fn customers_property(it: It) -> customers::Property<'static> {
    request!(it, customers::Property<'static>, [name: text, property_key: text], [])
}

fn customers_property_listing(it: It) -> customers::PropertyListing<'static> {
    request!(it, customers::PropertyListing<'static>, [name: text, property_listing_key: text], [
            custom_metadata: map])
}

fn customers_reservation(it: It) -> customers::Reservation<'static> {
    request!(it, customers::Reservation<'static>, [reservation_key: text], [building_keys: texts,
            common_area_keys: texts, custom_metadata: map, ends_at: time, facility_keys: texts,
            guest_key: text, listing_keys: texts, name: text, preferred_code: text, property_keys: texts,
            resident_key: text, room_keys: texts, space_keys: texts, starts_at: time, tenant_key: text,
            unit_keys: texts, user_identity_key: text, user_key: text])
}

fn customers_resident(it: It) -> customers::Resident<'static> {
    request!(it, customers::Resident<'static>, [name: text, resident_key: text], [email_address: text,
            phone_number: text])
}

fn customers_room(it: It) -> customers::Room<'static> {
    request!(it, customers::Room<'static>, [name: text, room_key: text], [parent_site_key: text])
}

fn customers_site(it: It) -> customers::Site<'static> {
    request!(it, customers::Site<'static>, [name: text, site_key: text], [])
}

fn customers_space(it: It) -> customers::Space<'static> {
    request!(it, customers::Space<'static>, [name: text, space_key: text], [
            customer_data: |it| leak(customers_customer_defaults(it)), duration_minutes: whole,
            geolocation: |it| leak(customers_geolocation(it)), parent_site_key: text])
}

fn customers_staff_member(it: It) -> customers::StaffMember<'static> {
    request!(it, customers::StaffMember<'static>, [name: text, staff_member_key: text], [
            building_keys: texts, common_area_keys: texts, email_address: text, facility_keys: texts,
            listing_keys: texts, phone_number: text, property_keys: texts, property_listing_keys: texts,
            room_keys: texts, site_keys: texts, space_keys: texts, unit_keys: texts])
}

fn customers_tenant(it: It) -> customers::Tenant<'static> {
    request!(it, customers::Tenant<'static>, [name: text, tenant_key: text], [email_address: text,
            phone_number: text])
}

fn customers_unit(it: It) -> customers::Unit<'static> {
    request!(it, customers::Unit<'static>, [name: text, unit_key: text], [parent_site_key: text])
}

fn customers_user_identity(it: It) -> customers::UserIdentity<'static> {
    request!(it, customers::UserIdentity<'static>, [name: text, user_identity_key: text], [
            email_address: text, phone_number: text])
}

fn customers_user(it: It) -> customers::User<'static> {
    request!(it, customers::User<'static>, [name: text, user_key: text], [email_address: text,
            phone_number: text])
}

fn customers_configure_feature(it: It) -> customers::ConfigureFeature {
    request!(it, customers::ConfigureFeature, [], [allow_access_automation_rule_customization: boolean,
            allow_climate_automation_rule_customization: boolean, allow_instant_key_customization: boolean,
            exclude: boolean])
}

fn customers_connect_feature(it: It) -> customers::ConnectFeature<'static> {
    request!(it, customers::ConnectFeature<'static>, [], [accepted_providers: texts, exclude: boolean,
            excluded_providers: texts])
}

fn customers_manage_feature(it: It) -> customers::ManageFeature<'static> {
    request!(it, customers::ManageFeature<'static>, [], [
            device_management_confirmation: |it| leak(customers_device_management_confirmation(it)),
            events: |it| leak(customers_event_filter(it)), exclude: boolean,
            exclude_reservation_management: boolean, exclude_reservation_technical_details: boolean,
            exclude_staff_management: boolean])
}

fn customers_manage_devices_feature(it: It) -> customers::ManageDevicesFeature {
    request!(it, customers::ManageDevicesFeature, [], [exclude: boolean])
}

fn customers_organize_feature(it: It) -> customers::OrganizeFeature {
    request!(it, customers::OrganizeFeature, [], [exclude: boolean])
}

fn customers_manage_page(it: It) -> customers::ManagePage<'static> {
    request!(it, customers::ManagePage<'static>, [], [space_key: text, property_key: text,
            room_key: text, common_area_key: text, unit_key: text, facility_key: text, building_key: text,
            listing_key: text, property_listing_key: text, site_key: text, reservation_key: text,
            booking_key: text, access_grant_key: text])
}

fn customers_customer_defaults(it: It) -> customers::CustomerDefaults<'static> {
    request!(it, customers::CustomerDefaults<'static>, [], [address: |it| nullable(it, text),
            default_checkin_time: |it| nullable(it, text), default_checkout_time: |it| nullable(it, text),
            time_zone: |it| nullable(it, text)])
}

fn customers_geolocation(it: It) -> customers::Geolocation {
    request!(it, customers::Geolocation, [latitude: number, longitude: number], [])
}

fn customers_device_management_confirmation(
    it: It,
) -> customers::DeviceManagementConfirmation<'static> {
    request!(it, customers::DeviceManagementConfirmation<'static>, [], [body: text,
            cancel_button_label: text, confirm_button_label: text, title: text])
}

fn customers_event_filter(it: It) -> customers::EventFilter<'static> {
    request!(it, customers::EventFilter<'static>, [], [allowed_events: texts, default_events: texts])
}

fn devices_provider_metadata(it: It) -> devices::ProviderMetadata<'static> {
    request!(it, devices::ProviderMetadata<'static>, [device_id: text], [
            omnitec_metadata: |it| leak(devices_time_zone_metadata(it)),
            schlage_metadata: |it| leak(devices_time_zone_metadata(it)),
            ultraloq_metadata: |it| leak(devices_time_zone_metadata(it))])
}

fn devices_update_properties(it: It) -> devices::UpdateProperties<'static> {
    request!(it, devices::UpdateProperties<'static>, [], [name: |it| nullable(it, text)])
}

fn devices_time_zone_metadata(it: It) -> devices::TimeZoneMetadata<'static> {
    request!(it, devices::TimeZoneMetadata<'static>, [time_zone: text], [])
}

fn phones_simulate_assa_abloy_metadata(it: It) -> phones::simulate::AssaAbloyMetadata<'static> {
    request!(it, phones::simulate::AssaAbloyMetadata<'static>, [], [application_version: text,
            ble_capability: boolean, hce_capability: boolean, nfc_capability: boolean,
            seos_applet_version: text, seos_tsm_endpoint_id: whole])
}

fn phones_simulate_phone_metadata(it: It) -> phones::simulate::PhoneMetadata<'static> {
    request!(it, phones::simulate::PhoneMetadata<'static>, [], [device_manufacturer: text,
            device_model: text, operating_system: text, os_version: text])
}

fn spaces_customer_defaults(it: It) -> spaces::CustomerDefaults<'static> {
    request!(it, spaces::CustomerDefaults<'static>, [], [address: |it| nullable(it, text),
            default_checkin_time: |it| nullable(it, text), default_checkout_time: |it| nullable(it, text),
            time_zone: |it| nullable(it, text)])
}

fn thermostats_ecobee_metadata(it: It) -> thermostats::EcobeeMetadata<'static> {
    request!(it, thermostats::EcobeeMetadata<'static>, [], [climate_ref: text, is_optimized: boolean,
            owner: text])
}

fn thermostats_daily_programs_period(it: It) -> thermostats::daily_programs::Period<'static> {
    request!(it, thermostats::daily_programs::Period<'static>, [climate_preset_key: text,
            starts_at_time: text], [])
}

fn workspaces_webview_customization(it: It) -> workspaces::WebviewCustomization<'static> {
    request!(it, workspaces::WebviewCustomization<'static>, [], [logo_shape: |it| nullable(it, text),
            primary_button_color: |it| nullable(it, text), primary_button_text_color: |it| nullable(it, text),
            success_message: |it| nullable(it, text)])
}

/// The request, or an object in one, that has what is set in a JSON object.
macro_rules! request {
    ($it:ident, $type:ty, [$($required:ident: $read:expr),*], [$($name:ident: $set:expr),*]) => {{
        assert!($it.is_object(), "{} is no object", $it);
        #[allow(unused_mut)]
        let mut request = <$type>::new($($read(&$it[name(stringify!($required))])),*);
        $(
            if let Some(value) = $it.get(name(stringify!($name))) {
                request = request.$name($set(value));
            }
        )*
        request
    }};
}
use request;

type It = &'static Value;

fn name(identifier: &'static str) -> &'static str {
    identifier.strip_prefix("r#").unwrap_or(identifier)
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn text(it: It) -> &'static str {
    it.as_str().unwrap_or_else(|| panic!("{it} is no text"))
}

fn boolean(it: It) -> bool {
    it.as_bool().unwrap_or_else(|| panic!("{it} is no bool"))
}

fn number(it: It) -> f64 {
    it.as_f64().unwrap_or_else(|| panic!("{it} is no number"))
}

fn whole(it: It) -> i64 {
    it.as_i64().unwrap_or_else(|| panic!("{it} is no whole number"))
}

fn time(it: It) -> Time<'static> {
    Time::from(text(it))
}

fn list<T>(it: It, read: impl Fn(It) -> T) -> &'static Vec<T> {
    let items = it.as_array().unwrap_or_else(|| panic!("{it} is no list"));
    leak(items.iter().map(read).collect())
}

fn texts(it: It) -> &'static [&'static str] {
    list(it, text)
}

fn numbers(it: It) -> &'static Vec<f64> {
    list(it, number)
}

fn wholes(it: It) -> &'static Vec<i64> {
    list(it, whole)
}

fn value(it: It) -> endpoint::Value<'static> {
    match it {
        Value::Null => endpoint::Value::Null,
        Value::Bool(value) => endpoint::Value::Bool(*value),
        other => endpoint::Value::Text(text(other)),
    }
}

fn map(it: It) -> &'static Vec<(&'static str, endpoint::Value<'static>)> {
    let pairs = it.as_object().unwrap_or_else(|| panic!("{it} is no object"));
    leak(pairs.iter().map(|(name, it)| (name.as_str(), value(it))).collect())
}

/// `None` for `null`.
fn nullable<T>(it: It, read: impl Fn(It) -> T) -> Option<T> {
    (!it.is_null()).then(|| read(it))
}

/// The parameters of each endpoint, as JSON: every one is set, to a value that the description allows.
pub const ALL: &[(&str, &str)] = &[
    (
        "/access_codes/create",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","allow_external_modification":true,"attempt_for_offline_device":true,"code":"text","common_code_key":"text","ends_at":"2025-06-18T06:10:42.000Z","is_external_modification_allowed":true,"is_offline_access_code":true,"is_one_time_use":true,"max_time_rounding":"1hour","name":"text","prefer_native_scheduling":true,"preferred_code_length":20,"starts_at":"2025-06-18T06:10:42.000Z","use_backup_access_code_pool":true,"use_offline_access_code":true}"#,
    ),
    (
        "/access_codes/create_multiple",
        r#"{"device_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"allow_external_modification":true,"attempt_for_offline_device":true,"behavior_when_code_cannot_be_shared":"throw","code":"text","ends_at":"2025-06-18T06:10:42.000Z","is_external_modification_allowed":true,"name":"text","prefer_native_scheduling":true,"preferred_code_length":20,"starts_at":"2025-06-18T06:10:42.000Z","use_backup_access_code_pool":true}"#,
    ),
    (
        "/access_codes/delete",
        r#"{"access_code_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    ("/access_codes/generate_code", r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/access_codes/get",
        r#"{"access_code_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","code":"text","device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/access_codes/list",
        r#"{"access_code_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"access_grant_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","access_grant_key":"text","access_method_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","customer_key":"text","device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","limit":20,"page_cursor":"text","search":"text","user_identifier_key":"text"}"#,
    ),
    (
        "/access_codes/pull_backup_access_code",
        r#"{"access_code_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/access_codes/report_device_constraints",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","max_code_length":20,"min_code_length":20,"supported_code_lengths":[20]}"#,
    ),
    (
        "/access_codes/simulate/create_unmanaged_access_code",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","name":"text","code":"text"}"#,
    ),
    (
        "/access_codes/unmanaged/convert_to_managed",
        r#"{"access_code_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","allow_external_modification":true,"force":true,"is_external_modification_allowed":true}"#,
    ),
    (
        "/access_codes/unmanaged/delete",
        r#"{"access_code_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/access_codes/unmanaged/get",
        r#"{"access_code_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","code":"text","device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/access_codes/unmanaged/list",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","limit":20,"page_cursor":"text","search":"text","user_identifier_key":"text"}"#,
    ),
    (
        "/access_codes/unmanaged/update",
        r#"{"access_code_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","is_managed":true,"allow_external_modification":true,"force":true,"is_external_modification_allowed":true}"#,
    ),
    (
        "/access_codes/update",
        r#"{"access_code_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","allow_external_modification":true,"attempt_for_offline_device":true,"code":"text","device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","ends_at":"2025-06-18T06:10:42.000Z","is_external_modification_allowed":true,"is_managed":true,"is_offline_access_code":true,"is_one_time_use":true,"max_time_rounding":"1hour","name":"text","prefer_native_scheduling":true,"preferred_code_length":20,"starts_at":"2025-06-18T06:10:42.000Z","type":"ongoing","use_backup_access_code_pool":true,"use_offline_access_code":true}"#,
    ),
    (
        "/access_codes/update_multiple",
        r#"{"common_code_key":"text","ends_at":"2025-06-18T06:10:42.000Z","name":"text","starts_at":"2025-06-18T06:10:42.000Z"}"#,
    ),
    (
        "/access_grants/create",
        r#"{"requested_access_methods":[{"mode":"code","code":"text","instant_key_max_use_count":20}],"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity":{"email_address":"text","full_name":"text","phone_number":"text","user_identity_key":"text"},"access_grant_key":"text","acs_entrance_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"customization_profile_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","device_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"ends_at":"2025-06-18T06:10:42.000Z","location":{"acs_entrance_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"device_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"name":"text"},"location_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"name":"text","reservation_key":"text","space_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"space_keys":["text"],"starts_at":"2025-06-18T06:10:42.000Z"}"#,
    ),
    ("/access_grants/delete", r#"{"access_grant_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/access_grants/get",
        r#"{"access_grant_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","access_grant_key":"text"}"#,
    ),
    (
        "/access_grants/get_related",
        r#"{"access_grant_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"access_grant_keys":["text"],"exclude":["spaces"],"include":["spaces"]}"#,
    ),
    (
        "/access_grants/list",
        r#"{"access_code_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","access_grant_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"access_grant_key":"text","acs_entrance_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","customer_key":"text","device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","limit":20,"location_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","page_cursor":"text","reservation_key":"text","space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","search":"text"}"#,
    ),
    (
        "/access_grants/request_access_methods",
        r#"{"access_grant_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","requested_access_methods":[{"mode":"code","code":"text","instant_key_max_use_count":20}]}"#,
    ),
    (
        "/access_grants/unmanaged/get",
        r#"{"access_grant_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/access_grants/unmanaged/list",
        r#"{"acs_entrance_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","limit":20,"page_cursor":"text","reservation_key":"text","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/access_grants/unmanaged/update",
        r#"{"access_grant_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","is_managed":true,"access_grant_key":"text"}"#,
    ),
    (
        "/access_grants/update",
        r#"{"access_grant_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","access_grant_key":"text","ends_at":"2025-06-18T06:10:42.000Z","name":"text","starts_at":"2025-06-18T06:10:42.000Z"}"#,
    ),
    (
        "/access_methods/assign_card",
        r#"{"access_method_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","card_number":"text"}"#,
    ),
    (
        "/access_methods/delete",
        r#"{"access_method_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","access_grant_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","reservation_key":"text"}"#,
    ),
    (
        "/access_methods/encode",
        r#"{"acs_encoder_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","access_method_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    ("/access_methods/get", r#"{"access_method_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/access_methods/get_related",
        r#"{"access_method_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"exclude":["spaces"],"include":["spaces"]}"#,
    ),
    (
        "/access_methods/list",
        r#"{"access_code_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","access_grant_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","access_grant_key":"text","acs_entrance_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","limit":20,"page_cursor":"text"}"#,
    ),
    (
        "/access_methods/unlock_door",
        r#"{"access_method_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_entrance_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/access_methods/unmanaged/get",
        r#"{"access_method_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/access_methods/unmanaged/list",
        r#"{"access_grant_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_entrance_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/access_groups/add_user",
        r#"{"acs_access_group_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/access_groups/delete",
        r#"{"acs_access_group_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    ("/acs/access_groups/get", r#"{"acs_access_group_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/acs/access_groups/list",
        r#"{"acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","search":"text","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/access_groups/list_accessible_entrances",
        r#"{"acs_access_group_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/access_groups/list_users",
        r#"{"acs_access_group_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/access_groups/remove_user",
        r#"{"acs_access_group_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/credentials/assign",
        r#"{"acs_credential_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/credentials/create",
        r#"{"access_method":"code","acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","allowed_acs_entrance_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"assa_abloy_vostio_metadata":{"auto_join":true,"join_all_guest_acs_entrances":true,"override_all_guest_acs_entrances":true,"override_guest_acs_entrance_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"]},"code":"text","credential_manager_acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","ends_at":"2025-06-18T06:10:42.000Z","is_multi_phone_sync_credential":true,"salto_space_metadata":{"assign_new_key":true},"starts_at":"2025-06-18T06:10:42.000Z","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","visionline_metadata":{"auto_join":true,"card_format":"TLCode","card_function_type":"guest","joiner_acs_credential_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"override":true}}"#,
    ),
    ("/acs/credentials/delete", r#"{"acs_credential_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    ("/acs/credentials/get", r#"{"acs_credential_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/acs/credentials/list",
        r#"{"acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","created_before":"2025-06-18T06:10:42.000Z","is_multi_phone_sync_credential":true,"limit":20,"page_cursor":"text","search":"text"}"#,
    ),
    (
        "/acs/credentials/list_accessible_entrances",
        r#"{"acs_credential_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/credentials/unassign",
        r#"{"acs_credential_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/credentials/update",
        r#"{"acs_credential_id":"text","code":"text","ends_at":"2025-06-18T06:10:42.000Z"}"#,
    ),
    (
        "/acs/encoders/encode_credential",
        r#"{"acs_encoder_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","access_method_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_credential_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    ("/acs/encoders/get", r#"{"acs_encoder_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/acs/encoders/list",
        r#"{"acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_system_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"acs_encoder_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"limit":20,"page_cursor":"text"}"#,
    ),
    (
        "/acs/encoders/scan_credential",
        r#"{"acs_encoder_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","salto_ks_metadata":{"detect_new_tags":true}}"#,
    ),
    (
        "/acs/encoders/scan_to_assign_credential",
        r#"{"acs_encoder_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","salto_ks_metadata":{"detect_new_tags":true},"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/encoders/simulate/next_credential_encode_will_fail",
        r#"{"acs_encoder_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","error_code":"no_credential_on_encoder","acs_credential_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/encoders/simulate/next_credential_encode_will_succeed",
        r#"{"acs_encoder_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","scenario":"credential_is_issued"}"#,
    ),
    (
        "/acs/encoders/simulate/next_credential_scan_will_fail",
        r#"{"acs_encoder_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","error_code":"no_credential_on_encoder","acs_credential_id_on_seam":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/encoders/simulate/next_credential_scan_will_succeed",
        r#"{"acs_encoder_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_credential_id_on_seam":"5e297cfe-23df-4638-bb87-08c4f0f8233b","scenario":"credential_exists_on_seam"}"#,
    ),
    ("/acs/entrances/get", r#"{"acs_entrance_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/acs/entrances/grant_access",
        r#"{"acs_entrance_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/entrances/list",
        r#"{"acs_credential_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_entrance_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","connected_account_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","customer_key":"text","limit":20,"location_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","page_cursor":"text","search":"text","space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","access_method_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/entrances/list_credentials_with_access",
        r#"{"acs_entrance_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","include_if":["visionline_metadata.is_valid"]}"#,
    ),
    (
        "/acs/entrances/unlock",
        r#"{"acs_entrance_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_credential_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    ("/acs/systems/get", r#"{"acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/acs/systems/list",
        r#"{"connected_account_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","customer_key":"text","search":"text"}"#,
    ),
    (
        "/acs/systems/list_compatible_credential_manager_acs_systems",
        r#"{"acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/systems/report_devices",
        r#"{"acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_encoders":[{"hotek_metadata":{"encoder_number":"text"},"is_removed":true}],"acs_entrances":[{"hotek_metadata":{"common_area_name":"text","common_area_number":"text","room_number":"text"},"is_removed":true}]}"#,
    ),
    (
        "/acs/users/add_to_access_group",
        r#"{"acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_access_group_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/users/create",
        r#"{"full_name":"text","acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","access_schedule":{"ends_at":"2025-06-18T06:10:42.000Z","starts_at":"2025-06-18T06:10:42.000Z"},"acs_access_group_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"email":"text","email_address":"text","phone_number":"text","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/users/delete",
        r#"{"acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/users/get",
        r#"{"acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/users/list",
        r#"{"acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","created_before":"2025-06-18T06:10:42.000Z","limit":20,"page_cursor":"text","search":"text","user_identity_email_address":"text","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_phone_number":"text"}"#,
    ),
    (
        "/acs/users/list_accessible_entrances",
        r#"{"acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/users/remove_from_access_group",
        r#"{"acs_access_group_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/users/revoke_access_to_all_entrances",
        r#"{"acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/users/suspend",
        r#"{"acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/users/unsuspend",
        r#"{"acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/acs/users/update",
        r#"{"access_schedule":{"ends_at":"2025-06-18T06:10:42.000Z","starts_at":"2025-06-18T06:10:42.000Z"},"acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","email":"text","email_address":"text","full_name":"text","hid_acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","phone_number":"text","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    ("/action_attempts/get", r#"{"action_attempt_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/action_attempts/list",
        r#"{"action_attempt_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","limit":20,"page_cursor":"text"}"#,
    ),
    (
        "/client_sessions/create",
        r#"{"connect_webview_ids":["text"],"connected_account_ids":["text"],"customer_id":"text","customer_key":"text","expires_at":"2025-06-18T06:10:42.000Z","user_identifier_key":"text","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"]}"#,
    ),
    ("/client_sessions/delete", r#"{"client_session_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/client_sessions/get",
        r#"{"client_session_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identifier_key":"text"}"#,
    ),
    (
        "/client_sessions/get_or_create",
        r#"{"connect_webview_ids":["text"],"connected_account_ids":["text"],"expires_at":"2025-06-18T06:10:42.000Z","user_identifier_key":"text","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"]}"#,
    ),
    (
        "/client_sessions/grant_access",
        r#"{"client_session_id":"text","connect_webview_ids":["text"],"connected_account_ids":["text"],"user_identifier_key":"text","user_identity_id":"text","user_identity_ids":["text"]}"#,
    ),
    (
        "/client_sessions/list",
        r#"{"client_session_id":"text","connect_webview_id":"text","user_identifier_key":"text","user_identity_id":"text","without_user_identifier_key":true}"#,
    ),
    ("/client_sessions/revoke", r#"{"client_session_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/connect_webviews/create",
        r#"{"accepted_capabilities":["lock"],"accepted_providers":["hotek"],"automatically_manage_new_devices":true,"custom_metadata":{"text":"text","bool":true},"custom_redirect_failure_url":"text","custom_redirect_url":"text","customer_key":"text","excluded_providers":["text"],"provider_category":"stable","wait_for_device_creation":true}"#,
    ),
    (
        "/connect_webviews/delete",
        r#"{"connect_webview_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    ("/connect_webviews/get", r#"{"connect_webview_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/connect_webviews/list",
        r#"{"custom_metadata_has":{"text":"text","bool":true},"customer_key":"text","limit":20,"page_cursor":"text","search":"text","user_identifier_key":"text"}"#,
    ),
    (
        "/connected_accounts/delete",
        r#"{"connected_account_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/connected_accounts/get",
        r#"{"connected_account_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","email":"text"}"#,
    ),
    (
        "/connected_accounts/list",
        r#"{"custom_metadata_has":{"text":"text","bool":true},"customer_key":"text","limit":20,"page_cursor":"text","search":"text","space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identifier_key":"text"}"#,
    ),
    (
        "/connected_accounts/simulate/disconnect",
        r#"{"connected_account_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/connected_accounts/sync",
        r#"{"connected_account_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/connected_accounts/update",
        r#"{"connected_account_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","accepted_capabilities":["lock"],"automatically_manage_new_devices":true,"custom_metadata":{"text":"text","bool":true},"customer_key":"text","display_name":"text"}"#,
    ),
    (
        "/customers/create_portal",
        r#"{"customer_resources_filters":[{"field":"text","operation":"=","value":true}],"customization_profile_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","exclude_locale_picker":true,"features":{"configure":{"allow_access_automation_rule_customization":true,"allow_climate_automation_rule_customization":true,"allow_instant_key_customization":true,"exclude":true},"connect":{"accepted_providers":["text"],"exclude":true,"excluded_providers":["text"]},"manage":{"device_management_confirmation":{"body":"text","cancel_button_label":"text","confirm_button_label":"text","title":"text"},"events":{"allowed_events":["text"],"default_events":["text"]},"exclude":true,"exclude_reservation_management":true,"exclude_reservation_technical_details":true,"exclude_staff_management":true},"manage_devices":{"exclude":true},"organize":{"exclude":true}},"is_embedded":true,"landing_page":{"manage":{"space_key":"text","property_key":"text","room_key":"text","common_area_key":"text","unit_key":"text","facility_key":"text","building_key":"text","listing_key":"text","property_listing_key":"text","site_key":"text","reservation_key":"text","booking_key":"text","access_grant_key":"text"}},"locale":"en-US","navigation_mode":"full","read_only":true,"customer_data":{"customer_key":"text","access_grants":[{"access_grant_key":"text","building_keys":["text"],"common_area_keys":["text"],"ends_at":"2025-06-18T06:10:42.000Z","facility_keys":["text"],"guest_key":"text","listing_keys":["text"],"name":"text","preferred_code":"text","property_keys":["text"],"resident_key":"text","room_keys":["text"],"space_keys":["text"],"starts_at":"2025-06-18T06:10:42.000Z","tenant_key":"text","unit_keys":["text"],"user_identity_key":"text","user_key":"text"}],"bookings":[{"booking_key":"text","building_keys":["text"],"common_area_keys":["text"],"ends_at":"2025-06-18T06:10:42.000Z","facility_keys":["text"],"guest_key":"text","listing_keys":["text"],"name":"text","preferred_code":"text","property_keys":["text"],"resident_key":"text","room_keys":["text"],"space_keys":["text"],"starts_at":"2025-06-18T06:10:42.000Z","tenant_key":"text","unit_keys":["text"],"user_identity_key":"text","user_key":"text"}],"buildings":[{"building_key":"text","name":"text"}],"common_areas":[{"common_area_key":"text","name":"text","parent_site_key":"text"}],"facilities":[{"facility_key":"text","name":"text"}],"guests":[{"guest_key":"text","name":"text","email_address":"text","phone_number":"text"}],"listings":[{"listing_key":"text","name":"text"}],"properties":[{"name":"text","property_key":"text"}],"property_listings":[{"name":"text","property_listing_key":"text","custom_metadata":{"text":"text","bool":true}}],"reservations":[{"reservation_key":"text","building_keys":["text"],"common_area_keys":["text"],"custom_metadata":{"text":"text","bool":true},"ends_at":"2025-06-18T06:10:42.000Z","facility_keys":["text"],"guest_key":"text","listing_keys":["text"],"name":"text","preferred_code":"text","property_keys":["text"],"resident_key":"text","room_keys":["text"],"space_keys":["text"],"starts_at":"2025-06-18T06:10:42.000Z","tenant_key":"text","unit_keys":["text"],"user_identity_key":"text","user_key":"text"}],"residents":[{"name":"text","resident_key":"text","email_address":"text","phone_number":"text"}],"rooms":[{"name":"text","room_key":"text","parent_site_key":"text"}],"sites":[{"name":"text","site_key":"text"}],"spaces":[{"name":"text","space_key":"text","customer_data":{"address":"text","default_checkin_time":"text","default_checkout_time":"text","time_zone":"text"},"duration_minutes":20,"geolocation":{"latitude":20.5,"longitude":20.5},"parent_site_key":"text"}],"staff_members":[{"name":"text","staff_member_key":"text","building_keys":["text"],"common_area_keys":["text"],"email_address":"text","facility_keys":["text"],"listing_keys":["text"],"phone_number":"text","property_keys":["text"],"property_listing_keys":["text"],"room_keys":["text"],"site_keys":["text"],"space_keys":["text"],"unit_keys":["text"]}],"tenants":[{"name":"text","tenant_key":"text","email_address":"text","phone_number":"text"}],"units":[{"name":"text","unit_key":"text","parent_site_key":"text"}],"user_identities":[{"name":"text","user_identity_key":"text","email_address":"text","phone_number":"text"}],"users":[{"name":"text","user_key":"text","email_address":"text","phone_number":"text"}]}}"#,
    ),
    (
        "/customers/delete_data",
        r#"{"access_grant_keys":["text"],"booking_keys":["text"],"building_keys":["text"],"common_area_keys":["text"],"customer_keys":["text"],"facility_keys":["text"],"guest_keys":["text"],"listing_keys":["text"],"property_keys":["text"],"property_listing_keys":["text"],"reservation_keys":["text"],"resident_keys":["text"],"room_keys":["text"],"space_keys":["text"],"staff_member_keys":["text"],"tenant_keys":["text"],"unit_keys":["text"],"user_identity_keys":["text"],"user_keys":["text"]}"#,
    ),
    (
        "/customers/push_data",
        r#"{"customer_key":"text","access_grants":[{"access_grant_key":"text","building_keys":["text"],"common_area_keys":["text"],"ends_at":"2025-06-18T06:10:42.000Z","facility_keys":["text"],"guest_key":"text","listing_keys":["text"],"name":"text","preferred_code":"text","property_keys":["text"],"resident_key":"text","room_keys":["text"],"space_keys":["text"],"starts_at":"2025-06-18T06:10:42.000Z","tenant_key":"text","unit_keys":["text"],"user_identity_key":"text","user_key":"text"}],"bookings":[{"booking_key":"text","building_keys":["text"],"common_area_keys":["text"],"ends_at":"2025-06-18T06:10:42.000Z","facility_keys":["text"],"guest_key":"text","listing_keys":["text"],"name":"text","preferred_code":"text","property_keys":["text"],"resident_key":"text","room_keys":["text"],"space_keys":["text"],"starts_at":"2025-06-18T06:10:42.000Z","tenant_key":"text","unit_keys":["text"],"user_identity_key":"text","user_key":"text"}],"buildings":[{"building_key":"text","name":"text"}],"common_areas":[{"common_area_key":"text","name":"text","parent_site_key":"text"}],"facilities":[{"facility_key":"text","name":"text"}],"guests":[{"guest_key":"text","name":"text","email_address":"text","phone_number":"text"}],"listings":[{"listing_key":"text","name":"text"}],"properties":[{"name":"text","property_key":"text"}],"property_listings":[{"name":"text","property_listing_key":"text","custom_metadata":{"text":"text","bool":true}}],"reservations":[{"reservation_key":"text","building_keys":["text"],"common_area_keys":["text"],"custom_metadata":{"text":"text","bool":true},"ends_at":"2025-06-18T06:10:42.000Z","facility_keys":["text"],"guest_key":"text","listing_keys":["text"],"name":"text","preferred_code":"text","property_keys":["text"],"resident_key":"text","room_keys":["text"],"space_keys":["text"],"starts_at":"2025-06-18T06:10:42.000Z","tenant_key":"text","unit_keys":["text"],"user_identity_key":"text","user_key":"text"}],"residents":[{"name":"text","resident_key":"text","email_address":"text","phone_number":"text"}],"rooms":[{"name":"text","room_key":"text","parent_site_key":"text"}],"sites":[{"name":"text","site_key":"text"}],"spaces":[{"name":"text","space_key":"text","customer_data":{"address":"text","default_checkin_time":"text","default_checkout_time":"text","time_zone":"text"},"duration_minutes":20,"geolocation":{"latitude":20.5,"longitude":20.5},"parent_site_key":"text"}],"staff_members":[{"name":"text","staff_member_key":"text","building_keys":["text"],"common_area_keys":["text"],"email_address":"text","facility_keys":["text"],"listing_keys":["text"],"phone_number":"text","property_keys":["text"],"property_listing_keys":["text"],"room_keys":["text"],"site_keys":["text"],"space_keys":["text"],"unit_keys":["text"]}],"tenants":[{"name":"text","tenant_key":"text","email_address":"text","phone_number":"text"}],"units":[{"name":"text","unit_key":"text","parent_site_key":"text"}],"user_identities":[{"name":"text","user_identity_key":"text","email_address":"text","phone_number":"text"}],"users":[{"name":"text","user_key":"text","email_address":"text","phone_number":"text"}]}"#,
    ),
    ("/devices/get", r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","name":"text"}"#),
    (
        "/devices/list",
        r#"{"connect_webview_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","connected_account_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","connected_account_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"created_before":"2025-06-18T06:10:42.000Z","custom_metadata_has":{"text":"text","bool":true},"customer_key":"text","device_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"device_type":"akuvox_lock","device_types":["akuvox_lock"],"limit":20,"manufacturer":"akuvox","page_cursor":"text","search":"text","space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","unstable_location_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identifier_key":"text"}"#,
    ),
    ("/devices/list_device_providers", r#"{"provider_category":"stable"}"#),
    (
        "/devices/report_provider_metadata",
        r#"{"devices":[{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","omnitec_metadata":{"time_zone":"text"},"schlage_metadata":{"time_zone":"text"},"ultraloq_metadata":{"time_zone":"text"}}]}"#,
    ),
    ("/devices/simulate/connect", r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    ("/devices/simulate/connect_to_hub", r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    ("/devices/simulate/disconnect", r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/devices/simulate/disconnect_from_hub",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/devices/simulate/paid_subscription",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","is_expired":true}"#,
    ),
    ("/devices/simulate/remove", r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/devices/unmanaged/get",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","name":"text"}"#,
    ),
    (
        "/devices/unmanaged/list",
        r#"{"connect_webview_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","connected_account_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","connected_account_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"created_before":"2025-06-18T06:10:42.000Z","custom_metadata_has":{"text":"text","bool":true},"customer_key":"text","device_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"device_type":"akuvox_lock","device_types":["akuvox_lock"],"limit":20,"manufacturer":"akuvox","page_cursor":"text","search":"text","space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","unstable_location_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identifier_key":"text"}"#,
    ),
    (
        "/devices/unmanaged/update",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","custom_metadata":{"text":"text","bool":true},"is_managed":true}"#,
    ),
    (
        "/devices/update",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","backup_access_code_pool_enabled":true,"custom_metadata":{"text":"text","bool":true},"is_managed":true,"name":"text","properties":{"name":"text"}}"#,
    ),
    (
        "/events/get",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","event_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","event_type":"text"}"#,
    ),
    (
        "/events/list",
        r#"{"access_code_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","access_code_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"access_grant_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","access_grant_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"access_method_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","access_method_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"acs_access_group_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_credential_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_encoder_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_entrance_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_system_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","between":["2025-06-18T06:10:42.000Z"],"connect_webview_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","connected_account_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","customer_key":"text","device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","device_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"event_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"event_type":"access_code.created","event_types":["access_code.created"],"limit":20,"since":"2025-06-18T06:10:42.000Z","space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","space_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"unstable_offset":20,"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    ("/instant_keys/delete", r#"{"instant_key_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/instant_keys/get",
        r#"{"instant_key_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","instant_key_url":"text"}"#,
    ),
    ("/instant_keys/list", r#"{"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/locks/configure_auto_lock",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","auto_lock_enabled":true,"auto_lock_delay_seconds":20}"#,
    ),
    ("/locks/get", r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","name":"text"}"#),
    (
        "/locks/list",
        r#"{"connect_webview_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","connected_account_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","connected_account_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"created_before":"2025-06-18T06:10:42.000Z","custom_metadata_has":{"text":"text","bool":true},"customer_key":"text","device_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"device_type":"akuvox_lock","device_types":["akuvox_lock"],"limit":20,"manufacturer":"akuvox","page_cursor":"text","search":"text","space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","unstable_location_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identifier_key":"text"}"#,
    ),
    ("/locks/lock_door", r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/locks/simulate/keypad_code_entry",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","code":"text"}"#,
    ),
    (
        "/locks/simulate/manual_lock_via_keypad",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    ("/locks/unlock_door", r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/noise_sensors/list",
        r#"{"connect_webview_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","connected_account_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","connected_account_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"created_before":"2025-06-18T06:10:42.000Z","custom_metadata_has":{"text":"text","bool":true},"customer_key":"text","device_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"device_type":"noiseaware_activity_zone","device_types":["noiseaware_activity_zone"],"limit":20,"manufacturer":"minut","page_cursor":"text","search":"text","space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","unstable_location_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identifier_key":"text"}"#,
    ),
    (
        "/noise_sensors/noise_thresholds/create",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","starts_daily_at":"text","ends_daily_at":"text","name":"text","noise_threshold_decibels":20.5,"noise_threshold_nrs":20.5}"#,
    ),
    (
        "/noise_sensors/noise_thresholds/delete",
        r#"{"noise_threshold_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/noise_sensors/noise_thresholds/get",
        r#"{"noise_threshold_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/noise_sensors/noise_thresholds/list",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/noise_sensors/noise_thresholds/update",
        r#"{"noise_threshold_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","ends_daily_at":"text","name":"text","noise_threshold_decibels":20.5,"noise_threshold_nrs":20.5,"starts_daily_at":"text"}"#,
    ),
    (
        "/noise_sensors/simulate/trigger_noise_threshold",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    ("/phones/deactivate", r#"{"device_id":"text"}"#),
    ("/phones/get", r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/phones/list",
        r#"{"acs_credential_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","owner_user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/phones/simulate/create_sandbox_phone",
        r#"{"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","assa_abloy_metadata":{"application_version":"text","ble_capability":true,"hce_capability":true,"nfc_capability":true,"seos_applet_version":"text","seos_tsm_endpoint_id":20},"custom_sdk_installation_id":"text","phone_metadata":{"device_manufacturer":"text","device_model":"text","operating_system":"android","os_version":"text"}}"#,
    ),
    (
        "/spaces/add_acs_entrances",
        r#"{"space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_entrance_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"]}"#,
    ),
    (
        "/spaces/add_connected_account",
        r#"{"space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","connected_account_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/spaces/add_devices",
        r#"{"space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","device_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"]}"#,
    ),
    (
        "/spaces/create",
        r#"{"name":"text","acs_entrance_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"connected_account_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"customer_data":{"address":"text","default_checkin_time":"text","default_checkout_time":"text","time_zone":"text"},"customer_key":"text","device_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"space_key":"text"}"#,
    ),
    ("/spaces/delete", r#"{"space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    ("/spaces/get", r#"{"space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","space_key":"text"}"#),
    (
        "/spaces/get_related",
        r#"{"exclude":["spaces"],"include":["spaces"],"space_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"space_keys":["text"]}"#,
    ),
    (
        "/spaces/list",
        r#"{"customer_key":"text","limit":20,"page_cursor":"text","search":"text","space_key":"text"}"#,
    ),
    (
        "/spaces/remove_acs_entrances",
        r#"{"space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_entrance_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"]}"#,
    ),
    (
        "/spaces/remove_connected_account",
        r#"{"space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","connected_account_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/spaces/remove_devices",
        r#"{"space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","device_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"]}"#,
    ),
    (
        "/spaces/update",
        r#"{"acs_entrance_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"customer_data":{"address":"text","default_checkin_time":"text","default_checkout_time":"text","time_zone":"text"},"device_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"name":"text","space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","space_key":"text"}"#,
    ),
    (
        "/thermostats/activate_climate_preset",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","climate_preset_key":"text"}"#,
    ),
    (
        "/thermostats/activate_weekly_program",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/thermostats/cool",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","cooling_set_point_celsius":20.5,"cooling_set_point_fahrenheit":20.5}"#,
    ),
    (
        "/thermostats/create_climate_preset",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","climate_preset_key":"text","climate_preset_mode":"home","cooling_set_point_celsius":20.5,"cooling_set_point_fahrenheit":20.5,"ecobee_metadata":{"climate_ref":"text","is_optimized":true,"owner":"user"},"fan_mode_setting":"auto","heating_set_point_celsius":20.5,"heating_set_point_fahrenheit":20.5,"hvac_mode_setting":"off","manual_override_allowed":true,"name":"text"}"#,
    ),
    (
        "/thermostats/daily_programs/create",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","name":"text","periods":[{"climate_preset_key":"text","starts_at_time":"text"}]}"#,
    ),
    (
        "/thermostats/daily_programs/delete",
        r#"{"thermostat_daily_program_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/thermostats/daily_programs/update",
        r#"{"thermostat_daily_program_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","name":"text","periods":[{"climate_preset_key":"text","starts_at_time":"text"}]}"#,
    ),
    (
        "/thermostats/delete_climate_preset",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","climate_preset_key":"text"}"#,
    ),
    (
        "/thermostats/heat",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","heating_set_point_celsius":20.5,"heating_set_point_fahrenheit":20.5}"#,
    ),
    (
        "/thermostats/heat_cool",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","cooling_set_point_celsius":20.5,"cooling_set_point_fahrenheit":20.5,"heating_set_point_celsius":20.5,"heating_set_point_fahrenheit":20.5}"#,
    ),
    (
        "/thermostats/list",
        r#"{"connect_webview_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","connected_account_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","connected_account_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"created_before":"2025-06-18T06:10:42.000Z","custom_metadata_has":{"text":"text","bool":true},"customer_key":"text","device_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"device_type":"ecobee_thermostat","device_types":["ecobee_thermostat"],"limit":20,"manufacturer":"ecobee","page_cursor":"text","search":"text","space_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","unstable_location_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identifier_key":"text"}"#,
    ),
    ("/thermostats/off", r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/thermostats/schedules/create",
        r#"{"device_id":"text","climate_preset_key":"text","starts_at":"2025-06-18T06:10:42.000Z","ends_at":"2025-06-18T06:10:42.000Z","is_override_allowed":true,"max_override_period_minutes":20,"name":"text"}"#,
    ),
    (
        "/thermostats/schedules/delete",
        r#"{"thermostat_schedule_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/thermostats/schedules/get",
        r#"{"thermostat_schedule_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/thermostats/schedules/list",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identifier_key":"text"}"#,
    ),
    (
        "/thermostats/schedules/update",
        r#"{"thermostat_schedule_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","climate_preset_key":"text","ends_at":"2025-06-18T06:10:42.000Z","is_override_allowed":true,"max_override_period_minutes":20,"name":"text","starts_at":"2025-06-18T06:10:42.000Z"}"#,
    ),
    (
        "/thermostats/set_fallback_climate_preset",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","climate_preset_key":"text"}"#,
    ),
    (
        "/thermostats/set_fan_mode",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","fan_mode":"auto","fan_mode_setting":"auto"}"#,
    ),
    (
        "/thermostats/set_hvac_mode",
        r#"{"hvac_mode_setting":"off","device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","cooling_set_point_celsius":20.5,"cooling_set_point_fahrenheit":20.5,"heating_set_point_celsius":20.5,"heating_set_point_fahrenheit":20.5}"#,
    ),
    (
        "/thermostats/set_temperature_threshold",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","lower_limit_celsius":20.5,"lower_limit_fahrenheit":20.5,"upper_limit_celsius":20.5,"upper_limit_fahrenheit":20.5}"#,
    ),
    (
        "/thermostats/simulate/hvac_mode_adjusted",
        r#"{"hvac_mode":"off","device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","cooling_set_point_celsius":20.5,"cooling_set_point_fahrenheit":20.5,"heating_set_point_celsius":20.5,"heating_set_point_fahrenheit":20.5}"#,
    ),
    (
        "/thermostats/simulate/temperature_reached",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","temperature_celsius":20.5,"temperature_fahrenheit":20.5}"#,
    ),
    (
        "/thermostats/update_climate_preset",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","climate_preset_key":"text","climate_preset_mode":"home","cooling_set_point_celsius":20.5,"cooling_set_point_fahrenheit":20.5,"ecobee_metadata":{"climate_ref":"text","is_optimized":true,"owner":"user"},"fan_mode_setting":"auto","heating_set_point_celsius":20.5,"heating_set_point_fahrenheit":20.5,"hvac_mode_setting":"off","manual_override_allowed":true,"name":"text"}"#,
    ),
    (
        "/thermostats/update_weekly_program",
        r#"{"device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","friday_program_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","monday_program_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","saturday_program_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","sunday_program_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","thursday_program_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","tuesday_program_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","wednesday_program_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/user_identities/add_acs_user",
        r#"{"acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_key":"text"}"#,
    ),
    (
        "/user_identities/create",
        r#"{"acs_system_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"email_address":"text","full_name":"text","phone_number":"text","user_identity_key":"text"}"#,
    ),
    ("/user_identities/delete", r#"{"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#),
    (
        "/user_identities/generate_instant_key",
        r#"{"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","customization_profile_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","max_use_count":20}"#,
    ),
    (
        "/user_identities/get",
        r#"{"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_key":"text"}"#,
    ),
    (
        "/user_identities/grant_access_to_device",
        r#"{"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/user_identities/list",
        r#"{"created_before":"2025-06-18T06:10:42.000Z","credential_manager_acs_system_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","limit":20,"page_cursor":"text","search":"text","user_identity_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"]}"#,
    ),
    (
        "/user_identities/list_accessible_devices",
        r#"{"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/user_identities/list_accessible_entrances",
        r#"{"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/user_identities/list_acs_systems",
        r#"{"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/user_identities/list_acs_users",
        r#"{"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/user_identities/merge",
        r#"{"merged_user_identity_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"merged_user_identity_keys":["text"],"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","user_identity_key":"text"}"#,
    ),
    (
        "/user_identities/remove_acs_user",
        r#"{"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","acs_user_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/user_identities/revoke_access_to_device",
        r#"{"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","device_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/user_identities/unmanaged/get",
        r#"{"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
    (
        "/user_identities/unmanaged/list",
        r#"{"created_before":"2025-06-18T06:10:42.000Z","limit":20,"page_cursor":"text","search":"text"}"#,
    ),
    (
        "/user_identities/unmanaged/update",
        r#"{"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","is_managed":true,"user_identity_key":"text"}"#,
    ),
    (
        "/user_identities/update",
        r#"{"user_identity_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","email_address":"text","full_name":"text","phone_number":"text","user_identity_key":"text"}"#,
    ),
    ("/webhooks/create", r#"{"url":"text","event_types":["text"]}"#),
    ("/webhooks/delete", r#"{"webhook_id":"text"}"#),
    ("/webhooks/get", r#"{"webhook_id":"text"}"#),
    ("/webhooks/list", r#"{}"#),
    ("/webhooks/update", r#"{"webhook_id":"text","event_types":["text"]}"#),
    (
        "/workspaces/create",
        r#"{"name":"text","company_name":"text","connect_partner_name":"text","connect_webview_customization":{"logo_shape":"circle","primary_button_color":"text","primary_button_text_color":"text","success_message":"text"},"is_sandbox":true,"organization_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","webview_logo_shape":"circle","webview_primary_button_color":"text","webview_primary_button_text_color":"text","webview_success_message":"text"}"#,
    ),
    ("/workspaces/get", r#"{}"#),
    ("/workspaces/list", r#"{}"#),
    ("/workspaces/reset_sandbox", r#"{}"#),
    (
        "/workspaces/update",
        r#"{"connect_partner_name":"text","connect_webview_customization":{"logo_shape":"circle","primary_button_color":"text","primary_button_text_color":"text","success_message":"text"},"is_publishable_key_auth_enabled":true,"is_suspended":true,"name":"text","organization_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#,
    ),
];

/// The parameters that `Debug` must not show, by their endpoints and paths.
pub const SECRETS: &[(&str, &str)] = &[
    ("/access_codes/create", "code"),
    ("/access_codes/create_multiple", "code"),
    ("/access_codes/get", "code"),
    ("/access_codes/list", "search"),
    ("/access_codes/list", "user_identifier_key"),
    ("/access_codes/simulate/create_unmanaged_access_code", "code"),
    ("/access_codes/unmanaged/get", "code"),
    ("/access_codes/unmanaged/list", "search"),
    ("/access_codes/unmanaged/list", "user_identifier_key"),
    ("/access_codes/update", "code"),
    ("/access_grants/create", "requested_access_methods.code"),
    ("/access_grants/request_access_methods", "requested_access_methods.code"),
    ("/access_methods/assign_card", "card_number"),
    ("/acs/credentials/create", "code"),
    ("/acs/credentials/list", "search"),
    ("/acs/credentials/update", "code"),
    ("/client_sessions/create", "user_identifier_key"),
    ("/client_sessions/get", "user_identifier_key"),
    ("/client_sessions/get_or_create", "user_identifier_key"),
    ("/client_sessions/grant_access", "user_identifier_key"),
    ("/client_sessions/list", "user_identifier_key"),
    ("/connect_webviews/list", "user_identifier_key"),
    ("/connected_accounts/list", "user_identifier_key"),
    ("/customers/create_portal", "customer_data.access_grants.preferred_code"),
    ("/customers/create_portal", "customer_data.bookings.preferred_code"),
    ("/customers/create_portal", "customer_data.reservations.preferred_code"),
    ("/customers/push_data", "access_grants.preferred_code"),
    ("/customers/push_data", "bookings.preferred_code"),
    ("/customers/push_data", "reservations.preferred_code"),
    ("/devices/list", "user_identifier_key"),
    ("/devices/unmanaged/list", "user_identifier_key"),
    ("/instant_keys/get", "instant_key_url"),
    ("/locks/list", "user_identifier_key"),
    ("/locks/simulate/keypad_code_entry", "code"),
    ("/noise_sensors/list", "user_identifier_key"),
    ("/thermostats/list", "user_identifier_key"),
    ("/thermostats/schedules/list", "user_identifier_key"),
];

/// The parameters that each endpoint must have.
pub const REQUIRED: &[(&str, &[&str])] = &[
    ("/access_codes/create", &["device_id"]),
    ("/access_codes/create_multiple", &["device_ids"]),
    ("/access_codes/delete", &["access_code_id"]),
    ("/access_codes/generate_code", &["device_id"]),
    ("/access_codes/pull_backup_access_code", &["access_code_id"]),
    ("/access_codes/report_device_constraints", &["device_id"]),
    ("/access_codes/simulate/create_unmanaged_access_code", &["device_id", "name", "code"]),
    ("/access_codes/unmanaged/convert_to_managed", &["access_code_id"]),
    ("/access_codes/unmanaged/delete", &["access_code_id"]),
    ("/access_codes/unmanaged/list", &["device_id"]),
    ("/access_codes/unmanaged/update", &["access_code_id", "is_managed"]),
    ("/access_codes/update", &["access_code_id"]),
    ("/access_codes/update_multiple", &["common_code_key"]),
    ("/access_grants/create", &["requested_access_methods"]),
    ("/access_grants/delete", &["access_grant_id"]),
    ("/access_grants/request_access_methods", &["access_grant_id", "requested_access_methods"]),
    ("/access_grants/unmanaged/get", &["access_grant_id"]),
    ("/access_grants/unmanaged/update", &["access_grant_id", "is_managed"]),
    ("/access_methods/assign_card", &["access_method_id", "card_number"]),
    ("/access_methods/encode", &["acs_encoder_id", "access_method_id"]),
    ("/access_methods/get", &["access_method_id"]),
    ("/access_methods/get_related", &["access_method_ids"]),
    ("/access_methods/unlock_door", &["access_method_id", "acs_entrance_id"]),
    ("/access_methods/unmanaged/get", &["access_method_id"]),
    ("/access_methods/unmanaged/list", &["access_grant_id"]),
    ("/acs/access_groups/add_user", &["acs_access_group_id"]),
    ("/acs/access_groups/delete", &["acs_access_group_id"]),
    ("/acs/access_groups/get", &["acs_access_group_id"]),
    ("/acs/access_groups/list_accessible_entrances", &["acs_access_group_id"]),
    ("/acs/access_groups/list_users", &["acs_access_group_id"]),
    ("/acs/access_groups/remove_user", &["acs_access_group_id"]),
    ("/acs/credentials/assign", &["acs_credential_id"]),
    ("/acs/credentials/create", &["access_method"]),
    ("/acs/credentials/delete", &["acs_credential_id"]),
    ("/acs/credentials/get", &["acs_credential_id"]),
    ("/acs/credentials/list_accessible_entrances", &["acs_credential_id"]),
    ("/acs/credentials/unassign", &["acs_credential_id"]),
    ("/acs/credentials/update", &["acs_credential_id"]),
    ("/acs/encoders/encode_credential", &["acs_encoder_id"]),
    ("/acs/encoders/get", &["acs_encoder_id"]),
    ("/acs/encoders/scan_credential", &["acs_encoder_id"]),
    ("/acs/encoders/scan_to_assign_credential", &["acs_encoder_id"]),
    ("/acs/encoders/simulate/next_credential_encode_will_fail", &["acs_encoder_id"]),
    ("/acs/encoders/simulate/next_credential_encode_will_succeed", &["acs_encoder_id"]),
    ("/acs/encoders/simulate/next_credential_scan_will_fail", &["acs_encoder_id"]),
    ("/acs/encoders/simulate/next_credential_scan_will_succeed", &["acs_encoder_id"]),
    ("/acs/entrances/get", &["acs_entrance_id"]),
    ("/acs/entrances/grant_access", &["acs_entrance_id"]),
    ("/acs/entrances/list_credentials_with_access", &["acs_entrance_id"]),
    ("/acs/entrances/unlock", &["acs_entrance_id", "acs_credential_id"]),
    ("/acs/systems/get", &["acs_system_id"]),
    ("/acs/systems/list_compatible_credential_manager_acs_systems", &["acs_system_id"]),
    ("/acs/systems/report_devices", &["acs_system_id"]),
    ("/acs/users/add_to_access_group", &["acs_user_id", "acs_access_group_id"]),
    ("/acs/users/create", &["full_name", "acs_system_id"]),
    ("/acs/users/remove_from_access_group", &["acs_access_group_id"]),
    ("/action_attempts/get", &["action_attempt_id"]),
    ("/client_sessions/delete", &["client_session_id"]),
    ("/client_sessions/revoke", &["client_session_id"]),
    ("/connect_webviews/delete", &["connect_webview_id"]),
    ("/connect_webviews/get", &["connect_webview_id"]),
    ("/connected_accounts/delete", &["connected_account_id"]),
    ("/connected_accounts/simulate/disconnect", &["connected_account_id"]),
    ("/connected_accounts/sync", &["connected_account_id"]),
    ("/connected_accounts/update", &["connected_account_id"]),
    ("/customers/push_data", &["customer_key"]),
    ("/devices/report_provider_metadata", &["devices"]),
    ("/devices/simulate/connect", &["device_id"]),
    ("/devices/simulate/connect_to_hub", &["device_id"]),
    ("/devices/simulate/disconnect", &["device_id"]),
    ("/devices/simulate/disconnect_from_hub", &["device_id"]),
    ("/devices/simulate/paid_subscription", &["device_id", "is_expired"]),
    ("/devices/simulate/remove", &["device_id"]),
    ("/devices/unmanaged/update", &["device_id"]),
    ("/devices/update", &["device_id"]),
    ("/instant_keys/delete", &["instant_key_id"]),
    ("/locks/configure_auto_lock", &["device_id", "auto_lock_enabled"]),
    ("/locks/lock_door", &["device_id"]),
    ("/locks/simulate/keypad_code_entry", &["device_id", "code"]),
    ("/locks/simulate/manual_lock_via_keypad", &["device_id"]),
    ("/locks/unlock_door", &["device_id"]),
    ("/noise_sensors/noise_thresholds/create", &["device_id", "starts_daily_at", "ends_daily_at"]),
    ("/noise_sensors/noise_thresholds/delete", &["noise_threshold_id", "device_id"]),
    ("/noise_sensors/noise_thresholds/get", &["noise_threshold_id"]),
    ("/noise_sensors/noise_thresholds/list", &["device_id"]),
    ("/noise_sensors/noise_thresholds/update", &["noise_threshold_id", "device_id"]),
    ("/noise_sensors/simulate/trigger_noise_threshold", &["device_id"]),
    ("/phones/deactivate", &["device_id"]),
    ("/phones/get", &["device_id"]),
    ("/phones/simulate/create_sandbox_phone", &["user_identity_id"]),
    ("/spaces/add_acs_entrances", &["space_id", "acs_entrance_ids"]),
    ("/spaces/add_connected_account", &["space_id", "connected_account_id"]),
    ("/spaces/add_devices", &["space_id", "device_ids"]),
    ("/spaces/create", &["name"]),
    ("/spaces/delete", &["space_id"]),
    ("/spaces/remove_acs_entrances", &["space_id", "acs_entrance_ids"]),
    ("/spaces/remove_connected_account", &["space_id", "connected_account_id"]),
    ("/spaces/remove_devices", &["space_id", "device_ids"]),
    ("/thermostats/activate_climate_preset", &["device_id", "climate_preset_key"]),
    ("/thermostats/activate_weekly_program", &["device_id"]),
    ("/thermostats/cool", &["device_id"]),
    ("/thermostats/create_climate_preset", &["device_id", "climate_preset_key"]),
    ("/thermostats/daily_programs/create", &["device_id", "name", "periods"]),
    ("/thermostats/daily_programs/delete", &["thermostat_daily_program_id"]),
    ("/thermostats/daily_programs/update", &["thermostat_daily_program_id", "name", "periods"]),
    ("/thermostats/delete_climate_preset", &["device_id", "climate_preset_key"]),
    ("/thermostats/heat", &["device_id"]),
    ("/thermostats/heat_cool", &["device_id"]),
    ("/thermostats/off", &["device_id"]),
    ("/thermostats/schedules/create", &["device_id", "climate_preset_key", "starts_at", "ends_at"]),
    ("/thermostats/schedules/delete", &["thermostat_schedule_id"]),
    ("/thermostats/schedules/get", &["thermostat_schedule_id"]),
    ("/thermostats/schedules/list", &["device_id"]),
    ("/thermostats/schedules/update", &["thermostat_schedule_id"]),
    ("/thermostats/set_fallback_climate_preset", &["device_id", "climate_preset_key"]),
    ("/thermostats/set_fan_mode", &["device_id"]),
    ("/thermostats/set_hvac_mode", &["hvac_mode_setting", "device_id"]),
    ("/thermostats/set_temperature_threshold", &["device_id"]),
    ("/thermostats/simulate/hvac_mode_adjusted", &["hvac_mode", "device_id"]),
    ("/thermostats/simulate/temperature_reached", &["device_id"]),
    ("/thermostats/update_climate_preset", &["device_id", "climate_preset_key"]),
    ("/thermostats/update_weekly_program", &["device_id"]),
    ("/user_identities/add_acs_user", &["acs_user_id"]),
    ("/user_identities/delete", &["user_identity_id"]),
    ("/user_identities/generate_instant_key", &["user_identity_id"]),
    ("/user_identities/grant_access_to_device", &["user_identity_id", "device_id"]),
    ("/user_identities/list_accessible_devices", &["user_identity_id"]),
    ("/user_identities/list_accessible_entrances", &["user_identity_id"]),
    ("/user_identities/list_acs_systems", &["user_identity_id"]),
    ("/user_identities/list_acs_users", &["user_identity_id"]),
    ("/user_identities/remove_acs_user", &["user_identity_id", "acs_user_id"]),
    ("/user_identities/revoke_access_to_device", &["user_identity_id", "device_id"]),
    ("/user_identities/unmanaged/get", &["user_identity_id"]),
    ("/user_identities/unmanaged/update", &["user_identity_id", "is_managed"]),
    ("/user_identities/update", &["user_identity_id"]),
    ("/webhooks/create", &["url"]),
    ("/webhooks/delete", &["webhook_id"]),
    ("/webhooks/get", &["webhook_id"]),
    ("/webhooks/update", &["webhook_id", "event_types"]),
    ("/workspaces/create", &["name"]),
];

/// What is read of JSON, as `Debug` shows it, and whether other JSON is read as equal to it.
pub type Read = fn(&str, &str) -> Result<(String, bool), Mismatch>;

fn read<T: response::ResponseStruct + Debug + PartialEq>(
    json: &str,
    other: &str,
) -> Result<(String, bool), Mismatch> {
    let read: T = read_response(json, None)?;
    Ok((format!("{read:?}"), read_response::<T>(other, None).is_ok_and(|other| other == read)))
}

/// The fields that are read on demand, by the names of their structs (which several modules may have) and their own,
/// and what reads them.
pub const LAZY: &[(&str, &str, Read)] = &[
    ("AccessCode", "dormakaba_oracode_metadata", read::<access_codes::DormakabaOracodeMetadata>),
    (
        "UnmanagedAccessCode",
        "dormakaba_oracode_metadata",
        read::<access_codes::unmanaged::DormakabaOracodeMetadata>,
    ),
    (
        "AcsCredential",
        "assa_abloy_vostio_metadata",
        read::<acs::credentials::AssaAbloyVostioMetadata>,
    ),
    ("AcsCredential", "visionline_metadata", read::<acs::credentials::VisionlineMetadata>),
    ("AcsEntrance", "assa_abloy_vostio_metadata", read::<acs::entrances::AssaAbloyVostioMetadata>),
    ("AcsEntrance", "avigilon_alta_metadata", read::<acs::entrances::AvigilonAltaMetadata>),
    ("AcsEntrance", "brivo_metadata", read::<acs::entrances::BrivoMetadata>),
    (
        "AcsEntrance",
        "dormakaba_ambiance_metadata",
        read::<acs::entrances::DormakabaAmbianceMetadata>,
    ),
    (
        "AcsEntrance",
        "dormakaba_community_metadata",
        read::<acs::entrances::DormakabaCommunityMetadata>,
    ),
    ("AcsEntrance", "hotek_metadata", read::<acs::entrances::HotekMetadata>),
    ("AcsEntrance", "latch_metadata", read::<acs::entrances::LatchMetadata>),
    ("AcsEntrance", "salto_ks_metadata", read::<acs::entrances::SaltoKsMetadata>),
    ("AcsEntrance", "salto_space_metadata", read::<acs::entrances::SaltoSpaceMetadata>),
    ("AcsEntrance", "visionline_metadata", read::<acs::entrances::VisionlineMetadata>),
    ("AcsSystem", "visionline_metadata", read::<acs::systems::VisionlineMetadata>),
    ("AcsUser", "salto_ks_metadata", read::<acs::users::SaltoKsMetadata>),
    ("AcsUser", "salto_space_metadata", read::<acs::users::SaltoSpaceMetadata>),
    ("ActionAttempt", "result", read::<action_attempts::AttemptResult>),
    (
        "AttemptResult",
        "assa_abloy_vostio_metadata",
        read::<action_attempts::AssaAbloyVostioMetadata>,
    ),
    ("AttemptResult", "visionline_metadata", read::<action_attempts::VisionlineMetadata>),
    (
        "AcsCredentialOnEncoder",
        "visionline_metadata",
        read::<action_attempts::EncoderVisionlineMetadata>,
    ),
    (
        "AcsCredentialOnSeam",
        "assa_abloy_vostio_metadata",
        read::<action_attempts::AssaAbloyVostioMetadata>,
    ),
    ("AcsCredentialOnSeam", "visionline_metadata", read::<action_attempts::VisionlineMetadata>),
    (
        "Properties",
        "assa_abloy_credential_service_metadata",
        read::<devices::AssaAbloyCredentialServiceMetadata>,
    ),
    (
        "Properties",
        "salto_space_credential_service_metadata",
        read::<devices::SaltoSpaceCredentialServiceMetadata>,
    ),
    ("Properties", "akiles_metadata", read::<devices::AkilesMetadata>),
    ("Properties", "assa_abloy_vostio_metadata", read::<devices::AssaAbloyVostioMetadata>),
    ("Properties", "august_metadata", read::<devices::AugustMetadata>),
    ("Properties", "avigilon_alta_metadata", read::<devices::AvigilonAltaMetadata>),
    ("Properties", "brivo_metadata", read::<devices::BrivoMetadata>),
    ("Properties", "controlbyweb_metadata", read::<devices::ControlbywebMetadata>),
    ("Properties", "dormakaba_oracode_metadata", read::<devices::DormakabaOracodeMetadata>),
    ("Properties", "ecobee_metadata", read::<devices::EcobeeMetadata>),
    ("Properties", "four_suites_metadata", read::<devices::FourSuitesMetadata>),
    ("Properties", "genie_metadata", read::<devices::GenieMetadata>),
    ("Properties", "honeywell_resideo_metadata", read::<devices::HoneywellResideoMetadata>),
    ("Properties", "igloo_metadata", read::<devices::IglooMetadata>),
    ("Properties", "igloohome_metadata", read::<devices::IgloohomeMetadata>),
    ("Properties", "keynest_metadata", read::<devices::KeynestMetadata>),
    ("Properties", "kisi_metadata", read::<devices::KisiMetadata>),
    ("Properties", "korelock_metadata", read::<devices::KorelockMetadata>),
    ("Properties", "kwikset_metadata", read::<devices::KwiksetMetadata>),
    ("Properties", "lockly_metadata", read::<devices::LocklyMetadata>),
    ("Properties", "minut_metadata", read::<devices::MinutMetadata>),
    ("Properties", "nest_metadata", read::<devices::NestMetadata>),
    ("Properties", "noiseaware_metadata", read::<devices::NoiseawareMetadata>),
    ("Properties", "nuki_metadata", read::<devices::NukiMetadata>),
    ("Properties", "omnitec_metadata", read::<devices::OmnitecMetadata>),
    ("Properties", "ring_metadata", read::<devices::RingMetadata>),
    ("Properties", "salto_ks_metadata", read::<devices::SaltoKsMetadata>),
    ("Properties", "salto_metadata", read::<devices::SaltoMetadata>),
    ("Properties", "schlage_metadata", read::<devices::SchlageMetadata>),
    ("Properties", "seam_bridge_metadata", read::<devices::SeamBridgeMetadata>),
    ("Properties", "sensi_metadata", read::<devices::SensiMetadata>),
    ("Properties", "smartthings_metadata", read::<devices::SmartthingsMetadata>),
    ("Properties", "tado_metadata", read::<devices::TadoMetadata>),
    ("Properties", "tedee_metadata", read::<devices::TedeeMetadata>),
    ("Properties", "ttlock_metadata", read::<devices::TtlockMetadata>),
    ("Properties", "two_n_metadata", read::<devices::TwoNMetadata>),
    ("Properties", "ultraloq_metadata", read::<devices::UltraloqMetadata>),
    ("Properties", "visionline_metadata", read::<devices::VisionlineMetadata>),
    ("Properties", "wyze_metadata", read::<devices::WyzeMetadata>),
    ("ClimatePreset", "ecobee_metadata", read::<devices::EcobeeClimate>),
    ("ClimateSetting", "ecobee_metadata", read::<devices::EcobeeClimate>),
    ("Issue", "salto_ks_metadata", read::<issue::SaltoKsMetadata>),
    (
        "Properties",
        "assa_abloy_credential_service_metadata",
        read::<phones::AssaAbloyCredentialServiceMetadata>,
    ),
    (
        "Properties",
        "salto_space_credential_service_metadata",
        read::<phones::SaltoSpaceCredentialServiceMetadata>,
    ),
];
