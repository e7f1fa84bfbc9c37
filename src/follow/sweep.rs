//! One way from the position to the present, window by window.

use std::time::Duration;

use super::position::Position;
use super::seen::hash;
use super::source::{Head, Listing};
use super::{EventFollower, Millis, Told, millis, parse};
use crate::Error;
use crate::pages::SEAMS_LIMIT;
use crate::response::{Json, Kept};
use crate::timestamp::Timestamp;

/// One way from the position's lower bound to the present, in windows.
pub(super) struct Sweep {
    number: u32,
    /// The window's ends, neither of them in it; the last window has no end.
    after: Millis,
    before: Option<Millis>,
    /// By how much the limit is raised, for a window that can get no narrower.
    raise: u32,
    /// Seam's time, or earlier, when the first window was read in which events may still be listed late: after
    /// that, what is listed late in it has to be looked for by another sweep.
    cap: Option<Millis>,
    /// How many events its windows held.
    count: usize,
    /// The latest times at which events were created, by their hash: [`WITNESSES`] of them.
    newest: Vec<(Millis, u128)>,
}

impl Sweep {
    /// The latest time that had passed at Seam when it made this list, as far as its events show.
    ///
    /// One event alone is not believed more than `Date`: going by a time that is in the future would lose what
    /// happens before. Without a `Date`, or with one that is behind, several have to agree.
    fn passed(&mut self, events: &[Kept<Head>], listed_at: Millis) -> Millis {
        let mut passed = 0;
        for Kept { it: event, .. } in events {
            let Some(created) = parse(&event.created_at) else {
                // Nothing else shows it.
                passed = listed_at.saturating_sub(AHEAD).max(passed);
                continue;
            };
            if created <= listed_at {
                passed = created.max(passed);
            }
            let it = (created, hash(&event.event_id));
            if let Err(place) = self.newest.binary_search_by(|other| it.cmp(other)) {
                self.newest.insert(place, it);
                self.newest.truncate(WITNESSES);
            }
        }
        let agreed = self.newest.get(WITNESSES - 1).map_or(0, |it| it.0);
        passed.max(agreed)
    }
}

/// How many events that were created at a time, or after it, show that it has passed, whatever `Date` says.
pub(super) const WITNESSES: usize = 10;

/// The narrowest window. Its ends are not in it, so there is one millisecond between them.
const NARROWEST: Millis = 2;

const MOST_RAISED: u32 = 8;

/// How far the clock that writes the `Date` of Seam's responses may be ahead of the one that writes `created_at`.
pub(super) const AHEAD: Millis = 10 * 60 * 1000;

pub(super) struct Queued {
    pub(super) json: Json,
    pub(super) id: String,
    pub(super) hash: u128,
    /// By which they are given out in order.
    pub(super) created: Option<Duration>,
    pub(super) occurred: Option<Duration>,
    /// As in [`Given`].
    pub(super) before: Millis,
}

impl EventFollower {
    /// Reads the next window, or finds that it has to be narrower. An error leaves all as it was.
    pub(super) fn read_window(&mut self) -> Result<(), Error> {
        let position = match self.position {
            Some(position) => position,
            None => *self.position.insert(self.begin()?),
        };
        let mut sweep = match self.sweep.take() {
            Some(sweep) => sweep,
            None => self.new_sweep(position),
        };
        let result = self.read_window_of(&mut sweep);
        self.sweep = Some(sweep);
        if result? && self.queue.is_empty() {
            self.settle();
        }
        Ok(())
    }

    fn new_sweep(&mut self, position: Position) -> Sweep {
        self.sweeps = self.sweeps.wrapping_add(1);
        let after = position.lower;
        let before = self.next_end(after);
        Sweep {
            number: self.sweeps,
            after,
            before,
            raise: 1,
            cap: None,
            count: 0,
            newest: Vec::new(),
        }
    }

    /// The end of the window that begins here: none, if that would be in the future.
    fn next_end(&self, after: Millis) -> Option<Millis> {
        let end = after.saturating_add(self.width?.max(NARROWEST));
        (end < self.present()).then_some(end)
    }

    /// Seam's time as far as it is known: no more than where to look.
    fn present(&self) -> Millis {
        self.seams_time().max(self.latest)
    }

    /// Notes what Seam told about the time, and returns the number of it.
    fn hear(&mut self) -> Option<u32> {
        let (number, time) = self.source.told()?;
        if self.told.as_ref().is_none_or(|it| it.number != number) {
            self.told = Some(Told { number, time, at: self.source.now() });
        }
        Some(number)
    }

    /// Seam's time by the latest `Date`, or a moment earlier; 0, if there was none.
    fn seams_time(&self) -> Millis {
        let Some(told) = &self.told else { return 0 };
        told.time.saturating_add(millis(self.source.now().saturating_duration_since(told.at)))
    }

