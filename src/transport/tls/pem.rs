//! Reads certificates of authorities from PEM text.

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, TrustAnchor};
use rustls::{CertificateError, RootCertStore};

use crate::Error;

/// The same authorities in both forms.
pub(super) struct Parsed {
    pub(super) anchors: Vec<TrustAnchor<'static>>,
    #[cfg(feature = "platform-verifier")]
    pub(super) certificates: Vec<CertificateDer<'static>>,
}

/// Reads the certificates of authorities from PEM text, one or a bundle.
///
/// rustls and ureq silently skip certificates that they cannot read, and then do not trust whom the user wanted to
/// trust. Here every certificate must be valid, and there must be at least one. Keys are skipped, and so is any text
/// between, whatever its encoding.
pub(super) fn parse_certificates(pem: &[u8]) -> Result<Parsed, Error> {
    let refuse = |line: usize, reason: &str| format!("line {line} of the CA certificates {reason}");

    let mut store = RootCertStore::empty();
    let mut certificates = Vec::new();
    // The label of the section that is being read, and the number of its first line.
    let mut section: Option<(&[u8], usize)> = None;
    let mut base64 = Vec::new();
    let lines = pem.split(|byte| *byte == b'\n').zip(1..);
    // A line may end with CR, LF or CRLF.
    let lines = lines.flat_map(|(line, number)| {
        line.split(|byte| *byte == b'\r').map(move |line| (line, number))
    });
    for (line, number) in lines {
        // A bundle may be joined from files that each begin with a byte order mark.
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
        let end = armor(line, b"-----END ");
        match section {
            None => {
                if let Some(label) = armor(line, b"-----BEGIN ") {
                    if !is_certificate(label) && !is_key(label) {
                        return Err(Error::invalid(refuse(
                            number,
                            "begins neither a certificate nor a key: remove it, \
                             or correct it to -----BEGIN CERTIFICATE-----",
                        )));
                    }
                    section = Some((label, number));
                    base64.clear();
                } else if end.is_some() || is_base64_of_der(line) {
                    return Err(Error::invalid(refuse(
                        number,
                        "has no -----BEGIN CERTIFICATE----- line above it: add or correct that",
                    )));
                } else if is_like_armor(line) {
                    return Err(Error::invalid(refuse(
                        number,
                        "is not exactly -----BEGIN CERTIFICATE----- or -----END CERTIFICATE-----, \
                         alone on its line: correct it",
                    )));
                }
            }
            Some((label, begin)) if end == Some(label) => {
                section = None;
                if is_certificate(label) {
                    let damaged = |error| {
                        let sentence = refuse(begin, "begins a certificate that is damaged");
                        Error::invalid_because(sentence, error)
                    };
                    if let Some(certificate) = decode(label, &base64).map_err(damaged)? {
                        store.add(certificate.clone()).map_err(damaged)?;
                        certificates.push(certificate);
                    }
                }
            }
            Some((label, _)) => {
                // A key may have headers, such as `Proc-Type`.
                if is_like_armor(line) || !is_key(label) && !is_base64(line) {
                    return Err(Error::invalid(refuse(
                        number,
                        "is neither base64 nor the end of the certificate or key above it: correct it",
                    )));
                }
                base64.extend_from_slice(line);
            }
        }
    }
    if let Some((_, begin)) = section {
        let sentence = refuse(begin, "begins a certificate or key that has no end");
        return Err(Error::invalid(sentence));
    }
    if certificates.is_empty() {
        return Err(Error::invalid(
            "the CA certificates contain none: give PEM text with -----BEGIN CERTIFICATE-----",
        ));
    }
    Ok(Parsed {
        anchors: store.roots,
        #[cfg(feature = "platform-verifier")]
        certificates,
    })
}

/// The label of a line that begins or ends a section of PEM.
fn armor<'a>(line: &'a [u8], start: &[u8]) -> Option<&'a [u8]> {
    line.strip_prefix(start)?.strip_suffix(b"-----").filter(|label| !label.contains(&b'-'))
}

