//! Spaces: rooms, buildings and other places, with their devices and entrances.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/spaces).
//!
//! ```no_run
//! use seam_client::spaces;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let device_id = "";
//! let space = seam.spaces().create(spaces::Create::new("Lobby").device_ids(&[device_id]))?;
//! println!("{}", space.space_id);
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::access_methods::AccessMethod;
use crate::acs::entrances::AcsEntrance;
use crate::acs::systems::AcsSystem;
use crate::connected_accounts::ConnectedAccount;
use crate::devices::Device;
use crate::endpoint::{at_least_one, endpoint, object, one_of};
use crate::response::response;
use crate::{Error, Pages, Seam};

/// The endpoints of `/spaces`, returned by [`Seam::spaces`].
#[derive(Clone, Copy, Debug)]
pub struct Spaces<'a> {
    seam: &'a Seam,
}

impl<'a> Spaces<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Puts entrances into a space.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/spaces/add_acs_entrances).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn add_acs_entrances(&self, request: AddAcsEntrances<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Records that a connected account belongs to a space.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/spaces/add_connected_account).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn add_connected_account(&self, request: AddConnectedAccount<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Puts devices into a space.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/spaces/add_devices).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn add_devices(&self, request: AddDevices<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Creates a space, with its devices and entrances.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/spaces/create).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn create(&self, request: Create<'_>) -> Result<Space, Error> {
        self.seam.call(&request)
    }

    /// Deletes a space, but not the devices in it.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/spaces/delete).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Looks up a space by its ID or your own key.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/spaces/get).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if not exactly one of `space_id` and `space_key` is set; otherwise any
    /// other variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<Space, Error> {
        self.seam.call(&request)
    }

    /// Returns what belongs to spaces, such as their devices, entrances and accounts.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/spaces/get_related).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if none of `space_ids`, `space_keys`, `exclude` and `include` is set;
    /// otherwise any other variant of [`Error`].
    pub fn get_related(&self, request: GetRelated<'_>) -> Result<Related, Error> {
        self.seam.call(&request)
    }

    /// Lists spaces.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/spaces/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<Space>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }

    /// Takes entrances out of a space.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/spaces/remove_acs_entrances).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn remove_acs_entrances(&self, request: RemoveAcsEntrances<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Records that a connected account no longer belongs to a space.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/spaces/remove_connected_account).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn remove_connected_account(
        &self,
        request: RemoveConnectedAccount<'_>,
    ) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Takes devices out of a space.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/spaces/remove_devices).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn remove_devices(&self, request: RemoveDevices<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Changes a space, or replaces its devices or entrances.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/spaces/update).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<Space, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`add_acs_entrances`](Spaces::add_acs_entrances).
    pub struct AddAcsEntrances<'a>(
        /// The space's ID.
        space_id: &'a str,
        /// IDs of the entrances to add.
        acs_entrance_ids: &'a [&'a str],
    ) {}
    post "/spaces/add_acs_entrances";
    idempotent;
}

endpoint! {
    /// The request of [`add_connected_account`](Spaces::add_connected_account).
    pub struct AddConnectedAccount<'a>(
        /// The space's ID.
        space_id: &'a str,
        /// ID of the connected account to add.
        connected_account_id: &'a str,
    ) {}
    post "/spaces/add_connected_account";
    idempotent;
}

endpoint! {
    /// The request of [`add_devices`](Spaces::add_devices).
    pub struct AddDevices<'a>(
        /// The space's ID.
        space_id: &'a str,
        /// IDs of the devices to add.
        device_ids: &'a [&'a str],
    ) {}
    post "/spaces/add_devices";
    idempotent;
}

