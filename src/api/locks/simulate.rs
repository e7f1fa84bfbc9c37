//! Simulated keypads of locks, for tests in a sandbox workspace.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/locks/simulate).
//!
//! ```no_run
//! use seam_client::locks::simulate;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let device_id = "";
//! seam.locks().simulate().keypad_code_entry(simulate::KeypadCodeEntry::new(device_id, "1234"))?;
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::action_attempts::ActionAttempt;
use crate::endpoint::endpoint;
use crate::{Error, Seam};

/// The endpoints of `/locks/simulate`, returned by
/// [`Locks::simulate`](crate::locks::Locks::simulate).
#[derive(Clone, Copy, Debug)]
pub struct Simulate<'a> {
    seam: &'a Seam,
}

impl<'a> Simulate<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Simulates that someone enters a code at an August lock's keypad. Sandbox workspaces only.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/locks/simulate/keypad_code_entry).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn keypad_code_entry(&self, request: KeypadCodeEntry<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Simulates that someone locks an August lock at its keypad. Sandbox workspaces only.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/locks/simulate/manual_lock_via_keypad).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn manual_lock_via_keypad(
        &self,
        request: ManualLockViaKeypad<'_>,
    ) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`keypad_code_entry`](Simulate::keypad_code_entry).
    pub struct KeypadCodeEntry<'a>(
        /// The lock's ID.
        device_id: &'a str,
        /// The PIN to enter.
        code: &'a str,
    ) {}
    post "/locks/simulate/keypad_code_entry";
    response "action_attempt": ActionAttempt;
}

endpoint! {
    /// The request of [`manual_lock_via_keypad`](Simulate::manual_lock_via_keypad).
    pub struct ManualLockViaKeypad<'a>(
        /// The lock's ID.
        device_id: &'a str,
    ) {}
    post "/locks/simulate/manual_lock_via_keypad";
    response "action_attempt": ActionAttempt;
}
