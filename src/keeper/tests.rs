//! Days in milliseconds: a world with a server, a network and a device whose clocks lie.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::Credential;
use crate::error::{ApiError, Step, TransportError};

const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// When the world begins, by the server's clock.
const START: Duration = Duration::from_secs(1_800_000_000);

#[derive(Clone)]
struct World(Arc<Mutex<Things>>);

struct Things {
    /// By the server's clock, which is right.
    time: Duration,
    /// The device's: one stands still in sleep, the other can be set.
    monotonic: Duration,
    wall: Duration,
    network: Network,
    random: f64,
    https: bool,
    /// The server's `Date`, as the client last saw it.
    skew: Option<i64>,
    tells_time: bool,
    /// The moments and ends of the requests that arrived.
    requests: Vec<(Duration, Option<Duration>)>,
    /// All attempts, arrived or not.
    attempts: Vec<Duration>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Network {
    Up,
    Down,
    /// The server answers with this status.
    Refuses(u16),
    /// Sessions last this long, whatever is asked for.
    Gives(Duration),
}

impl World {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(Things {
            time: START,
            monotonic: Duration::from_secs(5),
            wall: START,
            network: Network::Up,
            random: 0.5,
            https: true,
            skew: None,
            tells_time: true,
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

    fn pass(&self, time: Duration) {
        let mut things = self.things();
        things.time += time;
        things.monotonic += time;
        things.wall += time;
    }

    fn suspend(&self, time: Duration) {
        let mut things = self.things();
        things.time += time;
        things.wall += time;
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
}

impl Clock for World {
    fn now(&self) -> Duration {
        self.things().monotonic
    }

    fn wall(&self) -> SystemTime {
        UNIX_EPOCH + self.things().wall
    }

    fn sleep(&self, _: Duration) {
        panic!("a keeper does not sleep");
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
    ) -> Result<ClientSession, Error> {
        let mut things = self.things();
        let time = things.time;
        things.attempts.push(time);
        let lifetime = match things.network {
            Network::Down => return Err(broken()),
            Network::Refuses(status) => return Err(refused(status)),
            Network::Gives(lifetime) => Some(lifetime),
            Network::Up => None,
        };
        things.requests.push((time, expires_at));
        if things.tells_time {
            things.skew = Some(things.wall.as_secs() as i64 - time.as_secs() as i64);
        }
        let end = match lifetime {
            Some(lifetime) => time + lifetime,
            None => expires_at.unwrap_or(time + HOUR),
        };
        let number = things.requests.len();
        let text = format!(
            r#"{{"client_session":{{"client_session_id":"s{number}","workspace_id":"w",
            "token":"seam_cst1_{number}","created_at":"c","expires_at":"{}","device_count":3,
            "connect_webview_ids":["\""],"connected_account_ids":[],"customer_key":"k",
            "user_identifier_key":"{}"}}}}"#,
            Timestamp::since_epoch(end),
            wanted.user_identifier_key
        );
        Ok(json::decode(&GetOrCreate::new(), text.as_bytes()).unwrap())
    }

    fn skew(&self) -> Option<i64> {
        self.things().skew
    }

    fn client(&self, session: &ClientSession) -> Result<Seam, Error> {
        let credential = Credential::client_session_token(session.token.clone())?;
        Seam::builder(credential).endpoint("http://127.0.0.1:1").build()
    }

    fn endpoint(&self) -> &str {
        if self.things().https { "https://seam.example" } else { "http://localhost" }
    }
}

fn broken() -> Error {
    Error::from(TransportError {
        step: Step::Connect,
        message: "no network".to_owned(),
        sent: false,
        may_pass: true,
        idle: false,
        tries: 3,
        source: Some(Arc::new(std::io::Error::other("the cause"))),
    })
}

fn refused(status: u16) -> Error {
    refused_as(status, "some_type")
}

fn refused_as(status: u16, error_type: &str) -> Error {
    Error::from(ApiError {
        status,
        request_id: None,
        error_type: Some(error_type.to_owned()),
        message: "no".to_owned(),
        validation_errors: Vec::new(),
        retry_after: None,
        tries: 1,
    })
}

/// The number of the token that is given out.
fn token(keeper: &SessionKeeper) -> usize {
    let token = keeper.token().unwrap();
    token.expose().strip_prefix("seam_cst1_").unwrap().parse().unwrap()
}

