//! Devices of all kinds, and the providers that Seam supports.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/devices).
//!
//! ```no_run
//! use seam_client::devices;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let device_id = "";
//! for device in seam.devices().list(devices::List::new().limit(50))? {
//!     println!("{}: battery {:?}", device.display_name, device.properties.battery_level);
//! }
//!
//! // `None` is sent as `null`: the device gets its provider's name again.
//! seam.devices().update(devices::Update::new(device_id).name(None))?;
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::{Fields, Time, at_least_one, endpoint, object};
use crate::issue::Issue;
use crate::response::{Json, Lazy, Metadata, response};
use crate::{Error, Pages, Seam};

pub mod simulate;
pub mod unmanaged;

/// The endpoints of `/devices`, returned by [`Seam::devices`].
#[derive(Clone, Copy, Debug)]
pub struct Devices<'a> {
    seam: &'a Seam,
}

impl<'a> Devices<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Simulated states of devices, for tests in a sandbox workspace.
    pub fn simulate(&self) -> simulate::Simulate<'a> {
        simulate::Simulate::new(self.seam)
    }

    /// Devices that Seam knows but does not manage: they can be read, not controlled.
    pub fn unmanaged(&self) -> unmanaged::Unmanaged<'a> {
        unmanaged::Unmanaged::new(self.seam)
    }

    /// Looks up a device by its ID or name.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices/get).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `device_id` nor `name` is set; otherwise any other variant of
    /// [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<Device, Error> {
        self.seam.call(&request)
    }

    /// Lists devices of all kinds.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices/list).
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

    /// Lists the providers that Seam supports, and what their devices can do.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices/list_device_providers).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list_device_providers(
        &self,
        request: ListDeviceProviders<'_>,
    ) -> Result<Vec<DeviceProvider>, Error> {
        self.seam.call(&request)
    }

    /// Tells Seam the time zones of devices whose providers do not.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices/report_provider_metadata).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn report_provider_metadata(
        &self,
        request: ReportProviderMetadata<'_>,
    ) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Changes a device's name or custom metadata, or ends its management by Seam.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices/update).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`get`](Devices::get).
    pub struct Get<'a> {
        /// The device's ID.
        device_id: &'a str,
        /// The device's name, instead of its ID.
        name: &'a str,
    }
    post "/devices/get";
    response "device": Device;
    idempotent;
    validate |request, _| at_least_one(request, &["device_id", "name"]);
}

endpoint! {
    /// The request of [`list`](Devices::list).
    pub struct List<'a> {
        /// Only the devices of this Connect Webview.
        connect_webview_id: &'a str,
        /// Only the devices of this connected account.
        connected_account_id: &'a str,
        /// Only the devices of these connected accounts.
        connected_account_ids: &'a [&'a str],
        /// Only the devices added to Seam before this time, in ISO 8601.
        created_before: Time<'a>,
        /// Only the devices whose custom metadata contains all these pairs.
        custom_metadata_has: &'a dyn Fields,
        /// Only the devices of this customer, by your own key.
        customer_key: &'a str,
        /// Only the devices with these IDs.
        device_ids: &'a [&'a str],
        /// Only the devices of this type. Known values: [`device_type`].
        device_type: &'a str,
        /// Only the devices of these types, such as `august_lock`. Known values: [`device_type`].
        device_types: &'a [&'a str],
        /// At most this many devices in a response; 500 by default.
        limit: i64,
        /// Only the devices of this manufacturer. Known values: [`manufacturer`].
        manufacturer: &'a str,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the devices with this text in their name, metadata or location, or in an ID (from 4
        /// characters).
        search: &'a str,
        /// Only the devices in this space.
        space_id: &'a str,
        /// Only the devices at this location.
        #[deprecated(note = "use `space_id`")]
        unstable_location_id: &'a str,
        /// Only the devices of this user, by your own ID.
        user_identifier_key: &'a str,
    }
    post "/devices/list";
    response "devices": Vec<Device>;
    pages;
    idempotent;
}

endpoint! {
    /// The request of [`list_device_providers`](Devices::list_device_providers).
    pub struct ListDeviceProviders<'a> {
        /// Only the providers of this category. Known values: [`provider_category`].
        provider_category: &'a str,
    }
    post "/devices/list_device_providers";
    response "device_providers": Vec<DeviceProvider>;
    idempotent;
}

endpoint! {
    /// The request of [`report_provider_metadata`](Devices::report_provider_metadata).
    pub struct ReportProviderMetadata<'a>(
        /// The devices, each with metadata for its provider.
        devices: &'a [ProviderMetadata<'a>],
    ) {}
    post "/devices/report_provider_metadata";
    idempotent;
}

endpoint! {
    /// The request of [`update`](Devices::update).
    pub struct Update<'a>(
        /// The device's ID.
        device_id: &'a str,
    ) {
        /// Whether Seam keeps backup codes on the device; false removes those not in use.
        backup_access_code_pool_enabled: bool,
        /// Your own data: up to 50 pairs of a name and a text (500 characters at most) or boolean.
        custom_metadata: &'a dyn Fields,
        /// Whether Seam manages the device; false stops it.
        is_managed: bool,
        /// The device's name; `None` unsets it.
        name: Option<&'a str>,
        /// Another way to set the name.
        properties: &'a UpdateProperties<'a>,
    }
    post "/devices/update";
    idempotent;
}

object! {
    /// What is in `devices` of [`ReportProviderMetadata`].
    pub struct ProviderMetadata<'a>(
        /// The device's ID.
        device_id: &'a str,
    ) {
        /// Metadata for an Omnitec device.
        omnitec_metadata: &'a TimeZoneMetadata<'a>,
        /// Metadata for a Schlage device.
        schlage_metadata: &'a TimeZoneMetadata<'a>,
        /// Metadata for an Ultraloq device.
        ultraloq_metadata: &'a TimeZoneMetadata<'a>,
    }
}

object! {
    /// What is in [`properties`](Update::properties).
    pub struct UpdateProperties<'a> {
        /// The device's name; `None` unsets it.
        name: Option<&'a str>,
    }
}

object! {
    /// The time zone of a device.
    pub struct TimeZoneMetadata<'a>(
        /// Time zone by its IANA name, such as `Europe/Berlin`.
        time_zone: &'a str,
    ) {}
}

response! {
    /// A device: a lock, thermostat, noise sensor, phone or other hardware that is connected to
    /// Seam.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices).
    pub struct Device {
        /// Whether automatic locking can be configured.
        pub can_configure_auto_lock: Option<bool>,
        /// Whether it can cool.
        pub can_hvac_cool: Option<bool>,
        /// Whether it can heat.
        pub can_hvac_heat: Option<bool>,
        /// Whether it supports `heat_cool`: heating or cooling, as needed.
        pub can_hvac_heat_cool: Option<bool>,
        /// Whether it accepts offline access codes.
        pub can_program_offline_access_codes: Option<bool>,
        /// Whether it accepts online access codes.
        pub can_program_online_access_codes: Option<bool>,
        /// Whether each day of the week can have a program of its own.
        pub can_program_thermostat_programs_as_different_each_day: Option<bool>,
        /// Whether one program can serve for all days.
        pub can_program_thermostat_programs_as_same_each_day: Option<bool>,
        /// Whether weekdays can have one program and weekends another.
        pub can_program_thermostat_programs_as_weekday_weekend: Option<bool>,
        /// Whether Seam can lock it.
        pub can_remotely_lock: Option<bool>,
        /// Whether Seam can unlock it.
        pub can_remotely_unlock: Option<bool>,
        /// Whether it can follow daily and weekly programs.
        pub can_run_thermostat_programs: Option<bool>,
        /// Whether a sandbox can simulate that it connects.
        pub can_simulate_connection: Option<bool>,
        /// Whether a sandbox can simulate that it disconnects.
        pub can_simulate_disconnection: Option<bool>,
        /// Whether a sandbox can simulate that its hub connects.
        pub can_simulate_hub_connection: Option<bool>,
        /// Whether a sandbox can simulate that its hub disconnects.
        pub can_simulate_hub_disconnection: Option<bool>,
        /// Whether a sandbox can simulate that its subscription is paid.
        pub can_simulate_paid_subscription: Option<bool>,
        /// Whether a sandbox can simulate that it is removed.
        pub can_simulate_removal: Option<bool>,
        /// Whether heating and cooling can be turned off.
        pub can_turn_off_hvac: Option<bool>,
        /// Whether codes can unlock it.
        pub can_unlock_with_code: Option<bool>,
        /// What it can do, such as `lock`; the `can_` fields are more precise. Known values:
        /// [`capabilities_supported`].
        pub capabilities_supported: Vec<String>,
        /// The connected account's ID.
        pub connected_account_id: String,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Your own data: names with text or boolean values.
        pub custom_metadata: Metadata = empty,
        /// The device's ID.
        pub device_id: String,
        /// Who makes the device.
        pub device_manufacturer: Option<Box<Manufacturer>>,
        /// The service through which Seam reaches the device.
        pub device_provider: Option<Box<Provider>>,
        /// Kind of device, such as `august_lock`. Known values: [`device_type`].
        pub device_type: String,
        /// Name to show to users.
        pub display_name: String,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
        /// Whether Seam manages it.
        pub is_managed: bool,
        /// Where it is.
        pub location: Option<Box<Location>>,
        /// Nickname set through Seam.
        pub nickname: Option<String>,
        /// State, settings and supported features.
        pub properties: Properties,
        /// IDs of the spaces.
        pub space_ids: Vec<String> = empty,
        /// Current warnings; empty if there are none.
        pub warnings: Vec<Issue> = empty,
        /// The workspace's ID.
        pub workspace_id: String,
        /// Whether it can be told to follow a weekly program.
        pub can_activate_weekly_program: Option<bool>,
    }
}

