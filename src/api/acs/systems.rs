//! Access systems that are connected to Seam.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/acs/systems).
//!
//! ```no_run
//! use seam_client::acs::systems;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! for system in seam.acs().systems().list(systems::List::new())? {
//!     println!("{}: {:?}", system.name, system.external_type_display_name);
//! }
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::{endpoint, object};
use crate::issue::Issue;
use crate::response::{Lazy, response};
use crate::{Error, Seam};

/// The endpoints of `/acs/systems`, returned by [`Acs::systems`](crate::acs::Acs::systems).
#[derive(Clone, Copy, Debug)]
pub struct Systems<'a> {
    seam: &'a Seam,
}

impl<'a> Systems<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Looks up an access system by its ID.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/systems/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get<'_>) -> Result<AcsSystem, Error> {
        self.seam.call(&request)
    }

    /// Lists the access systems of the workspace, or of one account.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/systems/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List<'_>) -> Result<Vec<AcsSystem>, Error> {
        self.seam.call(&request)
    }

    /// Lists the credential managers that can issue keys for an access system.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/acs/systems/list_compatible_credential_manager_acs_systems).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list_compatible_credential_manager_acs_systems(
        &self,
        request: ListCompatibleCredentialManagerAcsSystems<'_>,
    ) -> Result<Vec<AcsSystem>, Error> {
        self.seam.call(&request)
    }

    /// Tells Seam which encoders and entrances an access system has, or no longer has.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/systems/report_devices).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn report_devices(&self, request: ReportDevices<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`get`](Systems::get).
    pub struct Get<'a>(
        /// The access system's ID.
        acs_system_id: &'a str,
    ) {}
    post "/acs/systems/get";
    response "acs_system": AcsSystem;
    idempotent;
}

endpoint! {
    /// The request of [`list`](Systems::list).
    pub struct List<'a> {
        /// Only the access systems of this connected account.
        connected_account_id: &'a str,
        /// Only the access systems of this customer, by your own key.
        customer_key: &'a str,
        /// Only the access systems whose name or ID contains this text.
        search: &'a str,
    }
    post "/acs/systems/list";
    response "acs_systems": Vec<AcsSystem>;
    idempotent;
}

endpoint! {
    /// The request of
    /// [`list_compatible_credential_manager_acs_systems`](Systems::list_compatible_credential_manager_acs_systems).
    pub struct ListCompatibleCredentialManagerAcsSystems<'a>(
        /// The access system's ID.
        acs_system_id: &'a str,
    ) {}
    post "/acs/systems/list_compatible_credential_manager_acs_systems";
    response "acs_systems": Vec<AcsSystem>;
    idempotent;
}

endpoint! {
    /// The request of [`report_devices`](Systems::report_devices).
    pub struct ReportDevices<'a>(
        /// The access system's ID.
        acs_system_id: &'a str,
    ) {
        /// The encoders.
        acs_encoders: &'a [ReportedEncoder<'a>],
        /// The entrances.
        acs_entrances: &'a [ReportedEntrance<'a>],
    }
    post "/acs/systems/report_devices";
    idempotent;
}

object! {
    /// What is in [`acs_encoders`](ReportDevices::acs_encoders).
    pub struct ReportedEncoder<'a>(
        /// How Hotek identifies it.
        hotek_metadata: &'a HotekEncoder<'a>,
    ) {
        /// Whether it is no longer there; false by default.
        is_removed: bool,
    }
}

object! {
    /// What is in [`acs_entrances`](ReportDevices::acs_entrances).
    pub struct ReportedEntrance<'a>(
        /// How Hotek identifies it.
        hotek_metadata: &'a HotekEntrance<'a>,
    ) {
        /// Whether it is no longer there; false by default.
        is_removed: bool,
    }
}

object! {
    /// What is in `hotek_metadata` of [`ReportedEncoder`].
    pub struct HotekEncoder<'a>(
        /// Number of the encoder, which depends on its USB port.
        encoder_number: &'a str,
    ) {}
}

object! {
    /// What is in `hotek_metadata` of [`ReportedEntrance`].
    pub struct HotekEntrance<'a> {
        /// What the common area is called.
        common_area_name: &'a str,
        /// Number of the common area.
        common_area_number: &'a str,
        /// Number of the room.
        room_number: &'a str,
    }
}

