//! Customers: their resources under your own keys, and portals for them.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/customers).
//!
//! ```no_run
//! use seam_client::customers;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! use customers::Room;
//!
//! let rooms = [Room::new("The Tower", "room-12"), Room::new("The Cellar", "room-1")];
//! seam.customers().push_data(customers::PushData::new("hotel-7").rooms(&rooms))?;
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::{Fields, Time, Value, endpoint, object};
use crate::response::response;
use crate::{Error, Seam, Secret};

/// The endpoints of `/customers`, returned by [`Seam::customers`].
#[derive(Clone, Copy, Debug)]
pub struct Customers<'a> {
    seam: &'a Seam,
}

impl<'a> Customers<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Creates a link to a page where a customer manages devices. Anyone who has the link can use
    /// it.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/customers/create_portal).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn create_portal(&self, request: CreatePortal<'_>) -> Result<CustomerPortal, Error> {
        self.seam.call(&request)
    }

    /// Deletes resources of customers, by your own keys, and what Seam made for them.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/customers/delete_data).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn delete_data(&self, request: DeleteData<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }

    /// Sends Seam a customer's resources, such as rooms, guests and reservations, under your own
    /// keys.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/customers/push_data).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn push_data(&self, request: PushData<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`create_portal`](Customers::create_portal).
    pub struct CreatePortal<'a> {
        /// Limits the portal to resources with this custom metadata.
        customer_resources_filters: &'a [CustomerResourcesFilter<'a>],
        /// ID of the profile that sets how the portal looks.
        customization_profile_id: &'a str,
        /// Whether to hide the language picker.
        exclude_locale_picker: bool,
        /// Which features the portal has, and how they behave.
        features: &'a Features<'a>,
        /// True if you show the portal inside a page of your own; false by default.
        is_embedded: bool,
        /// Where the portal opens.
        landing_page: &'a LandingPage<'a>,
        /// Language of the portal. Known values: [`locale`].
        locale: &'a str,
        /// `restricted` hides the navigation; `full` is the default. Known values:
        /// [`navigation_mode`].
        navigation_mode: &'a str,
        /// Whether customers can only look: Seam rejects their changes.
        read_only: bool,
        /// The customer's resources, as `push_data` takes them.
        customer_data: &'a CustomerData<'a>,
    }
    post "/customers/create_portal";
    response "customer_portal": CustomerPortal;
}

endpoint! {
    /// The request of [`delete_data`](Customers::delete_data).
    pub struct DeleteData<'a> {
        /// Your own keys for the access grants to delete.
        access_grant_keys: &'a [&'a str],
        /// Your own keys for the bookings to delete.
        booking_keys: &'a [&'a str],
        /// Your own keys for the buildings to delete.
        building_keys: &'a [&'a str],
        /// Your own keys for the common areas to delete.
        common_area_keys: &'a [&'a str],
        /// Your own keys for the customers to delete, with all their data.
        customer_keys: &'a [&'a str],
        /// Your own keys for the facilities to delete.
        facility_keys: &'a [&'a str],
        /// Your own keys for the guests to delete.
        guest_keys: &'a [&'a str],
        /// Your own keys for the listings to delete.
        listing_keys: &'a [&'a str],
        /// Your own keys for the properties to delete.
        property_keys: &'a [&'a str],
        /// Your own keys for the property listings to delete.
        property_listing_keys: &'a [&'a str],
        /// Your own keys for the reservations to delete.
        reservation_keys: &'a [&'a str],
        /// Your own keys for the residents to delete.
        resident_keys: &'a [&'a str],
        /// Your own keys for the rooms to delete.
        room_keys: &'a [&'a str],
        /// Your own keys for the spaces to delete.
        space_keys: &'a [&'a str],
        /// Your own keys for the staff members to delete.
        staff_member_keys: &'a [&'a str],
        /// Your own keys for the tenants to delete.
        tenant_keys: &'a [&'a str],
        /// Your own keys for the units to delete.
        unit_keys: &'a [&'a str],
        /// Your own keys for the user identities to delete.
        user_identity_keys: &'a [&'a str],
        /// Your own keys for the users to delete.
        user_keys: &'a [&'a str],
    }
    post "/customers/delete_data";
    idempotent;
}

