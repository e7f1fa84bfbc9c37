//! https: which servers the client trusts, its errors for the others, and calls through a proxy.

#![cfg(feature = "tls")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use crate::support;

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, ExtendedKeyUsagePurpose, GeneralSubtree,
    IsCa, KeyPair, NameConstraints, PKCS_ED25519,
};
use rustls::crypto::ring::default_provider;
use rustls::pki_types::CertificateDer;
use rustls::server::{ResolvesServerCertUsingSni, WebPkiClientVerifier};
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use seam_client::client_sessions::GetOrCreate;
use seam_client::{Credential, Error, Proxy, Seam, SeamBuilder, Step, TransportError};
use support::DOCUMENT_RESPONSE;
use support::socket::{Reply, Server, closed_port, http, read_request};
use support::tls::Authority;

const KEY: &str = "seam_fakekey1_0123456789";
const PATH: &str = "/client_sessions/get_or_create";

fn builder(host: &str, server: &Server) -> SeamBuilder {
    Seam::builder(Credential::api_key(KEY).unwrap())
        .endpoint(format!("https://{host}:{}", server.port()))
}

fn call(builder: SeamBuilder) -> Result<(), Error> {
    let seam = builder.build().unwrap();
    seam.client_sessions().get_or_create(GetOrCreate::new()).map(|session| {
        assert_eq!(session.client_session_id, "c2cbd177-1ace-414b-bb1e-9f129e4a05c1");
    })
}

fn fail(builder: SeamBuilder) -> TransportError {
    match call(builder) {
        Err(Error::Transport(error)) => {
            assert!(!error.to_string().contains(char::is_control));
            *error
        }
        other => panic!("{other:?}"),
    }
}

fn response() -> Reply {
    Reply::Close(http("200 OK", DOCUMENT_RESPONSE))
}

#[test]
fn a_certificate_of_a_configured_authority_is_trusted() {
    let authority = Authority::new();
    for host in ["localhost", "127.0.0.1"] {
        let server = authority.serve(host, vec![response()]);
        call(builder(host, &server).ca_certificates(authority.pem()).unwrap()).unwrap();
        assert_eq!(server.requests().len(), 1);
    }
}

#[test]
fn every_certificate_of_a_bundle_is_trusted() {
    let authorities = [Authority::new(), Authority::new(), Authority::new()];
    let bundle: String = authorities.iter().map(Authority::pem).collect();
    for authority in &authorities {
        let server = authority.serve("localhost", vec![response()]);
        call(builder("localhost", &server).ca_certificates(bundle.as_str()).unwrap()).unwrap();
    }
}

#[test]
fn an_extra_authority_is_trusted_beside_the_built_in_ones() {
    let (one, other) = (Authority::new(), Authority::new());
    let server = one.serve("localhost", vec![response()]);
    call(builder("localhost", &server).extra_ca_certificates(one.pem()).unwrap()).unwrap();

    for authority in [&one, &other] {
        let server = authority.serve("localhost", vec![response()]);
        let both = builder("localhost", &server)
            .ca_certificates(one.pem())
            .unwrap()
            .extra_ca_certificates(other.pem())
            .unwrap();
        call(both).unwrap();
    }
}

#[test]
fn an_unknown_authority_is_not_trusted_and_sees_no_request() {
    let (one, other) = (Authority::new(), Authority::new());
    let server = one.serve("localhost", vec![response(), response(), response()]);
    for builder in [
        builder("localhost", &server),
        builder("localhost", &server).ca_certificates(other.pem()).unwrap(),
        builder("localhost", &server).extra_ca_certificates(other.pem()).unwrap(),
    ] {
        let error = fail(builder);
        assert_eq!(error.step(), Step::Tls);
        let sentence =
            format!("could not agree on TLS with localhost:{} for {PATH}: ", server.port());
        assert!(error.to_string().starts_with(&sentence), "{error}");
        assert!(std::error::Error::source(&error).is_some());
    }
    assert!(server.requests().is_empty());
}

#[test]
fn a_certificate_for_another_name_is_not_trusted() {
    let authority = Authority::new();
    let server = authority.serve("connect.getseam.com", vec![response()]);
    let error = fail(builder("localhost", &server).ca_certificates(authority.pem()).unwrap());
    assert_eq!(error.step(), Step::Tls);
    let sentence = "its certificate is not for localhost, but for connect.getseam.com";
    assert!(
        error.to_string().ends_with(sentence) || cfg!(feature = "platform-verifier"),
        "{error}"
    );
    assert!(server.requests().is_empty());
}

