//! Where the sessions of a keeper come from: Seam, or a test.

use std::time::Duration;

use super::seam_time::Moment;
use crate::client_sessions::{ClientSession, GetOrCreate};
use crate::clock::Clock;
use crate::endpoint::texts;
use crate::timestamp::Timestamp;
use crate::{Error, Seam};

/// What to request, and when.
pub(super) struct Settings {
    pub(super) user_identifier_key: String,
    pub(super) user_identity_id: Option<String>,
    pub(super) connect_webview_ids: Option<Vec<String>>,
    pub(super) connected_account_ids: Option<Vec<String>>,
    pub(super) lifetime: Duration,
    pub(super) margin: Option<Duration>,
}

impl Settings {
    pub(super) fn margin(&self) -> Duration {
        self.margin.unwrap_or(self.lifetime / 10)
    }
}

/// Where sessions come from: Seam, or a test.
pub(super) trait Source: Send + Sync {
    /// Takes no longer than `timeout`. `expires_at` is a time since 1970 by Seam's clock.
    fn get_or_create(
        &self,
        settings: &Settings,
        expires_at: Option<Duration>,
        timeout: Duration,
    ) -> Result<ClientSession, Error>;
    /// The number of the latest response that told Seam's time, and that moment as read on `clock`.
    fn told(&self, clock: &dyn Clock) -> Option<(u32, Moment)>;
    fn client(&self, session: &ClientSession) -> Result<Seam, Error>;
    fn endpoint(&self) -> &str;
    /// The timeout of a call.
    fn timeout(&self) -> Duration;
}

impl Source for Seam {
    fn get_or_create(
        &self,
        settings: &Settings,
        expires_at: Option<Duration>,
        timeout: Duration,
    ) -> Result<ClientSession, Error> {
        let webviews = texts(&settings.connect_webview_ids);
        let accounts = texts(&settings.connected_account_ids);
        let expires_at = expires_at.map(Timestamp::since_epoch);
        let mut request = GetOrCreate::new().user_identifier_key(&settings.user_identifier_key);
        if let Some(id) = &settings.user_identity_id {
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
