//! A small, blocking client for the [Seam API](https://docs.seam.co) (smart locks and access
//! control), for gateways, kiosks, door controllers and scripts: plain function calls, plain structs,
//! no async runtime.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use seam_client::{Seam, client_sessions::GetOrCreate};
//!
//! fn main() -> Result<(), seam_client::Error> {
//!     let seam = Seam::from_env()?; // SEAM_API_KEY
//!     let session = seam.client_sessions().get_or_create(
//!         GetOrCreate::new()
//!             .user_identifier_key("f3b1c8a05e7d4c2f")
//!             .expires_in(Duration::from_secs(24 * 60 * 60)),
//!     )?;
//!     println!("{} ends {}", session.client_session_id, session.expires_at);
//!     Ok(())
//! }
//! ```
//!
//! [`Seam`] is the client. It is made from a [`Credential`], from the environment, or by a
//! [`SeamBuilder`] with settings of your own: endpoint, timeouts (30 s for the whole call, 10 s for
//! connecting), certificate authorities, [`Proxy`] (by default the environment's), [`IpFamily`], largest
//! answer (1 MiB).
//!
//! It calls [`client_sessions`]; and any other endpoint of Seam's, with types that you
//! [declare](endpoint!) ([`Seam::call`]) or without types ([`Seam::call_json`]). A kiosk gets from its
//! publishable key to a client of its user's session by [`Seam::from_publishable_key`], and to one that is
//! always valid by a [`SessionKeeper`]. A program that learns at run time what to call finds it in
//! [`catalog`].
//!
//! # Credentials
//!
//! | credential | looks like | in the environment |
//! |---|---|---|
//! | [API key](Credential::api_key) | `seam_…` | `SEAM_API_KEY` |
//! | [personal access token](Credential::personal_access_token) | `seam_at…` | `SEAM_PERSONAL_ACCESS_TOKEN` and `SEAM_WORKSPACE_ID` |
//! | [publishable key](Credential::publishable_key) | `seam_pk…` | |
//! | [client session token](Credential::client_session_token) | `seam_cst…` | |
//!
//! One in the wrong place is refused before anything is sent. [`Seam::from_env`] reads the endpoint
//! too, from `SEAM_ENDPOINT`.
//!
//! # Errors
//!
//! [`Error`] tells apart what to do next, and each prints as one sentence for an operator.
//!
//! ```no_run
//! use seam_client::{Error, Seam, client_sessions::GetOrCreate};
//!
//! # fn main() -> Result<(), Error> {
//! # let seam = Seam::from_env()?;
//! match seam.client_sessions().get_or_create(GetOrCreate::new().user_identifier_key("f3b1c8a0")) {
//!     Ok(session) => println!("ends {}", session.expires_at),
//!     // Nothing was sent: mend the program or its configuration.
//!     Err(Error::Invalid(error)) => eprintln!("{error}"),
//!     // The network failed at a step: it may work later.
//!     Err(Error::Transport(error)) => eprintln!("{error} (step: {:?})", error.step()),
//!     // Seam said no, and why.
//!     Err(Error::Api(error)) => eprintln!("{error} (type: {:?})", error.error_type()),
//!     // Something else than Seam answered, or Seam changed.
//!     Err(error) => eprintln!("{error}"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # When things go wrong
//!
//! A call may be repeated if sending it twice does no more than sending it once: `get`, `list`,
//! `grant_access`, `revoke` and `delete` of [`client_sessions`], `get_or_create` with a
//! `user_identifier_key` or a `user_identity_id`, and an [`endpoint!`] that is declared so. It is then
//! sent again, on its own, when the network fails at any step, when the connection breaks before the
//! whole answer has come, when a try takes too long (10 s), and when Seam answers 429, 500, 502, 503 or
//! 504. Any other call is sent again only if Seam certainly did not take it: nothing of it had been sent,
//! or Seam answered 429, or 503 with `Retry-After`. No call is sent again on any other answer, nor
//! because of a certificate.
//!
//! There are up to two repeats ([`SeamBuilder::retries`]), all within the one deadline of the call
//! ([`SeamBuilder::timeout`], 30 s). Before each there is a pause of a random length
//! ([`SeamBuilder::retry_pauses`]): up to 250 ms, then up to twice that. If Seam says how long it wants to
//! be left alone (`Retry-After`), the pause is that long and up to as much again; if there is no time for
//! that, the error comes at once and carries it ([`ApiError::retry_after`]).
//!
//! These are chosen by simulation: 100,000 kiosks come back at once after a power cut, to a server that
//! takes 2,000 requests a second and answers 503 with `Retry-After: 10` to the others. They all have
//! their sessions after 68 seconds, by 4 requests each. With what Seam's official SDKs do for the calls
//! that they repeat (again after 200 and 400 ms, whatever the server says) it is 124 seconds and 32
//! requests each. `cargo test --lib fleet -- --nocapture` runs it.
//!
//! What a call ends with, and how often the server sees the request; "once" is a fault that is over at
//! the next try:
//!
#![doc = include_str!("faults.md")]
//!
//! A connection is kept for later calls: one ([`SeamBuilder::max_idle_connections`]), for 15 seconds. A
//! call that may not be repeated uses one only within a second, and none is used over which the device
//! slept. The server's name is looked up only to open a connection, and its addresses are remembered for
//! five minutes; they serve for longer while no name server answers. A look-up that hangs holds one
//! thread for each name (the server's and the proxy's), however many calls give up on it.
//!
//! A certificate is checked by the device's clock. If that is wrong, the error says what it reads and
//! what the certificate's bounds are, and [`Seam::clock_skew`] tells how far off it is, once an answer
//! has come.
//!
//! # Features
//!
//! | feature | default | what it brings |
//! |---|---|---|
//! | `serde` | yes | serde_json as the codec; answers implement serde's `Deserialize` |
//! | `miniserde` | | miniserde as the codec; answers implement miniserde's `Deserialize` |
//! | `tls` | yes | https, by rustls with ring and webpki-roots |
//! | `platform-verifier` | | trusts the machine's own certificate store instead of webpki-roots |
//! | `cli` | | the command `seam` |
//!
//! Features add up. With both codecs on, answers implement both, and the wire uses serde_json. An
//! [`endpoint!`] of yours names its codec, so that no other crate's choice changes it.
//! Without `tls`, a client speaks plain http to a loopback host alone, where another program does
//! TLS.
//!
//! # Secrets
//!
//! Credentials and tokens are [`Secret`]s, which print their prefix alone. No error holds one, nor
//! does what ureq and rustls log at debug level. At trace level, ureq's protocol layer logs the raw
//! bytes of requests and answers, which a library cannot keep it from: a program that turns trace on
//! needs the filter `ureq_proto=debug`.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod auth;
pub use auth::Credential;

pub mod catalog;

pub mod client_sessions;

mod clock;

mod count;
pub use count::Count;

pub mod endpoint;

mod error;
pub use error::{
    ApiError, DecodeError, Error, InvalidError, Step, TransportError, ValidationError,
};

pub mod json;

mod keeper;
pub use keeper::{Failing, SessionKeeper};

mod origin;

mod proxy;
pub use proxy::Proxy;

mod retry;

mod seam;
pub use seam::{IpFamily, Seam, SeamBuilder};

mod secret;
pub use secret::Secret;

mod timestamp;
mod transport;

/// The README's programs compile. One of them derives serde's `Deserialize`.
#[cfg(all(doctest, feature = "serde"))]
#[doc = include_str!("../README.md")]
struct Readme;
