//! Waiting for actions: Seam responds to the request of an action when it has begun, and an action attempt tells how it
//! ended.

use std::error::Error as StdError;
use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;
use std::time::Duration;

use crate::action_attempts::{ActionAttempt, Get, status};
use crate::clock::{Clock, SystemClock};
use crate::endpoint::Endpoint;
use crate::error::{DecodeError, Time};
use crate::{Error, Seam};

/// The pause before the first poll, and the longest pause between two polls.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// The time that is left for the last poll.
const LAST_POLL_TIME: Duration = Duration::from_millis(500);

impl Seam {
    /// Sends the request of an action, such as unlocking a door, and waits until the action has succeeded or failed.
    ///
    /// It is [`call`](Self::call) and then [`wait`](Self::wait), and takes no longer than
    /// [`timeout`](crate::SeamBuilder::timeout) and [`wait_timeout`](crate::SeamBuilder::wait_timeout) together: 40 s
    /// by default. It sends the request as `call` does, and never again because of the wait: it repeats only the poll
    /// of the action attempt.
    ///
    /// ```no_run
    /// use seam_client::{Error, Seam, locks::UnlockDoor};
    ///
    /// # fn main() -> Result<(), Error> {
    /// let seam = Seam::from_env()?;
    /// let front_door = "c9cd621d-1b3e-4b1f-9d0b-3c5e6a7b8c9d";
    /// match seam.run(&UnlockDoor::new(front_door)) {
    ///     Ok(_) => println!("the door is unlocked"),
    ///     Err(Error::Action(error)) if error.is_pending() => {
    ///         println!("it may still unlock: see {}", error.attempt().action_attempt_id);
    ///     }
    ///     Err(Error::Action(error)) => println!("{}: {:?}", error.message(), error.error_type()),
    ///     Err(error) if error.may_have_taken_effect() => println!("it may be unlocked: {error}"),
    ///     Err(error) => println!("it stays locked: {error}"),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// If the network breaks after the request was sent, the response is lost, and with it the action attempt's ID.
    /// Then the error's [`may_have_taken_effect`](Error::may_have_taken_effect) is `true`. Before you send the request
    /// again, check whether the action has happened:
    ///
    /// * [`action_attempts().list`](crate::action_attempts::ActionAttempts::list) with the `device_id` lists the
    ///   device's attempts. If it has one with this `action_type` that your program has not seen before,
    ///   [`wait`](Self::wait) for it.
    /// * [`events().list`](crate::events::Events::list), which a client session may call too, lists what the device has
    ///   done since a time before the call. The event of the action has its `action_attempt_id`.
    ///
    /// If you find nothing, the request may still be on its way: check again after a few seconds.
    ///
    /// # Errors
    ///
    /// [`Error::Action`], if the action has failed, or is still pending when the time is over; otherwise any error of
    /// `call`.
    pub fn run<E: Endpoint<Response = ActionAttempt>>(
        &self,
        request: &E,
    ) -> Result<ActionAttempt, Error> {
        self.wait(self.call(request)?)
    }

    /// [`run`](Self::run), but it waits this long instead of [`wait_timeout`](crate::SeamBuilder::wait_timeout),
    /// counted from the response to the request. The request has the client's [`timeout`](crate::SeamBuilder::timeout).
    ///
    /// # Errors
    ///
    /// As `run`.
    pub fn run_within<E: Endpoint<Response = ActionAttempt>>(
        &self,
        request: &E,
        timeout: Duration,
    ) -> Result<ActionAttempt, Error> {
        self.wait_within(self.call(request)?, timeout)
    }

