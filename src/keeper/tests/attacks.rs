//! Events in the middle of a renewal, and other cases that a first reading of the keeper does not show.

use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

use super::*;

/// How many of a call a second fail.
fn errors_within(world: &World, keeper: &SessionKeeper, time: Duration) -> usize {
    let stop = world.things().time + time;
    let mut errors = 0;
    while world.things().time < stop {
        errors += usize::from(keeper.token().is_err());
        world.pass(SECOND);
    }
    errors
}

#[test]
fn a_token_is_available_every_second_while_seam_is_reachable() {
    let world = World::new();
    world.things().ends = Ends::Refuses;
    assert_eq!(errors_within(&world, &world.keeper(), 13 * HOUR), 0);

    // Too slow for a renewal while a token is in hand, and not for a call.
    for latency in [3, 6] {
        let world = World::new();
        let keeper = world.keeper();
        token(&keeper);
        world.things().latency = latency * SECOND;
        // The token may run out during a renewal, which gets less time than a call.
        assert!(errors_within(&world, &keeper, 26 * HOUR) <= 1, "{latency}");
    }
}

#[test]
fn an_expiry_that_seam_may_have_set_counts_if_its_response_was_lost() {
    let world = World::new();
    let keeper = hooked(&world, |world, number, answered| {
        (number == 1 && answered).then(|| {
            world.network(Network::Down);
            broken(true)
        })
    })
    .lifetime(HOUR);
    token(&keeper);
    let mut given = 0;
    for _ in 0..5 * 60 {
        world.pass(60 * SECOND);
        if keeper.token().is_ok() {
            given += 1;
            let things = world.things();
            assert!(things.session.unwrap().1 > things.time);
        }
    }
    assert!(given > 50, "{given}");
}

#[test]
fn sleeping_between_the_two_requests_fetches_the_time_again() {
    let world = World::new();
    let keeper = hooked(&world, |world, number, answered| {
        if number == 0 && answered {
            world.suspend(2 * DAY);
        }
        None
    });
    token(&keeper);
    assert_eq!(world.ends(), [None, None, Some(START + 3 * DAY)]);
}

#[test]
fn a_logger_that_calls_the_keeper_while_it_logs_its_renewal_gets_an_error() {
    let world = World::new();
    let slot: Arc<OnceLock<Arc<SessionKeeper>>> = Arc::default();
    let (in_hook, logs) = (slot.clone(), AtomicBool::new(true));
    let (said, says) = mpsc::channel();
    let keeper = Arc::new(hooked(&world, move |_, _, _| {
        if logs.swap(false, Ordering::SeqCst) {
            let error = in_hook.get().unwrap().token().unwrap_err();
            said.send(error.to_string()).unwrap();
        }
        None
    }));
    let _ = slot.set(keeper.clone());
    let (done, is_done) = mpsc::channel();
    thread::spawn(move || done.send(token(&keeper)));
    // It would hang for ever.
    assert_eq!(is_done.recv_timeout(Duration::from_secs(60)), Ok(1));
    assert!(says.recv().unwrap().contains("a logger called the session keeper"));
}

#[test]
fn retry_now_during_a_hanging_attempt_skips_the_next_pause() {
    let world = World::new();
    let slot: Arc<OnceLock<Arc<SessionKeeper>>> = Arc::default();
    let in_hook = slot.clone();
    let keeper = Arc::new(hooked(&world, move |world, number, answered| {
        // The network comes back while the seventh attempt hangs, and the program says so.
        if number == 6 && answered {
            world.network(Network::Up);
            in_hook.get().unwrap().retry_now();
        }
        None
    }));
    let _ = slot.set(keeper.clone());
    world.network(Network::Mute);
    for _ in 0..7 {
        keeper.token().unwrap_err();
        if world.attempts() < 7 {
            world.pass(LONGEST_PAUSE);
        }
    }
    assert_eq!(world.attempts(), 7);
    assert_eq!(token(&keeper), 1);
    // It has ended one pause, and not all.
    world.network(Network::Refuses(503));
    world.pass(2 * DAY);
    keeper.token().unwrap_err();
    let attempts = world.attempts();
    keeper.token().unwrap_err();
    assert_eq!(world.attempts(), attempts);
}

#[test]
fn a_session_due_for_renewal_at_once_is_still_handed_out() {
    let world = World::new();
    world.things().ends = Ends::Are(Duration::from_millis(2100));
    world.things().random = 0.0;
    let keeper = world.keeper();
    for _ in 0..100 {
        token(&keeper);
    }
    assert_eq!(world.attempts(), 2);
}

#[test]
fn expiry_is_checked_against_seams_last_known_time() {
    let world = World::new();
    let keeper = world.keeper();
    token(&keeper);
    world.things().gives_what_is_over = true;
    world.things().tells_time = false;
    world.pass(2 * DAY);
    let error = keeper.token().unwrap_err().to_string();
    assert!(error.contains("has already expired"), "{error}");
}

#[test]
fn correcting_the_clock_after_a_restart_keeps_the_token() {
    let world = World::new();
    let keeper = world.keeper();
    token(&keeper);
    let bytes = keeper.save().unwrap();
    world.pass(HOUR);
    world.network(Network::Down);
    world.things().wall = Duration::from_secs(9);
    let keeper = world.restart();
    keeper.restore(&bytes).unwrap();
    assert_eq!(token(&keeper), 1);
    let time = world.things().time;
    world.things().wall = time;
    assert_eq!(token(&keeper), 1);
    // And then by that clock.
    world.suspend(DAY);
    keeper.token().unwrap_err();
}

#[test]
fn an_invalidated_token_is_not_restored() {
    let world = World::new();
    let keeper = world.keeper();
    let old = keeper.token().unwrap();
    let bytes = keeper.save().unwrap();
    keeper.invalidate(&old);
    assert_eq!(keeper.restore(&bytes), Err(RestoreError::Ended));
}

#[test]
fn the_longest_durations_do_not_panic_after_a_restart() {
    let world = World::new();
    world.things().tells_time = false;
    world.things().ends = Ends::Ignores;
    world.things().wall = START + 3000 * DAY;
    let keeper = world.keeper().lifetime(Duration::MAX);
    token(&keeper);
    world.things().random = 0.0;
    let restarted = world.restart().lifetime(Duration::MAX).margin(Duration::MAX);
    restarted.restore(&keeper.save().unwrap()).unwrap();
}
