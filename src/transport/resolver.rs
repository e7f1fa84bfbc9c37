//! From the server's name to its addresses, within the deadline.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::{io, thread, vec};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver as Resolve};
use ureq::unversioned::transport::NextTimeout;

use super::{Step, mark};

/// ureq's own starts a thread for every call, for an address too, and panics if none is to be had.
#[derive(Debug)]
pub(super) struct Resolver;

/// ureq's own limit.
const MAX_ADDRESSES: usize = 16;

impl Resolve for Resolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        self.addresses(uri, config, timeout).map_err(|error| mark(Step::Resolve, error))
    }
}

impl Resolver {
    fn addresses(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().ok_or(ureq::Error::HostNotFound)?;
        let https = uri.scheme_str().is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"));
        let port = uri.port_u16().unwrap_or(if https { 443 } else { 80 });

        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let found = if let Ok(address) = bare.parse::<IpAddr>() {
            vec![SocketAddr::new(address, port)]
        } else if bare.eq_ignore_ascii_case("localhost") {
            // Plain http is allowed to this name, so no hosts file or name server may lead it away.
            vec![(Ipv4Addr::LOCALHOST, port).into(), (Ipv6Addr::LOCALHOST, port).into()]
        } else {
            look_up(bare, port, timeout)?.collect()
        };

        let mut addresses = self.empty();
        for address in config.ip_family().keep_wanted(found.into_iter()).take(MAX_ADDRESSES) {
            addresses.push(address);
        }
        if addresses.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(addresses) }
    }
}

/// Asks the system, in a thread: its answer can be waited for, but not hurried or called off.
fn look_up(
    host: &str,
    port: u16,
    timeout: NextTimeout,
) -> Result<vec::IntoIter<SocketAddr>, ureq::Error> {
    let name = (host.to_owned(), port);
    let (answer, answered) = mpsc::sync_channel(1);
    thread::Builder::new().name("seam-client resolver".to_owned()).spawn(move || {
        let (host, port) = &name;
        // Nobody may be waiting any more.
        let _ = answer.send((host.as_str(), *port).to_socket_addrs());
    })?;
    match answered.recv_timeout(*timeout.after) {
        Ok(addresses) => Ok(addresses?),
        Err(RecvTimeoutError::Timeout) => Err(ureq::Error::Timeout(timeout.reason)),
        Err(RecvTimeoutError::Disconnected) => {
            Err(io::Error::other("the resolver stopped without an answer").into())
        }
    }
}
