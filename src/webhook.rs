//! Webhooks: whether a request comes from Seam, and the event in it.
//!
//! Seam sends events to the [webhooks](crate::webhooks) of a workspace, each in a POST request to the webhook's URL.
//! Since anybody can send a request there, Seam signs its own with the webhook's secret, by
//! [Svix's scheme](https://docs.svix.com/receiving/verifying-payloads/how-manual). [`verify`] checks that and
//! returns the event.
//!
//! ```no_run
//! use seam_client::{Secret, webhook, webhook::VerifyError};
//!
//! /// Handles a request, as your HTTP server has read it, and returns the status to respond with.
//! fn receive(secret: &Secret, headers: Vec<(String, String)>, body: &[u8]) -> u16 {
//!     match webhook::verify(secret, headers, body) {
//!         Ok(event) => {
//!             println!("{} {}: {:?}", event.occurred_at, event.event_type, event.device_id);
//!             204
//!         }
//!         Err(error) => {
//!             eprintln!("{error}");
//!             match error {
//!                 // Somebody else sent it, or the secret or the device's clock is wrong.
//!                 VerifyError::Signature | VerifyError::Time { .. } => 401,
//!                 _ => 400,
//!             }
//!         }
//!     }
//! }
//! ```
//!
//! * The secret is in the response to [`webhooks().create`](crate::webhooks::Webhooks::create), and in Seam
//!   Console.
//! * Pass the body exactly as it was received. JSON that was parsed and written again is not what Seam signed. Limit
//!   its size when you read it: an event has a few kilobytes.
//! * Seam sends an event again until your server responds with a 2xx status, for more than a day. An event may
//!   arrive twice, or after a later one. Remember the `event_id`s that you have handled.
//! * Use HTTPS. Whoever can read a request on the way can send it again for five minutes.
//! * The time of a request is compared with the device's clock. If that may be wrong, use [`Verifier::verify_at`].
//!
//! A device that cannot be reached from the internet [follows](crate::EventFollower) events instead.

use std::fmt;
use std::time::{Duration, SystemTime};

use hmac_sha256::HMAC;
use zeroize::Zeroizing;

use crate::clock::skew;
use crate::error::Time;
use crate::events::Event;
use crate::response::{Root, Target};
use crate::secret::WEBHOOK_PREFIX;
use crate::timestamp::since_1970;
use crate::{Secret, json};

/// Verifies a request to a webhook, and returns the event in its body.
///
/// Takes the webhook's secret (`whsec_…`), the request's headers, and its body as it was received. The headers are
/// pairs of name and value of any text types, such as a reference to a `HeaderMap` of the crate `http`; names may be in
/// any case. It reads `svix-id`, `svix-timestamp` and `svix-signature`, and if one of them is missing, the header of
/// that name with `webhook-` instead of `svix-`. The request's time may differ from the device's clock by five minutes;
/// [`Verifier::tolerance`] changes that.
///
/// # Errors
///
/// [`VerifyError`], which says what to do.
pub fn verify<N: AsRef<str>, V: AsRef<[u8]>>(
    secret: &Secret,
    headers: impl IntoIterator<Item = (N, V)>,
    body: &[u8],
) -> Result<Event, VerifyError> {
    Verifier::new(secret)?.verify(headers, body)
}

/// Verifies the requests to one webhook, with settings. [`verify`] creates one for each request.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use seam_client::{Secret, webhook::{Verifier, VerifyError}};
///
/// # fn main() -> Result<(), VerifyError> {
/// let secret = Secret::from("whsec_C5ehXMgxR0OapkJpLmJT8ScbVpwx2k2y");
/// let verifier = Verifier::new(&secret)?.tolerance(Duration::from_secs(60));
///
/// // In a test of your program: what Seam would send.
/// let body = br#"{"event_id": "a", "event_type": "lock.unlocked", "workspace_id": "b",
///     "created_at": "2027-06-15T16:54:17.946Z", "occurred_at": "2027-06-15T16:54:17.946Z"}"#;
/// let headers = verifier.sign("msg_1", SystemTime::now(), body);
///
/// let event = verifier.verify(headers, body)?;
/// assert_eq!(event.event_type, "lock.unlocked");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Verifier {
    key: Zeroizing<Vec<u8>>,
    tolerance: Duration,
}

/// What Svix and Seam's SDKs allow.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// Svix's keys have 24 bytes or more. A shorter one was cut, and with an empty one anybody could sign.
const SHORTEST_KEY: usize = 16;

impl Verifier {
    /// A verifier for the webhook with this secret, `whsec_…`.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Secret`], if it is not the secret of a webhook.
    pub fn new(secret: &Secret) -> Result<Self, VerifyError> {
        let text = secret.expose().strip_prefix(WEBHOOK_PREFIX).unwrap_or_default();
        match decode(text.as_bytes()) {
            Some(key) if key.len() >= SHORTEST_KEY => Ok(Self { key, tolerance: TOLERANCE }),
            _ => Err(VerifyError::Secret),
        }
    }