endpoint! {
    /// The request of [`create`](Spaces::create).
    pub struct Create<'a>(
        /// The space's name.
        name: &'a str,
    ) {
        /// IDs of the entrances in the space.
        acs_entrance_ids: &'a [&'a str],
        /// IDs of the connected accounts that belong to the space.
        connected_account_ids: &'a [&'a str],
        /// Defaults for stays in the space.
        customer_data: &'a CustomerDefaults<'a>,
        /// Your own key for the customer who owns the space.
        customer_key: &'a str,
        /// IDs of the devices in the space.
        device_ids: &'a [&'a str],
        /// Your own key for the space; no other in the workspace has it.
        space_key: &'a str,
    }
    post "/spaces/create";
    response "space": Space;
}

endpoint! {
    /// The request of [`delete`](Spaces::delete).
    pub struct Delete<'a>(
        /// The space's ID.
        space_id: &'a str,
    ) {}
    post "/spaces/delete";
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`get`](Spaces::get).
    pub struct Get<'a> {
        /// The space's ID.
        space_id: &'a str,
        /// Your own key for the space, instead of its ID.
        space_key: &'a str,
    }
    post "/spaces/get";
    response "space": Space;
    idempotent;
    validate |request, _| one_of(request, &["space_id", "space_key"]);
}

endpoint! {
    /// The request of [`get_related`](Spaces::get_related).
    pub struct GetRelated<'a> {
        /// Kinds of resources not to return, such as `devices`. Known values: [`exclude`].
        exclude: &'a [&'a str],
        /// Kinds of resources to return, such as `devices`; all by default. Known values:
        /// [`mod@include`].
        include: &'a [&'a str],
        /// IDs of the spaces.
        space_ids: &'a [&'a str],
        /// Your own keys for the spaces.
        space_keys: &'a [&'a str],
    }
    post "/spaces/get_related";
    response "batch": Related;
    idempotent;
    validate |request, _| {
        at_least_one(request, &[
            "space_ids",
            "space_keys",
            "exclude",
            "include",
        ])
    };
}

endpoint! {
    /// The request of [`list`](Spaces::list).
    pub struct List<'a> {
        /// Only the spaces of this customer, by your own key.
        customer_key: &'a str,
        /// At most this many spaces in a response; 500 by default.
        limit: i64,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the spaces whose name, `space_key` or customer contains this text.
        search: &'a str,
        /// Only the space with this key (yours).
        space_key: &'a str,
    }
    post "/spaces/list";
    response "spaces": Vec<Space>;
    pages;
    idempotent;
}

endpoint! {
    /// The request of [`remove_acs_entrances`](Spaces::remove_acs_entrances).
    pub struct RemoveAcsEntrances<'a>(
        /// The space's ID.
        space_id: &'a str,
        /// IDs of the entrances to remove.
        acs_entrance_ids: &'a [&'a str],
    ) {}
    post "/spaces/remove_acs_entrances";
    idempotent;
}

endpoint! {
    /// The request of [`remove_connected_account`](Spaces::remove_connected_account).
    pub struct RemoveConnectedAccount<'a>(
        /// The space's ID.
        space_id: &'a str,
        /// ID of the connected account to remove.
        connected_account_id: &'a str,
    ) {}
    post "/spaces/remove_connected_account";
    idempotent;
}

endpoint! {
    /// The request of [`remove_devices`](Spaces::remove_devices).
    pub struct RemoveDevices<'a>(
        /// The space's ID.
        space_id: &'a str,
        /// IDs of the devices to remove.
        device_ids: &'a [&'a str],
    ) {}
    post "/spaces/remove_devices";
    idempotent;
}

endpoint! {
    /// The request of [`update`](Spaces::update).
    pub struct Update<'a> {
        /// IDs of all entrances in the space: they replace the previous ones.
        acs_entrance_ids: &'a [&'a str],
        /// Defaults for stays in the space; those that you don't set stay as they are.
        customer_data: &'a CustomerDefaults<'a>,
        /// IDs of all devices in the space: they replace the previous ones.
        device_ids: &'a [&'a str],
        /// The space's name.
        name: &'a str,
        /// The space's ID.
        space_id: &'a str,
        /// Your own key for the space.
        space_key: &'a str,
    }
    post "/spaces/update";
    response "space": Space;
    idempotent;
}

