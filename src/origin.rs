//! Where Seam is: scheme, host and port of a URL, and nothing else.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::Error;
use crate::secret::holds_secret;

/// The server that a client talks to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) https: bool,
    /// As in a URL: an IPv6 address stands in brackets.
    pub(crate) host: String,
    pub(crate) port: Option<u16>,
}

impl Origin {
    pub(crate) const SEAM: &'static str = "https://connect.getseam.com";

    /// Parses an endpoint's URL, which errors call `name`. They never show the URL, since it may contain a password.
    pub(crate) fn parse(url: &str, name: &str) -> Result<Self, Error> {
        Self::read(url).map_err(|flaw| Error::flawed(name, flaw))
    }

    /// Like `parse`; the error says what is wrong, in words that follow the URL's name.
    fn read(url: &str) -> Result<Self, &'static str> {
        if has_space(url) {
            return Err(SPACE);
        }
        let Some((scheme, rest)) = split_scheme(url) else {
            return Err("is not a URL: a URL begins with https://");
        };
        let https = if scheme.eq_ignore_ascii_case("https") {
            true
        } else if scheme.eq_ignore_ascii_case("http") {
            false
        } else {
            return Err("is neither https nor http");
        };
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.contains('@') {
            return Err("contains a user name or password: remove it");
        }
        if let Some(flaw) = more_than_authority(authority) {
            return Err(flaw);
        }
        let (host, port) = host_and_port(authority)?;
        let origin = Self { https, host, port };
        if !https && !origin.is_loopback() {
            return Err("is http, which anyone on the network can read: use https \
                 (http is only for localhost, 127.0.0.0/8 and [::1])");
        }
        Ok(origin)
    }

    /// The `Host` header that is sent instead of this server's own. Errors call it `name`.
    pub(crate) fn host_header(&self, text: &str, name: &str) -> Result<String, Error> {
        self.read_host(text).map_err(|flaw| Error::flawed(name, flaw))
    }

    fn read_host(&self, text: &str) -> Result<String, &'static str> {
        if self.https {
            return Err(
                "is only for an http endpoint on a loopback host, where another program does \
                 TLS: with https, leave it out",
            );
        }
        if has_space(text) {
            return Err(SPACE);
        }
        if text.bytes().any(|byte| b"/@?#".contains(&byte)) {
            return Err(
                "is more than a host: give a host, such as connect.getseam.com, or host:port",
            );
        }
        let (host, port) = host_and_port(text)?;
        Ok(match port {
            Some(port) => format!("{host}:{port}"),
            None => host,
        })
    }

    /// Whether this is the local machine, by a name or address that cannot mean another.
    pub(crate) fn is_loopback(&self) -> bool {
        self.host == "localhost"
            || self.host == "[::1]"
            || self.host.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback())
    }

    /// `https://host:port`, ready for a path to be appended.
    pub(crate) fn url(&self) -> String {
        let scheme = if self.https { "https" } else { "http" };
        match self.port {
            Some(port) => format!("{scheme}://{}:{port}", self.host),
            None => format!("{scheme}://{}", self.host),
        }
    }
}

/// A URL's scheme, and what follows `://`.
pub(crate) fn split_scheme(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once(':')?;
    Some((scheme, rest.strip_prefix("//")?))
}

/// A host as it stands in a URL, without the brackets of an IPv6 address.
pub(crate) fn without_brackets(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

pub(crate) const SPACE: &str = "contains white space or a line break: remove it";

pub(crate) fn has_space(url: &str) -> bool {
    url.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Whether a URL has more than host and port; if so, says what is wrong, in words that follow its name.
pub(crate) fn more_than_authority(rest: &str) -> Option<&'static str> {
    let holds = |one: &[u8]| rest.bytes().any(|byte| one.contains(&byte));
    if holds(b"?#") {
        return Some("has a query or fragment: give only scheme, host and port");
    }
    holds(b"/").then_some("has a path: give only scheme, host and port")
}

/// The host, in lower case, and the port of a URL. The error says what is wrong, in words that follow its name.
pub(crate) fn host_and_port(authority: &str) -> Result<(String, Option<u16>), &'static str> {
    let (host, port) = match authority.rsplit_once(':') {
        // Colons inside an IPv6 address's brackets do not begin a port.
        Some((host, port)) if !port.ends_with(']') => match port_number(port) {
            Some(port) => (host, Some(port)),
            None => return Err("has a port that is not a number from 1 to 65535"),
        },
        _ => (authority, None),
    };
    if !is_host(host) {
        return Err("has no valid host name (write a name in other scripts as punycode)");
    }
    // The host goes to name servers and into errors, so a credential there would leak.
    if holds_secret(host) {
        return Err("has a credential in place of the host name: remove it");
    }
    Ok((host.to_ascii_lowercase(), port))
}

