//! What the keeper knows of Seam's time: what responses told, and what the device's clocks say has passed since.

use std::time::{Duration, SystemTime};

use super::pause::{LONGEST_PAUSE, PAUSE, doubled};
use super::source::Source;
use crate::clock::Clock;
use crate::timestamp::since_1970;

/// Wall clocks that disagree with Seam's by less than this have not been set.
const JUMP: Duration = Duration::from_secs(60);

/// A device's clocks are taken to lose no more than one part in this many. Crystals lose a tenth of that.
const DRIFT: u32 = 1000;

/// What is known of Seam's time.
#[derive(Default)]
pub(super) struct SeamTime {
    /// `None` before Seam told any.
    moment: Option<Moment>,
    /// The number of the response that told it.
    told: Option<u32>,
    /// It is a guess from what was restored, since the device's clock was behind even that.
    guessed: bool,
    /// The device's wall clock has been proved wrong this often in a row, and is not believed before
    /// this reading of the monotonic clock.
    jumps: u32,
    pub(super) doubted_until: Duration,
}

/// A moment at which Seam's time is known, by the device's two clocks.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub(super) seam: Duration,
    pub(super) now: Duration,
    pub(super) wall: SystemTime,
    /// How much of Seam's time since it was told is by the word of the wall clock alone.
    pub(super) by_wall: Duration,
}

impl Moment {
    pub(super) fn at(seam: Duration, clock: &dyn Clock) -> Self {
        Self { seam, now: clock.now(), wall: clock.wall(), by_wall: Duration::ZERO }
    }

    /// The present moment: Seam's time now, or later than that.
    fn moved(self, clock: &dyn Clock, believes_wall: bool) -> Self {
        let (now, wall) = (clock.now(), clock.wall());
        let elapsed = now.saturating_sub(self.now);
        let on_the_wall = wall.duration_since(self.wall).ok().filter(|_| believes_wall);
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
    /// Looks at the clocks, and at what Seam has told of its time since the last look. Returns Seam's
    /// time now, or later than that; `None` if nothing is known of it.
    pub(super) fn now(&mut self, source: &dyn Source, clock: &dyn Clock) -> Option<Duration> {
        // The more often the clocks are looked at, the less can happen to both of them between.
        let is_guess = self.guessed && self.told.is_none();
        let believes_wall = clock.now() >= self.doubted_until && !is_guess;
        let mut believed = self.moment.map(|it| it.moved(clock, believes_wall));
        if let Some(moment) = believed.as_mut().filter(|_| is_guess) {
            // If somebody sets the clock right, that step is not time that has passed.
            moment.seam = moment.seam.max(since_1970(moment.wall));
        }
        self.moment = believed;
        // Also what calls told that are none of the keeper's own.
        let told = source.told(clock);
        if let Some((number, told)) = told.filter(|(number, _)| self.told != Some(*number)) {
            let present = told.moved(clock, believes_wall);
            let jumped = believed.is_some_and(|believed| {
                let wrong = believed.seam.saturating_sub(present.seam);
                believed.by_wall > JUMP && wrong > believed.by_wall / 2
            });
            // A clock that jumps all the time must not lead to a request each time.
            if jumped {
                self.jumps = self.jumps.saturating_add(1);
                let doubt = doubled(PAUSE, self.jumps).min(LONGEST_PAUSE);
                self.doubted_until = present.now.saturating_add(doubt);
            } else if believes_wall && present.by_wall <= JUMP {
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

    /// Takes the time for `seam` until Seam tells it; `behind`, if the device's clock reads less than that.
    pub(super) fn assume(&mut self, seam: Duration, behind: bool, clock: &dyn Clock) {
        self.moment.get_or_insert_with(|| Moment::at(seam, clock));
        self.guessed = behind;
    }
}
