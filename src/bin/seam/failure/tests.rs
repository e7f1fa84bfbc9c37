#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use seam_client::action_attempts::ActionAttempt;
use seam_client::{Credential, Seam};

use super::*;

fn seam(port: u16) -> Seam {
    let builder = Seam::builder(Credential::api_key("seam_key").unwrap());
    let builder = builder.endpoint(format!("http://127.0.0.1:{port}")).retries(0);
    builder.timeout(Duration::from_secs(60)).max_response_size(1000).build().unwrap()
}

/// The error of a call that gets these bytes in place of a response.
fn error_of(response: &str) -> Error {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let response = response.to_owned();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"{}") {
            let mut byte = [0];
            assert_eq!(stream.read(&mut byte).unwrap(), 1);
            request.extend(byte);
        }
        stream.write_all(response.as_bytes()).unwrap();
    });
    let error = seam(port).call_json("/a", "{}").unwrap_err();
    server.join().unwrap();
    error
}

fn not_reached() -> Error {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    // Nobody listens at a port that is the stream's own end.
    let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    seam(stream.local_addr().unwrap().port()).call_json("/a", "{}").unwrap_err()
}

fn action(status: &str) -> Error {
    let mut attempt = ActionAttempt::default();
    attempt.status = status.to_owned();
    attempt.action_attempt_id = "attempt-1".to_owned();
    seam(1).wait_within(attempt, Duration::ZERO).unwrap_err()
}

const SEAMS: &str = "seam-request-id: request-1\r\n";
const OBJECT: &str = r#"{"error":{"type":"t","message":"m"},"ok":false}"#;
const PAGE: &str = "<html>sorry</html>";

fn response(status: &str, headers: &str, body: &str) -> Error {
    let length = body.len();
    error_of(&format!("HTTP/1.1 {status} x\r\n{headers}content-length: {length}\r\n\r\n{body}"))
}

/// What a call ended by: its exit code if the call does no harm twice and if it may, and whether it was done.
fn rows() -> Vec<(&'static str, Error, (u8, u8), &'static str)> {
    let mut rows = vec![
        ("wrong arguments", Error::invalid("wrong"), (2, 2), "no"),
        ("not reached", not_reached(), (3, 3), "no"),
        ("closed before a response", error_of(""), (5, 4), "unknown"),
        (
            "a cut response",
            error_of("HTTP/1.1 200 OK\r\nseam-request-id: r\r\ncontent-length: 9\r\n\r\n{"),
            (5, 4),
            "unknown",
        ),
        ("429 of Seam", response("429", SEAMS, OBJECT), (5, 5), "no"),
        ("429 of a gateway", response("429", "", PAGE), (5, 4), "unknown"),
        ("429 of a gateway in JSON", response("429", "", OBJECT), (5, 4), "unknown"),
        ("a page of Seam's", response("200", SEAMS, PAGE), (6, 6), "yes"),
        ("too large", response("200", SEAMS, &"x".repeat(1001)), (6, 6), "yes"),
        ("a portal", response("200", "", PAGE), (5, 4), "unknown"),
        ("too large a portal", response("200", "", &"x".repeat(1001)), (5, 4), "unknown"),
        ("a redirect", response("302", "location: http://a/\r\n", ""), (5, 4), "unknown"),
        ("a redirect of Seam's", response("307", SEAMS, ""), (5, 4), "unknown"),
        ("an action that failed", action("error"), (1, 1), "no"),
        ("an action that is pending", action("pending"), (4, 4), "unknown"),
    ];
    for status in ["400", "401", "403", "404", "409", "422"] {
        rows.push(("Seam refused", response(status, SEAMS, OBJECT), (1, 1), "no"));
        // Without an error object, or without a name for the request, it may not be Seam's.
        rows.push(("a gateway's object", response(status, "", OBJECT), (1, 4), "unknown"));
        rows.push(("a page", response(status, SEAMS, PAGE), (5, 4), "unknown"));
        rows.push(("a gateway's page", response(status, "", PAGE), (5, 4), "unknown"));
    }
    for status in ["408", "421", "425", "500", "501", "502", "503", "504", "520"] {
        rows.push(("Seam is not well", response(status, SEAMS, OBJECT), (5, 4), "unknown"));
        rows.push(("a gateway is not", response(status, "", PAGE), (5, 4), "unknown"));
    }
    rows
}

#[test]
fn each_error_has_an_exit_code_and_says_whether_the_call_took_effect() {
    for (what, error, (idempotent, once), done) in rows() {
        for (is_idempotent, code) in [(true, idempotent), (false, once)] {
            let failure = Failure::Call { error: error.clone(), is_idempotent };
            let text = failure.text(false);
            assert_eq!((failure.code(), failure.done()), (code, done), "{what}: {text}");
            assert!(text.starts_with("seam: ") && text.lines().count() == 1, "{text}");
            let json = failure.text(true);
            let start = format!("\"exit_code\":{code},\"done\":\"{done}\",");
            assert!(json.contains(&start) && json.lines().count() == 1, "{json}");
        }
    }
}