endpoint! {
    /// The request of [`push_data`](Customers::push_data).
    pub struct PushData<'a>(
        /// Your own key for the customer.
        customer_key: &'a str,
    ) {
        /// The customer's access grants: who may go where, and when.
        access_grants: &'a [AccessGrant<'a>],
        /// The customer's bookings: who may go where, and when.
        bookings: &'a [Booking<'a>],
        /// The customer's buildings.
        buildings: &'a [Building<'a>],
        /// The customer's shared areas.
        common_areas: &'a [CommonArea<'a>],
        /// The customer's facilities, such as gyms.
        facilities: &'a [Facility<'a>],
        /// The customer's guests.
        guests: &'a [Guest<'a>],
        /// The customer's listings.
        listings: &'a [Listing<'a>],
        /// The customer's properties for short stays.
        properties: &'a [Property<'a>],
        /// The customer's listings of properties, with metadata.
        property_listings: &'a [PropertyListing<'a>],
        /// The customer's reservations: who may go where, and when.
        reservations: &'a [Reservation<'a>],
        /// The customer's residents.
        residents: &'a [Resident<'a>],
        /// The customer's rooms, as in a hotel.
        rooms: &'a [Room<'a>],
        /// The customer's sites, in which other places can be.
        sites: &'a [Site<'a>],
        /// The customer's other spaces.
        spaces: &'a [Space<'a>],
        /// The customer's staff, and where they work.
        staff_members: &'a [StaffMember<'a>],
        /// The customer's tenants.
        tenants: &'a [Tenant<'a>],
        /// The customer's units, as in an apartment building.
        units: &'a [Unit<'a>],
        /// The customer's user identities.
        user_identities: &'a [UserIdentity<'a>],
        /// The customer's users.
        users: &'a [User<'a>],
    }
    post "/customers/push_data";
    idempotent;
}

object! {
    /// What is in [`customer_resources_filters`](CreatePortal::customer_resources_filters).
    pub struct CustomerResourcesFilter<'a>(
        /// Name in the custom metadata.
        field: &'a str,
        /// How to compare; only `=` is supported. Known values: [`operation`].
        operation: &'a str,
        /// Text or boolean to compare with.
        value: Value<'a>,
    ) {}
}

object! {
    /// What is in [`features`](CreatePortal::features).
    pub struct Features<'a> {
        /// Settings of the feature `configure`.
        configure: &'a ConfigureFeature,
        /// Settings of the feature `connect`, which connects accounts.
        connect: &'a ConnectFeature<'a>,
        /// Settings of the feature `manage`, for devices, reservations and staff.
        manage: &'a ManageFeature<'a>,
        /// Earlier name of `manage`.
        manage_devices: &'a ManageDevicesFeature,
        /// Settings of the feature `organize`.
        organize: &'a OrganizeFeature,
    }
}

object! {
    /// What is in [`landing_page`](CreatePortal::landing_page).
    pub struct LandingPage<'a> {
        /// What to open in the feature `manage`: set one of the keys.
        manage: &'a ManagePage<'a>,
    }
}

object! {
    /// What is in [`customer_data`](CreatePortal::customer_data).
    pub struct CustomerData<'a>(
        /// Your own key for the customer whose resources they are.
        customer_key: &'a str,
    ) {
        /// The customer's access grants: who may go where, and when.
        access_grants: &'a [AccessGrant<'a>],
        /// The customer's bookings: who may go where, and when.
        bookings: &'a [Booking<'a>],
        /// The customer's buildings.
        buildings: &'a [Building<'a>],
        /// The customer's shared areas.
        common_areas: &'a [CommonArea<'a>],
        /// The customer's facilities, such as gyms.
        facilities: &'a [Facility<'a>],
        /// The customer's guests.
        guests: &'a [Guest<'a>],
        /// The customer's listings.
        listings: &'a [Listing<'a>],
        /// The customer's properties for short stays.
        properties: &'a [Property<'a>],
        /// The customer's listings of properties, with metadata.
        property_listings: &'a [PropertyListing<'a>],
        /// The customer's reservations: who may go where, and when.
        reservations: &'a [Reservation<'a>],
        /// The customer's residents.
        residents: &'a [Resident<'a>],
        /// The customer's rooms, as in a hotel.
        rooms: &'a [Room<'a>],
        /// The customer's sites, in which other places can be.
        sites: &'a [Site<'a>],
        /// The customer's other spaces.
        spaces: &'a [Space<'a>],
        /// The customer's staff, and where they work.
        staff_members: &'a [StaffMember<'a>],
        /// The customer's tenants.
        tenants: &'a [Tenant<'a>],
        /// The customer's units, as in an apartment building.
        units: &'a [Unit<'a>],
        /// The customer's user identities.
        user_identities: &'a [UserIdentity<'a>],
        /// The customer's users.
        users: &'a [User<'a>],
    }
}

