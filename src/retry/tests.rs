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
    let (request_id, location) = (None, None);
    Ok(Reply { status, request_id, retry_after, location, body: Vec::new(), end: End::Whole })
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

/// How many tries were made of a request that always ends like this, and how many count.
fn tries(repeatable: bool, result: fn() -> Result<Reply, TransportError>) -> (u32, u32) {
    let made = Cell::new(0);
    let (counted, _) = Policy::default().run(&virtual_clock(0.5), repeatable, &mut |_| {
        made.set(made.get() + 1);
        result()
    });
    (made.get(), counted)
}

#[test]
fn what_is_repeated_and_what_is_not() {
    type Row = (&'static str, fn() -> Result<Reply, TransportError>, u32, u32);
    let rows: [Row; 22] = [
        ("200", || reply(200, None), 1, 1),
        ("201", || reply(201, None), 1, 1),
        ("301", || reply(301, None), 1, 1),
        ("400", || reply(400, None), 1, 1),
        ("401", || reply(401, None), 1, 1),
        ("403", || reply(403, None), 1, 1),
        ("404", || reply(404, None), 1, 1),
        ("408", || reply(408, None), 1, 1),
        ("409", || reply(409, None), 1, 1),
        ("422 with Retry-After", || reply(422, Some(1)), 1, 1),
        ("429", || reply(429, None), 3, 3),
        ("429 with Retry-After", || reply(429, Some(1)), 3, 3),
        ("500", || reply(500, None), 3, 1),
        ("501", || reply(501, None), 1, 1),
        ("502", || reply(502, None), 3, 1),
        ("503", || reply(503, None), 3, 1),
        ("503 with Retry-After", || reply(503, Some(1)), 3, 3),
        ("504 with Retry-After", || reply(504, Some(1)), 3, 1),
        ("not sent", || broken(false, true, false), 3, 3),
        ("not sent, and never will be", || broken(false, false, false), 1, 1),
        ("broken off", || broken(true, true, false), 3, 1),
        ("broken off for good", || broken(true, false, false), 1, 1),
    ];
    for (name, result, repeatable, once) in rows {
        assert_eq!(tries(true, result), (repeatable, repeatable), "{name}");
        assert_eq!(tries(false, result), (once, once), "{name}, not repeatable");
    }
}

#[test]
fn a_body_that_broke_off_counts_as_what_broke_it() {
    let cut = || {
        let Err(error) = broken(true, true, false) else { unreachable!() };
        reply(200, None).map(|reply| Reply { end: End::Broken(error), ..reply })
    };
    assert_eq!(tries(true, cut), (3, 3));
    assert_eq!(tries(false, cut), (1, 1));
    let large = || reply(200, None).map(|reply| Reply { end: End::TooLarge(9), ..reply });
    assert_eq!(tries(true, large), (1, 1));
}

#[test]
fn a_dead_connection_does_not_count_once_and_is_never_used_for_what_may_not_be_repeated() {
    let dead = || broken(true, true, true);
    assert_eq!(tries(true, dead), (4, 3));
    assert_eq!(tries(false, dead), (1, 1));
    // But for one that did not take a byte of it.
    let refused = || broken(false, true, true);
    assert_eq!(tries(true, refused), (4, 3));
    assert_eq!(tries(false, refused), (4, 3));

    let limits = RefCell::new(Vec::new());
    for repeatable in [true, false] {
        let mut answers = vec![reply(200, None), broken(true, true, true)];
        let (tries, _) = Policy::default().run(&virtual_clock(0.0), repeatable, &mut |given| {
            limits.borrow_mut().push(given.max_idle);
            answers.pop().unwrap()
        });
        assert_eq!(tries, 1);
    }
    assert_eq!(*limits.borrow(), [MAX_IDLE, Duration::ZERO, MAX_IDLE_ONCE]);
}

#[test]
fn without_repeats_there_is_one_try_with_all_of_the_time() {
    let policy = Policy { retries: 0, ..Policy::default() };
    let limits = RefCell::new(Vec::new());
    for result in [|| reply(429, Some(0)), || broken(false, true, false)] {
        let (tries, _) = policy.run(&virtual_clock(0.5), true, &mut |given| {
            limits.borrow_mut().push(given.timeout);
            result()
        });
        assert_eq!(tries, 1);
    }
    assert_eq!(*limits.borrow(), [policy.timeout; 2]);
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
        let _ = policy.run(&clock, true, &mut |_| reply(503, None));
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
        let (tries, result) =
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
    let (tries, _) = Policy::default().run(&clock, true, &mut |limits| {
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
    let (tries, _) = policy.run(&clock, true, &mut |limits| {
        clock.now.set(clock.now.get() + limits.timeout);
        broken(false, true, false)
    });
    assert_eq!((tries, clock.now()), (1, Duration::from_secs(10)));
}

#[test]
fn what_may_have_been_sent_by_any_try_may_have_been_sent() {
    let mut results = vec![broken(false, true, false), broken(true, true, false)];
    results.push(broken(false, true, false));
    let (_, result) =
        Policy::default().run(&virtual_clock(0.0), true, &mut |_| results.pop().unwrap());
    assert!(result.err().unwrap().sent);
    let (_, result) =
        Policy::default().run(&virtual_clock(0.0), true, &mut |_| broken(false, true, false));
    assert!(!result.err().unwrap().sent);
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
            let outcome = match self.retry_after {
                Some(_) => Outcome::NotTaken { retry_after: self.retry_after },
                None => Outcome::Unknown { retry_after: None },
            };
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
