//! No secret is printed: not by `Debug`, not in an error, not in a log at debug level.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::error::Error as _;
use std::sync::Mutex;
use std::time::Duration;

use seam_client::client_sessions::GetOrCreate;
use seam_client::{Credential, Proxy, Seam, SeamBuilder, Secret};
use support::DOCUMENT_RESPONSE;
use support::socket::{Reply, Server, http};

const SECRETS: [&str; 6] = [
    "seam_apikey1_hunter2_0123456789",
    "seam_at1_hunter2_0123456789",
    "seam_pk1_hunter2_0123456789",
    "seam_cst1_hunter2_0123456789",
    // The token in the response.
    "seam_cst1891oqCmD_6dBwV8PJ2Fsoe9dWYVyMfVHq",
    // A proxy's password.
    "hunter2password",
];

fn credentials() -> [Credential; 4] {
    [
        Credential::api_key(SECRETS[0]).unwrap(),
        Credential::personal_access_token(SECRETS[1], "workspace-1").unwrap(),
        Credential::publishable_key(SECRETS[2]).unwrap(),
        Credential::client_session_token(SECRETS[3]).unwrap(),
    ]
}

fn assert_clean(text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{text}");
        // Nor the rest of it without the prefix.
        assert!(!text.contains(&secret[secret.len() - 10..]), "{text}");
    }
}

#[test]
fn no_debug_output_shows_a_secret() {
    for credential in credentials() {
        let builder = Seam::builder(credential.clone())
            .endpoint("http://127.0.0.1:1")
            .proxy(Proxy::url(format!("http://user:{}@127.0.0.1", SECRETS[5])));
        assert_clean(&format!("{credential:#?} {builder:#?}"));
        let seam = builder.proxy(Proxy::none()).build().unwrap();
        assert_clean(&format!("{seam:#?} {:#?}", seam.client_sessions()));
    }
    let with_password = format!("https://user:{}@host", SECRETS[5]);
    assert_clean(&format!(
        "{:#?}",
        Seam::builder(credentials()[0].clone()).endpoint(with_password)
    ));
    for secret in SECRETS {
        let secret = Secret::from(secret);
        assert_clean(&format!("{secret} {secret:#?}"));
    }
    let server = Server::start(vec![Reply::Close(http("200 OK", DOCUMENT_RESPONSE))]);
    let seam = Seam::builder(credentials()[0].clone()).endpoint(server.url()).build().unwrap();
    let session = seam.client_sessions().get_or_create(GetOrCreate::new()).unwrap();
    assert_eq!(session.token.expose(), SECRETS[4]);
    assert_clean(&format!("{session:#?}"));
}

/// As if two arguments were swapped.
#[test]
fn a_credential_passed_as_another_argument_is_not_shown() {
    let server = Server::start(vec![Reply::Close(http("200 OK", DOCUMENT_RESPONSE))]);
    let builder = || Seam::builder(credentials()[0].clone()).endpoint(server.url());
    let seam = builder().build().unwrap();
    for secret in &SECRETS[..5] {
        for error in [
            seam.call_json(secret, "{}").unwrap_err(),
            seam.call_json(&format!("/{secret}"), "{}").unwrap_err(),
            seam.call_json(&format!("/locks/list?key={secret}"), "{}").unwrap_err(),
            seam.call_json("/locks/list", secret).unwrap_err(),
            seam.call_json_idempotent(&format!("/{secret}"), "{}", None).unwrap_err(),
            seam.json_pages(&format!("/{secret}"), "{}", "devices").err().unwrap(),
            seam.json_pages("/devices/list", secret, "devices").err().unwrap(),
            builder().endpoint(*secret).build().unwrap_err(),
            builder().endpoint(format!("https://{secret}/")).build().unwrap_err(),
            builder().endpoint(format!("https://host:{secret}")).build().unwrap_err(),
            builder().user_agent(format!("{secret}\n")).build().unwrap_err(),
            Credential::personal_access_token(SECRETS[1], secret).unwrap_err(),
        ] {
            assert!(matches!(error, seam_client::Error::Invalid(_)), "{error:#?}");
            assert_clean(&format!("{error} {error:#?}"));
        }
    }
    assert_eq!(server.connections(), 0);
}

