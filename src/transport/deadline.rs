//! Deadlines.

use std::io;
use std::time::{Duration, Instant};

use ureq::Timeout;

/// The longest time until a deadline: adding more to the current time could overflow.
const FOREVER: Duration = Duration::from_secs(u32::MAX as u64);

/// When something must be over, by the monotonic clock.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline {
    at: Instant,
    reason: Timeout,
}

impl Deadline {
    pub(super) fn after(time: Duration, reason: Timeout) -> Self {
        Self { at: Instant::now() + time.min(FOREVER), reason }
    }

    /// The time that is left. It is never zero, which a socket would take for no limit.
    pub(super) fn left(self) -> io::Result<Duration> {
        let left = self.at.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(self.passed()) } else { Ok(left) }
    }

    /// The error for a deadline that has passed.
    pub(super) fn passed(self) -> io::Error {
        ureq::Error::Timeout(self.reason).into_io()
    }

    /// The deadline after half of the time that is left.
    #[cfg(any(feature = "tls", test))]
    pub(super) fn half(self) -> Self {
        let now = Instant::now();
        Self { at: now + self.at.saturating_duration_since(now) / 2, ..self }
    }

    pub(super) fn or_earlier(self, other: Self) -> Self {
        if other.at < self.at { other } else { self }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn half_a_deadline_is_half_of_the_remaining_time() {
        let hour = Deadline::after(Duration::from_secs(3600), Timeout::Connect);
        let half = hour.half().left().unwrap();
        assert!(half <= Duration::from_secs(1800) && half > Duration::from_secs(1700));
        let over = Deadline::after(Duration::ZERO, Timeout::Global);
        assert!(over.half().left().is_err());
    }

    #[test]
    fn the_earlier_of_two_deadlines_counts() {
        let after = |seconds, reason| Deadline::after(Duration::from_secs(seconds), reason);
        let (soon, late) = (after(10, Timeout::Connect), after(1000, Timeout::Global));
        for first in [soon.or_earlier(late), late.or_earlier(soon)] {
            assert_eq!(first.reason, Timeout::Connect);
            assert!(first.left().unwrap() <= Duration::from_secs(10));
        }
        assert!(after(u64::MAX, Timeout::Global).left().unwrap() > Duration::from_secs(1 << 30));
    }
}
