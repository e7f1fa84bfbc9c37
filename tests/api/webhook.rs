//! A webhook's request is verified as Svix's library does it, and requests signed without the secret are refused.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used)]

use crate::support;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use allocation_counter::measure;
use hmac_sha256::HMAC;
use proptest::collection::vec;
use proptest::prelude::*;
use seam_client::Secret;
use seam_client::events::Event;
use seam_client::webhook::{self, Verifier, VerifyError};
use serde_json::Value;

const SECRET: &str = "whsec_C5ehXMgxR0OapkJpLmJT8ScbVpwx2k2y";
const BODY: &str = r#"{"event_id":"9e1d7c4b","event_type":"lock.unlocked","workspace_id":"b887bf84",
    "created_at":"2025-06-15T16:54:17.946Z","occurred_at":"2025-06-15T16:54:16.001Z"}"#;
/// When these tests' requests are signed.
const NOW: u64 = 1_750_000_000;

type Headers = Vec<(String, String)>;

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn verifier() -> Verifier {
    Verifier::new(&SECRET.into()).unwrap()
}

/// The headers that Seam would send.
fn signed(body: &str) -> Headers {
    let headers = verifier().sign("msg_1", at(NOW), body.as_bytes());
    headers.map(|(name, value)| (name.to_owned(), value)).into()
}

fn with(mut headers: Headers, name: &str, value: impl Into<String>) -> Headers {
    headers.iter_mut().find(|(it, _)| it == name).unwrap().1 = value.into();
    headers
}

fn verify(headers: Headers, body: &str) -> Result<Event, VerifyError> {
    verifier().verify_at(at(NOW), headers, body.as_bytes())
}

fn is_missing(error: &VerifyError, wanted: &str) -> bool {
    matches!(error, VerifyError::Header { name, .. } if *name == wanted)
}

#[test]
fn requests_are_accepted_and_rejected_as_by_svix() {
    let vectors: Value = serde_json::from_str(include_str!("webhook.json")).unwrap();
    let vectors = vectors["vectors"].as_array().unwrap();
    let mut verified = 0;
    for vector in vectors {
        let text = |name: &str| vector[name].as_str().unwrap();
        let (name, body) = (text("name"), text("body"));
        let pairs = vector["headers"].as_array().unwrap().iter();
        let headers: Vec<_> =
            pairs.map(|it| [0, 1].map(|index| it[index].as_str().unwrap())).collect();
        let headers = || headers.iter().map(|[name, value]| (name, value));
        let now = at(vector["now"].as_u64().unwrap());

        let verifier = Verifier::new(&text("secret").into()).unwrap();
        let result = verifier.verify_at(now, headers(), body.as_bytes());
        let alone = verifier.verify_signature(now, headers(), body.as_bytes());
        match (text("svix"), &result) {
            ("verified", Ok(event)) => {
                let read: Value = serde_json::from_str(body).unwrap();
                assert_eq!(event.event_id, read["event_id"], "{name}");
                assert_eq!(event.event_type, read["event_type"], "{name}");
                verified += 1;
            }
            ("not JSON", Err(VerifyError::Event(_))) => assert_eq!(alone, Ok(()), "{name}"),
            ("Message timestamp too old", Err(VerifyError::Time { ahead: 301.. })) => {}
            ("Message timestamp too new", Err(VerifyError::Time { ahead: ..=-301 })) => {}
            ("Missing required headers", Err(VerifyError::Header { name: header, .. })) => {
                assert!(name.ends_with(header), "{name}");
            }
            ("Invalid Signature Headers", Err(error)) => {
                assert!(is_missing(error, "svix-timestamp"))
            }
            ("No matching signature found", Err(VerifyError::Signature)) => {}
            (svix, ours) => panic!("{name}: svix says {svix}, and this crate {ours:?}"),
        }
        if !matches!(result, Err(VerifyError::Event(_))) {
            assert_eq!(alone, result.map(drop), "{name}");
        }
    }
    assert_eq!((vectors.len(), verified), (48, 25));
}

