//! The settings of a client, and a client of them.

use std::ffi::OsString;
use std::sync::Arc;
use std::time::Duration;

use super::{Inner, Seam};
use crate::auth::{Credential, variable};
use crate::origin::Origin;
use crate::retry::Policy;
#[cfg(feature = "tls")]
use crate::transport::tls::Roots;
use crate::transport::{Headers, IpFamily, Settings, Transport};
use crate::{Error, Proxy, Secret, json};

const USER_AGENT: &str = concat!("seam-client-rust/", env!("CARGO_PKG_VERSION"));

/// The settings of a [`Seam`] client, each with a default.
#[derive(Clone, Debug)]
pub struct SeamBuilder {
    credential: Credential,
    /// A secret until it is read: a password may stand in it.
    endpoint: Secret,
    /// What the caller knows the endpoint by.
    endpoint_name: &'static str,
    /// With what the caller knows it by. A secret until it is read: a credential may stand in it.
    host_header: Option<(Secret, &'static str)>,
    policy: Policy,
    wait_timeout: Duration,
    connect_timeout: Duration,
    max_idle_connections: usize,
    user_agent: String,
    proxy: Proxy,
    ip_family: IpFamily,
    max_response_size: usize,
    #[cfg(feature = "tls")]
    roots: Roots,
}

impl SeamBuilder {
    pub(super) fn new(credential: Credential) -> Self {
        Self {
            credential,
            endpoint: Origin::SEAM.into(),
            endpoint_name: "the endpoint",
            host_header: None,
            policy: Policy::default(),
            wait_timeout: Duration::from_secs(10),
            connect_timeout: Duration::from_secs(10),
            max_idle_connections: 8,
            user_agent: USER_AGENT.to_owned(),
            proxy: Proxy::default(),
            ip_family: IpFamily::default(),
            max_response_size: 1024 * 1024,
            #[cfg(feature = "tls")]
            roots: Roots::default(),
        }
    }

    /// Begins with what the environment says, as [`Seam::from_env`] does; what is set after that
    /// is not overridden by it.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], naming the variable, if the credential is missing or is something else.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(&|name| std::env::var_os(name))
    }

    fn from_variables(lookup: &dyn Fn(&'static str) -> Option<OsString>) -> Result<Self, Error> {
        Self::new(Credential::from_variables(lookup)?).endpoint_from_variables(lookup)
    }

    /// Takes the [`endpoint`](Self::endpoint) from `SEAM_ENDPOINT` (or its deprecated name, `SEAM_API_URL`),
    /// and the [`host_header`](Self::host_header) from `SEAM_HOST_HEADER`, each if it is set and not empty, for a
    /// program that gets its credential from somewhere else.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], naming the variable, if one is not UTF-8 text.
    pub fn endpoint_from_env(self) -> Result<Self, Error> {
        self.endpoint_from_variables(&|name| std::env::var_os(name))
    }

    fn endpoint_from_variables(
        mut self,
        lookup: &dyn Fn(&'static str) -> Option<OsString>,
    ) -> Result<Self, Error> {
        // The last one that is set wins. One that is not text is refused even if it loses.
        for name in ["SEAM_API_URL", "SEAM_ENDPOINT"] {
            if let Some(url) = variable(lookup, name)? {
                self.endpoint = url.into();
                self.endpoint_name = name;
            }
        }
        const HOST: &str = "SEAM_HOST_HEADER";
        if let Some(host) = variable(lookup, HOST)? {
            self.host_header = Some((host.into(), HOST));
        }
        Ok(self)
    }

    /// The server: scheme, host and, if it is another than the scheme's, port. Default:
    /// `https://connect.getseam.com`.
    ///
    /// Plain `http` is for a loopback host alone (`localhost`, `127.0.0.0/8`, `[::1]`); a path,
    /// query, user name or password is refused.
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.endpoint = url.into().into();
        self.endpoint_name = "the endpoint";
        self
    }

    /// The `Host` that requests name, as `connect.getseam.com`, for an endpoint that is http on a
    /// loopback host, where a program that cannot rewrite it does TLS (such as stunnel, which passes on
    /// bytes as they are). Default: the endpoint's own host and port.
    ///
    /// It takes a host, and a port if Seam is at another than 443. With an https endpoint it is
    /// refused when the client is built. [TLS in another program](crate#tls-in-another-program) has
    /// configurations.
    pub fn host_header(mut self, host: impl Into<String>) -> Self {
        self.host_header = Some((host.into().into(), "the Host header"));
        self
    }

    /// The time for a whole call, from finding the server's address to the answer's last byte, with
    /// all of its tries and the pauses between them. Default: 30 s.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.policy.timeout = timeout;
        self
    }

