//! How a call ends on each fault: for an idempotent call and for any other, over plain http and over TLS.
//!
//! The crate's documentation has the same table. `UPDATE_DOCS=1 cargo test --test faults` writes it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

#[cfg(feature = "tls")]
use std::io::Read;
use std::io::Write;
use std::iter;
use std::net::{TcpListener, TcpStream};
#[cfg(feature = "tls")]
use std::sync::Arc;
use std::sync::LazyLock;
#[cfg(feature = "tls")]
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::{Duration, Instant};

#[cfg(feature = "tls")]
use rustls::{ServerConnection, StreamOwned};
use seam_client::client_sessions::{Create, Delete, GetOrCreate, Revoke};
use seam_client::{Credential, Error, Proxy, Seam, SeamBuilder, Step};
use support::DOCUMENT_RESPONSE;
use support::socket::{Reply, Server, closed_port, http, read_request};
#[cfg(feature = "tls")]
use support::tls::Authority;

/// The deadline of a call that times out; the first try gets a third of it. It is long compared with the work of a
/// call, even on a busy, emulated machine.
static DEADLINE: LazyLock<Duration> = LazyLock::new(|| {
    let setup = setup(Once(Vec::new()), cfg!(feature = "tls"), NO_DEADLINE);
    let start = Instant::now();
    create(&setup.seam).unwrap();
    (start.elapsed() * 50).clamp(Duration::from_secs(5), Duration::from_secs(30))
});

/// The deadline of a call that ends at once: no machine is so slow that the call would reach it.
const NO_DEADLINE: Duration = Duration::from_secs(90);

/// How long the work of a call may take, apart from its waits. A busy machine may take longer once, so a late call is
/// made again, `LATE` times in all; a wrong one is late each time.
static SLACK: LazyLock<Duration> = LazyLock::new(|| *DEADLINE / 6);
const LATE: usize = 4;

/// How a call ends.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Success,
    Api(u16),
    Decode,
    Transport(Step),
}

use End::{Api, Decode, Success, Transport};

impl End {
    fn from_result<T>(result: &Result<T, Error>) -> Self {
        match result {
            Ok(_) => Success,
            Err(Error::Api(error)) => Api(error.status()),
            Err(Error::Decode(_)) => Decode,
            Err(Error::Transport(error)) => Transport(error.step()),
            Err(error) => panic!("{error:?}"),
        }
    }

    fn in_words(self) -> String {
        match self {
            Success => "success".to_owned(),
            Api(status) => format!("`Api` ({status})"),
            Decode => "`Decode`".to_owned(),
            Transport(step) => format!("`Transport` (`{step:?}`)"),
        }
    }
}

/// What the client meets instead of Seam.
#[cfg_attr(not(feature = "tls"), allow(dead_code))]
enum Peer {
    /// A server that sends these replies, and then the response of the documentation.
    Once(Vec<Reply>),
    /// A server that sends this reply every time.
    Always(Reply),
    /// A server that has responded to one call before, and sends these replies on the connection that was kept.
    After(Vec<Reply>),
    Nobody,
    /// A server that stops in the middle of the TLS handshake, or speaks no TLS.
    NoTls(Reply),
    /// A server whose certificate is valid in these years.
    Years(i32, i32),
    /// A server whose certificate is for another name.
    OtherName,
    /// A server whose certificate the client does not trust.
    Untrusted,
    /// A server behind a network that flips a bit of its first connection: in the handshake or in the response.
    Damaged(Part),
}

#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(not(feature = "tls"), allow(dead_code))]
enum Part {
    Handshake,
    Response,
    /// The header of the response's TLS record.
    RecordHead,
}

use Peer::{After, Always, Damaged, NoTls, Nobody, Once, OtherName, Untrusted, Years};

struct Row {
    fault: &'static str,
    peer: fn() -> Peer,
    /// For an idempotent call: how it ends, and how many requests the server sees.
    idempotent: (End, usize),
    /// For any other call.
    once: (End, usize),
    /// How long the call may take, in deadlines: 1 if it may wait until the deadline, else 0.
    deadlines: u32,
}

const fn row(
    fault: &'static str,
    peer: fn() -> Peer,
    idempotent: (End, usize),
    once: (End, usize),
) -> Row {
    Row { fault, peer, idempotent, once, deadlines: 0 }
}

const fn slow(
    fault: &'static str,
    peer: fn() -> Peer,
    idempotent: (End, usize),
    once: (End, usize),
) -> Row {
    Row { fault, peer, idempotent, once, deadlines: 1 }
}

fn good() -> Reply {
    Reply::Send(http("200 OK", DOCUMENT_RESPONSE))
}

const PROBLEM: &str = r#"{"error":{"type":"t","message":"m"},"ok":false}"#;

/// A response with Seam's error object.
fn status(status: &str) -> Reply {
    Reply::Send(http(status, PROBLEM))
}

