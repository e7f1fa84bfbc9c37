//! Tests with seam-client's fake Seam.

use fake_seam::{API_KEY, FakeSeam};
use own_endpoint::open;
use seam_client::{Credential, Error, Seam};

fn client(fake: &FakeSeam, key: &str) -> Seam {
    let credential = Credential::api_key(key).expect("a key");
    Seam::builder(credential).endpoint(fake.url()).build().expect("a client")
}

#[test]
fn a_door_is_opened_by_its_name() {
    let fake = FakeSeam::start();
    let seam = client(&fake, API_KEY);
    let attempt = open(&seam, "Front door").expect("a response").expect("a lock");
    assert_eq!(
        (attempt.action_attempt_id.as_str(), attempt.status.as_str()),
        ("3f2b1c8d-1b3e-4b1f-9d0b-000000000001", "pending")
    );
    assert!(open(&seam, "Back door").expect("a response").is_none());
    assert_eq!(fake.requests().len(), 3);
}

#[test]
fn an_unknown_key_is_an_error_that_says_so() {
    let fake = FakeSeam::start();
    let error = open(&client(&fake, "seam_unknown"), "Front door").expect_err("a refusal");
    assert!(matches!(&error, Error::Api(error) if error.error_type() == Some("unauthorized")));
    assert_eq!(
        error.to_string(),
        "Seam refused /locks/list: unauthorized: API Key not found (status 401, request fake-request-1)"
    );
}

/// This package enables ureq's `gzip`, with which ureq asks for compressed responses by itself.
#[test]
fn a_request_is_the_same_whatever_others_enable_in_ureq() {
    let fake = FakeSeam::start();
    open(&client(&fake, API_KEY), "Front door").expect("a response");
    for request in fake.requests() {
        assert_eq!(request.header("accept-encoding"), None, "{}", request.path);
    }
}
