//! Connect Webviews: pages on which users connect their accounts to Seam.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/connect_webviews).
//!
//! ```no_run
//! use seam_client::connect_webviews;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! let webview = seam
//!     .connect_webviews()
//!     .create(connect_webviews::Create::new().custom_metadata(&[("customer", "4711")]))?;
//! // Anyone who opens it can connect an account, so it is a secret.
//! println!("{}", webview.url.expose());
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::{Fields, endpoint};
use crate::response::{Metadata, response};
use crate::{Error, Pages, Seam, Secret};

/// The endpoints of `/connect_webviews`, returned by [`Seam::connect_webviews`].
#[derive(Clone, Copy, Debug)]
pub struct ConnectWebviews<'a> {
    seam: &'a Seam,
}

impl<'a> ConnectWebviews<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Creates a page where one user logs in, once, to connect an account. Show that user its
    /// `url`.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/connect_webviews/create).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn create(&self, request: Create<'_>) -> Result<ConnectWebview, Error> {
        self.seam.call(&request)
    }

    /// Deletes a Connect Webview. You don't have to delete one that was used.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/connect_webviews/delete).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Looks up a Connect Webview. Poll it to learn whether the user has logged in.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/connect_webviews/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<ConnectWebview, Error> {
        self.seam.call(&request)
    }

    /// Lists Connect Webviews.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/connect_webviews/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<ConnectWebview>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }
}

endpoint! {
    /// The request of [`create`](ConnectWebviews::create).
    pub struct Create<'a> {
        /// Kinds of devices that may be connected, such as `lock`; by default, whatever the
        /// providers have. Known values: [`accepted_capability`].
        accepted_capabilities: &'a [&'a str],
        /// Keys of the providers to offer, such as `august`. Known values: [`accepted_provider`].
        accepted_providers: &'a [&'a str],
        /// Whether Seam manages devices that are added to the account later.
        automatically_manage_new_devices: bool,
        /// Your own data, which the account inherits: up to 50 pairs of a name and a text or
        /// boolean.
        custom_metadata: &'a dyn Fields,
        /// Where to send the user after an error; `custom_redirect_url` by default.
        custom_redirect_failure_url: &'a str,
        /// Where to send the user after the login.
        custom_redirect_url: &'a str,
        /// Your own key for the customer to whom the account and all in it will belong.
        customer_key: &'a str,
        /// Keys of the providers not to offer, such as `august`.
        excluded_providers: &'a [&'a str],
        /// Category of the providers to offer. Known values: [`provider_category`].
        provider_category: &'a str,
        /// Whether the webview is completed only when Seam knows all devices; false by default.
        wait_for_device_creation: bool,
    }
    post "/connect_webviews/create";
    response "connect_webview": ConnectWebview;
}

endpoint! {
    /// The request of [`delete`](ConnectWebviews::delete).
    pub struct Delete<'a>(
        /// The Connect Webview's ID.
        connect_webview_id: &'a str,
    ) {}
    post "/connect_webviews/delete";
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`get`](ConnectWebviews::get).
    pub struct Get<'a>(
        /// The Connect Webview's ID.
        connect_webview_id: &'a str,
    ) {}
    post "/connect_webviews/get";
    response "connect_webview": ConnectWebview;
    idempotent;
}

endpoint! {
    /// The request of [`list`](ConnectWebviews::list).
    pub struct List<'a> {
        /// Only the Connect Webviews whose custom metadata contains all these pairs.
        custom_metadata_has: &'a dyn Fields,
        /// Only the Connect Webviews of this customer, by your own key.
        customer_key: &'a str,
        /// At most this many Connect Webviews in a response; 500 by default.
        limit: i64,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the Connect Webviews whose ID, providers, metadata or customer contain this text.
        search: &'a str,
        /// Only the Connect Webviews of this user, by your own ID.
        user_identifier_key: &'a str,
    }
    post "/connect_webviews/list";
    response "connect_webviews": Vec<ConnectWebview>;
    pages;
    idempotent;
}

response! {
    /// A Connect Webview: a page where users connect their accounts to Seam.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/connect_webviews).
    pub struct ConnectWebview {
        /// Kinds of devices that may be connected, such as `lock` or `thermostat`. Known values:
        /// [`accepted_capability`].
        pub accepted_capabilities: Vec<String> = empty,
        /// Keys of the providers that users can choose from, such as `august`.
        pub accepted_providers: Vec<String>,
        /// Whether users can choose from all providers.
        pub any_provider_allowed: bool,
        /// When the user logged in and gave Seam access, in ISO 8601.
        pub authorized_at: Option<String>,
        /// Whether Seam automatically manages the account's new devices.
        pub automatically_manage_new_devices: bool,
        /// The webview's ID.
        pub connect_webview_id: String,
        /// The connected account's ID.
        pub connected_account_id: Option<String>,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Your own data: names with text or boolean values.
        pub custom_metadata: Metadata = empty,
        /// URL that users are sent to after a failure.
        pub custom_redirect_failure_url: Option<String>,
        /// URL that users are sent to once their account is connected.
        pub custom_redirect_url: Option<String>,
        /// Your own key for the customer.
        pub customer_key: Option<String>,
        /// How many devices the user may pick: `none`, `single` or `multiple`. Known values:
        /// [`device_selection_mode`].
        pub device_selection_mode: String,
        /// Whether the user has logged in.
        pub login_successful: bool,
        /// Key of the provider that the user chose, such as `august`.
        pub selected_provider: Option<String>,
        /// State of the login: `pending`, `authorized` or `failed`. Known values: [`status`].
        pub status: String,
        /// Link for the user. Whoever has it can connect an account.
        pub url: Secret,
        /// Whether the account counts as connected only once its devices are synced.
        pub wait_for_device_creation: bool,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}

/// Known values of `accepted_capability`. Seam may add others.
pub mod accepted_capability {
    /// `lock`
    pub const LOCK: &str = "lock";
    /// `thermostat`
    pub const THERMOSTAT: &str = "thermostat";
    /// `noise_sensor`
    pub const NOISE_SENSOR: &str = "noise_sensor";
    /// `access_control`
    pub const ACCESS_CONTROL: &str = "access_control";
    /// `camera`
    pub const CAMERA: &str = "camera";
}

/// Known values of `accepted_provider`. Seam may add others.
pub mod accepted_provider {
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
    /// `yale_access`
    pub const YALE_ACCESS: &str = "yale_access";
    /// `hid_cm`
    pub const HID_CM: &str = "hid_cm";
    /// `google_nest`
    pub const GOOGLE_NEST: &str = "google_nest";
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
    /// `internal_beta`
    pub const INTERNAL_BETA: &str = "internal_beta";
}

/// Known values of `device_selection_mode`. Seam may add others.
pub mod device_selection_mode {
    /// `none`
    pub const NONE: &str = "none";
    /// `single`
    pub const SINGLE: &str = "single";
    /// `multiple`
    pub const MULTIPLE: &str = "multiple";
}

/// Known values of `status`. Seam may add others.
pub mod status {
    /// `pending`
    pub const PENDING: &str = "pending";
    /// `failed`
    pub const FAILED: &str = "failed";
    /// `authorized`
    pub const AUTHORIZED: &str = "authorized";
}
