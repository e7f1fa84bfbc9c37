//! What holds of the library as a caller meets it. Together, the tests are compiled and linked once; those that need a
//! process of their own, such as those that set the logger, are programs beside this one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../support/mod.rs"]
mod support;

mod attempt;
mod client_sessions;
mod clock;
mod configuration;
mod connections;
mod cryptography;
mod declared;
mod documents;
mod errors;
mod examples;
mod fake_seam;
mod follow;
mod keeper;
mod once;
mod pages;
mod properties;
mod tls;
mod webhook;
mod wire;
