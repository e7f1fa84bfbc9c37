//! Invalid settings are refused before anything is sent, and the error says what to do.

#![allow(clippy::unwrap_used, clippy::panic)]

use crate::support;

use std::time::Duration;

use seam_client::client_sessions::GetOrCreate;
use seam_client::{Credential, Error, Proxy, Seam, SeamBuilder, Secret};
use support::DOCUMENT_RESPONSE;
use support::mock::Mock;
use support::socket::{Reply, Server, http};

const KEY: &str = "seam_fakekey1_0123456789";

fn builder() -> SeamBuilder {
    Seam::builder(Credential::api_key(KEY).unwrap())
}

/// The sentence of an `Error::Invalid`.
fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result.unwrap_err() {
        Error::Invalid(error) => error.to_string(),
        error => panic!("{error:?}"),
    }
}

type Constructor = fn(Secret) -> Result<Credential, Error>;

const CONSTRUCTORS: [(Constructor, &str); 4] = [
    (|text| Credential::api_key(text), "the API key"),
    (|text| Credential::personal_access_token(text, "workspace-1"), "the personal access token"),
    (|text| Credential::publishable_key(text), "the publishable key"),
    (|text| Credential::client_session_token(text), "the client session token"),
];

#[test]
fn an_error_for_a_misplaced_credential_says_where_it_belongs() {
    let looks = [
        ("seam_hunter2", "an API key (seam_…)", "Credential::api_key or SEAM_API_KEY"),
        (
            "seam_at1hunter2",
            "a personal access token (seam_at…)",
            "Credential::personal_access_token or SEAM_PERSONAL_ACCESS_TOKEN",
        ),
        (
            "seam_pk1hunter2",
            "a publishable key (seam_pk…)",
            "Credential::publishable_key or SEAM_PUBLISHABLE_KEY",
        ),
        (
            "seam_cst1hunter2",
            "a client session token (seam_cst…)",
            "Credential::client_session_token or SEAM_CLIENT_SESSION_TOKEN",
        ),
    ];
    for (place, (constructor, name)) in CONSTRUCTORS.into_iter().enumerate() {
        for (kind, (text, looks, belongs)) in looks.into_iter().enumerate() {
            if kind == place {
                constructor(text.into()).unwrap();
            } else {
                let sentence = format!("{name} looks like {looks}, which belongs in {belongs}");
                assert_eq!(refused(constructor(text.into())), sentence);
            }
        }
    }
}

#[test]
fn a_malformed_credential_is_rejected_and_not_shown() {
    for (constructor, name) in CONSTRUCTORS {
        for (text, reason) in [
            ("", "(…) is empty"),
            ("seam_cst1hunter2\n", "(seam_cst…) contains a line break: remove it"),
            ("seam_hunter2\r\nx: y", "(seam_…) contains a line break: remove it"),
            (" seam_hunter2", "(…) contains white space: remove it"),
            ("seam_pk1 hunter2", "(seam_pk…) contains white space: remove it"),
            ("seam_at1\thunter2", "(seam_at…) contains white space: remove it"),
            ("seam_hunter2\0", "(seam_…) contains a character that no credential has"),
            ("seam_hunter2é", "(seam_…) contains a character that no credential has"),
        ] {
            assert_eq!(refused(constructor(text.into())), format!("{name} {reason}"));
        }
        let sentence = refused(constructor("eyJhbGciOiJIUzI1NiJ9.hunter2".into()));
        assert!(
            sentence.contains("looks like a JWT (ey…), such as that of a Seam Console session")
        );
        assert!(!sentence.contains("hunter2"));
        let sentence = refused(constructor("hunter2".into()));
        assert!(sentence.contains("does not look like any of Seam's credentials"), "{sentence}");
        assert!(!sentence.contains("hunter2"));
        let sentence = refused(constructor(format!("seam_{}", "x".repeat(5000)).into()));
        assert_eq!(sentence, format!("{name} (seam_…) is longer than 4096 bytes"));
    }
}

#[test]
fn a_malformed_workspace_id_is_rejected() {
    for (id, reason) in [
        ("", "the workspace ID is empty"),
        ("a b", "the workspace ID contains white space: remove it"),
        ("a\nb", "the workspace ID contains a line break: remove it"),
        ("x/seam_pk1hunter2", "the workspace ID contains a credential: remove it"),
        ("eyJhbGciOiJub25lIn0.hunter2", "the workspace ID contains a credential: remove it"),
        (
            "seam_hunter2",
            "the workspace ID looks like an API key (seam_…), which belongs in \
             Credential::api_key or SEAM_API_KEY",
        ),
    ] {
        assert_eq!(refused(Credential::personal_access_token("seam_at1", id)), reason);
    }
}

