//! The events that were given out and may be listed again.

use super::sweep::AHEAD;
use super::{EventFollower, Millis};

/// An event that was given out.
pub(super) struct Given {
    pub(super) hash: u128,
    /// Its time is before this one, as far as is known.
    pub(super) before: Millis,
    /// The latest sweep that saw it.
    pub(super) sweep: u32,
}

/// How many events are remembered, between windows. Fewer in tests, which take their time with so many.
pub(super) const MOST_GIVEN: usize = if cfg!(test) { 2_000 } else { 10_000 };

impl EventFollower {
    /// Forgets events that cannot come again; if there are too many, by not asking for them again. All events up to
    /// `end` that Seam had listed were given out.
    pub(super) fn forget(&mut self, end: Millis) {
        let Some(position) = &mut self.position else { return };
        self.given.retain(|it| it.before > position.lower);
        // To look for late events in less of the overlap is no help against those whose time is far in the future:
        // they are listed until then.
        let future = self.latest.saturating_add(AHEAD);
        let too_many = self.given.iter().filter(|it| it.before <= future).count();
        let too_many = too_many.saturating_sub(MOST_GIVEN);
        if too_many == 0 {
            return;
        }
        // The first time up to which there are so many. Those whose times are not known, as of what was restored and
        // not seen since, stay.
        let (mut first, mut last) = (position.lower, end.min(self.latest));
        while first < last {
            let middle = first + (last - first) / 2;
            if self.given.iter().filter(|it| it.before <= middle).count() < too_many {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        self.given.retain(|it| it.before > first);
        position.lower = first;
    }
}

/// FNV-1a: short, and nobody but Seam makes up IDs.
pub(super) fn hash(id: &str) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    id.bytes().fold(BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}
