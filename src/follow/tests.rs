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
struct World(Arc<Mutex<Things>>, Instant);

struct Things {
    /// By Seam's clock.
    time: u64,
    events: Vec<Happened>,
    by: By,
    /// Whether it writes times as it says.
    readable: bool,
    precision: Precision,
    order: Order,
    random: Random,
    /// How many of a thousand requests fail.
    failing: u64,
    /// How long a request takes, at the most.
    latency: u64,
    /// The most events that fit a response, and the most that Seam lists, whatever the limit.
    largest: usize,
    most: usize,
    tells_time: bool,
    /// How many of a thousand responses do not, although the others do.
    dateless: u64,
    told: Option<(u32, Millis)>,
    /// By how many milliseconds `Date` is ahead.
    date_ahead: i64,
    requests: Vec<Asked>,
    /// Whether what happens now is odd.
    odd: bool,
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
    /// What [`Event`] cannot be read from.
    odd: bool,
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

    fn things(&self) -> MutexGuard<'_, Things> {
        self.0.lock().unwrap()
    }

    fn follower(&self) -> EventFollower {
        EventFollower::with(Box::new(self.clone()))
    }

    fn pass(&self, time: u64) {
        self.things().time += time;
    }

    /// The device starts anew: nothing has been told yet.
    fn restart(&self, saved: &[u8]) -> EventFollower {
        self.things().told = None;
        let mut follower = self.follower();
        follower.restore(saved).unwrap();
        follower
    }

    fn requests(&self) -> usize {
        self.things().requests.len()
    }

    /// An event that happens now and is listed at once.
    fn happen(&self) -> String {
        let time = self.things().time;
        self.happen_at(time, time, time)
    }

    /// So many, each so long after the one before it.
    fn happen_every(&self, time: u64, count: usize) -> Vec<String> {
        let next = |_| {
            self.pass(time);
            self.happen()
        };
        (0..count).map(next).collect()
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
        let odd = things.odd;
        things.events.push(Happened { id: id.clone(), kind, created, occurred, listed, odd });
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
        if self.tells_time && self.random.below(1000) >= self.dateless {
            let number = self.told.map_or(0, |(number, _)| number + 1);
            let date = (self.time / SECOND * 1000).saturating_add_signed(self.date_ahead);
            self.told = Some((number, date));
        }
    }

    fn list(&self, wanted: &Wanted, asked: Asked, random: &mut Random) -> Vec<WithJson<Head>> {
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
fn json(it: &Happened, created_at: &str, occurred_at: &str) -> String {
    let Happened { id, kind, odd, .. } = it;
    let kind = if *odd { "[]".to_owned() } else { format!("{kind:?}") };
    format!(
        r#"{{"event_id":"{id}", "event_type":{kind}, "created_at":"{created_at}",
            "occurred_at":"{occurred_at}", "workspace_id":"w", "more":{{"of":"{id}"}}}}"#
    )
}

const NO_NETWORK: &str = "no network";

