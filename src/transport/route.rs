//! The route to the server: its addresses or its proxy's, the socket, the tunnel and TLS.

use std::net::SocketAddr;

#[cfg(feature = "tls")]
use super::address::remove;
use super::address::static_addresses;
use super::deadline::Deadline;
use super::failure::Failure;
use super::link::Link;
#[cfg(feature = "tls")]
use super::resolver::{Found, Resolver};
#[cfg(feature = "tls")]
use super::tls::{self, Tls};
use super::{IpFamily, socket};
#[cfg(feature = "tls")]
use super::{exchange, tunnel};
use crate::error::Step;
use crate::origin::without_brackets;
#[cfg(feature = "tls")]
use crate::proxy::Chosen;

pub(super) struct Route {
    /// Plain http goes only to this machine, which needs no DNS lookup.
    #[cfg(feature = "tls")]
    pub(super) resolver: Resolver,
    pub(super) ip_family: IpFamily,
    #[cfg(feature = "tls")]
    pub(super) tls: Tls,
    #[cfg(feature = "tls")]
    pub(super) proxy: Option<Chosen>,
    #[cfg(feature = "tls")]
    pub(super) user_agent: String,
}

/// A server, as a URL names it.
#[derive(Clone, Copy)]
pub(super) struct Server<'a> {
    #[cfg_attr(not(feature = "tls"), allow(dead_code))]
    pub(super) https: bool,
    /// An IPv6 address is in brackets.
    pub(super) host: &'a str,
    pub(super) port: u16,
}

/// The TLS session with the server, if any.
#[cfg(feature = "tls")]
pub(super) type Session = Option<rustls::ClientConnection>;
#[cfg(not(feature = "tls"))]
pub(super) type Session = ();

impl Route {
    /// Connects to the server. If an address fails, in whatever way, the others are tried, and then those that a name
    /// server knows by now.
    #[cfg(feature = "tls")]
    pub(super) fn open(
        &self,
        server: Server<'_>,
        deadline: Deadline,
    ) -> Result<(Link, Session), Failure> {
        let (host, port) = self.peer(server);
        // The addresses not to try again.
        let mut failed = Vec::new();
        let mut failure = None;
        for is_last in [false, true] {
            let Found { mut addresses, fresh } = match self.find(host, port, deadline) {
                Ok(found) => found,
                Err(error) => {
                    return Err(failure.unwrap_or_else(|| self.at_peer(Step::Resolve, error)));
                }
            };
            remove(&mut addresses, &failed);
            // If this is not the last round, leave time for the addresses that a name server knows by now.
            let is_last = is_last || fresh;
            while !addresses.is_empty() {
                let part = if is_last { deadline } else { deadline.half() };
                let (socket, address) = match socket::open(&addresses, part) {
                    Ok(opened) => opened,
                    Err(error) => {
                        for address in &addresses {
                            self.resolver.failed(host, port, *address);
                        }
                        // These may be tried again: one that was slow may work then, and one that refuses does so
                        // at once.
                        keep_furthest(&mut failure, self.at_peer(Step::Connect, error.into()));
                        break;
                    }
                };
                let part = if is_last && addresses.len() == 1 { deadline } else { deadline.half() };
                match exchange::until(part, || self.agree(Link::new(socket), server)) {
                    Ok(opened) => {
                        self.resolver.worked(host, port, address);
                        return Ok(opened);
                    }
                    // The proxy's address is right, and the fault is elsewhere.
                    Err(other) if self.is_beyond_peer(&other) => return Err(other),
                    Err(other) => {
                        self.resolver.failed(host, port, address);
                        failed.push(address);
                        remove(&mut addresses, &[address]);
                        keep_furthest(&mut failure, other);
                    }
                }
            }
            if is_last {
                break;
            }
        }
        Err(failure.unwrap_or_else(|| self.at_peer(Step::Resolve, ureq::Error::HostNotFound)))
    }

    /// Connects to this machine, which needs no DNS lookup.
    #[cfg(not(feature = "tls"))]
    pub(super) fn open(
        &self,
        server: Server<'_>,
        deadline: Deadline,
    ) -> Result<(Link, Session), Failure> {
        let addresses = self.static_addresses(without_brackets(server.host), server.port);
        if addresses.is_empty() {
            return Err(Failure::before(Step::Resolve, ureq::Error::HostNotFound));
        }
        match socket::open(&addresses, deadline) {
            Ok((socket, _)) => Ok((Link::new(socket), ())),
            Err(error) => Err(Failure::before(Step::Connect, error)),
        }
    }

    /// Opens the tunnel through the proxy, if there is one, and makes the TLS handshake with the server.
    #[cfg(feature = "tls")]
    fn agree(&self, mut link: Link, server: Server<'_>) -> Result<(Link, Session), Failure> {
        if let Some(proxy) = &self.proxy {
            if proxy.https {
                let session = self.tls.connect(without_brackets(&proxy.host), &mut link);
                link =
                    link.through(session.map_err(|error| self.at_peer(Step::Tls, error.into()))?);
            }
            tunnel::open(&mut link, server, proxy, &self.user_agent)?;
        }
        if !server.https {
            return Ok((link, None));
        }
        match self.tls.connect(without_brackets(server.host), &mut link) {
            Ok(session) => Ok((link, Some(session))),
            Err(error) => Err(Failure::before(Step::Tls, error)),
        }
    }

    /// The other end of the socket: the proxy or the server itself.
    #[cfg(feature = "tls")]
    fn peer<'a>(&'a self, server: Server<'a>) -> (&'a str, u16) {
        match &self.proxy {
            Some(proxy) => (without_brackets(&proxy.host), proxy.port),
            None => (without_brackets(server.host), server.port),
        }
    }

    #[cfg(feature = "tls")]
    fn find(&self, host: &str, port: u16, deadline: Deadline) -> Result<Found, ureq::Error> {
        if static_addresses(host, port).is_empty() {
            return Ok(self.resolver.look_up(host, port, self.ip_family, deadline)?);
        }
        Ok(Found { addresses: self.static_addresses(host, port), fresh: true })
    }

    /// The addresses of a host that needs no DNS lookup, limited to the configured family.
    fn static_addresses(&self, host: &str, port: u16) -> Vec<SocketAddr> {
        let mut addresses = static_addresses(host, port);
        self.ip_family.retain_in(&mut addresses);
        addresses
    }

    /// A failure at the other end of the socket.
    #[cfg(feature = "tls")]
    #[inline(never)]
    fn at_peer(&self, step: Step, error: ureq::Error) -> Failure {
        Failure { at_proxy: self.proxy.is_some(), ..Failure::before(step, error) }
    }

    /// Whether the other end of the socket did its part.
    #[cfg(feature = "tls")]
    fn is_beyond_peer(&self, failure: &Failure) -> bool {
        self.proxy.is_some() && (!failure.at_proxy || failure.is_final)
    }
}

/// Keeps the failure that got furthest: a certificate's is further than another of TLS, and that than one of
/// connecting.
#[cfg(feature = "tls")]
fn keep_furthest(failure: &mut Option<Failure>, later: Failure) {
    let rank = |failure: &Failure| match &failure.error {
        ureq::Error::Io(error) if failure.step == Step::Tls && tls::is_final(error) => 2,
        _ => u8::from(failure.step == Step::Tls),
    };
    if failure.as_ref().is_none_or(|earlier| rank(earlier) <= rank(&later)) {
        *failure = Some(later);
    }
}

#[cfg(all(test, feature = "tls"))]
mod tests;
