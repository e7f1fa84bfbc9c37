//! Simulated results of an encoder, for tests in a sandbox workspace.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/acs/encoders/simulate).
//!
//! ```no_run
//! use seam_client::acs::encoders::simulate;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let encoder_id = "";
//! seam.acs()
//!     .encoders()
//!     .simulate()
//!     .next_credential_encode_will_fail(simulate::NextCredentialEncodeWillFail::new(encoder_id))?;
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::endpoint;
use crate::{Error, Seam};

/// The endpoints of `/acs/encoders/simulate`, returned by
/// [`Encoders::simulate`](crate::acs::encoders::Encoders::simulate).
#[derive(Clone, Copy, Debug)]
pub struct Simulate<'a> {
    seam: &'a Seam,
}

impl<'a> Simulate<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Makes an encoder's next attempt to write a card fail. Sandbox workspaces only.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/acs/encoders/simulate/next_credential_encode_will_fail).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn next_credential_encode_will_fail(
        &self,
        request: NextCredentialEncodeWillFail<'_>,
    ) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Makes an encoder's next attempt to write a card succeed. Sandbox workspaces only.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client does not retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/acs/encoders/simulate/next_credential_encode_will_succeed).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn next_credential_encode_will_succeed(
        &self,
        request: NextCredentialEncodeWillSucceed<'_>,
    ) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Makes an encoder's next attempt to read a card fail. Sandbox workspaces only.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/acs/encoders/simulate/next_credential_scan_will_fail).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn next_credential_scan_will_fail(
        &self,
        request: NextCredentialScanWillFail<'_>,
    ) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Makes an encoder's next attempt to read a card succeed. Sandbox workspaces only.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/acs/encoders/simulate/next_credential_scan_will_succeed).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn next_credential_scan_will_succeed(
        &self,
        request: NextCredentialScanWillSucceed<'_>,
    ) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of
    /// [`next_credential_encode_will_fail`](Simulate::next_credential_encode_will_fail).
    pub struct NextCredentialEncodeWillFail<'a>(
        /// The encoder's ID.
        acs_encoder_id: &'a str,
    ) {
        /// Code of the error; `no_credential_on_encoder` by default. Known values: [`error_code`].
        error_code: &'a str,
        /// ID of the credential that cannot be written.
        acs_credential_id: &'a str,
    }
    post "/acs/encoders/simulate/next_credential_encode_will_fail";
}

endpoint! {
    /// The request of
    /// [`next_credential_encode_will_succeed`](Simulate::next_credential_encode_will_succeed).
    pub struct NextCredentialEncodeWillSucceed<'a>(
        /// The encoder's ID.
        acs_encoder_id: &'a str,
    ) {
        /// What the encoder does; `credential_is_issued` by default. Known values: [`scenario`].
        scenario: &'a str,
    }
    post "/acs/encoders/simulate/next_credential_encode_will_succeed";
}

endpoint! {
    /// The request of [`next_credential_scan_will_fail`](Simulate::next_credential_scan_will_fail).
    pub struct NextCredentialScanWillFail<'a>(
        /// The encoder's ID.
        acs_encoder_id: &'a str,
    ) {
        /// Code of the error; `no_credential_on_encoder` by default. Known values: [`error_code`].
        error_code: &'a str,
        /// ID of the credential that Seam has for the card.
        acs_credential_id_on_seam: &'a str,
    }
    post "/acs/encoders/simulate/next_credential_scan_will_fail";
}

endpoint! {
    /// The request of
    /// [`next_credential_scan_will_succeed`](Simulate::next_credential_scan_will_succeed).
    pub struct NextCredentialScanWillSucceed<'a>(
        /// The encoder's ID.
        acs_encoder_id: &'a str,
    ) {
        /// ID of the credential that Seam has for the card.
        acs_credential_id_on_seam: &'a str,
        /// What the encoder finds; `credential_exists_on_seam` by default. Known values:
        /// [`scenario`].
        scenario: &'a str,
    }
    post "/acs/encoders/simulate/next_credential_scan_will_succeed";
}

/// Known values of `error_code`. Seam may add others.
pub mod error_code {
    /// `no_credential_on_encoder`
    pub const NO_CREDENTIAL_ON_ENCODER: &str = "no_credential_on_encoder";
    /// `encoding_interrupted`
    pub const ENCODING_INTERRUPTED: &str = "encoding_interrupted";
    /// `uncategorized_error`
    pub const UNCATEGORIZED_ERROR: &str = "uncategorized_error";
    /// `action_attempt_expired`
    pub const ACTION_ATTEMPT_EXPIRED: &str = "action_attempt_expired";
}

/// Known values of `scenario`. Seam may add others.
pub mod scenario {
    /// `credential_is_issued`
    pub const CREDENTIAL_IS_ISSUED: &str = "credential_is_issued";
    /// `credential_exists_on_seam`
    pub const CREDENTIAL_EXISTS_ON_SEAM: &str = "credential_exists_on_seam";
    /// `credential_on_encoder_needs_update`
    pub const CREDENTIAL_ON_ENCODER_NEEDS_UPDATE: &str = "credential_on_encoder_needs_update";
    /// `credential_does_not_exist_on_seam`
    pub const CREDENTIAL_DOES_NOT_EXIST_ON_SEAM: &str = "credential_does_not_exist_on_seam";
    /// `credential_on_encoder_is_empty`
    pub const CREDENTIAL_ON_ENCODER_IS_EMPTY: &str = "credential_on_encoder_is_empty";
}
