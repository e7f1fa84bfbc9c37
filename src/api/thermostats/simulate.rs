//! Simulated changes at a thermostat, for tests in a sandbox workspace.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/thermostats/simulate).
//!
//! ```no_run
//! use seam_client::thermostats::simulate;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let device_id = "";
//! seam.thermostats().simulate().temperature_reached(
//!     simulate::TemperatureReached::new(device_id).temperature_celsius(21),
//! )?;
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::{at_least_one, endpoint};
use crate::{Error, Seam};

/// The endpoints of `/thermostats/simulate`, returned by
/// [`Thermostats::simulate`](crate::thermostats::Thermostats::simulate).
#[derive(Clone, Copy, Debug)]
pub struct Simulate<'a> {
    seam: &'a Seam,
}

impl<'a> Simulate<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Simulates that someone changes a thermostat's mode. Sandbox workspaces only.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/thermostats/simulate/hvac_mode_adjusted).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn hvac_mode_adjusted(&self, request: HvacModeAdjusted<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Simulates the temperature at a thermostat. Sandbox workspaces only.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/thermostats/simulate/temperature_reached).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `temperature_celsius` nor `temperature_fahrenheit` is set;
    /// otherwise any other variant of [`Error`].
    pub fn temperature_reached(&self, request: TemperatureReached<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`hvac_mode_adjusted`](Simulate::hvac_mode_adjusted).
    pub struct HvacModeAdjusted<'a>(
        /// The new mode, which decides which set points are required. Known values: [`hvac_mode`].
        hvac_mode: &'a str,
        /// The thermostat's ID.
        device_id: &'a str,
    ) {
        /// Temperature above which to cool, in degrees Celsius; or set it in Fahrenheit.
        cooling_set_point_celsius: f64,
        /// Temperature above which to cool, in degrees Fahrenheit; or set it in Celsius.
        cooling_set_point_fahrenheit: f64,
        /// Temperature below which to heat, in degrees Celsius; or set it in Fahrenheit.
        heating_set_point_celsius: f64,
        /// Temperature below which to heat, in degrees Fahrenheit; or set it in Celsius.
        heating_set_point_fahrenheit: f64,
    }
    post "/thermostats/simulate/hvac_mode_adjusted";
}

endpoint! {
    /// The request of [`temperature_reached`](Simulate::temperature_reached).
    pub struct TemperatureReached<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
    ) {
        /// The temperature, in degrees Celsius; or set it in Fahrenheit.
        temperature_celsius: f64,
        /// The temperature, in degrees Fahrenheit; or set it in Celsius.
        temperature_fahrenheit: f64,
    }
    post "/thermostats/simulate/temperature_reached";
    validate |request, _| {
        at_least_one(request, &[
            "temperature_celsius",
            "temperature_fahrenheit",
        ])
    };
}

/// Known values of `hvac_mode`. Seam may add others.
pub mod hvac_mode {
    /// `off`
    pub const OFF: &str = "off";
    /// `cool`
    pub const COOL: &str = "cool";
    /// `heat`
    pub const HEAT: &str = "heat";
    /// `heat_cool`
    pub const HEAT_COOL: &str = "heat_cool";
}
