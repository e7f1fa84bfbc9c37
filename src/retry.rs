//! What may be repeated, when, and how long in all.
//!
//! [`Policy::next`] decides and knows no clock, so that tests run it in virtual time; [`Policy::run`]
//! does what it says.

use std::time::Duration;

use crate::clock::Clock;
use crate::error::TransportError;
use crate::transport::{End, Limits, Reply};

/// How a client repeats what may be repeated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Policy {
    /// The time for the whole call.
    pub(crate) timeout: Duration,
    /// The time for one try, where others can follow.
    pub(crate) try_timeout: Duration,
    /// How many tries there are after the first.
    pub(crate) retries: u32,
    /// The longest pause before the first of them; it doubles each time.
    pub(crate) base: Duration,
    /// The longest pause of all.
    pub(crate) cap: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            try_timeout: Duration::from_secs(10),
            retries: 2,
            base: Duration::from_millis(250),
            cap: Duration::from_secs(5),
        }
    }
}

/// How long a connection may have been idle and still be used: by a try that another can follow, and by
/// one that none can, which a connection that is dead would end.
const MAX_IDLE: Duration = Duration::from_secs(15);
const MAX_IDLE_ONCE: Duration = Duration::from_secs(1);

/// What came of a try, as far as the next one depends on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// The server certainly did not take the request.
    NotTaken { retry_after: Option<Duration> },
    /// It may have taken it, or not.
    Unknown { retry_after: Option<Duration> },
    /// As `Unknown`, if something was `sent`, and as `NotTaken` if nothing was; but the connection may
    /// have been dead for long.
    DeadConnection { sent: bool },
}

/// How far a call has come.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Progress {
    /// The tries that count: all but one on a connection that was dead and took nothing.
    pub(crate) tries: u32,
    /// The tries of which the server may have something.
    sent: u32,
    /// The next try goes on a new connection: a kept one was dead, or led to the wrong server.
    fresh: bool,
}

/// How a call ended.
pub(crate) struct Ended {
    /// An error knows of all tries, not of the last alone.
    pub(crate) result: Result<Reply, TransportError>,
    /// How many times something of the request was sent; if nothing ever was, how many tries there were.
    pub(crate) tries: u32,
    /// The server may have carried it out on a try before the last.
    pub(crate) in_doubt: bool,
}

impl Policy {
    /// The limits of the next try.
    pub(crate) fn limits(&self, progress: Progress, repeatable: bool, left: Duration) -> Limits {
        let others_follow = repeatable && progress.tries < self.retries;
        let timeout = if others_follow { left.min(self.try_timeout) } else { left };
        let max_idle = match (progress.fresh, others_follow) {
            (true, _) => Duration::ZERO,
            (false, true) => MAX_IDLE,
            (false, false) => MAX_IDLE_ONCE,
        };
        Limits { timeout, max_idle, others_follow }
    }

    /// The pause before another try; `None`, if there is to be none. `left` is of the call's time, and
    /// `random` from 0 up to 1.
    pub(crate) fn next(
        &self,
        progress: &mut Progress,
        repeatable: bool,
        outcome: Outcome,
        left: Duration,
        random: f64,
    ) -> Option<Duration> {
        let (may_be_taken, retry_after) = match outcome {
            Outcome::NotTaken { retry_after } => (false, retry_after),
            Outcome::Unknown { retry_after } => (true, retry_after),
            Outcome::DeadConnection { sent } => (sent, None),
        };
        let dead = matches!(outcome, Outcome::DeadConnection { .. }) && !progress.fresh;
        if may_be_taken || !dead {
            progress.tries += 1;
        }
        if may_be_taken && !repeatable || progress.tries > self.retries {
            return None;
        }
        if dead {
            progress.fresh = true;
            return (!left.is_zero()).then_some(Duration::ZERO);
        }

        let doubled = 2_u32.saturating_pow(progress.tries - 1);
        let backoff = self.base.saturating_mul(doubled).min(self.cap);
        // The server tells all of its clients the same: those who come back at that very moment
        // would be as many as before. So they come in the time after it, which is as long again.
        let at_least = retry_after.unwrap_or_default();
        let room = left.checked_sub(at_least)?;
        if room.is_zero() {
            return None;
        }
        let spread = backoff.max(at_least).min(room.mul_f64(0.9));
        Some(at_least + spread.mul_f64(random.clamp(0.0, 1.0)))
    }

    /// Makes tries until one ends the call.
    pub(crate) fn run(
        &self,
        clock: &dyn Clock,
        repeatable: bool,
        attempt: &mut dyn FnMut(Limits) -> Result<Reply, TransportError>,
    ) -> Ended {
        let start = clock.now();
        let mut progress = Progress::default();
        let mut left = self.timeout;
        let mut in_doubt = false;
        loop {
            let mut result = attempt(self.limits(progress, repeatable, left));
            // Whoever answers has been sent something.
            progress.sent += u32::from(result.as_ref().map_or_else(|error| error.sent, |_| true));
            // The same connection would lead to the same wrong server.
            progress.fresh |= matches!(&result, Ok(reply) if reply.status == 421);
            let time_left = || self.timeout.saturating_sub(clock.now().saturating_sub(start));
            let outcome = outcome(&result);
            let pause = outcome.and_then(|outcome| {
                self.next(&mut progress, repeatable, outcome, time_left(), clock.random())
            });
            let Some(pause) = pause else {
                // A try that ends the call counts, whatever ended it.
                let tries = match progress {
                    Progress { sent: 0, tries, .. } => tries + u32::from(outcome.is_none()),
                    Progress { sent, .. } => sent,
                };
                let tries = tries.max(1);
                if let Err(error) | Ok(Reply { end: End::Broken(error), .. }) = &mut result {
                    error.tries = tries;
                    error.sent = progress.sent > 0;
                }
                return Ended { result, tries, in_doubt };
            };
            in_doubt |= !matches!(
                outcome,
                Some(Outcome::NotTaken { .. } | Outcome::DeadConnection { sent: false })
            );
            clock.sleep(pause);
            left = time_left();
        }
    }
}

/// `None`, if it ends the call: an answer, whatever it says, or an error that would come again.
fn outcome(result: &Result<Reply, TransportError>) -> Option<Outcome> {
    match result {
        Ok(reply) => {
            let retry_after = reply.retry_after;
            match reply.status {
                // Of a gateway it proves nothing, nor does a 503 of whomever: some answer so after the
                // server behind them has done what the request says.
                429 if reply.is_seams_error => Some(Outcome::NotTaken { retry_after }),
                408 | 421 | 425 | 429 | 500 | 502..=504 | 520..=524 => {
                    Some(Outcome::Unknown { retry_after })
                }
                _ => match &reply.end {
                    End::Broken(error) => outcome_of(error),
                    End::Whole | End::TooLarge(_) => None,
                },
            }
        }
        Err(error) => outcome_of(error),
    }
}

fn outcome_of(error: &TransportError) -> Option<Outcome> {
    match error {
        TransportError { may_pass: false, .. } => None,
        TransportError { idle: true, sent, .. } => Some(Outcome::DeadConnection { sent: *sent }),
        TransportError { sent: false, .. } => Some(Outcome::NotTaken { retry_after: None }),
        TransportError { .. } => Some(Outcome::Unknown { retry_after: None }),
    }
}

#[cfg(test)]
mod tests;
