//! A client session that is always valid: [`SessionKeeper`].

use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use crate::client_sessions::{ClientSession, GetOrCreate};
use crate::clock::{Clock, SystemClock};
use crate::endpoint::Endpoint as _;
use crate::error::DecodeError;
use crate::timestamp::{Timestamp, since_1970};
use crate::{Error, Seam, Secret};

mod pause;
mod renewal;
mod saved;
mod seam_time;
mod source;

pub use self::pause::RenewalFailure;
pub use self::saved::RestoreError;

use self::pause::{LONGEST_PAUSE, PAUSE};
use self::renewal::{Renewed, Rest};
use self::seam_time::SeamTime;
use self::source::{Source, Wanted};

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

#[derive(Default)]
struct State {
    held: Option<Arc<Held>>,
    time: SeamTime,
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

/// A token that is given out is good for at least this long.
const MOMENT: Duration = Duration::from_secs(2);

/// The shortest lifetime: an end that is asked for must not pass while the request is on its way.
const MIN_LIFETIME: Duration = Duration::from_secs(10);

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

    /// Takes what a renewal gave in hand.
    fn hold(&self, state: &mut State, renewed: Renewed) -> Result<(), Error> {
        let Renewed { session, rest, asked, .. } = renewed;
        let now = self.look(state).unwrap_or_else(|| {
            // Nothing better is known, and Seam does not tell.
            let now = since_1970(self.clock.wall());
            state.time.assume(now, false, &*self.clock);
            now
        });
        let latest = now.saturating_add(self.wanted.lifetime);
        let end = match Timestamp::parse(&session.expires_at) {
            Some(end) if state.time.is_told() => end,
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

    /// As [`SeamTime::now`].
    fn look(&self, state: &mut State) -> Option<Duration> {
        state.time.now(&*self.source, &*self.clock)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // What is under the lock is never left half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
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

#[cfg(test)]
mod tests;