impl Source for World {
    fn events(
        &self,
        wanted: &Wanted,
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
        let events = things.list(wanted, asked, &mut random);
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

fn too_large() -> Error {
    Error::from(DecodeError {
        status: 200,
        request_id: Some("r".to_owned()),
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

/// The ID of an event that came as JSON, with all that Seam sent.
fn id_of(world: &World, json: &Json) -> String {
    let it = read_response::<Head>(json.as_str(), None).unwrap();
    let things = world.things();
    let event = things.events.iter().find(|other| other.id == it.event_id).unwrap();
    assert_eq!(json.as_str(), self::json(event, &it.created_at, &it.occurred_at));
    it.event_id
}

/// A follower that has begun.
fn begun(world: &World) -> EventFollower {
    begun_as(world, |it| it)
}

fn begun_as(world: &World, set: impl Fn(EventFollower) -> EventFollower) -> EventFollower {
    let mut follower = set(world.follower());
    assert_eq!(all(&mut follower), [""; 0]);
    world.pass(SECOND);
    follower
}

fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids
}

#[test]
fn it_begins_with_what_happens_from_the_first_call_on_by_seams_clock() {
    let world = World::new();
    world.happen();
    world.pass(HOUR);
    // What Seam told another call long ago is not now.
    world.things().tell();
    world.pass(HOUR);
    world.happen();
    world.pass(10 * SECOND);
    let mut follower = world.follower();
    let unbegun = follower.save();
    assert_eq!(all(&mut follower), [""; 0]);
    let now = world.things().time / MILLI;
    assert_eq!(
        world.things().requests,
        [
            Asked { after: NEVER, before: None, limit: 1 },
            Asked { after: now, before: None, limit: 100 },
        ]
    );
    world.pass(SECOND);
    let id = world.happen();
    assert_eq!(all(&mut follower), [id]);

    // Saved before that, there is nothing to go on from.
    let mut follower = world.restart(&unbegun);
    assert_eq!(follower.save(), unbegun);
    assert_eq!(all(&mut follower), [""; 0]);
    assert_eq!(world.things().requests.last().unwrap().after, now + 1000);
}

#[test]
fn where_seam_does_not_tell_the_time_it_asks_for_where_to_begin() {
    let world = World::new();
    // What it told another call does not count.
    world.things().tell();
    world.things().tells_time = false;
    let mut follower = world.follower();
    for _ in 0..2 {
        let error = follower.next_event().unwrap_err().to_string();
        assert!(error.contains("set where to begin with EventFollower::since"), "{error}");
    }
    let id = world.happen();
    let mut follower = follower.since("2027-01-15T07:59:59Z");
    assert_eq!(all(&mut follower), [id]);
    // It does without in all that follows.
    let ids = world.happen_every(SECOND / 4, 1000);
    assert_eq!(all(&mut follower), ids);
}

#[test]
fn it_begins_after_any_time_that_is_given() {
    use std::time::UNIX_EPOCH;

    let world = World::new();
    let ids = [
        world.happen(),
        {
            world.pass(SECOND);
            world.happen()
        },
        {
            world.pass(SECOND);
            world.happen()
        },
    ];
    let from = |follower: EventFollower| all(&mut { follower });
    assert_eq!(from(world.follower().since("2027-01-15T08:00:00.000Z")), ids[1..]);
    assert_eq!(from(world.follower().since(&"2027-01-15T09:00:01+01:00".to_owned())), ids[2..]);
    let time = UNIX_EPOCH + Duration::from_micros(START);
    assert_eq!(from(world.follower().since(time)), ids[1..]);
    assert_eq!(from(world.follower().since(UNIX_EPOCH)), ids);
    let error = world.follower().since("yesterday").next_event().unwrap_err().to_string();
    assert!(error.starts_with("what EventFollower::since was given is not a time"), "{error}");
    // A position counts more.
    let saved = begun(&world).save();
    let mut follower = world.follower().since(UNIX_EPOCH);
    follower.restore(&saved).unwrap();
    assert_eq!(from(follower), [""; 0]);
}

#[test]
fn while_little_happens_a_round_is_one_request_and_the_position_stays() {
    let world = World::new();
    let mut follower = begun(&world);
    let ids = world.happen_every(5 * SECOND, 90);
    assert_eq!(all(&mut follower), ids);
    let saved = follower.save();
    for _ in 0..100 {
        let before = world.requests();
        world.pass(MINUTE);
        assert_eq!(all(&mut follower), [""; 0]);
        assert_eq!((world.requests(), follower.save()), (before + 1, saved.clone()));
    }
    // The newest, and what may still be listed within five minutes before it.
    let now = START / MILLI + 451_000;
    assert_eq!(world.things().requests.last().unwrap().after, now - 300_001);
    world.pass(HOUR);
    world.happen();
    all(&mut follower);
    assert_eq!(follower.given.len(), 1);
}

#[test]
fn what_one_response_brings_is_given_in_order() {
    for order in [Order::Descending, Order::ById, Order::None] {
        let world = World::new();
        world.things().order = order;
        let mut follower = begun(&world);
        for _ in 0..25 {
            // Two have one time.
            world.pass(1);
            world.happen();
            world.happen();
        }
        let mut events = world.things().events.clone();
        events.sort_by(|one, other| (one.created, &one.id).cmp(&(other.created, &other.id)));
        let ids: Vec<_> = events.into_iter().map(|it| it.id).collect();
        assert_eq!(all(&mut follower), ids, "{order:?}");
    }
}

#[test]
fn a_day_of_an_outage_is_caught_up_with_in_few_requests() {
    for order in [Order::Ascending, Order::Descending, Order::None] {
        let world = World::new();
        world.things().order = order;
        let mut follower = begun(&world);
        let mut ids = Vec::new();
        for _ in 0..24 * 60 {
            world.pass(MINUTE);
            ids.push(world.happen());
        }
        let before = world.requests();
        for id in ids {
            assert_eq!(follower.next_event().unwrap().unwrap().event_id, id);
            // What is saved meanwhile is small.
            assert!(follower.given.len() < 150, "{order:?}: {}", follower.given.len());
        }
        assert_eq!(all(&mut follower), [""; 0]);
        assert!(world.requests() - before < 60, "{}", world.requests() - before);
    }
}

#[test]
fn more_events_at_one_moment_than_the_limit_are_all_given() {
    for precision in [Precision::Fine, Precision::FineTexts, Precision::Millis] {
        let world = World::new();
        world.things().precision = precision;
        let mut follower = begun_as(&world, |it| it.limit(10));
        let ids = sorted((0..79).map(|_| world.happen()).collect());
        world.pass(SECOND);
        assert_eq!(sorted(all(&mut follower)), ids);
        let mut follower = world.restart(&follower.save()).limit(10);
        assert_eq!(all(&mut follower), [""; 0]);
        // One more, and it says what to raise; all that was given stays given.
        let late = world.happen_at(START + SECOND, START, START);
        for _ in 0..3 {
            let error = follower.next_event().unwrap_err().to_string();
            assert!(error.ends_with("raise EventFollower::limit"), "{error}");
        }
        let mut follower = follower.limit(11);
        assert_eq!(all(&mut follower), [late]);
    }
}

#[test]
fn a_response_that_is_too_large_is_asked_for_in_parts() {
    let world = World::new();
    let mut follower = begun(&world);
    let ids = world.happen_every(SECOND, 200);
    world.things().largest = 7;
    assert_eq!(all(&mut follower), ids);
    // Where it cannot be in parts, it says what to set.
    world.pass(SECOND);
    let more: Vec<_> = (0..8).map(|_| world.happen()).collect();
    world.pass(SECOND);
    let error = loop {
        if let Err(error) = follower.next_event() {
            break error;
        }
    };
    assert!(is_too_large(&error), "{error}");
    world.things().largest = 8;
    assert_eq!(all(&mut follower), sorted(more));
}

#[test]
fn a_response_of_as_many_events_as_seam_lists_by_itself_may_be_full() {
    let world = World::new();
    world.things().most = SEAMS_LIMIT;
    world.things().order = Order::Descending;
    let mut follower = begun_as(&world, |it| it.limit(1000));
    let ids = world.happen_every(SECOND, 700);
    assert_eq!(all(&mut follower), ids);
}

#[test]
fn more_than_can_be_remembered_comes_once_all_the_same() {
    let within = |spread: u64, at_once: bool, by: By, order: Order| {
        let world = World::new();
        (world.things().by, world.things().order) = (by, order);
        let mut follower = begun_as(&world, |it| it.limit(400));
        let next = |_| {
            world.pass(spread);
            let time = world.things().time;
            let created = if at_once { START + 5 * MINUTE } else { time };
            world.happen_at(created, time, created)
        };
        let ids = sorted((0..2_400).map(next).collect());
        world.things().time = START + 5 * MINUTE;
        assert_eq!(sorted(all(&mut follower)), ids);
        for _ in 0..3 {
            assert_eq!(all(&mut follower), [""; 0]);
            follower = world.restart(&follower.save()).limit(400);
        }
        let id = world.happen_at(START + 5 * MINUTE, START + 5 * MINUTE, START);
        world.pass(SECOND);
        let next = world.happen();
        assert_eq!(sorted(all(&mut follower)), sorted(vec![id, next]));
        assert!(follower.given.len() <= MOST_GIVEN, "{}", follower.given.len());
    };
    within(100 * MILLI, false, By::Created, Order::Ascending);
    within(100 * MILLI, false, By::Created, Order::Descending);
    within(100 * MILLI, false, By::Occurred, Order::None);
    // A hub was away, and Seam got to know of all at one moment.
    within(100 * MILLI, true, By::Occurred, Order::Ascending);
    // All at one moment.
    within(0, false, By::Created, Order::None);
}

#[test]
fn what_a_window_ends_with_comes_even_if_the_window_held_more_than_can_be_remembered() {
    let world = World::new();
    world.things().by = By::Occurred;
    let mut follower = begun_as(&world, |it| it.limit(5_000));
    // One each millisecond, so that each end of a window is an event's time; of all of them Seam heard later.
    let now = START + 5 * MINUTE;
    let at = |number: u64| world.happen_at(now, START + SECOND + number * MILLI, now);
    let ids = sorted((0..6_000).map(at).collect());
    world.things().time = now;
    assert_eq!(sorted(all(&mut follower)), ids);
    assert_eq!(all(&mut follower), [""; 0]);
}

#[test]
fn a_time_that_cannot_be_does_not_make_it_lose_others() {
    let world = World::new();
    let mut follower = begun(&world);
    let time = world.things().time;
    let year = 365 * 24 * HOUR;
    let far = world.happen_at(time + 70 * year, time, time);
    assert_eq!(all(&mut follower), [far]);
    world.pass(SECOND);
    let id = world.happen();
    assert_eq!(all(&mut follower), [id]);
    let mut follower = world.restart(&follower.save());
    world.pass(SECOND);
    let id = world.happen();
    assert_eq!(all(&mut follower), [id]);
}

#[test]
fn events_that_were_created_in_the_future_do_not_make_it_lose_others() {
    let day = 24 * HOUR;
    for ahead in [SECOND, MINUTE, 6 * MINUTE, 11 * MINUTE, day] {
        for (by, count) in [(By::Created, 1), (By::Created, 9), (By::Occurred, 9)] {
            let world = World::new();
            world.things().by = by;
            let mut follower = begun(&world);
            let now = world.things().time;
            let mut ids: Vec<_> =
                (0..count).map(|_| world.happen_at(now + ahead, now, now)).collect();
            let mut came = all(&mut follower);
            for number in 0..120 {
                world.pass(5 * SECOND);
                let time = world.things().time;
                // Some are listed as late as is allowed.
                let late = if number % 2 == 0 { 5 * MINUTE - SECOND } else { 0 };
                ids.push(world.happen_at(time, time, time + late));
                came.extend(all(&mut follower));
            }
            world.pass(5 * MINUTE);
            came.extend(all(&mut follower));
            assert_eq!(sorted(came), sorted(ids), "{ahead} {by:?} {count}");
        }
    }
}

#[test]
fn without_a_date_it_goes_by_what_several_events_agree_on() {
    for tells_time in [false, true] {
        let world = World::new();
        world.things().tells_time = tells_time;
        // Or with one that is a year behind.
        world.things().date_ahead = -365 * 24 * 3_600_000;
        let mut follower = world.follower().since("2027-01-15T08:00:00Z");
        world.pass(SECOND);
        let now = world.things().time;
        let mut ids: Vec<_> =
            (0..9).map(|_| world.happen_at(now + 9000 * HOUR, now, now)).collect();
        let mut came = all(&mut follower);
        for _ in 0..300 {
            ids.extend(world.happen_every(MINUTE, 1));
            let before = world.requests();
            came.extend(all(&mut follower));
            assert_eq!(world.requests() - before, 1);
            let given = follower.given.len();
            assert!(given < 30, "{given}");
        }
        // And for good, it is no other after a restart or when there is a `Date` again.
        (world.things().tells_time, world.things().date_ahead) = (true, 0);
        let mut follower = world.restart(&follower.save());
        ids.extend(world.happen_every(MINUTE, 10));
        came.extend(all(&mut follower));
        assert_eq!(sorted(came), sorted(ids));
    }
}

#[test]
fn an_outage_at_the_first_call_loses_nothing() {
    let world = World::new();
    world.happen();
    world.pass(SECOND);
    let mut follower = world.follower();
    world.things().failing = 1000;
    follower.next_event().unwrap_err();
    world.pass(SECOND);
    let mut ids = world.happen_every(MINUTE, 10);
    follower.next_event().unwrap_err();
    world.things().failing = 0;
    ids.extend(world.happen_every(MINUTE, 10));
    assert_eq!(all(&mut follower), ids);
}

#[test]
fn it_begins_no_later_than_the_first_call_however_times_are_rounded() {
    for passed in [0, 1, 999] {
        let world = World::new();
        world.things().precision = Precision::FineTexts;
        world.pass(54 * MILLI + passed);
        let mut follower = world.follower();
        world.things().failing = 1000;
        follower.next_event().unwrap_err();
        world.pass(MILLI);
        let id = world.happen();
        // `Date` is exact at this moment.
        let mut things = world.things();
        things.time = START + SECOND;
        things.failing = 0;
        drop(things);
        assert_eq!(all(&mut follower), [id]);
    }
}

#[test]
fn times_that_cannot_be_read_hold_nothing_back() {
    let world = World::new();
    world.things().readable = false;
    let mut follower = begun(&world);
    for _ in 0..100 {
        let ids = world.happen_every(MINUTE, 10);
        assert_eq!(sorted(all(&mut follower)), sorted(ids));
        let given = follower.given.len();
        assert!(given < 50, "{given}");
    }
    let ids = world.happen_every(SECOND, 5_000);
    assert_eq!(sorted(all(&mut follower)), sorted(ids));
    assert_eq!(all(&mut follower), [""; 0]);
}

#[test]
fn more_in_the_future_than_can_be_remembered_leave_the_overlap_as_it_is() {
    let world = World::new();
    world.things().by = By::Occurred;
    let mut follower = begun_as(&world, |it| it.limit(4 * MOST_GIVEN as u32));
    let now = world.things().time;
    let ahead = |_| world.happen_at(now, now + 9000 * HOUR, now);
    let ids = sorted((0..MOST_GIVEN + 100).map(ahead).collect());
    assert_eq!(sorted(all(&mut follower)), ids);
    let late = world.happen_at(now + MINUTE, now, now + MINUTE);
    let id = world.happen_at(now + SECOND, now + SECOND, now + SECOND);
    world.pass(SECOND);
    assert_eq!(all(&mut follower), [id]);
    world.pass(MINUTE);
    assert_eq!(all(&mut follower), [late]);
}

#[test]
fn filters_that_are_set_while_it_runs_hold_for_what_was_listed_before() {
    let world = World::new();
    let mut follower = begun(&world);
    // Number 7 and number 15 are of the other type.
    let ids = world.happen_every(SECOND, 16);
    assert_eq!(follower.next_event().unwrap().unwrap().event_id, ids[0]);
    let mut follower = follower.event_types(["other"]);
    assert_eq!(all(&mut follower), [ids[7].clone(), ids[15].clone()]);
    let mut follower = follower.device_ids([""; 0]).event_types(["other", "lock.unlocked"]);
    assert_eq!(all(&mut follower).len(), 13);
}

#[test]
fn a_time_that_was_told_long_ago_holds_nothing_back() {
    let world = World::new();
    let mut follower = begun(&world);
    world.things().tells_time = false;
    for _ in 0..100 {
        world.pass(MINUTE);
        let id = world.happen();
        assert_eq!(all(&mut follower), [id]);
        assert!(follower.given.len() < 10, "{}", follower.given.len());
    }
}

#[test]
fn a_longer_overlap_after_a_restart_brings_nothing_again() {
    let world = World::new();
    let mut follower = begun(&world);
    for _ in 0..100 {
        world.pass(MINUTE);
        world.happen();
    }
    all(&mut follower);
    let hour = Duration::from_secs(3600);
    let mut longer = world.restart(&follower.save()).overlap(hour);
    assert_eq!(all(&mut longer), [""; 0]);
    let mut longer = follower.overlap(hour);
    assert_eq!(all(&mut longer), [""; 0]);
}

#[test]
fn an_event_that_cannot_be_decoded_is_not_skipped_and_comes_as_json() {
    let world = World::new();
    let mut follower = begun(&world);
    let before = world.happen_every(SECOND, 3);
    world.things().odd = true;
    let odd = world.happen_every(SECOND, 2);
    world.things().odd = false;
    let after = world.happen_every(SECOND, 3);
    for id in &before {
        assert_eq!(follower.next_event().unwrap().unwrap().event_id, *id);
    }
    let saved = follower.save();
    for _ in 0..3 {
        let Err(Error::Decode(error)) = follower.next_event() else { panic!("it was decoded") };
        // Of the response that it was in: each call asks again.
        assert_eq!(error.request_id(), Some(world.requests().to_string().as_str()));
        assert_eq!(&*error.path, "/events/list");
        let reason = "it is JSON, but has no event as Seam documents it: event_type: expected text";
        assert_eq!((error.status(), error.reason()), (200, reason));
        assert_eq!(follower.save(), saved);
    }
    // What is listed meanwhile, earlier ones too, comes before it.
    let late = world.happen_at(START + 2 * SECOND, START, START);
    assert_eq!(follower.next_event().unwrap().unwrap().event_id, late);
    follower.next_event().unwrap_err();
    assert_eq!(id_of(&world, &follower.next_event_json().unwrap().unwrap()), odd[0]);
    follower.next_event().unwrap_err();

    // Seam mends the other one.
    let mut mended = world.restart(&follower.save());
    world.things().events.iter_mut().for_each(|it| it.odd = false);
    mended.next_event().unwrap();
    let rest = all(&mut mended);
    assert_eq!(rest, after);

    // Or the program takes it as it is.
    world.things().events.iter_mut().for_each(|it| it.odd = it.id == odd[1]);
    follower.next_event().unwrap_err();
    assert_eq!(id_of(&world, &follower.next_event_json().unwrap().unwrap()), odd[1]);
    assert_eq!(all(&mut follower), after);
    assert_eq!(follower.save(), mended.save());
}

/// One that lists the same events, whatever it is asked.
struct Stuck(World);

impl Source for Stuck {
    fn events(
        &self,
        wanted: &Wanted,
        _: Millis,
        _: Option<Millis>,
        limit: u32,
    ) -> Result<Listing, Error> {
        self.0.events(wanted, 0, None, limit)
    }

    fn told(&self) -> Option<(u32, Millis)> {
        self.0.told()
    }

    fn now(&self) -> Instant {
        self.0.now()
    }

    fn endpoint(&self) -> &str {
        self.0.endpoint()
    }
}

#[test]
fn a_server_that_does_not_go_by_the_time_is_not_asked_without_end() {
    for (count, tells_time) in [(150, true), (150, false), (900, true), (900, false)] {
        let world = World::new();
        world.things().tells_time = tells_time;
        (0..count).for_each(|_| drop(world.happen()));
        let mut follower = EventFollower::with(Box::new(Stuck(world.clone())));
        follower = follower.since("2027-01-15T08:00:00Z");
        for _ in 0..2 {
            let before = world.requests();
            while let Ok(Some(_)) = follower.next_event() {}
            assert!(world.requests() - before <= 2 * MOST_REQUESTS as usize);
        }
    }
}

#[test]
fn a_position_that_is_restored_replaces_all_of_what_was() {
    let world = World::new();
    let mut follower = begun(&world);
    let saved = follower.save();
    let ids = world.happen_every(SECOND, 5);
    assert_eq!(follower.next_event().unwrap().unwrap().event_id, ids[0]);
    let later = follower.save();
    follower.restore(&saved).unwrap();
    assert_eq!(follower.save(), saved);
    assert_eq!(all(&mut follower), ids);
    follower.restore(&later).unwrap();
    assert_eq!(all(&mut follower), ids[1..]);
}

#[test]
fn bytes_that_are_damaged_foreign_or_of_another_version_are_no_position() {
    use RestorePositionError::{Damaged, OtherEndpoint, OtherVersion};

    let world = World::new();
    let mut follower = begun(&world);
    world.happen();
    world.happen();
    all(&mut follower);
    let bytes = follower.save();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with("seam-client events 1 "), "{text}");
    assert!(text.len() < 240, "{text}");
    let restored = |bytes: &[u8]| world.follower().restore(bytes);
    restored(&bytes).unwrap();
    for place in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[place] ^= 1;
        assert_eq!(restored(&damaged), Err(Damaged), "{place}");
        assert_eq!(restored(&bytes[..place]), Err(Damaged), "{place}");
    }
    let (_, body) = text.split_once('\n').unwrap();
    let given = body.split_once("\"given\":\"").unwrap().1.trim_end_matches("\"}");
    let (first, second) = given.split_at(HASH);
    let other = |version: &str, from: &str, to: &str| {
        assert!(body.contains(from), "{body}");
        restored(&seal(FORMAT, version, body.replace(from, to).as_bytes()))
    };
    assert_eq!(other(VERSION, "seam", "seam"), Ok(()));
    for (error, version, from, to) in [
        (OtherEndpoint, VERSION, "seam.example", "evil.example"),
        (OtherVersion, "0", "", ""),
        (OtherVersion, "2", "{", "anything"),
        (Damaged, VERSION, "\"reached\":\"1", "\"reached\":\"x"),
        (Damaged, VERSION, "\"lower\":\"1", "\"lower\":\"x"),
        (Damaged, VERSION, "\"lower\"", "\"other\""),
        (Damaged, VERSION, first, "é"),
        (Damaged, VERSION, first, &first[1..]),
        (Damaged, VERSION, first, &format!("{}x", &first[1..])),
        // Not in order, or twice.
        (Damaged, VERSION, given, &format!("{second}{first}")),
        (Damaged, VERSION, second, first),
    ] {
        assert_eq!(other(version, from, to), Err(error), "{from} {to}");
    }
    for bytes in [&b""[..], b"seam-client events 1 ", b"\n", b"{}", &[0xff; 100]] {
        assert_eq!(restored(bytes), Err(Damaged));
    }
    assert_eq!(Damaged.to_string(), "the saved position is damaged");
    // One that is not taken changes nothing.
    follower.restore(b"").unwrap_err();
    assert_eq!(follower.save(), bytes);
}

#[test]
fn ids_are_told_apart_by_the_hash_that_is_known_by_its_name() {
    assert_eq!(hash(""), 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
    assert_eq!(hash("a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
}

#[test]
fn a_follower_may_go_to_another_thread() {
    fn may<T: Send + Sync>() {}
    may::<EventFollower>();
    assert_eq!(format!("{:?}", World::new().follower()), "EventFollower { .. }");
}
