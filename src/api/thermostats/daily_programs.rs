//! Daily programs: which climate preset a thermostat follows at which time of the day.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/thermostats/daily_programs).
//!
//! ```no_run
//! use seam_client::thermostats::daily_programs;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! use daily_programs::Period;
//!
//! # let device_id = "";
//! let periods = [Period::new("home", "07:00:00"), Period::new("eco", "22:00:00")];
//! let program = seam
//!     .thermostats()
//!     .daily_programs()
//!     .create(daily_programs::Create::new(device_id, "Weekday", &periods))?;
//! println!("{}", program.thermostat_daily_program_id);
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::action_attempts::ActionAttempt;
use crate::endpoint::{endpoint, object};
use crate::response::response;
use crate::{Error, Seam};

/// The endpoints of `/thermostats/daily_programs`, returned by
/// [`Thermostats::daily_programs`](crate::thermostats::Thermostats::daily_programs).
#[derive(Clone, Copy, Debug)]
pub struct DailyPrograms<'a> {
    seam: &'a Seam,
}

impl<'a> DailyPrograms<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Creates a daily program, which a weekly program can then use.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/daily_programs/create).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn create(&self, request: Create<'_>) -> Result<ThermostatDailyProgram, Error> {
        self.seam.call(&request)
    }

    /// Removes a daily program from its thermostat.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/daily_programs/delete).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Replaces the name and the periods of a daily program.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/daily_programs/update).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`create`](DailyPrograms::create).
    pub struct Create<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
        /// The daily program's name.
        name: &'a str,
        /// The periods of the day, each with its climate preset.
        periods: &'a [Period<'a>],
    ) {}
    post "/thermostats/daily_programs/create";
    response "thermostat_daily_program": ThermostatDailyProgram;
}

endpoint! {
    /// The request of [`delete`](DailyPrograms::delete).
    pub struct Delete<'a>(
        /// The thermostat daily program's ID.
        thermostat_daily_program_id: &'a str,
    ) {}
    post "/thermostats/daily_programs/delete";
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`update`](DailyPrograms::update).
    pub struct Update<'a>(
        /// The thermostat daily program's ID.
        thermostat_daily_program_id: &'a str,
        /// The daily program's name.
        name: &'a str,
        /// All periods of the day: they replace the previous ones.
        periods: &'a [Period<'a>],
    ) {}
    post "/thermostats/daily_programs/update";
    response "action_attempt": ActionAttempt;
    idempotent;
}

object! {
    /// What is in `periods` of [`Create`].
    pub struct Period<'a>(
        /// Key of the climate preset that starts then.
        climate_preset_key: &'a str,
        /// Time of day at which the period starts, such as `07:00:00`.
        starts_at_time: &'a str,
    ) {}
}

response! {
    /// A daily program: the climate presets of one day.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/daily_programs).
    pub struct ThermostatDailyProgram {
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// The device's ID.
        pub device_id: String,
        /// Its name.
        pub name: Option<String>,
        /// The parts of the day.
        pub periods: Vec<ProgramPeriod>,
        /// The thermostat daily program's ID.
        pub thermostat_daily_program_id: String,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}

response! {
    /// A part of a day with its climate preset.
    pub struct ProgramPeriod {
        /// The climate preset's key.
        pub climate_preset_key: String,
        /// Time of day at which the period begins, such as `07:00:00`.
        pub starts_at_time: String,
    }
}