/// A port from 1 to 65535.
pub(crate) fn port_number(text: &str) -> Option<u16> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|port| digits && *port > 0)
}

pub(crate) fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return address.parse::<Ipv6Addr>().is_ok();
    }
    !host.is_empty()
        && host.len() <= 253
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_url_is_parsed_completely_or_rejected() {
        for (url, read) in [
            ("https://connect.getseam.com", "https://connect.getseam.com"),
            ("https://connect.getseam.com/", "https://connect.getseam.com"),
            ("HTTPS://Connect.GetSeam.com:8443/", "https://connect.getseam.com:8443"),
            ("https://192.168.1.1", "https://192.168.1.1"),
            ("https://[2001:db8::1]:444", "https://[2001:db8::1]:444"),
            ("http://localhost:3020", "http://localhost:3020"),
            ("http://127.8.9.10", "http://127.8.9.10"),
            ("http://[::1]:80/", "http://[::1]:80"),
        ] {
            assert_eq!(Origin::parse(url, "it").expect(url).url(), read);
        }
        for (url, reason) in [
            ("", "is not a URL"),
            ("connect.getseam.com", "is not a URL"),
            ("ftp://connect.getseam.com", "neither https nor http"),
            ("https://", "no valid host"),
            ("https:///", "no valid host"),
            ("https://:443", "no valid host"),
            ("https://bücher.example", "no valid host"),
            ("https://[::1", "no valid host"),
            ("https://[::g]", "no valid host"),
            ("https://a%2eb", "no valid host"),
            ("https://host:0", "has a port"),
            ("https://host:", "has a port"),
            ("https://host:+443", "has a port"),
            ("https://host:65536", "has a port"),
            ("https://host/v1", "has a path"),
            ("https://host//", "has a path"),
            ("https://host?x", "has a query"),
            ("https://host/?x=1", "has a query"),
            ("https://host#x", "has a query"),
            ("https://user:hunter2@host", "contains a user name"),
            ("https://seam_apikey1_hunter2", "has a credential"),
            ("https://eyJhbGciOiJIUzI1NiJ9.hunter2", "has a credential"),
            ("https://a.seam_cst1hunter2.example:443/", "has a credential"),
            ("https://host/@", "contains a user name"),
            ("https://host\n", "white space"),
            (" https://host", "white space"),
            ("http://connect.getseam.com", "is http"),
            ("http://127.0.0.1.example.com", "is http"),
            ("http://127.0.0.1@example.com", "contains a user name"),
            ("http://localhost.example.com", "is http"),
            ("http://128.0.0.1", "is http"),
            ("http://127.1", "is http"),
            ("http://0.0.0.0", "is http"),
            ("http://[::ffff:127.0.0.1]", "is http"),
            ("http://[::2]", "is http"),
        ] {
            let error = Origin::parse(url, "it").expect_err(url).to_string();
            assert!(error.starts_with("it ") && error.contains(reason), "{url:?}: {error}");
            assert!(!error.contains("hunter2"));
        }
    }

    #[test]
    fn a_host_header_is_only_a_host_and_not_allowed_for_https() {
        let sidecar = Origin::parse("http://127.0.0.1:8080", "it").unwrap();
        for (text, read) in [
            ("connect.getseam.com", "connect.getseam.com"),
            ("Connect.GetSeam.com:8443", "connect.getseam.com:8443"),
            ("[fd00::1]:443", "[fd00::1]:443"),
        ] {
            assert_eq!(sidecar.host_header(text, "it").unwrap(), read);
        }
        for (text, reason) in [
            ("https://connect.getseam.com", "it is more than a host"),
            ("user:hunter2@host", "it is more than a host"),
            ("host/hunter2", "it is more than a host"),
            ("", "it has no valid host name"),
            ("a,hunter2", "it has no valid host name"),
            ("host:0", "it has a port"),
            ("host\r\nx: hunter2", "it contains white space"),
            ("seam_apikey1_hunter2", "it has a credential"),
        ] {
            let error = sidecar.host_header(text, "it").expect_err(text).to_string();
            assert!(error.starts_with(reason), "{text:?}: {error}");
            assert!(!error.contains("hunter2"));
        }
        for https in ["https://127.0.0.1:8080", "https://connect.getseam.com"] {
            let origin = Origin::parse(https, "it").unwrap();
            let error = origin.host_header("connect.getseam.com", "it").unwrap_err().to_string();
            assert!(error.starts_with("it is only for an http endpoint on a loopback"), "{error}");
        }
    }
}
