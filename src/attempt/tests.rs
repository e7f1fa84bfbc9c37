//! Waits in virtual time: an action that ends at some moment, and a network that comes and goes.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::cell::{Cell, RefCell};
use std::time::SystemTime;

use super::*;
use crate::action_attempts::AttemptError;
use crate::error::{ApiError, Step, TransportError};

const ID: &str = "3f2b1c8d-0000-4000-8000-000000000001";
const SECOND: Duration = Duration::from_secs(1);

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn attempt(status: &str) -> ActionAttempt {
    let error =
        AttemptError { message: "The lock is offline".into(), r#type: "device_offline".into() };
    ActionAttempt {
        action_attempt_id: ID.to_owned(),
        action_type: "UNLOCK_DOOR".to_owned(),
        error: (status == "error").then(|| Box::new(error)),
        status: status.to_owned(),
        ..ActionAttempt::default()
    }
}

/// What a poll ends in.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    /// How the attempt stands by now.
    Seam,
    /// A status that this version does not know.
    Unknown,
    /// The attempt of somebody else.
    Another,
    /// Nothing comes back before the time for the poll is over.
    Silence,
    Broken,
    /// A page of something on the way, in place of a response.
    Page,
    /// The status and error page of something on the way, or Seam's own error object.
    Gateway(u16, Option<Duration>),
    Refused(u16, Option<Duration>),
    /// A response of Seam's that cannot be read.
    Garbled,
    Invalid,
}

impl Outcome {
    fn would_recur(self) -> bool {
        match self {
            Self::Garbled | Self::Invalid => true,
            Self::Refused(status, _) => ![408, 421, 425, 429, 500, 503].contains(&status),
            _ => false,
        }
    }

    fn is_known(self) -> bool {
        matches!(self, Self::Seam | Self::Unknown)
    }

