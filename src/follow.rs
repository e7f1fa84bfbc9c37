//! Events as they happen, each once: [`EventFollower`].

use std::fmt;
use std::mem::take;
use std::time::{Duration, Instant};

use crate::endpoint::{Argument, Endpoint as _, Time, Value};
use crate::error::DecodeError;
use crate::events::{Event, List};
use crate::json::{Mismatch, describe};
use crate::response::{Json, read_response_into};
use crate::seam::Received;
use crate::timestamp::{Timestamp, since_1970};
use crate::{Error, Seam};

mod position;
mod seen;
mod source;
mod sweep;

pub use self::position::RestorePositionError;

use self::position::Position;
use self::seen::Returned;
use self::source::{Filters, Source};
use self::sweep::{Queued, Sweep};

/// Follows Seam's events, for a program that webhooks cannot reach, such as a gateway behind a NAT. It returns each
/// event once, and continues where it was after an outage or a restart.
///
/// It has no thread and no timer of its own: it sends requests only in [`next_event`](Self::next_event) and
/// [`next_event_json`](Self::next_event_json).
///
/// ```no_run
/// use std::thread::sleep;
/// use std::time::Duration;
///
/// use seam_client::{EventFollower, Seam, events::event_type};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let file = "/var/lib/gateway/position";
/// let mut follower =
///     EventFollower::new(Seam::from_env()?).event_types([event_type::LOCK_UNLOCKED]);
/// if let Ok(bytes) = std::fs::read(file) {
///     follower.restore(&bytes)?;
/// }
/// let mut saved = follower.save();
/// loop {
///     let event = follower.next_event()?;
///     if let Some(event) = &event {
///         println!("{} {}", event.occurred_at, event.event_type);
///     }
///     let bytes = follower.save();
///     if bytes != saved {
///         std::fs::write("/var/lib/gateway/position.new", &bytes)?;
///         std::fs::rename("/var/lib/gateway/position.new", file)?;
///         saved = bytes;
///     }
///     if event.is_none() {
///         sleep(Duration::from_secs(5));
///     }
/// #   break Ok(());
/// }
/// # }
/// ```
///
/// # Guarantees
///
/// * **No event is lost** if Seam lists it within the [`overlap`](Self::overlap), counted from the event's time:
///   whatever the order of Seam's responses, however many events have the same time, through outages and restarts.
///   The event's time is the one that Seam compares with `since`. Seam doesn't document whether that is `created_at`
///   or `occurred_at`, and the follower doesn't depend on it; if your locks report events hours later, set an overlap
///   of hours.
/// * **Each event is returned once**, by its `event_id`: always while the program runs, and across a restart if the
///   program restores what [`save`](Self::save) returned after the last event. If the program stops after it handled
///   an event and before it saved the position, that event is returned again (at least once). If you change the filters
///   and change them back, an event whose time is in the future may be returned twice.
/// * **Order**: the events of one response are returned in order of `created_at`, then of `occurred_at` and
///   `event_id`. There is no order between responses: an event that Seam lists late is returned after newer ones.
/// * **Memory is bounded**: the events of one response, and 32 bytes for each event within the overlap, up to 10,000.
///   If there are more, the follower stops looking for late events in the oldest part of the overlap. It still returns
///   no event twice. In addition, it remembers events whose time is in the future, until that time, and all that it
///   restored, until the first round has ended.
///
/// # Whose time it is
///
/// The follower never reads the device's clock. It goes by `created_at`, as far as the `Date` of Seam's responses shows
/// that this time has passed, or ten events do that were created then or later. So none of this loses an event, returns
/// one twice or holds the follower up for good:
///
/// * a `created_at` that is in the future, by whatever time, if fewer than ten events at a time have one;
/// * responses without `Date`: the follower then counts from the `Date` before, or, if there never was one, goes by the
///   tenth newest event;
/// * a `Date` that is behind. Until ten events are newer than it, the follower requests them again each round.
///
/// **What a wrong `Date` can cost:** while it is ahead, and for as long afterwards as it was ahead, the overlap is
/// shorter by as much, and if nothing is left of the overlap, events can be lost. Without [`since`](Self::since), a
/// `Date` that is ahead at the first call also skips the events up to that time, and one that is behind brings the
/// events since that time.
///
/// A proxy that you set as the client's endpoint may replace Seam's `Date` by its own: nginx does, unless you set
/// `proxy_pass_header Date`. Its clock has to be right then.
///
/// If there is no `Date` and the follower cannot read `created_at` either, each round requests all events since the
/// start again, and the follower remembers all of them.
///
/// # Requests
///
/// As long as the events within the overlap fit one response, each round (until `None`) is one request: for the time
/// since the newest known event, less the overlap. If a response is full (it has as many events as the
/// [`limit`](Self::limit) allows), some may be missing from it. The follower then requests half of that time, and so
/// on, and goes through the rest in windows of this size, which grow again where there are fewer events. A response
/// that exceeds [`max_response_size`](crate::SeamBuilder::max_response_size) counts as full.
///
/// Events whose time is in the future are requested again each round, until that time.
pub struct EventFollower {
    source: Box<dyn Source>,
    filters: Filters,
    start: Start,
    /// The time of the first call of `next_event`.
    first_call: Option<Instant>,
    overlap: Millis,
    limit: u32,
    /// `None` before the first request.
    position: Option<Position>,
    /// The events that were returned and may be listed again, sorted by their hash.
    returned: Vec<Returned>,
    /// Seam's time, as the latest `Date` told it.
    told: Option<Told>,
    /// The latest `created_at` that is certain to have passed at Seam.
    latest: Millis,
    /// The width of a window, if a request without an end would get a full response.
    width: Option<Millis>,
    sweep: Option<Sweep>,
    sweeps: u32,
    /// The events of the sweep's window that are not returned yet.
    queue: Vec<Queued>,
    /// The response that they were in.
    response: Received,
    /// The sweep has reached the present, and `next_event` has not returned `None` for that yet.
    is_caught_up: bool,
}

