//! Every failure is one clear error that contains no secret.

#![allow(clippy::unwrap_used, clippy::panic)]

use crate::support;

use std::error::Error as _;
use std::net::TcpListener;
use std::time::Duration;

use seam_client::client_sessions::{Get, GetOrCreate, List};
#[cfg(not(feature = "serde"))]
use seam_client::json::miniserde as codec;
#[cfg(feature = "serde")]
use seam_client::json::serde as codec;
use seam_client::{
    ApiError, Credential, DecodeError, Error, IpFamily, Seam, SeamBuilder, Step, TransportError,
    endpoint,
};
use support::DOCUMENT_RESPONSE;
use support::socket::{Reply, Server, closed_port, http};

const KEY: &str = "seam_fakekey1_0123456789";
const TOKEN: &str = "seam_cst1891oqCmD_6dBwV8PJ2Fsoe9dWYVyMfVHq";

fn builder(endpoint: &str) -> SeamBuilder {
    Seam::builder(Credential::api_key(KEY).unwrap()).endpoint(endpoint)
}

fn fail(builder: SeamBuilder) -> Error {
    let seam = builder.build().unwrap();
    let error = sound(seam.client_sessions().get_or_create(GetOrCreate::new()).unwrap_err());
    assert_eq!(error.path(), Some("/client_sessions/get_or_create"));
    if !matches!(error, Error::Invalid(_)) {
        assert!(error.to_string().contains(" /client_sessions/get_or_create"), "{error}");
    }
    error
}

/// Makes a call that fails, and checks that its error is one sentence without a secret.
fn sound(error: Error) -> Error {
    let sentence = error.to_string();
    // `main` prints the `Debug` form of an error that it returns.
    assert_eq!(format!("{error:?}"), sentence);
    for text in [&sentence, &format!("{error:#?}"), &format!("{:?}", error.source())] {
        assert!(!text.contains(KEY) && !text.contains(TOKEN), "{text}");
    }
    assert!(!sentence.contains(char::is_control), "{sentence:?}");
    assert!(!sentence.ends_with('.'), "{sentence}");
    error
}

/// The error of a call whose response is these bytes.
fn error_from(bytes: Vec<u8>) -> Error {
    fail(builder(&Server::start(vec![Reply::Close(bytes)]).url()))
}

/// A response that Seam did not write: it has no request ID.
fn not_seams(status: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn api(error: Error) -> ApiError {
    match error {
        Error::Api(error) => *error,
        error => panic!("{error:?}"),
    }
}

fn decode(error: Error) -> DecodeError {
    match error {
        Error::Decode(error) => *error,
        error => panic!("{error:?}"),
    }
}

fn transport(error: Error) -> TransportError {
    match error {
        Error::Transport(error) => *error,
        error => panic!("{error:?}"),
    }
}

#[test]
fn the_error_type_stays_small() {
    assert!(size_of::<Error>() <= 2 * size_of::<usize>());
}

#[test]
fn a_401_keeps_the_servers_own_type() {
    for kind in [
        "unauthorized",
        "client_session_expired",
        "client_session_revoked",
        "client_session_not_found",
    ] {
        let body = format!(r#"{{"error":{{"type":"{kind}","message":"No,\nreally"}},"ok":false}}"#);
        let error = error_from(http("401 Unauthorized", &body));
        assert_eq!(error.status(), Some(401));
        assert_eq!(error.request_id(), Some("request-1"));
        assert_eq!(
            error.to_string(),
            format!(
                "Seam refused /client_sessions/get_or_create: {kind}: No, really (status 401, request request-1)"
            )
        );
        let error = api(error);
        assert_eq!(error.status(), 401);
        assert_eq!(error.error_type(), Some(kind));
        assert_eq!(error.message(), "No, really");
        assert_eq!(error.request_id(), Some("request-1"));
        assert!(error.validation_errors().is_empty());
    }
}

#[test]
fn validation_errors_are_grouped_by_parameter() {
    let error = error_from(http(
        "400 Bad Request",
        r#"{"error":{"type":"invalid_input","message":"Bad input","stack":"Error: …",
        "validation_errors":{"_errors":[],
        "connect_webview_ids":{"_errors":["Expected array, received number"]},
        "connected_account_ids":{"_errors":[],"1":{"_errors":["Invalid uuid","Too short"]}}}},
        "ok":false}"#,
    ));
    assert_eq!(
        error.to_string(),
        "Seam refused /client_sessions/get_or_create: invalid_input: Bad input; \
         connect_webview_ids: Expected array, received number; \
         connected_account_ids.1: Invalid uuid, Too short (status 400, request request-1)"
    );
    let error = api(error);
    let errors = error.validation_errors();
    assert_eq!(errors[0].parameter, "connect_webview_ids");
    assert_eq!(errors[0].messages, ["Expected array, received number"]);
    assert_eq!(errors[1].parameter, "connected_account_ids.1");
    assert_eq!(errors[1].messages, ["Invalid uuid", "Too short"]);
}

