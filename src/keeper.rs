//! A client session that is always valid: [`SessionKeeper`].

use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::{Duration, SystemTime};

use crate::client_sessions::{ClientSession, GetOrCreate};
use crate::clock::{Clock, SystemClock};
use crate::endpoint::{Endpoint, Fields, Value, texts};
use crate::error::DecodeError;
use crate::response::{read_response, response};
use crate::saved::{Flaw, open, seal};
use crate::timestamp::{Timestamp, since_1970};
use crate::{Error, Seam, Secret, json};

/// Keeps one client session valid, for a program that runs for years: through a night without a
/// network, a suspend, a clock that is set.
///
/// It asks Seam by `get_or_create` when a token is wanted and the one in hand ends soon; it has no
/// thread of its own. Threads share it by reference or in an `Arc`: while a token is valid, one of
/// them renews it, for a few seconds at most, and the others get the old one at once.
///
/// ```no_run
/// use seam_client::{Credential, Seam, SessionKeeper, client_sessions::Get};
///
/// # fn main() -> Result<(), seam_client::Error> {
/// let seam = Seam::new(Credential::publishable_key("seam_pk1_…")?)?;
/// let keeper = SessionKeeper::new(seam, "f3b1c8a05e7d4c2f");
/// loop {
///     // With the session's token; on a new one, should Seam have ended this one.
///     let session = keeper.call(|seam| seam.client_sessions().get(Get::new()))?;
///     println!("{} devices", session.device_count);
/// #   break Ok(());
/// }
/// # }
/// ```
///
/// # Time
///
/// The device's clock is not trusted. A renewal takes two requests: the first asks for the session as it
/// is, and Seam's response tells Seam's time (its `Date` header); the second asks for an end that is one
/// [`lifetime`](Self::lifetime) after that. No end is ever computed from the device's clock, so a wrong one
/// can neither end the session nor make it last for decades. If the first response tells no time, the
/// second request is not made, and the session has the end that Seam gave it.
///
/// Between renewals, whether a token is still good is judged by the time that Seam last told to this client
/// and what has gone by since. The device has two measures of that: one stands still while it sleeps, the
/// other is set now and then. The one that says that more has gone by is believed; but a clock that Seam's
/// time has just proved wrong is not believed for up to a minute. So a token that is over is given out in
/// one case only: the device slept and its clock does not show it, because it was set back since, because it
/// has just jumped, or because it was behind when the session was [restored](Self::restore). A gateway that
/// takes the `Date` off Seam's responses has the same effect, as a session's end then means little. Seam
/// then refuses the token, and [`call`](Self::call) gets another.
pub struct SessionKeeper {
    source: Box<dyn Source>,
    clock: Box<dyn Clock + Send + Sync>,
    wanted: Wanted,
    state: Mutex<State>,
    /// Somebody has renewed it, or tried to.
    renewed: Condvar,
}

/// What the session is to be.
struct Wanted {
    user_identifier_key: String,
    user_identity_id: Option<String>,
    connect_webview_ids: Option<Vec<String>>,
    connected_account_ids: Option<Vec<String>>,
    lifetime: Duration,
    margin: Option<Duration>,
}

impl Wanted {
    fn margin(&self) -> Duration {
        self.margin.unwrap_or(self.lifetime / 10)
    }
}

/// Where sessions come from: Seam, or a test.
trait Source: Send + Sync {
    /// Takes no longer than `timeout`. `expires_at` is in Seam's time.
    fn get_or_create(
        &self,
        wanted: &Wanted,
        expires_at: Option<Duration>,
        timeout: Duration,
    ) -> Result<ClientSession, Error>;
    /// The number of the latest response by which Seam told its time, and that moment by the readings of
    /// `clock`.
    fn told(&self, clock: &dyn Clock) -> Option<(u32, Moment)>;
    fn client(&self, session: &ClientSession) -> Result<Seam, Error>;
    fn endpoint(&self) -> &str;
    /// The time for a call.
    fn timeout(&self) -> Duration;
}

impl Source for Seam {
    fn get_or_create(
        &self,
        wanted: &Wanted,
        expires_at: Option<Duration>,
        timeout: Duration,
    ) -> Result<ClientSession, Error> {
        let webviews = texts(&wanted.connect_webview_ids);
        let accounts = texts(&wanted.connected_account_ids);
        let expires_at = expires_at.map(Timestamp::since_epoch);
        let mut request = GetOrCreate::new().user_identifier_key(&wanted.user_identifier_key);
        if let Some(id) = &wanted.user_identity_id {
            request = request.user_identity_id(id);
        }
        if let Some(ids) = &webviews {
            request = request.connect_webview_ids(ids);
        }
        if let Some(ids) = &accounts {
            request = request.connected_account_ids(ids);
        }
        if let Some(time) = &expires_at {
            request = request.expires_at(time.as_str());
        }
        self.within(timeout)?.client_sessions().get_or_create(request)
    }

