//! https: rustls over whatever connection ureq opened.
//!
//! ureq's own connector cannot trust certificates beside the built-in ones, loses errors of
//! writing, and takes its cryptography from wherever the program's features lead.

use std::fmt;
use std::io::{self, Read, Write};
use std::sync::{Arc, OnceLock};

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, TrustAnchor, UnixTime};
use rustls::{CertificateError, ClientConfig, ClientConnection, InvalidMessage, RootCertStore};
use ureq::unversioned::transport::time::{Duration, Instant};
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, Transport,
    TransportAdapter,
};

use crate::Error;
use crate::timestamp::Timestamp;

/// Whom to trust.
///
/// Held as they will be used: what reads certificates is then in a program only if the program
/// gives some.
#[derive(Clone, Default)]
pub(crate) struct Roots {
    /// Instead of the built-in ones, unless empty.
    instead: Vec<TrustAnchor<'static>>,
    /// Beside them.
    beside: Vec<TrustAnchor<'static>>,
    /// Those beside, as the platform's verifier takes them.
    #[cfg(feature = "platform-verifier")]
    beside_platform: Vec<CertificateDer<'static>>,
}

impl Roots {
    pub(crate) fn set_instead(&mut self, pem: &[u8]) -> Result<(), Error> {
        self.instead = parse_certificates(pem)?.anchors;
        Ok(())
    }

    pub(crate) fn set_beside(&mut self, pem: &[u8]) -> Result<(), Error> {
        let parsed = parse_certificates(pem)?;
        self.beside = parsed.anchors;
        #[cfg(feature = "platform-verifier")]
        {
            self.beside_platform = parsed.certificates;
        }
        Ok(())
    }
}

impl fmt::Debug for Roots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Roots({} instead, {} beside)", self.instead.len(), self.beside.len())
    }
}

/// The same authorities in both forms.
struct Parsed {
    anchors: Vec<TrustAnchor<'static>>,
    #[cfg(feature = "platform-verifier")]
    certificates: Vec<CertificateDer<'static>>,
}

/// Reads the certificates of authorities from PEM text, one or a bundle.
///
/// rustls and ureq leave out silently what they cannot read. Here every certificate must be
/// sound, and there must be one.
fn parse_certificates(pem: &[u8]) -> Result<Parsed, Error> {
    let mut store = RootCertStore::empty();
    let mut certificates = Vec::new();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(|error| {
            Error::invalid_because("the CA certificates are damaged PEM", error)
        })?;
        store.add(certificate.clone()).map_err(|error| {
            let number = certificates.len() + 1;
            Error::invalid_because(format!("CA certificate {number} is damaged"), error)
        })?;
        certificates.push(certificate);
    }
    if certificates.is_empty() {
        return Err(Error::invalid(
            "the CA certificates hold none: give PEM text with -----BEGIN CERTIFICATE-----",
        ));
    }
    Ok(Parsed {
        anchors: store.roots,
        #[cfg(feature = "platform-verifier")]
        certificates,
    })
}

#[derive(Debug)]
pub(super) struct TlsConnector {
    roots: Roots,
    /// Made for the first connection: building a client reads no certificate store.
    config: OnceLock<Arc<ClientConfig>>,
}

impl TlsConnector {
    pub(super) fn new(roots: Roots) -> Self {
        Self { roots, config: OnceLock::new() }
    }

    fn config(&self) -> Result<Arc<ClientConfig>, rustls::Error> {
        if let Some(config) = self.config.get() {
            return Ok(config.clone());
        }
        // Two first connections at once make two, and one of them is kept.
        let config = Arc::new(self.build_config()?);
        Ok(self.config.get_or_init(|| config).clone())
    }

    fn build_config(&self) -> Result<ClientConfig, rustls::Error> {
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?;
        #[cfg(feature = "platform-verifier")]
        if self.roots.instead.is_empty() {
            let verifier =
                platform_verifier(&self.roots.beside_platform, builder.crypto_provider().clone())?;
            // Named so for verifiers that trust anyone; this is the machine's own.
            return Ok(builder
                .dangerous()
                .with_custom_certificate_verifier(Arc::new(verifier))
                .with_no_client_auth());
        }

        let mut store = RootCertStore { roots: self.roots.instead.clone() };
        if store.is_empty() {
            store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        }
        store.extend(self.roots.beside.iter().cloned());
        Ok(builder.with_root_certificates(store).with_no_client_auth())
    }
}

