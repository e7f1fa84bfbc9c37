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
use self::renewal::{Renewed, SecondRequest};
use self::seam_time::SeamTime;
use self::source::{Settings, Source};

/// Keeps one client session valid, for a program that runs for years: through nights without a network, while the
/// device sleeps, and when somebody sets its clock.
///
/// It calls `get_or_create` when the program wants a token and the current one ends soon. It has no thread of its own.
/// Threads share it by reference or in an `Arc`: while a token is valid, one thread renews it, which takes a few
/// seconds at most, and the others get the old one at once.
///
/// ```no_run
/// use seam_client::{Credential, Seam, SessionKeeper, client_sessions::Get};
///
/// # fn main() -> Result<(), seam_client::Error> {
/// let seam = Seam::new(Credential::publishable_key("seam_pk1_…")?)?;
/// let keeper = SessionKeeper::new(seam, "f3b1c8a05e7d4c2f");
/// loop {
///     // Uses the session's token. If Seam has ended the session, gets a new one and runs the call again.
///     let session = keeper.call(|seam| seam.client_sessions().get(Get::new()))?;
///     println!("{} devices", session.device_count);
/// #   break Ok(());
/// }
/// # }
/// ```
///
/// # Time
///
/// The keeper does not trust the device's clock. A renewal takes two requests: the first one requests the session as it
/// is, and Seam's response tells Seam's time (its `Date` header); the second one requests an expiry time that is one
/// [`lifetime`](Self::lifetime) after that. The keeper never computes an expiry time from the device's clock, so a
/// wrong clock can neither end the session nor make it last for decades. If the first response does not tell the time,
/// the keeper does not send the second request, and the session keeps the expiry time that Seam gave it.
///
/// Between renewals, the keeper judges whether a token is still valid by the time that Seam last told this client, plus
/// the time since then. The device has two clocks for that: a monotonic clock, which stands still while the device
/// sleeps, and a wall clock, which somebody may set. The keeper trusts the one that says that more time has passed. If
/// Seam's time has just proved the wall clock wrong, the keeper ignores the wall clock for up to a minute.
///
/// So it returns an expired token in one case only: the device slept and its wall clock does not show it, because it
/// was set back since, has just jumped, or was behind when the session was [restored](Self::restore). A gateway that
/// removes the `Date` header from Seam's responses has the same effect, since the keeper then cannot tell how far away
/// an expiry time is. Seam refuses such a token, and [`call`](Self::call) gets another one.
pub struct SessionKeeper {
    source: Box<dyn Source>,
    clock: Box<dyn Clock + Send + Sync>,
    settings: Settings,
    state: Mutex<State>,
    /// Notified when a renewal ends, successful or not.
    renewed: Condvar,
}

#[derive(Default)]
struct State {
    held: Option<Arc<Held>>,
    time: SeamTime,
    /// The thread that renews the session now.
    renewing: Option<ThreadId>,
    /// The next caller renews the session, whenever it ends.
    renewal_due: bool,
    failure: Option<RenewalFailure>,
    /// By the monotonic clock: when the latest attempt failed, and the earliest time of the next one.
    failed_at: Duration,
    next_attempt: Duration,
    /// The latest attempt had a call's whole timeout and failed: callers get its error until the next one.
    gave_nothing: bool,
    /// The program called `retry_now` during an attempt.
    retry_at_once: bool,
    /// The last token that was replaced because Seam refused it, when, and how many in a row.
    refused: Option<(Secret, Duration)>,
    refusals: u32,
}

/// The session that the keeper has. All times are Seam's.
struct Held {
    session: ClientSession,
    seam: Seam,
    /// When Seam returned it.
    given: Duration,
    end: Duration,
    renew_at: Duration,
}

/// A token that the keeper returns is valid for at least this long.
const MIN_VALIDITY: Duration = Duration::from_secs(2);

/// The shortest lifetime: an expiry time must not pass while the request for it is on its way.
const MIN_LIFETIME: Duration = Duration::from_secs(10);

/// How many refused tokens in a row are replaced at once. After that, a minute has to pass.
const MAX_REFUSALS: u32 = 5;

// A renewal that panics leaves the session as it was: a guard ends it.
impl std::panic::UnwindSafe for SessionKeeper {}
impl std::panic::RefUnwindSafe for SessionKeeper {}

impl SessionKeeper {
    /// Keeps the session of `user_identifier_key`. `seam` has a publishable key, an API key or a personal access token.
    /// This sends nothing.
    ///
    /// Together with a publishable key, the `user_identifier_key` works like a password: make it opaque and hard to
    /// guess.
    pub fn new(seam: Seam, user_identifier_key: impl Into<String>) -> Self {
        Self::with(Box::new(seam), Box::new(SystemClock::new()), user_identifier_key.into())
    }