    /// By how much the time of a request may differ from the device's clock, in whole seconds. Default: five minutes.
    /// With `Duration::MAX`, a request of Seam is valid for ever, also if somebody else sends it again.
    #[must_use = "it returns the verifier with this setting"]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Verifies a request, as the function [`verify`] does.
    ///
    /// # Errors
    ///
    /// [`VerifyError`], which says what to do.
    pub fn verify<N: AsRef<str>, V: AsRef<[u8]>>(
        &self,
        headers: impl IntoIterator<Item = (N, V)>,
        body: &[u8],
    ) -> Result<Event, VerifyError> {
        self.verify_at(SystemTime::now(), headers, body)
    }

    /// Verifies a request against `now` instead of the device's clock: for tests, and for a device whose clock
    /// may be wrong. If your program also calls Seam, [`Seam::clock_skew`](crate::Seam::clock_skew) tells by how
    /// many seconds the clock is wrong.
    ///
    /// # Errors
    ///
    /// [`VerifyError`], which says what to do.
    pub fn verify_at<N: AsRef<str>, V: AsRef<[u8]>>(
        &self,
        now: SystemTime,
        headers: impl IntoIterator<Item = (N, V)>,
        body: &[u8],
    ) -> Result<Event, VerifyError> {
        self.event(now, &Headers::read(headers), body)
    }

    /// Verifies only the signature and the time, if you read the body yourself, into a struct of your own or not at
    /// all. A program that calls only this does not contain the code that reads an [`Event`].
    ///
    /// # Errors
    ///
    /// [`VerifyError`], which says what to do.
    pub fn verify_signature<N: AsRef<str>, V: AsRef<[u8]>>(
        &self,
        now: SystemTime,
        headers: impl IntoIterator<Item = (N, V)>,
        body: &[u8],
    ) -> Result<(), VerifyError> {
        self.verify_headers(now, &Headers::read(headers), body)
    }

    fn event(&self, now: SystemTime, headers: &Headers, body: &[u8]) -> Result<Event, VerifyError> {
        self.verify_headers(now, headers, body)?;
        let mut event = Event::default();
        let mut root = Root(&mut event);
        let mut target = Target::Fields(&mut root);
        // The caller limits its size, and the sender is trusted: the signature is valid.
        json::decode(body, None, usize::MAX, &mut |text| target.read(text, None, usize::MAX))
            .map_err(VerifyError::Event)?;
        Ok(event)
    }

    fn verify_headers(
        &self,
        now: SystemTime,
        headers: &Headers,
        body: &[u8],
    ) -> Result<(), VerifyError> {
        if let Some(name) = headers.differing {
            return Err(VerifyError::Header { name, problem: DIFFERS });
        }
        let [id, time, signatures] =
            [headers.get(ID)?, headers.get(TIME)?, headers.get(SIGNATURE)?];
        let sent = std::str::from_utf8(time).ok().and_then(|text| text.parse().ok());
        let Some(sent) = sent else {
            return Err(VerifyError::Header { name: TIME.0, problem: NOT_A_TIME });
        };
        let signed = self.signed(id, time, body);
        let is_right = |item: &[u8]| {
            // Other versions use other kinds of keys.
            let bytes = item.strip_prefix(b"v1,").and_then(decode);
            let signature = bytes.and_then(|bytes| bytes.as_slice().try_into().ok());
            // Compares in constant time.
            signature.is_some_and(|signature| signed.clone().finalize_verify(&signature))
        };
        // There are several while the secret is being replaced.
        if !signatures.split(|byte| *byte == b' ').any(is_right) {
            return Err(VerifyError::Signature);
        }
        // After the signature: in a request of anybody else, the time says nothing about the clock.
        let ahead = skew(now, Duration::from_secs(sent));
        if Duration::from_secs(ahead.unsigned_abs()) > self.tolerance {
            return Err(VerifyError::Time { ahead });
        }
        Ok(())
    }

    /// The headers with which Seam would send this body at this time: for tests of your program. `id` is the ID of the
    /// message, such as `msg_1`; it stays the same if Seam sends the message again.
    pub fn sign(&self, id: &str, time: SystemTime, body: &[u8]) -> [(&'static str, String); 3] {
        let time = since_1970(time).as_secs().to_string();
        let signature = self.signed(id.as_bytes(), time.as_bytes(), body).finalize();
        let signature = ["v1,", &encode(&signature)].concat();
        [(ID.0, id.to_owned()), (TIME.0, time), (SIGNATURE.0, signature)]
    }

    fn signed(&self, id: &[u8], time: &[u8], body: &[u8]) -> HMAC {
        let mut signed = HMAC::new(self.key.as_slice());
        for part in [id, b".", time, b".", body] {
            signed.update(part);
        }
        signed
    }
}

/// Without the key.
impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").field("tolerance", &self.tolerance).finish_non_exhaustive()
    }
}

