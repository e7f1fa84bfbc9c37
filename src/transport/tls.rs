//! TLS: which certificates to trust, how rustls is configured, and its records over a connection.
//!
//! ureq's own TLS cannot trust certificates in addition to the built-in ones, loses errors of writing, and its
//! cryptography depends on the program's features.

use std::error::Error as StdError;
use std::fmt;
use std::io::{self, Read, Write};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use ring::rand::SecureRandom as _;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{Resumption, verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::ring::{cipher_suite, kx_group};
use rustls::crypto::{
    CryptoProvider, GetRandomFailed, KeyProvider, SecureRandom, WebPkiSupportedAlgorithms,
    verify_tls12_signature, verify_tls13_signature,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, TrustAnchor, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::sign::SigningKey;
use rustls::time_provider::TimeProvider;
use rustls::{
    CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, OtherError,
    RootCertStore, SignatureScheme,
};

use self::pem::parse_certificates;
pub(super) use self::reason::{is_final, reason};
use crate::Error;
use crate::timestamp;

mod pem;
mod reason;

/// Which authorities to trust.
///
/// They are kept in parsed form, so that the parser is linked only into programs that give certificates.
#[derive(Clone, Default)]
pub(crate) struct Roots {
    /// These replace the built-in ones, unless empty.
    instead: Vec<TrustAnchor<'static>>,
    /// These are trusted in addition to the built-in ones.
    beside: Vec<TrustAnchor<'static>>,
    /// `beside`, in the form that the platform's verifier takes.
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

pub(super) struct Tls {
    roots: Roots,
    /// Built for the first connection, so that building a client reads no certificate store.
    config: OnceLock<Arc<ClientConfig>>,
}

impl Tls {
    pub(super) fn new(roots: Roots) -> Self {
        Self { roots, config: OnceLock::new() }
    }

    fn config(&self) -> Result<Arc<ClientConfig>, rustls::Error> {
        if let Some(config) = self.config.get() {
            return Ok(config.clone());
        }
        // If two threads open the first connection at once, each builds one, and one of them is kept.
        let config = Arc::new(self.build_config(SystemTime::now)?);
        Ok(self.config.get_or_init(|| config).clone())
    }

    fn build_config(&self, now: fn() -> SystemTime) -> Result<ClientConfig, rustls::Error> {
        let provider = Arc::new(provider());
        let verifier = self.verifier(&provider)?;
        let mut config = ClientConfig::builder_with_details(provider, Arc::new(Clock(now)))
            .with_safe_default_protocol_versions()?
            // It is called dangerous because a verifier could trust anyone. This one does not.
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        // Room for two servers, the proxy and Seam; by default there is room for 32.
        config.resumption = Resumption::in_memory_sessions(16);
        Ok(config)
    }

    #[cfg_attr(not(feature = "platform-verifier"), allow(unused_variables))]
    fn verifier(&self, provider: &Arc<CryptoProvider>) -> Result<Verifier, rustls::Error> {
        let mut store = RootCertStore { roots: self.roots.instead.clone() };
        #[cfg(feature = "platform-verifier")]
        if store.is_empty() {
            let platform = platform_verifier(&self.roots.beside_platform, provider.clone())?;
            return Ok(Verifier { store, platform: Some(platform) });
        }
        if store.is_empty() {
            store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        }
        store.extend(self.roots.beside.iter().cloned());
        Ok(Verifier {
            store,
            #[cfg(feature = "platform-verifier")]
            platform: None,
        })
    }

    /// Makes the TLS handshake. The client's last message is held back and sent with the first request.
    pub(super) fn connect(
        &self,
        host: &str,
        link: &mut (impl Read + Write),
    ) -> io::Result<ClientConnection> {
        let name = ServerName::try_from(host.to_owned())
            .map_err(|_| ureq::Error::Tls("its name is not valid in a certificate").into_io())?;
        let config = self.config().map_err(io::Error::other)?;
        let mut session = ClientConnection::new(config, name).map_err(io::Error::other)?;
        while session.is_handshaking() {
            send(&mut session, link)?;
            advance(&mut session, link)?;
        }
        Ok(session)
    }
}

#[cfg(feature = "platform-verifier")]
fn platform_verifier(
    beside: &[CertificateDer<'static>],
    provider: Arc<CryptoProvider>,
) -> Result<rustls_platform_verifier::Verifier, rustls::Error> {
    if beside.is_empty() {
        rustls_platform_verifier::Verifier::new(provider)
    } else {
        rustls_platform_verifier::Verifier::new_with_extra_roots(beside.iter().cloned(), provider)
    }
}

/// The device's clock. rustls's own time provider panics if it is before 1970.
#[derive(Debug)]
struct Clock(fn() -> SystemTime);

impl TimeProvider for Clock {
    fn current_time(&self) -> Option<UnixTime> {
        Some(UnixTime::since_unix_epoch(timestamp::since_1970((self.0)())))
    }
}

/// Verifies the server's certificate. It differs from rustls's own verifier in two ways: it has no revocation lists,
/// and it reports a chain without its intermediates as an error of its own.
struct Verifier {
    store: RootCertStore,
    /// Used instead of the store.
    #[cfg(feature = "platform-verifier")]
    platform: Option<rustls_platform_verifier::Verifier>,
}

impl Verifier {
    #[cfg_attr(not(feature = "platform-verifier"), allow(unused_variables))] // The staple.
    fn verify(
        &self,
        certificate: &CertificateDer<'_>,
        rest: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        staple: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        #[cfg(feature = "platform-verifier")]
        if let Some(platform) = &self.platform {
            return platform.verify_server_cert(certificate, rest, name, staple, now);
        }
        let certificate = ParsedCertificate::try_from(certificate)?;
        let (store, algorithms) = (&self.store, ALGORITHMS.all);
        verify_server_cert_signed_by_trust_anchor(&certificate, store, rest, now, algorithms)?;
        verify_server_name(&certificate, name)?;
        Ok(ServerCertVerified::assertion())
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        rest: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        staple: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        self.verify(certificate, rest, name, staple, now).map_err(|error| match error {
            rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer)
                if is_lone(certificate, rest) =>
            {
                CertificateError::Other(OtherError(Arc::new(LoneCertificate))).into()
            }
            error => error,
        })
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signature, &ALGORITHMS)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signature, &ALGORITHMS)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        ALGORITHMS.supported_schemes()
    }
}

// Nothing prints it. A derived one would link the `Debug` code of rustls and the platform's verifier.
impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Verifier")
    }
}

