//! A sweep: from the position to the present, one window of time per request.

use std::time::Duration;

use super::position::Position;
use super::seen::hash;
use super::source::{Head, Listing};
use super::{EventFollower, Millis, Told, millis, parse};
use crate::Error;
use crate::pages::SEAMS_LIMIT;
use crate::response::{Json, WithJson};
use crate::timestamp::Timestamp;

/// The way from the position's lower bound to the present, in windows.
pub(super) struct Sweep {
    number: u32,
    /// The window, both bounds exclusive. The last window has no end.
    after: Millis,
    before: Option<Millis>,
    /// The factor of the limit, for a window that cannot get narrower.
    raise: u32,
    /// Seam's time, or earlier, at the first window in which Seam may still list late events. Another sweep has to look
    /// for those that are listed after that, so the position must not pass this time.
    cap: Option<Millis>,
    /// How many events its windows held.
    count: usize,
    /// The [`WITNESSES`] latest times at which events were created, each with the hash of its event.
    newest: Vec<(Millis, u128)>,
}

impl Sweep {
    /// The latest time that had certainly passed at Seam when it made this list, by the events in it.
    ///
    /// One event alone does not count if its time is after `Date`: if that time is in the future, the follower would lose
    /// the events before it. Without a `Date`, or with one that is behind, several events have to agree.
    fn passed(&mut self, events: &[WithJson<Head>], listed_at: Millis) -> Millis {
        let mut passed = 0;
        for WithJson { value: event, .. } in events {
            let Some(created) = parse(&event.created_at) else {
                // Without a readable time, only `Date` tells how late it is.
                passed = listed_at.saturating_sub(MAX_AHEAD).max(passed);
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

/// How many events have to be created at a time or later to show that it has passed, whatever `Date` says.
pub(super) const WITNESSES: usize = 10;

/// The width of the narrowest window. Its bounds are exclusive, so it contains one millisecond.
const MIN_WIDTH: Millis = 2;

const MAX_RAISE: u32 = 8;

/// How far the clock that writes the `Date` of Seam's responses may be ahead of the one that writes `created_at`.
pub(super) const MAX_AHEAD: Millis = 10 * 60 * 1000;

pub(super) struct Queued {
    pub(super) json: Json,
    pub(super) id: String,
    pub(super) hash: u128,
    /// Events are returned in order of these.
    pub(super) created: Option<Duration>,
    pub(super) occurred: Option<Duration>,
    /// As in [`Returned`](super::seen::Returned).
    pub(super) before: Millis,
}

impl EventFollower {
    /// Requests the next window, or makes it narrower if the response is full. An error changes nothing.
    pub(super) fn read_window(&mut self) -> Result<(), Error> {
        let position = match self.position {
            Some(position) => position,
            None => *self.position.insert(self.start_position()?),
        };
        let mut sweep = match self.sweep.take() {
            Some(sweep) => sweep,
            None => self.new_sweep(position),
        };
        let result = self.request_window(&mut sweep);
        self.sweep = Some(sweep);
        if result? && self.queue.is_empty() {
            self.finish_window();
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

    /// The end of the window that begins here; `None` if it would be in the future.
    fn next_end(&self, after: Millis) -> Option<Millis> {
        let end = after.saturating_add(self.width?.max(MIN_WIDTH));
        (end < self.present()).then_some(end)
    }

    /// An estimate of Seam's time. It only decides how wide a window is.
    fn present(&self) -> Millis {
        self.seam_time().max(self.latest)
    }

    /// Notes Seam's time if a new response told it. Returns the number of the latest such response.
    fn note_seam_time(&mut self) -> Option<u32> {
        let (number, time) = self.source.told()?;
        if self.told.as_ref().is_none_or(|it| it.number != number) {
            self.told = Some(Told { number, time, at: self.source.now() });
        }
        Some(number)
    }

    /// Seam's time by the latest `Date`, or slightly earlier; 0 if there was no `Date`.
    fn seam_time(&self) -> Millis {
        let Some(told) = &self.told else { return 0 };
        told.time.saturating_add(millis(self.source.now().saturating_duration_since(told.at)))
    }

    /// Requests the sweep's window and puts its events into the queue. If the response was full, makes the window narrower
    /// instead and returns `false`.
    fn request_window(&mut self, sweep: &mut Sweep) -> Result<bool, Error> {
        let limit = self.limit.saturating_mul(sweep.raise);
        let number = self.note_seam_time();
        let asked_at = self.seam_time();
        let (events, too_large) =
            match self.source.events(&self.filters, sweep.after, sweep.before, limit) {
                Ok(Listing { events, response }) => {
                    self.response = response;
                    (events, None)
                }
                Err(error) if is_too_large(&error) => (Vec::new(), Some(error)),
                Err(error) => return Err(error),
            };
        // If the response has no `Date`: Seam made the list after this request began.
        let listed_at = if self.note_seam_time() == number {
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
        // It was at least this late when Seam responded.
        let passed = asked_at.saturating_sub(MAX_AHEAD).max(self.latest);
        let may_be_late = sweep.before.is_none_or(|it| it > passed.saturating_sub(self.overlap));
        if may_be_late && sweep.cap.is_none() {
            sweep.cap = Some(self.latest);
        }
        for WithJson { value: event, json } in events {
            let hash = hash(&event.event_id);
            let times = [&event.created_at, &event.occurred_at];
            let [created, occurred] = times.map(|it| Timestamp::parse(it));
            let latest = created.zip(occurred).map(|(created, occurred)| created.max(occurred));
            let before = latest.map_or(Millis::MAX, |it| millis(it).saturating_add(1));
            let before = sweep.before.unwrap_or(Millis::MAX).min(before);
            match self.returned.binary_search_by_key(&hash, |it| it.hash) {
                Ok(place) => {
                    if let Some(given) = self.returned.get_mut(place) {
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

    /// Makes the sweep's window narrower, since its response was full or too large.
    fn narrow(&self, sweep: &mut Sweep, too_large: Option<Error>) -> Result<(), Error> {
        let before = match sweep.before {
            Some(before) => before,
            // The present; or later, as far as it takes to get past events whose devices date them in the future. Wide
            // enough that the next window is at least the narrowest one.
            None => {
                let least = self.width.unwrap_or_default().saturating_mul(2).max(MIN_WIDTH + 1);
                self.present().max(sweep.after.saturating_add(least))
            }
        };
        let width = before.saturating_sub(sweep.after);
        if width > MIN_WIDTH {
            sweep.before = Some(sweep.after.saturating_add((width / 2).max(MIN_WIDTH)));
            return Ok(());
        }
        match too_large {
            Some(error) => Err(error),
            None if sweep.raise < MAX_RAISE => {
                sweep.raise *= 2;
                Ok(())
            }
            None => Err(Error::invalid(
                "more events happened within two milliseconds than eight times the limit: raise \
                 EventFollower::limit",
            )),
        }
    }

    /// Moves the position and the sweep on, after all events of the sweep's window were returned.
    pub(super) fn finish_window(&mut self) {
        let (Some(position), Some(sweep)) = (&mut self.position, &mut self.sweep) else { return };
        let end = sweep.before.map_or(Millis::MAX, |before| before.saturating_sub(1));
        let reached = end.min(sweep.cap.unwrap_or(self.latest));
        position.reached = position.reached.max(reached);
        // One millisecond more, since Seam may compare whole milliseconds.
        let lower = position.reached.saturating_sub(self.overlap).saturating_sub(1);
        position.lower = position.lower.max(lower);
        let (reached, number) = (position.reached, sweep.number);
        match sweep.before {
            Some(before) => {
                self.forget(end);
                let lower = self.position.map_or(0, |it| it.lower);
                // The end was not part of the window, so the next window has to contain it.
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
                // Events that this sweep did not see are older than its beginning, or not always listed.
                for given in self.returned.iter_mut().filter(|it| it.sweep != number) {
                    given.before = given.before.min(reached);
                }
                self.sweep = None;
                self.is_caught_up = true;
                self.forget(end);
            }
        }
    }
}

pub(super) fn is_too_large(error: &Error) -> bool {
    matches!(error, Error::Decode(error) if error.is_too_large())
}
