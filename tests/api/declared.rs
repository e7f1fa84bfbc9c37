//! Endpoints that this crate has no types for: the caller declares them, or calls them with JSON.

#![allow(clippy::unwrap_used, clippy::panic)]

use crate::support;

use std::time::Duration;

#[cfg(not(feature = "serde"))]
use miniserde::Deserialize;
use seam_client::client_sessions::{Create, Delete, Get, GetOrCreate, GrantAccess, List, Revoke};
use seam_client::endpoint::{Endpoint, Fields, Value};
#[cfg(not(feature = "serde"))]
use seam_client::json::miniserde as codec;
#[cfg(feature = "serde")]
use seam_client::json::serde as codec;
use seam_client::json::{self, Mismatch};
use seam_client::{Credential, Error, Seam, Step, endpoint};
#[cfg(feature = "serde")]
use serde_derive::Deserialize;
use support::fake_seam::{API_KEY, FRONT_DOOR, FakeSeam, OFFLINE_DOOR};
use support::mock::Mock;
use support::socket::{Reply, Server, http};

fn client(url: String) -> Seam {
    let seam = Seam::builder(Credential::api_key(API_KEY).unwrap()).endpoint(url);
    seam.timeout(Duration::from_secs(10)).build().unwrap()
}

endpoint! {
    struct ListLocks {}
    post "/locks/list";
    response "devices": Vec<Lock>, by codec;
    idempotent;
}

/// Two of a device's fields.
#[derive(Debug, PartialEq, Deserialize)]
struct Lock {
    device_id: String,
    display_name: String,
}

endpoint! {
    struct UnlockDoor<'a>(device_id: &'a str) {
        sync: bool,
    }
    post "/locks/unlock_door";
    response "action_attempt": ActionAttempt, by codec;
}

endpoint! {
    struct GetActionAttempt<'a>(action_attempt_id: &'a str) {}
    post "/action_attempts/get";
    response "action_attempt": ActionAttempt, by codec;
    idempotent |_| true;
}