#[test]
fn an_error_response_not_from_seam_keeps_its_status() {
    for (status, body, message) in [
        ("502 Bad Gateway", "<html>\r\n<h1>Bad  Gateway</h1>", "<html> <h1>Bad Gateway</h1>"),
        ("502 Bad Gateway", "\n <p style=\"{}\">", "<p style=\"{}\">"),
        ("503 Service Unavailable", "no healthy upstream", "no healthy upstream"),
        ("500 Internal Server Error", "", ""),
        ("503 Service Unavailable", "  \n", ""),
        // JSON, or what may be the beginning of some, may be Seam's.
        ("422 Unprocessable Entity", r#"{"message":"odd"}"#, ""),
        ("404 Not Found", r#"{"error":"odd"}"#, ""),
        ("400 Bad Request", r#"{"error":{"type":"half"#, ""),
        ("400 Bad Request", r#"odd","ok":false}"#, ""),
        ("400 Bad Request", " 4711 ", ""),
        ("418 I'm a teapot", "null", ""),
        ("599 Odd", "\0\u{7f}x\ty", "x y"),
    ] {
        for (response, id, message) in
            [(not_seams(status, body), None, message), (http(status, body), Some("request-1"), "")]
        {
            let error = api(error_from(response));
            assert_eq!(error.status(), status[..3].parse::<u16>().unwrap());
            assert_eq!(error.error_type(), None);
            assert_eq!((error.message(), error.request_id()), (message, id));
        }
    }
    let error = error_from(http("500 Internal Server Error", "")).to_string();
    assert_eq!(
        error,
        "the server refused /client_sessions/get_or_create (status 500, request request-1)"
    );
}

#[test]
fn a_truncated_error_response_keeps_its_status() {
    let whole = r#"{"error":{"type":"unauthorized","message":"No"},"ok":false}"#;
    let cut = format!("HTTP/1.1 401 Unauthorized\r\ncontent-length: 500\r\n\r\n{whole}");
    // The whole body has come.
    assert_eq!(api(error_from(cut.into_bytes())).error_type(), Some("unauthorized"));

    for (start, message) in [("{\"error\":", ""), ("<html>...", "<html>...")] {
        let head = "HTTP/1.1 401 Unauthorized\r\ntransfer-encoding: chunked\r\n\r\n9\r\n";
        let error = api(error_from(format!("{head}{start}").into_bytes()));
        assert_eq!((error.status(), error.message()), (401, message));
        assert_eq!(error.request_id(), None);
    }

    let never = "HTTP/1.1 403 Forbidden\r\ncontent-length: 500\r\n\r\n";
    let error = api(error_from(never.as_bytes().to_vec()));
    assert_eq!((error.status(), error.message()), (403, ""));
}

#[test]
fn a_refusal_that_is_not_utf_8_still_has_its_status() {
    let mut bytes = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 4\r\n\r\n".to_vec();
    bytes.extend([0xff, 0xfe, b'x', 0x80]);
    assert_eq!(api(error_from(bytes)).message(), "\u{fffd}\u{fffd}x\u{fffd}");
}

#[test]
fn a_web_page_instead_of_a_response_is_called_one() {
    let page = "<!doctype html><title>Welcome to Hotel Wi-Fi</title>";
    let error = error_from(not_seams("200 OK", page));
    assert_eq!(
        error.to_string(),
        "the response to /client_sessions/get_or_create could not be understood: it is a web page, not JSON: a captive portal or a \
         proxy may be responding in Seam's place (status 200); it begins: \
         <!doctype html><title>Welcome to Hotel Wi-Fi</title>"
    );
    assert!(decode(error).reason().contains("captive portal"));
    assert_eq!(decode(error_from(http("200 OK", page))).excerpt(), "");
}

#[test]
fn a_body_that_is_not_a_response_says_what_is_wrong() {
    let no_session = "it is JSON, but has no client_session as Seam documents it: ";
    let missing = "client_session is missing";
    for (body, reason, detail) in [
        ("", "it is empty", ""),
        ("not JSON", "it is not JSON", ""),
        (r#"{"client_session":{"client_session_id""#, "it is not JSON", ""),
        ("{}", no_session, missing),
        (r#"{"ok":true}"#, no_session, missing),
        (r#"{"client_session":null,"ok":true}"#, no_session, "client_session is null"),
        (
            r#"{"client_session":{"token":"seam_cst1891oqCmD_6dBwV8PJ2Fsoe9dWYVyMfVHq"}}"#,
            no_session,
            "client_session: client_session_id is missing",
        ),
        (
            r#"{"client_session":"seam_cst1891oqCmD_6dBwV8PJ2Fsoe9dWYVyMfVHq"}"#,
            no_session,
            "client_session: expected an object",
        ),
        ("[]", no_session, "expected an object"),
    ] {
        for (response, id) in
            [(http("200 OK", body), Some("request-1")), (not_seams("200 OK", body), None)]
        {
            let error = decode(error_from(response));
            assert_eq!(error.reason(), format!("{reason}{detail}"), "{body}");
            assert_eq!((error.status(), error.request_id()), (200, id));
            assert_eq!(error.excerpt(), "");
        }
    }
    let error = decode(error_from(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()));
    assert_eq!((error.status(), error.reason()), (204, "it is empty"));
}

endpoint! {
    struct ListCodes {}
    post "/access_codes/list";
    response "access_codes": Vec<AccessCode>, by codec;
}

endpoint! {
    struct FindCode {}
    post "/access_codes/get";
    response "access_code": Option<AccessCode>, by codec;
}

#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde_derive::Deserialize))]
#[cfg_attr(not(feature = "serde"), derive(miniserde::Deserialize))]
#[allow(dead_code)]
struct AccessCode {
    code: String,
    slot: Option<u8>,
    names: Option<Vec<String>>,
    #[cfg(feature = "serde")]
    kind: Option<Kind>,
}

#[cfg(feature = "serde")]
#[derive(Debug, serde_derive::Deserialize)]
enum Kind {
    Ongoing,
}

#[test]
fn no_error_carries_a_value_that_seam_sent() {
    const PIN: &str = "471147";
    const WEBVIEW: &str = "odd-webview-token";
    const VALUES: [&str; 4] = [
        "471147",
        "\"471147\"",
        r#"{"471147":"odd-webview-token","code":"471147"}"#,
        r#"["odd-webview-token",471147]"#,
    ];
    let mut bodies = Vec::new();
    for value in VALUES {
        for member in ["code", "slot", "names", "kind", PIN, WEBVIEW] {
            let code = format!(r#"{{"code":"{PIN}","{member}":{value}}}"#);
            let bare = format!(r#"{{"{member}":{value}}}"#);
            bodies.push(format!(r#"{{"access_codes":[{code},{bare}],"access_code":{bare}}}"#));
        }
        for body in [
            value.to_owned(),
            format!(r#"{{"access_codes":{value},"access_code":{value},"ok":true}}"#),
            format!(r#"{{"client_session":{value},"client_sessions":[{value}],"code":{value}}}"#),
            format!(r#"{{"error":{value}}}"#),
            format!(r#"{{"error":{{"type":"t","message":"m","data":{value}}}}}"#),
            format!("[{value}]"),
            format!("\u{feff}{{\"code\":{value}}}"),
            format!("  \r\n{{\"code\":{value}"),
            format!(r#","code":{value}}}"#),
            format!("{{\"code\":{value}}} {{\"code\":{value}}}"),
        ] {
            bodies.push(body);
        }
    }
    let clean = |error: Error, body: &str| {
        let error = sound(error);
        let mut texts = vec![error.to_string(), format!("{error:?}"), format!("{error:#?}")];
        let mut cause = error.source();
        while let Some(error) = cause {
            texts.extend([error.to_string(), format!("{error:?}")]);
            cause = error.source();
        }
        for text in texts {
            assert!(!text.contains("4711") && !text.contains("webview"), "{body}: {text}");
        }
    };
    let mut errors = 0;
    for status in ["200 OK", "302 Found", "400 Bad Request", "500 Oops"] {
        let response = |body| [http(status, body), not_seams(status, body)];
        let responses: Vec<_> = bodies.iter().flat_map(|body| response(body)).collect();
        let times = 5;
        let script = responses.into_iter().flat_map(move |response| {
            std::iter::repeat_with(move || Reply::Send(response.clone())).take(times)
        });
        let server = Server::start(script.collect::<Vec<_>>());
        let seam = builder(&server.url()).retries(0).build().unwrap();
        for body in bodies.iter().flat_map(|body| [body, body]) {
            let results = [
                seam.call(&ListCodes::new()).map(drop),
                seam.call(&FindCode::new()).map(drop),
                seam.call(&List::new()).map(drop),
                seam.call_for_json(&Get::new()).map(drop),
                seam.call_json("/access_codes/get", "{}").map(drop),
            ];
            assert_eq!(results.len(), times);
            for error in results.into_iter().filter_map(Result::err) {
                errors += 1;
                clean(error, body);
            }
        }
    }
    assert!(errors > 1_000, "{errors}");
    // A body that is larger than the limit: only its beginning is read.
    let body = format!(r#"{{"code":"{PIN}","rest":"{}"}}"#, "x".repeat(1_000));
    let server = Server::start([Reply::Close(not_seams("200 OK", &body))]);
    clean(fail(builder(&server.url()).max_response_size(100)), "too large");
}

#[test]
fn a_response_without_its_field_is_an_error() {
    for (body, reason) in [
        (r#"{"access_code":null,"client_session":null,"ok":true}"#, "is null"),
        (r#"{"access_code" : null , "client_session":1,"client_session" : null }"#, "is null"),
        (r#"{"ok":true}"#, "is missing"),
        (r#"{"data":{"access_code":{"code":"1"},"client_session":{}}}"#, "is missing"),
        ("{}", "is missing"),
    ] {
        let server = Server::start([0; 4].map(|_| Reply::Send(http("200 OK", body))));
        let seam = builder(&server.url()).build().unwrap();
        let call = |results: Result<(), Error>| decode(sound(results.unwrap_err()));
        for (key, error) in [
            ("access_code", call(seam.call(&FindCode::new()).map(drop))),
            ("access_code", call(seam.call_for_json(&FindCode::new()).map(drop))),
            ("client_session", call(seam.call(&Get::new()).map(drop))),
            ("client_session", call(seam.call_for_json(&Get::new()).map(drop))),
        ] {
            let start = format!("it is JSON, but has no {key} as Seam documents it: ");
            assert_eq!(error.reason(), format!("{start}{key} {reason}"), "{body}");
            assert_eq!(error.status(), 200);
        }
    }
}

#[test]
fn a_lone_surrogate_loses_no_other_data() {
    // Half an emoji, as a program leaves it that cuts text: in a value that is read, in one that is not, and in a name.
    let half = DOCUMENT_RESPONSE.replace("\"jane_doe\"", r#""jane \ud83d""#).replacen(
        '{',
        r#"{"new\udd11":["\ud83d",{"\ud83dx":"\udd11\ud83d"},1e999],"#,
        1,
    );
    let responses = [half.clone(), half.clone(), half.clone()];
    let server = Server::start(responses.map(|body| Reply::Send(http("200 OK", &body))));
    let seam = builder(&server.url()).build().unwrap();
    let session = seam.client_sessions().get(Get::new()).unwrap();
    assert_eq!(session.user_identifier_key.as_deref(), Some("jane \u{fffd}"));
    // The text is unchanged.
    assert_eq!(seam.call_for_json(&Get::new()).unwrap(), half);
    assert_eq!(seam.call_json("/client_sessions/get", "{}").unwrap(), half);

    let body = r#"{"a\ud83d":"\udd11","error":{"data":{"name":"\ud83d","n":-1e999},"\ud83d":1,
        "type":"client_session_expired","message":"No \ud83d","validation_errors":
        {"\ud83d":{"_errors":["\ud83d\udd11 \udd11"]}}}}"#;
    let error = api(error_from(http("401 Unauthorized", body)));
    assert_eq!(error.error_type(), Some("client_session_expired"));
    assert_eq!(error.message(), "No \u{fffd}");
    assert_eq!(error.validation_errors()[0].to_string(), "\u{fffd}: 🔑 \u{fffd}");
}

#[test]
fn a_response_that_is_not_utf_8_is_an_error() {
    let mut bytes = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n".to_vec();
    bytes.extend([0xc3, 0x28]);
    assert_eq!(decode(error_from(bytes)).reason(), "it is not UTF-8 text");
}

#[test]
fn an_excerpt_is_short() {
    let error = decode(error_from(not_seams("200 OK", &format!("<p>{}", "é ".repeat(10_000)))));
    assert_eq!(error.excerpt().chars().count(), 201);
    assert!(error.excerpt().ends_with('…'));
}

#[test]
fn a_secret_that_the_server_echoes_is_not_shown() {
    let echo =
        format!("key {KEY} token {TOKEN} jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.c2ln");
    let shown = "key seam_… token seam_cst… jwt ey…";
    let body = format!(
        r#"{{"error":{{"type":"{KEY}","message":"{echo}",
        "validation_errors":{{"_errors":["{echo}"],"{KEY}":{{"_errors":["x"]}}}}}}}}"#
    );
    let error = api(error_from(http("400 Bad Request", &body)));
    assert_eq!(error.error_type(), Some("seam_…"));
    assert_eq!(error.message(), shown);
    assert_eq!(error.validation_errors()[0].messages, [shown]);
    assert_eq!(error.validation_errors()[1].parameter, "seam_…");

    assert_eq!(api(error_from(not_seams("500 Oops", &echo))).message(), shown);
    let page = decode(error_from(not_seams("200 OK", &format!("<p>{echo}"))));
    assert_eq!(page.excerpt(), format!("<p>{shown}"));

    let id = format!("HTTP/1.1 500 Oops\r\nseam-request-id: x {KEY}\r\ncontent-length: 0\r\n\r\n");
    assert_eq!(api(error_from(id.into_bytes())).request_id(), Some("x seam_…"));
}

#[test]
fn a_redirect_is_not_followed() {
    for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"] {
        let second = Server::start(vec![Reply::Close(http("200 OK", DOCUMENT_RESPONSE))]);
        let location = format!("http://127.0.0.1:{}/login?secret=x", second.port());
        let first = Server::start(vec![Reply::Send(
            format!("HTTP/1.1 {status}\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n")
                .into_bytes(),
        )]);
        let error = decode(fail(builder(&first.url())));
        assert_eq!(
            error.reason(),
            "it is a redirect to 127.0.0.1, which the client does not follow; check the endpoint"
        );
        assert_eq!(error.status(), status[..3].parse::<u16>().unwrap());
        assert_eq!(first.requests().len(), 1);
        assert_eq!(second.connections(), 0);
    }
    for (location, place) in [
        ("location: /elsewhere\r\n", "another path of the same host"),
        ("location: http://user:password@evil.example/\r\n", "evil.example"),
        ("location: http://[\r\n", "an address that is not a URL"),
        ("", "no location"),
    ] {
        let response = format!("HTTP/1.1 302 Found\r\n{location}content-length: 0\r\n\r\n");
        let reason = format!(
            "it is a redirect to {place}, which the client does not follow; check the endpoint"
        );
        assert_eq!(decode(error_from(response.into_bytes())).reason(), reason);
    }
}

#[test]
fn a_body_over_the_limit_names_the_limit_and_the_setting() {
    let size = DOCUMENT_RESPONSE.len();
    let serve = || Server::start(vec![Reply::Close(http("200 OK", DOCUMENT_RESPONSE))]);

    let just_fits = builder(&serve().url()).max_response_size(size).build().unwrap();
    just_fits.client_sessions().get_or_create(GetOrCreate::new()).unwrap();

    let error = decode(fail(builder(&serve().url()).max_response_size(size - 1)));
    let limit = size - 1;
    assert_eq!(
        error.reason(),
        format!(
            "it is larger than the limit of {limit} bytes; raise SeamBuilder::max_response_size"
        )
    );

    let endless = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_owned()
        + &format!("{:x}\r\n{}\r\n", 2 << 20, " ".repeat(2 << 20));
    assert!(decode(error_from(endless.into_bytes())).reason().contains("1048576 bytes"));
}

#[test]
fn a_limit_of_any_size_does_not_panic() {
    for length in ["2", "99999999999", "9999999999999999999", "99999999999999999999999"] {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{{}}");
        let server = Server::start(vec![Reply::Close(head.into_bytes())]);
        fail(builder(&server.url()).max_response_size(usize::MAX));
    }
    let large = " ".repeat(20 << 20);
    let server = Server::start(vec![Reply::Close(http("200 OK", &large))]);
    let error = fail(builder(&server.url()).max_response_size(usize::MAX));
    assert_eq!(decode(error).reason(), "it is empty");
}

#[test]
fn a_host_without_an_address_of_the_family_fails_to_resolve() {
    let error = transport(fail(builder("http://[::1]:9").ip_family(IpFamily::V4)));
    assert_eq!(error.step(), Step::Resolve);
    assert_eq!(
        error.to_string(),
        "could not find the address of [::1]:9 for /client_sessions/get_or_create: it has no address of the \
         wanted family"
    );
}

/// The system's resolver refuses this name: a label has at most 63 characters.
#[cfg(feature = "tls")]
#[test]
fn a_name_that_no_one_knows_fails_to_resolve() {
    let name = format!("https://{}.invalid", "a".repeat(64));
    let error = transport(fail(builder(&name).proxy(seam_client::Proxy::none()).retries(0)));
    assert_eq!(error.step(), Step::Resolve);
    assert!(error.to_string().starts_with("could not find the address of aaaa"), "{error}");
    assert!(error.source().unwrap().is::<std::io::Error>());
}

#[test]
fn a_port_where_no_one_listens_fails_to_connect() {
    let (_held, port) = closed_port();
    let error = transport(fail(builder(&format!("http://127.0.0.1:{port}")).retries(0)));
    assert_eq!(error.step(), Step::Connect);
    let sentence =
        format!("could not connect to 127.0.0.1:{port} for /client_sessions/get_or_create: ");
    assert!(error.to_string().starts_with(&sentence), "{error}");
    let cause = error.source().unwrap().downcast_ref::<std::io::Error>().unwrap();
    assert_eq!(cause.kind(), std::io::ErrorKind::ConnectionRefused);
}

#[test]
fn a_connection_that_breaks_while_sending_says_so() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || drop(listener.accept()));
    let seam = builder(&url).retries(0).build().unwrap();
    // Larger than any socket's buffers.
    let key = "x".repeat(16 << 20);
    let request = GetOrCreate::new().user_identifier_key(&key);
    let error = transport(seam.client_sessions().get_or_create(request).unwrap_err());
    server.join().unwrap();
    assert_eq!(error.step(), Step::Send, "{error}");
    assert!(
        error.to_string().contains("broke while /client_sessions/get_or_create was sent"),
        "{error}"
    );
    assert!(error.source().is_some());
}

#[test]
fn a_connection_that_breaks_before_the_whole_response_says_so() {
    for cut in ["", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"client"] {
        let error = transport(error_from(cut.as_bytes().to_vec()));
        assert_eq!(error.step(), Step::Receive, "{cut:?}");
        let sentence = "broke before the whole response to /client_sessions/get_or_create arrived";
        assert!(error.to_string().contains(sentence), "{error}");
        assert!(error.source().is_some());
    }
}

#[test]
fn a_response_that_is_not_http_says_so() {
    for bytes in ["SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n", "\u{0}\u{1}\r\n\r\n"] {
        let error = transport(error_from(bytes.as_bytes().to_vec()));
        assert_eq!(error.step(), Step::Receive);
        assert!(
            error.to_string().contains("to /client_sessions/get_or_create is not valid HTTP"),
            "{error}"
        );
    }
}

#[test]
fn endless_headers_are_an_error() {
    let long = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "x".repeat(1 << 20));
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "x: y\r\n".repeat(10_000));
    for head in [long, many] {
        let error = transport(error_from(head.into_bytes()));
        assert_eq!(error.step(), Step::Receive, "{error}");
    }
}

#[test]
fn a_silent_server_ends_the_call_at_the_deadline() {
    let server = Server::start(vec![Reply::Silence]);
    let timeout = Duration::from_millis(200);
    let error = transport(fail(builder(&server.url()).timeout(timeout)));
    assert_eq!(error.step(), Step::Deadline);
    let host = format!("127.0.0.1:{}", server.port());
    assert_eq!(
        error.to_string(),
        format!("no response from {host} to /client_sessions/get_or_create within 200ms")
    );
}

#[test]
fn a_stalled_body_ends_the_call_at_the_deadline() {
    let stops = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec();
    let server = Server::start(vec![Reply::Send(stops)]);
    let error = transport(fail(builder(&server.url()).timeout(Duration::from_millis(200))));
    assert_eq!(error.step(), Step::Deadline);
}

#[test]
fn a_timeout_of_any_length_does_not_panic() {
    let server = Server::start(vec![Reply::Close(http("200 OK", DOCUMENT_RESPONSE))]);
    let seam = builder(&server.url()).timeout(Duration::MAX).connect_timeout(Duration::MAX);
    seam.build().unwrap().client_sessions().get_or_create(GetOrCreate::new()).unwrap();
}
