//! What TLS found wrong, in words for an operator.

use std::io;
use std::time::Duration;

use rustls::pki_types::UnixTime;
use rustls::{AlertDescription, CertificateError, InvalidMessage, OtherError};

use super::LoneCertificate;
use crate::timestamp::Timestamp;

/// What TLS found wrong, for an operator; `None` if the network failed.
///
/// rustls's own messages use the words of its code. They stay in the error's sources, for a log.
pub(in crate::transport) fn reason(error: &io::Error) -> Option<String> {
    let error = error.get_ref()?.downcast_ref::<rustls::Error>()?;
    Some(match error {
        rustls::Error::InvalidCertificate(error) => match error {
            CertificateError::NotValidYetContext { time, not_before } => format!(
                "the device clock reads {}; the server's certificate begins {}: set the clock",
                timestamp(*time),
                timestamp(*not_before)
            ),
            CertificateError::ExpiredContext { time, not_after } => format!(
                "the device clock reads {}; the server's certificate ended {}: set the clock, \
                 or if it is right, renew the certificate",
                timestamp(*time),
                timestamp(*not_after)
            ),
            CertificateError::NotValidForNameContext { expected, presented } => format!(
                "its certificate is not for {}, but for {}",
                expected.to_str(),
                first_names(presented)
            ),
            error => certificate_reason(error).to_owned(),
        },
        rustls::Error::AlertReceived(alert) => match alert {
            AlertDescription::HandshakeFailure
            | AlertDescription::ProtocolVersion
            | AlertDescription::InsufficientSecurity => NOTHING_IN_COMMON.to_owned(),
            AlertDescription::UnrecognisedName => "it has no certificate for this name: \
                check the endpoint"
                .to_owned(),
            AlertDescription::CertificateRequired => "it requires a client certificate, \
                which this client does not have: check the endpoint"
                .to_owned(),
            // The server's log has the same number.
            alert => format!("it ended TLS with alert {}", u8::from(*alert)),
        },
        error => tls_reason(error).to_owned(),
    })
}

/// Whether a handshake that failed like this would fail again. If a record was damaged on the way, it would not.
pub(in crate::transport) fn is_final(error: &io::Error) -> bool {
    match error.get_ref().and_then(|error| error.downcast_ref()) {
        Some(rustls::Error::DecryptError | rustls::Error::PeerMisbehaved(_)) | None => false,
        Some(rustls::Error::InvalidMessage(message)) => {
            *message == InvalidMessage::InvalidContentType
        }
        Some(_) => true,
    }
}

const NOTHING_IN_COMMON: &str = "it supports nothing that this client does: TLS 1.2 or 1.3, ECDHE \
    with X25519 or P-256, AES-GCM or ChaCha20-Poly1305; update the server";

fn tls_reason(error: &rustls::Error) -> &'static str {
    match error {
        rustls::Error::PeerIncompatible(_) => NOTHING_IN_COMMON,
        rustls::Error::InvalidMessage(InvalidMessage::InvalidContentType) => {
            "it does not speak TLS: check the endpoint"
        }
        rustls::Error::InappropriateMessage { .. }
        | rustls::Error::InappropriateHandshakeMessage { .. }
        | rustls::Error::InvalidMessage(_)
        | rustls::Error::PeerMisbehaved(_)
        | rustls::Error::PeerSentOversizedRecord
        | rustls::Error::DecryptError => {
            "it sent invalid TLS: the network damaged it, or the server is faulty"
        }
        rustls::Error::NoCertificatesPresented => {
            "it sent no certificate: configure one on the server"
        }
        rustls::Error::FailedToGetRandomBytes => "this device provides no random numbers",
        // In a client, rustls uses these for nothing else.
        #[cfg(feature = "platform-verifier")]
        rustls::Error::General(_) | rustls::Error::Other(_) => {
            "this device's own store has no usable CA certificates: install some, \
             or give some to SeamBuilder::ca_certificates"
        }
        _ => "TLS failed for an unknown reason",
    }
}

