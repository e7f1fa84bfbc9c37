//! One renewal: the requests to Seam, and what they brought.

use std::time::Duration;

use super::seam_time::Moment;
use super::{MOMENT, SessionKeeper};
use crate::Error;
use crate::client_sessions::ClientSession;
use crate::timestamp::Timestamp;

/// How long a caller that has a valid token waits for a renewal, and how long an end that is asked for may
/// be on its way.
pub(super) const BUDGET: Duration = Duration::from_secs(5);

/// What Seam gave.
pub(super) struct Renewed {
    pub(super) session: ClientSession,
    /// When it told its time.
    pub(super) told: Option<Moment>,
    pub(super) rest: Rest,
    /// The end that Seam may have set, and did not say.
    pub(super) asked: Option<Duration>,
}

/// What came of the second request, which asks for the end.
pub(super) enum Rest {
    /// The session has it; or it was not asked for, since Seam told no time.
    Done,
    /// There was no time left for it.
    NoTime,
    Failed(Error),
}

impl SessionKeeper {
    /// Asks Seam for the session; `in_hand`, if there is a valid token meanwhile.
    pub(super) fn renew(&self, in_hand: bool, timeout: Duration) -> Result<Renewed, Error> {
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
}
