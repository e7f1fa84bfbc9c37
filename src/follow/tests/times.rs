//! Wrong, missing and unreadable times.

use super::*;

#[test]
fn an_impossible_time_loses_no_other_event() {
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
fn events_dated_in_the_future_do_not_lose_other_events() {
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
fn without_a_date_header_time_is_inferred_from_several_events() {
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
            let given = follower.returned.len();
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
fn rounding_never_moves_the_start_after_the_first_call() {
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
fn unreadable_times_delay_no_event() {
    let world = World::new();
    world.things().readable = false;
    let mut follower = begun(&world);
    for _ in 0..100 {
        let ids = world.happen_every(MINUTE, 10);
        assert_eq!(sorted(all(&mut follower)), sorted(ids));
        let given = follower.returned.len();
        assert!(given < 50, "{given}");
    }
    let ids = world.happen_every(SECOND, 5_000);
    assert_eq!(sorted(all(&mut follower)), sorted(ids));
    assert_eq!(all(&mut follower), [""; 0]);
}

#[test]
fn many_future_events_do_not_shrink_the_overlap() {
    let world = World::new();
    world.things().by = By::Occurred;
    let mut follower = begun_as(&world, |it| it.limit(4 * MAX_RETURNED as u32));
    let now = world.things().time;
    let ahead = |_| world.happen_at(now, now + 9000 * HOUR, now);
    let ids = sorted((0..MAX_RETURNED + 100).map(ahead).collect());
    assert_eq!(sorted(all(&mut follower)), ids);
    let late = world.happen_at(now + MINUTE, now, now + MINUTE);
    let id = world.happen_at(now + SECOND, now + SECOND, now + SECOND);
    world.pass(SECOND);
    assert_eq!(all(&mut follower), [id]);
    world.pass(MINUTE);
    assert_eq!(all(&mut follower), [late]);
}

#[test]
fn a_date_from_long_ago_delays_no_event() {
    let world = World::new();
    let mut follower = begun(&world);
    world.things().tells_time = false;
    for _ in 0..100 {
        world.pass(MINUTE);
        let id = world.happen();
        assert_eq!(all(&mut follower), [id]);
        assert!(follower.returned.len() < 10, "{}", follower.returned.len());
    }
}