#[test]
fn a_session_lasts_a_day_and_is_renewed_in_the_last_tenth_of_it() {
    let world = World::new();
    let keeper = world.keeper();
    assert_eq!(world.attempts(), 0);
    assert_eq!(token(&keeper), 1);
    assert_eq!(world.things().requests[0], (START, Some(START + DAY)));
    // With a random number of one half: at five eighths of the margin before the end.
    world.pass(DAY.mul_f64(0.937));
    assert_eq!(token(&keeper), 1);
    world.pass(DAY.mul_f64(0.001));
    assert_eq!(token(&keeper), 2);
    assert_eq!(token(&keeper), 2);
    for _ in 0..1_000 {
        world.pass(HOUR);
        token(&keeper);
    }
    assert!((43..=46).contains(&world.requests()), "{}", world.requests());
}

#[test]
fn lifetime_and_margin_are_the_callers() {
    let world = World::new();
    let keeper = world.keeper().lifetime(HOUR).margin(HOUR / 2);
    assert_eq!(token(&keeper), 1);
    assert_eq!(world.things().requests[0].1, Some(START + HOUR));
    world.pass(HOUR.mul_f64(0.68));
    assert_eq!(token(&keeper), 1);
    world.pass(HOUR.mul_f64(0.02));
    assert_eq!(token(&keeper), 2);
}

#[test]
fn times_of_any_length_are_no_panic() {
    for time in [Duration::ZERO, Duration::from_nanos(1), Duration::MAX] {
        let world = World::new();
        let keeper = world.keeper().lifetime(time).margin(time);
        let result = keeper.token();
        assert_eq!(result.is_ok(), time == Duration::MAX);
        let _ = keeper.token();

        let saved = world.keeper();
        saved.token().unwrap();
        assert!(world.keeper().lifetime(time).margin(time).restore(&saved.save().unwrap()));
    }
}

#[test]
fn where_seam_gives_less_time_it_is_renewed_by_that() {
    let world = World::new();
    world.network(Network::Gives(Duration::from_secs(600)));
    let keeper = world.keeper();
    for _ in 0..60 {
        token(&keeper);
        world.pass(Duration::from_secs(60));
    }
    assert!((6..=8).contains(&world.requests()), "{}", world.requests());
}

#[test]
fn a_network_that_is_down_is_bridged_by_the_token_in_hand() {
    let world = World::new();
    let keeper = world.keeper();
    token(&keeper);
    assert!(keeper.health().is_none());
    world.pass(DAY.mul_f64(0.95));
    world.network(Network::Down);
    for _ in 0..600 {
        assert_eq!(token(&keeper), 1);
        world.pass(Duration::from_secs(1));
    }
    // Pauses grow from a second to a minute.
    assert!((14..=20).contains(&world.attempts()), "{}", world.attempts());
    let failing = keeper.health().unwrap();
    assert_eq!(failing.since, UNIX_EPOCH + START + DAY.mul_f64(0.95));
    assert_eq!(failing.attempts as usize, world.attempts() - 1);
    assert_eq!(failing.error.to_string(), "no network (tried 3 times)");

    world.network(Network::Up);
    world.pass(Duration::from_secs(60));
    assert_eq!(token(&keeper), 2);
    assert!(keeper.health().is_none());
}

#[test]
fn after_the_tokens_end_the_error_comes_and_seam_is_not_asked_all_the_time() {
    let world = World::new();
    let keeper = world.keeper();
    token(&keeper);
    for network in [Network::Down, Network::Refuses(503), Network::Refuses(429)] {
        world.network(network);
        world.pass(2 * DAY);
        let before = world.attempts();
        for _ in 0..1_000 {
            let error = keeper.token().unwrap_err();
            match (network, &error) {
                (Network::Down, Error::Transport(_)) => {}
                (Network::Refuses(status), Error::Api(error)) => assert_eq!(error.status(), status),
                other => panic!("{other:?}"),
            }
            world.pass(Duration::from_millis(600));
        }
        assert!((14..=22).contains(&(world.attempts() - before)), "{}", world.attempts() - before);
    }
    world.network(Network::Down);
    world.pass(Duration::from_secs(60));
    let (first, again) = (keeper.token().unwrap_err(), keeper.token().unwrap_err());
    let failing = keeper.health().unwrap();
    for error in [first, again] {
        assert_eq!(error.to_string(), failing.error.to_string());
        assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the cause");
    }
    world.network(Network::Up);
    world.pass(Duration::from_secs(60));
    assert_eq!(token(&keeper), 2);
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
        assert_eq!(world.attempts(), 2);
        assert!(keeper.save().is_none());
        world.network(Network::Up);
        world.pass(Duration::from_secs(1));
        assert_eq!(token(&keeper), 2);
    }
}

