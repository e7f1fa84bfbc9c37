//! Faults, and the exit codes of an idempotent call (`devices list`) and of one that is not.

use std::iter;
use std::thread;

use crate::support::socket::{Reply, Server, closed_port, http};
use crate::*;

/// A response with Seam's error object.
const OBJECT: &str = r#"{"error":{"type":"t","message":"m"},"ok":false}"#;
const PAGE: &str = "<html><h1>sorry</h1></html>";

fn seams(status: &str, body: &str) -> Reply {
    Reply::Send(http(status, body))
}

/// A response without Seam's request ID.
fn gateways(status: &str, headers: &str, body: &str) -> Reply {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\n\r\n");
    Reply::Send((head + body).into_bytes())
}

/// Both calls, to a server that always sends this reply.
fn codes(reply: &Reply, timeout: &str) -> [(i32, String); 2] {
    let server = Server::start(iter::repeat(reply.clone()));
    let url = server.url();
    codes_at(&url, timeout)
}

fn codes_at(url: &str, timeout: &str) -> [(i32, String); 2] {
    let calls = [&["devices", "list"][..], &["locks", "unlock-door", "--device-id", "a"]];
    calls.map(|call| {
        let output = seam(url, &[call, &["--timeout", timeout, "--max-size=1k"]].concat());
        let (code, out, error) = parts(&output);
        assert_eq!(out, "");
        // A sentence.
        assert!(error.starts_with("seam: ") && error.lines().count() == 1, "{error}");
        (code, error.to_owned())
    })
}

#[test]
fn each_fault_has_the_documented_exit_code() {
    let large = format!("{{\"devices\":\"{}\"}}", "x".repeat(2000));
    let cut = "HTTP/1.1 200 OK\r\nseam-request-id: r\r\ncontent-length: 99\r\n\r\n{";
    let rows = [
        ("Seam refuses", seams("400 Bad Request", OBJECT), (1, 1)),
        ("a wrong key", seams("401 Unauthorized", OBJECT), (1, 1)),
        ("a gateway's 403", gateways("403 Forbidden", "", PAGE), (5, 4)),
        ("a gateway's JSON", gateways("403 Forbidden", "", OBJECT), (1, 4)),
        ("429 of Seam's", seams("429 Too Many Requests", OBJECT), (5, 5)),
        ("429 of a gateway's", gateways("429 Too Many Requests", "", PAGE), (5, 4)),
        ("500 of Seam's", seams("500 Internal Server Error", OBJECT), (5, 4)),
        ("500 of a gateway's", gateways("500 Internal Server Error", "", PAGE), (5, 4)),
        ("503 of Seam's", seams("503 Service Unavailable", OBJECT), (5, 4)),
        ("503 of a gateway's", gateways("503 Unavailable", "retry-after: 0\r\n", ""), (5, 4)),
        ("408", gateways("408 Request Timeout", "", PAGE), (5, 4)),
        ("reset after the request", Reply::Close(Vec::new()), (5, 4)),
        ("a cut response", Reply::Close(cut.into()), (5, 4)),
        ("a portal", gateways("200 OK", "", PAGE), (5, 4)),
        ("a redirect", gateways("302 Found", "location: http://127.0.0.1/\r\n", ""), (5, 4)),
        ("too large", seams("200 OK", &large), (6, 6)),
        ("too large a page", gateways("200 OK", "", &large), (5, 4)),
        ("a response of Seam's that is a page", seams("200 OK", PAGE), (6, 6)),
        ("a response of Seam's without the answer", seams("200 OK", "{}"), (6, 6)),
    ];
    // Retries take their time, the same for all.
    let runs: Vec<_> = rows
        .into_iter()
        .map(|(name, reply, expected)| (name, expected, thread::spawn(move || codes(&reply, "10"))))
        .collect();
    for (name, (idempotent, once), run) in runs {
        let [list, unlock] = run.join().unwrap();
        assert_eq!((list.0, unlock.0), (idempotent, once), "{name}: {list:?} {unlock:?}");
        for (code, error) in [list, unlock] {
            let says = |part: &str| error.contains(part);
            assert_eq!(says("may have been done: check before you"), code == 4, "{error}");
            assert_eq!(says("; run it again later"), code == 5, "{error}");
            assert_eq!(says("seam: done, but "), code == 6, "{error}");
        }
    }
}

#[test]
fn a_request_that_never_reached_seam_exits_with_3() {
    let (_held, port) = closed_port();
    let closed = format!("http://127.0.0.1:{port}");
    let mut urls = vec![closed];
    if cfg!(feature = "tls") {
        // Longer than any name can be, so that no name server is called.
        urls.push(format!("https://{}.invalid", "a".repeat(64)));
    }
    for url in urls {
        for (code, error) in codes_at(&url, "1") {
            assert_eq!(code, 3, "{error}");
            assert!(error.ends_with("; nothing was done\n"), "{error}");
        }
    }
    // The connection breaks before anything is sent.
    #[cfg(feature = "tls")]
    {
        let server = Server::start(iter::repeat(Reply::HangUp));
        let url = format!("https://localhost:{}", server.port());
        for (code, error) in codes_at(&url, "1") {
            assert_eq!(code, 3, "{error}");
        }
    }
}

#[test]
fn a_timeout_leaves_the_outcome_of_an_action_unknown() {
    let [list, unlock] = codes(&Reply::Silence, "5s");
    assert_eq!((list.0, unlock.0), (5, 4), "{list:?} {unlock:?}");
}

#[test]
fn get_or_create_for_a_user_is_safe_to_run_again() {
    let rows = [
        (&["get-or-create", "--user-identifier-key", "jane"][..], 5),
        (&["get-or-create", "--user-identity-id", "a"], 5),
        (&["get-or-create"], 4),
        (&["create", "--user-identifier-key", "jane"], 4),
        (&["get-or-create", "--raw", r#"{"user_identifier_key": "jane"}"#], 5),
        (&["get-or-create", "--raw", "{}"], 4),
    ];
    let runs = rows.map(|(arguments, expected)| {
        thread::spawn(move || {
            let server = Server::start(iter::repeat(Reply::Close(Vec::new())));
            let arguments = [&["client-sessions"], arguments, &["--timeout=5"]].concat();
            let output = seam(&server.url(), &arguments);
            let (code, _, error) = parts(&output);
            assert_eq!(code, expected, "{arguments:?}: {error}");
        })
    });
    runs.into_iter().for_each(|run| run.join().unwrap());
}