object! {
    /// What is in [`access_grants`](PushData::access_grants).
    pub struct AccessGrant<'a>(
        /// Your own key for the access grant.
        access_grant_key: &'a str,
    ) {
        /// Your own keys for the buildings.
        building_keys: &'a [&'a str],
        /// Your own keys for the common areas.
        common_area_keys: &'a [&'a str],
        /// When it ends, in ISO 8601. It must be in the future and after the start.
        ends_at: Time<'a>,
        /// Your own keys for the facilities.
        facility_keys: &'a [&'a str],
        /// Your own key for the guest.
        guest_key: &'a str,
        /// Your own keys for the listings.
        listing_keys: &'a [&'a str],
        /// The access grant's name.
        name: &'a str,
        /// PIN to use if possible.
        preferred_code: &'a str,
        /// Your own keys for the properties.
        property_keys: &'a [&'a str],
        /// Your own key for the resident.
        resident_key: &'a str,
        /// Your own keys for the rooms.
        room_keys: &'a [&'a str],
        /// Your own keys for the spaces.
        space_keys: &'a [&'a str],
        /// When it starts, in ISO 8601.
        starts_at: Time<'a>,
        /// Your own key for the tenant.
        tenant_key: &'a str,
        /// Your own keys for the units.
        unit_keys: &'a [&'a str],
        /// Your own key for the user identity.
        user_identity_key: &'a str,
        /// Your own key for the user.
        user_key: &'a str,
    }
}

object! {
    /// What is in [`bookings`](PushData::bookings).
    pub struct Booking<'a>(
        /// Your own key for the booking.
        booking_key: &'a str,
    ) {
        /// Your own keys for the buildings.
        building_keys: &'a [&'a str],
        /// Your own keys for the common areas.
        common_area_keys: &'a [&'a str],
        /// When it ends, in ISO 8601. It must be in the future and after the start.
        ends_at: Time<'a>,
        /// Your own keys for the facilities.
        facility_keys: &'a [&'a str],
        /// Your own key for the guest.
        guest_key: &'a str,
        /// Your own keys for the listings.
        listing_keys: &'a [&'a str],
        /// The booking's name.
        name: &'a str,
        /// PIN to use if possible.
        preferred_code: &'a str,
        /// Your own keys for the properties.
        property_keys: &'a [&'a str],
        /// Your own key for the resident.
        resident_key: &'a str,
        /// Your own keys for the rooms.
        room_keys: &'a [&'a str],
        /// Your own keys for the spaces.
        space_keys: &'a [&'a str],
        /// When it starts, in ISO 8601.
        starts_at: Time<'a>,
        /// Your own key for the tenant.
        tenant_key: &'a str,
        /// Your own keys for the units.
        unit_keys: &'a [&'a str],
        /// Your own key for the user identity.
        user_identity_key: &'a str,
        /// Your own key for the user.
        user_key: &'a str,
    }
}

object! {
    /// What is in [`buildings`](PushData::buildings).
    pub struct Building<'a>(
        /// Your own key for the building.
        building_key: &'a str,
        /// The building's name.
        name: &'a str,
    ) {}
}

object! {
    /// What is in [`common_areas`](PushData::common_areas).
    pub struct CommonArea<'a>(
        /// Your own key for the common area.
        common_area_key: &'a str,
        /// The common area's name.
        name: &'a str,
    ) {
        /// Your own key for the site where it is.
        parent_site_key: &'a str,
    }
}

