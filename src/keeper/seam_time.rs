//! What the keeper knows of Seam's time: what responses told, and what the device's clocks say has passed since.

use std::time::{Duration, SystemTime};

use super::pause::{LONGEST_PAUSE, PAUSE, doubled};
use super::source::Source;
use crate::clock::Clock;
use crate::timestamp::since_1970;

/// A wall clock that disagrees with Seam's by less than this is not counted as one that jumped.
const JUMP: Duration = Duration::from_secs(60);

/// The device's clocks are assumed to lose at most one part in this many. Quartz clocks lose a tenth of that.
const DRIFT: u32 = 1000;

/// What is known of Seam's time.
#[derive(Default)]
pub(super) struct SeamTime {
    /// The latest estimate; `None` if nothing is known yet.
    moment: Option<Moment>,
    /// The number of the latest response that told Seam's time.
    told: Option<u32>,
    /// The estimate is only the time at which the restored session was given, since the device's clock was behind that.
    guessed: bool,
    /// How often in a row Seam's time has proved the wall clock wrong, and until which reading of the monotonic clock
    /// the wall clock is therefore ignored.
    jumps: u32,
    pub(super) distrusted_until: Duration,
}

/// Seam's time at a moment, and the readings of the device's two clocks then.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub(super) seam: Duration,
    pub(super) now: Duration,
    pub(super) wall: SystemTime,
    /// How much of the time since Seam told its time is known from the wall clock alone.
    pub(super) by_wall: Duration,
}

impl Moment {
    pub(super) fn at(seam: Duration, clock: &dyn Clock) -> Self {
        Self { seam, now: clock.now(), wall: clock.wall(), by_wall: Duration::ZERO }
    }

    /// The present moment. Its estimate of Seam's time is never too early, as far as the clocks show.
    fn advanced(self, clock: &dyn Clock, trusts_wall: bool) -> Self {
        let (now, wall) = (clock.now(), clock.wall());
        let elapsed = now.saturating_sub(self.now);
        let on_the_wall = wall.duration_since(self.wall).ok().filter(|_| trusts_wall);
        let more = on_the_wall.unwrap_or_default().saturating_sub(elapsed);
        let elapsed = elapsed.saturating_add(more);
        Self {
            seam: self.seam.saturating_add(elapsed.saturating_add(elapsed / DRIFT)),
            now,
            wall,
            by_wall: self.by_wall.saturating_add(more),
        }
    }
}

impl SeamTime {
    /// Reads the clocks, and the time that Seam has told since the last call. Returns Seam's time now or a later time,
    /// never an earlier one as far as the clocks show; `None` if nothing is known of it.
    pub(super) fn now(&mut self, source: &dyn Source, clock: &dyn Clock) -> Option<Duration> {
        // The more often this reads the clocks, the less can happen to both of them in between.
        let is_guess = self.guessed && self.told.is_none();
        let trusts_wall = clock.now() >= self.distrusted_until && !is_guess;
        let mut estimate = self.moment.map(|it| it.advanced(clock, trusts_wall));
        if let Some(moment) = estimate.as_mut().filter(|_| is_guess) {
            // If somebody corrects the clock, that step is not time that has passed.
            moment.seam = moment.seam.max(since_1970(moment.wall));
        }
        self.moment = estimate;
        // Responses to the program's own calls count too.
        let told = source.told(clock);
        if let Some((number, told)) = told.filter(|(number, _)| self.told != Some(*number)) {
            let present = told.advanced(clock, trusts_wall);
            let jumped = estimate.is_some_and(|estimate| {
                let wrong = estimate.seam.saturating_sub(present.seam);
                estimate.by_wall > JUMP && wrong > estimate.by_wall / 2
            });
            // A clock that keeps jumping must not cause a request each time.
            if jumped {
                self.jumps = self.jumps.saturating_add(1);
                let doubt = doubled(PAUSE, self.jumps).min(LONGEST_PAUSE);
                self.distrusted_until = present.now.saturating_add(doubt);
            } else if trusts_wall && present.by_wall <= JUMP {
                self.jumps = 0;
            }
            self.told = Some(number);
            self.moment = Some(present);
        }
        self.moment.map(|it| it.seam)
    }

    /// Whether a response has told the time.
    pub(super) fn is_told(&self) -> bool {
        self.told.is_some()
    }

    /// Assumes this time until Seam tells its own. `behind` says whether the device's clock reads less than that.
    pub(super) fn assume(&mut self, seam: Duration, behind: bool, clock: &dyn Clock) {
        self.moment.get_or_insert_with(|| Moment::at(seam, clock));
        self.guessed = behind;
    }
}
