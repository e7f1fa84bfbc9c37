#![allow(clippy::unwrap_used)]

use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use super::*;
use crate::Secret;
use crate::transport::Limits;
use crate::transport::exchange::within;
use crate::transport::failure::downcast_failure;
use crate::transport::socket::Socket;

const MINUTE: Duration = Duration::from_secs(60);
const LIMITS: Limits = Limits { timeout: MINUTE, max_idle: MINUTE, others_follow: false };

fn proxy(authorization: Option<&str>) -> Chosen {
    Chosen {
        https: false,
        host: "127.0.0.1".to_owned(),
        port: 3128,
        authorization: authorization.map(Secret::from),
    }
}

/// The result with a proxy that sends this response, piece by piece, and what the client sent to it.
fn asked(proxy: &Chosen, response: &[&str]) -> (Result<(), Failure>, String) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let mut end = listener.accept().unwrap().0;
    let pieces: Vec<_> = response.iter().map(|&piece| piece.to_owned()).collect();
    let answers = thread::spawn(move || {
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            end.read_exact(&mut byte).unwrap();
            request.extend(byte);
        }
        for piece in pieces {
            // The client closes the connection once it has read enough.
            let _ = end.write_all(piece.as_bytes());
        }
        String::from_utf8(request).unwrap()
    });
    let server = Server { https: true, host: "[2001:db8::1]", port: 443 };
    let mut link = Link::new(Socket::new(stream));
    let result = within(LIMITS, || open(&mut link, server, proxy, "test/1"));
    drop(link);
    (result, answers.join().unwrap())
}

#[test]
fn connect_sends_the_proxy_only_the_server_and_the_proxy_password() {
    const HEAD: &str =
        "CONNECT [2001:db8::1]:443 HTTP/1.1\r\nHost: [2001:db8::1]:443\r\nUser-Agent: test/1\r\n";
    let (result, request) = asked(&proxy(None), &["HTTP/1.1 200 OK\r\n\r\n"]);
    assert!(result.is_ok());
    assert_eq!(request, format!("{HEAD}\r\n"));
    let (_, request) = asked(&proxy(Some("Basic dTpw")), &["HTTP/1.1 200 OK\r\n\r\n"]);
    assert_eq!(request, format!("{HEAD}Proxy-Authorization: Basic dTpw\r\n\r\n"));
}

#[test]
fn any_2xx_response_opens_the_tunnel_however_it_is_split() {
    let long = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "x".repeat(15 * 1024));
    for response in [
        &["HTTP/1.1 200 Connection established\r\n\r\n"][..],
        &["HTTP/1.0 200\r\n\r\n"],
        &["HTTP/1.1 204 No Content\r\nvia: a\r\n\r\n"],
        &["HTTP/1.1 299 \n\n"],
        &[
            "HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        ],
        &["HTT", "P/1.1 2", "00 OK\r", "\n\r", "\n"],
        &[&long],
    ] {
        let (result, _) = asked(&proxy(None), response);
        assert!(result.is_ok(), "{response:?} {:?}", result.err());
    }
}

#[test]
fn each_proxy_refusal_is_explained_and_marked_final_or_temporary() {
    const NOT_HTTP: &str = "did not respond in HTTP: check its URL";
    let too_long = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "x".repeat(17 * 1024));
    let elsewhere = |status| format!("did not connect to [2001:db8::1]:443 (status {status})");
    for (user, response, reason, is_final) in [
        (
            None,
            "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
            "requires a user and password (status 407): put them in its URL".to_owned(),
            true,
        ),
        (
            Some("Basic dTpw"),
            "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n<html>",
            "refuses the user or password in its URL (status 407)".to_owned(),
            true,
        ),
        (None, "HTTP/1.1 403 Forbidden\r\n\r\n", elsewhere(403), true),
        (None, "HTTP/1.1 302 Found\r\nlocation: http://a\r\n\r\n", elsewhere(302), true),
        (None, "HTTP/1.1 408 Request Timeout\r\n\r\n", elsewhere(408), false),
        (None, "HTTP/1.1 425 Too Early\r\n\r\n", elsewhere(425), false),
        (None, "HTTP/1.1 429 Too Many Requests\r\n\r\n", elsewhere(429), false),
        (None, "HTTP/1.1 502 Bad Gateway\r\n\r\n", elsewhere(502), false),
        (None, "HTTP/1.1 503 \r\n\r\n", elsewhere(503), false),
        (None, "HTTP/1.1 2OO OK\r\n\r\n", NOT_HTTP.to_owned(), true),
        (None, "HTTP/1.1200 OK\r\n\r\n", NOT_HTTP.to_owned(), true),
        (None, "HTTP/1.1\r\n\r\n", NOT_HTTP.to_owned(), true),
        (None, "SSH-2.0-OpenSSH_9.2\r\n", NOT_HTTP.to_owned(), true),
        (None, "HTTP/1.1 200 OK\r\n\r\nwhat nobody asked for", NOT_HTTP.to_owned(), true),
        (None, "HTTP/1.1 200 OK\n\nwhat nobody asked for\r\n\r\n", NOT_HTTP.to_owned(), true),
        (None, "HTTP/1.1 100 Continue\n\nHTTP/1.1 403 Forbidden\r\n\r\n", elsewhere(403), true),
        (None, &too_long, NOT_HTTP.to_owned(), true),
    ] {
        let failure = asked(&proxy(user), &[response]).0.err().unwrap();
        assert_eq!((failure.step, failure.sent, failure.at_proxy), (Step::Connect, false, true));
        assert_eq!(failure.is_final, is_final, "{response}");
        let ureq::Error::ConnectProxyFailed(said) = failure.error else { unreachable!() };
        assert_eq!(said, reason, "{response}");
    }
}

#[test]
fn a_proxy_that_closes_within_its_response_head_is_retried() {
    for response in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Continue\r\n\r\n"] {
        let failure = asked(&proxy(None), &[response]).0.err().unwrap();
        assert_eq!((failure.is_final, failure.at_proxy), (false, true));
        assert!(matches!(failure.error, ureq::Error::Io(_)), "{response:?}");
    }
    // A deadline that has passed is the deadline's own error.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let server = Server { https: true, host: "a", port: 443 };
    let over = Limits { timeout: Duration::from_millis(20), ..LIMITS };
    let result =
        within(over, || open(&mut Link::new(Socket::new(stream)), server, &proxy(None), "test/1"));
    let failure = downcast_failure(result.err().unwrap().into()).unwrap();
    assert!(matches!(failure.error, ureq::Error::Timeout(_)));
}
