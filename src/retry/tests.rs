//! Tests of the policy in virtual time.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::cell::{Cell, RefCell};
use std::iter;
use std::time::SystemTime;

use super::*;
use crate::clock::SystemClock;
use crate::error::Step;

/// A clock that only tests advance, and whose `sleep` returns at once.
struct Virtual {
    now: Cell<Duration>,
    slept: RefCell<Vec<Duration>>,
    random: f64,
}

impl Clock for Virtual {
    fn now(&self) -> Duration {
        self.now.get()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    fn sleep(&self, time: Duration) {
        self.slept.borrow_mut().push(time);
        self.now.set(self.now.get() + time);
    }

    fn random(&self) -> f64 {
        self.random
    }
}

fn virtual_clock(random: f64) -> Virtual {
    Virtual { now: Cell::default(), slept: RefCell::default(), random }
}

fn reply(status: u16, retry_after: Option<u64>) -> Result<Reply, TransportError> {
    let retry_after = retry_after.map(Duration::from_secs);
    Ok(Reply {
        status,
        request_id: None,
        retry_after,
        location: None,
        body: Vec::new(),
        end: End::Whole,
        is_seams_error: false,
    })
}

/// The same as Seam's own error.
fn seams(status: u16, retry_after: Option<u64>) -> Result<Reply, TransportError> {
    reply(status, retry_after).map(|reply| Reply { is_seams_error: true, ..reply })
}

fn broken(sent: bool, may_pass: bool, idle: bool) -> Result<Reply, TransportError> {
    let (message, step) = (String::new(), Step::Receive);
    Err(TransportError {
        step,
        message,
        sent,
        may_pass,
        idle,
        within: None,
        path: "/a".into(),
        tries: 1,
        age: Duration::ZERO,
        source: None,
    })
}

impl Policy {
    fn make(
        &self,
        clock: &dyn Clock,
        idempotent: bool,
        attempt: &mut dyn FnMut(Limits) -> Result<Reply, TransportError>,
    ) -> Ended {
        self.run(clock, "/a", idempotent, attempt, &|_| {})
    }
}

/// How many tries are made if every one ends like this.
fn made(idempotent: bool, result: fn() -> Result<Reply, TransportError>) -> u32 {
    let made = Cell::new(0);
    Policy::default().make(&virtual_clock(0.5), idempotent, &mut |_| {
        made.set(made.get() + 1);
        assert!(made.get() <= 20, "without end");
        result()
    });
    made.get()
}

/// How a call ends if its tries end like this, in turn, and how many there were.
fn run(
    policy: Policy,
    idempotent: bool,
    results: impl IntoIterator<Item = Result<Reply, TransportError>>,
) -> (Ended, usize) {
    let mut results = results.into_iter().take(9);
    let mut made = 0;
    let ended = policy.make(&virtual_clock(0.0), idempotent, &mut |_| {
        made += 1;
        results.next().expect("no more tries")
    });
    (ended, made)
}

#[test]
fn each_kind_of_failure_is_retried_as_often_as_documented() {
    type Row = (&'static str, fn() -> Result<Reply, TransportError>, u32, u32);
    let rows: [Row; 11] = [
        ("422 with Retry-After", || reply(422, Some(1)), 1, 1),
        ("429 with Retry-After", || reply(429, Some(1)), 6, 1),
        ("429 of Seam's", || seams(429, None), 6, 6),
        ("429 of Seam's with Retry-After", || seams(429, Some(1)), 6, 6),
        ("503 with Retry-After", || reply(503, Some(1)), 6, 1),
        ("503 of Seam's with Retry-After", || seams(503, Some(1)), 6, 1),
        ("504 with Retry-After", || reply(504, Some(1)), 6, 1),
        ("not sent", || broken(false, true, false), 13, 13),
        ("not sent, and never will be", || broken(false, false, false), 1, 1),
        ("broken off", || broken(true, true, false), 6, 1),
        ("broken off for good", || broken(true, false, false), 1, 1),
    ];
    for (name, result, idempotent, once) in rows {
        assert_eq!((made(true, result), made(false, result)), (idempotent, once), "{name}");
    }
}

#[test]
fn only_these_statuses_are_retried_whoever_sends_them() {
    const REPEATED: [u16; 13] = [408, 421, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524];
    for status in 100..=999 {
        for answer in [reply, seams] {
            let made = |idempotent| {
                let answers = [answer(status, None), answer(status, None), reply(200, None)];
                run(Policy::default(), idempotent, answers).1
            };
            assert_eq!(made(true), if REPEATED.contains(&status) { 3 } else { 1 }, "{status}");
            let of_seam = answer(status, None).ok().unwrap().is_seams_error;
            assert_eq!(made(false), if status == 429 && of_seam { 3 } else { 1 }, "{status}");
        }
    }
}

#[test]
fn a_truncated_body_is_retried_like_the_error_that_cut_it_off() {
    let cut = || {
        let Err(error) = broken(true, true, false) else { unreachable!() };
        reply(200, None).map(|reply| Reply { end: End::Broken(error), ..reply })
    };
    assert_eq!((made(true, cut), made(false, cut)), (6, 1));
    let (ended, _) = run(
        Policy { retries: 1, ..Policy::default() },
        true,
        [broken(false, true, false), cut(), cut()],
    );
    let Ok(Reply { end: End::Broken(error), .. }) = ended.result else { unreachable!() };
    assert_eq!((error.tries, error.sent, ended.tries), (2, true, 2));
    let large = || reply(200, None).map(|reply| Reply { end: End::TooLarge(9), ..reply });
    assert_eq!(made(true, large), 1);
}

#[test]
fn a_first_dead_connection_is_a_free_try_if_nothing_was_sent() {
    let dead = |sent: bool| broken(sent, true, true);
    for (idempotent, retries, sent, made, tries) in [
        (true, 2, true, 3, 3),
        (true, 0, true, 1, 1),
        (false, 2, true, 1, 1),
        (true, 2, false, 7, 6),
        (true, 0, false, 2, 1),
        (false, 2, false, 7, 6),
        (false, 0, false, 2, 1),
    ] {
        let timeout = Duration::from_secs(2);
        let policy = Policy { timeout, retries, ..Policy::default() };
        let (ended, times) = run(policy, idempotent, iter::repeat_with(|| dead(sent)));
        let error = ended.result.err().unwrap();
        let seen = (times, ended.tries, error.tries, error.sent);
        assert_eq!(seen, (made, tries, tries, sent), "{idempotent} {retries} {sent}");
    }
}

#[test]
fn a_dead_connection_is_retried_at_once_on_a_new_one() {
    for first in [broken(true, true, true), broken(false, true, true)] {
        let clock = virtual_clock(1.0);
        let mut results = vec![reply(200, None), first];
        let limits = RefCell::new(Vec::new());
        Policy::default().make(&clock, true, &mut |given| {
            limits.borrow_mut().push(given.max_idle);
            results.pop().unwrap()
        });
        assert_eq!(*limits.borrow(), [Duration::from_secs(15), Duration::ZERO]);
        assert_eq!(*clock.slept.borrow(), [Duration::ZERO]);
    }
    // If there is time left.
    let clock = virtual_clock(1.0);
    let made = Cell::new(0);
    Policy::default().make(&clock, true, &mut |limits| {
        made.set(made.get() + 1);
        clock.now.set(clock.now.get() + limits.timeout.max(Duration::from_secs(30)));
        broken(false, true, true)
    });
    assert_eq!(made.get(), 1);
}

#[test]
fn only_misdirected_and_broken_requests_force_a_new_connection() {
    let cut = || {
        let Err(error) = broken(true, true, false) else { unreachable!() };
        reply(200, None).map(|reply| Reply { end: End::Broken(error), ..reply })
    };
    for (first, second) in [
        (reply(421, None), Duration::ZERO),
        (reply(503, None), Duration::from_secs(15)),
        (broken(true, true, false), Duration::ZERO),
        (broken(false, true, false), Duration::ZERO),
        (cut(), Duration::ZERO),
    ] {
        let mut results = vec![reply(200, None), first];
        let limits = RefCell::new(Vec::new());
        Policy::default().make(&virtual_clock(0.0), true, &mut |given| {
            limits.borrow_mut().push(given.max_idle);
            results.pop().unwrap()
        });
        assert_eq!(*limits.borrow(), [Duration::from_secs(15), second]);
    }
}

#[test]
fn a_last_try_uses_no_long_idle_connection() {
    let idle = |idempotent, retries| {
        let policy = Policy { retries, ..Policy::default() };
        let limits = RefCell::new(Vec::new());
        policy.make(&virtual_clock(0.0), idempotent, &mut |given| {
            limits.borrow_mut().push(given.max_idle.as_secs());
            reply(503, None)
        });
        limits.into_inner()
    };
    assert_eq!(idle(true, 2), [15, 15, 1]);
    assert_eq!(idle(true, 0), [1]);
    assert_eq!(idle(false, 2), [1]);
}

#[test]
fn without_retries_the_only_try_gets_the_whole_timeout() {
    let policy = Policy { retries: 0, ..Policy::default() };
    let limits = RefCell::new(Vec::new());
    for result in [|| seams(429, Some(0)), || broken(false, true, false)] {
        let ended = policy.make(&virtual_clock(0.5), true, &mut |given| {
            limits.borrow_mut().push(given.timeout);
            result()
        });
        assert_eq!(ended.tries, 1);
    }
    assert_eq!(*limits.borrow(), [policy.timeout; 2]);
}

/// Every history of four tries, against a server that counts requests.
#[test]
fn tries_counts_requests_sent_or_attempts_if_none_was_sent() {
    type Try = fn() -> Result<Reply, TransportError>;
    const TRIES: [(Try, bool); 8] = [
        (|| broken(false, true, false), false),
        (|| broken(false, true, true), false),
        (|| broken(false, false, false), false),
        (|| broken(true, true, false), true),
        (|| broken(true, true, true), true),
        (|| reply(503, None), true),
        (|| seams(429, None), true),
        (|| reply(200, None), true),
    ];
    for history in 0..TRIES.len().pow(4) {
        for idempotent in [true, false] {
            for retries in 0..=2 {
                let history = Cell::new(history);
                let (arrived, made) = (Cell::new(0), Cell::new(0));
                let policy = Policy { retries, ..Policy::default() };
                let ended = policy.make(&virtual_clock(0.0), idempotent, &mut |_| {
                    let (result, sent) = TRIES[history.get() % TRIES.len()];
                    history.set(history.get() / TRIES.len());
                    arrived.set(arrived.get() + u32::from(sent));
                    made.set(made.get() + 1);
                    assert!(made.get() <= 30, "without end");
                    result()
                });
                let (arrived, made) = (arrived.get(), made.get());
                assert!(arrived <= retries + 1 && (retries > 0 || made <= 2));
                if arrived > 0 {
                    assert_eq!(ended.tries, arrived);
                } else {
                    // A try on a dead connection may come in addition.
                    assert!((made.max(2) - 1..=made).contains(&ended.tries));
                }
                if let Err(error) = ended.result {
                    assert_eq!((error.sent, error.tries), (arrived > 0, ended.tries));
                }
            }
        }
    }
}

#[test]
fn only_a_try_with_an_unknown_outcome_leaves_doubt() {
    let unsent = || broken(false, true, false);
    let in_doubt = |results: Vec<_>| run(Policy::default(), true, results).0.in_doubt;
    assert!(!in_doubt(vec![reply(404, None)]));
    assert!(!in_doubt(vec![unsent(), broken(false, true, true), reply(404, None)]));
    assert!(!in_doubt(vec![seams(429, None), unsent(), reply(404, None)]));
    assert!(in_doubt(vec![reply(429, None), reply(404, None)]));
    assert!(in_doubt(vec![broken(true, true, false), seams(429, None), reply(404, None)]));
    assert!(in_doubt(vec![broken(true, true, true), reply(404, None)]));
    assert!(in_doubt(vec![seams(500, None), unsent(), reply(404, None)]));
    // The error itself says what became of the last try.
    assert!(!in_doubt(vec![unsent(), unsent(), broken(true, false, false)]));
}

#[test]
fn pauses_double_up_to_the_cap_with_jitter() {
    let policy = Policy {
        retries: 8,
        base: Duration::from_millis(250),
        cap: Duration::from_secs(3),
        timeout: Duration::from_secs(1000),
        ..Policy::default()
    };
    let pauses = |random: f64| {
        let clock = virtual_clock(random);
        policy.make(&clock, true, &mut |_| reply(503, None));
        let slept: Vec<_> = clock.slept.borrow().iter().map(|it| it.as_millis()).collect();
        slept
    };
    assert_eq!(pauses(1.0), [250, 500, 1000, 2000, 3000, 3000, 3000, 3000]);
    assert_eq!(pauses(0.5), [187, 375, 750, 1500, 2250, 2250, 2250, 2250]);
    assert_eq!(pauses(0.0), [125, 250, 500, 1000, 1500, 1500, 1500, 1500]);
}

#[test]
fn retry_after_is_respected_if_the_deadline_allows() {
    let seconds = |retry_after: u64, random: f64| {
        let clock = virtual_clock(random);
        let Ended { tries, result, .. } =
            Policy::default().make(&clock, true, &mut |_| reply(503, Some(retry_after)));
        assert_eq!(result.ok().unwrap().retry_after, Some(Duration::from_secs(retry_after)));
        let slept: Vec<_> = clock.slept.borrow().iter().map(Duration::as_secs).collect();
        (tries, slept)
    };
    assert_eq!(seconds(4, 0.0), (6, vec![4; 5]));
    // After it, spread out, so that clients that were told the same time do not come at once.
    assert_eq!(seconds(4, 1.0), (5, vec![8, 8, 8, 5]));
    // The pause is no shorter than without it.
    assert_eq!(seconds(0, 1.0), (6, vec![0, 1, 2, 4, 5]));
    assert_eq!(seconds(12, 0.5), (2, vec![18]));
    // The pause leaves time for a try.
    assert_eq!(seconds(25, 1.0), (2, vec![29]));
    assert_eq!(seconds(30, 0.0), (1, vec![]));
    assert_eq!(seconds(u64::MAX, 0.5), (1, vec![]));
}

/// A try that timed out.
fn timed_out(sent: bool) -> Result<Reply, TransportError> {
    broken(sent, true, false).map_err(|error| TransportError {
        step: Step::Deadline,
        within: Some(Duration::from_nanos(1)),
        ..error
    })
}

/// The seconds that each try gets if the server never responds.
fn try_times(policy: Policy, idempotent: bool) -> Vec<f64> {
    let clock = virtual_clock(0.0);
    let given = RefCell::new(Vec::new());
    let ended = policy.make(&clock, idempotent, &mut |limits| {
        given.borrow_mut().push(limits.timeout.as_secs_f64());
        clock.now.set(clock.now.get() + limits.timeout);
        timed_out(true)
    });
    assert_eq!(clock.now(), policy.timeout);
    // The caller does not know what was left of its timeout.
    assert_eq!(ended.result.err().unwrap().within, Some(policy.timeout));
    given.into_inner()
}

#[test]
fn a_try_after_a_timeout_gets_more_time() {
    let seconds = Duration::from_secs_f64;
    let policy = |timeout: f64, try_timeout: f64| Policy {
        timeout: seconds(timeout),
        try_timeout: seconds(try_timeout),
        ..Policy::default()
    };
    for (timeout, try_timeout, expected) in [
        (30.0, 10.0, vec![10.0, 19.75]),
        (30.0, 5.0, vec![5.0, 10.0, 14.25]),
        (60.0, 5.0, vec![5.0, 10.0, 44.25]),
        // The second try would leave less than it takes.
        (20.0, 5.0, vec![5.0, 14.75]),
        // In a short call, a third and then the rest.
        (15.0, 10.0, vec![5.0, 9.75]),
        (3.0, 10.0, vec![1.0, 1.75]),
        // Too short to be divided.
        (2.9, 10.0, vec![2.9]),
        (1.0, 0.25, vec![0.25, 0.5]),
    ] {
        assert_eq!(
            try_times(policy(timeout, try_timeout), true),
            expected,
            "{timeout} {try_timeout}"
        );
        assert_eq!(try_times(policy(timeout, try_timeout), false), [timeout]);
    }
    assert_eq!(try_times(Policy { retries: 1, ..policy(30.0, 5.0) }, true), [5.0, 24.75]);
}

#[test]
fn a_try_that_fails_early_leaves_its_time_to_the_next() {
    let given = |results: Vec<Result<Reply, TransportError>>| {
        let policy = Policy { try_timeout: Duration::from_secs(4), ..Policy::default() };
        let mut results = results.into_iter();
        let given = RefCell::new(Vec::new());
        policy.make(&virtual_clock(0.0), true, &mut |limits| {
            given.borrow_mut().push((limits.timeout.as_secs(), limits.others_follow));
            results.next().unwrap_or_else(|| reply(200, None))
        });
        given.into_inner()
    };
    let unsent = || broken(false, true, false);
    assert_eq!(given(vec![unsent(), reply(503, None), unsent()]), [(4, true); 4]);
    // A try that timed out before it sent anything had too little time too.
    assert_eq!(given(vec![timed_out(false), unsent()]), [(4, true), (8, true), (8, true)]);
    let refused = || reply(503, None);
    assert_eq!(
        given(iter::repeat_with(refused).take(5).collect()),
        [(4, true), (4, true), (4, true), (4, true), (4, true), (23, false)]
    );
}

/// How a call ends if the server is down for this many seconds: at what time, and after how many tries.
fn outage(
    away: u64,
    idempotent: bool,
    random: f64,
    failing: &dyn Fn() -> Result<Reply, TransportError>,
) -> Option<(Duration, u32)> {
    let clock = virtual_clock(random);
    let mut made = 0;
    let ended = Policy::default().make(&clock, idempotent, &mut |_| {
        made += 1;
        if clock.now() >= Duration::from_secs(away) { reply(200, None) } else { failing() }
    });
    ended.result.ok().filter(|reply| reply.status == 200).map(|_| (clock.now(), made))
}

#[test]
fn retries_outlast_an_outage_shorter_than_the_deadline() {
    for chance in 0..=20 {
        let random = f64::from(chance) / 20.0;
        // However the first try ends: after the server restarts, a kept connection is dead.
        for sent in [true, false] {
            for away in 0..=5 {
                let first = Cell::new(true);
                let failing: [&dyn Fn() -> Result<Reply, TransportError>; 3] =
                    [&|| reply(503, None), &|| broken(true, true, first.replace(false)), &|| {
                        if first.replace(false) {
                            broken(sent, true, true)
                        } else {
                            reply(503, Some(0))
                        }
                    }];
                for failing in failing {
                    first.set(true);
                    let (ended, made) = outage(away, true, random, failing).expect("it is over");
                    assert!(made <= 6 + u32::from(!sent) && ended < Duration::from_secs(10));
                }
            }
        }
        // A request that was certainly not sent is retried in any call.
        for away in 0..=27 {
            for idempotent in [true, false] {
                let unsent = || broken(false, true, false);
                let (ended, made) = outage(away, idempotent, random, &unsent).expect("it is over");
                assert!(made <= 15 && ended < Duration::from_secs(30), "{made} {ended:?}");
                // It ends soon after the server is back.
                assert!(ended <= Duration::from_secs(away + 1 + away.min(4)), "{away} {ended:?}");
            }
        }
    }
}

#[test]
fn unlimited_retries_pause_even_with_zero_backoff() {
    let policy = Policy { base: Duration::ZERO, cap: Duration::ZERO, ..Policy::default() };
    let clock = virtual_clock(0.0);
    let made = Cell::new(0);
    policy.make(&clock, true, &mut |_| {
        made.set(made.get() + 1);
        assert!(made.get() < 1000, "without end");
        broken(false, true, false)
    });
    assert_eq!(clock.slept.borrow()[..6], [0, 0, 0, 0, 0, 50].map(Duration::from_millis));
    assert!(clock.now() > Duration::from_millis(29_900), "{:?}", clock.now());

    // An unlimited number of retries is no limit either.
    let endless = Policy { retries: u32::MAX, ..policy };
    let made = Cell::new(0);
    endless.make(&virtual_clock(0.0), true, &mut |_| {
        made.set(made.get() + 1);
        assert!(made.get() < 1000, "without end");
        broken(true, true, false)
    });
}

#[test]
fn there_is_no_pause_once_the_deadline_has_passed() {
    let policy = Policy { timeout: Duration::from_secs(10), ..Policy::default() };
    let clock = virtual_clock(1.0);
    let Ended { tries, .. } = policy.make(&clock, true, &mut |_| {
        clock.now.set(clock.now.get() + policy.timeout);
        broken(false, true, false)
    });
    assert_eq!((tries, clock.now()), (1, Duration::from_secs(10)));
}

#[test]
fn each_retry_is_logged_with_its_number_pause_and_reason() {
    let lines = RefCell::new(Vec::new());
    let unsent = || {
        broken(false, true, true)
            .map_err(|error| TransportError { message: "could not connect".to_owned(), ..error })
    };
    let results =
        [reply(200, None), timed_out(true), seams(429, Some(7)), reply(503, None), unsent()];
    let mut results = Vec::from(results);
    let mut attempt = |_| results.pop().unwrap();
    let log = |retry: Retry<'_>| lines.borrow_mut().push(retry.to_string());
    Policy::default().run(&virtual_clock(0.5), "/a/b", true, &mut attempt, &log);
    assert_eq!(
        *lines.borrow(),
        [
            "/a/b: try 2 in 0s, after an error: could not connect",
            "/a/b: try 3 in 375ms, after status 503",
            "/a/b: try 4 in 10500ms, after status 429",
            "/a/b: try 5 in 1500ms, after an error:  within 0s",
        ]
    );
}

#[test]
fn may_have_been_sent_covers_every_try() {
    let unsent = || broken(false, true, false);
    let sent = |first| {
        let policy = Policy { timeout: Duration::from_secs(1), ..Policy::default() };
        let results = iter::once(first).chain(iter::repeat_with(unsent));
        run(policy, true, results).0.result.err().unwrap().sent
    };
    assert!(sent(broken(true, true, false)));
    assert!(sent(broken(true, true, true)));
    assert!(sent(reply(500, None)));
    assert!(sent(seams(429, None)));
    assert!(!sent(unsent()));
}

#[test]
fn random_numbers_differ_and_lie_between_0_and_1() {
    let clock = SystemClock::new();
    let numbers: Vec<_> = (0..100).map(|_| clock.random()).collect();
    assert!(numbers.iter().all(|number| (0.0..1.0).contains(number)));
    let mean = numbers.iter().sum::<f64>() / 100.0;
    assert!((0.3..0.7).contains(&mean), "{mean}");
    assert!(numbers.windows(2).any(|pair| pair.first() != pair.last()));
}

mod fleet;

#[test]
fn a_permanent_error_says_whether_anything_was_sent() {
    for sent in [true, false] {
        let mut attempt = |_| broken(sent, false, false);
        let ended = Policy::default().make(&virtual_clock(0.5), true, &mut attempt);
        assert_eq!(ended.result.err().unwrap().may_have_been_sent(), sent);
    }
}
