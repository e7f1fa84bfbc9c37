//! A client session that is always valid: [`SessionKeeper`].

use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::client_sessions::{ClientSession, GetOrCreate};
use crate::clock::{Clock, SystemClock};
use crate::endpoint::{Fields, Value};
use crate::error::DecodeError;
use crate::json::{answer, own};
use crate::timestamp::Timestamp;
use crate::{Error, Seam, Secret, endpoint, json};

/// Keeps one client session valid, for a program that runs for years: through a night without a
/// network, a suspend, a clock that is set.
///
/// It asks Seam by `get_or_create` when a token is wanted and the one in hand ends soon; it has no
/// thread of its own. Threads share it by reference or in an `Arc`: while a token is valid, one of
/// them renews it and the others get the old one at once.
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
/// Whether a token is valid is judged by Seam's clock, as the latest answer told it (its `Date`
/// header), and not by the device's. Of the time that has gone by since, the device has two
/// measures: one stands still while it sleeps, the other is set now and then. The one that says that
/// more has gone by is believed. Only a device that slept and was set back, both since it last asked for
/// a token, is fooled; Seam then refuses the token, and [`call`](Self::call) gets another.
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
    /// `expires_at` is in the server's time.
    fn get_or_create(
        &self,
        wanted: &Wanted,
        expires_at: Option<Duration>,
    ) -> Result<ClientSession, Error>;
    /// By how many seconds the device's clock is ahead of the server's.
    fn skew(&self) -> Option<i64>;
    fn client(&self, session: &ClientSession) -> Result<Seam, Error>;
    fn endpoint(&self) -> &str;
}

impl Source for Seam {
    fn get_or_create(
        &self,
        wanted: &Wanted,
        expires_at: Option<Duration>,
    ) -> Result<ClientSession, Error> {
        fn texts(list: &Option<Vec<String>>) -> Option<Vec<&str>> {
            Some(list.as_ref()?.iter().map(String::as_str).collect())
        }

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
        self.client_sessions().get_or_create(request)
    }

    fn skew(&self) -> Option<i64> {
        self.clock_skew()
    }

    fn client(&self, session: &ClientSession) -> Result<Seam, Error> {
        self.with_session(session)
    }

    fn endpoint(&self) -> &str {
        self.endpoint()
    }
}

#[derive(Default)]
struct State {
    held: Option<Arc<Held>>,
    base: Option<Base>,
    /// Somebody is at it.
    renewing: bool,
    failing: Option<Failing>,
    /// Not before this, by the monotonic clock, once it is failing.
    next_try: Duration,
}

/// A session in hand.
struct Held {
    session: ClientSession,
    seam: Seam,
    /// In the server's time, like `renew_at`.
    end: Duration,
    renew_at: Duration,
}

/// A moment at which the server's time was known.
#[derive(Clone, Copy)]
struct Base {
    server: Duration,
    now: Duration,
    wall: SystemTime,
}

impl Base {
    /// The present moment: the server's time now, or later than that.
    fn moved(self, clock: &dyn Clock) -> Self {
        let (now, wall) = (clock.now(), clock.wall());
        let elapsed = now.saturating_sub(self.now);
        let on_the_wall = wall.duration_since(self.wall).unwrap_or_default();
        Self { server: self.server.saturating_add(elapsed.max(on_the_wall)), now, wall }
    }
}

/// Since when a [`SessionKeeper`] has tried in vain to renew its session, and why.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Failing {
    /// The first attempt that failed, by the device's clock.
    pub since: SystemTime,
    /// How many attempts have failed.
    pub attempts: u32,
    /// Why the latest one did.
    pub error: Arc<Error>,
}

/// A token that is given out is good for at least this long.
const MOMENT: Duration = Duration::from_secs(2);

