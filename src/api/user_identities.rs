//! User identities: your users, who have access to devices and entrances.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/user_identities).
//!
//! ```no_run
//! use seam_client::user_identities;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let device_id = "";
//! let jane = seam
//!     .user_identities()
//!     .create(user_identities::Create::new().user_identity_key("jane").full_name("Jane Doe"))?;
//! seam.user_identities().grant_access_to_device(user_identities::GrantAccessToDevice::new(
//!     &jane.user_identity_id,
//!     device_id,
//! ))?;
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::acs::entrances::AcsEntrance;
use crate::acs::systems::AcsSystem;
use crate::acs::users::AcsUser;
use crate::devices::Device;
use crate::endpoint::{Time, at_least_one, endpoint, one_of};
use crate::instant_keys::InstantKey;
use crate::issue::Issue;
use crate::response::response;
use crate::{Error, Pages, Seam};

pub mod unmanaged;

/// The endpoints of `/user_identities`, returned by [`Seam::user_identities`].
#[derive(Clone, Copy, Debug)]
pub struct UserIdentities<'a> {
    seam: &'a Seam,
}

impl<'a> UserIdentities<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// User identities that Seam knows but does not manage.
    pub fn unmanaged(&self) -> unmanaged::Unmanaged<'a> {
        unmanaged::Unmanaged::new(self.seam)
    }

    /// Links an ACS user to a user identity. A new `user_identity_key` creates the user identity.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/user_identities/add_acs_user).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `user_identity_id` nor `user_identity_key` is set; otherwise
    /// any other variant of [`Error`].
    pub fn add_acs_user(&self, request: AddAcsUser<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Adds a user identity, which stands for one user of your app.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/user_identities/create).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn create(&self, request: Create<'_>) -> Result<UserIdentity, Error> {
        self.seam.call(&request)
    }

    /// Deletes a user identity with its credentials, ACS users and client sessions.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/user_identities/delete).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Creates an Instant Key for a user identity. Whoever has its URL can use it.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/user_identities/generate_instant_key).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn generate_instant_key(
        &self,
        request: GenerateInstantKey<'_>,
    ) -> Result<InstantKey, Error> {
        self.seam.call(&request)
    }

    /// Looks up a user identity by its ID or your own key.
    ///
    /// Requires an API key, a personal access token or a customer's client session. If the response
    /// is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/user_identities/get).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if not exactly one of `user_identity_id` and `user_identity_key` is set;
    /// otherwise any other variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<UserIdentity, Error> {
        self.seam.call(&request)
    }

    /// Allows a user identity to use a device.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/user_identities/grant_access_to_device).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn grant_access_to_device(&self, request: GrantAccessToDevice<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Lists user identities.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/user_identities/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<UserIdentity>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }

    /// Lists the devices that a user identity can use, by itself or by access grants.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/user_identities/list_accessible_devices).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list_accessible_devices(
        &self,
        request: ListAccessibleDevices<'_>,
    ) -> Result<Vec<Device>, Error> {
        self.seam.call(&request)
    }

    /// Lists the entrances that a user identity can open, by access grants or as an ACS user.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/user_identities/list_accessible_entrances).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list_accessible_entrances(
        &self,
        request: ListAccessibleEntrances<'_>,
    ) -> Result<Vec<AcsEntrance>, Error> {
        self.seam.call(&request)
    }

    /// Lists the access systems in which a user identity is a user.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/user_identities/list_acs_systems).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list_acs_systems(&self, request: ListAcsSystems<'_>) -> Result<Vec<AcsSystem>, Error> {
        self.seam.call(&request)
    }

    /// Lists the ACS users of a user identity.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/user_identities/list_acs_users).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list_acs_users(&self, request: ListAcsUsers<'_>) -> Result<Vec<AcsUser>, Error> {
        self.seam.call(&request)
    }

    /// Merges user identities into one. Merging them again changes nothing.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// Seam does not document this endpoint, but its SDKs call it.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if not exactly one of `user_identity_id` and `user_identity_key` is set,
    /// or if not exactly one of `merged_user_identity_ids` and `merged_user_identity_keys` is set;
    /// otherwise any other variant of [`Error`].
    pub fn merge(&self, request: Merge<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Unlinks an ACS user from its user identity.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/user_identities/remove_acs_user).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn remove_acs_user(&self, request: RemoveAcsUser<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Ends a user identity's access to a device.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/user_identities/revoke_access_to_device).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn revoke_access_to_device(&self, request: RevokeAccessToDevice<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Changes a user identity.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/user_identities/update).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`add_acs_user`](UserIdentities::add_acs_user).
    pub struct AddAcsUser<'a>(
        /// The ACS user's ID.
        acs_user_id: &'a str,
    ) {
        /// The user identity's ID.
        user_identity_id: &'a str,
        /// Your own key for the user identity, instead of its ID; created if there is none.
        user_identity_key: &'a str,
    }
    post "/user_identities/add_acs_user";
    idempotent;
    validate |request, _| at_least_one(request, &["user_identity_id", "user_identity_key"]);
}