    /// The time, within the [`timeout`](Self::timeout), for the first try of a call that may be sent again.
    /// Default: 10 s.
    ///
    /// If a third of the time that is left is less than that, the first try gets that third, but no less than
    /// a second: in a call of under 3 s it gets all. After a try that timed out, the next gets twice this
    /// time, or all that is left if twice this would leave less for another; the third gets all that is left.
    /// So does each try that no other may follow: the last one, and one of a call that may not be sent again.
    pub fn try_timeout(mut self, timeout: Duration) -> Self {
        self.policy.try_timeout = timeout;
        self
    }

    /// The time, within the time for a try, for connecting: for finding the server's address, opening
    /// a connection to it (through the proxy, if there is one) and agreeing on TLS. Default: 10 s.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// The time that [`Seam::run`] and [`Seam::wait`] wait for an action to succeed or fail, counted from its
    /// response. Default: 10 s. With zero, an action that is pending is an [`Error::Action`] at once.
    pub fn wait_timeout(mut self, timeout: Duration) -> Self {
        self.wait_timeout = timeout;
        self
    }

    /// How many times a request is sent again after the first time, if it may be and it could help. Default: 5.
    ///
    /// A try of which nothing was sent (nobody listens, or the TLS handshake breaks) does not count: others
    /// follow it until the [`timeout`](Self::timeout). With 0, there is one try in all, and the request is
    /// sent at most once.
    ///
    /// What is retried, and when, stands in the section
    /// [When things go wrong](crate#when-things-go-wrong).
    pub fn retries(mut self, count: u32) -> Self {
        self.policy.retries = count;
        self
    }

    /// The pauses before retries: each is of a random length, between a half and all of `base` before the
    /// first, of twice that before the next, and so on, and of `cap` at the most. Default: 500 ms and 5 s.
    /// Shorter ones may not outlast a server that restarts. Where [`retries`](Self::retries) no longer bounds
    /// how many tries there are, a pause is at least 50 ms.
    ///
    /// Where Seam says how long it wants to be left alone (`Retry-After`), the pause is that long, and
    /// up to as much again.
    pub fn retry_pauses(mut self, base: Duration, cap: Duration) -> Self {
        self.policy.base = base;
        self.policy.cap = cap;
        self
    }

    /// How many connections are kept for later calls. Default: 8.
    ///
    /// There are never more than there were calls at once: a program that calls from one thread keeps one.
    /// One is used again within 15 s, or within 1 s by a try that no other may follow (of a call that may
    /// not be repeated, or the last one); an older one is closed at the next call.
    pub fn max_idle_connections(mut self, count: usize) -> Self {
        self.max_idle_connections = count;
        self
    }

    /// The `user-agent` header: printable ASCII. Default: `seam-client-rust/` and the crate's
    /// version.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// Trusts these certificate authorities instead of the built-in ones: PEM text, one
    /// certificate or a bundle. Default: webpki-roots, or with the feature `platform-verifier`
    /// the machine's own store.
    ///
    /// Certificates may be labelled `CERTIFICATE`, `X509 CERTIFICATE` or `TRUSTED CERTIFICATE`
    /// (OpenSSL's own form; one that its settings do not trust for servers is skipped). Text
    /// between them is ignored, and so are keys, which have no place here.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if there is none, if one is damaged, or if a line looks like a part of
    /// one and is not: then with its number.
    #[cfg(feature = "tls")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tls")))]
    pub fn ca_certificates(mut self, pem: impl AsRef<[u8]>) -> Result<Self, Error> {
        self.roots.set_instead(pem.as_ref())?;
        Ok(self)
    }

