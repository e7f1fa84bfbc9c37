//! Users of access systems: their data, their groups and their access.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/acs/users).
//!
//! ```no_run
//! use seam_client::acs::users;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let acs_system_id = "";
//! let user = seam
//!     .acs()
//!     .users()
//!     .create(users::Create::new("Jane Doe", acs_system_id).email_address("jane@example.com"))?;
//! seam.acs().users().suspend(users::Suspend::new().acs_user_id(&user.acs_user_id))?;
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::acs::entrances::AcsEntrance;
use crate::endpoint::{Time, at_least_one, endpoint, object};
use crate::issue::Issue;
use crate::response::{Lazy, response};
use crate::{Error, Pages, Seam};

/// The endpoints of `/acs/users`, returned by [`Acs::users`](crate::acs::Acs::users).
#[derive(Clone, Copy, Debug)]
pub struct Users<'a> {
    seam: &'a Seam,
}

impl<'a> Users<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Puts an ACS user into an access group.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/users/add_to_access_group).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn add_to_access_group(&self, request: AddToAccessGroup<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Adds a person to an access system, as an ACS user.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/users/create).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn create(&self, request: Create<'_>) -> Result<AcsUser, Error> {
        self.seam.call(&request)
    }

    /// Deletes an ACS user, whose credentials then stop working.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/users/delete).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `acs_user_id` nor `user_identity_id` is set, or if neither
    /// `acs_user_id` nor `acs_system_id` is set; otherwise any other variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Looks up an ACS user by its ID or its user identity.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/users/get).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `acs_user_id` nor `user_identity_id` is set; otherwise any
    /// other variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<AcsUser, Error> {
        self.seam.call(&request)
    }

    /// Lists ACS users.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/users/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<AcsUser>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }

    /// Lists the entrances that an ACS user can open.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/acs/users/list_accessible_entrances).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `acs_user_id` nor `user_identity_id` is set; otherwise any
    /// other variant of [`Error`].
    pub fn list_accessible_entrances(
        &self,
        request: ListAccessibleEntrances<'_>,
    ) -> Result<Vec<AcsEntrance>, Error> {
        self.seam.call(&request)
    }

    /// Takes an ACS user out of an access group.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/users/remove_from_access_group).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `acs_user_id` nor `user_identity_id` is set; otherwise any
    /// other variant of [`Error`].
    pub fn remove_from_access_group(
        &self,
        request: RemoveFromAccessGroup<'_>,
    ) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Removes an ACS user's access to every entrance.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/acs/users/revoke_access_to_all_entrances).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `acs_user_id` nor `user_identity_id` is set; otherwise any
    /// other variant of [`Error`].
    pub fn revoke_access_to_all_entrances(
        &self,
        request: RevokeAccessToAllEntrances<'_>,
    ) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Blocks an ACS user's access until you call `unsuspend`.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/users/suspend).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `acs_user_id` nor `user_identity_id` is set, or if neither
    /// `acs_user_id` nor `acs_system_id` is set; otherwise any other variant of [`Error`].
    pub fn suspend(&self, request: Suspend<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Restores the access of a suspended ACS user.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/users/unsuspend).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `acs_user_id` nor `user_identity_id` is set, or if neither
    /// `acs_user_id` nor `acs_system_id` is set; otherwise any other variant of [`Error`].
    pub fn unsuspend(&self, request: Unsuspend<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Changes an ACS user's data or access schedule.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/users/update).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `acs_user_id` nor `user_identity_id` is set, or if neither
    /// `acs_user_id` nor `acs_system_id` is set; otherwise any other variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`add_to_access_group`](Users::add_to_access_group).
    pub struct AddToAccessGroup<'a>(
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// The access group's ID.
        acs_access_group_id: &'a str,
    ) {}
    post "/acs/users/add_to_access_group";
    idempotent;
}

endpoint! {
    /// The request of [`create`](Users::create).
    pub struct Create<'a>(
        /// Full name.
        full_name: &'a str,
        /// ID of the access system to add the user to.
        acs_system_id: &'a str,
    ) {
        /// When the user has access.
        access_schedule: &'a CreateAccessSchedule<'a>,
        /// IDs of the access groups to put the user in.
        acs_access_group_ids: &'a [&'a str],
        /// Email address.
        #[deprecated(note = "use `email_address`")]
        email: &'a str,
        /// Email address.
        email_address: &'a str,
        /// Phone number in E.164 format, such as `+15555550100`.
        phone_number: &'a str,
        /// ID of the user identity to link with the user.
        user_identity_id: &'a str,
    }
    post "/acs/users/create";
    response "acs_user": AcsUser;
}

