//! While Seam or the network fails: the token in hand, the errors and the pauses.

use super::*;

#[test]
fn a_valid_token_is_returned_during_an_outage() {
    // While nothing reaches Seam, the pauses grow to five seconds; else to a minute.
    for (network, attempts) in [
        (Network::Down, 120..=240),
        (Network::Refuses(503), 14..=20),
        (Network::Gateway(503), 14..=20),
    ] {
        let world = World::new();
        let keeper = world.keeper();
        token(&keeper);
        assert!(keeper.health().is_none());
        world.pass(DAY.mul_f64(0.95));
        world.network(network);
        for _ in 0..600 {
            assert_eq!(token(&keeper), 1);
            world.pass(SECOND);
        }
        let failed = world.attempts() - 2;
        assert!(attempts.contains(&failed), "{network:?}: {failed}");
        let failure = keeper.health().unwrap();
        assert_eq!(failure.since, UNIX_EPOCH + START + DAY.mul_f64(0.95));
        assert_eq!(failure.attempts as usize, failed);
        if network == Network::Down {
            assert_eq!(
                failure.to_string(),
                format!(
                    "the session was not renewed ({failed} attempts since 2027-01-16T06:48:00.000Z): \
                     no network (tried 3 times)"
                )
            );
        }

        world.network(Network::Up);
        world.pass(if network == Network::Down { 5 * SECOND } else { 60 * SECOND });
        assert_eq!(token(&keeper), 1);
        assert!(end(&keeper) > world.things().time + DAY - SECOND);
        assert!(keeper.health().is_none());
    }
}

#[test]
fn no_response_of_a_gateway_ends_a_valid_token() {
    for status in [400, 401, 403, 404, 405, 408, 421, 429, 500, 502, 503, 520] {
        let world = World::new();
        let keeper = world.keeper();
        token(&keeper);
        world.pass(DAY.mul_f64(0.95));
        world.network(Network::Gateway(status));
        assert_eq!(token(&keeper), 1, "{status}");
        assert_eq!(keeper.health().unwrap().error.status(), Some(status));
        // Nor does it end a session whose token a call showed.
        let calls = AtomicUsize::new(0);
        let result: Result<(), _> = keeper.call(|_| {
            calls.fetch_add(1, Ordering::SeqCst);
            Err(gateway(status))
        });
        assert_eq!(result.unwrap_err().status(), Some(status));
        assert_eq!((calls.into_inner(), token(&keeper)), (1, 1), "{status}");
    }
}

#[test]
fn temporary_errors_of_seam_do_not_end_a_valid_token() {
    for status in [408, 421, 425, 429, 500, 503] {
        let world = World::new();
        let keeper = world.keeper();
        token(&keeper);
        world.pass(DAY.mul_f64(0.95));
        world.network(Network::Refuses(status));
        assert_eq!(token(&keeper), 1, "{status}");
    }
}

#[test]
fn a_backoff_is_bounded_and_jittered_and_the_caller_can_end_it() {
    let pause = |error: Error, random: f64| {
        let world = World::new();
        world.things().random = random;
        let keeper = world.keeper();
        let mut state = keeper.lock();
        keeper.note_failure(&mut state, error);
        state.next_attempt - world.now()
    };
    let minutes = |minutes: u64| Duration::from_secs(60 * minutes);
    let forever = Some(Duration::from_secs(u32::MAX.into()));
    for (error, shortest, longest) in [
        (broken(false), SECOND / 2, SECOND),
        (broken(true), SECOND / 2, SECOND),
        (api(429, Some("busy"), Some(10 * SECOND)), 10 * SECOND, 20 * SECOND),
        (api(503, Some("down"), forever), minutes(30), minutes(60)),
        (api(503, None, Some(10 * SECOND)), 10 * SECOND, 20 * SECOND),
        (api(503, None, forever), minutes(1), minutes(2)),
    ] {
        assert_eq!(pause(error.clone(), 0.0), shortest, "{error}");
        assert_eq!(pause(error.clone(), 1.0), longest, "{error}");
    }

    let world = World::new();
    let keeper = world.keeper();
    world.network(Network::Refuses(503));
    keeper.token().unwrap_err();
    world.network(Network::Up);
    keeper.token().unwrap_err();
    keeper.retry_now();
    assert_eq!(token(&keeper), 1);
}

#[test]
fn after_expiry_the_last_error_is_returned_with_its_age_between_retries() {
    let world = World::new();
    let keeper = world.keeper();
    token(&keeper);
    for (network, attempts) in [
        (Network::Down, 120..=250),
        (Network::Refuses(503), 14..=22),
        (Network::Refuses(429), 14..=22),
        (Network::Gateway(404), 14..=22),
    ] {
        world.network(network);
        world.pass(2 * DAY);
        let before = world.attempts();
        for _ in 0..1_000 {
            let error = keeper.token().unwrap_err();
            match (network, &error) {
                (Network::Down, Error::Transport(_)) => {}
                (Network::Refuses(status) | Network::Gateway(status), Error::Api(error)) => {
                    assert_eq!(error.status(), status)
                }
                other => panic!("{other:?}"),
            }
            world.pass(Duration::from_millis(600));
        }
        let made = world.attempts() - before;
        assert!(attempts.contains(&made), "{network:?}: {made}");
        world.network(Network::Up);
        world.pass(LONGEST_PAUSE);
        token(&keeper);
    }
    world.network(Network::Down);
    world.pass(2 * DAY);
    for _ in 0..3 {
        keeper.retry_now();
        assert_eq!(keeper.token().unwrap_err().to_string(), "no network (tried 3 times)");
    }
    world.pass(2 * SECOND);
    let error = keeper.token().unwrap_err();
    assert_eq!(error.to_string(), "no network (tried 3 times); that was 2s ago");
    assert_eq!(error.age(), Some(2 * SECOND));
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the cause");
}

#[test]
fn a_permanent_error_is_returned_at_once_and_drops_the_token() {
    for status in [400, 401, 403] {
        let world = World::new();
        let keeper = world.keeper();
        token(&keeper);
        world.pass(DAY.mul_f64(0.95));
        world.network(Network::Refuses(status));
        assert_eq!(keeper.token().unwrap_err().status(), Some(status));
        assert_eq!(keeper.token().unwrap_err().status(), Some(status));
        assert_eq!(world.attempts(), 3);
        assert!(keeper.save().is_none());
        world.network(Network::Up);
        world.pass(Duration::from_secs(1));
        assert_eq!(token(&keeper), 1);
    }
}
