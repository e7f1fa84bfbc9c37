//! Resolves a server's name, within the deadline and as rarely as possible.
//!
//! The system's lookup blocks and cannot be cancelled, so it runs in threads. A lost packet delays it by five seconds,
//! so a second lookup starts after one second; the first good result serves all waiting calls. However many calls
//! wait for a name or have given up, the name has at most [`MAX_THREADS`].

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::IpFamily;
use super::address::remove;
use super::deadline::Deadline;

mod name;
mod system;

pub(super) use name::Found;
use name::{Ask, Name, Round};

const SYSTEM: Times = Times {
    fresh: Duration::from_secs(5 * 60),
    partial: Duration::from_secs(30),
    patience: Duration::from_secs(2),
    quiet: Duration::from_secs(30),
    second: Duration::from_secs(1),
    third: Duration::from_secs(2),
    lost: Duration::from_secs(1),
};

/// The limit for each name.
const MAX_THREADS: usize = 3;

/// More than a client needs for its server and its proxy.
const MAX_NAMES: usize = 4;

#[derive(Clone, Copy)]
struct Times {
    /// How long addresses are used before they are looked up again. The system does not reveal the TTL.
    fresh: Duration,
    /// The same if only one family was found, and there was no response for the other.
    partial: Duration,
    /// How long to wait for a name server if there are older addresses.
    patience: Duration,
    /// After a call has waited for it in vain, no other call does so for this long.
    quiet: Duration,
    /// When a second lookup starts if the first has not ended.
    second: Duration,
    /// When a third lookup starts, after the second.
    third: Duration,
    /// A lookup that took longer has lost a packet.
    lost: Duration,
}

/// Resolves names by the system, and remembers the addresses, which of them worked and which failed.
#[derive(Clone)]
pub(super) struct Resolver(Arc<Shared>);

struct Shared {
    look_up: Box<LookUp>,
    spawn: Box<Spawn>,
    times: Times,
    state: Mutex<State>,
    changed: Condvar,
}

type LookUp = dyn Fn(&str, u16, IpFamily) -> io::Result<Vec<SocketAddr>> + Send + Sync;

#[cfg(test)]
type Simple = dyn Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync;

/// Runs something in a new thread. It fails if the system has none.
type Spawn = dyn Fn(Box<dyn FnOnce() + Send>) -> io::Result<()> + Send + Sync;

fn spawn(what: Box<dyn FnOnce() + Send>) -> io::Result<()> {
    thread::Builder::new().name("seam-client resolver".to_owned()).spawn(what).map(drop)
}

#[derive(Default)]
struct State {
    names: Vec<Name>,
    /// The number of the last event: events are numbered in their order.
    events: usize,
}

impl Resolver {
    /// Resolves names by the system.
    pub(super) fn system() -> Self {
        Self::with(Box::new(system::look_up), Box::new(spawn), SYSTEM)
    }

    /// Resolves names by a function, one lookup at a time.
    #[cfg(test)]
    pub(super) fn new(look_up: Box<Simple>, fresh: Duration, patience: Duration) -> Self {
        let never = Duration::from_secs(3600);
        let times = Times { fresh, patience, second: never, third: never, ..SYSTEM };
        Self::with(Box::new(move |host, port, _| look_up(host, port)), Box::new(spawn), times)
    }

    fn with(look_up: Box<LookUp>, spawn: Box<Spawn>, times: Times) -> Self {
        Self(Arc::new(Shared {
            look_up,
            spawn,
            times,
            state: Mutex::default(),
            changed: Condvar::new(),
        }))
    }

    /// Records that a connection to this address was opened, TLS included.
    pub(super) fn worked(&self, host: &str, port: u16, address: SocketAddr) {
        self.0.tell(host, port, address, true);
    }

    /// Records that no connection to this address could be opened. The next lookup asks the name server again, and this
    /// address goes last until it works.
    pub(super) fn failed(&self, host: &str, port: u16, address: SocketAddr) {
        self.0.tell(host, port, address, false);
    }

