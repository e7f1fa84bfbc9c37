//! Lengths, numbers and times that don't fit into 32 bits mean the same on a 32-bit machine: truncated, they would be
//! small and plausible.

#![allow(clippy::unwrap_used)]

mod support;

use std::time::Duration;

use seam_client::client_sessions::{Get, GetOrCreate};
use seam_client::{Credential, Error, Seam, SeamBuilder, Step};
use support::socket::{Reply, Server, http};

const TWO_TO_THE_32: u64 = 1 << 32;

const SESSION: &str = r#"{"client_session":{"client_session_id":"a","workspace_id":"b",
    "token":"seam_cst1","created_at":"c","expires_at":"d","device_count":1,
    "connect_webview_ids":[],"connected_account_ids":[]}}"#;

fn builder(server: &Server) -> SeamBuilder {
    Seam::builder(Credential::api_key("seam_key").unwrap()).endpoint(server.url()).retries(0)
}

fn get(seam: &Seam) -> Result<(), Error> {
    seam.client_sessions().get(Get::new()).map(drop)
}

#[test]
fn a_content_length_over_4_gib_does_not_wrap_around() {
    let length = TWO_TO_THE_32 + SESSION.len() as u64;
    let response = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{SESSION}");
    let server = Server::start([Reply::Close(response.into_bytes())]);
    match get(&builder(&server).build().unwrap()).unwrap_err() {
        Error::Transport(error) => assert_eq!(error.step(), Step::Receive, "{error}"),
        error => unreachable!("{error:?}"),
    }
}

#[test]
fn a_chunk_length_over_4_gib_does_not_wrap_around() {
    let length = TWO_TO_THE_32 + SESSION.len() as u64;
    let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let response = format!("{head}{length:x}\r\n{SESSION}\r\n0\r\n\r\n");
    let server = Server::start([Reply::Close(response.into_bytes())]);
    get(&builder(&server).build().unwrap()).unwrap_err();
}

#[test]
fn timeouts_of_centuries_do_not_overflow() {
    for time in [
        Duration::from_millis(TWO_TO_THE_32 + 1),
        Duration::from_secs(TWO_TO_THE_32 + 1),
        Duration::from_secs(u64::from(u32::MAX) * 1000),
        Duration::MAX,
    ] {
        let server = Server::start([Reply::Send(http("200 OK", SESSION))]);
        let builder = builder(&server).timeout(time).try_timeout(time).connect_timeout(time);
        get(&builder.build().unwrap()).unwrap();
    }
}

#[test]
fn a_retry_after_of_centuries_does_not_overflow() {
    for seconds in [TWO_TO_THE_32 - 1, TWO_TO_THE_32, TWO_TO_THE_32 + 1, u64::MAX] {
        let response = format!(
            "HTTP/1.1 429 Too Many Requests\r\nretry-after: {seconds}\r\ncontent-length: 0\r\n\r\n"
        );
        let server = Server::start([Reply::Send(response.into_bytes())]);
        let error = get(&builder(&server).build().unwrap()).unwrap_err();
        let Error::Api(error) = error else { unreachable!("{error:?}") };
        // A time that does not fit into 32 bits is ignored.
        let expected = u32::try_from(seconds).ok().map(|it| Duration::from_secs(it.into()));
        assert_eq!(error.retry_after(), expected);
    }
}

#[test]
fn max_response_size_may_be_any_number() {
    for size in [usize::MAX, usize::MAX - 1, usize::MAX / 2 + 1] {
        let server = Server::start([Reply::Send(http("200 OK", SESSION))]);
        get(&builder(&server).max_response_size(size).build().unwrap()).unwrap();
    }
}

#[test]
fn a_number_of_devices_beyond_64_bits_is_an_error() {
    for number in ["9223372036854775808", "18446744073709551615", "18446744073709551617"] {
        let response = SESSION.replace(":1,", &format!(":{number},"));
        let server = Server::start([Reply::Send(http("200 OK", &response))]);
        let error = get(&builder(&server).build().unwrap()).unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
    }
}

#[test]
fn an_expiry_centuries_away_becomes_the_year_9999() {
    let server = Server::start([Reply::Send(http("200 OK", SESSION))]);
    let seam = builder(&server).build().unwrap();
    let request = GetOrCreate::new().expires_in(Duration::MAX);
    seam.client_sessions().get_or_create(request).unwrap();
    let sent = server.requests().concat();
    assert!(sent.ends_with(r#"{"expires_at":"9999-12-31T23:59:59.999Z"}"#), "{sent}");
}
