//! Tests of every endpoint, with its typed request.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../support/shown.rs"]
mod shown;
#[path = "../support/mod.rs"]
mod support;
#[allow(unreachable_pub)]
#[path = "../support/toml.rs"]
mod toml;
#[path = "../support/typed.rs"]
mod typed;

mod description;
mod samples;
mod seam_fake;
