//! A call on an open connection allocates what ureq alone does for the same bytes, the response, and almost nothing
//! else. A client allocates nothing before its first call.

#![allow(clippy::unwrap_used)]

#[allow(unreachable_pub)]
#[path = "support/bare.rs"]
mod bare;
#[allow(unreachable_pub)]
#[path = "support/parts.rs"]
mod parts;
mod support;

use allocation_counter::measure;
use parts::texts_and_lists;
use seam_client::client_sessions::GetOrCreate;
use seam_client::{Credential, Seam};
use support::DOCUMENT_RESPONSE;
use support::socket::{Reply, Server, http};

const KEY: &str = "seam_key_0123456789";

/// The allocations allowed in addition to ureq's and the response's.
const REST: u64 = 4;

#[test]
fn a_call_allocates_little_beyond_ureq_and_the_response() {
    let server = Server::start(std::iter::repeat(Reply::Send(http("200 OK", DOCUMENT_RESPONSE))));
    let credential = Credential::api_key(KEY).unwrap();
    let seam = Seam::builder(credential).endpoint(server.url()).build().unwrap();
    let call = || {
        let request = GetOrCreate::new().user_identifier_key("jane_doe");
        seam.client_sessions().get_or_create(request).unwrap()
    };
    let session = call();
    call();
    let ours = measure(|| drop(call()));
    // The server handles one connection at a time, and waits for this one's next request.
    drop(seam);

    let agent = ureq::Agent::new_with_defaults();
    let url = format!("{}/client_sessions/get_or_create", server.url());
    let authorization = format!("Bearer {KEY}");
    let body = r#"{"user_identifier_key":"jane_doe"}"#;
    let call = || bare::get_or_create(&agent, &url, &authorization, body).unwrap();
    assert_eq!(call(), DOCUMENT_RESPONSE);
    call();
    let bare = measure(|| drop(call()));

    // Both sent the same headers, in another order.
    let sorted = |request: &String| {
        let mut lines: Vec<_> = request.lines().map(str::to_owned).collect();
        lines.sort_unstable();
        lines
    };
    let requests: Vec<_> = server.requests().iter().map(sorted).collect();
    assert!(requests.windows(2).all(|two| two.first() == two.last()), "{requests:#?}");

    let response = texts_and_lists(&session);
    assert_eq!(response, 12);
    println!("{} allocations, {} by ureq alone", ours.count_total, bare.count_total);
    assert!(ours.count_total <= bare.count_total + response + REST, "{ours:?} {bare:?}");
    assert_eq!(ours.count_current, 0, "something is kept after a call");
}

#[test]
fn building_a_client_loads_no_roots_and_opens_nothing() {
    let count = |folder: &str| std::fs::read_dir(folder).map_or(0, Iterator::count);
    let before = (count("/proc/self/task"), count("/proc/self/fd"));
    let endpoint = if cfg!(feature = "tls") { "https://localhost:1" } else { "http://localhost:1" };
    let mut seam = None;
    let built = measure(|| {
        let credential = Credential::api_key(KEY).unwrap();
        seam = Some(Seam::builder(credential).endpoint(endpoint).build().unwrap());
    });
    // The other test's server has a thread of its own.
    let after = (count("/proc/self/task"), count("/proc/self/fd"));
    assert!(after.0 <= before.0 + 2 && after.1 <= before.1 + 3, "{before:?} {after:?}");
    // The built-in root certificates alone are 13 kB.
    println!("{} allocations, {} bytes at most", built.count_total, built.bytes_max);
    assert!(built.bytes_max < 6_000, "{built:?}");
}
