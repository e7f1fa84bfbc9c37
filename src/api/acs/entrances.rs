//! Entrances: doors, gates and elevators that an access system guards.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/acs/entrances).
//!
//! ```no_run
//! use seam_client::acs::entrances;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let (entrance_id, acs_user_id) = ("", "");
//! seam.acs()
//!     .entrances()
//!     .grant_access(entrances::GrantAccess::new(entrance_id).acs_user_id(acs_user_id))?;
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::acs::credentials::AcsCredential;
use crate::action_attempts::ActionAttempt;
use crate::endpoint::{at_least_one, endpoint};
use crate::issue::Issue;
use crate::response::{Lazy, response};
use crate::{Error, Pages, Seam};

/// The endpoints of `/acs/entrances`, returned by [`Acs::entrances`](crate::acs::Acs::entrances).
#[derive(Clone, Copy, Debug)]
pub struct Entrances<'a> {
    seam: &'a Seam,
}

impl<'a> Entrances<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Looks up an entrance by its ID.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/entrances/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<AcsEntrance, Error> {
        self.seam.call(&request)
    }

    /// Allows an ACS user to use an entrance.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/entrances/grant_access).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if neither `acs_user_id` nor `user_identity_id` is set; otherwise any
    /// other variant of [`Error`].
    pub fn grant_access(&self, request: GrantAccess<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Lists entrances.
    ///
    /// Returns one page: the first, unless you set `page_cursor`. [`pages`](Self::pages) iterates
    /// over all pages.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/entrances/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<AcsEntrance>, Error> {
        self.seam.call(&request)
    }

    /// Iterates over all pages of [`list`](Self::list), by item or by page; see [`Pages`]. A page
    /// holds at most 100 items, unless you set `limit`.
    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {
        self.seam.pages(request)
    }

    /// Lists the credentials that open an entrance.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/acs/entrances/list_credentials_with_access).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list_credentials_with_access(
        &self,
        request: ListCredentialsWithAccess<'_>,
    ) -> Result<Vec<AcsCredential>, Error> {
        self.seam.call(&request)
    }

    /// Unlocks an entrance with a cloud key. Outside a sandbox, a real door unlocks.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/entrances/unlock).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn unlock(&self, request: Unlock<'_>) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`get`](Entrances::get).
    pub struct Get<'a>(
        /// The entrance's ID.
        acs_entrance_id: &'a str,
    ) {}
    post "/acs/entrances/get";
    response "acs_entrance": AcsEntrance;
    idempotent;
}

endpoint! {
    /// The request of [`grant_access`](Entrances::grant_access).
    pub struct GrantAccess<'a>(
        /// The entrance's ID.
        acs_entrance_id: &'a str,
    ) {
        /// The ACS user's ID.
        acs_user_id: &'a str,
        /// The user identity's ID, instead of `acs_user_id`; Seam finds or creates its ACS user.
        user_identity_id: &'a str,
    }
    post "/acs/entrances/grant_access";
    idempotent;
    validate |request, _| at_least_one(request, &["acs_user_id", "user_identity_id"]);
}

endpoint! {
    /// The request of [`list`](Entrances::list).
    pub struct List<'a> {
        /// Only the entrances that this credential opens.
        acs_credential_id: &'a str,
        /// Only the entrances with these IDs.
        acs_entrance_ids: &'a [&'a str],
        /// Only the entrances of this access system.
        acs_system_id: &'a str,
        /// Only the entrances of this connected account.
        connected_account_id: &'a str,
        /// Only the entrances of this customer, by your own key.
        customer_key: &'a str,
        /// At most this many entrances in a response; 900 by default.
        limit: i64,
        /// Only the entrances at this location.
        #[deprecated(note = "use `space_id`")]
        location_id: &'a str,
        /// The previous page's `next_page_cursor`; the first page by default.
        page_cursor: &'a str,
        /// Only the entrances whose `display_name` contains this text.
        search: &'a str,
        /// Only the entrances in this space.
        space_id: &'a str,
        /// Only the entrances that this access method opens.
        access_method_id: &'a str,
    }
    post "/acs/entrances/list";
    response "acs_entrances": Vec<AcsEntrance>;
    pages;
    idempotent;
}

