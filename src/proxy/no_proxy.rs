//! `NO_PROXY`: the servers for which the environment's proxy is not used.

use std::net::{IpAddr, Ipv6Addr};

use crate::Error;
use crate::origin::{Origin, is_host, port_number, without_brackets};
use crate::secret::shown;

/// What one entry of the list names.
enum Entry<'a> {
    All,
    /// A domain with all of its subdomains, without a dot at either end.
    Domain(&'a str),
    /// The addresses that share this many leading bits with this one.
    Network(IpAddr, u32),
}

/// Whether a list, which errors call `name`, names this https server. The list is read to its end, so that an
/// invalid entry is an error even if an earlier one matches.
pub(super) fn names(list: &str, name: &str, origin: &Origin) -> Result<bool, Error> {
    let host = without_dot(&origin.host);
    let address = without_brackets(host).parse().ok();
    let mut named = false;
    for text in list.split(is_between).filter(|text| !text.is_empty()) {
        let Some((entry, port)) = read(text) else {
            return Err(Error::invalid(format!(
                "{name} has an entry that is not a host, domain, address or network: {}",
                shown(text)
            )));
        };
        let is_port = port.is_none_or(|port| port == origin.port.unwrap_or(443));
        named |= is_port
            && match (entry, address) {
                (Entry::All, _) => true,
                (Entry::Domain(domain), None) => is_within(host, domain),
                (Entry::Network(network, bits), Some(address)) => {
                    is_in_network(network, address, bits)
                }
                _ => false,
            };
    }
    Ok(named)
}

/// Parses one entry, and the port that it is limited to.
fn read(text: &str) -> Option<(Entry<'_>, Option<u16>)> {
    if let Some((address, bits)) = text.split_once('/') {
        let address: IpAddr = address.parse().ok()?;
        let digits = bits.bytes().all(|byte| byte.is_ascii_digit());
        let bits = bits.parse().ok().filter(|bits| digits && *bits <= width(address))?;
        return Some((Entry::Network(address, bits), None));
    }
    // Without brackets, every colon belongs to the address.
    if let Ok(address) = text.parse::<Ipv6Addr>() {
        return Some((Entry::Network(address.into(), 128), None));
    }
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port_number(port)?)),
        _ => (text, None),
    };
    if host == "*" {
        return Some((Entry::All, port));
    }
    if let Some(inner) = host.strip_prefix('[') {
        let address: Ipv6Addr = inner.strip_suffix(']')?.parse().ok()?;
        return Some((Entry::Network(address.into(), 128), port));
    }
    if let Ok(address) = host.parse() {
        return Some((Entry::Network(address, width(address)), port));
    }
    let domain = without_dot(host.strip_prefix('*').filter(is_dotted).unwrap_or(host));
    let domain = domain.strip_prefix('.').unwrap_or(domain);
    is_host(domain).then_some((Entry::Domain(domain), port))
}

fn is_between(c: char) -> bool {
    matches!(c, ',' | ' ' | '\t')
}

fn is_dotted(text: &&str) -> bool {
    text.starts_with('.')
}

fn without_dot(host: &str) -> &str {
    host.strip_suffix('.').unwrap_or(host)
}

fn width(address: IpAddr) -> u32 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn is_within(host: &str, domain: &str) -> bool {
    let Some((before, end)) =
        host.len().checked_sub(domain.len()).and_then(|at| host.split_at_checked(at))
    else {
        return false;
    };
    end.eq_ignore_ascii_case(domain) && (before.is_empty() || before.ends_with('.'))
}