/// Searches the process's memory, which a core dump would show.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[test]
fn a_secret_is_zeroed_when_it_is_dropped() {
    use std::os::unix::fs::FileExt;

    let text = "seam_zeroed1_0123456789".repeat(100);
    let memory = std::fs::File::open("/proc/self/mem").unwrap();
    // Create it first: otherwise it could get the memory that the secret leaves.
    let mut there = vec![0; text.len()];
    let secret = Secret::from(text.as_str());
    let address = secret.expose().as_ptr().addr() as u64;
    memory.read_exact_at(&mut there, address).unwrap();
    assert_eq!(there, text.as_bytes());
    drop(secret);
    memory.read_exact_at(&mut there, address).unwrap();
    assert!(!there.windows(7).any(|part| part == b"zeroed1"));
}

struct Log(Mutex<Vec<String>>);

static LOG: Log = Log(Mutex::new(Vec::new()));

impl log::Log for Log {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("{} {}", record.target(), record.args());
        self.0.lock().unwrap().push(line);
    }

    fn flush(&self) {}
}

/// Makes a call with each credential. Returns the results, without secrets.
fn calls(builder: impl Fn(Credential) -> SeamBuilder) {
    for credential in credentials() {
        // One retry, to check what it logs.
        let pause = Duration::from_millis(1);
        let seam = builder(credential).retries(1).retry_pauses(pause, pause).build().unwrap();
        let request = GetOrCreate::new().user_identifier_key("jane");
        if let Err(error) = seam.client_sessions().get_or_create(request) {
            assert_clean(&format!("{error} {error:#?} {:#?}", error.source()));
        }
    }
}

#[test]
fn nothing_that_is_logged_at_debug_level_holds_a_secret() {
    log::set_logger(&LOG).unwrap();
    log::set_max_level(log::LevelFilter::Debug);

    // The server receives all secrets but the proxy's password.
    let secrets = SECRETS[..5].join(" ");
    let echo = format!(r#"{{"error":{{"type":"unauthorized","message":"{secrets}"}}}}"#);
    let redirect = format!(
        "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1/?{}\r\nset-cookie: {secrets}\r\n\r\n",
        SECRETS[0]
    );
    let short = Duration::from_millis(100);
    let replies = [
        Reply::Close(http("200 OK", DOCUMENT_RESPONSE)),
        Reply::Send(http("200 OK", DOCUMENT_RESPONSE)),
        Reply::Close(http("401 Unauthorized", &echo)),
        Reply::Close(http("200 OK", &secrets)),
        Reply::Close(http("500 Oops", &secrets)),
        Reply::Close(redirect.into_bytes()),
        Reply::Close(format!("{secrets}\r\n\r\n").into_bytes()),
        Reply::Close(Vec::new()),
        Reply::Silence,
    ];
    for reply in &replies {
        calls(|credential| {
            let server = Server::start(vec![reply.clone(); 2]);
            let builder = Seam::builder(credential).endpoint(server.url());
            if matches!(reply, Reply::Silence) { builder.timeout(short) } else { builder }
        });
    }
    // No server listens there.
    calls(|credential| Seam::builder(credential).endpoint("http://127.0.0.1:1").timeout(short));
    #[cfg(feature = "tls")]
    over_tls(&replies[..3], short);

    let lines = LOG.0.lock().unwrap();
    assert_clean(&lines.join("\n"));
    // In an empty log, the test would find nothing.
    for target in ["ureq::", "seam_client::seam "] {
        assert!(lines.iter().any(|line| line.starts_with(target)), "{lines:#?}");
    }
    #[cfg(feature = "tls")]
    assert!(lines.iter().any(|line| line.starts_with("rustls::")), "{lines:#?}");
}

#[cfg(feature = "tls")]
fn over_tls(replies: &[Reply], short: Duration) {
    let authority = support::tls::Authority::new();
    for reply in replies {
        let serve = || authority.serve("localhost", vec![reply.clone(); 2]);
        calls(|credential| {
            let url = format!("https://localhost:{}", serve().port());
            Seam::builder(credential).endpoint(url).ca_certificates(authority.pem()).unwrap()
        });
        // The certificate is not trusted.
        calls(|credential| {
            Seam::builder(credential).endpoint(format!("https://localhost:{}", serve().port()))
        });
    }
    calls(|credential| {
        let refusal = "HTTP/1.1 407 No\r\ncontent-length: 0\r\n\r\n";
        let server = Server::start(vec![Reply::Close(refusal.into())]);
        let proxy = format!("http://user:{}@127.0.0.1:{}", SECRETS[5], server.port());
        Seam::builder(credential).proxy(Proxy::url(proxy)).timeout(short)
    });
}
