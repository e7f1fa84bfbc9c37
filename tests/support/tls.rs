//! A certificate authority for tests, generated each time, and servers with its certificates.

use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rcgen::{BasicConstraints, Certificate, CertificateParams, DnType, IsCa, KeyPair};
use rustls::crypto::CryptoProvider;
use rustls::crypto::ring::{default_provider, sign};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::socket::{Reply, Server};

pub struct Authority {
    certificate: Certificate,
    key: KeyPair,
}

impl Authority {
    pub fn new() -> Self {
        Self::with_key(KeyPair::generate().unwrap())
    }

    /// Creates an authority with this key.
    pub fn with_key(key: KeyPair) -> Self {
        Self { certificate: Self::params().self_signed(&key).unwrap(), key }
    }

    /// The parameters of an authority's certificate.
    pub fn params() -> CertificateParams {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        // Each has its own name: with the same name, one would look like the other with a bad signature.
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("test authority {}", COUNT.fetch_add(1, Ordering::Relaxed));
        params.distinguished_name.push(DnType::CommonName, name);
        params
    }

    /// Creates an authority whose certificate this one issues.
    pub fn issue(&self, params: CertificateParams) -> Self {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.certificate, &self.key).unwrap();
        Self { certificate, key }
    }

    pub fn der(&self) -> CertificateDer<'static> {
        self.certificate.der().clone()
    }

    /// A server that has this authority's key, and sends these certificates, whether they match it or not.
    pub fn present(&self, certificates: Vec<CertificateDer<'static>>) -> ServerConfig {
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.serialize_der()));
        let key = CertifiedKey::new(certificates, sign::any_supported_type(&key).unwrap());
        ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(SingleCertAndKey::from(key)))
    }

    pub fn pem(&self) -> String {
        self.certificate.pem()
    }

    /// Starts a TLS server for `name` that follows the script.
    pub fn serve(
        &self,
        name: &str,
        script: impl IntoIterator<Item = Reply, IntoIter: Send + 'static>,
    ) -> Server {
        Self::serve_by(self.config(name), script)
    }

    /// Like `serve`, with a certificate that is valid in these years.
    pub fn serve_in(&self, years: (i32, i32), script: Vec<Reply>) -> Server {
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        params.not_before = rcgen::date_time_ymd(years.0, 1, 1);
        params.not_after = rcgen::date_time_ymd(years.1, 1, 1);
        Self::serve_by(self.sign(params), script)
    }

    /// Like `serve`, with this configuration.
    pub fn serve_by(
        config: ServerConfig,
        script: impl IntoIterator<Item = Reply, IntoIter: Send + 'static>,
    ) -> Server {
        let config = Arc::new(config);
        Server::start_with(script, move |stream: TcpStream| {
            let session = ServerConnection::new(config.clone()).map_err(std::io::Error::other)?;
            Ok(StreamOwned::new(session, stream))
        })
    }

    pub fn config(&self, name: &str) -> ServerConfig {
        self.sign(CertificateParams::new(vec![name.to_owned()]).unwrap())
    }

    fn sign(&self, params: CertificateParams) -> ServerConfig {
        self.config_of(params, &KeyPair::generate().unwrap(), default_provider())
    }

    /// The configuration of a server that has this key, and supports only this cryptography.
    pub fn config_of(
        &self,
        params: CertificateParams,
        key: &KeyPair,
        provider: CryptoProvider,
    ) -> ServerConfig {
        let certificate = params.signed_by(key, &self.certificate, &self.key).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        ServerConfig::builder_with_provider(Arc::new(provider))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap()
    }
}
