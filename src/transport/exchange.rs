//! The current exchange of a thread: what a connection needs to know about it. ureq would pass it only by a copy of its
//! whole configuration for each call, and by timeouts that start anew.

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
    /// How long a connection may have been idle and still be used.
    pub(super) max_idle: Duration,
    /// If the connection turns out to be dead, another try follows, whatever was sent.
    #[cfg_attr(not(feature = "tls"), allow(dead_code))]
    pub(super) others_follow: bool,
    /// How long the server keeps an idle connection, if its response said so.
    pub(super) keep_alive: Option<Duration>,
}

/// The exchange to restore, even after a panic: a logger may catch a panic of its own client.
struct Before(Option<Exchange>);

impl Drop for Before {
    fn drop(&mut self) {
        EXCHANGE.set(self.0);
    }
}

/// Runs an exchange within limits.
pub(super) fn within<T>(limits: Limits, what: impl FnOnce() -> T) -> T {
    let exchange = Exchange {
        deadline: Deadline::after(limits.timeout, Timeout::Global),
        max_idle: limits.max_idle,
        others_follow: limits.others_follow,
        keep_alive: None,
    };
    // Exchanges nest: a logger may send what is logged with a client of this crate.
    let _before = set(exchange);
    what()
}

/// Runs a part of the exchange with an earlier deadline.
pub(super) fn until<T>(deadline: Deadline, what: impl FnOnce() -> T) -> T {
    let _before = shorten(deadline);
    what()
}

// Keeps this code out of each instance of the generic functions.
#[inline(never)]
fn shorten(deadline: Deadline) -> Before {
    set(Exchange { deadline, ..current() })
}

#[inline(never)]
fn set(exchange: Exchange) -> Before {
    Before(EXCHANGE.replace(Some(exchange)))
}

/// Records how long the server keeps an idle connection.
pub(super) fn set_keep_alive(time: Duration) {
    EXCHANGE.set(Some(Exchange { keep_alive: Some(time), ..current() }));
}

pub(super) fn current() -> Exchange {
    // Outside of an exchange, every deadline has passed.
    let over = || Exchange {
        deadline: Deadline::after(Duration::ZERO, Timeout::Global),
        max_idle: Duration::ZERO,
        others_follow: false,
        keep_alive: None,
    };
    EXCHANGE.get().unwrap_or_else(over)
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;

    #[test]
    fn a_panicking_inner_exchange_leaves_the_outer_one_unchanged() {
        let limits = |seconds, others_follow| {
            let (timeout, max_idle) = (Duration::from_secs(seconds), Duration::from_secs(seconds));
            Limits { timeout, max_idle, others_follow }
        };
        within(limits(1000, false), || {
            let panicking = || std::panic::resume_unwind(Box::new(()));
            assert!(catch_unwind(|| within(limits(2000, true), panicking)).is_err());
            assert_eq!(current().max_idle, Duration::from_secs(1000));
            assert!(
                !current().others_follow,
                "it would be given up for a try that does not follow"
            );
            let later = Deadline::after(Duration::from_secs(9000), Timeout::Connect);
            assert!(catch_unwind(|| until(later, panicking)).is_err());
            let left = current().deadline.left().unwrap_or_default();
            assert!(left <= Duration::from_secs(1000), "{left:?}");
        });
        assert_eq!(current().max_idle, Duration::ZERO);
    }
}