    /// Waits until an action has succeeded or failed, and returns its attempt, whose `status` is `success`.
    ///
    /// It polls [`action_attempts().get`](crate::action_attempts::ActionAttempts::get), first after 250 ms and then at
    /// pauses that grow to 2 s, for [`wait_timeout`](crate::SeamBuilder::wait_timeout) in all. It continues during
    /// outages and respects `Retry-After`. The last poll begins shortly before the time is over, and ends by then.
    /// If the attempt has already ended, it sends nothing.
    ///
    /// ```no_run
    /// # use seam_client::{Seam, access_codes::Delete};
    /// # fn main() -> Result<(), seam_client::Error> {
    /// # let (seam, access_code_id) = (Seam::from_env()?, "");
    /// // Seam returns an attempt only if there is something to wait for.
    /// if let Some(attempt) = seam.access_codes().delete(Delete::new(access_code_id))? {
    ///     seam.wait(attempt)?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Only [`Error::Action`]: if the action has failed, if it is still pending when the time is over, or if another
    /// poll would not help, since Seam refuses the poll or its `Retry-After` is longer than the time left. A pending
    /// action may still take effect: wait for the error's [`attempt`](ActionError::attempt) again.
    pub fn wait(&self, attempt: ActionAttempt) -> Result<ActionAttempt, Error> {
        self.wait_within(attempt, self.wait_timeout())
    }

    /// [`wait`](Self::wait), for this time instead of [`wait_timeout`](crate::SeamBuilder::wait_timeout). With zero, it
    /// sends nothing.
    ///
    /// # Errors
    ///
    /// As `wait`.
    pub fn wait_within(
        &self,
        attempt: ActionAttempt,
        timeout: Duration,
    ) -> Result<ActionAttempt, Error> {
        wait(self, &SystemClock::new(), attempt, timeout)
    }
}

/// An action that has failed, or whose outcome is not known.
///
/// Its [`source`](StdError::source) is the error of the last poll, if that failed.
#[derive(Clone)]
pub struct ActionError(Arc<dyn Failure>);

impl ActionError {
    /// The action attempt, as Seam last returned it. Its `error` is without what looks like a credential.
    pub fn attempt(&self) -> &ActionAttempt {
        self.0.attempt()
    }

    /// Whether the action had neither succeeded nor failed at the last poll that Seam responded to. It may have taken
    /// effect since, or may still.
    pub fn is_pending(&self) -> bool {
        is_pending(self.attempt())
    }

    /// Seam's name for the reason why the action failed, such as `action_attempt_expired`. Known values:
    /// [`attempt_error_type`](crate::action_attempts::attempt_error_type). `None` if Seam
    /// gives none, or if the action is pending.
    pub fn error_type(&self) -> Option<&str> {
        self.attempt().error.as_deref().map(|error| error.r#type.as_str())
    }

    /// Seam's message, without what looks like a credential; empty if the action is pending.
    pub fn message(&self) -> &str {
        self.attempt().error.as_deref().map_or("", |error| &error.message)
    }

    /// The error of the last poll, if that failed.
    pub(crate) fn last_poll(&self) -> Option<&Error> {
        self.0.last_poll()
    }
}

impl fmt::Display for ActionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for ActionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the attempt, since its result may contain a PIN.
        f.debug_struct("ActionError")
            .field("sentence", &self.to_string())
            .field("last_poll", &self.last_poll())
            .finish_non_exhaustive()
    }
}

impl StdError for ActionError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.last_poll().map(|error| error as _)
    }
}

// Errors are never changed.
impl UnwindSafe for ActionError {}
impl RefUnwindSafe for ActionError {}

/// What an [`ActionError`] contains. It is a `dyn`, so that a program that never waits does not contain the code of
/// action attempts only to drop its errors. It has no `Debug`, which would bring that of all errors into each program
/// that waits.
trait Failure: fmt::Display + Send + Sync {
    fn attempt(&self) -> &ActionAttempt;
    fn last_poll(&self) -> Option<&Error>;
}

struct Failed {
    attempt: ActionAttempt,
    /// The error of the last poll, if that failed.
    last_poll: Option<Error>,
    sentence: String,
}

impl Failure for Failed {
    fn attempt(&self) -> &ActionAttempt {
        &self.attempt
    }

