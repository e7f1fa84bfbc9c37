//! Which cryptography the client supports: whatever public https servers use. If a server supports only other
//! cryptography, the error says so.

#![cfg(feature = "tls")]
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::support;

use rcgen::{
    CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384, PKCS_ED25519,
    PKCS_RSA_SHA256, PKCS_RSA_SHA384, PKCS_RSA_SHA512, SignatureAlgorithm,
};
use rustls::SupportedCipherSuite;
use rustls::crypto::ring::cipher_suite as suite;
use rustls::crypto::ring::{default_provider, kx_group};
use rustls::crypto::{CryptoProvider, SupportedKxGroup};
use seam_client::client_sessions::GetOrCreate;
use seam_client::{Credential, Error, Seam, Step};
use support::DOCUMENT_RESPONSE;
use support::socket::{Reply, http};
use support::tls::Authority;

/// A stored RSA key: generating one takes seconds.
const RSA: &str = include_str!("../support/rsa.pem");

fn key(algorithm: &'static SignatureAlgorithm) -> KeyPair {
    if [&PKCS_RSA_SHA256, &PKCS_RSA_SHA384, &PKCS_RSA_SHA512].contains(&algorithm) {
        KeyPair::from_pem_and_sign_algo(RSA, algorithm).unwrap()
    } else {
        KeyPair::generate_for(algorithm).unwrap()
    }
}

/// Calls a server that supports only this suite and this group. Its certificate and its authority's have keys of this
/// algorithm.
fn call(
    algorithm: &'static SignatureAlgorithm,
    suite: SupportedCipherSuite,
    group: &'static dyn SupportedKxGroup,
) -> Result<(), Error> {
    let authority = Authority::with_key(key(algorithm));
    let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let provider =
        CryptoProvider { cipher_suites: vec![suite], kx_groups: vec![group], ..default_provider() };
    let config = authority.config_of(params, &key(algorithm), provider);
    let server = Authority::serve_by(config, [Reply::Send(http("200 OK", DOCUMENT_RESPONSE))]);
    let seam = Seam::builder(Credential::api_key("seam_key").unwrap())
        .endpoint(format!("https://localhost:{}", server.port()))
        .ca_certificates(authority.pem())
        .unwrap()
        .build()
        .unwrap();
    seam.client_sessions().get_or_create(GetOrCreate::new()).map(drop)
}

const TLS13_SUITES: [SupportedCipherSuite; 3] = [
    suite::TLS13_AES_128_GCM_SHA256,
    suite::TLS13_AES_256_GCM_SHA384,
    suite::TLS13_CHACHA20_POLY1305_SHA256,
];

const ECDSA_SUITES: [SupportedCipherSuite; 3] = [
    suite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    suite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    suite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
];

const RSA_SUITES: [SupportedCipherSuite; 3] = [
    suite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    suite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    suite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
];

#[test]
fn every_public_certificate_type_cipher_suite_and_group_is_supported() {
    let certificates: [(&SignatureAlgorithm, _); 5] = [
        (&PKCS_ECDSA_P256_SHA256, ECDSA_SUITES),
        (&PKCS_ECDSA_P384_SHA384, ECDSA_SUITES),
        (&PKCS_RSA_SHA256, RSA_SUITES),
        (&PKCS_RSA_SHA384, RSA_SUITES),
        (&PKCS_RSA_SHA512, RSA_SUITES),
    ];
    for (algorithm, suites) in certificates {
        for suite in TLS13_SUITES.into_iter().chain(suites) {
            for group in [kx_group::X25519, kx_group::SECP256R1] {
                call(algorithm, suite, group)
                    .unwrap_or_else(|error| panic!("{algorithm:?} {suite:?} {group:?}: {error}"));
            }
        }
    }
}

#[test]
fn a_failed_tls_negotiation_is_reported_and_not_retried() {
    for (algorithm, suite, group) in [
        // No public server uses only these.
        (&PKCS_ED25519, suite::TLS13_AES_128_GCM_SHA256, kx_group::X25519),
        (&PKCS_ECDSA_P256_SHA256, suite::TLS13_AES_128_GCM_SHA256, kx_group::SECP384R1),
        (&PKCS_ECDSA_P256_SHA256, ECDSA_SUITES[0], kx_group::SECP384R1),
    ] {
        match call(algorithm, suite, group).unwrap_err() {
            Error::Transport(error) => {
                assert_eq!((error.step(), error.may_have_been_sent()), (Step::Tls, false));
                assert!(error.to_string().starts_with("could not agree on TLS with localhost:"));
                println!("{error}");
                assert!(!error.to_string().contains("tried"), "{error}");
            }
            error => panic!("{error:?}"),
        }
    }
}
