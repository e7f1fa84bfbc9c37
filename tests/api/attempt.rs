//! An action is sent once, and the client waits until it ends.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::support;

use std::cell::Cell;
use std::error::Error as _;
use std::time::{Duration, Instant};

use seam_client::action_attempts::{ActionAttempt, Get};
use seam_client::devices;
#[cfg(not(feature = "serde"))]
use seam_client::json::miniserde as codec;
#[cfg(feature = "serde")]
use seam_client::json::serde as codec;
use seam_client::locks::{LockDoor, UnlockDoor};
use seam_client::{
    ActionError, Credential, Error, Proxy, Seam, SeamBuilder, SessionKeeper, endpoint,
};
use support::fake_seam::{API_KEY, FRONT_DOOR, FakeSeam, OFFLINE_DOOR, PUBLISHABLE_KEY};
use support::socket::{Reply, Server, closed_port, http};

const ID: &str = "3f2b1c8d-0000-4000-8000-000000000001";
const MINUTE: Duration = Duration::from_secs(60);

fn builder(url: &str) -> SeamBuilder {
    Seam::builder(Credential::api_key(API_KEY).unwrap()).endpoint(url).proxy(Proxy::none())
}

fn client(url: &str) -> Seam {
    builder(url).wait_timeout(MINUTE).build().unwrap()
}

fn failed(result: Result<ActionAttempt, Error>) -> ActionError {
    match result.unwrap_err() {
        Error::Action(error) => *error,
        error => panic!("{error:?}"),
    }
}

/// How many actions and how many polls the server saw.
fn seen(requests: &[String]) -> (usize, usize) {
    let count = |path: &str| {
        let line = format!("POST {path} ");
        requests.iter().filter(|request| request.starts_with(&line)).count()
    };
    let (actions, polls) = (count("/locks/unlock_door"), count("/action_attempts/get"));
    assert_eq!(actions + polls, requests.len(), "{requests:?}");
    (actions, polls)
}

fn body(id: &str, status: &str) -> String {
    format!(
        r#"{{"action_attempt": {{"action_attempt_id": "{id}", "action_type": "UNLOCK_DOOR", "status": "{status}",
        "result": {{}}, "error": null}}, "ok": true}}"#
    )
}

fn seams(status: &str) -> Reply {
    Reply::Send(http("200 OK", &body(ID, status)))
}