#[test]
fn a_certificate_not_valid_now_is_reported_with_the_device_clock() {
    let authority = Authority::new();
    let sentence = |server: Server| {
        let error = fail(builder("localhost", &server).ca_certificates(authority.pem()).unwrap());
        assert_eq!(error.step(), Step::Tls);
        assert!(!error.may_have_been_sent());
        assert_eq!(server.connections(), 1, "a refused certificate is not retried");
        let sentence = error.to_string();
        let (_, reason) =
            sentence.split_once(&format!("localhost:{} for {PATH}: ", server.port())).unwrap();
        // The error shows the device's time, to the second.
        let now = reason.find("clock reads ").map(|at| at + "clock reads ".len());
        match now {
            Some(at) => reason.replace(&reason[at..at + 24], "NOW"),
            None => reason.to_owned(),
        }
    };
    assert_eq!(
        sentence(authority.serve_in((2200, 2300), vec![response()])),
        "the device clock reads NOW; the server's certificate begins 2200-01-01T00:00:00.000Z: \
         set the clock"
    );
    assert_eq!(
        sentence(authority.serve_in((1980, 1990), vec![response()])),
        "the device clock reads NOW; the server's certificate ended 1990-01-01T00:00:00.000Z: \
         set the clock, or if it is right, renew the certificate"
    );
}

fn for_localhost() -> CertificateParams {
    CertificateParams::new(vec!["localhost".to_owned()]).unwrap()
}

/// The client's error for a server whose certificates or TLS are bad.
fn complaint(trusted: &Authority, config: ServerConfig) -> String {
    let server = Authority::serve_by(config, vec![response()]);
    let error = fail(builder("localhost", &server).ca_certificates(trusted.pem()).unwrap());
    assert_eq!((error.step(), error.may_have_been_sent()), (Step::Tls, false), "{error}");
    assert_eq!(server.connections(), 1, "a bad certificate is not retried");
    assert!(server.requests().is_empty());
    assert!(std::error::Error::source(&error).is_some());
    let sentence = error.to_string();
    let doing = format!("could not agree on TLS with localhost:{} for {PATH}: ", server.port());
    sentence.strip_prefix(&doing).expect(&sentence).to_owned()
}

const UNKNOWN: &str = "its certificate was issued by an authority that this client does not trust, such as a \
    proxy that intercepts TLS or a private authority: to trust it, give its certificate to \
    SeamBuilder::extra_ca_certificates";

const LONE: &str = "this client does not trust the issuer of its certificate, and it did not send the issuer's \
    certificate: configure it to send its whole chain; or if a private authority or a proxy that \
    intercepts TLS issued it, give that authority's certificate to SeamBuilder::extra_ca_certificates";

#[test]
fn a_missing_intermediate_is_not_reported_as_an_unknown_authority() {
    let root = Authority::new();
    let middle = root.issue(Authority::params());
    let leaf = middle.issue(for_localhost());
    assert_eq!(complaint(&root, leaf.present(vec![leaf.der()])), LONE);

    let whole = || leaf.present(vec![leaf.der(), middle.der()]);
    let server = Authority::serve_by(whole(), vec![response()]);
    call(builder("localhost", &server).ca_certificates(root.pem()).unwrap()).unwrap();

    assert_eq!(complaint(&Authority::new(), whole()), UNKNOWN);
    // It is self-signed, so there is no other certificate to send.
    let key = KeyPair::generate().unwrap();
    let alone = for_localhost().self_signed(&key).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![alone.der().clone()], key.serialize_der().try_into().unwrap());
    assert_eq!(complaint(&root, config.unwrap()), UNKNOWN);
}