    /// The addresses of this family, in the order to try them: the one that worked last, then alternating families
    /// (RFC 8305), then those that failed, oldest failure first.
    pub(super) fn look_up(
        &self,
        host: &str,
        port: u16,
        family: IpFamily,
        deadline: Deadline,
    ) -> io::Result<Found> {
        let shared = &self.0;
        let started = Instant::now();
        let patience = patience(deadline.left().unwrap_or_default(), shared.times.patience);
        let mut guard = shared.state();
        let before = guard.events;
        loop {
            let state = &mut *guard;
            let name = entry(&mut state.names, host, port, family);
            if name.answered > before {
                return Ok(name.found(!name.partial));
            }
            let keep = if name.partial { shared.times.partial } else { shared.times.fresh };
            if name.is_found_within(keep) {
                return Ok(name.found(false));
            }
            let known = !name.addresses.is_empty();
            match &name.failure {
                Some((event, _)) if known && *event > before => return Ok(name.found(false)),
                Some((event, error)) if *event > before => return Err(copy(error.as_ref())),
                _ => {}
            }
            match shared.ask(name, &mut state.events) {
                // The system has no thread for it.
                Err(_) if known => return Ok(name.found(false)),
                Err(error) => return Err(error),
                Ok(()) => {}
            }

            let wait = if known {
                let waits = name.is_waited_for(&shared.times);
                match patience.saturating_sub(started.elapsed()) {
                    left if waits && !left.is_zero() => left,
                    // Treat the name server as down.
                    _ => {
                        // A call without any time left has not waited.
                        if waits && !patience.is_zero() {
                            name.note_silence(&shared.times);
                            shared.changed.notify_all();
                        }
                        return Ok(name.found(false));
                    }
                }
            } else {
                deadline.left()?
            };
            let wait = name.due(&shared.times).map_or(wait, |due| due.min(wait));
            let woken = shared.changed.wait_timeout(guard, wait);
            guard = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // A panic under the lock leaves nothing half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records for each entry with this address whether it worked.
    fn tell(&self, host: &str, port: u16, address: SocketAddr, worked: bool) {
        for name in &mut self.state().names {
            if !name.is(host, port) || !name.addresses.contains(&address) {
                continue;
            }
            remove(&mut name.failed, &[address]);
            if worked {
                name.worked = Some(address);
                continue;
            }
            name.distrusted = true;
            name.failed.push(address);
            if name.worked == Some(address) {
                name.worked = None;
            }
        }
    }

    /// Starts a lookup if one is due.
    fn ask(self: &Arc<Self>, name: &mut Name, events: &mut usize) -> io::Result<()> {
        if name.due(&self.times).is_some_and(|due| !due.is_zero()) {
            return Ok(());
        }
        // If one family was found but its addresses failed, the other family is needed.
        let v4_first = name.family == IpFamily::Any
            && !(name.partial && name.distrusted)
            && name.asking.iter().any(|ask| ask.family == IpFamily::Any);
        let number = *events + 1;
        let now = Instant::now();
        let round = name.round.get_or_insert(Round { last: now, v4_next: v4_first });
        if name.asking.len() >= MAX_THREADS {
            return Ok(());
        }
        *events = number;
        round.last = now;
        let family = if round.v4_next { IpFamily::V4 } else { name.family };
        let (shared, host, port) = (self.clone(), name.host.clone(), name.port);
        let spawned = (self.spawn)(Box::new(move || {
            let panicked = Err(io::Error::other("the DNS lookup failed"));
            let mut asked = Asked { shared, number, result: panicked };
            asked.result = (asked.shared.look_up)(&host, port, family);
        }));
        match spawned {
            Ok(()) => {
                // If AAAA queries get no response, a lookup of both families never gets a complete one.
                round.v4_next = name.family == IpFamily::Any && !round.v4_next;
                name.asking.push(Ask { number, family, started: now });
            }
            Err(error) if name.asking.is_empty() => {
                name.round = None;
                return Err(error);
            }
            // The running lookups may still succeed.
            Err(_) => {}
        }
        Ok(())
    }

    fn end(&self, number: usize, result: io::Result<Vec<SocketAddr>>) {
        let mut state = self.state();
        state.events += 1;
        let event = state.events;
        // The name may have been removed.
        for name in &mut state.names {
            let Some(index) = name.asking.iter().position(|ask| ask.number == number) else {
                continue;
            };
            let ask = name.asking.remove(index);
            match result {
                Ok(mut addresses) => {
                    ask.family.retain_in(&mut addresses);
                    if addresses.is_empty() {
                        name.fail(&ask, None, event, &self.times);
                    } else {
                        name.take(&ask, addresses, event, &self.times);
                    }
                }
                Err(error) => name.fail(&ask, Some(error), event, &self.times),
            }
            break;
        }
        drop(state);
        self.changed.notify_all();
    }
}

/// A running lookup. It reports its end even if it panics: otherwise it would count against the limit for ever.
struct Asked {
    shared: Arc<Shared>,
    number: usize,
    result: io::Result<Vec<SocketAddr>>,
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.shared.end(self.number, std::mem::replace(&mut self.result, Ok(Vec::new())));
    }
}

/// How long to wait for the name server; the rest of the time is for connecting.
fn patience(left: Duration, most: Duration) -> Duration {
    most.min(left / 4)
}

/// The entry for this name, created if there is none.
fn entry<'a>(names: &'a mut Vec<Name>, host: &str, port: u16, family: IpFamily) -> &'a mut Name {
    let known = names.iter().position(|name| name.family == family && name.is(host, port));
    let index = known.unwrap_or_else(|| {
        if names.len() >= MAX_NAMES {
            let idle = names.iter().position(|name| name.asking.is_empty());
            names.remove(idle.unwrap_or_default());
        }
        names.push(Name {
            host: host.to_owned(),
            port,
            family,
            addresses: Vec::new(),
            worked: None,
            failed: Vec::new(),
            found: None,
            answered: 0,
            v4: 0,
            v6: 0,
            partial: false,
            distrusted: false,
            asking: Vec::new(),
            round: None,
            failure: None,
            silence: None,
        });
        names.len() - 1
    });
    #[allow(clippy::indexing_slicing)] // The index was just found or pushed.
    &mut names[index]
}

/// Copies an error, since several calls may wait for the same lookup.
fn copy(error: Option<&Arc<io::Error>>) -> io::Error {
    error.map_or_else(
        || ureq::Error::HostNotFound.into_io(),
        |error| io::Error::new(error.kind(), error.clone()),
    )
}

#[cfg(test)]
mod tests;