fn is_in_network(network: IpAddr, address: IpAddr, bits: u32) -> bool {
    /// The address's bits, left-aligned.
    fn all(address: IpAddr) -> u128 {
        match address {
            IpAddr::V4(address) => u128::from(u32::from(address)) << 96,
            IpAddr::V6(address) => address.into(),
        }
    }
    network.is_ipv4() == address.is_ipv4() && (all(network) ^ all(address)).leading_zeros() >= bits
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts for each of these endpoints whether this list names it.
    fn assert_names(list: &str, expected: &[(&str, bool)]) {
        for (endpoint, expected) in expected {
            let origin = Origin::parse(endpoint, "it").unwrap();
            assert_eq!(names(list, "NO_PROXY", &origin).unwrap(), *expected, "{list}: {endpoint}");
        }
    }

    #[test]
    fn a_no_proxy_domain_covers_itself_and_its_subdomains() {
        for list in [
            "getseam.com",
            ".getseam.com",
            "*.getseam.com",
            "getseam.com.",
            ".getseam.com.",
            "GetSeam.COM",
        ] {
            assert_names(
                list,
                &[
                    ("https://getseam.com", true),
                    ("https://connect.getseam.com", true),
                    ("https://connect.getseam.com.", true),
                    ("https://a.b.getseam.com:8443", true),
                    ("https://notgetseam.com", false),
                    ("https://getseam.com.example", false),
                    ("https://com", false),
                    ("https://10.1.2.3", false),
                ],
            );
        }
    }

    #[test]
    fn no_proxy_entries_are_separated_by_commas_or_spaces() {
        for list in
            ["a,b.example", "a b.example", " a ,\tb.example , ", ",,a,,b.example,", "b.example"]
        {
            assert_names(list, &[("https://b.example", true), ("https://c.example", false)]);
        }
        for list in ["", " ", ",", " , "] {
            assert_names(list, &[("https://b.example", false)]);
        }
    }

    #[test]
    fn a_lone_star_matches_every_host() {
        for list in ["*", "a, *", "* a"] {
            assert_names(
                list,
                &[("https://b", true), ("https://1.2.3.4", true), ("https://[::2]", true)],
            );
        }
        assert_names("*:443", &[("https://b", true), ("https://b:444", false)]);
    }

    #[test]
    fn an_entry_with_a_port_matches_only_that_port() {
        let at = |list| {
            assert_names(
                list,
                &[
                    ("https://a.example", true),
                    ("https://b.a.example:443", true),
                    ("https://a.example:8443", false),
                ],
            );
        };
        at("a.example:443");
        at(".a.example:443");
        assert_names(
            "a.example:8443",
            &[("https://a.example:8443", true), ("https://a.example", false)],
        );
        assert_names(
            "10.0.0.1:8443",
            &[("https://10.0.0.1:8443", true), ("https://10.0.0.1", false)],
        );
        assert_names(
            "[fd00::1]:8443",
            &[("https://[fd00::1]:8443", true), ("https://[fd00::1]", false)],
        );
    }

    #[test]
    fn only_address_and_network_entries_match_an_ip_address() {
        for (list, expected) in [
            ("10.1.2.3", &[("https://10.1.2.3", true), ("https://10.1.2.4", false)][..]),
            ("10.0.0.0/8", &[("https://10.1.2.3", true), ("https://11.1.2.3", false)]),
            ("10.255.255.255/8", &[("https://10.1.2.3", true), ("https://a.example", false)]),
            ("10.1.2.0/25", &[("https://10.1.2.127", true), ("https://10.1.2.128", false)]),
            ("10.1.2.3/32", &[("https://10.1.2.3", true), ("https://10.1.2.2", false)]),
            ("0.0.0.0/0", &[("https://10.1.2.3", true), ("https://[fd00::1]", false)]),
            ("::/0", &[("https://10.1.2.3", false), ("https://[fd00::1]", true)]),
            ("fd00::/8", &[("https://[fd12::1]", true), ("https://[fe00::1]", false)]),
            ("fd00::/9", &[("https://[fd7f::1]", true), ("https://[fd80::1]", false)]),
            ("fd00::1", &[("https://[fd00:0::1]", true), ("https://[fd00::2]", false)]),
            ("[FD00::1]", &[("https://[fd00::1]", true), ("https://[fd00::1]:8443", true)]),
            // The end of a name is a domain; the end of an address is not.
            ("3", &[("https://10.1.2.3", false), ("https://a.3", true)]),
            ("2.3", &[("https://10.1.2.3", false)]),
        ] {
            assert_names(list, expected);
        }
    }

    #[test]
    fn an_invalid_no_proxy_entry_is_rejected_at_any_position() {
        let origin = Origin::parse("https://a", "it").unwrap();
        for (entry, told) in [
            ("10.0.0.0/99", "\"10.0.0.0/99\""),
            ("10.0.0.0/", "\"10.0.0.0/\""),
            ("10.0.0.0/+8", "…"),
            ("10.0/8", "\"10.0/8\""),
            ("a.example/8", "\"a.example/8\""),
            ("fd00::/129", "…"),
            ("[fd00::1", "…"),
            ("[a.example]", "…"),
            ("fe80::1%eth0", "…"),
            ("http://x", "…"),
            ("hunter2@x", "…"),
            ("a.example:0", "…"),
            ("a.example:", "…"),
            ("a.example:65536", "…"),
            ("*example", "…"),
            ("10.*", "…"),
            ("a;b", "…"),
            ("<local>", "…"),
            ("bücher.example", "…"),
            (".", "\".\""),
            ("seam_apikey1_hunter2@x", "seam_…"),
        ] {
            for list in [entry, &format!("a,{entry}"), &format!("{entry} a")] {
                let error = names(list, "no_proxy", &origin).expect_err(entry).to_string();
                let sentence =
                    "no_proxy has an entry that is not a host, domain, address or network: ";
                assert_eq!(error, format!("{sentence}{told}"), "{list}");
            }
        }
    }
}