#[test]
fn an_unsuitable_server_certificate_is_reported_with_the_reason() {
    let root = Authority::new();
    let sentence = |adjust: fn(&mut CertificateParams)| {
        let mut params = for_localhost();
        adjust(&mut params);
        let leaf = root.issue(params);
        complaint(&root, leaf.present(vec![leaf.der()]))
    };
    assert_eq!(
        sentence(|params| params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained)),
        "its certificate is an authority's, which a server cannot use: issue one with CA:FALSE"
    );
    assert_eq!(
        sentence(|params| params.subject_alt_names.clear()),
        "its certificate is not for localhost, but for no name at all: \
         issue one with a subject alternative name"
    );
    assert_eq!(
        sentence(|params| {
            let names = ["a", "b", "c", "d", "e"].map(|name| format!("{name}.example"));
            params.subject_alt_names = CertificateParams::new(names).unwrap().subject_alt_names;
        }),
        "its certificate is not for localhost, but for a.example, b.example, c.example, d.example, \
         others"
    );
    assert_eq!(
        sentence(|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth]),
        "its certificate is not for servers: issue one with the extended key usage serverAuth"
    );
    assert_eq!(
        sentence(|params| {
            let mut odd = CustomExtension::from_oid_content(&[1, 2, 3, 4], vec![5, 0]);
            odd.set_criticality(true);
            params.custom_extensions = vec![odd];
        }),
        "its certificate has a critical extension that this client does not support: \
         issue one without it"
    );
}

#[test]
fn an_invalid_certificate_chain_is_reported_with_the_reason() {
    let root = Authority::new();
    let below = |authority: &Authority, between: &[&Authority]| {
        let leaf = authority.issue(for_localhost());
        let chain = [&leaf].into_iter().chain(between.iter().copied()).map(Authority::der);
        complaint(&root, leaf.present(chain.collect()))
    };
    let no_authority = root.issue(for_localhost());
    assert_eq!(
        below(&no_authority, &[&no_authority]),
        "the certificate that issued its certificate is not an authority's (CA:TRUE): reissue both"
    );

    let mut params = Authority::params();
    let permitted_subtrees = vec![GeneralSubtree::DnsName("example.com".to_owned())];
    params.name_constraints =
        Some(NameConstraints { permitted_subtrees, excluded_subtrees: Vec::new() });
    let constrained = root.issue(params);
    assert_eq!(
        below(&constrained, &[&constrained]),
        "its certificate is for a name that its authority may not issue certificates for"
    );

    let mut params = Authority::params();
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    let last = root.issue(params);
    let beyond = last.issue(Authority::params());
    assert_eq!(
        below(&beyond, &[&beyond, &last]),
        "its certificate chain is too long: configure a shorter one on the server"
    );

    let odd = Authority::with_key(KeyPair::generate_for(&PKCS_ED25519).unwrap());
    let leaf = odd.issue(for_localhost());
    let sentence = complaint(&odd, leaf.present(vec![leaf.der()]));
    assert!(
        sentence.starts_with("its certificate is signed in a way that this client does not support")
            // rustls before 0.23.29 does not distinguish the two.
            || sentence.starts_with("its certificate or its key is not the one that it claims"),
        "{sentence}"
    );
}

/// Makes a certificate of X.509 version 1: without the version field.
fn first_version(certificate: &CertificateDer<'_>) -> CertificateDer<'static> {
    let mut der = certificate.to_vec();
    // The whole and its signed part both begin with a tag, 0x82 and two bytes of length.
    assert_eq!((der[1], der[5], &der[8..13]), (0x82, 0x82, &[0xa0, 3, 2, 1, 2][..]));
    for at in [2, 6] {
        let length = u16::from_be_bytes([der[at], der[at + 1]]) - 5;
        der[at..at + 2].copy_from_slice(&length.to_be_bytes());
    }
    der.drain(8..13);
    der.into()
}

#[test]
fn an_unreadable_certificate_is_reported_as_such() {
    let root = Authority::new();
    // The length takes two bytes, as in most certificates.
    let names = vec!["localhost".to_owned(), "n".repeat(60)];
    let leaf = root.issue(CertificateParams::new(names).unwrap());
    assert_eq!(
        complaint(&root, leaf.present(vec![first_version(&leaf.der())])),
        "its certificate is not of X.509 version 3: issue one that is"
    );
    for bytes in [vec![0], leaf.der()[..100].to_vec(), [&leaf.der()[..], &[0]].concat()] {
        assert_eq!(
            complaint(&root, leaf.present(vec![bytes.into()])),
            "its certificate is damaged: issue another"
        );
    }
    assert_eq!(
        complaint(&root, leaf.present(Vec::new())),
        "it sent no certificate: configure one on the server"
    );
}

/// A server that has copied a certificate does not have its key.
#[test]
fn a_server_without_the_key_of_its_certificate_is_not_trusted() {
    let root = Authority::new();
    let (leaf, other) = (root.issue(for_localhost()), root.issue(for_localhost()));
    assert_eq!(
        complaint(&root, other.present(vec![leaf.der()])),
        "its certificate or its key is not the one that it claims, \
         or is an RSA key of fewer than 2048 bits: issue another"
    );

    let mut config = other.present(vec![leaf.der()]);
    let resolver = config.cert_resolver.clone();
    config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS12])
        .unwrap()
        .with_no_client_auth()
        .with_cert_resolver(resolver);
    assert!(complaint(&root, config).starts_with("its certificate or its key is not the one"));
}