    fn told(&self, clock: &dyn Clock) -> Option<(u32, Moment)> {
        let told = self.told()?;
        let now = clock.now().saturating_sub(told.at.elapsed());
        let moment = Moment { seam: told.seam, now, wall: told.wall, by_wall: Duration::ZERO };
        Some((told.number, moment))
    }

    fn client(&self, session: &ClientSession) -> Result<Seam, Error> {
        self.with_session(session)
    }

    fn endpoint(&self) -> &str {
        self.endpoint()
    }

    fn timeout(&self) -> Duration {
        self.timeout()
    }
}

#[derive(Default)]
struct State {
    held: Option<Arc<Held>>,
    /// What is known of Seam's time; `None` before it told any.
    moment: Option<Moment>,
    /// The number of the response that told it.
    told: Option<u32>,
    /// It is a guess from what was restored, since the device's clock was behind even that.
    guessed: bool,
    /// The device's wall clock has been proved wrong this often in a row, and is not believed before
    /// this reading of the monotonic clock.
    jumps: u32,
    doubted_until: Duration,
    /// The thread that is renewing it.
    renewing: Option<ThreadId>,
    /// To be renewed by the next caller, whatever its end.
    due: bool,
    failure: Option<RenewalFailure>,
    /// By the monotonic clock: when the latest attempt failed, and when the next one may be made.
    failed: Duration,
    next_try: Duration,
    /// The latest attempt had a call's whole time and gave nothing: its error is given again.
    gave_nothing: bool,
    /// The program asked for another attempt while one was under way.
    retry_at_once: bool,
    /// The token that was last renewed because Seam refused it, when, and how many there have been in a
    /// row.
    refused: Option<(Secret, Duration)>,
    refusals: u32,
}

/// A session in hand. All times are Seam's.
struct Held {
    session: ClientSession,
    seam: Seam,
    /// When Seam gave it.
    given: Duration,
    end: Duration,
    renew_at: Duration,
}

/// A moment at which Seam's time is known, by the device's two clocks.
#[derive(Clone, Copy)]
struct Moment {
    seam: Duration,
    now: Duration,
    wall: SystemTime,
    /// How much of Seam's time since it was told is by the word of the wall clock alone.
    by_wall: Duration,
}

impl Moment {
    fn at(seam: Duration, clock: &dyn Clock) -> Self {
        Self { seam, now: clock.now(), wall: clock.wall(), by_wall: Duration::ZERO }
    }

    /// The present moment: Seam's time now, or later than that.
    fn moved(self, clock: &dyn Clock, believes_wall: bool) -> Self {
        let (now, wall) = (clock.now(), clock.wall());
        let elapsed = now.saturating_sub(self.now);
        let on_the_wall = wall.duration_since(self.wall).ok().filter(|_| believes_wall);
        let more = on_the_wall.unwrap_or_default().saturating_sub(elapsed);
        let elapsed = elapsed.saturating_add(more);
        Self {
            seam: self.seam.saturating_add(elapsed.saturating_add(elapsed / DRIFT)),
            now,
            wall,
            by_wall: self.by_wall.saturating_add(more),
        }
    }
}

/// Since when a [`SessionKeeper`] has failed to renew its session, and why.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RenewalFailure {
    /// When the first attempt failed, by the device's clock.
    pub since: SystemTime,
    /// How many attempts have failed.
    pub attempts: u32,
    /// Why the latest one did.
    pub error: Arc<Error>,
}

impl fmt::Display for RenewalFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let attempts = if self.attempts == 1 { "attempt" } else { "attempts" };
        write!(
            f,
            "the session was not renewed ({} {attempts} since {}): {}",
            self.attempts,
            Timestamp::since_epoch(since_1970(self.since)),
            self.error
        )
    }
}

/// A token that is given out is good for at least this long.
const MOMENT: Duration = Duration::from_secs(2);

/// The shortest lifetime: an end that is asked for must not pass while the request is on its way.
const MIN_LIFETIME: Duration = Duration::from_secs(10);

/// How long a caller that has a valid token waits for a renewal, and how long an end that is asked for may
/// be on its way.
const BUDGET: Duration = Duration::from_secs(5);

/// The pause after a first attempt that failed, and the longest one: where nothing reached Seam, and where
/// something may have.
const PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE_UNREACHED: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The longest time that Seam may ask for (`Retry-After`). A number beyond that is more likely one that
/// overflowed than meant.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(30 * 60);