#[test]
fn headers_of_any_type_are_accepted() {
    let (verifier, body) = (verifier(), BODY.as_bytes());
    let headers = signed(BODY);
    let now = at(NOW);
    let is_verified = |result: Result<Event, _>| result.unwrap().event_id == "9e1d7c4b";

    let map: HashMap<String, String> = headers.iter().cloned().collect();
    assert!(is_verified(verifier.verify_at(now, &map, body)));
    let bytes = headers.iter().map(|(name, value)| (name, value.as_bytes().to_vec()));
    assert!(is_verified(verifier.verify_at(now, bytes, body)));
    // Values that are not text, as the types of some servers can hold.
    let mut typed = ureq::http::HeaderMap::new();
    for (name, value) in &headers {
        let name = ureq::http::HeaderName::from_bytes(name.as_bytes()).unwrap();
        typed.insert(name, value.parse().unwrap());
    }
    typed.insert("x-forwarded-for", ureq::http::HeaderValue::from_bytes(b"\xff").unwrap());
    assert!(is_verified(verifier.verify_at(now, &typed, body)));

    let mut all = vec![("Host", "a"), ("", ""), ("svix", "1"), ("Svix-Id2", "é")];
    // Some parsers keep the space after the colon.
    let spaced: Vec<_> = headers.iter().map(|(_, value)| format!(" {value}\t")).collect();
    all.extend(
        ["SVIX-ID", "Svix-Timestamp", "sVIX-sIGNATURE"]
            .into_iter()
            .zip(spaced.iter().map(String::as_str)),
    );
    // A proxy may duplicate a header.
    all.push(("svix-id", "msg_1"));
    assert!(is_verified(verifier.verify_at(now, all, body)));

    // A `webhook-` header can replace a missing `svix-` header.
    let mut mixed = headers;
    mixed[1].0 = "webhook-timestamp".to_owned();
    assert!(is_verified(verifier.verify_at(now, mixed, body)));
}

#[test]
fn a_header_with_conflicting_values_is_rejected() {
    for name in ["svix-id", "svix-timestamp", "svix-signature"] {
        for place in [0, 3] {
            let mut headers = signed(BODY);
            headers.insert(place, (name.to_uppercase(), "other".to_owned()));
            let error = verify(headers, BODY).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("the header {name} appears more than once, with different values")
            );
        }
    }
}

#[test]
fn the_signature_is_checked_before_the_time() {
    let old = with(signed(BODY), "svix-timestamp", "1");
    assert_eq!(verify(old, BODY), Err(VerifyError::Signature));
    // These are not numbers, or are too large.
    for time in ["", "-1", "1.5", "1750000000 ", "now", "é", "99999999999999999999"] {
        let result = verify(with(signed(BODY), "svix-timestamp", time), BODY);
        match time {
            "1750000000 " => assert!(result.is_ok()),
            _ => assert!(is_missing(&result.unwrap_err(), "svix-timestamp"), "{time}"),
        }
    }
    // The signature covers the text, not the number.
    let padded = with(signed(BODY), "svix-timestamp", format!("0{NOW}"));
    assert_eq!(verify(padded, BODY), Err(VerifyError::Signature));
}