    fn last_poll(&self) -> Option<&Error> {
        self.last_poll.as_ref()
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

/// Who tells the status of an action attempt: Seam, or a test.
trait Source {
    /// Takes no longer than `timeout`.
    fn poll(&self, action_attempt_id: &str, timeout: Duration) -> Result<ActionAttempt, Error>;
    /// The text without what looks like a credential.
    fn clean(&self, text: &str) -> String;
}

impl Source for Seam {
    fn poll(&self, action_attempt_id: &str, timeout: Duration) -> Result<ActionAttempt, Error> {
        self.within(timeout)?.call(&Get::new(action_attempt_id))
    }

    fn clean(&self, text: &str) -> String {
        self.redact(text)
    }
}

fn wait(
    source: &dyn Source,
    clock: &dyn Clock,
    mut attempt: ActionAttempt,
    timeout: Duration,
) -> Result<ActionAttempt, Error> {
    let start = clock.now();
    let time_left = || timeout.saturating_sub(clock.now().saturating_sub(start));
    let mut failure = None;
    let mut next_pause = FIRST_PAUSE;
    let mut is_last = false;
    while is_pending(&attempt) {
        let (left, asked) = (time_left(), failure.as_ref().map_or(Duration::ZERO, retry_after));
        if is_last || left <= asked {
            break;
        }
        // Spread, so that clients with the same `Retry-After` do not poll at the same moment.
        let spread = asked.min((left - asked) / 2).mul_f64(clock.random());
        let earliest = asked + spread;
        let latest = (left - LAST_POLL_TIME.min(left / 2)).max(earliest);
        let pause = next_pause.max(earliest).min(latest);
        is_last = pause == latest;
        clock.sleep(pause);
        next_pause = (next_pause * 3 / 2).min(LONGEST_PAUSE);

        let left = time_left();
        if left.is_zero() {
            break;
        }
        failure = match source.poll(&attempt.action_attempt_id, left) {
            Ok(polled) if polled.action_attempt_id == attempt.action_attempt_id => {
                attempt = polled;
                None
            }
            // Such as from a cache on the way.
            Ok(_) => Some(DecodeError::new(Get::PATH, "it is about another action attempt").into()),
            Err(error) => Some(error),
        };
        if failure.as_ref().is_some_and(Error::would_recur) {
            break;
        }
    }
    if attempt.status == status::SUCCESS {
        return Ok(attempt);
    }
    Err(failed(source, attempt, timeout, failure))
}

fn failed(
    source: &dyn Source,
    mut attempt: ActionAttempt,
    timeout: Duration,
    last_poll: Option<Error>,
) -> Error {
    if let Some(error) = &mut attempt.error {
        error.r#type = source.clean(&error.r#type);
        error.message = source.clean(&error.message);
    }
    let outcome = match (&last_poll, &attempt.error) {
        (None, _) if is_pending(&attempt) => {
            format!("was still pending after {}, and may still take effect", Time(timeout))
        }
        (Some(_), _) if is_pending(&attempt) => {
            "may have taken effect, or may still: the client could not learn its outcome".to_owned()
        }
        (_, Some(error)) => format!("failed: {}: {}", error.r#type, error.message),
        (_, None) => "failed".to_owned(),
    };
    let ActionAttempt { action_type, action_attempt_id, .. } = &attempt;
    let sentence = format!("{action_type} {outcome} (action attempt {action_attempt_id})");
    let sentence = source.clean(&sentence);
    Error::Action(Box::new(ActionError(Arc::new(Failed { attempt, last_poll, sentence }))))
}

/// A status that this version does not know does not end an attempt.
fn is_pending(attempt: &ActionAttempt) -> bool {
    ![status::SUCCESS, status::ERROR].contains(&attempt.status.as_str())
}

fn retry_after(error: &Error) -> Duration {
    match error {
        Error::Api(error) => error.retry_after.unwrap_or_default(),
        _ => Duration::ZERO,
    }
}

#[cfg(test)]
mod tests;
