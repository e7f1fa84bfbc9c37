//! Requests on the wire: method, path, headers and body, byte by byte.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support;

use std::sync::LazyLock;
use std::time::Duration;

use seam_client::client_sessions::{Create, Delete, Get, GetOrCreate, GrantAccess, List, Revoke};
use seam_client::{Credential, Error, Seam};
use support::DOCUMENT_RESPONSE;
use support::mock::{Mock, Request};
use support::socket::{Reply, Server, http};

const KEY: &str = "seam_fakekey1_0123456789";

fn sent(credential: Credential, request: GetOrCreate<'_>) -> Request {
    let mock = Mock::always(200, DOCUMENT_RESPONSE);
    let seam = Seam::builder(credential).endpoint(mock.url()).build().unwrap();
    seam.client_sessions().get_or_create(request).unwrap();
    mock.request()
}

fn body(request: GetOrCreate<'_>) -> String {
    sent(Credential::api_key(KEY).unwrap(), request).body
}

/// The headers that carry the credential; checks all others.
fn headers_of_the_credential(request: &Request) -> Vec<(&str, &str)> {
    assert_eq!(request.method, "POST");
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
    assert_eq!(headers_of_the_credential(&request), [("authorization", authorization.as_str())]);
}

#[test]
fn a_personal_access_token_is_a_bearer_token_with_a_workspace() {
    let credential = Credential::personal_access_token("seam_at1_token", "workspace-1").unwrap();
    let request = sent(credential, GetOrCreate::new());
    assert_eq!(
        headers_of_the_credential(&request),
        [("authorization", "Bearer seam_at1_token"), ("seam-workspace", "workspace-1")]
    );
}

#[test]
fn a_publishable_key_has_a_header_of_its_own() {
    let credential = Credential::publishable_key("seam_pk1_token").unwrap();
    let request = sent(credential, GetOrCreate::new().user_identifier_key("jane"));
    assert_eq!(headers_of_the_credential(&request), [("seam-publishable-key", "seam_pk1_token")]);
}

#[test]
fn a_client_session_token_is_a_bearer_token() {
    let credential = Credential::client_session_token("seam_cst1_token").unwrap();
    let request = sent(credential, GetOrCreate::new());
    assert_eq!(headers_of_the_credential(&request), [("authorization", "Bearer seam_cst1_token")]);
}

/// The request of a call, to a server whose response has the fields of every endpoint's response.
fn sent_by(call: fn(&Seam) -> Result<(), Error>) -> Request {
    let mock = Mock::always(200, &RESPONSE_FOR_ALL);
    let seam = Seam::builder(Credential::api_key(KEY).unwrap()).endpoint(mock.url());
    call(&seam.build().unwrap()).unwrap();
    mock.request()
}

static RESPONSE_FOR_ALL: LazyLock<String> = LazyLock::new(|| {
    let mut response: serde_json::Value = serde_json::from_str(DOCUMENT_RESPONSE).unwrap();
    response["client_sessions"] = serde_json::json!([response["client_session"]]);
    response["ok"] = true.into();
    response.to_string()
});

/// Each call, and the body that it sends.
type Calls = &'static [(fn(&Seam) -> Result<(), Error>, &'static str)];

macro_rules! calls {
    ($method:ident: $($request:expr => $body:expr,)*) => {
        &[$((
            |seam| {
                #[allow(deprecated)]
                let request = $request;
                seam.client_sessions().$method(request).map(drop)
            },
            $body,
        )),*]
    };
}