/// Whether the server sent only its own certificate, and it is not self-signed.
fn is_lone(certificate: &CertificateDer<'_>, rest: &[CertificateDer<'_>]) -> bool {
    rest.is_empty()
        && webpki::EndEntityCert::try_from(certificate)
            .is_ok_and(|certificate| certificate.issuer() != certificate.subject())
}

/// The client does not trust the issuer of the certificate, and the server sent no other certificate.
#[derive(Debug)]
struct LoneCertificate;

impl fmt::Display for LoneCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown issuer of a certificate that was sent alone")
    }
}

impl StdError for LoneCertificate {}

/// Only the cryptography that public HTTPS servers need. rustls's default provider adds P-384 and Ed25519 in places
/// where no such server wants them, and the signing code of servers and of clients with a certificate.
fn provider() -> CryptoProvider {
    CryptoProvider {
        // AES-128 before AES-256, as in browsers: SHA-384, which AES-256 requires, takes a twelfth of the
        // instructions of a process that makes one call.
        cipher_suites: vec![
            cipher_suite::TLS13_AES_128_GCM_SHA256,
            cipher_suite::TLS13_CHACHA20_POLY1305_SHA256,
            cipher_suite::TLS13_AES_256_GCM_SHA384,
            cipher_suite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            cipher_suite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            cipher_suite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            cipher_suite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
            cipher_suite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            cipher_suite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        ],
        kx_groups: vec![kx_group::X25519, kx_group::SECP256R1],
        signature_verification_algorithms: ALGORITHMS,
        secure_random: &Ring,
        key_provider: &Ring,
    }
}

