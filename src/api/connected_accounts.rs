//! Connected accounts: users' accounts with providers, through which Seam reaches devices.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/connected_accounts).
//!
//! ```no_run
//! use seam_client::connected_accounts;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! for account in seam.connected_accounts().list(connected_accounts::List::new())? {
//!     println!("{}: {} errors", account.account_type_display_name, account.errors.len());
//! }
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::{Fields, endpoint, one_of};
use crate::issue::Issue;
use crate::response::{Metadata, response};
use crate::{Error, Pages, Seam, Secret};

pub mod simulate;

/// The endpoints of `/connected_accounts`, returned by [`Seam::connected_accounts`].
#[derive(Clone, Copy, Debug)]
pub struct ConnectedAccounts<'a> {
    seam: &'a Seam,
}

impl<'a> ConnectedAccounts<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Simulated failures of connected accounts, for tests in a sandbox workspace.
    pub fn simulate(&self) -> simulate::Simulate<'a> {
        simulate::Simulate::new(self.seam)
    }

    /// Deletes a connected account and its devices from Seam. Access codes remain on the locks.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/connected_accounts/delete).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Looks up a connected account by its ID or email address.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/connected_accounts/get).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if not exactly one of `connected_account_id` and `email` is set;
    /// otherwise any other variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<ConnectedAccount, Error> {
        self.seam.call(&request)
    }

    /// Lists connected accounts.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/connected_accounts/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<ConnectedAccount>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }

    /// Asks Seam to fetch an account's devices and systems again. This call does not wait for it.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/connected_accounts/sync).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn sync(&self, request: Sync<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Changes an account's name, customer, metadata or capabilities.
    ///
    /// Returns `None` if the response has no `connected_account`.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/connected_accounts/update).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<Option<ConnectedAccount>, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`delete`](ConnectedAccounts::delete).
    pub struct Delete<'a>(
        /// The connected account's ID.
        connected_account_id: &'a str,
    ) {}
    post "/connected_accounts/delete";
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`get`](ConnectedAccounts::get).
    pub struct Get<'a> {
        /// The connected account's ID.
        connected_account_id: &'a str,
        /// Email address of the account, instead of its ID.
        email: &'a str,
    }
    post "/connected_accounts/get";
    response "connected_account": ConnectedAccount;
    idempotent;
    validate |request, _| one_of(request, &["connected_account_id", "email"]);
}

endpoint! {
    /// The request of [`list`](ConnectedAccounts::list).
    pub struct List<'a> {
        /// Only the connected accounts whose custom metadata contains all these pairs.
        custom_metadata_has: &'a dyn Fields,
        /// Only the connected accounts of this customer, by your own key.
        customer_key: &'a str,
        /// At most this many connected accounts in a response; 11,000 by default.
        limit: i64,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the accounts whose ID, type, customer, metadata or user contains this text.
        search: &'a str,
        /// Only the connected accounts of this space.
        space_id: &'a str,
        /// Only the connected accounts of this user, by your own ID.
        user_identifier_key: &'a str,
    }
    post "/connected_accounts/list";
    response "connected_accounts": Vec<ConnectedAccount>;
    pages;
    idempotent;
}

endpoint! {
    /// The request of [`sync`](ConnectedAccounts::sync).
    pub struct Sync<'a>(
        /// The connected account's ID.
        connected_account_id: &'a str,
    ) {}
    post "/connected_accounts/sync";
    idempotent;
}

endpoint! {
    /// The request of [`update`](ConnectedAccounts::update).
    pub struct Update<'a>(
        /// The connected account's ID.
        connected_account_id: &'a str,
    ) {
        /// Kinds of devices that may be connected, such as `lock` or `thermostat`. Known values:
        /// [`accepted_capability`].
        accepted_capabilities: &'a [&'a str],
        /// Whether Seam manages devices that are added to the account later.
        automatically_manage_new_devices: bool,
        /// Your own data, replacing all there is: up to 50 pairs of a name and a text or boolean.
        custom_metadata: &'a dyn Fields,
        /// Your own key for the customer to move the account to; it must not have one yet.
        customer_key: &'a str,
        /// Name to show for the account in Seam's dashboard.
        display_name: &'a str,
    }
    post "/connected_accounts/update";
    response "connected_account", optional: ConnectedAccount;
    idempotent;
}

response! {
    /// A connected account: a user's account with a provider that Seam may use.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/connected_accounts).
    pub struct ConnectedAccount {
        /// Kinds of devices that may be connected, such as `lock` or `thermostat`. Known values:
        /// [`accepted_capability`].
        pub accepted_capabilities: Vec<String> = empty,
        /// Kind of account, such as `salto_space`.
        pub account_type: Option<String>,
        /// Display name of `account_type`.
        pub account_type_display_name: String,
        /// Whether Seam automatically manages the account's new devices.
        pub automatically_manage_new_devices: bool,
        /// The connected account's ID.
        pub connected_account_id: String,
        /// When it was created, in ISO 8601.
        pub created_at: Option<String>,
        /// Your own data: names with text or boolean values.
        pub custom_metadata: Metadata = empty,
        /// Your own key for the customer.
        pub customer_key: Option<String>,
        /// Time of day at which guests check in, such as `15:00`, unless a reservation differs.
        pub default_checkin_time: Option<String>,
        /// Time of day at which guests check out, such as `11:00`, unless a reservation differs.
        pub default_checkout_time: Option<String>,
        /// Name to show to users.
        pub display_name: Option<String>,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
        /// Platform that the iCal feed comes from, such as `airbnb`; `unknown` if Seam cannot tell.
        pub ical_feed_origin: Option<String>,
        /// URL of the account's iCal feed.
        pub ical_url: Option<Secret>,
        /// URL of a picture or logo of it.
        pub image_url: Option<String>,
        /// Time zone, as an IANA name such as `America/New_York`.
        pub time_zone: Option<String>,
        /// How the provider knows the account's owner.
        #[deprecated(note = "use `display_name`")]
        pub user_identifier: Option<Box<UserIdentifier>>,
        /// Current warnings; empty if there are none.
        pub warnings: Vec<Issue> = empty,
    }
}

response! {
    /// How a provider knows the owner of an account.
    pub struct UserIdentifier {
        /// URL of the provider's API.
        pub api_url: Option<String>,
        /// Email address.
        pub email: Option<String>,
        /// Whether the identifier is exclusive to the account.
        pub exclusive: Option<bool>,
        /// Phone number.
        pub phone: Option<String>,
        /// User name.
        pub username: Option<String>,
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