response! {
    /// A device provider: a service through which Seam reaches devices, and what they can do.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices).
    pub struct DeviceProvider {
        /// Whether automatic locking can be configured.
        pub can_configure_auto_lock: Option<bool>,
        /// Whether it can cool.
        pub can_hvac_cool: Option<bool>,
        /// Whether it can heat.
        pub can_hvac_heat: Option<bool>,
        /// Whether it supports `heat_cool`: heating or cooling, as needed.
        pub can_hvac_heat_cool: Option<bool>,
        /// Whether it accepts offline access codes.
        pub can_program_offline_access_codes: Option<bool>,
        /// Whether it accepts online access codes.
        pub can_program_online_access_codes: Option<bool>,
        /// Whether each day of the week can have a program of its own.
        pub can_program_thermostat_programs_as_different_each_day: Option<bool>,
        /// Whether one program can serve for all days.
        pub can_program_thermostat_programs_as_same_each_day: Option<bool>,
        /// Whether weekdays can have one program and weekends another.
        pub can_program_thermostat_programs_as_weekday_weekend: Option<bool>,
        /// Whether Seam can lock it.
        pub can_remotely_lock: Option<bool>,
        /// Whether Seam can unlock it.
        pub can_remotely_unlock: Option<bool>,
        /// Whether it can follow daily and weekly programs.
        pub can_run_thermostat_programs: Option<bool>,
        /// Whether a sandbox can simulate that it connects.
        pub can_simulate_connection: Option<bool>,
        /// Whether a sandbox can simulate that it disconnects.
        pub can_simulate_disconnection: Option<bool>,
        /// Whether a sandbox can simulate that its hub connects.
        pub can_simulate_hub_connection: Option<bool>,
        /// Whether a sandbox can simulate that its hub disconnects.
        pub can_simulate_hub_disconnection: Option<bool>,
        /// Whether a sandbox can simulate that its subscription is paid.
        pub can_simulate_paid_subscription: Option<bool>,
        /// Whether a sandbox can simulate that it is removed.
        pub can_simulate_removal: Option<bool>,
        /// Whether heating and cooling can be turned off.
        pub can_turn_off_hvac: Option<bool>,
        /// Whether codes can unlock it.
        pub can_unlock_with_code: Option<bool>,
        /// Key of the provider, such as `august`. Known values: [`device_provider_name`].
        pub device_provider_name: String,
        /// Name to show to users.
        pub display_name: String,
        /// URL of a picture or logo of it.
        pub image_url: String,
        /// Categories of the provider, such as `stable` or `thermostats`. Known values:
        /// [`provider_category`].
        pub provider_categories: Vec<String>,
        /// Whether it can be told to follow a weekly program.
        pub can_activate_weekly_program: Option<bool>,
    }
}

response! {
    /// Who makes a device.
    pub struct Manufacturer {
        /// Name to show to users.
        pub display_name: String,
        /// URL of a picture or logo of it.
        pub image_url: Option<String>,
        /// Manufacturer, such as `schlage`.
        pub manufacturer: String,
    }
}

response! {
    /// The service through which Seam reaches a device.
    pub struct Provider {
        /// Key of the provider, such as `august`.
        pub device_provider_name: String,
        /// Name to show to users.
        pub display_name: String,
        /// URL of a picture or logo of it.
        pub image_url: Option<String>,
        /// Category of the provider, such as `stable`.
        pub provider_category: String,
    }
}

response! {
    /// Where a device is.
    pub struct Location {
        /// The location's name.
        pub location_name: Option<String>,
        /// Time zone, as an IANA name such as `America/New_York`.
        pub time_zone: Option<String>,
        /// Time zone, as an IANA name such as `America/New_York`.
        #[deprecated(note = "use `time_zone`")]
        pub timezone: Option<String>,
    }
}