#[test]
fn a_request_time_too_far_off_says_by_how_much_and_what_to_do() {
    let verify_at = |verifier: &Verifier, now| {
        verifier.verify_at(now, signed(BODY), BODY.as_bytes()).map(|event| event.event_type)
    };
    let five = verifier();
    for near in [NOW - 300, NOW, NOW + 300] {
        // Fractions of a second are ignored.
        let now = at(near) + Duration::from_millis(999);
        assert_eq!(verify_at(&five, now).as_deref(), Ok("lock.unlocked"));
    }
    let second = five.clone().tolerance(Duration::from_secs(1));
    assert!(verify_at(&second, at(NOW + 1)).is_ok() && verify_at(&second, at(NOW - 1)).is_ok());
    let none = five.clone().tolerance(Duration::ZERO);
    assert!(verify_at(&none, at(NOW)).is_ok());
    let any = five.clone().tolerance(Duration::MAX);
    assert!(verify_at(&any, at(0)).is_ok());

    let years_before = UNIX_EPOCH - Duration::from_secs(1 << 30);
    for (verifier, now, ahead, sentence) in [
        (
            &five,
            at(NOW + 301),
            301,
            "301s ahead of the time of the request: set the clock, or \
            somebody has sent an old request again",
        ),
        (&five, at(NOW - 301), -301, "301s behind the time of the request: set the clock"),
        (
            &second,
            at(NOW + 2),
            2,
            "2s ahead of the time of the request: set the clock, or \
            somebody has sent an old request again",
        ),
        (&none, at(NOW - 1), -1, "1s behind the time of the request: set the clock"),
        (
            &five,
            years_before,
            -(NOW as i64),
            "1750000000s behind the time of the request: set the clock",
        ),
    ] {
        let error = verify_at(verifier, now).unwrap_err();
        assert_eq!(error, VerifyError::Time { ahead });
        assert_eq!(error.to_string(), format!("the device's clock is {sentence}"));
    }
    // Even a time that no clock can show is accepted.
    let (id, time) = ("msg_1", u64::MAX.to_string());
    let signature = svix(id, &time, BODY);
    let headers = [("svix-id", id), ("svix-timestamp", &time), ("svix-signature", &signature)];
    let error = five.verify(headers, BODY.as_bytes()).unwrap_err();
    assert!(matches!(error, VerifyError::Time { ahead: ..0 }), "{error}");
}

/// A signature that is computed without this crate.
fn svix(id: &str, time: &str, body: &str) -> String {
    // The bytes of the secret.
    const KEY: [u8; 24] = [
        0x0b, 0x97, 0xa1, 0x5c, 0xc8, 0x31, 0x47, 0x43, 0x9a, 0xa6, 0x42, 0x69, 0x2e, 0x62, 0x53,
        0xf1, 0x27, 0x1b, 0x56, 0x9c, 0x31, 0xda, 0x4d, 0xb2,
    ];
    let mac = HMAC::mac(format!("{id}.{time}.{body}"), KEY);
    let mut text = "v1,".to_owned();
    for six in 0..43 {
        let bit = |place: usize| mac.get(place / 8).map_or(0, |byte| byte >> (7 - place % 8) & 1);
        let value = (0..6).fold(0, |value, place| value << 1 | bit(six * 6 + place));
        text.push(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".as_bytes()
                [usize::from(value)] as char,
        );
    }
    text + "="
}

#[test]
fn a_missing_header_is_named() {
    for name in ["svix-id", "svix-timestamp", "svix-signature"] {
        let headers = signed(BODY).into_iter().filter(|(it, _)| it != name).collect();
        assert_eq!(
            verify(headers, BODY).unwrap_err().to_string(),
            format!(
                "the header {name} is missing: Seam did not send the request, or a proxy removed the header"
            )
        );
    }
}

