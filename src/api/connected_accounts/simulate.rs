//! Simulated failures of connected accounts, for tests in a sandbox workspace.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/connected_accounts/simulate).
//!
//! ```no_run
//! use seam_client::connected_accounts::simulate;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let account_id = "";
//! seam.connected_accounts().simulate().disconnect(simulate::Disconnect::new(account_id))?;
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::endpoint;
use crate::{Error, Seam};

/// The endpoints of `/connected_accounts/simulate`, returned by
/// [`ConnectedAccounts::simulate`](crate::connected_accounts::ConnectedAccounts::simulate).
#[derive(Clone, Copy, Debug)]
pub struct Simulate<'a> {
    seam: &'a Seam,
}

impl<'a> Simulate<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Simulates that Seam loses a connected account. Sandbox workspaces only.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/connected_accounts/simulate/disconnect).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn disconnect(&self, request: Disconnect<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`disconnect`](Simulate::disconnect).
    pub struct Disconnect<'a>(
        /// The connected account's ID.
        connected_account_id: &'a str,
    ) {}
    post "/connected_accounts/simulate/disconnect";
    idempotent;
}
