//! How far the device's clock is off, compared with the server's.

#![allow(clippy::unwrap_used)]

use crate::support;

use std::time::{Duration, SystemTime};

use seam_client::client_sessions::Get;
use seam_client::{Credential, Seam};
use support::DOCUMENT_RESPONSE;
use support::socket::{Reply, Server};

/// A response from something other than Seam, with a clock of its own.
fn page(head: &str, body: &str) -> Reply {
    let date = "Thu, 01 Jan 1970 00:00:00 GMT";
    let length = body.len();
    let head = format!("HTTP/1.1 {head}\r\ndate: {date}\r\ncontent-length: {length}\r\n\r\n");
    Reply::Send((head + body).into_bytes())
}

#[test]
fn only_seams_own_responses_set_the_time_and_errors_count() {
    let server = Server::start([
        page("404 Not Found", "{\"message\":\"no route\"}"),
        page("403 Forbidden", "<html>"),
        page("200 OK", "<html>"),
        page("401 Unauthorized\r\nseam-request-id: r", "{\"error\":{\"type\":\"unauthorized\"}}"),
    ]);
    let seam = Seam::builder(Credential::api_key("seam_key").unwrap()).endpoint(server.url());
    let seam = seam.retries(0).build().unwrap();
    for _ in 0..3 {
        seam.client_sessions().get(Get::new()).unwrap_err();
        assert_eq!(seam.clock_skew(), None);
    }
    seam.client_sessions().get(Get::new()).unwrap_err();
    assert!(seam.clock_skew().unwrap() > 1_000_000_000);
}

fn response(date: Option<&str>) -> Reply {
    let date = date.map(|date| format!("date: {date}\r\n")).unwrap_or_default();
    let length = DOCUMENT_RESPONSE.len();
    let head = format!("HTTP/1.1 200 OK\r\n{date}content-length: {length}\r\n\r\n");
    Reply::Send((head + DOCUMENT_RESPONSE).into_bytes())
}

#[test]
fn clock_skew_compares_the_device_clock_with_the_servers() {
    let now = SystemTime::now();
    let hour = Duration::from_secs(3600);
    let date = |time| httpdate::fmt_http_date(time);
    let year = "Thu, 01 Jan 1970 00:00:00 GMT";
    let server = Server::start([
        response(None),
        response(Some(&date(now + hour))),
        response(None),
        response(Some("yesterday")),
        response(Some(&date(now - hour))),
        response(Some(year)),
    ]);
    let seam = Seam::builder(Credential::api_key("seam_key").unwrap()).endpoint(server.url());
    let seam = seam.build().unwrap();
    assert_eq!(seam.clock_skew(), None);
    let session = seam.client_sessions().get(Get::new()).unwrap();
    assert_eq!(seam.clock_skew(), None);

    // Within the seconds that a busy machine may take.
    let about = |expected: i64| {
        seam.client_sessions().get(Get::new()).unwrap();
        let skew = seam.clock_skew().unwrap();
        assert!((expected - 2..expected + 60).contains(&skew), "{skew}");
    };
    about(-3600);
    // A response without a valid date changes nothing.
    about(-3600);
    about(-3600);
    about(3600);
    // A derived client shares the connections and the clock skew.
    assert_eq!(seam.with_session(&session).unwrap().clock_skew(), seam.clock_skew());
    let since_1970 = now.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    about(i64::try_from(since_1970).unwrap());
}