/// The same with a header.
fn status_with(status: &str, header: &str) -> Reply {
    let length = PROBLEM.len();
    let head = format!(
        "HTTP/1.1 {status}\r\n{header}\r\nseam-request-id: request-1\r\ncontent-length: {length}\r\n\r\n"
    );
    Reply::Send((head + PROBLEM).into_bytes())
}

/// A gateway's web page.
fn page(status: &str) -> Reply {
    Reply::Send(http(status, "<html><h1>sorry</h1></html>"))
}

/// A gateway's response with this header.
fn with_header(status: &str, header: &str) -> Reply {
    let head = format!("HTTP/1.1 {status}\r\n{header}\r\ncontent-length: 2\r\n\r\n{{}}");
    Reply::Send(head.into_bytes())
}

fn bytes(text: impl Into<Vec<u8>>) -> Reply {
    Reply::Close(text.into())
}

/// A body that breaks off, after headers that announce all of it.
fn cut(head: &str) -> Reply {
    let half = DOCUMENT_RESPONSE.len() / 2;
    bytes(format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n{:.half$}", DOCUMENT_RESPONSE))
}

fn response_with(field: &str) -> Vec<u8> {
    let start = DOCUMENT_RESPONSE.trim_end().strip_suffix('}').unwrap();
    http("200 OK", &format!("{start}, {field}}}"))
}

const RECEIVE: End = Transport(Step::Receive);
const TIMEOUT: End = Transport(Step::Deadline);

/// Faults over plain http and over TLS.
const ROWS: &[Row] = &[
    slow(
        "no server listens",
        || Nobody,
        (Transport(Step::Connect), 0),
        (Transport(Step::Connect), 0),
    ),
    row(
        "the connection is closed before a response, once",
        || Once(vec![bytes("")]),
        (Success, 2),
        (RECEIVE, 1),
    ),
    row(
        "the connection is closed before a response, every time",
        || Always(bytes("")),
        (RECEIVE, 6),
        (RECEIVE, 1),
    ),
    row(
        "the connection breaks in the middle of the headers, once",
        || Once(vec![bytes("HTTP/1.1 200 OK\r\nconte")]),
        (Success, 2),
        (RECEIVE, 1),
    ),
    row(
        "the connection breaks in the middle of the body, once",
        || Once(vec![cut("content-length: 900")]),
        (Success, 2),
        (RECEIVE, 1),
    ),
    row(
        "the connection breaks in the middle of a chunk, once",
        || Once(vec![cut("transfer-encoding: chunked\r\n\r\n384")]),
        (Success, 2),
        (RECEIVE, 1),
    ),
    row(
        "the Content-Length is too large, once",
        || {
            Once(vec![bytes(format!(
                "HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n{DOCUMENT_RESPONSE}"
            ))])
        },
        (Success, 2),
        (RECEIVE, 1),
    ),
    row(
        "the Content-Length is too small",
        || {
            Always(bytes(format!(
                "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{DOCUMENT_RESPONSE}"
            )))
        },
        (Decode, 1),
        (Decode, 1),
    ),
    row("a kept connection is dead", || After(vec![bytes("")]), (Success, 2), (RECEIVE, 1)),
    row(
        "a kept connection breaks in the middle of a response",
        || After(vec![bytes("HTTP/1.1 200 OK\r\nconte")]),
        (Success, 2),
        (RECEIVE, 1),
    ),
    row(
        "the connection breaks in the middle of a body without a Content-Length, once",
        || Once(vec![cut("connection: close")]),
        (Success, 2),
        (RECEIVE, 1),
    ),
    row(
        "the connection breaks in the middle of a body without a Content-Length, every time",
        || Always(cut("connection: close")),
        (RECEIVE, 6),
        (RECEIVE, 1),
    ),
    row(
        "the connection breaks before a body without a Content-Length, once",
        || Once(vec![bytes("HTTP/1.1 200 OK\r\n\r\n")]),
        (Success, 2),
        (RECEIVE, 1),
    ),
    row(
        "400 from Seam, whose body has no Content-Length and breaks off, once",
        || Once(vec![bytes(format!("HTTP/1.1 400 Bad Request\r\n\r\n{PROBLEM:.30}"))]),
        (Success, 2),
        (Api(400), 1),
    ),
    row(
        "a gateway forwards, in chunks, a body that broke off, once",
        || {
            let half = DOCUMENT_RESPONSE.len() / 2;
            Once(vec![bytes(format!(
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{half:x}\r\n{DOCUMENT_RESPONSE:.half$}\r\n0\r\n\r\n"
            ))])
        },
        (Success, 2),
        (RECEIVE, 1),
    ),
    row(
        "a complete body without a Content-Length",
        || Once(vec![bytes(format!("HTTP/1.1 200 OK\r\n\r\n{DOCUMENT_RESPONSE}"))]),
        (Success, 1),
        (Success, 1),
    ),
    row(
        "429 from Seam, once",
        || Once(vec![status("429 Too Many Requests")]),
        (Success, 2),
        (Success, 2),
    ),
    row(
        "429 from Seam with `Retry-After` in seconds, once",
        || Once(vec![status_with("429 Too Many Requests", "retry-after: 0")]),
        (Success, 2),
        (Success, 2),
    ),
    row(
        "429 from Seam with `Retry-After` as a date, once",
        || {
            Once(vec![status_with(
                "429 Too Many Requests",
                "retry-after: Sun, 06 Nov 1994 08:49:37 GMT",
            )])
        },
        (Success, 2),
        (Success, 2),
    ),
    row(
        "429 from Seam, every time",
        || Always(status("429 Too Many Requests")),
        (Api(429), 6),
        (Api(429), 6),
    ),
    row(
        "429 from Seam with a `Retry-After` beyond the deadline",
        || Always(status_with("429 Too Many Requests", "retry-after: 3600")),
        (Api(429), 1),
        (Api(429), 1),
    ),
    row(
        "429 from Seam with a `Retry-After` date beyond the deadline",
        || {
            Always(status_with(
                "429 Too Many Requests",
                "retry-after: Fri, 31 Dec 9999 23:59:59 GMT",
            ))
        },
        (Api(429), 1),
        (Api(429), 1),
    ),
    row(
        "429 from a gateway, once",
        || Once(vec![page("429 Too Many Requests")]),
        (Success, 2),
        (Api(429), 1),
    ),
    row(
        "429 from a gateway with `Retry-After`, once",
        || Once(vec![with_header("429 Too Many Requests", "retry-after: 0")]),
        (Success, 2),
        (Api(429), 1),
    ),
    row(
        "429 from a gateway with an error object like Seam's, once",
        || {
            let length = PROBLEM.len();
            let head =
                format!("HTTP/1.1 429 Too Many Requests\r\ncontent-length: {length}\r\n\r\n");
            Once(vec![Reply::Send((head + PROBLEM).into_bytes())])
        },
        (Success, 2),
        (Api(429), 1),
    ),
    row("408, once", || Once(vec![page("408 Request Timeout")]), (Success, 2), (Api(408), 1)),
    row("421, once", || Once(vec![page("421 Misdirected Request")]), (Success, 2), (Api(421), 1)),
    row("425, once", || Once(vec![page("425 Too Early")]), (Success, 2), (Api(425), 1)),
    row(
        "500, once",
        || Once(vec![status("500 Internal Server Error")]),
        (Success, 2),
        (Api(500), 1),
    ),
    row("502, once", || Once(vec![status("502 Bad Gateway")]), (Success, 2), (Api(502), 1)),
    row("503, once", || Once(vec![status("503 Service Unavailable")]), (Success, 2), (Api(503), 1)),
    row(
        "503 from Seam with `Retry-After`, once",
        || Once(vec![status_with("503 Service Unavailable", "retry-after: 0")]),
        (Success, 2),
        (Api(503), 1),
    ),
    row(
        "503 from a gateway with `Retry-After`, every time",
        || Always(with_header("503 Service Unavailable", "retry-after: 0")),
        (Api(503), 6),
        (Api(503), 1),
    ),
    row(
        "503 with a `Retry-After` beyond the deadline",
        || Always(with_header("503 Service Unavailable", "retry-after: 3600")),
        (Api(503), 1),
        (Api(503), 1),
    ),
    row("504, once", || Once(vec![status("504 Gateway Timeout")]), (Success, 2), (Api(504), 1)),
    row("520, once", || Once(vec![page("520 Unknown")]), (Success, 2), (Api(520), 1)),
    row("521, once", || Once(vec![page("521 Down")]), (Success, 2), (Api(521), 1)),
    row("522, once", || Once(vec![page("522 No Connection")]), (Success, 2), (Api(522), 1)),
    row("523, once", || Once(vec![page("523 Unreachable")]), (Success, 2), (Api(523), 1)),
    row("524, once", || Once(vec![page("524 Timeout")]), (Success, 2), (Api(524), 1)),
    row(
        "503, every time",
        || Always(status("503 Service Unavailable")),
        (Api(503), 6),
        (Api(503), 1),
    ),
    row(
        "503, five times: with the default pauses, for at least 6 s",
        || Once(vec![status("503 Service Unavailable"); 5]),
        (Success, 6),
        (Api(503), 1),
    ),
    row("501", || Always(status("501 Not Implemented")), (Api(501), 1), (Api(501), 1)),
    row("400", || Always(status("400 Bad Request")), (Api(400), 1), (Api(400), 1)),
    row("401", || Always(status("401 Unauthorized")), (Api(401), 1), (Api(401), 1)),
    row(
        "403 with `Retry-After`",
        || Always(with_header("403 Forbidden", "retry-after: 0")),
        (Api(403), 1),
        (Api(403), 1),
    ),
    row("404", || Always(status("404 Not Found")), (Api(404), 1), (Api(404), 1)),
    row("409", || Always(status("409 Conflict")), (Api(409), 1), (Api(409), 1)),
    row(
        "a redirect",
        || Always(with_header("302 Found", "location: http://127.0.0.1:1/")),
        (Decode, 1),
        (Decode, 1),
    ),
    row("204", || Always(bytes("HTTP/1.1 204 No Content\r\n\r\n")), (Decode, 1), (Decode, 1)),
    row(
        "a web page with status 200, such as a captive portal's",
        || {
            Always(bytes(
                "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 19\r\n\r\n<html>Log in</html>",
            ))
        },
        (Decode, 1),
        (Decode, 1),
    ),
    row(
        "such a page without a Content-Length",
        || Always(bytes("HTTP/1.1 200 OK\r\n\r\n<html>Log in</html>")),
        (Decode, 1),
        (Decode, 1),
    ),
    row(
        "a redirect without a Content-Length",
        || Always(bytes("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\n\r\n")),
        (Decode, 1),
        (Decode, 1),
    ),
    row(
        "404 without a Content-Length or a body",
        || Always(bytes("HTTP/1.1 404 Not Found\r\n\r\n")),
        (Api(404), 1),
        (Api(404), 1),
    ),
    row(
        "a gzip body, which the client did not ask for",
        || {
            Always(bytes(b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 5\r\n\r\n\x1f\x8b\x08\x00\x00"))
        },
        (Decode, 1),
        (Decode, 1),
    ),
    row(
        "a body that is not UTF-8",
        || Always(bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n\"\xff\xfe\"")),
        (Decode, 1),
        (Decode, 1),
    ),
    row(
        "JSON that is nested 100,000 deep",
        || {
            Always(Reply::Send(response_with(&format!(
                "\"x\":{}{}",
                "[".repeat(100_000),
                "]".repeat(100_000)
            ))))
        },
        (Decode, 1),
        (Decode, 1),
    ),
    row(
        "a number with a thousand digits",
        || {
            Always(Reply::Send(http(
                "200 OK",
                &DOCUMENT_RESPONSE.replace(
                    "\"device_count\": 1",
                    &format!("\"device_count\": {}", "9".repeat(1000)),
                ),
            )))
        },
        (Decode, 1),
        (Decode, 1),
    ),
    row(
        "a body over the limit",
        || {
            Always(bytes(format!(
                "HTTP/1.1 200 OK\r\ncontent-length: 2097152\r\n\r\n{}",
                " ".repeat(2 << 20)
            )))
        },
        (Decode, 1),
        (Decode, 1),
    ),
    row(
        "a body over the limit, in chunks",
        || {
            Always(bytes(format!(
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n200000\r\n{}\r\n0\r\n\r\n",
                " ".repeat(2 << 20)
            )))
        },
        (Decode, 1),
        (Decode, 1),
    ),
    row(
        "a header of 1 MiB",
        || Always(bytes(format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "x".repeat(1 << 20)))),
        (RECEIVE, 6),
        (RECEIVE, 1),
    ),
    row(
        "ten thousand headers",
        || Always(bytes(format!("HTTP/1.1 200 OK\r\n{}\r\n", "x: y\r\n".repeat(10_000)))),
        (RECEIVE, 6),
        (RECEIVE, 1),
    ),
    row(
        "a response that is not HTTP",
        || Always(bytes("SSH-2.0-OpenSSH_9.2\r\n\r\n")),
        (RECEIVE, 6),
        (RECEIVE, 1),
    ),
    row(
        "an interim response (1xx) before the response",
        || {
            Once(vec![Reply::Send(
                [
                    b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n".to_vec(),
                    http("200 OK", DOCUMENT_RESPONSE),
                ]
                .concat(),
            )])
        },
        (Success, 1),
        (Success, 1),
    ),
    row(
        "an unrequested second response, before the call",
        || After(vec![good()]),
        (Success, 1),
        (Success, 1),
    ),
    slow(
        "interim responses (1xx) without end",
        || Always(Reply::Drip(Vec::new(), b"HTTP/1.1 103 Early Hints\r\n\r\n".to_vec())),
        (TIMEOUT, 2),
        (TIMEOUT, 1),
    ),
    slow("no response, once", || Once(vec![Reply::Silence]), (Success, 2), (TIMEOUT, 1)),
    slow(
        "no response, once, and then one that is slower than the first try may take",
        || {
            Once(vec![
                Reply::Silence,
                Reply::Late(*DEADLINE / 2, http("200 OK", DOCUMENT_RESPONSE)),
            ])
        },
        (Success, 2),
        (TIMEOUT, 1),
    ),
    slow("no response, every time", || Always(Reply::Silence), (TIMEOUT, 2), (TIMEOUT, 1)),
    slow(
        "headers that come byte by byte",
        || Always(Reply::Drip(b"HTTP/1.1 200 OK\r\nx: ".to_vec(), b"x".to_vec())),
        (TIMEOUT, 2),
        (TIMEOUT, 1),
    ),
    slow(
        "a body that comes byte by byte",
        || {
            Always(Reply::Drip(
                b"HTTP/1.1 200 OK\r\ncontent-length: 999999\r\n\r\n".to_vec(),
                b" ".to_vec(),
            ))
        },
        (TIMEOUT, 2),
        (TIMEOUT, 1),
    ),
];

/// Faults over TLS only.
const TLS_ROWS: &[Row] = &[
    row(
        "the connection is closed before the TLS handshake, once",
        || Once(vec![Reply::HangUp]),
        (Success, 1),
        (Success, 1),
    ),
    row(
        "the connection is closed before the TLS handshake, eight times",
        || Once(vec![Reply::HangUp; 8]),
        (Success, 1),
        (Success, 1),
    ),
    row(
        "a bit of the TLS handshake is flipped on the way, once",
        || Damaged(Part::Handshake),
        (Success, 1),
        (Success, 1),
    ),
    row(
        "a bit of the response's TLS record is flipped on the way, once",
        || Damaged(Part::Response),
        (Success, 2),
        (RECEIVE, 1),
    ),
    row(
        "a bit of that record's header is flipped on the way, once",
        || Damaged(Part::RecordHead),
        (Success, 2),
        (RECEIVE, 1),
    ),
    slow(
        "the server does not speak TLS",
        || NoTls(bytes("HTTP/1.1 400 Bad Request\r\n\r\n")),
        (Transport(Step::Tls), 0),
        (Transport(Step::Tls), 0),
    ),
    slow(
        "the server stops in the middle of the TLS handshake",
        || NoTls(Reply::Silence),
        (TIMEOUT, 0),
        (TIMEOUT, 0),
    ),
    slow(
        "the TLS handshake comes byte by byte",
        || NoTls(Reply::Drip(b"\x16\x03\x03\x3f\xff".to_vec(), b"\x00".to_vec())),
        (TIMEOUT, 0),
        (TIMEOUT, 0),
    ),
    row(
        "a certificate that is not valid yet: the device's clock is behind",
        || Years(2200, 2300),
        (Transport(Step::Tls), 0),
        (Transport(Step::Tls), 0),
    ),
    row(
        "a certificate that has expired, or the device's clock is ahead",
        || Years(1980, 1990),
        (Transport(Step::Tls), 0),
        (Transport(Step::Tls), 0),
    ),
    row(
        "a certificate for another name",
        || OtherName,
        (Transport(Step::Tls), 0),
        (Transport(Step::Tls), 0),
    ),
    row(
        "a certificate of an unknown authority",
        || Untrusted,
        (Transport(Step::Tls), 0),
        (Transport(Step::Tls), 0),
    ),
];

/// A started peer: its server, if there is one, and a client that calls it.
struct Setup {
    server: Option<Server>,
    seam: Seam,
    /// How many requests came before the call under test.
    before: usize,
    /// Keeps the port closed.
    _held: Option<[TcpStream; 2]>,
}

fn builder(url: &str, timeout: Duration) -> SeamBuilder {
    Seam::builder(Credential::api_key("seam_key").unwrap())
        .endpoint(url)
        .proxy(Proxy::none())
        .timeout(timeout)
        .try_timeout(timeout / 3)
        .connect_timeout(timeout)
        .retry_pauses(Duration::from_millis(1), Duration::from_millis(1))
}

fn setup(peer: Peer, over_tls: bool, timeout: Duration) -> Setup {
    let builder = |url: &str| builder(url, timeout);
    #[cfg(feature = "tls")]
    let authority = Authority::new();
    let (after, script): (bool, Box<dyn Iterator<Item = Reply> + Send>) = match peer {
        Once(script) => (false, Box::new(script.into_iter().chain(iter::repeat_with(good)))),
        After(script) => {
            (true, Box::new(iter::once(good()).chain(script).chain(iter::repeat_with(good))))
        }
        Always(reply) => (false, Box::new(iter::repeat(reply))),
        Nobody => {
            let (held, port) = closed_port();
            let scheme = if over_tls { "https" } else { "http" };
            let seam = builder(&format!("{scheme}://127.0.0.1:{port}")).build().unwrap();
            return Setup { server: None, seam, before: 0, _held: Some(held) };
        }
        // These reply to bytes, not to requests.
        #[cfg(feature = "tls")]
        NoTls(reply) => {
            let server =
                Server::start_with(iter::repeat(reply), |stream| Ok(HelloAsRequest(stream)));
            return over(server, builder_of(&authority, timeout));
        }
        #[cfg(feature = "tls")]
        Years(from, to) => {
            return over(
                authority.serve_in((from, to), vec![good()]),
                builder_of(&authority, timeout),
            );
        }
        #[cfg(feature = "tls")]
        OtherName => {
            return over(
                authority.serve("elsewhere.example", vec![good()]),
                builder_of(&authority, timeout),
            );
        }
        #[cfg(feature = "tls")]
        Untrusted => {
            return over(
                Authority::new().serve("localhost", vec![good()]),
                builder_of(&authority, timeout),
            );
        }
        #[cfg(feature = "tls")]
        Damaged(part) => return over(damaged(&authority, part), builder_of(&authority, timeout)),
        #[cfg(not(feature = "tls"))]
        _ => panic!("without TLS"),
    };
    #[cfg(feature = "tls")]
    let setup = if over_tls {
        over(authority.serve("localhost", script), builder_of(&authority, timeout))
    } else {
        over(Server::start(script), builder)
    };
    #[cfg(not(feature = "tls"))]
    let setup = over(Server::start(script), builder);
    if after {
        create(&setup.seam).unwrap();
        return Setup { before: 1, ..setup };
    }
    setup
}

fn over(server: Server, builder: impl Fn(&str) -> SeamBuilder) -> Setup {
    let seam = builder(&server.url()).build().unwrap();
    Setup { server: Some(server), seam, before: 0, _held: None }
}

#[cfg(feature = "tls")]
fn builder_of(authority: &Authority, timeout: Duration) -> impl Fn(&str) -> SeamBuilder {
    let pem = authority.pem();
    move |url| {
        let url = url.replace("http://127.0.0.1", "https://localhost");
        builder(&url, timeout).ca_certificates(&pem).unwrap()
    }
}

/// Makes a scripted server take the first bytes of TLS for a whole request.
#[cfg(feature = "tls")]
struct HelloAsRequest(TcpStream);

#[cfg(feature = "tls")]
impl Read for HelloAsRequest {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let amount = self.0.read(buffer)?;
        let end = b"\r\n\r\n";
        if amount > 4 {
            buffer[..4].copy_from_slice(end);
            return Ok(4);
        }
        Ok(amount)
    }
}

