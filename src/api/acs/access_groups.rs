//! Access groups: users of an access system who can use the same entrances.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/acs/access_groups).
//!
//! ```no_run
//! use seam_client::acs::access_groups;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let (group_id, acs_user_id) = ("", "");
//! seam.acs()
//!     .access_groups()
//!     .add_user(access_groups::AddUser::new(group_id).acs_user_id(acs_user_id))?;
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::acs::entrances::AcsEntrance;
use crate::acs::users::AcsUser;
use crate::endpoint::{at_least_one, endpoint};
use crate::issue::Issue;
use crate::response::response;
use crate::{Error, Seam};

/// The endpoints of `/acs/access_groups`, returned by
/// [`Acs::access_groups`](crate::acs::Acs::access_groups).
#[derive(Clone, Copy, Debug)]
pub struct AccessGroups<'a> {
    seam: &'a Seam,
}

impl<'a> AccessGroups<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Adds an ACS user to an access group.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/access_groups/add_user).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `acs_user_id` nor `user_identity_id` is set; otherwise any
    /// other variant of [`Error`].
    pub fn add_user(&self, request: AddUser<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Deletes an access group from its access system.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call, and a retry that finds nothing left succeeds.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/access_groups/delete).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete(&self, request: Delete<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Looks up an access group by its ID.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/access_groups/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<AcsAccessGroup, Error> {
        self.seam.call(&request)
    }

    /// Lists access groups.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/access_groups/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<AcsAccessGroup>, Error> {
        self.seam.call(&request)
    }

    /// Lists the entrances that the users of an access group can open.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/acs/access_groups/list_accessible_entrances).
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

    /// Lists the ACS users in an access group.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/access_groups/list_users).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list_users(&self, request: ListUsers<'_>) -> Result<Vec<AcsUser>, Error> {
        self.seam.call(&request)
    }

    /// Removes an ACS user from an access group.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/access_groups/remove_user).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `acs_user_id` nor `user_identity_id` is set; otherwise any
    /// other variant of [`Error`].
    pub fn remove_user(&self, request: RemoveUser<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`add_user`](AccessGroups::add_user).
    pub struct AddUser<'a>(
        /// The access group's ID.
        acs_access_group_id: &'a str,
    ) {
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// The user identity's ID, instead of `acs_user_id`; Seam finds or creates its ACS user.
        user_identity_id: &'a str,
    }
    post "/acs/access_groups/add_user";
    idempotent;
    validate |request, _| at_least_one(request, &["acs_user_id", "user_identity_id"]);
}

endpoint! {
    /// The request of [`delete`](AccessGroups::delete).
    pub struct Delete<'a>(
        /// The access group's ID.
        acs_access_group_id: &'a str,
    ) {}
    post "/acs/access_groups/delete";
    idempotent, done on 404;
}

endpoint! {
    /// The request of [`get`](AccessGroups::get).
    pub struct Get<'a>(
        /// The access group's ID.
        acs_access_group_id: &'a str,
    ) {}
    post "/acs/access_groups/get";
    response "acs_access_group": AcsAccessGroup;
    idempotent;
}

endpoint! {
    /// The request of [`list`](AccessGroups::list).
    pub struct List<'a> {
        /// Only the access groups of this access system.
        acs_system_id: &'a str,
        /// Only the access groups of this ACS user.
        acs_user_id: &'a str,
        /// Only the access groups whose name or ID contains this text.
        search: &'a str,
        /// Only the access groups of this user identity.
        user_identity_id: &'a str,
    }
    post "/acs/access_groups/list";
    response "acs_access_groups": Vec<AcsAccessGroup>;
    idempotent;
}

endpoint! {
    /// The request of [`list_accessible_entrances`](AccessGroups::list_accessible_entrances).
    pub struct ListAccessibleEntrances<'a>(
        /// The access group's ID.
        acs_access_group_id: &'a str,
    ) {}
    post "/acs/access_groups/list_accessible_entrances";
    response "acs_entrances": Vec<AcsEntrance>;
    idempotent;
}

endpoint! {
    /// The request of [`list_users`](AccessGroups::list_users).
    pub struct ListUsers<'a>(
        /// The access group's ID.
        acs_access_group_id: &'a str,
    ) {}
    post "/acs/access_groups/list_users";
    response "acs_users": Vec<AcsUser>;
    idempotent;
}

endpoint! {
    /// The request of [`remove_user`](AccessGroups::remove_user).
    pub struct RemoveUser<'a>(
        /// The access group's ID.
        acs_access_group_id: &'a str,
    ) {
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// The user identity's ID, instead of `acs_user_id`.
        user_identity_id: &'a str,
    }
    post "/acs/access_groups/remove_user";
    idempotent;
    validate |request, _| at_least_one(request, &["acs_user_id", "user_identity_id"]);
}

