//! Resolves names by the system's resolver.

use std::io;
use std::net::{SocketAddr, ToSocketAddrs};

use crate::transport::IpFamily;

/// The addresses of a name.
pub(super) fn look_up(host: &str, port: u16, family: IpFamily) -> io::Result<Vec<SocketAddr>> {
    #[cfg(unix)]
    if family != IpFamily::Any {
        return look_up_family(host, port, family);
    }
    // Other systems always look up both families.
    let _ = family;
    (host, port).to_socket_addrs().map(Iterator::collect)
}

/// Looks up one family only, which std cannot do.
#[cfg(unix)]
fn look_up_family(host: &str, port: u16, family: IpFamily) -> io::Result<Vec<SocketAddr>> {
    use dns_lookup::{AddrFamily, AddrInfoHints, LookupErrorKind, SockType, getaddrinfo};

    let family = if family == IpFamily::V4 { AddrFamily::Inet } else { AddrFamily::Inet6 };
    let hints = AddrInfoHints {
        address: family.into(),
        // Otherwise each address comes once for each type of socket.
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
