//! Events as they come, each once: [`EventFollower`].

use std::fmt::{self, Write as _};
use std::mem::take;
use std::time::{Duration, Instant};

use crate::endpoint::{Argument, Endpoint as _, Fields, Time, Value, texts};
use crate::error::DecodeError;
use crate::events::{Event, List};
use crate::json::{Mismatch, describe, encode};
use crate::pages::SEAMS_LIMIT;
use crate::response::{Json, WithJson, read_response, read_response_into, response};
use crate::saved::{Flaw, open, seal};
use crate::seam::Received;
use crate::timestamp::{Timestamp, since_1970};
use crate::{Error, Seam};

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
    wanted: Wanted,
    start: Start,
    /// When `next_event` was called first.
    called: Option<Instant>,
    overlap: Millis,
    limit: u32,
    /// `None` before the first request.
    position: Option<Position>,
    /// What was given out and may come again, by its hash.
    given: Vec<Given>,
    /// What Seam told about the time, when this was noticed last.
    told: Option<Told>,
    /// The latest time that has passed at Seam, as far as `created_at` shows and can be believed.
    latest: Millis,
    /// How much time a window covers, if one that is open would be full.
    width: Option<Millis>,
    sweep: Option<Sweep>,
    sweeps: u32,
    /// What the sweep's window brought and is still to be given out.
    queue: Vec<Queued>,
    /// In which response they were.
    response: Received,
    /// The sweep has come to the present: the program is to hear so.
    is_through: bool,
}

/// A time of Seam's, since 1970.
type Millis = u64;

struct Told {
    number: u32,
    time: Millis,
    /// When it was noticed: after Seam told it, so that Seam's time is no earlier than this much later.
    at: Instant,
}

/// Which events are wanted.
#[derive(Default)]
struct Wanted {
    event_types: Option<Vec<String>>,
    device_ids: Option<Vec<String>>,
}

response! {
    /// What the follower goes by: it gives out all else as it came.
    #[allow(unreachable_pub, unnameable_types)]
    pub struct Head {
        event_id: String,
        created_at: String = empty,
        occurred_at: String = empty,
    }
}

struct Listing {
    events: Vec<WithJson<Head>>,
    response: Received,
}

/// Where events come from: Seam, or a test.
trait Source: Send + Sync {
    /// Some of the events after one time and before the other, and not of these times themselves: at most `limit`.
    fn events(
        &self,
        wanted: &Wanted,
        after: Millis,
        before: Option<Millis>,
        limit: u32,
    ) -> Result<Listing, Error>;
    /// The number of the latest response by which Seam told its time, and that time.
    fn told(&self) -> Option<(u32, Millis)>;
    /// By the monotonic clock, which nobody sets.
    fn now(&self) -> Instant;
    fn endpoint(&self) -> &str;
}

impl Source for Seam {
    fn events(
        &self,
        wanted: &Wanted,
        after: Millis,
        before: Option<Millis>,
        limit: u32,
    ) -> Result<Listing, Error> {
        let text = |time| Timestamp::since_epoch(Duration::from_millis(time));
        let (types, devices) = (texts(&wanted.event_types), texts(&wanted.device_ids));
        let after = text(after);
        let before = before.map(text);
        let between = before.as_ref().map(|before| [after.as_str(), before.as_str()]);
        let mut request = List::new().limit(limit);
        request = match &between {
            Some(between) => request.between(between),
            None => request.since(after.as_str()),
        };
        if let Some(types) = &types {
            request = request.event_types(types);
        }
        if let Some(devices) = &devices {
            request = request.device_ids(devices);
        }
        let (events, response) = self.call_into(&request)?;
        Ok(Listing { events, response })
    }

    fn told(&self) -> Option<(u32, Millis)> {
        let told = self.told()?;
        Some((told.number, millis(told.seam)))
    }

    fn now(&self) -> Instant {
        Instant::now()
    }

    fn endpoint(&self) -> &str {
        self.endpoint()
    }
}

/// Where to begin, without a position.
#[derive(Clone, Copy)]
enum Start {
    Now,
    After(Millis),
    /// At what is no time.
    Unreadable,
}

