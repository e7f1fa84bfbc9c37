//! Whatever a server sends, a call uses little more memory than the largest response, or a few times that if it is read
//! into types.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use allocation_counter::measure;
use seam_client::client_sessions::{ClientSession, Create, List};
use seam_client::{Credential, Error, Seam, devices, endpoint, events};
use support::socket::{Reply, Server};

const LIMIT: usize = 1024 * 1024;

/// The connection's buffers, the excerpts for error messages, and the unused capacity of a growing body.
const REST: usize = 256 * 1024;

fn sized(status: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// The same in chunks of this size.
fn chunked(status: &str, body: &str, size: usize) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status}\r\ntransfer-encoding: chunked\r\n\r\n").into_bytes();
    for chunk in body.as_bytes().chunks(size) {
        bytes.extend(format!("{:x}\r\n", chunk.len()).into_bytes());
        bytes.extend(chunk);
        bytes.extend(b"\r\n");
    }
    bytes.extend(b"0\r\n\r\n");
    bytes
}

/// `open`, then `item` as often as fits under the limit, then `close`.
fn filled(open: &str, item: &str, close: &str) -> String {
    let times = (LIMIT - open.len() - close.len()) / item.len();
    format!("{open}{}{close}", item.repeat(times))
}

#[test]
fn hostile_responses_take_little_more_memory_than_the_limit() {
    let session = r#""client_session_id":"a","workspace_id":"b","token":"seam_cst1","created_at":"c",
        "expires_at":"d","device_count":1,"connect_webview_ids":[],"connected_account_ids":[]"#;
    let responses = [
        ("spaces", filled("", " ", "")),
        ("a list that is not wanted", filled(r#"{"x":["#, "0,", "0]}")),
        (
            "a session with a list that is not wanted",
            filled(&format!(r#"{{"client_session":{{{session},"x":["#), "[],", "0]}}"),
        ),
        ("objects that are not wanted", filled(r#"{"x":["#, r#"{"a":1},"#, "0]}")),
        ("a long name", filled(r#"{""#, "a", r#"":1}"#)),
        ("nested deep", filled(r#"{"x":"#, "[", "")),
        ("nested objects", filled(r#"{"x":"#, r#"{"a":"#, "")),
        ("a number without end", filled(r#"{"client_session":{"device_count":"#, "9", "}}")),
        ("a web page", filled("<html>", "<p>", "</html>")),
        ("a text of another type", filled(r#"{"client_session":""#, "a", "\"}")),
        (
            "a text of another type, inside",
            filled(r#"{"client_session":{"device_count":""#, "a", "\"}}"),
        ),
        ("a text of escapes that is not wanted", filled(r#"{"a":""#, r"\ud83d", "\"}")),
        ("a name of escapes", filled(r#"{""#, r"\u0041", r#"":1}"#)),
        ("names of escapes", filled(r#"{"error":{"#, r#""\u0041":"a","#, r#""b":1}}"#)),
        (
            "an error with many parameters",
            filled(
                r#"{"error":{"type":"t","validation_errors":{"#,
                r#""a":{"_errors":["b"]},"#,
                r#""c":1}}}"#,
            ),
        ),
        (
            "an error with many messages",
            filled(
                r#"{"error":{"type":"t","validation_errors":{"_errors":["#,
                r#""b","#,
                r#""c"]}}}"#,
            ),
        ),
        (
            "an error with a long message",
            filled(r#"{"error":{"type":"t","message":""#, "a", "\"}}"),
        ),
        (
            "an error with a message of escapes",
            filled(r#"{"error":{"type":"t","message":""#, r"\ud83d", "\"}}"),
        ),
        (
            "an error with a list that is not wanted",
            filled(r#"{"error":{"type":"t","data":["#, "0,", "0]}}"),
        ),
        ("twice the limit", " ".repeat(2 * LIMIT)),
    ];
    let mut most = 0;
    for (name, body) in &responses {
        for status in ["200 OK", "400 Bad Request"] {
            for response in
                [sized(status, body), chunked(status, body, 4096), chunked(status, body, 100)]
            {
                most = most.max(check(name, status, response));
            }
        }
    }
    let mut broken = vec![
        (
            "not UTF-8",
            sized("200 OK", &filled("", " ", ""))
                .into_iter()
                .map(|b| if b == b' ' { 0xff } else { b })
                .collect(),
        ),
        ("a head without end", format!("HTTP/1.1 200 OK\r\nx: {}", "x".repeat(LIMIT)).into_bytes()),
        (
            "many headers",
            format!("HTTP/1.1 200 OK\r\n{}\r\n", "x: y\r\n".repeat(100_000)).into_bytes(),
        ),
        (
            "a length that is a lie",
            format!("HTTP/1.1 200 OK\r\ncontent-length: {LIMIT}\r\n\r\n{{}}").into_bytes(),
        ),
        (
            "a length beyond all memory",
            b"HTTP/1.1 200 OK\r\ncontent-length: 9999999999999999999\r\n\r\n{}".to_vec(),
        ),
        (
            "a chunk beyond all memory",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfffffffffffff\r\n{}".to_vec(),
        ),
        ("interim responses", b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n".repeat(20_000)),
    ];
    for (name, response) in broken.drain(..) {
        most = most.max(check(name, "", response));
    }
    println!("the most was {most} bytes over a limit of {LIMIT}");
}

/// The most memory that a call used beyond the limit.
fn check(name: &str, status: &str, response: Vec<u8>) -> isize {
    let server = Server::start([Reply::Close(response)]);
    let seam = Seam::builder(Credential::api_key("seam_key").unwrap())
        .endpoint(server.url())
        .retries(0)
        .build()
        .unwrap();
    // Measure only this thread: memory that the server frees meanwhile would hide what the client allocates.
    let taken = measure(|| {
        // A response with one object, and one with a list.
        let _ = if name.len() % 2 == 0 {
            seam.client_sessions().create(Create::new()).map(drop)
        } else {
            seam.client_sessions().list(List::new()).map(drop)
        };
    });
    let taken = usize::try_from(taken.bytes_max).unwrap();
    assert!(taken <= LIMIT + REST, "{name} {status}: {taken} bytes");
    taken as isize - LIMIT as isize
}

type Call<T> = fn(&Seam) -> Result<T, Error>;

/// Answers that are read, by one codec.
macro_rules! read_by {
    ($room:ident, $derive:path, $codec:path) => {
        mod $room {
            use std::collections::BTreeMap;

            use super::*;

            /// A caller's own struct whose fields are all optional: 3 bytes of response fill one.
            #[derive($derive)]
            #[allow(dead_code)]
            pub(crate) struct Sparse {
                a: Option<String>,
                b: Option<String>,
            }

            endpoint! {
                pub(crate) struct Session {}
                post "/a";
                response "a": ClientSession, by $codec;
            }
            endpoint! {
                pub(crate) struct Texts {}
                post "/a";
                response "a": Vec<String>, by $codec;
            }
            endpoint! {
                pub(crate) struct Objects {}
                post "/a";
                response "a": Vec<Sparse>, by $codec;
            }
            endpoint! {
                pub(crate) struct Lists {}
                post "/a";
                response "a": Vec<Vec<u8>>, by $codec;
            }
            endpoint! {
                pub(crate) struct Maps {}
                post "/a";
                response "a": BTreeMap<String, BTreeMap<String, bool>>, by $codec;
            }

            pub(crate) fn calls() -> [(&'static str, Call<()>); 5] {
                [
                    ("session by the codec's trait", |seam| seam.call(&Session::new()).map(drop)),
                    ("texts", |seam| seam.call(&Texts::new()).map(drop)),
                    ("objects", |seam| seam.call(&Objects::new()).map(drop)),
                    ("lists", |seam| seam.call(&Lists::new()).map(drop)),
                    ("maps", |seam| seam.call(&Maps::new()).map(drop)),
                ]
            }
        }
    };
}
#[cfg(feature = "miniserde")]
read_by!(by_miniserde, miniserde::Deserialize, seam_client::json::miniserde);
#[cfg(feature = "serde")]
read_by!(by_serde, serde_derive::Deserialize, seam_client::json::serde);

endpoint! {
    struct Session {}
    post "/a";
    response "a": ClientSession;
}

/// As SECURITY.md and `SeamBuilder::max_response_size` say.
const TIMES: usize = 5;

/// If a codec's trait reads a response type of this crate, it first collects the text of all values.
const TIMES_BY_TRAIT: usize = 9;

#[test]
fn decoded_responses_take_a_small_multiple_of_the_limit() {
    let session = r#"{"client_session_id":"a","workspace_id":"b","token":"seam_cst1","created_at":"c",
        "expires_at":"d","device_count":1,"connected_account_ids":[],"connect_webview_ids":["#;
    let rooms = [
        #[cfg(feature = "miniserde")]
        by_miniserde::calls(),
        #[cfg(feature = "serde")]
        by_serde::calls(),
    ];
    let (mut most, mut sound) = (0, 0);
    let own: Call<()> = |seam| seam.call(&Session::new()).map(drop);
    for (name, call) in [("session", own)].into_iter().chain(rooms.concat()) {
        let times = if name.contains("trait") { TIMES_BY_TRAIT } else { TIMES };
        let (open, item, close) = match name {
            _ if name.starts_with("session") => (session, r#""_","#, r#"""]}"#),
            "texts" => ("[", r#""_","#, r#"""]"#),
            "objects" => ("[", r#"{"a":"_"},"#, "{}]"),
            "lists" => ("[", "[1],", "[]]"),
            _ => ("{", r#""_":{"":true},"#, r#""":{}}"#),
        };
        // From the shortest items to those of which slightly more than a power of two fit.
        for size in [0, 1, 10, 28, 50, 1_000] {
            let item = item.replace('_', &"x".repeat(size));
            let body = filled(&format!(r#"{{"a":{open}"#), &item, &format!("{close}}}"));
            let server = Server::start([Reply::Close(sized("200 OK", &body))]);
            let seam = Seam::builder(Credential::api_key("seam_key").unwrap());
            let seam = seam.endpoint(server.url()).retries(0).build().unwrap();
            let mut result = Ok(());
            let taken = measure(|| result = call(&seam));
            let taken = usize::try_from(taken.bytes_max).unwrap();
            assert!(taken <= times * LIMIT, "{name} of {size}: {taken} bytes");
            most = most.max(taken);
            sound += usize::from(result.is_ok());
            let values = body.matches([',', '{', '[']).count();
            if values > LIMIT / 16 {
                let error = result.unwrap_err().to_string();
                assert!(error.contains("it contains too many values"), "{error}");
            } else {
                result.unwrap();
            }
        }
    }
    assert!(sound > 10, "{sound}");
    println!("the most was {most} bytes at a limit of {LIMIT}");
}

/// A list's items may take eight times the limit, and half as much again while the list doubles its capacity; their
/// contents take the rest.
const TIMES_OF_LISTS: usize = 24;

#[test]
fn short_json_for_large_structs_takes_bounded_memory() {
    let event =
        r#"{"created_at":"","event_id":"","event_type":"","occurred_at":"","workspace_id":""}"#;
    let short = r#"{"event_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b","event_type":"device.connected","created_at":
        "2025-06-18T06:10:42.000Z","occurred_at":"2025-06-18T06:10:42.000Z","device_id":"5e297cfe-23df-4638-bb87",
        "workspace_id":"5e297cfe-23df-4638-bb87-08c4f0f8233b"}"#;
    let issues = |count: usize| {
        let issues = vec![r#"{"message":""}"#; count].join(",");
        format!(r#"{{"devices":[{{"errors":[{issues}]}}]}}"#)
    };
    let events =
        |event: &str, count: usize| format!(r#"{{"events":[{}]}}"#, vec![event; count].join(","));
    let too_many = "there are too many values: raise SeamBuilder::max_response_size";
    let list: [Call<usize>; 2] = [
        |seam| seam.events().list(events::List::new().since("a")).map(|events| events.len()),
        |seam| seam.devices().list(devices::List::new()).map(|devices| devices.len()),
    ];
    for (call, body, expected) in [
        (list[0], events(short, 3_200), Ok(3_200)),
        (list[0], events(event, 4_000), Ok(4_000)),
        (list[0], events(event, 10_000), Err(too_many)),
        (list[1], issues(30_000), Err(too_many)),
        (list[1], issues(1), Err(" is missing")),
    ] {
        assert!(body.len() <= LIMIT, "{}", body.len());
        let server = Server::start([Reply::Close(sized("200 OK", &body))]);
        let seam = Seam::builder(Credential::api_key("seam_key").unwrap());
        let seam = seam.endpoint(server.url()).retries(0).build().unwrap();
        let mut result = Ok(0);
        let taken = measure(|| result = call(&seam)).bytes_max;
        println!("{} bytes took {taken}", body.len());
        assert!(usize::try_from(taken).unwrap() <= TIMES_OF_LISTS * LIMIT, "{taken} bytes");
        match (result, expected) {
            (Ok(count), Ok(expected)) => assert_eq!(count, expected),
            (Err(error), Err(expected)) => assert!(error.to_string().contains(expected), "{error}"),
            (result, _) => panic!("{result:?}"),
        }
    }
}

#[test]
fn a_json_response_is_returned_in_its_receive_buffer() {
    let body = filled(r#"{"client_session":["#, r#""","#, "0]}");
    let script = [0; 2].map(|_| Reply::Send(sized("200 OK", &body)));
    let server = Server::start(script);
    let seam = Seam::builder(Credential::api_key("seam_key").unwrap());
    let seam = seam.endpoint(server.url()).retries(0).build().unwrap();
    let calls: [Call<String>; 2] = [
        |seam| seam.call_json("/client_sessions/create", "{}"),
        |seam| seam.call_for_json(&Create::new()),
    ];
    for call in calls {
        let mut json = String::new();
        let taken = measure(|| json = call(&seam).unwrap());
        assert_eq!(json, body);
        let taken = usize::try_from(taken.bytes_max).unwrap();
        assert!(taken <= LIMIT + REST, "{taken} bytes");
    }
}
