//! Headers: those of every request, and what those of a response say.

use std::time::Duration;

use ureq::http::Uri;
use ureq::http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue};

use crate::Error;
use crate::auth::Credential;
use crate::timestamp::Timestamp;

/// The headers of every request that shows one credential.
pub(crate) struct Headers(pub(super) Vec<(HeaderName, HeaderValue)>);

impl Headers {
    pub(crate) fn new(credential: &Credential) -> Result<Self, Error> {
        const JSON: HeaderValue = HeaderValue::from_static("application/json");
        let mut headers = vec![
            (ACCEPT, JSON),
            (CONTENT_TYPE, JSON),
            (
                HeaderName::from_static("seam-sdk-name"),
                HeaderValue::from_static("seam-client-rust"),
            ),
            (
                HeaderName::from_static("seam-sdk-version"),
                HeaderValue::from_static(env!("CARGO_PKG_VERSION")),
            ),
        ];
        for (name, value) in credential.headers() {
            let mut value = HeaderValue::from_str(value.expose())
                .map_err(|error| Error::invalid_because("the credential is not a header", error))?;
            value.set_sensitive(true);
            headers.push((HeaderName::from_static(name), value));
        }
        Ok(Self(headers))
    }
}

/// `Retry-After`: seconds, or a date.
pub(super) fn parse_retry_after(text: &str, now: Duration) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(Duration::from_secs(seconds.into()));
    }
    Some(Timestamp::parse_http(text)?.saturating_sub(now))
}

/// How long the server keeps an idle connection, from `Keep-Alive: timeout=5, max=100`.
pub(super) fn parse_keep_alive(text: &str) -> Option<Duration> {
    text.split(',').find_map(|part| {
        let (name, seconds) = part.split_once('=')?;
        let is_it = name.trim().eq_ignore_ascii_case("timeout");
        let seconds = seconds.trim().trim_matches('"');
        is_it
            .then(|| seconds.parse::<u32>().ok())
            .flatten()
            .map(|it| Duration::from_secs(it.into()))
    })
}

/// The host that a `Location` header names.
pub(super) fn redirect_host(location: &str) -> String {
    match location.parse::<Uri>() {
        Ok(uri) => uri.host().unwrap_or("another path of the same host").to_owned(),
        Err(_) => "an address that is not a URL".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_keep_alive_timeout_is_parsed() {
        for (text, seconds) in [
            ("timeout=5, max=100", Some(5)),
            ("max=100,Timeout = 5", Some(5)),
            ("timeout=\"15\"", Some(15)),
            ("timeout=0", Some(0)),
            ("max=100", None),
            ("timeout=-1", None),
            ("timeout", None),
            ("", None),
        ] {
            assert_eq!(parse_keep_alive(text), seconds.map(Duration::from_secs), "{text}");
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = Timestamp::parse_http("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        for (text, seconds) in [
            ("0", Some(0)),
            (" 120 ", Some(120)),
            ("4294967295", Some(4_294_967_295)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sunday, 06-Nov-94 08:50:37 GMT", Some(60)),
            ("Sun Nov  6 08:50:37 1994", Some(60)),
            ("Sun, 06 Nov 1994 08:48:37 GMT", Some(0)),
            ("", None),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(parse_retry_after(text, now), seconds.map(Duration::from_secs), "{text}");
        }
    }
}
