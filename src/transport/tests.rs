#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::error::Error as _;
use std::io::{self, Read};
#[cfg(feature = "tls")]
use std::net::SocketAddr;
#[cfg(feature = "tls")]
use std::sync::Arc;

use super::*;
use crate::auth::Credential;
use crate::error::Step;
use crate::timestamp::Timestamp;

const MINUTE: Duration = Duration::from_secs(60);
const LIMITS: Limits = Limits { timeout: MINUTE, max_idle: MINUTE, others_follow: false };

fn settings(host: &str, port: u16) -> Settings<'static> {
    Settings {
        origin: Origin { https: false, host: host.to_owned(), port: Some(port) },
        host_header: None,
        connect_timeout: MINUTE,
        max_idle_connections: 1,
        user_agent: "test",
        proxy: None,
        ip_family: IpFamily::Any,
        max_response_size: 1024,
        is_cut: |_| false,
        #[cfg(feature = "tls")]
        roots: tls::Roots::default(),
    }
}

/// A server of one connection that answers each request, up to its empty object, by the next of these.
/// Gives how many bytes each request had.
fn answering(answers: Vec<String>) -> (Transport, std::thread::JoinHandle<Vec<usize>>) {
    use std::io::Write;

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let serve = move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut lengths = Vec::new();
        for answer in answers {
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n{}") {
                let mut piece = [0; 1024];
                let amount = stream.read(&mut piece).unwrap();
                assert!(amount > 0, "{}", String::from_utf8_lossy(&request));
                request.extend(&piece[..amount]);
            }
            lengths.push(request.len());
            // A client that has read enough hangs up.
            let _ = stream.write_all(answer.as_bytes());
        }
        lengths
    };
    (Transport::new(settings("127.0.0.1", port)).unwrap(), std::thread::spawn(serve))
}

#[test]
fn a_response_head_over_the_limit_is_an_error_that_names_it() {
    let answer = |size: usize| {
        format!("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nx: {}\r\n\r\n{{}}", "x".repeat(size))
    };
    // Small, large and small again, with what comes of reading them bit by bit.
    let sizes = [1, 100, 5_000, 15 * 1024, 1, 9_000, 20_000];
    let (transport, server) = answering(sizes.map(answer).to_vec());
    let headers = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
    for size in sizes {
        let result = transport.exchange("/a", &headers, b"{}", LIMITS);
        if size < 16_000 {
            assert_eq!(result.unwrap().body, b"{}", "{size}");
        } else {
            let error = result.err().unwrap().to_string();
            assert!(error.contains("headers of over 16383 bytes"), "{error}");
        }
    }
    assert_eq!(server.join().unwrap().len(), sizes.len());
}

#[test]
fn a_body_is_reported_as_whole_too_large_or_truncated() {
    let long =
        |size: usize| format!("200 OK\r\ncontent-length: {size}\r\n\r\n{}", "}".repeat(size));
    let text = |text: &str| text.to_owned();
    for (answer, expected) in [
        (text("200 OK\r\ncontent-length: 2\r\n\r\n{}"), "whole"),
        (text("200 OK\r\ncontent-length: 1\r\n\r\n{"), "whole"),
        (long(1024), "whole"),
        (long(1025), "too large"),
        (text("200 OK\r\ncontent-length: 3\r\n\r\n{}"), "broken"),
        (text("200 OK\r\n\r\n{}"), "whole"),
        (text("200 OK\r\n\r\n{"), "broken"),
        (text("200 OK\r\n\r\n"), "broken"),
        (text("204 No Content\r\n\r\n"), "whole"),
        (text("302 Found\r\n\r\n"), "whole"),
        (text("404 Not Found\r\n\r\n"), "whole"),
        (text("404 Not Found\r\n\r\n{"), "broken"),
    ] {
        let (mut transport, server) = answering(vec![format!("HTTP/1.1 {answer}")]);
        transport.is_cut = |body| !body.ends_with(b"}");
        let headers = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
        let reply = transport.exchange("/a", &headers, b"{}", LIMITS).unwrap();
        let end = match reply.end {
            End::Whole => "whole",
            End::TooLarge(1024) => "too large",
            End::TooLarge(_) => "another limit",
            End::Broken(error) => {
                assert_eq!((error.step, error.sent, error.may_pass), (Step::Receive, true, true));
                "broken"
            }
        };
        assert_eq!(end, expected, "{answer}");
        assert!(reply.body.len() <= 1024);
        server.join().unwrap();
    }
}