#[derive(Debug, PartialEq, Deserialize)]
struct ActionAttempt {
    action_attempt_id: String,
    status: String,
    error: Option<Problem>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Problem {
    r#type: String,
}

#[test]
fn a_custom_endpoint_is_called_like_a_built_in_one() {
    let fake = FakeSeam::start();
    let seam = client(fake.url());
    let lock = |id: &str, name: &str| Lock { device_id: id.into(), display_name: name.into() };
    let locks = seam.call(&ListLocks::new()).unwrap();
    assert_eq!(locks, [lock(FRONT_DOOR, "Front door"), lock(OFFLINE_DOOR, "Cellar")]);

    let attempt = seam.call(&UnlockDoor::new(FRONT_DOOR).sync(false)).unwrap();
    assert_eq!((attempt.status.as_str(), &attempt.error), ("pending", &None));
    let statuses: Vec<_> = (0..4)
        .map(|_| seam.call(&GetActionAttempt::new(&attempt.action_attempt_id)).unwrap().status)
        .collect();
    assert_eq!(statuses, ["pending", "pending", "success", "success"]);

    let attempt = seam.call(&UnlockDoor::new(OFFLINE_DOOR)).unwrap();
    let attempt = seam.call(&GetActionAttempt::new(&attempt.action_attempt_id)).unwrap();
    assert_eq!(attempt.error.unwrap().r#type, "device_offline");

    let requests = fake.requests();
    assert_eq!(requests[0].body, "{}");
    assert_eq!(requests[1].path, "/locks/unlock_door");
    assert_eq!(requests[1].body, format!(r#"{{"device_id":"{FRONT_DOOR}","sync":false}}"#));
    let bearer = format!("Bearer {API_KEY}");
    assert!(requests.iter().all(|it| it.header("authorization") == Some(bearer.as_str())));
}

#[test]
fn a_custom_endpoint_returns_the_crates_errors() {
    let fake = FakeSeam::start();
    let seam = client(fake.url());
    let error = seam.call(&UnlockDoor::new("no such lock")).unwrap_err();
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!((error.status(), error.error_type()), (404, Some("device_not_found")));
    assert!(error.request_id().is_some());

    let error_from = |reply| {
        let server = Server::start(vec![reply]);
        client(server.url()).call(&UnlockDoor::new("a")).unwrap_err()
    };
    let error = error_from(Reply::Close(Vec::new()));
    assert!(
        matches!(&error, Error::Transport(error) if error.step() == Step::Receive),
        "{error:?}"
    );
    let error = error_from(Reply::Close(http("200 OK", r#"{"action_attempt":{"status":1}}"#)));
    let Error::Decode(error) = error else { panic!("{error:?}") };
    let reason = "it is JSON, but has no action_attempt as Seam documents it";
    assert!(error.reason().starts_with(reason), "{error}");
}

endpoint! {
    /// A declaration that uses every part of the macro.
    struct SetClimate<'a>(
        /// A documented parameter.
        device_id: &'a str,
        r#type: &'a str,
    ) {
        /// In degrees.
        heat: f64,
        sync: bool,
        limit: u32,
        names: &'a [&'a str],
        range: &'a Range,
        ranges: &'a [&'a Range],
    }
    post "/thermostats/heat";
    validate |request, _| match request.get("heat") {
        Some(Value::Number(heat)) if heat > 100.0 => Err(Error::invalid("that is too hot")),
        _ => Ok(()),
    };
}

#[derive(Debug)]
struct Range {
    from: i64,
    to: Option<i64>,
}

impl Fields for Range {
    fn field(&self, index: usize) -> Option<(&'static str, Option<Value<'_>>)> {
        match index {
            0 => Some(("from", Some(Value::Integer(self.from)))),
            1 => Some(("to", self.to.map(Value::Integer))),
            _ => None,
        }
    }
}

#[test]
fn each_kind_of_field_is_encoded_as_json() {
    let mock = Mock::always(200, r#"{"ok":true}"#);
    let (open, closed) = (Range { from: -1, to: None }, Range { from: 0, to: Some(2) });
    let ranges = [&open, &closed];
    let request = SetClimate::new("a", "b")
        .heat(70.5)
        .sync(true)
        .limit(3)
        .names(&["\"", "é"])
        .range(&open)
        .ranges(&ranges);
    client(mock.url()).call(&request).unwrap();
    assert_eq!(
        mock.request().body,
        concat!(
            r#"{"device_id":"a","type":"b","heat":70.5,"sync":true,"limit":3,"names":["\"","é"],"#,
            r#""range":{"from":-1},"ranges":[{"from":-1},{"from":0,"to":2}]}"#
        )
    );
}

#[test]
fn what_the_caller_refuses_or_json_cannot_express_is_not_sent() {
    let mock = Mock::always(200, r#"{"ok":true}"#);
    let seam = client(mock.url());
    for (heat, sentence) in [
        (100.5, "that is too hot"),
        (f64::NAN, "heat contains a number that is not finite"),
        (f64::NEG_INFINITY, "heat contains a number that is not finite"),
    ] {
        let error = seam.call(&SetClimate::new("a", "b").heat(heat)).unwrap_err();
        assert!(matches!(error, Error::Invalid(_)), "{error:?}");
        assert_eq!(error.to_string(), sentence);
    }
    assert!(mock.requests().is_empty());
}

endpoint! {
    struct ListDevices<'a> {
        page_cursor: &'a str,
    }
    post "/devices/list";
    response Page, by codec;
}

/// A paged list, with the whole response as its type.
#[derive(Debug, Deserialize)]
struct Page {
    devices: Vec<Lock>,
    pagination: Pagination,
}

#[derive(Debug, Deserialize)]
struct Pagination {
    has_next_page: bool,
    next_page_cursor: Option<String>,
}

#[test]
fn a_paged_list_is_read_page_by_page() {
    let mock = Mock::start(|request| {
        let (names, next) = match request.body.as_str() {
            "{}" => (["a", "b"], r#""next""#),
            r#"{"page_cursor":"next"}"# => (["c", "d"], "null"),
            other => panic!("{other}"),
        };
        let [first, second] =
            names.map(|name| format!(r#"{{"device_id":"{name}","display_name":"{name}"}}"#));
        let more = next != "null";
        let body = format!(
            r#"{{"devices":[{first},{second}],"ok":true,"pagination":
               {{"has_next_page":{more},"next_page_cursor":{next},"next_page_url":null}}}}"#
        );
        support::mock::Response { status: 200, request_id: "request-1".into(), body }
    });
    let seam = client(mock.url());
    let mut page = seam.call(&ListDevices::new()).unwrap();
    let mut devices = page.devices;
    while let Some(cursor) =
        page.pagination.next_page_cursor.filter(|_| page.pagination.has_next_page)
    {
        page = seam.call(&ListDevices::new().page_cursor(&cursor)).unwrap();
        devices.extend(page.devices);
    }
    let ids: Vec<_> = devices.iter().map(|device| device.device_id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c", "d"]);
}

endpoint! {
    struct ListInPages {}
    post "/devices/list";
    response "devices": Vec<Lock>, by codec;
    pages;
    idempotent;
}

#[test]
fn a_list_that_is_declared_with_pages_has_an_iterator() {
    let fake = FakeSeam::start();
    let seam = client(fake.url());
    let ids =
        |devices: Vec<Lock>| -> Vec<_> { devices.into_iter().map(|it| it.device_id).collect() };
    let all: Vec<Lock> = seam.pages(ListInPages::new()).collect::<Result<_, _>>().unwrap();
    assert_eq!(all, seam.call(&ListInPages::new()).unwrap());
    assert_eq!(ids(all)[..2], [FRONT_DOOR, OFFLINE_DOOR]);
    let bodies: Vec<_> = fake.requests().into_iter().map(|it| it.body).collect();
    assert_eq!(bodies, [r#"{"limit":100}"#, "{}"]);
    assert!(ListInPages::new().is_idempotent());
}

#[test]
fn a_whole_response_that_is_not_an_object_says_so() {
    let mock = Mock::always(200, r#"{"ok":true}"#);
    let error = client(mock.url()).call(&ListDevices::new()).unwrap_err();
    let Error::Decode(error) = error else { panic!("{error:?}") };
    let reason = "it is JSON, but not an object as Seam documents it";
    assert!(error.reason().starts_with(reason), "{error}");
}

endpoint! {
    struct Version {}
    post "/version";
    response u32, by read_version;
}

/// The caller's own codec.
fn read_version(json: &str, key: Option<&str>) -> Result<u32, Mismatch> {
    assert_eq!(key, None);
    let number = json.strip_prefix(r#"{"version":"#).and_then(|rest| rest.strip_suffix('}'));
    let number = number.ok_or(Mismatch::NotJson)?;
    number.parse().map_err(|_| Mismatch::OtherShape(Some("version: expected a number".into())))
}

#[test]
fn a_codec_of_the_callers_own_reads_a_response() {
    let call = |body: &str| client(Mock::always(200, body).url()).call(&Version::new());
    assert_eq!(call(r#"{"version":7}"#).unwrap(), 7);
    let error = call(r#"{"version":x}"#).unwrap_err().to_string();
    assert!(error.contains(" as Seam documents it: version: expected a number ("), "{error}");
}

/// Only the status of an attempt, in the caller's own struct.
#[derive(Debug, PartialEq, Deserialize)]
struct Mine {
    status: String,
}

#[test]
fn call_as_decodes_into_a_custom_type_with_either_codec() {
    let fake = FakeSeam::start();
    let seam = client(fake.url());
    let request = UnlockDoor::new(FRONT_DOOR);
    let mine: Mine = seam.call_as(&request, codec).unwrap();
    assert_eq!(mine.status, "pending");
    seam.call_as(&request, json::nothing).unwrap();

    /// Uses the codec that the crate does not use when both features are on.
    #[cfg(feature = "miniserde")]
    mod by_miniserde {
        #[derive(miniserde::Deserialize)]
        pub(super) struct Mine {
            pub(super) status: String,
        }
    }
    #[cfg(feature = "miniserde")]
    {
        let mine = seam.call_as::<_, by_miniserde::Mine>(&request, json::miniserde).unwrap();
        assert_eq!(mine.status, "pending");
        let locks =
            seam.call_as::<_, Vec<miniserde::json::Value>>(&ListLocks::new(), json::miniserde);
        assert_eq!(locks.unwrap().len(), 2);
    }
    let bodies: Vec<_> = fake.requests().into_iter().map(|it| it.body).collect();
    let body = format!(r#"{{"device_id":"{FRONT_DOOR}"}}"#);
    assert!(bodies.iter().all(|it| *it == body || it == "{}") && bodies.len() >= 2, "{bodies:?}");
}

#[test]
fn a_response_that_does_not_fit_the_callers_type_is_an_error_like_any_other() {
    let always = |body| Mock::always(200, body);
    let mock = always(r#"{"action_attempt":{"status":4711}}"#);
    let call = |mock: &Mock| {
        client(mock.url()).call_as::<_, Mine>(&UnlockDoor::new("a"), codec).unwrap_err()
    };
    let Error::Decode(error) = call(&mock) else { panic!() };
    assert_eq!(
        error.reason(),
        "it is JSON, but has no action_attempt as Seam documents it: \
         action_attempt.status: expected text"
    );
    for (body, reason) in [
        (r#"{"action_attempt":null}"#, "action_attempt is null"),
        ("{}", "action_attempt is missing"),
        ("<html>", "it is a web page"),
        ("", "it is empty"),
    ] {
        let Error::Decode(error) = call(&always(body)) else { panic!("{body}") };
        assert!(error.reason().contains(reason), "{error}");
    }
    let values = vec!["1"; 100_000].join(",");
    let many = format!(r#"{{"action_attempt":{{"status":"a","x":[{values}]}}}}"#);
    let Error::Decode(error) = call(&always(&many)) else { panic!() };
    assert!(error.reason().starts_with("it contains too many values"), "{error}");

    // The endpoint's `validate` runs; the caller's type is read.
    let mock = always(r#"{"ok":true}"#);
    let hot = SetClimate::new("a", "b").heat(100.5);
    let error = client(mock.url()).call_as(&hot, json::nothing).unwrap_err();
    assert_eq!(error.to_string(), "that is too hot");
    assert!(mock.requests().is_empty());
    let read = |text: &str, key: Option<&str>| Ok((text.len(), key.map(str::len)));
    let (length, key) = client(mock.url()).call_as(&UnlockDoor::new("a"), read).unwrap();
    assert_eq!((length, key), (11, Some("action_attempt".len())));
}

endpoint! {
    struct Update<'a>(id: &'a str) {}
    post "/update";
    response "action_attempt", optional: Session;
}

endpoint! {
    struct GetSession<'a>(id: &'a str) {}
    post "/session";
    response "session": Session;
}

type Session = seam_client::client_sessions::ClientSession;

#[test]
fn a_response_that_may_be_missing_is_none() {
    assert_eq!(GetSession::RESPONSE_KEY, Some("session"));
    let session = r#"{"client_session_id":"a","workspace_id":"b","token":"seam_cst1","created_at":"c",
        "expires_at":"d","device_count":1,"connect_webview_ids":[],"connected_account_ids":[]}"#;
    let call = |body: &str| client(Mock::always(200, body).url()).call(&Update::new("a"));
    let json = |body: &str| client(Mock::always(200, body).url()).call_for_json(&Update::new("a"));
    for nothing in ["{}", r#"{"ok":true}"#, r#"{"action_attempt":null}"#, r#"{"session":{}}"#] {
        assert_eq!(call(nothing).unwrap(), None);
        assert_eq!(json(nothing).unwrap(), nothing);
    }
    let body = format!(r#"{{"action_attempt":{session},"session":{session}}}"#);
    let there = call(&body).unwrap().unwrap();
    assert_eq!((there.client_session_id.as_str(), json(&body).unwrap()), ("a", body.clone()));
    assert_eq!(client(Mock::always(200, &body).url()).call(&GetSession::new("a")).unwrap(), there);
    for (body, reason) in [
        (r#"{"action_attempt":{}}"#, "action_attempt: client_session_id is missing"),
        (r#"{"action_attempt":[]}"#, "action_attempt: expected an object"),
        ("[]", "expected an object"),
        ("<html>", "it is a web page"),
    ] {
        let Err(Error::Decode(error)) = call(body) else { panic!("{body}") };
        assert!(error.reason().contains(reason), "{error}");
    }
}

#[test]
fn a_response_without_fields_must_still_be_an_object() {
    let call = |body: &str| client(Mock::always(200, body).url()).call(&Revoke::new("a"));
    for body in ["{}", r#"{"ok":true}"#, r#"{"client_session":null,"ok":true}"#] {
        call(body).unwrap();
    }
    for (body, reason) in [
        ("", "it is empty"),
        ("<html>", "it is a web page"),
        ("ok", "it is not JSON"),
        ("[]", "it is JSON, but not an object as Seam documents it"),
        ("{\"ok\":true", "it is not JSON"),
    ] {
        let Err(Error::Decode(error)) = call(body) else { panic!("{body}") };
        assert!(error.reason().starts_with(reason), "{error}");
    }
}

/// The calls that Seam's documentation says are idempotent, and no others.
#[test]
fn only_what_is_declared_idempotent_is_retried() {
    assert!(!GetOrCreate::new().is_idempotent());
    assert!(!GetOrCreate::new().connect_webview_ids(&["a"]).expires_at("b").is_idempotent());
    assert!(!GetOrCreate::new().user_identifier_key("").user_identity_id("").is_idempotent());
    assert!(GetOrCreate::new().user_identifier_key("jane").is_idempotent());
    assert!(GetOrCreate::new().user_identity_id("a").is_idempotent());
    assert!(!Create::new().is_idempotent());
    assert!(!Create::new().user_identifier_key("jane").user_identity_id("a").is_idempotent());
    assert!(Get::new().is_idempotent());
    assert!(List::new().is_idempotent());
    assert!(GrantAccess::new().is_idempotent());
    assert!(Revoke::new("a").is_idempotent());
    assert!(Delete::new("a").is_idempotent());

    assert!(ListLocks::new().is_idempotent());
    assert!(GetActionAttempt::new("a").is_idempotent());
    assert!(DeleteAccessCode::new("a").is_idempotent());
    assert!(Rename::new("a").name(None).is_idempotent());
    assert!(!Rename::new("a").is_idempotent());
    assert!(!UnlockDoor::new("a").is_idempotent());
    assert!(!SetClimate::new("a", "b").is_idempotent());
}

endpoint! {
    struct DeleteAccessCode<'a>(access_code_id: &'a str) {}
    post "/access_codes/delete";
    idempotent, done on 404;
}

endpoint! {
    struct Rename<'a>(device_id: &'a str) {
        name: Option<&'a str>,
    }
    post "/devices/update";
    idempotent |request| request.get("name").is_some(), done on 410;
}

#[test]
fn only_the_retry_of_a_delete_succeeds_by_a_404() {
    assert_eq!((Delete::DONE_STATUS, DeleteAccessCode::DONE_STATUS), (Some(404), Some(404)));
    assert_eq!(
        (Revoke::DONE_STATUS, GrantAccess::DONE_STATUS, GetOrCreate::DONE_STATUS),
        (None, None, None)
    );
    assert_eq!(Rename::DONE_STATUS, Some(410));
    assert_eq!((ListLocks::DONE_STATUS, UnlockDoor::DONE_STATUS), (None, None));

    let nothing = r#"{"error":{"type":"access_code_not_found","message":"m"},"ok":false}"#;
    let not_found = || Reply::Send(http("404 Not Found", nothing));
    let server = Server::start([Reply::Close(Vec::new()), not_found(), not_found()]);
    let seam = client(server.url());
    seam.call(&DeleteAccessCode::new("a")).unwrap();
    assert_eq!(seam.call(&DeleteAccessCode::new("a")).unwrap_err().status(), Some(404));
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn json_is_sent_and_returned_as_it_is() {
    let response = "{\"devices\": [ {\"device_id\":\"\\u0061\"} ],\n \"ok\":true}\n";
    let mock = Mock::always(200, response);
    let body = "{ \"limit\" : 2.0,\n\"limit\":\"\\u0061\"}";
    let seam = client(mock.url());
    assert_eq!(seam.call_json("/devices/list", body).unwrap(), response);
    assert_eq!(seam.call_json_idempotent("/devices/list", body, None).unwrap(), response);
    let requests = mock.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        assert_eq!((request.path.as_str(), request.body.as_str()), ("/devices/list", body));
        assert_eq!(request.header("content-type"), Some("application/json"));
    }
}

#[test]
fn json_is_retried_only_if_the_caller_says_that_it_is_idempotent() {
    let lost = || Reply::Close(Vec::new());
    let there = || Reply::Send(http("200 OK", r#"{"a":1}"#));
    let server = Server::start([lost(), there(), lost(), lost(), there()]);
    let seam = client(server.url());
    let (path, body) = ("/devices/list", "{\"limit\": 2}");
    assert_eq!(seam.call_json_idempotent(path, body, None).unwrap(), r#"{"a":1}"#);
    let error = seam.call_json(path, body).unwrap_err();
    assert!(error.may_have_taken_effect(), "{error:?}");
    assert_eq!(seam.call_json_idempotent(path, body, Some(404)).unwrap(), r#"{"a":1}"#);
    let requests = server.requests();
    assert_eq!(requests.len(), 5);
    assert!(requests.iter().all(|request| request.ends_with(body)), "{requests:?}");
}

#[test]
fn a_retry_of_json_that_gets_its_done_status_succeeds() {
    let nothing = r#"{"error":{"type":"device_not_found","message":"m"},"ok":false}"#;
    let lost = || Reply::Close(Vec::new());
    let not_found = || Reply::Send(http("404 Not Found", nothing));
    let server = Server::start([lost(), not_found(), not_found(), lost(), not_found()]);
    let seam = client(server.url());
    let delete = |done| seam.call_json_idempotent("/devices/delete", "{}", done);
    assert_eq!(delete(Some(404)).unwrap(), "{}");
    // No earlier try can have deleted it.
    assert_eq!(delete(Some(404)).unwrap_err().status(), Some(404));
    assert_eq!(delete(Some(410)).unwrap_err().status(), Some(404));
    assert_eq!(server.requests().len(), 5);
}

#[test]
fn json_that_is_not_an_object_is_not_sent() {
    let mock = Mock::always(200, "{}");
    let seam = client(mock.url());
    for body in ["", "[]", "null", "limit=2", "{\"limit\":}", "{}{}", "{\"limit\":2", "\u{feff}{}"]
    {
        for call in [Seam::call_json, |seam: &Seam, path: &str, body: &str| {
            seam.call_json_idempotent(path, body, None)
        }] {
            let error = call(&seam, "/devices/list", body).unwrap_err();
            assert!(matches!(error, Error::Invalid(_)), "{error:?}");
            assert_eq!(error.to_string(), "the body of a request must be one JSON object");
        }
    }
    assert!(mock.requests().is_empty());
}

#[test]
fn a_response_that_is_not_a_json_object_is_an_error() {
    let call = |body: &str| client(Mock::always(200, body).url()).call_json("/a", "{}");
    for (body, reason) in [
        ("<html>Log in</html>", "it is a web page"),
        ("[]", "it is JSON, but not an object as Seam documents it"),
        ("", "it is empty"),
    ] {
        let Err(Error::Decode(error)) = call(body) else { panic!("{body}") };
        assert!(error.reason().starts_with(reason), "{error}");
    }
    let fake = FakeSeam::start();
    let error = client(fake.url()).call_json("/locks/unlock_door", "{}").unwrap_err();
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(error.validation_errors()[0].to_string(), "device_id: Required");
}

#[test]
fn a_request_to_an_invalid_path_is_not_sent() {
    let mock = Mock::always(200, "{}");
    let seam = client(mock.url());
    let no_slash = "the path does not begin with a slash, as /locks/list does";
    let empty = "the path has an empty segment";
    let dots = "the path has a segment that is . or ..";
    let other = "the path has a character that is not a letter, a digit, _, -, . or a slash";
    let credential = "the path contains a credential, remove it";
    let longest = format!("/{}", "a/b-c".repeat(51));
    assert_eq!(longest.len(), 256);
    let too_long = format!("{longest}a");
    for (path, flaw, shown) in [
        ("", no_slash, "\"\""),
        ("locks/list", no_slash, "\"locks/list\""),
        ("@evil.example/locks/list", no_slash, "…"),
        (":1/locks/list", no_slash, "…"),
        ("https://evil.example/locks/list", no_slash, "…"),
        ("seam_apikey1_hunter2", no_slash, "seam_…"),
        ("/", empty, "\"/\""),
        ("//evil.example/locks/list", empty, "\"//evil.example/locks/list\""),
        ("/locks//list", empty, "\"/locks//list\""),
        ("/locks/list/", empty, "\"/locks/list/\""),
        ("/.", dots, "\"/.\""),
        ("/..", dots, "\"/..\""),
        ("/./locks/list", dots, "\"/./locks/list\""),
        ("/locks/../devices/list", dots, "\"/locks/../devices/list\""),
        ("/locks/..", dots, "\"/locks/..\""),
        ("/locks/list?limit=2", other, "…"),
        ("/locks/list#a", other, "…"),
        ("/locks/list HTTP/1.1\r\nseam-workspace: x", other, "…"),
        ("/locks/%2e%2e/list", other, "…"),
        ("/locks\\..\\list", other, "…"),
        ("/locks/..;/list", other, "…"),
        ("/l\u{f6}cks", other, "…"),
        ("/locks/seam_pk1hunter2/list", credential, "…"),
        (&too_long, "the path is longer than 256 bytes", "…"),
    ] {
        for error in [seam.call_json(path, "{}"), seam.call_json_idempotent(path, "{}", None)]
            .map(Result::unwrap_err)
        {
            assert!(matches!(error, Error::Invalid(_)), "{error:?}");
            assert_eq!(error.to_string(), format!("{flaw}: {shown}"));
        }
    }
    assert!(mock.requests().is_empty());
    // These are unusual, but don't lead to another path.
    for path in [longest.as_str(), "/.a/b./..c/d../...", "/seam/customer/v1/staff_members/list"] {
        seam.call_json(path, "{}").unwrap();
        assert_eq!(mock.requests().last().unwrap().path, path);
    }

    /// Implemented by hand: the macro would not compile this path.
    struct Elsewhere;

    impl Fields for Elsewhere {
        fn field(&self, _: usize) -> Option<(&'static str, Option<Value<'_>>)> {
            None
        }
    }

    impl Endpoint for Elsewhere {
        const PATH: &'static str = ".evil.example/locks/list";
        const RESPONSE_KEY: Option<&'static str> = None;
        type Response = ();

        fn read(&self, json: &str) -> Result<(), Mismatch> {
            json::nothing(json, Self::RESPONSE_KEY)
        }
    }

    let sent = mock.requests().len();
    let error = seam.call(&Elsewhere).unwrap_err();
    assert!(matches!(error, Error::Invalid(_)), "{error:?}");
    assert_eq!(mock.requests().len(), sent);
}
