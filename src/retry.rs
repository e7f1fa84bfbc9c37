//! What is retried, when, and for how long in total.
//!
//! [`Policy::next`] decides. It takes the time as a parameter, so that tests run it in virtual time; [`Policy::run`]
//! carries out its decisions.

use std::fmt;
use std::time::Duration;

use crate::clock::Clock;
use crate::error::{Step, Time, TransportError};
use crate::transport::{End, Limits, Reply};

/// How a client retries.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Policy {
    /// The time for the whole call.
    pub(crate) timeout: Duration,
    /// The time for the first try, if others can follow.
    pub(crate) try_timeout: Duration,
    /// How many retries may follow the first try that the server may have received.
    pub(crate) retries: u32,
    /// The longest pause before the first retry; it doubles each time.
    pub(crate) base: Duration,
    /// The longest pause before any retry.
    pub(crate) cap: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            // If it were shorter, a server that queues requests would spend its time on those that clients gave up.
            try_timeout: Duration::from_secs(10),
            // Their pauses add up to at least 6 s, so a server that restarts within 5 s is back by then.
            retries: RETRIES,
            base: Duration::from_millis(500),
            cap: Duration::from_secs(5),
        }
    }
}

/// How long a connection may have been idle and still be used. The last try, which would fail for good on a dead
/// connection, has a limit of its own.
const MAX_IDLE: Duration = Duration::from_secs(15);
const MAX_IDLE_LAST_TRY: Duration = Duration::from_secs(1);

/// A try gets at least this share of the time that is left: in less, few servers respond on a new connection.
const LEAST_SHARE: Duration = Duration::from_secs(1);

const RETRIES: u32 = 5;

/// Tries beyond the configured retries are at least half of this many seconds apart, even if the caller configured
/// no pauses.
const LEAST_BACKOFF: f64 = 0.1;

/// The outcome of a try, as far as the next one depends on it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outcome {
    /// Part of the request was sent.
    pub(crate) sent: bool,
    /// The server may have carried it out; if false, it certainly did not.
    pub(crate) may_be_taken: bool,
    /// The connection may have been dead before the try.
    pub(crate) dead: bool,
    pub(crate) retry_after: Option<Duration>,
}

/// The state of a call between tries.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Progress {
    /// The tries so far, except one on a connection that was dead and took nothing.
    pub(crate) tries: u32,
    /// The tries that sent something to the server. The number of retries limits these.
    sent: u32,
    /// The tries that timed out.
    timed_out: u32,
    /// The server may have carried it out on a try before the last.
    in_doubt: bool,
    /// The next try needs a new connection: one broke, or led to the wrong server.
    fresh: bool,
}

/// How a call ended.
pub(crate) struct Ended {
    /// An error says how many tries there were, and whether any of them sent something.
    pub(crate) result: Result<Reply, TransportError>,
    /// How many tries sent part of the request; if none did, how many tries there were.
    pub(crate) tries: u32,
    /// The server may have carried it out on a try before the last.
    pub(crate) in_doubt: bool,
}

/// A failed try and the retry that follows, as one line for a log.
pub(crate) struct Retry<'a> {
    path: &'a str,
    /// The number of the next try.
    number: u32,
    pause: Duration,
    failed: &'a Result<Reply, TransportError>,
}

impl fmt::Display for Retry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: try {} in {}, after ", self.path, self.number, Time(self.pause))?;
        match self.failed {
            Err(error) | Ok(Reply { end: End::Broken(error), .. }) => {
                write!(f, "an error: {error}")
            }
            Ok(reply) => write!(f, "status {}", reply.status),
        }
    }
}

impl Policy {
    /// The limits of the next try.
    pub(crate) fn limits(&self, progress: Progress, idempotent: bool, left: Duration) -> Limits {
        let others_follow = idempotent && progress.sent < self.retries;
        let timeout = if others_follow { self.share(progress.timed_out, left) } else { left };
        let max_idle = match (progress.fresh, others_follow) {
            (true, _) => Duration::ZERO,
            (false, true) => MAX_IDLE,
            (false, false) => MAX_IDLE_LAST_TRY,
        };
        Limits { timeout, max_idle, others_follow }
    }

    /// How much of the time that is left a try gets if others can follow. It is more after each try that timed out, so
    /// that a slow server responds to one of them and retries do not fill a congested link. A try that failed early
    /// says nothing about the time that success takes.
    fn share(&self, timed_out: u32, left: Duration) -> Duration {
        let (share, third) = (self.try_timeout, left / 3);
        match timed_out {
            0 if share <= third => share,
            // The call is short: the next try gets the rest, twice as much.
            0 if third >= LEAST_SHARE => third,
            // A try that took more than half of the time would leave too little for another.
            1 if share <= left / 4 => share * 2,
            _ => left,
        }
    }

