//! From a server's name to its addresses, within the deadline, and as seldom as may be.

use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::IpFamily;
use super::deadline::Deadline;

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
    spawn: Spawn,
    fresh: Duration,
    patience: Duration,
    names: Mutex<Vec<Name>>,
    changed: Condvar,
}

pub(super) type LookUp = dyn Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync;

/// Runs something in a thread of its own, if one is to be had.
type Spawn = fn(Box<dyn FnOnce() + Send>) -> io::Result<()>;

fn spawn(what: Box<dyn FnOnce() + Send>) -> io::Result<()> {
    thread::Builder::new().name("seam-client resolver".to_owned()).spawn(what).map(drop)
}

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

/// What a look-up found.
pub(super) struct Found {
    /// In the order to try them.
    pub(super) addresses: Vec<SocketAddr>,
    /// The name server said so, and all that it has to say, within this very look-up, and not before.
    pub(super) fresh: bool,
}

impl Resolver {
    /// Asks the system.
    pub(super) fn system() -> Self {
        let look_up = |host: &str, port| (host, port).to_socket_addrs().map(Iterator::collect);
        Self::new(Box::new(look_up), FRESH, PATIENCE)
    }

    pub(super) fn new(look_up: Box<LookUp>, fresh: Duration, patience: Duration) -> Self {
        Self::with(look_up, spawn, fresh, patience)
    }

    fn with(look_up: Box<LookUp>, spawn: Spawn, fresh: Duration, patience: Duration) -> Self {
        Self(Arc::new(Shared {
            look_up,
            spawn,
            fresh,
            patience,
            names: Mutex::default(),
            changed: Condvar::new(),
        }))
    }

    /// A connection to it was opened, TLS included.
    pub(super) fn worked(&self, _host: &str, _port: u16, _address: SocketAddr) {}

    /// It could not be opened: the name server is asked anew at the next look-up, and this one goes
    /// last until it works.
    pub(super) fn failed(&self, host: &str, port: u16, _address: SocketAddr) {
        let mut names = self.0.names();
        if let Some(name) = names.iter_mut().find(|name| name.is(host, port)) {
            name.found = None;
        }
    }

    /// The addresses of this family, in the order to try them.
    pub(super) fn look_up(
        &self,
        host: &str,
        port: u16,
        family: IpFamily,
        deadline: Deadline,
    ) -> io::Result<Found> {
        let known = {
            let mut names = self.0.names();
            of(&mut names, host, port).found
        };
        let mut addresses = self.any(host, port, deadline)?;
        addresses.retain(|address| match family {
            IpFamily::Any => true,
            IpFamily::V4 => address.is_ipv4(),
            IpFamily::V6 => address.is_ipv6(),
        });
        let mut names = self.0.names();
        let fresh = of(&mut names, host, port).found != known;
        Ok(Found { addresses, fresh })
    }