#[test]
fn a_clock_that_was_off_is_corrected_by_the_first_answer() {
    // TLS still believes a clock that is three days behind.
    let world = World::new();
    world.things().wall = START - 3 * DAY;
    let keeper = world.keeper();
    assert_eq!(token(&keeper), 2);
    let ends: Vec<_> = world.things().requests.iter().map(|(_, end)| end.unwrap()).collect();
    assert_eq!(ends, [START - 2 * DAY, START + DAY]);
    world.pass(HOUR);
    assert_eq!(token(&keeper), 2);

    // A little off is as good.
    let world = World::new();
    world.things().wall = START + HOUR;
    assert_eq!(token(&world.keeper()), 1);
}

#[test]
fn over_plain_http_a_first_call_learns_the_time() {
    let world = World::new();
    world.things().https = false;
    world.things().wall = Duration::from_secs(7);
    let keeper = world.keeper();
    assert_eq!(token(&keeper), 2);
    let ends: Vec<_> = world.things().requests.iter().map(|(_, end)| *end).collect();
    assert_eq!(ends, [None, Some(START + DAY)]);
}

#[test]
fn a_server_that_does_not_tell_the_time_is_taken_to_agree() {
    let world = World::new();
    world.things().tells_time = false;
    let keeper = world.keeper();
    assert_eq!(token(&keeper), 1);
    world.pass(2 * DAY);
    assert_eq!(token(&keeper), 2);
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
    world.things().wall -= 3000 * DAY;
    world.pass(2 * DAY);
    assert_eq!(token(&keeper), 3);

    // Set forward, as from 1970: one renewal too many, and no harm.
    world.things().wall += 3000 * DAY;
    assert_eq!(token(&keeper), 4);
    world.pass(HOUR);
    assert_eq!(token(&keeper), 4);
}

#[test]
fn a_session_that_has_ended_already_is_an_error_and_no_loop() {
    let world = World::new();
    world.network(Network::Gives(Duration::ZERO));
    let keeper = world.keeper();
    let error = keeper.token().unwrap_err();
    assert!(error.to_string().contains("has ended already"), "{error}");
    keeper.token().unwrap_err();
    assert_eq!(world.attempts(), 1);
}

#[test]
fn a_session_that_seam_ended_is_replaced_once() {
    let world = World::new();
    let keeper = world.keeper();
    for kind in ["client_session_expired", "client_session_revoked"] {
        let calls = AtomicUsize::new(0);
        let before = world.requests();
        let result = keeper.call(|_| match calls.fetch_add(1, Ordering::SeqCst) {
            0 => Err(refused_as(401, kind)),
            _ => Ok("done"),
        });
        assert_eq!(result.unwrap(), "done");
        assert_eq!(calls.into_inner(), 2);
        assert!(world.requests() > before);

        // Not a second time.
        let calls = AtomicUsize::new(0);
        let result: Result<(), _> = keeper.call(|_| {
            calls.fetch_add(1, Ordering::SeqCst);
            Err(refused_as(401, kind))
        });
        assert_eq!(result.unwrap_err().status(), Some(401));
        assert_eq!(calls.into_inner(), 2);
    }
    // And on no other error.
    let before = world.requests();
    for error in [refused_as(401, "unauthorized"), refused(503), broken()] {
        let (calls, error) = (AtomicUsize::new(0), Mutex::new(Some(error)));
        let result: Result<(), _> = keeper.call(|_| {
            calls.fetch_add(1, Ordering::SeqCst);
            Err(error.lock().unwrap().take().unwrap())
        });
        result.unwrap_err();
        assert_eq!(calls.into_inner(), 1);
    }
    assert_eq!(world.requests(), before);

    let old = token(&keeper);
    keeper.invalidate();
    assert_eq!(token(&keeper), old + 1);
}