/// Milliseconds since 1970, by Seam's clock.
type Millis = u64;

struct Told {
    number: u32,
    time: Millis,
    /// When the follower read it, which is after Seam told it: Seam's time is at least `time` plus the time since then.
    at: Instant,
}

/// Where to begin if there is no position.
#[derive(Clone, Copy)]
enum Start {
    Now,
    After(Millis),
    /// The text given to `since` is not a time.
    Unreadable,
}

/// How many requests one call sends without finding an event. A server that ignores the requested times could cause any
/// number of them.
const MAX_REQUESTS: u32 = 1_000;

/// A time after all events: 2100-01-01.
const FAR_FUTURE: Millis = 4_102_444_800_000;

// A call that panics, in a logger, has returned no event: the next call returns it.
impl std::panic::UnwindSafe for EventFollower {}
impl std::panic::RefUnwindSafe for EventFollower {}

impl EventFollower {
    /// Follows the events that `seam` can list, with an API key, a personal access token or a client session. Nothing
    /// is sent yet.
    ///
    /// It begins at the position of [`restore`](Self::restore) or at the time of [`since`](Self::since); without
    /// either, at the first call of [`next_event`](Self::next_event), even if that call fails and a later one succeeds.
    pub fn new(seam: Seam) -> Self {
        Self::with(Box::new(seam))
    }

    fn with(source: Box<dyn Source>) -> Self {
        Self {
            source,
            filters: Filters::default(),
            start: Start::Now,
            first_call: None,
            overlap: 5 * 60 * 1000,
            limit: 100,
            position: None,
            returned: Vec::new(),
            told: None,
            latest: 0,
            width: None,
            sweep: None,
            sweeps: 0,
            queue: Vec::new(),
            response: Received::default(),
            is_caught_up: false,
        }
    }

