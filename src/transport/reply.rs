//! What came back of an exchange: status, headers and body.

use std::io;
use std::sync::PoisonError;
use std::time::{Duration, Instant, SystemTime};

use ureq::Body;
use ureq::http::Response;
use ureq::http::header::{CONTENT_LENGTH, DATE, HeaderName, LOCATION, RETRY_AFTER};

use super::body::read_body;
use super::headers::{parse_keep_alive, parse_retry_after, redirect_host};
use super::{Limits, Transport, exchange};
use crate::clock::{Told, skew};
use crate::error::TransportError;
use crate::timestamp::{Timestamp, since_1970};

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
    /// How long the server asks to wait before a retry.
    pub(crate) retry_after: Option<Duration>,
    /// The host that a redirect points to, without a path, which might be private.
    pub(crate) location: Option<String>,
    pub(crate) body: Vec<u8>,
    pub(crate) end: End,
    /// Its body is Seam's error object, and not the page of a gateway. Whoever reads it sets this.
    pub(crate) is_seams_error: bool,
}

/// How the body ended.
pub(crate) enum End {
    Whole,
    /// It was longer than this many bytes, and was left there.
    TooLarge(usize),
    Broken(TransportError),
}

impl Transport {
    /// `began` are the device's clocks when the exchange began.
    pub(super) fn read(
        &self,
        response: Response<Body>,
        path: &str,
        limits: Limits,
        began: (Instant, SystemTime),
    ) -> Reply {
        let header = |name: HeaderName| response.headers().get(name)?.to_str().ok();
        let request_id = header(HeaderName::from_static("seam-request-id")).map(str::to_owned);
        let location = header(LOCATION).map(redirect_host);
        let heard = SystemTime::now();
        let keep_alive = header(HeaderName::from_static("keep-alive")).and_then(parse_keep_alive);
        if let Some(time) = keep_alive {
            exchange::set_keep_alive(time);
        }
        let date = header(DATE).and_then(Timestamp::parse_http);
        let retry_after = header(RETRY_AFTER).and_then(|text| {
            // By the server's clock, if it told: the device's may be years off.
            parse_retry_after(text, date.unwrap_or_else(|| since_1970(heard)))
        });
        let length = header(CONTENT_LENGTH).and_then(|length| length.parse().ok());
        let status = response.status().as_u16();
        // Without a length, a body ends where its connection did: this one, or a gateway's, which passes on
        // in sound chunks what it got. Where there may be no body, an empty one is whole.
        let may_be_cut = !response.headers().contains_key(CONTENT_LENGTH);
        let may_be_empty = status == 204 || status >= 300;

        let limit = self.max_response_size;
        let mut body = Vec::new();
        let end = match read_body(response.into_body(), &mut body, length, limit) {
            Ok(()) if body.len() > limit => {
                body.truncate(limit);
                End::TooLarge(limit)
            }
            Ok(()) if may_be_cut && !(may_be_empty && body.is_empty()) && (self.is_cut)(&body) => {
                let error = io::Error::from(io::ErrorKind::UnexpectedEof);
                End::Broken(self.failed(error.into(), path, limits))
            }
            Ok(()) => End::Whole,
            Err(error) => End::Broken(self.failed(error.into(), path, limits)),
        };
        // A gateway that answers in Seam's place, or the program on this very device that does TLS for it,
        // would tell a time of its own.
        let by_seam = request_id.is_some()
            || (matches!(status, 200..=299) && body.trim_ascii_start().starts_with(b"{"));
        if let Some(seam) = date.filter(|_| by_seam) {
            let (at, wall) = began;
            let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
            // One that took longer may come after one that knows better.
            if told.is_none_or(|told| told.at <= at) {
                let number = told.map_or(0, |told| told.number.wrapping_add(1));
                *told = Some(Told { number, seam, at, wall, skew: skew(heard, seam) });
            }
        }
        Reply { status, request_id, retry_after, location, body, end, is_seams_error: false }
    }
}
