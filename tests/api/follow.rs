//! Following events over HTTP: which requests are sent, and which events come out.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::support;

use std::path::{Path, PathBuf};
use std::process::Output;

use seam_client::locks::{LockDoor, UnlockDoor};
use seam_client::{Credential, Error, EventFollower, Proxy, Seam};
use serde_json::{Value, json};
use support::fake_seam::{API_KEY, FRONT_DOOR, FakeSeam, THERMOSTAT};
use support::mock::{Mock, Response};
use support::socket::{Reply, Server, http};

/// A time before the fake's first event, by the fake's clock.
const BEFORE: &str = "2025-06-15T00:00:00Z";

fn client(url: String) -> Seam {
    let builder = Seam::builder(Credential::api_key(API_KEY).unwrap()).endpoint(url);
    builder.proxy(Proxy::none()).retries(0).build().unwrap()
}

/// The types of the events that are available now.
fn types(follower: &mut EventFollower) -> Vec<String> {
    std::iter::from_fn(|| follower.next_event().unwrap()).map(|event| event.event_type).collect()
}

#[test]
fn events_are_delivered_once_across_outages_and_restarts() {
    let fake = FakeSeam::start();
    let seam = client(fake.url());
    let start = || EventFollower::new(seam.clone()).since(BEFORE);
    let mut follower = start();
    let all = types(&mut follower);
    assert_eq!(all.len(), 5, "{all:?}");
    assert!(types(&mut follower).is_empty());

    let locks = seam.locks();
    for _ in 0..3 {
        locks.unlock_door(UnlockDoor::new(FRONT_DOOR)).unwrap();
        locks.lock_door(LockDoor::new(FRONT_DOOR)).unwrap();
    }
    // The fake needs a few requests to do it.
    let mut came = types(&mut follower);
    fake.outage(true);
    let saved = follower.save();
    assert_eq!(follower.next_event().unwrap_err().status(), Some(503));
    assert_eq!(follower.save(), saved);
    fake.outage(false);
    let mut follower = start();
    follower.restore(&saved).unwrap();
    for _ in 0..4 {
        came.extend(types(&mut follower));
    }
    came.sort();
    assert_eq!(came[..3], ["lock.locked"; 3]);
    assert_eq!(came[3..], ["lock.unlocked"; 3]);
}

#[test]
fn only_the_filtered_events_are_requested() {
    let fake = FakeSeam::start();
    let follower = EventFollower::new(client(fake.url())).since(BEFORE).limit(7);
    let mut follower = follower.event_types(["device.connected"]).device_ids([THERMOSTAT]);
    let event = follower.next_event().unwrap().unwrap();
    assert_eq!(event.device_id.as_deref(), Some(THERMOSTAT));
    assert!(follower.next_event().unwrap().is_none());
    let requests = fake.requests();
    assert_eq!((requests.len(), requests[0].path.as_str()), (1, "/events/list"));
    let body: Value = serde_json::from_str(&requests[0].body).unwrap();
    assert_eq!(
        body,
        json!({
            "device_ids": [THERMOSTAT],
            "event_types": ["device.connected"],
            "limit": 7,
            "since": "2025-06-15T00:00:00.000Z",
        })
    );
}

/// A server that lists events as Seam does: `count` of them, of `size` bytes, a second apart.
fn listing(count: usize, size: usize) -> Mock {
    Mock::start(move |request| {
        let body: Value = serde_json::from_str(&request.body).unwrap();
        let time = |value: &Value| value.as_str().unwrap_or("~").to_owned();
        let (after, before) = match &body["between"] {
            Value::Array(ends) => (time(&ends[0]), time(&ends[1])),
            _ => (time(&body["since"]), time(&Value::Null)),
        };
        let limit = body["limit"].as_u64().unwrap() as usize;
        let events = (0..count).map(|number| {
            let at = format!("2025-06-15T17:{:02}:{:02}.000Z", number / 60, number % 60);
            json!({
                "event_id": format!("e{number}"), "event_type": "lock.unlocked", "created_at": at,
                "occurred_at": at, "workspace_id": "w", "description": "x".repeat(size),
            })
        });
        let is_between =
            |it: &Value| after < time(&it["created_at"]) && time(&it["created_at"]) < before;
        // Newest first.
        let events: Vec<_> = events.rev().filter(is_between).take(limit).collect();
        let body = json!({ "events": events, "ok": true }).to_string();
        Response { status: 200, request_id: "r".into(), body }
    })
}