endpoint! {
    /// The request of [`list_credentials_with_access`](Entrances::list_credentials_with_access).
    pub struct ListCredentialsWithAccess<'a>(
        /// The entrance's ID.
        acs_entrance_id: &'a str,
    ) {
        /// What must be true of a credential, such as `visionline_metadata.is_valid`. Known values:
        /// [`include_if`].
        include_if: &'a [&'a str],
    }
    post "/acs/entrances/list_credentials_with_access";
    response "acs_credentials": Vec<AcsCredential>;
    idempotent;
}

endpoint! {
    /// The request of [`unlock`](Entrances::unlock).
    pub struct Unlock<'a>(
        /// The entrance's ID.
        acs_entrance_id: &'a str,
        /// The cloud key's ID.
        acs_credential_id: &'a str,
    ) {}
    post "/acs/entrances/unlock";
    response "action_attempt": ActionAttempt;
}

response! {
    /// An entrance: a door, gate or other way in that an access system guards.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/entrances).
    pub struct AcsEntrance {
        /// The ACS entrance's ID.
        pub acs_entrance_id: String,
        /// The ACS system's ID.
        pub acs_system_id: String,
        /// What ASSA ABLOY Vostio reports about it.
        pub assa_abloy_vostio_metadata: Lazy<AssaAbloyVostioMetadata>,
        /// What Avigilon Alta reports about the entry.
        pub avigilon_alta_metadata: Lazy<AvigilonAltaMetadata>,
        /// What Brivo reports about the access point.
        pub brivo_metadata: Lazy<BrivoMetadata>,
        /// Whether access grants with a `reservation_key` can include it.
        pub can_belong_to_reservation: Option<bool>,
        /// Whether cards can unlock it.
        pub can_unlock_with_card: Option<bool>,
        /// Whether cloud keys can unlock it.
        pub can_unlock_with_cloud_key: Option<bool>,
        /// Whether codes can unlock it.
        pub can_unlock_with_code: Option<bool>,
        /// Whether mobile keys can unlock it.
        pub can_unlock_with_mobile_key: Option<bool>,
        /// The connected account's ID.
        pub connected_account_id: Option<String>,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Name to show to users.
        pub display_name: String,
        /// What dormakaba Ambiance reports about the entrance.
        pub dormakaba_ambiance_metadata: Lazy<DormakabaAmbianceMetadata>,
        /// What dormakaba Community reports about the entrance.
        pub dormakaba_community_metadata: Lazy<DormakabaCommunityMetadata>,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
        /// What Hotek reports about the entrance.
        pub hotek_metadata: Lazy<HotekMetadata>,
        /// Whether it is locked now.
        pub is_locked: Option<bool>,
        /// What Latch reports about the entrance.
        pub latch_metadata: Lazy<LatchMetadata>,
        /// What Salto KS reports about it.
        pub salto_ks_metadata: Lazy<SaltoKsMetadata>,
        /// What Salto Space reports about it.
        pub salto_space_metadata: Lazy<SaltoSpaceMetadata>,
        /// IDs of the spaces.
        pub space_ids: Vec<String> = empty,
        /// What ASSA ABLOY Visionline reports about it.
        pub visionline_metadata: Lazy<VisionlineMetadata>,
        /// Current warnings; empty if there are none.
        pub warnings: Vec<Issue> = empty,
    }
}

response! {
    /// What ASSA ABLOY Vostio reports about a door.
    pub struct AssaAbloyVostioMetadata {
        /// The door's name.
        pub door_name: Option<String>,
        /// Vostio's number for the door.
        pub door_number: Option<i64>,
        /// Kind of door, in the provider's own terms. Known values: [`door_type`].
        pub door_type: Option<String>,
        /// The door's ID in the property management system.
        pub pms_id: Option<String>,
        /// Whether keys can switch the door to stand-open mode.
        pub stand_open: Option<bool>,
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
        /// Brivo's ID of the access point.
        pub access_point_id: Option<String>,
        /// The provider's ID of the site.
        pub site_id: Option<i64>,
        /// The site's name.
        pub site_name: Option<String>,
    }
}

response! {
    /// What dormakaba Ambiance reports about an entrance.
    pub struct DormakabaAmbianceMetadata {
        /// The access point's name.
        pub access_point_name: Option<String>,
    }
}

response! {
    /// What dormakaba Community reports about an entrance.
    pub struct DormakabaCommunityMetadata {
        /// Profile of the access point at dormakaba Community.
        pub access_point_profile: Option<String>,
    }
}