    fn any(&self, host: &str, port: u16, deadline: Deadline) -> io::Result<Vec<SocketAddr>> {
        let shared = &self.0;
        let mut names = shared.names();
        let name = of(&mut names, host, port);
        if name.found.is_some_and(|found| found.elapsed() < shared.fresh) {
            return Ok(name.addresses.clone());
        }
        if !name.busy {
            match self.start(host, port) {
                Ok(()) => {
                    name.busy = true;
                    name.failure = None;
                }
                // No thread is to be had.
                Err(error) if name.addresses.is_empty() => return Err(error),
                Err(_) => return Ok(name.addresses.clone()),
            }
        }

        let started = Instant::now();
        loop {
            let name = of(&mut names, host, port);
            if !name.busy {
                return match &name.failure {
                    Some(error) if name.addresses.is_empty() => Err(copy(error)),
                    _ => Ok(name.addresses.clone()),
                };
            }
            let wait = match deadline.left() {
                Ok(left) if name.addresses.is_empty() => left,
                Ok(left) if started.elapsed() < shared.patience => {
                    left.min(shared.patience.saturating_sub(started.elapsed()))
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
        (self.0.spawn)(Box::new(move || {
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
        }))
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::net::Ipv4Addr;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;

    use ureq::Timeout;

    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    fn within(time: Duration) -> Deadline {
        Deadline::after(time, Timeout::Connect)
    }

    fn address(last: u8) -> SocketAddr {
        (Ipv4Addr::new(192, 0, 2, last), 443).into()
    }

    /// A name server that gives each time another address, unless it is down.
    struct Names {
        resolver: Resolver,
        asked: Arc<AtomicUsize>,
        down: Arc<Mutex<bool>>,
    }

    fn names(fresh: Duration) -> Names {
        let (asked, down) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(false)));
        let (count, is_down) = (asked.clone(), down.clone());
        let look_up = move |_: &str, _| {
            let number = count.fetch_add(1, Ordering::SeqCst) + 1;
            if *is_down.lock().unwrap() {
                return Err(io::Error::other("the name server is down"));
            }
            Ok(vec![address(number as u8)])
        };
        Names { resolver: Resolver::new(Box::new(look_up), fresh, HOUR), asked, down }
    }

    impl Names {
        fn look_up(&self) -> Result<Vec<SocketAddr>, String> {
            let found = self.resolver.look_up("seam.example", 443, IpFamily::Any, within(HOUR));
            found.map_err(|error| error.to_string())
        }

        fn asked(&self) -> usize {
            self.asked.load(Ordering::SeqCst)
        }
    }

    #[test]
    fn a_name_is_looked_up_once_and_again_when_its_addresses_are_old_or_bad() {
        let fresh = names(HOUR);
        for _ in 0..100 {
            assert_eq!(fresh.look_up(), Ok(vec![address(1)]));
        }
        assert_eq!(fresh.asked(), 1);
        fresh.resolver.failed("seam.example", 443, address(1));
        assert_eq!(fresh.look_up(), Ok(vec![address(2)]));
        assert_eq!(fresh.look_up(), Ok(vec![address(2)]));

        let old = names(Duration::ZERO);
        assert_eq!(old.look_up(), Ok(vec![address(1)]));
        assert_eq!(old.look_up(), Ok(vec![address(2)]));
    }

    #[test]
    fn the_last_known_addresses_serve_while_the_name_server_is_down() {
        let names = names(Duration::ZERO);
        *names.down.lock().unwrap() = true;
        assert_eq!(names.look_up(), Err("the name server is down".to_owned()));
        *names.down.lock().unwrap() = false;
        assert_eq!(names.look_up(), Ok(vec![address(2)]));
        *names.down.lock().unwrap() = true;
        for _ in 0..3 {
            names.resolver.failed("seam.example", 443, address(1));
            assert_eq!(names.look_up(), Ok(vec![address(2)]));
        }
        *names.down.lock().unwrap() = false;
        assert_eq!(names.look_up(), Ok(vec![address(6)]));
    }

    #[test]
    fn however_many_calls_wait_for_a_name_server_that_hangs_one_thread_does() {
        let (release, released) = mpsc::channel::<()>();
        let released = Mutex::new(released);
        let asked = Arc::new(AtomicUsize::new(0));
        let count = asked.clone();
        let look_up = move |_: &str, _| {
            count.fetch_add(1, Ordering::SeqCst);
            // Until the test is over.
            let _ = released.lock().unwrap().recv();
            Ok(vec![address(1)])
        };
        let resolver = Resolver::new(Box::new(look_up), HOUR, Duration::ZERO);
        for _ in 0..200 {
            let found = resolver.look_up(
                "seam.example",
                443,
                IpFamily::Any,
                within(Duration::from_millis(1)),
            );
            let error = ureq::Error::from(found.unwrap_err());
            assert!(matches!(error, ureq::Error::Timeout(Timeout::Connect)), "{error:?}");
        }
        assert_eq!(asked.load(Ordering::SeqCst), 1);

        // The answer that comes at last is there for the next.
        release.send(()).unwrap();
        let found = resolver.look_up("seam.example", 443, IpFamily::Any, within(HOUR)).unwrap();
        assert_eq!(found, [address(1)]);

        // And while it hangs again, the last known ones serve.
        resolver.failed("seam.example", 443, address(1));
        let found = resolver.look_up("seam.example", 443, IpFamily::Any, within(HOUR)).unwrap();
        assert_eq!(found, [address(1)]);

        // Also if the time of the call is over before the patience.
        let patient = Resolver(Arc::new(Shared {
            look_up: Box::new(|_, _| Ok(Vec::new())),
            spawn,
            fresh: HOUR,
            patience: HOUR,
            names: Mutex::new(std::mem::take(&mut *resolver.0.names())),
            changed: Condvar::new(),
        }));
        let found = patient
            .look_up("seam.example", 443, IpFamily::Any, within(Duration::from_millis(1)))
            .unwrap();
        assert_eq!(found, [address(1)]);
    }

    #[test]
    fn addresses_are_of_one_name_and_one_port() {
        let names = names(HOUR);
        let look_up = |host: &str, port| {
            names.resolver.look_up(host, port, IpFamily::Any, within(HOUR)).unwrap().addresses
        };
        assert_eq!(look_up("seam.example", 443), [address(1)]);
        assert_eq!(look_up("proxy.example", 443), [address(2)]);
        assert_eq!(look_up("seam.example", 444), [address(3)]);
        assert_eq!(look_up("Seam.Example", 443), [address(1)]);
        assert_eq!(names.asked(), 3);
        names.resolver.failed("proxy.example", 443, address(1));
        assert_eq!(look_up("seam.example", 443), [address(1)]);
        assert_eq!(look_up("proxy.example", 443), [address(4)]);
        // The oldest of too many is forgotten.
        assert_eq!(look_up("other.example", 1), [address(5)]);
        assert_eq!(look_up("other.example", 2), [address(6)]);
        assert_eq!(look_up("proxy.example", 443), [address(4)]);
        assert_eq!(look_up("seam.example", 443), [address(7)]);
    }

    #[test]
    fn of_a_great_many_addresses_the_first_ones_are_used() {
        let look_up = |_: &str, _| Ok((0..100).map(address).collect());
        let resolver = Resolver::new(Box::new(look_up), HOUR, HOUR);
        let found = resolver.look_up("seam.example", 443, IpFamily::Any, within(HOUR)).unwrap();
        assert_eq!(found, (0..16).map(address).collect::<Vec<_>>());
    }

    /// As where a device has no memory left for one.
    #[test]
    fn without_a_thread_the_last_known_addresses_serve_or_the_call_fails() {
        static ARE_THREADS: AtomicUsize = AtomicUsize::new(0);
        let scarce: Spawn = |what| match ARE_THREADS.load(Ordering::SeqCst) {
            0 => Err(io::ErrorKind::OutOfMemory.into()),
            _ => spawn(what),
        };
        let look_up = |_: &str, _| Ok(vec![address(1)]);
        let resolver = Resolver::with(Box::new(look_up), scarce, Duration::ZERO, HOUR);
        let look_up = || resolver.look_up("seam.example", 443, IpFamily::Any, within(HOUR));
        assert_eq!(look_up().unwrap_err().kind(), io::ErrorKind::OutOfMemory);
        ARE_THREADS.store(1, Ordering::SeqCst);
        assert_eq!(look_up().unwrap(), [address(1)]);
        ARE_THREADS.store(0, Ordering::SeqCst);
        assert_eq!(look_up().unwrap(), [address(1)]);
    }

    #[test]
    fn the_systems_addresses_are_used_for_five_minutes_and_waited_for_two_seconds() {
        let resolver = Resolver::system();
        assert_eq!(resolver.0.fresh, Duration::from_secs(300));
        assert_eq!(resolver.0.patience, Duration::from_secs(2));
        let found = resolver.look_up("127.0.0.1", 7, within(HOUR)).unwrap();
        assert_eq!(found, [(Ipv4Addr::LOCALHOST, 7).into()]);
    }

    #[test]
    fn calls_at_once_share_a_look_up() {
        let names = names(HOUR);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| assert_eq!(names.look_up(), Ok(vec![address(1)])));
            }
        });
        assert_eq!(names.asked(), 1);
    }
}
