//! Clients that use a session's token, made from a client with a publishable key or another credential.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::sync::Mutex;

use seam_client::client_sessions::{Create, Delete, Get, GetOrCreate, GrantAccess, List, Revoke};
use seam_client::{Credential, Error, Proxy, Seam, devices, workspaces};
use support::DOCUMENT_RESPONSE;
use support::fake_seam::{API_KEY, FakeSeam, PUBLISHABLE_KEY};
use support::socket::{Reply, Server, http};

fn client(url: String, credential: Result<Credential, Error>) -> Seam {
    Seam::builder(credential.unwrap()).endpoint(url).proxy(Proxy::none()).build().unwrap()
}

#[test]
fn with_session_for_turns_a_publishable_key_into_a_session_client() {
    let fake = FakeSeam::start();
    let kiosk = client(fake.url(), Credential::publishable_key(PUBLISHABLE_KEY));
    assert_eq!(kiosk.session(), None);

    let seam = kiosk.with_session_for("f3b1c8a0").unwrap();
    let session = seam.session().expect("the session that was asked for");
    assert_eq!(session.user_identifier_key.as_deref(), Some("f3b1c8a0"));
    assert_eq!(&seam.client_sessions().get(Get::new()).unwrap(), session);

    let requests = fake.requests();
    assert_eq!(requests[0].path, "/client_sessions/get_or_create");
    assert_eq!(requests[0].body, r#"{"user_identifier_key":"f3b1c8a0"}"#);
    assert_eq!(requests[0].header("authorization"), None);
    assert_eq!(requests[1].path, "/client_sessions/get");
    assert_eq!(requests[1].header("seam-publishable-key"), None);
    let bearer = format!("Bearer {}", session.token.expose());
    assert_eq!(requests[1].header("authorization"), Some(bearer.as_str()));
}

#[test]
fn with_session_turns_a_session_into_a_client() {
    let fake = FakeSeam::start();
    let gateway = client(fake.url(), Credential::api_key(API_KEY));
    let jane = GetOrCreate::new().user_identifier_key("jane");
    let session = gateway.client_sessions().get_or_create(jane).unwrap();
    let jane = gateway.with_session(&session).unwrap();
    assert_eq!(jane.session(), Some(&session));
    assert_eq!(jane.client_sessions().get(Get::new()).unwrap(), session);

    // The other client can still do what the session cannot.
    let Err(Error::Api(error)) = jane.client_sessions().list(List::new()) else { panic!() };
    assert_eq!((error.status(), error.error_type()), (401, Some("unauthorized")));
    assert_eq!(gateway.client_sessions().list(List::new()).unwrap(), [session]);
}

#[test]
fn with_token_turns_a_saved_token_into_a_client() {
    let fake = FakeSeam::start();
    let gateway = client(fake.url(), Credential::api_key(API_KEY));
    let session = gateway.with_session_for("jane").unwrap().session().unwrap().clone();
    let jane = gateway.with_token(session.token.expose()).unwrap();
    assert_eq!(jane.session(), None);
    assert_eq!(jane.client_sessions().get(Get::new()).unwrap(), session);
    assert_eq!(
        gateway.with_token(API_KEY).unwrap_err().to_string(),
        "the client session token looks like an API key (seam_…), \
         which belongs in Credential::api_key or SEAM_API_KEY"
    );
}

#[test]
fn a_personal_token_lists_workspaces_and_works_in_one_of_them() {
    let reply = |body: &str| Reply::Send(http("200 OK", body));
    let workspaces = r#"{"workspaces":[],"ok":true}"#;
    let server = Server::start(vec![reply(workspaces), reply(r#"{"devices":[]}"#), reply("{}")]);
    let token = Credential::personal_access_token_without_workspace("seam_at1_hunter2");
    let person = client(server.url(), token);
    let refused = [
        person.devices().list(devices::List::new()).map(|_| ()),
        person.call_json("/devices/list", "{}").map(|_| ()),
        person.call_for_json(&devices::List::new()).map(|_| ()),
    ];
    for error in refused {
        let sentence = error.unwrap_err().to_string();
        assert!(sentence.contains("can only list and create workspaces"), "{sentence}");
    }
    assert_eq!(person.workspaces().list(workspaces::List::new()).unwrap(), []);
    let seam = person.with_workspace("398d80b7-3f96-47c2-b85a-6f8ba21d07be").unwrap();
    assert_eq!(seam.devices().list(devices::List::new()).unwrap(), []);
    seam.call_json("/locks/list", "{}").unwrap();

    let requests = server.requests();
    let shows = |place: usize, header: &str| requests[place].to_lowercase().contains(header);
    let workspace = "\r\nseam-workspace: 398d80b7-3f96-47c2-b85a-6f8ba21d07be\r\n";
    for place in 0..3 {
        assert!(shows(place, "\r\nauthorization: bearer seam_at1_hunter2\r\n"));
        assert_eq!(shows(place, workspace), place > 0);
        assert_eq!(shows(place, "seam-workspace"), place > 0);
    }
    assert_eq!((requests.len(), server.connections()), (3, 1));
}

#[test]
fn a_derived_client_shares_the_connections() {
    let reply = || Reply::Send(http("200 OK", DOCUMENT_RESPONSE));
    let server = Server::start(vec![reply(), reply(), reply()]);
    let gateway = client(server.url(), Credential::api_key(API_KEY));
    let jane = gateway.with_session_for("jane").unwrap();
    jane.client_sessions().get(Get::new()).unwrap();
    gateway.client_sessions().get(Get::new().user_identifier_key("jane")).unwrap();
    assert_eq!((server.connections(), server.requests().len()), (1, 3));
}

#[test]
fn a_session_with_an_invalid_token_is_refused() {
    for (token, sentence) in [
        (
            "seam_pk1_hunter2",
            "the client session token looks like a publishable key (seam_pk…), \
             which belongs in Credential::publishable_key or SEAM_PUBLISHABLE_KEY",
        ),
        (
            r"seam_cst1\r\nseam-workspace: hunter2",
            "the client session token (seam_cst…) contains a line break: remove it",
        ),
        ("", "the client session token (…) is empty"),
    ] {
        let response =
            DOCUMENT_RESPONSE.replace("seam_cst1891oqCmD_6dBwV8PJ2Fsoe9dWYVyMfVHq", token);
        let server = Server::start(vec![Reply::Close(http("200 OK", &response))]);
        let gateway = client(server.url(), Credential::api_key(API_KEY));
        let error = gateway.with_session_for("jane").unwrap_err();
        assert!(matches!(error, Error::Invalid(_)), "{error:?}");
        assert_eq!(error.to_string(), sentence);
    }
}

// Without TLS, a client cannot use the defaults.
#[cfg(feature = "tls")]
#[test]
fn an_invalid_publishable_key_or_no_user_is_refused_before_anything_is_sent() {
    for (key, user, sentence) in [
        (
            "seam_hunter2",
            "jane",
            "the publishable key looks like an API key (seam_…), \
             which belongs in Credential::api_key or SEAM_API_KEY",
        ),
        (
            PUBLISHABLE_KEY,
            "",
            "a publishable key can only create sessions for a user_identifier_key: set one",
        ),
    ] {
        let error = Seam::from_publishable_key(key, user).unwrap_err();
        assert!(matches!(error, Error::Invalid(_)), "{error:?}");
        assert_eq!(error.to_string(), sentence);
    }
}

/// With a builder's defaults it would call Seam: a proxy in the environment shows the request without Seam.
#[cfg(feature = "tls")]
#[test]
fn from_a_publishable_key_seam_returns_the_session() {
    const RUN: &str = "SEAM_CLIENT_TEST_FROM_PUBLISHABLE_KEY";
    if std::env::var_os(RUN).is_some() {
        let error = Seam::from_publishable_key(PUBLISHABLE_KEY, "jane").unwrap_err();
        println!("{error}");
        return;
    }
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::process::Stdio;

    let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
    let child = support::command(std::env::current_exe().unwrap())
        .args(["from_a_publishable_key_seam_returns_the_session", "--exact", "--nocapture"])
        .env(RUN, "1")
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .env_remove("https_proxy")
        .env("HTTPS_PROXY", format!("http://{}", proxy.local_addr().unwrap()))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut stream, _) = proxy.accept().unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    stream.write_all(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n").unwrap();
    drop((stream, proxy));
    let output = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert!(head.starts_with(b"CONNECT connect.getseam.com:443 HTTP/1.1\r\n"));
    let sentence = "could not connect for /client_sessions/get_or_create: the proxy 127.0.0.1:";
    assert!(output.contains(sentence), "{output}");
}

#[test]
fn a_session_that_has_ended_says_how() {
    let fake = FakeSeam::start();
    let gateway = client(fake.url(), Credential::api_key(API_KEY));
    let over = |user: &str| {
        let seam = gateway.with_session_for(user).unwrap();
        let id = seam.session().unwrap().client_session_id.clone();
        (seam, id)
    };
    let kind = |seam: &Seam| match seam.client_sessions().get(Get::new()) {
        Err(Error::Api(error)) => {
            (error.status(), error.error_type().unwrap_or_default().to_owned())
        }
        other => panic!("{other:?}"),
    };

    let (seam, id) = over("expired");
    fake.expire(&id);
    assert_eq!(kind(&seam), (401, "client_session_expired".to_owned()));

    let (seam, id) = over("revoked");
    gateway.client_sessions().revoke(Revoke::new(&id)).unwrap();
    assert_eq!(kind(&seam), (401, "client_session_revoked".to_owned()));

    let (seam, id) = over("deleted");
    gateway.client_sessions().delete(Delete::new(&id)).unwrap();
    assert_eq!(kind(&seam), (401, "client_session_not_found".to_owned()));
}

/// What this crate logged.
struct Warnings;

static WARNINGS: Mutex<Vec<String>> = Mutex::new(Vec::new());

impl log::Log for Warnings {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        if record.target().starts_with("seam_client") {
            WARNINGS.lock().unwrap().push(record.args().to_string());
        }
    }

    fn flush(&self) {}
}

#[test]
fn an_email_address_as_user_key_logs_a_warning_without_showing_it() {
    log::set_logger(&Warnings).unwrap();
    log::set_max_level(log::LevelFilter::Warn);
    let fake = FakeSeam::start();
    let seam = client(fake.url(), Credential::api_key(API_KEY));
    let warned = |user: &str| {
        let sessions = seam.client_sessions();
        sessions.create(Create::new().user_identifier_key(user)).unwrap();
        sessions.get_or_create(GetOrCreate::new().user_identifier_key(user)).unwrap();
        sessions.grant_access(GrantAccess::new().user_identifier_key(user)).unwrap();
        // Reading by the key reveals nothing: no warning.
        sessions.get(Get::new().user_identifier_key(user)).unwrap();
        sessions.list(List::new().user_identifier_key(user)).unwrap();
        std::mem::take(&mut *WARNINGS.lock().unwrap())
    };
    assert_eq!(
        warned("jane.doe@example.com"),
        ["the user_identifier_key looks like an email address: together with a publishable key \
             it is as good as a password, so choose one that is opaque and hard to guess";
            3]
    );
    for user in ["jane_doe", "f3b1c8a05e7d4c2f", "user@7", "@example.com", "jane@"] {
        assert_eq!(warned(user), Vec::<String>::new(), "{user}");
    }
}
