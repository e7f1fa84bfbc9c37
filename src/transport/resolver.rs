//! From a server's name to its addresses, within the deadline, and as seldom as may be.
//!
//! The system is asked, whose answer can be waited for, but not hurried or called off: so it is asked in
//! threads. A lost packet holds one up for five seconds, so another is started beside it after one; the
//! first good answer serves all who wait. However many calls wait for a name or have given up, it has no
//! more than [`MAX_THREADS`].

use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::deadline::Deadline;
use super::{IpFamily, remove};

const SYSTEM: Times = Times {
    fresh: Duration::from_secs(5 * 60),
    partial: Duration::from_secs(30),
    patience: Duration::from_secs(2),
    quiet: Duration::from_secs(30),
    second: Duration::from_secs(1),
    third: Duration::from_secs(2),
    lost: Duration::from_secs(1),
};

/// For each name.
const MAX_THREADS: usize = 3;

/// A client's own server, and its proxy.
const MAX_NAMES: usize = 4;

const MAX_ADDRESSES: usize = 16;

#[derive(Clone, Copy)]
struct Times {
    /// How long addresses are used before they are looked up again: as name servers do it, without
    /// what they say about it, which the system keeps for itself.
    fresh: Duration,
    /// The same where one family was found, and nothing was heard of the other.
    partial: Duration,
    /// How long to wait for a name server where there are addresses from before.
    patience: Duration,
    /// How long nobody waits for it again after a wait that brought no answer.
    quiet: Duration,
    /// When a second look-up starts beside one that has not answered.
    second: Duration,
    /// When a third one starts, after the second.
    third: Duration,
    /// A look-up that took longer has lost a packet.
    lost: Duration,
}

/// Asks the system, and remembers which addresses it named, which of them worked and which failed.
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

/// Runs something in a thread of its own, if one is to be had.
type Spawn = dyn Fn(Box<dyn FnOnce() + Send>) -> io::Result<()> + Send + Sync;

fn spawn(what: Box<dyn FnOnce() + Send>) -> io::Result<()> {
    thread::Builder::new().name("seam-client resolver".to_owned()).spawn(what).map(drop)
}

#[derive(Default)]
struct State {
    names: Vec<Name>,
    /// Numbers what happens, in its order.
    events: usize,
}

struct Name {
    host: String,
    port: u16,
    family: IpFamily,
    /// The last ones that were found; they serve while none can be. Families alternate.
    addresses: Vec<SocketAddr>,
    /// The one that a connection was opened to last.
    worked: Option<SocketAddr>,
    /// Those that could not be opened since they worked, the longest ago first.
    failed: Vec<SocketAddr>,
    /// When addresses were found last.
    found: Option<Instant>,
    /// The event that this was.
    answered: usize,
    /// Which look-up found the IPv4 addresses.
    v4: usize,
    /// And the IPv6 ones.
    v6: usize,
    /// What was found is of one family, and nothing was heard of the other.
    partial: bool,
    /// One of them has failed since.
    distrusted: bool,
    /// What is being asked.
    asking: Vec<Ask>,
    /// For the calls that wait.
    round: Option<Round>,
    /// How the last round without an answer ended, and the event that this was. Without an error the
    /// name has no address of the family.
    failure: Option<(usize, Option<Arc<io::Error>>)>,
    silence: Option<Silence>,
}

/// A look-up in a thread.
struct Ask {
    number: usize,
    family: IpFamily,
    started: Instant,
}

/// The look-ups that are started until there is an answer.
struct Round {
    /// When its last was started.
    last: Instant,
    /// The next one asks for IPv4 alone.
    v4_next: bool,
}

/// A name server that does not answer, or with an error.
struct Silence {
    since: Instant,
    /// It was waited for when no known address was left that had not failed.
    without_hope: bool,
}

/// What a look-up found.
pub(super) struct Found {
    /// In the order to try them.
    pub(super) addresses: Vec<SocketAddr>,
    /// The name server said so, and all that it has to say, within this very look-up.
    #[allow(dead_code)]
    pub(super) fresh: bool,
}

impl Resolver {
    /// Asks the system.
    pub(super) fn system() -> Self {
        Self::with(Box::new(system), Box::new(spawn), SYSTEM)
    }

