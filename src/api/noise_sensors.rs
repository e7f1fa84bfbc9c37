//! Noise sensors and their thresholds.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/noise_sensors).
//!
//! ```no_run
//! use seam_client::noise_sensors;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! for sensor in seam.noise_sensors().list(noise_sensors::List::new())? {
//!     println!("{}: {:?} dB", sensor.display_name, sensor.properties.noise_level_decibels);
//! }
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::devices::Device;
use crate::endpoint::{Fields, Time, endpoint};
use crate::{Error, Pages, Seam};

pub mod noise_thresholds;
pub mod simulate;

/// The endpoints of `/noise_sensors`, returned by [`Seam::noise_sensors`].
#[derive(Clone, Copy, Debug)]
pub struct NoiseSensors<'a> {
    seam: &'a Seam,
}

impl<'a> NoiseSensors<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Noise thresholds: how loud it may get around a sensor, by time of day.
    pub fn noise_thresholds(&self) -> noise_thresholds::NoiseThresholds<'a> {
        noise_thresholds::NoiseThresholds::new(self.seam)
    }

    /// Simulated noise, for tests in a sandbox workspace.
    pub fn simulate(&self) -> simulate::Simulate<'a> {
        simulate::Simulate::new(self.seam)
    }

    /// Lists noise sensors.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/noise_sensors/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<Device>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }
}

endpoint! {
    /// The request of [`list`](NoiseSensors::list).
    pub struct List<'a> {
        /// Only the sensors of this Connect Webview.
        connect_webview_id: &'a str,
        /// Only the sensors of this connected account.
        connected_account_id: &'a str,
        /// Only the sensors of these connected accounts.
        connected_account_ids: &'a [&'a str],
        /// Only the sensors added to Seam before this time, in ISO 8601.
        created_before: Time<'a>,
        /// Only the sensors whose custom metadata contains all these pairs.
        custom_metadata_has: &'a dyn Fields,
        /// Only the sensors of this customer, by your own key.
        customer_key: &'a str,
        /// Only the sensors with these IDs.
        device_ids: &'a [&'a str],
        /// Only the sensors of this type. Known values: [`device_type`].
        device_type: &'a str,
        /// Only the sensors of these types, such as `minut_sensor`. Known values: [`device_type`].
        device_types: &'a [&'a str],
        /// At most this many sensors in a response; 500 by default.
        limit: i64,
        /// Only the sensors of this manufacturer. Known values: [`manufacturer`].
        manufacturer: &'a str,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the sensors with this text in their name, metadata or location, or in an ID (from 4
        /// characters).
        search: &'a str,
        /// Only the sensors in this space.
        space_id: &'a str,
        /// Only the sensors at this location.
        #[deprecated(note = "use `space_id`")]
        unstable_location_id: &'a str,
        /// Only the sensors of this user, by your own ID.
        user_identifier_key: &'a str,
    }
    post "/noise_sensors/list";
    response "devices": Vec<Device>;
    pages;
    idempotent;
}

/// Known values of `device_type`. Seam may add others.
pub mod device_type {
    /// `noiseaware_activity_zone`
    pub const NOISEAWARE_ACTIVITY_ZONE: &str = "noiseaware_activity_zone";
    /// `minut_sensor`
    pub const MINUT_SENSOR: &str = "minut_sensor";
}

/// Known values of `manufacturer`. Seam may add others.
pub mod manufacturer {
    /// `minut`
    pub const MINUT: &str = "minut";
    /// `noiseaware`
    pub const NOISEAWARE: &str = "noiseaware";
}
