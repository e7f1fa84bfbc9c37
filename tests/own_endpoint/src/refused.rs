//! Code that must not compile: `.ci/own-endpoint` compiles one piece at a time and checks the compiler's errors.

use seam_client::endpoint;

#[cfg(refused = "path")]
endpoint! {
    struct ListLocks {}
    post "/locks/../list";
}

#[cfg(not(refused = "path"))]
endpoint! {
    struct ListLocks<'a> {
        limit: u32,
        device_ids: &'a [&'a str],
        name: Option<&'a str>,
        range: &'a Range,
        since: Time<'a>,
    }
    post "/locks/list";
}

#[cfg(not(refused = "path"))]
use seam_client::endpoint::Time;

#[cfg(not(refused = "path"))]
seam_client::object! {
    struct Range(from: i64) {}
}

#[cfg(refused = "number")]
pub fn number() {
    let _ = ListLocks::new().limit("10");
}

#[cfg(refused = "list")]
pub fn list() {
    let _ = ListLocks::new().device_ids("a");
}

#[cfg(refused = "null")]
pub fn null() {
    let _ = ListLocks::new().name(Some(1));
}

#[cfg(refused = "object")]
pub fn object() {
    let _ = ListLocks::new().range(Range::new(1));
}

#[cfg(refused = "time")]
pub fn time() {
    let _ = ListLocks::new().since(1_750_227_042);
}

#[cfg(refused = "pages")]
pub fn pages(seam: &seam_client::Seam) {
    let _ = seam.pages(seam_client::client_sessions::List::new());
}
