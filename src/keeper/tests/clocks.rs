//! Whatever the device's clocks say.

use super::*;

#[test]
fn no_expiry_is_computed_from_the_device_clock() {
    for wall in [Duration::from_secs(7), START - 3 * DAY, START + 3 * DAY, START + 20_000 * DAY] {
        let world = World::new();
        world.things().wall = wall;
        let keeper = world.keeper();
        assert_eq!(token(&keeper), 1);
        assert_eq!(world.ends(), [None, Some(START + DAY)]);
        world.pass(HOUR);
        assert_eq!(token(&keeper), 1);
        assert_eq!(world.requests(), 2);

        // From 1970 to today, a minute after the start; and on until a renewal is due.
        world.things().wall = START + HOUR;
        for _ in 0..48 {
            token(&keeper);
            world.pass(HOUR);
        }
        for (time, end) in &world.things().requests {
            assert!(end.is_none_or(|end| time.abs_diff(end - DAY) <= SECOND), "{time:?} {end:?}");
        }
    }
}

#[test]
fn an_expired_token_that_was_restored_by_a_clock_that_is_behind_is_replaced() {
    let world = World::new();
    let keeper = world.keeper();
    token(&keeper);
    let bytes = keeper.save().unwrap();
    for gives_what_is_over in [false, true] {
        // Off for three days, and the clock stands where it was.
        let mut things = world.things();
        things.gives_what_is_over = gives_what_is_over;
        things.time += 3 * DAY;
        drop(things);
        let keeper = world.restart();
        keeper.restore(&bytes).unwrap();
        for _ in 0..200 {
            world.pass(SECOND);
            keeper.call(|_| world.judge(&keeper.session().unwrap())).unwrap();
        }
    }
}

#[test]
fn an_expired_token_is_replaced_after_sleep_and_a_clock_that_was_set_back() {
    let world = World::new();
    let keeper = world.keeper();
    token(&keeper);
    world.suspend(3 * DAY);
    world.set_back(3 * DAY);
    for _ in 0..200 {
        world.pass(SECOND);
        keeper.call(|_| world.judge(&keeper.session().unwrap())).unwrap();
    }
    assert_eq!(world.attempts(), 4);
}

#[test]
fn the_time_in_an_error_response_is_used() {
    let world = World::new();
    let keeper = world.keeper();
    token(&keeper);
    let bytes = keeper.save().unwrap();
    world.things().time += 3 * DAY;
    let keeper = world.restart();
    keeper.restore(&bytes).unwrap();
    assert_eq!(token(&keeper), 1);
    // The restored session is due, and Seam is busy; but it says what time it is.
    world.network(Network::Refuses(503));
    keeper.lock().renewal_due = true;
    assert_eq!(keeper.token().unwrap_err().status(), Some(503));
}

#[test]
fn an_expiry_request_interrupted_by_sleep_is_sent_again() {
    for (slept, again) in [(Duration::ZERO, false), (RENEWAL_TIMEOUT * 2, false), (HOUR, true)] {
        let world = World::new();
        world.things().sleeps = slept;
        let keeper = world.keeper();
        token(&keeper);
        let ends = world.ends();
        assert_eq!(ends[..2], [None, Some(START + DAY)]);
        assert_eq!(ends.get(2), again.then_some(&Some(START + HOUR + DAY)));
    }
}

#[test]
fn no_expiry_is_requested_from_a_server_without_a_date_header() {
    for wall in [START, Duration::from_secs(7), START + 20_000 * DAY] {
        let world = World::new();
        world.things().tells_time = false;
        world.things().wall = wall;
        let keeper = world.keeper().lifetime(HOUR);
        assert_eq!(token(&keeper), 1);
        assert_eq!(world.ends(), [None]);
        // It is held for the lifetime at the most, since nobody knows what its end means.
        for _ in 0..100 {
            world.pass(HOUR / 100);
            token(&keeper);
        }
        assert_eq!(world.requests(), 2, "{wall:?}");
    }

    // By a clock that may be right, Seam's end comes before that of the lifetime.
    let world = World::new();
    world.things().tells_time = false;
    let keeper = world.keeper();
    for _ in 0..48 {
        world.judge(&keeper.session().unwrap()).unwrap();
        world.pass(HOUR / 6);
    }
    // An end that is nearly there means nothing: the clock is wrong, or Seam would not have given it.
    let world = World::new();
    world.things().tells_time = false;
    world.things().session = Some((7, START + MIN_VALIDITY));
    assert_eq!(token(&world.keeper()), 7);
}

#[test]
fn the_clock_with_less_time_left_wins() {
    // Asleep: the monotonic clock stands still.
    let world = World::new();
    let keeper = world.keeper();
    token(&keeper);
    world.suspend(2 * DAY);
    assert_eq!(token(&keeper), 2);

    // Set back: the other one does not tell.
    world.set_back(3000 * DAY);
    world.pass(2 * DAY);
    assert_eq!(token(&keeper), 3);

    // Set forward, as from 1970: one renewal too many, and no harm.
    world.things().wall += 3000 * DAY;
    assert_eq!(token(&keeper), 3);
    assert_eq!(world.requests(), 8);
    world.pass(HOUR);
    assert_eq!(token(&keeper), 3);
    assert_eq!(world.requests(), 8);

    // Slow by a thousandth, both: a session that is never renewed is not given out beyond its end.
    world.things().slow = 900;
    world.things().ends = Ends::Are(365 * DAY);
    let keeper = world.keeper().lifetime(365 * DAY).margin(SECOND);
    token(&keeper);
    world.network(Network::Down);
    world.pass(365 * DAY - HOUR);
    token(&keeper);
    world.pass(HOUR - SECOND);
    keeper.token().unwrap_err();
}

#[test]
fn a_jumping_clock_does_not_cause_a_request_per_jump() {
    let world = World::new();
    let keeper = world.keeper();
    for _ in 0..3600 {
        world.things().wall += 365 * DAY;
        let session = keeper.session().unwrap();
        // What other calls hear of the time changes nothing of that.
        world.judge(&session).unwrap();
        world.pass(SECOND);
    }
    assert!(world.requests() < 150, "{}", world.requests());

    // A clock that has calmed down is believed again: the device sleeps.
    world.pass(LONGEST_PAUSE);
    token(&keeper);
    for _ in 0..3 {
        world.suspend(2 * DAY);
        world.judge(&keeper.session().unwrap()).unwrap();
    }
}
