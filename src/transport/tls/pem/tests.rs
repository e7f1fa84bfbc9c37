#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;

/// Certificates of three authorities.
fn authority(name: &str) -> (String, Vec<u8>) {
    let mut params = rcgen::CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(rcgen::DnType::CommonName, name);
    let certificate = params.self_signed(&rcgen::KeyPair::generate().unwrap()).unwrap();
    // On Windows, rcgen writes CRLF.
    (certificate.pem().replace('\r', ""), certificate.der().to_vec())
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
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
    parse_certificates(pem.as_ref()).map(|parsed| parsed.anchors).map_err(|error| error.to_string())
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
        // After a valid certificate, or alone; with LF or CRLF.
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
        (String::new(), "the CA certificates contain none".to_owned()),
    ] {
        let refusal = subjects(&bad).unwrap_err();
        assert!(refusal.starts_with(&sentence), "{bad}: {refusal}");
    }
}

#[test]
fn keys_beside_certificates_are_skipped_and_never_shown() {
    let (pem, _) = authority("one");
    let key = rcgen::KeyPair::generate().unwrap().serialize_pem();
    let encrypted = key
        .replace("PRIVATE KEY-----\n", "RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n")
        .replace("END PRIVATE KEY", "END RSA PRIVATE KEY");
    let parameters = section("EC PARAMETERS", &[6, 1, 0]);
    for other in [&key, &encrypted, &parameters] {
        assert_eq!(subjects(format!("{other}{pem}{other}")).map(|them| them.len()), Ok(1));
        let none = subjects(other).unwrap_err();
        assert!(none.starts_with("the CA certificates contain none"), "{none}");
    }
    // A key without its end must not end where the certificate after it ends: that would swallow the certificate.
    let open = key.replace("-----END PRIVATE KEY-----", "");
    let secret = key.lines().nth(1).unwrap();
    for bad in [format!("{open}{pem}"), format!("{pem}{open}"), key.replace("BEGIN", "BEGN")] {
        let sentence = subjects(&bad).unwrap_err();
        assert!(sentence.starts_with("line "), "{sentence}");
        assert!(!sentence.contains(secret), "{sentence}");
    }
}

/// Made by `openssl x509 -trustout`, with `-addtrust` and `-addreject`.
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
    for settings in [&[0x30][..], &[0x30, 1], &[0x30, 2, 0x30, 1], &[0x30, 0x80], &[0x30, 0x83]] {
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
