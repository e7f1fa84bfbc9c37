//! One renewal: its requests and their result.

use std::time::Duration;

use super::seam_time::Moment;
use super::{MIN_VALIDITY, SessionKeeper};
use crate::Error;
use crate::client_sessions::ClientSession;
use crate::timestamp::Timestamp;

/// How long a caller waits for a renewal while there is a valid token, and how long the request for an expiry time may
/// be on its way.
pub(super) const RENEWAL_TIMEOUT: Duration = Duration::from_secs(5);

/// The result of a renewal.
pub(super) struct Renewed {
    pub(super) session: ClientSession,
    /// When Seam told its time.
    pub(super) told: Option<Moment>,
    pub(super) second_request: SecondRequest,
    /// The expiry time that Seam may have set although its response did not arrive.
    pub(super) requested_end: Option<Duration>,
}

/// The result of the second request, which sets the expiry time.
pub(super) enum SecondRequest {
    /// The session has it; or the keeper did not request one, since Seam did not tell the time.
    Done,
    /// There was no time left for the request.
    NoTime,
    Failed(Error),
}

impl SessionKeeper {
    /// Requests the session from Seam. `has_token` says whether there is a valid token meanwhile.
    pub(super) fn renew(&self, has_token: bool, timeout: Duration) -> Result<Renewed, Error> {
        let timeout = if has_token { timeout.min(RENEWAL_TIMEOUT) } else { timeout };
        let start = self.clock.now();
        let left = || timeout.saturating_sub(self.clock.now().saturating_sub(start));

        let renewed = self.request_with_end(&left)?;
        // A session that is about to end is of no use: wait for its end, and Seam gives another one.
        let end = Timestamp::parse(&renewed.session.expires_at);
        let now = renewed.told.map(|told| self.seam_time_after(told));
        let wait = end.unwrap_or_default().saturating_sub(now.unwrap_or_default());
        if now.is_none() || wait.is_zero() || wait > MIN_VALIDITY || left() <= wait {
            return Ok(renewed);
        }
        self.clock.sleep(wait);
        self.request_with_end(&left)
    }

    /// Requests the session as it is, learns Seam's time from that, and requests the expiry time.
    fn request_with_end(&self, left: &dyn Fn() -> Duration) -> Result<Renewed, Error> {
        let (session, mut told) = self.request(None, left())?;
        let mut renewed =
            Renewed { session, told, second_request: SecondRequest::Done, requested_end: None };
        // Twice if the device slept during the second request: its expiry time is then too early.
        for _ in 0..2 {
            // If the device slept, the expiry time could be in Seam's past.
            if told.is_some_and(|told| self.has_slept(told)) {
                (renewed.session, told) = self.request(None, left())?;
                renewed.told = told;
            }
            let Some(now) = told.map(|told| self.seam_time_after(told)) else { break };
            if left().is_zero() {
                renewed.second_request = SecondRequest::NoTime;
                break;
            }
            let end = now.saturating_add(self.settings.lifetime);
            match self.request(Some(end), left().min(RENEWAL_TIMEOUT)) {
                Ok((session, newer)) => {
                    renewed.session = session;
                    renewed.told = newer.or(renewed.told);
                    told = newer.filter(|it| it.seam.saturating_sub(now) > RENEWAL_TIMEOUT * 2);
                }
                // The session of the first request is still good.
                Err(error) => {
                    renewed.requested_end = Some(end).filter(|_| !error.is_refusal());
                    renewed.second_request = SecondRequest::Failed(error);
                    break;
                }
            }
        }
        Ok(renewed)
    }

    /// Sends one request. Also returns when Seam's response told the time, if it did.
    fn request(
        &self,
        end: Option<Duration>,
        timeout: Duration,
    ) -> Result<(ClientSession, Option<Moment>), Error> {
        let told = || self.source.told(&*self.clock);
        let before = told().map(|(number, _)| number);
        let session = self.source.get_or_create(&self.settings, end, timeout)?;
        Ok((session, told().filter(|(it, _)| before != Some(*it)).map(|(_, moment)| moment)))
    }

    /// Whether the device has slept since then, or somebody set its clock forward: both are handled alike.
    fn has_slept(&self, told: Moment) -> bool {
        let wall = self.clock.wall().duration_since(told.wall).unwrap_or_default();
        wall.saturating_sub(self.clock.now().saturating_sub(told.now)) > RENEWAL_TIMEOUT
    }

    /// Seam's time now, if `told` is recent and the device has not slept since.
    fn seam_time_after(&self, told: Moment) -> Duration {
        told.seam.saturating_add(self.clock.now().saturating_sub(told.now))
    }
}