static ALGORITHMS: WebPkiSupportedAlgorithms = WebPkiSupportedAlgorithms {
    all: &[
        webpki::ring::ECDSA_P256_SHA256,
        webpki::ring::ECDSA_P256_SHA384,
        webpki::ring::ECDSA_P384_SHA256,
        webpki::ring::ECDSA_P384_SHA384,
        webpki::ring::RSA_PKCS1_2048_8192_SHA256,
        webpki::ring::RSA_PKCS1_2048_8192_SHA384,
        webpki::ring::RSA_PKCS1_2048_8192_SHA512,
        webpki::ring::RSA_PSS_2048_8192_SHA256_LEGACY_KEY,
        webpki::ring::RSA_PSS_2048_8192_SHA384_LEGACY_KEY,
        webpki::ring::RSA_PSS_2048_8192_SHA512_LEGACY_KEY,
    ],
    mapping: &[
        // TLS 1.3 uses only the first; in TLS 1.2 the scheme does not fix the curve.
        (
            SignatureScheme::ECDSA_NISTP256_SHA256,
            &[webpki::ring::ECDSA_P256_SHA256, webpki::ring::ECDSA_P384_SHA256],
        ),
        (
            SignatureScheme::ECDSA_NISTP384_SHA384,
            &[webpki::ring::ECDSA_P384_SHA384, webpki::ring::ECDSA_P256_SHA384],
        ),
        (SignatureScheme::RSA_PSS_SHA512, &[webpki::ring::RSA_PSS_2048_8192_SHA512_LEGACY_KEY]),
        (SignatureScheme::RSA_PSS_SHA384, &[webpki::ring::RSA_PSS_2048_8192_SHA384_LEGACY_KEY]),
        (SignatureScheme::RSA_PSS_SHA256, &[webpki::ring::RSA_PSS_2048_8192_SHA256_LEGACY_KEY]),
        (SignatureScheme::RSA_PKCS1_SHA512, &[webpki::ring::RSA_PKCS1_2048_8192_SHA512]),
        (SignatureScheme::RSA_PKCS1_SHA384, &[webpki::ring::RSA_PKCS1_2048_8192_SHA384]),
        (SignatureScheme::RSA_PKCS1_SHA256, &[webpki::ring::RSA_PKCS1_2048_8192_SHA256]),
    ],
};

#[derive(Debug)]
struct Ring;

impl SecureRandom for Ring {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), GetRandomFailed> {
        ring::rand::SystemRandom::new().fill(bytes).map_err(|_| GetRandomFailed)
    }
}

/// rustls requires one, but uses it only for client certificates.
impl KeyProvider for Ring {
    fn load_private_key(
        &self,
        _: PrivateKeyDer<'static>,
    ) -> Result<Arc<dyn SigningKey>, rustls::Error> {
        Err(rustls::Error::General("client certificates are not supported".to_owned()))
    }
}

/// Sends part of a request.
pub(super) fn write(
    session: &mut ClientConnection,
    link: &mut impl Write,
    mut output: &[u8],
) -> io::Result<()> {
    // rustls's own Stream drops errors of writing to the socket; the request would then seem to have been
    // sent.
    while !output.is_empty() {
        let taken = session.writer().write(output)?;
        if taken == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        output = output.get(taken..).unwrap_or_default();
        send(session, link)?;
    }
    Ok(())
}

/// Reads part of a response.
pub(super) fn read(
    session: &mut ClientConnection,
    link: &mut (impl Read + Write),
    input: &mut [u8],
) -> io::Result<usize> {
    loop {
        match session.reader().read(input) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            result => return result,
        }
        advance(session, link)?;
    }
}

/// Reads and processes the server's next records.
fn advance(session: &mut ClientConnection, link: &mut (impl Read + Write)) -> io::Result<()> {
    if session.read_tls(link)? == 0 && session.is_handshaking() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    if let Err(error) = session.process_new_packets() {
        // Send our alert. If that fails, report the first error all the same.
        let _ = send(session, link);
        return Err(io::Error::new(io::ErrorKind::InvalidData, error));
    }
    Ok(())
}

fn send(session: &mut ClientConnection, link: &mut impl Write) -> io::Result<()> {
    while session.wants_write() {
        if session.write_tls(link)? == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
