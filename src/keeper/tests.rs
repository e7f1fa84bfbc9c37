//! Days in milliseconds: a world with a server, a network and a device whose clocks lie.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::UNIX_EPOCH;

use super::*;
use crate::Credential;
use crate::error::{ApiError, Step, TransportError};

mod attacks;
mod model;

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// When the world begins, by Seam's clock.
const START: Duration = Duration::from_secs(1_800_000_000);

/// How long a session lasts whose end nobody asked for.
const DEFAULT: Duration = Duration::from_secs(4 * 3600);

#[derive(Clone)]
struct World(Arc<Mutex<Things>>);

struct Things {
    /// By Seam's clock, which is right.
    time: Duration,
    /// The device's: one stands still in sleep, the other can be set.
    monotonic: Duration,
    wall: Duration,
    /// How many millionths both of them lose.
    slow: i64,
    network: Network,
    ends: Ends,
    /// How long a request takes.
    latency: Duration,
    /// How long the device sleeps while the next request for an end is on its way.
    sleeps: Duration,
    random: f64,
    /// Seam's `Date`, as the client last saw it.
    told: Option<(u32, Moment)>,
    tells_time: bool,
    /// Seam's session: number and end. One that is over is replaced, unless it is given all the same.
    session: Option<(usize, Duration)>,
    gives_what_is_over: bool,
    made: usize,
    /// The moments, ends and timeouts of the requests that reached Seam and were done.
    requests: Vec<(Duration, Option<Duration>)>,
    /// All attempts, whatever came of them, and their timeouts.
    attempts: Vec<(Duration, Duration)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Network {
    Up,
    Down,
    /// Requests arrive and are done, and no response comes back.
    Mute,
    /// Seam answers with this status, and its error object.
    Refuses(u16),
    /// A gateway answers with this status and a page of its own.
    Gateway(u16),
}

/// What Seam does with an end that is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ends {
    Honours,
    Ignores,
    Refuses,
    /// Sessions last this long, whatever is asked for.
    Are(Duration),
}

impl World {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(Things {
            time: START,
            monotonic: Duration::from_secs(5),
            wall: START,
            slow: 0,
            network: Network::Up,
            ends: Ends::Honours,
            latency: Duration::ZERO,
            sleeps: Duration::ZERO,
            random: 0.5,
            told: None,
            tells_time: true,
            session: None,
            gives_what_is_over: false,
            made: 0,
            requests: Vec::new(),
            attempts: Vec::new(),
        })))
    }

    fn things(&self) -> MutexGuard<'_, Things> {
        self.0.lock().unwrap()
    }

    fn keeper(&self) -> SessionKeeper {
        SessionKeeper::with(Box::new(self.clone()), Box::new(self.clone()), "jane".to_owned())
    }

    /// The device starts anew: nothing has been told yet.
    fn restart(&self) -> SessionKeeper {
        self.things().told = None;
        self.keeper()
    }

    fn pass(&self, time: Duration) {
        self.things().pass(time);
    }

    fn suspend(&self, time: Duration) {
        let mut things = self.things();
        things.time += time;
        things.wall += time;
    }

    fn set_back(&self, time: Duration) {
        let mut things = self.things();
        things.wall = things.wall.saturating_sub(time);
    }

    fn network(&self, network: Network) {
        self.things().network = network;
    }

    fn requests(&self) -> usize {
        self.things().requests.len()
    }

    fn attempts(&self) -> usize {
        self.things().attempts.len()
    }

    /// The ends that were asked for.
    fn ends(&self) -> Vec<Option<Duration>> {
        self.things().requests.iter().map(|(_, end)| *end).collect()
    }

    /// What Seam says of a token.
    fn judge(&self, session: &ClientSession) -> Result<(), Error> {
        let mut things = self.things();
        things.tell();
        match things.session {
            Some((number, end)) if session.token == token_of(number) => {
                if end > things.time {
                    Ok(())
                } else {
                    Err(over("client_session_expired"))
                }
            }
            _ => Err(over("client_session_not_found")),
        }
    }
}

impl Things {
    fn pass(&mut self, time: Duration) {
        let lost = time.as_nanos() as i128 * i128::from(self.slow) / 1_000_000;
        let measured = Duration::from_nanos((time.as_nanos() as i128 - lost) as u64);
        self.time += time;
        self.monotonic += measured;
        self.wall += measured;
    }