#[test]
fn an_invalid_secret_is_refused_and_never_shown() {
    let sentence = "the webhook's secret is not valid: use it as Seam shows it, whsec_ and everything after it";
    for secret in [
        "",
        "whsec_",
        // Anybody can guess an empty or a short key.
        "whsec_=",
        "whsec_AAAA",
        // 15 bytes.
        "whsec_hunter2hunter2hunter",
        "C5ehXMgxR0OapkJpLmJT8ScbVpwx2k2y",
        "seam_hunter2C5ehXMgxR0OapkJpLmJT8Scb",
        " whsec_hunter2MgxR0OapkJpLmJT8ScbVpwx2k",
        "whsec_hunter2MgxR0OapkJpLmJT8ScbVpwx2k\n",
        "whsec_hunter2MgxR0OapkJ-LmJT8ScbVpwx2k",
        "whsec_hunter2MgxR0OapkJpLmJT8ScbVpwx2_",
        "whsec_hunter2MgxR0OapkJpLmJT8ScbVpwx2é",
        // No bytes encode to this base64.
        "whsec_hunter2MgxR0OapkJpLmJT8ScbVpwx2k=",
        "whsec_hunter2MgxR0OapkJpLmJT8ScbVpwx2k2==",
        "whsec_hunter2MgxR0OapkJpLmJT8ScbVpwx2kA===",
        "whsec_hunter2MgxR0OapkJpLmJT8ScbVpw=2k",
        "whsec_hunter2MgxR0OapkJpLmJT8ScbVpwx2kA",
        "whsec_hunter2MgxR0OapkJpLmJT8ScbVpwx2kAB",
        "whsec_hunter2MgxR0OapkJpLmJT8ScbVpwx2kAAB",
    ] {
        let error = webhook::verify(&secret.into(), signed(BODY), BODY.as_bytes()).unwrap_err();
        assert_eq!(error, VerifyError::Secret, "{secret:?}");
        assert_eq!(format!("{error} {error:?} {error:#?}"), [sentence; 3].join(" "));
    }
    // One allocation: a reallocation would leave a part of the key in memory that is not zeroed.
    let secret = Secret::from(SECRET);
    assert_eq!(measure(|| drop(Verifier::new(&secret))).count_total, 1);
    // 16 bytes, with padding and without it.
    for secret in ["whsec_hunter2hunter2hunter2A==", "whsec_hunter2hunter2hunter2A"] {
        let verifier = Verifier::new(&secret.into()).unwrap();
        assert_eq!(format!("{verifier:?}"), "Verifier { tolerance: 300s, .. }");
        let headers = verifier.sign("msg_1", SystemTime::now(), b"");
        let error = webhook::verify(&secret.into(), headers, b"").unwrap_err();
        assert_eq!(error, VerifyError::Event("it is empty".to_owned()));
    }
}

#[test]
fn an_error_is_one_sentence_without_data_from_the_request() {
    let errors = [
        (
            verify(signed(BODY), &BODY.replace("unlocked", "hunter2")),
            "no signature of the request is valid: Seam did not send it, the secret is another webhook's, or the body \
             was changed on the way",
        ),
        (
            verify(signed("{\"event_id\": [\"hunter2\"]}"), "{\"event_id\": [\"hunter2\"]}"),
            "Seam signed the request, but its body is not an event: it is JSON, but not an object as Seam documents \
             it: event_id: expected text",
        ),
        (
            verify(signed("{\"event_id\": \"hunter2\"}"), "{\"event_id\": \"hunter2\"}"),
            "Seam signed the request, but its body is not an event: it is JSON, but not an object as Seam documents \
             it: created_at is missing",
        ),
        (
            verify(signed("[\"hunter2\"]"), "[\"hunter2\"]"),
            "Seam signed the request, but its body is not an event: it is JSON, but not an object as Seam documents \
             it: expected an object",
        ),
        (
            verify(signed("hunter2"), "hunter2"),
            "Seam signed the request, but its body is not an event: it is not JSON",
        ),
    ];
    for (result, sentence) in errors {
        let error = result.unwrap_err();
        assert_eq!(error.to_string(), sentence);
        assert_eq!(format!("{error:?}"), sentence);
        assert!(std::error::Error::source(&error).is_none());
    }
    let body = b"\"\xff\"";
    let headers = verifier().sign("msg_1", at(NOW), body);
    let error = verifier().verify_at(at(NOW), headers, body).unwrap_err();
    assert_eq!(error, VerifyError::Event("it is not UTF-8 text".to_owned()));
    let deep = format!("{{\"a\":{}}}", "[".repeat(100_000));
    assert!(matches!(verify(signed(&deep), &deep), Err(VerifyError::Event(_))));
}