    fn retry_after(self) -> Duration {
        match self {
            Self::Gateway(_, asked) | Self::Refused(_, asked) => asked.unwrap_or_default(),
            _ => Duration::ZERO,
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Poll {
    begin: Duration,
    timeout: Duration,
    end: Duration,
    outcome: Outcome,
    status: &'static str,
}

struct World {
    now: Cell<Duration>,
    random: Cell<f64>,
    /// How much longer than asked for the device sleeps, as a busy one does.
    oversleeps: Cell<Duration>,
    /// When the action ends, and how.
    ends: (Duration, &'static str),
    /// What the network does to a poll that begins at this moment, and how long that takes.
    network: Box<dyn Fn(Duration) -> (Outcome, Duration)>,
    polls: RefCell<Vec<Poll>>,
}

impl World {
    fn new(
        ends: (Duration, &'static str),
        network: impl Fn(Duration) -> (Outcome, Duration) + 'static,
    ) -> Self {
        Self {
            // Any time since the clock began.
            now: Cell::new(SECOND * 77),
            random: Cell::new(0.5),
            oversleeps: Cell::default(),
            ends,
            network: Box::new(network),
            polls: RefCell::default(),
        }
    }

    /// Polls take so long, and nothing is in their way.
    fn sound(ends: (Duration, &'static str), latency: Duration) -> Self {
        Self::new(ends, move |_| (Outcome::Seam, latency))
    }

    fn time(&self) -> Duration {
        self.now.get() - SECOND * 77
    }

    fn wait(&self, timeout: Duration) -> Result<ActionAttempt, Error> {
        wait(self, self, attempt("pending"), timeout)
    }

    fn fail(&self, timeout: Duration) -> ActionError {
        match self.wait(timeout).unwrap_err() {
            Error::Action(error) => *error,
            error => panic!("{error:?}"),
        }
    }

    fn begins(&self) -> Vec<Duration> {
        self.polls.borrow().iter().map(|poll| poll.begin).collect()
    }
}

impl Clock for World {
    fn now(&self) -> Duration {
        self.now.get()
    }

    fn wall(&self) -> SystemTime {
        panic!("the device's clock says nothing")
    }

    fn sleep(&self, time: Duration) {
        self.now.set(self.now.get() + time + self.oversleeps.get());
    }

    fn random(&self) -> f64 {
        self.random.get()
    }
}

impl Source for World {
    fn poll(&self, action_attempt_id: &str, timeout: Duration) -> Result<ActionAttempt, Error> {
        assert_eq!(action_attempt_id, ID);
        let begin = self.time();
        let (mut outcome, mut latency) = (self.network)(begin);
        if latency >= timeout || outcome == Outcome::Silence {
            (outcome, latency) = (Outcome::Silence, timeout);
        }
        self.sleep(latency);
        let status = if self.time() >= self.ends.0 { self.ends.1 } else { "pending" };
        let poll = Poll { begin, timeout, end: self.time(), outcome, status };
        self.polls.borrow_mut().push(poll);
        match outcome {
            Outcome::Seam => Ok(attempt(status)),
            Outcome::Unknown => Ok(attempt("cancelled")),
            Outcome::Another => {
                Ok(ActionAttempt { action_attempt_id: "another".to_owned(), ..attempt("success") })
            }
            Outcome::Silence => Err(transport(Step::Deadline)),
            Outcome::Broken => Err(transport(Step::Receive)),
            Outcome::Page => Err(decode(None)),
            Outcome::Garbled => Err(decode(Some("request-1"))),
            Outcome::Gateway(status, retry_after) => Err(api(status, None, retry_after)),
            Outcome::Refused(status, retry_after) => Err(api(status, Some("no"), retry_after)),
            Outcome::Invalid => Err(Error::invalid("it cannot be right")),
        }
    }

    fn clean(&self, text: &str) -> String {
        text.replace("hunter2", "…")
    }
}

fn transport(step: Step) -> Error {
    Error::from(TransportError {
        step,
        message: "no response".to_owned(),
        sent: true,
        may_pass: true,
        idle: false,
        within: None,
        path: Get::PATH.into(),
        tries: 1,
        age: Duration::ZERO,
        source: None,
    })
}

fn decode(request_id: Option<&str>) -> Error {
    Error::from(DecodeError {
        status: 200,
        request_id: request_id.map(str::to_owned),
        reason: "it is something else".to_owned(),
        excerpt: String::new(),
        path: Get::PATH.into(),
        tries: 1,
        age: Duration::ZERO,
    })
}

fn api(status: u16, error_type: Option<&str>, retry_after: Option<Duration>) -> Error {
    let error = ApiError::sample(Get::PATH, status, error_type, retry_after);
    ApiError { tries: 3, ..error }.into()
}

const NEVER: (Duration, &str) = (Duration::MAX, "success");

#[test]
fn poll_intervals_grow_to_two_seconds_and_the_last_poll_is_near_the_end() {
    let world = World::sound(NEVER, Duration::ZERO);
    let error = world.fail(SECOND * 10);
    assert!(error.is_pending() && error.source().is_none());
    let begins: Vec<_> = world.begins().iter().map(Duration::as_millis).collect();
    assert_eq!(begins, [250, 625, 1187, 2031, 3296, 5195, 7195, 9195, 9597]);

    let world = World::sound(NEVER, ms(100));
    world.fail(SECOND * 10);
    // Each pause begins when the poll before has ended.
    assert_eq!(world.begins()[..3], [ms(250), ms(725), Duration::from_micros(1_387_500)]);
}

#[test]
fn an_attempt_that_has_ended_and_a_wait_of_no_time_send_nothing() {
    let world = World::sound((Duration::ZERO, "success"), ms(100));
    let done = attempt("success");
    assert_eq!(wait(&world, &world, done.clone(), SECOND).unwrap(), done);
    assert_eq!(wait(&world, &world, done.clone(), Duration::ZERO).unwrap(), done);
    let failed = wait(&world, &world, attempt("error"), SECOND).unwrap_err();
    let Error::Action(failed) = failed else { panic!("{failed:?}") };
    assert!(!failed.is_pending());
    let error = world.fail(Duration::ZERO);
    assert!(error.is_pending() && error.source().is_none());
    assert_eq!((world.begins(), world.time()), (Vec::new(), Duration::ZERO));
}

#[test]
fn a_short_wait_polls_once_halfway() {
    for time in [ms(1), ms(40), ms(400)] {
        let world = World::sound((Duration::ZERO, "success"), Duration::ZERO);
        world.wait(time).unwrap();
        assert_eq!(world.begins(), [time / 2]);
    }
}

#[test]
fn a_device_that_oversleeps_the_deadline_does_not_poll() {
    let world = World::sound((Duration::ZERO, "success"), Duration::ZERO);
    world.oversleeps.set(SECOND);
    let error = world.fail(SECOND);
    assert!(error.is_pending() && error.source().is_none());
    assert_eq!((world.begins(), world.time()), (Vec::new(), SECOND + ms(250)));
}

#[test]
fn a_wait_may_have_any_length() {
    let world = World::sound((SECOND * 100_000, "success"), ms(100));
    world.wait(Duration::MAX).unwrap();
    assert!(world.time() < SECOND * 100_003, "{:?}", world.time());
}

#[test]
fn each_outcome_reads_as_a_sentence_and_exposes_its_details() {
    let failed = World::sound((SECOND, "error"), ms(10)).fail(SECOND * 10);
    assert!(!failed.is_pending());
    assert_eq!(failed.error_type(), Some("device_offline"));
    assert_eq!(failed.message(), "The lock is offline");
    assert_eq!(failed.attempt(), &attempt("error"));
    let sentence =
        format!("UNLOCK_DOOR failed: device_offline: The lock is offline (action attempt {ID})");
    assert_eq!(failed.to_string(), sentence);
    assert!(failed.source().is_none());
    let error = Error::Action(Box::new(failed));
    assert_eq!((error.to_string(), format!("{error:?}")), (sentence.clone(), sentence));
    assert_eq!((error.status(), error.request_id(), error.path()), (None, None, None));
    assert_eq!((error.tries(), error.age(), error.is_refusal()), (0, None, false));
    let aged = error.aged(SECOND);
    assert_eq!((aged.age(), aged.to_string()), (None, error.to_string()));

    let pending = World::sound(NEVER, ms(10)).fail(SECOND * 10);
    assert!(pending.is_pending());
    assert_eq!((pending.error_type(), pending.message()), (None, ""));
    assert_eq!(pending.attempt(), &attempt("pending"));
    assert_eq!(
        pending.to_string(),
        format!(
            "UNLOCK_DOOR was still pending after 10s, and may still take effect (action attempt {ID})"
        )
    );

    let refused = World::new(NEVER, |_| (Outcome::Refused(404, None), ms(10))).fail(SECOND * 10);
    assert!(refused.is_pending());
    assert_eq!(refused.attempt(), &attempt("pending"));
    assert_eq!(
        refused.to_string(),
        format!(
            "UNLOCK_DOOR may have taken effect, or may still: the client could not learn its outcome \
             (action attempt {ID})"
        )
    );
    let source = refused.source().unwrap();
    assert_eq!(
        source.to_string(),
        "Seam refused /action_attempts/get: no: no (status 404, request request-1, tried 3 times)"
    );
    let error = Error::Action(Box::new(refused));
    assert_eq!(error.source().unwrap().to_string(), source_of(&error));
    // No status: a program that looks for a 401 must not begin the action again.
    assert_eq!((error.status(), error.request_id()), (None, Some("request-1")));
    assert_eq!((error.path(), error.tries()), (Some("/action_attempts/get"), 3));
    assert!(!error.is_refusal() && error.may_have_taken_effect());
}

fn source_of(error: &Error) -> String {
    error.source().map(ToString::to_string).unwrap_or_default()
}

#[test]
fn an_error_shows_nothing_that_looks_like_a_secret() {
    let world = World::sound(NEVER, ms(10));
    let mut failed = attempt("error");
    failed.error.as_mut().unwrap().message = "not with hunter2".to_owned();
    failed.error.as_mut().unwrap().r#type = "hunter2".to_owned();
    failed.action_type = "hunter2".to_owned();
    let error = wait(&world, &world, failed, SECOND).unwrap_err();
    let Error::Action(failed) = &error else { panic!("{error:?}") };
    let texts = [
        failed.to_string(),
        failed.message().to_owned(),
        failed.error_type().unwrap().to_owned(),
        format!("{error:#?} {failed:?} {failed:#?}"),
        format!("{:?}", failed.attempt().error),
    ];
    for text in texts {
        assert!(text.contains('…') && !text.contains("hunter2"), "{text}");
    }
}

#[test]
fn a_failed_action_may_have_no_reason() {
    let world = World::sound(NEVER, ms(10));
    let failed = ActionAttempt { error: None, ..attempt("error") };
    let error = wait(&world, &world, failed, SECOND).unwrap_err();
    assert_eq!(error.to_string(), format!("UNLOCK_DOOR failed (action attempt {ID})"));
}

#[test]
fn a_wait_continues_after_an_error_that_may_pass() {
    for outcome in [
        Outcome::Broken,
        Outcome::Page,
        Outcome::Another,
        Outcome::Unknown,
        Outcome::Gateway(401, None),
        Outcome::Gateway(404, None),
        Outcome::Gateway(429, None),
        Outcome::Gateway(502, None),
        Outcome::Refused(408, None),
        Outcome::Refused(425, None),
        Outcome::Refused(429, None),
        Outcome::Refused(500, None),
        Outcome::Refused(503, Some(SECOND)),
    ] {
        let network = move |now| (if now < SECOND * 5 { outcome } else { Outcome::Seam }, ms(20));
        let world = World::new((SECOND, "success"), network);
        assert_eq!(world.wait(SECOND * 10).unwrap().status, "success", "{outcome:?}");
        assert!((SECOND * 5..SECOND * 8).contains(&world.time()), "{:?}", world.time());
    }
}

#[test]
fn an_error_that_would_recur_ends_the_wait_at_once() {
    for outcome in [
        Outcome::Garbled,
        Outcome::Invalid,
        Outcome::Refused(400, None),
        Outcome::Refused(401, None),
        Outcome::Refused(403, None),
        Outcome::Refused(404, None),
    ] {
        let world = World::new(NEVER, move |_| (outcome, ms(20)));
        let error = world.fail(SECOND * 10);
        assert!(error.is_pending() && error.source().is_some(), "{outcome:?}");
        assert_eq!(world.time(), ms(270), "{outcome:?}");
    }
}

#[test]
fn a_wait_respects_retry_after() {
    let busy = |now| match now < SECOND {
        true => (Outcome::Refused(429, Some(SECOND * 3)), ms(50)),
        false => (Outcome::Seam, ms(50)),
    };
    // All of its clients are told the same.
    for (random, second) in [(0.0, 3_300), (0.5, 4_800), (1.0, 6_300)] {
        let world = World::new((SECOND, "success"), busy);
        world.random.set(random);
        world.wait(SECOND * 10).unwrap();
        assert_eq!(world.begins(), [ms(250), ms(second)]);
    }
    // So that half of what is left remains for the poll.
    let world = World::new((SECOND, "success"), busy);
    world.random.set(1.0);
    world.wait(SECOND * 4).unwrap();
    assert_eq!(world.begins(), [ms(250), ms(3_650)]);
    // Later than the last poll would be otherwise.
    let world = World::new((SECOND, "success"), busy);
    world.random.set(0.0);
    world.wait(ms(3_400)).unwrap();
    assert_eq!(world.begins(), [ms(250), ms(3_300)]);
    // Beyond the deadline.
    for time in [ms(3_300), SECOND] {
        let world = World::new((SECOND, "success"), busy);
        let error = world.fail(time);
        assert!(error.is_pending() && source_of(&Error::Action(Box::new(error))).contains("429"));
        assert_eq!(world.time(), ms(300));
    }
}

#[test]
fn an_earlier_error_is_not_the_source() {
    let network = |now| (if now < SECOND { Outcome::Broken } else { Outcome::Seam }, ms(20));
    assert!(World::new(NEVER, network).fail(SECOND * 10).source().is_none());
    let error = World::new((SECOND, "error"), network).fail(SECOND * 10);
    assert!(!error.is_pending() && error.source().is_none());
    let network = |now| (if now < SECOND { Outcome::Seam } else { Outcome::Broken }, ms(20));
    assert!(World::new(NEVER, network).fail(SECOND * 10).source().is_some());
}

#[test]
fn a_silent_server_ends_with_the_wait() {
    let world = World::new(NEVER, |_| (Outcome::Silence, Duration::ZERO));
    let error = world.fail(SECOND * 10);
    assert!(error.is_pending() && error.source().is_some());
    assert_eq!((world.time(), world.begins().len()), (SECOND * 10, 1));
}

/// A network at random, and what has to hold whatever it does.
#[test]
fn a_wait_keeps_its_deadline_and_reports_every_reachable_outcome() {
    let mut state = 0x5eed_u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % below
    };
    let (mut successes, mut failures, mut pending) = (0, 0, 0);
    for _ in 0..20_000 {
        let timeout = ms([1, 30, 300, 3_000, 10_000, 60_000][random(6) as usize] + random(500));
        let ends = (ms(random(20_000)), ["success", "success", "error"][random(3) as usize]);
        let mut phases = Vec::new();
        let mut until = Duration::ZERO;
        while until < timeout {
            until += ms(random(6_000));
            let asked = [None, None, Some(ms(random(9_000)))][random(3) as usize];
            let outcome = match random(24) {
                0..=9 => Outcome::Seam,
                10 => Outcome::Unknown,
                11 => Outcome::Another,
                12..=13 => Outcome::Silence,
                14..=16 => Outcome::Broken,
                17 => Outcome::Page,
                18 => Outcome::Gateway([403, 429, 502, 503][random(4) as usize], asked),
                19..=20 => Outcome::Refused(429, asked),
                21 => Outcome::Refused([408, 500, 503][random(3) as usize], asked),
                22 if random(3) == 0 => {
                    Outcome::Refused([400, 401, 404][random(3) as usize], asked)
                }
                23 if random(3) == 0 => [Outcome::Garbled, Outcome::Invalid][random(2) as usize],
                _ => Outcome::Seam,
            };
            phases.push((until, outcome, ms(random(3) * random(700))));
        }
        let network = move |now| {
            let phase = phases.iter().find(|(until, ..)| now < *until);
            let sound = (Outcome::Seam, ms(5));
            phase.map_or(sound, |(_, outcome, latency)| (*outcome, *latency))
        };
        let world = World::new(ends, network);
        world.random.set(random(1_000) as f64 / 1_000.0);
        let result = world.wait(timeout);

        let polls = world.polls.borrow();
        let what = format!("{timeout:?} {polls:#?} {result:?}");
        assert!(world.time() <= timeout, "{what}");
        let (mut ended, mut asked, mut pause) = (Duration::ZERO, Duration::ZERO, FIRST_PAUSE);
        for (place, poll) in polls.iter().enumerate() {
            let is_last = place + 1 == polls.len();
            assert_eq!(poll.timeout, timeout - poll.begin, "{what}");
            let least = if is_last { pause.min((timeout - ended) / 2) } else { pause };
            assert!(poll.begin >= ended + least.max(asked), "{what}");
            pause = (pause * 3 / 2).min(LONGEST_PAUSE);
            // Nothing is asked after the end, or after what would come again.
            let is_end = poll.outcome == Outcome::Seam && poll.status != "pending";
            assert!(is_last || !(is_end || poll.outcome.would_recur()), "{what}");
            (ended, asked) = (poll.end, poll.outcome.retry_after());
        }
        let last = polls.last().expect("a time that is not zero has a poll");
        let seen = if last.outcome == Outcome::Seam { last.status } else { "pending" };
        match result {
            Ok(attempt) => {
                assert_eq!((attempt.status.as_str(), seen), ("success", "success"), "{what}");
                successes += 1;
            }
            Err(Error::Action(error)) if !error.is_pending() => {
                assert!(seen == "error" && error.source().is_none(), "{what}");
                failures += 1;
            }
            Err(Error::Action(error)) => {
                assert_eq!(seen, "pending", "{what}");
                assert_eq!(error.source().is_some(), !last.outcome.is_known(), "{what}");
                // It did not give up early.
                assert!(
                    last.begin + LAST_POLL_TIME >= timeout
                        || ended + asked >= timeout
                        || last.outcome.would_recur(),
                    "{what}"
                );
                pending += 1;
            }
            Err(error) => panic!("{error:?}"),
        }
    }
    println!("{successes} succeeded, {failures} failed, {pending} were pending");
    assert!(successes > 1_000 && failures > 1_000 && pending > 1_000);
}
