//! [`SeamBuilder`]: the settings of a client, each with a default.

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
#[must_use = "a client has the settings once `build` has made it"]
pub struct SeamBuilder {
    credential: Credential,
    /// A secret until it is parsed, since it may contain a password.
    endpoint: Secret,
    /// What errors call the endpoint: the name of the variable that set it, for example.
    endpoint_name: &'static str,
    /// With what errors call it. A secret until it is parsed, since it may contain a credential.
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

    /// Takes the settings of the environment, as [`Seam::from_env`] does. Settings that you make after that replace
    /// them.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], which names the variable, if the credential is missing, or if a variable has a value that
    /// cannot be used.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(&|name| std::env::var_os(name))
    }

    fn from_variables(lookup: &dyn Fn(&'static str) -> Option<OsString>) -> Result<Self, Error> {
        Self::new(Credential::from_variables(lookup)?).endpoint_from_variables(lookup)
    }

    /// Takes the [`endpoint`](Self::endpoint) from `SEAM_ENDPOINT` (or its deprecated name, `SEAM_API_URL`),
    /// and the [`host_header`](Self::host_header) from `SEAM_HOST_HEADER`, each if it is set and not empty: for a
    /// program that gets its credential from somewhere else.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], which names the variable, if one is not UTF-8 text.
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

    /// The server: scheme, host, and the port if it is not the scheme's default. Default:
    /// `https://connect.getseam.com`.
    ///
    /// Plain `http` is allowed only for a loopback host (`localhost`, `127.0.0.0/8`, `[::1]`). [`build`](Self::build)
    /// refuses a path, a query, a user name or a password.
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.endpoint = url.into().into();
        self.endpoint_name = "the endpoint";
        self
    }

    /// The `Host` header, such as `connect.getseam.com`, for an endpoint at http on a loopback host, if the program
    /// there that does TLS cannot set the header itself (such as stunnel, which forwards bytes as they are). Default:
    /// the endpoint's own host and port.
    ///
    /// It takes a host, and the port if that is not 443. With an https endpoint, [`build`](Self::build) refuses it.
    /// [TLS in another program](crate#tls-in-another-program) shows configurations.
    pub fn host_header(mut self, host: impl Into<String>) -> Self {
        self.host_header = Some((host.into().into(), "the Host header"));
        self
    }

    /// The time for a whole call, from the look-up of the server's address to the last byte of the response, with
    /// all retries and the pauses before them. Default: 30 s.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.policy.timeout = timeout;
        self
    }

    /// The time, within the [`timeout`](Self::timeout), for the first try of a call that the client may retry.
    /// Default: 10 s.
    ///
    /// If a third of the time that is left is less than that, the first try gets that third, but at least
    /// a second: in a call of less than 3 s it gets all. After a try that timed out, the next one gets twice this
    /// time, or all that is left if twice this would leave less for another; the third gets all that is left.
    /// A try that no retry may follow also gets all that is left: the last one, and that of a call that the client
    /// does not retry.
    pub fn try_timeout(mut self, timeout: Duration) -> Self {
        self.policy.try_timeout = timeout;
        self
    }

    /// The time, within the time for a try, to connect: to look up the server's address, to open
    /// a connection to it (through the proxy, if there is one), and for the TLS handshake. Default: 10 s.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// The time that [`Seam::run`] and [`Seam::wait`] wait for an action to succeed or fail, counted from the response
    /// to its request. Default: 10 s. With zero, an action that is pending is an [`Error::Action`] at once.
    pub fn wait_timeout(mut self, timeout: Duration) -> Self {
        self.wait_timeout = timeout;
        self
    }

    /// How many times the client sends a request again at most, if a retry is safe and may help. Default: 5.
    ///
    /// A try of which nothing was sent (nobody listens, or the TLS handshake breaks) does not count: the client
    /// tries again until the [`timeout`](Self::timeout). With 0, there is one try in all, and the request is
    /// sent at most once.
    ///
    /// [When things go wrong](crate#when-things-go-wrong) says what the client retries, and when.
    pub fn retries(mut self, count: u32) -> Self {
        self.policy.retries = count;
        self
    }

    /// The pauses before retries. Each has a random length: between half and all of `base` before the
    /// first retry, of twice `base` before the next, and so on, up to `cap`. Default: 500 ms and 5 s.
    /// Shorter pauses may all be over before a server has restarted. After as many tries as
    /// [`retries`](Self::retries) allows, of which nothing was sent, a pause is at least 50 ms.
    ///
    /// If Seam says how long to wait (`Retry-After`), the pause is that long and up to as much again.
    pub fn retry_pauses(mut self, base: Duration, cap: Duration) -> Self {
        self.policy.base = base;
        self.policy.cap = cap;
        self
    }

    /// How many connections the client keeps for later calls. Default: 8.
    ///
    /// It never has more than there were calls at once: a program that calls from one thread has one.
    /// It uses a connection again within 15 s, or within 1 s for a try that no retry may follow (that of a call that it
    /// does not retry, or the last one). The next call closes an older one.
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
    /// between them is ignored, and so are keys.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if there is no certificate, if one is damaged, or if a line looks like a part of
    /// one and is not: then the error has the line's number.
    #[cfg(feature = "tls")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tls")))]
    pub fn ca_certificates(mut self, pem: impl AsRef<[u8]>) -> Result<Self, Error> {
        self.roots.set_instead(pem.as_ref())?;
        Ok(self)
    }

    /// Trusts these certificate authorities in addition to the built-in ones or those of
    /// [`ca_certificates`](Self::ca_certificates): PEM text, one certificate or a bundle.
    /// Default: none.
    ///
    /// ```no_run
    /// # use seam_client::{Credential, Seam};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let credential = Credential::from_env()?;
    /// // The authority of a proxy that decrypts TLS.
    /// let pem = std::fs::read("/etc/ssl/certs/proxy.pem")?;
    /// let seam = Seam::builder(credential).extra_ca_certificates(pem)?.build()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`ca_certificates`](Self::ca_certificates).
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

    /// Whether to use only the server's IPv4 or IPv6 addresses. Default: both.
    pub fn ip_family(mut self, ip_family: IpFamily) -> Self {
        self.ip_family = ip_family;
        self
    }

    /// The size of the largest response body that the client accepts, in bytes. Default: 1 MiB.
    ///
    /// A call holds at most one such body in memory. A response that is read into a type may have one JSON value
    /// for each 16 bytes of this size (Seam's have one for each 20 or more), or a thousand if that is more.
    /// Client sessions take up to four times this size in addition to the body. The items of lists of this crate's
    /// other types may take eight times this size, and the lists as much again, and half of that, while
    /// they grow. Your own types take more if they are larger.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// Makes the client. It does not connect yet.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], which names the setting, if one cannot be used.
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
            return Err(Error::invalid(
                "timeout, try_timeout and connect_timeout must be greater than zero",
            ));
        }
        if self.max_response_size == 0 {
            return Err(Error::invalid("max_response_size must be greater than zero"));
        }
        let printable = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
        if self.user_agent.trim().is_empty()
            || self.user_agent.len() > 1024
            || !self.user_agent.bytes().all(printable)
        {
            return Err(Error::invalid(
                "the user agent must be one line of printable ASCII, of at most 1024 bytes",
            ));
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
            // A JSON value of three bytes takes up to 72 in a list that grows; Seam's values have 20 and more.
            max_values: (self.max_response_size / 16).max(1_000),
            transport: Arc::new(transport),
        })))
    }
}

#[cfg(test)]
mod tests;