/// The pause after a first attempt that failed, and the longest one.
const PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

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

    /// How long each session is to last. Default: 24 hours.
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.wanted.lifetime = lifetime;
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
    /// It waits for Seam only if there is none in hand, or if this call is the one that renews it; it
    /// takes as long as a call of the client may take.
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`], if there is no valid token and none can be had now. While the reason
    /// may pass (no network, 429, a status from 500 on), Seam is asked again only after a pause, from
    /// one second up to one minute; until then the same error comes at once. If Seam refuses for
    /// another reason (as 401, 403, 400), the error comes even though a token was still valid, and that
    /// token is given up.
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

    /// Runs `work` with a client that shows the token. If Seam answers that the session has expired or
    /// was revoked, gets a new one and runs it once more; on no other error.
    ///
    /// # Errors
    ///
    /// Those of `work`, and those of [`token`](Self::token).
    pub fn call<T>(&self, work: impl Fn(&Seam) -> Result<T, Error>) -> Result<T, Error> {
        let held = self.held()?;
        match work(&held.seam) {
            Err(Error::Api(error)) if is_over(error.error_type()) => {
                let mut state = self.lock();
                // Another thread may have a new one by now.
                if state.held.as_ref().is_some_and(|other| Arc::ptr_eq(other, &held)) {
                    state.held = None;
                }
                drop(state);
                work(&self.held()?.seam)
            }
            result => result,
        }
    }

    /// Gives the token up: for a program whose own call was answered `client_session_expired` or
    /// `client_session_revoked`. The next caller waits for a new one.
    pub fn invalidate(&self) {
        self.lock().held = None;
    }

    /// Since when renewing has failed, and why; `None` while all is well.
    pub fn health(&self) -> Option<Failing> {
        self.lock().failing.clone()
    }

    fn held(&self) -> Result<Arc<Held>, Error> {
        let mut state = self.lock();
        loop {
            // The more often the clocks are looked at, the less can happen to both of them between.
            state.base = state.base.map(|base| base.moved(&*self.clock));
            let server_now = state.base.map(|base| base.server);
            let valid = state
                .held
                .clone()
                .filter(|held| server_now.is_some_and(|now| held.end > now.saturating_add(MOMENT)));
            let too_soon = state.failing.is_some() && self.clock.now() < state.next_try;
            match valid {
                Some(held) => {
                    let due = server_now.is_some_and(|now| now >= held.renew_at);
                    if !due || state.renewing || too_soon {
                        return Ok(held);
                    }
                }
                None if state.renewing => {
                    let woken = self.renewed.wait(state);
                    state = woken.unwrap_or_else(PoisonError::into_inner);
                    continue;
                }
                None => {
                    if let Some(failing) = state.failing.as_ref().filter(|_| too_soon) {
                        return Err((*failing.error).clone());
                    }
                }
            }

            state.renewing = true;
            let base = state.base;
            drop(state);
            // Should the renewal panic, the next caller can try.
            let renewing = Renewing(self);
            let result = self.renew(base);
            state = self.lock();
            state.renewing = false;
            std::mem::forget(renewing);
            self.renewed.notify_all();
            match result {
                Ok((held, base)) => {
                    let held = Arc::new(held);
                    state.held = Some(held.clone());
                    state.base = Some(base);
                    state.failing = None;
                    return Ok(held);
                }
                Err(error) => self.failed(&mut state, error)?,
            }
        }
    }

    /// Notes that an attempt failed; returns the error if it is for good. Otherwise there may still be
    /// a token, or it is too soon for another attempt.
    fn failed(&self, state: &mut State, error: Error) -> Result<(), Error> {
        let may_pass = match &error {
            Error::Transport(_) | Error::Decode(_) => true,
            Error::Api(error) => error.status() == 429 || error.status() >= 500,
            Error::Invalid(_) => false,
        };
        let retry_after = match &error {
            Error::Api(error) => error.retry_after().unwrap_or_default(),
            _ => Duration::ZERO,
        };
        let error = Arc::new(error);
        let (since, attempts) = match &state.failing {
            Some(failing) => (failing.since, failing.attempts.saturating_add(1)),
            None => (self.clock.wall(), 1),
        };
        let longest = PAUSE.saturating_mul(2_u32.saturating_pow(attempts - 1)).min(LONGEST_PAUSE);
        // At least half of it, or a program that asks all the time would ask Seam all the time.
        let pause = longest.mul_f64(0.5 + 0.5 * self.clock.random()).max(retry_after);
        state.next_try = self.clock.now().saturating_add(pause);
        state.failing = Some(Failing { since, attempts, error: error.clone() });
        if may_pass {
            return Ok(());
        }
        state.held = None;
        Err((*error).clone())
    }

    /// Asks Seam for the session; `base` is what is known of the server's time at this moment.
    fn renew(&self, base: Option<Base>) -> Result<(Held, Base), Error> {
        let lifetime = self.wanted.lifetime;
        let known = base.map(|base| base.server);
        // TLS has believed the device's clock, if nothing better is known; plain http has not.
        let believed = known.or_else(|| {
            self.source.endpoint().starts_with("https:").then(|| since_1970(self.clock.wall()))
        });
        let ask = |now: Option<Duration>| {
            let end = now.map(|now| now.saturating_add(lifetime));
            let session = self.source.get_or_create(&self.wanted, end)?;
            let base = self.learn();
            let end = Timestamp::parse(&session.expires_at)
                .unwrap_or_else(|| base.server.saturating_add(lifetime));
            Ok::<_, Error>((session, base, end))
        };

        let (mut session, mut base, mut end) = ask(believed)?;
        // Now that the server's time is known: was the end meant well?
        let off = believed.is_none_or(|now| now.abs_diff(base.server) > lifetime / 4);
        if known.is_none() && off {
            (session, base, end) = ask(Some(base.server))?;
        }

        let left = end.saturating_sub(base.server);
        if left <= MOMENT {
            return Err(Error::from(DecodeError {
                status: 200,
                request_id: None,
                reason: "the session that Seam returned has ended already, by Seam's own clock"
                    .to_owned(),
                excerpt: String::new(),
                tries: 1,
            }));
        }
        let margin = self.wanted.margin();
        // Seam may have given less time than was asked for.
        let margin = if margin < left { margin } else { left / 10 };
        let seam = self.source.client(&session)?;
        let renew_at = self.renew_at(end, margin);
        Ok((Held { session, seam, end, renew_at }, base))
    }

    /// A moment in the first three quarters of the margin, while the token can still be given out.
    fn renew_at(&self, end: Duration, margin: Duration) -> Duration {
        let early = margin.min(end).mul_f64(1.0 - 0.75 * self.clock.random());
        end.saturating_sub(MOMENT.saturating_add(early))
    }

    /// What an answer that has just come told of the server's time.
    fn learn(&self) -> Base {
        let wall = self.clock.wall();
        let device = since_1970(wall);
        let skew = self.source.skew().unwrap_or_default();
        let by = Duration::from_secs(skew.unsigned_abs());
        let server = if skew < 0 { device.saturating_add(by) } else { device.saturating_sub(by) };
        Base { server, now: self.clock.now(), wall }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // What is under the lock is never left half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The session in hand as bytes, for [`restore`](Self::restore) after a restart; `None`, if there
    /// is none.
    ///
    /// They hold the session's token, and are to be kept like one: in a file of mode 0600, in a TPM.
    /// They hold no other credential.
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
    ///     keeper.restore(&bytes);
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
        let state = self.lock();
        let (held, base) = (state.held.clone()?, state.base?);
        drop(state);
        let body = json::encode(&Saved {
            endpoint: self.source.endpoint(),
            end: held.end.as_secs().to_string(),
            saved_at: base.moved(&*self.clock).server.as_secs().to_string(),
            session: SessionFields(&held.session),
        });
        let body = body.ok()?;
        let mut bytes = format!("{FORMAT}{:016x}\n", checksum(&body)).into_bytes();
        bytes.extend(body);
        Some(bytes)
    }

    /// Takes the session that [`save`](Self::save) gave before a restart, so that a device that starts
    /// without a network has a token. Returns whether it was taken: not if the bytes are damaged, of
    /// another version, of another user or server, or if the session has ended by the device's clock.
    ///
    /// A device whose clock stands at a time before the session was saved is taken to have just saved
    /// it.
    pub fn restore(&self, bytes: &[u8]) -> bool {
        let Some((held, base)) = self.read(bytes) else { return false };
        let mut state = self.lock();
        // What Seam said in this run is newer.
        if state.held.is_some() {
            return false;
        }
        state.base.get_or_insert(base);
        state.held = Some(Arc::new(held));
        true
    }

    fn read(&self, bytes: &[u8]) -> Option<(Held, Base)> {
        let rest = bytes.strip_prefix(FORMAT.as_bytes())?;
        let (sum, body) = rest.split_at_checked(17)?;
        let sum = std::str::from_utf8(sum).ok()?.strip_suffix('\n')?;
        if u64::from_str_radix(sum, 16).ok()? != checksum(body) {
            return None;
        }
        let saved = json::decode(&Restore::new(), body).ok()?;
        let session = saved.session;
        let seconds = |text: &str| text.parse().ok().map(Duration::from_secs);
        let (end, saved_at) = (seconds(&saved.end)?, seconds(&saved.saved_at)?);
        let user = session.user_identifier_key.as_deref();
        if saved.endpoint != self.source.endpoint()
            || user != Some(self.wanted.user_identifier_key.as_str())
        {
            return None;
        }
        let wall = self.clock.wall();
        let server = since_1970(wall).max(saved_at);
        if end <= server.saturating_add(MOMENT) {
            return None;
        }
        let seam = self.source.client(&session).ok()?;
        let renew_at = self.renew_at(end, self.wanted.margin());
        let held = Held { session, seam, end, renew_at };
        Some((held, Base { server, now: self.clock.now(), wall }))
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
        self.0.lock().renewing = false;
        self.0.renewed.notify_all();
    }
}

/// What a clock before 1970 shows is as wrong as 1970 itself.
fn since_1970(wall: SystemTime) -> Duration {
    wall.duration_since(UNIX_EPOCH).unwrap_or_default()
}

fn is_over(error_type: Option<&str>) -> bool {
    matches!(error_type, Some("client_session_expired" | "client_session_revoked"))
}

/// What saved bytes begin with. Another layout gets another number.
const FORMAT: &str = "seam-client session 1 ";

/// FNV-1a, against bytes that were damaged on their way; not against those who mean it.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// What is saved, as JSON. Numbers are texts, since a time does not fit every number.
struct Saved<'a> {
    endpoint: &'a str,
    end: String,
    saved_at: String,
    session: SessionFields<'a>,
}

impl Fields for Saved<'_> {
    fn field(&self, index: usize) -> Option<(&'static str, Option<Value<'_>>)> {
        Some(match index {
            0 => ("endpoint", Some(Value::Text(self.endpoint))),
            1 => ("end", Some(Value::Text(&self.end))),
            2 => ("saved_at", Some(Value::Text(&self.saved_at))),
            3 => ("session", Some(Value::Object(&self.session))),
            _ => return None,
        })
    }
}

struct SessionFields<'a>(&'a ClientSession);

impl Fields for SessionFields<'_> {
    fn field(&self, index: usize) -> Option<(&'static str, Option<Value<'_>>)> {
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
            5 => ("device_count", Some(Value::Integer(it.device_count.get().into()))),
            6 => ("connect_webview_ids", Some(Value::List(&it.connect_webview_ids))),
            7 => ("connected_account_ids", Some(Value::List(&it.connected_account_ids))),
            8 => ("user_identifier_key", option(&it.user_identifier_key)),
            9 => ("user_identity_id", option(&it.user_identity_id)),
            10 => ("customer_id", option(&it.customer_id)),
            11 => ("customer_key", option(&it.customer_key)),
            _ => return None,
        })
    }
}

// What was saved is read as an answer is; it is sent nowhere.
endpoint! {
    struct Restore {}
    post "/restore";
    answer Restored, by own;
}

answer! {
    /// What was saved.
    #[allow(unreachable_pub)]
    pub struct Restored {
        endpoint: String,
        end: String,
        saved_at: String,
        session: ClientSession,
    }
}

#[cfg(test)]
mod tests;
