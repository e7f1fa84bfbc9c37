//! Webhooks: URLs of yours to which Seam sends events.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/webhooks).
//!
//! ```no_run
//! use seam_client::webhooks;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! let webhook = seam.webhooks().create(
//!     webhooks::Create::new("https://example.com/seam").event_types(&["lock.unlocked"]),
//! )?;
//! println!("{}", webhook.webhook_id);
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::endpoint;
use crate::response::response;
use crate::{Error, Seam, Secret};

/// The endpoints of `/webhooks`, returned by [`Seam::webhooks`].
#[derive(Clone, Copy, Debug)]
pub struct Webhooks<'a> {
    seam: &'a Seam,
}

impl<'a> Webhooks<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Creates a webhook. Keep the `secret` in the response: it verifies what Seam sends.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/webhooks/create).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn create(&self, request: Create<'_>) -> Result<Webhook, Error> {
        self.seam.call(&request)
    }

    /// Deletes a webhook. Seam sends no more events to its URL.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/webhooks/delete).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Looks up a webhook by its ID.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/webhooks/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<Webhook, Error> {
        self.seam.call(&request)
    }

    /// Lists all webhooks.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/webhooks/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List) -> Result<Vec<Webhook>, Error> {
        self.seam.call(&request)
    }

    /// Replaces the types of events that a webhook receives.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/webhooks/update).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`create`](Webhooks::create).
    pub struct Create<'a>(
        /// URL to which Seam sends the events.
        url: &'a str,
    ) {
        /// Types of events to send, such as `lock.unlocked`; all by default.
        event_types: &'a [&'a str],
    }
    post "/webhooks/create";
    response "webhook": Webhook;
}

endpoint! {
    /// The request of [`delete`](Webhooks::delete).
    pub struct Delete<'a>(
        /// The webhook's ID.
        webhook_id: &'a str,
    ) {}
    post "/webhooks/delete";
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`get`](Webhooks::get).
    pub struct Get<'a>(
        /// The webhook's ID.
        webhook_id: &'a str,
    ) {}
    post "/webhooks/get";
    response "webhook": Webhook;
    idempotent;
}

endpoint! {
    /// The request of [`list`](Webhooks::list).
    pub struct List {}
    post "/webhooks/list";
    response "webhooks": Vec<Webhook>;
    idempotent;
}

endpoint! {
    /// The request of [`update`](Webhooks::update).
    pub struct Update<'a>(
        /// The webhook's ID.
        webhook_id: &'a str,
        /// Types of events to send, such as `lock.unlocked`; they replace the previous ones.
        event_types: &'a [&'a str],
    ) {}
    post "/webhooks/update";
    idempotent;
}

response! {
    /// A webhook: a URL of yours to which Seam sends events.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/webhooks).
    pub struct Webhook {
        /// Types of events that are sent to it.
        pub event_types: Option<Vec<String>>,
        /// Secret that verifies the signatures of events.
        pub secret: Option<Secret>,
        /// URL that the events are sent to.
        pub url: String,
        /// The webhook's ID.
        pub webhook_id: String,
    }
}