/// Whether this line may be a misspelled begin or end of a section.
fn is_like_armor(line: &[u8]) -> bool {
    let is_blank = |byte: &u8| matches!(byte, b'-' | b' ' | b'\t');
    let mut words = line.split(is_blank).filter(|word| !word.is_empty());
    let word = words.next().unwrap_or_default();
    (line.starts_with(b"-") || line.ends_with(b"-"))
        && (word.eq_ignore_ascii_case(b"BEGIN") || word.eq_ignore_ascii_case(b"END"))
}

fn is_certificate(label: &[u8]) -> bool {
    matches!(label, b"CERTIFICATE" | b"X509 CERTIFICATE" | TRUSTED)
}

/// A key, or the parameters of one.
fn is_key(label: &[u8]) -> bool {
    label.ends_with(b" KEY") || label.ends_with(b" PARAMETERS")
}

fn is_base64(line: &[u8]) -> bool {
    line.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(byte))
}

/// Whether this is likely the first line of a certificate or key in base64.
fn is_base64_of_der(line: &[u8]) -> bool {
    line.starts_with(b"MI") && line.len() >= 48 && is_base64(line)
}

/// OpenSSL's own format: a certificate, followed by the uses that it is trusted for.
const TRUSTED: &[u8] = b"TRUSTED CERTIFICATE";

/// Decodes a certificate; `None` if OpenSSL's settings in it say that it is not trusted for servers.
fn decode(label: &[u8], base64: &[u8]) -> Result<Option<CertificateDer<'static>>, rustls::Error> {
    const BAD: rustls::Error = rustls::Error::InvalidCertificate(CertificateError::BadEncoding);

    let canonical = [b"-----BEGIN CERTIFICATE-----\n", base64, b"\n-----END CERTIFICATE-----"];
    let certificate = CertificateDer::from_pem_slice(&canonical.concat()).map_err(|_| BAD)?;
    if label != TRUSTED {
        return Ok(Some(certificate));
    }
    let (_, _, settings) = element(&certificate).ok_or(BAD)?;
    let alone = certificate.len().saturating_sub(settings.len());
    let is_for_servers = settings.is_empty() || is_for_servers(settings).ok_or(BAD)?;
    let alone = certificate.get(..alone).unwrap_or_default();
    Ok(is_for_servers.then(|| alone.to_vec().into()))
}

/// Reads OpenSSL's trust settings: a list of the uses that a certificate is trusted for, and a list of those that it
/// is not trusted for. Either may be missing.
fn is_for_servers(settings: &[u8]) -> Option<bool> {
    const SERVER_AUTH: &[u8] = b"\x06\x08\x2b\x06\x01\x05\x05\x07\x03\x01";
    const ANY_USE: &[u8] = b"\x06\x04\x55\x1d\x25\x00";
    const TRUST: u8 = 0x30;
    const REJECT: u8 = 0xa0;

    let has = |uses: &[u8], id: &[u8]| uses.windows(id.len()).any(|window| window == id);
    let (_, mut settings, _) = element(settings)?;
    let mut trusted = true;
    while !settings.is_empty() {
        let (tag, uses, rest) = element(settings)?;
        let servers = has(uses, SERVER_AUTH) || has(uses, ANY_USE);
        match tag {
            TRUST => trusted = servers,
            REJECT if servers => return Some(false),
            _ => {}
        }
        settings = rest;
    }
    Some(trusted)
}

/// The first element of DER: its tag, its content, and what follows it.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&[tag, length], rest) = der.split_first_chunk()?;
    let (length, rest) = match length {
        0..=0x7f => (usize::from(length), rest),
        0x81 => (usize::from(*rest.first()?), rest.get(1..)?),
        0x82 => {
            let (length, rest) = rest.split_first_chunk()?;
            (usize::from(u16::from_be_bytes(*length)), rest)
        }
        // 64 KiB and more.
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
}

#[cfg(test)]
mod tests;
