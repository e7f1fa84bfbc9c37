//! Thermostats: their modes, set points, climate presets and programs.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/thermostats).
//!
//! ```no_run
//! use seam_client::thermostats;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let device_id = "";
//! let attempt = seam.thermostats().heat_cool(
//!     thermostats::HeatCool::new(device_id)
//!         .heating_set_point_celsius(19)
//!         .cooling_set_point_celsius(25.5),
//! )?;
//! println!("{}", attempt.status);
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::action_attempts::ActionAttempt;
use crate::devices::Device;
use crate::endpoint::{Fields, Time, at_least_one, endpoint, object};
use crate::{Error, Pages, Seam};

pub mod daily_programs;
pub mod schedules;
pub mod simulate;

/// The endpoints of `/thermostats`, returned by [`Seam::thermostats`].
#[derive(Clone, Copy, Debug)]
pub struct Thermostats<'a> {
    seam: &'a Seam,
}

impl<'a> Thermostats<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Daily programs: which climate preset a thermostat follows at which time of the day.
    pub fn daily_programs(&self) -> daily_programs::DailyPrograms<'a> {
        daily_programs::DailyPrograms::new(self.seam)
    }

    /// Thermostat schedules: a climate preset from one time to another.
    pub fn schedules(&self) -> schedules::Schedules<'a> {
        schedules::Schedules::new(self.seam)
    }

    /// Simulated changes at a thermostat, for tests in a sandbox workspace.
    pub fn simulate(&self) -> simulate::Simulate<'a> {
        simulate::Simulate::new(self.seam)
    }

    /// Applies a climate preset to a thermostat now.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/thermostats/activate_climate_preset).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn activate_climate_preset(
        &self,
        request: ActivateClimatePreset<'_>,
    ) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Starts a thermostat's weekly program.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// Seam does not document this endpoint, but its SDKs call it.
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn activate_weekly_program(
        &self,
        request: ActivateWeeklyProgram<'_>,
    ) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Switches a thermostat to cooling, down to a set point.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/cool).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `cooling_set_point_celsius` nor
    /// `cooling_set_point_fahrenheit` is set; otherwise any other variant of [`Error`].
    pub fn cool(&self, request: Cool<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Creates a climate preset: a mode and set points under a key, to be applied later.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/create_climate_preset).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn create_climate_preset(&self, request: CreateClimatePreset<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Removes a climate preset from a thermostat.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/delete_climate_preset).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete_climate_preset(&self, request: DeleteClimatePreset<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Switches a thermostat to heating, up to a set point.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/heat).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `heating_set_point_celsius` nor
    /// `heating_set_point_fahrenheit` is set; otherwise any other variant of [`Error`].
    pub fn heat(&self, request: Heat<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Switches a thermostat to heating and cooling, to stay between two set points.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/heat_cool).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `heating_set_point_celsius` nor
    /// `heating_set_point_fahrenheit` is set, or if neither `cooling_set_point_celsius` nor
    /// `cooling_set_point_fahrenheit` is set; otherwise any other variant of [`Error`].
    pub fn heat_cool(&self, request: HeatCool<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Lists thermostats.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/list).
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

    /// Switches off a thermostat's heating and cooling.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/off).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn off(&self, request: Off<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Chooses the climate preset that applies when no other does.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/thermostats/set_fallback_climate_preset).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn set_fallback_climate_preset(
        &self,
        request: SetFallbackClimatePreset<'_>,
    ) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Sets how a thermostat's fan runs.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/set_fan_mode).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn set_fan_mode(&self, request: SetFanMode<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Sets a thermostat's mode, with the set points that the mode needs.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/set_hvac_mode).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn set_hvac_mode(&self, request: SetHvacMode<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Sets the temperatures beyond which Seam sends an event and warns on the thermostat.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/thermostats/set_temperature_threshold).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn set_temperature_threshold(
        &self,
        request: SetTemperatureThreshold<'_>,
    ) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Changes a climate preset of a thermostat.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/update_climate_preset).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update_climate_preset(&self, request: UpdateClimatePreset<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Replaces a thermostat's weekly program: a daily program for each day of the week.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/thermostats/update_weekly_program).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update_weekly_program(
        &self,
        request: UpdateWeeklyProgram<'_>,
    ) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`activate_climate_preset`](Thermostats::activate_climate_preset).
    pub struct ActivateClimatePreset<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
        /// Key of the climate preset to apply.
        climate_preset_key: &'a str,
    ) {}
    post "/thermostats/activate_climate_preset";
    response "action_attempt": ActionAttempt;
}

