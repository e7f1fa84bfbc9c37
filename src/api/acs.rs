//! Access control systems (ACS): their users, entrances, credentials and encoders.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/acs).
//!
//! ```no_run
//! use seam_client::acs;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! for system in seam.acs().systems().list(acs::systems::List::new())? {
//!     let users = acs::users::List::new().acs_system_id(&system.acs_system_id);
//!     println!("{}: {} users", system.name, seam.acs().users().list(users)?.len());
//! }
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::Seam;

pub mod access_groups;
pub mod credentials;
pub mod encoders;
pub mod entrances;
pub mod systems;
pub mod users;

/// The endpoints of `/acs`, returned by [`Seam::acs`].
#[derive(Clone, Copy, Debug)]
pub struct Acs<'a> {
    seam: &'a Seam,
}

impl<'a> Acs<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Access groups: users of an access system who can use the same entrances.
    pub fn access_groups(&self) -> access_groups::AccessGroups<'a> {
        access_groups::AccessGroups::new(self.seam)
    }

    /// Credentials: the PINs, cards and keys of an access system's users.
    pub fn credentials(&self) -> credentials::Credentials<'a> {
        credentials::Credentials::new(self.seam)
    }

    /// Encoders: they read cards and write credentials onto them.
    pub fn encoders(&self) -> encoders::Encoders<'a> {
        encoders::Encoders::new(self.seam)
    }

    /// Entrances: doors, gates and elevators that an access system guards.
    pub fn entrances(&self) -> entrances::Entrances<'a> {
        entrances::Entrances::new(self.seam)
    }

    /// Access systems that are connected to Seam.
    pub fn systems(&self) -> systems::Systems<'a> {
        systems::Systems::new(self.seam)
    }

    /// Users of access systems: their data, their groups and their access.
    pub fn users(&self) -> users::Users<'a> {
        users::Users::new(self.seam)
    }
}
