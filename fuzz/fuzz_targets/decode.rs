//! No text makes the readers panic, with the codec whose feature is on; and the crate's own reader accepts the client
//! sessions that the codec's derive accepts.

#![no_main]

use libfuzzer_sys::fuzz_target;
#[cfg(feature = "miniserde")]
use miniserde::Deserialize;
use seam_client::client_sessions::ClientSession;
use seam_client::endpoint::Endpoint as _;
use seam_client::json::Mismatch;
#[cfg(feature = "miniserde")]
use seam_client::json::miniserde as codec;
#[cfg(feature = "serde")]
use seam_client::json::serde as codec;
use seam_client::{Secret, endpoint};
#[cfg(feature = "serde")]
use serde::Deserialize;

macro_rules! endpoints {
    ($module:ident, $session:ty $(, $codec:path)?) => {
        mod $module {
            use super::*;

            endpoint! {
                pub(crate) struct Get {}
                post "/client_sessions/get";
                response "client_session": $session $(, by $codec)?;
            }

            endpoint! {
                pub(crate) struct List {}
                post "/client_sessions/list";
                response "client_sessions": Vec<$session> $(, by $codec)?;
            }

            endpoint! {
                pub(crate) struct Whole {}
                post "/client_sessions/get";
                response $session $(, by $codec)?;
            }
        }
    };
}
endpoints!(own, ClientSession);
endpoints!(by_text, ClientSession, codec);
endpoints!(derived, Derived, codec);

endpoint! {
    struct Nothing {}
    post "/nothing";
}

/// A session as a caller would declare it.
#[derive(Debug, PartialEq, Deserialize)]
struct Derived {
    client_session_id: String,
    workspace_id: String,
    token: Secret,
    created_at: String,
    expires_at: String,
    device_count: i64,
    connect_webview_ids: Vec<String>,
    connected_account_ids: Vec<String>,
    user_identifier_key: Option<String>,
    user_identity_id: Option<String>,
    user_identity_ids: Option<Vec<String>>,
    customer_id: Option<String>,
    customer_key: Option<String>,
}

impl From<ClientSession> for Derived {
    #[allow(deprecated)]
    fn from(session: ClientSession) -> Self {
        Self {
            client_session_id: session.client_session_id,
            workspace_id: session.workspace_id,
            token: session.token,
            created_at: session.created_at,
            expires_at: session.expires_at,
            device_count: session.device_count,
            connect_webview_ids: session.connect_webview_ids,
            connected_account_ids: session.connected_account_ids,
            user_identifier_key: session.user_identifier_key,
            user_identity_id: session.user_identity_id,
            user_identity_ids: session.user_identity_ids,
            customer_id: session.customer_id,
            customer_key: session.customer_key,
        }
    }
}

/// The crate's reader accepts more than the derives: a number, `true` or `false` where it expects text, and `1.0` where
/// it expects a whole number. They also treat a repeated field in different ways: serde's derive fails, and miniserde's
/// lets a `null` overwrite an earlier value.
fn alike<T: PartialEq + std::fmt::Debug>(own: Result<T, Mismatch>, derived: Result<T, Mismatch>) {
    match (&own, &derived) {
        (_, Err(Mismatch::OtherShape(Some(reason))))
            if [
                "is repeated",
                "expected text",
                "expected a whole number",
                "expected a smaller number",
            ]
            .iter()
            .any(|what| reason.ends_with(what)) => {}
        (Ok(_), Ok(_)) if cfg!(feature = "miniserde") => {}
        _ => assert_eq!(own.ok(), derived.ok()),
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let list = |all: Vec<ClientSession>| all.into_iter().map(Derived::from).collect::<Vec<_>>();
    alike(own::Get::new().read(text).map(Derived::from), derived::Get::new().read(text));
    alike(own::List::new().read(text).map(list), derived::List::new().read(text));
    alike(own::Whole::new().read(text).map(Derived::from), derived::Whole::new().read(text));
    let _ = by_text::Get::new().read(text);
    let _ = by_text::List::new().read(text);
    let _ = by_text::Whole::new().read(text);
    let _ = Nothing::new().read(text);
});
