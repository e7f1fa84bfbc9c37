//! client_sessions behave as Seam documents them, at a fake Seam.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use seam_client::client_sessions::GetOrCreate;
use seam_client::{Credential, Error, Seam};
use support::fake_seam::{API_KEY, FakeSeam, PERSONAL_ACCESS_TOKEN, PUBLISHABLE_KEY, WORKSPACE_ID};

fn client(fake: &FakeSeam, credential: Result<Credential, Error>) -> Seam {
    Seam::builder(credential.unwrap()).endpoint(fake.url()).build().unwrap()
}

fn refusal(error: Error) -> (u16, String) {
    match error {
        Error::Api(error) => {
            assert!(error.request_id().unwrap().starts_with("fake-request-"));
            (error.status(), error.error_type().unwrap().to_owned())
        }
        error => panic!("{error:?}"),
    }
}

#[test]
fn the_same_user_key_finds_the_same_session() {
    let fake = FakeSeam::start();
    for credential in [
        Credential::api_key(API_KEY),
        Credential::personal_access_token(PERSONAL_ACCESS_TOKEN, WORKSPACE_ID),
        Credential::publishable_key(PUBLISHABLE_KEY),
    ] {
        let seam = client(&fake, credential);
        let call = |key| {
            let request = GetOrCreate::new().user_identifier_key(key);
            seam.client_sessions().get_or_create(request).unwrap()
        };
        assert_eq!(call("jane"), call("jane"));
        assert_ne!(call("jane").client_session_id, call("john").client_session_id);
    }
    assert_eq!(fake.sessions(), 2);
}

#[test]
fn lists_and_expiry_are_overwritten_by_what_is_sent_and_kept_otherwise() {
    let fake = FakeSeam::start();
    let seam = client(&fake, Credential::api_key(API_KEY));
    let jane = || GetOrCreate::new().user_identifier_key("jane");
    let call = |request| seam.client_sessions().get_or_create(request).unwrap();

    let made = call(
        jane()
            .connect_webview_ids(&["a", "b"])
            .connected_account_ids(&["c"])
            .expires_at("2030-01-01T00:00:00.000Z"),
    );
    assert_eq!(made.connect_webview_ids, ["a", "b"]);
    assert_eq!(made.expires_at, "2030-01-01T00:00:00.000Z");
    assert_eq!(call(jane()), made);

    let changed = call(jane().connect_webview_ids(&["d"]).connected_account_ids(&[]));
    assert_eq!(changed.connect_webview_ids, ["d"]);
    assert!(changed.connected_account_ids.is_empty());
    assert_eq!(changed.expires_at, made.expires_at);
    assert_eq!(changed.token, made.token);
}

#[test]
fn without_a_user_each_call_makes_a_session() {
    let fake = FakeSeam::start();
    let seam = client(&fake, Credential::api_key(API_KEY));
    for _ in 0..3 {
        seam.client_sessions().get_or_create(GetOrCreate::new()).unwrap();
    }
    assert_eq!(fake.sessions(), 3);
    assert_eq!(fake.requests().len(), 3);
}

#[test]
fn a_credential_that_seam_does_not_know_is_a_typed_error() {
    let fake = FakeSeam::start();
    let jane = || GetOrCreate::new().user_identifier_key("jane");
    for (credential, status, kind) in [
        (Credential::api_key("seam_unknown"), 401, "unauthorized"),
        (Credential::personal_access_token(PERSONAL_ACCESS_TOKEN, "another"), 401, "unauthorized"),
        (Credential::client_session_token("seam_cst1"), 401, "client_session_not_found"),
        (Credential::publishable_key("seam_pk1_unknown"), 400, "workspace_not_found"),
    ] {
        let error = client(&fake, credential).client_sessions().get_or_create(jane()).unwrap_err();
        assert_eq!(refusal(error), (status, kind.to_owned()));
    }
    assert_eq!(fake.sessions(), 0);
}

#[test]
fn a_parameter_that_seam_refuses_is_named() {
    let fake = FakeSeam::start();
    let seam = client(&fake, Credential::api_key(API_KEY));
    let error = seam.client_sessions().get_or_create(GetOrCreate::new().expires_at("tomorrow"));
    let Err(Error::Api(error)) = error else { panic!("{error:?}") };
    assert_eq!(error.status(), 400);
    assert_eq!(error.error_type(), Some("invalid_input"));
    assert_eq!(error.validation_errors()[0].parameter, "expires_at");
}

#[test]
fn a_client_is_shared_between_threads() {
    let fake = FakeSeam::start();
    let seam = client(&fake, Credential::api_key(API_KEY));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            let seam = seam.clone();
            scope.spawn(move || {
                let request = GetOrCreate::new().user_identifier_key("jane");
                seam.client_sessions().get_or_create(request).unwrap()
            });
        }
    });
    assert_eq!(fake.sessions(), 1);
}
