//! Tokens that Seam refuses.

use super::*;

/// Calls that Seam answers in this way, each time: how often the work ran.
fn refused_call(keeper: &SessionKeeper, error: &Error) -> usize {
    let calls = AtomicUsize::new(0);
    let result: Result<(), _> = keeper.call(|_| {
        calls.fetch_add(1, Ordering::SeqCst);
        Err(error.clone())
    });
    assert_eq!(result.unwrap_err().to_string(), error.to_string());
    calls.into_inner()
}

#[test]
fn a_session_that_seam_ended_is_replaced() {
    for kind in [
        "client_session_expired",
        "client_session_revoked",
        "client_session_not_found",
        "client_session_token_not_found",
    ] {
        let world = World::new();
        let keeper = world.keeper();
        token(&keeper);
        world.things().session = None;
        let calls = AtomicUsize::new(0);
        let result = keeper.call(|_| match calls.fetch_add(1, Ordering::SeqCst) {
            0 => Err(over(kind)),
            _ => Ok("done"),
        });
        assert_eq!((result.unwrap(), calls.into_inner()), ("done", 2), "{kind}");
        assert_eq!((token(&keeper), world.requests()), (2, 4));
    }
    // On no other error.
    let world = World::new();
    let keeper = world.keeper();
    token(&keeper);
    for error in [refused(503), refused(403), api(404, Some("client_session_not_found"), None)] {
        assert_eq!(refused_call(&keeper, &error), 1, "{error}");
    }
    assert_eq!(refused_call(&keeper, &broken(true)), 1);
    assert_eq!(world.requests(), 2);
}

#[test]
fn a_token_that_seam_reissues_and_rejects_is_renewed_once_a_minute() {
    let world = World::new();
    let keeper = world.keeper();
    let over = over("client_session_revoked");
    assert_eq!((refused_call(&keeper, &over), world.requests()), (2, 4));
    for _ in 0..100 {
        assert_eq!((refused_call(&keeper, &over), world.requests()), (1, 4));
    }
    world.pass(LONGEST_PAUSE);
    assert_eq!((refused_call(&keeper, &over), world.requests()), (2, 6));
}

#[test]
fn rejected_tokens_are_replaced_at_most_five_times_a_minute() {
    let world = World::new();
    let keeper = world.keeper();
    let over = over("client_session_revoked");
    let refuse = || {
        keeper.token().unwrap();
        world.things().session = None;
        refused_call(&keeper, &over);
    };
    (0..100).for_each(|_| refuse());
    assert_eq!(world.requests(), 2 + 2 * MAX_REFUSALS as usize);
    world.pass(LONGEST_PAUSE);
    (0..100).for_each(|_| refuse());
    assert_eq!(world.requests(), 2 + 4 * MAX_REFUSALS as usize);
}

#[test]
fn any_other_401_from_seam_renews_once_per_token() {
    let world = World::new();
    let keeper = world.keeper();
    let error = api(401, Some("unauthorized"), None);
    // Seam gives the same token: the work would end in the same way.
    assert_eq!((refused_call(&keeper, &error), world.requests()), (1, 4));
    for _ in 0..3 {
        assert_eq!((refused_call(&keeper, &error), world.requests()), (1, 4));
        world.pass(HOUR);
    }
    // It gives another one.
    let world = World::new();
    let keeper = world.keeper();
    token(&keeper);
    world.things().session = None;
    assert_eq!((refused_call(&keeper, &error), token(&keeper)), (2, 2));

    // A token that may be good is not given up while Seam cannot be reached.
    let world = World::new();
    let keeper = world.keeper();
    token(&keeper);
    world.network(Network::Down);
    assert_eq!((refused_call(&keeper, &error), token(&keeper)), (1, 1));
}

#[test]
fn a_call_whose_session_is_over_returns_why_there_is_no_other() {
    let ends_with = |network: Network, refusal: Error| {
        let world = World::new();
        let keeper = world.keeper();
        token(&keeper);
        world.network(network);
        let result: Result<(), _> = keeper.call(|_| Err(refusal.clone()));
        result.unwrap_err().to_string()
    };
    let (over, unauthorized) =
        (over("client_session_expired"), api(401, Some("unauthorized"), None));
    assert_eq!(ends_with(Network::Down, over.clone()), broken(false).to_string());
    assert_eq!(ends_with(Network::Refuses(403), over), refused(403).to_string());
    // If it may not be over, the refusal of the call says more.
    for network in [Network::Down, Network::Refuses(403)] {
        assert_eq!(ends_with(network, unauthorized.clone()), unauthorized.to_string());
    }
}

#[test]
fn invalidate_affects_only_the_given_token() {
    let world = World::new();
    let keeper = world.keeper();
    let old = keeper.token().unwrap();
    keeper.invalidate(&Secret::from("seam_cst1_of_another"));
    assert_eq!(keeper.token().unwrap(), old);
    // A herd of requests was refused; each says so, some of them late.
    world.things().session = None;
    for _ in 0..64 {
        keeper.invalidate(&old);
        assert_eq!(token(&keeper), 2);
    }
    assert_eq!(world.requests(), 4);
    // It ends a pause.
    let new = keeper.token().unwrap();
    world.network(Network::Refuses(503));
    keeper.lock().renewal_due = true;
    keeper.token().unwrap();
    world.network(Network::Up);
    world.things().session = None;
    keeper.invalidate(&new);
    assert_eq!(token(&keeper), 3);
}