    /// A response of Seam's carries its time, in whole seconds.
    fn tell(&mut self) {
        if self.tells_time {
            let number = self.told.map_or(0, |(number, _)| number + 1);
            let moment = Moment {
                seam: Duration::from_secs(self.time.as_secs()),
                now: self.monotonic,
                wall: UNIX_EPOCH + self.wall,
                by_wall: Duration::ZERO,
            };
            self.told = Some((number, moment));
        }
    }

    fn get_or_create(&mut self, end: Option<Duration>) -> Result<(usize, Duration), Error> {
        if let Some(end) = end {
            assert!(end > self.time, "an end in Seam's past: {end:?}, and it is {:?}", self.time);
            if self.ends == Ends::Refuses {
                return Err(refused(400));
            }
        }
        let time = self.time;
        let keeps = self.session.filter(|(_, end)| *end > time || self.gives_what_is_over);
        let (number, mut old) = keeps.unwrap_or_else(|| {
            self.made += 1;
            (self.made, time + DEFAULT)
        });
        match (self.ends, end) {
            (Ends::Honours, Some(end)) => old = end,
            (Ends::Are(lifetime), _) => old = time + lifetime,
            _ => {}
        }
        self.session = Some((number, old));
        self.requests.push((time, end));
        Ok((number, old))
    }
}

impl Clock for World {
    fn now(&self) -> Duration {
        self.things().monotonic
    }

    fn wall(&self) -> SystemTime {
        UNIX_EPOCH + self.things().wall
    }

    fn sleep(&self, time: Duration) {
        self.pass(time);
    }

    fn random(&self) -> f64 {
        self.things().random
    }
}

impl Source for World {
    fn get_or_create(
        &self,
        wanted: &Wanted,
        expires_at: Option<Duration>,
        timeout: Duration,
    ) -> Result<ClientSession, Error> {
        let mut things = self.things();
        let time = things.time;
        things.attempts.push((time, timeout));
        let network = things.network;
        if network == Network::Down {
            return Err(broken(false));
        }
        if things.latency > timeout {
            things.pass(timeout);
            return Err(broken(true));
        }
        let latency = things.latency;
        things.pass(latency);
        if expires_at.is_some() {
            let sleeps = std::mem::take(&mut things.sleeps);
            things.time += sleeps;
            things.wall += sleeps;
        }
        if let Network::Gateway(status) = network {
            return Err(gateway(status));
        }
        let done = match network {
            Network::Refuses(status) => Err(refused(status)),
            _ => things.get_or_create(expires_at),
        };
        if network == Network::Mute {
            let rest = timeout - latency;
            things.pass(rest);
            return Err(broken(true));
        }
        things.tell();
        let (number, end) = done?;
        drop(things);
        Ok(session(wanted, number, end))
    }

    fn told(&self, _: &dyn Clock) -> Option<(u32, Moment)> {
        self.things().told
    }

    fn client(&self, session: &ClientSession) -> Result<Seam, Error> {
        let credential = Credential::client_session_token(session.token.clone())?;
        Seam::builder(credential).endpoint("http://127.0.0.1:1").build()?.with_session(session)
    }

    fn endpoint(&self) -> &str {
        "https://seam.example"
    }

    fn timeout(&self) -> Duration {
        TIMEOUT
    }
}

/// What is done in the middle of a request: by its number, and whether Seam has answered it already. An error
/// is what comes of it instead.
trait Hook: Fn(&World, usize, bool) -> Option<Error> + Send + Sync + 'static {}

impl<F: Fn(&World, usize, bool) -> Option<Error> + Send + Sync + 'static> Hook for F {}

struct Hooked<F: Hook> {
    world: World,
    hook: F,
}

impl<F: Hook> Source for Hooked<F> {
    fn get_or_create(
        &self,
        wanted: &Wanted,
        end: Option<Duration>,
        timeout: Duration,
    ) -> Result<ClientSession, Error> {
        let number = self.world.attempts();
        if let Some(error) = (self.hook)(&self.world, number, false) {
            return Err(error);
        }
        let result = self.world.get_or_create(wanted, end, timeout);
        (self.hook)(&self.world, number, true).map_or(result, Err)
    }

    fn told(&self, clock: &dyn Clock) -> Option<(u32, Moment)> {
        self.world.told(clock)
    }

    fn client(&self, session: &ClientSession) -> Result<Seam, Error> {
        self.world.client(session)
    }