response! {
    /// State, settings and supported features of a device.
    pub struct Properties {
        /// The keypad that is attached to the lock.
        pub accessory_keypad: Option<Box<AccessoryKeypad>>,
        /// How the provider presents the device.
        pub appearance: Appearance,
        /// The state of the battery.
        pub battery: Option<Box<Battery>>,
        /// Charge of the battery, from 0 (empty) to 1 (full).
        pub battery_level: Option<f64>,
        /// IDs of the noise thresholds that are exceeded now.
        pub currently_triggering_noise_threshold_ids: Option<Vec<String>>,
        /// Whether it is wired to a power supply.
        pub has_direct_power: Option<bool>,
        /// What the image shows, for screen readers.
        pub image_alt_text: Option<String>,
        /// URL of a picture or logo of it.
        pub image_url: Option<String>,
        /// Manufacturer, such as `schlage`.
        pub manufacturer: Option<String>,
        /// The model, and what it supports.
        pub model: Model,
        /// Its name.
        #[deprecated(note = "use `display_name` of the device")]
        pub name: Option<String>,
        /// How loud it is, in decibels.
        pub noise_level_decibels: Option<f64>,
        /// Whether it currently accepts offline access codes.
        #[deprecated(note = "use `can_program_offline_access_codes` of the device")]
        pub offline_access_codes_enabled: Option<bool>,
        /// Whether it can be reached now.
        pub online: bool,
        /// Whether it currently accepts online access codes.
        #[deprecated(note = "use `can_program_online_access_codes` of the device")]
        pub online_access_codes_enabled: Option<bool>,
        /// Serial number.
        pub serial_number: Option<String>,
        /// Whether a keypad can be attached.
        #[deprecated(note = "use `can_connect_accessory_keypad` of the model")]
        pub supports_accessory_keypad: Option<bool>,
        /// Whether it accepts offline access codes.
        #[deprecated(note = "use `can_program_offline_access_codes` of the device")]
        pub supports_offline_access_codes: Option<bool>,
        /// What the ASSA ABLOY credential service reports.
        pub assa_abloy_credential_service_metadata: Lazy<AssaAbloyCredentialServiceMetadata>,
        /// What the Salto Space credential service reports.
        pub salto_space_credential_service_metadata: Lazy<SaltoSpaceCredentialServiceMetadata>,
        /// What Akiles reports about the device.
        pub akiles_metadata: Lazy<AkilesMetadata>,
        /// What ASSA ABLOY Vostio reports about it.
        pub assa_abloy_vostio_metadata: Lazy<AssaAbloyVostioMetadata>,
        /// What August reports about the lock.
        pub august_metadata: Lazy<AugustMetadata>,
        /// What Avigilon Alta reports about the entry.
        pub avigilon_alta_metadata: Lazy<AvigilonAltaMetadata>,
        /// What Brivo reports about the access point.
        pub brivo_metadata: Lazy<BrivoMetadata>,
        /// What ControlByWeb reports about the device.
        pub controlbyweb_metadata: Lazy<ControlbywebMetadata>,
        /// What dormakaba Oracode reports about it.
        pub dormakaba_oracode_metadata: Lazy<DormakabaOracodeMetadata>,
        /// What ecobee reports about it.
        pub ecobee_metadata: Lazy<EcobeeMetadata>,
        /// What 4SUITES reports about the device.
        pub four_suites_metadata: Lazy<FourSuitesMetadata>,
        /// What Genie reports about the door opener.
        pub genie_metadata: Lazy<GenieMetadata>,
        /// What Honeywell Resideo reports about the thermostat.
        pub honeywell_resideo_metadata: Lazy<HoneywellResideoMetadata>,
        /// What igloo reports about the lock.
        pub igloo_metadata: Lazy<IglooMetadata>,
        /// What igloohome reports about the lock.
        pub igloohome_metadata: Lazy<IgloohomeMetadata>,
        /// What KeyNest reports about the key.
        pub keynest_metadata: Lazy<KeynestMetadata>,
        /// What Kisi reports about the lock.
        pub kisi_metadata: Lazy<KisiMetadata>,
        /// What Korelock reports about the lock.
        pub korelock_metadata: Lazy<KorelockMetadata>,
        /// What Kwikset reports about the lock.
        pub kwikset_metadata: Lazy<KwiksetMetadata>,
        /// What Lockly reports about the lock.
        pub lockly_metadata: Lazy<LocklyMetadata>,
        /// What Minut reports about it.
        pub minut_metadata: Lazy<MinutMetadata>,
        /// What Google Nest reports about the thermostat.
        pub nest_metadata: Lazy<NestMetadata>,
        /// What NoiseAware reports about it.
        pub noiseaware_metadata: Lazy<NoiseawareMetadata>,
        /// What Nuki reports about the lock.
        pub nuki_metadata: Lazy<NukiMetadata>,
        /// What Omnitec reports about the lock.
        pub omnitec_metadata: Lazy<OmnitecMetadata>,
        /// What Ring reports about the device.
        pub ring_metadata: Lazy<RingMetadata>,
        /// What Salto KS reports about it.
        pub salto_ks_metadata: Lazy<SaltoKsMetadata>,
        /// What Salto KS reports about the lock.
        #[deprecated(note = "use `salto_ks_metadata`")]
        pub salto_metadata: Lazy<SaltoMetadata>,
        /// What Schlage reports about the lock.
        pub schlage_metadata: Lazy<SchlageMetadata>,
        /// What Seam Bridge reports about the device.
        pub seam_bridge_metadata: Lazy<SeamBridgeMetadata>,
        /// What Sensi reports about the thermostat.
        pub sensi_metadata: Lazy<SensiMetadata>,
        /// What SmartThings reports about the device.
        pub smartthings_metadata: Lazy<SmartthingsMetadata>,
        /// What tado° reports about the thermostat.
        pub tado_metadata: Lazy<TadoMetadata>,
        /// What Tedee reports about the lock.
        pub tedee_metadata: Lazy<TedeeMetadata>,
        /// What TTLock reports about the lock.
        pub ttlock_metadata: Lazy<TtlockMetadata>,
        /// What 2N reports about the device.
        pub two_n_metadata: Lazy<TwoNMetadata>,
        /// What Ultraloq reports about the lock.
        pub ultraloq_metadata: Lazy<UltraloqMetadata>,
        /// What ASSA ABLOY Visionline reports about it.
        pub visionline_metadata: Lazy<VisionlineMetadata>,
        /// What Wyze reports about the lock.
        pub wyze_metadata: Lazy<WyzeMetadata>,
        /// How long after an unlock the lock locks itself, in seconds.
        pub auto_lock_delay_seconds: Option<f64>,
        /// Whether the lock locks itself some time after an unlock.
        pub auto_lock_enabled: Option<bool>,
        /// Whether Seam keeps backup access codes ready for the device.
        pub backup_access_code_pool_enabled: Option<bool>,
        /// What the lock requires of access codes.
        pub code_constraints: Option<Vec<CodeConstraint>>,
        /// Whether the door stands open.
        pub door_open: Option<bool>,
        /// Whether the device itself reports entries.
        pub has_native_entry_events: Option<bool>,
        /// The state of the keypad's battery.
        pub keypad_battery: Option<Box<KeypadBattery>>,
        /// Whether it is locked now.
        pub locked: Option<bool>,
        /// How many access codes can be active at once.
        pub max_active_codes_supported: Option<i64>,
        /// Time frames that an offline access code can have; unrestricted if absent.
        pub offline_time_frame_options: Option<Vec<TimeFrameOption>>,
        /// Time frames that an online access code can have; unrestricted if absent.
        pub online_time_frame_options: Option<Vec<TimeFrameOption>>,
        /// Numbers of digits that an access code can have.
        pub supported_code_lengths: Option<Vec<i64>>,
        /// Whether Seam can keep backup access codes ready for it.
        pub supports_backup_access_code_pool: Option<bool>,
        /// The schedule that the thermostat follows now.
        #[deprecated(note = "use `active_thermostat_schedule_id`, and get the schedule by it")]
        pub active_thermostat_schedule: Option<Box<ActiveThermostatSchedule>>,
        /// ID of the schedule that the thermostat follows now.
        pub active_thermostat_schedule_id: Option<String>,
        /// Modes that climate presets can have, such as `home` or `away`. Known values:
        /// [`available_climate_preset_mode`].
        pub available_climate_preset_modes: Option<Vec<String>>,
        /// The thermostat's climate presets.
        pub available_climate_presets: Option<Vec<ClimatePreset>>,
        /// Fan modes to choose from, such as `auto`. Known values: [`available_fan_mode_setting`].
        pub available_fan_mode_settings: Option<Vec<String>>,
        /// HVAC modes to choose from, such as `heat` or `cool`. Known values:
        /// [`available_hvac_mode_setting`].
        pub available_hvac_mode_settings: Option<Vec<String>>,
        /// Current setting of the thermostat.
        pub current_climate_setting: Option<Box<ClimateSetting>>,
        /// Setting that the thermostat returns to.
        #[deprecated(note = "use `fallback_climate_preset_key`")]
        pub default_climate_setting: Option<Box<ClimateSetting>>,
        /// Key of the climate preset that applies when no other does.
        pub fallback_climate_preset_key: Option<String>,
        /// Mode of the fan: `auto`, `on` or `circulate`. Known values: [`fan_mode_setting`].
        #[deprecated(note = "use `fan_mode_setting` of `current_climate_setting`")]
        pub fan_mode_setting: Option<String>,
        /// Whether it is cooling now.
        pub is_cooling: Option<bool>,
        /// Whether the fan is running now.
        pub is_fan_running: Option<bool>,
        /// Whether it is heating now.
        pub is_heating: Option<bool>,
        /// Whether somebody has overridden the schedule or program at the thermostat.
        pub is_temporary_manual_override_active: Option<bool>,
        /// The highest cooling set point, in degrees Celsius.
        pub max_cooling_set_point_celsius: Option<f64>,
        /// The highest cooling set point, in degrees Fahrenheit.
        pub max_cooling_set_point_fahrenheit: Option<f64>,
        /// The highest heating set point, in degrees Celsius.
        pub max_heating_set_point_celsius: Option<f64>,
        /// The highest heating set point, in degrees Fahrenheit.
        pub max_heating_set_point_fahrenheit: Option<f64>,
        /// How many periods a daily program may have.
        pub max_thermostat_daily_program_periods_per_day: Option<i64>,
        /// How many different climate presets a weekly program may use.
        pub max_unique_climate_presets_per_thermostat_weekly_program: Option<i64>,
        /// The lowest cooling set point, in degrees Celsius.
        pub min_cooling_set_point_celsius: Option<f64>,
        /// The lowest cooling set point, in degrees Fahrenheit.
        pub min_cooling_set_point_fahrenheit: Option<f64>,
        /// How far apart the heating and cooling set points must be, in degrees Celsius.
        pub min_heating_cooling_delta_celsius: Option<f64>,
        /// How far apart the heating and cooling set points must be, in degrees Fahrenheit.
        pub min_heating_cooling_delta_fahrenheit: Option<f64>,
        /// The lowest heating set point, in degrees Celsius.
        pub min_heating_set_point_celsius: Option<f64>,
        /// The lowest heating set point, in degrees Fahrenheit.
        pub min_heating_set_point_fahrenheit: Option<f64>,
        /// Relative humidity, from 0 to 1.
        pub relative_humidity: Option<f64>,
        /// Measured temperature, in degrees Celsius.
        pub temperature_celsius: Option<f64>,
        /// Measured temperature, in degrees Fahrenheit.
        pub temperature_fahrenheit: Option<f64>,
        /// Temperatures at which Seam sends an event.
        pub temperature_threshold: Option<Box<TemperatureThreshold>>,
        /// Interval at which periods can start, from the full hour, in minutes.
        pub thermostat_daily_program_period_precision_minutes: Option<i64>,
        /// The thermostat's daily programs.
        pub thermostat_daily_programs: Option<Vec<ThermostatDailyProgram>>,
        /// The weekly program that the thermostat follows.
        pub thermostat_weekly_program: Option<Box<ThermostatWeeklyProgram>>,
    }
}

response! {
    /// A keypad that is attached to a lock.
    pub struct AccessoryKeypad {
        /// The state of the battery.
        pub battery: Option<Box<KeypadBattery>>,
        /// Whether a keypad is connected to the lock.
        pub is_connected: bool,
    }
}

response! {
    /// How the provider presents a device.
    pub struct Appearance {
        /// Its name at the provider, which Seam cannot change.
        pub name: String,
    }
}

response! {
    /// The state of a battery.
    pub struct Battery {
        /// Charge of the battery, from 0 (empty) to 1 (full).
        pub level: f64,
        /// State of the battery: `critical`, `low`, `good` or `full`. Known values: [`status`].
        pub status: String,
    }
}

response! {
    /// The model of a device.
    pub struct Model {
        /// Whether a keypad can be attached.
        #[deprecated(note = "use `can_connect_accessory_keypad`")]
        pub accessory_keypad_supported: Option<bool>,
        /// Whether a keypad can be attached.
        pub can_connect_accessory_keypad: Option<bool>,
        /// Name to show to users.
        pub display_name: String,
        /// Whether a keypad is built in.
        pub has_built_in_keypad: Option<bool>,
        /// Name of the model at its manufacturer.
        pub manufacturer_display_name: String,
        /// Whether the model accepts offline access codes.
        #[deprecated(note = "use `can_program_offline_access_codes` of the device")]
        pub offline_access_codes_supported: Option<bool>,
        /// Whether the model accepts online access codes.
        #[deprecated(note = "use `can_program_online_access_codes` of the device")]
        pub online_access_codes_supported: Option<bool>,
    }
}

