use super::*;
use crate::auth::tests::environment;

fn choose(
    proxy: &Proxy,
    endpoint: &str,
    variables: &[(&'static str, &str)],
) -> Result<Option<Chosen>, String> {
    let origin = Origin::parse(endpoint, "it").unwrap();
    proxy.choose(&origin, &environment(variables)).map_err(|error| error.to_string())
}

fn chosen(endpoint: &str, variables: &[(&'static str, &str)]) -> Option<Chosen> {
    choose(&Proxy::default(), endpoint, variables).unwrap()
}

/// The proxy of a URL.
fn proxy(url: &str) -> Result<Chosen, String> {
    choose(&Proxy::url(url), "https://host", &[]).map(Option::unwrap)
}

#[test]
fn the_first_proxy_variable_that_is_set_is_used() {
    let all = [
        ("HTTPS_PROXY", "http://a"),
        ("https_proxy", "http://b"),
        ("ALL_PROXY", "http://c"),
        ("all_proxy", "http://d"),
        // Not for https; and in a CGI program, the client that sends the request sets it.
        ("HTTP_PROXY", "http://e"),
        ("http_proxy", "http://f"),
    ];
    for (first, (name, url)) in all.iter().enumerate().take(4) {
        let chosen = chosen("https://host", &all[first..]).unwrap();
        assert_eq!(chosen.host, url[7..], "{name}");
    }
    assert!(chosen("https://host", &all[4..]).is_none());
    assert!(chosen("https://host", &[("HTTPS_PROXY", "")]).is_none());
    for loopback in ["http://localhost", "https://localhost", "https://127.0.0.1"] {
        assert!(chosen(loopback, &all).is_none());
    }
}

#[test]
fn no_proxy_is_checked_before_the_proxy_is_validated() {
    const BROKEN: (&str, &str) = ("HTTPS_PROXY", "socks5://u:hunter2@host");
    for name in ["NO_PROXY", "no_proxy"] {
        assert!(chosen("https://a.host", &[BROKEN, (name, "x,host")]).is_none());
        let error = choose(&Proxy::default(), "https://b", &[BROKEN, (name, "x,host")]);
        assert!(error.unwrap_err().starts_with("HTTPS_PROXY is a SOCKS proxy"));
        let error = choose(&Proxy::default(), "https://b", &[BROKEN, (name, "http://b")]);
        assert_eq!(
            error.unwrap_err(),
            format!("{name} has an entry that is not a host, domain, address or network: …")
        );
        // Without a proxy, NO_PROXY is not read.
        assert!(chosen("https://b", &[(name, "http://b")]).is_none());
    }
    // Only the first that is set counts, even if the other names the host.
    let both = [("HTTPS_PROXY", "p"), ("NO_PROXY", "x"), ("no_proxy", "host")];
    assert!(chosen("https://host", &both).is_some());
    // A proxy that the program sets is for every host.
    let explicit = choose(&Proxy::url("p"), "https://host", &[("NO_PROXY", "*")]).unwrap();
    assert_eq!(explicit.unwrap().host, "p");
}

#[cfg(unix)]
#[test]
fn a_non_utf8_proxy_is_rejected_unless_no_proxy_covers_the_host() {
    use std::os::unix::ffi::OsStringExt;
    let lookup = |name: &str| match name {
        "HTTPS_PROXY" => Some(OsString::from_vec(b"http://hunter2\xff".to_vec())),
        "NO_PROXY" => Some("a".into()),
        _ => None,
    };
    let choose = |endpoint| {
        let origin = Origin::parse(endpoint, "it").unwrap();
        Proxy::from_env().choose(&origin, &lookup)
    };
    assert!(choose("https://a").unwrap().is_none());
    let error = choose("https://b").unwrap_err().to_string();
    assert_eq!(error, "HTTPS_PROXY is not UTF-8 text");
}

#[test]
fn a_proxy_url_applies_to_https_endpoints_only() {
    for endpoint in ["https://host", "https://localhost"] {
        let chosen = choose(&Proxy::url("http://p"), endpoint, &[]).unwrap().unwrap();
        assert_eq!(chosen.host, "p");
    }
    let url = Proxy::url("http://hunter2@proxy.example");
    let error = choose(&url, "http://localhost", &[]).unwrap_err();
    assert!(error.starts_with("a proxy is set, but the endpoint is http"), "{error}");
}

#[test]
fn a_proxy_url_is_parsed_completely() {
    for (url, https, host, port) in [
        ("proxy.example:3128", false, "proxy.example", 3128),
        ("Proxy.Example", false, "proxy.example", 80),
        ("http://proxy.example", false, "proxy.example", 80),
        ("HTTPS://proxy.example/", true, "proxy.example", 443),
        ("https://proxy.example:80", true, "proxy.example", 80),
        ("http://192.0.2.1:3128/", false, "192.0.2.1", 3128),
        ("http://[fd00::1]", false, "[fd00::1]", 80),
        ("user:password@[fd00::1]:3128", false, "[fd00::1]", 3128),
        ("http://user:p@ss@proxy.example", false, "proxy.example", 80),
        ("http://@proxy.example", false, "proxy.example", 80),
    ] {
        let chosen = proxy(url).expect(url);
        assert_eq!((chosen.https, chosen.host.as_str(), chosen.port), (https, host, port));
        assert_eq!(chosen.authorization.is_some(), url.contains("user"), "{url}");
        assert!(!format!("{chosen:?}").contains("dXNlcjp"));
    }
}

#[test]
fn the_proxys_user_and_password_are_percent_decoded() {
    for (user, header) in [
        ("user:password", "dXNlcjpwYXNzd29yZA=="),
        ("user:pass%20word", "dXNlcjpwYXNzIHdvcmQ="),
        ("user", "dXNlcjo="),
        ("user:", "dXNlcjo="),
        (":password", "OnBhc3N3b3Jk"),
        ("user:a:b", "dXNlcjphOmI="),
        ("user:a%3Ab", "dXNlcjphOmI="),
        ("user:p@ss", "dXNlcjpwQHNz"),
        ("user:p%40ss", "dXNlcjpwQHNz"),
        ("user:p%23%2f%3Fs", "dXNlcjpwIy8/cw=="),
        ("user:p%25s+", "dXNlcjpwJXMr"),
        ("user:pé", "dXNlcjpww6k="),
        ("user:p%c3%A9", "dXNlcjpww6k="),
        // As for a proxy that reads Latin-1.
        ("user:p%E9", "dXNlcjpw6Q=="),
    ] {
        let chosen = proxy(&format!("http://{user}@proxy.example")).expect(user);
        let authorization = chosen.authorization.unwrap();
        assert_eq!(authorization.expose(), format!("Basic {header}"), "{user}");
    }
}

#[test]
fn an_invalid_proxy_url_is_rejected_and_not_shown() {
    for (url, reason) in [
        ("SOCKS5://hunter2@proxy.example", "is a SOCKS proxy"),
        ("socks5h://u:hunter2@proxy.example", "is a SOCKS proxy"),
        ("ftp://hunter2@proxy.example", "is neither an http nor an https proxy"),
        ("u://hunter2@proxy.example", "is neither an http nor an https proxy"),
        ("http://u:hun#ter2@proxy:8080", "has a `#` in its user name or password: write it as %23"),
        ("http://u:hun/ter2@proxy:8080", "has a `/` in its user name or password: write it as %2F"),
        ("u:hun?ter2@proxy:8080", "has a `?` in its user name or password: write it as %3F"),
        ("u:hun://ter2@proxy:8080", "has a `/` in its user name or password: write it as %2F"),
        ("http://proxy/u:hunter2@x", "has a `/` in its user name or password: write it as %2F"),
        ("http://u:hunter2 @proxy", "contains white space"),
        ("http://proxy\n", "contains white space"),
        ("http://u:hunter2\0@proxy", "contains white space"),
        ("", "has no valid host name"),
        ("http://", "has no valid host name"),
        ("http://u:hunter2@", "has no valid host name"),
        ("http://u:hunter2@:3128", "has no valid host name"),
        ("http://proxy%2Eexample", "has no valid host name"),
        ("http://bücher.example", "has no valid host name"),
        ("http://fd00::1", "has no valid host name"),
        ("http://[fd00::1", "has no valid host name"),
        ("http://u:hunter2", "has a port"),
        ("http:proxy.example", "has a port"),
        ("http://proxy:0", "has a port"),
        ("http://proxy:", "has a port"),
        ("http://proxy:65536", "has a port"),
        ("http://proxy/hunter2", "has a path"),
        ("http:/proxy", "has a path"),
        ("http://proxy//", "has a path"),
        ("http://proxy?hunter2", "has a query"),
        ("http://proxy/#hunter2", "has a query"),
        ("http://u:hunter2%@proxy", "has a `%`"),
        ("http://u:hunter2%2@proxy", "has a `%`"),
        ("http://u:hunter2%+2@proxy", "has a `%`"),
        ("http://u:hunter2%é@proxy", "has a `%`"),
        ("http://u%3Ahunter2@proxy", "has a colon in its user name"),
        ("http://u%3A:hunter2@proxy", "has a colon in its user name"),
        ("http://u:hunter2%0A@proxy", "has a control character"),
        ("http://u%00:hunter2@proxy", "has a control character"),
        ("http://seam_apikey1_hunter2", "has a credential in place of the host name"),
        ("seam_cst1hunter2:3128", "has a credential in place of the host name"),
    ] {
        let error = proxy(url).expect_err(url);
        assert!(error.starts_with(&format!("the proxy {reason}")), "{url}: {error}");
        assert!(!error.contains("hun") && !error.contains("ter2"), "{error}");
    }
}

#[test]
fn an_unsupported_proxy_in_the_environment_is_an_error_that_names_it() {
    let variables = [("ALL_PROXY", "socks5h://u:hunter2@host")];
    let error = choose(&Proxy::from_env(), "https://host", &variables).unwrap_err();
    assert!(error.starts_with("ALL_PROXY is a SOCKS proxy"), "{error}");
    assert!(!error.contains("hunter2"));
    assert!(choose(&Proxy::none(), "https://host", &variables).unwrap().is_none());
}

proptest::proptest! {
    /// Whatever precedes it, the host is the end of the URL.
    #[test]
    fn any_proxy_url_is_rejected_or_ends_with_its_host_and_port(
        url in "(https?://|HTTP://)?([a%23:/?#@é]{0,6}@)?[a-c.:@0-9\\[\\]/?#]{0,9}",
        list in "[a-c.:*0-9\\[\\]/@, é]{0,12}",
    ) {
        let variables = [("HTTPS_PROXY", url.as_str()), ("NO_PROXY", list.as_str())];
        let _ = choose(&Proxy::default(), "https://a.b", &variables);
        if let Ok(Chosen { host, port, .. }) = proxy(&url) {
            let end = url.strip_suffix('/').unwrap_or(&url).to_lowercase();
            assert!(end.ends_with(&host) || end.ends_with(&format!("{host}:{port}"))
                // The same port with zeros before it.
                || end.rsplit_once(':').is_some_and(|(before, zeros)| {
                    before.ends_with(&host) && zeros.parse() == Ok(port)
                }), "{url}: {host} {port}");
            assert!(!host.contains(['@', '/', '?', '#']));
        }
    }
}
