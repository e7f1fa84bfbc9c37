//! A small blocking client for the [Seam API](https://docs.seam.co).
#![cfg_attr(docsrs, feature(doc_cfg))]

mod auth;
pub use auth::Credential;

pub mod client_sessions;

mod count;
pub use count::Count;

mod endpoint;

mod error;
pub use error::{
    ApiError, DecodeError, Error, InvalidError, Step, TransportError, ValidationError,
};

mod json;
mod origin;

mod proxy;
pub use proxy::Proxy;

mod seam;
pub use seam::{IpFamily, Seam, SeamBuilder};

mod secret;
pub use secret::Secret;

mod timestamp;
mod transport;
