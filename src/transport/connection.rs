//! A connection of ureq's pool: it buffers a request, and knows whether it can be reused.
//!
//! The one file, with its folder, that depends on `ureq::unversioned`. ureq's own connectors resolve the name for every
//! call, start a thread for it each time and panic if none is to be had, give a server or a proxy that
//! drips its whole time again for every byte, send head and body apart, keep two pairs of buffers of
//! 128 KiB, and cannot tell whether anything was sent.

use std::fmt;
use std::io::{self, Read, Write};
#[cfg(feature = "tls")]
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use ureq::unversioned::transport::{self, Buffers as _, NextTimeout};

use super::exchange::current;
use super::failure::Failure;
#[cfg(feature = "tls")]
use super::idle::Idle;
use super::link::Link;
use super::route::Session;
#[cfg(feature = "tls")]
use super::tls;
use crate::error::Step;

mod buffers;
mod connector;

pub(super) use buffers::MAX_HEADER_SIZE;
use buffers::{Buffers, LINE, OUTPUT};
pub(super) use connector::{Connector, agent};

/// A connection over which the device slept this long is not used again.
const MAX_SLEEP: Duration = Duration::from_secs(1);

// A build without TLS talks to this machine alone, where no network forgets anything.
/// How long nothing that was sent on a kept connection may be acknowledged, before the way counts as dead; or so
/// many round trips, where one takes long. Linux counts from when it sends again: it is about 3 s in all.
#[cfg(feature = "tls")]
const PATIENCE: Duration = Duration::from_millis(2_500);
#[cfg(feature = "tls")]
const ROUND_TRIPS: u32 = 4;

/// How long to reuse a connection that the server keeps for this long: a request must reach it before the end.
fn usable_keep_alive(kept_for: Duration) -> Duration {
    kept_for.saturating_sub((kept_for / 2).min(Duration::from_secs(1)))
}

/// A connection of ureq's pool.
pub(super) struct Connection {
    link: Link,
    #[cfg_attr(not(feature = "tls"), allow(dead_code))]
    session: Session,
    buffers: Buffers,
    /// What is known of how long such a one is kept on the way.
    #[cfg(feature = "tls")]
    idle: Arc<Idle>,
    /// How long the server keeps it.
    kept_for: Duration,
    /// Since when it is idle, by both clocks.
    idle_since: Option<(Instant, SystemTime)>,
    /// How long it was idle before the current exchange; `None` for the first.
    was_idle: Option<Duration>,
    /// Part of the current exchange's response has arrived.
    answered: bool,
}

impl Connection {
    /// An exchange begins.
    fn begin(&mut self) {
        self.answered = false;
        self.link.wrote = false;
        self.was_idle = self.idle_since.take().map(|(since, _)| since.elapsed());
        #[cfg(feature = "tls")]
        self.set_patience();
    }

    #[cfg(feature = "tls")]
    fn set_patience(&mut self) {
        // If no retry can follow, wait until the network is back.
        let may_give_up = self.was_idle.is_some() && current().others_follow;
        let socket = self.link.socket();
        let patience = PATIENCE.max(socket.round_trip().saturating_mul(ROUND_TRIPS));
        socket.set_patience(may_give_up.then_some(patience));
    }

    /// Sends what is held.
    fn send(&mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.buffers.held);
        let output = self.buffers.output.get(..held).unwrap_or_default();
        #[cfg(feature = "tls")]
        if let Some(session) = &mut self.session {
            return tls::write(session, &mut self.link, output);
        }
        self.link.write_all(output)
    }

    fn receive(&mut self) -> io::Result<usize> {
        let input = self.buffers.input_append_buf();
        #[cfg(feature = "tls")]
        if let Some(session) = &mut self.session {
            return tls::read(session, &mut self.link, input);
        }
        self.link.read(input)
    }

    fn failure(&self, step: Step, error: io::Error) -> ureq::Error {
        let error = ureq::Error::from(error);
        #[cfg(feature = "tls")]
        match (self.was_idle, &error) {
            // The socket's own: nothing has come through. The deadline's is another.
            (Some(idle), ureq::Error::Io(error)) if error.kind() == io::ErrorKind::TimedOut => {
                self.idle.died_after(idle, Instant::now());
            }
            _ => {}
        }
        let idle = self.was_idle.is_some() && !matches!(error, ureq::Error::Timeout(_));
        Failure { step, sent: self.link.wrote, idle, ..Failure::before(step, error) }.into()
    }
}

impl transport::Transport for Connection {
    fn buffers(&mut self) -> &mut dyn transport::Buffers {
        &mut self.buffers
    }

    /// Buffers it until ureq waits for the response, so that head and body are sent together.
    fn transmit_output(&mut self, amount: usize, _: NextTimeout) -> Result<(), ureq::Error> {
        if self.answered {
            self.begin();
        }
        self.buffers.held += amount;
        if self.buffers.held > OUTPUT - LINE {
            self.send().map_err(|error| self.failure(Step::Send, error))?;
        }
        Ok(())
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, ureq::Error> {
        self.send().map_err(|error| self.failure(Step::Send, error))?;
        let result = self.receive();
        if let Ok(amount) = result {
            self.buffers.input_appended(amount);
        }
        if self.answered {
            // Bare, since ureq looks at the kind of an error to find the end of a body.
            return Ok(result? > 0);
        }
        let result = match result {
            Ok(0) => Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the server closed it without a response",
            )),
            result => result,
        };
        result.map_err(|error| self.failure(Step::Receive, error))?;
        self.answered = true;
        Ok(true)
    }

    /// ureq asks when it puts a connection away, and again when it wants to use it.
    fn is_open(&mut self) -> bool {
        #[cfg(feature = "tls")]
        if self.session.as_ref().is_some_and(|session| !session.wants_read()) {
            // The server has closed it, or sent a response to no request.
            return false;
        }
        let Some((since, wall)) = self.idle_since else {
            self.idle_since = Some((Instant::now(), SystemTime::now()));
            self.kept_for = current().keep_alive.map_or(self.kept_for, usable_keep_alive);
            return true;
        };
        let idle = since.elapsed();
        // That clock stands still while the device sleeps, and the other end does not.
        let slept = wall.elapsed().unwrap_or_default().saturating_sub(idle);
        let limit = current().max_idle.min(self.kept_for);
        #[cfg(feature = "tls")]
        let limit = limit.min(self.idle.limit(Instant::now()));
        idle < limit && slept < MAX_SLEEP && self.link.is_silent()
    }

    fn is_tls(&self) -> bool {
        #[cfg(feature = "tls")]
        return self.session.is_some();
        #[cfg(not(feature = "tls"))]
        false
    }
}

// Nobody prints these. To derive it would link in how rustls prints its configuration.
impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connection")
    }
}

#[cfg(test)]
mod tests;