#[test]
fn long_heads_and_credentials_are_sent_completely() {
    let key = format!("seam_{}", "k".repeat(4_000));
    let lengths = [1, 2_500, 3_500, 4_000, 4_500, 5_000].map(|length: usize| "a".repeat(length));
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".to_owned();
    let (transport, server) = answering(vec![answer; lengths.len()]);
    let headers = Headers::new(&Credential::api_key(key).unwrap()).unwrap();
    for path in &lengths {
        let path = format!("/{path}");
        assert_eq!(transport.exchange(&path, &headers, b"{}", LIMITS).unwrap().status, 200);
    }
    let arrived = server.join().unwrap();
    let rest = arrived[0] - 1;
    assert_eq!(arrived, lengths.map(|path| rest + path.len()));
}

/// A server on a port of this machine that answers so many calls, each on the same connection if
/// the client likes.
#[cfg(feature = "tls")]
fn server(calls: usize) -> (SocketAddr, std::thread::JoinHandle<()>) {
    use std::io::Write;

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let serve = move || {
        let (mut stream, _) = listener.accept().unwrap();
        for _ in 0..calls {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n{}") {
                let mut byte = [0];
                stream.read_exact(&mut byte).unwrap();
                head.extend(byte);
            }
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").unwrap();
        }
    };
    (address, std::thread::spawn(serve))
}

#[test]
#[cfg(feature = "tls")]
fn only_new_connections_resolve_the_name_and_failures_resolve_again() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    // The name server knows the first server, and once that is gone the second.
    let (first, first_ends) = server(3);
    let (second, second_ends) = server(2);
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let look_up = move |host: &str, _: u16| {
        assert_eq!(host, "seam.example");
        let number = count.fetch_add(1, Ordering::SeqCst);
        Ok(vec![if number == 0 { first } else { second }])
    };
    let resolver =
        Resolver::new(Box::new(look_up), Duration::from_secs(3600), Duration::from_secs(3600));
    let settings = settings("seam.example", 80);
    let transport = Transport::with(settings, resolver).unwrap();
    let headers = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
    let call = || transport.exchange("/a", &headers, b"{}", LIMITS);
    for _ in 0..3 {
        assert_eq!(call().unwrap().status, 200);
        assert_eq!(asked.load(Ordering::SeqCst), 1);
    }
    first_ends.join().unwrap();

    // The kept connection is closed, and nobody listens at the first address any more.
    for _ in 0..2 {
        assert_eq!(call().unwrap().status, 200);
        assert_eq!(asked.load(Ordering::SeqCst), 2);
    }
    second_ends.join().unwrap();
}

/// A proxy that is also the server behind it. Each of its connections answers request after request
/// by its own script, and is closed after that: then a message comes. Gives all heads that came.
#[cfg(feature = "tls")]
fn proxy_server(
    connections: Vec<&'static [&'static str]>,
) -> (u16, std::sync::mpsc::Receiver<Vec<String>>) {
    use std::io::Write;

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (closed, messages) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut heads = Vec::new();
        for script in connections {
            let (mut stream, _) = listener.accept().unwrap();
            for answer in script {
                let mut head = Vec::new();
                while !head.ends_with(if head.starts_with(b"P") {
                    b"\r\n\r\n{}"
                } else {
                    b"\r\n\r\n" as &[u8]
                }) {
                    let mut byte = [0];
                    stream.read_exact(&mut byte).unwrap();
                    head.extend(byte);
                }
                let head = String::from_utf8(head).unwrap();
                heads.push(head.lines().next().unwrap_or_default().to_owned());
                stream.write_all(answer.as_bytes()).unwrap();
            }
            drop(stream);
            closed.send(heads.clone()).unwrap();
        }
    });
    (port, messages)
}

