//! A world with a Seam, a network and a device whose clocks may be wrong.

use std::time::{SystemTime, UNIX_EPOCH};

use super::*;
use crate::error::{ApiError, Step, TransportError};

pub(super) const SECOND: Duration = Duration::from_secs(1);
pub(super) const HOUR: Duration = Duration::from_secs(3600);
pub(super) const DAY: Duration = Duration::from_secs(24 * 3600);

/// When the world begins, by Seam's clock.
pub(super) const START: Duration = Duration::from_secs(1_800_000_000);

/// How long a session lasts whose end nobody asked for.
pub(super) const DEFAULT: Duration = Duration::from_secs(4 * 3600);

#[derive(Clone)]
pub(super) struct World(pub(super) Arc<Mutex<Things>>);

pub(super) struct Things {
    /// By Seam's clock, which is right.
    pub(super) time: Duration,
    /// The device's: one stands still in sleep, the other can be set.
    pub(super) monotonic: Duration,
    pub(super) wall: Duration,
    /// How many millionths both of them lose.
    pub(super) slow: i64,
    pub(super) network: Network,
    pub(super) ends: Ends,
    /// How long a request takes.
    pub(super) latency: Duration,
    /// How long the device sleeps while the next request for an end is on its way.
    pub(super) sleeps: Duration,
    pub(super) random: f64,
    /// Seam's `Date`, as the client last saw it.
    pub(super) told: Option<(u32, Moment)>,
    pub(super) tells_time: bool,
    /// Seam's session: number and end. One that is over is replaced, unless it is given all the same.
    pub(super) session: Option<(usize, Duration)>,
    pub(super) gives_what_is_over: bool,
    pub(super) made: usize,
    /// The moments, ends and timeouts of the requests that reached Seam and were done.
    pub(super) requests: Vec<(Duration, Option<Duration>)>,
    /// All attempts, whatever came of them, and their timeouts.
    pub(super) attempts: Vec<(Duration, Duration)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Network {
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
pub(super) enum Ends {
    Honours,
    Ignores,
    Refuses,
    /// Sessions last this long, whatever is asked for.
    Are(Duration),
}

impl World {
    pub(super) fn new() -> Self {
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

    pub(super) fn things(&self) -> MutexGuard<'_, Things> {
        self.0.lock().unwrap()
    }

    pub(super) fn keeper(&self) -> SessionKeeper {
        SessionKeeper::with(Box::new(self.clone()), Box::new(self.clone()), "jane".to_owned())
    }

    /// The device starts anew: nothing has been told yet.
    pub(super) fn restart(&self) -> SessionKeeper {
        self.things().told = None;
        self.keeper()
    }

    pub(super) fn pass(&self, time: Duration) {
        self.things().pass(time);
    }

    pub(super) fn suspend(&self, time: Duration) {
        let mut things = self.things();
        things.time += time;
        things.wall += time;
    }

    pub(super) fn set_back(&self, time: Duration) {
        let mut things = self.things();
        things.wall = things.wall.saturating_sub(time);
    }

    pub(super) fn network(&self, network: Network) {
        self.things().network = network;
    }

    pub(super) fn requests(&self) -> usize {
        self.things().requests.len()
    }

    pub(super) fn attempts(&self) -> usize {
        self.things().attempts.len()
    }

    /// The ends that were asked for.
    pub(super) fn ends(&self) -> Vec<Option<Duration>> {
        self.things().requests.iter().map(|(_, end)| *end).collect()
    }

    /// What Seam says of a token.
    pub(super) fn judge(&self, session: &ClientSession) -> Result<(), Error> {
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
    pub(super) fn pass(&mut self, time: Duration) {
        let lost = time.as_nanos() as i128 * i128::from(self.slow) / 1_000_000;
        let measured = Duration::from_nanos((time.as_nanos() as i128 - lost) as u64);
        self.time += time;
        self.monotonic += measured;
        self.wall += measured;
    }

    /// A response of Seam's carries its time, in whole seconds.
    pub(super) fn tell(&mut self) {
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

    pub(super) fn get_or_create(
        &mut self,
        end: Option<Duration>,
    ) -> Result<(usize, Duration), Error> {
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
        settings: &Settings,
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
        Ok(session(settings, number, end))
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
pub(super) trait Hook:
    Fn(&World, usize, bool) -> Option<Error> + Send + Sync + 'static
{
}

impl<F: Fn(&World, usize, bool) -> Option<Error> + Send + Sync + 'static> Hook for F {}

pub(super) struct Hooked<F: Hook> {
    pub(super) world: World,
    pub(super) hook: F,
}

impl<F: Hook> Source for Hooked<F> {
    fn get_or_create(
        &self,
        settings: &Settings,
        end: Option<Duration>,
        timeout: Duration,
    ) -> Result<ClientSession, Error> {
        let number = self.world.attempts();
        if let Some(error) = (self.hook)(&self.world, number, false) {
            return Err(error);
        }
        let result = self.world.get_or_create(settings, end, timeout);
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

pub(super) fn hooked(world: &World, hook: impl Hook) -> SessionKeeper {
    let source = Hooked { world: world.clone(), hook };
    SessionKeeper::with(Box::new(source), Box::new(world.clone()), "jane".to_owned())
}

pub(super) const TIMEOUT: Duration = Duration::from_secs(30);

pub(super) fn session(settings: &Settings, number: usize, end: Duration) -> ClientSession {
    let text = format!(
        r#"{{"client_session":{{"client_session_id":"s{number}","workspace_id":"w",
        "token":"seam_cst1_{number}","created_at":"c","expires_at":"{}","device_count":3,
        "connect_webview_ids":["\""],"connected_account_ids":[],"customer_key":"k",
        "user_identity_ids":["u"],"user_identifier_key":"{}"}}}}"#,
        Timestamp::since_epoch(end),
        settings.user_identifier_key
    );
    GetOrCreate::new().read(&text).unwrap()
}

pub(super) fn token_of(number: usize) -> Secret {
    Secret::from(format!("seam_cst1_{number}"))
}

pub(super) fn broken(sent: bool) -> Error {
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

pub(super) fn refused(status: u16) -> Error {
    api(status, Some("some_type"), None)
}

pub(super) fn over(error_type: &str) -> Error {
    api(401, Some(error_type), None)
}

pub(super) fn gateway(status: u16) -> Error {
    api(status, None, None)
}

pub(super) fn api(status: u16, error_type: Option<&str>, retry_after: Option<Duration>) -> Error {
    ApiError::sample("/client_sessions/get_or_create", status, error_type, retry_after).into()
}

/// The number of the token that is given out.
pub(super) fn token(keeper: &SessionKeeper) -> usize {
    let token = keeper.token().unwrap();
    token.expose().strip_prefix("seam_cst1_").unwrap().parse().unwrap()
}

/// When the session in hand ends.
pub(super) fn end(keeper: &SessionKeeper) -> Duration {
    keeper.lock().held.as_ref().unwrap().end
}