fn certificate_reason(error: &CertificateError) -> &'static str {
    use webpki::Error as Because;

    const DAMAGED: &str = "its certificate is damaged: issue another";
    const UNKNOWN_EXTENSION: &str = "its certificate has a critical extension that this client \
        does not support: issue one without it";

    match error {
        CertificateError::UnknownIssuer => {
            "its certificate was issued by an authority that this client does not trust, such as \
             a proxy that intercepts TLS or a private authority: to trust it, give its certificate \
             to SeamBuilder::extra_ca_certificates"
        }
        CertificateError::NotValidYet => {
            "by the device clock, the server's certificate is not valid yet: set the clock"
        }
        CertificateError::Expired => {
            "by the device clock, the server's certificate has expired: set the clock, \
             or if it is right, renew the certificate"
        }
        CertificateError::NotValidForName => "its certificate is not for this name",
        CertificateError::Revoked => "its certificate has been revoked: issue another",
        CertificateError::UnknownRevocationStatus
        | CertificateError::ExpiredRevocationList
        | CertificateError::ExpiredRevocationListContext { .. } => {
            "whether its certificate has been revoked cannot be determined"
        }
        CertificateError::BadSignature => {
            "its certificate or its key is not the one that it claims, \
             or is an RSA key of fewer than 2048 bits: issue another"
        }
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
            "its certificate is not for servers: issue one with the extended key usage serverAuth"
        }
        CertificateError::BadEncoding => DAMAGED,
        CertificateError::UnhandledCriticalExtension => UNKNOWN_EXTENSION,
        CertificateError::Other(OtherError(other)) => {
            if other.is::<LoneCertificate>() {
                return "this client does not trust the issuer of its certificate, and it did not \
                    send the issuer's certificate: configure it to send its whole chain; or if a \
                    private authority or a proxy that intercepts TLS issued it, give that \
                    authority's certificate to SeamBuilder::extra_ca_certificates";
            }
            match other.downcast_ref() {
                Some(Because::CaUsedAsEndEntity) => {
                    "its certificate is an authority's, which a server cannot use: issue one with \
                     CA:FALSE"
                }
                Some(Because::EndEntityUsedAsCa) => {
                    "the certificate that issued its certificate is not an authority's (CA:TRUE): \
                     reissue both"
                }
                Some(Because::UnsupportedCertVersion) => {
                    "its certificate is not of X.509 version 3: issue one that is"
                }
                Some(Because::UnsupportedCriticalExtension) => UNKNOWN_EXTENSION,
                Some(Because::NameConstraintViolation) => {
                    "its certificate is for a name that its authority may not issue certificates for"
                }
                Some(
                    Because::PathLenConstraintViolated
                    | Because::MaximumPathDepthExceeded
                    | Because::MaximumPathBuildCallsExceeded
                    | Because::MaximumSignatureChecksExceeded
                    | Because::MaximumNameConstraintComparisonsExceeded,
                ) => "its certificate chain is too long: configure a shorter one on the server",
                Some(_) => DAMAGED,
                None => NOT_ACCEPTED,
            }
        }
        // The signature's algorithm is not supported: the variant for it differs between versions of rustls.
        error if AlertDescription::from(error.clone()) == AlertDescription::DecryptError => {
            "its certificate is signed in a way that this client does not support: issue one with \
             ECDSA P-256 or P-384, or RSA of 2048 bits or more, and SHA-256 or better"
        }
        _ => NOT_ACCEPTED,
    }
}

/// For errors of the platform's verifier, or of a later rustls.
const NOT_ACCEPTED: &str = "its certificate is not accepted: issue another";

/// The first few names in a certificate. rustls writes each as `DnsName("a.example")` or
/// `IpAddress(192.0.2.1)`; a test with a real certificate fails if that changes.
fn first_names(presented: &[String]) -> String {
    if presented.is_empty() {
        return "no name at all: issue one with a subject alternative name".to_owned();
    }
    let mut names = Vec::new();
    for name in presented.iter().take(MAX_NAMES) {
        let inner = name.split_once('(').map_or(name.as_str(), |(_, inner)| inner);
        names.push(inner.trim_end_matches(')').trim_matches('"'));
    }
    if presented.len() > MAX_NAMES {
        names.push("others");
    }
    names.join(", ").replace(char::is_control, "?")
}

const MAX_NAMES: usize = 4;

fn timestamp(time: UnixTime) -> Timestamp {
    Timestamp::since_epoch(Duration::from_secs(time.as_secs()))
}

#[cfg(test)]
mod tests;