/// How far it has come. An event's time is the one by which Seam compares, whichever that is.
#[derive(Clone, Copy)]
struct Position {
    /// All events up to this time that Seam had listed were given out; it has passed at Seam.
    reached: Millis,
    /// Those up to this time are not asked for any more: what of them was not given out is late, or not wanted.
    /// It never goes back.
    lower: Millis,
}

/// An event that was given out.
struct Given {
    hash: u128,
    /// Its time is before this one, as far as is known.
    before: Millis,
    /// The latest sweep that saw it.
    sweep: u32,
}

struct Queued {
    json: Json,
    id: String,
    hash: u128,
    /// By which they are given out in order.
    created: Option<Duration>,
    occurred: Option<Duration>,
    /// As in [`Given`].
    before: Millis,
}

/// One way from the position's lower bound to the present, in windows.
struct Sweep {
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
    fn passed(&mut self, events: &[WithJson<Head>], listed_at: Millis) -> Millis {
        let mut passed = 0;
        for WithJson { value: event, .. } in events {
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
const WITNESSES: usize = 10;

/// How many events are remembered, between windows. Fewer in tests, which take their time with so many.
const MOST_GIVEN: usize = if cfg!(test) { 2_000 } else { 10_000 };

/// How many requests follow each other without an event or a pause: a server that does not go by the times that it
/// is asked for could have any number of them.
const MOST_REQUESTS: u32 = 1_000;

/// The narrowest window. Its ends are not in it, so there is one millisecond between them.
const NARROWEST: Millis = 2;

const MOST_RAISED: u32 = 8;

/// How far the clock that writes the `Date` of Seam's responses may be ahead of the one that writes `created_at`.
const AHEAD: Millis = 10 * 60 * 1000;

/// After all events: 2100-01-01.
const NEVER: Millis = 4_102_444_800_000;

impl EventFollower {
    /// Follows the events that `seam` can list, with an API key, a personal access token or a client session. Nothing
    /// is sent yet.
    ///
    /// It begins at the position of [`restore`](Self::restore) or at the time of [`since`](Self::since); without either,
    /// at the first call of [`next_event`](Self::next_event), even if that call fails and a later one succeeds.
    pub fn new(seam: Seam) -> Self {
        Self::with(Box::new(seam))
    }

    fn with(source: Box<dyn Source>) -> Self {
        Self {
            source,
            wanted: Wanted::default(),
            start: Start::Now,
            called: None,
            overlap: 5 * 60 * 1000,
            limit: 100,
            position: None,
            given: Vec::new(),
            told: None,
            latest: 0,
            width: None,
            sweep: None,
            sweeps: 0,
            queue: Vec::new(),
            response: Received::default(),
            is_through: false,
        }
    }

    /// Only events of these types, such as `lock.unlocked` ([`event_type`](crate::events::event_type)). Default: all.
    ///
    /// You can change this between two events. It applies from the position on, as after [`restore`](Self::restore).
    pub fn event_types(mut self, types: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.wanted.event_types = Some(types.into_iter().map(Into::into).collect());
        self.read_again();
        self
    }

    /// Only events of the devices with these IDs. Default: all.
    ///
    /// You can change this between two events. It applies from the position on, as after [`restore`](Self::restore).
    pub fn device_ids(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.wanted.device_ids = Some(ids.into_iter().map(Into::into).collect());
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

    /// The next event as JSON text, as Seam sent it, with all fields that [`Event`] does not have: to print it, to forward
    /// it, or to read it into a type of your own by [`Json::read`]. Everything else is as with
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

    /// The next event. It is given out once it can be `read`.
    fn next(
        &mut self,
        read: &mut dyn FnMut(&str) -> Result<(), Mismatch>,
    ) -> Result<Option<Json>, Error> {
        if self.called.is_none() {
            self.called = Some(self.source.now());
        }
        for _ in 0..MOST_REQUESTS {
            while let Some(Queued { json, hash, before, .. }) = self.next_queued() {
                let place = self.given.binary_search_by_key(&hash, |it| it.hash);
                if let Err(place) = place {
                    if let Err(mismatch) = read(json.as_str()) {
                        return Err(self.undecodable(json.as_str(), mismatch));
                    }
                    self.given.insert(place, Given { hash, before, sweep: self.sweeps });
                }
                if self.queue.is_empty() {
                    self.settle();
                }
                if place.is_err() {
                    return Ok(Some(json));
                }
            }
            if take(&mut self.is_through) {
                return Ok(None);
            }
            self.read_window()?;
        }
        Ok(None)
    }

    /// The error of an event that cannot be decoded. Seam is asked for it again.
    fn undecodable(&mut self, json: &str, mismatch: Mismatch) -> Error {
        self.read_again();
        let reason = describe(json, Some("event"), mismatch);
        let Received { request_id, tries } = take(&mut self.response);
        DecodeError { request_id, tries, ..DecodeError::of(List::PATH, &reason) }.into()
    }

    /// The position as bytes, for [`restore`](Self::restore) after a restart. They contain hashes of event IDs, and no
    /// secret.
    ///
    /// The position is exact between any two events. The bytes stay the same until it changes, for each event once or
    /// twice: a program that writes them only when they differ spares its flash. They take about 200 bytes, and 32 more
    /// for each event within the [`overlap`](Self::overlap).
    pub fn save(&self) -> Vec<u8> {
        let [reached, lower] = match self.position {
            Some(Position { reached, lower }) => [reached.to_string(), lower.to_string()],
            None => [String::new(), String::new()],
        };
        let mut given = String::with_capacity(self.given.len() * HASH);
        for it in &self.given {
            // To a `String`, it does not fail.
            let _ = write!(given, "{:032x}", it.hash);
        }
        let saved = Saved { endpoint: self.source.endpoint(), reached, lower, given };
        // There is nothing in it that cannot be encoded.
        seal(FORMAT, VERSION, &encode(&saved).unwrap_or_default())
    }

    /// Continues from a [saved](Self::save) position.
    ///
    /// The filters may differ from those of the follower that saved it; they apply from that position on. If they let
    /// more events through, those from up to the [`overlap`](Self::overlap) before it are returned too.
    ///
    /// # Errors
    ///
    /// [`RestorePositionError`], which says why the position was not taken. The follower is then as it was.
    pub fn restore(&mut self, bytes: &[u8]) -> Result<(), RestorePositionError> {
        let text = open(FORMAT, VERSION, bytes).map_err(|flaw| match flaw {
            Flaw::Damaged => RestorePositionError::Damaged,
            Flaw::OtherVersion => RestorePositionError::OtherVersion,
        })?;
        let restored: Restored =
            read_response(text, None).map_err(|_| RestorePositionError::Damaged)?;
        if restored.endpoint != self.source.endpoint() {
            return Err(RestorePositionError::OtherEndpoint);
        }
        let (position, given) = restored.read().ok_or(RestorePositionError::Damaged)?;
        (self.position, self.given) = (position, given);
        self.latest = position.map_or(0, |it| it.reached);
        self.width = None;
        self.read_again();
        Ok(())
    }

    /// Drops what was listed and not given out: it is listed again, from the position on.
    fn read_again(&mut self) {
        (self.sweep, self.is_through) = (None, false);
        self.queue.clear();
    }

    /// The first in order of what is to be given out.
    fn next_queued(&mut self) -> Option<Queued> {
        let key = |it: &Queued| (it.created.or(it.occurred), it.occurred);
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

    /// The position to begin with.
    fn begin(&self) -> Result<Position, Error> {
        let at = match self.start {
            Start::After(time) => time,
            Start::Unreadable => {
                return Err(Error::invalid(
                    "what EventFollower::since was given is not a time in ISO 8601, such as \
                     2025-06-18T06:10:42.000Z",
                ));
            }
            Start::Now => {
                // What earlier responses told may be long ago.
                let before = self.source.told();
                self.source.events(&Wanted::default(), NEVER, None, 1)?;
                let told = self.source.told().filter(|it| before.is_none_or(|old| old.0 != it.0));
                let (_, time) = told.ok_or_else(|| {
                    Error::invalid(
                        "Seam's response does not tell the time (it has no Date header: a gateway \
                         may have removed it); set where to begin with EventFollower::since",
                    )
                })?;
                // An outage at the first call is one like any other.
                let since = self.called.map_or(Duration::ZERO, |called| {
                    self.source.now().saturating_duration_since(called)
                });
                // Rounded up, so that it does not begin after the call.
                time.saturating_sub(millis(since.saturating_add(Duration::from_nanos(999_999))))
            }
        };
        Ok(Position { reached: at, lower: at })
    }

    /// Reads the next window, or finds that it has to be narrower. An error leaves all as it was.
    fn read_window(&mut self) -> Result<(), Error> {
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
        for WithJson { value: event, json } in events {
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
    fn settle(&mut self) {
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

    /// Forgets events that cannot come again; if there are too many, by not asking for them again. All events up to
    /// `end` that Seam had listed were given out.
    fn forget(&mut self, end: Millis) {
        let Some(position) = &mut self.position else { return };
        self.given.retain(|it| it.before > position.lower);
        // To look for late events in less of the overlap is no help against those whose time is far in the future:
        // they are listed until then.
        let future = self.latest.saturating_add(AHEAD);
        let too_many = self.given.iter().filter(|it| it.before <= future).count();
        let too_many = too_many.saturating_sub(MOST_GIVEN);
        if too_many == 0 {
            return;
        }
        // The first time up to which there are so many. Those whose times are not known, as of what was restored and
        // not seen since, stay.
        let (mut first, mut last) = (position.lower, end.min(self.latest));
        while first < last {
            let middle = first + (last - first) / 2;
            if self.given.iter().filter(|it| it.before <= middle).count() < too_many {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        self.given.retain(|it| it.before > first);
        position.lower = first;
    }
}

impl fmt::Debug for EventFollower {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventFollower").finish_non_exhaustive()
    }
}

fn is_too_large(error: &Error) -> bool {
    matches!(error, Error::Decode(error) if error.is_too_large())
}

fn millis(time: Duration) -> Millis {
    Millis::try_from(time.as_millis()).unwrap_or(Millis::MAX)
}

fn parse(text: &str) -> Option<Millis> {
    Timestamp::parse(text).map(millis)
}

/// FNV-1a: short, and nobody but Seam makes up IDs.
fn hash(id: &str) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    id.bytes().fold(BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}

/// Why [`EventFollower::restore`] did not take a saved position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RestorePositionError {
    /// The bytes are not what [`EventFollower::save`] returned.
    Damaged,
    /// Another version of this crate saved it, in another form.
    OtherVersion,
    /// It is a position in the events of another endpoint.
    OtherEndpoint,
}

impl fmt::Display for RestorePositionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "the saved position is damaged",
            Self::OtherVersion => "another version of seam-client saved the position",
            Self::OtherEndpoint => "the saved position is one of another endpoint",
        })
    }
}

impl std::error::Error for RestorePositionError {}

/// What saved bytes begin with, up to the number of their form, and that number.
const FORMAT: &str = "seam-client events ";
const VERSION: &str = "1";

/// The digits of a hash.
const HASH: usize = 32;

/// What is saved, as JSON. Numbers are texts, since a time does not fit every number.
struct Saved<'a> {
    endpoint: &'a str,
    reached: String,
    lower: String,
    given: String,
}

impl Fields for Saved<'_> {
    fn field(&self, index: usize) -> Option<(&str, Option<Value<'_>>)> {
        Some(match index {
            0 => ("endpoint", Some(Value::Text(self.endpoint))),
            1 => ("reached", Some(Value::Text(&self.reached))),
            2 => ("lower", Some(Value::Text(&self.lower))),
            3 => ("given", Some(Value::Text(&self.given))),
            _ => return None,
        })
    }
}

response! {
    /// What was saved.
    #[allow(unreachable_pub, unnameable_types)]
    pub struct Restored {
        endpoint: String,
        reached: String,
        lower: String,
        given: String,
    }
}

impl Restored {
    /// The position, and the events that were given out, in order of their hash.
    fn read(&self) -> Option<(Option<Position>, Vec<Given>)> {
        if self.reached.is_empty() {
            return Some((None, Vec::new()));
        }
        let position =
            Position { reached: self.reached.parse().ok()?, lower: self.lower.parse().ok()? };
        let mut given = Vec::with_capacity(self.given.len() / HASH);
        let mut rest = self.given.as_str();
        while !rest.is_empty() {
            let (digits, others) = rest.split_at_checked(HASH)?;
            let hash = u128::from_str_radix(digits, 16).ok()?;
            if given.last().is_some_and(|last: &Given| last.hash >= hash) {
                return None;
            }
            // Its time is not known before a sweep has seen it.
            given.push(Given { hash, before: Millis::MAX, sweep: 0 });
            rest = others;
        }
        Some((Some(position), given))
    }
}

#[cfg(test)]
mod tests;
