//! What the tests share: servers on this machine.

// Each test uses a part of it.
#![allow(dead_code, unused_imports, unreachable_pub, missing_docs)]
// A test that panics has failed, which is what it is for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod command;
pub mod mock;
pub mod socket;
#[cfg(feature = "tls")]
pub mod tls;

pub use ::fake_seam;
pub(crate) use command::command;

/// The document's own session, as Seam answers it.
pub const DOCUMENT_ANSWER: &str = include_str!("document.json");
