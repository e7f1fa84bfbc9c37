//! Smart locks: list, lock, unlock and configure them.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/locks).
//!
//! ```no_run
//! use seam_client::locks;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! let locks = seam.locks().list(locks::List::new().search("Front door"))?;
//! if let Some(lock) = locks.first() {
//!     // Sends the request once, and waits until the lock is unlocked.
//!     seam.run(&locks::UnlockDoor::new(&lock.device_id))?;
//!     println!("{} is unlocked", lock.display_name);
//! }
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::action_attempts::ActionAttempt;
use crate::devices::Device;
use crate::endpoint::{Fields, Time, at_least_one, endpoint};
use crate::{Error, Pages, Seam};

pub mod simulate;

/// The endpoints of `/locks`, returned by [`Seam::locks`].
#[derive(Clone, Copy, Debug)]
pub struct Locks<'a> {
    seam: &'a Seam,
}

impl<'a> Locks<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Simulated keypads of locks, for tests in a sandbox workspace.
    pub fn simulate(&self) -> simulate::Simulate<'a> {
        simulate::Simulate::new(self.seam)
    }

    /// Sets whether, and after how many seconds, a lock locks itself.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/locks/configure_auto_lock).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn configure_auto_lock(
        &self,
        request: ConfigureAutoLock<'_>,
    ) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Looks up a lock by its ID or name.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/locks/get).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `device_id` nor `name` is set; otherwise any other variant of
    /// [`Error`].
    #[deprecated(note = "use `devices().get`, which takes the same parameters")]
    pub fn get(&self, request: Get<'_>) -> Result<Device, Error> {
        self.seam.call(&request)
    }

    /// Lists locks.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/locks/list).
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

    /// Locks a lock. Outside a sandbox, a real bolt moves; the action attempt tells when it is
    /// done.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/locks/lock_door).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn lock_door(&self, request: LockDoor<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Unlocks a lock. Outside a sandbox, a real door unlocks; the action attempt tells when it is
    /// done.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/locks/unlock_door).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn unlock_door(&self, request: UnlockDoor<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`configure_auto_lock`](Locks::configure_auto_lock).
    pub struct ConfigureAutoLock<'a>(
        /// The lock's ID.
        device_id: &'a str,
        /// Whether the lock locks itself.
        auto_lock_enabled: bool,
    ) {
        /// How long after an unlock the lock locks itself: 1 to 60 seconds. Required to enable it.
        auto_lock_delay_seconds: i64,
    }
    post "/locks/configure_auto_lock";
    response "action_attempt": ActionAttempt;
}

endpoint! {
    /// The request of [`get`](Locks::get).
    pub struct Get<'a> {
        /// The lock's ID.
        device_id: &'a str,
        /// The lock's name, instead of its ID.
        name: &'a str,
    }
    post "/locks/get";
    response "device": Device;
    idempotent;
    validate |request, _| at_least_one(request, &["device_id", "name"]);
}

endpoint! {
    /// The request of [`list`](Locks::list).
    pub struct List<'a> {
        /// Only the locks of this Connect Webview.
        connect_webview_id: &'a str,
        /// Only the locks of this connected account.
        connected_account_id: &'a str,
        /// Only the locks of these connected accounts.
        connected_account_ids: &'a [&'a str],
        /// Only the locks added to Seam before this time, in ISO 8601.
        created_before: Time<'a>,
        /// Only the locks whose custom metadata contains all these pairs.
        custom_metadata_has: &'a dyn Fields,
        /// Only the locks of this customer, by your own key.
        customer_key: &'a str,
        /// Only the locks with these IDs.
        device_ids: &'a [&'a str],
        /// Only the locks of this type. Known values: [`device_type`].
        device_type: &'a str,
        /// Only the locks of these types, such as `august_lock`. Known values: [`device_type`].
        device_types: &'a [&'a str],
        /// At most this many locks in a response; 500 by default.
        limit: i64,
        /// Only the locks of this manufacturer. Known values: [`manufacturer`].
        manufacturer: &'a str,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the locks with this text in their name, metadata or location, or in an ID (from 4
        /// characters).
        search: &'a str,
        /// Only the locks in this space.
        space_id: &'a str,
        /// Only the locks at this location.
        #[deprecated(note = "use `space_id`")]
        unstable_location_id: &'a str,
        /// Only the locks of this user, by your own ID.
        user_identifier_key: &'a str,
    }
    post "/locks/list";
    response "devices": Vec<Device>;
    pages;
    idempotent;
}

endpoint! {
    /// The request of [`lock_door`](Locks::lock_door).
    pub struct LockDoor<'a>(
        /// The lock's ID.
        device_id: &'a str,
    ) {}
    post "/locks/lock_door";
    response "action_attempt": ActionAttempt;
}

endpoint! {
    /// The request of [`unlock_door`](Locks::unlock_door).
    pub struct UnlockDoor<'a>(
        /// The lock's ID.
        device_id: &'a str,
    ) {}
    post "/locks/unlock_door";
    response "action_attempt": ActionAttempt;
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
}

/// Known values of `manufacturer`. Seam may add others.
pub mod manufacturer {
    /// `akuvox`
    pub const AKUVOX: &str = "akuvox";
    /// `august`
    pub const AUGUST: &str = "august";
    /// `brivo`
    pub const BRIVO: &str = "brivo";
    /// `butterflymx`
    pub const BUTTERFLYMX: &str = "butterflymx";
    /// `avigilon_alta`
    pub const AVIGILON_ALTA: &str = "avigilon_alta";
    /// `doorking`
    pub const DOORKING: &str = "doorking";
    /// `genie`
    pub const GENIE: &str = "genie";
    /// `igloo`
    pub const IGLOO: &str = "igloo";
    /// `linear`
    pub const LINEAR: &str = "linear";
    /// `lockly`
    pub const LOCKLY: &str = "lockly";
    /// `kwikset`
    pub const KWIKSET: &str = "kwikset";
    /// `nuki`
    pub const NUKI: &str = "nuki";
    /// `salto`
    pub const SALTO: &str = "salto";
    /// `schlage`
    pub const SCHLAGE: &str = "schlage";
    /// `seam`
    pub const SEAM: &str = "seam";
    /// `wyze`
    pub const WYZE: &str = "wyze";
    /// `yale`
    pub const YALE: &str = "yale";
    /// `two_n`
    pub const TWO_N: &str = "two_n";
    /// `controlbyweb`
    pub const CONTROLBYWEB: &str = "controlbyweb";
    /// `ttlock`
    pub const TTLOCK: &str = "ttlock";
    /// `igloohome`
    pub const IGLOOHOME: &str = "igloohome";
    /// `four_suites`
    pub const FOUR_SUITES: &str = "four_suites";
    /// `dormakaba_oracode`
    pub const DORMAKABA_ORACODE: &str = "dormakaba_oracode";
    /// `tedee`
    pub const TEDEE: &str = "tedee";
    /// `keyincode`
    pub const KEYINCODE: &str = "keyincode";
    /// `akiles`
    pub const AKILES: &str = "akiles";
    /// `korelock`
    pub const KORELOCK: &str = "korelock";
    /// `smartthings`
    pub const SMARTTHINGS: &str = "smartthings";
    /// `ultraloq`
    pub const ULTRALOQ: &str = "ultraloq";
    /// `omnitec`
    pub const OMNITEC: &str = "omnitec";
    /// `kisi`
    pub const KISI: &str = "kisi";
}