object! {
    /// What is in [`facilities`](PushData::facilities).
    pub struct Facility<'a>(
        /// Your own key for the facility.
        facility_key: &'a str,
        /// The facility's name.
        name: &'a str,
    ) {}
}

object! {
    /// What is in [`guests`](PushData::guests).
    pub struct Guest<'a>(
        /// Your own key for the guest.
        guest_key: &'a str,
        /// The guest's name.
        name: &'a str,
    ) {
        /// Email address.
        email_address: &'a str,
        /// Phone number in E.164 format, such as `+15555550100`.
        phone_number: &'a str,
    }
}

object! {
    /// What is in [`listings`](PushData::listings).
    pub struct Listing<'a>(
        /// Your own key for the listing.
        listing_key: &'a str,
        /// The listing's name.
        name: &'a str,
    ) {}
}

object! {
    /// What is in [`properties`](PushData::properties).
    pub struct Property<'a>(
        /// The property's name.
        name: &'a str,
        /// Your own key for the property.
        property_key: &'a str,
    ) {}
}

object! {
    /// What is in [`property_listings`](PushData::property_listings).
    pub struct PropertyListing<'a>(
        /// The property listing's name.
        name: &'a str,
        /// Your own key for the property listing.
        property_listing_key: &'a str,
    ) {
        /// Your own data: up to 50 pairs of a name and a text (500 characters at most) or boolean.
        custom_metadata: &'a dyn Fields,
    }
}

object! {
    /// What is in [`reservations`](PushData::reservations).
    pub struct Reservation<'a>(
        /// Your own key for the reservation.
        reservation_key: &'a str,
    ) {
        /// Your own keys for the buildings.
        building_keys: &'a [&'a str],
        /// Your own keys for the common areas.
        common_area_keys: &'a [&'a str],
        /// Your own data, by which a portal can select reservations.
        custom_metadata: &'a dyn Fields,
        /// When it ends, in ISO 8601. It must be in the future and after the start.
        ends_at: Time<'a>,
        /// Your own keys for the facilities.
        facility_keys: &'a [&'a str],
        /// Your own key for the guest.
        guest_key: &'a str,
        /// Your own keys for the listings.
        listing_keys: &'a [&'a str],
        /// The reservation's name.
        name: &'a str,
        /// PIN to use if possible.
        preferred_code: &'a str,
        /// Your own keys for the properties.
        property_keys: &'a [&'a str],
        /// Your own key for the resident.
        resident_key: &'a str,
        /// Your own keys for the rooms.
        room_keys: &'a [&'a str],
        /// Your own keys for the spaces.
        space_keys: &'a [&'a str],
        /// When it starts, in ISO 8601.
        starts_at: Time<'a>,
        /// Your own key for the tenant.
        tenant_key: &'a str,
        /// Your own keys for the units.
        unit_keys: &'a [&'a str],
        /// Your own key for the user identity.
        user_identity_key: &'a str,
        /// Your own key for the user.
        user_key: &'a str,
    }
}

object! {
    /// What is in [`residents`](PushData::residents).
    pub struct Resident<'a>(
        /// The resident's name.
        name: &'a str,
        /// Your own key for the resident.
        resident_key: &'a str,
    ) {
        /// Email address.
        email_address: &'a str,
        /// Phone number in E.164 format, such as `+15555550100`.
        phone_number: &'a str,
    }
}

object! {
    /// What is in [`rooms`](PushData::rooms).
    pub struct Room<'a>(
        /// The room's name.
        name: &'a str,
        /// Your own key for the room.
        room_key: &'a str,
    ) {
        /// Your own key for the site where it is.
        parent_site_key: &'a str,
    }
}

object! {
    /// What is in [`sites`](PushData::sites).
    pub struct Site<'a>(
        /// The site's name.
        name: &'a str,
        /// Your own key for the site.
        site_key: &'a str,
    ) {}
}

object! {
    /// What is in [`spaces`](PushData::spaces).
    pub struct Space<'a>(
        /// The space's name.
        name: &'a str,
        /// Your own key for the space.
        space_key: &'a str,
    ) {
        /// Defaults for stays in the space.
        customer_data: &'a CustomerDefaults<'a>,
        /// Length of a booking of the space, in minutes, if it is fixed.
        duration_minutes: i64,
        /// Where the space is.
        geolocation: &'a Geolocation,
        /// Your own key for the site where it is.
        parent_site_key: &'a str,
    }
}

