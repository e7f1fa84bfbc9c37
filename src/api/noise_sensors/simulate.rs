//! Simulated noise, for tests in a sandbox workspace.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/noise_sensors/simulate).
//!
//! ```no_run
//! use seam_client::noise_sensors::simulate;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let device_id = "";
//! seam.noise_sensors()
//!     .simulate()
//!     .trigger_noise_threshold(simulate::TriggerNoiseThreshold::new(device_id))?;
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::endpoint;
use crate::{Error, Seam};

/// The endpoints of `/noise_sensors/simulate`, returned by
/// [`NoiseSensors::simulate`](crate::noise_sensors::NoiseSensors::simulate).
#[derive(Clone, Copy, Debug)]
pub struct Simulate<'a> {
    seam: &'a Seam,
}

impl<'a> Simulate<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Simulates noise above a sensor's threshold. Sandbox workspaces only.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/noise_sensors/simulate/trigger_noise_threshold).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn trigger_noise_threshold(&self, request: TriggerNoiseThreshold<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`trigger_noise_threshold`](Simulate::trigger_noise_threshold).
    pub struct TriggerNoiseThreshold<'a>(
        /// The noise sensor's ID.
        device_id: &'a str,
    ) {}
    post "/noise_sensors/simulate/trigger_noise_threshold";
}
