//! Days in milliseconds, in a world that the test commands.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::UNIX_EPOCH;

use super::*;
use crate::Credential;
use crate::keeper::renewal::RENEWAL_TIMEOUT;
use crate::keeper::seam_time::Moment;

mod attacks;
mod clocks;
mod model;
mod outages;
mod refusals;
mod saved;
mod threads;
mod world;

use self::world::*;

#[test]
fn a_session_lasts_a_day_and_is_renewed_in_its_last_tenth() {
    let world = World::new();
    let keeper = world.keeper();
    assert_eq!(world.attempts(), 0);
    assert_eq!(token(&keeper), 1);
    assert_eq!(world.things().requests, [(START, None), (START, Some(START + DAY))]);
    // With a random number of one half: at five eighths of the margin before the end.
    world.pass(DAY.mul_f64(0.935));
    assert_eq!((token(&keeper), world.requests()), (1, 2));
    world.pass(DAY.mul_f64(0.004));
    let now = world.things().time;
    assert_eq!((token(&keeper), world.requests()), (1, 4));
    assert!(now + DAY - end(&keeper) <= SECOND);
    for _ in 0..1_000 {
        world.pass(HOUR);
        token(&keeper);
    }
    assert!((86..=96).contains(&world.requests()), "{}", world.requests());
}

#[test]
fn the_caller_sets_lifetime_and_margin() {
    let world = World::new();
    let keeper = world.keeper().lifetime(HOUR).margin(HOUR / 2);
    assert_eq!(token(&keeper), 1);
    assert_eq!(world.ends(), [None, Some(START + HOUR)]);
    world.pass(HOUR.mul_f64(0.67));
    assert_eq!((token(&keeper), world.requests()), (1, 2));
    world.pass(HOUR.mul_f64(0.02));
    assert_eq!((token(&keeper), world.requests()), (1, 4));
}

#[test]
fn durations_of_any_length_do_not_panic() {
    for time in [Duration::ZERO, Duration::from_nanos(1), Duration::MAX] {
        let world = World::new();
        world.things().ends = Ends::Are(DAY);
        let keeper = world.keeper().lifetime(time).margin(time);
        keeper.token().unwrap();
        keeper.token().unwrap();

        let saved = world.keeper();
        saved.token().unwrap();
        world.keeper().lifetime(time).margin(time).restore(&saved.save().unwrap()).unwrap();
    }
}

#[test]
fn the_shortest_lifetime_is_ten_seconds() {
    let world = World::new();
    let keeper = world.keeper().lifetime(Duration::ZERO);
    keeper.token().unwrap();
    assert_eq!(world.ends(), [None, Some(START + MIN_LIFETIME)]);
}

#[test]
fn if_seam_gives_less_time_the_session_is_renewed_earlier() {
    let world = World::new();
    world.things().ends = Ends::Are(Duration::from_secs(600));
    let keeper = world.keeper();
    for _ in 0..60 {
        token(&keeper);
        world.pass(Duration::from_secs(60));
    }
    assert!((12..=16).contains(&world.requests()), "{}", world.requests());
}

#[test]
fn if_seam_ignores_or_refuses_the_expiry_time_its_own_is_used() {
    for ends in [Ends::Ignores, Ends::Refuses] {
        let world = World::new();
        world.things().ends = ends;
        let keeper = world.keeper();
        for _ in 0..24 * 60 {
            let session = keeper.session().unwrap();
            world.judge(&session).unwrap();
            world.pass(Duration::from_secs(60));
        }
        // Each session lasts four hours, and is made anew at its end: until it is over, it stays as it is.
        assert!(world.attempts() < 600, "{ends:?}: {}", world.attempts());
        assert_eq!(keeper.health().is_some(), ends == Ends::Refuses);
    }
}

