//! Simulated access codes, for tests in a sandbox workspace.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/access_codes/simulate).
//!
//! ```no_run
//! use seam_client::access_codes::simulate;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let device_id = "";
//! seam.access_codes().simulate().create_unmanaged_access_code(
//!     simulate::CreateUnmanagedAccessCode::new(device_id, "Left by somebody", "1234"),
//! )?;
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::access_codes::unmanaged::UnmanagedAccessCode;
use crate::endpoint::endpoint;
use crate::{Error, Seam};

/// The endpoints of `/access_codes/simulate`, returned by
/// [`AccessCodes::simulate`](crate::access_codes::AccessCodes::simulate).
#[derive(Clone, Copy, Debug)]
pub struct Simulate<'a> {
    seam: &'a Seam,
}

impl<'a> Simulate<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Simulates that someone adds a code to a lock without Seam. Sandbox workspaces only.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/access_codes/simulate/create_unmanaged_access_code).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn create_unmanaged_access_code(
        &self,
        request: CreateUnmanagedAccessCode<'_>,
    ) -> Result<UnmanagedAccessCode, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`create_unmanaged_access_code`](Simulate::create_unmanaged_access_code).
    pub struct CreateUnmanagedAccessCode<'a>(
        /// The lock's ID.
        device_id: &'a str,
        /// The access code's name.
        name: &'a str,
        /// The PIN.
        code: &'a str,
    ) {}
    post "/access_codes/simulate/create_unmanaged_access_code";
    response "access_code": UnmanagedAccessCode;
}
