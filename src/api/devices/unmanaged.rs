//! Devices that Seam knows but does not manage: they can be read, not controlled.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/devices/unmanaged).
//!
//! ```no_run
//! use seam_client::devices::unmanaged;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! let devices = seam.devices().unmanaged().list(unmanaged::List::new())?;
//! if let Some(device) = devices.first() {
//!     let manage = unmanaged::Update::new(&device.device_id).is_managed(true);
//!     seam.devices().unmanaged().update(manage)?;
//! }
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::{Fields, Time, at_least_one, endpoint};
use crate::issue::Issue;
use crate::response::{Metadata, response};
use crate::{Error, Pages, Seam};

/// The endpoints of `/devices/unmanaged`, returned by
/// [`Devices::unmanaged`](crate::devices::Devices::unmanaged).
#[derive(Clone, Copy, Debug)]
pub struct Unmanaged<'a> {
    seam: &'a Seam,
}

impl<'a> Unmanaged<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Looks up an unmanaged device by its ID or name.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices/unmanaged/get).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `device_id` nor `name` is set; otherwise any other variant of
    /// [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<UnmanagedDevice, Error> {
        self.seam.call(&request)
    }

    /// Lists devices that Seam does not manage.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices/unmanaged/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<UnmanagedDevice>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }

    /// Puts a device under Seam's management, or changes its custom metadata.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices/unmanaged/update).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`get`](Unmanaged::get).
    pub struct Get<'a> {
        /// The device's ID.
        device_id: &'a str,
        /// The device's name, instead of its ID.
        name: &'a str,
    }
    post "/devices/unmanaged/get";
    response "device": UnmanagedDevice;
    idempotent;
    validate |request, _| at_least_one(request, &["device_id", "name"]);
}

endpoint! {
    /// The request of [`list`](Unmanaged::list).
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
        /// At most this many devices in a response; 22,900 by default.
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
    post "/devices/unmanaged/list";
    response "devices": Vec<UnmanagedDevice>;
    pages;
    idempotent;
}

endpoint! {
    /// The request of [`update`](Unmanaged::update).
    pub struct Update<'a>(
        /// The device's ID.
        device_id: &'a str,
    ) {
        /// Your own data: up to 50 pairs of a name and a text (500 characters at most) or boolean.
        custom_metadata: &'a dyn Fields,
        /// Must be true: Seam then manages the device.
        is_managed: bool,
    }
    post "/devices/unmanaged/update";
    idempotent;
}

response! {
    /// A device that Seam knows but does not manage.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/devices/unmanaged).
    pub struct UnmanagedDevice {
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
        /// Kind of device, such as `august_lock`. Known values: [`device_type`].
        pub device_type: String,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
        /// Whether Seam manages it.
        pub is_managed: bool,
        /// Where it is.
        pub location: Option<Box<Location>>,
        /// State, settings and supported features.
        pub properties: Properties,
        /// Current warnings; empty if there are none.
        pub warnings: Vec<Issue> = empty,
        /// The workspace's ID.
        pub workspace_id: String,
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
        /// The state of the battery.
        pub battery: Option<Box<Battery>>,
        /// Charge of the battery, from 0 (empty) to 1 (full).
        pub battery_level: Option<f64>,
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
        /// Whether it currently accepts offline access codes.
        #[deprecated(note = "use `can_program_offline_access_codes` of the device")]
        pub offline_access_codes_enabled: Option<bool>,
        /// Whether it can be reached now.
        pub online: bool,
        /// Whether it currently accepts online access codes.
        #[deprecated(note = "use `can_program_online_access_codes` of the device")]
        pub online_access_codes_enabled: Option<bool>,
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
    /// The state of a battery.
    pub struct KeypadBattery {
        /// Charge of the battery, from 0 (empty) to 1 (full).
        pub level: f64,
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