response! {
    /// An access group: users of an access system with access to the same entrances.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/access_groups).
    pub struct AcsAccessGroup {
        /// Kind of group, in the provider's own terms. Known values: [`access_group_type`].
        #[deprecated(note = "use `external_type`")]
        pub access_group_type: Option<String>,
        /// Display name of `access_group_type`.
        #[deprecated(note = "use `external_type_display_name`")]
        pub access_group_type_display_name: Option<String>,
        /// When access begins and ends.
        pub access_schedule: Option<Box<AccessSchedule>>,
        /// The ACS access group's ID.
        pub acs_access_group_id: String,
        /// The ACS system's ID.
        pub acs_system_id: String,
        /// The connected account's ID.
        pub connected_account_id: Option<String>,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Name to show to users.
        pub display_name: String,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
        /// Its kind, in the provider's own terms. Known values: [`external_type`].
        pub external_type: String,
        /// Display name of `external_type`.
        pub external_type_display_name: String,
        /// Whether Seam manages it.
        pub is_managed: bool,
        /// Its name.
        pub name: String,
        /// Changes that Seam is still making; empty if there are none.
        pub pending_mutations: Vec<PendingMutation> = empty,
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
    /// A change to an access group that Seam is still making.
    pub struct PendingMutation {
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Explanation, as readable text.
        pub message: String,
        /// Kind of change, such as `creating` or `deleting`. Known values: [`mutation_code`].
        pub mutation_code: String,
        /// The values before the change.
        pub from: Option<Box<MutationValues>>,
        /// The values after the change.
        pub to: Option<Box<MutationValues>>,
        /// The ACS user's ID.
        pub acs_user_id: Option<String>,
        /// Whether the user is to be added (`adding`) or removed (`removing`). Known values:
        /// [`variant`].
        pub variant: Option<String>,
    }
}

response! {
    /// The values before or after a change.
    pub struct MutationValues {
        /// Its name.
        pub name: Option<String>,
        /// When it ends, in ISO 8601.
        pub ends_at: Option<String>,
        /// When it begins, in ISO 8601.
        pub starts_at: Option<String>,
        /// The ACS user's ID.
        pub acs_user_id: Option<String>,
        /// The ACS entrance's ID.
        pub acs_entrance_id: Option<String>,
    }
}

/// Known values of `access_group_type`. Seam may add others.
pub mod access_group_type {
    /// `pti_unit`
    pub const PTI_UNIT: &str = "pti_unit";
    /// `pti_access_level`
    pub const PTI_ACCESS_LEVEL: &str = "pti_access_level";
    /// `salto_ks_access_group`
    pub const SALTO_KS_ACCESS_GROUP: &str = "salto_ks_access_group";
    /// `brivo_group`
    pub const BRIVO_GROUP: &str = "brivo_group";
    /// `salto_space_group`
    pub const SALTO_SPACE_GROUP: &str = "salto_space_group";
    /// `dormakaba_community_access_group`
    pub const DORMAKABA_COMMUNITY_ACCESS_GROUP: &str = "dormakaba_community_access_group";
    /// `dormakaba_ambiance_access_group`
    pub const DORMAKABA_AMBIANCE_ACCESS_GROUP: &str = "dormakaba_ambiance_access_group";
    /// `avigilon_alta_group`
    pub const AVIGILON_ALTA_GROUP: &str = "avigilon_alta_group";
    /// `kisi_access_group`
    pub const KISI_ACCESS_GROUP: &str = "kisi_access_group";
}

/// Known values of `external_type`. Seam may add others.
pub mod external_type {
    /// `pti_unit`
    pub const PTI_UNIT: &str = "pti_unit";
    /// `pti_access_level`
    pub const PTI_ACCESS_LEVEL: &str = "pti_access_level";
    /// `salto_ks_access_group`
    pub const SALTO_KS_ACCESS_GROUP: &str = "salto_ks_access_group";
    /// `brivo_group`
    pub const BRIVO_GROUP: &str = "brivo_group";
    /// `salto_space_group`
    pub const SALTO_SPACE_GROUP: &str = "salto_space_group";
    /// `dormakaba_community_access_group`
    pub const DORMAKABA_COMMUNITY_ACCESS_GROUP: &str = "dormakaba_community_access_group";
    /// `dormakaba_ambiance_access_group`
    pub const DORMAKABA_AMBIANCE_ACCESS_GROUP: &str = "dormakaba_ambiance_access_group";
    /// `avigilon_alta_group`
    pub const AVIGILON_ALTA_GROUP: &str = "avigilon_alta_group";
    /// `kisi_access_group`
    pub const KISI_ACCESS_GROUP: &str = "kisi_access_group";
}

/// Known values of `mutation_code`. Seam may add others.
pub mod mutation_code {
    /// `creating`
    pub const CREATING: &str = "creating";
    /// `deleting`
    pub const DELETING: &str = "deleting";
    /// `deferring_deletion`
    pub const DEFERRING_DELETION: &str = "deferring_deletion";
    /// `updating_group_information`
    pub const UPDATING_GROUP_INFORMATION: &str = "updating_group_information";
    /// `updating_access_schedule`
    pub const UPDATING_ACCESS_SCHEDULE: &str = "updating_access_schedule";
    /// `updating_user_membership`
    pub const UPDATING_USER_MEMBERSHIP: &str = "updating_user_membership";
    /// `updating_entrance_membership`
    pub const UPDATING_ENTRANCE_MEMBERSHIP: &str = "updating_entrance_membership";
    /// `deferring_user_membership_update`
    pub const DEFERRING_USER_MEMBERSHIP_UPDATE: &str = "deferring_user_membership_update";
}

/// Known values of `variant`. Seam may add others.
pub mod variant {
    /// `adding`
    pub const ADDING: &str = "adding";
    /// `removing`
    pub const REMOVING: &str = "removing";
}