endpoint! {
    /// The request of [`delete`](Users::delete).
    pub struct Delete<'a> {
        /// The access system's ID; goes with `user_identity_id`.
        acs_system_id: &'a str,
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// The user identity's ID, instead of `acs_user_id`.
        user_identity_id: &'a str,
    }
    post "/acs/users/delete";
    idempotent, done on 404;
    validate |request, _| {
        at_least_one(request, &["acs_user_id", "user_identity_id"])?;
        at_least_one(request, &["acs_user_id", "acs_system_id"])
    };
}

endpoint! {
    /// The request of [`get`](Users::get).
    pub struct Get<'a> {
        /// The access system's ID; goes with `user_identity_id`.
        acs_system_id: &'a str,
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// The user identity's ID, instead of `acs_user_id`.
        user_identity_id: &'a str,
    }
    post "/acs/users/get";
    response "acs_user": AcsUser;
    idempotent;
    validate |request, _| at_least_one(request, &["acs_user_id", "user_identity_id"]);
}

endpoint! {
    /// The request of [`list`](Users::list).
    pub struct List<'a> {
        /// Only the users of this access system.
        acs_system_id: &'a str,
        /// Only the users added to Seam before this time, in ISO 8601.
        created_before: Time<'a>,
        /// At most this many users in a response; 500 by default.
        limit: i64,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the ACS users whose name, phone, email address or ID contains this text.
        search: &'a str,
        /// Only the users of the user identity with this email address.
        user_identity_email_address: &'a str,
        /// Only the users of this user identity.
        user_identity_id: &'a str,
        /// Only the users of the user identity with this phone number, in E.164 format.
        user_identity_phone_number: &'a str,
    }
    post "/acs/users/list";
    response "acs_users": Vec<AcsUser>;
    pages;
    idempotent;
}

endpoint! {
    /// The request of [`list_accessible_entrances`](Users::list_accessible_entrances).
    pub struct ListAccessibleEntrances<'a> {
        /// The access system's ID; goes with `user_identity_id`.
        acs_system_id: &'a str,
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// The user identity's ID, instead of `acs_user_id`.
        user_identity_id: &'a str,
    }
    post "/acs/users/list_accessible_entrances";
    response "acs_entrances": Vec<AcsEntrance>;
    idempotent;
    validate |request, _| at_least_one(request, &["acs_user_id", "user_identity_id"]);
}

endpoint! {
    /// The request of [`remove_from_access_group`](Users::remove_from_access_group).
    pub struct RemoveFromAccessGroup<'a>(
        /// The access group's ID.
        acs_access_group_id: &'a str,
    ) {
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// The user identity's ID, instead of `acs_user_id`.
        user_identity_id: &'a str,
    }
    post "/acs/users/remove_from_access_group";
    idempotent;
    validate |request, _| at_least_one(request, &["acs_user_id", "user_identity_id"]);
}

endpoint! {
    /// The request of [`revoke_access_to_all_entrances`](Users::revoke_access_to_all_entrances).
    pub struct RevokeAccessToAllEntrances<'a> {
        /// The access system's ID; goes with `user_identity_id`.
        acs_system_id: &'a str,
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// The user identity's ID, instead of `acs_user_id`.
        user_identity_id: &'a str,
    }
    post "/acs/users/revoke_access_to_all_entrances";
    idempotent;
    validate |request, _| at_least_one(request, &["acs_user_id", "user_identity_id"]);
}

endpoint! {
    /// The request of [`suspend`](Users::suspend).
    pub struct Suspend<'a> {
        /// The access system's ID; goes with `user_identity_id`.
        acs_system_id: &'a str,
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// The user identity's ID, instead of `acs_user_id`.
        user_identity_id: &'a str,
    }
    post "/acs/users/suspend";
    idempotent;
    validate |request, _| {
        at_least_one(request, &["acs_user_id", "user_identity_id"])?;
        at_least_one(request, &["acs_user_id", "acs_system_id"])
    };
}