#[test]
fn full_responses_are_split_into_time_windows() {
    let mock = listing(1000, 0);
    let mut follower = EventFollower::new(client(mock.url())).since(BEFORE);
    for number in 0..1000 {
        let event = follower.next_event().unwrap().unwrap();
        assert_eq!(event.event_id, format!("e{number}"));
    }
    assert!(follower.next_event().unwrap().is_none());
    assert!(mock.requests().len() < 80, "{}", mock.requests().len());
}

#[test]
fn an_event_is_available_as_json_even_if_it_cannot_be_decoded() {
    let at = r#""created_at":"2025-06-15T17:00:00.000Z""#;
    let sound = r#"{"event_id":"b", "event_type":"new.kind", "workspace_id":"w", "occurred_at":"2025-06-15T17:00:00.000Z", "more": {"a": [1.0]}, "created_at":"2025-06-15T17:00:00.000Z"}"#;
    // An event without times comes first; one without an ID does not come at all.
    let bare = r#"{ "event_id" : "a\u0061","created_at":null }"#;
    let mock = Mock::always(200, &format!(r#"{{"events":[{sound},{bare}]}}"#));
    let follower = || EventFollower::new(client(mock.url())).since(BEFORE);
    let mut follower_of_json = follower();
    let came: Vec<_> = std::iter::from_fn(|| follower_of_json.next_event_json().unwrap()).collect();
    let came: Vec<_> = came.iter().map(|json| json.as_str()).collect();
    assert_eq!(came, [bare, sound]);

    let mut follower_of_both = follower();
    for _ in 0..2 {
        let Err(Error::Decode(error)) = follower_of_both.next_event() else { panic!("decoded") };
        let sentence = "the response to /events/list could not be understood: it is JSON, but has no event as \
                        Seam documents it: created_at: expected text (status 200, request request-1)";
        assert_eq!(error.to_string(), sentence);
        assert_eq!(error.request_id(), Some("request-1"));
    }
    assert_eq!(follower_of_both.next_event_json().unwrap().unwrap().as_str(), bare);
    assert_eq!(follower_of_both.next_event().unwrap().unwrap().event_type, "new.kind");
    // Their positions are equal, except for the second of each one's request.
    let given = |follower: &EventFollower| {
        let saved = String::from_utf8(follower.save()).unwrap();
        saved.split_once(r#""given":"#).unwrap().1.to_owned()
    };
    assert_eq!(given(&follower_of_both), given(&follower_of_json));

    for (event, reason) in [
        (format!("{{{at}}}"), "events[0]: event_id is missing"),
        (format!(r#"{{"event_id":[],{at}}}"#), "events[0].event_id: expected text"),
        (r#"{"event_id":"a","created_at":{}}"#.to_owned(), "events[0].created_at: expected text"),
        ("[]".to_owned(), "events[0]: expected an object"),
    ] {
        let mock = Mock::always(200, &format!(r#"{{"events":[{event}]}}"#));
        let mut follower = EventFollower::new(client(mock.url())).since(BEFORE);
        for _ in 0..2 {
            let error = follower.next_event_json().unwrap_err();
            assert!(matches!(error, Error::Decode(_)), "{error:?}");
            assert!(error.to_string().contains(&format!("documents it: {reason}")), "{error}");
        }
    }
}

#[test]
fn a_response_over_the_size_limit_is_split_or_reported() {
    let mock = listing(50, 1000);
    let sized = |size: usize| {
        let builder = Seam::builder(Credential::api_key(API_KEY).unwrap()).endpoint(mock.url());
        let seam = builder.proxy(Proxy::none()).max_response_size(size).build().unwrap();
        EventFollower::new(seam).since(BEFORE)
    };
    let mut follower = sized(10_000);
    assert_eq!(types(&mut follower).len(), 50);
    let mut follower = sized(1_000);
    for _ in 0..2 {
        let error = follower.next_event().unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error:#?}");
        assert!(error.to_string().contains("SeamBuilder::max_response_size"), "{error}");
    }
}

#[test]
fn a_large_captive_portal_page_is_an_error_at_once() {
    let page = String::from_utf8(http("200 OK", &"a page to sign in ".repeat(1_000))).unwrap();
    let page = page.replace("seam-request-id: request-1\r\n", "");
    let server = Server::start([Reply::Send(page.into_bytes())]);
    let builder = Seam::builder(Credential::api_key(API_KEY).unwrap()).endpoint(server.url());
    let seam = builder.proxy(Proxy::none()).retries(0).max_response_size(10_000).build().unwrap();
    let error = EventFollower::new(seam).since(BEFORE).next_event().unwrap_err();
    assert!(error.to_string().contains("SeamBuilder::max_response_size"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_response_with_too_many_values_is_split() {
    // More than one value per 16 bytes, within the size limit.
    let filler = "[],".repeat(6_000);
    let wordy = Mock::start(move |request| {
        let body: Value = serde_json::from_str(&request.body).unwrap();
        let is_open = body["between"].is_null() && body["since"] == "2025-06-15T00:00:00.000Z";
        let filler = if is_open { filler.as_str() } else { "" };
        let body = format!(r#"{{"filler":[{filler}[]],"events":[]}}"#);
        Response { status: 200, request_id: "r".into(), body }
    });
    let builder = Seam::builder(Credential::api_key(API_KEY).unwrap()).endpoint(wordy.url());
    let seam = builder.proxy(Proxy::none()).max_response_size(50_000).build().unwrap();
    let mut follower = EventFollower::new(seam).since(BEFORE);
    assert!(follower.next_event().unwrap().is_none());
    assert!(wordy.requests().len() > 1);
}

#[test]
fn without_a_position_following_starts_at_seams_time() {
    let list = |date: &str, body: &str| {
        let response = String::from_utf8(http("200 OK", body)).unwrap();
        Reply::Send(response.replacen("\r\n", date, 1).into_bytes())
    };
    let date = "\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
    let empty = "{\"events\":[]}";
    let server = Server::start([list("\r\n", empty), list(date, empty), list(date, empty)]);
    let mut follower = EventFollower::new(client(server.url()));
    let error = follower.next_event().unwrap_err().to_string();
    assert!(error.starts_with("Seam's response has no Date header"), "{error}");
    assert!(follower.next_event().unwrap().is_none());
    let requests = server.requests();
    assert!(
        requests[0].contains(r#""limit":1,"since":"2100-01-01T00:00:00.000Z""#),
        "{requests:?}"
    );
    // This time, less the time since the first call.
    let (_, since) = requests[2].split_once(r#""limit":100,"since":""#).unwrap();
    assert!(since.starts_with("1994-11-06T08:"), "{requests:?}");
    assert!(since[..24] <= *"1994-11-06T08:49:37.000Z", "{requests:?}");
}

/// Runs the example with these variables, and no other SEAM_ variables.
fn run(arguments: &[&Path], variables: &[(&str, &str)]) -> Output {
    // cargo builds the examples into the folder beside the one of the tests.
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(|deps| deps.parent()).unwrap();
    let program = folder.join("examples").join("follow");
    assert!(program.exists(), "cargo test builds {}; --test alone does not", program.display());
    let mut command = support::command(program);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("SEAM_") {
            command.env_remove(name);
        }
    }
    command.args(arguments).envs(variables.iter().copied()).output().unwrap()
}

fn lines(output: &Output) -> Vec<&str> {
    assert!(output.status.success(), "{output:?}");
    std::str::from_utf8(&output.stdout).unwrap().lines().collect()
}

#[test]
fn the_example_loses_no_event_across_a_restart() {
    let output = run(&[], &[]);
    let lines = lines(&output);
    assert!(lines[0].starts_with("no credential in the environment: using a fake Seam at http://"));
    assert!(lines[1].ends_with("Z lock.unlocked"), "{lines:?}");
    assert_eq!(lines[2], "stopped; meanwhile, the door is unlocked twice");
    assert_eq!(lines[3], "restarted");
    assert!(lines[4..6].iter().all(|it| it.ends_with("Z lock.unlocked")), "{lines:?}");
    assert_eq!(lines[6..], ["2 events, each once"]);
}

#[test]
fn with_a_credential_the_example_resumes_from_its_file() {
    let fake = FakeSeam::start();
    let url = fake.url();
    let variables = [("SEAM_API_KEY", API_KEY), ("SEAM_ENDPOINT", url.as_str())];
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("followed");
    let seam = client(fake.url());
    let mut follower = EventFollower::new(seam.clone()).since(BEFORE);
    types(&mut follower);
    std::fs::write(&file, follower.save()).unwrap();
    seam.locks().unlock_door(UnlockDoor::new(FRONT_DOOR)).unwrap();
    // The fake unlocks the door a few requests later.
    (0..3).for_each(|_| drop(types(&mut follower)));
    let once = [file.as_path(), Path::new("1")];
    let output = run(&once, &variables);
    let came = lines(&output);
    assert!(came.len() == 1 && came[0].ends_with("Z lock.unlocked"), "{came:?}");
    assert_eq!(lines(&run(&once, &variables)), [""; 0]);

    // If the file has no valid position, the program stops, and does not start over.
    std::fs::write(&file, "").unwrap();
    let output = run(&once, &variables);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "the saved position is damaged\n");
}