object! {
    /// Defaults for stays in a space.
    pub struct CustomerDefaults<'a> {
        /// Postal address; `None` unsets it.
        address: Option<&'a str>,
        /// Check-in time unless a reservation has its own, such as `15:00`; `None` unsets it.
        default_checkin_time: Option<&'a str>,
        /// Check-out time unless a reservation has its own, such as `11:00`; `None` unsets it.
        default_checkout_time: Option<&'a str>,
        /// Time zone by its IANA name, such as `Europe/Berlin`; `None` unsets it.
        time_zone: Option<&'a str>,
    }
}

response! {
    /// A space: devices and entrances that belong together, such as a room or a building.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/spaces).
    pub struct Space {
        /// How many entrances it has.
        pub acs_entrance_count: Option<i64>,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Defaults for stays in the space.
        pub customer_data: Option<Box<CustomerData>>,
        /// Your own key for the customer.
        pub customer_key: Option<String>,
        /// How many devices it has.
        pub device_count: Option<i64>,
        /// Name to show to users.
        pub display_name: String,
        /// Coordinates of the space.
        pub geolocation: Option<Box<Geolocation>>,
        /// Its name.
        pub name: String,
        /// The space's ID.
        pub space_id: String,
        /// Your own key for the space.
        pub space_key: Option<String>,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}

response! {
    /// What belongs to the spaces, a list for each kind.
    pub struct Related {
        /// The access methods.
        pub access_methods: Option<Vec<AccessMethod>>,
        /// The entrances.
        pub acs_entrances: Option<Vec<AcsEntrance>>,
        /// The access systems.
        pub acs_systems: Option<Vec<AcsSystem>>,
        /// The connected accounts.
        pub connected_accounts: Option<Vec<ConnectedAccount>>,
        /// The devices.
        pub devices: Option<Vec<Device>>,
        /// The spaces.
        pub spaces: Option<Vec<Space>>,
    }
}

response! {
    /// Defaults for stays in a space.
    pub struct CustomerData {
        /// Street address.
        pub address: Option<String>,
        /// Time of day at which guests check in, such as `15:00`, unless a reservation differs.
        pub default_checkin_time: Option<String>,
        /// Time of day at which guests check out, such as `11:00`, unless a reservation differs.
        pub default_checkout_time: Option<String>,
        /// Time zone, as an IANA name such as `America/New_York`.
        pub time_zone: Option<String>,
    }
}

response! {
    /// Geographic coordinates.
    pub struct Geolocation {
        /// Degrees north of the equator; negative in the south.
        pub latitude: f64,
        /// Degrees east of Greenwich; negative in the west.
        pub longitude: f64,
    }
}

/// Known values of `exclude`. Seam may add others.
pub mod exclude {
    /// `spaces`
    pub const SPACES: &str = "spaces";
    /// `devices`
    pub const DEVICES: &str = "devices";
    /// `acs_entrances`
    pub const ACS_ENTRANCES: &str = "acs_entrances";
    /// `connected_accounts`
    pub const CONNECTED_ACCOUNTS: &str = "connected_accounts";
    /// `acs_systems`
    pub const ACS_SYSTEMS: &str = "acs_systems";
    /// `access_methods`
    pub const ACCESS_METHODS: &str = "access_methods";
}

/// Known values of `include`. Seam may add others.
pub mod include {
    /// `spaces`
    pub const SPACES: &str = "spaces";
    /// `devices`
    pub const DEVICES: &str = "devices";
    /// `acs_entrances`
    pub const ACS_ENTRANCES: &str = "acs_entrances";
    /// `connected_accounts`
    pub const CONNECTED_ACCOUNTS: &str = "connected_accounts";
    /// `acs_systems`
    pub const ACS_SYSTEMS: &str = "acs_systems";
    /// `access_methods`
    pub const ACCESS_METHODS: &str = "access_methods";
}
