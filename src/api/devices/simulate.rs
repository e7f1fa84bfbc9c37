//! Simulated states of devices, for tests in a sandbox workspace.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/devices/simulate).
//!
//! ```no_run
//! use seam_client::devices::simulate;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let device_id = "";
//! seam.devices().simulate().disconnect(simulate::Disconnect::new(device_id))?;
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::endpoint;
use crate::{Error, Seam};

/// The endpoints of `/devices/simulate`, returned by
/// [`Devices::simulate`](crate::devices::Devices::simulate).
#[derive(Clone, Copy, Debug)]
pub struct Simulate<'a> {
    seam: &'a Seam,
}

impl<'a> Simulate<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Simulates that a device comes online. Sandbox workspaces only.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices/simulate/connect).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn connect(&self, request: Connect<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Simulates that the hub of an August or TTLock lock comes online. Sandbox workspaces only.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices/simulate/connect_to_hub).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn connect_to_hub(&self, request: ConnectToHub<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Simulates that a device goes offline. Sandbox workspaces only.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices/simulate/disconnect).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn disconnect(&self, request: Disconnect<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Simulates that the hub of an August, TTLock or igloohome lock goes offline. Sandbox
    /// workspaces only.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/devices/simulate/disconnect_from_hub).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn disconnect_from_hub(&self, request: DisconnectFromHub<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Simulates the state of a Nuki subscription. The device's error follows later. Sandbox
    /// workspaces only.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices/simulate/paid_subscription).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn paid_subscription(&self, request: PaidSubscription<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Simulates that a device is removed from its account. Sandbox workspaces only.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices/simulate/remove).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn remove(&self, request: Remove<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`connect`](Simulate::connect).
    pub struct Connect<'a>(
        /// The device's ID.
        device_id: &'a str,
    ) {}
    post "/devices/simulate/connect";
    idempotent;
}

endpoint! {
    /// The request of [`connect_to_hub`](Simulate::connect_to_hub).
    pub struct ConnectToHub<'a>(
        /// The device's ID.
        device_id: &'a str,
    ) {}
    post "/devices/simulate/connect_to_hub";
    idempotent;
}

endpoint! {
    /// The request of [`disconnect`](Simulate::disconnect).
    pub struct Disconnect<'a>(
        /// The device's ID.
        device_id: &'a str,
    ) {}
    post "/devices/simulate/disconnect";
    idempotent;
}

endpoint! {
    /// The request of [`disconnect_from_hub`](Simulate::disconnect_from_hub).
    pub struct DisconnectFromHub<'a>(
        /// The device's ID.
        device_id: &'a str,
    ) {}
    post "/devices/simulate/disconnect_from_hub";
    idempotent;
}

endpoint! {
    /// The request of [`paid_subscription`](Simulate::paid_subscription).
    pub struct PaidSubscription<'a>(
        /// The device's ID.
        device_id: &'a str,
        /// True for a subscription that has expired, false for one that is active.
        is_expired: bool,
    ) {}
    post "/devices/simulate/paid_subscription";
    idempotent;
}

endpoint! {
    /// The request of [`remove`](Simulate::remove).
    pub struct Remove<'a>(
        /// The device's ID.
        device_id: &'a str,
    ) {}
    post "/devices/simulate/remove";
    idempotent;
}