response! {
    /// What the ASSA ABLOY credential service reports about a phone.
    pub struct AssaAbloyCredentialServiceMetadata {
        /// The phone's endpoints: app installations that can hold mobile keys.
        pub endpoints: Option<Vec<CredentialEndpoint>>,
        /// Whether one of its endpoints is active.
        pub has_active_endpoint: Option<bool>,
    }
}

response! {
    /// What the Salto Space credential service reports about a phone.
    pub struct SaltoSpaceCredentialServiceMetadata {
        /// Whether the service has an active phone.
        pub has_active_phone: Option<bool>,
    }
}

response! {
    /// What Akiles reports about a device.
    pub struct AkilesMetadata {
        /// ID of the Akiles group that new users join.
        pub _member_group_id: Option<String>,
        /// Akiles' ID of the gadget.
        pub gadget_id: Option<String>,
        /// The gadget's name.
        pub gadget_name: Option<String>,
        /// The product's name.
        pub product_name: Option<String>,
    }
}

response! {
    /// What ASSA ABLOY Vostio reports about an encoder.
    pub struct AssaAbloyVostioMetadata {
        /// The encoder's name.
        pub encoder_name: Option<String>,
    }
}

response! {
    /// What August reports about a lock.
    pub struct AugustMetadata {
        /// Whether it has a keypad.
        pub has_keypad: Option<bool>,
        /// August's ID of the house.
        pub house_id: Option<String>,
        /// The house's name.
        pub house_name: Option<String>,
        /// Charge of the keypad's battery, as August reports it.
        pub keypad_battery_level: Option<String>,
        /// The provider's ID of the lock.
        pub lock_id: Option<String>,
        /// The lock's name.
        pub lock_name: Option<String>,
        /// Its model.
        pub model: Option<String>,
    }
}

response! {
    /// What Avigilon Alta reports about an entry.
    pub struct AvigilonAltaMetadata {
        /// The entry's name.
        pub entry_name: Option<String>,
        /// How many relays the entry has.
        pub entry_relays_total_count: Option<i64>,
        /// Name of the organization.
        pub org_name: Option<String>,
        /// The provider's ID of the site.
        pub site_id: Option<i64>,
        /// The site's name.
        pub site_name: Option<String>,
        /// Avigilon Alta's ID of the zone.
        pub zone_id: Option<i64>,
        /// The zone's name.
        pub zone_name: Option<String>,
    }
}

response! {
    /// What Brivo reports about an access point.
    pub struct BrivoMetadata {
        /// Whether Brivo lets the access point be unlocked remotely.
        pub activation_enabled: Option<bool>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
    }
}

response! {
    /// What ControlByWeb reports about a device.
    pub struct ControlbywebMetadata {
        /// ControlByWeb's ID of the device.
        pub device_id: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// The relay's name.
        pub relay_name: Option<String>,
    }
}

response! {
    /// What dormakaba Oracode reports about a lock.
    pub struct DormakabaOracodeMetadata {
        /// Oracode's ID of the device.
        pub device_id: Option<Json>,
        /// The provider's ID of the door.
        pub door_id: Option<i64>,
        /// Whether the door's lock is wireless.
        pub door_is_wireless: Option<bool>,
        /// The door's name.
        pub door_name: Option<String>,
        /// Time zone, as an IANA name such as `America/New_York`.
        pub iana_timezone: Option<String>,
        /// The time slots that access codes can have.
        pub predefined_time_slots: Option<Vec<PredefinedTimeSlot>>,
        /// The provider's ID of the site.
        #[deprecated(note = "it has no replacement")]
        pub site_id: Option<i64>,
        /// The site's name.
        pub site_name: Option<String>,
    }
}

response! {
    /// What ecobee reports about a thermostat.
    pub struct EcobeeMetadata {
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// ecobee's ID of the thermostat.
        pub ecobee_device_id: Option<String>,
    }
}

response! {
    /// What 4SUITES reports about a device.
    pub struct FourSuitesMetadata {
        /// 4SUITES' ID of the device.
        pub device_id: Option<i64>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// How long after an opening it closes again, in seconds.
        pub reclose_delay_in_seconds: Option<f64>,
    }
}

response! {
    /// What Genie reports about a door opener.
    pub struct GenieMetadata {
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// The door's name.
        pub door_name: Option<String>,
    }
}

response! {
    /// What Honeywell Resideo reports about a thermostat.
    pub struct HoneywellResideoMetadata {
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// Honeywell Resideo's ID of the thermostat.
        pub honeywell_resideo_device_id: Option<String>,
    }
}

response! {
    /// What igloo reports about a lock.
    pub struct IglooMetadata {
        /// The provider's ID of the bridge.
        pub bridge_id: Option<String>,
        /// igloo's ID of the device.
        pub device_id: Option<String>,
        /// Its model.
        pub model: Option<String>,
    }
}

response! {
    /// What igloohome reports about a lock.
    pub struct IgloohomeMetadata {
        /// The provider's ID of the bridge.
        pub bridge_id: Option<String>,
        /// The bridge's name.
        pub bridge_name: Option<String>,
        /// igloohome's ID of the device.
        pub device_id: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// Whether its keypad goes through the bridge.
        pub is_accessory_keypad_linked_to_bridge: Option<bool>,
        /// The provider's ID of the keypad.
        pub keypad_id: Option<String>,
    }
}

response! {
    /// What KeyNest reports about a key.
    pub struct KeynestMetadata {
        /// Street address.
        pub address: Option<String>,
        /// KeyNest's ID of the store where the key is, or where it last was.
        pub current_or_last_store_id: Option<i64>,
        /// Status of the key, as KeyNest reports it.
        pub current_status: Option<String>,
        /// Company of the key's current user.
        pub current_user_company: Option<String>,
        /// Email address of the key's current user.
        pub current_user_email: Option<String>,
        /// Name of the key's current user.
        pub current_user_name: Option<String>,
        /// Phone number of the key's current user.
        pub current_user_phone_number: Option<String>,
        /// KeyNest's ID of the default office.
        pub default_office_id: Option<i64>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// KeyNest's ID of the fob.
        pub fob_id: Option<i64>,
        /// How the key is handed over, as KeyNest reports it.
        pub handover_method: Option<String>,
        /// Whether KeyNest has a photo of the key.
        pub has_photo: Option<bool>,
        /// Whether the key is in a locker of a kind that cannot take access codes through KeyNest.
        pub is_quadient_locker: Option<bool>,
        /// The key's ID.
        pub key_id: Option<String>,
        /// Notes about the key.
        pub key_notes: Option<String>,
        /// User of the KeyNest app.
        pub keynest_app_user: Option<String>,
        /// When the key last moved.
        pub last_movement: Option<String>,
        /// KeyNest's ID of the property.
        pub property_id: Option<String>,
        /// Postcode of the property.
        pub property_postcode: Option<String>,
        /// Kind of status, as KeyNest reports it.
        pub status_type: Option<String>,
        /// KeyNest plan that the key is on.
        pub subscription_plan: Option<String>,
    }
}

response! {
    /// What Kisi reports about a lock.
    pub struct KisiMetadata {
        /// Kisi's description of the lock.
        pub description: Option<String>,
        /// The provider's ID of the lock.
        pub lock_id: Option<i64>,
        /// The lock's name.
        pub lock_name: Option<String>,
        /// The place's name.
        pub place_name: Option<String>,
    }
}

response! {
    /// What Korelock reports about a lock.
    pub struct KorelockMetadata {
        /// Korelock's ID of the device.
        pub device_id: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// Version of the firmware.
        pub firmware_version: Option<String>,
        /// The provider's ID of the location.
        pub location_id: Option<String>,
        /// Korelock's code for the model.
        pub model_code: Option<String>,
        /// Serial number.
        pub serial_number: Option<String>,
        /// Strength of its Wi-Fi signal, from 0 to 1.
        pub wifi_signal_strength: Option<f64>,
    }
}

response! {
    /// What Kwikset reports about a lock.
    pub struct KwiksetMetadata {
        /// Kwikset's ID of the device.
        pub device_id: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// Kwikset's number for the model.
        pub model_number: Option<String>,
    }
}

response! {
    /// What Lockly reports about a lock.
    pub struct LocklyMetadata {
        /// Lockly's ID of the device.
        pub device_id: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// Its model.
        pub model: Option<String>,
    }
}

response! {
    /// What Minut reports about a noise sensor.
    pub struct MinutMetadata {
        /// Minut's ID of the device.
        pub device_id: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// The latest readings.
        pub latest_sensor_values: Option<Box<LatestSensorValues>>,
    }
}

