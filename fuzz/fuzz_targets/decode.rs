//! No text at all makes the readers panic, with the codec whose feature is on.

#![no_main]

use libfuzzer_sys::fuzz_target;
use seam_client::client_sessions::ClientSession;
use seam_client::endpoint;
use seam_client::endpoint::Endpoint as _;
#[cfg(feature = "miniserde")]
use seam_client::json::miniserde as codec;
#[cfg(feature = "serde")]
use seam_client::json::serde as codec;

endpoint! {
    struct Get {}
    post "/client_sessions/get";
    answer "client_session": ClientSession, by codec;
}

endpoint! {
    struct List {}
    post "/client_sessions/list";
    answer "client_sessions": Vec<ClientSession>, by codec;
}

endpoint! {
    struct Whole {}
    post "/client_sessions/get";
    answer ClientSession, by codec;
}

endpoint! {
    struct Nothing {}
    post "/nothing";
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = Get::new().read(text);
    let _ = List::new().read(text);
    let _ = Whole::new().read(text);
    let _ = Nothing::new().read(text);
});