    fn with(
        source: Box<dyn Source>,
        clock: Box<dyn Clock + Send + Sync>,
        user_identifier_key: String,
    ) -> Self {
        let settings = Settings {
            user_identifier_key,
            user_identity_id: None,
            connect_webview_ids: None,
            connected_account_ids: None,
            lifetime: Duration::from_secs(24 * 60 * 60),
            margin: None,
        };
        Self { source, clock, settings, state: Mutex::default(), renewed: Condvar::new() }
    }

    /// How long each session lasts after its renewal. Default: 24 hours; at least 10 seconds.
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.settings.lifetime = lifetime.max(MIN_LIFETIME);
        self
    }

    /// How long before its end a session is renewed: at a random moment in the first three quarters of this time, so
    /// that devices that started together do not renew together. Default: a tenth of the lifetime.
    pub fn margin(mut self, margin: Duration) -> Self {
        self.settings.margin = Some(margin);
        self
    }

    /// ID of the user identity for the session.
    pub fn user_identity_id(mut self, id: impl Into<String>) -> Self {
        self.settings.user_identity_id = Some(id.into());
        self
    }

    /// IDs of the Connect Webviews for the session; not with a publishable key.
    pub fn connect_webview_ids(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.settings.connect_webview_ids = Some(ids.into_iter().map(Into::into).collect());
        self
    }

    /// IDs of the connected accounts for the session; not with a publishable key.
    pub fn connected_account_ids(
        mut self,
        ids: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.settings.connected_account_ids = Some(ids.into_iter().map(Into::into).collect());
        self
    }

    /// A token that is valid for at least two more seconds.
    ///
    /// If the keeper has none, this waits for Seam, for up to the client's
    /// [`timeout`](crate::SeamBuilder::timeout). If it has one, only the caller that renews it waits, for five seconds
    /// at most, and gets the old one if the renewal took longer.
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`], if there is no valid token and Seam gives none now. After an attempt that had the
    /// whole timeout and failed, the keeper pauses before it asks Seam again. The pause grows from half a second to
    /// five seconds while no request reaches Seam, and otherwise to a minute; to two minutes if a gateway asks for that
    /// (`Retry-After`), and to an hour if Seam does. Until then, each call returns the same error at once, with its age
    /// ([`Error::age`]); [`retry_now`](Self::retry_now) ends the pause.
    ///
    /// If Seam itself refuses to give the session (its error object with a status such as 401, 403 or 400), this
    /// returns the error even if a token was still valid, and the keeper drops that token.
    pub fn token(&self) -> Result<Secret, Error> {
        self.held().map(|held| held.session.token.clone())
    }

    /// The session that has this [`token`](Self::token).
    ///
    /// # Errors
    ///
    /// As of [`token`](Self::token).
    pub fn session(&self) -> Result<ClientSession, Error> {
        self.held().map(|held| held.session.clone())
    }

    /// A client that uses the [`token`](Self::token). It keeps using that token: call this again for each piece of
    /// work.
    ///
    /// # Errors
    ///
    /// As of [`token`](Self::token).
    pub fn seam(&self) -> Result<Seam, Error> {
        self.held().map(|held| held.seam.clone())
    }

    /// Runs `work` with a client that uses the token. If Seam says that the session is over
    /// ([`ApiError::session_is_over`](crate::ApiError::session_is_over)), this gets a new one and runs `work` once
    /// more.
    ///
    /// Seam does not always say why it refuses a token. So any other 401 from Seam itself renews the session too, once
    /// for each token, and `work` runs once more if that gave another token. No other error does that. If Seam refuses
    /// a poll while `work` [waits](Seam::wait) for an action, `work` does not run again, since that could start another
    /// action: this returns the [`Error::Action`], and the next caller gets another token.
    ///
    /// So `work` may run twice, from its beginning: make it one call. If it performs two actions and the session ends
    /// between them, the first action is performed twice.
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

    /// The session to run `work` with again after this error; `None` if the error is the result.
    fn replacement(&self, held: &Arc<Held>, error: &Error) -> Result<Option<Arc<Held>>, Error> {
        let (error, may_run_again) = match error {
            Error::Api(error) => (error, true),
            Error::Action(error) => match error.last_poll() {
                Some(Error::Api(error)) => (error, false),
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        // Only Seam itself can refuse a token; a gateway cannot.
        if error.status() != 401 || !error.is_from_seam() {
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

    /// Drops this token: for a program whose own call failed with
    /// [`ApiError::session_is_over`](crate::ApiError::session_is_over). The next caller asks Seam at once and waits for
    /// a new one.
    ///
    /// A token that the keeper does not have any more changes nothing, so many callers may report the same one. If Seam
    /// gives a reported token again, or five new tokens in a row that are reported too, the keeper ignores further
    /// reports for a minute.
    pub fn invalidate(&self, token: &Secret) {
        self.refuse(token, true);
    }

    /// Notes that Seam refused a token, because its session `is_over` or for an unknown reason. Returns whether the
    /// keeper has another token or may request one.
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
        // A renewal that runs now may have asked before the session ended, and return the same token.
        if state.renewing.is_none() {
            state.refusals += 1;
            state.refused = Some((token.clone(), now));
        }
        state.next_attempt = Duration::ZERO;
        state.renewal_due = true;
        if is_over {
            state.held = None;
        }
        true
    }

    /// Ends the pause after a failed attempt: the next caller asks Seam at once. For a program that notices that the
    /// network is back.
    pub fn retry_now(&self) {
        let mut state = self.lock();
        state.next_attempt = Duration::ZERO;
        state.retry_at_once = true;
    }

    /// Since when renewals have failed, and why; `None` if none has failed since the last success.
    pub fn health(&self) -> Option<RenewalFailure> {
        self.lock().failure.clone()
    }

    fn held(&self) -> Result<Arc<Held>, Error> {
        let start = self.clock.now();
        let mut tried = false;
        let mut state = self.lock();
        loop {
            let seam_now = self.seam_now(&mut state);
            let is_valid = |held: &Arc<Held>| {
                seam_now.is_some_and(|now| held.end > now.saturating_add(MIN_VALIDITY))
            };
            let valid = state.held.clone().filter(is_valid);
            let now = self.clock.now();
            let too_soon = now < state.next_attempt;
            let time = self.source.timeout().saturating_sub(now.saturating_sub(start));
            match &valid {
                Some(held) => {
                    let is_due =
                        state.renewal_due || seam_now.is_some_and(|now| now >= held.renew_at);
                    if !is_due || state.renewing.is_some() || too_soon {
                        return Ok(held.clone());
                    }
                }
                None if state.renewing.is_some() => {
                    if state.renewing == Some(thread::current().id()) {
                        return Err(Error::invalid(
                            "a logger called the session keeper while it logged the keeper's own \
                             renewal; give the logger a client of its own",
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
                        return Err(failure.error.aged(now.saturating_sub(state.failed_at)));
                    }
                }
            }

            tried = true;
            state.renewing = Some(thread::current().id());
            state.retry_at_once = false;
            drop(state);
            // If the renewal panics, the next caller can try.
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
                self.note_failure(&mut state, error);
            }
        }
    }

    /// Stores the session of a renewal.
    fn hold(&self, state: &mut State, renewed: Renewed) -> Result<(), Error> {
        let Renewed { session, second_request, requested_end, .. } = renewed;
        let now = self.seam_now(state).unwrap_or_else(|| {
            // Seam does not tell the time, so the device's clock is the only one there is.
            let now = since_1970(self.clock.wall());
            state.time.assume(now, false, &*self.clock);
            now
        });
        let latest = now.saturating_add(self.settings.lifetime);
        let end = match Timestamp::parse(&session.expires_at) {
            Some(end) if state.time.is_told() => end,
            // The device's clock may be off by years: use Seam's expiry time only if it is plausible.
            Some(end) if end > now.saturating_add(MIN_VALIDITY) => end.min(latest),
            _ => latest,
        };
        let end = requested_end.map_or(end, |requested| end.min(requested));
        let left = end.saturating_sub(now);
        if left <= MIN_VALIDITY {
            return Err(match second_request {
                SecondRequest::Failed(error) => error,
                _ => Error::from(DecodeError::new(
                    GetOrCreate::PATH,
                    "the session that Seam returned has already expired by Seam's own clock",
                )),
            });
        }
        let margin = self.settings.margin();
        // Seam may have given less time than requested.
        let margin = if margin < left { margin } else { left / 10 };
        let seam = self.source.client(&session)?;
        let renew_at = self.renew_at(end, margin);
        state.held = Some(Arc::new(Held { session, seam, given: now, end, renew_at }));
        state.next_attempt = self.clock.now().saturating_add(PAUSE);
        match second_request {
            SecondRequest::Done => (state.renewal_due, state.failure) = (false, None),
            SecondRequest::NoTime => state.renewal_due = true,
            SecondRequest::Failed(error) => {
                // If Seam refuses the expiry time, the session keeps the one that Seam gave it.
                state.renewal_due = !error.is_refusal();
                self.note_failure(state, error);
            }
        }
        Ok(())
    }

    /// A moment in the first three quarters of the margin, while the token is still valid for long enough to return it.
    fn renew_at(&self, end: Duration, margin: Duration) -> Duration {
        // Longer than any real lifetime, and short enough that no product of it overflows.
        let longest = Duration::from_secs(1 << 40);
        let early = margin.min(end).min(longest).mul_f64(1.0 - 0.75 * self.clock.random());
        end.saturating_sub(MIN_VALIDITY.saturating_add(early))
    }

    /// As [`SeamTime::now`].
    fn seam_now(&self, state: &mut State) -> Option<Duration> {
        state.time.now(&*self.source, &*self.clock)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is consistent at any point at which a thread may panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for SessionKeeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionKeeper").finish_non_exhaustive()
    }
}

/// The renewal that runs now: ends it if it panics.
struct Renewing<'a>(&'a SessionKeeper);

impl Drop for Renewing<'_> {
    fn drop(&mut self) {
        self.0.lock().renewing = None;
        self.0.renewed.notify_all();
    }
}

#[cfg(test)]
mod tests;
