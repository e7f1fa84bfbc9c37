//! All of Seam's endpoints: one module for each namespace.
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::Seam;

pub mod access_codes;
pub mod access_grants;
pub mod access_methods;
pub mod acs;
pub mod action_attempts;
pub mod connect_webviews;
pub mod connected_accounts;
pub mod customers;
pub mod devices;
pub mod events;
pub mod instant_keys;
pub mod issue;
pub mod locks;
pub mod noise_sensors;
pub mod phones;
pub mod spaces;
pub mod thermostats;
pub mod user_identities;
pub mod webhooks;
pub mod workspaces;

impl Seam {
    /// Access codes: the codes that people enter at a lock's keypad.
    pub fn access_codes(&self) -> access_codes::AccessCodes<'_> {
        access_codes::AccessCodes::new(self)
    }

    /// Access grants: who can open what, when, and how. Seam makes the codes, cards and keys for
    /// them.
    pub fn access_grants(&self) -> access_grants::AccessGrants<'_> {
        access_grants::AccessGrants::new(self)
    }

    /// Access methods: the PINs, cards and keys of access grants.
    pub fn access_methods(&self) -> access_methods::AccessMethods<'_> {
        access_methods::AccessMethods::new(self)
    }

    /// Access control systems (ACS): their users, entrances, credentials and encoders.
    pub fn acs(&self) -> acs::Acs<'_> {
        acs::Acs::new(self)
    }

    /// Action attempts: the outcome of an action that takes time, such as unlocking a door.
    pub fn action_attempts(&self) -> action_attempts::ActionAttempts<'_> {
        action_attempts::ActionAttempts::new(self)
    }

    /// Connect Webviews: pages on which users connect their accounts to Seam.
    pub fn connect_webviews(&self) -> connect_webviews::ConnectWebviews<'_> {
        connect_webviews::ConnectWebviews::new(self)
    }

    /// Connected accounts: users' accounts with providers, through which Seam reaches devices.
    pub fn connected_accounts(&self) -> connected_accounts::ConnectedAccounts<'_> {
        connected_accounts::ConnectedAccounts::new(self)
    }

    /// Customers: their resources under your own keys, and portals for them.
    pub fn customers(&self) -> customers::Customers<'_> {
        customers::Customers::new(self)
    }

    /// Devices of all kinds, and the providers that Seam supports.
    pub fn devices(&self) -> devices::Devices<'_> {
        devices::Devices::new(self)
    }

    /// Events: what happened to devices, access codes, accounts and the rest.
    pub fn events(&self) -> events::Events<'_> {
        events::Events::new(self)
    }

    /// Instant Keys: mobile keys that a user gets by opening a link.
    pub fn instant_keys(&self) -> instant_keys::InstantKeys<'_> {
        instant_keys::InstantKeys::new(self)
    }

    /// Smart locks: list, lock, unlock and configure them.
    pub fn locks(&self) -> locks::Locks<'_> {
        locks::Locks::new(self)
    }

    /// Noise sensors and their thresholds.
    pub fn noise_sensors(&self) -> noise_sensors::NoiseSensors<'_> {
        noise_sensors::NoiseSensors::new(self)
    }

    /// Phones that can hold mobile keys.
    pub fn phones(&self) -> phones::Phones<'_> {
        phones::Phones::new(self)
    }

    /// Spaces: rooms, buildings and other places, with their devices and entrances.
    pub fn spaces(&self) -> spaces::Spaces<'_> {
        spaces::Spaces::new(self)
    }

    /// Thermostats: their modes, set points, climate presets and programs.
    pub fn thermostats(&self) -> thermostats::Thermostats<'_> {
        thermostats::Thermostats::new(self)
    }

    /// User identities: your users, who have access to devices and entrances.
    pub fn user_identities(&self) -> user_identities::UserIdentities<'_> {
        user_identities::UserIdentities::new(self)
    }

    /// Webhooks: URLs of yours to which Seam sends events.
    pub fn webhooks(&self) -> webhooks::Webhooks<'_> {
        webhooks::Webhooks::new(self)
    }

    /// Workspaces: separate sets of devices and other resources, for production or as a sandbox.
    pub fn workspaces(&self) -> workspaces::Workspaces<'_> {
        workspaces::Workspaces::new(self)
    }
}