object! {
    /// What is in [`staff_members`](PushData::staff_members).
    pub struct StaffMember<'a>(
        /// The staff member's name.
        name: &'a str,
        /// Your own key for the staff member.
        staff_member_key: &'a str,
    ) {
        /// Your own keys for the buildings.
        building_keys: &'a [&'a str],
        /// Your own keys for the common areas.
        common_area_keys: &'a [&'a str],
        /// Email address.
        email_address: &'a str,
        /// Your own keys for the facilities.
        facility_keys: &'a [&'a str],
        /// Your own keys for the listings.
        listing_keys: &'a [&'a str],
        /// Phone number in E.164 format, such as `+15555550100`.
        phone_number: &'a str,
        /// Your own keys for the properties.
        property_keys: &'a [&'a str],
        /// Your own keys for the property listings.
        property_listing_keys: &'a [&'a str],
        /// Your own keys for the rooms.
        room_keys: &'a [&'a str],
        /// Your own keys for the sites.
        site_keys: &'a [&'a str],
        /// Your own keys for the spaces.
        space_keys: &'a [&'a str],
        /// Your own keys for the units.
        unit_keys: &'a [&'a str],
    }
}

object! {
    /// What is in [`tenants`](PushData::tenants).
    pub struct Tenant<'a>(
        /// The tenant's name.
        name: &'a str,
        /// Your own key for the tenant.
        tenant_key: &'a str,
    ) {
        /// Email address.
        email_address: &'a str,
        /// Phone number in E.164 format, such as `+15555550100`.
        phone_number: &'a str,
    }
}

object! {
    /// What is in [`units`](PushData::units).
    pub struct Unit<'a>(
        /// The unit's name.
        name: &'a str,
        /// Your own key for the unit.
        unit_key: &'a str,
    ) {
        /// Your own key for the site where it is.
        parent_site_key: &'a str,
    }
}

object! {
    /// What is in [`user_identities`](PushData::user_identities).
    pub struct UserIdentity<'a>(
        /// The user identity's name.
        name: &'a str,
        /// Your own key for the user identity.
        user_identity_key: &'a str,
    ) {
        /// Email address.
        email_address: &'a str,
        /// Phone number in E.164 format, such as `+15555550100`.
        phone_number: &'a str,
    }
}

object! {
    /// What is in [`users`](PushData::users).
    pub struct User<'a>(
        /// The user's name.
        name: &'a str,
        /// Your own key for the user.
        user_key: &'a str,
    ) {
        /// Email address.
        email_address: &'a str,
        /// Phone number in E.164 format, such as `+15555550100`.
        phone_number: &'a str,
    }
}

object! {
    /// What is in [`configure`](Features::configure).
    pub struct ConfigureFeature {
        /// Whether customers can change the automatic rules for access.
        allow_access_automation_rule_customization: bool,
        /// Whether customers can change the automatic rules for climate.
        allow_climate_automation_rule_customization: bool,
        /// Whether customers can change how Instant Keys look.
        allow_instant_key_customization: bool,
        /// Whether the portal leaves this feature out; false by default.
        exclude: bool,
    }
}

object! {
    /// What is in [`connect`](Features::connect).
    pub struct ConnectFeature<'a> {
        /// Keys of the providers to offer there, such as `august`.
        accepted_providers: &'a [&'a str],
        /// Whether the portal leaves this feature out; false by default.
        exclude: bool,
        /// Keys of the providers not to offer there.
        excluded_providers: &'a [&'a str],
    }
}

object! {
    /// What is in [`manage`](Features::manage).
    pub struct ManageFeature<'a> {
        /// Your texts for the question before devices become managed, and billed; needs a feature
        /// flag.
        device_management_confirmation: &'a DeviceManagementConfirmation<'a>,
        /// Which types of events the portal's filter offers.
        events: &'a EventFilter<'a>,
        /// Whether the portal leaves this feature out; false by default.
        exclude: bool,
        /// Whether to hide the management of reservations.
        exclude_reservation_management: bool,
        /// Whether reservations are shown without technical details.
        exclude_reservation_technical_details: bool,
        /// Whether to hide the management of staff.
        exclude_staff_management: bool,
    }
}

