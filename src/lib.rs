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
//! publishable key to a client of its user's session by [`Seam::from_publishable_key`].
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
//! # Features
//!
//! | feature | default | what it brings |
//! |---|---|---|
//! | `serde` | yes | serde_json as the codec; answers implement serde's `Deserialize` |
//! | `miniserde` | | miniserde as the codec; answers implement miniserde's `Deserialize` |
//! | `tls` | yes | https, by rustls with ring and webpki-roots |
//! | `platform-verifier` | | trusts the machine's own certificate store instead of webpki-roots |
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

pub mod client_sessions;

mod count;
pub use count::Count;

pub mod endpoint;

mod error;
pub use error::{
    ApiError, DecodeError, Error, InvalidError, Step, TransportError, ValidationError,
};

pub mod json;

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