#[cfg(feature = "tls")]
fn through_proxy(port: u16, connect_timeout: Duration) -> Transport {
    Transport::new(Settings {
        connect_timeout,
        proxy: Some(Chosen {
            https: false,
            host: "127.0.0.1".to_owned(),
            port,
            authorization: None,
        }),
        ..settings("seam.example", 80)
    })
    .unwrap()
}

#[cfg(feature = "tls")]
fn post(transport: &Transport, max_idle: Duration) -> Result<u16, TransportError> {
    let headers = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
    let limits = Limits { max_idle, ..LIMITS };
    transport.exchange("/a", &headers, b"{}", limits).map(|reply| reply.status)
}

#[test]
#[cfg(feature = "tls")]
fn an_open_proxy_connection_is_reused() {
    const TUNNEL: &str = "HTTP/1.1 200 OK\r\n\r\n";
    const ANSWER: &str = "HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\n{}";
    let (port, closed) = proxy_server(vec![
        &[TUNNEL, ANSWER, ANSWER],
        &[TUNNEL, ANSWER],
        // What nobody asked for.
        &[TUNNEL, "HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n\r\n"],
        &[TUNNEL, ANSWER],
    ]);
    let transport = through_proxy(port, MINUTE);
    assert_eq!(post(&transport, MINUTE).unwrap(), 201);
    assert_eq!(post(&transport, MINUTE).unwrap(), 201);
    closed.recv().unwrap();
    for _ in 0..3 {
        assert_eq!(post(&transport, MINUTE).unwrap(), 201);
        let heads = closed.recv().unwrap();
        assert_eq!(
            heads[heads.len() - 2..],
            ["CONNECT seam.example:80 HTTP/1.1", "POST /a HTTP/1.1"]
        );
    }
}

#[test]
#[cfg(feature = "tls")]
fn a_proxy_connection_idle_for_too_long_is_not_reused() {
    const TUNNEL: &str = "HTTP/1.1 200 OK\r\n\r\n";
    const ANSWER: &str = "HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\n{}";
    let (port, closed) = proxy_server(vec![&[TUNNEL, ANSWER], &[TUNNEL, ANSWER, ANSWER]]);
    let transport = through_proxy(port, MINUTE);
    for max_idle in [MINUTE, Duration::ZERO, MINUTE] {
        assert_eq!(post(&transport, max_idle).unwrap(), 201);
    }
    closed.recv().unwrap();
    assert_eq!(closed.recv().unwrap().len(), 5);
}

#[test]
#[cfg(feature = "tls")]
fn a_silent_proxy_uses_only_the_connect_timeout() {
    // Its system takes the connection; nobody answers on it.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let transport = through_proxy(port, Duration::from_millis(50));
    let error = post(&transport, Duration::ZERO).unwrap_err();
    assert_eq!((error.step, error.sent, error.may_pass), (Step::Connect, false, true));
    assert!(error.to_string().ends_with(" within 50ms"), "{error}");
}

#[test]
fn a_timed_out_try_names_its_path_and_its_timeout() {
    // Its system takes the connection; nobody responds on it.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let transport = Transport::new(settings("127.0.0.1", address.port())).unwrap();
    let headers = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
    let limits = Limits { timeout: Duration::from_millis(50), ..LIMITS };
    let error = transport.exchange("/a", &headers, b"{}", limits).err().unwrap();
    assert_eq!((error.step, error.sent, error.may_pass), (Step::Deadline, true, true));
    assert_eq!(error.to_string(), format!("no response from {address} to /a within 50ms"));
    assert_eq!(Error::from(error).path(), Some("/a"));
}

#[test]
#[cfg(feature = "tls")]
fn a_failure_at_the_proxy_means_that_nothing_was_sent() {
    for (answer, may_pass) in [
        ("", true),
        ("HTTP/1.1 200", true),
        ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", false),
        ("HTTP/1.1 403 Forbidden\r\n\r\n", false),
        ("HTTP/1.1 502 Bad Gateway\r\n\r\n", true),
        ("SSH-2.0-OpenSSH_9.2\r\n\r\n", false),
    ] {
        let script: &[&str] = Vec::leak(vec![answer]);
        let (port, _closed) = proxy_server(vec![script]);
        let error = post(&through_proxy(port, MINUTE), Duration::ZERO).unwrap_err();
        let seen = (error.step, error.sent, error.idle, error.may_pass);
        assert_eq!(seen, (Step::Connect, false, false, may_pass), "{answer}: {error}");
    }
}

