//! The body of a response, read within a limit.

use std::io::{self, Read};

use ureq::Body;

/// Reads a body of at most `limit` bytes, and one more if there is one, which tells a body that is too long from
/// one that just fits. `length` is what the server announced, which may be wrong.
pub(super) fn read_body(
    body: Body,
    into: &mut Vec<u8>,
    length: Option<usize>,
    limit: usize,
) -> io::Result<()> {
    const STEP: usize = 4 * 1024;
    /// Copying a body into more room takes the old and the new for a moment: from here on, it goes
    /// at once to the most that there can be, unless that is very much.
    const LAST_COPY: usize = 128 * 1024;
    const VERY_MUCH: usize = 8 * 1024 * 1024;

    fn reserve(into: &mut Vec<u8>, capacity: usize) -> io::Result<()> {
        let more = capacity.saturating_sub(into.len());
        into.try_reserve_exact(more).map_err(|_| io::ErrorKind::OutOfMemory.into())
    }

    let most = limit.saturating_add(1);
    let mut reader = body.into_reader();
    // Not read into the room itself: to fill that with zeros first costs a small build, byte by byte,
    // more than all the rest of a call.
    let mut piece = [0; STEP];
    reserve(into, length.unwrap_or(STEP).min(most).min(VERY_MUCH))?;
    loop {
        let room = (most - into.len()).min(STEP);
        let amount = match reader.read(piece.get_mut(..room).unwrap_or_default()) {
            // Also where there was no room left to read into.
            Ok(0) => return Ok(()),
            Ok(amount) => amount,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let (needed, capacity) = (into.len() + amount, into.capacity());
        if needed > capacity {
            let doubles = capacity < LAST_COPY || most > VERY_MUCH;
            let wanted = if doubles { capacity.saturating_mul(2).max(STEP) } else { most };
            reserve(into, wanted.max(needed).min(most))?;
        }
        into.extend_from_slice(piece.get(..amount).unwrap_or_default());
    }
}
