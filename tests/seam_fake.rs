//! The client against Seam's own fake of its API, which `.ci/seam-fake` installs and starts.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};

use seam_client::client_sessions::{ClientSession, Create, Get, GetOrCreate};
use seam_client::{ApiError, Credential, Error, Seam, SessionKeeper};
use serde_json::Value;

const PUBLISHABLE_KEY: &str = "seam_pk1_token";

/// The fake's address; without it, a test is skipped.
fn fake() -> Option<String> {
    let url = std::env::var("SEAM_FAKE_URL").ok();
    if url.is_none() {
        println!("skipped: SEAM_FAKE_URL is not set; .ci/seam-fake sets it and runs this");
    }
    url
}

fn client(url: &str, credential: Result<Credential, Error>) -> Seam {
    Seam::builder(credential.unwrap()).endpoint(url).build().unwrap()
}

/// A key that nobody has had before.
fn new_user() -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    format!("user-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

fn session_for(seam: &Seam, user: &str) -> ClientSession {
    let request = GetOrCreate::new().user_identifier_key(user);
    seam.client_sessions().get_or_create(request).unwrap()
}

/// What the fake seeds for a workspace.
fn workspace_credentials() -> [Result<Credential, Error>; 2] {
    [
        Credential::api_key("seam_apikey1_token"),
        Credential::personal_access_token("seam_at1_longtoken", "seed_workspace_1"),
    ]
}

fn refusal(seam: &Seam) -> ApiError {
    let request = GetOrCreate::new().user_identifier_key("jane");
    refused(seam.client_sessions().get_or_create(request))
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> ApiError {
    match result.unwrap_err() {
        Error::Api(error) => {
            // The fake's errors come with a long `stack`.
            assert!(!format!("{error} {error:?}").contains("node_modules"));
            *error
        }
        error => panic!("{error:?}"),
    }
}

/// Posts past the client: status and answer.
fn post(url: &str, path: &str, header: &str, body: &str) -> (u16, Value) {
    let host = url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let length = body.len();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nhost: {host}\r\n{header}\r\ncontent-type: application/json\r\n\
         content-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, serde_json::from_str(body).unwrap())
}

#[test]
fn a_publishable_key_and_a_new_user_make_a_session_and_find_it_again() {
    let Some(url) = fake() else { return };
    let seam = client(&url, Credential::publishable_key(PUBLISHABLE_KEY));
    let user = new_user();
    let made = session_for(&seam, &user);
    assert_eq!(made.user_identifier_key.as_deref(), Some(user.as_str()));
    assert_eq!(made.workspace_id, "seed_workspace_1");
    assert_eq!(session_for(&seam, &user), made);
    assert_ne!(session_for(&seam, &new_user()).client_session_id, made.client_session_id);
}

#[test]
fn a_publishable_key_and_a_user_become_a_client_that_gets_its_session() {
    let Some(url) = fake() else { return };
    let kiosk = client(&url, Credential::publishable_key(PUBLISHABLE_KEY));
    let user = new_user();
    let seam = kiosk.with_session_for(&user).unwrap();
    assert_eq!(seam.session(), Some(&session_for(&kiosk, &user)));
    let got = seam.client_sessions().get(Get::new()).unwrap();
    assert_eq!(Some(&got), seam.session());
}

fn outage(url: &str, routes: &str) {
    let body = format!(r#"{{"workspace_id":"seed_workspace_1","routes":[{routes}]}}"#);
    let (status, answer) = post(url, "/_fake/simulate_workspace_outage", "x-test: 1", &body);
    assert_eq!(status, 200, "{answer}");
}

#[test]
fn a_keeper_holds_a_session_through_an_outage_and_a_restart() {
    let Some(url) = fake() else { return };
    let kiosk = client(&url, Credential::publishable_key(PUBLISHABLE_KEY));
    let user = new_user();
    let keeper = SessionKeeper::new(kiosk.clone(), &user);
    let session = keeper.session().unwrap();
    assert!(kiosk.clock_skew().is_some(), "the fake tells the time");
    let get = |seam: &Seam| seam.client_sessions().get(Get::new());
    assert_eq!(keeper.call(get).unwrap().client_session_id, session.client_session_id);
    // The fake gives a token again that was reported; a keeper asks for it, and goes on.
    keeper.invalidate(&session.token);
    assert_eq!(keeper.session().unwrap().client_session_id, session.client_session_id);
    // What the session may not do is refused; the keeper asks for another token, once.
    let refusal = |seam: &Seam| seam.call_json("/client_sessions/list", "{}");
    refused(keeper.call(refusal));

    let bytes = keeper.save().unwrap();
    let seam = Seam::builder(Credential::publishable_key(PUBLISHABLE_KEY).unwrap()).endpoint(&url);
    let restarted = SessionKeeper::new(seam.retries(0).build().unwrap(), &user);
    restarted.restore(&bytes).unwrap();
    assert_eq!(restarted.call(get).unwrap().client_session_id, session.client_session_id);

    // An outage of what the program calls says nothing about the session.
    let list = |seam: &Seam| seam.call_json("/locks/list", "{}");
    restarted.call(list).unwrap();
    outage(&url, r#""/locks/list""#);
    assert_eq!(restarted.call(list).unwrap_err().status(), Some(503));
    assert_eq!(restarted.token().unwrap(), session.token);
    outage(&url, "");
    restarted.call(list).unwrap();
    assert!(restarted.health().is_none());
}

#[test]
fn a_keeper_takes_no_session_that_is_over() {
    let Some(url) = fake() else { return };
    // `.ci/seam-fake.mjs` has made it, and the fake gives it again.
    let keeper = SessionKeeper::new(
        client(&url, Credential::publishable_key(PUBLISHABLE_KEY)),
        "user_of_the_expired_session",
    );
    let error = keeper.token().unwrap_err();
    assert!(error.to_string().contains("has ended already"), "{error}");
}

#[test]
fn a_session_is_created_once_for_a_user() {
    let Some(url) = fake() else { return };
    for credential in workspace_credentials() {
        let seam = client(&url, credential);
        let user = new_user();
        let request = || Create::new().user_identifier_key(&user).connected_account_ids(&["a"]);
        let made = seam.client_sessions().create(request()).unwrap();
        assert_eq!(made.user_identifier_key.as_deref(), Some(user.as_str()));
        assert_eq!(made.connected_account_ids, ["a"]);
        let error = refused(seam.client_sessions().create(request()));
        assert_eq!(error.status(), 400);
        assert_eq!(error.error_type(), Some("client_session_token_already_exists"));
    }
    let kiosk = client(&url, Credential::publishable_key(PUBLISHABLE_KEY));
    let request = Create::new().user_identifier_key("jane").connected_account_ids(&["a"]);
    let error = kiosk.client_sessions().create(request).unwrap_err();
    assert!(matches!(error, Error::Invalid(_)), "{error:?}");
    let header = format!("seam-publishable-key: {PUBLISHABLE_KEY}");
    let body = r#"{"user_identifier_key":"jane","connected_account_ids":["a"]}"#;
    let (_, answer) = post(&url, "/client_sessions/create", &header, body);
    assert_eq!(answer["error"]["type"], "publishable_keys_must_create_empty_client_sessions");
}

#[test]
fn a_session_is_got_with_each_credential_that_may() {
    let Some(url) = fake() else { return };
    let kiosk = client(&url, Credential::publishable_key(PUBLISHABLE_KEY));
    let user = new_user();
    let session = session_for(&kiosk, &user);
    for credential in workspace_credentials() {
        let seam = client(&url, credential);
        let get = |request| seam.client_sessions().get(request);
        assert_eq!(get(Get::new().client_session_id(&session.client_session_id)).unwrap(), session);
        assert_eq!(get(Get::new().user_identifier_key(&user)).unwrap(), session);
        let error = refused(get(Get::new().user_identifier_key(&new_user())));
        assert_eq!((error.status(), error.error_type()), (404, Some("client_session_not_found")));
    }
    let jane = client(&url, Credential::client_session_token(session.token.clone()));
    assert_eq!(jane.client_sessions().get(Get::new()).unwrap(), session);
    let error = refused(kiosk.client_sessions().get(Get::new()));
    assert_eq!((error.status(), error.error_type()), (401, Some("unauthorized")));
}

#[test]
fn an_expired_and_an_unknown_token_are_told_apart() {
    let Some(url) = fake() else { return };
    // Where other credentials may call too, the fake gives the reason of the last that it tried; an
    // endpoint for sessions alone gives theirs. `.ci/seam-fake.mjs` has made the expired one.
    const FOR_SESSIONS_ALONE: &str = "/internal/phone/user_identities/list_endpoints";
    for (token, kind) in [
        ("seam_cst1_expired", "client_session_expired"),
        ("seam_cst1_unknown", "client_session_not_found"),
    ] {
        let seam = client(&url, Credential::client_session_token(token));
        for (error, kind) in [
            (refused(seam.call_json(FOR_SESSIONS_ALONE, "{}")), kind),
            (
                refused(seam.client_sessions().get(Get::new())),
                "client_session_token_used_for_api_key",
            ),
        ] {
            assert_eq!((error.status(), error.error_type()), (401, Some(kind)), "{error}");
            assert!(error.request_id().unwrap().starts_with("request"));
        }
    }
}

#[test]
fn an_unknown_publishable_key_is_a_typed_error() {
    let Some(url) = fake() else { return };
    let error = refusal(&client(&url, Credential::publishable_key("seam_pk1_unknown")));
    assert_eq!(error.status(), 400);
    assert_eq!(error.error_type(), Some("workspace_not_found"));
    assert_eq!(error.message(), "Cannot find workspace associated with this publishable_key");
    assert!(error.request_id().unwrap().starts_with("request"));
}

#[test]
fn an_api_key_which_the_fake_does_not_take_here_is_a_typed_error() {
    let Some(url) = fake() else { return };
    let error = refusal(&client(&url, Credential::api_key("seam_apikey1_token")));
    assert_eq!(error.status(), 400);
    assert_eq!(error.error_type(), Some("publishable_key_header_required"));
    assert!(error.request_id().unwrap().starts_with("request"));
}

/// What the client refuses by itself, Seam's fake refuses too.
#[test]
fn the_rules_for_publishable_keys_are_seams() {
    let Some(url) = fake() else { return };
    let seam = client(&url, Credential::publishable_key(PUBLISHABLE_KEY));
    for (request, body, kind) in [
        (GetOrCreate::new(), "{}", "publishable_key_requires_user_identifier_key"),
        (
            GetOrCreate::new().user_identifier_key("jane").connect_webview_ids(&[]),
            r#"{"user_identifier_key":"jane","connect_webview_ids":[]}"#,
            "publishable_keys_must_create_empty_client_sessions",
        ),
        (
            GetOrCreate::new().user_identifier_key("jane").connected_account_ids(&["a"]),
            r#"{"user_identifier_key":"jane","connected_account_ids":["a"]}"#,
            "publishable_keys_must_create_empty_client_sessions",
        ),
    ] {
        let error = seam.client_sessions().get_or_create(request).unwrap_err();
        assert!(matches!(error, Error::Invalid(_)), "{error:?}");
        let header = format!("seam-publishable-key: {PUBLISHABLE_KEY}");
        let (_, answer) = post(&url, "/client_sessions/get_or_create", &header, body);
        assert_eq!(answer["error"]["type"], kind);
    }
}
