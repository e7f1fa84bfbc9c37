//! Whatever a server sends, a call takes no more memory than the largest answer and a little.

#![allow(clippy::unwrap_used)]

mod support;

use allocation_counter::measure;
use seam_client::client_sessions::{Create, List};
use seam_client::{Credential, Seam};
use support::socket::{Reply, Server};

const LIMIT: usize = 1024 * 1024;

const QUOTED: &str = "a text of another type";

/// The connection's buffers, the beginnings of what is quoted, and the room that a body grows in.
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
fn hostile_answers_take_no_more_than_the_limit_and_a_little() {
    let session = r#""client_session_id":"a","workspace_id":"b","token":"seam_cst1","created_at":"c",
        "expires_at":"d","device_count":1,"connect_webview_ids":[],"connected_account_ids":[]"#;
    let answers = [
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
        (QUOTED, filled(r#"{"client_session":""#, "a", "\"}")),
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
            "an error with a list that is not wanted",
            filled(r#"{"error":{"type":"t","data":["#, "0,", "0]}}"),
        ),
        ("twice the limit", " ".repeat(2 * LIMIT)),
    ];
    let mut most = 0;
    for (name, body) in &answers {
        for status in ["200 OK", "400 Bad Request"] {
            for answer in
                [sized(status, body), chunked(status, body, 4096), chunked(status, body, 100)]
            {
                most = most.max(check(name, status, answer));
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
        ("interim answers", b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n".repeat(20_000)),
    ];
    for (name, answer) in broken.drain(..) {
        most = most.max(check(name, "", answer));
    }
    println!("the most was {most} bytes over a limit of {LIMIT}");
}

/// The most that a call took beyond the limit.
fn check(name: &str, status: &str, answer: Vec<u8>) -> isize {
    let server = Server::start([Reply::Close(answer)]);
    let seam = Seam::builder(Credential::api_key("seam_key").unwrap())
        .endpoint(server.url())
        .retries(0)
        .build()
        .unwrap();
    // Of this thread alone: what the server frees meanwhile would hide what the client takes.
    let taken = measure(|| {
        // Two kinds of answers: one object, and a list.
        let _ = if name.len() % 2 == 0 {
            seam.client_sessions().create(Create::new()).map(drop)
        } else {
            seam.client_sessions().list(List::new()).map(drop)
        };
    });
    let taken = usize::try_from(taken.bytes_max).unwrap();
    // serde's own errors quote a text of another type as a whole, and grow as they are written.
    let quoted = if name == QUOTED && cfg!(feature = "serde") { 4 * LIMIT } else { 0 };
    assert!(taken <= LIMIT + REST + quoted, "{name} {status}: {taken} bytes");
    if quoted > 0 {
        return 0;
    }
    taken as isize - LIMIT as isize
}