endpoint! {
    /// The request of [`create`](UserIdentities::create).
    pub struct Create<'a> {
        /// IDs of access systems in which to link the ACS user with the same email or phone, or
        /// create one.
        acs_system_ids: &'a [&'a str],
        /// The user's email address; it must be unique.
        email_address: &'a str,
        /// The user's full name.
        full_name: &'a str,
        /// The user's phone number, in E.164 format, such as `+15555550100`; it must be unique.
        phone_number: &'a str,
        /// Your own key for the user identity, unique in the workspace.
        user_identity_key: &'a str,
    }
    post "/user_identities/create";
    response "user_identity": UserIdentity;
}

endpoint! {
    /// The request of [`delete`](UserIdentities::delete).
    pub struct Delete<'a>(
        /// The user identity's ID.
        user_identity_id: &'a str,
    ) {}
    post "/user_identities/delete";
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`generate_instant_key`](UserIdentities::generate_instant_key).
    pub struct GenerateInstantKey<'a>(
        /// The user identity's ID.
        user_identity_id: &'a str,
    ) {
        /// ID of the profile that sets how the Instant Key looks.
        customization_profile_id: &'a str,
        /// How many times the Instant Key can be used; once by default.
        max_use_count: i64,
    }
    post "/user_identities/generate_instant_key";
    response "instant_key": InstantKey;
}

endpoint! {
    /// The request of [`get`](UserIdentities::get).
    pub struct Get<'a> {
        /// The user identity's ID.
        user_identity_id: &'a str,
        /// Your own key for the user identity, instead of its ID.
        user_identity_key: &'a str,
    }
    post "/user_identities/get";
    response "user_identity": UserIdentity;
    idempotent;
    validate |request, _| one_of(request, &["user_identity_id", "user_identity_key"]);
}

endpoint! {
    /// The request of [`grant_access_to_device`](UserIdentities::grant_access_to_device).
    pub struct GrantAccessToDevice<'a>(
        /// The user identity's ID.
        user_identity_id: &'a str,
        /// ID of the device, which Seam must manage.
        device_id: &'a str,
    ) {}
    post "/user_identities/grant_access_to_device";
    idempotent;
}

endpoint! {
    /// The request of [`list`](UserIdentities::list).
    pub struct List<'a> {
        /// Only the user identities added to Seam before this time, in ISO 8601.
        created_before: Time<'a>,
        /// Only the user identities of this credential manager.
        credential_manager_acs_system_id: &'a str,
        /// At most this many user identities in a response; 500 by default.
        limit: i64,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the user identities whose name, phone, email address or ID contains this text.
        search: &'a str,
        /// Only the user identities with these IDs.
        user_identity_ids: &'a [&'a str],
    }
    post "/user_identities/list";
    response "user_identities": Vec<UserIdentity>;
    pages;
    idempotent;
}

