//! A Seam whose events, their times and their lists are as the test wants them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::sync::{Arc, Mutex, MutexGuard};

use super::*;
use crate::error::DecodeError;

mod model;

/// Times of the world are in microseconds.
const MILLI: u64 = 1_000;
const SECOND: u64 = 1_000_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;

/// When the world begins.
const START: u64 = 1_800_000_000 * SECOND;

#[derive(Clone)]
struct World(Arc<Mutex<Things>>);

struct Things {
    /// By Seam's clock.
    time: u64,
    events: Vec<Happened>,
    by: By,
    precision: Precision,
    order: Order,
    random: Random,
    /// How many of a thousand requests fail.
    failing: u64,
    /// How long a request takes, at the most.
    latency: u64,
    /// The most events that fit a response.
    largest: usize,
    tells_time: bool,
    told: Option<(u32, Millis)>,
    requests: Vec<Asked>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Asked {
    after: Millis,
    before: Option<Millis>,
    limit: u32,
}

#[derive(Clone, Debug)]
struct Happened {
    id: String,
    kind: &'static str,
    created: u64,
    occurred: u64,
    /// From when on Seam lists it.
    listed: u64,
}

/// By which time Seam compares.
#[derive(Clone, Copy, Debug, PartialEq)]
enum By {
    Created,
    Occurred,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Precision {
    /// Microseconds, in texts and when it compares.
    Fine,
    /// It compares whole milliseconds.
    FineTexts,
    /// Milliseconds everywhere.
    Millis,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Order {
    Ascending,
    Descending,
    ById,
    None,
}

struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed)
    }

    fn below(&mut self, below: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 31) % below
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }

    /// Mostly short, and now and then long.
    fn time(&mut self, longest: u64) -> u64 {
        let longest = self.of(&[1, 2 * MILLI, SECOND, MINUTE, longest]).min(longest);
        self.below(longest + 1)
    }
}

fn text(time: u64, precision: Precision) -> String {
    let millis = Timestamp::since_epoch(Duration::from_micros(time)).to_string();
    match precision {
        Precision::Millis => millis,
        _ => format!("{}{:03}Z", millis.trim_end_matches('Z'), time % MILLI),
    }
}

impl World {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(Things {
            time: START,
            events: Vec::new(),
            by: By::Created,
            precision: Precision::Fine,
            order: Order::Ascending,
            random: Random::new(0),
            failing: 0,
            latency: 0,
            largest: usize::MAX,
            tells_time: true,
            told: None,
            requests: Vec::new(),
        })))
    }

    fn things(&self) -> MutexGuard<'_, Things> {
        self.0.lock().unwrap()
    }

    fn follower(&self) -> EventFollower {
        EventFollower::with(Box::new(self.clone()))
    }

    fn pass(&self, time: u64) {
        self.things().time += time;
    }

    fn requests(&self) -> usize {
        self.things().requests.len()
    }

    /// An event that happens now and is listed at once.
    fn happen(&self) -> String {
        let time = self.things().time;
        self.happen_at(time, time, time)
    }

    fn happen_at(&self, created: u64, occurred: u64, listed: u64) -> String {
        let mut things = self.things();
        let whole =
            |time| if things.precision == Precision::Millis { time / 1000 * 1000 } else { time };
        let (created, occurred) = (whole(created), whole(occurred));
        // Not in the order in which they happen.
        let number = things.events.len() as u64;
        let id = format!("e{:05}-{number}", number.wrapping_mul(7919) % 100_000);
        let kind = if number % 8 == 7 { "other" } else { "lock.unlocked" };
        things.events.push(Happened { id: id.clone(), kind, created, occurred, listed });
        id
    }
}

impl Things {
    fn time_of(&self, event: &Happened) -> u64 {
        match self.by {
            By::Created => event.created,
            By::Occurred => event.occurred,
        }
    }

    fn tell(&mut self) {
        if self.tells_time {
            let number = self.told.map_or(0, |(number, _)| number + 1);
            self.told = Some((number, self.time / SECOND * 1000));
        }
    }

    fn list(&mut self, wanted: &Wanted, asked: Asked) -> Vec<Event> {
        let Asked { after, before, limit } = asked;
        let is_between = |time: u64| match self.precision {
            Precision::FineTexts => {
                time / MILLI > after && before.is_none_or(|it| time / MILLI < it)
            }
            _ => time > after * MILLI && before.is_none_or(|it| time < it * MILLI),
        };
        let is_wanted = |event: &&Happened| {
            event.listed <= self.time
                && wanted.event_types.as_ref().is_none_or(|it| it.iter().any(|it| it == event.kind))
                && is_between(self.time_of(event))
        };
        let mut events: Vec<_> = self.events.iter().filter(is_wanted).cloned().collect();
        match self.order {
            Order::Ascending => events.sort_by_key(|it| self.time_of(it)),
            Order::Descending => events.sort_by_key(|it| u64::MAX - self.time_of(it)),
            Order::ById => events.sort_by(|one, other| one.id.cmp(&other.id)),
            Order::None => {
                for place in 1..events.len() {
                    let other = self.random.below(place as u64 + 1);
                    events.swap(place, other as usize);
                }
            }
        }
        events.truncate(limit as usize);
        let precision = self.precision;
        let event = |it: Happened| Event {
            event_id: it.id,
            event_type: it.kind.to_owned(),
            created_at: text(it.created, precision),
            occurred_at: text(it.occurred, precision),
            ..Event::default()
        };
        events.into_iter().map(event).collect()
    }
}

const NO_NETWORK: &str = "no network";

impl Source for World {
    fn events(
        &self,
        wanted: &Wanted,
        after: Millis,
        before: Option<Millis>,
        limit: u32,
    ) -> Result<Vec<Event>, Error> {
        let mut things = self.things();
        assert!(before.is_none_or(|before| before >= after + 2), "nothing can be in it");
        let asked = Asked { after, before, limit };
        things.requests.push(asked);
        let latency = things.latency + 1;
        things.time += things.random.below(latency);
        if things.random.below(1000) < things.failing {
            return Err(Error::invalid(NO_NETWORK));
        }
        let events = things.list(wanted, asked);
        things.tell();
        things.time += things.random.below(latency);
        if events.len() > things.largest {
            return Err(too_large());
        }
        Ok(events)
    }

    fn told(&self) -> Option<(u32, Millis)> {
        self.things().told
    }

    fn endpoint(&self) -> &str {
        "https://seam.example"
    }
}

fn too_large() -> Error {
    Error::from(DecodeError {
        status: 200,
        request_id: None,
        reason: "it is larger than 100 bytes, the limit; SeamBuilder::max_response_size sets it"
            .to_owned(),
        excerpt: String::new(),
        path: "/events/list".into(),
        tries: 1,
        age: Duration::ZERO,
    })
}

/// All events until there is none right now.
fn all(follower: &mut EventFollower) -> Vec<String> {
    std::iter::from_fn(|| follower.next_event().unwrap()).map(|event| event.event_id).collect()
}