/// A header, and its place in [`Headers`].
type Name = (&'static str, usize);

const ID: Name = ("svix-id", 0);
const TIME: Name = ("svix-timestamp", 1);
const SIGNATURE: Name = ("svix-signature", 2);

const NAMES: [&str; 6] =
    [ID.0, TIME.0, SIGNATURE.0, "webhook-id", "webhook-timestamp", "webhook-signature"];

/// The headers that are read.
#[derive(Default)]
struct Headers {
    values: [Option<Vec<u8>>; NAMES.len()],
    /// A header with several different values.
    differing: Option<&'static str>,
}

impl Headers {
    fn read<N: AsRef<str>, V: AsRef<[u8]>>(headers: impl IntoIterator<Item = (N, V)>) -> Self {
        let mut found = Self::default();
        for (name, value) in headers {
            found.take(name.as_ref(), value.as_ref());
        }
        found
    }

    fn take(&mut self, name: &str, value: &[u8]) {
        let mut places = NAMES.into_iter().zip(&mut self.values);
        let Some((name, place)) = places.find(|(known, _)| known.eq_ignore_ascii_case(name)) else {
            return;
        };
        let value = value.trim_ascii();
        match place {
            None => *place = Some(value.to_vec()),
            Some(other) if other != value => self.differing = Some(name),
            Some(_) => {}
        }
    }

    fn get(&self, (name, place): Name) -> Result<&[u8], VerifyError> {
        let places = [place, place + NAMES.len() / 2];
        let mut values = places.into_iter().filter_map(|place| self.values.get(place)?.as_deref());
        let value = values.find(|value| !value.is_empty());
        value.ok_or(VerifyError::Header { name, problem: MISSING })
    }
}

const MISSING: &str = "is missing: Seam did not send the request, or a proxy removed the header";
const DIFFERS: &str = "appears more than once, with different values";
const NOT_A_TIME: &str = "is not a number of seconds";

/// Why a request to a webhook was refused, told apart by what to do about it.
///
/// Each prints as one sentence that an operator can act on, and contains nothing of the secret or the request. So does
/// `{:?}`, since that is what Rust prints of an error that `main` returns.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// The secret is not `whsec_` and base64, or was cut. No request can be verified with it: fix the
    /// program's configuration.
    Secret,
    /// A header is missing or wrong: Seam did not send the request, or a proxy on the way changed its
    /// headers.
    Header {
        /// Which header, such as `svix-id`.
        name: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// No signature is valid: Seam did not send the request, the secret is another webhook's, or the body is not
    /// exactly the one that Seam sent.
    Signature,
    /// Seam signed the request, but its time is too far from the device's clock. If the clock is wrong, set it;
    /// otherwise, somebody has sent an old request again.
    Time {
        /// By how many seconds the device's clock is ahead of the request's time; if negative, behind it.
        ahead: i64,
    },
    /// Seam signed the request, but its body is not an event. The text says what was expected where, without any
    /// value of the body.
    Event(String),
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Secret => f.write_str(
                "the webhook's secret is not valid: use it as Seam shows it, whsec_ and everything after it",
            ),
            Self::Header { name, problem } => write!(f, "the header {name} {problem}"),
            Self::Signature => f.write_str(
                "no signature of the request is valid: Seam did not send it, the secret is another webhook's, or the \
                 body was changed on the way",
            ),
            Self::Time { ahead } => {
                let (side, or) = match ahead {
                    0.. => ("ahead of", ", or somebody has sent an old request again"),
                    _ => ("behind", ""),
                };
                let by = Time(Duration::from_secs(ahead.unsigned_abs()));
                write!(f, "the device's clock is {by} {side} the time of the request: set the clock{or}")
            }
            Self::Event(reason) => {
                write!(f, "Seam signed the request, but its body is not an event: {reason}")
            }
        }
    }
}

impl fmt::Debug for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for VerifyError {}

/// Decodes base64, with padding or without.
fn decode(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let digits = text.strip_suffix(b"=").unwrap_or(text);
    let digits = digits.strip_suffix(b"=").unwrap_or(digits);
    if digits.len() < text.len() && text.len() % 4 != 0 {
        return None;
    }
    // With the capacity for all, since a vector that grows would leave copies of the key behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(digits.len()));
    let (mut bits, mut count) = (0_u32, 0);
    for digit in digits {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    // The remaining bits must not be part of a byte.
    (bits == 0 && count < 6).then_some(bytes)
}

/// Encodes base64, with padding.
fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        for place in 0..4 {
            let value = (bits >> (18 - 6 * place) & 63) as u8;
            let digit = match value {
                _ if place > three.len() => b'=',
                0..26 => b'A' + value,
                26..52 => b'a' + value - 26,
                52..62 => b'0' + value - 52,
                62 => b'+',
                _ => b'/',
            };
            text.push(char::from(digit));
        }
    }
    text
}
