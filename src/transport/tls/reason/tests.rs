#![allow(clippy::unwrap_used)]

use std::fmt;
use std::sync::Arc;

use rustls::{ContentType, ExtendedKeyPurpose, HandshakeType, PeerIncompatible, PeerMisbehaved};

use super::*;

fn sentence(error: impl Into<rustls::Error>) -> String {
    reason(&io::Error::other(error.into())).unwrap()
}

/// Wraps the error as rustls does.
fn other(error: webpki::Error) -> CertificateError {
    CertificateError::Other(OtherError(Arc::new(error)))
}

#[test]
fn every_certificate_error_says_what_to_do() {
    let time = UnixTime::since_unix_epoch(Duration::from_secs(60));
    let later = UnixTime::since_unix_epoch(Duration::from_secs(3600));
    let unsupported = CertificateError::UnsupportedSignatureAlgorithmContext {
        signature_algorithm_id: vec![1],
        supported_algorithms: Vec::new(),
    };
    let for_key = CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext {
        signature_algorithm_id: vec![1],
        public_key_algorithm_id: vec![2],
    };
    let purpose = CertificateError::InvalidPurposeContext {
        required: ExtendedKeyPurpose::ServerAuth,
        presented: vec![ExtendedKeyPurpose::Other(vec![1, 2])],
    };
    let names = |presented: &[&str]| CertificateError::NotValidForNameContext {
        expected: "seam.example".try_into().unwrap(),
        presented: presented.iter().map(|name| (*name).to_owned()).collect(),
    };
    let crl = CertificateError::ExpiredRevocationListContext { time, next_update: later };
    for (error, expected) in [
        (
            CertificateError::NotValidYetContext { time, not_before: later },
            "the device clock reads 1970-01-01T00:01:00.000Z; the server's certificate begins \
             1970-01-01T01:00:00.000Z: set the clock",
        ),
        (
            CertificateError::ExpiredContext { time: later, not_after: time },
            "the device clock reads 1970-01-01T01:00:00.000Z; the server's certificate ended \
             1970-01-01T00:01:00.000Z: set the clock, or if it is right, renew the certificate",
        ),
        (CertificateError::NotValidYet, "certificate is not valid yet: set the clock"),
        (CertificateError::Expired, "or if it is right, renew the certificate"),
        (CertificateError::BadEncoding, "is damaged: issue another"),
        (CertificateError::Revoked, "has been revoked: issue another"),
        (
            CertificateError::UnknownIssuer,
            "to trust it, give its certificate to SeamBuilder::extra_ca_certificates",
        ),
        (
            CertificateError::Other(OtherError(Arc::new(LoneCertificate))),
            "configure it to send its whole chain",
        ),
        (CertificateError::UnhandledCriticalExtension, "critical extension"),
        (other(webpki::Error::UnsupportedCriticalExtension), "critical extension"),
        (CertificateError::UnknownRevocationStatus, "cannot be determined"),
        (CertificateError::ExpiredRevocationList, "cannot be determined"),
        (crl, "cannot be determined"),
        (CertificateError::InvalidOcspResponse, "is not accepted"),
        (CertificateError::BadSignature, "not the one that it claims"),
        (unsupported, "signed in a way that this client does not support"),
        (for_key, "signed in a way that this client does not support"),
        (CertificateError::InvalidPurpose, "extended key usage serverAuth"),
        (purpose, "extended key usage serverAuth"),
        (CertificateError::NotValidForName, "is not for this name"),
        (names(&["DnsName(\"a\")", "IpAddress(1.2.3.4)"]), "but for a, 1.2.3.4"),
        (names(&["DnsName(\"a\nb\")"]), "but for a?b"),
        (names(&["DnsName(\"a\")"; 5]), "but for a, a, a, a, others"),
        (names(&[]), "not for seam.example, but for no name at all: issue one with"),
        (CertificateError::ApplicationVerificationFailure, "is not accepted"),
        (CertificateError::Other(OtherError(Arc::new(fmt::Error))), "is not accepted"),
        (other(webpki::Error::CaUsedAsEndEntity), "issue one with CA:FALSE"),
        (other(webpki::Error::EndEntityUsedAsCa), "not an authority's (CA:TRUE)"),
        (other(webpki::Error::UnsupportedCertVersion), "X.509 version 3"),
        (other(webpki::Error::NameConstraintViolation), "may not issue certificates for"),
        (other(webpki::Error::PathLenConstraintViolated), "too long"),
        (other(webpki::Error::MaximumPathDepthExceeded), "too long"),
        (other(webpki::Error::MaximumPathBuildCallsExceeded), "too long"),
        (other(webpki::Error::MaximumSignatureChecksExceeded), "too long"),
        (other(webpki::Error::MaximumNameConstraintComparisonsExceeded), "too long"),
        (other(webpki::Error::MalformedExtensions), "is damaged: issue another"),
    ] {
        let debug = format!("{error:?}");
        let sentence = sentence(error);
        assert!(sentence.contains(expected), "{debug}: {sentence}");
        assert!(!sentence.contains(char::is_control), "{sentence:?}");
        for word in ["Error", "Context", "peer", "Other", "\""] {
            assert!(!sentence.contains(word), "{word}: {sentence}");
        }
    }
}

