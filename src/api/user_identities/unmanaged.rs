//! User identities that Seam knows but does not manage.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/user_identities/unmanaged).
//!
//! ```no_run
//! use seam_client::user_identities::unmanaged;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! for user in seam.user_identities().unmanaged().list(unmanaged::List::new())? {
//!     println!("{}", user.user_identity_id);
//! }
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::{Time, endpoint};
use crate::issue::Issue;
use crate::response::response;
use crate::{Error, Pages, Seam};

/// The endpoints of `/user_identities/unmanaged`, returned by
/// [`UserIdentities::unmanaged`](crate::user_identities::UserIdentities::unmanaged).
#[derive(Clone, Copy, Debug)]
pub struct Unmanaged<'a> {
    seam: &'a Seam,
}

impl<'a> Unmanaged<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Looks up an unmanaged user identity by its ID.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/user_identities/unmanaged/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<UnmanagedUserIdentity, Error> {
        self.seam.call(&request)
    }

    /// Lists user identities that Seam does not manage.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/user_identities/unmanaged/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<UnmanagedUserIdentity>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }

    /// Puts a user identity under Seam's management. This call cannot undo it.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/user_identities/unmanaged/update).
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
    pub struct Get<'a>(
        /// The user identity's ID.
        user_identity_id: &'a str,
    ) {}
    post "/user_identities/unmanaged/get";
    response "user_identity": UnmanagedUserIdentity;
    idempotent;
}

endpoint! {
    /// The request of [`list`](Unmanaged::list).
    pub struct List<'a> {
        /// Only the user identities added to Seam before this time, in ISO 8601.
        created_before: Time<'a>,
        /// At most this many user identities in a response; 500 by default.
        limit: i64,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the user identities whose name, phone, email address or ID contains this text.
        search: &'a str,
    }
    post "/user_identities/unmanaged/list";
    response "user_identities": Vec<UnmanagedUserIdentity>;
    pages;
    idempotent;
}

endpoint! {
    /// The request of [`update`](Unmanaged::update).
    pub struct Update<'a>(
        /// The user identity's ID.
        user_identity_id: &'a str,
        /// Must be true: Seam then manages it.
        is_managed: bool,
    ) {
        /// Your own key for the user identity; by default it keeps the one that it has.
        user_identity_key: &'a str,
    }
    post "/user_identities/unmanaged/update";
    idempotent;
}

response! {
    /// A user identity that Seam does not manage.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/user_identities/unmanaged).
    pub struct UnmanagedUserIdentity {
        /// IDs of the ACS users.
        pub acs_user_ids: Vec<String> = empty,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Name to show to users.
        pub display_name: String,
        /// Email address.
        pub email_address: Option<String>,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
        /// Full name.
        pub full_name: Option<String>,
        /// Phone number, in E.164, such as `+15555550100`.
        pub phone_number: Option<String>,
        /// The user identity's ID.
        pub user_identity_id: String,
        /// Current warnings; empty if there are none.
        pub warnings: Vec<Issue> = empty,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}