#[test]
fn publishable_key_rules_are_checked_before_anything_is_sent() {
    let mock = Mock::always(500, "");
    let credential = Credential::publishable_key("seam_pk1_token").unwrap();
    let seam = Seam::builder(credential).endpoint(mock.url()).build().unwrap();
    let call = |request| refused(seam.client_sessions().get_or_create(request));

    let needs_key = "a publishable key can only create sessions for a user_identifier_key: set one";
    assert_eq!(call(GetOrCreate::new()), needs_key);
    assert_eq!(call(GetOrCreate::new().user_identity_id("a")), needs_key);
    assert_eq!(call(GetOrCreate::new().user_identifier_key("")), needs_key);

    let jane = || GetOrCreate::new().user_identifier_key("jane");
    for request in [
        jane().connect_webview_ids(&["a"]),
        jane().connected_account_ids(&["a"]),
        // Seam refuses an empty list too.
        jane().connect_webview_ids(&[]),
    ] {
        assert_eq!(
            call(request),
            "a publishable key cannot set connect_webview_ids or connected_account_ids, even to an empty \
             list: leave them out"
        );
    }
    assert!(mock.requests().is_empty());
}

#[test]
fn an_unencrypted_endpoint_is_rejected_except_on_loopback() {
    let sentence = refused(builder().endpoint("http://connect.getseam.com").build());
    assert!(sentence.starts_with("the endpoint is http, which anyone on the network can read"));
    for (endpoint, reason) in [
        ("https://user:hunter2@host", "the endpoint contains a user name or password"),
        ("https://seam_pk1hunter2", "the endpoint has a credential in place of the host name"),
        ("https://host/v1", "the endpoint has a path"),
        ("https://host?x=hunter2", "the endpoint has a query"),
        ("host", "the endpoint is not a URL"),
        ("", "the endpoint is not a URL"),
    ] {
        let sentence = refused(builder().endpoint(endpoint).build());
        assert!(sentence.starts_with(reason), "{sentence}");
        assert!(!sentence.contains("hunter2"));
    }
    builder().endpoint("http://localhost:1/").build().unwrap();
}

#[test]
fn a_host_header_is_in_each_request_once_and_in_no_error() {
    let reply = || Reply::Send(http("200 OK", DOCUMENT_RESPONSE));
    let redirect = b"HTTP/1.1 302 Found\r\nlocation: /a\r\ncontent-length: 0\r\n\r\n".to_vec();
    let server = Server::start(vec![reply(), reply(), Reply::Close(redirect), Reply::HangUp]);
    let at = || builder().endpoint(server.url()).retries(0);
    let seam = at().host_header("Connect.GetSeam.com").build().unwrap();
    let call = |seam: &Seam| seam.client_sessions().get_or_create(GetOrCreate::new());
    // Clients that share the connection send the same Host header.
    let session = call(&seam).unwrap();
    call(&seam.with_session(&session).unwrap()).unwrap();
    let error = call(&seam).unwrap_err().to_string();
    assert!(error.contains("redirect to another path of the same host"), "{error}");
    assert_eq!(server.connections(), 1);
    for request in server.requests() {
        let hosts: Vec<_> = request.lines().filter(|line| line.starts_with("host:")).collect();
        assert_eq!(hosts, ["host: connect.getseam.com"]);
        assert!(!request.contains("127.0.0.1"), "{request}");
    }
    assert_eq!(server.requests().len(), 3);
    let error = call(&seam).unwrap_err().to_string();
    assert!(error.contains("127.0.0.1") && !error.contains("getseam"), "{error}");
}

#[test]
fn an_invalid_host_header_is_refused_and_not_shown() {
    for (host, reason) in [
        ("", "the Host header has no valid host name"),
        ("http://hunter2", "the Host header is more than a host"),
        ("a\r\nx: hunter2", "the Host header contains white space or a line break"),
        ("seam_pk1hunter2", "the Host header has a credential in place of the host name"),
    ] {
        let builder = builder().endpoint("http://localhost").host_header(host);
        assert!(!format!("{builder:?}").contains("hunter2"));
        let sentence = refused(builder.build());
        assert!(sentence.starts_with(reason), "{sentence}");
        assert!(!sentence.contains("hunter2"));
    }
}