#[test]
fn a_saved_session_is_used_after_a_restart_without_a_network() {
    let world = World::new();
    let keeper = world.keeper();
    assert!(keeper.save().is_none());
    let session = keeper.session().unwrap();
    let bytes = keeper.save().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with("seam-client session 1 "), "{text}");

    world.network(Network::Down);
    for (what, wall) in
        [("the clock is right", START + HOUR), ("the clock is at 1970", Duration::from_secs(9))]
    {
        world.things().wall = wall;
        let keeper = world.keeper();
        assert!(keeper.restore(&bytes), "{what}");
        assert_eq!(keeper.session().unwrap(), session, "{what}");
        world.pass(2 * DAY);
        keeper.token().unwrap_err();
    }
    // It has ended.
    world.things().wall = START + 2 * DAY;
    assert!(!world.keeper().restore(&bytes));

    // What Seam says is newer than what was saved.
    world.network(Network::Up);
    let keeper = world.keeper();
    token(&keeper);
    assert!(!keeper.restore(&bytes));
}

#[test]
fn bytes_that_are_damaged_foreign_or_of_another_version_are_no_session() {
    let world = World::new();
    let keeper = world.keeper();
    keeper.token().unwrap();
    let bytes = keeper.save().unwrap();
    let fresh = || world.keeper();
    assert!(fresh().restore(&bytes));
    for place in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[place] ^= 1;
        assert!(!fresh().restore(&damaged), "{place}");
        assert!(!fresh().restore(&bytes[..place]), "{place}");
    }
    assert!(!fresh().restore(&[bytes.clone(), vec![b' ']].concat()));
    let other = |from: &str, to: &str| {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let (_, body) = text.split_once('\n').unwrap();
        let body = body.replace(from, to);
        assert_ne!(body, text.split_once('\n').unwrap().1);
        format!("{FORMAT}{:016x}\n{body}", checksum(body.as_bytes())).into_bytes()
    };
    assert!(!fresh().restore(&other("\"jane\"", "\"john\"")));
    assert!(!fresh().restore(&other("seam.example", "evil.example")));
    assert!(!fresh().restore(&other("seam_cst1_1", "seam_pk1_1")));
    let future = String::from_utf8(bytes.clone()).unwrap().replace("session 1 ", "session 2 ");
    assert!(!fresh().restore(future.as_bytes()));
    for bytes in [&b""[..], b"seam-client session 1 ", b"{}", &[0xff; 100]] {
        assert!(!fresh().restore(bytes));
    }
}

#[test]
fn at_the_moment_of_renewal_one_caller_asks_and_no_other_waits() {
    /// A world whose server is slow: it answers when the test lets it.
    struct Slow {
        world: World,
        answer: Mutex<std::sync::mpsc::Receiver<()>>,
        asked: std::sync::mpsc::Sender<()>,
    }

    impl Source for Slow {
        fn get_or_create(
            &self,
            wanted: &Wanted,
            end: Option<Duration>,
        ) -> Result<ClientSession, Error> {
            self.asked.send(()).unwrap();
            self.answer.lock().unwrap().recv().unwrap();
            self.world.get_or_create(wanted, end)
        }

        fn skew(&self) -> Option<i64> {
            self.world.skew()
        }

        fn client(&self, session: &ClientSession) -> Result<Seam, Error> {
            self.world.client(session)
        }

        fn endpoint(&self) -> &str {
            self.world.endpoint()
        }
    }

    let world = World::new();
    let (answer, answered) = std::sync::mpsc::channel();
    let (asked, asks) = std::sync::mpsc::channel();
    let source = Slow { world: world.clone(), answer: Mutex::new(answered), asked };
    let keeper = SessionKeeper::with(Box::new(source), Box::new(world.clone()), "jane".to_owned());

    // Without a token all wait for the one who asks.
    std::thread::scope(|scope| {
        for _ in 0..64 {
            scope.spawn(|| assert_eq!(token(&keeper), 1));
        }
        asks.recv().unwrap();
        answer.send(()).unwrap();
    });
    assert_eq!(world.requests(), 1);

    // With one that is valid, 64 others get it at once while one asks.
    world.pass(DAY.mul_f64(0.95));
    std::thread::scope(|scope| {
        let renews = scope.spawn(|| token(&keeper));
        asks.recv().unwrap();
        std::thread::scope(|scope| {
            for _ in 0..64 {
                scope.spawn(|| assert_eq!(token(&keeper), 1));
            }
        });
        // All 64 have come back, and the server has not answered yet.
        answer.send(()).unwrap();
        assert_eq!(renews.join().unwrap(), 2);
    });
    assert_eq!(world.requests(), 2);
    assert!(asks.try_recv().is_err());
}