/// For each endpoint: no parameter set, each one alone, and all of them.
const ENDPOINTS: &[(&str, Calls)] = &[
    (
        "/client_sessions/get_or_create",
        calls! { get_or_create:
            GetOrCreate::new() => "{}",
            GetOrCreate::new().connect_webview_ids(&["a", "b"]) => r#"{"connect_webview_ids":["a","b"]}"#,
            GetOrCreate::new().connected_account_ids(&["a"]) => r#"{"connected_account_ids":["a"]}"#,
            GetOrCreate::new().expires_at("2025-06-18T06:10:42.000Z") =>
                r#"{"expires_at":"2025-06-18T06:10:42.000Z"}"#,
            GetOrCreate::new().user_identifier_key("jane_doe") => r#"{"user_identifier_key":"jane_doe"}"#,
            GetOrCreate::new().user_identity_id("a") => r#"{"user_identity_id":"a"}"#,
            GetOrCreate::new().user_identity_ids(&["a"]) => r#"{"user_identity_ids":["a"]}"#,
            GetOrCreate::new()
                .user_identity_ids(&["f"])
                .user_identity_id("e")
                .user_identifier_key("d")
                .expires_at("c")
                .connected_account_ids(&["b"])
                .connect_webview_ids(&["a"]) =>
                concat!(
                    r#"{"connect_webview_ids":["a"],"connected_account_ids":["b"],"expires_at":"c","#,
                    r#""user_identifier_key":"d","user_identity_id":"e","user_identity_ids":["f"]}"#
                ),
        },
    ),
    (
        "/client_sessions/create",
        calls! { create:
            Create::new() => "{}",
            Create::new().connect_webview_ids(&[]) => r#"{"connect_webview_ids":[]}"#,
            Create::new().connected_account_ids(&["a", "b"]) => r#"{"connected_account_ids":["a","b"]}"#,
            Create::new().customer_id("a") => r#"{"customer_id":"a"}"#,
            Create::new().customer_key("a") => r#"{"customer_key":"a"}"#,
            Create::new().expires_at("a") => r#"{"expires_at":"a"}"#,
            Create::new().expires_in(Duration::MAX) => r#"{"expires_at":"9999-12-31T23:59:59.999Z"}"#,
            Create::new().user_identifier_key("a") => r#"{"user_identifier_key":"a"}"#,
            Create::new().user_identity_id("a") => r#"{"user_identity_id":"a"}"#,
            Create::new().user_identity_ids(&["a"]) => r#"{"user_identity_ids":["a"]}"#,
            Create::new()
                .user_identity_ids(&["h"])
                .user_identity_id("g")
                .user_identifier_key("f")
                .expires_at("e")
                .customer_key("d")
                .customer_id("c")
                .connected_account_ids(&["b"])
                .connect_webview_ids(&["a"]) =>
                concat!(
                    r#"{"connect_webview_ids":["a"],"connected_account_ids":["b"],"customer_id":"c","#,
                    r#""customer_key":"d","expires_at":"e","user_identifier_key":"f","#,
                    r#""user_identity_id":"g","user_identity_ids":["h"]}"#
                ),
        },
    ),
    (
        "/client_sessions/get",
        calls! { get:
            Get::new() => "{}",
            Get::new().client_session_id("a") => r#"{"client_session_id":"a"}"#,
            Get::new().user_identifier_key("a") => r#"{"user_identifier_key":"a"}"#,
            Get::new().user_identifier_key("b").client_session_id("a") =>
                r#"{"client_session_id":"a","user_identifier_key":"b"}"#,
        },
    ),
    (
        "/client_sessions/list",
        calls! { list:
            List::new() => "{}",
            List::new().client_session_id("a") => r#"{"client_session_id":"a"}"#,
            List::new().connect_webview_id("a") => r#"{"connect_webview_id":"a"}"#,
            List::new().user_identifier_key("a") => r#"{"user_identifier_key":"a"}"#,
            List::new().user_identity_id("a") => r#"{"user_identity_id":"a"}"#,
            List::new().without_user_identifier_key(true) => r#"{"without_user_identifier_key":true}"#,
            List::new()
                .without_user_identifier_key(false)
                .user_identity_id("d")
                .user_identifier_key("c")
                .connect_webview_id("b")
                .client_session_id("a") =>
                concat!(
                    r#"{"client_session_id":"a","connect_webview_id":"b","user_identifier_key":"c","#,
                    r#""user_identity_id":"d","without_user_identifier_key":false}"#
                ),
        },
    ),
    (
        "/client_sessions/grant_access",
        calls! { grant_access:
            GrantAccess::new() => "{}",
            GrantAccess::new().client_session_id("a") => r#"{"client_session_id":"a"}"#,
            GrantAccess::new().connect_webview_ids(&["a"]) => r#"{"connect_webview_ids":["a"]}"#,
            GrantAccess::new().connected_account_ids(&["a"]) => r#"{"connected_account_ids":["a"]}"#,
            GrantAccess::new().user_identifier_key("a") => r#"{"user_identifier_key":"a"}"#,
            GrantAccess::new().user_identity_id("a") => r#"{"user_identity_id":"a"}"#,
            GrantAccess::new().user_identity_ids(&["a"]) => r#"{"user_identity_ids":["a"]}"#,
            GrantAccess::new()
                .user_identity_ids(&["f"])
                .user_identity_id("e")
                .user_identifier_key("d")
                .connected_account_ids(&["c"])
                .connect_webview_ids(&["b"])
                .client_session_id("a") =>
                concat!(
                    r#"{"client_session_id":"a","connect_webview_ids":["b"],"connected_account_ids":["c"],"#,
                    r#""user_identifier_key":"d","user_identity_id":"e","user_identity_ids":["f"]}"#
                ),
        },
    ),
    (
        "/client_sessions/revoke",
        calls! { revoke: Revoke::new("a") => r#"{"client_session_id":"a"}"#, },
    ),
    (
        "/client_sessions/delete",
        calls! { delete: Delete::new("\"") => r#"{"client_session_id":"\""}"#, },
    ),
];

#[test]
fn each_endpoint_sends_its_parameters_in_declaration_order() {
    for (path, calls) in ENDPOINTS {
        for (call, body) in *calls {
            let request = sent_by(*call);
            assert_eq!((request.path.as_str(), request.body.as_str()), (*path, *body));
            assert_eq!(
                headers_of_the_credential(&request),
                [("authorization", format!("Bearer {KEY}").as_str())]
            );
        }
    }
}

#[test]
fn an_empty_list_is_sent_as_empty() {
    let request = GetOrCreate::new().connect_webview_ids(&[]).connected_account_ids(&[]);
    assert_eq!(body(request), r#"{"connect_webview_ids":[],"connected_account_ids":[]}"#);
}

#[test]
fn the_documented_request_is_sent_as_it_is_documented() {
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
fn expires_in_is_sent_as_a_time() {
    let hour = Duration::from_secs(60 * 60);
    let sent = body(GetOrCreate::new().expires_at("overridden").expires_in(hour));
    let time = sent.strip_prefix(r#"{"expires_at":""#).unwrap().strip_suffix(r#""}"#).unwrap();
    let form: String = time.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    assert_eq!(form, "0000-00-00T00:00:00.000Z");
}

#[test]
fn a_callers_text_cannot_become_another_field() {
    let text = "\",\"user_identity_id\":\"x\r\nauthorization: y\0";
    let sent = body(GetOrCreate::new().user_identifier_key(text));
    let read: serde_json::Value = serde_json::from_str(&sent).unwrap();
    assert_eq!(read, serde_json::json!({ "user_identifier_key": text }));
}

#[test]
fn the_user_agent_can_be_set() {
    let mock = Mock::always(200, DOCUMENT_RESPONSE);
    let seam = Seam::builder(Credential::api_key(KEY).unwrap())
        .endpoint(mock.url())
        .user_agent("kiosk/2 (lobby)")
        .build()
        .unwrap();
    seam.client_sessions().get_or_create(GetOrCreate::new()).unwrap();
    assert_eq!(mock.request().header("user-agent"), Some("kiosk/2 (lobby)"));
}

#[test]
fn each_request_consists_of_exactly_these_headers_and_body() {
    for (path, calls) in ENDPOINTS {
        let (call, expected) = calls.last().unwrap();
        let server = Server::start(vec![Reply::Close(http("200 OK", &RESPONSE_FOR_ALL))]);
        let seam = Seam::builder(Credential::api_key(KEY).unwrap()).endpoint(server.url());
        call(&seam.build().unwrap()).unwrap();
        let request = server.requests().concat();
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        let mut lines: Vec<_> = head.lines().collect();
        assert_eq!(lines.remove(0), format!("POST {path} HTTP/1.1"));
        lines.sort_unstable();
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            lines,
            [
                "accept: application/json",
                &format!("authorization: Bearer {KEY}"),
                &format!("content-length: {}", expected.len()),
                "content-type: application/json",
                &format!("host: 127.0.0.1:{}", server.port()),
                "seam-sdk-name: seam-client-rust",
                &format!("seam-sdk-version: {version}"),
                &format!("user-agent: seam-client-rust/{version}"),
            ]
        );
        assert_eq!(body, *expected);
    }
}

#[test]
fn calls_one_after_another_and_from_clones_share_a_connection() {
    let reply = || Reply::Send(http("200 OK", DOCUMENT_RESPONSE));
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
fn a_request_that_is_not_retried_uses_no_connection_that_was_idle_for_long() {
    let reply = || Reply::Send(http("200 OK", DOCUMENT_RESPONSE));
    let server = Server::start(std::iter::repeat_with(reply));
    let seam = Seam::builder(Credential::api_key(KEY).unwrap()).endpoint(server.url());
    let seam = seam.build().unwrap();
    let create = || seam.client_sessions().create(Create::new()).unwrap();
    let get = || seam.client_sessions().get(Get::new()).unwrap();
    create();
    std::thread::sleep(Duration::from_millis(1_100));
    get();
    assert_eq!(server.connections(), 1);
    std::thread::sleep(Duration::from_millis(1_100));
    create();
    assert_eq!(server.connections(), 2);
}

#[test]
fn an_interim_response_is_skipped() {
    for interim in ["HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n"]
    {
        let mut bytes = interim.as_bytes().to_vec();
        bytes.extend(http("200 OK", DOCUMENT_RESPONSE));
        let server = Server::start(vec![Reply::Close(bytes)]);
        let seam = Seam::builder(Credential::api_key(KEY).unwrap()).endpoint(server.url());
        let session = seam.build().unwrap().client_sessions().get_or_create(GetOrCreate::new());
        assert_eq!(session.unwrap().user_identifier_key.as_deref(), Some("jane_doe"));
    }
}