object! {
    /// What is in [`manage_devices`](Features::manage_devices).
    pub struct ManageDevicesFeature {
        /// Whether the portal leaves this feature out; false by default.
        exclude: bool,
    }
}

object! {
    /// What is in [`organize`](Features::organize).
    pub struct OrganizeFeature {
        /// Whether the portal leaves this feature out; false by default.
        exclude: bool,
    }
}

object! {
    /// What is in [`manage`](LandingPage::manage).
    pub struct ManagePage<'a> {
        /// Your own key for the space.
        space_key: &'a str,
        /// Your own key for the property.
        property_key: &'a str,
        /// Your own key for the room.
        room_key: &'a str,
        /// Your own key for the common area.
        common_area_key: &'a str,
        /// Your own key for the unit.
        unit_key: &'a str,
        /// Your own key for the facility.
        facility_key: &'a str,
        /// Your own key for the building.
        building_key: &'a str,
        /// Your own key for the listing.
        listing_key: &'a str,
        /// Your own key for the property listing.
        property_listing_key: &'a str,
        /// Your own key for the site.
        site_key: &'a str,
        /// Your own key for the reservation.
        reservation_key: &'a str,
        /// Your own key for the booking.
        booking_key: &'a str,
        /// Your own key for the access grant.
        access_grant_key: &'a str,
    }
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

object! {
    /// What is in [`geolocation`](Space::geolocation).
    pub struct Geolocation(
        /// Latitude, in degrees.
        latitude: f64,
        /// Longitude, in degrees.
        longitude: f64,
    ) {}
}

object! {
    /// What is in
    /// [`device_management_confirmation`](ManageFeature::device_management_confirmation).
    pub struct DeviceManagementConfirmation<'a> {
        /// Text of the question; `{count}` stands for the number of devices.
        body: &'a str,
        /// Label of the button that cancels.
        cancel_button_label: &'a str,
        /// Label of the button that confirms.
        confirm_button_label: &'a str,
        /// Heading of the question.
        title: &'a str,
    }
}

object! {
    /// What is in [`events`](ManageFeature::events).
    pub struct EventFilter<'a> {
        /// Types of events to offer, such as `lock.unlocked`; empty for all.
        allowed_events: &'a [&'a str],
        /// Types of events that are selected at first.
        default_events: &'a [&'a str],
    }
}

response! {
    /// A customer portal: a page, hosted by Seam, where customers manage their own devices.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/customers).
    pub struct CustomerPortal {
        /// When it was created, in ISO 8601.
        pub created_at: String,
        /// Your own key for the customer.
        pub customer_key: String,
        /// When it expires, in ISO 8601.
        pub expires_at: String,
        /// Link for the customer. Whoever has it gets into the portal.
        pub url: Secret,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}

/// Known values of `locale`. Seam may add others.
pub mod locale {
    /// `en-US`
    pub const EN_US: &str = "en-US";
    /// `pt-PT`
    pub const PT_PT: &str = "pt-PT";
    /// `fr-FR`
    pub const FR_FR: &str = "fr-FR";
    /// `it-IT`
    pub const IT_IT: &str = "it-IT";
    /// `es-ES`
    pub const ES_ES: &str = "es-ES";
    /// `de-DE`
    pub const DE_DE: &str = "de-DE";
    /// `nl-NL`
    pub const NL_NL: &str = "nl-NL";
    /// `el-GR`
    pub const EL_GR: &str = "el-GR";
    /// `pl-PL`
    pub const PL_PL: &str = "pl-PL";
    /// `ru-RU`
    pub const RU_RU: &str = "ru-RU";
}

/// Known values of `navigation_mode`. Seam may add others.
pub mod navigation_mode {
    /// `full`
    pub const FULL: &str = "full";
    /// `restricted`
    pub const RESTRICTED: &str = "restricted";
}

/// Known values of `operation`. Seam may add others.
pub mod operation {
    /// `=`
    pub const EQUALS: &str = "=";
}
