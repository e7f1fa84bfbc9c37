//! What goes over the wire: method, path, headers and body, byte by byte.

#![allow(clippy::unwrap_used)]

mod support;

use seam_client::client_sessions::GetOrCreate;
use seam_client::{Credential, Seam};
use support::DOCUMENT_ANSWER;
use support::mock::{Mock, Request};
use support::socket::{Reply, Server, http};

const KEY: &str = "seam_fakekey1_0123456789";

fn sent(credential: Credential, request: GetOrCreate<'_>) -> Request {
    let mock = Mock::answering(200, DOCUMENT_ANSWER);
    let seam = Seam::builder(credential).endpoint(mock.url()).build().unwrap();
    seam.client_sessions().get_or_create(request).unwrap();
    mock.request()
}

fn body(request: GetOrCreate<'_>) -> String {
    sent(Credential::api_key(KEY).unwrap(), request).body
}

/// The headers of the request but those that show the credential, which are given back.
fn credential_headers(request: &Request) -> Vec<(&str, &str)> {
    assert_eq!(request.method, "POST");
    assert_eq!(request.path, "/client_sessions/get_or_create");
    let length = request.body.len().to_string();
    let version = env!("CARGO_PKG_VERSION");
    let user_agent = format!("seam-client-rust/{version}");
    let common = [
        ("accept", "application/json"),
        ("content-length", length.as_str()),
        ("content-type", "application/json"),
        ("seam-sdk-name", "seam-client-rust"),
        ("seam-sdk-version", version),
        ("user-agent", user_agent.as_str()),
    ];
    for (name, value) in common {
        assert_eq!(request.header(name), Some(value), "{name}");
    }
    let others = request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    others.filter(|(name, _)| *name != "host" && !common.iter().any(|(n, _)| n == name)).collect()
}

#[test]
fn an_api_key_is_a_bearer_token() {
    let request = sent(Credential::api_key(KEY).unwrap(), GetOrCreate::new());
    let authorization = format!("Bearer {KEY}");
    assert_eq!(credential_headers(&request), [("authorization", authorization.as_str())]);
}

#[test]
fn a_personal_access_token_is_a_bearer_token_with_a_workspace() {
    let credential = Credential::personal_access_token("seam_at1_token", "workspace-1").unwrap();
    let request = sent(credential, GetOrCreate::new());
    assert_eq!(
        credential_headers(&request),
        [("authorization", "Bearer seam_at1_token"), ("seam-workspace", "workspace-1")]
    );
}

#[test]
fn a_publishable_key_has_a_header_of_its_own() {
    let credential = Credential::publishable_key("seam_pk1_token").unwrap();
    let request = sent(credential, GetOrCreate::new().user_identifier_key("jane"));
    assert_eq!(credential_headers(&request), [("seam-publishable-key", "seam_pk1_token")]);
}

#[test]
fn a_client_session_token_is_a_bearer_token() {
    let credential = Credential::client_session_token("seam_cst1_token").unwrap();
    let request = sent(credential, GetOrCreate::new());
    assert_eq!(credential_headers(&request), [("authorization", "Bearer seam_cst1_token")]);
}

#[test]
fn nothing_set_sends_an_empty_object() {
    assert_eq!(body(GetOrCreate::new()), "{}");
}