#[cfg(feature = "tls")]
impl Write for HelloAsRequest {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

/// Starts a server behind a network that flips a bit of what the server sends on its first connection.
#[cfg(feature = "tls")]
fn damaged(authority: &Authority, part: Part) -> Server {
    let config = Arc::new(authority.config("localhost"));
    let damage = Arc::new(AtomicBool::new(part == Part::Handshake));
    let damages_response = AtomicBool::new(part != Part::Handshake);
    Server::start_with(iter::repeat_with(good), move |stream| {
        let session = ServerConnection::new(config.clone()).map_err(std::io::Error::other)?;
        let stream = StreamOwned::new(session, Noisy { stream, part, damage: damage.clone() });
        Ok(DamagedResponse { stream, damaged: damages_response.swap(false, SeqCst) })
    })
}

/// Between TLS and the socket.
#[cfg(feature = "tls")]
struct Noisy {
    stream: TcpStream,
    part: Part,
    /// Whether to damage the next long record.
    damage: Arc<AtomicBool>,
}

#[cfg(feature = "tls")]
impl Read for Noisy {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.stream.read(buffer)
    }
}

#[cfg(feature = "tls")]
impl Write for Noisy {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut bytes = bytes.to_vec();
        // Not the first record of a handshake, which negotiates parameters unencrypted.
        if bytes.len() > 200 && self.damage.swap(false, SeqCst) {
            let place = if self.part == Part::RecordHead { 0 } else { bytes.len() - 1 };
            bytes[place] ^= 0x80;
        }
        self.stream.write_all(&bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.stream.flush()
    }
}