/// Wall clocks that disagree with Seam's by less than this have not been set.
const JUMP: Duration = Duration::from_secs(60);

/// A device's clocks are taken to lose no more than one part in this many. Crystals lose a tenth of that.
const DRIFT: u32 = 1000;

/// How many tokens that Seam refuses are replaced in a row, before a minute has to pass.
const MAX_REFUSALS: u32 = 5;

impl SessionKeeper {
    /// Keeps the session of `user_identifier_key`, which `seam` asks for: with a publishable key, an
    /// API key or a personal access token. Nothing is sent yet.
    ///
    /// Together with a publishable key the `user_identifier_key` is as good as a password: let it be
    /// opaque and hard to guess.
    pub fn new(seam: Seam, user_identifier_key: impl Into<String>) -> Self {
        Self::with(Box::new(seam), Box::new(SystemClock::new()), user_identifier_key.into())
    }

    fn with(
        source: Box<dyn Source>,
        clock: Box<dyn Clock + Send + Sync>,
        user_identifier_key: String,
    ) -> Self {
        let wanted = Wanted {
            user_identifier_key,
            user_identity_id: None,
            connect_webview_ids: None,
            connected_account_ids: None,
            lifetime: Duration::from_secs(24 * 60 * 60),
            margin: None,
        };
        Self { source, clock, wanted, state: Mutex::default(), renewed: Condvar::new() }
    }

