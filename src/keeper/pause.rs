//! Failed attempts to renew the session, and the pause after each.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::{SessionKeeper, State};
use crate::Error;
use crate::timestamp::{Timestamp, since_1970};

/// Since when a [`SessionKeeper`] has failed to renew its session, and why: [`SessionKeeper::health`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RenewalFailure {
    /// When the first attempt failed, by the device's clock.
    pub since: SystemTime,
    /// How many attempts have failed.
    pub attempts: u32,
    /// Why the latest attempt failed.
    pub error: Arc<Error>,
}

impl fmt::Display for RenewalFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let attempts = if self.attempts == 1 { "attempt" } else { "attempts" };
        write!(
            f,
            "the session was not renewed ({} {attempts} since {}): {}",
            self.attempts,
            Timestamp::since_epoch(since_1970(self.since)),
            self.error
        )
    }
}

/// The pause after the first failed attempt, and the longest pause: if no request reached Seam, and if one may have.
pub(super) const PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE_UNREACHED: Duration = Duration::from_secs(5);
pub(super) const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The longest `Retry-After` of Seam's that counts. A larger number is more likely a mistake than meant.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(30 * 60);

impl SessionKeeper {
    /// Notes that an attempt failed.
    pub(super) fn note_failure(&self, state: &mut State, error: Error) {
        let unreached = matches!(&error, Error::Transport(error) if !error.may_have_been_sent());
        let retry_after = match &error {
            Error::Api(error) => {
                // A gateway does not know how long Seam will take.
                let longest =
                    if error.is_from_seam() { LONGEST_RETRY_AFTER } else { LONGEST_PAUSE };
                error.retry_after().unwrap_or_default().min(longest)
            }
            _ => Duration::ZERO,
        };
        let (since, attempts) = match &state.failure {
            Some(failure) => (failure.since, failure.attempts.saturating_add(1)),
            None => (self.clock.wall(), 1),
        };
        let longest = if unreached { LONGEST_PAUSE_UNREACHED } else { LONGEST_PAUSE };
        let longest = doubled(PAUSE, attempts - 1).min(longest);
        // At least half of it, so that a program that calls in a loop does not ask Seam in a loop. All clients get the
        // same `Retry-After`, and must not come back at the same moment.
        let random = self.clock.random();
        let pause = longest.mul_f64(0.5 + 0.5 * random).max(retry_after.mul_f64(1.0 + random));
        let now = self.clock.now();
        state.failed_at = now;
        state.next_attempt =
            if state.retry_at_once { Duration::ZERO } else { now.saturating_add(pause) };
        state.retry_at_once = false;
        state.failure = Some(RenewalFailure { since, attempts, error: Arc::new(error) });
    }
}

/// The time, doubled this many times.
pub(super) fn doubled(time: Duration, times: u32) -> Duration {
    time.saturating_mul(2_u32.saturating_pow(times))
}