/// Between TLS and the server.
#[cfg(feature = "tls")]
struct DamagedResponse {
    stream: StreamOwned<ServerConnection, Noisy>,
    damaged: bool,
}

#[cfg(feature = "tls")]
impl Read for DamagedResponse {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.stream.read(buffer)
    }
}

#[cfg(feature = "tls")]
impl Write for DamagedResponse {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.damaged {
            self.stream.sock.damage.store(true, SeqCst);
        }
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.stream.flush()
    }
}

fn get_or_create(seam: &Seam) -> Result<(), Error> {
    let request = GetOrCreate::new().user_identifier_key("jane");
    seam.client_sessions().get_or_create(request).map(drop)
}

fn create(seam: &Seam) -> Result<(), Error> {
    seam.client_sessions().create(Create::new()).map(drop)
}

fn check(row: &Row, over_tls: bool) {
    type Call = fn(&Seam) -> Result<(), Error>;
    let calls: [(Call, (End, usize)); 2] = [(get_or_create, row.idempotent), (create, row.once)];
    let timeout = if row.deadlines == 0 { NO_DEADLINE } else { *DEADLINE };
    for (index, (call, expected)) in calls.into_iter().enumerate() {
        let what = format!(
            "{}{}{}",
            row.fault,
            if index == 0 { ", idempotent" } else { ", not idempotent" },
            if over_tls { ", over TLS" } else { "" }
        );
        let latest = *DEADLINE * row.deadlines + *SLACK;
        let mut late = 0;
        loop {
            let elapsed = check_call(row, call, expected, &what, over_tls, timeout);
            if elapsed <= latest {
                break;
            }
            late += 1;
            assert!(late < LATE, "{what}: late every time, and took {elapsed:?} the last time");
        }
    }
}

