//! Failing calls leak nothing: after many of them, the process has no more threads or file descriptors than after two.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

mod support;

use std::time::Duration;

use seam_client::client_sessions::GetOrCreate;
use seam_client::{Credential, Error, Proxy, Seam, Step};
use support::socket::{Reply, Server};

const SHORT: Duration = Duration::from_millis(30);

fn count(folder: &str) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

/// This program has only one test, so that no other changes the numbers.
#[test]
fn failing_calls_leak_no_threads_or_file_descriptors() {
    let silent = Server::start(std::iter::repeat(Reply::Silence));
    let dripping = Server::start(std::iter::repeat(Reply::Drip(
        b"HTTP/1.1 200 OK\r\nx: ".to_vec(),
        b"x".to_vec(),
    )));
    let closing = Server::start(std::iter::repeat(Reply::Close(Vec::new())));
    let build = |url: &str, timeout: Duration| {
        Seam::builder(Credential::api_key("seam_key").unwrap())
            .endpoint(url)
            .proxy(Proxy::none())
            .timeout(timeout)
            .try_timeout(timeout / 3)
            .retry_pauses(Duration::ZERO, Duration::ZERO)
            .build()
            .unwrap()
    };
    let mut clients = vec![
        (build(&silent.url(), SHORT), Step::Deadline),
        (build(&dripping.url(), SHORT), Step::Deadline),
        (build(&closing.url(), Duration::from_secs(90)), Step::Receive),
    ];
    // The server takes the handshake for the beginning of a request, and waits.
    if cfg!(feature = "tls") {
        clients.push((build(&silent.url().replace("http", "https"), SHORT), Step::Deadline));
    }
    let fail = |times: usize| {
        for _ in 0..times {
            for (seam, step) in &clients {
                let request = GetOrCreate::new().user_identifier_key("jane");
                match seam.client_sessions().get_or_create(request).unwrap_err() {
                    Error::Transport(error) => assert_eq!(error.step(), *step, "{error}"),
                    error => unreachable!("{error:?}"),
                }
            }
        }
    };
    fail(2);
    let few = (count("/proc/self/task"), count("/proc/self/fd"));
    fail(50);
    let many = (count("/proc/self/task"), count("/proc/self/fd"));
    // The servers are in this process too, and each may not yet have closed a connection.
    assert!(many.0 <= few.0 && many.1 <= few.1 + clients.len(), "{few:?} {many:?}");
}