#[test]
fn a_panic_in_one_caller_does_not_reach_the_others() {
    struct Panics(World);

    impl Source for Panics {
        fn get_or_create(
            &self,
            wanted: &Wanted,
            end: Option<Duration>,
        ) -> Result<ClientSession, Error> {
            let first = self.0.attempts() == 0;
            let session = self.0.get_or_create(wanted, end);
            assert!(!first, "the first attempt panics");
            session
        }

        fn skew(&self) -> Option<i64> {
            self.0.skew()
        }

        fn client(&self, session: &ClientSession) -> Result<Seam, Error> {
            self.0.client(session)
        }

        fn endpoint(&self) -> &str {
            self.0.endpoint()
        }
    }

    let world = World::new();
    let keeper =
        SessionKeeper::with(Box::new(Panics(world.clone())), Box::new(world), "jane".to_owned());
    std::thread::scope(|scope| scope.spawn(|| keeper.token()).join().unwrap_err());
    assert_eq!(token(&keeper), 2);
    fn may<T: Send + Sync>(_: &T) {}
    may(&keeper);
}

/// What a device may meet in the years.
#[derive(Clone, Copy, Debug)]
enum Event {
    Pass(u64),
    Suspend(u64),
    SetForward(u64),
    SetBack(u64),
    Network(Network),
    Ask,
    Invalidate,
}

/// Any sequence of events: a token that is given out is valid by the server's clock, and attempts
/// stay within the bound of the pauses.
#[test]
fn in_any_sequence_of_events_a_token_is_valid_and_attempts_are_few() {
    let mut state = 0x5eed_u64;
    let mut random = |below: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut given = 0;
    for _ in 0..300 {
        let world = World::new();
        let keeper = world.keeper().lifetime(HOUR);
        let mut events = Vec::new();
        // A device that slept and was set back since it last asked cannot know.
        let (mut slept, mut set_back) = (false, false);
        for _ in 0..200 {
            let event = match random(14) {
                0..=3 => Event::Pass(random(900)),
                4 if !set_back => Event::Suspend(random(7200)),
                5 => Event::SetForward(random(100_000)),
                6 if !slept => Event::SetBack(random(100_000)),
                7 => Event::Network(Network::Down),
                8 => {
                    Event::Network(Network::Refuses([429, 500, 503, 401, 403][random(5) as usize]))
                }
                9 | 10 => Event::Network(Network::Up),
                11 if random(4) == 0 => Event::Invalidate,
                _ => Event::Ask,
            };
            events.push(event);
            world.things().random = random(1000) as f64 / 1000.0;
            match event {
                Event::Pass(seconds) => world.pass(Duration::from_secs(seconds)),
                Event::Suspend(seconds) => {
                    world.suspend(Duration::from_secs(seconds));
                    slept = true;
                }
                Event::SetForward(seconds) => world.things().wall += Duration::from_secs(seconds),
                Event::SetBack(seconds) => {
                    world.things().wall -= Duration::from_secs(seconds);
                    set_back = true;
                }
                Event::Network(network) => world.network(network),
                Event::Invalidate => keeper.invalidate(),
                Event::Ask => {
                    let attempts = world.attempts();
                    let result = keeper.session();
                    // The first renewal may take two: one that learns the time.
                    assert!(world.attempts() <= attempts + 2, "{events:?}");
                    (slept, set_back) = (false, false);
                    if let Ok(session) = result {
                        given += 1;
                        let end = Timestamp::parse(&session.expires_at).unwrap();
                        assert!(end > world.things().time, "{events:?}");
                    }
                }
            }
        }
        // Of attempts that failed, no two within half a second.
        let attempts = world.things().attempts.clone();
        let arrived: Vec<_> = world.things().requests.iter().map(|(time, _)| *time).collect();
        let failed: Vec<_> = attempts.into_iter().filter(|it| !arrived.contains(it)).collect();
        for pair in failed.windows(2) {
            assert!(
                pair[1] - pair[0] >= Duration::from_millis(500) || pair[0] == pair[1],
                "{events:?}"
            );
        }
    }
    assert!(given > 5_000, "{given}");
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
