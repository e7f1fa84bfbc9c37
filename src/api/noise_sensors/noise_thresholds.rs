//! Noise thresholds: how loud it may get around a sensor, by time of day.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/noise_sensors/noise_thresholds).
//!
//! ```no_run
//! use seam_client::noise_sensors::noise_thresholds;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let device_id = "";
//! let threshold = seam.noise_sensors().noise_thresholds().create(
//!     noise_thresholds::Create::new(device_id, "22:00:00[Europe/Berlin]", "07:00:00[Europe/Berlin]")
//!         .name("At night")
//!         .noise_threshold_decibels(60),
//! )?;
//! println!("{}", threshold.noise_threshold_id);
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::action_attempts::ActionAttempt;
use crate::endpoint::{at_least_one, endpoint};
use crate::response::response;
use crate::{Error, Seam};

/// The endpoints of `/noise_sensors/noise_thresholds`, returned by
/// [`NoiseSensors::noise_thresholds`](crate::noise_sensors::NoiseSensors::noise_thresholds).
#[derive(Clone, Copy, Debug)]
pub struct NoiseThresholds<'a> {
    seam: &'a Seam,
}

impl<'a> NoiseThresholds<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Creates a noise threshold on a sensor, which comes with thresholds of its own.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/noise_sensors/noise_thresholds/create).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `noise_threshold_decibels` nor `noise_threshold_nrs` is set;
    /// otherwise any other variant of [`Error`].
    pub fn create(&self, request: Create<'_>) -> Result<NoiseThreshold, Error> {
        self.seam.call(&request)
    }

    /// Deletes a noise threshold. The sensor follows later: the action attempt tells when.
    ///
    /// Returns `None` if the response has no `action_attempt`.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call, and a retry that finds nothing left succeeds.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/noise_sensors/noise_thresholds/delete).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<Option<ActionAttempt>, Error> {
        self.seam.call(&request)
    }

    /// Looks up a noise threshold by its ID.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/noise_sensors/noise_thresholds/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<NoiseThreshold, Error> {
        self.seam.call(&request)
    }

    /// Lists the noise thresholds of a sensor.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/noise_sensors/noise_thresholds/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<NoiseThreshold>, Error> {
        self.seam.call(&request)
    }

    /// Changes a noise threshold. The sensor follows later: the action attempt tells when.
    ///
    /// Returns `None` if the response has no `action_attempt`.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/noise_sensors/noise_thresholds/update).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<Option<ActionAttempt>, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`create`](NoiseThresholds::create).
    pub struct Create<'a>(
        /// The noise sensor's ID.
        device_id: &'a str,
        /// Time of day at which the threshold starts to apply, such as `20:00:00[Europe/Berlin]`.
        starts_daily_at: &'a str,
        /// Time of day at which the threshold stops applying, such as `08:00:00[Europe/Berlin]`.
        ends_daily_at: &'a str,
    ) {
        /// The threshold's name.
        name: &'a str,
        /// Noise level that triggers it, in decibels.
        noise_threshold_decibels: f64,
        /// Noise Risk Score that triggers it; for NoiseAware sensors only.
        noise_threshold_nrs: f64,
    }
    post "/noise_sensors/noise_thresholds/create";
    response "noise_threshold": NoiseThreshold;
    validate |request, _| {
        at_least_one(request, &[
            "noise_threshold_decibels",
            "noise_threshold_nrs",
        ])
    };
}

endpoint! {
    /// The request of [`delete`](NoiseThresholds::delete).
    pub struct Delete<'a>(
        /// The noise threshold's ID.
        noise_threshold_id: &'a str,
        /// The noise sensor's ID.
        device_id: &'a str,
    ) {}
    post "/noise_sensors/noise_thresholds/delete";
    response "action_attempt", optional: ActionAttempt;
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`get`](NoiseThresholds::get).
    pub struct Get<'a>(
        /// The noise threshold's ID.
        noise_threshold_id: &'a str,
    ) {}
    post "/noise_sensors/noise_thresholds/get";
    response "noise_threshold": NoiseThreshold;
    idempotent;
}

endpoint! {
    /// The request of [`list`](NoiseThresholds::list).
    pub struct List<'a>(
        /// The noise sensor's ID.
        device_id: &'a str,
    ) {}
    post "/noise_sensors/noise_thresholds/list";
    response "noise_thresholds": Vec<NoiseThreshold>;
    idempotent;
}

endpoint! {
    /// The request of [`update`](NoiseThresholds::update).
    pub struct Update<'a>(
        /// The noise threshold's ID.
        noise_threshold_id: &'a str,
        /// The noise sensor's ID.
        device_id: &'a str,
    ) {
        /// Time of day at which the threshold stops applying, such as `08:00:00[Europe/Berlin]`.
        ends_daily_at: &'a str,
        /// The threshold's name.
        name: &'a str,
        /// Noise level that triggers it, in decibels.
        noise_threshold_decibels: f64,
        /// Noise Risk Score that triggers it; for NoiseAware sensors only.
        noise_threshold_nrs: f64,
        /// Time of day at which the threshold starts to apply, such as `20:00:00[Europe/Berlin]`.
        starts_daily_at: &'a str,
    }
    post "/noise_sensors/noise_thresholds/update";
    response "action_attempt", optional: ActionAttempt;
    idempotent;
}

response! {
    /// A noise threshold: how loud it may get around a noise sensor, and at which hours.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/noise_sensors/noise_thresholds).
    pub struct NoiseThreshold {
        /// The device's ID.
        pub device_id: String,
        /// Time of day at which the threshold stops applying.
        pub ends_daily_at: String,
        /// Its name.
        pub name: String,
        /// How loud it may get, in decibels.
        pub noise_threshold_decibels: f64,
        /// The noise threshold's ID.
        pub noise_threshold_id: String,
        /// How loud it may get, as a Noise Risk Score; only for NoiseAware sensors.
        pub noise_threshold_nrs: Option<f64>,
        /// Time of day at which the threshold starts to apply.
        pub starts_daily_at: String,
    }
}