endpoint! {
    /// The request of [`unsuspend`](Users::unsuspend).
    pub struct Unsuspend<'a> {
        /// The access system's ID; goes with `user_identity_id`.
        acs_system_id: &'a str,
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// The user identity's ID, instead of `acs_user_id`.
        user_identity_id: &'a str,
    }
    post "/acs/users/unsuspend";
    idempotent;
    validate |request, _| {
        at_least_one(request, &["acs_user_id", "user_identity_id"])?;
        at_least_one(request, &["acs_user_id", "acs_system_id"])
    };
}

endpoint! {
    /// The request of [`update`](Users::update).
    pub struct Update<'a> {
        /// When the user has access; `None` unsets it.
        access_schedule: Option<&'a UpdateAccessSchedule<'a>>,
        /// The access system's ID; goes with `user_identity_id`.
        acs_system_id: &'a str,
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// Email address.
        #[deprecated(note = "use `email_address`")]
        email: &'a str,
        /// Email address.
        email_address: &'a str,
        /// Full name.
        full_name: &'a str,
        /// ID of the user's HID access system.
        hid_acs_system_id: &'a str,
        /// Phone number in E.164 format, such as `+15555550100`.
        phone_number: &'a str,
        /// The user identity's ID, instead of `acs_user_id`.
        user_identity_id: &'a str,
    }
    post "/acs/users/update";
    idempotent;
    validate |request, _| {
        at_least_one(request, &["acs_user_id", "user_identity_id"])?;
        at_least_one(request, &["acs_user_id", "acs_system_id"])
    };
}

object! {
    /// What is in [`access_schedule`](Create::access_schedule).
    pub struct CreateAccessSchedule<'a> {
        /// When the access ends, in ISO 8601. It must be in the future and after the start.
        ends_at: Time<'a>,
        /// When the access starts, in ISO 8601; now, by default.
        starts_at: Time<'a>,
    }
}

object! {
    /// What is in [`access_schedule`](Update::access_schedule).
    pub struct UpdateAccessSchedule<'a>(
        /// When the access ends, in ISO 8601. It must be in the future and after the start.
        ends_at: Time<'a>,
        /// When the access starts, in ISO 8601; now, by default.
        starts_at: Time<'a>,
    ) {}
}