#[test]
fn the_alert_of_a_server_that_ends_tls_is_reported() {
    let root = Authority::new();
    let leaf = root.issue(for_localhost());
    let mut config = leaf.present(vec![leaf.der()]);
    config.cert_resolver = Arc::new(ResolvesServerCertUsingSni::new());
    assert_eq!(complaint(&root, config), "it ended TLS with alert 49");

    // In TLS 1.3, the client's handshake is complete before the server sees that the client has no certificate.
    let mut roots = RootCertStore::empty();
    roots.add(root.der()).unwrap();
    let provider = Arc::new(default_provider());
    let clients = WebPkiClientVerifier::builder_with_provider(roots.into(), provider.clone());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(clients.build().unwrap())
        .with_cert_resolver(leaf.present(vec![leaf.der()]).cert_resolver);
    let server = Authority::serve_by(config, vec![response()]);
    let error = fail(builder("localhost", &server).ca_certificates(root.pem()).unwrap().retries(0));
    assert!(
        error.to_string().ends_with(
            ": it requires a client certificate, which this client does not have: check the endpoint"
        ),
        "{error}"
    );
}

#[test]
fn a_server_without_tls_fails_in_the_tls_step() {
    let hello = Server::start_with(vec![response()], |mut stream| {
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")?;
        Ok(stream)
    });
    assert_eq!(fail(builder("localhost", &hello).retries(0)).step(), Step::Tls);

    let gone = Server::start_with(vec![response()], |stream| {
        drop(stream);
        Err::<std::net::TcpStream, _>(std::io::Error::other("hung up"))
    });
    assert_eq!(fail(builder("localhost", &gone).retries(0)).step(), Step::Tls);
}

#[test]
fn a_stalled_handshake_ends_at_the_connect_timeout_or_the_deadline() {
    let short = Duration::from_millis(200);
    // The server waits for the end of an HTTP request's headers, which a handshake does not have.
    let server = Server::start(vec![Reply::Silence]);
    let error = fail(builder("localhost", &server).connect_timeout(short).retries(0));
    assert_eq!(error.step(), Step::Tls);
    assert!(error.to_string().ends_with(" within 200ms"), "{error}");

    let server = Server::start(std::iter::repeat(Reply::Silence));
    let error = fail(builder("localhost", &server).timeout(short).retries(0));
    assert_eq!(error.step(), Step::Deadline);
    let host = format!("localhost:{}", server.port());
    assert_eq!(
        error.to_string(),
        format!("could not agree on TLS with {host} for {PATH} within 200ms")
    );
}

#[test]
fn a_truncated_response_is_an_error() {
    let authority = Authority::new();
    let cut = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"client".to_vec();
    let server = authority.serve("localhost", vec![Reply::Close(cut)]);
    let error = fail(builder("localhost", &server).ca_certificates(authority.pem()).unwrap());
    assert_eq!(error.step(), Step::Receive);
}

#[test]
fn calls_one_after_another_share_a_connection() {
    let authority = Authority::new();
    let reply = || Reply::Send(http("200 OK", DOCUMENT_RESPONSE));
    let server = authority.serve("localhost", vec![reply(), reply(), reply()]);
    let seam =
        builder("localhost", &server).ca_certificates(authority.pem()).unwrap().build().unwrap();
    for _ in 0..3 {
        seam.client_sessions().get_or_create(GetOrCreate::new()).unwrap();
    }
    assert_eq!(server.connections(), 1);
}

