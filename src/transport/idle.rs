//! How long this network keeps idle connections, learned from those that died silently.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A connection that died after less idle time teaches nothing: the route has just changed.
const SHORTEST: Duration = Duration::from_secs(1);

/// How long a lesson holds at first. If it is confirmed, it holds for twice as long, up to `LONGEST`.
const HOLDS: Duration = Duration::from_secs(60 * 60);
const LONGEST: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// A NAT or firewall forgets idle flows, and silently drops later packets on them. Finding out anew would cost seconds
/// each time.
#[derive(Default)]
pub(super) struct Idle(Mutex<Option<Lesson>>);

#[derive(Clone, Copy)]
struct Lesson {
    /// A connection that was idle for this long is not reused.
    limit: Duration,
    until: Instant,
    holds: Duration,
}

impl Idle {
    /// Records that a connection was dead after it had been idle for this long.
    pub(super) fn died_after(&self, idle: Duration, now: Instant) {
        if idle < SHORTEST {
            return;
        }
        let mut lesson = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (limit, holds) = match *lesson {
            // Other connections may have been in use when it was learned.
            Some(Lesson { limit, holds, until }) if now < until => (limit, holds),
            Some(Lesson { holds, .. }) => (Duration::MAX, (holds * 2).min(LONGEST)),
            None => (Duration::MAX, HOLDS),
        };
        let limit = limit.min(idle / 2).max(SHORTEST / 2);
        *lesson = Some(Lesson { limit, until: now + holds, holds });
    }

    /// How long a connection may have been idle and still be used.
    pub(super) fn limit(&self, now: Instant) -> Duration {
        let lesson = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match *lesson {
            Some(Lesson { limit, until, .. }) if now < until => limit,
            _ => Duration::MAX,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_connection_that_died_idle_halves_the_idle_limit_for_an_hour() {
        let (idle, start) = (Idle::default(), Instant::now());
        assert_eq!(idle.limit(start), Duration::MAX);
        idle.died_after(10 * SECOND, start);
        assert_eq!(idle.limit(start), 5 * SECOND);
        // A connection that was idle for longer changes nothing.
        idle.died_after(12 * SECOND, start + SECOND);
        assert_eq!(idle.limit(start + SECOND), 5 * SECOND);
        idle.died_after(4 * SECOND, start + 2 * SECOND);
        assert_eq!(idle.limit(start + 2 * SECOND), 2 * SECOND);
        let end = start + 2 * SECOND + HOLDS;
        assert_eq!(idle.limit(end - SECOND), 2 * SECOND);
        assert_eq!(idle.limit(end), Duration::MAX);
    }

    #[test]
    fn repeated_deaths_double_how_long_the_limit_holds_up_to_a_week() {
        let (idle, mut now) = (Idle::default(), Instant::now());
        let mut held = Vec::new();
        for _ in 0..10 {
            idle.died_after(8 * SECOND, now);
            assert_eq!(idle.limit(now), 4 * SECOND);
            let mut hours = 0;
            while idle.limit(now) < Duration::MAX {
                now += HOLDS;
                hours += 1;
            }
            held.push(hours);
        }
        assert_eq!(held, [1, 2, 4, 8, 16, 32, 64, 128, 168, 168]);
    }

    #[test]
    fn the_idle_limit_never_drops_below_half_a_second() {
        let (idle, now) = (Idle::default(), Instant::now());
        idle.died_after(SECOND - Duration::from_millis(1), now);
        assert_eq!(idle.limit(now), Duration::MAX);
        idle.died_after(SECOND, now);
        assert_eq!(idle.limit(now), SECOND / 2);
    }
}