/// This test measures no time: work that is quadratic in these lengths would take hours.
#[test]
fn verification_takes_linear_time_and_copies_little() {
    let (verifier, headers) = (verifier(), signed(BODY));
    let check = |others: &[(String, String)], body: &[u8]| {
        verifier.verify_signature(
            at(NOW),
            headers.iter().chain(others).map(|(name, value)| (name, value)),
            body,
        )
    };
    let least = measure(|| check(&[], BODY.as_bytes()).unwrap());
    let others: Vec<_> = (0..100_000).map(|it| (format!("x-{it}"), "a".repeat(100))).collect();
    let more = measure(|| check(&others, BODY.as_bytes()).unwrap());
    assert_eq!(more.count_max, least.count_max);
    assert_eq!(more.bytes_max, least.bytes_max);

    let again: Vec<_> = (0..100_000).map(|it| headers[it % 3].clone()).collect();
    let more = measure(|| check(&again, BODY.as_bytes()).unwrap());
    assert_eq!(more.bytes_max, least.bytes_max);

    let large = vec![b' '; 4 << 20];
    let more = measure(|| assert_eq!(check(&[], &large), Err(VerifyError::Signature)));
    assert_eq!(more.bytes_max, least.bytes_max);

    let wrong = svix("other", "1", "");
    let signatures = [wrong.as_str(), "v1,AAAA", "v1a,", "", ","].join(" ").repeat(10_000);
    let mut many = signed(BODY);
    many[2].1 = signatures + " " + &headers[2].1;
    let length = many[2].1.len() as u64;
    let more = measure(|| drop(verify(many, BODY).unwrap()));
    // The header itself, and a copy.
    assert!(more.bytes_max < 2 * length + 100_000, "{more:?}");
}

