//! The exchange that a thread is in: what a connection has to know of it, since ureq tells it only by a copy of
//! its whole configuration for each call, and by times to wait that begin anew.

use std::cell::Cell;
use std::time::Duration;

use ureq::Timeout;

use super::Limits;
use super::deadline::Deadline;

thread_local! {
    static EXCHANGE: Cell<Option<Exchange>> = const { Cell::new(None) };
}

#[derive(Clone, Copy)]
pub(super) struct Exchange {
    pub(super) deadline: Deadline,
    /// How long a connection that it uses may have been idle.
    pub(super) max_idle: Duration,
    /// If the way turns out to be dead, another try follows, whatever was sent.
    #[cfg_attr(not(feature = "tls"), allow(dead_code))]
    pub(super) others_follow: bool,
    /// How long the server keeps an idle connection, if its response said so.
    pub(super) keep_alive: Option<Duration>,
}

/// Makes an exchange within limits.
pub(super) fn within<T>(limits: Limits, what: impl FnOnce() -> T) -> T {
    let exchange = Exchange {
        deadline: Deadline::after(limits.timeout, Timeout::Global),
        max_idle: limits.max_idle,
        others_follow: limits.others_follow,
        keep_alive: None,
    };
    // What is logged meanwhile may be sent somewhere by a client of this kind.
    let before = set(Some(exchange));
    let result = what();
    set(before);
    result
}

/// Does a part of the exchange within a part of its time.
pub(super) fn until<T>(deadline: Deadline, what: impl FnOnce() -> T) -> T {
    let before = shorten(deadline);
    let result = what();
    set(before);
    result
}

// Not once more in each function that is generic.
#[inline(never)]
fn shorten(deadline: Deadline) -> Option<Exchange> {
    let before = EXCHANGE.get();
    EXCHANGE.set(Some(Exchange { deadline, ..present() }));
    before
}

#[inline(never)]
fn set(exchange: Option<Exchange>) -> Option<Exchange> {
    EXCHANGE.replace(exchange)
}

/// The server said that it keeps an idle connection for so long.
pub(super) fn set_keep_alive(time: Duration) {
    EXCHANGE.set(Some(Exchange { keep_alive: Some(time), ..present() }));
}

pub(super) fn present() -> Exchange {
    // Out of an exchange there is no time for anything.
    let over = || Exchange {
        deadline: Deadline::after(Duration::ZERO, Timeout::Global),
        max_idle: Duration::ZERO,
        others_follow: false,
        keep_alive: None,
    };
    EXCHANGE.get().unwrap_or_else(over)
}