response! {
    /// What Google Nest reports about a thermostat.
    pub struct NestMetadata {
        /// Name that the owner gave the thermostat at Google Nest.
        pub device_custom_name: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// Name that Google Nest displays.
        pub display_name: Option<String>,
        /// Google Nest's ID of the thermostat.
        pub nest_device_id: Option<String>,
    }
}

response! {
    /// What NoiseAware reports about a noise sensor.
    pub struct NoiseawareMetadata {
        /// NoiseAware's ID of the device.
        pub device_id: Option<String>,
        /// Model of the sensor: `indoor` or `outdoor`. Known values: [`device_model`].
        pub device_model: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// How loud it is, in decibels.
        pub noise_level_decibel: Option<f64>,
        /// How loud it is, as NoiseAware's Noise Risk Score.
        pub noise_level_nrs: Option<f64>,
    }
}

response! {
    /// What Nuki reports about a lock.
    pub struct NukiMetadata {
        /// Nuki's ID of the device.
        pub device_id: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// Whether a Nuki Keypad 2 is paired.
        pub keypad_2_paired: Option<bool>,
        /// Whether the keypad's battery is nearly empty.
        pub keypad_battery_critical: Option<bool>,
        /// Whether a Nuki Keypad is paired.
        pub keypad_paired: Option<bool>,
    }
}

response! {
    /// What Omnitec reports about a lock.
    pub struct OmnitecMetadata {
        /// Whether it has a gateway.
        pub has_gateway: Option<bool>,
        /// Name that an operator gave the lock.
        pub lock_alias: Option<String>,
        /// The provider's ID of the lock.
        pub lock_id: Option<i64>,
        /// MAC address of its Bluetooth interface.
        pub lock_mac: Option<String>,
        /// The lock's name.
        pub lock_name: Option<String>,
        /// Time zone, as an IANA name such as `America/New_York`.
        pub time_zone: Option<String>,
        /// The lock's fixed offset from UTC, in milliseconds.
        pub timezone_raw_offset_ms: Option<i64>,
    }
}

response! {
    /// What Ring reports about a device.
    pub struct RingMetadata {
        /// Ring's ID of the device.
        pub device_id: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
    }
}

response! {
    /// What Salto KS reports about a lock.
    pub struct SaltoKsMetadata {
        /// Battery charge, as Salto KS reports it.
        pub battery_level: Option<String>,
        /// Salto KS's reference for the customer.
        pub customer_reference: Option<String>,
        /// Whether the site's subscription allows custom PINs.
        pub has_custom_pin_subscription: Option<bool>,
        /// The provider's ID of the lock.
        pub lock_id: Option<String>,
        /// Kind of lock, as Salto KS reports it.
        pub lock_type: Option<String>,
        /// Whether it is locked, as Salto KS reports it.
        pub locked_state: Option<String>,
        /// Its model.
        pub model: Option<String>,
        /// The provider's ID of the site.
        pub site_id: Option<String>,
        /// The site's name.
        pub site_name: Option<String>,
    }
}

response! {
    /// What Salto KS reports about a lock, under its old name.
    pub struct SaltoMetadata {
        /// Battery charge, as Salto KS reports it.
        pub battery_level: Option<String>,
        /// Salto KS's reference for the customer.
        pub customer_reference: Option<String>,
        /// The provider's ID of the lock.
        pub lock_id: Option<String>,
        /// Kind of lock, as Salto KS reports it.
        pub lock_type: Option<String>,
        /// Whether it is locked, as Salto KS reports it.
        pub locked_state: Option<String>,
        /// Its model.
        pub model: Option<String>,
        /// The provider's ID of the site.
        pub site_id: Option<String>,
        /// The site's name.
        pub site_name: Option<String>,
    }
}

response! {
    /// What Schlage reports about a lock.
    pub struct SchlageMetadata {
        /// Schlage's ID of the device.
        pub device_id: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// Its model.
        pub model: Option<String>,
    }
}

response! {
    /// What Seam Bridge reports about a device.
    pub struct SeamBridgeMetadata {
        /// Seam Bridge's number of the device.
        pub device_num: Option<i64>,
        /// Its name.
        pub name: Option<String>,
        /// How it unlocks: `bridge` or `doorking`. Known values: [`unlock_method`].
        pub unlock_method: Option<String>,
    }
}

response! {
    /// What Sensi reports about a thermostat.
    pub struct SensiMetadata {
        /// Sensi's ID of the device.
        pub device_id: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// Whether Sensi's API refuses to set both set points of it at once.
        pub dual_setpoints_not_supported: Option<bool>,
        /// Range of set points that Sensi enforces, in degrees Celsius.
        pub enforced_setpoint_range_celsius: Option<Json>,
        /// Kind of product, in the provider's own terms.
        pub product_type: Option<String>,
    }
}

response! {
    /// What SmartThings reports about a device.
    pub struct SmartthingsMetadata {
        /// SmartThings' ID of the device.
        pub device_id: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// The provider's ID of the location.
        pub location_id: Option<String>,
        /// Its model.
        pub model: Option<String>,
    }
}

response! {
    /// What tado° reports about a thermostat.
    pub struct TadoMetadata {
        /// tado°'s name for the kind of device.
        pub device_type: Option<String>,
        /// Serial number.
        pub serial_no: Option<String>,
    }
}

response! {
    /// What Tedee reports about a lock.
    pub struct TedeeMetadata {
        /// The provider's ID of the bridge.
        pub bridge_id: Option<i64>,
        /// The bridge's name.
        pub bridge_name: Option<String>,
        /// Tedee's ID of the device.
        pub device_id: Option<i64>,
        /// Model of the device.
        pub device_model: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// The provider's ID of the keypad.
        pub keypad_id: Option<i64>,
        /// Serial number.
        pub serial_number: Option<String>,
    }
}

response! {
    /// What TTLock reports about a lock.
    pub struct TtlockMetadata {
        /// TTLock's encoded list of the lock's features.
        pub feature_value: Option<String>,
        /// What the lock can do.
        pub features: Option<Box<Features>>,
        /// Whether it has a gateway.
        pub has_gateway: Option<bool>,
        /// Name that an operator gave the lock.
        pub lock_alias: Option<String>,
        /// The provider's ID of the lock.
        pub lock_id: Option<i64>,
        /// The lock's fixed offset from UTC, in milliseconds.
        pub timezone_raw_offset_ms: Option<i64>,
        /// The lock's wireless keypads.
        pub wireless_keypads: Option<Vec<WirelessKeypad>>,
    }
}

response! {
    /// What 2N reports about a device.
    pub struct TwoNMetadata {
        /// 2N's ID of the device.
        pub device_id: Option<i64>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
    }
}

response! {
    /// What Ultraloq reports about a lock.
    pub struct UltraloqMetadata {
        /// Ultraloq's ID of the device.
        pub device_id: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// Ultraloq's name for the kind of device.
        pub device_type: Option<String>,
        /// Time zone, as an IANA name such as `America/New_York`.
        pub time_zone: Option<String>,
    }
}

response! {
    /// What ASSA ABLOY Visionline reports about an encoder.
    pub struct VisionlineMetadata {
        /// Visionline's ID of the encoder.
        pub encoder_id: Option<String>,
    }
}

response! {
    /// What Wyze reports about a lock.
    pub struct WyzeMetadata {
        /// Wyze's ID of the device.
        pub device_id: Option<String>,
        /// The model, from Wyze's device information.
        pub device_info_model: Option<String>,
        /// The provider's name for the device.
        pub device_name: Option<String>,
        /// Wyze's ID of the keypad.
        pub keypad_uuid: Option<String>,
        /// Status of the hard lock, as a number from Wyze.
        pub locker_status_hardlock: Option<f64>,
        /// Wyze's name for the model.
        pub product_model: Option<String>,
        /// The product's name.
        pub product_name: Option<String>,
        /// Kind of product, in the provider's own terms.
        pub product_type: Option<String>,
    }
}

response! {
    /// A requirement of a lock for its access codes.
    pub struct CodeConstraint {
        /// What is required, such as `no_zeros`. Known values: [`constraint_type`].
        pub constraint_type: String,
        /// Longest name that an access code may have, in characters.
        pub max_length: Option<i64>,
        /// Shortest name that an access code may have, in characters.
        pub min_length: Option<i64>,
    }
}

response! {
    /// The state of a keypad's battery.
    pub struct KeypadBattery {
        /// Charge of the battery, from 0 (empty) to 1 (full).
        pub level: f64,
    }
}

response! {
    /// A kind of time frame that an access code can have.
    pub struct TimeFrameOption {
        /// Name to show to users.
        pub display_name: String,
        /// Dates on which it may end, as an iCalendar RRULE.
        pub end_date_recurrence_rule: Option<String>,
        /// `true` if it must begin and end at the same time of day.
        pub matching_start_end_time: Option<bool>,
        /// Longest duration, in ISO 8601, such as `P367D`; absent if there is no limit.
        pub max_duration: Option<String>,
        /// Shortest duration, in ISO 8601, such as `PT1H`; absent if there is no limit.
        pub min_duration: Option<String>,
        /// Dates on which it may begin, as an iCalendar RRULE.
        pub start_date_recurrence_rule: Option<String>,
        /// Pairs of start and end times to choose from.
        pub time_pairs: Option<Vec<TimePair>>,
        /// Time zone, as an IANA name such as `America/New_York`.
        pub time_zone: Option<String>,
    }
}