    fn endpoint(&self) -> &str {
        self.world.endpoint()
    }

    fn timeout(&self) -> Duration {
        self.world.timeout()
    }
}

fn hooked(world: &World, hook: impl Hook) -> SessionKeeper {
    let source = Hooked { world: world.clone(), hook };
    SessionKeeper::with(Box::new(source), Box::new(world.clone()), "jane".to_owned())
}

const TIMEOUT: Duration = Duration::from_secs(30);

fn session(wanted: &Wanted, number: usize, end: Duration) -> ClientSession {
    let text = format!(
        r#"{{"client_session":{{"client_session_id":"s{number}","workspace_id":"w",
        "token":"seam_cst1_{number}","created_at":"c","expires_at":"{}","device_count":3,
        "connect_webview_ids":["\""],"connected_account_ids":[],"customer_key":"k",
        "user_identity_ids":["u"],"user_identifier_key":"{}"}}}}"#,
        Timestamp::since_epoch(end),
        wanted.user_identifier_key
    );
    GetOrCreate::new().read(&text).unwrap()
}

fn token_of(number: usize) -> Secret {
    Secret::from(format!("seam_cst1_{number}"))
}

fn broken(sent: bool) -> Error {
    Error::from(TransportError {
        step: if sent { Step::Deadline } else { Step::Connect },
        message: "no network".to_owned(),
        sent,
        may_pass: true,
        idle: false,
        within: None,
        path: "/client_sessions/get_or_create".into(),
        tries: 3,
        age: Duration::ZERO,
        source: Some(Arc::new(std::io::Error::other("the cause"))),
    })
}

fn refused(status: u16) -> Error {
    api(status, Some("some_type"), None)
}

fn over(error_type: &str) -> Error {
    api(401, Some(error_type), None)
}

fn gateway(status: u16) -> Error {
    api(status, None, None)
}

fn api(status: u16, error_type: Option<&str>, retry_after: Option<Duration>) -> Error {
    Error::from(ApiError {
        status,
        request_id: error_type.map(|_| "request-1".to_owned()),
        error_type: error_type.map(str::to_owned),
        message: "no".to_owned(),
        validation_errors: Vec::new(),
        retry_after,
        in_doubt: false,
        path: "/client_sessions/get_or_create".into(),
        tries: 1,
        age: Duration::ZERO,
    })
}

/// The number of the token that is given out.
fn token(keeper: &SessionKeeper) -> usize {
    let token = keeper.token().unwrap();
    token.expose().strip_prefix("seam_cst1_").unwrap().parse().unwrap()
}

/// When the session in hand ends.
fn end(keeper: &SessionKeeper) -> Duration {
    keeper.lock().held.as_ref().unwrap().end
}