    /// How long each session lasts, from its renewal on. Default: 24 hours. Anything below 10 seconds is
    /// taken as 10 seconds.
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.wanted.lifetime = lifetime.max(MIN_LIFETIME);
        self
    }

    /// How long before its end a session is renewed: at a random moment in the first three quarters
    /// of this time, so that devices that started together do not renew together. Default: a tenth of
    /// the lifetime.
    pub fn margin(mut self, margin: Duration) -> Self {
        self.wanted.margin = Some(margin);
        self
    }

    /// ID of the user identity for the session.
    pub fn user_identity_id(mut self, id: impl Into<String>) -> Self {
        self.wanted.user_identity_id = Some(id.into());
        self
    }

    /// IDs of the Connect Webviews for the session; not with a publishable key.
    pub fn connect_webview_ids(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.wanted.connect_webview_ids = Some(ids.into_iter().map(Into::into).collect());
        self
    }

    /// IDs of the connected accounts for the session; not with a publishable key.
    pub fn connected_account_ids(
        mut self,
        ids: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.wanted.connected_account_ids = Some(ids.into_iter().map(Into::into).collect());
        self
    }

    /// A token that is good for at least a moment longer.
    ///
    /// If there is none in hand, this waits for Seam, for as long as a call of the client may take. If
    /// there is one, only the caller that renews it waits, for five seconds at most, and gets the old one
    /// if that was not enough.
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`], if there is no valid token and none can be had now. After an attempt that
    /// had a call's whole time and gave nothing, Seam is asked again only after a pause: it grows from half a
    /// second to five seconds while nothing reaches Seam, and otherwise to a minute, to two if a gateway
    /// asks for that (`Retry-After`), and to an hour if Seam does. Until then the same error comes at once
    /// and says how old it is ([`Error::age`]); [`retry_now`](Self::retry_now) ends the pause. If Seam
    /// itself refuses to give the session (its error object with a status such as 401, 403 or 400), the
    /// error comes even though a token was still valid, and that token is given up.
    pub fn token(&self) -> Result<Secret, Error> {
        self.held().map(|held| held.session.token.clone())
    }

    /// The session whose [`token`](Self::token) that is.
    ///
    /// # Errors
    ///
    /// As [`token`](Self::token).
    pub fn session(&self) -> Result<ClientSession, Error> {
        self.held().map(|held| held.session.clone())
    }

    /// A client that shows the [`token`](Self::token). It does so for as long as it is kept: ask for it
    /// anew for each piece of work.
    ///
    /// # Errors
    ///
    /// As [`token`](Self::token).
    pub fn seam(&self) -> Result<Seam, Error> {
        self.held().map(|held| held.seam.clone())
    }

    /// Runs `work` with a client that shows the token. If Seam answers that the session is over
    /// ([`ApiError::session_is_over`](crate::ApiError::session_is_over)), gets a new one and runs it once
    /// more.
    ///
    /// Seam does not always say why it refuses a token. So any other 401 of Seam's own renews the session
    /// too, once for each token, and `work` runs once more if that gave another token. No other error
    /// does. If it is a poll that Seam refuses so, while `work` [waits](Seam::wait) for an action, `work` does
    /// not run again, since that could begin another action: the [`Error::Action`] is the result, and the next
    /// caller gets another token.
    ///
    /// So `work` may run twice, from its beginning: let it be one call. If it does two actions, and the session ends
    /// between them, the first is done twice.
    ///
    /// # Errors
    ///
    /// Those of `work`, and those of [`token`](Self::token).
    pub fn call<T>(&self, work: impl Fn(&Seam) -> Result<T, Error>) -> Result<T, Error> {
        let held = self.held()?;
        let result = work(&held.seam);
        match &result {
            Err(error) => match self.replacement(&held, error)? {
                Some(other) => work(&other.seam),
                None => result,
            },
            Ok(_) => result,
        }
    }

    /// What to go on with after an error of a call; `None`, if the error is the result.
    fn replacement(&self, held: &Arc<Held>, error: &Error) -> Result<Option<Arc<Held>>, Error> {
        let (error, may_run_again) = match error {
            Error::Api(error) => (error, true),
            Error::Action(error) => match error.last_poll() {
                Some(Error::Api(error)) => (error, false),
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        // Only Seam's own word counts, and not a gateway's.
        if error.status() != 401 || !error.is_seams() {
            return Ok(None);
        }
        let is_over = error.session_is_over();
        if !self.refuse(&held.session.token, is_over) || !may_run_again {
            return Ok(None);
        }
        match self.held() {
            Ok(other) if is_over || other.session.token != held.session.token => Ok(Some(other)),
            Ok(_) => Ok(None),
            Err(error) if is_over => Err(error),
            Err(_) => Ok(None),
        }
    }

    /// Gives this token up: for a program whose own call was refused with
    /// [`ApiError::session_is_over`](crate::ApiError::session_is_over). The next caller asks Seam at once
    /// and waits for a new one.
    ///
    /// A token that the keeper does not hold (any more) changes nothing, so that many callers may report
    /// the same one. If Seam gives a token again that was reported, or five other tokens that are refused
    /// too, reporting one more helps after a minute.
    pub fn invalidate(&self, token: &Secret) {
        self.refuse(token, true);
    }

    /// Notes that Seam refused a token, as one that `is_over` for good or for a reason that is not known.
    /// Returns whether another is to be had, or is there already.
    fn refuse(&self, token: &Secret, is_over: bool) -> bool {
        let mut state = self.lock();
        let Some(held) = &state.held else { return true };
        if held.session.token != *token {
            return true;
        }
        let now = self.clock.now();
        let (same, recent) = match &state.refused {
            Some((other, at)) => (other == token, now.saturating_sub(*at) < LONGEST_PAUSE),
            None => (false, false),
        };
        if !recent {
            state.refusals = 0;
        }
        // Seam gave the same token again, or another one that it refuses: limit how often we ask.
        if (same && (recent || !is_over)) || state.refusals >= MAX_REFUSALS {
            return false;
        }
        // A renewal that is under way may have asked before the token was over, and bring it again.
        if state.renewing.is_none() {
            state.refusals += 1;
            state.refused = Some((token.clone(), now));
        }
        state.next_try = Duration::ZERO;
        state.due = true;
        if is_over {
            state.held = None;
        }
        true
    }

    /// Ends the pause after an attempt that failed: the next caller asks Seam at once. For a program that
    /// learns that the network is back.
    pub fn retry_now(&self) {
        let mut state = self.lock();
        state.next_try = Duration::ZERO;
        state.retry_at_once = true;
    }

    /// Since when renewing has failed, and why; `None` while all is well.
    pub fn health(&self) -> Option<RenewalFailure> {
        self.lock().failure.clone()
    }

    fn held(&self) -> Result<Arc<Held>, Error> {
        let start = self.clock.now();
        let mut tried = false;
        let mut state = self.lock();
        loop {
            let seam_now = self.look(&mut state);
            let is_valid = |held: &Arc<Held>| {
                seam_now.is_some_and(|now| held.end > now.saturating_add(MOMENT))
            };
            let valid = state.held.clone().filter(is_valid);
            let now = self.clock.now();
            let too_soon = now < state.next_try;
            let time = self.source.timeout().saturating_sub(now.saturating_sub(start));
            match &valid {
                Some(held) => {
                    let is_due = state.due || seam_now.is_some_and(|now| now >= held.renew_at);
                    if !is_due || state.renewing.is_some() || too_soon {
                        return Ok(held.clone());
                    }
                }
                None if state.renewing.is_some() => {
                    if state.renewing == Some(thread::current().id()) {
                        return Err(Error::invalid(
                            "a logger asked the session keeper whose renewal it was logging: give \
                             the logger a client of its own",
                        ));
                    }
                    let woken = self.renewed.wait(state);
                    state = woken.unwrap_or_else(PoisonError::into_inner);
                    continue;
                }
                None => {
                    if let Some(failure) = state
                        .failure
                        .as_ref()
                        .filter(|_| too_soon && state.gave_nothing || tried || time.is_zero())
                    {
                        return Err(failure.error.aged(now.saturating_sub(state.failed)));
                    }
                }
            }

            tried = true;
            state.renewing = Some(thread::current().id());
            state.retry_at_once = false;
            drop(state);
            // Should the renewal panic, the next caller can try.
            let renewing = Renewing(self);
            let result = self.renew(valid.is_some(), time);
            state = self.lock();
            state.renewing = None;
            std::mem::forget(renewing);
            self.renewed.notify_all();
            let result = result.and_then(|renewed| self.hold(&mut state, renewed));
            state.gave_nothing = result.is_err() && valid.is_none();
            if let Err(error) = result {
                if error.is_refusal() {
                    state.held = None;
                    state.gave_nothing = true;
                }
                self.failed(&mut state, error);
            }
        }
    }

    /// Looks at the clocks, and at what Seam has told of its time since the last look. Returns Seam's
    /// time now, or later than that; `None` if nothing is known of it.
    fn look(&self, state: &mut State) -> Option<Duration> {
        // The more often the clocks are looked at, the less can happen to both of them between.
        let is_guess = state.guessed && state.told.is_none();
        let believes_wall = self.clock.now() >= state.doubted_until && !is_guess;
        let mut believed = state.moment.map(|it| it.moved(&*self.clock, believes_wall));
        if let Some(moment) = believed.as_mut().filter(|_| is_guess) {
            // If somebody sets the clock right, that step is not time that has passed.
            moment.seam = moment.seam.max(since_1970(moment.wall));
        }
        state.moment = believed;
        // Also what calls told that are none of the keeper's own.
        let told = self.source.told(&*self.clock);
        if let Some((number, told)) = told.filter(|(number, _)| state.told != Some(*number)) {
            let present = told.moved(&*self.clock, believes_wall);
            let jumped = believed.is_some_and(|believed| {
                let wrong = believed.seam.saturating_sub(present.seam);
                believed.by_wall > JUMP && wrong > believed.by_wall / 2
            });
            // A clock that jumps all the time must not lead to a request each time.
            if jumped {
                state.jumps = state.jumps.saturating_add(1);
                let doubt = doubled(PAUSE, state.jumps).min(LONGEST_PAUSE);
                state.doubted_until = present.now.saturating_add(doubt);
            } else if believes_wall && present.by_wall <= JUMP {
                state.jumps = 0;
            }
            state.told = Some(number);
            state.moment = Some(present);
        }
        state.moment.map(|it| it.seam)
    }

    /// Notes that an attempt failed.
    fn failed(&self, state: &mut State, error: Error) {
        let unreached = matches!(&error, Error::Transport(error) if !error.may_have_been_sent());
        let retry_after = match &error {
            Error::Api(error) => {
                // Only Seam knows how long Seam will take.
                let longest = if error.is_seams() { LONGEST_RETRY_AFTER } else { LONGEST_PAUSE };
                error.retry_after().unwrap_or_default().min(longest)
            }
            _ => Duration::ZERO,
        };
        let (since, attempts) = match &state.failure {
            Some(failure) => (failure.since, failure.attempts.saturating_add(1)),
            None => (self.clock.wall(), 1),
        };
        let longest = if unreached { LONGEST_PAUSE_UNREACHED } else { LONGEST_PAUSE };
        let longest = doubled(PAUSE, attempts - 1).min(longest);
        // At least half of it, or a program that asks all the time would ask Seam all the time. All
        // clients are told the same `Retry-After`, and must not come back at the same moment.
        let random = self.clock.random();
        let pause = longest.mul_f64(0.5 + 0.5 * random).max(retry_after.mul_f64(1.0 + random));
        let now = self.clock.now();
        state.failed = now;
        state.next_try =
            if state.retry_at_once { Duration::ZERO } else { now.saturating_add(pause) };
        state.retry_at_once = false;
        state.failure = Some(RenewalFailure { since, attempts, error: Arc::new(error) });
    }

    /// Asks Seam for the session; `in_hand`, if there is a valid token meanwhile.
    fn renew(&self, in_hand: bool, timeout: Duration) -> Result<Renewed, Error> {
        let timeout = if in_hand { timeout.min(BUDGET) } else { timeout };
        let start = self.clock.now();
        let left = || timeout.saturating_sub(self.clock.now().saturating_sub(start));

        let renewed = self.ask_with_end(&left)?;
        // A session that ends this very moment is of no use, and Seam gives another once it is over.
        let end = Timestamp::parse(&renewed.session.expires_at);
        let now = renewed.told.map(|told| self.now(told));
        let wait = end.unwrap_or_default().saturating_sub(now.unwrap_or_default());
        if now.is_none() || wait.is_zero() || wait > MOMENT || left() <= wait {
            return Ok(renewed);
        }
        self.clock.sleep(wait);
        self.ask_with_end(&left)
    }

    /// Asks for the session as it is, learns Seam's time, and asks for the end that is wanted by that.
    fn ask_with_end(&self, left: &dyn Fn() -> Duration) -> Result<Renewed, Error> {
        let (session, mut told) = self.ask(None, left())?;
        let mut renewed = Renewed { session, told, rest: Rest::Done, asked: None };
        // Twice, if time has jumped between the two: the device slept, and the end was meant otherwise.
        for _ in 0..2 {
            // The device slept: the end would be one in Seam's past.
            if told.is_some_and(|told| self.slept(told)) {
                (renewed.session, told) = self.ask(None, left())?;
                renewed.told = told;
            }
            let Some(now) = told.map(|told| self.now(told)) else { break };
            if left().is_zero() {
                renewed.rest = Rest::NoTime;
                break;
            }
            let end = now.saturating_add(self.wanted.lifetime);
            match self.ask(Some(end), left().min(BUDGET)) {
                Ok((session, newer)) => {
                    renewed.session = session;
                    renewed.told = newer.or(renewed.told);
                    told = newer.filter(|it| it.seam.saturating_sub(now) > BUDGET * 2);
                }
                // What the first gave is there all the same.
                Err(error) => {
                    renewed.asked = Some(end).filter(|_| !error.is_refusal());
                    renewed.rest = Rest::Failed(error);
                    break;
                }
            }
        }
        Ok(renewed)
    }

    /// One request, and the moment at which Seam's response told the time.
    fn ask(
        &self,
        end: Option<Duration>,
        timeout: Duration,
    ) -> Result<(ClientSession, Option<Moment>), Error> {
        let told = || self.source.told(&*self.clock);
        let before = told().map(|(number, _)| number);
        let session = self.source.get_or_create(&self.wanted, end, timeout)?;
        Ok((session, told().filter(|(it, _)| before != Some(*it)).map(|(_, moment)| moment)))
    }

    /// Whether the device slept since then, or its clock was set forward: no matter which.
    fn slept(&self, told: Moment) -> bool {
        let wall = self.clock.wall().duration_since(told.wall).unwrap_or_default();
        wall.saturating_sub(self.clock.now().saturating_sub(told.now)) > BUDGET
    }

    /// Seam's time now, if that was a moment ago.
    fn now(&self, told: Moment) -> Duration {
        told.seam.saturating_add(self.clock.now().saturating_sub(told.now))
    }

    /// Takes what a renewal gave in hand.
    fn hold(&self, state: &mut State, renewed: Renewed) -> Result<(), Error> {
        let Renewed { session, rest, asked, .. } = renewed;
        let now = self.look(state).unwrap_or_else(|| {
            // Nothing better is known, and Seam does not tell.
            let now = since_1970(self.clock.wall());
            state.moment = Some(Moment::at(now, &*self.clock));
            now
        });
        let latest = now.saturating_add(self.wanted.lifetime);
        let end = match Timestamp::parse(&session.expires_at) {
            Some(end) if state.told.is_some() => end,
            // By a clock that may be off by years, as long as that is plausible.
            Some(end) if end > now.saturating_add(MOMENT) => end.min(latest),
            _ => latest,
        };
        let end = asked.map_or(end, |asked| end.min(asked));
        let left = end.saturating_sub(now);
        if left <= MOMENT {
            return Err(match rest {
                Rest::Failed(error) => error,
                _ => Error::from(DecodeError::of(
                    GetOrCreate::PATH,
                    "the session that Seam returned has ended already, by Seam's own clock",
                )),
            });
        }
        let margin = self.wanted.margin();
        // Seam may have given less time than was asked for.
        let margin = if margin < left { margin } else { left / 10 };
        let seam = self.source.client(&session)?;
        let renew_at = self.renew_at(end, margin);
        state.held = Some(Arc::new(Held { session, seam, given: now, end, renew_at }));
        state.next_try = self.clock.now().saturating_add(PAUSE);
        match rest {
            Rest::Done => (state.due, state.failure) = (false, None),
            Rest::NoTime => state.due = true,
            Rest::Failed(error) => {
                // If Seam refuses our end, the session keeps the one that Seam gave it.
                state.due = !error.is_refusal();
                self.failed(state, error);
            }
        }
        Ok(())
    }

    /// A moment in the first three quarters of the margin, while the token can still be given out.
    fn renew_at(&self, end: Duration, margin: Duration) -> Duration {
        // No lifetime is so long that this changes it, and no product of it is too large.
        let longest = Duration::from_secs(1 << 40);
        let early = margin.min(end).min(longest).mul_f64(1.0 - 0.75 * self.clock.random());
        end.saturating_sub(MOMENT.saturating_add(early))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // What is under the lock is never left half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The session in hand as bytes, for [`restore`](Self::restore) after a restart; `None`, if there
    /// is none.
    ///
    /// They hold the session's token, and are to be kept like one: in a file of mode 0600, in a TPM.
    /// They hold no other credential. They are the same bytes until the session changes: a program that
    /// writes them only when they differ spares its flash.
    ///
    /// ```no_run
    /// use std::fs::{self, OpenOptions};
    /// use std::io::Write as _;
    /// use std::os::unix::fs::OpenOptionsExt as _;
    /// # use seam_client::{Credential, Seam, SessionKeeper};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let keeper = SessionKeeper::new(Seam::new(Credential::publishable_key("seam_pk1_…")?)?, "f3b1");
    /// // When the program starts:
    /// if let Ok(bytes) = fs::read("/var/lib/kiosk/session") {
    ///     if let Err(error) = keeper.restore(&bytes) {
    ///         eprintln!("starting without a session: {error}");
    ///     }
    /// }
    /// // When the session has changed, by a file that takes the old one's place at once:
    /// if let Some(bytes) = keeper.save() {
    ///     let mut options = OpenOptions::new();
    ///     options.write(true).create(true).truncate(true).mode(0o600);
    ///     options.open("/var/lib/kiosk/session.new")?.write_all(&bytes)?;
    ///     fs::rename("/var/lib/kiosk/session.new", "/var/lib/kiosk/session")?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn save(&self) -> Option<Vec<u8>> {
        let held = self.lock().held.clone()?;
        let body = json::encode(&Saved {
            endpoint: self.source.endpoint(),
            end: held.end.as_secs().to_string(),
            given: held.given.as_secs().to_string(),
            session: SessionFields(&held.session),
        });
        let body = body.ok()?;
        Some(seal(FORMAT, VERSION, &body))
    }

    /// Takes the session that [`save`](Self::save) gave before a restart, so that a device that starts
    /// without a network has a token.
    ///
    /// Until Seam tells its time, the session's end is judged by the device's clock; a device whose clock
    /// reads a time before Seam gave the session is taken to be at that moment.
    ///
    /// # Errors
    ///
    /// [`RestoreError`], which says why the session was not taken. The keeper then gets one from Seam, as
    /// if nothing had been saved.
    pub fn restore(&self, bytes: &[u8]) -> Result<(), RestoreError> {
        let saved = read(bytes)?;
        let session = saved.session;
        if saved.endpoint != self.source.endpoint() {
            return Err(RestoreError::OtherEndpoint);
        }
        let wanted = &self.wanted;
        let other_identity = wanted.user_identity_id.is_some()
            && wanted.user_identity_id != session.user_identity_id;
        if session.user_identifier_key.as_ref() != Some(&wanted.user_identifier_key)
            || other_identity
        {
            return Err(RestoreError::OtherUser);
        }
        let seconds = |text: &str| text.parse().map(Duration::from_secs);
        let (Ok(end), Ok(given)) = (seconds(&saved.end), seconds(&saved.given)) else {
            return Err(RestoreError::Damaged);
        };
        let seam = self.source.client(&session).map_err(|_| RestoreError::Damaged)?;
        let renew_at = self.renew_at(end, wanted.margin());

        let mut state = self.lock();
        if state.held.is_some() {
            return Err(RestoreError::NotNeeded);
        }
        if state.refused.as_ref().is_some_and(|(token, _)| *token == session.token) {
            return Err(RestoreError::Ended);
        }
        let now = self.look(&mut state);
        let estimate = since_1970(self.clock.wall()).max(given);
        if end <= now.unwrap_or(estimate).saturating_add(MOMENT) {
            return Err(RestoreError::Ended);
        }
        state.moment.get_or_insert_with(|| Moment::at(estimate, &*self.clock));
        state.guessed = since_1970(self.clock.wall()) < given;
        state.held = Some(Arc::new(Held { session, seam, given, end, renew_at }));
        Ok(())
    }
}