/// A response with Seam's error object.
fn refusal(status: &str) -> Reply {
    Reply::Send(http(status, r#"{"error": {"type": "no_way", "message": "No"}, "ok": false}"#))
}

/// A response from something on the way to Seam, such as a gateway.
fn page(status: &str, body: &str) -> Reply {
    let length = body.len();
    Reply::Send(format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n\r\n{body}").into_bytes())
}

fn hang_up() -> Reply {
    Reply::Close(Vec::new())
}

#[test]
fn run_waits_until_the_action_ends() {
    let fake = FakeSeam::start();
    let attempt = client(&fake.url()).run(&UnlockDoor::new(FRONT_DOOR)).unwrap();
    assert_eq!(attempt.status, "success");
    let result = attempt.result.read().unwrap().unwrap();
    assert_eq!(result.was_confirmed_by_device, Some(true));

    let requests = fake.requests();
    assert_eq!(requests[0].path, "/locks/unlock_door");
    assert_eq!(requests[0].body, format!(r#"{{"device_id":"{FRONT_DOOR}"}}"#));
    for poll in &requests[1..] {
        assert_eq!(poll.path, "/action_attempts/get");
        let id = &attempt.action_attempt_id;
        assert_eq!(poll.body, format!(r#"{{"action_attempt_id":"{id}"}}"#));
    }
    assert!(requests.len() > 2, "the door takes a few requests to unlock");
}

endpoint! {
    /// An endpoint that Seam has added, as a program declares it.
    struct Open<'a>(device_id: &'a str) {}
    post "/locks/unlock_door";
    response "action_attempt": ActionAttempt, by codec;
}

#[test]
fn run_supports_actions_the_caller_declares() {
    let fake = FakeSeam::start();
    assert_eq!(client(&fake.url()).run(&Open::new(FRONT_DOOR)).unwrap().status, "success");
}

#[test]
fn a_failed_action_is_an_error_with_seams_message() {
    let fake = FakeSeam::start();
    let error = client(&fake.url()).run(&UnlockDoor::new(OFFLINE_DOOR)).unwrap_err();
    let Error::Action(failed) = &error else { panic!("{error:?}") };
    assert!(!failed.is_pending() && failed.source().is_none());
    assert_eq!(failed.error_type(), Some("device_offline"));
    assert_eq!(failed.message(), "The lock is offline");
    let id = &failed.attempt().action_attempt_id;
    assert_eq!(
        error.to_string(),
        format!("UNLOCK_DOOR failed: device_offline: The lock is offline (action attempt {id})")
    );
    assert_eq!(format!("{error:?}"), error.to_string());
}

#[test]
fn a_credential_in_seams_message_is_not_shown() {
    let failed_with = body(ID, "error").replace(
        r#""error": null"#,
        &format!(r#""error": {{"type": "no_way", "message": "{API_KEY}\nmay not"}}"#),
    );
    let server = Server::start([Reply::Send(http("200 OK", &failed_with))]);
    let error = client(&server.url()).run(&UnlockDoor::new(FRONT_DOOR)).unwrap_err();
    let texts = [error.to_string(), format!("{error:#?}"), failed(Err(error)).message().to_owned()];
    for text in texts {
        assert!(text.contains("… may not") && !text.contains(API_KEY), "{text}");
    }
}

#[test]
fn an_outage_repeats_the_polls_and_not_the_action() {
    let server = Server::start([
        seams("pending"),
        hang_up(),
        page("503 Service Unavailable", "<html>busy</html>"),
        page("200 OK", "<html>log in</html>"),
        page("302 Found\r\nlocation: http://portal.example/", ""),
        Reply::Send(http("200 OK", &body("another", "success"))),
        seams("soon"),
        seams("success"),
    ]);
    // Without retries of each call, only the wait itself can get through an outage.
    let seam = builder(&server.url()).retries(0).build().unwrap();
    let attempt = seam.run_within(&UnlockDoor::new(FRONT_DOOR), MINUTE).unwrap();
    assert_eq!((attempt.action_attempt_id.as_str(), attempt.status.as_str()), (ID, "success"));
    assert_eq!(seen(&server.requests()), (1, 7));
}

/// Here each poll's call retries first, and then the wait.
#[test]
fn through_an_outage_each_poll_is_retried_and_the_action_is_not() {
    let server = Server::start([
        seams("pending"),
        hang_up(),
        page("503 Service Unavailable", "<html>busy</html>"),
        page("404 Not Found", "<html>nothing here</html>"),
        refusal("500 Internal Server Error"),
        seams("success"),
    ]);
    client(&server.url()).run(&UnlockDoor::new(FRONT_DOOR)).unwrap();
    assert_eq!(seen(&server.requests()), (1, 5));
}

#[test]
fn a_rejected_poll_ends_the_wait_and_the_error_holds_the_attempt() {
    for (reply, sentence) in [
        (
            refusal("404 Not Found"),
            "Seam refused /action_attempts/get: no_way: No (status 404, request request-1)",
        ),
        (
            Reply::Send(http("200 OK", r#"{"ok": true}"#)),
            "the response to /action_attempts/get could not be understood: it is JSON, but has no action_attempt as \
             Seam documents it: action_attempt is missing (status 200, request request-1)",
        ),
    ] {
        let server = Server::start([seams("pending"), reply]);
        let error = client(&server.url()).run(&UnlockDoor::new(FRONT_DOOR)).unwrap_err();
        assert!(error.may_have_taken_effect());
        assert_eq!((error.status(), error.request_id()), (None, Some("request-1")));
        assert_eq!((error.path(), error.tries()), (Some("/action_attempts/get"), 1));
        let Error::Action(pending) = error else { panic!("{error:?}") };
        assert!(pending.is_pending());
        assert_eq!(pending.attempt().action_attempt_id, ID);
        assert_eq!(pending.source().unwrap().to_string(), sentence);
        assert_eq!(seen(&server.requests()), (1, 1));
    }
}

#[test]
fn an_action_that_seam_rejects_is_not_polled() {
    let server = Server::start([refusal("404 Not Found"), seams("success")]);
    let error = client(&server.url()).run(&UnlockDoor::new(FRONT_DOOR)).unwrap_err();
    assert!(matches!(&error, Error::Api(error) if error.status() == 404), "{error:?}");
    assert_eq!(seen(&server.requests()), (1, 0));
}

#[test]
fn wait_polls_an_existing_attempt_and_does_not_send_the_action() {
    let server = Server::start([seams("pending"), seams("pending"), seams("success")]);
    let seam = client(&server.url());
    let attempt = seam.action_attempts().get(Get::new(ID)).unwrap();
    assert_eq!(seam.wait(attempt).unwrap().status, "success");
    assert_eq!(seen(&server.requests()), (0, 3));
    // The attempt has ended: no more requests are sent, so the stopped server does not matter.
    let mut done = ActionAttempt::default();
    done.status = "success".to_owned();
    assert_eq!(seam.wait(done.clone()).unwrap(), done);
}

#[test]
fn the_wait_timeout_is_set_per_client_or_per_call() {
    let server = Server::start([seams("pending"), seams("pending"), seams("pending")]);
    let seam = builder(&server.url()).wait_timeout(Duration::ZERO).build().unwrap();
    let pending = failed(seam.run(&UnlockDoor::new(FRONT_DOOR)));
    assert!(pending.is_pending() && pending.source().is_none());
    assert_eq!(
        pending.to_string(),
        format!(
            "UNLOCK_DOOR was still pending after 0s, and may still take effect (action attempt {ID})"
        )
    );
    // A client derived from it has the same setting.
    let token = seam.with_token("seam_cst1_0123456789").unwrap();
    failed(token.wait(pending.attempt().clone()));
    assert_eq!(seen(&server.requests()), (1, 0));

    let time = Duration::from_millis(40);
    for result in [
        seam.run_within(&UnlockDoor::new(FRONT_DOOR), time),
        seam.wait_within(pending.attempt().clone(), time),
    ] {
        let pending = failed(result).to_string();
        assert!(
            pending.contains("pending after 40ms") || pending.contains("could not"),
            "{pending}"
        );
    }
}

#[test]
fn a_silent_server_does_not_extend_the_wait() {
    let server = Server::start([seams("pending"), Reply::Silence, Reply::Silence]);
    let start = Instant::now();
    let seam = builder(&server.url()).timeout(MINUTE * 10).build().unwrap();
    let time = Duration::from_millis(700);
    let pending = failed(seam.run_within(&UnlockDoor::new(FRONT_DOOR), time));
    assert!(pending.is_pending() && pending.source().is_some());
    assert!((time..MINUTE * 5).contains(&start.elapsed()));
    assert_eq!(seen(&server.requests()).0, 1);
}

#[test]
fn a_session_ending_during_a_wait_does_not_repeat_the_action() {
    let fake = FakeSeam::start();
    let kiosk = Seam::builder(Credential::publishable_key(PUBLISHABLE_KEY).unwrap());
    let keeper = SessionKeeper::new(kiosk.endpoint(fake.url()).build().unwrap(), "jane");
    let (old, begun) = (keeper.session().unwrap(), Cell::new(0));
    let error = keeper
        .call(|seam| {
            begun.set(begun.get() + 1);
            let attempt = seam.locks().unlock_door(UnlockDoor::new(FRONT_DOOR))?;
            fake.expire(&old.client_session_id);
            seam.wait(attempt)
        })
        .unwrap_err();
    assert_eq!((begun.get(), error.status()), (1, None));
    let Error::Action(pending) = error else { panic!("{error:?}") };
    assert!(pending.source().unwrap().to_string().contains("client_session_expired"));

    // The next caller has another session, and can continue.
    let attempt = keeper.call(|seam| seam.wait(pending.attempt().clone())).unwrap();
    assert_eq!(attempt.status, "success");
    assert_ne!(keeper.session().unwrap().client_session_id, old.client_session_id);
    let actions = fake.requests().iter().filter(|it| it.path == "/locks/unlock_door").count();
    assert_eq!(actions, 1);
}

#[test]
fn a_gateways_error_object_does_not_repeat_the_action() {
    let busy = page("429 Too Many Requests", r#"{"error":{"type":"busy","message":"too many"}}"#);
    let server = Server::start([busy, seams("success")]);
    let seam = builder(&server.url()).build().unwrap();
    let error = seam.run(&UnlockDoor::new(FRONT_DOOR)).unwrap_err();
    assert_eq!(error.status(), Some(429));
    assert!(error.may_have_taken_effect());
    assert_eq!(server.requests().len(), 1);
}

/// Each row of the table in the documentation of `Error::may_have_taken_effect`.
#[test]
fn each_error_says_whether_it_may_have_taken_effect() {
    let ended = |seam: &Seam, retried: bool| {
        // An idempotent call, and one that is not.
        if retried {
            seam.devices().update(devices::Update::new(FRONT_DOOR).name("Gate")).unwrap_err()
        } else {
            seam.run(&UnlockDoor::new(FRONT_DOOR)).unwrap_err()
        }
    };
    let seams_own = [
        ("400 Bad Request", false),
        ("401 Unauthorized", false),
        ("404 Not Found", false),
        ("409 Conflict", false),
        ("429 Too Many Requests", false),
        ("408 Request Timeout", true),
        ("421 Misdirected Request", true),
        ("425 Too Early", true),
        ("500 Internal Server Error", true),
        ("501 Not Implemented", true),
        ("503 Service Unavailable", true),
    ];
    for (status, may) in seams_own {
        for retried in [false, true] {
            let server = Server::start([refusal(status)]);
            let error = ended(&builder(&server.url()).retries(0).build().unwrap(), retried);
            assert!(matches!(error, Error::Api(_)), "{error:?}");
            assert_eq!(error.may_have_taken_effect(), may, "{error}");
        }
    }
    for reply in [
        // A gateway's response proves nothing.
        page("401 Unauthorized", "<html>"),
        page("404 Not Found", "{}"),
        // Nor does one with an error object, if it lacks Seam's request ID.
        page("403 Forbidden", r#"{"error":{"type":"blocked","message":"by the gateway"}}"#),
        page("429 Too Many Requests", r#"{"error":{"type":"busy","message":"too many"}}"#),
        page("429 Too Many Requests", "{}"),
        page("503 Service Unavailable\r\nretry-after: 3600", "<html>"),
        // Nor does a response that cannot be parsed.
        page("302 Found\r\nlocation: http://portal.example/", ""),
        page("200 OK", "<html>"),
        Reply::Send(http("200 OK", r#"{"ok": true}"#)),
        hang_up(),
        Reply::Close(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{".to_vec()),
    ] {
        let server = Server::start([reply]);
        let seam = builder(&server.url()).retries(0).build().unwrap();
        let error = ended(&seam, false);
        assert!(!matches!(error, Error::Action(_)) && error.may_have_taken_effect(), "{error}");
    }

    // An earlier try may have taken effect before Seam refused the last one.
    for (first, may) in [
        (hang_up(), true),
        (page("502 Bad Gateway", "<html>"), true),
        (refusal("503 Service Unavailable"), true),
        (refusal("429 Too Many Requests"), false),
    ] {
        let server = Server::start([first, refusal("404 Not Found")]);
        let error = ended(&builder(&server.url()).build().unwrap(), true);
        assert_eq!((error.status(), error.may_have_taken_effect()), (Some(404), may), "{error}");
    }

    // Nothing was sent.
    let (_held, port) = closed_port();
    let seam = builder(&format!("http://127.0.0.1:{port}")).retries(0).build().unwrap();
    let error = ended(&seam, false);
    assert!(matches!(error, Error::Transport(_)) && !error.may_have_taken_effect(), "{error:?}");
    assert!(!Error::invalid("it cannot be right").may_have_taken_effect());

    // The action has begun.
    let server = Server::start([seams("pending"), seams("error"), seams("pending")]);
    let seam = builder(&server.url()).wait_timeout(Duration::ZERO).build().unwrap();
    let [one, two] = [seam.run(&LockDoor::new(FRONT_DOOR)), seam.run(&LockDoor::new(FRONT_DOOR))];
    for (result, pending) in [(one, true), (two, false)] {
        let error = result.unwrap_err();
        assert!(error.may_have_taken_effect());
        assert!(matches!(&error, Error::Action(error) if error.is_pending() == pending));
    }
}
