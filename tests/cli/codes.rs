//! Exit codes, the sentence on standard error, and the environment.

mod faults;
mod files;
mod output;

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;

use crate::support::socket::{Reply, Server};
use crate::*;

#[test]
fn a_response_without_its_key_is_an_error() {
    for (body, arguments) in [
        (r#"{"client_session": null, "ok": true}"#, &["client-sessions", "get"][..]),
        (r#"{"client_session": "odd"}"#, &["client-sessions", "get"]),
        (r#"{"ok": true}"#, &["client-sessions", "get"]),
        (r#"{"client_session": null}"#, &["client-sessions", "get", "--raw", "{}"]),
        (r#"{"client_session": null}"#, &["client-sessions", "get", "--field", "token"]),
        (r#"{"client_sessions": null}"#, &["client-sessions", "list"]),
        (r#"{"client_sessions": null}"#, &["client-sessions", "list", "--raw", "{}", "--redact"]),
    ] {
        let mock = Mock::always(200, body);
        let output = seam(&mock.url(), arguments);
        let (code, out, error) = parts(&output);
        assert_eq!((code, out), (6, ""), "{arguments:?} {body}");
        assert!(error.contains("done, but the response has no client_session"), "{error}");
        assert!(!error.contains("odd"), "{error}");
    }
}

#[test]
fn workspace_id_is_rejected_for_credentials_of_one_workspace() {
    let fake = FakeSeam::start();
    let output = seam(&fake.url(), &["client-sessions", "list", "--workspace-id", "w"]);
    let (code, out, error) = parts(&output);
    assert_eq!((code, out), (2, ""));
    assert!(error.contains("--workspace-id only works with a personal access token"), "{error}");
    assert!(fake.requests().is_empty());
}

#[test]
fn exit_codes_tell_what_happened() {
    let fake = FakeSeam::start();
    let output = seam(&fake.url(), &["client-sessions", "get", "--user-identifier-key", "nobody"]);
    let sentence = "seam: Seam refused /client_sessions/get: client_session_not_found: Could not \
                    find client session (status 404, request fake-request-1)\n";
    assert_eq!(parts(&output), (1, "", sentence));

    let (_held, port) = closed_port();
    // The server may be back in a moment.
    let arguments = ["client-sessions", "list", "--timeout", "1"];
    let output = seam(&format!("http://127.0.0.1:{port}"), &arguments);
    let (code, out, error) = parts(&output);
    assert_eq!((code, out), (3, ""));
    let sentence = format!("seam: could not connect to 127.0.0.1:{port} for /client_sessions/list");
    assert!(error.starts_with(&sentence), "{error}");
    assert!(error.contains(" (tried "), "{error}");
    assert!(error.ends_with("; nothing was done\n"), "{error}");
}

#[test]
fn credentials_come_from_the_environment_or_a_file() {
    let fake = FakeSeam::start();
    let session = fake_session(&fake);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = |name: &str, text: &str| {
        let path = folder.join(format!("cli-{}-{name}", std::process::id()));
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let key_file = file("key", &format!("{API_KEY}\r\n"));
    let token_file = file("token", PERSONAL_ACCESS_TOKEN);
    let run = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = command(SEAM);
        command.args(["client-sessions"]).args(arguments).args(["--endpoint", &fake.url()]);
        let output = command.envs(variables.iter().copied()).output().unwrap();
        let (code, _, error) = parts(&output);
        assert!(!error.contains("0123456789"), "{error}");
        (code, error.to_owned())
    };
    let get_or_create = ["get-or-create", "--user-identifier-key", "jane"];
    let get = ["get", "--user-identifier-key", "jane"];
    let done = (0, String::new());
    let pat = ("SEAM_PERSONAL_ACCESS_TOKEN", PERSONAL_ACCESS_TOKEN);
    assert_eq!(run(&get, &[("SEAM_API_KEY", API_KEY)]), done);
    assert_eq!(run(&get, &[pat, ("SEAM_WORKSPACE_ID", WORKSPACE_ID)]), done);
    assert_eq!(run(&[&get[..], &["--workspace-id", WORKSPACE_ID]].concat(), &[pat]), done);
    assert_eq!(run(&get_or_create, &[("SEAM_PUBLISHABLE_KEY", PUBLISHABLE_KEY)]), done);
    assert_eq!(run(&["get"], &[("SEAM_CLIENT_SESSION_TOKEN", &session)]), done);
    assert_eq!(run(&[&get[..], &["--api-key-file", &key_file]].concat(), &[]), done);
    assert_eq!(
        run(&[&get[..], &["--api-key-file", &token_file]].concat(), &[]).1.split(':').nth(1),
        Some(" a personal access token without a workspace can only list and create workspaces")
    );
    let by_file = ["--api-key-file", &token_file, "--workspace-id", WORKSPACE_ID];
    assert_eq!(run(&[&get[..], &by_file].concat(), &[]), done);
    // The file is explicit, so the environment is ignored.
    let other = ("SEAM_API_KEY", "seam_unknown");
    assert_eq!(run(&[&get[..], &["--api-key-file", &key_file]].concat(), &[other]), done);

    for (variables, sentence) in [
        (
            &[][..],
            "seam: no credential in the environment: set SEAM_API_KEY, or \
             SEAM_PERSONAL_ACCESS_TOKEN and SEAM_WORKSPACE_ID, or SEAM_PUBLISHABLE_KEY, or \
             SEAM_CLIENT_SESSION_TOKEN; or give --api-key-file\n",
        ),
        (
            &[("SEAM_API_KEY", API_KEY), ("SEAM_PUBLISHABLE_KEY", PUBLISHABLE_KEY)],
            "seam: the environment has more than one credential: unset all but one of SEAM_API_KEY, SEAM_PUBLISHABLE_KEY\n",
        ),
        (
            &[pat],
            "seam: a personal access token without a workspace can only list and create workspaces: \
             set SEAM_WORKSPACE_ID, or use --workspace-id\n",
        ),
        (
            &[("SEAM_API_KEY", PUBLISHABLE_KEY)],
            "seam: the value of SEAM_API_KEY begins with seam_pk, so it belongs in SEAM_PUBLISHABLE_KEY\n",
        ),
        (
            &[("SEAM_PUBLISHABLE_KEY", "seam_at1_hunter2")],
            "seam: the value of SEAM_PUBLISHABLE_KEY begins with seam_at, \
             so it belongs in SEAM_PERSONAL_ACCESS_TOKEN\n",
        ),
        (
            &[("SEAM_CLIENT_SESSION_TOKEN", "hunter2")],
            "seam: SEAM_CLIENT_SESSION_TOKEN does not look like any of Seam's credentials; \
             a client session token begins with seam_cst\n",
        ),
    ] {
        assert_eq!(run(&get, variables), (2, sentence.to_owned()));
    }
    let (code, error) = run(&["get", "--api-key-file", "/no/such/file"], &[]);
    assert_eq!(code, 2);
    assert!(error.starts_with("seam: --api-key-file \"/no/such/file\": "), "{error}");

    let mut child = command(SEAM)
        .args(["client-sessions", "get", "--user-identifier-key", "jane", "--api-key-file", "-"])
        .env("SEAM_ENDPOINT", fake.url())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(format!("{API_KEY}\n").as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}

#[test]
fn non_utf8_input_is_named_and_nothing_is_sent() {
    let mock = Mock::always(200, DOCUMENT_RESPONSE);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(format!("cli-{}-no-text", std::process::id()));
    std::fs::write(&file, b"seam_hunter2\xff").unwrap();
    let run = |arguments: &[OsString], variables: &[(&str, OsString)]| {
        let mut command = command(SEAM);
        command.env("SEAM_API_KEY", API_KEY).env("SEAM_ENDPOINT", mock.url());
        command.envs(variables.iter().map(|(name, value)| (name, value)));
        command.stdin(std::fs::File::open(&file).unwrap());
        let output = command.args(["client-sessions", "get"]).args(arguments).output().unwrap();
        let (code, out, error) = parts(&output);
        assert_eq!((code, out), (2, ""), "{arguments:?} {variables:?}: {error}");
        error.to_owned()
    };
    let bad = || with_bytes("https://hunter2", &[0xff]);
    for name in VARIABLES {
        let sentence = format!("seam: {name} is not UTF-8 text\n");
        assert_eq!(run(&[], &[(name, bad())]), sentence);
        // Even if an argument replaces it.
        let mut arguments = vec!["--endpoint".into(), mock.url().into()];
        if name == "SEAM_WORKSPACE_ID" {
            arguments.push("--workspace-id=a".into());
        }
        assert_eq!(run(&arguments, &[(name, bad())]), sentence);
    }
    #[cfg(feature = "tls")]
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"] {
        let mut variables = vec![(name, bad()), ("SEAM_ENDPOINT", "https://192.0.2.1".into())];
        if name.eq_ignore_ascii_case("NO_PROXY") {
            variables.push(("HTTPS_PROXY", "http://127.0.0.1:1".into()));
        }
        assert_eq!(run(&[], &variables), format!("seam: {name} is not UTF-8 text\n"));
    }
    for (arguments, sentence) in [
        (vec!["--field".into(), bad()], "--field is not UTF-8 text"),
        (vec![with_bytes("--field=hunter2", &[0xff])], "--field is not UTF-8 text"),
        (vec!["--client-session-id".into(), bad()], "--client-session-id is not UTF-8 text"),
        (vec![bad()], "an argument is not UTF-8 text"),
        (vec!["--raw=-".into()], "the file of --raw is not UTF-8 text"),
        (vec!["--api-key-file=-".into()], "the file of --api-key-file is not UTF-8 text"),
        (
            vec!["--api-key-file".into(), file.clone().into()],
            "the file of --api-key-file is not UTF-8 text",
        ),
    ] {
        assert_eq!(run(&arguments, &[]), format!("seam: {sentence}\n"));
    }
    assert!(mock.requests().is_empty());
}

#[test]
fn an_invalid_variable_is_an_error_that_names_it() {
    let get = |variables: &[(&str, &str)]| {
        let output =
            command(SEAM).args(["client-sessions", "get"]).envs(variables.iter().copied()).output();
        let output = output.unwrap();
        let (code, out, error) = parts(&output);
        assert_eq!((code, out), (2, ""), "{variables:?}: {error}");
        error.to_owned()
    };
    let key = ("SEAM_API_KEY", API_KEY);
    let publishable = ("SEAM_PUBLISHABLE_KEY", PUBLISHABLE_KEY);
    let token = ("SEAM_PERSONAL_ACCESS_TOKEN", PERSONAL_ACCESS_TOKEN);
    for (variables, start) in [
        (
            &[key, ("SEAM_ENDPOINT", " http://127.0.0.1:1")][..],
            "SEAM_ENDPOINT contains white space",
        ),
        (&[publishable, ("SEAM_ENDPOINT", "127.0.0.1:1")], "SEAM_ENDPOINT is not a URL"),
        (&[publishable, ("SEAM_API_URL", "http://127.0.0.1:1/x")], "SEAM_API_URL has a path"),
        (&[("SEAM_API_KEY", " seam_hunter2")], "SEAM_API_KEY (…) contains white space"),
        (&[("SEAM_PUBLISHABLE_KEY", " ")], "SEAM_PUBLISHABLE_KEY (…) contains white space"),
        (
            &[("SEAM_CLIENT_SESSION_TOKEN", "seam_cst1 ")],
            "SEAM_CLIENT_SESSION_TOKEN (seam_cst…) contains white space",
        ),
        (&[token, ("SEAM_WORKSPACE_ID", " a")], "SEAM_WORKSPACE_ID contains white space"),
        (
            &[key, ("SEAM_ENDPOINT", "http://127.0.0.1:1"), ("SEAM_HOST_HEADER", "http://a")],
            "SEAM_HOST_HEADER is more than a host",
        ),
    ] {
        let error = get(variables);
        assert!(error.starts_with(&format!("seam: {start}")), "{error}");
    }
}

#[test]
fn the_host_header_for_a_tls_sidecar_comes_from_the_environment() {
    let mock = Mock::always(200, DOCUMENT_RESPONSE);
    let mut command = command(SEAM);
    command.args(["client-sessions", "get"]).env("SEAM_API_KEY", API_KEY);
    command.env("SEAM_ENDPOINT", mock.url()).env("SEAM_HOST_HEADER", "connect.getseam.com");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(mock.request().header("host"), Some("connect.getseam.com"));
}

#[test]
fn json_errors_prints_one_object() {
    let fake = FakeSeam::start();
    let error = |url: &str, arguments: &[&str]| {
        let output = seam(url, arguments);
        let (code, out, error) = parts(&output);
        assert_eq!((out, error.lines().count()), ("", 1), "{error}");
        (code, serde_json::from_str::<Value>(error).unwrap())
    };
    assert_eq!(
        error(
            &fake.url(),
            &["client-sessions", "create", "--raw", r#"{"expires_at":"soon"}"#, "--json-errors"]
        ),
        (
            1,
            json!({
                "type": "invalid_input",
                "message": "Seam refused /client_sessions/create: invalid_input: Invalid date for \
                            \"expires_at\"; expires_at: Invalid date (status 400, request fake-request-1)",
                "exit_code": 1,
                "done": "no",
                "path": "/client_sessions/create",
                "status": 400,
                "request_id": "fake-request-1",
                "action_attempt_id": null,
                "validation_errors": [{ "parameter": "expires_at", "messages": ["Invalid date"] }],
                "tries": 1,
            })
        )
    );
    let (_held, port) = closed_port();
    let closed = format!("http://127.0.0.1:{port}");
    let (code, output) =
        error(&closed, &["--json-errors", "client-sessions", "list", "--timeout=1"]);
    assert_eq!((code, &output["type"]), (3, &json!("transport")));
    assert_eq!((&output["exit_code"], &output["done"]), (&json!(3), &json!("no")));
    assert_eq!(output["path"], json!("/client_sessions/list"));
    assert!(output["tries"].as_u64().unwrap() > 1, "{output}");
    assert_eq!((&output["status"], &output["request_id"]), (&Value::Null, &Value::Null));
    let (code, output) = error(&closed, &["client-sessions", "lsit", "--json-errors"]);
    assert_eq!(output.get("path"), Some(&Value::Null));
    assert_eq!((code, &output["type"], &output["tries"]), (2, &json!("usage"), &json!(0)));
    let page = b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>".to_vec();
    let portal = Server::start([Reply::Send(page)]);
    let unlock = ["locks", "unlock-door", "--device-id", "a", "--json-errors"];
    let (code, output) = error(&portal.url(), &unlock);
    assert_eq!((code, &output["type"], &output["status"]), (4, &json!("answer"), &json!(200)));
    assert_eq!((&output["exit_code"], &output["done"]), (&json!(4), &json!("unknown")));
    let response_without_it = Mock::always(200, "{}");
    let (code, output) = error(&response_without_it.url(), &unlock);
    assert_eq!((code, &output["type"], &output["done"]), (6, &json!("output"), &json!("yes")));
}

#[cfg(feature = "tls")]
#[test]
fn ca_file_trusts_a_private_authority() {
    use crate::support::socket::http;

    let authority = support::tls::Authority::new();
    let server = authority.serve("localhost", [Reply::Send(http("200 OK", DOCUMENT_RESPONSE))]);
    let url = format!("https://localhost:{}", server.port());
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-authority.pem");
    std::fs::write(&file, authority.pem()).unwrap();
    let file = file.to_str().unwrap();
    let output = seam(&url, &["client-sessions", "get", "--ca-file", file]);
    assert_eq!(parts(&output), (0, DOCUMENT_OUTPUT, ""));
    let output = seam(&url, &["client-sessions", "get", "--ca-file", SEAM]);
    let (code, out, error) = parts(&output);
    assert_eq!((code, out), (2, ""), "{error}");
}