endpoint! {
    /// The request of [`activate_weekly_program`](Thermostats::activate_weekly_program).
    pub struct ActivateWeeklyProgram<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
    ) {}
    post "/thermostats/activate_weekly_program";
    response "action_attempt": ActionAttempt;
}

endpoint! {
    /// The request of [`cool`](Thermostats::cool).
    pub struct Cool<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
    ) {
        /// Temperature above which to cool, in degrees Celsius; or set it in Fahrenheit.
        cooling_set_point_celsius: f64,
        /// Temperature above which to cool, in degrees Fahrenheit; or set it in Celsius.
        cooling_set_point_fahrenheit: f64,
    }
    post "/thermostats/cool";
    response "action_attempt": ActionAttempt;
    validate |request, _| {
        at_least_one(request, &[
            "cooling_set_point_celsius",
            "cooling_set_point_fahrenheit",
        ])
    };
}

endpoint! {
    /// The request of [`create_climate_preset`](Thermostats::create_climate_preset).
    pub struct CreateClimatePreset<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
        /// Key for the new climate preset, unique on the thermostat.
        climate_preset_key: &'a str,
    ) {
        /// What the preset is for; the thermostat must support it. Known values:
        /// [`climate_preset_mode`].
        climate_preset_mode: &'a str,
        /// Temperature above which to cool, in degrees Celsius; or set it in Fahrenheit.
        cooling_set_point_celsius: f64,
        /// Temperature above which to cool, in degrees Fahrenheit; or set it in Celsius.
        cooling_set_point_fahrenheit: f64,
        /// Options for ecobee thermostats only.
        ecobee_metadata: &'a EcobeeMetadata<'a>,
        /// How the fan runs. Known values: [`fan_mode_setting`].
        fan_mode_setting: &'a str,
        /// Temperature below which to heat, in degrees Celsius; or set it in Fahrenheit.
        heating_set_point_celsius: f64,
        /// Temperature below which to heat, in degrees Fahrenheit; or set it in Celsius.
        heating_set_point_fahrenheit: f64,
        /// What the thermostat does, such as heat or cool. Known values: [`hvac_mode_setting`].
        hvac_mode_setting: &'a str,
        /// Whether people may change the thermostat's settings while the preset is active.
        #[deprecated(note = "use `is_override_allowed` of a thermostat schedule")]
        manual_override_allowed: bool,
        /// The climate preset's name.
        name: &'a str,
    }
    post "/thermostats/create_climate_preset";
}

endpoint! {
    /// The request of [`delete_climate_preset`](Thermostats::delete_climate_preset).
    pub struct DeleteClimatePreset<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
        /// The climate preset's key.
        climate_preset_key: &'a str,
    ) {}
    post "/thermostats/delete_climate_preset";
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`heat`](Thermostats::heat).
    pub struct Heat<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
    ) {
        /// Temperature below which to heat, in degrees Celsius; or set it in Fahrenheit.
        heating_set_point_celsius: f64,
        /// Temperature below which to heat, in degrees Fahrenheit; or set it in Celsius.
        heating_set_point_fahrenheit: f64,
    }
    post "/thermostats/heat";
    response "action_attempt": ActionAttempt;
    validate |request, _| {
        at_least_one(request, &[
            "heating_set_point_celsius",
            "heating_set_point_fahrenheit",
        ])
    };
}

endpoint! {
    /// The request of [`heat_cool`](Thermostats::heat_cool).
    pub struct HeatCool<'a>(
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
    post "/thermostats/heat_cool";
    response "action_attempt": ActionAttempt;
    validate |request, _| {
        at_least_one(request, &[
            "heating_set_point_celsius",
            "heating_set_point_fahrenheit",
        ])?;
        at_least_one(request, &[
            "cooling_set_point_celsius",
            "cooling_set_point_fahrenheit",
        ])
    };
}

endpoint! {
    /// The request of [`list`](Thermostats::list).
    pub struct List<'a> {
        /// Only the thermostats of this Connect Webview.
        connect_webview_id: &'a str,
        /// Only the thermostats of this connected account.
        connected_account_id: &'a str,
        /// Only the thermostats of these connected accounts.
        connected_account_ids: &'a [&'a str],
        /// Only the thermostats added to Seam before this time, in ISO 8601.
        created_before: Time<'a>,
        /// Only the thermostats whose custom metadata contains all these pairs.
        custom_metadata_has: &'a dyn Fields,
        /// Only the thermostats of this customer, by your own key.
        customer_key: &'a str,
        /// Only the thermostats with these IDs.
        device_ids: &'a [&'a str],
        /// Only the thermostats of this type. Known values: [`device_type`].
        device_type: &'a str,
        /// Only the thermostats of these types, such as `ecobee_thermostat`. Known values:
        /// [`device_type`].
        device_types: &'a [&'a str],
        /// At most this many thermostats in a response; 500 by default.
        limit: i64,
        /// Only the thermostats of this manufacturer. Known values: [`manufacturer`].
        manufacturer: &'a str,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the thermostats with this text in their name, metadata or location, or in an ID
        /// (from 4 characters).
        search: &'a str,
        /// Only the thermostats in this space.
        space_id: &'a str,
        /// Only the thermostats at this location.
        #[deprecated(note = "use `space_id`")]
        unstable_location_id: &'a str,
        /// Only the thermostats of this user, by your own ID.
        user_identifier_key: &'a str,
    }
    post "/thermostats/list";
    response "devices": Vec<Device>;
    pages;
    idempotent;
}