/// Returns how long the call took.
fn check_call(
    row: &Row,
    call: fn(&Seam) -> Result<(), Error>,
    expected: (End, usize),
    what: &str,
    over_tls: bool,
    timeout: Duration,
) -> Duration {
    let Setup { server, seam, before, _held } = setup((row.peer)(), over_tls, timeout);
    let start = Instant::now();
    let result = call(&seam);
    let elapsed = start.elapsed();
    let requests = match (&server, (row.peer)()) {
        // Those are beginnings of TLS, not requests.
        (None, _) | (_, NoTls(_)) => 0,
        (Some(server), _) => server.requests().len() - before,
    };
    let end = match (End::from_result(&result), expected.0) {
        // The deadline may end the last try.
        (TIMEOUT, Transport(Step::Connect | Step::Tls)) if row.deadlines == 1 => expected.0,
        (end, _) => end,
    };
    assert_eq!((end, requests), expected, "{what}: {result:?}");
    if let (Some(server), Years(..) | OtherName | Untrusted) = (&server, (row.peer)()) {
        assert_eq!(server.connections(), 1, "{what}: a refused certificate is not retried");
    }
    if let Err(error) = &result {
        assert!(!error.to_string().contains("seam_key"), "{what}: {error}");
        let tries = error.tries() as usize;
        assert!(tries == requests || requests == 0 && tries > 0, "{what}: {tries}");
        if let Error::Transport(error) = error {
            assert_eq!(error.may_have_been_sent(), requests > 0, "{what}: {error}");
        }
    }
    elapsed
}