    /// The pause before the next try; `None` if the call ends. `left` is what is left of the call's time, and `random`
    /// a number from 0 up to 1.
    pub(crate) fn next(
        &self,
        progress: &mut Progress,
        idempotent: bool,
        outcome: Outcome,
        left: Duration,
        random: f64,
    ) -> Option<Duration> {
        let dead = outcome.dead && !progress.fresh;
        progress.sent += u32::from(outcome.sent);
        if outcome.sent || !dead {
            progress.tries += 1;
        }
        if outcome.may_be_taken && !idempotent
            || progress.sent > self.retries
            || self.retries == 0 && progress.tries > 0
        {
            return None;
        }
        if dead {
            return (!left.is_zero()).then_some(Duration::ZERO);
        }

        // Seconds as `f64` are less code than `Duration`.
        let doubled = f64::from(1_u32 << (progress.tries - 1).min(31));
        let mut backoff = (self.base.as_secs_f64() * doubled).min(self.cap.as_secs_f64());
        if progress.tries > self.retries.min(RETRIES) {
            // Nothing else, or little else, limits how many there are.
            backoff = backoff.max(LEAST_BACKOFF);
        }
        let asked = outcome.retry_after.unwrap_or_default().as_secs_f64();
        // Leave time for a try.
        let room = (left.as_secs_f64() - asked) * 0.9;
        if room <= backoff / 20.0 {
            return None;
        }
        // The server tells all of its clients the same time: if all retried at that moment, they would be as many as
        // before. So they spread over a period after it, which is as long again.
        let least = asked.max(backoff / 2.0);
        let (from, to) = (least.min(asked + room / 2.0), (least * 2.0).min(asked + room));
        Duration::try_from_secs_f64(from + (to - from) * random).ok()
    }

    /// Makes tries until one ends the call.
    pub(crate) fn run(
        &self,
        clock: &dyn Clock,
        path: &str,
        idempotent: bool,
        attempt: &mut dyn FnMut(Limits) -> Result<Reply, TransportError>,
        log: &dyn Fn(Retry<'_>),
    ) -> Ended {
        let start = clock.now();
        let mut progress = Progress::default();
        let mut left = self.timeout;
        let mut number = 1;
        loop {
            let limits = self.limits(progress, idempotent, left);
            let mut result = attempt(limits);
            if let Err(error) | Ok(Reply { end: End::Broken(error), .. }) = &mut result {
                if error.step == Step::Deadline {
                    progress.timed_out += 1;
                    if limits.timeout == left {
                        // The caller knows the timeout that it set, but not what was left of it.
                        error.within = Some(self.timeout);
                    }
                }
            }
            let time_left = || self.timeout.saturating_sub(clock.now().saturating_sub(start));
            let outcome = outcome(&result);
            let pause = outcome.and_then(|outcome| {
                self.next(&mut progress, idempotent, outcome, time_left(), clock.random())
            });
            // The same connection would lead to the same wrong server; and if one broke, other kept connections may
            // be dead too.
            progress.fresh |= match &result {
                Err(_) | Ok(Reply { end: End::Broken(_), .. }) => true,
                Ok(reply) => reply.status == 421,
            };
            let Some(pause) = pause else {
                if outcome.is_none() {
                    // A try that ends the call counts, whatever ended it. A response means that something was sent.
                    progress.tries += 1;
                    progress.sent += u32::from(result.as_ref().map_or_else(|it| it.sent, |_| true));
                }
                let Progress { sent, tries, in_doubt, .. } = progress;
                let tries = if sent > 0 { sent } else { tries.max(1) };
                if let Err(error) | Ok(Reply { end: End::Broken(error), .. }) = &mut result {
                    error.tries = tries;
                    error.sent = sent > 0;
                }
                return Ended { result, tries, in_doubt };
            };
            progress.in_doubt |= outcome.is_some_and(|outcome| outcome.may_be_taken);
            number += 1;
            log(Retry { path, number, pause, failed: &result });
            clock.sleep(pause);
            left = time_left();
        }
    }
}

/// `None` if the call ends: a final response, or an error that a retry would not change.
fn outcome(result: &Result<Reply, TransportError>) -> Option<Outcome> {
    match result {
        Ok(Reply {
            status: status @ (408 | 421 | 425 | 429 | 500 | 502..=504 | 520..=524),
            retry_after,
            is_seams_error,
            ..
        }) => {
            // Neither a gateway's 429 nor anyone's 503 proves that nothing was done: some gateways send them after
            // the server behind them has carried out the request.
            let may_be_taken = !(*status == 429 && *is_seams_error);
            Some(Outcome { sent: true, may_be_taken, dead: false, retry_after: *retry_after })
        }
        Err(error) | Ok(Reply { end: End::Broken(error), .. }) => {
            let TransportError { may_pass, sent, idle, .. } = *error;
            may_pass.then_some(Outcome { sent, may_be_taken: sent, dead: idle, retry_after: None })
        }
        Ok(_) => None,
    }
}

#[cfg(test)]
mod tests;