response! {
    /// What Hotek reports about an entrance.
    pub struct HotekMetadata {
        /// Name of the common area.
        pub common_area_name: Option<String>,
        /// Number of the common area.
        pub common_area_number: Option<String>,
        /// Number of the room.
        pub room_number: Option<String>,
    }
}

response! {
    /// What Latch reports about an entrance.
    pub struct LatchMetadata {
        /// Whether the door is communal or private, in Latch's terms.
        pub accessibility_type: Option<String>,
        /// The door's name.
        pub door_name: Option<String>,
        /// Kind of door, in the provider's own terms.
        pub door_type: Option<String>,
        /// Whether it is connected now.
        pub is_connected: Option<bool>,
    }
}

response! {
    /// What Salto KS reports about a door.
    pub struct SaltoKsMetadata {
        /// Battery charge, as Salto KS reports it.
        pub battery_level: Option<String>,
        /// The door's name.
        pub door_name: Option<String>,
        /// Whether the door reports an intrusion.
        pub intrusion_alarm: Option<bool>,
        /// Whether somebody left the door open.
        pub left_open_alarm: Option<bool>,
        /// Kind of lock, as Salto KS reports it.
        pub lock_type: Option<String>,
        /// Whether it is locked, as Salto KS reports it.
        pub locked_state: Option<String>,
        /// Whether it can be reached now.
        pub online: Option<bool>,
        /// Whether the lock is in privacy mode.
        pub privacy_mode: Option<bool>,
    }
}

response! {
    /// What Salto Space reports about an entrance.
    pub struct SaltoSpaceMetadata {
        /// Whether keys record the openings of this door.
        pub audit_on_keys: Option<bool>,
        /// Salto Space's description of the door.
        pub door_description: Option<String>,
        /// The provider's ID of the door.
        pub door_id: Option<String>,
        /// The door's name.
        pub door_name: Option<String>,
        /// Salto Space's description of the room.
        pub room_description: Option<String>,
        /// The room's name.
        pub room_name: Option<String>,
    }
}

response! {
    /// What ASSA ABLOY Visionline reports about a door.
    pub struct VisionlineMetadata {
        /// Kind of door at Visionline, such as `guest` or `common`. Known values:
        /// [`door_category`].
        pub door_category: Option<String>,
        /// The door's name.
        pub door_name: Option<String>,
        /// The door's profiles.
        pub profiles: Option<Vec<Profile>>,
    }
}

response! {
    /// A door profile of ASSA ABLOY Visionline.
    pub struct Profile {
        /// Visionline's ID of the door profile.
        pub visionline_door_profile_id: Option<String>,
        /// Kind of door profile: `BLE`, `commonDoor` or `touch`. Known values:
        /// [`visionline_door_profile_type`].
        pub visionline_door_profile_type: Option<String>,
    }
}

/// Known values of `include_if`. Seam may add others.
pub mod include_if {
    /// `visionline_metadata.is_valid`
    pub const VISIONLINE_METADATA_IS_VALID: &str = "visionline_metadata.is_valid";
}

/// Known values of `door_type`. Seam may add others.
pub mod door_type {
    /// `CommonDoor`
    pub const COMMON_DOOR: &str = "CommonDoor";
    /// `EntranceDoor`
    pub const ENTRANCE_DOOR: &str = "EntranceDoor";
    /// `GuestDoor`
    pub const GUEST_DOOR: &str = "GuestDoor";
    /// `Elevator`
    pub const ELEVATOR: &str = "Elevator";
}

/// Known values of `door_category`. Seam may add others.
pub mod door_category {
    /// `entrance`
    pub const ENTRANCE: &str = "entrance";
    /// `guest`
    pub const GUEST: &str = "guest";
    /// `elevator reader`
    pub const ELEVATOR_READER: &str = "elevator reader";
    /// `common`
    pub const COMMON: &str = "common";
    /// `common (PMS)`
    pub const COMMON_PMS: &str = "common (PMS)";
}

/// Known values of `visionline_door_profile_type`. Seam may add others.
pub mod visionline_door_profile_type {
    /// `BLE`
    pub const BLE: &str = "BLE";
    /// `commonDoor`
    pub const COMMON_DOOR: &str = "commonDoor";
    /// `touch`
    pub const TOUCH: &str = "touch";
}