#[test]
fn a_session_lasts_a_day_and_is_renewed_in_the_last_tenth_of_it() {
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
fn lifetime_and_margin_are_the_callers() {
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
fn times_of_any_length_are_no_panic() {
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
fn a_lifetime_that_could_pass_on_the_way_is_ten_seconds() {
    let world = World::new();
    let keeper = world.keeper().lifetime(Duration::ZERO);
    keeper.token().unwrap();
    assert_eq!(world.ends(), [None, Some(START + MIN_LIFETIME)]);
}

#[test]
fn where_seam_gives_less_time_it_is_renewed_by_that() {
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
fn where_seam_ignores_or_refuses_the_end_its_own_has_to_do() {
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
fn an_outage_is_bridged_by_the_token_in_hand() {
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
fn whatever_a_gateway_answers_the_token_in_hand_serves() {
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
fn seams_passing_troubles_leave_the_token_in_hand() {
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
fn a_caller_with_a_valid_token_waits_a_few_seconds_and_one_without_it_for_a_call() {
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
    assert_eq!(world.things().time, before + BUDGET);

    // The second request has what the first has left of it.
    world.network(Network::Up);
    world.things().latency = 3 * SECOND;
    world.pass(LONGEST_PAUSE);
    let before = world.things().time;
    assert_eq!(keeper.token().unwrap(), token);
    assert_eq!(world.things().time, before + BUDGET);
    let timeouts: Vec<_> = world.things().attempts.iter().map(|(_, timeout)| *timeout).collect();
    assert_eq!(timeouts[timeouts.len() - 2..], [BUDGET, BUDGET - 3 * SECOND]);
    // What the first gave is in hand, and its end is asked for again.
    world.things().latency = Duration::ZERO;
    world.pass(LONGEST_PAUSE);
    assert_eq!(keeper.token().unwrap(), token);
    assert!(keeper.health().is_none());
    assert!(end(&keeper) > world.things().time + DAY - SECOND);
}

#[test]
fn a_first_request_that_takes_all_the_time_gives_a_token_all_the_same() {
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
fn a_pause_is_bounded_spread_and_ended_by_the_caller() {
    let pause = |error: Error, random: f64| {
        let world = World::new();
        world.things().random = random;
        let keeper = world.keeper();
        let mut state = keeper.lock();
        keeper.failed(&mut state, error);
        state.next_try - world.now()
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
fn after_the_tokens_end_the_error_comes_with_its_age_and_seam_is_not_asked_all_the_time() {
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
fn a_refusal_that_will_not_pass_comes_at_once_and_the_token_is_given_up() {
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

#[test]
fn no_end_is_computed_from_the_devices_clock() {
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
fn restored_by_a_clock_that_is_behind_a_token_that_is_over_is_replaced() {
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
fn slept_and_set_back_a_token_that_is_over_is_replaced() {
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
fn what_an_error_told_of_the_time_is_kept() {
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
    keeper.lock().due = true;
    assert_eq!(keeper.token().unwrap_err().status(), Some(503));
}

#[test]
fn an_end_that_was_on_its_way_while_the_device_slept_is_asked_for_again() {
    for (slept, again) in [(Duration::ZERO, false), (BUDGET * 2, false), (HOUR, true)] {
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
fn a_server_that_does_not_tell_the_time_is_not_asked_for_an_end() {
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
    world.things().session = Some((7, START + MOMENT));
    assert_eq!(token(&world.keeper()), 7);
}

#[test]
fn the_clock_that_says_that_less_time_is_left_is_believed() {
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
fn a_clock_that_jumps_all_the_time_does_not_lead_to_a_request_each_time() {
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

#[test]
fn a_session_that_has_ended_already_is_an_error_and_no_loop() {
    let world = World::new();
    world.things().ends = Ends::Are(Duration::ZERO);
    let keeper = world.keeper();
    let error = keeper.token().unwrap_err();
    assert!(error.to_string().contains("has ended already"), "{error}");
    keeper.token().unwrap_err();
    assert_eq!(world.attempts(), 2);
}

#[test]
fn a_session_that_is_over_and_gets_no_other_end_is_the_error_of_that() {
    let world = World::new();
    let mut things = world.things();
    (things.gives_what_is_over, things.session) = (true, Some((7, START - HOUR)));
    things.ends = Ends::Refuses;
    drop(things);
    assert_eq!(world.keeper().token().unwrap_err().status(), Some(400));
}

#[test]
fn a_session_that_ends_this_moment_is_waited_out() {
    let world = World::new();
    world.things().ends = Ends::Ignores;
    world.things().session = Some((7, START + MOMENT));
    let keeper = world.keeper();
    assert_eq!(token(&keeper), 1);
    assert_eq!(world.things().time, START + MOMENT);
    assert_eq!(world.attempts(), 4);
}

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
fn a_token_that_seam_gives_again_and_refuses_is_renewed_once_a_minute() {
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
fn tokens_that_are_all_refused_are_replaced_five_times_and_then_once_a_minute() {
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
fn any_other_401_of_seams_renews_once_for_each_token() {
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
fn a_call_whose_session_is_over_ends_with_what_kept_another_from_coming() {
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
fn a_token_is_given_out_until_two_seconds_before_its_end_and_no_longer() {
    for (left, given) in [(MOMENT, false), (MOMENT + Duration::from_millis(1), true)] {
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

#[test]
fn invalidating_is_about_the_token_that_was_refused() {
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
    keeper.lock().due = true;
    keeper.token().unwrap();
    world.network(Network::Up);
    world.things().session = None;
    keeper.invalidate(&new);
    assert_eq!(token(&keeper), 3);
}

#[test]
fn a_saved_session_is_used_after_a_restart_without_a_network() {
    let world = World::new();
    let keeper = world.keeper();
    assert!(keeper.save().is_none());
    let session = keeper.session().unwrap();
    let bytes = keeper.save().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with("seam-client session 2 "), "{text}");

    world.network(Network::Down);
    for (what, wall) in
        [("the clock is right", START + HOUR), ("the clock is at 1970", Duration::from_secs(9))]
    {
        world.things().wall = wall;
        let keeper = world.restart();
        keeper.restore(&bytes).expect(what);
        assert_eq!(keeper.session().unwrap(), session, "{what}");
        world.pass(2 * DAY);
        keeper.token().unwrap_err();
    }
    // It has ended.
    world.things().wall = START + 2 * DAY;
    assert_eq!(world.restart().restore(&bytes), Err(RestoreError::Ended));

    // What Seam says is newer than what was saved.
    world.network(Network::Up);
    let keeper = world.keeper();
    token(&keeper);
    assert_eq!(keeper.restore(&bytes), Err(RestoreError::NotNeeded));

    // Seam's time is known, and the device's clock is wrong.
    let world = World::new();
    let keeper = world.keeper();
    token(&keeper);
    let bytes = keeper.save().unwrap();
    world.things().wall = START + 2 * DAY;
    let _ = world.judge(&session);
    world.keeper().restore(&bytes).unwrap();
    world.things().wall = START;
    world.things().time = START + 2 * DAY;
    let _ = world.judge(&session);
    assert_eq!(world.keeper().restore(&bytes), Err(RestoreError::Ended));
}

#[test]
fn what_is_saved_changes_with_the_session_alone() {
    let world = World::new();
    let keeper = world.keeper();
    let session = keeper.session().unwrap();
    let bytes = keeper.save().unwrap();
    for _ in 0..20 {
        world.pass(HOUR);
        token(&keeper);
        assert_eq!(keeper.save().unwrap(), bytes);
    }
    // A restart changes nothing of it either, and nothing is lost.
    let other = world.restart();
    other.restore(&bytes).unwrap();
    assert_eq!(other.save().unwrap(), bytes);
    assert_eq!(other.session().unwrap(), session);
    world.pass(DAY);
    token(&keeper);
    assert_ne!(keeper.save().unwrap(), bytes);
}

#[test]
fn bytes_that_are_damaged_foreign_or_of_another_version_are_no_session() {
    use RestoreError::{Damaged, OtherEndpoint, OtherUser, OtherVersion};

    let world = World::new();
    let keeper = world.keeper();
    keeper.token().unwrap();
    let bytes = keeper.save().unwrap();
    let restored = |bytes: &[u8]| world.keeper().restore(bytes);
    restored(&bytes).unwrap();
    for place in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[place] ^= 1;
        assert_eq!(restored(&damaged), Err(Damaged), "{place}");
        assert_eq!(restored(&bytes[..place]), Err(Damaged), "{place}");
    }
    assert_eq!(restored(&[bytes.clone(), vec![b' ']].concat()), Err(Damaged));
    let other = |version: &str, from: &str, to: &str| {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let (_, body) = text.split_once('\n').unwrap();
        assert!(body.contains(from), "{body}");
        let body = body.replace(from, to);
        restored(&seal(FORMAT, version, body.as_bytes()))
    };
    assert_eq!(other(VERSION, "jane", "jane"), Ok(()));
    for (error, version, from, to) in [
        (OtherUser, VERSION, "\"jane\"", "\"john\""),
        (OtherEndpoint, VERSION, "seam.example", "evil.example"),
        (Damaged, VERSION, "seam_cst1_1", "seam_pk1_1"),
        (Damaged, VERSION, "\"end\":\"1", "\"end\":\"x"),
        (Damaged, VERSION, "\"token\"", "\"other\""),
        (OtherVersion, "1", "", ""),
        (OtherVersion, "3", "{", "anything"),
    ] {
        assert_eq!(other(version, from, to), Err(error), "{from} {to}");
    }
    let keeper = world.keeper().user_identity_id("u2");
    assert_eq!(keeper.restore(&bytes), Err(OtherUser));
    for bytes in [&b""[..], b"seam-client session 2 ", b"\n", b"{}", &[0xff; 100]] {
        assert_eq!(restored(bytes), Err(Damaged));
    }
    assert_eq!(Damaged.to_string(), "the saved session is damaged");
}

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
fn at_the_moment_of_renewal_one_caller_asks_and_no_other_waits() {
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
fn a_token_that_a_renewal_brings_again_after_it_was_refused_is_refused_again() {
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

/// Ten thousand kiosks that booted together do not renew together.
#[test]
fn a_fleet_renews_over_the_margin() {
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