/// Rows mostly wait, so many threads share them. Neighbours wait equally long: each thread gets other ones.
fn check_all(rows: &[&'static Row], over_tls: bool) {
    const THREADS: usize = 16;

    std::thread::scope(|scope| {
        for first in 0..THREADS {
            let part = rows.iter().skip(first).step_by(THREADS);
            scope.spawn(move || part.for_each(|row| check(row, over_tls)));
        }
    });
}

#[test]
fn each_fault_ends_as_the_table_says() {
    check_all(&ROWS.iter().collect::<Vec<_>>(), false);
}

#[cfg(feature = "tls")]
#[test]
fn each_fault_ends_as_the_table_says_over_tls() {
    check_all(&ROWS.iter().chain(TLS_ROWS).collect::<Vec<_>>(), true);
}

#[test]
fn every_truncation_of_a_body_without_length_is_a_broken_connection() {
    let field = r#""x":["{","}]","\\","\"}",{"y":[{}]}]"#;
    let response = String::from_utf8(response_with(field)).unwrap();
    let body = response.split_once("\r\n\r\n").unwrap().1;
    let whole = body.len();
    let reply = |end: usize| bytes([b"HTTP/1.1 200 OK\r\n\r\n", &body.as_bytes()[..end]].concat());
    let server = Server::start((0..=whole).map(reply).collect::<Vec<_>>());
    let seam = builder(&server.url(), NO_DEADLINE).retries(0).build().unwrap();
    for end in 0..=whole {
        let expected = if end < whole { RECEIVE } else { Success };
        assert_eq!(
            End::from_result(&get_or_create(&seam)),
            expected,
            "{:?}",
            &body.as_bytes()[..end]
        );
    }
}

#[test]
fn without_retries_a_dead_kept_connection_is_not_retried() {
    let server = Server::start([good(), bytes(""), good(), bytes("")]);
    let seam = builder(&server.url(), NO_DEADLINE).retries(0).build().unwrap();
    let mut sent = 0;
    for expected in [Success, RECEIVE, Success, RECEIVE] {
        let result = get_or_create(&seam);
        sent += 1;
        assert_eq!((End::from_result(&result), server.requests().len()), (expected, sent));
        if let Err(error) = result {
            assert_eq!(error.tries(), 1);
        }
    }
}

#[test]
fn a_refused_last_try_does_not_hide_that_an_earlier_try_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        drop(listener);
        let request = read_request(&mut stream).unwrap();
        stream.write_all(&http("500 Internal Server Error", PROBLEM)).unwrap();
        // Read until the client hangs up, on its second try.
        (request.is_some(), read_request(&mut stream).is_ok_and(|request| request.is_some()))
    });
    let seam = builder(&url, *DEADLINE).max_idle_connections(0).build().unwrap();
    let Err(Error::Transport(error)) = get_or_create(&seam) else {
        panic!("the last try reached a server")
    };
    // The call's time may end just before the last try is refused.
    assert!(matches!(error.step(), Step::Connect | Step::Deadline), "{error}");
    assert!(error.may_have_been_sent());
    assert_eq!(Error::Transport(error).tries(), 1);
    assert_eq!(server.join().unwrap(), (true, false));
}