#[cfg(feature = "tls")]
#[test]
fn a_host_header_is_refused_with_an_https_endpoint() {
    for builder in [builder(), builder().endpoint("https://localhost")] {
        let sentence = refused(builder.host_header("connect.getseam.com").build());
        assert!(sentence.starts_with("the Host header is only for an http endpoint on a"));
    }
}

#[cfg(not(feature = "tls"))]
#[test]
fn a_build_without_tls_rejects_an_https_endpoint() {
    for sentence in [refused(builder().build()), refused(builder().endpoint("https://a").build())] {
        assert!(sentence.starts_with("the endpoint is https, but this build has no TLS"));
    }
}

#[test]
fn settings_under_which_no_call_succeeds_are_refused() {
    let at = || builder().endpoint("http://127.0.0.1");
    let no_time = "timeout, try_timeout and connect_timeout must be greater than zero";
    assert_eq!(refused(at().timeout(Duration::ZERO).build()), no_time);
    assert_eq!(refused(at().connect_timeout(Duration::ZERO).build()), no_time);
    let no_size = "max_response_size must be greater than zero";
    assert_eq!(refused(at().max_response_size(0).build()), no_size);
    for user_agent in ["", " ", "a\r\nb: c", "é", "\0", &"x".repeat(5000)] {
        let sentence = refused(at().user_agent(user_agent).build());
        assert_eq!(
            sentence,
            "the user agent must be one line of printable ASCII, of at most 1024 bytes"
        );
    }
}

#[test]
fn a_proxy_never_sees_plain_http() {
    let proxy = Proxy::url("http://user:hunter2@127.0.0.1:9");
    assert!(!format!("{proxy:?}").contains("hunter2"));
    let sentence = refused(builder().endpoint("http://127.0.0.1").proxy(proxy).build());
    assert!(sentence.starts_with("a proxy is set, but the endpoint is http"), "{sentence}");
}

#[cfg(feature = "tls")]
#[test]
fn a_proxy_that_is_not_supported_is_refused_and_not_shown() {
    for (url, reason) in [
        ("socks5://hunter2@proxy.example:1080", "the proxy is a SOCKS proxy, which this client"),
        (
            "SOCKS4A://proxy.example",
            "the proxy is a SOCKS proxy, which this client does not support",
        ),
        ("socks://proxy.example", "the proxy is a SOCKS proxy, which this client does not support"),
        ("ftp://hunter2@proxy.example", "the proxy is neither an http nor an https proxy"),
        ("http://", "the proxy has no valid host name"),
        ("", "the proxy has no valid host name"),
        ("http://hunter2 @proxy.example", "the proxy contains white space"),
        ("http://user:hunter2#@proxy.example", "the proxy has a `#` in its user name or password"),
    ] {
        let sentence = refused(builder().proxy(Proxy::url(url)).build());
        assert!(sentence.starts_with(reason), "{url}: {sentence}");
        assert!(!sentence.contains("hunter2"));
    }
    builder().proxy(Proxy::url("proxy.example:3128")).build().unwrap();
    builder().proxy(Proxy::url("https://proxy.example")).build().unwrap();
}

#[cfg(feature = "tls")]
#[test]
fn damaged_or_missing_certificates_are_rejected() {
    let sound = support::tls::Authority::new().pem();
    let cut = &sound[..sound.len() / 2];
    let odd = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let bad_base64 = sound.replacen("MI", "M!", 1);
    for (pem, reason) in [
        ("", "the CA certificates contain none"),
        ("no PEM at all", "the CA certificates contain none"),
        (cut, "line 1 of the CA certificates begins a certificate or key that has no end"),
        (&bad_base64, "line 2 of the CA certificates is neither base64 nor the end"),
        (odd, "line 1 of the CA certificates begins a certificate that is damaged"),
        (
            &format!("# ours\n{odd}{sound}"),
            "line 2 of the CA certificates begins a certificate that",
        ),
    ] {
        for result in [builder().ca_certificates(pem), builder().extra_ca_certificates(pem)] {
            let sentence = refused(result);
            assert!(sentence.starts_with(reason), "{sentence}");
        }
    }
    let bundle = format!("# two\n{sound}\n{sound}");
    builder().ca_certificates(bundle).unwrap().build().unwrap();
}
