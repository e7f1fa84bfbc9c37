//! Which proxy to go through.

use std::ffi::OsString;

use crate::auth::variable;
use crate::origin::{Origin, split_scheme};
use crate::{Error, Secret};

/// Which proxy a client goes through to Seam.
///
/// The default is [`from_env`](Self::from_env): a device that has to use a proxy has it in its
/// environment for everything else it runs, and Seam's TLS goes through the proxy unopened. A
/// client of a loopback endpoint never uses a proxy from the environment.
#[derive(Clone, Debug, Default)]
pub struct Proxy(Choice);

#[derive(Clone, Debug, Default)]
enum Choice {
    #[default]
    Environment,
    None,
    Url(Secret),
}

/// A proxy's URL, and for whom not to use it.
#[derive(Debug)]
pub(crate) struct Chosen {
    /// Its scheme is one that we speak. May hold a password.
    pub(crate) url: Secret,
    /// In the form of `NO_PROXY`.
    pub(crate) except: String,
    /// What the caller knows the URL by.
    pub(crate) name: &'static str,
}

impl Proxy {
    /// The proxy in the environment, if one is there: the first that is set and not empty of
    /// `HTTPS_PROXY`, `https_proxy`, `ALL_PROXY` and `all_proxy`; unless `NO_PROXY` (or
    /// `no_proxy`), a list with commas of `host.example`, `.example` or `*`, names the endpoint's
    /// host.
    pub fn from_env() -> Self {
        Self(Choice::Environment)
    }

    /// No proxy, whatever the environment says.
    pub fn none() -> Self {
        Self(Choice::None)
    }

    /// The proxy at this URL, as `http://user:password@proxy.example:3128`, for every host.
    /// `http` and `https` proxies are spoken to with `CONNECT`; any other kind is refused when
    /// the client is built.
    pub fn url(url: impl Into<Secret>) -> Self {
        Self(Choice::Url(url.into()))
    }

    /// The proxy to use for `origin`, if any.
    pub(crate) fn choose(
        &self,
        origin: &Origin,
        lookup: &dyn Fn(&'static str) -> Option<OsString>,
    ) -> Result<Option<Chosen>, Error> {
        // A build without TLS has no use for any of this, and the compiler is to see that.
        let https = origin.https && cfg!(feature = "tls");
        let chosen = match &self.0 {
            Choice::None => return Ok(None),
            Choice::Url(_) if !https => {
                return Err(Error::invalid(
                    "a proxy is set, but the endpoint is http: \
                     the proxy would read the credential; leave the proxy out, or use https",
                ));
            }
            Choice::Url(url) => {
                Chosen { url: url.clone(), except: String::new(), name: "the proxy" }
            }
            Choice::Environment if !https || origin.is_loopback() => return Ok(None),
            Choice::Environment => {
                let Some((name, url)) =
                    first(lookup, &["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])?
                else {
                    return Ok(None);
                };
                let except = first(lookup, &["NO_PROXY", "no_proxy"])?;
                let except = except.map(|(_, list)| list).unwrap_or_default();
                Chosen { url: url.into(), except, name }
            }
        };
        check_scheme(&chosen)?;
        Ok(Some(chosen))
    }
}

/// The first of these variables that is set and not empty.
fn first(
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

/// ureq goes around a proxy from the environment that it cannot speak, and panics at another: such
/// a one must not come that far.
fn check_scheme(chosen: &Chosen) -> Result<(), Error> {
    let name = chosen.name;
    match split_scheme(chosen.url.expose()) {
        None => Ok(()),
        Some((scheme, _)) if scheme.eq_ignore_ascii_case("http") => Ok(()),
        Some((scheme, _)) if scheme.eq_ignore_ascii_case("https") => Ok(()),
        Some((scheme, _)) if scheme.to_ascii_lowercase().starts_with("socks") => {
            Err(Error::invalid(format!(
                "{name} is a SOCKS proxy, which this client cannot speak: \
                 give an http or https proxy"
            )))
        }
        Some(_) => Err(Error::invalid(format!("{name} is neither an http nor an https proxy"))),
    }
}

// Without TLS there is no proxy.
#[cfg(test)]
#[cfg(feature = "tls")]
mod tests {
    use super::*;
    use crate::auth::tests::environment;

    fn chosen(endpoint: &str, variables: &[(&'static str, &str)]) -> Option<Chosen> {
        let origin = Origin::parse(endpoint, "it").unwrap();
        Proxy::default().choose(&origin, &environment(variables)).unwrap()
    }

    #[test]
    fn the_environments_proxy_is_the_first_that_is_set() {
        let all = [
            ("HTTPS_PROXY", "http://a"),
            ("https_proxy", "http://b"),
            ("ALL_PROXY", "http://c"),
            ("all_proxy", "http://d"),
            // Not for https; and in a CGI program, set by whoever sends the request.
            ("HTTP_PROXY", "http://e"),
            ("http_proxy", "http://f"),
        ];
        for (first, (name, url)) in all.iter().enumerate().take(4) {
            let chosen = chosen("https://host", &all[first..]).unwrap();
            assert_eq!((chosen.name, chosen.url.expose()), (*name, *url));
        }
        assert!(chosen("https://host", &all[4..]).is_none());
        assert!(chosen("https://host", &[("HTTPS_PROXY", "")]).is_none());
        for loopback in ["http://localhost", "https://localhost", "https://127.0.0.1"] {
            assert!(chosen(loopback, &all).is_none());
        }
        let except = chosen("https://host", &[("no_proxy", "x,.y"), all[0]]).unwrap().except;
        assert_eq!(except, "x,.y");
    }

    #[test]
    fn a_proxys_url_is_used_for_every_https_endpoint_and_for_no_other() {
        let choose = |url: &str, endpoint| {
            let origin = Origin::parse(endpoint, "it").unwrap();
            let chosen = Proxy::url(url).choose(&origin, &environment(&[]));
            chosen.map(Option::unwrap).map_err(|error| error.to_string())
        };
        for url in ["proxy.example:3128", "http://proxy.example", "HTTPS://proxy.example"] {
            for endpoint in ["https://host", "https://localhost"] {
                let chosen = choose(url, endpoint).unwrap();
                assert_eq!((chosen.name, chosen.url.expose()), ("the proxy", url));
                assert_eq!(chosen.except, "");
            }
        }
        let error = choose("http://hunter2@proxy.example", "http://localhost").unwrap_err();
        assert!(error.starts_with("a proxy is set, but the endpoint is http"), "{error}");
        for (url, reason) in [
            ("SOCKS5://hunter2@proxy.example", "the proxy is a SOCKS proxy"),
            ("ftp://hunter2@proxy.example", "the proxy is neither an http nor an https proxy"),
        ] {
            let error = choose(url, "https://host").unwrap_err();
            assert!(error.starts_with(reason), "{error}");
            assert!(!error.contains("hunter2"));
        }
    }

    #[test]
    fn an_environments_proxy_that_cannot_be_spoken_to_is_refused_by_name() {
        let origin = Origin::parse("https://host", "it").unwrap();
        let variables = environment(&[("ALL_PROXY", "socks5h://u:hunter2@host")]);
        let error = Proxy::from_env().choose(&origin, &variables).unwrap_err().to_string();
        assert!(error.starts_with("ALL_PROXY is a SOCKS proxy"), "{error}");
        assert!(!error.contains("hunter2"));
        assert!(Proxy::none().choose(&origin, &variables).unwrap().is_none());
    }
}
