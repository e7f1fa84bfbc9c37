//! Whatever bytes a server sends, a request that is not idempotent does not arrive twice.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::support;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use seam_client::client_sessions::Create;
use seam_client::{Credential, Seam};
use support::DOCUMENT_RESPONSE;
use support::socket::{http, read_request};

/// A server that sends the next of `responses` to each request, and hangs up after each one that is damaged. After a
/// valid one, the client keeps the connection.
fn serve(responses: Vec<Vec<u8>>) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let requests = Arc::new(AtomicUsize::new(0));
    let count = requests.clone();
    std::thread::spawn(move || {
        let mut responses = responses.into_iter();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            while read_request(&mut stream).ok().flatten().is_some() {
                count.fetch_add(1, Ordering::SeqCst);
                let Some(response) = responses.next() else { return };
                let more = response == sound();
                // The client may have hung up.
                let _ = stream.write_all(&response);
                if !more {
                    break;
                }
            }
            let _ = stream.shutdown(std::net::Shutdown::Write);
            let _ = stream.read(&mut [0; 64]);
        }
    });
    (url, requests)
}

fn sound() -> Vec<u8> {
    http("200 OK", DOCUMENT_RESPONSE)
}

/// No call arrives twice. A few do not arrive at all, if the server is just closing their connection.
fn check(url: &str, requests: &AtomicUsize, responses: &[Vec<u8>]) {
    let seam = Seam::builder(Credential::api_key("seam_key").unwrap())
        .endpoint(url)
        .retries(5)
        .retry_pauses(Duration::ZERO, Duration::ZERO)
        .build()
        .unwrap();
    let mut arrived = 0;
    for response in responses {
        let _ = seam.client_sessions().create(Create::new());
        let now = requests.load(Ordering::SeqCst);
        assert!(now <= arrived + 1, "{}", String::from_utf8_lossy(response));
        arrived = now;
    }
    assert!(arrived > responses.len() * 9 / 10, "{arrived} of {}", responses.len());
}

#[test]
fn a_request_is_sent_once_wherever_its_response_ends() {
    let sound = sound();
    let mut responses = Vec::new();
    for end in (0..sound.len()).rev() {
        // On a new connection, and on a kept one.
        responses.push(sound[..end].to_vec());
        responses.push(sound.clone());
        responses.push(sound[..end].to_vec());
    }
    let (url, requests) = serve(responses.clone());
    check(&url, &requests, &responses);
}

#[test]
fn a_request_is_sent_once_whatever_is_changed_in_its_response() {
    let whole = [
        sound(),
        http("500 Internal Server Error", "{}"),
        http("503 Service Unavailable", "{}"),
        // Seam's error object. Few changed bytes cannot make it a 429, the only status that allows a retry.
        http("503 Service Unavailable", r#"{"error":{"type":"t","message":"m"}}"#),
        http("503 Service Unavailable\r\nretry-after: 0", "<html>"),
        http("429 Too Many Requests", "<html>"),
        http("429 Too Many Requests\r\nretry-after: 0", "{}"),
        http("408 Request Timeout", "{}"),
        http("421 Misdirected Request", "{}"),
        http("524 Timeout", "{}"),
        [b"HTTP/1.1 200 OK\r\n\r\n", DOCUMENT_RESPONSE.as_bytes()].concat(),
        http("425 Too Early", "{}"),
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".to_vec(),
        b"HTTP/1.1 307 Temporary Redirect\r\nlocation: /\r\n\r\n".to_vec(),
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n".to_vec(),
    ];
    let mut state = 0x5eed_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % below
    };
    let mut responses = Vec::new();
    while responses.len() < 1_500 {
        let mut response = whole[random(whole.len())].clone();
        for _ in 0..random(4) {
            let place = random(response.len());
            match random(4) {
                0 => response[place] = random(256) as u8,
                1 => response.truncate(place + 1),
                2 => response.insert(place, random(256) as u8),
                _ => response.drain(..place).for_each(drop),
            }
        }
        let seams_429 = response.starts_with(b"HTTP/1.1 429 ")
            && String::from_utf8_lossy(&response).contains("error");
        if !seams_429 {
            responses.push(response);
        }
    }
    let (url, requests) = serve(responses.clone());
    check(&url, &requests, &responses);
}