#[cfg(feature = "platform-verifier")]
fn platform_verifier(
    beside: &[CertificateDer<'static>],
    provider: Arc<rustls::crypto::CryptoProvider>,
) -> Result<rustls_platform_verifier::Verifier, rustls::Error> {
    if beside.is_empty() {
        rustls_platform_verifier::Verifier::new(provider)
    } else {
        rustls_platform_verifier::Verifier::new_with_extra_roots(beside.iter().cloned(), provider)
    }
}

impl<In: Transport> Connector<In> for TlsConnector {
    type Out = Either<In, TlsTransport<In>>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        let Some(transport) = chained else { return Ok(None) };
        // By an https proxy this runs twice: for the proxy, then, in its tunnel, for the server.
        if !details.needs_tls() {
            return Ok(Some(Either::A(transport)));
        }

        let host = details.uri.host().unwrap_or_default();
        let name = ServerName::try_from(super::bare(host).to_owned())
            .map_err(|_| ureq::Error::Tls("its name cannot stand in a certificate"))?;

        let config = self.config().map_err(|error| ureq::Error::Other(Box::new(error)))?;
        let mut session = ClientConnection::new(config, name)
            .map_err(|error| ureq::Error::Other(Box::new(error)))?;
        let mut socket = TransportAdapter::new(transport, details.current_time.clone());
        socket.set_timeout(remaining(details));
        session.complete_io(&mut socket)?;

        let buffers = LazyBuffers::new(
            details.config.input_buffer_size(),
            details.config.output_buffer_size(),
        );
        Ok(Some(Either::B(TlsTransport { session, socket, buffers })))
    }
}

/// What the steps before this one left of the time for connecting.
fn remaining(details: &ConnectionDetails<'_>) -> NextTimeout {
    let mut timeout = details.timeout;
    let now = (details.current_time)();
    if let (Duration::Exact(after), Instant::Exact(then), Instant::Exact(now)) =
        (timeout.after, details.now, now)
    {
        let spent = now.saturating_duration_since(then);
        timeout.after = Duration::Exact(after.saturating_sub(spent));
    }
    timeout
}

/// What TLS found wrong, for an operator; `None` if it was the network that failed.
pub(super) fn reason(error: &io::Error) -> Option<String> {
    let error = error.get_ref()?.downcast_ref::<rustls::Error>()?;
    let certificate = match error {
        rustls::Error::InvalidCertificate(certificate) => certificate,
        rustls::Error::InvalidMessage(InvalidMessage::InvalidContentType) => {
            return Some(format!("what answers there speaks no TLS ({error})"));
        }
        error => return Some(error.to_string()),
    };
    Some(match certificate {
        CertificateError::NotValidYetContext { time, not_before } => format!(
            "the device clock reads {}; the server's certificate begins {}: set the clock",
            at(*time),
            at(*not_before)
        ),
        CertificateError::ExpiredContext { time, not_after } => format!(
            "the device clock reads {}; the server's certificate ended {}: set the clock, \
             or if it is right, renew the certificate",
            at(*time),
            at(*not_after)
        ),
        CertificateError::NotValidForNameContext { expected, presented } => format!(
            "its certificate is not for {}, but for {}",
            expected.to_str(),
            names(presented)
        ),
        CertificateError::UnknownIssuer => "its certificate is of an authority that is not \
            trusted: a proxy on the way may be opening TLS, or the authority is a private one; \
            to trust it, give it to SeamBuilder::extra_ca_certificates"
            .to_owned(),
        _ => error.to_string(),
    })
}

/// The names in a certificate, each of which rustls gives as `DnsName("…")`.
fn names(presented: &[String]) -> String {
    let names = presented.iter().map(|name| name.split('"').nth(1).unwrap_or(name));
    names.collect::<Vec<_>>().join(", ")
}

fn at(time: UnixTime) -> Timestamp {
    Timestamp::since_epoch(std::time::Duration::from_secs(time.as_secs()))
}

pub(super) struct TlsTransport<T: Transport> {
    session: ClientConnection,
    socket: TransportAdapter<T>,
    /// Of plain text; the socket has its own, of TLS records.
    buffers: LazyBuffers,
}

impl<T: Transport> Transport for TlsTransport<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        self.socket.set_timeout(timeout);
        let mut output = self.buffers.output().get(..amount).unwrap_or_default();
        // rustls's own Stream drops the errors of writing to the socket; then the request would
        // seem to have been sent.
        while !output.is_empty() {
            let taken = self.session.writer().write(output)?;
            if taken == 0 {
                return Err(io::Error::from(io::ErrorKind::WriteZero).into());
            }
            output = output.get(taken..).unwrap_or_default();
            flush(&mut self.session, &mut self.socket)?;
        }
        Ok(())
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        self.socket.set_timeout(timeout);
        loop {
            let input = self.buffers.input_append_buf();
            match self.session.reader().read(input) {
                Ok(amount) => {
                    self.buffers.input_appended(amount);
                    return Ok(amount > 0);
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
            self.session.read_tls(&mut self.socket)?;
            let processed = self.session.process_new_packets();
            // An alert of ours, or an answer to a key update. That it cannot be sent must not
            // hide what was read.
            let flushed = flush(&mut self.session, &mut self.socket);
            processed.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
            flushed?;
        }
    }

    fn is_open(&mut self) -> bool {
        // Records that were read but not opened may hold the server's goodbye.
        self.socket.get_mut().buffers().input().is_empty() && self.socket.get_mut().is_open()
    }

    fn is_tls(&self) -> bool {
        true
    }
}

fn flush(session: &mut ClientConnection, socket: &mut impl Write) -> Result<(), ureq::Error> {
    while session.wants_write() {
        session.write_tls(socket)?;
    }
    Ok(())
}

impl<T: Transport> fmt::Debug for TlsTransport<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsTransport").finish_non_exhaustive()
    }
}