    /// Asks a function, and nothing beside it.
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

    /// A connection to it was opened, TLS included.
    pub(super) fn worked(&self, host: &str, port: u16, address: SocketAddr) {
        self.0.tell(host, port, address, true);
    }

    /// It could not be opened: the name server is asked anew at the next look-up, and this one goes
    /// last until it works.
    pub(super) fn failed(&self, host: &str, port: u16, address: SocketAddr) {
        self.0.tell(host, port, address, false);
    }

    /// The addresses of this family, in the order to try them: what worked last, then families in
    /// turns (RFC 8305), then what failed, the longest ago first.
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
            let name = of(&mut state.names, host, port, family);
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
                // No thread is to be had.
                Err(_) if known => return Ok(name.found(false)),
                Err(error) => return Err(error),
                Ok(()) => {}
            }

            let wait = if known {
                let waits = name.is_waited_for(&shared.times);
                match patience.saturating_sub(started.elapsed()) {
                    left if waits && !left.is_zero() => left,
                    // The name server is as good as down.
                    _ => {
                        // A call without any time left has not waited.
                        if waits && !patience.is_zero() {
                            name.be_quiet(&shared.times);
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
        // Nothing that is done under the lock can leave it half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells what became of an address to each that knows it.
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

    /// Starts a look-up, if it is time for one.
    fn ask(self: &Arc<Self>, name: &mut Name, events: &mut usize) -> io::Result<()> {
        if name.due(&self.times).is_some_and(|due| !due.is_zero()) {
            return Ok(());
        }
        // After the answer of one family, which was of no use, the other is what is wanted.
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
            let panicked = Err(io::Error::other("looking it up has failed"));
            let mut asked = Asked { shared, number, result: panicked };
            asked.result = (asked.shared.look_up)(&host, port, family);
        }));
        match spawned {
            Ok(()) => {
                // Where AAAA is not answered, both families together never are.
                round.v4_next = name.family == IpFamily::Any && !round.v4_next;
                name.asking.push(Ask { number, family, started: now });
            }
            Err(error) if name.asking.is_empty() => {
                name.round = None;
                return Err(error);
            }
            // Those that run may answer yet.
            Err(_) => {}
        }
        Ok(())
    }

    fn end(&self, number: usize, result: io::Result<Vec<SocketAddr>>) {
        let mut state = self.state();
        state.events += 1;
        let event = state.events;
        // It may be forgotten.
        for name in &mut state.names {
            let Some(index) = name.asking.iter().position(|ask| ask.number == number) else {
                continue;
            };
            let ask = name.asking.remove(index);
            match result {
                Ok(mut addresses) => {
                    ask.family.keep(&mut addresses);
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

/// A look-up that has an end even if it panics: or its place would be taken for ever.
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

impl Name {
    fn is(&self, host: &str, port: u16) -> bool {
        self.port == port && self.host.eq_ignore_ascii_case(host)
    }

    fn is_found_within(&self, time: Duration) -> bool {
        !self.distrusted && self.found.is_some_and(|found| found.elapsed() < time)
    }

    fn found(&self, fresh: bool) -> Found {
        let mut untried = self.addresses.clone();
        remove(&mut untried, &self.failed);
        remove(&mut untried, self.worked.as_slice());
        let mut addresses = self.worked.into_iter().collect();
        let v4_first = self.addresses.first().map(SocketAddr::is_ipv4);
        alternate(&mut addresses, untried, v4_first);
        addresses.extend(&self.failed);
        Found { addresses, fresh }
    }

    /// How long it is until another look-up is to be started, if one may be.
    fn due(&self, times: &Times) -> Option<Duration> {
        let pause = match self.asking.len() {
            0 | 1 => times.second,
            2 => times.third,
            _ if self.round.is_some() => return None,
            _ => Duration::ZERO,
        };
        let since = self.round.as_ref().map(|round| round.last.elapsed());
        Some(since.map_or(Duration::ZERO, |since| pause.saturating_sub(since)))
    }

    fn take(&mut self, ask: &Ask, mut answer: Vec<SocketAddr>, event: usize, times: &Times) {
        // The system names what it has got when it gives up on the rest.
        let lost = ask.family == IpFamily::Any && ask.started.elapsed() > times.lost;
        let v4 = ask.family != IpFamily::V6 && !(lost && answer.iter().all(SocketAddr::is_ipv6));
        let v6 = ask.family != IpFamily::V4 && !(lost && answer.iter().all(SocketAddr::is_ipv4));
        // A late answer does not take the place of a newer one.
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

    fn fail(&mut self, ask: &Ask, error: Option<io::Error>, event: usize, times: &Times) {
        // One that took long may be of calls that have ended since.
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
            self.be_quiet(times);
        }
    }

    fn is_without_hope(&self) -> bool {
        self.failed.len() >= self.addresses.len()
    }

    /// Whether to wait for the name server where there are addresses from before.
    fn is_waited_for(&self, times: &Times) -> bool {
        let silence = self.silence.as_ref().filter(|it| it.since.elapsed() < times.quiet);
        // Where the other family is never heard of, each look-up takes a second.
        let partial = self.partial && self.is_found_within(times.fresh);
        !partial && silence.is_none_or(|it| self.is_without_hope() && !it.without_hope)
    }

    /// A wait for the name server brought no answer.
    fn be_quiet(&mut self, times: &Times) {
        let without_hope = self.is_without_hope();
        match &mut self.silence {
            Some(silence) if silence.since.elapsed() < times.quiet => {
                silence.without_hope |= without_hope;
            }
            silence => *silence = Some(Silence { since: Instant::now(), without_hope }),
        }
    }
}

/// How much of the time that is left to wait for the name server: the rest is for connecting.
fn patience(left: Duration, most: Duration) -> Duration {
    most.min(left / 4)
}

/// Appends these, each once, in turns of one family and the other for as long as there are both.
fn alternate(to: &mut Vec<SocketAddr>, mut from: Vec<SocketAddr>, v4_first: Option<bool>) {
    while !from.is_empty() {
        let v4 = to.last().map_or(v4_first, |last| Some(!last.is_ipv4()));
        let index = from.iter().position(|address| Some(address.is_ipv4()) == v4);
        let next = from.remove(index.unwrap_or_default());
        if !to.contains(&next) {
            to.push(next);
        }
    }
}

/// The entry of this name, made if it is not there.
fn of<'a>(names: &'a mut Vec<Name>, host: &str, port: u16, family: IpFamily) -> &'a mut Name {
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
    #[allow(clippy::indexing_slicing)] // It was found there, or put there.
    &mut names[index]
}

/// Several calls may wait for one failure.
fn copy(error: Option<&Arc<io::Error>>) -> io::Error {
    error.map_or_else(
        || ureq::Error::HostNotFound.into_io(),
        |error| io::Error::new(error.kind(), error.clone()),
    )
}

/// What the system knows of a name.
fn system(host: &str, port: u16, family: IpFamily) -> io::Result<Vec<SocketAddr>> {
    #[cfg(unix)]
    if family != IpFamily::Any {
        return system_of(host, port, family);
    }
    // Other systems are asked for both families.
    let _ = family;
    (host, port).to_socket_addrs().map(Iterator::collect)
}

/// What it knows of one family, without asking for the other: what std has no words for.
#[cfg(unix)]
fn system_of(host: &str, port: u16, family: IpFamily) -> io::Result<Vec<SocketAddr>> {
    use dns_lookup::{AddrFamily, AddrInfoHints, LookupErrorKind, SockType, getaddrinfo};

    let family = if family == IpFamily::V4 { AddrFamily::Inet } else { AddrFamily::Inet6 };
    let hints = AddrInfoHints {
        address: family.into(),
        // Or each address is there once for each type of socket.
        socktype: SockType::Stream.into(),
        ..AddrInfoHints::default()
    };
    match getaddrinfo(Some(host), None, Some(hints)) {
        Ok(found) => {
            let mut addresses = Vec::new();
            for found in found.flatten() {
                let mut address = found.sockaddr;
                address.set_port(port);
                addresses.push(address);
            }
            Ok(addresses)
        }
        Err(error) if matches!(error.kind(), LookupErrorKind::NoData) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests;