#[test]
fn each_parameter_alone_is_sent_alone() {
    let new = GetOrCreate::new;
    #[allow(deprecated)]
    for (request, expected) in [
        (new().connect_webview_ids(&["a", "b"]), r#"{"connect_webview_ids":["a","b"]}"#),
        (new().connected_account_ids(&["a"]), r#"{"connected_account_ids":["a"]}"#),
        (
            new().expires_at("2025-06-18T06:10:42.000Z"),
            r#"{"expires_at":"2025-06-18T06:10:42.000Z"}"#,
        ),
        (new().user_identifier_key("jane_doe"), r#"{"user_identifier_key":"jane_doe"}"#),
        (new().user_identity_id("a"), r#"{"user_identity_id":"a"}"#),
        (new().user_identity_ids(&["a"]), r#"{"user_identity_ids":["a"]}"#),
    ] {
        assert_eq!(body(request), expected);
    }
}

#[test]
fn an_empty_list_is_sent_as_empty() {
    let request = GetOrCreate::new().connect_webview_ids(&[]).connected_account_ids(&[]);
    assert_eq!(body(request), r#"{"connect_webview_ids":[],"connected_account_ids":[]}"#);
}

#[test]
fn all_parameters_are_sent_in_the_documents_order() {
    #[allow(deprecated)]
    let request = GetOrCreate::new()
        .user_identity_ids(&["71ff7f71-2cf4-458a-8db4-6ad539c8b66a"])
        .user_identity_id("71ff7f71-2cf4-458a-8db4-6ad539c8b66a")
        .user_identifier_key("jane_doe")
        .expires_at("2025-06-18T06:10:42.000Z")
        .connected_account_ids(&["f87f0ab7-b8d7-44aa-9e59-3239b209570e"])
        .connect_webview_ids(&["5e297cfe-23df-4638-bb87-08c4f0f8233b"]);
    assert_eq!(
        body(request),
        concat!(
            r#"{"connect_webview_ids":["5e297cfe-23df-4638-bb87-08c4f0f8233b"],"#,
            r#""connected_account_ids":["f87f0ab7-b8d7-44aa-9e59-3239b209570e"],"#,
            r#""expires_at":"2025-06-18T06:10:42.000Z","#,
            r#""user_identifier_key":"jane_doe","#,
            r#""user_identity_id":"71ff7f71-2cf4-458a-8db4-6ad539c8b66a","#,
            r#""user_identity_ids":["71ff7f71-2cf4-458a-8db4-6ad539c8b66a"]}"#
        )
    );
}

#[test]
fn the_documents_own_request_is_sent_as_it_stands_there() {
    let sent = body(
        GetOrCreate::new()
            .user_identifier_key("jane_doe")
            .connect_webview_ids(&["5e297cfe-23df-4638-bb87-08c4f0f8233b"])
            .connected_account_ids(&["f87f0ab7-b8d7-44aa-9e59-3239b209570e"])
            .user_identity_id("71ff7f71-2cf4-458a-8db4-6ad539c8b66a")
            .expires_at("2025-06-18T06:10:42.000Z"),
    );
    let document = r#"{
        "user_identifier_key": "jane_doe",
        "connect_webview_ids": ["5e297cfe-23df-4638-bb87-08c4f0f8233b"],
        "connected_account_ids": ["f87f0ab7-b8d7-44aa-9e59-3239b209570e"],
        "user_identity_id": "71ff7f71-2cf4-458a-8db4-6ad539c8b66a",
        "expires_at": "2025-06-18T06:10:42.000Z"
    }"#;
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(read(&sent), read(document));
}

#[test]
fn an_end_from_now_is_sent_as_a_time() {
    let hour = std::time::Duration::from_secs(60 * 60);
    let sent = body(GetOrCreate::new().expires_at("overridden").expires_in(hour));
    let time = sent.strip_prefix(r#"{"expires_at":""#).unwrap().strip_suffix(r#""}"#).unwrap();
    let form: String = time.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    assert_eq!(form, "0000-00-00T00:00:00.000Z");
}

#[test]
fn a_callers_text_cannot_become_another_member() {
    let text = "\",\"user_identity_id\":\"x\r\nauthorization: y\0";
    let sent = body(GetOrCreate::new().user_identifier_key(text));
    let read: serde_json::Value = serde_json::from_str(&sent).unwrap();
    assert_eq!(read, serde_json::json!({ "user_identifier_key": text }));
}

#[test]
fn the_user_agent_can_be_set() {
    let mock = Mock::answering(200, DOCUMENT_ANSWER);
    let seam = Seam::builder(Credential::api_key(KEY).unwrap())
        .endpoint(mock.url())
        .user_agent("kiosk/2 (lobby)")
        .build()
        .unwrap();
    seam.client_sessions().get_or_create(GetOrCreate::new()).unwrap();
    assert_eq!(mock.request().header("user-agent"), Some("kiosk/2 (lobby)"));
}

#[test]
fn the_whole_request_is_these_bytes() {
    let server = Server::start(vec![Reply::Close(http("200 OK", DOCUMENT_ANSWER))]);
    let seam = Seam::builder(Credential::api_key(KEY).unwrap()).endpoint(server.url());
    seam.build()
        .unwrap()
        .client_sessions()
        .get_or_create(GetOrCreate::new().user_identifier_key("jane"))
        .unwrap();
    let request = server.requests().concat();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let mut lines: Vec<_> = head.lines().collect();
    assert_eq!(lines.remove(0), "POST /client_sessions/get_or_create HTTP/1.1");
    lines.sort_unstable();
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        lines,
        [
            "accept: application/json",
            &format!("authorization: Bearer {KEY}"),
            "content-length: 30",
            "content-type: application/json",
            &format!("host: 127.0.0.1:{}", server.port()),
            "seam-sdk-name: seam-client-rust",
            &format!("seam-sdk-version: {version}"),
            &format!("user-agent: seam-client-rust/{version}"),
        ]
    );
    assert_eq!(body, r#"{"user_identifier_key":"jane"}"#);
}

#[test]
fn calls_one_after_another_and_from_clones_share_a_connection() {
    let reply = || Reply::Send(http("200 OK", DOCUMENT_ANSWER));
    let server = Server::start(vec![reply(), reply(), reply()]);
    let seam = Seam::builder(Credential::api_key(KEY).unwrap()).endpoint(server.url());
    let seam = seam.build().unwrap();
    for seam in [seam.clone(), seam.clone(), seam] {
        seam.client_sessions().get_or_create(GetOrCreate::new()).unwrap();
    }
    assert_eq!(server.connections(), 1);
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn an_interim_answer_before_the_answer_is_skipped() {
    for interim in ["HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n"]
    {
        let mut bytes = interim.as_bytes().to_vec();
        bytes.extend(http("200 OK", DOCUMENT_ANSWER));
        let server = Server::start(vec![Reply::Close(bytes)]);
        let seam = Seam::builder(Credential::api_key(KEY).unwrap()).endpoint(server.url());
        let session = seam.build().unwrap().client_sessions().get_or_create(GetOrCreate::new());
        assert_eq!(session.unwrap().user_identifier_key.as_deref(), Some("jane_doe"));
    }
}