impl fmt::Debug for SessionKeeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionKeeper").finish_non_exhaustive()
    }
}

/// The renewal that is under way.
struct Renewing<'a>(&'a SessionKeeper);

impl Drop for Renewing<'_> {
    fn drop(&mut self) {
        self.0.lock().renewing = None;
        self.0.renewed.notify_all();
    }
}

/// What Seam gave.
struct Renewed {
    session: ClientSession,
    /// When it told its time.
    told: Option<Moment>,
    rest: Rest,
    /// The end that Seam may have set, and did not say.
    asked: Option<Duration>,
}

/// What came of the second request, which asks for the end.
enum Rest {
    /// The session has it; or it was not asked for, since Seam told no time.
    Done,
    /// There was no time left for it.
    NoTime,
    Failed(Error),
}

/// A time that doubles so often.
fn doubled(time: Duration, times: u32) -> Duration {
    time.saturating_mul(2_u32.saturating_pow(times))
}

/// Why [`SessionKeeper::restore`] did not take a saved session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RestoreError {
    /// The bytes are not what [`SessionKeeper::save`] returned.
    Damaged,
    /// Another version of this crate saved it, in another form.
    OtherVersion,
    /// It is a session of another endpoint.
    OtherEndpoint,
    /// It is a session of another user.
    OtherUser,
    /// The session has expired by Seam's clock, or by the device's clock if Seam has not told its time yet.
    Ended,
    /// The keeper has a session, which is newer.
    NotNeeded,
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "the saved session is damaged",
            Self::OtherVersion => "another version of seam-client saved the session",
            Self::OtherEndpoint => "the saved session is one of another endpoint",
            Self::OtherUser => "the saved session is one of another user",
            Self::Ended => "the saved session has ended",
            Self::NotNeeded => "the saved session is not needed: there is a newer one",
        })
    }
}

