//! The clock and random numbers, which tests replace.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant, SystemTime};

use crate::timestamp::since_1970;

/// The clock and random numbers, so that tests can replace them.
pub(crate) trait Clock {
    /// The time since a fixed moment. It never goes back, and it stands still while the device sleeps.
    fn now(&self) -> Duration;
    /// The device's clock, which anyone may set.
    fn wall(&self) -> SystemTime;
    fn sleep(&self, time: Duration);
    /// From 0 up to 1.
    fn random(&self) -> f64;
}

/// The time by Seam's clock, from one response.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told {
    /// Tells responses apart.
    pub(crate) number: u32,
    /// Seam's time, since 1970.
    pub(crate) seam: Duration,
    /// The device's clocks when the exchange began. The response may have taken long, but the time since Seam sent it
    /// is never longer than the time since then.
    pub(crate) at: Instant,
    pub(crate) wall: SystemTime,
    /// How many whole seconds the device's clock was ahead when the response came.
    pub(crate) skew: i64,
}

/// How many whole seconds `wall` is ahead of `seam`.
pub(crate) fn skew(wall: SystemTime, seam: Duration) -> i64 {
    let seconds = |time: Duration| i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
    seconds(since_1970(wall)) - seconds(seam)
}

/// The clock of this machine.
pub(crate) struct SystemClock(Instant);

impl SystemClock {
    pub(crate) fn new() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }

    fn random(&self) -> f64 {
        const NUMBERS: f64 = 4_294_967_296.0;
        // Each `RandomState` has new keys from the system's random numbers: enough to keep devices apart.
        let number = RandomState::new().hash_one(0_u8) as u32;
        f64::from(number) / NUMBERS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sleeping_advances_the_clock() {
        let (clock, before) = (SystemClock::new(), SystemTime::now());
        let time = Duration::from_millis(20);
        clock.sleep(time);
        let slept = clock.now();
        assert!(slept >= time, "{slept:?}");
        assert!(clock.now() >= slept);
        // Unless somebody sets it meanwhile.
        let day = Duration::from_secs(24 * 60 * 60);
        assert!((before - day..before + day).contains(&clock.wall()));
    }

    #[test]
    fn random_numbers_are_evenly_distributed() {
        let clock = SystemClock::new();
        let numbers: Vec<f64> = (0..10_000).map(|_| clock.random()).collect();
        assert!(numbers.iter().all(|number| (0.0..1.0).contains(number)));
        // About a tenth of them in each tenth: the odds of failing by chance are one in a number of 20 digits.
        for tenth in 0..10 {
            let count = numbers.iter().filter(|number| (*number * 10.0) as i32 == tenth).count();
            assert!((700..1300).contains(&count), "{tenth}: {count}");
        }
    }
}
