//! The policy in virtual time.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

use std::time::SystemTime;

use super::*;
use crate::clock::SystemClock;
use crate::error::Step;

/// A clock that moves when it is told to, and sleeps at once.
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

/// The same in Seam's own words.
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
        tries: 1,
        age: Duration::ZERO,
        source: None,
    })
}

/// How many tries are made of a request that always ends like this.
fn made(repeatable: bool, result: fn() -> Result<Reply, TransportError>) -> u32 {
    let made = Cell::new(0);
    Policy::default().run(&virtual_clock(0.5), repeatable, &mut |_| {
        made.set(made.get() + 1);
        assert!(made.get() <= 9, "without end");
        result()
    });
    made.get()
}

/// How a call ends whose tries end like this, one after the other, and how many there were.
fn run(
    policy: Policy,
    repeatable: bool,
    results: impl IntoIterator<Item = Result<Reply, TransportError>>,
) -> (Ended, usize) {
    let mut results = results.into_iter().take(9);
    let mut made = 0;
    let ended = policy.run(&virtual_clock(0.0), repeatable, &mut |_| {
        made += 1;
        results.next().expect("no more tries")
    });
    (ended, made)
}

#[test]
fn what_is_repeated_and_what_is_not() {
    type Row = (&'static str, fn() -> Result<Reply, TransportError>, u32, u32);
    let rows: [Row; 11] = [
        ("422 with Retry-After", || reply(422, Some(1)), 1, 1),
        ("429 with Retry-After", || reply(429, Some(1)), 3, 1),
        ("429 of Seam's", || seams(429, None), 3, 3),
        ("429 of Seam's with Retry-After", || seams(429, Some(1)), 3, 3),
        ("503 with Retry-After", || reply(503, Some(1)), 3, 1),
        ("503 of Seam's with Retry-After", || seams(503, Some(1)), 3, 1),
        ("504 with Retry-After", || reply(504, Some(1)), 3, 1),
        ("not sent", || broken(false, true, false), 3, 3),
        ("not sent, and never will be", || broken(false, false, false), 1, 1),
        ("broken off", || broken(true, true, false), 3, 1),
        ("broken off for good", || broken(true, false, false), 1, 1),
    ];
    for (name, result, repeatable, once) in rows {
        assert_eq!((made(true, result), made(false, result)), (repeatable, once), "{name}");
    }
}

#[test]
fn whoever_answers_them_the_same_statuses_are_repeated_and_no_others() {
    const REPEATED: [u16; 13] = [408, 421, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524];
    for status in 100..=999 {
        for answer in [reply, seams] {
            let made = |repeatable| {
                let answers = [answer(status, None), answer(status, None), reply(200, None)];
                run(Policy::default(), repeatable, answers).1
            };
            assert_eq!(made(true), if REPEATED.contains(&status) { 3 } else { 1 }, "{status}");
            let of_seam = answer(status, None).ok().unwrap().is_seams_error;
            assert_eq!(made(false), if status == 429 && of_seam { 3 } else { 1 }, "{status}");
        }
    }
}

#[test]
fn a_body_that_broke_off_counts_as_what_broke_it() {
    let cut = || {
        let Err(error) = broken(true, true, false) else { unreachable!() };
        reply(200, None).map(|reply| Reply { end: End::Broken(error), ..reply })
    };
    assert_eq!((made(true, cut), made(false, cut)), (3, 1));
    let (ended, _) = run(Policy::default(), true, [broken(false, true, false), cut(), cut()]);
    let Ok(Reply { end: End::Broken(error), .. }) = ended.result else { unreachable!() };
    assert_eq!((error.tries, error.sent, ended.tries), (2, true, 2));
    let large = || reply(200, None).map(|reply| Reply { end: End::TooLarge(9), ..reply });
    assert_eq!(made(true, large), 1);
}

#[test]
fn a_dead_connection_that_took_nothing_is_no_try_once_and_one_that_took_something_is() {
    let dead = |sent: bool| broken(sent, true, true);
    for (repeatable, retries, sent, made, tries) in [
        (true, 2, true, 3, 3),
        (true, 0, true, 1, 1),
        (false, 2, true, 1, 1),
        (true, 2, false, 4, 3),
        (true, 0, false, 2, 1),
        (false, 2, false, 4, 3),
        (false, 0, false, 2, 1),
    ] {
        let policy = Policy { retries, ..Policy::default() };
        let (ended, times) = run(policy, repeatable, std::iter::repeat_with(|| dead(sent)));
        let error = ended.result.err().unwrap();
        let seen = (times, ended.tries, error.tries, error.sent);
        assert_eq!(seen, (made, tries, tries, sent), "{repeatable} {retries} {sent}");
    }
}

#[test]
fn after_a_dead_connection_the_next_try_is_at_once_and_on_a_new_one() {
    for first in [broken(true, true, true), broken(false, true, true)] {
        let clock = virtual_clock(1.0);
        let mut results = vec![reply(200, None), first];
        let limits = RefCell::new(Vec::new());
        Policy::default().run(&clock, true, &mut |given| {
            limits.borrow_mut().push(given.max_idle);
            results.pop().unwrap()
        });
        assert_eq!(*limits.borrow(), [Duration::from_secs(15), Duration::ZERO]);
        assert_eq!(*clock.slept.borrow(), [Duration::ZERO]);
    }
    // If there is time left.
    let clock = virtual_clock(1.0);
    let made = Cell::new(0);
    Policy::default().run(&clock, true, &mut |limits| {
        made.set(made.get() + 1);
        clock.now.set(clock.now.get() + limits.timeout.max(Duration::from_secs(30)));
        broken(false, true, true)
    });
    assert_eq!(made.get(), 1);
}

#[test]
fn a_misdirected_request_goes_again_on_a_new_connection_and_another_on_any() {
    for (status, second) in [(421, Duration::ZERO), (503, Duration::from_secs(15))] {
        let mut results = vec![reply(200, None), reply(status, None)];
        let limits = RefCell::new(Vec::new());
        Policy::default().run(&virtual_clock(0.0), true, &mut |given| {
            limits.borrow_mut().push(given.max_idle);
            results.pop().unwrap()
        });
        assert_eq!(*limits.borrow(), [Duration::from_secs(15), second]);
    }
}

#[test]
fn a_try_that_no_other_may_follow_uses_no_connection_that_was_idle_for_long() {
    let idle = |repeatable, retries| {
        let policy = Policy { retries, ..Policy::default() };
        let limits = RefCell::new(Vec::new());
        policy.run(&virtual_clock(0.0), repeatable, &mut |given| {
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
fn without_repeats_there_is_one_try_with_all_of_the_time() {
    let policy = Policy { retries: 0, ..Policy::default() };
    let limits = RefCell::new(Vec::new());
    for result in [|| seams(429, Some(0)), || broken(false, true, false)] {
        let ended = policy.run(&virtual_clock(0.5), true, &mut |given| {
            limits.borrow_mut().push(given.timeout);
            result()
        });
        assert_eq!(ended.tries, 1);
    }
    assert_eq!(*limits.borrow(), [policy.timeout; 2]);
}

/// Every history of four tries, against a server that counts.
#[test]
fn tries_are_what_was_sent_or_if_nothing_was_what_was_tried() {
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
        for repeatable in [true, false] {
            for retries in 0..=2 {
                let history = Cell::new(history);
                let (arrived, made) = (Cell::new(0), Cell::new(0));
                let policy = Policy { retries, ..Policy::default() };
                let ended = policy.run(&virtual_clock(0.0), repeatable, &mut |_| {
                    let (result, sent) = TRIES[history.get() % TRIES.len()];
                    history.set(history.get() / TRIES.len());
                    arrived.set(arrived.get() + u32::from(sent));
                    made.set(made.get() + 1);
                    assert!(made.get() <= 9, "without end");
                    result()
                });
                let (arrived, made) = (arrived.get(), made.get());
                assert!((1..=retries + 1).contains(&ended.tries));
                if arrived > 0 {
                    assert_eq!(ended.tries, arrived);
                } else {
                    // One on a dead connection may be beside them.
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
fn only_a_try_of_unknown_fate_leaves_a_doubt() {
    let unsent = || broken(false, true, false);
    let in_doubt = |results: Vec<_>| run(Policy::default(), true, results).0.in_doubt;
    assert!(!in_doubt(vec![reply(404, None)]));
    assert!(!in_doubt(vec![unsent(), broken(false, true, true), reply(404, None)]));
    assert!(!in_doubt(vec![seams(429, None), unsent(), reply(404, None)]));
    assert!(in_doubt(vec![reply(429, None), reply(404, None)]));
    assert!(in_doubt(vec![broken(true, true, false), seams(429, None), reply(404, None)]));
    assert!(in_doubt(vec![broken(true, true, true), reply(404, None)]));
    assert!(in_doubt(vec![seams(500, None), unsent(), reply(404, None)]));
    // The last try's own fate is what the caller is told.
    assert!(!in_doubt(vec![unsent(), unsent(), broken(true, true, false)]));
}

#[test]
fn pauses_double_up_to_the_cap_and_are_of_a_random_length() {
    let policy = Policy {
        retries: 8,
        base: Duration::from_millis(250),
        cap: Duration::from_secs(3),
        timeout: Duration::from_secs(1000),
        ..Policy::default()
    };
    let pauses = |random: f64| {
        let clock = virtual_clock(random);
        policy.run(&clock, true, &mut |_| reply(503, None));
        let slept: Vec<_> = clock.slept.borrow().iter().map(|it| it.as_millis()).collect();
        slept
    };
    assert_eq!(pauses(1.0), [250, 500, 1000, 2000, 3000, 3000, 3000, 3000]);
    assert_eq!(pauses(0.5), [125, 250, 500, 1000, 1500, 1500, 1500, 1500]);
    assert_eq!(pauses(0.0), [0; 8]);
}

#[test]
fn as_long_as_the_server_asks_for_is_waited_if_the_time_allows() {
    let seconds = |retry_after: u64, random: f64| {
        let clock = virtual_clock(random);
        let Ended { tries, result, .. } =
            Policy::default().run(&clock, true, &mut |_| reply(503, Some(retry_after)));
        assert_eq!(result.ok().unwrap().retry_after, Some(Duration::from_secs(retry_after)));
        let slept: Vec<_> = clock.slept.borrow().iter().map(Duration::as_secs).collect();
        (tries, slept)
    };
    assert_eq!(seconds(4, 0.0), (3, vec![4, 4]));
    // In the time after it, so that those who were told the same do not come at once.
    assert_eq!(seconds(4, 1.0), (3, vec![8, 8]));
    assert_eq!(seconds(12, 0.5), (2, vec![18]));
    // It leaves time for a try.
    assert_eq!(seconds(25, 1.0), (2, vec![29]));
    assert_eq!(seconds(30, 0.0), (1, vec![]));
    assert_eq!(seconds(u64::MAX, 0.5), (1, vec![]));
}

#[test]
fn tries_and_pauses_end_with_the_deadline() {
    // A server that never answers: each try takes all of the time that it has.
    let clock = virtual_clock(1.0);
    let given = RefCell::new(Vec::new());
    let Ended { tries, .. } = Policy::default().run(&clock, true, &mut |limits| {
        given.borrow_mut().push(limits.timeout);
        clock.now.set(clock.now.get() + limits.timeout);
        broken(true, true, false)
    });
    let seconds: Vec<_> = given.borrow().iter().map(Duration::as_secs_f64).collect();
    assert_eq!((tries, seconds), (3, vec![10.0, 10.0, 9.25]));
    assert_eq!(clock.now(), Duration::from_secs(30));

    // Where there is no time for a pause, there is none.
    let policy = Policy { timeout: Duration::from_secs(10), ..Policy::default() };
    let clock = virtual_clock(1.0);
    let Ended { tries, .. } = policy.run(&clock, true, &mut |limits| {
        clock.now.set(clock.now.get() + limits.timeout);
        broken(false, true, false)
    });
    assert_eq!((tries, clock.now()), (1, Duration::from_secs(10)));
}

#[test]
fn what_any_try_sent_may_have_been_sent_answered_or_not() {
    let unsent = || broken(false, true, false);
    let sent = |first| {
        run(Policy::default(), true, [first, unsent(), unsent()]).0.result.err().unwrap().sent
    };
    assert!(sent(broken(true, true, false)));
    assert!(sent(broken(true, true, true)));
    assert!(sent(reply(500, None)));
    assert!(sent(seams(429, None)));
    assert!(!sent(unsent()));
}

#[test]
fn chance_is_between_0_and_1_and_differs() {
    let clock = SystemClock::new();
    let numbers: Vec<_> = (0..100).map(|_| clock.random()).collect();
    assert!(numbers.iter().all(|number| (0.0..1.0).contains(number)));
    let mean = numbers.iter().sum::<f64>() / 100.0;
    assert!((0.3..0.7).contains(&mean), "{mean}");
    assert!(numbers.windows(2).any(|pair| pair.first() != pair.last()));
}

/// Many kiosks that come back at once after a power cut, at a server that takes so many requests a
/// second and answers 503 to the others. A kiosk whose call fails calls again after some seconds.
struct Fleet {
    kiosks: u32,
    /// What the server takes in a second.
    capacity: u32,
    /// What it says to the others.
    retry_after: Option<Duration>,
    /// How long a program waits after a call that failed.
    between_calls: Duration,
}

#[derive(Debug)]
struct Report {
    requests: u32,
    /// The most in one second, after the first.
    peak: u32,
    seconds: u64,
}

impl Report {
    /// Requests that were sent for each session that was gained.
    fn amplification(&self, fleet: &Fleet) -> f64 {
        f64::from(self.requests) / f64::from(fleet.kiosks)
    }
}

impl Fleet {
    /// `next` is a client's decision after a 503, as [`Policy::next`] is.
    fn run(
        &self,
        next: impl Fn(&mut Progress, Outcome, Duration, f64) -> Option<Duration>,
    ) -> Report {
        let timeout = Policy::default().timeout;
        let mut random = Random(0x5eed);
        // When, which kiosk, when its call began, how far it is.
        let mut due = BinaryHeap::new();
        let mut calls = vec![(Duration::ZERO, Progress::default()); self.kiosks as usize];
        for kiosk in 0..self.kiosks {
            // Power is back, and the kiosks start within a second.
            let start = Duration::from_secs(1).mul_f64(random.next());
            calls[kiosk as usize].0 = start;
            due.push(Reverse((start, kiosk)));
        }
        let mut report = Report { requests: 0, peak: 0, seconds: 0 };
        let (mut second, mut in_second) = (0, 0);
        while let Some(Reverse((now, kiosk))) = due.pop() {
            if now.as_secs() != second {
                (second, in_second) = (now.as_secs(), 0);
            }
            in_second += 1;
            report.requests += 1;
            report.seconds = second;
            if second > 0 {
                report.peak = report.peak.max(in_second);
            }
            if in_second <= self.capacity {
                continue;
            }
            let (start, progress) = &mut calls[kiosk as usize];
            let outcome = Outcome::Unknown { retry_after: self.retry_after };
            let left = timeout.saturating_sub(now - *start);
            let again = match next(progress, outcome, left, random.next()) {
                Some(pause) => now + pause,
                None => {
                    *start = now + self.between_calls;
                    *progress = Progress::default();
                    *start
                }
            };
            due.push(Reverse((again, kiosk)));
        }
        report
    }

    fn ours(&self) -> Report {
        let policy = Policy::default();
        self.run(|progress, outcome, left, random| {
            policy.next(progress, true, outcome, left, random)
        })
    }

    /// As the official SDKs repeat: twice, after 200 and 400 ms, whatever the server says.
    fn official(&self) -> Report {
        self.run(|progress, _, _, _| {
            progress.tries += 1;
            match progress.tries {
                1 => Some(Duration::from_millis(200)),
                2 => Some(Duration::from_millis(400)),
                _ => None,
            }
        })
    }
}

/// A linear congruential generator: the simulation is the same each time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// `cargo test --lib fleet -- --nocapture` prints the numbers.
#[test]
fn a_fleet_that_comes_back_at_once_gets_its_sessions_with_few_requests() {
    let fleet = |kiosks: u32, retry_after: Option<u64>| Fleet {
        kiosks,
        capacity: kiosks / 50,
        retry_after: retry_after.map(Duration::from_secs),
        between_calls: Duration::from_secs(5),
    };
    // Whatever the server says, the official SDKs do the same. Only the last row is of another
    // size, for the time that it takes.
    let official = fleet(100_000, None).official();
    for (fleet, official, most) in [
        (fleet(100_000, Some(10)), &official, 5.0),
        (fleet(100_000, Some(5)), &official, 6.0),
        (fleet(10_000, None), &fleet(10_000, None).official(), 30.0),
    ] {
        let ours = fleet.ours();
        let amplification = [&ours, official].map(|report| report.amplification(&fleet));
        println!(
            "{} kiosks, {} a second, Retry-After {:?}: ours {ours:?}, {:.1} requests a session; \
             the official SDKs' {official:?}, {:.1} requests a session",
            fleet.kiosks, fleet.capacity, fleet.retry_after, amplification[0], amplification[1]
        );
        assert!(amplification[0] < most, "{ours:?}");
        assert!(amplification[0] < amplification[1], "{ours:?} {official:?}");
        assert!(ours.peak <= official.peak, "{ours:?} {official:?}");
        assert!(ours.seconds <= official.seconds, "{ours:?} {official:?}");
    }
}
