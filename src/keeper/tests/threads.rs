//! Callers at the same time.

use super::*;

/// A keeper whose server is slow: what tells of its first requests, and what lets one of them be answered.
fn slow(world: &World) -> (SessionKeeper, mpsc::Receiver<()>, mpsc::Sender<()>) {
    let (answer, answered) = mpsc::channel();
    let (asked, asks) = mpsc::channel();
    let answered = Mutex::new(answered);
    let keeper = hooked(world, move |_, number, is_answered| {
        // Each other one is the request for the end.
        if !is_answered && number % 2 == 0 {
            asked.send(()).unwrap();
            answered.lock().unwrap().recv().unwrap();
        }
        None
    });
    (keeper, asks, answer)
}

#[test]
fn during_renewal_one_caller_sends_a_request_and_no_other_waits() {
    let world = World::new();
    let (keeper, asks, answer) = slow(&world);

    // Without a token all wait for the one who asks.
    thread::scope(|scope| {
        for _ in 0..64 {
            scope.spawn(|| assert_eq!(token(&keeper), 1));
        }
        asks.recv().unwrap();
        answer.send(()).unwrap();
    });
    assert_eq!(world.requests(), 2);

    // With one that is valid, 64 others get it at once while one asks.
    world.pass(DAY.mul_f64(0.95));
    thread::scope(|scope| {
        let renews = scope.spawn(|| token(&keeper));
        asks.recv().unwrap();
        thread::scope(|scope| {
            for _ in 0..64 {
                scope.spawn(|| assert_eq!(token(&keeper), 1));
            }
        });
        // All 64 have come back, and the server has not answered yet.
        answer.send(()).unwrap();
        assert_eq!(renews.join().unwrap(), 1);
    });
    assert_eq!(world.requests(), 4);
    assert!(asks.try_recv().is_err());
}

#[test]
fn an_invalidated_token_returned_by_a_renewal_can_be_invalidated_again() {
    let world = World::new();
    let (keeper, asks, answer) = slow(&world);
    answer.send(()).unwrap();
    let old = keeper.token().unwrap();
    asks.recv().unwrap();
    world.pass(DAY.mul_f64(0.95));
    thread::scope(|scope| {
        let renews = scope.spawn(|| keeper.token());
        asks.recv().unwrap();
        keeper.invalidate(&old);
        answer.send(()).unwrap();
        assert_eq!(renews.join().unwrap().unwrap(), old);
    });
    world.things().session = None;
    keeper.invalidate(&old);
    answer.send(()).unwrap();
    assert_eq!(token(&keeper), 2);
}

#[test]
fn a_panic_in_one_caller_does_not_reach_the_others() {
    let world = World::new();
    let keeper = hooked(&world, |_, number, answered| {
        assert!(number > 0 || !answered, "the first attempt panics");
        None
    });
    thread::scope(|scope| scope.spawn(|| keeper.token()).join().unwrap_err());
    assert_eq!(token(&keeper), 1);
    fn may<T: Send + Sync>(_: &T) {}
    may(&keeper);
}