endpoint! {
    /// The request of [`off`](Thermostats::off).
    pub struct Off<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
    ) {}
    post "/thermostats/off";
    response "action_attempt": ActionAttempt;
}

endpoint! {
    /// The request of [`set_fallback_climate_preset`](Thermostats::set_fallback_climate_preset).
    pub struct SetFallbackClimatePreset<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
        /// The climate preset's key.
        climate_preset_key: &'a str,
    ) {}
    post "/thermostats/set_fallback_climate_preset";
    idempotent;
}

endpoint! {
    /// The request of [`set_fan_mode`](Thermostats::set_fan_mode).
    pub struct SetFanMode<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
    ) {
        /// How the fan runs. Known values: [`fan_mode`].
        #[deprecated(note = "use `fan_mode_setting`")]
        fan_mode: &'a str,
        /// How the fan runs. Known values: [`fan_mode_setting`].
        fan_mode_setting: &'a str,
    }
    post "/thermostats/set_fan_mode";
    response "action_attempt": ActionAttempt;
}

endpoint! {
    /// The request of [`set_hvac_mode`](Thermostats::set_hvac_mode).
    pub struct SetHvacMode<'a>(
        /// The mode, which decides which set points are required. Known values:
        /// [`hvac_mode_setting`].
        hvac_mode_setting: &'a str,
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
    post "/thermostats/set_hvac_mode";
    response "action_attempt": ActionAttempt;
}

endpoint! {
    /// The request of [`set_temperature_threshold`](Thermostats::set_temperature_threshold).
    pub struct SetTemperatureThreshold<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
    ) {
        /// Temperature below which Seam alerts you, in degrees Celsius; `None` for no limit.
        lower_limit_celsius: Option<f64>,
        /// Temperature below which Seam alerts you, in degrees Fahrenheit; `None` for no limit.
        lower_limit_fahrenheit: Option<f64>,
        /// Temperature above which Seam alerts you, in degrees Celsius; `None` for no limit.
        upper_limit_celsius: Option<f64>,
        /// Temperature above which Seam alerts you, in degrees Fahrenheit; `None` for no limit.
        upper_limit_fahrenheit: Option<f64>,
    }
    post "/thermostats/set_temperature_threshold";
    idempotent;
}

endpoint! {
    /// The request of [`update_climate_preset`](Thermostats::update_climate_preset).
    pub struct UpdateClimatePreset<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
        /// The climate preset's key.
        climate_preset_key: &'a str,
    ) {
        /// What the preset is for; the thermostat must support it. Known values:
        /// [`climate_preset_mode`].
        climate_preset_mode: &'a str,
        /// Temperature above which to cool, in degrees Celsius; or set it in Fahrenheit.
        cooling_set_point_celsius: f64,
        /// Temperature above which to cool, in degrees Fahrenheit; or set it in Celsius.
        cooling_set_point_fahrenheit: f64,
        /// Options for ecobee thermostats only.
        ecobee_metadata: &'a EcobeeMetadata<'a>,
        /// How the fan runs. Known values: [`fan_mode_setting`].
        fan_mode_setting: &'a str,
        /// Temperature below which to heat, in degrees Celsius; or set it in Fahrenheit.
        heating_set_point_celsius: f64,
        /// Temperature below which to heat, in degrees Fahrenheit; or set it in Celsius.
        heating_set_point_fahrenheit: f64,
        /// What the thermostat does, such as heat or cool. Known values: [`hvac_mode_setting`].
        hvac_mode_setting: &'a str,
        /// Whether people may change the thermostat's settings while the preset is active.
        #[deprecated(note = "use `is_override_allowed` of a thermostat schedule")]
        manual_override_allowed: bool,
        /// The climate preset's name; `None` unsets it.
        name: Option<&'a str>,
    }
    post "/thermostats/update_climate_preset";
    idempotent;
}

