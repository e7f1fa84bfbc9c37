//! Certificates of authorities, from PEM text.

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
/// rustls and ureq silently leave out what they cannot read, and with it somebody's trust. Here every
/// certificate must be sound, and there must be one. Keys trust nobody and are skipped; so is any text
/// between, whatever its encoding.
pub(super) fn parse_certificates(pem: &[u8]) -> Result<Parsed, Error> {
    let refuse = |line: usize, reason: &str| format!("line {line} of the CA certificates {reason}");

    let mut store = RootCertStore::empty();
    let mut certificates = Vec::new();
    // The label of the section that is being read, and the line that begins it.
    let mut section: Option<(&[u8], usize)> = None;
    let mut base64 = Vec::new();
    let lines = pem.split(|byte| *byte == b'\n').zip(1..);
    // Of the ends of line that there are, this one may stand alone or before the other.
    let lines = lines.flat_map(|(line, number)| {
        line.split(|byte| *byte == b'\r').map(move |line| (line, number))
    });
    for (line, number) in lines {
        // Files that begin with a byte order mark may have been joined to one.
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
                // A key may have headers of its own.
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
            "the CA certificates hold none: give PEM text with -----BEGIN CERTIFICATE-----",
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

/// Whether somebody may have meant to begin or end a section with this line.
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

/// A line that begins a certificate or a key, and hardly anything else.
fn is_base64_of_der(line: &[u8]) -> bool {
    line.starts_with(b"MI") && line.len() >= 48 && is_base64(line)
}

/// OpenSSL's own form: a certificate, and after it for what it is trusted.
const TRUSTED: &[u8] = b"TRUSTED CERTIFICATE";

/// A certificate, unless what is written with it says that it is not for servers.
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

/// By OpenSSL's settings of trust: a list of the uses that a certificate is trusted for, and one of those
/// that it is not trusted for, each of which may be left out.
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
        // Of 64 KiB and more.
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;

    /// The certificates of three authorities, of which the first is in use below.
    fn authority(name: &str) -> (String, Vec<u8>) {
        let mut params = rcgen::CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        let certificate = params.self_signed(&rcgen::KeyPair::generate().unwrap()).unwrap();
        // On Windows, rcgen writes CRLF.
        (certificate.pem().replace('\r', ""), certificate.der().to_vec())
    }

    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let digits = bytes.chunks(3).flat_map(|three| {
            let bits = (0..3)
                .fold(0, |bits, at| bits << 8 | three.get(at).map_or(0, |byte| usize::from(*byte)));
            (0..4).map(move |at| match at <= three.len() {
                true => char::from(DIGITS[bits >> (18 - 6 * at) & 63]),
                false => '=',
            })
        });
        digits.collect()
    }

    fn section(label: &str, der: &[u8]) -> String {
        format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", base64(der))
    }

    fn subjects(pem: impl AsRef<[u8]>) -> Result<Vec<TrustAnchor<'static>>, String> {
        parse_certificates(pem.as_ref())
            .map(|parsed| parsed.anchors)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn certificates_are_parsed_in_every_common_format() {
        let (pem, der) = authority("one");
        let (other, _) = authority("other");
        let one = subjects(&pem).unwrap();
        assert_eq!(one.len(), 1);
        let indented: String = pem.lines().map(|line| format!("  \t{line} \n")).collect();
        let spellings = [
            pem.trim_end().as_bytes().to_vec(),
            section("CERTIFICATE", &der).into(),
            section("X509 CERTIFICATE", &der).into(),
            section("TRUSTED CERTIFICATE", &der).into(),
            pem.replace('\n', "\r\n").into(),
            pem.replace('\n', "\r").into(),
            pem.replace('\n', "\n\n").into(),
            indented.into(),
            format!("\u{feff}{pem}").into(),
        ];
        for spelling in spellings {
            let text = String::from_utf8_lossy(&spelling);
            assert_eq!(subjects(&spelling), Ok(one.clone()), "{text}");
            let both = [&spelling, &b"\n"[..], other.as_bytes(), b"\n", &spelling].concat();
            assert_eq!(subjects(&both).unwrap().len(), 3, "{text}");
        }
    }

    #[test]
    fn text_between_certificates_is_ignored() {
        let (pem, _) = authority("one");
        for text in [
            &b"# Z\xfcrich, in Latin-1"[..],
            b"Subject: CN=-----, O=BEGIN",
            b"=====================",
            b"---------------------",
            b"--- Of the END of our time ---",
            b"--",
            b"BEGIN CERTIFICATE",
            b"the END",
            b"#-----BEGIN CERTIFICATE-----",
            b"\0\x01\xff\xfe",
            b"MIT License",
            b"MIAMI/BEACH",
            b"",
        ] {
            let bundle = [text, b"\n", pem.as_bytes(), b"\n", text, b"\n", pem.as_bytes(), text];
            assert_eq!(
                subjects(bundle.concat()).map(|anchors| anchors.len()),
                Ok(2),
                "{}",
                String::from_utf8_lossy(text)
            );
        }
    }

    #[test]
    fn a_malformed_certificate_line_is_rejected_by_its_number() {
        let (pem, der) = authority("one");
        let begin = "-----BEGIN CERTIFICATE-----";
        let end = "-----END CERTIFICATE-----";
        let (no_label, not_exact, no_begin, no_end) = (
            "begins neither a certificate nor a key",
            "is not exactly -----BEGIN CERTIFICATE-----",
            "has no -----BEGIN CERTIFICATE----- line above it",
            "is neither base64 nor the end",
        );
        let last = pem.lines().count() + 1;
        for (line, with, number, reason) in [
            (begin, "-----BEGIN CERTIFCATE-----", 2, no_label),
            (begin, "-----BEGIN certificate-----", 2, no_label),
            (begin, "-----BEGIN  CERTIFICATE-----", 2, no_label),
            (begin, "-----BEGIN CERTIFICATES-----", 2, no_label),
            (begin, "-----BEGIN CERTIFICATE REQUEST-----", 2, no_label),
            (begin, "-----BEGIN X509 CRL-----", 2, no_label),
            (begin, "-----BEGIN PKCS7-----", 2, no_label),
            (begin, "-----BEGIN -----", 2, no_label),
            (begin, "----BEGIN CERTIFICATE----", 2, not_exact),
            (begin, "----BEGIN CERTIFICATE-----", 2, not_exact),
            (begin, "-----BEGIN CERTIFICATE----", 2, not_exact),
            (begin, "------BEGIN CERTIFICATE-----", 2, not_exact),
            (begin, "-----BEGIN CERTIFICATE", 2, not_exact),
            (begin, "BEGIN CERTIFICATE-----", 2, not_exact),
            (begin, "----- BEGIN CERTIFICATE -----", 2, not_exact),
            (begin, "-----begin certificate-----", 2, not_exact),
            (begin, "-----BEGIN CERTIFICATE------", 2, not_exact),
            (begin, "-----BEGIN CERTIFICATE----- # ours", 2, not_exact),
            (begin, "-----BEGN CERTIFICATE-----", 3, no_begin),
            (begin, "\u{2013}\u{2013}BEGIN CERTIFICATE\u{2013}\u{2013}", 3, no_begin),
            (begin, "", 3, no_begin),
            (end, "-----END CERTIFCATE-----", last, no_end),
            (end, "-----END X509 CERTIFICATE-----", last, no_end),
            (end, "----END CERTIFICATE----", last, no_end),
            (end, "-----BEGIN CERTIFICATE-----", last, no_end),
            (end, "-----EMD CERTIFICATE-----", last, no_end),
            (begin, "-----BEGIN PRIVATE KEY-----", last, no_end),
        ] {
            // After another, or alone; with Windows' ends of line too.
            let bad = format!("# a comment\n{}", pem.replacen(line, with, 1));
            for bad in [bad.clone(), bad.replace('\n', "\r\n"), format!("{bad}\n{pem}")] {
                let sentence = subjects(&bad).unwrap_err();
                let expected = format!("line {number} of the CA certificates {reason}");
                assert!(sentence.starts_with(&expected), "{with}: {sentence}");
            }
        }
        for (bad, sentence) in [
            (format!("{pem}{end}"), format!("line {last} of the CA certificates {no_begin}")),
            (
                format!("{pem}{begin}\n"),
                format!("line {last} of the CA certificates begins a certificate or key that has"),
            ),
            (
                format!("{pem}{}", section("CERTIFICATE", &der[..der.len() - 1])),
                format!("line {last} of the CA certificates begins a certificate that is damaged"),
            ),
            (
                format!("{pem}{begin}\nA===\n{end}\n{pem}"),
                format!("line {last} of the CA certificates begins a certificate that is damaged"),
            ),
            (
                section("CERTIFICATE", &[&der[..], &[5, 0]].concat()),
                "line 1 of the CA certificates begins a certificate that is damaged".to_owned(),
            ),
            (pem.replace('\n', ""), "line 1 of the CA certificates is not exactly".to_owned()),
            (String::new(), "the CA certificates hold none".to_owned()),
        ] {
            let refusal = subjects(&bad).unwrap_err();
            assert!(refusal.starts_with(&sentence), "{bad}: {refusal}");
        }
    }

    #[test]
    fn keys_beside_certificates_are_skipped_and_never_shown() {
        let (pem, _) = authority("one");
        let key = rcgen::KeyPair::generate().unwrap().serialize_pem().replace('\r', "");
        let encrypted = key
            .replace("PRIVATE KEY-----\n", "RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n")
            .replace("END PRIVATE KEY", "END RSA PRIVATE KEY");
        let parameters = section("EC PARAMETERS", &[6, 1, 0]);
        for other in [&key, &encrypted, &parameters] {
            assert_eq!(subjects(format!("{other}{pem}{other}")).map(|them| them.len()), Ok(1));
            let none = subjects(other).unwrap_err();
            assert!(none.starts_with("the CA certificates hold none"), "{none}");
        }
        // Its end must not be that of a certificate, which it would swallow.
        let open = key.replace("-----END PRIVATE KEY-----", "");
        let secret = key.lines().nth(1).unwrap();
        for bad in [format!("{open}{pem}"), format!("{pem}{open}"), key.replace("BEGIN", "BEGN")] {
            let sentence = subjects(&bad).unwrap_err();
            assert!(sentence.starts_with("line "), "{sentence}");
            assert!(!sentence.contains(secret), "{sentence}");
        }
    }

    /// As OpenSSL has it: `openssl x509 -trustout`, with `-addtrust` and `-addreject`.
    #[test]
    fn the_settings_of_an_openssl_trusted_certificate_are_respected() {
        const SERVERS: &[u8] = &[6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 1];
        const CLIENTS: &[u8] = &[6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 2];
        const ANY: &[u8] = &[6, 4, 0x55, 0x1d, 0x25, 0];
        const NAME: &[u8] = &[12, 1, b'a'];

        fn wrap(tag: u8, content: &[&[u8]]) -> Vec<u8> {
            let content = content.concat();
            let length = u8::try_from(content.len()).unwrap();
            [&[tag, length][..], &content].concat()
        }
        let trust = |uses: &[&[u8]]| wrap(0x30, uses);
        let reject = |uses: &[&[u8]]| wrap(0xa0, uses);
        let settings = |lists: &[&[u8]]| wrap(0x30, lists);

        let (pem, der) = authority("one");
        let one = subjects(&pem).unwrap();
        for (settings, is_trusted) in [
            (settings(&[]), true),
            (settings(&[NAME]), true),
            (settings(&[&trust(&[SERVERS])]), true),
            (settings(&[&trust(&[CLIENTS, SERVERS]), NAME]), true),
            (settings(&[&trust(&[ANY])]), true),
            (settings(&[&trust(&[SERVERS]), &reject(&[CLIENTS])]), true),
            (settings(&[&reject(&[CLIENTS]), NAME]), true),
            (settings(&[&trust(&[])]), false),
            (settings(&[&trust(&[CLIENTS])]), false),
            (settings(&[&reject(&[SERVERS])]), false),
            (settings(&[&reject(&[CLIENTS, SERVERS])]), false),
            (settings(&[&reject(&[ANY])]), false),
            (settings(&[&trust(&[SERVERS]), &reject(&[SERVERS])]), false),
        ] {
            let trusted = section("TRUSTED CERTIFICATE", &[&der[..], &settings].concat());
            let read = subjects(format!("{pem}{trusted}")).unwrap();
            assert_eq!(read[..1], one[..]);
            assert_eq!(read[1..] == one[..], is_trusted, "{settings:?}");
            assert_eq!(read.len(), 1 + usize::from(is_trusted));
        }
        for settings in [&[0x30][..], &[0x30, 1], &[0x30, 2, 0x30, 1], &[0x30, 0x80], &[0x30, 0x83]]
        {
            let trusted = section("TRUSTED CERTIFICATE", &[&der[..], settings].concat());
            let sentence = subjects(trusted).unwrap_err();
            assert!(sentence.ends_with("is damaged"), "{settings:?}: {sentence}");
        }
        let sentence = subjects(section("TRUSTED CERTIFICATE", &[])).unwrap_err();
        assert!(sentence.ends_with("is damaged"), "{sentence}");
    }

    #[test]
    fn der_lengths_of_up_to_two_bytes_are_parsed() {
        let content = [7; 300];
        assert_eq!(element(&[4, 1, 7, 8]), Some((4, &[7][..], &[8][..])));
        assert_eq!(element(&[4, 0]), Some((4, &[][..], &[][..])));
        let of = |head: &[u8], length: usize| [head, &content[..length]].concat();
        for (der, length) in [
            (of(&[4, 127], 127), 127),
            (of(&[4, 0x81, 128], 128), 128),
            (of(&[4, 0x82, 1, 44], 300), 300),
        ] {
            assert_eq!(element(&der), Some((4, &content[..length], &[][..])));
            assert_eq!(element(&der[..der.len() - 1]), None);
        }
        for der in [&[][..], &[4], &[4, 0x80], &[4, 0x81], &[4, 0x82, 1], &[4, 0x83, 0, 0, 0]] {
            assert_eq!(element(der), None, "{der:?}");
        }
    }
}
