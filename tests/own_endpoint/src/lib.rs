//! Opens a door by its name.

use miniserde::Deserialize;
use seam_client::{Error, Seam, endpoint, json};

#[cfg(refused)]
mod refused;

endpoint! {
    struct ListLocks {}
    post "/locks/list";
    response "devices": Vec<Lock>, by json::miniserde;
    pages;
    idempotent;
}

#[derive(Deserialize)]
struct Lock {
    device_id: String,
    display_name: String,
}

endpoint! {
    /// Unlocks a lock.
    pub struct UnlockDoor<'a>(device_id: &'a str) {}
    post "/locks/unlock_door";
    response "action_attempt": ActionAttempt, by json::miniserde;
}

/// An action that Seam performs.
#[derive(Debug, Deserialize)]
pub struct ActionAttempt {
    /// Its ID.
    pub action_attempt_id: String,
    /// `pending`, `success` or `error`.
    pub status: String,
}

/// Unlocks the lock with this name. Returns `None` if there is none.
pub fn open(seam: &Seam, name: &str) -> Result<Option<ActionAttempt>, Error> {
    for lock in seam.pages(ListLocks::new()) {
        let lock = lock?;
        if lock.display_name == name {
            return seam.call(&UnlockDoor::new(&lock.device_id)).map(Some);
        }
    }
    Ok(None)
}
