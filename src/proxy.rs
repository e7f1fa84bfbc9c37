//! Which proxy to go through.

use std::ffi::OsString;

use zeroize::Zeroizing;

use crate::auth::variable;
use crate::origin::{Origin, SPACE, has_space, host_and_port, more_than_authority, split_scheme};
use crate::{Error, Secret};

mod no_proxy;

/// Which proxy a client goes through to Seam.
///
/// The default is [`from_env`](Self::from_env): a device that must use a proxy has it in its
/// environment for its other programs, and the proxy cannot read what goes through it, since the
/// TLS is with Seam. A client of a loopback endpoint never uses a proxy from the environment.
#[derive(Clone, Debug, Default)]
pub struct Proxy(Choice);

#[derive(Clone, Debug, Default)]
enum Choice {
    #[default]
    Environment,
    None,
    Url(Secret),
}

/// A proxy to go through, parsed and checked.
#[derive(Debug)]
#[cfg_attr(not(feature = "tls"), allow(dead_code))] // Plain http never goes through a proxy.
pub(crate) struct Chosen {
    /// The connection to the proxy itself uses TLS.
    pub(crate) https: bool,
    /// As in a URL: an IPv6 address stands in brackets.
    pub(crate) host: String,
    pub(crate) port: u16,
    /// The value of `proxy-authorization`, if there is a user.
    pub(crate) authorization: Option<Secret>,
}

impl Proxy {
    /// The proxy in the environment, if there is one: the first of `HTTPS_PROXY`, `https_proxy`,
    /// `ALL_PROXY` and `all_proxy` that is set and not empty, each a URL as for
    /// [`url`](Self::url). If `NO_PROXY` (or `no_proxy`) names the endpoint's host, no proxy is used.
    ///
    /// `NO_PROXY` is a list separated by commas or blanks. An entry is a domain, which covers its
    /// subdomains too (`example.com`, `.example.com` and `*.example.com` are the same), an address
    /// (`10.1.2.3`, `fd00::1`), a network (`10.0.0.0/8`, `fd00::/8`), or `*` for every server. A
    /// domain or an address may be limited to one port (`example.com:8443`, `[fd00::1]:8443`). If
    /// the endpoint's host is an address, only addresses and networks match it; if it is a name,
    /// only domains do. Names are not resolved for this.
    ///
    /// Building the client fails if an entry is none of these, even if another entry names the host.
    /// It fails because of an unusable proxy only if `NO_PROXY` does not name the host.
    pub fn from_env() -> Self {
        Self(Choice::Environment)
    }

    /// No proxy, whatever the environment says.
    pub fn none() -> Self {
        Self(Choice::None)
    }

    /// The proxy at this URL, such as `http://user:password@proxy.example:3128`, for every host.
    /// `http` and `https` proxies are supported, with `CONNECT`. The default scheme is `http`; the
    /// default port is 80, or 443 for `https` (curl's default for `http` is 1080: write the port).
    ///
    /// In the user name and password, percent-encode every character except letters, digits and
    /// `-._~!$&'()*+,;=` (`#` as `%23`). They are sent as UTF-8, or as the bytes that the percent
    /// signs encode.
    ///
    /// Building the client fails for any other kind of proxy, and for a URL with anything else in
    /// it. The error never shows a part of the URL.
    pub fn url(url: impl Into<Secret>) -> Self {
        Self(Choice::Url(url.into()))
    }