endpoint! {
    /// The request of [`update_weekly_program`](Thermostats::update_weekly_program).
    pub struct UpdateWeeklyProgram<'a>(
        /// The thermostat's ID.
        device_id: &'a str,
    ) {
        /// ID of the daily program for Fridays; `None` for none.
        friday_program_id: Option<&'a str>,
        /// ID of the daily program for Mondays; `None` for none.
        monday_program_id: Option<&'a str>,
        /// ID of the daily program for Saturdays; `None` for none.
        saturday_program_id: Option<&'a str>,
        /// ID of the daily program for Sundays; `None` for none.
        sunday_program_id: Option<&'a str>,
        /// ID of the daily program for Thursdays; `None` for none.
        thursday_program_id: Option<&'a str>,
        /// ID of the daily program for Tuesdays; `None` for none.
        tuesday_program_id: Option<&'a str>,
        /// ID of the daily program for Wednesdays; `None` for none.
        wednesday_program_id: Option<&'a str>,
    }
    post "/thermostats/update_weekly_program";
    response "action_attempt": ActionAttempt;
    idempotent;
}

object! {
    /// What is in [`ecobee_metadata`](CreateClimatePreset::ecobee_metadata).
    pub struct EcobeeMetadata<'a> {
        /// ecobee's name for the climate.
        climate_ref: &'a str,
        /// Whether ecobee optimizes the preset.
        is_optimized: bool,
        /// Who made the preset. Known values: [`owner`].
        owner: &'a str,
    }
}

/// Known values of `climate_preset_mode`. Seam may add others.
pub mod climate_preset_mode {
    /// `home`
    pub const HOME: &str = "home";
    /// `away`
    pub const AWAY: &str = "away";
    /// `wake`
    pub const WAKE: &str = "wake";
    /// `sleep`
    pub const SLEEP: &str = "sleep";
    /// `occupied`
    pub const OCCUPIED: &str = "occupied";
    /// `unoccupied`
    pub const UNOCCUPIED: &str = "unoccupied";
}

/// Known values of `fan_mode_setting`. Seam may add others.
pub mod fan_mode_setting {
    /// `auto`
    pub const AUTO: &str = "auto";
    /// `on`
    pub const ON: &str = "on";
    /// `circulate`
    pub const CIRCULATE: &str = "circulate";
}

/// Known values of `hvac_mode_setting`. Seam may add others.
pub mod hvac_mode_setting {
    /// `off`
    pub const OFF: &str = "off";
    /// `heat`
    pub const HEAT: &str = "heat";
    /// `cool`
    pub const COOL: &str = "cool";
    /// `heat_cool`
    pub const HEAT_COOL: &str = "heat_cool";
    /// `eco`
    pub const ECO: &str = "eco";
}

/// Known values of `device_type`. Seam may add others.
pub mod device_type {
    /// `ecobee_thermostat`
    pub const ECOBEE_THERMOSTAT: &str = "ecobee_thermostat";
    /// `nest_thermostat`
    pub const NEST_THERMOSTAT: &str = "nest_thermostat";
    /// `honeywell_resideo_thermostat`
    pub const HONEYWELL_RESIDEO_THERMOSTAT: &str = "honeywell_resideo_thermostat";
    /// `tado_thermostat`
    pub const TADO_THERMOSTAT: &str = "tado_thermostat";
    /// `sensi_thermostat`
    pub const SENSI_THERMOSTAT: &str = "sensi_thermostat";
    /// `smartthings_thermostat`
    pub const SMARTTHINGS_THERMOSTAT: &str = "smartthings_thermostat";
}

/// Known values of `manufacturer`. Seam may add others.
pub mod manufacturer {
    /// `ecobee`
    pub const ECOBEE: &str = "ecobee";
    /// `honeywell_resideo`
    pub const HONEYWELL_RESIDEO: &str = "honeywell_resideo";
    /// `nest`
    pub const NEST: &str = "nest";
    /// `sensi`
    pub const SENSI: &str = "sensi";
    /// `smartthings`
    pub const SMARTTHINGS: &str = "smartthings";
    /// `tado`
    pub const TADO: &str = "tado";
}

/// Known values of `fan_mode`. Seam may add others.
pub mod fan_mode {
    /// `auto`
    pub const AUTO: &str = "auto";
    /// `on`
    pub const ON: &str = "on";
    /// `circulate`
    pub const CIRCULATE: &str = "circulate";
}

/// Known values of `owner`. Seam may add others.
pub mod owner {
    /// `user`
    pub const USER: &str = "user";
    /// `system`
    pub const SYSTEM: &str = "system";
}