#[test]
fn seams_time_is_paired_with_the_clock_before_the_response() {
    use std::io::Write;

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.read_exact(&mut [0]).unwrap();
        let (at, wall) = (Instant::now(), SystemTime::now());
        let answer =
            "HTTP/1.1 200 OK\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\ncontent-length: 2\r\n\r\n{}";
        stream.write_all(answer.as_bytes()).unwrap();
        // Until the client has read it.
        let _ = stream.read_to_end(&mut Vec::new());
        (at, wall)
    });
    let transport = Transport::new(settings("127.0.0.1", port)).unwrap();
    let headers = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
    transport.exchange("/a", &headers, b"{}", LIMITS).unwrap();
    let told = transport.told().unwrap();
    drop(transport);
    let (at, wall) = server.join().unwrap();
    assert!(told.at <= at && told.wall <= wall);
    assert_eq!(told.seam, Timestamp::parse_http("Sun, 06 Nov 1994 08:49:37 GMT").unwrap());
    assert!(told.skew > 1_000_000_000);
}

#[test]
fn a_retry_after_date_is_relative_to_the_servers_clock_if_known() {
    let in_an_hour = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3600));
    let headers =
        |text: &str| format!("HTTP/1.1 429 Too Many Requests\r\n{text}content-length: 0\r\n\r\n");
    let (transport, server) = answering(vec![
        headers(
            "date: Sun, 06 Nov 1994 08:49:37 GMT\r\nretry-after: Sun, 06 Nov 1994 09:49:37 GMT\r\n",
        ),
        headers(&format!("retry-after: {in_an_hour}\r\n")),
    ]);
    let credentials = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
    let wait = || {
        let reply = transport.exchange("/a", &credentials, b"{}", LIMITS).unwrap();
        reply.retry_after.unwrap().as_secs()
    };
    assert_eq!(wait(), 3600);
    let waits = wait();
    assert!((3000..=3600).contains(&waits), "{waits}");
    server.join().unwrap();
}

#[test]
fn an_early_close_is_reported_as_closed_by_the_other_end() {
    let transport = Transport::new(settings("127.0.0.1", 1)).unwrap();
    let text = "no close_notify: https://docs.rs/rustls/latest/rustls/manual";
    let error = ureq::Error::Io(io::Error::new(io::ErrorKind::UnexpectedEof, text));
    let error = transport.failed(error, "/a", LIMITS);
    assert_eq!(
        error.to_string(),
        "the connection to 127.0.0.1:1 broke before the whole response to /a arrived: the other end closed \
         the connection"
    );
    assert!(error.source().unwrap().to_string().contains(text));
}

#[test]
fn a_connection_with_a_zero_keep_alive_timeout_is_not_reused() {
    use std::io::Write;

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = std::thread::spawn(move || {
        // It keeps them open, so that it depends on its word alone.
        let mut kept = Vec::new();
        let heads = ["", "keep-alive: timeout=60\r\n", "keep-alive: timeout=0\r\n", ""];
        for (call, head) in heads.into_iter().enumerate() {
            if call == 0 || call == 3 {
                kept.push(listener.accept().unwrap().0);
            }
            let stream = kept.last_mut().unwrap();
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n{}") {
                let mut byte = [0];
                stream.read_exact(&mut byte).unwrap();
                request.extend(byte);
            }
            let answer = format!("HTTP/1.1 200 OK\r\n{head}content-length: 2\r\n\r\n{{}}");
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    let transport = Transport::new(settings("127.0.0.1", port)).unwrap();
    let headers = Headers::new(&Credential::api_key("seam_key").unwrap()).unwrap();
    let limits = Limits { timeout: MINUTE, max_idle: MINUTE, others_follow: true };
    for _ in 0..4 {
        transport.exchange("/a", &headers, b"{}", limits).unwrap();
    }
    server.join().unwrap();
}
