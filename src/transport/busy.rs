//! A logger that calls the client whose call it logs.

use std::cell::Cell;
use std::ptr;
use std::time::Duration;

use super::Transport;
use crate::error::{Step, TransportError};

thread_local! {
    /// The address of the transport that this thread is in an exchange of.
    static BUSY: Cell<usize> = const { Cell::new(0) };
}

/// Held while this thread is in an exchange. ureq logs while it holds the lock of its pool: a
/// logger that calls the same client would wait for that lock for ever.
pub(super) struct Busy {
    before: usize,
}

impl Busy {
    /// `None` if it is in one of this transport's already.
    pub(super) fn begin(transport: &Transport) -> Option<Self> {
        let this = ptr::from_ref(transport).addr();
        let before = BUSY.replace(this);
        (before != this).then_some(Self { before })
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        BUSY.set(self.before);
    }
}

pub(super) fn called_by_its_logger(path: &str) -> TransportError {
    TransportError {
        step: Step::Connect,
        message:
            "a logger called the client whose call it was logging: give the logger a client of \
                  its own"
                .to_owned(),
        sent: false,
        may_pass: false,
        idle: false,
        within: None,
        path: path.into(),
        tries: 1,
        age: Duration::ZERO,
        source: None,
    }
}
