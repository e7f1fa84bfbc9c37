//! A Seam whose events, their times and their lists are as the test wants them.

use std::sync::{Arc, Mutex, MutexGuard};

use super::*;
use crate::follow::source::Listing;
use crate::response::WithJson;

/// Times of the world are in microseconds.
pub(super) const MILLI: u64 = 1_000;
pub(super) const SECOND: u64 = 1_000_000;
pub(super) const MINUTE: u64 = 60 * SECOND;
pub(super) const HOUR: u64 = 60 * MINUTE;

/// When the world begins.
pub(super) const START: u64 = 1_800_000_000 * SECOND;

#[derive(Clone)]
pub(super) struct World(pub(super) Arc<Mutex<Things>>, pub(super) Instant);

pub(super) struct Things {
    /// By Seam's clock.
    pub(super) time: u64,
    pub(super) events: Vec<Happened>,
    pub(super) by: By,
    /// Whether it writes times as it says.
    pub(super) readable: bool,
    pub(super) precision: Precision,
    pub(super) order: Order,
    pub(super) random: Random,
    /// How many of a thousand requests fail.
    pub(super) failing: u64,
    /// How long a request takes, at the most.
    pub(super) latency: u64,
    /// The most events that fit a response, and the most that Seam lists, whatever the limit.
    pub(super) largest: usize,
    pub(super) most: usize,
    pub(super) tells_time: bool,
    /// How many of a thousand responses do not, although the others do.
    pub(super) dateless: u64,
    pub(super) told: Option<(u32, Millis)>,
    /// By how many milliseconds `Date` is ahead.
    pub(super) date_ahead: i64,
    pub(super) requests: Vec<Asked>,
    /// Whether what happens now is odd.
    pub(super) odd: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) after: Millis,
    pub(super) before: Option<Millis>,
    pub(super) limit: u32,
}

#[derive(Clone, Debug)]
pub(super) struct Happened {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) created: u64,
    pub(super) occurred: u64,
    /// From when on Seam lists it.
    pub(super) listed: u64,
    /// What [`Event`] cannot be read from.
    pub(super) odd: bool,
}

/// By which time Seam compares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum By {
    Created,
    Occurred,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Precision {
    /// Microseconds, in texts and when it compares.
    Fine,
    /// It compares whole milliseconds.
    FineTexts,
    /// Milliseconds everywhere.
    Millis,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Order {
    Ascending,
    Descending,
    ById,
    None,
}

pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed)
    }

    pub(super) fn below(&mut self, below: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 31) % below
    }

    pub(super) fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }

    /// Mostly short, and now and then long.
    pub(super) fn time(&mut self, longest: u64) -> u64 {
        let longest = self.pick(&[1, 2 * MILLI, SECOND, MINUTE, longest]).min(longest);
        self.below(longest + 1)
    }
}

pub(super) fn text(time: u64, precision: Precision) -> String {
    let millis = Timestamp::since_epoch(Duration::from_micros(time)).to_string();
    match precision {
        Precision::Millis => millis,
        _ => format!("{}{:03}Z", millis.trim_end_matches('Z'), time % MILLI),
    }
}

impl World {
    pub(super) fn new() -> Self {
        let things = Things {
            time: START,
            events: Vec::new(),
            by: By::Created,
            readable: true,
            precision: Precision::Fine,
            order: Order::Ascending,
            random: Random::new(0),
            failing: 0,
            latency: 0,
            largest: usize::MAX,
            most: usize::MAX,
            tells_time: true,
            dateless: 0,
            told: None,
            date_ahead: 0,
            requests: Vec::new(),
            odd: false,
        };
        Self(Arc::new(Mutex::new(things)), Instant::now())
    }

    pub(super) fn things(&self) -> MutexGuard<'_, Things> {
        self.0.lock().unwrap()
    }

    pub(super) fn follower(&self) -> EventFollower {
        EventFollower::with(Box::new(self.clone()))
    }

    pub(super) fn pass(&self, time: u64) {
        self.things().time += time;
    }

    /// The device starts anew: nothing has been told yet.
    pub(super) fn restart(&self, saved: &[u8]) -> EventFollower {
        self.things().told = None;
        let mut follower = self.follower();
        follower.restore(saved).unwrap();
        follower
    }

    pub(super) fn requests(&self) -> usize {
        self.things().requests.len()
    }

    /// An event that happens now and is listed at once.
    pub(super) fn happen(&self) -> String {
        let time = self.things().time;
        self.happen_at(time, time, time)
    }

    /// So many, each so long after the one before it.
    pub(super) fn happen_every(&self, time: u64, count: usize) -> Vec<String> {
        let next = |_| {
            self.pass(time);
            self.happen()
        };
        (0..count).map(next).collect()
    }

    pub(super) fn happen_at(&self, created: u64, occurred: u64, listed: u64) -> String {
        let mut things = self.things();
        let whole =
            |time| if things.precision == Precision::Millis { time / 1000 * 1000 } else { time };
        let (created, occurred) = (whole(created), whole(occurred));
        // Not in the order in which they happen.
        let number = things.events.len() as u64;
        let id = format!("e{:05}-{number}", number.wrapping_mul(7919) % 100_000);
        let kind = if number % 8 == 7 { "other" } else { "lock.unlocked" };
        let odd = things.odd;
        things.events.push(Happened { id: id.clone(), kind, created, occurred, listed, odd });
        id
    }
}