/// Larger than a TLS record, and than all buffers.
#[test]
fn large_requests_and_responses_arrive_complete() {
    let authority = Authority::new();
    let key = "k".repeat(300_000);
    let body = DOCUMENT_RESPONSE.replace("jane_doe", &key);
    let server = authority.serve("localhost", vec![Reply::Close(http("200 OK", &body))]);
    let seam =
        builder("localhost", &server).ca_certificates(authority.pem()).unwrap().build().unwrap();
    let request = GetOrCreate::new().user_identifier_key(&key);
    let session = seam.client_sessions().get_or_create(request).unwrap();
    assert_eq!(session.user_identifier_key.as_deref(), Some(key.as_str()));
    assert!(
        server.requests().concat().ends_with(&format!("{{\"user_identifier_key\":\"{key}\"}}"))
    );
}

/// Reads a CONNECT request, responds to it, and records it.
fn tunnel(
    stream: &mut (impl std::io::Read + Write),
    response: &str,
    seen: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    seen.lock().unwrap().extend(read_request(stream)?);
    stream.write_all(response.as_bytes())?;
    stream.flush()
}

fn session(config: &Arc<ServerConfig>) -> ServerConnection {
    ServerConnection::new(config.clone()).unwrap()
}

/// The same server is the proxy and, behind it, Seam.
#[test]
fn a_proxy_tunnels_tls_and_sees_nothing_of_the_call() {
    let authority = Authority::new();
    let config = Arc::new(authority.config("connect.getseam.com"));
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = seen.clone();
    let server = Server::start_with(vec![response()], move |mut stream| {
        tunnel(&mut stream, "HTTP/1.1 200 Connection established\r\n\r\n", &noted)?;
        Ok(StreamOwned::new(session(&config), stream))
    });
    let proxy = format!("http://user:pass%20word@127.0.0.1:{}", server.port());
    call(
        Seam::builder(Credential::api_key(KEY).unwrap())
            .ca_certificates(authority.pem())
            .unwrap()
            .proxy(Proxy::url(proxy)),
    )
    .unwrap();
    let connect = seen.lock().unwrap().concat();
    assert!(connect.starts_with("CONNECT connect.getseam.com:443 HTTP/1.1\r\n"), "{connect}");
    assert!(connect.contains("Proxy-Authorization: Basic dXNlcjpwYXNzIHdvcmQ=\r\n"), "{connect}");
    assert!(!connect.contains("seam_"), "{connect}");
    assert!(server.requests().concat().contains(&format!("authorization: Bearer {KEY}")));
}

#[test]
fn an_https_proxy_is_reached_over_tls() {
    let authority = Authority::new();
    let outer = Arc::new(authority.config("localhost"));
    let inner = Arc::new(authority.config("connect.getseam.com"));
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = seen.clone();
    let server = Server::start_with(vec![response()], move |stream| {
        let mut stream = StreamOwned::new(session(&outer), stream);
        tunnel(&mut stream, "HTTP/1.1 200 OK\r\n\r\n", &noted)?;
        Ok(StreamOwned::new(session(&inner), stream))
    });
    call(
        Seam::builder(Credential::api_key(KEY).unwrap())
            .ca_certificates(authority.pem())
            .unwrap()
            .proxy(Proxy::url(format!("https://localhost:{}", server.port()))),
    )
    .unwrap();
    assert!(seen.lock().unwrap().concat().starts_with("CONNECT connect.getseam.com:443 "));
}

#[test]
fn a_proxy_that_refuses_fails_to_connect() {
    let refusal = "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n";
    let server = Server::start(vec![Reply::Close(refusal.into())]);
    let error = fail(
        Seam::builder(Credential::api_key(KEY).unwrap())
            .proxy(Proxy::url(format!("http://127.0.0.1:{}", server.port()))),
    );
    assert_eq!(error.step(), Step::Connect);
    assert!(error.to_string().contains("the proxy 127.0.0.1:"), "{error}");
    assert!(error.to_string().contains("407"), "{error}");
}

/// No request goes around the proxy.
#[test]
fn an_unreachable_proxy_fails_and_is_not_bypassed() {
    let authority = Authority::new();
    let server = authority.serve("localhost", vec![response()]);
    let (_held, port) = closed_port();
    let error = fail(
        builder("localhost", &server)
            .ca_certificates(authority.pem())
            .unwrap()
            .proxy(Proxy::url(format!("http://127.0.0.1:{port}")))
            .retries(0),
    );
    assert_eq!(error.step(), Step::Connect);
    assert_eq!(server.connections(), 0);
}
