//! The samples in Seam's documentation decode to the values that they show.

#![allow(clippy::unwrap_used)]

use crate::support;

use seam_client::client_sessions::{ClientSession, GetOrCreate};
use seam_client::{Credential, Seam};
use support::DOCUMENT_RESPONSE;
use support::mock::Mock;

fn answered(body: &str) -> ClientSession {
    let mock = Mock::always(200, body);
    let credential = Credential::api_key("seam_fakekey1_0123456789").unwrap();
    let seam = Seam::builder(credential).endpoint(mock.url()).build().unwrap();
    seam.client_sessions().get_or_create(GetOrCreate::new()).unwrap()
}

#[test]
#[allow(deprecated)]
fn the_response_to_the_documented_request_is_read() {
    let session = answered(DOCUMENT_RESPONSE);
    assert_eq!(session.client_session_id, "c2cbd177-1ace-414b-bb1e-9f129e4a05c1");
    assert_eq!(session.connect_webview_ids, ["5e297cfe-23df-4638-bb87-08c4f0f8233b"]);
    assert_eq!(session.connected_account_ids, ["f87f0ab7-b8d7-44aa-9e59-3239b209570e"]);
    assert_eq!(session.created_at, "2025-06-15T16:54:17.946309Z");
    assert_eq!(session.customer_id.as_deref(), Some("e387e15f-be27-47ad-881f-4a6fc5460c57"));
    assert_eq!(session.customer_key, None);
    assert_eq!(session.device_count, 1);
    assert_eq!(session.expires_at, "2025-06-18T06:10:42.000Z");
    assert_eq!(session.token.expose(), "seam_cst1891oqCmD_6dBwV8PJ2Fsoe9dWYVyMfVHq");
    assert_eq!(session.user_identifier_key.as_deref(), Some("jane_doe"));
    assert_eq!(session.user_identity_id.as_deref(), Some("71ff7f71-2cf4-458a-8db4-6ad539c8b66a"));
    assert_eq!(session.user_identity_ids, None);
    assert_eq!(session.workspace_id, "b887bf84-9849-4454-a562-cf84293d9781");
}

#[test]
#[allow(deprecated)]
fn the_documented_sample_of_a_response_is_read() {
    let session = answered(
        r#"{"client_session": {
  "client_session_id": "c2cbd177-1ace-414b-bb1e-9f129e4a05c1",
  "connect_webview_ids": ["550e8400-e29b-41d4-a716-446655440000"],
  "connected_account_ids": ["f47ac10b-58cc-4372-a567-0e02b2c3d479"],
  "created_at": "2025-06-15T16:54:17.946309Z",
  "customer_id": "77eccc4e-c8bc-4c7d-b83c-cb853ed3bade",
  "device_count": 1,
  "expires_at": "2025-06-17T16:54:17.946309Z",
  "token": "seam_cst1891oqCmB_6dBwV8PJ2Fsoe9dWYVyMfVHq",
  "user_identifier_key": "user_id_1",
  "user_identity_id": "a6e93f84-565e-47d7-8908-1ca71ada373c",
  "user_identity_ids": ["a6e93f84-565e-47d7-8908-1ca71ada373c"],
  "workspace_id": "b887bf84-9849-4454-a562-cf84293d9781"
}, "ok": true}"#,
    );
    assert_eq!(session.connect_webview_ids, ["550e8400-e29b-41d4-a716-446655440000"]);
    assert_eq!(session.connected_account_ids, ["f47ac10b-58cc-4372-a567-0e02b2c3d479"]);
    assert_eq!(session.customer_id.as_deref(), Some("77eccc4e-c8bc-4c7d-b83c-cb853ed3bade"));
    assert_eq!(session.expires_at, "2025-06-17T16:54:17.946309Z");
    assert_eq!(session.token.expose(), "seam_cst1891oqCmB_6dBwV8PJ2Fsoe9dWYVyMfVHq");
    assert_eq!(session.user_identifier_key.as_deref(), Some("user_id_1"));
    assert_eq!(session.user_identity_id.as_deref(), Some("a6e93f84-565e-47d7-8908-1ca71ada373c"));
    let ids = ["a6e93f84-565e-47d7-8908-1ca71ada373c".to_owned()];
    assert_eq!(session.user_identity_ids.as_deref(), Some(ids.as_slice()));
}

/// A response of Seam's own fake: a session without a user or a user identity, and with an unknown field.
#[test]
fn a_response_with_missing_and_unknown_fields_is_read() {
    let session = answered(
        r#"{"client_session":{"workspace_id":"w","connect_webview_ids":[],"api_key_id":"k",
        "connected_account_ids":[],"user_identifier_key":null,"client_session_id":"cst2",
        "token":"seam_cst1cst2_1tnse","user_identity_ids":[],"created_at":"c","expires_at":"e",
        "device_count":0.0},"ok":true}"#,
    );
    assert_eq!(session.client_session_id, "cst2");
    assert_eq!(session.device_count, 0);
    assert_eq!(session.user_identifier_key, None);
}

#[test]
fn a_response_is_compared_and_cloned() {
    let session = answered(DOCUMENT_RESPONSE);
    assert_eq!(session.clone(), session);
}

/// The codecs' traits, for programs that keep responses in files.
#[test]
fn a_response_implements_the_traits_of_each_codec_that_is_on() {
    let object = &DOCUMENT_RESPONSE[DOCUMENT_RESPONSE.find(": {").unwrap() + 2..];
    let object = object.trim_end().strip_suffix('}').unwrap();
    let _ = object;
    #[cfg(feature = "serde")]
    assert_eq!(serde_json::from_str::<ClientSession>(object).unwrap(), answered(DOCUMENT_RESPONSE));
    #[cfg(feature = "miniserde")]
    assert_eq!(
        miniserde::json::from_str::<ClientSession>(object).unwrap(),
        answered(DOCUMENT_RESPONSE)
    );
}