impl std::error::Error for RestoreError {}

/// What saved bytes begin with, up to the number of their form, and that number.
const FORMAT: &str = "seam-client session ";
const VERSION: &str = "2";

fn read(bytes: &[u8]) -> Result<Restored, RestoreError> {
    let text = open(FORMAT, VERSION, bytes).map_err(|flaw| match flaw {
        Flaw::Damaged => RestoreError::Damaged,
        Flaw::OtherVersion => RestoreError::OtherVersion,
    })?;
    read_response(text, None).map_err(|_| RestoreError::Damaged)
}

/// What is saved, as JSON. Numbers are texts, since a time does not fit every number.
struct Saved<'a> {
    endpoint: &'a str,
    end: String,
    given: String,
    session: SessionFields<'a>,
}

impl Fields for Saved<'_> {
    fn field(&self, index: usize) -> Option<(&str, Option<Value<'_>>)> {
        Some(match index {
            0 => ("endpoint", Some(Value::Text(self.endpoint))),
            1 => ("end", Some(Value::Text(&self.end))),
            2 => ("given", Some(Value::Text(&self.given))),
            3 => ("session", Some(Value::Object(&self.session))),
            _ => return None,
        })
    }
}

struct SessionFields<'a>(&'a ClientSession);

impl Fields for SessionFields<'_> {
    fn field(&self, index: usize) -> Option<(&str, Option<Value<'_>>)> {
        fn option(text: &Option<String>) -> Option<Value<'_>> {
            text.as_deref().map(Value::Text)
        }

        let it = self.0;
        Some(match index {
            0 => ("client_session_id", Some(Value::Text(&it.client_session_id))),
            1 => ("workspace_id", Some(Value::Text(&it.workspace_id))),
            2 => ("token", Some(Value::Text(it.token.expose()))),
            3 => ("created_at", Some(Value::Text(&it.created_at))),
            4 => ("expires_at", Some(Value::Text(&it.expires_at))),
            5 => ("device_count", Some(Value::Integer(it.device_count))),
            6 => ("connect_webview_ids", Some(Value::List(&it.connect_webview_ids))),
            7 => ("connected_account_ids", Some(Value::List(&it.connected_account_ids))),
            8 => ("user_identifier_key", option(&it.user_identifier_key)),
            9 => ("user_identity_id", option(&it.user_identity_id)),
            #[allow(deprecated)]
            10 => ("user_identity_ids", it.user_identity_ids.as_ref().map(|it| Value::List(it))),
            11 => ("customer_id", option(&it.customer_id)),
            12 => ("customer_key", option(&it.customer_key)),
            _ => return None,
        })
    }
}

response! {
    /// What was saved.
    #[allow(unreachable_pub, unnameable_types)]
    pub struct Restored {
        endpoint: String,
        end: String,
        given: String,
        session: ClientSession,
    }
}

#[cfg(test)]
mod tests;
