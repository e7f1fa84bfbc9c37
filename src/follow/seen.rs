//! The events that were returned and may be listed again.

use super::sweep::MAX_AHEAD;
use super::{EventFollower, Millis};

/// An event that was returned.
pub(super) struct Returned {
    pub(super) hash: u128,
    /// An upper bound of its time: the time is before this.
    pub(super) before: Millis,
    /// The latest sweep that saw it.
    pub(super) sweep: u32,
}

/// How many events are remembered between windows. Fewer in tests, which would be slow otherwise.
pub(super) const MAX_RETURNED: usize = if cfg!(test) { 2_000 } else { 10_000 };

impl EventFollower {
    /// Forgets the events that cannot be listed again. If too many are left, raises the position's lower bound, so that
    /// the oldest ones are not requested again. All events up to `end` that Seam had listed were returned.
    pub(super) fn forget(&mut self, end: Millis) {
        let Some(position) = &mut self.position else { return };
        self.returned.retain(|it| it.before > position.lower);
        // Events whose time is far in the future do not count: Seam lists them until then, whatever the lower bound is.
        let future = self.latest.saturating_add(MAX_AHEAD);
        let too_many = self.returned.iter().filter(|it| it.before <= future).count();
        let too_many = too_many.saturating_sub(MAX_RETURNED);
        if too_many == 0 {
            return;
        }
        // The first time up to which there are too many. Events of unknown time, which were restored and not listed
        // since, stay.
        let (mut first, mut last) = (position.lower, end.min(self.latest));
        while first < last {
            let middle = first + (last - first) / 2;
            if self.returned.iter().filter(|it| it.before <= middle).count() < too_many {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        self.returned.retain(|it| it.before > first);
        position.lower = first;
    }
}

/// FNV-1a: it takes little code, and only Seam chooses the IDs, so nobody tries to make two of them collide.
pub(super) fn hash(id: &str) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    id.bytes().fold(BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}