#[test]
fn the_first_four_names_of_a_certificate_are_shown() {
    let shown = |count| first_names(&vec!["DnsName(\"a\")".to_owned(); count]);
    assert_eq!(shown(1), "a");
    assert_eq!(shown(4), "a, a, a, a");
    assert_eq!(shown(5), "a, a, a, a, others");
    assert_eq!(shown(1000), "a, a, a, a, others");
}

#[test]
fn every_other_tls_error_is_explained_in_our_own_words() {
    let common = "it supports nothing that this client does";
    let unsound = "it sent invalid TLS";
    for (error, expected) in [
        (rustls::Error::AlertReceived(AlertDescription::HandshakeFailure), common),
        (rustls::Error::AlertReceived(AlertDescription::ProtocolVersion), common),
        (rustls::Error::AlertReceived(AlertDescription::InsufficientSecurity), common),
        (PeerIncompatible::NoCipherSuitesInCommon.into(), common),
        (
            rustls::Error::AlertReceived(AlertDescription::UnrecognisedName),
            "it has no certificate for this name: check the endpoint",
        ),
        (
            rustls::Error::AlertReceived(AlertDescription::CertificateRequired),
            "it requires a client certificate",
        ),
        (
            rustls::Error::AlertReceived(AlertDescription::InternalError),
            "it ended TLS with alert 80",
        ),
        (
            rustls::Error::AlertReceived(AlertDescription::Unknown(200)),
            "it ended TLS with alert 200",
        ),
        (InvalidMessage::InvalidContentType.into(), "does not speak TLS: check the endpoint"),
        (InvalidMessage::MessageTooShort.into(), unsound),
        (PeerMisbehaved::SelectedUnofferedKxGroup.into(), unsound),
        (rustls::Error::DecryptError, unsound),
        (rustls::Error::PeerSentOversizedRecord, unsound),
        (
            rustls::Error::InappropriateMessage {
                expect_types: Vec::new(),
                got_type: ContentType::Alert,
            },
            unsound,
        ),
        (
            rustls::Error::InappropriateHandshakeMessage {
                expect_types: Vec::new(),
                got_type: HandshakeType::Finished,
            },
            unsound,
        ),
        (rustls::Error::NoCertificatesPresented, "it sent no certificate"),
        (rustls::Error::FailedToGetRandomBytes, "this device provides no random numbers"),
        (rustls::Error::HandshakeNotComplete, "TLS failed for an unknown reason"),
    ] {
        let debug = format!("{error:?}");
        assert!(sentence(error).contains(expected), "{debug}");
    }
    #[cfg(feature = "platform-verifier")]
    for error in [
        rustls::Error::General("No CA certificates".to_owned()),
        rustls::Error::Other(OtherError(Arc::new(fmt::Error))),
    ] {
        assert!(sentence(error).starts_with("this device's own store has no usable CA"));
    }
    assert_eq!(reason(&io::ErrorKind::ConnectionReset.into()), None);
    assert_eq!(reason(&io::Error::other(fmt::Error)), None);
}