#[test]
fn a_misdirected_request_is_retried_on_a_new_connection() {
    let server = Server::start([status("421 Misdirected Request"), good()]);
    get_or_create(&builder(&server.url(), NO_DEADLINE).build().unwrap()).unwrap();
    assert_eq!(server.connections(), 2);
}

/// Seam's response if there is nothing to delete.
fn not_found() -> Reply {
    status("404 Not Found")
}

#[test]
fn a_404_to_a_delete_succeeds_only_after_a_try_of_unknown_outcome() {
    let cut = || bytes(format!("HTTP/1.1 404 Not Found\r\ncontent-length: 99\r\n\r\n{PROBLEM:.9}"));
    let histories: [(Vec<Reply>, End); 14] = [
        (vec![not_found()], Api(404)),
        (vec![page("404 Not Found")], Api(404)),
        (vec![bytes(""), not_found()], Success),
        (vec![bytes("HTTP/1.1 200 OK\r\nconte"), not_found()], Success),
        (vec![bytes(""), page("502 Bad Gateway"), not_found()], Success),
        (vec![status("500 Internal Server Error"), not_found()], Success),
        (vec![page("429 Too Many Requests"), not_found()], Success),
        // Seam's 429 proves that it did not delete anything.
        (vec![status("429 Too Many Requests"), not_found()], Api(404)),
        (vec![bytes(""), status("429 Too Many Requests"), not_found()], Success),
        // The 404 is not Seam's.
        (vec![bytes(""), page("404 Not Found")], Api(404)),
        (vec![bytes(""), bytes("HTTP/1.1 404 Not Found\r\n\r\n")], Api(404)),
        (vec![bytes(""), cut(), not_found()], Success),
        (vec![bytes(""), status("400 Bad Request")], Api(400)),
        (vec![bytes(""), status("410 Gone")], Api(410)),
    ];
    type Call = fn(&Seam) -> Result<(), Error>;
    let deletes: [Call; 2] = [
        |seam| seam.client_sessions().delete(Delete::new("a")),
        |seam| seam.call_for_json(&Delete::new("a")).map(|json| assert_eq!(json, "{}")),
    ];
    for (history, expected) in histories {
        for call in deletes {
            let server = Server::start(history.clone());
            let result = call(&builder(&server.url(), NO_DEADLINE).build().unwrap());
            let seen = (End::from_result(&result), server.requests().len());
            assert_eq!(seen, (expected, history.len()), "{history:?}");
        }
    }
}