#[test]
fn changing_any_bit_of_a_request_makes_verification_fail() {
    let mut parts: Vec<_> = signed(BODY).into_iter().map(|(_, value)| value.into_bytes()).collect();
    parts.push(BODY.into());
    let names = ["svix-id", "svix-timestamp", "svix-signature"];
    for part in 0..parts.len() {
        for bit in 0..8 * parts[part].len() {
            parts[part][bit / 8] ^= 1 << (bit % 8);
            let result = verifier().verify_signature(at(NOW), names.iter().zip(&parts), &parts[3]);
            let error = result.expect_err("another request");
            let is_refusal = matches!(error, VerifyError::Signature | VerifyError::Header { .. });
            assert!(is_refusal, "{error}");
            parts[part][bit / 8] ^= 1 << (bit % 8);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn signatures_match_svix_and_verify(
        id in "[!-~]{1,40}",
        time in 0_u64..1 << 40,
        body in "\\PC{0,300}",
    ) {
        let headers = verifier().sign(&id, at(time), body.as_bytes());
        let [(_, id_sent), (_, time_sent), (_, signature)] = &headers;
        prop_assert_eq!((id_sent, time_sent), (&id, &time.to_string()));
        prop_assert_eq!(signature, &svix(&id, time_sent, &body));
        prop_assert_eq!(verifier().verify_signature(at(time), headers, body.as_bytes()), Ok(()));
    }

    #[test]
    fn random_bytes_are_refused(
        headers in vec(("(svix|webhook)-(id|timestamp|signature)", vec(any::<u8>(), 0..50)), 0..8),
        secret in "(whsec_)?[A-Za-z0-9+/=]{0,40}",
        body in vec(any::<u8>(), 0..50),
    ) {
        prop_assert!(webhook::verify(&Secret::from(secret), headers, &body).is_err());
    }
}

/// The example `webhook`, which cargo builds into the folder beside the one of the tests.
fn example() -> Command {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(|deps| deps.parent()).unwrap();
    let program = folder.join("examples/webhook");
    assert!(program.exists(), "cargo test builds {}; --test alone does not", program.display());
    let mut command = support::command(program);
    command.env_remove("SEAM_WEBHOOK_SECRET");
    command
}

/// The example, as a child process that is stopped when the test ends.
struct Receiver {
    process: Child,
    lines: std::io::Lines<BufReader<ChildStdout>>,
    address: String,
}

impl Receiver {
    fn start() -> Self {
        let mut command = example();
        command.env("SEAM_WEBHOOK_SECRET", SECRET).arg("127.0.0.1:0");
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let address = first.strip_prefix("listening on http://").unwrap().to_owned();
        Self { process, lines, address }
    }

    /// The status of the response to these bytes, and what the receiver prints.
    fn says(&mut self, request: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        // A request that is cut off ends here.
        stream.shutdown(Shutdown::Write).unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        let status = response.lines().next().unwrap().strip_prefix("HTTP/1.1 ").unwrap();
        (status.to_owned(), self.lines.next().unwrap().unwrap())
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// A request with these headers, as a reverse proxy forwards it.
fn post(headers: &[(String, String)], body: &str) -> String {
    let lines = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n"));
    let lines = lines.collect::<String>();
    format!("POST /seam HTTP/1.1\r\nContent-Length: {}\r\n{lines}\r\n{body}", body.len())
}

fn signed_now(body: &str) -> Headers {
    let headers = verifier().sign("msg_1", SystemTime::now(), body.as_bytes());
    headers.map(|(name, value)| (name.to_owned(), value)).into()
}

#[test]
fn the_receiver_accepts_only_requests_signed_by_seam() {
    let mut receiver = Receiver::start();
    let (ok, bad, unsigned) = ("204 No Content", "400 Bad Request", "401 Unauthorized");
    let good = post(&signed_now(BODY), BODY);
    let event = "2025-06-15T16:54:16.001Z lock.unlocked None";
    // No more than the receiver reads: otherwise it would close the connection with unread bytes.
    let large = format!("POST / HTTP/1.1\r\nx: {}", "a".repeat(16 * 1024 - 20));
    for (request, status, said) in [
        (good.as_str(), ok, event),
        (&good, ok, "duplicate: 2025-06-15T16:54:16.001Z lock.unlocked None"),
        (&post(&signed(BODY), BODY), unsigned, "refused: the device's clock is "),
        (&good.replace("unlocked", "hunter22"), unsigned, "refused: no signature"),
        (&post(&[], BODY), bad, "refused: the header svix-id is missing"),
        (&post(&signed_now("{}"), "{}"), bad, "refused: Seam signed the request, but its body is"),
        ("", bad, "refused: the headers are too large, or cut off"),
        ("POST / HTTP/1.1\r\n", bad, "refused: the headers are too large, or cut off"),
        (&good[..good.len() - 1], bad, "refused: the body is cut off, or took too long"),
        (&large, bad, "refused: the headers are too large, or cut off"),
        ("POST / HTTP/1.1\r\n\r\n{}", bad, "refused: the Content-Length is missing or too large"),
        (
            &good.replace("Content-Length: ", "Content-Length: 9999"),
            bad,
            "refused: the Content-Length is missing",
        ),
        // The receiver still works.
        (&good, ok, "duplicate: "),
    ] {
        let (answered, line) = receiver.says(request);
        assert_eq!(answered, status, "{request:?} {line}");
        assert!(line.starts_with(said), "{request:?} {line}");
    }
}

#[test]
fn the_receiver_exits_after_one_request_with_once() {
    let mut command = example();
    command.env("SEAM_WEBHOOK_SECRET", SECRET).args(["--once", "127.0.0.1:0"]);
    let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
    let first = lines.next().unwrap();
    let address = first.strip_prefix("listening on http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(post(&signed_now(BODY), BODY).as_bytes()).unwrap();
    assert!(process.wait().unwrap().success());
    assert_eq!(lines.collect::<Vec<_>>(), ["2025-06-15T16:54:16.001Z lock.unlocked None"]);
}

#[test]
fn without_a_secret_the_receiver_sends_events_to_itself() {
    let output = example().output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let out = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<_> = out.lines().collect();
    assert!(lines[0].starts_with("no secret in the environment: sending events to http://"));
    assert_eq!(lines[1], "2025-06-15T16:54:17.946Z lock.unlocked None");
    assert_eq!(lines[2], "duplicate: 2025-06-15T16:54:17.946Z lock.unlocked None");
    assert!(lines[3].starts_with("refused: no signature of the request is valid"));
    let statuses = ["204 No Content", "204 No Content", "401 Unauthorized"];
    assert_eq!(lines[4..], statuses.map(|status| format!("response: HTTP/1.1 {status}")));
}

#[test]
fn a_receiver_with_an_invalid_secret_says_so() {
    let output = example().env("SEAM_WEBHOOK_SECRET", "seam_hunter2").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("the webhook's secret is not valid: ") && !said.contains("hunter2"));
}