    /// Reads the sweep's window into the queue. Returns whether that was all of it; if not, the window is narrower now.
    fn read_window_of(&mut self, sweep: &mut Sweep) -> Result<bool, Error> {
        let limit = self.limit.saturating_mul(sweep.raise);
        let number = self.hear();
        let asked_at = self.seams_time();
        let (events, too_large) =
            match self.source.events(&self.wanted, sweep.after, sweep.before, limit) {
                Ok(Listing { events, response }) => {
                    self.response = response;
                    (events, None)
                }
                Err(error) if is_too_large(&error) => (Vec::new(), Some(error)),
                Err(error) => return Err(error),
            };
        // Without a `Date`, Seam made the list after it was asked.
        let listed_at = if self.hear() == number {
            asked_at
        } else {
            self.told.as_ref().map_or(0, |it| it.time)
        };
        self.latest = self.latest.max(sweep.passed(&events, listed_at));

        let count = events.len();
        let is_full = count >= limit as usize || count == SEAMS_LIMIT;
        if is_full || too_large.is_some() {
            self.narrow(sweep, too_large)?;
            return Ok(false);
        }

        sweep.raise = 1;
        sweep.count = sweep.count.saturating_add(count);
        let is_sparse = count.saturating_mul(2) < limit as usize;
        if let Some(width) = sweep.before.map(|before| before.saturating_sub(sweep.after)) {
            self.width = Some(if is_sparse { width.saturating_mul(2) } else { width });
        }
        // At the least, it was this late when Seam responded.
        let passed = asked_at.saturating_sub(AHEAD).max(self.latest);
        let may_be_late = sweep.before.is_none_or(|it| it > passed.saturating_sub(self.overlap));
        if may_be_late && sweep.cap.is_none() {
            sweep.cap = Some(self.latest);
        }
        for Kept { it: event, json } in events {
            let hash = hash(&event.event_id);
            let times = [&event.created_at, &event.occurred_at];
            let [created, occurred] = times.map(|it| Timestamp::parse(it));
            let latest = created.zip(occurred).map(|(created, occurred)| created.max(occurred));
            let before = latest.map_or(Millis::MAX, |it| millis(it).saturating_add(1));
            let before = sweep.before.unwrap_or(Millis::MAX).min(before);
            match self.given.binary_search_by_key(&hash, |it| it.hash) {
                Ok(place) => {
                    if let Some(given) = self.given.get_mut(place) {
                        (given.before, given.sweep) = (before, sweep.number);
                    }
                }
                Err(_) => {
                    let id = event.event_id;
                    self.queue.push(Queued { json, id, hash, created, occurred, before });
                }
            }
        }
        Ok(true)
    }

    /// Makes the sweep's window narrower, since it was full, or too large.
    fn narrow(&self, sweep: &mut Sweep, too_large: Option<Error>) -> Result<(), Error> {
        let before = match sweep.before {
            Some(before) => before,
            // To the present, or beyond it by as much as is needed to come past events that happen in the future,
            // as far as their devices know. At least so wide that the narrowest window is the next.
            None => {
                let least = self.width.unwrap_or_default().saturating_mul(2).max(NARROWEST + 1);
                self.present().max(sweep.after.saturating_add(least))
            }
        };
        let width = before.saturating_sub(sweep.after);
        if width > NARROWEST {
            sweep.before = Some(sweep.after.saturating_add((width / 2).max(NARROWEST)));
            return Ok(());
        }
        match too_large {
            Some(error) => Err(error),
            None if sweep.raise < MOST_RAISED => {
                sweep.raise *= 2;
                Ok(())
            }
            None => Err(Error::invalid(
                "more events happened within two milliseconds than eight times the limit: raise \
                 EventFollower::limit",
            )),
        }
    }

    /// All of the sweep's window was given out: moves the position, and the sweep on.
    pub(super) fn settle(&mut self) {
        let (Some(position), Some(sweep)) = (&mut self.position, &mut self.sweep) else { return };
        let end = sweep.before.map_or(Millis::MAX, |before| before.saturating_sub(1));
        let reached = end.min(sweep.cap.unwrap_or(self.latest));
        position.reached = position.reached.max(reached);
        // One more, since Seam may compare whole milliseconds.
        let lower = position.reached.saturating_sub(self.overlap).saturating_sub(1);
        position.lower = position.lower.max(lower);
        let (reached, number) = (position.reached, sweep.number);
        match sweep.before {
            Some(before) => {
                self.forget(end);
                let lower = self.position.map_or(0, |it| it.lower);
                // The end itself was not in the window.
                let after = before.saturating_sub(1).max(lower);
                let before = self.next_end(after);
                if let Some(sweep) = &mut self.sweep {
                    (sweep.after, sweep.before) = (after, before);
                }
            }
            None => {
                if sweep.count.saturating_mul(2) < self.limit as usize {
                    self.width = None;
                }
                // What it did not see is before its beginning, or comes and goes.
                for given in self.given.iter_mut().filter(|it| it.sweep != number) {
                    given.before = given.before.min(reached);
                }
                self.sweep = None;
                self.is_through = true;
                self.forget(end);
            }
        }
    }
}

pub(super) fn is_too_large(error: &Error) -> bool {
    matches!(error, Error::Decode(error) if error.is_too_large())
}
