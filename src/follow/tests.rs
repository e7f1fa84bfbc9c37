//! What a follower returns and what it requests, in a world that the test commands.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use super::*;
use crate::follow::seen::{MAX_RETURNED, hash};
use crate::follow::source::{Head, Listing};
use crate::follow::sweep::{WITNESSES, is_too_large};
use crate::pages::SEAMS_LIMIT;
use crate::response::read_response;

mod model;
mod saved;
mod times;
mod world;

use self::world::*;

#[test]
fn a_follower_starts_with_events_after_its_first_call_by_seams_clock() {
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
            Asked { after: FAR_FUTURE, before: None, limit: 1 },
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
fn if_seam_does_not_tell_the_time_the_error_says_to_set_since() {
    let world = World::new();
    // What it told another call does not count.
    world.things().tell();
    world.things().tells_time = false;
    let mut follower = world.follower();
    for _ in 0..2 {
        let error = follower.next_event().unwrap_err().to_string();
        assert!(error.contains("set the time to begin at with EventFollower::since"), "{error}");
    }
    let id = world.happen();
    let mut follower = follower.since("2027-01-15T07:59:59Z");
    assert_eq!(all(&mut follower), [id]);
    // It does without in all that follows.
    let ids = world.happen_every(SECOND / 4, 1000);
    assert_eq!(all(&mut follower), ids);
}

#[test]
fn a_follower_starts_at_the_given_time() {
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
    assert!(error.starts_with("the text given to EventFollower::since is not a time"), "{error}");
    // A position counts more.
    let saved = begun(&world).save();
    let mut follower = world.follower().since(UNIX_EPOCH);
    follower.restore(&saved).unwrap();
    assert_eq!(from(follower), [""; 0]);
}

#[test]
fn a_quiet_round_takes_one_request_and_keeps_the_position() {
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
    assert_eq!(follower.returned.len(), 1);
}

#[test]
fn the_events_of_one_response_are_returned_in_order() {
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
fn a_follower_catches_up_after_a_day_with_few_requests() {
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
            assert!(follower.returned.len() < 150, "{order:?}: {}", follower.returned.len());
        }
        assert_eq!(all(&mut follower), [""; 0]);
        assert!(world.requests() - before < 60, "{}", world.requests() - before);
    }
}

#[test]
fn simultaneous_events_beyond_the_limit_are_all_delivered() {
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
fn an_oversized_response_is_split_into_smaller_requests() {
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
fn a_response_at_seams_default_limit_is_treated_as_full() {
    let world = World::new();
    world.things().most = SEAMS_LIMIT;
    world.things().order = Order::Descending;
    let mut follower = begun_as(&world, |it| it.limit(1000));
    let ids = world.happen_every(SECOND, 700);
    assert_eq!(all(&mut follower), ids);
}

#[test]
fn more_events_than_can_be_remembered_still_come_once() {
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
        assert!(follower.returned.len() <= MAX_RETURNED, "{}", follower.returned.len());
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
fn events_at_the_end_of_an_overfull_window_are_not_lost() {
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
fn filters_set_midway_apply_to_events_already_fetched() {
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
fn an_undecodable_event_is_not_skipped_and_is_available_as_json() {
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

    // Seam fixes the other one.
    let mut fixed = world.restart(&follower.save());
    world.things().events.iter_mut().for_each(|it| it.odd = false);
    fixed.next_event().unwrap();
    let rest = all(&mut fixed);
    assert_eq!(rest, after);

    // Or the program takes it as it is.
    world.things().events.iter_mut().for_each(|it| it.odd = it.id == odd[1]);
    follower.next_event().unwrap_err();
    assert_eq!(id_of(&world, &follower.next_event_json().unwrap().unwrap()), odd[1]);
    assert_eq!(all(&mut follower), after);
    assert_eq!(follower.save(), fixed.save());
}

/// One that lists the same events, whatever it is asked.
struct Stuck(World);

impl Source for Stuck {
    fn events(
        &self,
        filters: &Filters,
        _: Millis,
        _: Option<Millis>,
        limit: u32,
    ) -> Result<Listing, Error> {
        self.0.events(filters, 0, None, limit)
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
fn a_server_that_ignores_time_filters_is_not_asked_without_end() {
    for (count, tells_time) in [(150, true), (150, false), (900, true), (900, false)] {
        let world = World::new();
        world.things().tells_time = tells_time;
        (0..count).for_each(|_| drop(world.happen()));
        let mut follower = EventFollower::with(Box::new(Stuck(world.clone())));
        follower = follower.since("2027-01-15T08:00:00Z");
        for _ in 0..2 {
            let before = world.requests();
            while let Ok(Some(_)) = follower.next_event() {}
            assert!(world.requests() - before <= 2 * MAX_REQUESTS as usize);
        }
    }
}

#[test]
fn ids_are_hashed_with_fnv_1a() {
    assert_eq!(hash(""), 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
    assert_eq!(hash("a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
}

#[test]
fn a_follower_is_send_and_sync() {
    fn may<T: Send + Sync>() {}
    may::<EventFollower>();
    assert_eq!(format!("{:?}", World::new().follower()), "EventFollower { .. }");
}
