//! Tests of the library's public API. They are one program, to be linked only once. Tests that need a process of their
//! own, such as those that set the logger, are programs of their own.

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