    /// Returns only events of these types, such as `lock.unlocked` ([`event_type`](crate::events::event_type)).
    /// Default: all.
    ///
    /// You can change this between two events. It applies from the position on, as after [`restore`](Self::restore).
    pub fn event_types(mut self, types: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.filters.event_types = Some(types.into_iter().map(Into::into).collect());
        self.read_again();
        self
    }

    /// Returns only events of the devices with these IDs. Default: all.
    ///
    /// You can change this between two events. It applies from the position on, as after [`restore`](Self::restore).
    pub fn device_ids(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.filters.device_ids = Some(ids.into_iter().map(Into::into).collect());
        self.read_again();
        self
    }

    /// Begins after this time: a text in ISO 8601 or a [`SystemTime`](std::time::SystemTime). Default: the time of the
    /// first call of [`next_event`](Self::next_event): what the `Date` of the first response says, less the time since
    /// that call. While the device sleeps, this time may stand still.
    ///
    /// A position that was [restored](Self::restore) takes precedence.
    pub fn since<'t>(mut self, time: impl Into<Time<'t>>) -> Self {
        let time: Option<Value<'t>> = Argument::<'t, Time<'t>>::value(time.into());
        let time = match time {
            Some(Value::Text(text)) => parse(text),
            Some(Value::Time(time)) => Some(millis(since_1970(time))),
            _ => None,
        };
        self.start = time.map_or(Start::Unreadable, Start::After);
        self
    }

    /// How late Seam may list an event, counted from the event's time, without it being lost. Default: 5 minutes.
    ///
    /// Each round requests the events of this much time again, and drops those that were returned already. A longer
    /// overlap than before applies to the events from then on: the follower doesn't go back for older ones.
    pub fn overlap(mut self, overlap: Duration) -> Self {
        self.overlap = millis(overlap);
        self
    }

    /// How many events to request at a time, at least 1. Default: 100.
    ///
    /// If more events than this happen within two milliseconds, the follower requests twice as many, and up to eight
    /// times as many.
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = limit.max(1);
        self
    }

    /// The next event; `None` if there is none right now: pause for some seconds before the next call.
    ///
    /// It sends as many requests as it takes to find one: [usually one](Self#requests). Each takes at most the client's
    /// [`timeout`](crate::SeamBuilder::timeout). After 1,000 requests without an event it returns `None` too, and the
    /// next call continues there.
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`]. [`Error::Invalid`] means that
    ///
    /// * the text given to [`since`](Self::since) is not a time, or
    /// * there is no position yet and Seam's response has no `Date` header: set [`since`](Self::since), or
    /// * more events happened within two milliseconds than eight times the [`limit`](Self::limit): raise it.
    ///
    /// An error loses nothing: the next call continues where this one was. Pause before it, as after `None`.
    ///
    /// If Seam lists an event that cannot be decoded, each call returns that [`Error::Decode`]: the follower does not
    /// skip an event. [`next_event_json`](Self::next_event_json) returns it.
    pub fn next_event(&mut self) -> Result<Option<Event>, Error> {
        let mut event = None;
        self.next(&mut |json| read_response_into(json, &mut event))?;
        Ok(event)
    }

    /// The next event as JSON text, as Seam sent it, with all fields that [`Event`] does not have: to print it, to
    /// forward it, or to read it into a type of your own by [`Json::read`]. Everything else is as with
    /// [`next_event`](Self::next_event), and a program may call both.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), seam_client::Error> {
    /// # let mut follower = seam_client::EventFollower::new(seam_client::Seam::from_env()?);
    /// while let Some(event) = follower.next_event_json()? {
    ///     println!("{}", event.as_str());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As of [`next_event`](Self::next_event). The only event that cannot be decoded is one without an `event_id`.
    pub fn next_event_json(&mut self) -> Result<Option<Json>, Error> {
        self.next(&mut |_| Ok(()))
    }

    /// The next event, if `read` can decode it.
    fn next(
        &mut self,
        read: &mut dyn FnMut(&str) -> Result<(), Mismatch>,
    ) -> Result<Option<Json>, Error> {
        if self.first_call.is_none() {
            self.first_call = Some(self.source.now());
        }
        for _ in 0..MAX_REQUESTS {
            while let Some(Queued { json, hash, before, .. }) = self.next_queued() {
                let place = self.returned.binary_search_by_key(&hash, |it| it.hash);
                if let Err(place) = place {
                    if let Err(mismatch) = read(json.as_str()) {
                        return Err(self.undecodable(json.as_str(), mismatch));
                    }
                    self.returned.insert(place, Returned { hash, before, sweep: self.sweeps });
                }
                if self.queue.is_empty() {
                    self.finish_window();
                }
                if place.is_err() {
                    return Ok(Some(json));
                }
            }
            if take(&mut self.is_caught_up) {
                return Ok(None);
            }
            self.read_window()?;
        }
        Ok(None)
    }

    /// The error for an event that cannot be decoded. The next call requests the event again.
    fn undecodable(&mut self, json: &str, mismatch: Mismatch) -> Error {
        self.read_again();
        let reason = describe(json, Some("event"), mismatch);
        let Received { request_id, tries } = take(&mut self.response);
        DecodeError { request_id, tries, ..DecodeError::new(List::PATH, &reason) }.into()
    }

    /// Drops the events that were listed and not returned, and the sweep: the next call begins at the position.
    fn read_again(&mut self) {
        (self.sweep, self.is_caught_up) = (None, false);
        self.queue.clear();
    }

    /// Takes the first event in order out of the queue.
    fn next_queued(&mut self) -> Option<Queued> {
        let key = |event: &Queued| (event.created.or(event.occurred), event.occurred);
        let mut all = self.queue.iter().enumerate();
        let mut first = all.next()?;
        for other in all {
            let order = key(other.1).cmp(&key(first.1));
            if order.then_with(|| other.1.id.cmp(&first.1.id)).is_lt() {
                first = other;
            }
        }
        let place = first.0;
        Some(self.queue.swap_remove(place))
    }

    /// The position to begin at.
    fn start_position(&self) -> Result<Position, Error> {
        let at = match self.start {
            Start::After(time) => time,
            Start::Unreadable => {
                return Err(Error::invalid(
                    "the text given to EventFollower::since is not a time in ISO 8601, such as \
                     2025-06-18T06:10:42.000Z",
                ));
            }
            Start::Now => {
                // The time in an earlier response may be long ago.
                let before = self.source.told();
                self.source.events(&Filters::default(), FAR_FUTURE, None, 1)?;
                let told = self.source.told().filter(|it| before.is_none_or(|old| old.0 != it.0));
                let (_, time) = told.ok_or_else(|| {
                    Error::invalid(
                        "Seam's response has no Date header (a gateway may have removed it); set the \
                         time to begin at with EventFollower::since",
                    )
                })?;
                // If the first call failed, the events since then count too.
                let since = self.first_call.map_or(Duration::ZERO, |called| {
                    self.source.now().saturating_duration_since(called)
                });
                // Rounded up, so that the position is not after the call.
                time.saturating_sub(millis(since.saturating_add(Duration::from_nanos(999_999))))
            }
        };
        Ok(Position { reached: at, lower: at })
    }
}

impl fmt::Debug for EventFollower {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventFollower").finish_non_exhaustive()
    }
}

fn millis(time: Duration) -> Millis {
    Millis::try_from(time.as_millis()).unwrap_or(Millis::MAX)
}

fn parse(text: &str) -> Option<Millis> {
    Timestamp::parse(text).map(millis)
}

#[cfg(test)]
mod tests;
