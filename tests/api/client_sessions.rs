//! Client sessions behave as Seam documents them, against a fake Seam.

#![allow(clippy::unwrap_used, clippy::panic)]

use crate::support;

use seam_client::client_sessions::{Create, Delete, Get, GetOrCreate, GrantAccess, List, Revoke};
use seam_client::{Credential, Error, Seam};
use support::DOCUMENT_RESPONSE;
use support::fake_seam::{API_KEY, FakeSeam, PERSONAL_ACCESS_TOKEN, PUBLISHABLE_KEY, WORKSPACE_ID};
use support::mock::Mock;

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
fn get_or_create_overwrites_only_the_lists_and_expiry_that_are_sent() {
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
fn without_a_user_each_call_creates_a_session() {
    let fake = FakeSeam::start();
    let seam = client(&fake, Credential::api_key(API_KEY));
    for _ in 0..3 {
        seam.client_sessions().get_or_create(GetOrCreate::new()).unwrap();
    }
    assert_eq!(fake.sessions(), 3);
    assert_eq!(fake.requests().len(), 3);
}

#[test]
fn an_unknown_credential_is_a_typed_error() {
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
fn create_creates_a_session_and_never_a_second_one_for_a_user() {
    let fake = FakeSeam::start();
    let seam = client(&fake, Credential::api_key(API_KEY));
    let request = || {
        Create::new()
            .user_identifier_key("jane")
            .customer_key("hotel-7")
            .connected_account_ids(&["a"])
            .expires_at("2030-01-01T00:00:00.000Z")
    };
    let made = seam.client_sessions().create(request()).unwrap();
    assert_eq!(made.user_identifier_key.as_deref(), Some("jane"));
    assert_eq!(made.customer_key.as_deref(), Some("hotel-7"));
    assert_eq!(made.connected_account_ids, ["a"]);
    assert_eq!(made.expires_at, "2030-01-01T00:00:00.000Z");
    let error = seam.client_sessions().create(request()).unwrap_err();
    assert_eq!(refusal(error), (400, "client_session_token_already_exists".to_owned()));
    assert_eq!(fake.sessions(), 1);
}

#[test]
fn publishable_key_rules_apply_to_every_call_that_creates_a_session() {
    let fake = FakeSeam::start();
    let seam = client(&fake, Credential::publishable_key(PUBLISHABLE_KEY));
    let sessions = seam.client_sessions();
    let jane = || Create::new().user_identifier_key("jane");
    let alone = "a publishable key can only create sessions for a user_identifier_key: set one";
    let empty = "a publishable key cannot set connect_webview_ids or connected_account_ids, even to an \
                 empty list: leave them out";
    for (result, sentence) in [
        (sessions.create(Create::new()), alone),
        (sessions.create(Create::new().user_identifier_key("")), alone),
        (sessions.create(jane().connect_webview_ids(&[])), empty),
        (sessions.create(jane().connected_account_ids(&["a"])), empty),
        (sessions.get_or_create(GetOrCreate::new().user_identity_id("a")), alone),
    ] {
        let error = result.unwrap_err();
        assert!(matches!(error, Error::Invalid(_)), "{error:?}");
        assert_eq!(error.to_string(), sentence);
    }
    assert!(fake.requests().is_empty());
    sessions.create(jane()).unwrap();
}

#[test]
fn get_finds_a_session_by_its_id_its_user_or_its_token() {
    let fake = FakeSeam::start();
    let seam = client(&fake, Credential::api_key(API_KEY));
    let jane = seam.with_session_for("jane").unwrap();
    let session = jane.session().unwrap();
    seam.with_session_for("john").unwrap();
    let get = |request| seam.client_sessions().get(request);
    assert_eq!(&get(Get::new().client_session_id(&session.client_session_id)).unwrap(), session);
    assert_eq!(&get(Get::new().user_identifier_key("jane")).unwrap(), session);
    assert_eq!(&jane.client_sessions().get(Get::new()).unwrap(), session);
    let error = get(Get::new().user_identifier_key("nobody")).unwrap_err();
    assert_eq!(refusal(error), (404, "client_session_not_found".to_owned()));
}

#[test]
fn sessions_are_filtered_by_the_parameters_that_are_set() {
    let fake = FakeSeam::start();
    let seam = client(&fake, Credential::api_key(API_KEY));
    let sessions = seam.client_sessions();
    assert_eq!(sessions.list(List::new()).unwrap(), []);
    let jane = GetOrCreate::new().user_identifier_key("jane").connect_webview_ids(&["a", "b"]);
    let jane = sessions.get_or_create(jane).unwrap();
    let nobody = sessions.create(Create::new().user_identity_id("i")).unwrap();

    let list = |request| {
        let sessions = sessions.list(request).unwrap();
        sessions.into_iter().map(|session| session.client_session_id).collect::<Vec<_>>()
    };
    let (jane, nobody) = (jane.client_session_id.as_str(), nobody.client_session_id.as_str());
    assert_eq!(list(List::new()), [jane, nobody]);
    assert_eq!(list(List::new().user_identifier_key("jane")), [jane]);
    assert_eq!(list(List::new().connect_webview_id("b")), [jane]);
    assert_eq!(list(List::new().client_session_id(jane)), [jane]);
    assert_eq!(list(List::new().user_identity_id("i")), [nobody]);
    assert_eq!(list(List::new().without_user_identifier_key(true)), [nobody]);
    assert_eq!(list(List::new().without_user_identifier_key(false)), [jane, nobody]);
    assert!(list(List::new().user_identifier_key("john")).is_empty());
}

#[test]
fn access_is_granted_in_addition_to_what_a_session_has() {
    let fake = FakeSeam::start();
    let seam = client(&fake, Credential::api_key(API_KEY));
    let sessions = seam.client_sessions();
    let jane = GetOrCreate::new().user_identifier_key("jane").connected_account_ids(&["a"]);
    let jane = sessions.get_or_create(jane).unwrap();
    let grant = || {
        GrantAccess::new()
            .client_session_id(&jane.client_session_id)
            .connected_account_ids(&["a", "b"])
            .connect_webview_ids(&["w"])
    };
    for _ in 0..2 {
        sessions.grant_access(grant()).unwrap();
        let jane = sessions.get(Get::new().user_identifier_key("jane")).unwrap();
        assert_eq!(jane.connected_account_ids, ["a", "b"]);
        assert_eq!(jane.connect_webview_ids, ["w"]);
    }
}

#[test]
fn sessions_are_revoked_and_deleted() {
    let fake = FakeSeam::start();
    let seam = client(&fake, Credential::api_key(API_KEY));
    let sessions = seam.client_sessions();
    let jane = seam.with_session_for("jane").unwrap();
    let id = &jane.session().unwrap().client_session_id;
    sessions.revoke(Revoke::new(id)).unwrap();
    assert_eq!(sessions.list(List::new()).unwrap().len(), 1);
    sessions.delete(Delete::new(id)).unwrap();
    assert_eq!(sessions.list(List::new()).unwrap().len(), 0);
    for error in [
        sessions.revoke(Revoke::new(id)).unwrap_err(),
        sessions.delete(Delete::new(id)).unwrap_err(),
        sessions.grant_access(GrantAccess::new().client_session_id(id)).unwrap_err(),
    ] {
        assert_eq!(refusal(error), (404, "client_session_not_found".to_owned()));
    }
}

/// Some calls require a certain credential: the client leaves it to Seam to refuse the others.
#[test]
fn the_client_leaves_permission_checks_to_seam() {
    let fake = FakeSeam::start();
    let gateway = client(&fake, Credential::api_key(API_KEY));
    let jane = gateway.with_session_for("jane").unwrap();
    let kiosk = client(&fake, Credential::publishable_key(PUBLISHABLE_KEY));
    let (jane, kiosk) = (jane.client_sessions(), kiosk.client_sessions());
    for error in [
        jane.get_or_create(GetOrCreate::new()).unwrap_err(),
        jane.create(Create::new()).unwrap_err(),
        jane.list(List::new()).unwrap_err(),
        jane.revoke(Revoke::new("a")).unwrap_err(),
        kiosk.get(Get::new()).unwrap_err(),
        kiosk.list(List::new()).unwrap_err(),
        kiosk.grant_access(GrantAccess::new().connect_webview_ids(&["a"])).unwrap_err(),
        kiosk.delete(Delete::new("a")).unwrap_err(),
    ] {
        assert_eq!(refusal(error), (401, "unauthorized".to_owned()));
    }
}

#[test]
fn ten_thousand_sessions_are_all_returned_or_the_size_limit_is_named() {
    let session: serde_json::Value = serde_json::from_str(DOCUMENT_RESPONSE).unwrap();
    let sessions: Vec<_> = (0..10_000)
        .map(|number| {
            let mut session = session["client_session"].clone();
            session["client_session_id"] = format!("session-{number}").into();
            session
        })
        .collect();
    let body = serde_json::json!({ "client_sessions": sessions, "ok": true }).to_string();
    let mock = Mock::always(200, &body);
    let list = |limit: Option<usize>| {
        let seam = Seam::builder(Credential::api_key(API_KEY).unwrap()).endpoint(mock.url());
        let seam = match limit {
            Some(limit) => seam.max_response_size(limit),
            None => seam,
        };
        seam.build().unwrap().client_sessions().list(List::new())
    };

    let sessions = list(Some(body.len())).unwrap();
    assert_eq!(sessions.len(), 10_000);
    assert!((0..).zip(&sessions).all(|(n, it)| it.client_session_id == format!("session-{n}")));

    for (limit, bytes) in [(Some(body.len() - 1), body.len() - 1), (None, 1024 * 1024)] {
        let error = list(limit).unwrap_err();
        let Error::Decode(error) = error else { panic!("{error:?}") };
        assert_eq!(
            error.reason(),
            format!(
                "it is larger than the limit of {bytes} bytes; raise SeamBuilder::max_response_size"
            )
        );
    }
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
