//! An action is sent once, and waited for to its end.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use seam_client::locks::UnlockDoor;
use seam_client::{Credential, Error, Proxy, Seam, SeamBuilder};
use support::fake_seam::{API_KEY, FRONT_DOOR, FakeSeam, OFFLINE_DOOR};

fn builder(url: String) -> SeamBuilder {
    Seam::builder(Credential::api_key(API_KEY).unwrap()).endpoint(url).proxy(Proxy::none())
}

#[test]
fn an_action_is_run_to_its_end() {
    let fake = FakeSeam::start();
    let seam = builder(fake.url()).build().unwrap();
    let attempt = seam.run(&UnlockDoor::new(FRONT_DOOR)).unwrap();
    assert_eq!(attempt.status, "success");
    let result = attempt.result.read().unwrap().unwrap();
    assert_eq!(result.was_confirmed_by_device, Some(true));

    let requests = fake.requests();
    let actions = requests.iter().filter(|it| it.path == "/locks/unlock_door").count();
    assert_eq!(actions, 1);
    let polls = requests.iter().filter(|it| it.path == "/action_attempts/get").count();
    assert_eq!(polls, requests.len() - 1);
}

#[test]
fn an_action_that_failed_is_an_error_with_seams_words() {
    let fake = FakeSeam::start();
    let seam = builder(fake.url()).build().unwrap();
    let error = seam.run(&UnlockDoor::new(OFFLINE_DOOR)).unwrap_err();
    let Error::Action(failed) = &error else { panic!("{error:?}") };
    assert!(!failed.is_pending() && error.may_have_taken_effect());
    assert_eq!(failed.error_type(), Some("device_offline"));
    assert_eq!(failed.message(), "The lock is offline");
    let id = &failed.attempt().action_attempt_id;
    assert_eq!(
        error.to_string(),
        format!("UNLOCK_DOOR failed: device_offline: The lock is offline (action attempt {id})")
    );
}
