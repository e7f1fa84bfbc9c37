//! What is known about one name.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Times;
use crate::transport::IpFamily;
use crate::transport::address::remove;

const MAX_ADDRESSES: usize = 16;

pub(super) struct Name {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) family: IpFamily,
    /// The addresses that were found last. They are used while lookups fail. Families alternate.
    pub(super) addresses: Vec<SocketAddr>,
    /// The address that a connection was last opened to.
    pub(super) worked: Option<SocketAddr>,
    /// The addresses that have failed since they last worked, oldest failure first.
    pub(super) failed: Vec<SocketAddr>,
    /// When addresses were last found.
    pub(super) found: Option<Instant>,
    /// The number of that event.
    pub(super) answered: usize,
    /// The number of the lookup that found the IPv4 addresses.
    pub(super) v4: usize,
    /// The number of the lookup that found the IPv6 addresses.
    pub(super) v6: usize,
    /// Only one family was found, and there was no response for the other.
    pub(super) partial: bool,
    /// An address has failed since they were found.
    pub(super) distrusted: bool,
    /// The lookups that are running.
    pub(super) asking: Vec<Ask>,
    /// The lookups for the calls that are waiting.
    pub(super) round: Option<Round>,
    /// How the last round without addresses ended, and the number of that event. Without an error, the name has no
    /// address of the family.
    pub(super) failure: Option<(usize, Option<Arc<io::Error>>)>,
    pub(super) silence: Option<Silence>,
}

/// A lookup in a thread.
pub(super) struct Ask {
    pub(super) number: usize,
    pub(super) family: IpFamily,
    pub(super) started: Instant,
}

/// The lookups that are started until one succeeds.
pub(super) struct Round {
    /// When its last lookup was started.
    pub(super) last: Instant,
    /// The next lookup asks for IPv4 only.
    pub(super) v4_next: bool,
}

/// A name server that does not respond, or responds with an error.
pub(super) struct Silence {
    pub(super) since: Instant,
    /// A call waited for it in vain when every known address had failed.
    pub(super) without_hope: bool,
}

/// The result of a lookup.
pub(in crate::transport) struct Found {
    /// In the order to try them.
    pub(in crate::transport) addresses: Vec<SocketAddr>,
    /// The addresses are the name server's complete response to this lookup.
    #[allow(dead_code)]
    pub(in crate::transport) fresh: bool,
}

impl Name {
    pub(super) fn is(&self, host: &str, port: u16) -> bool {
        self.port == port && self.host.eq_ignore_ascii_case(host)
    }

    pub(super) fn is_found_within(&self, time: Duration) -> bool {
        !self.distrusted && self.found.is_some_and(|found| found.elapsed() < time)
    }

    pub(super) fn found(&self, fresh: bool) -> Found {
        let mut untried = self.addresses.clone();
        remove(&mut untried, &self.failed);
        remove(&mut untried, self.worked.as_slice());
        let mut addresses = self.worked.into_iter().collect();
        let v4_first = self.addresses.first().map(SocketAddr::is_ipv4);
        alternate(&mut addresses, untried, v4_first);
        addresses.extend(&self.failed);
        Found { addresses, fresh }
    }

    /// How long it is until the next lookup should start; `None` if there are enough.
    pub(super) fn due(&self, times: &Times) -> Option<Duration> {
        let pause = match self.asking.len() {
            0 | 1 => times.second,
            2 => times.third,
            _ if self.round.is_some() => return None,
            _ => Duration::ZERO,
        };
        let since = self.round.as_ref().map(|round| round.last.elapsed());
        Some(since.map_or(Duration::ZERO, |since| pause.saturating_sub(since)))
    }

    pub(super) fn take(
        &mut self,
        ask: &Ask,
        mut answer: Vec<SocketAddr>,
        event: usize,
        times: &Times,
    ) {
        // When the system gives up on one family, it returns what it has of the other.
        let lost = ask.family == IpFamily::Any && ask.started.elapsed() > times.lost;
        let v4 = ask.family != IpFamily::V6 && !(lost && answer.iter().all(SocketAddr::is_ipv6));
        let v6 = ask.family != IpFamily::V4 && !(lost && answer.iter().all(SocketAddr::is_ipv4));
        // A late response does not replace a newer one.
        let (new_v4, new_v6) = (v4 && ask.number > self.v4, v6 && ask.number > self.v6);
        if !new_v4 && !new_v6 {
            return;
        }
        let is_new = |address: &SocketAddr| if address.is_ipv4() { new_v4 } else { new_v6 };
        answer.retain(is_new);
        answer.extend(self.addresses.iter().filter(|address| !is_new(address)));
        self.addresses.clear();
        alternate(&mut self.addresses, answer, None);
        self.addresses.truncate(MAX_ADDRESSES);
        let known = &self.addresses;
        self.worked = self.worked.filter(|address| known.contains(address));
        self.failed.retain(|address| known.contains(address));

        self.v4 = if new_v4 { ask.number } else { self.v4 };
        self.v6 = if new_v6 { ask.number } else { self.v6 };
        self.partial = self.family == IpFamily::Any && !(v4 && v6);
        self.distrusted = false;
        self.found = Some(Instant::now());
        self.answered = event;
        self.round = None;
        self.silence = None;
    }

    pub(super) fn fail(
        &mut self,
        ask: &Ask,
        error: Option<io::Error>,
        event: usize,
        times: &Times,
    ) {
        // A slow lookup may have been started for calls that have ended since.
        let late = ask.started.elapsed() > times.lost;
        let speaks_for_all = if ask.family == self.family {
            !self
                .asking
                .iter()
                .any(|other| other.number > ask.number && (late || other.family == self.family))
        } else {
            self.asking.is_empty()
        };
        if speaks_for_all {
            self.round = None;
            self.failure = Some((event, error.map(Arc::new)));
            self.note_silence(times);
        }
    }

    pub(super) fn have_all_failed(&self) -> bool {
        self.failed.len() >= self.addresses.len()
    }

    /// Whether to wait for the name server although there are older addresses.
    pub(super) fn is_waited_for(&self, times: &Times) -> bool {
        let silence = self.silence.as_ref().filter(|it| it.since.elapsed() < times.quiet);
        // If there is never a response for the other family, each lookup takes a second.
        let partial = self.partial && self.is_found_within(times.fresh);
        !partial && silence.is_none_or(|it| self.have_all_failed() && !it.without_hope)
    }

    /// Records that a call waited for the name server in vain.
    pub(super) fn note_silence(&mut self, times: &Times) {
        let without_hope = self.have_all_failed();
        match &mut self.silence {
            Some(silence) if silence.since.elapsed() < times.quiet => {
                silence.without_hope |= without_hope;
            }
            silence => *silence = Some(Silence { since: Instant::now(), without_hope }),
        }
    }
}

/// Appends these without duplicates, alternating between the families while both last.
pub(super) fn alternate(
    to: &mut Vec<SocketAddr>,
    mut from: Vec<SocketAddr>,
    v4_first: Option<bool>,
) {
    while !from.is_empty() {
        let v4 = to.last().map_or(v4_first, |last| Some(!last.is_ipv4()));
        let index = from.iter().position(|address| Some(address.is_ipv4()) == v4);
        let next = from.remove(index.unwrap_or_default());
        if !to.contains(&next) {
            to.push(next);
        }
    }
}
