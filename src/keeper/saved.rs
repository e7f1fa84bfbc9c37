//! A session over a restart: how it is saved, and when it is taken again.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::{Held, MIN_VALIDITY, SessionKeeper};
use crate::client_sessions::ClientSession;
use crate::endpoint::{Fields, Value};
use crate::json;
use crate::response::{read_response, response};
use crate::saved::{Flaw, open, seal};
use crate::timestamp::since_1970;

impl SessionKeeper {
    /// The current session as bytes, for [`restore`](Self::restore) after a restart; `None` if there is none.
    ///
    /// They contain the session's token, so store them like one: in a file with mode 0600, or in a TPM. They contain no
    /// other credential. The bytes stay the same until the session changes: write them only when they differ, to spare
    /// the flash.
    ///
    /// ```no_run
    /// use std::fs::{self, OpenOptions};
    /// use std::io::Write as _;
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
    /// // When the session has changed. The new file replaces the old one in one step:
    /// if let Some(bytes) = keeper.save() {
    ///     let mut options = OpenOptions::new();
    ///     options.write(true).create(true).truncate(true);
    ///     // On Windows, the folder's permissions say who can read it.
    ///     #[cfg(unix)]
    ///     std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
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

    /// Takes the session that [`save`](Self::save) returned before a restart, so that a device that starts without a
    /// network has a token.
    ///
    /// Until Seam tells its time, the keeper judges by the device's clock whether the session has expired. If that
    /// clock reads a time before Seam gave the session, the keeper assumes that no time has passed since then.
    ///
    /// # Errors
    ///
    /// [`RestoreError`], which says why the keeper did not take the session. It then gets one from Seam, as without a
    /// saved one.
    pub fn restore(&self, bytes: &[u8]) -> Result<(), RestoreError> {
        let saved = read(bytes)?;
        let session = saved.session;
        if saved.endpoint != self.source.endpoint() {
            return Err(RestoreError::OtherEndpoint);
        }
        let settings = &self.settings;
        let other_identity = settings.user_identity_id.is_some()
            && settings.user_identity_id != session.user_identity_id;
        if session.user_identifier_key.as_ref() != Some(&settings.user_identifier_key)
            || other_identity
        {
            return Err(RestoreError::OtherUser);
        }
        let seconds = |text: &str| text.parse().map(Duration::from_secs);
        let (Ok(end), Ok(given)) = (seconds(&saved.end), seconds(&saved.given)) else {
            return Err(RestoreError::Damaged);
        };
        let seam = self.source.client(&session).map_err(|_| RestoreError::Damaged)?;
        let renew_at = self.renew_at(end, settings.margin());

        let mut state = self.lock();
        if state.held.is_some() {
            return Err(RestoreError::NotNeeded);
        }
        if state.refused.as_ref().is_some_and(|(token, _)| *token == session.token) {
            return Err(RestoreError::Ended);
        }
        let now = self.seam_now(&mut state);
        let estimate = since_1970(self.clock.wall()).max(given);
        if end <= now.unwrap_or(estimate).saturating_add(MIN_VALIDITY) {
            return Err(RestoreError::Ended);
        }
        let is_behind = since_1970(self.clock.wall()) < given;
        state.time.assume(estimate, is_behind, &*self.clock);
        state.held = Some(Arc::new(Held { session, seam, given, end, renew_at }));
        Ok(())
    }
}

/// Why [`SessionKeeper::restore`] did not take a saved session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RestoreError {
    /// The bytes are not what [`SessionKeeper::save`] returned.
    Damaged,
    /// Another version of this crate saved it, in another format.
    OtherVersion,
    /// The session is for another endpoint.
    OtherEndpoint,
    /// The session is for another user.
    OtherUser,
    /// The session has expired by Seam's clock, or by the device's clock if Seam has not told its time yet.
    Ended,
    /// The keeper already has a newer session.
    NotNeeded,
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "the saved session is damaged",
            Self::OtherVersion => "another version of seam-client saved the session",
            Self::OtherEndpoint => "the saved session is for another endpoint",
            Self::OtherUser => "the saved session is for another user",
            Self::Ended => "the saved session has expired",
            Self::NotNeeded => "the saved session is not needed, since there is a newer one",
        })
    }
}

impl std::error::Error for RestoreError {}

/// How saved bytes begin, and the version of their format after that.
pub(super) const FORMAT: &str = "seam-client session ";
pub(super) const VERSION: &str = "2";

fn read(bytes: &[u8]) -> Result<Restored, RestoreError> {
    let text = open(FORMAT, VERSION, bytes).map_err(|flaw| match flaw {
        Flaw::Damaged => RestoreError::Damaged,
        Flaw::OtherVersion => RestoreError::OtherVersion,
    })?;
    read_response(text, None).map_err(|_| RestoreError::Damaged)
}

/// The saved JSON. Times are strings, since they do not fit every codec's numbers.
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

        let session = self.0;
        Some(match index {
            0 => ("client_session_id", Some(Value::Text(&session.client_session_id))),
            1 => ("workspace_id", Some(Value::Text(&session.workspace_id))),
            2 => ("token", Some(Value::Text(session.token.expose()))),
            3 => ("created_at", Some(Value::Text(&session.created_at))),
            4 => ("expires_at", Some(Value::Text(&session.expires_at))),
            5 => ("device_count", Some(Value::Integer(session.device_count))),
            6 => ("connect_webview_ids", Some(Value::List(&session.connect_webview_ids))),
            7 => ("connected_account_ids", Some(Value::List(&session.connected_account_ids))),
            8 => ("user_identifier_key", option(&session.user_identifier_key)),
            9 => ("user_identity_id", option(&session.user_identity_id)),
            #[allow(deprecated)]
            10 => {
                ("user_identity_ids", session.user_identity_ids.as_ref().map(|it| Value::List(it)))
            }
            11 => ("customer_id", option(&session.customer_id)),
            12 => ("customer_key", option(&session.customer_key)),
            _ => return None,
        })
    }
}

response! {
    /// The saved JSON, as it is read.
    #[allow(unreachable_pub, unnameable_types)]
    pub struct Restored {
        endpoint: String,
        end: String,
        given: String,
        session: ClientSession,
    }
}