#[test]
fn a_slow_renewal_delays_callers_with_a_valid_token_only_briefly() {
    let world = World::new();
    world.network(Network::Mute);
    let keeper = world.keeper();
    keeper.token().unwrap_err();
    assert_eq!(world.things().time, START + TIMEOUT);

    world.network(Network::Up);
    keeper.retry_now();
    let token = keeper.token().unwrap();
    world.pass(DAY.mul_f64(0.95));
    world.network(Network::Mute);
    let before = world.things().time;
    assert_eq!(keeper.token().unwrap(), token);
    assert_eq!(world.things().time, before + RENEWAL_TIMEOUT);

    // The second request has what the first has left of it.
    world.network(Network::Up);
    world.things().latency = 3 * SECOND;
    world.pass(LONGEST_PAUSE);
    let before = world.things().time;
    assert_eq!(keeper.token().unwrap(), token);
    assert_eq!(world.things().time, before + RENEWAL_TIMEOUT);
    let timeouts: Vec<_> = world.things().attempts.iter().map(|(_, timeout)| *timeout).collect();
    assert_eq!(timeouts[timeouts.len() - 2..], [RENEWAL_TIMEOUT, RENEWAL_TIMEOUT - 3 * SECOND]);
    // What the first gave is in hand, and its end is asked for again.
    world.things().latency = Duration::ZERO;
    world.pass(LONGEST_PAUSE);
    assert_eq!(keeper.token().unwrap(), token);
    assert!(keeper.health().is_none());
    assert!(end(&keeper) > world.things().time + DAY - SECOND);
}

#[test]
fn a_first_request_that_uses_the_whole_timeout_still_yields_a_token() {
    let world = World::new();
    world.things().latency = TIMEOUT;
    let keeper = world.keeper();
    assert_eq!(token(&keeper), 1);
    assert_eq!(world.things().time, START + TIMEOUT);
    assert_eq!(world.attempts(), 1);
    // The end is asked for a moment later, and not by every caller at once.
    world.things().latency = Duration::ZERO;
    for _ in 0..10 {
        token(&keeper);
    }
    assert_eq!(world.attempts(), 1);
    world.pass(PAUSE);
    token(&keeper);
    assert_eq!(world.attempts(), 3);
    assert!(end(&keeper) > world.things().time + DAY - SECOND);
}

#[test]
fn a_session_that_has_already_expired_is_an_error_and_no_loop() {
    let world = World::new();
    world.things().ends = Ends::Are(Duration::ZERO);
    let keeper = world.keeper();
    let error = keeper.token().unwrap_err();
    assert!(error.to_string().contains("has already expired"), "{error}");
    keeper.token().unwrap_err();
    assert_eq!(world.attempts(), 2);
}

#[test]
fn if_an_expired_session_gets_no_new_expiry_time_that_error_is_returned() {
    let world = World::new();
    let mut things = world.things();
    (things.gives_what_is_over, things.session) = (true, Some((7, START - HOUR)));
    things.ends = Ends::Refuses;
    drop(things);
    assert_eq!(world.keeper().token().unwrap_err().status(), Some(400));
}

#[test]
fn a_session_about_to_expire_is_waited_out() {
    let world = World::new();
    world.things().ends = Ends::Ignores;
    world.things().session = Some((7, START + MIN_VALIDITY));
    let keeper = world.keeper();
    assert_eq!(token(&keeper), 1);
    assert_eq!(world.things().time, START + MIN_VALIDITY);
    assert_eq!(world.attempts(), 4);
}

#[test]
fn a_token_is_handed_out_until_two_seconds_before_expiry() {
    for (left, given) in [(MIN_VALIDITY, false), (MIN_VALIDITY + Duration::from_millis(1), true)] {
        let world = World::new();
        // After 1,000 seconds, Seam's time may be a thousandth further.
        world.things().ends = Ends::Are(1001 * SECOND + left);
        let keeper = world.keeper();
        token(&keeper);
        world.network(Network::Down);
        world.pass(1000 * SECOND);
        assert_eq!(keeper.token().is_ok(), given, "{left:?}");
    }
}

/// Ten thousand kiosks that booted together do not renew together.
#[test]
fn a_fleets_renewals_are_spread_over_the_margin() {
    let mut by_hour = [0_u32; 24];
    for number in 0..10_000_u32 {
        let world = World::new();
        world.things().random = f64::from(number) / 10_000.0;
        let keeper = world.keeper().margin(4 * HOUR);
        keeper.token().unwrap();
        let renew_at = keeper.lock().held.clone().unwrap().renew_at - START;
        by_hour[(renew_at.as_secs() / 3600) as usize] += 1;
    }
    // Within the first three quarters of the four hours, and in none of them more than its share.
    assert!(by_hour[..20].iter().sum::<u32>() < 10);
    for hour in 20..23 {
        assert!((3_200..3_500).contains(&by_hour[hour]), "{by_hour:?}");
    }
}
