//! How far a follower has got, and how it saves that.

use std::fmt::{self, Write as _};

use super::seen::Returned;
use super::{EventFollower, Millis};
use crate::endpoint::{Fields, Value};
use crate::json::encode;
use crate::response::{read_response, response};
use crate::saved::{Flaw, open, seal};

/// How far a follower has got. An event's time is the one that Seam compares with `since`, whichever that is.
#[derive(Clone, Copy)]
pub(super) struct Position {
    /// All events up to this time that Seam had listed were returned, and this time has passed at Seam.
    pub(super) reached: Millis,
    /// The follower does not request events up to this time any more: those that were not returned are too late, or
    /// filtered out. This time never goes back.
    pub(super) lower: Millis,
}

impl EventFollower {
    /// The position as bytes, for [`restore`](Self::restore) after a restart. They contain hashes of event IDs, and no
    /// secret.
    ///
    /// The position is exact between any two events. The bytes stay the same until it changes, for each event once or
    /// twice: write them only when they differ, to spare the flash. They take about 200 bytes, and 32 more
    /// for each event within the [`overlap`](Self::overlap).
    pub fn save(&self) -> Vec<u8> {
        let [reached, lower] = match self.position {
            Some(Position { reached, lower }) => [reached.to_string(), lower.to_string()],
            None => [String::new(), String::new()],
        };
        let mut given = String::with_capacity(self.returned.len() * HASH);
        for event in &self.returned {
            // Writing to a `String` cannot fail.
            let _ = write!(given, "{:032x}", event.hash);
        }
        let saved = Saved { endpoint: self.source.endpoint(), reached, lower, given };
        // All of it can be encoded.
        seal(FORMAT, VERSION, &encode(&saved).unwrap_or_default())
    }

    /// Continues from a [saved](Self::save) position.
    ///
    /// The filters may differ from those of the follower that saved it; they apply from that position on. If they let
    /// more events through, those from up to the [`overlap`](Self::overlap) before it are returned too.
    ///
    /// # Errors
    ///
    /// [`RestorePositionError`], which says why the follower did not take the position. Its state is then unchanged.
    pub fn restore(&mut self, bytes: &[u8]) -> Result<(), RestorePositionError> {
        let text = open(FORMAT, VERSION, bytes).map_err(|flaw| match flaw {
            Flaw::Damaged => RestorePositionError::Damaged,
            Flaw::OtherVersion => RestorePositionError::OtherVersion,
        })?;
        let restored: Restored =
            read_response(text, None).map_err(|_| RestorePositionError::Damaged)?;
        if restored.endpoint != self.source.endpoint() {
            return Err(RestorePositionError::OtherEndpoint);
        }
        let (position, returned) = restored.read().ok_or(RestorePositionError::Damaged)?;
        (self.position, self.returned) = (position, returned);
        self.latest = position.map_or(0, |it| it.reached);
        self.width = None;
        self.read_again();
        Ok(())
    }
}

/// Why [`EventFollower::restore`] did not take a saved position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RestorePositionError {
    /// The bytes are not what [`EventFollower::save`] returned.
    Damaged,
    /// Another version of this crate saved it, in another format.
    OtherVersion,
    /// The position is for another endpoint.
    OtherEndpoint,
}

impl fmt::Display for RestorePositionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "the saved position is damaged",
            Self::OtherVersion => "another version of seam-client saved the position",
            Self::OtherEndpoint => "the saved position is for another endpoint",
        })
    }
}

impl std::error::Error for RestorePositionError {}

/// How saved bytes begin, and the version of their format after that.
pub(super) const FORMAT: &str = "seam-client events ";
pub(super) const VERSION: &str = "1";

/// How many hexadecimal digits a hash has.
pub(super) const HASH: usize = 32;

/// The saved JSON. Times are strings, since they do not fit every codec's numbers.
struct Saved<'a> {
    endpoint: &'a str,
    reached: String,
    lower: String,
    given: String,
}

impl Fields for Saved<'_> {
    fn field(&self, index: usize) -> Option<(&str, Option<Value<'_>>)> {
        Some(match index {
            0 => ("endpoint", Some(Value::Text(self.endpoint))),
            1 => ("reached", Some(Value::Text(&self.reached))),
            2 => ("lower", Some(Value::Text(&self.lower))),
            3 => ("given", Some(Value::Text(&self.given))),
            _ => return None,
        })
    }
}

response! {
    /// The saved JSON, as it is read.
    #[allow(unreachable_pub, unnameable_types)]
    pub struct Restored {
        endpoint: String,
        reached: String,
        lower: String,
        given: String,
    }
}

impl Restored {
    /// The position, and the events that were returned, sorted by their hash.
    fn read(&self) -> Option<(Option<Position>, Vec<Returned>)> {
        if self.reached.is_empty() {
            return Some((None, Vec::new()));
        }
        let position =
            Position { reached: self.reached.parse().ok()?, lower: self.lower.parse().ok()? };
        let mut given = Vec::with_capacity(self.given.len() / HASH);
        let mut rest = self.given.as_str();
        while !rest.is_empty() {
            let (digits, others) = rest.split_at_checked(HASH)?;
            let hash = u128::from_str_radix(digits, 16).ok()?;
            if given.last().is_some_and(|last: &Returned| last.hash >= hash) {
                return None;
            }
            // Its time is unknown until a sweep sees it.
            given.push(Returned { hash, before: Millis::MAX, sweep: 0 });
            rest = others;
        }
        Some((Some(position), given))
    }
}
