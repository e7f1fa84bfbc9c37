//! Addresses of a host: their family, and those that require no lookup.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

/// Which of a host's addresses to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IpFamily {
    /// Both families, alternating, beginning with the one that the system lists first.
    #[default]
    Any,
    /// Only IPv4 addresses, for networks where IPv6 is configured but does not work. On Unix, name servers are
    /// not asked for others.
    V4,
    /// Only IPv6 addresses. On Unix, name servers are not asked for others.
    V6,
}

impl IpFamily {
    pub(super) fn retain_in(self, addresses: &mut Vec<SocketAddr>) {
        addresses.retain(|address| match self {
            Self::Any => true,
            Self::V4 => address.is_ipv4(),
            Self::V6 => address.is_ipv6(),
        });
    }
}

/// Takes all that are among `others` out of `addresses`.
#[cfg(feature = "tls")]
pub(super) fn remove(addresses: &mut Vec<SocketAddr>, others: &[SocketAddr]) {
    addresses.retain(|address| !others.contains(address));
}

/// The addresses of a host that requires no lookup: an IP address, or `localhost`.
pub(super) fn static_addresses(host: &str, port: u16) -> Vec<SocketAddr> {
    if host.eq_ignore_ascii_case("localhost") {
        // Plain http is allowed to this name, so no hosts file or name server may lead it away.
        return vec![(Ipv4Addr::LOCALHOST, port).into(), (Ipv6Addr::LOCALHOST, port).into()];
    }
    host.parse().map_or_else(|_| Vec::new(), |address| vec![SocketAddr::new(address, port)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ip_addresses_and_localhost_need_no_lookup() {
        assert_eq!(static_addresses("192.0.2.1", 7), [(Ipv4Addr::new(192, 0, 2, 1), 7).into()]);
        assert_eq!(static_addresses("::1", 7), [(Ipv6Addr::LOCALHOST, 7).into()]);
        let localhost = [(Ipv4Addr::LOCALHOST, 7).into(), (Ipv6Addr::LOCALHOST, 7).into()];
        assert_eq!(static_addresses("LocalHost", 7), localhost);
        assert_eq!(static_addresses("localhost.example", 7), []);
    }
}
