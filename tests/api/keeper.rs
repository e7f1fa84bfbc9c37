//! A session that is always valid: expiry, revocation and outages, with a fake Seam over real HTTP.

#![allow(clippy::unwrap_used, clippy::panic)]

use crate::support;

use std::time::Duration;

use seam_client::client_sessions::{ClientSession, Delete, Get, List, Revoke};
use seam_client::{Credential, Error, RestoreError, Seam, SessionKeeper};
use support::fake_seam::{API_KEY, FakeSeam, PUBLISHABLE_KEY};

fn client(fake: &FakeSeam, credential: Result<Credential, Error>) -> Seam {
    let seam = Seam::builder(credential.unwrap()).endpoint(fake.url());
    seam.retries(0).build().unwrap()
}

fn keeper(fake: &FakeSeam) -> SessionKeeper {
    SessionKeeper::new(client(fake, Credential::publishable_key(PUBLISHABLE_KEY)), "jane")
}

fn get(seam: &Seam) -> Result<ClientSession, Error> {
    seam.client_sessions().get(Get::new())
}

#[test]
fn a_token_is_fetched_once_and_sent_by_its_client() {
    let fake = FakeSeam::start();
    let keeper = keeper(&fake);
    assert!(fake.requests().is_empty());
    let token = keeper.token().unwrap();
    assert_eq!(keeper.session().unwrap().token, token);
    assert_eq!(get(&keeper.seam().unwrap()).unwrap().token, token);
    let calls = fake.requests().iter().filter(|it| it.path.ends_with("get_or_create")).count();
    // The first request learns Seam's time, and the second computes the session's end from it.
    assert_eq!(calls, 2);
    let bodies: Vec<_> = fake.requests().iter().map(|it| it.body.clone()).collect();
    assert_eq!(bodies[0], r#"{"user_identifier_key":"jane"}"#);
    assert!(bodies[1].contains(r#""expires_at":"#), "{}", bodies[1]);
    assert!(keeper.health().is_none());
    assert!(!format!("{keeper:?}").contains("seam_"));
}

#[test]
fn an_expired_or_revoked_session_is_replaced_during_a_call() {
    let fake = FakeSeam::start();
    let keeper = keeper(&fake);
    let office = client(&fake, Credential::api_key(API_KEY));
    for end in [&|id: &str| fake.expire(id) as _, &|id: &str| {
        office.client_sessions().revoke(Revoke::new(id)).unwrap()
    }] as [&dyn Fn(&str); 2]
    {
        let old = keeper.session().unwrap();
        end(&old.client_session_id);
        let new = keeper.call(get).unwrap();
        assert_ne!(new.client_session_id, old.client_session_id);
        assert_eq!(keeper.session().unwrap().client_session_id, new.client_session_id);
    }
    let old = keeper.session().unwrap();
    office.client_sessions().delete(Delete::new(&old.client_session_id)).unwrap();
    assert_ne!(keeper.call(get).unwrap().client_session_id, old.client_session_id);

    // If Seam refuses for another reason, the session is renewed once, and gets the same token.
    let list = || {
        let before = fake.requests().len();
        let error = keeper.call(|seam| seam.client_sessions().list(List::new())).unwrap_err();
        assert_eq!(error.status(), Some(401));
        fake.requests().len() - before
    };
    assert_eq!((list(), list()), (3, 1));
}

#[test]
fn each_session_request_contains_the_configured_fields() {
    let fake = FakeSeam::start();
    let keeper = SessionKeeper::new(client(&fake, Credential::api_key(API_KEY)), "jane")
        .user_identity_id("an identity")
        .connect_webview_ids(["a", "b"])
        .connected_account_ids(["c"]);
    let session = keeper.session().unwrap();
    assert_eq!(session.connect_webview_ids, ["a", "b"]);
    let body = "{\"connect_webview_ids\":[\"a\",\"b\"],\"connected_account_ids\":[\"c\"],";
    for request in fake.requests() {
        assert!(request.body.starts_with(body), "{}", request.body);
        assert!(request.body.contains(r#""user_identity_id":"an identity""#), "{}", request.body);
    }
    assert_eq!(fake.requests().len(), 2);
}

#[test]
fn an_outage_is_an_error_only_without_a_valid_token() {
    let fake = FakeSeam::start();
    // The session is due for renewal at once.
    let keeper = keeper(&fake).lifetime(Duration::from_secs(60)).margin(Duration::from_secs(59));
    let token = keeper.token().unwrap();
    fake.outage(true);
    // The renewal is due within 15 s; the pauses do not matter here.
    let without = SessionKeeper::new(client(&fake, Credential::api_key(API_KEY)), "john");
    assert_eq!(keeper.token().unwrap(), token);
    assert_eq!(without.token().unwrap_err().status(), Some(503));
    let failure = without.health().unwrap();
    assert_eq!((failure.attempts, failure.error.status()), (1, Some(503)));
    // The next call fails at once with the same error, and sends no request, until the program asks for a retry.
    let before = fake.requests().len();
    assert_eq!(without.token().unwrap_err().status(), Some(503));
    assert_eq!(fake.requests().len(), before);
    fake.outage(false);
    without.retry_now();
    without.token().unwrap();
    assert!(without.health().is_none());
}

#[test]
fn a_saved_session_works_after_a_restart() {
    let fake = FakeSeam::start();
    let before = keeper(&fake);
    let session = before.session().unwrap();
    let bytes = before.save().unwrap();
    for secret in [PUBLISHABLE_KEY, API_KEY] {
        assert!(!String::from_utf8_lossy(&bytes).contains(secret));
    }
    drop(before);

    let after = keeper(&fake);
    after.restore(&bytes).unwrap();
    let requests = fake.requests().len();
    assert_eq!(get(&after.seam().unwrap()).unwrap().client_session_id, session.client_session_id);
    assert_eq!(fake.requests().len(), requests + 1);
    // A session of another user.
    let other = SessionKeeper::new(client(&fake, Credential::api_key(API_KEY)), "john");
    assert_eq!(other.restore(&bytes), Err(RestoreError::OtherUser));
    // A session of another server.
    assert_eq!(keeper(&FakeSeam::start()).restore(&bytes), Err(RestoreError::OtherEndpoint));
}