response! {
    /// The schedule that a thermostat follows now.
    pub struct ActiveThermostatSchedule {
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

response! {
    /// A climate preset of a thermostat.
    pub struct ClimatePreset {
        /// Whether you can delete it.
        pub can_delete: bool,
        /// Whether you can edit it.
        pub can_edit: bool,
        /// Whether daily programs can use it.
        pub can_use_with_thermostat_daily_programs: Option<bool>,
        /// The climate preset's key.
        pub climate_preset_key: String,
        /// Mode of the preset, such as `home` or `sleep`. Known values: [`climate_preset_mode`].
        pub climate_preset_mode: Option<String>,
        /// Temperature above which it cools, in degrees Celsius.
        pub cooling_set_point_celsius: Option<f64>,
        /// Temperature above which it cools, in degrees Fahrenheit.
        pub cooling_set_point_fahrenheit: Option<f64>,
        /// Name to show to users.
        pub display_name: String,
        /// What ecobee reports about it.
        pub ecobee_metadata: Lazy<EcobeeClimate>,
        /// Mode of the fan: `auto`, `on` or `circulate`. Known values: [`fan_mode_setting`].
        pub fan_mode_setting: Option<String>,
        /// Temperature below which it heats, in degrees Celsius.
        pub heating_set_point_celsius: Option<f64>,
        /// Temperature below which it heats, in degrees Fahrenheit.
        pub heating_set_point_fahrenheit: Option<f64>,
        /// Mode of the HVAC system: `off`, `heat`, `cool`, `heat_cool` or `eco`. Known values:
        /// [`hvac_mode_setting`].
        pub hvac_mode_setting: Option<String>,
        /// Whether people at the thermostat may override it.
        #[deprecated(note = "use `is_override_allowed` of the thermostat schedule")]
        pub manual_override_allowed: Option<bool>,
        /// Its name.
        pub name: Option<String>,
    }
}

response! {
    /// A setting of a thermostat.
    pub struct ClimateSetting {
        /// Whether you can delete it.
        pub can_delete: Option<bool>,
        /// Whether you can edit it.
        pub can_edit: Option<bool>,
        /// Whether daily programs can use it.
        pub can_use_with_thermostat_daily_programs: Option<bool>,
        /// The climate preset's key.
        pub climate_preset_key: Option<String>,
        /// Mode of the preset, such as `home` or `sleep`. Known values: [`climate_preset_mode`].
        pub climate_preset_mode: Option<String>,
        /// Temperature above which it cools, in degrees Celsius.
        pub cooling_set_point_celsius: Option<f64>,
        /// Temperature above which it cools, in degrees Fahrenheit.
        pub cooling_set_point_fahrenheit: Option<f64>,
        /// Name to show to users.
        pub display_name: Option<String>,
        /// What ecobee reports about it.
        pub ecobee_metadata: Lazy<EcobeeClimate>,
        /// Mode of the fan: `auto`, `on` or `circulate`. Known values: [`fan_mode_setting`].
        pub fan_mode_setting: Option<String>,
        /// Temperature below which it heats, in degrees Celsius.
        pub heating_set_point_celsius: Option<f64>,
        /// Temperature below which it heats, in degrees Fahrenheit.
        pub heating_set_point_fahrenheit: Option<f64>,
        /// Mode of the HVAC system: `off`, `heat`, `cool`, `heat_cool` or `eco`. Known values:
        /// [`hvac_mode_setting`].
        pub hvac_mode_setting: Option<String>,
        /// Whether people at the thermostat may override it.
        #[deprecated(note = "use `is_override_allowed` of the thermostat schedule")]
        pub manual_override_allowed: Option<bool>,
        /// Its name.
        pub name: Option<String>,
    }
}

response! {
    /// Temperatures at which Seam sends an event.
    pub struct TemperatureThreshold {
        /// Temperature below which Seam sends an event, in degrees Celsius.
        pub lower_limit_celsius: Option<f64>,
        /// Temperature below which Seam sends an event, in degrees Fahrenheit.
        pub lower_limit_fahrenheit: Option<f64>,
        /// Temperature above which Seam sends an event, in degrees Celsius.
        pub upper_limit_celsius: Option<f64>,
        /// Temperature above which Seam sends an event, in degrees Fahrenheit.
        pub upper_limit_fahrenheit: Option<f64>,
    }
}

response! {
    /// A daily program: the climate presets of one day.
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
    /// A weekly program: a daily program for each day of the week.
    pub struct ThermostatWeeklyProgram {
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// ID of Friday's daily program.
        pub friday_program_id: Option<String>,
        /// ID of Monday's daily program.
        pub monday_program_id: Option<String>,
        /// ID of Saturday's daily program.
        pub saturday_program_id: Option<String>,
        /// ID of Sunday's daily program.
        pub sunday_program_id: Option<String>,
        /// ID of Thursday's daily program.
        pub thursday_program_id: Option<String>,
        /// ID of Tuesday's daily program.
        pub tuesday_program_id: Option<String>,
        /// ID of Wednesday's daily program.
        pub wednesday_program_id: Option<String>,
    }
}

response! {
    /// An endpoint of a phone: an app installation that can hold mobile keys.
    pub struct CredentialEndpoint {
        /// The endpoint's ID.
        pub endpoint_id: Option<String>,
        /// Whether it is active.
        pub is_active: Option<bool>,
    }
}

response! {
    /// A time slot that dormakaba Oracode offers for access codes.
    pub struct PredefinedTimeSlot {
        /// Time of day at which guests check in.
        pub check_in_time: Option<String>,
        /// Time of day at which guests check out.
        pub check_out_time: Option<String>,
        /// Oracode's ID of the user level.
        pub dormakaba_oracode_user_level_id: Option<String>,
        /// Oracode's prefix for the user level.
        pub dormakaba_oracode_user_level_prefix: Option<i64>,
        /// Whether it is a 24-hour slot.
        pub is_24_hour: Option<bool>,
        /// Whether the slot uses Oracode's biweekly mode.
        pub is_biweekly_mode: Option<bool>,
        /// Whether it is a master slot.
        pub is_master: Option<bool>,
        /// Whether it is a one-shot slot.
        pub is_one_shot: Option<bool>,
        /// Its name.
        pub name: Option<String>,
        /// Oracode's prefix for the time slot.
        pub prefix: Option<i64>,
    }
}

response! {
    /// The latest readings of a Minut sensor.
    pub struct LatestSensorValues {
        /// Acceleration along the sensor's Z axis.
        pub accelerometer_z: Option<Box<SensorValue>>,
        /// Humidity.
        pub humidity: Option<Box<SensorValue>>,
        /// Air pressure.
        pub pressure: Option<Box<SensorValue>>,
        /// Sound level.
        pub sound: Option<Box<SensorValue>>,
        /// Temperature.
        pub temperature: Option<Box<SensorValue>>,
    }
}

response! {
    /// What a TTLock lock supports.
    pub struct Features {
        /// Whether the time until the lock locks itself can be set.
        pub auto_lock_time_config: Option<bool>,
        /// Whether it supports what TTLock calls incomplete keyboard passcodes.
        pub incomplete_keyboard_passcode: Option<bool>,
        /// Whether it accepts a lock command.
        pub lock_command: Option<bool>,
        /// Whether it accepts passcodes.
        pub passcode: Option<bool>,
        /// Whether its passcodes can be managed.
        pub passcode_management: Option<bool>,
        /// Whether a gateway can unlock it.
        pub unlock_via_gateway: Option<bool>,
        /// Whether it has Wi-Fi.
        pub wifi: Option<bool>,
    }
}

response! {
    /// A wireless keypad of a TTLock lock.
    pub struct WirelessKeypad {
        /// TTLock's ID of the keypad.
        pub wireless_keypad_id: Option<i64>,
        /// Name of the keypad.
        pub wireless_keypad_name: Option<String>,
    }
}

response! {
    /// A start time and the end time that goes with it.
    pub struct TimePair {
        /// Name to show to users.
        pub display_name: String,
        /// Time of day at which it ends, such as `11:00`; on a later day if before `start_time`.
        pub end_time: String,
        /// Time of day at which it begins, such as `15:00`.
        pub start_time: String,
    }
}

response! {
    /// What ecobee reports about a climate preset.
    pub struct EcobeeClimate {
        /// ecobee's name for the climate.
        pub climate_ref: Option<String>,
        /// Whether ecobee optimizes the climate preset.
        pub is_optimized: Option<bool>,
        /// Whose climate preset it is: `user` or `system`. Known values: [`owner`].
        pub owner: Option<String>,
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

response! {
    /// A reading of a sensor.
    pub struct SensorValue {
        /// When it was read.
        pub time: Option<String>,
        /// The reading, in the sensor's own unit.
        pub value: Option<f64>,
    }
}

/// Known values of `device_type`. Seam may add others.
pub mod device_type {
    /// `akuvox_lock`
    pub const AKUVOX_LOCK: &str = "akuvox_lock";
    /// `august_lock`
    pub const AUGUST_LOCK: &str = "august_lock";
    /// `brivo_access_point`
    pub const BRIVO_ACCESS_POINT: &str = "brivo_access_point";
    /// `butterflymx_panel`
    pub const BUTTERFLYMX_PANEL: &str = "butterflymx_panel";
    /// `avigilon_alta_entry`
    pub const AVIGILON_ALTA_ENTRY: &str = "avigilon_alta_entry";
    /// `doorking_lock`
    pub const DOORKING_LOCK: &str = "doorking_lock";
    /// `genie_door`
    pub const GENIE_DOOR: &str = "genie_door";
    /// `igloo_lock`
    pub const IGLOO_LOCK: &str = "igloo_lock";
    /// `linear_lock`
    pub const LINEAR_LOCK: &str = "linear_lock";
    /// `lockly_lock`
    pub const LOCKLY_LOCK: &str = "lockly_lock";
    /// `kwikset_lock`
    pub const KWIKSET_LOCK: &str = "kwikset_lock";
    /// `nuki_lock`
    pub const NUKI_LOCK: &str = "nuki_lock";
    /// `salto_lock`
    pub const SALTO_LOCK: &str = "salto_lock";
    /// `schlage_lock`
    pub const SCHLAGE_LOCK: &str = "schlage_lock";
    /// `smartthings_lock`
    pub const SMARTTHINGS_LOCK: &str = "smartthings_lock";
    /// `wyze_lock`
    pub const WYZE_LOCK: &str = "wyze_lock";
    /// `yale_lock`
    pub const YALE_LOCK: &str = "yale_lock";
    /// `two_n_intercom`
    pub const TWO_N_INTERCOM: &str = "two_n_intercom";
    /// `controlbyweb_device`
    pub const CONTROLBYWEB_DEVICE: &str = "controlbyweb_device";
    /// `ttlock_lock`
    pub const TTLOCK_LOCK: &str = "ttlock_lock";
    /// `igloohome_lock`
    pub const IGLOOHOME_LOCK: &str = "igloohome_lock";
    /// `four_suites_door`
    pub const FOUR_SUITES_DOOR: &str = "four_suites_door";
    /// `dormakaba_oracode_door`
    pub const DORMAKABA_ORACODE_DOOR: &str = "dormakaba_oracode_door";
    /// `tedee_lock`
    pub const TEDEE_LOCK: &str = "tedee_lock";
    /// `akiles_lock`
    pub const AKILES_LOCK: &str = "akiles_lock";
    /// `ultraloq_lock`
    pub const ULTRALOQ_LOCK: &str = "ultraloq_lock";
    /// `keyincode_lock`
    pub const KEYINCODE_LOCK: &str = "keyincode_lock";
    /// `omnitec_lock`
    pub const OMNITEC_LOCK: &str = "omnitec_lock";
    /// `kisi_lock`
    pub const KISI_LOCK: &str = "kisi_lock";
    /// `keynest_key`
    pub const KEYNEST_KEY: &str = "keynest_key";
    /// `noiseaware_activity_zone`
    pub const NOISEAWARE_ACTIVITY_ZONE: &str = "noiseaware_activity_zone";
    /// `minut_sensor`
    pub const MINUT_SENSOR: &str = "minut_sensor";
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
    /// `ios_phone`
    pub const IOS_PHONE: &str = "ios_phone";
    /// `android_phone`
    pub const ANDROID_PHONE: &str = "android_phone";
    /// `ring_camera`
    pub const RING_CAMERA: &str = "ring_camera";
}

/// Known values of `manufacturer`. Seam may add others.
pub mod manufacturer {
    /// `akuvox`
    pub const AKUVOX: &str = "akuvox";
    /// `august`
    pub const AUGUST: &str = "august";
    /// `avigilon_alta`
    pub const AVIGILON_ALTA: &str = "avigilon_alta";
    /// `brivo`
    pub const BRIVO: &str = "brivo";
    /// `butterflymx`
    pub const BUTTERFLYMX: &str = "butterflymx";
    /// `doorking`
    pub const DOORKING: &str = "doorking";
    /// `four_suites`
    pub const FOUR_SUITES: &str = "four_suites";
    /// `genie`
    pub const GENIE: &str = "genie";
    /// `igloo`
    pub const IGLOO: &str = "igloo";
    /// `keywe`
    pub const KEYWE: &str = "keywe";
    /// `kwikset`
    pub const KWIKSET: &str = "kwikset";
    /// `linear`
    pub const LINEAR: &str = "linear";
    /// `lockly`
    pub const LOCKLY: &str = "lockly";
    /// `nuki`
    pub const NUKI: &str = "nuki";
    /// `philia`
    pub const PHILIA: &str = "philia";
    /// `salto`
    pub const SALTO: &str = "salto";
    /// `samsung`
    pub const SAMSUNG: &str = "samsung";
    /// `schlage`
    pub const SCHLAGE: &str = "schlage";
    /// `seam`
    pub const SEAM: &str = "seam";
    /// `unknown`
    pub const UNKNOWN: &str = "unknown";
    /// `wyze`
    pub const WYZE: &str = "wyze";
    /// `yale`
    pub const YALE: &str = "yale";
    /// `two_n`
    pub const TWO_N: &str = "two_n";
    /// `ttlock`
    pub const TTLOCK: &str = "ttlock";
    /// `igloohome`
    pub const IGLOOHOME: &str = "igloohome";
    /// `controlbyweb`
    pub const CONTROLBYWEB: &str = "controlbyweb";
    /// `dormakaba_oracode`
    pub const DORMAKABA_ORACODE: &str = "dormakaba_oracode";
    /// `tedee`
    pub const TEDEE: &str = "tedee";
    /// `keyincode`
    pub const KEYINCODE: &str = "keyincode";
    /// `akiles`
    pub const AKILES: &str = "akiles";
    /// `ecobee`
    pub const ECOBEE: &str = "ecobee";
    /// `honeywell_resideo`
    pub const HONEYWELL_RESIDEO: &str = "honeywell_resideo";
    /// `keynest`
    pub const KEYNEST: &str = "keynest";
    /// `korelock`
    pub const KORELOCK: &str = "korelock";
    /// `minut`
    pub const MINUT: &str = "minut";
    /// `nest`
    pub const NEST: &str = "nest";
    /// `noiseaware`
    pub const NOISEAWARE: &str = "noiseaware";
    /// `sensi`
    pub const SENSI: &str = "sensi";
    /// `smartthings`
    pub const SMARTTHINGS: &str = "smartthings";
    /// `tado`
    pub const TADO: &str = "tado";
    /// `ultraloq`
    pub const ULTRALOQ: &str = "ultraloq";
    /// `ring`
    pub const RING: &str = "ring";
    /// `ical`
    pub const ICAL: &str = "ical";
    /// `lodgify`
    pub const LODGIFY: &str = "lodgify";
    /// `hostaway`
    pub const HOSTAWAY: &str = "hostaway";
    /// `guesty`
    pub const GUESTY: &str = "guesty";
    /// `acuity_scheduling`
    pub const ACUITY_SCHEDULING: &str = "acuity_scheduling";
    /// `omnitec`
    pub const OMNITEC: &str = "omnitec";
    /// `kisi`
    pub const KISI: &str = "kisi";
    /// `slack`
    pub const SLACK: &str = "slack";
}

/// Known values of `provider_category`. Seam may add others.
pub mod provider_category {
    /// `stable`
    pub const STABLE: &str = "stable";
    /// `consumer_smartlocks`
    pub const CONSUMER_SMARTLOCKS: &str = "consumer_smartlocks";
    /// `beta`
    pub const BETA: &str = "beta";
    /// `thermostats`
    pub const THERMOSTATS: &str = "thermostats";
    /// `noise_sensors`
    pub const NOISE_SENSORS: &str = "noise_sensors";
    /// `access_control_systems`
    pub const ACCESS_CONTROL_SYSTEMS: &str = "access_control_systems";
    /// `cameras`
    pub const CAMERAS: &str = "cameras";
    /// `connectors`
    pub const CONNECTORS: &str = "connectors";
}

/// Known values of `capabilities_supported`. Seam may add others.
pub mod capabilities_supported {
    /// `access_code`
    pub const ACCESS_CODE: &str = "access_code";
    /// `lock`
    pub const LOCK: &str = "lock";
    /// `noise_detection`
    pub const NOISE_DETECTION: &str = "noise_detection";
    /// `thermostat`
    pub const THERMOSTAT: &str = "thermostat";
    /// `battery`
    pub const BATTERY: &str = "battery";
    /// `phone`
    pub const PHONE: &str = "phone";
}

/// Known values of `device_provider_name`. Seam may add others.
pub mod device_provider_name {
    /// `hotek`
    pub const HOTEK: &str = "hotek";
    /// `dormakaba_community`
    pub const DORMAKABA_COMMUNITY: &str = "dormakaba_community";
    /// `legic_connect`
    pub const LEGIC_CONNECT: &str = "legic_connect";
    /// `akuvox`
    pub const AKUVOX: &str = "akuvox";
    /// `august`
    pub const AUGUST: &str = "august";
    /// `avigilon_alta`
    pub const AVIGILON_ALTA: &str = "avigilon_alta";
    /// `brivo`
    pub const BRIVO: &str = "brivo";
    /// `butterflymx`
    pub const BUTTERFLYMX: &str = "butterflymx";
    /// `schlage`
    pub const SCHLAGE: &str = "schlage";
    /// `smartthings`
    pub const SMARTTHINGS: &str = "smartthings";
    /// `yale`
    pub const YALE: &str = "yale";
    /// `genie`
    pub const GENIE: &str = "genie";
    /// `doorking`
    pub const DOORKING: &str = "doorking";
    /// `salto`
    pub const SALTO: &str = "salto";
    /// `salto_ks`
    pub const SALTO_KS: &str = "salto_ks";
    /// `salto_ks_accept`
    pub const SALTO_KS_ACCEPT: &str = "salto_ks_accept";
    /// `lockly`
    pub const LOCKLY: &str = "lockly";
    /// `ttlock`
    pub const TTLOCK: &str = "ttlock";
    /// `linear`
    pub const LINEAR: &str = "linear";
    /// `noiseaware`
    pub const NOISEAWARE: &str = "noiseaware";
    /// `nuki`
    pub const NUKI: &str = "nuki";
    /// `igloo`
    pub const IGLOO: &str = "igloo";
    /// `kwikset`
    pub const KWIKSET: &str = "kwikset";
    /// `minut`
    pub const MINUT: &str = "minut";
    /// `my_2n`
    pub const MY_2N: &str = "my_2n";
    /// `controlbyweb`
    pub const CONTROLBYWEB: &str = "controlbyweb";
    /// `nest`
    pub const NEST: &str = "nest";
    /// `igloohome`
    pub const IGLOOHOME: &str = "igloohome";
    /// `ecobee`
    pub const ECOBEE: &str = "ecobee";
    /// `four_suites`
    pub const FOUR_SUITES: &str = "four_suites";
    /// `dormakaba_oracode`
    pub const DORMAKABA_ORACODE: &str = "dormakaba_oracode";
    /// `pti`
    pub const PTI: &str = "pti";
    /// `wyze`
    pub const WYZE: &str = "wyze";
    /// `seam_passport`
    pub const SEAM_PASSPORT: &str = "seam_passport";
    /// `visionline`
    pub const VISIONLINE: &str = "visionline";
    /// `assa_abloy_credential_service`
    pub const ASSA_ABLOY_CREDENTIAL_SERVICE: &str = "assa_abloy_credential_service";
    /// `tedee`
    pub const TEDEE: &str = "tedee";
    /// `honeywell_resideo`
    pub const HONEYWELL_RESIDEO: &str = "honeywell_resideo";
    /// `first_alert`
    pub const FIRST_ALERT: &str = "first_alert";
    /// `latch`
    pub const LATCH: &str = "latch";
    /// `akiles`
    pub const AKILES: &str = "akiles";
    /// `assa_abloy_vostio`
    pub const ASSA_ABLOY_VOSTIO: &str = "assa_abloy_vostio";
    /// `assa_abloy_vostio_credential_service`
    pub const ASSA_ABLOY_VOSTIO_CREDENTIAL_SERVICE: &str = "assa_abloy_vostio_credential_service";
    /// `tado`
    pub const TADO: &str = "tado";
    /// `salto_space`
    pub const SALTO_SPACE: &str = "salto_space";
    /// `sensi`
    pub const SENSI: &str = "sensi";
    /// `keynest`
    pub const KEYNEST: &str = "keynest";
    /// `korelock`
    pub const KORELOCK: &str = "korelock";
    /// `keyincode`
    pub const KEYINCODE: &str = "keyincode";
    /// `dormakaba_ambiance`
    pub const DORMAKABA_AMBIANCE: &str = "dormakaba_ambiance";
    /// `ultraloq`
    pub const ULTRALOQ: &str = "ultraloq";
    /// `dusaw`
    pub const DUSAW: &str = "dusaw";
    /// `sifely`
    pub const SIFELY: &str = "sifely";
    /// `thirty_three_lock`
    pub const THIRTY_THREE_LOCK: &str = "thirty_three_lock";
    /// `ring`
    pub const RING: &str = "ring";
    /// `ical`
    pub const ICAL: &str = "ical";
    /// `lodgify`
    pub const LODGIFY: &str = "lodgify";
    /// `hostaway`
    pub const HOSTAWAY: &str = "hostaway";
    /// `guesty`
    pub const GUESTY: &str = "guesty";
    /// `acuity_scheduling`
    pub const ACUITY_SCHEDULING: &str = "acuity_scheduling";
    /// `omnitec`
    pub const OMNITEC: &str = "omnitec";
    /// `kisi`
    pub const KISI: &str = "kisi";
}

/// Known values of `available_climate_preset_mode`. Seam may add others.
pub mod available_climate_preset_mode {
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

/// Known values of `available_fan_mode_setting`. Seam may add others.
pub mod available_fan_mode_setting {
    /// `auto`
    pub const AUTO: &str = "auto";
    /// `on`
    pub const ON: &str = "on";
    /// `circulate`
    pub const CIRCULATE: &str = "circulate";
}

/// Known values of `available_hvac_mode_setting`. Seam may add others.
pub mod available_hvac_mode_setting {
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

/// Known values of `fan_mode_setting`. Seam may add others.
pub mod fan_mode_setting {
    /// `auto`
    pub const AUTO: &str = "auto";
    /// `on`
    pub const ON: &str = "on";
    /// `circulate`
    pub const CIRCULATE: &str = "circulate";
}

/// Known values of `status`. Seam may add others.
pub mod status {
    /// `critical`
    pub const CRITICAL: &str = "critical";
    /// `low`
    pub const LOW: &str = "low";
    /// `good`
    pub const GOOD: &str = "good";
    /// `full`
    pub const FULL: &str = "full";
}

/// Known values of `device_model`. Seam may add others.
pub mod device_model {
    /// `indoor`
    pub const INDOOR: &str = "indoor";
    /// `outdoor`
    pub const OUTDOOR: &str = "outdoor";
}

/// Known values of `unlock_method`. Seam may add others.
pub mod unlock_method {
    /// `bridge`
    pub const BRIDGE: &str = "bridge";
    /// `doorking`
    pub const DOORKING: &str = "doorking";
}

/// Known values of `constraint_type`. Seam may add others.
pub mod constraint_type {
    /// `no_zeros`
    pub const NO_ZEROS: &str = "no_zeros";
    /// `cannot_start_with_12`
    pub const CANNOT_START_WITH_12: &str = "cannot_start_with_12";
    /// `no_triple_consecutive_ints`
    pub const NO_TRIPLE_CONSECUTIVE_INTS: &str = "no_triple_consecutive_ints";
    /// `cannot_specify_pin_code`
    pub const CANNOT_SPECIFY_PIN_CODE: &str = "cannot_specify_pin_code";
    /// `pin_code_matches_existing_set`
    pub const PIN_CODE_MATCHES_EXISTING_SET: &str = "pin_code_matches_existing_set";
    /// `start_date_in_future`
    pub const START_DATE_IN_FUTURE: &str = "start_date_in_future";
    /// `no_ascending_or_descending_sequence`
    pub const NO_ASCENDING_OR_DESCENDING_SEQUENCE: &str = "no_ascending_or_descending_sequence";
    /// `at_least_three_unique_digits`
    pub const AT_LEAST_THREE_UNIQUE_DIGITS: &str = "at_least_three_unique_digits";
    /// `cannot_contain_089`
    pub const CANNOT_CONTAIN_089: &str = "cannot_contain_089";
    /// `cannot_contain_0789`
    pub const CANNOT_CONTAIN_0789: &str = "cannot_contain_0789";
    /// `unique_first_four_digits`
    pub const UNIQUE_FIRST_FOUR_DIGITS: &str = "unique_first_four_digits";
    /// `no_all_same_digits`
    pub const NO_ALL_SAME_DIGITS: &str = "no_all_same_digits";
    /// `name_length`
    pub const NAME_LENGTH: &str = "name_length";
    /// `name_must_be_unique`
    pub const NAME_MUST_BE_UNIQUE: &str = "name_must_be_unique";
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

/// Known values of `owner`. Seam may add others.
pub mod owner {
    /// `user`
    pub const USER: &str = "user";
    /// `system`
    pub const SYSTEM: &str = "system";
}