    /// Trusts these certificate authorities too, beside the built-in ones or those of
    /// [`ca_certificates`](Self::ca_certificates): PEM text, one certificate or a bundle.
    /// Default: none.
    ///
    /// ```no_run
    /// # use seam_client::{Credential, Seam};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let credential = Credential::from_env()?;
    /// // Of a proxy that opens TLS.
    /// let pem = std::fs::read("/etc/ssl/certs/proxy.pem")?;
    /// let seam = Seam::builder(credential).extra_ca_certificates(pem)?.build()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As of [`ca_certificates`](Self::ca_certificates).
    #[cfg(feature = "tls")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tls")))]
    pub fn extra_ca_certificates(mut self, pem: impl AsRef<[u8]>) -> Result<Self, Error> {
        self.roots.set_beside(pem.as_ref())?;
        Ok(self)
    }

    /// The proxy to go through. Default: [`Proxy::from_env`].
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.proxy = proxy;
        self
    }

    /// Which of the server's addresses to use. Default: all.
    pub fn ip_family(mut self, ip_family: IpFamily) -> Self {
        self.ip_family = ip_family;
        self
    }

    /// The largest body of an answer to accept, in bytes. Default: 1 MiB.
    ///
    /// A call holds one such body at the most. An answer that is read into a type may have one value
    /// for each 16 bytes of this size (Seam's have one for 20 and more), or a thousand if that is more.
    /// Client sessions take up to four times this size beside the body. The items of lists of this crate's
    /// other types may take eight times this size, and the lists as much again, and half of that, while
    /// they grow. Types of yours take more as they are larger.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// The client. Nothing is sent or connected to yet.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], naming the setting, if one cannot be used.
    pub fn build(self) -> Result<Seam, Error> {
        self.build_with(&|name| std::env::var_os(name))
    }

    fn build_with(self, lookup: &dyn Fn(&'static str) -> Option<OsString>) -> Result<Seam, Error> {
        let origin = Origin::parse(self.endpoint.expose(), self.endpoint_name)?;
        if origin.https && cfg!(not(feature = "tls")) {
            return Err(Error::invalid(format!(
                "{} is https, but this build has no TLS: build with the feature `tls`, or set the \
                 endpoint to a local program that does TLS, at http on a loopback host",
                self.endpoint_name
            )));
        }
        let Policy { timeout, try_timeout, .. } = self.policy;
        if [timeout, try_timeout, self.connect_timeout].iter().any(Duration::is_zero) {
            return Err(Error::invalid("a timeout of zero would let no call through"));
        }
        if self.max_response_size == 0 {
            return Err(Error::invalid("a largest response of zero would let no answer through"));
        }
        let printable = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
        if self.user_agent.trim().is_empty()
            || self.user_agent.len() > 1024
            || !self.user_agent.bytes().all(printable)
        {
            return Err(Error::invalid("the user agent is not a line of printable ASCII"));
        }
        let host_header = match &self.host_header {
            Some((host, name)) => Some(origin.host_header(host.expose(), name)?),
            None => None,
        };
        let transport = Transport::new(Settings {
            host_header,
            proxy: self.proxy.choose(&origin, lookup)?,
            origin,
            connect_timeout: self.connect_timeout,
            max_idle_connections: self.max_idle_connections,
            user_agent: &self.user_agent,
            ip_family: self.ip_family,
            max_response_size: self.max_response_size,
            is_cut: json::is_cut,
            #[cfg(feature = "tls")]
            roots: self.roots,
        })?;
        Ok(Seam(Arc::new(Inner {
            headers: Headers::new(&self.credential)?,
            credential: self.credential,
            session: None,
            policy: self.policy,
            wait_timeout: self.wait_timeout,
            // A text of three bytes takes up to 72 in a list that grows; Seam's values have 20 and more.
            most_values: (self.max_response_size / 16).max(1_000),
            transport: Arc::new(transport),
        })))
    }
}

#[cfg(test)]
mod tests;