impl Things {
    pub(super) fn time_of(&self, event: &Happened) -> u64 {
        match self.by {
            By::Created => event.created,
            By::Occurred => event.occurred,
        }
    }

    pub(super) fn tell(&mut self) {
        if self.tells_time && self.random.below(1000) >= self.dateless {
            let number = self.told.map_or(0, |(number, _)| number + 1);
            let date = (self.time / SECOND * 1000).saturating_add_signed(self.date_ahead);
            self.told = Some((number, date));
        }
    }

    pub(super) fn list(
        &self,
        filters: &Filters,
        asked: Asked,
        random: &mut Random,
    ) -> Vec<WithJson<Head>> {
        let Asked { after, before, limit } = asked;
        let is_between = |time: u64| match self.precision {
            Precision::FineTexts => {
                time / MILLI > after && before.is_none_or(|it| time / MILLI < it)
            }
            _ => time > after * MILLI && before.is_none_or(|it| time < it * MILLI),
        };
        let is_wanted = |event: &&Happened| {
            event.listed <= self.time
                && filters
                    .event_types
                    .as_ref()
                    .is_none_or(|it| it.iter().any(|it| it == event.kind))
                && is_between(self.time_of(event))
        };
        let mut events: Vec<_> = self.events.iter().filter(is_wanted).collect();
        match self.order {
            Order::Ascending => events.sort_by_key(|it| self.time_of(it)),
            Order::Descending => events.sort_by_key(|it| u64::MAX - self.time_of(it)),
            Order::ById => events.sort_by(|one, other| one.id.cmp(&other.id)),
            Order::None => {
                for place in 1..events.len() {
                    let other = random.below(place as u64 + 1);
                    events.swap(place, other as usize);
                }
            }
        }
        events.truncate(self.most.min(limit as usize));
        let text = |time, precision| match self.readable {
            true => text(time, precision),
            false => text(time, precision).replace('T', " "),
        };
        let precision = self.precision;
        let event = |it: &Happened| {
            let [created_at, occurred_at] = [it.created, it.occurred].map(|at| text(at, precision));
            let json = json(it, &created_at, &occurred_at);
            let it = Head { event_id: it.id.clone(), created_at, occurred_at };
            WithJson { value: it, json: Json::new(json) }
        };
        events.into_iter().map(event).collect()
    }
}

/// An event as Seam writes it, with a field that this crate does not know.
pub(super) fn json(it: &Happened, created_at: &str, occurred_at: &str) -> String {
    let Happened { id, kind, odd, .. } = it;
    let kind = if *odd { "[]".to_owned() } else { format!("{kind:?}") };
    format!(
        r#"{{"event_id":"{id}", "event_type":{kind}, "created_at":"{created_at}",
            "occurred_at":"{occurred_at}", "workspace_id":"w", "more":{{"of":"{id}"}}}}"#
    )
}

pub(super) const NO_NETWORK: &str = "no network";

impl Source for World {
    fn events(
        &self,
        filters: &Filters,
        after: Millis,
        before: Option<Millis>,
        limit: u32,
    ) -> Result<Listing, Error> {
        let mut things = self.things();
        assert!(before.is_none_or(|before| before >= after + 2), "nothing can be in it");
        let asked = Asked { after, before, limit };
        things.requests.push(asked);
        let latency = things.latency + 1;
        things.time += things.random.below(latency);
        if things.random.below(1000) < things.failing {
            return Err(Error::invalid(NO_NETWORK));
        }
        let mut random = Random(things.random.below(u64::MAX));
        let events = things.list(filters, asked, &mut random);
        things.tell();
        things.time += things.random.below(latency);
        if events.len() > things.largest {
            return Err(too_large());
        }
        let request_id = Some(things.requests.len().to_string());
        Ok(Listing { events, response: Received { request_id, tries: 1 } })
    }

    fn told(&self) -> Option<(u32, Millis)> {
        self.things().told
    }

    fn now(&self) -> Instant {
        self.1 + Duration::from_micros(self.things().time - START)
    }

    fn endpoint(&self) -> &str {
        "https://seam.example"
    }
}

pub(super) fn too_large() -> Error {
    Error::from(DecodeError {
        status: 200,
        request_id: Some("r".to_owned()),
        reason: "it is larger than the limit of 100 bytes; raise SeamBuilder::max_response_size"
            .to_owned(),
        excerpt: String::new(),
        path: "/events/list".into(),
        tries: 1,
        age: Duration::ZERO,
    })
}

/// All events until there is none right now.
pub(super) fn all(follower: &mut EventFollower) -> Vec<String> {
    std::iter::from_fn(|| follower.next_event().unwrap()).map(|event| event.event_id).collect()
}

/// The ID of an event that came as JSON, with all that Seam sent.
pub(super) fn id_of(world: &World, json: &Json) -> String {
    let it = read_response::<Head>(json.as_str(), None).unwrap();
    let things = world.things();
    let event = things.events.iter().find(|other| other.id == it.event_id).unwrap();
    assert_eq!(json.as_str(), self::json(event, &it.created_at, &it.occurred_at));
    it.event_id
}

/// A follower that has begun.
pub(super) fn begun(world: &World) -> EventFollower {
    begun_as(world, |it| it)
}

pub(super) fn begun_as(
    world: &World,
    set: impl Fn(EventFollower) -> EventFollower,
) -> EventFollower {
    let mut follower = set(world.follower());
    assert_eq!(all(&mut follower), [""; 0]);
    world.pass(SECOND);
    follower
}

pub(super) fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids
}