response! {
    /// An access control system (ACS): it manages a site's entrances, users and credentials.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/acs/systems).
    pub struct AcsSystem {
        /// How many access groups it has.
        pub acs_access_group_count: Option<i64>,
        /// The ACS system's ID.
        pub acs_system_id: String,
        /// How many users it has.
        pub acs_user_count: Option<i64>,
        /// The connected account's ID.
        pub connected_account_id: Option<String>,
        /// The connected account's ID, in a list.
        #[deprecated(note = "use `connected_account_id`")]
        pub connected_account_ids: Vec<String> = empty,
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// ID of the credential manager that issues the system's keys by default.
        pub default_credential_manager_acs_system_id: Option<String>,
        /// Current errors; empty if there are none.
        pub errors: Vec<Issue> = empty,
        /// Its kind, in the provider's own terms. Known values: [`external_type`].
        pub external_type: Option<String>,
        /// Display name of `external_type`.
        pub external_type_display_name: Option<String>,
        /// What the image shows, for screen readers.
        pub image_alt_text: Option<String>,
        /// URL of a picture or logo of it.
        pub image_url: Option<String>,
        /// Whether it is a credential manager: a service that issues mobile keys.
        pub is_credential_manager: Option<bool>,
        /// Where it is.
        pub location: Option<Box<Location>>,
        /// Its name.
        pub name: String,
        /// Kind of access system, in the provider's own terms. Known values: [`system_type`].
        #[deprecated(note = "use `external_type`")]
        pub system_type: Option<String>,
        /// Display name of `system_type`.
        #[deprecated(note = "use `external_type_display_name`")]
        pub system_type_display_name: Option<String>,
        /// Address and identifiers of the ASSA ABLOY Visionline system.
        pub visionline_metadata: Lazy<VisionlineMetadata>,
        /// Current warnings; empty if there are none.
        pub warnings: Vec<Issue> = empty,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}

response! {
    /// Where an access system is.
    pub struct Location {
        /// Time zone, as an IANA name such as `America/New_York`.
        pub time_zone: Option<String>,
    }
}

response! {
    /// Address and identifiers of an ASSA ABLOY Visionline system.
    pub struct VisionlineMetadata {
        /// IP address or host name of the Visionline server on the network of Seam Bridge.
        pub lan_address: Option<String>,
        /// ID of the keyset that readers and mobile keys share.
        pub mobile_access_uuid: Option<String>,
        /// ID that ASSA ABLOY gave the hotel with its license.
        pub system_id: Option<String>,
    }
}

/// Known values of `external_type`. Seam may add others.
pub mod external_type {
    /// `pti_site`
    pub const PTI_SITE: &str = "pti_site";
    /// `avigilon_alta_org`
    pub const AVIGILON_ALTA_ORG: &str = "avigilon_alta_org";
    /// `salto_ks_site`
    pub const SALTO_KS_SITE: &str = "salto_ks_site";
    /// `salto_space_system`
    pub const SALTO_SPACE_SYSTEM: &str = "salto_space_system";
    /// `brivo_account`
    pub const BRIVO_ACCOUNT: &str = "brivo_account";
    /// `hid_credential_manager_organization`
    pub const HID_CREDENTIAL_MANAGER_ORGANIZATION: &str = "hid_credential_manager_organization";
    /// `visionline_system`
    pub const VISIONLINE_SYSTEM: &str = "visionline_system";
    /// `assa_abloy_credential_service`
    pub const ASSA_ABLOY_CREDENTIAL_SERVICE: &str = "assa_abloy_credential_service";
    /// `latch_building`
    pub const LATCH_BUILDING: &str = "latch_building";
    /// `dormakaba_community_site`
    pub const DORMAKABA_COMMUNITY_SITE: &str = "dormakaba_community_site";
    /// `dormakaba_ambiance_site`
    pub const DORMAKABA_AMBIANCE_SITE: &str = "dormakaba_ambiance_site";
    /// `legic_connect_credential_service`
    pub const LEGIC_CONNECT_CREDENTIAL_SERVICE: &str = "legic_connect_credential_service";
    /// `assa_abloy_vostio`
    pub const ASSA_ABLOY_VOSTIO: &str = "assa_abloy_vostio";
    /// `assa_abloy_vostio_credential_service`
    pub const ASSA_ABLOY_VOSTIO_CREDENTIAL_SERVICE: &str = "assa_abloy_vostio_credential_service";
    /// `hotek_site`
    pub const HOTEK_SITE: &str = "hotek_site";
    /// `kisi_organization`
    pub const KISI_ORGANIZATION: &str = "kisi_organization";
}

/// Known values of `system_type`. Seam may add others.
pub mod system_type {
    /// `pti_site`
    pub const PTI_SITE: &str = "pti_site";
    /// `avigilon_alta_org`
    pub const AVIGILON_ALTA_ORG: &str = "avigilon_alta_org";
    /// `salto_ks_site`
    pub const SALTO_KS_SITE: &str = "salto_ks_site";
    /// `salto_space_system`
    pub const SALTO_SPACE_SYSTEM: &str = "salto_space_system";
    /// `brivo_account`
    pub const BRIVO_ACCOUNT: &str = "brivo_account";
    /// `hid_credential_manager_organization`
    pub const HID_CREDENTIAL_MANAGER_ORGANIZATION: &str = "hid_credential_manager_organization";
    /// `visionline_system`
    pub const VISIONLINE_SYSTEM: &str = "visionline_system";
    /// `assa_abloy_credential_service`
    pub const ASSA_ABLOY_CREDENTIAL_SERVICE: &str = "assa_abloy_credential_service";
    /// `latch_building`
    pub const LATCH_BUILDING: &str = "latch_building";
    /// `dormakaba_community_site`
    pub const DORMAKABA_COMMUNITY_SITE: &str = "dormakaba_community_site";
    /// `dormakaba_ambiance_site`
    pub const DORMAKABA_AMBIANCE_SITE: &str = "dormakaba_ambiance_site";
    /// `legic_connect_credential_service`
    pub const LEGIC_CONNECT_CREDENTIAL_SERVICE: &str = "legic_connect_credential_service";
    /// `assa_abloy_vostio`
    pub const ASSA_ABLOY_VOSTIO: &str = "assa_abloy_vostio";
    /// `assa_abloy_vostio_credential_service`
    pub const ASSA_ABLOY_VOSTIO_CREDENTIAL_SERVICE: &str = "assa_abloy_vostio_credential_service";
    /// `hotek_site`
    pub const HOTEK_SITE: &str = "hotek_site";
    /// `kisi_organization`
    pub const KISI_ORGANIZATION: &str = "kisi_organization";
}