response! {
    /// A person with access through an access system.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/users).
    pub struct AcsUser {
        /// When access begins and ends.
        pub access_schedule: Option<Box<AccessSchedule>>,
        /// The ACS system's ID.
        pub acs_system_id: String,
        /// The ACS user's ID.
        pub acs_user_id: String,
        /// The connected account's ID.
        pub connected_account_id: Option<String>,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Name to show to users.
        pub display_name: String,
        /// Email address.
        #[deprecated(note = "use `email_address`")]
        pub email: Option<String>,
        /// Email address.
        pub email_address: Option<String>,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
        /// Its kind, in the provider's own terms. Known values: [`external_type`].
        pub external_type: Option<String>,
        /// Display name of `external_type`.
        pub external_type_display_name: Option<String>,
        /// Full name.
        pub full_name: Option<String>,
        /// ID of the user's HID access system.
        pub hid_acs_system_id: Option<String>,
        /// Whether Seam manages it.
        pub is_managed: Option<bool>,
        /// Whether it is suspended.
        pub is_suspended: Option<bool>,
        /// Changes that Seam is still making; empty if there are none.
        pub pending_mutations: Option<Vec<PendingMutation>>,
        /// Phone number, in E.164, such as `+15555550100`.
        pub phone_number: Option<String>,
        /// What Salto KS reports about it.
        pub salto_ks_metadata: Lazy<SaltoKsMetadata>,
        /// What Salto Space reports about it.
        pub salto_space_metadata: Lazy<SaltoSpaceMetadata>,
        /// Email address of the user identity.
        pub user_identity_email_address: Option<String>,
        /// Full name of the user identity.
        pub user_identity_full_name: Option<String>,
        /// The user identity's ID.
        pub user_identity_id: Option<String>,
        /// Phone number of the user identity, in E.164.
        pub user_identity_phone_number: Option<String>,
        /// Current warnings; empty if there are none.
        pub warnings: Vec<Issue> = empty,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}

response! {
    /// When access begins and ends.
    pub struct AccessSchedule {
        /// When it ends, in ISO 8601.
        pub ends_at: Option<String>,
        /// When it begins, in ISO 8601.
        pub starts_at: String,
    }
}

response! {
    /// A change that Seam is still making.
    pub struct PendingMutation {
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Explanation, as readable text.
        pub message: String,
        /// Kind of change, such as `creating` or `deleting`. Known values: [`mutation_code`].
        pub mutation_code: String,
        /// When Seam will make the change, in ISO 8601.
        pub scheduled_at: Option<String>,
        /// The values before the change.
        pub from: Option<Box<MutationValues>>,
        /// The values after the change.
        pub to: Option<Box<MutationValues>>,
        /// The ACS access group's ID.
        pub acs_access_group_id: Option<String>,
        /// Whether the user is to be added (`adding`) or removed (`removing`). Known values:
        /// [`variant`].
        pub variant: Option<String>,
    }
}

response! {
    /// What Salto KS reports about a user.
    pub struct SaltoKsMetadata {
        /// Whether the user holds one of the site's subscriptions; others cannot unlock doors.
        pub is_subscribed: Option<bool>,
    }
}

response! {
    /// What Salto Space reports about a user.
    pub struct SaltoSpaceMetadata {
        /// Whether this user's openings of doors are recorded.
        pub audit_openings: Option<bool>,
        /// Salto Space's ID of the user.
        pub user_id: Option<String>,
    }
}

response! {
    /// The values before or after a change.
    pub struct MutationValues {
        /// Email address.
        pub email_address: Option<String>,
        /// Full name.
        pub full_name: Option<String>,
        /// Phone number, in E.164, such as `+15555550100`.
        pub phone_number: Option<String>,
        /// When it ends, in ISO 8601.
        pub ends_at: Option<String>,
        /// When it begins, in ISO 8601.
        pub starts_at: Option<String>,
        /// Whether it is suspended.
        pub is_suspended: Option<bool>,
        /// The ACS access group's ID.
        pub acs_access_group_id: Option<String>,
        /// The ACS credential's ID.
        pub acs_credential_id: Option<String>,
    }
}

/// Known values of `external_type`. Seam may add others.
pub mod external_type {
    /// `pti_user`
    pub const PTI_USER: &str = "pti_user";
    /// `brivo_user`
    pub const BRIVO_USER: &str = "brivo_user";
    /// `hid_credential_manager_user`
    pub const HID_CREDENTIAL_MANAGER_USER: &str = "hid_credential_manager_user";
    /// `salto_site_user`
    pub const SALTO_SITE_USER: &str = "salto_site_user";
    /// `latch_user`
    pub const LATCH_USER: &str = "latch_user";
    /// `dormakaba_community_user`
    pub const DORMAKABA_COMMUNITY_USER: &str = "dormakaba_community_user";
    /// `salto_space_user`
    pub const SALTO_SPACE_USER: &str = "salto_space_user";
    /// `avigilon_alta_user`
    pub const AVIGILON_ALTA_USER: &str = "avigilon_alta_user";
    /// `kisi_user`
    pub const KISI_USER: &str = "kisi_user";
}

/// Known values of `mutation_code`. Seam may add others.
pub mod mutation_code {
    /// `creating`
    pub const CREATING: &str = "creating";
    /// `deleting`
    pub const DELETING: &str = "deleting";
    /// `deferring_creation`
    pub const DEFERRING_CREATION: &str = "deferring_creation";
    /// `updating_user_information`
    pub const UPDATING_USER_INFORMATION: &str = "updating_user_information";
    /// `updating_access_schedule`
    pub const UPDATING_ACCESS_SCHEDULE: &str = "updating_access_schedule";
    /// `updating_suspension_state`
    pub const UPDATING_SUSPENSION_STATE: &str = "updating_suspension_state";
    /// `updating_group_membership`
    pub const UPDATING_GROUP_MEMBERSHIP: &str = "updating_group_membership";
    /// `deferring_group_membership_update`
    pub const DEFERRING_GROUP_MEMBERSHIP_UPDATE: &str = "deferring_group_membership_update";
    /// `updating_credential_assignment`
    pub const UPDATING_CREDENTIAL_ASSIGNMENT: &str = "updating_credential_assignment";
}

/// Known values of `variant`. Seam may add others.
pub mod variant {
    /// `adding`
    pub const ADDING: &str = "adding";
    /// `removing`
    pub const REMOVING: &str = "removing";
}
