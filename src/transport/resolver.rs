//! From a server's name to its addresses, within the deadline, and as seldom as may be.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::tcp::Deadline;

/// How long addresses are used before they are looked up again: as name servers do it, without
/// what they say about it, which the system keeps for itself.
const FRESH: Duration = Duration::from_secs(5 * 60);

/// How long to wait for a name server where there are addresses from before.
const PATIENCE: Duration = Duration::from_secs(2);

/// A client's own server, and its proxy.
const MAX_NAMES: usize = 4;

const MAX_ADDRESSES: usize = 16;

/// Asks the system, whose answer can be waited for, but not hurried or called off: in a thread, of
/// which there is one at most for each name, however many calls wait for it or have given up.
#[derive(Clone)]
pub(super) struct Resolver(Arc<Shared>);

struct Shared {
    look_up: Box<LookUp>,
    names: Mutex<Vec<Name>>,
    changed: Condvar,
}

type LookUp = dyn Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync;

struct Name {
    host: String,
    port: u16,
    /// The last ones that were found; they serve while none can be.
    addresses: Vec<SocketAddr>,
    /// When they were found; `None` once connecting to them has failed.
    found: Option<Instant>,
    /// A thread is at it.
    busy: bool,
    /// What came of it, until somebody has seen it.
    failure: Option<Arc<io::Error>>,
}

impl Resolver {
    /// Asks the system.
    pub(super) fn system() -> Self {
        Self::new(|host, port| (host, port).to_socket_addrs().map(Iterator::collect))
    }

    pub(super) fn new(
        look_up: impl Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(Shared {
            look_up: Box::new(look_up),
            names: Mutex::default(),
            changed: Condvar::new(),
        }))
    }

    pub(super) fn addresses(
        &self,
        host: &str,
        port: u16,
        deadline: &Deadline,
    ) -> Result<Vec<SocketAddr>, ureq::Error> {
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        if let Ok(address) = bare.parse::<IpAddr>() {
            return Ok(vec![SocketAddr::new(address, port)]);
        }
        if bare.eq_ignore_ascii_case("localhost") {
            // Plain http is allowed to this name, so no hosts file or name server may lead it away.
            return Ok(vec![
                (Ipv4Addr::LOCALHOST, port).into(),
                (Ipv6Addr::LOCALHOST, port).into(),
            ]);
        }
        self.look_up(bare, port, deadline)
    }

    /// Connecting to these addresses failed: the next call looks for others.
    pub(super) fn distrust(&self, host: &str, port: u16) {
        let mut names = self.0.names();
        if let Some(name) = names.iter_mut().find(|name| name.is(host, port)) {
            name.found = None;
        }
    }

    fn look_up(
        &self,
        host: &str,
        port: u16,
        deadline: &Deadline,
    ) -> Result<Vec<SocketAddr>, ureq::Error> {
        let shared = &self.0;
        let mut names = shared.names();
        let name = of(&mut names, host, port);
        if name.found.is_some_and(|found| found.elapsed() < FRESH) {
            return Ok(name.addresses.clone());
        }
        if !name.busy {
            match self.start(host, port) {
                Ok(()) => {
                    name.busy = true;
                    name.failure = None;
                }
                // No thread is to be had.
                Err(error) if name.addresses.is_empty() => return Err(error.into()),
                Err(_) => return Ok(name.addresses.clone()),
            }
        }

        let started = Instant::now();
        loop {
            let name = of(&mut names, host, port);
            if !name.busy {
                return match &name.failure {
                    Some(error) if name.addresses.is_empty() => Err(copy(error).into()),
                    _ => Ok(name.addresses.clone()),
                };
            }
            let wait = match deadline.left() {
                Ok(left) if name.addresses.is_empty() => left,
                Ok(left) if started.elapsed() < PATIENCE => {
                    left.min(PATIENCE.saturating_sub(started.elapsed()))
                }
                Err(timeout) if name.addresses.is_empty() => return Err(timeout),
                // The name server is as good as down.
                Ok(_) | Err(_) => return Ok(name.addresses.clone()),
            };
            let woken = shared.changed.wait_timeout(names, wait);
            names = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn start(&self, host: &str, port: u16) -> io::Result<()> {
        let (shared, host) = (self.0.clone(), host.to_owned());
        thread::Builder::new().name("seam-client resolver".to_owned()).spawn(move || {
            let result = (shared.look_up)(&host, port);
            let mut names = shared.names();
            let name = of(&mut names, &host, port);
            name.busy = false;
            match result {
                Ok(mut addresses) => {
                    addresses.truncate(MAX_ADDRESSES);
                    name.addresses = addresses;
                    name.found = Some(Instant::now());
                }
                Err(error) => name.failure = Some(Arc::new(error)),
            }
            drop(names);
            shared.changed.notify_all();
        })?;
        Ok(())
    }
}

impl Shared {
    fn names(&self) -> MutexGuard<'_, Vec<Name>> {
        // Nothing that is done under the lock can leave it half done.
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Name {
    fn is(&self, host: &str, port: u16) -> bool {
        self.port == port && self.host.eq_ignore_ascii_case(host)
    }
}

/// The entry of this name, made if it is not there.
fn of<'a>(names: &'a mut Vec<Name>, host: &str, port: u16) -> &'a mut Name {
    let index = names.iter().position(|name| name.is(host, port)).unwrap_or_else(|| {
        if names.len() >= MAX_NAMES {
            names.remove(0);
        }
        names.push(Name {
            host: host.to_owned(),
            port,
            addresses: Vec::new(),
            found: None,
            busy: false,
            failure: None,
        });
        names.len() - 1
    });
    #[allow(clippy::indexing_slicing)] // It was found there, or put there.
    &mut names[index]
}

/// Several calls may wait for one failure.
fn copy(error: &Arc<io::Error>) -> io::Error {
    io::Error::new(error.kind(), error.clone())
}

impl fmt::Debug for Resolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resolver").finish_non_exhaustive()
    }
}