#[test]
fn a_404_does_not_prove_that_a_session_was_revoked() {
    let server = Server::start([bytes(""), not_found()]);
    let seam = builder(&server.url(), NO_DEADLINE).build().unwrap();
    let result = seam.client_sessions().revoke(Revoke::new("a"));
    assert_eq!((End::from_result(&result), server.requests().len()), (Api(404), 2));
}

#[test]
fn the_documentation_has_this_table() {
    let mut table = String::from(
        "| fault | an idempotent call | any other call | ends |\n\
         |---|---|---|---|\n",
    );
    for row in ROWS.iter().chain(TLS_ROWS) {
        let column = |(end, requests): (End, usize)| {
            let times = match requests {
                0 => "nothing sent".to_owned(),
                1 => "sent once".to_owned(),
                2 => "sent twice".to_owned(),
                6 => "sent six times".to_owned(),
                more => format!("sent {more} times"),
            };
            format!("{}, {times}", end.in_words())
        };
        let late = match (row.deadlines, row.idempotent.1) {
            (0, 0..=2) => "at once",
            (0, _) => "after the pauses",
            _ => "by the deadline",
        };
        table += &format!(
            "| {} | {} | {} | {late} |\n",
            row.fault,
            column(row.idempotent),
            column(row.once)
        );
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/faults.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &table).unwrap();
    }
    assert!(ROWS.len() + TLS_ROWS.len() >= 70);
    let documented = std::fs::read_to_string(path).unwrap();
    assert_eq!(documented, table, "UPDATE_DOCS=1 cargo test --test faults updates it");
}