endpoint! {
    /// The request of [`list_accessible_devices`](UserIdentities::list_accessible_devices).
    pub struct ListAccessibleDevices<'a>(
        /// The user identity's ID.
        user_identity_id: &'a str,
    ) {}
    post "/user_identities/list_accessible_devices";
    response "devices": Vec<Device>;
    idempotent;
}

endpoint! {
    /// The request of [`list_accessible_entrances`](UserIdentities::list_accessible_entrances).
    pub struct ListAccessibleEntrances<'a>(
        /// The user identity's ID.
        user_identity_id: &'a str,
    ) {}
    post "/user_identities/list_accessible_entrances";
    response "acs_entrances": Vec<AcsEntrance>;
    idempotent;
}

endpoint! {
    /// The request of [`list_acs_systems`](UserIdentities::list_acs_systems).
    pub struct ListAcsSystems<'a>(
        /// The user identity's ID.
        user_identity_id: &'a str,
    ) {}
    post "/user_identities/list_acs_systems";
    response "acs_systems": Vec<AcsSystem>;
    idempotent;
}

endpoint! {
    /// The request of [`list_acs_users`](UserIdentities::list_acs_users).
    pub struct ListAcsUsers<'a>(
        /// The user identity's ID.
        user_identity_id: &'a str,
    ) {}
    post "/user_identities/list_acs_users";
    response "acs_users": Vec<AcsUser>;
    idempotent;
}

endpoint! {
    /// The request of [`merge`](UserIdentities::merge).
    pub struct Merge<'a> {
        /// IDs of the user identities to merge into it.
        merged_user_identity_ids: &'a [&'a str],
        /// Your own keys for the user identities to merge into it.
        merged_user_identity_keys: &'a [&'a str],
        /// ID of the user identity that remains.
        user_identity_id: &'a str,
        /// Your own key for the user identity that remains, instead of its ID.
        user_identity_key: &'a str,
    }
    post "/user_identities/merge";
    idempotent;
    validate |request, _| {
        one_of(request, &["user_identity_id", "user_identity_key"])?;
        one_of(request, &[
            "merged_user_identity_ids",
            "merged_user_identity_keys",
        ])
    };
}

endpoint! {
    /// The request of [`remove_acs_user`](UserIdentities::remove_acs_user).
    pub struct RemoveAcsUser<'a>(
        /// The user identity's ID.
        user_identity_id: &'a str,
        /// The ACS user's ID.
        acs_user_id: &'a str,
    ) {}
    post "/user_identities/remove_acs_user";
    idempotent;
}

endpoint! {
    /// The request of [`revoke_access_to_device`](UserIdentities::revoke_access_to_device).
    pub struct RevokeAccessToDevice<'a>(
        /// The user identity's ID.
        user_identity_id: &'a str,
        /// ID of the device, which Seam must manage.
        device_id: &'a str,
    ) {}
    post "/user_identities/revoke_access_to_device";
    idempotent;
}

endpoint! {
    /// The request of [`update`](UserIdentities::update).
    pub struct Update<'a>(
        /// The user identity's ID.
        user_identity_id: &'a str,
    ) {
        /// The user's email address; `None` unsets it.
        email_address: Option<&'a str>,
        /// The user's full name; `None` unsets it.
        full_name: Option<&'a str>,
        /// The user's phone number, in E.164 format, such as `+15555550100`; `None` unsets it.
        phone_number: Option<&'a str>,
        /// Your own key for the user identity; `None` unsets it.
        user_identity_key: Option<&'a str>,
    }
    post "/user_identities/update";
    idempotent;
}

response! {
    /// A user identity: one user of your app.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/user_identities).
    pub struct UserIdentity {
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
        /// Your own key for the user.
        pub user_identity_key: Option<String>,
        /// Current warnings; empty if there are none.
        pub warnings: Vec<Issue> = empty,
        /// The workspace's ID.
        pub workspace_id: String,
        /// IDs of the merged user identities.
        pub merged_user_identity_ids: Option<Vec<String>>,
        /// Your own keys for the merged user identities.
        pub merged_user_identity_keys: Option<Vec<String>>,
    }
}