    /// The proxy to use for `origin`, if any.
    pub(crate) fn choose(
        &self,
        origin: &Origin,
        lookup: &dyn Fn(&'static str) -> Option<OsString>,
    ) -> Result<Option<Chosen>, Error> {
        // Lets the compiler leave all of this out of a build without TLS.
        let https = origin.https && cfg!(feature = "tls");
        let (url, name) = match &self.0 {
            Choice::None => return Ok(None),
            Choice::Url(_) if !https => {
                return Err(Error::invalid(
                    "a proxy is set, but the endpoint is http: \
                     the proxy would read the credential; leave the proxy out, or use https",
                ));
            }
            Choice::Url(url) => (url.clone(), "the proxy"),
            Choice::Environment if !https || origin.is_loopback() => return Ok(None),
            Choice::Environment => {
                const NAMES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
                let proxy = first_variable(lookup, &NAMES);
                if let Ok(None) = proxy {
                    return Ok(None);
                }
                // Check this before the proxy: for a host that is named, the proxy may be unusable.
                if let Some((name, list)) = first_variable(lookup, &["NO_PROXY", "no_proxy"])? {
                    if no_proxy::names(&list, name, origin)? {
                        return Ok(None);
                    }
                }
                let Some((name, url)) = proxy? else { return Ok(None) };
                (url.into(), name)
            }
        };
        parse(url.expose()).map(Some).map_err(|flaw| Error::flawed(name, flaw))
    }
}

/// The first of these variables that is set and not empty.
fn first_variable(
    lookup: &dyn Fn(&'static str) -> Option<OsString>,
    names: &[&'static str],
) -> Result<Option<(&'static str, String)>, Error> {
    for name in names {
        if let Some(text) = variable(lookup, name)? {
            return Ok(Some((name, text)));
        }
    }
    Ok(None)
}

/// Parses a whole proxy URL. The error says what is wrong, in words that follow its name, and shows no part of it:
/// any part may belong to a password.
fn parse(url: &str) -> Result<Chosen, &'static str> {
    if has_space(url) {
        return Err(SPACE);
    }
    let (scheme, rest) = split_scheme(url).unwrap_or(("http", url));
    let https = scheme.eq_ignore_ascii_case("https");
    if !https && !scheme.eq_ignore_ascii_case("http") {
        return Err(if scheme.to_ascii_lowercase().starts_with("socks") {
            "is a SOCKS proxy, which this client does not support: give an http or https proxy"
        } else {
            "is neither an http nor an https proxy"
        });
    }
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let (user, authority) = match rest.rsplit_once('@') {
        Some((user, authority)) => (user, authority),
        None => ("", rest),
    };
    // Other programs end the host at these, and would look up part of the password as a name.
    if let Some(reserved) = user.bytes().find(|byte| b"/?#".contains(byte)) {
        return Err(match reserved {
            b'/' => "has a `/` in its user name or password: write it as %2F",
            b'?' => "has a `?` in its user name or password: write it as %3F",
            _ => "has a `#` in its user name or password: write it as %23",
        });
    }
    if let Some(flaw) = more_than_authority(authority) {
        return Err(flaw);
    }
    let (host, port) = host_and_port(authority)?;
    Ok(Chosen {
        https,
        host,
        port: port.unwrap_or(if https { 443 } else { 80 }),
        authorization: if user.is_empty() { None } else { Some(basic(user)?) },
    })
}

/// The `proxy-authorization` header for a URL's percent-encoded `user:password`.
fn basic(user: &str) -> Result<Secret, &'static str> {
    let mut plain = Zeroizing::new(Vec::with_capacity(user.len() + 1));
    let mut in_password = false;
    let mut bytes = user.bytes();
    while let Some(byte) = bytes.next() {
        let mut digit = || char::from(bytes.next()?).to_digit(16);
        let decoded = match byte {
            b'%' => digit()
                .and_then(|high| Some(high << 4 | digit()?))
                .and_then(|byte| u8::try_from(byte).ok())
                .ok_or("has a `%` without two hexadecimal digits after it: write it as %25")?,
            byte => byte,
        };
        if decoded.is_ascii_control() {
            return Err("has a control character in its user name or password");
        }
        if decoded == b':' && !in_password {
            if byte == b'%' {
                return Err(
                    "has a colon in its user name, which a proxy would read as the end of the name",
                );
            }
            in_password = true;
        }
        plain.push(decoded);
    }
    if !in_password {
        plain.push(b':');
    }
    Ok(base64("Basic ", &plain).into())
}

/// `start`, followed by these bytes in base64.
fn base64(start: &str, bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    // Allocate the whole length: a text that grows would leave a part of the password in freed memory.
    let mut text = String::with_capacity(start.len() + bytes.len().div_ceil(3) * 4);
    text.push_str(start);
    for three in bytes.chunks(3) {
        let mut bits = [0; 4];
        for (place, byte) in bits.iter_mut().skip(1).zip(three) {
            *place = *byte;
        }
        let bits = u32::from_be_bytes(bits);
        for place in 0..4 {
            let digit = DIGITS.get((bits >> (18 - 6 * place) & 63) as usize);
            let digit = digit.filter(|_| place <= three.len());
            text.push(digit.map_or('=', |digit| char::from(*digit)));
        }
    }
    text
}

// Without TLS there is no proxy.
#[cfg(test)]
#[cfg(feature = "tls")]
mod tests;