#[test]
fn error_messages_tell_command_users_what_to_do_next() {
    let text = |error: Error, is_idempotent| Failure::Call { error, is_idempotent }.text(false);
    let look = "; it may have been done: check before you run it again";
    assert!(text(error_of(""), false).ends_with(look));
    assert!(text(action("pending"), true).ends_with(look));
    assert!(text(error_of(""), true).ends_with("; run it again later"));
    assert!(text(not_reached(), false).ends_with("; nothing was done"));
    let done = text(response("200", SEAMS, PAGE), false);
    assert!(done.starts_with("seam: done, but the response to /a could not be under"), "{done}");
    let refused = text(response("400", SEAMS, OBJECT), false);
    assert_eq!(refused, "seam: Seam refused /a: t: m (status 400, request request-1)");
}

#[test]
fn failures_after_the_call_have_their_own_exit_code() {
    let output = Failure::Output("the response has no x".to_owned());
    assert_eq!((output.code(), output.done()), (6, "yes"));
    assert_eq!(output.text(false), "seam: done, but the response has no x");
    let print = Failure::Print(io::ErrorKind::StorageFull.into());
    assert_eq!((print.code(), print.done()), (6, "no"));
    let usage = Failure::Usage("no command".to_owned());
    assert_eq!((usage.code(), usage.done()), (2, "no"));
}

#[test]
fn an_oversized_response_error_names_the_max_size_option() {
    let text = Failure::from(response("200", SEAMS, &"x".repeat(1001))).text(false);
    assert!(text.contains("the limit of 1000 bytes; raise --max-size (status"), "{text}");
}

#[test]
fn the_librarys_advice_is_translated_to_command_options() {
    let mut found = Vec::new();
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for literal in literals(text) {
            let own = in_own_words(literal.clone());
            assert!(!names_rust(&own), "{}: {own}", file.display());
            found.extend(
                ADVICE.iter().filter(|(name, _)| literal.contains(name.trim_end_matches(" or "))),
            );
        }
    }
    for row in ADVICE {
        assert!(found.contains(&&row), "nothing says {}", row.0);
    }
}

/// The library's own files.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        match name {
            "bin" | "tests" | "tests.rs" => {}
            _ if path.is_dir() => files.extend(sources(&path)),
            _ if name.ends_with(".rs") => files.push(path),
            _ => {}
        }
    }
    files
}

/// Whether a sentence has a word such as `Seam::call`.
fn names_rust(sentence: &str) -> bool {
    let mut words = sentence.split(|it: char| !(it.is_alphanumeric() || it == ':' || it == '_'));
    words.any(|word| {
        let parts = word.split_once("::");
        parts.is_some_and(|(kind, name)| {
            kind.starts_with(char::is_uppercase) && name.starts_with(char::is_lowercase)
        })
    })
}

/// What stands between quotes in a program's text, but in what only the compiler says.
fn literals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let (before, from) = rest.split_at(at);
        rest = if from.starts_with("//") {
            from.split_once('\n').map_or("", |(_, after)| after)
        } else if from.starts_with("'\"'") || from.starts_with("'\\\"'") {
            from.split_once("\"'").unwrap().1
        } else if let Some(after) = from.strip_prefix('"') {
            let hashes = before.len() - before.trim_end_matches('#').len();
            let is_raw = before.trim_end_matches('#').ends_with('r');
            let end = if is_raw { format!("\"{}", "#".repeat(hashes)) } else { "\"".to_owned() };
            let literal = literal(after, &end, is_raw);
            let is_for_the_compiler = ["note = ", "message = ", "label = "];
            if !is_for_the_compiler.iter().any(|it| before.ends_with(it)) {
                found.push(joined(literal));
            }
            &after[literal.len() + end.len()..]
        } else {
            &from[1..]
        };
    }
    found
}

/// From after the first quote to the last one.
fn literal<'a>(text: &'a str, end: &str, is_raw: bool) -> &'a str {
    let mut from = 0;
    loop {
        let at = from + text[from..].find(end).unwrap();
        let slashes = text[..at].len() - text[..at].trim_end_matches('\\').len();
        if is_raw || slashes % 2 == 0 {
            return &text[..at];
        }
        from = at + 1;
    }
}

/// Without the breaks of a literal that goes over several lines.
fn joined(literal: &str) -> String {
    let mut lines = literal.split("\\\n");
    let first = lines.next().unwrap().to_owned();
    lines.fold(first, |text, line| text + line.trim_start())
}
