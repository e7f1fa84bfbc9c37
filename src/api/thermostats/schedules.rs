//! Thermostat schedules: a climate preset from one time to another.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/thermostats/schedules).
//!
//! ```no_run
//! use seam_client::thermostats::schedules;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let device_id = "";
//! let schedule = seam.thermostats().schedules().create(schedules::Create::new(
//!     device_id,
//!     "eco",
//!     "2030-12-24T12:00:00Z",
//!     "2031-01-02T12:00:00Z",
//! ))?;
//! println!("{}", schedule.thermostat_schedule_id);
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::{Time, endpoint};
use crate::issue::Issue;
use crate::response::response;
use crate::{Error, Seam};

/// The endpoints of `/thermostats/schedules`, returned by
/// [`Thermostats::schedules`](crate::thermostats::Thermostats::schedules).
#[derive(Clone, Copy, Debug)]
pub struct Schedules<'a> {
    seam: &'a Seam,
}

impl<'a> Schedules<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Creates a schedule: a thermostat follows a climate preset from one time to another.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/schedules/create).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn create(&self, request: Create<'_>) -> Result<ThermostatSchedule, Error> {
        self.seam.call(&request)
    }

    /// Deletes a thermostat schedule.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/schedules/delete).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Looks up a thermostat schedule by its ID.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/schedules/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<ThermostatSchedule, Error> {
        self.seam.call(&request)
    }

    /// Lists the schedules of a thermostat.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/schedules/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<ThermostatSchedule>, Error> {
        self.seam.call(&request)
    }

    /// Changes a thermostat schedule.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/schedules/update).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`create`](Schedules::create).
    pub struct Create<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
        /// Key of the climate preset to follow.
        climate_preset_key: &'a str,
        /// When the schedule starts, in ISO 8601.
        starts_at: Time<'a>,
        /// When the schedule ends, in ISO 8601.
        ends_at: Time<'a>,
    ) {
        /// Whether people may change the thermostat's settings during the schedule.
        is_override_allowed: bool,
        /// How long after the preset starts people may change the settings, in minutes.
        max_override_period_minutes: i64,
        /// The schedule's name.
        name: &'a str,
    }
    post "/thermostats/schedules/create";
    response "thermostat_schedule": ThermostatSchedule;
}

endpoint! {
    /// The request of [`delete`](Schedules::delete).
    pub struct Delete<'a>(
        /// The thermostat schedule's ID.
        thermostat_schedule_id: &'a str,
    ) {}
    post "/thermostats/schedules/delete";
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`get`](Schedules::get).
    pub struct Get<'a>(
        /// The thermostat schedule's ID.
        thermostat_schedule_id: &'a str,
    ) {}
    post "/thermostats/schedules/get";
    response "thermostat_schedule": ThermostatSchedule;
    idempotent;
}

endpoint! {
    /// The request of [`list`](Schedules::list).
    pub struct List<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
    ) {
        /// Only the schedules of this user, by your own ID.
        user_identifier_key: &'a str,
    }
    post "/thermostats/schedules/list";
    response "thermostat_schedules": Vec<ThermostatSchedule>;
    idempotent;
}

endpoint! {
    /// The request of [`update`](Schedules::update).
    pub struct Update<'a>(
        /// The thermostat schedule's ID.
        thermostat_schedule_id: &'a str,
    ) {
        /// Key of the climate preset to follow.
        climate_preset_key: &'a str,
        /// When the schedule ends, in ISO 8601.
        ends_at: Time<'a>,
        /// Whether people may change the thermostat's settings during the schedule.
        is_override_allowed: bool,
        /// How long after the preset starts people may change the settings, in minutes; `None`
        /// unsets it.
        max_override_period_minutes: Option<i64>,
        /// The schedule's name.
        name: &'a str,
        /// When the schedule starts, in ISO 8601.
        starts_at: Time<'a>,
    }
    post "/thermostats/schedules/update";
    idempotent;
}

response! {
    /// A thermostat schedule: a climate preset that applies from one time to another.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/schedules).
    pub struct ThermostatSchedule {
        /// The climate preset's key.
        pub climate_preset_key: String,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// The device's ID.
        pub device_id: String,
        /// When it ends, in ISO 8601.
        pub ends_at: String,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
        /// Whether people at the thermostat may override the schedule.
        pub is_override_allowed: Option<bool>,
        /// How long after its start the schedule can be overridden, in minutes.
        pub max_override_period_minutes: Option<i64>,
        /// Its name.
        pub name: Option<String>,
        /// When it begins, in ISO 8601.
        pub starts_at: String,
        /// The thermostat schedule's ID.
        pub thermostat_schedule_id: String,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}
