//! The command `seam`, as a shell script meets it: arguments in, answers and exit codes out.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use support::DOCUMENT_ANSWER;
use support::fake_seam::{
    API_KEY, FRONT_DOOR, FakeSeam, PERSONAL_ACCESS_TOKEN, PUBLISHABLE_KEY, WORKSPACE_ID,
};
use support::mock::Mock;
use support::socket::closed_port;

const SEAM: &str = env!("CARGO_BIN_EXE_seam");

/// The document's own command, and what it prints.
const DOCUMENT_COMMAND: &str = r#"seam client-sessions get-or-create --user_identifier_key "jane_doe" --connect_webview_ids ["5e297cfe-23df-4638-bb87-08c4f0f8233b"] --connected_account_ids ["f87f0ab7-b8d7-44aa-9e59-3239b209570e"] --user_identity_id "71ff7f71-2cf4-458a-8db4-6ad539c8b66a" --expires_at "2025-06-18T06:10:42.000Z""#;
const DOCUMENT_OUTPUT: &str = r#"{
  "client_session_id": "c2cbd177-1ace-414b-bb1e-9f129e4a05c1",
  "connect_webview_ids": ["5e297cfe-23df-4638-bb87-08c4f0f8233b"],
  "connected_account_ids": ["f87f0ab7-b8d7-44aa-9e59-3239b209570e"],
  "created_at": "2025-06-15T16:54:17.946309Z",
  "customer_id": "e387e15f-be27-47ad-881f-4a6fc5460c57",
  "device_count": 1,
  "expires_at": "2025-06-18T06:10:42.000Z",
  "token": "seam_cst1891oqCmD_6dBwV8PJ2Fsoe9dWYVyMfVHq",
  "user_identifier_key": "jane_doe",
  "user_identity_id": "71ff7f71-2cf4-458a-8db4-6ad539c8b66a",
  "workspace_id": "b887bf84-9849-4454-a562-cf84293d9781"
}
"#;

/// A command without any variable of Seam's, or of a proxy.
fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let upper = name.to_string_lossy().to_ascii_uppercase();
        if upper.starts_with("SEAM_") || upper.ends_with("_PROXY") {
            command.env_remove(name);
        }
    }
    command.stdin(Stdio::null());
    command
}

fn seam(url: &str, arguments: &[&str]) -> Output {
    let mut command = command(SEAM);
    command.args(arguments).env("SEAM_API_KEY", API_KEY).env("SEAM_ENDPOINT", url);
    command.output().unwrap()
}

/// A script in bash, with a key.
fn script(url: &str, script: &str) -> Output {
    let mut command = command("bash");
    command.args(["-c", script]).env("SEAM_API_KEY", API_KEY).env("SEAM_ENDPOINT", url);
    command.output().unwrap()
}

/// Exit code, standard output, standard error.
fn parts(output: &Output) -> (i32, &str, &str) {
    let text = |bytes| std::str::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// What the command sends: path and body.
fn sent(arguments: &[&str]) -> (String, Value) {
    let mut answer: Value = serde_json::from_str(DOCUMENT_ANSWER).unwrap();
    answer["client_sessions"] = json!([answer["client_session"]]);
    let mock = Mock::answering(200, &answer.to_string());
    let output = seam(&mock.url(), arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    let request = mock.request();
    (request.path, serde_json::from_str(&request.body).unwrap())
}

fn usage(arguments: &[&str]) -> String {
    let mock = Mock::answering(200, DOCUMENT_ANSWER);
    let output = seam(&mock.url(), arguments);
    let (code, out, error) = parts(&output);
    assert_eq!((code, out), (2, ""), "{arguments:?}: {error}");
    assert!(mock.requests().is_empty());
    error.to_owned()
}

#[test]
fn the_documents_command_prints_the_documents_answer_in_every_shell() {
    let folder = Path::new(SEAM).parent().unwrap().to_str().unwrap();
    let path = format!("{folder}:{}", std::env::var("PATH").unwrap());
    for shell in [&["bash"][..], &["dash"], &["busybox", "sh"]] {
        // bash is everywhere that this runs; the others may not be.
        if shell != ["bash"] && command(shell[0]).arg("--help").output().is_err() {
            println!("skipped: there is no {}", shell[0]);
            continue;
        }
        let mock = Mock::answering(200, DOCUMENT_ANSWER);
        let output = command(shell[0])
            .args(&shell[1..])
            .args(["-c", DOCUMENT_COMMAND])
            .env("PATH", &path)
            .env("SEAM_API_KEY", API_KEY)
            .env("SEAM_ENDPOINT", mock.url())
            .output()
            .unwrap();
        assert_eq!(parts(&output), (0, DOCUMENT_OUTPUT, ""), "{shell:?}");
        let body: Value = serde_json::from_str(&mock.request().body).unwrap();
        assert_eq!(
            body,
            json!({
                "user_identifier_key": "jane_doe",
                "connect_webview_ids": ["5e297cfe-23df-4638-bb87-08c4f0f8233b"],
                "connected_account_ids": ["f87f0ab7-b8d7-44aa-9e59-3239b209570e"],
                "user_identity_id": "71ff7f71-2cf4-458a-8db4-6ad539c8b66a",
                "expires_at": "2025-06-18T06:10:42.000Z",
            })
        );
    }
}

#[test]
fn each_endpoint_has_a_command_with_its_own_flags() {
    for (arguments, path, body) in [
        (&["client-sessions", "get-or-create"][..], "get_or_create", json!({})),
        (
            &["client-sessions", "create", "--customer-key", "a", "--customer_id=b"],
            "create",
            json!({ "customer_key": "a", "customer_id": "b" }),
        ),
        (
            &["client_sessions", "get", "--client_session_id", "a"],
            "get",
            json!({ "client_session_id": "a" }),
        ),
        (
            &["client-sessions", "list", "--without-user-identifier-key", "--connect-webview-id=a"],
            "list",
            json!({ "connect_webview_id": "a", "without_user_identifier_key": true }),
        ),
        (
            &["client-sessions", "list", "--without_user_identifier_key", "false"],
            "list",
            json!({ "without_user_identifier_key": false }),
        ),
        (
            &["client-sessions", "list", "--without_user_identifier_key=true"],
            "list",
            json!({ "without_user_identifier_key": true }),
        ),
        (
            &[
                "client-sessions",
                "grant_access",
                "--client-session-id=a",
                "--connect-webview-ids",
                "b",
            ],
            "grant_access",
            json!({ "client_session_id": "a", "connect_webview_ids": ["b"] }),
        ),
        (
            &["client-sessions", "revoke", "--client-session-id", "a"],
            "revoke",
            json!({ "client_session_id": "a" }),
        ),
        (
            &["--timeout", "9.5", "client-sessions", "delete", "--client-session-id", "a"],
            "delete",
            json!({ "client_session_id": "a" }),
        ),
    ] {
        assert_eq!(sent(arguments), (format!("/client_sessions/{path}"), body), "{arguments:?}");
    }
}

#[test]
fn a_list_is_written_in_any_of_five_ways() {
    for (flags, items) in [
        (&["--connect_webview_ids", "[a]"][..], &["a"][..]),
        (&["--connect_webview_ids", "[a,b]"], &["a", "b"]),
        (&["--connect_webview_ids", r#"["a","b"]"#], &["a", "b"]),
        (&["--connect_webview_ids", r#"[ "a,b", "\"" ]"#], &["a,b", "\""]),
        (&["--connect_webview_ids", "a,b"], &["a", "b"]),
        (&["--connect_webview_ids", "a"], &["a"]),
        (&["--connect_webview_ids", "a", "--connect-webview-ids=b,c"], &["a", "b", "c"]),
        (&["--connect_webview_ids", "[]"], &[]),
        (&["--connect_webview_ids", ""], &[]),
    ] {
        let arguments = [&["client-sessions", "get-or-create"], flags].concat();
        assert_eq!(sent(&arguments).1, json!({ "connect_webview_ids": items }), "{flags:?}");
    }
}

#[test]
fn values_of_any_kind_arrive_as_they_are() {
    for value in ["", " ", "a b", "-x", "--user_identity_id", "=", "a=b", "\"", "é🔑", "[a]"] {
        let spaced = ["client-sessions", "get-or-create", "--user_identifier_key", value];
        let joined = format!("--user-identifier-key={value}");
        for arguments in [&spaced[..], &["client-sessions", "get-or-create", &joined]] {
            assert_eq!(sent(arguments).1, json!({ "user_identifier_key": value }), "{arguments:?}");
        }
    }
}

#[test]
fn a_body_is_given_whole_as_an_argument_or_on_standard_input() {
    let body = r#"{"user_identifier_key": "jane", "new": [1.5, null]}"#;
    let read: Value = serde_json::from_str(body).unwrap();
    let path = "/client_sessions/get_or_create".to_owned();
    assert_eq!(sent(&["client-sessions", "get-or-create", "--raw", body]), (path, read.clone()));
    assert_eq!(
        sent(&["call", "/locks/list", "--raw", body]),
        ("/locks/list".to_owned(), read.clone())
    );
    assert_eq!(sent(&["call", "/locks/list"]), ("/locks/list".to_owned(), json!({})));

    let mock = Mock::answering(200, "{}");
    let mut child = command(SEAM)
        .args(["call", "/locks/list", "--raw", "-"])
        .env("SEAM_API_KEY", API_KEY)
        .env("SEAM_ENDPOINT", mock.url())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(body.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(serde_json::from_str::<Value>(&mock.request().body).unwrap(), read);
}

#[test]
fn any_other_endpoint_is_called_and_its_whole_answer_printed() {
    let fake = FakeSeam::start();
    let raw = format!(r#"{{"device_id":"{FRONT_DOOR}"}}"#);
    let output = seam(&fake.url(), &["call", "/locks/unlock_door", "--raw", &raw]);
    assert_eq!(
        parts(&output),
        (
            0,
            "{\n  \"action_attempt\": {\n    \
             \"action_attempt_id\": \"3f2b1c8d-1b3e-4b1f-9d0b-000000000001\",\n    \
             \"action_type\": \"UNLOCK_DOOR\",\n    \"error\": null,\n    \"result\": null,\n    \
             \"status\": \"pending\"\n  },\n  \"ok\": true\n}\n",
            ""
        )
    );
    let field = ["call", "/locks/list", "--field", "devices.1.display_name"];
    assert_eq!(parts(&seam(&fake.url(), &field)), (0, "Cellar\n", ""));
}

#[test]
fn one_member_is_printed_bare() {
    let mock = Mock::answering(200, DOCUMENT_ANSWER);
    let field =
        |name: &str| seam(&mock.url(), &["client-sessions", "get-or-create", "--field", name]);
    let token = "seam_cst1891oqCmD_6dBwV8PJ2Fsoe9dWYVyMfVHq\n";
    assert_eq!(parts(&field("token")), (0, token, ""));
    assert_eq!(parts(&field("device_count")), (0, "1\n", ""));
    let ids = "[\"5e297cfe-23df-4638-bb87-08c4f0f8233b\"]\n";
    assert_eq!(parts(&field("connect_webview_ids")), (0, ids, ""));
    let missing = "seam: the answer has no \"customer_key\"\n";
    assert_eq!(parts(&field("customer_key")), (3, "", missing));

    // As a script does it.
    let text =
        format!("TOKEN=$({SEAM} client-sessions get-or-create --field token); echo \"<$TOKEN>\"");
    let output = script(&mock.url(), &text);
    assert_eq!(parts(&output), (0, format!("<{}>\n", token.trim()).as_str(), ""));
}

#[test]
fn redacted_an_answer_shows_no_token() {
    let mock = Mock::answering(200, DOCUMENT_ANSWER);
    let output = seam(&mock.url(), &["client-sessions", "get-or-create", "--redact"]);
    let expected =
        DOCUMENT_OUTPUT.replace("seam_cst1891oqCmD_6dBwV8PJ2Fsoe9dWYVyMfVHq", "seam_cst…");
    assert_eq!(parts(&output), (0, expected.as_str(), ""));
}

#[test]
fn redacted_an_answer_shows_no_secret_of_any_kind_and_all_the_rest() {
    let answer = r#"{"ok": true, "access_code": {
        "access_code_id": "62c370ea-2c94-4856-8ee2-370429d84023", "code": "1234", "name": "é  \n b",
        "is_offline_access_code": true, "common_code_key": null,
        "errors": [{"error_code": "seam_bridge_disconnected", "message": "Code 4711 is taken"}],
        "warnings": [{"warning_code": "code_rotates_periodically"}]},
        "numbers": {"pin": 4711, "pins": [4711, "0815"], "max_code_length": 6, "status_code": 404},
        "token": {"value": "odd", "since": null}, "auth_token": ["odd"], "client_session_token": "odd",
        "webhook": {"secret": "mySecret", "url": "https://example.com/hook?key=odd", "event_types": ["a"]},
        "url": "https://connect.getseam.com/connect_webviews/view?connect_webview_id=c2c&auth_token=odd",
        "instant_key_url": "https://ik.seam.co/odd", "image_url": "https://example.com/a?image_id=1",
        "login": "https://user:odd@example.com/?cst=odd&a=b", "type": "client_session_token_already_exists",
        "note": "whsec_oddOdd/+1= eyJhbGciOiJub25lIn0.odd.odd xseam_cst1oddx", "device_type": "august_lock",
        "json": "{\"token\": \"odd\", \"device_id\": \"a\"}", "seam_pk1odd": 1}"#;
    let mock = Mock::answering(200, answer);
    let output = seam(&mock.url(), &["call", "/access_codes/get", "--redact"]);
    let (code, out, error) = parts(&output);
    assert_eq!((code, error), (0, ""));
    let expected = json!({"ok": true, "access_code": {
        "access_code_id": "62c370ea-2c94-4856-8ee2-370429d84023", "code": "…", "name": "é  \n b",
        "is_offline_access_code": true, "common_code_key": null,
        "errors": [{"error_code": "seam_bridge_disconnected", "message": "Code … is taken"}],
        "warnings": [{"warning_code": "code_rotates_periodically"}]},
        "numbers": {"pin": "…", "pins": ["…", "…"], "max_code_length": 6, "status_code": 404},
        "token": {"value": "…", "since": null}, "auth_token": ["…"], "client_session_token": "…",
        "webhook": {"secret": "…", "url": "https://example.com…", "event_types": ["a"]},
        "url": "https://connect.getseam.com…",
        "instant_key_url": "https://ik.seam.co…", "image_url": "https://example.com/a?image_id=1",
        "login": "https://…@example.com/?cst=…&a=b", "type": "client_session_token_already_exists",
        "note": "whsec_… ey… xseam_cst…", "device_type": "august_lock",
        "json": "{\"token\": \"…\", \"device_id\": \"a\"}", "seam_pk…": 1});
    assert_eq!(serde_json::from_str::<Value>(out).unwrap(), expected);
}

#[test]
fn an_answer_without_its_answer_is_an_error() {
    for (body, arguments) in [
        (r#"{"client_session": null, "ok": true}"#, &["client-sessions", "get"][..]),
        (r#"{"client_session": "odd"}"#, &["client-sessions", "get"]),
        (r#"{"ok": true}"#, &["client-sessions", "get"]),
        (r#"{"client_session": null}"#, &["client-sessions", "get", "--raw", "{}"]),
        (r#"{"client_session": null}"#, &["client-sessions", "get", "--field", "token"]),
        (r#"{"client_sessions": null}"#, &["client-sessions", "list"]),
        (r#"{"client_sessions": null}"#, &["client-sessions", "list", "--raw", "{}", "--redact"]),
    ] {
        let mock = Mock::answering(200, body);
        let output = seam(&mock.url(), arguments);
        let (code, out, error) = parts(&output);
        assert_eq!((code, out), (3, ""), "{arguments:?} {body}");
        assert!(error.contains("holds no client_session"), "{error}");
        assert!(!error.contains("odd"), "{error}");
    }
}

#[test]
fn half_of_a_surrogate_pair_in_an_answer_loses_nothing() {
    let body = r#"{"a": "\ud83d", "b": "\ude00\ud83d x", "c": "\ud83d\ude00", "d": "\\ud83d", "e": "\ud83d\u00e9\""}"#;
    let mock = Mock::answering(200, body);
    for (field, value) in [
        ("a", "\u{fffd}"),
        ("b", "\u{fffd}\u{fffd} x"),
        ("c", "😀"),
        ("d", "\\ud83d"),
        ("e", "\u{fffd}é\""),
    ] {
        let output = seam(&mock.url(), &["call", "/locks/list", "--field", field]);
        assert_eq!(parts(&output), (0, format!("{value}\n").as_str(), ""));
    }
}

#[test]
fn a_workspace_for_a_credential_that_has_its_own_is_refused() {
    let fake = FakeSeam::start();
    let output = seam(&fake.url(), &["client-sessions", "list", "--workspace-id", "w"]);
    let (code, out, error) = parts(&output);
    assert_eq!((code, out), (2, ""));
    assert!(error.contains("--workspace-id is for a personal access token"), "{error}");
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
    // It may be that somebody listens again in a moment.
    let arguments = ["client-sessions", "list", "--timeout", "1"];
    let output = seam(&format!("http://127.0.0.1:{port}"), &arguments);
    let (code, out, error) = parts(&output);
    assert_eq!((code, out), (3, ""));
    let sentence =
        format!("seam: could not connect to 127.0.0.1:{port} for /client_sessions/list: ");
    assert!(error.starts_with(&sentence), "{error}");
    assert!(error.contains(" (tried "), "{error}");

    let portal = Mock::answering(200, "<html>Log in</html>");
    let output = seam(&portal.url(), &["client-sessions", "list"]);
    let (code, out, error) = parts(&output);
    assert_eq!((code, out), (3, ""));
    assert!(error.contains("it is a web page"), "{error}");
}

#[test]
fn wrong_arguments_are_refused_by_name_and_nothing_is_sent() {
    for (arguments, sentence) in [
        (
            &["client-sesions", "get"][..],
            "there is no command \"client-sesions\"; did you mean client-sessions?",
        ),
        (&["kall", "/locks/list"], "there is no command \"kall\"; did you mean call?"),
        (&["devices", "list"], "there is no command \"devices\""),
        (
            &["client-sessions", "get-or-craete"],
            "client-sessions has no command \"get-or-craete\"; did you mean get-or-create?",
        ),
        (&["client-sessions", "get", "x"], "\"x\" is an argument too many"),
        (&["client-sessions", "get", "seam_apikey1_hunter2"], "seam_… is an argument too many"),
        (
            &["client-sessions", "get", "--client-sesion-id", "x"],
            "there is no option \"--client_sesion_id\"; did you mean --client_session_id?",
        ),
        (
            &["client-sessions", "get", "--feild", "x"],
            "there is no option \"--feild\"; did you mean --field?",
        ),
        (
            &["client-sessions", "get", "--customer-key", "x"],
            "there is no option \"--customer_key\"",
        ),
        (
            &["client-sessions", "get", "--client-session-id"],
            "\"--client-session-id\" needs a value",
        ),
        (
            &["client-sessions", "get", "--client-session-id", "x", "--client_session_id", "y"],
            "--client_session_id is given twice",
        ),
        (&["client-sessions", "revoke"], "client_session_id is missing"),
        (
            &["client-sessions", "list", "--without-user-identifier-key=maybe"],
            "without_user_identifier_key is neither true nor false",
        ),
        (
            &["client-sessions", "get", "--raw", "{}", "--client-session-id", "x"],
            "--raw is the whole request: give no other of it",
        ),
        (
            &["client-sessions", "get", "--raw", "[]"],
            "the body of a request has to be one JSON object",
        ),
        (
            &["call", "locks/list"],
            "the path does not begin with a slash, as /locks/list does: \"locks/list\"",
        ),
        (
            &["client-sessions", "get", "--timeout", "soon"],
            "--timeout \"soon\" is not a number of seconds",
        ),
        (&["call", "/locks/../list"], "the path has a segment that is . or ..: \"/locks/../list\""),
        (&["client-sessions", "get", "--ipv4=yes"], "\"--ipv4\" takes no value"),
        (&["client-sessions", "get", "--redact=yes"], "\"--redact\" takes no value"),
        (&["client-sessions", "get", "-x"], "there are no short options but -4, -6, -h and -V"),
    ] {
        assert_eq!(usage(arguments), format!("seam: {sentence}\n"), "{arguments:?}");
    }
    let (code, out, error) = (usage(&[]), usage(&["client-sessions"]), usage(&["call"]));
    assert!(code.contains("seam client-sessions get-or-create") && code.contains("seam call"));
    assert!(out.contains("seam client-sessions get-or-create") && !out.contains("seam call"));
    assert!(error.contains("seam call /any/path"));
}

#[test]
fn a_credential_is_never_an_argument() {
    for flag in ["--api-key", "--api_key", "--token", "--publishable-key", "--client-session-token"]
    {
        for arguments in [
            &["client-sessions", "get", flag, "seam_hunter2"][..],
            &["client-sessions", "get", &format!("{flag}=seam_hunter2")],
        ] {
            let error = usage(arguments);
            assert!(error.contains("a credential is no argument"), "{error}");
            assert!(!error.contains("hunter2"), "{error}");
        }
    }
}

#[test]
fn credentials_come_from_the_environment_or_a_file() {
    let fake = FakeSeam::start();
    let session = fake_session(&fake);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = |name: &str, text: &str| {
        let path = folder.join(format!("cli-{}-{name}", std::process::id()));
        std::fs::write(&path, text).unwrap();
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
    // The file is explicit: what the environment says does not count.
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
            "seam: SEAM_API_KEY and SEAM_PUBLISHABLE_KEY are all set: unset all but one\n",
        ),
        (
            &[pat],
            "seam: a personal access token without a workspace can only list and create workspaces: \
             give the workspace to use it in, by SEAM_WORKSPACE_ID or Seam::with_workspace\n",
        ),
        (
            &[("SEAM_API_KEY", PUBLISHABLE_KEY)],
            "seam: what is in SEAM_API_KEY begins with seam_pk, and belongs in SEAM_PUBLISHABLE_KEY\n",
        ),
        (
            &[("SEAM_PUBLISHABLE_KEY", "seam_at1_hunter2")],
            "seam: what is in SEAM_PUBLISHABLE_KEY begins with seam_at, \
             and belongs in SEAM_PERSONAL_ACCESS_TOKEN\n",
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

/// Each form of what must not be shown: the four credentials, a JWT, a webhook's secret, a user's key.
const SECRETS: [&str; 7] = [
    "seam_apikey1_hunter2",
    "seam_at1_hunter2",
    "seam_pk1_hunter2",
    "seam_cst1_hunter2",
    "eyJhbGciOiJIUzI1NiJ9.eyJodW50ZXIiOjJ9.hunter2",
    "whsec_MfKQ9r8GKYqrTwjU/+hunter2==",
    "f3b1c8a0-5e7d-4c2f-9a1b-hunter2",
];

/// Runs the command with these arguments and variables, plain and with `--json-errors`, and looks for secrets in
/// all that it prints. Each secret here ends in `hunter2`, more or less.
fn assert_nothing_shown(url: &str, arguments: &[OsString], variables: &[(&str, OsString)]) {
    for json_errors in [false, true] {
        let mut command = command(SEAM);
        command.env("SEAM_ENDPOINT", url).env("SEAM_API_KEY", API_KEY);
        for (name, value) in variables {
            if name.starts_with("SEAM_") && *name != "SEAM_WORKSPACE_ID" && *name != "SEAM_ENDPOINT"
            {
                command.env_remove("SEAM_API_KEY");
            }
            command.env(name, value);
        }
        if json_errors {
            command.arg("--json-errors");
        }
        let output = command.args(arguments).output().unwrap();
        let code = output.status.code().unwrap();
        assert!([0, 2, 3].contains(&code), "{arguments:?} {variables:?}: {output:?}");
        for bytes in [&output.stdout, &output.stderr] {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            for part in
                ["hunter", "eyjh", "mfkq", "f3b1", "apikey1", "at1_", "pk1_", "cst1_", "0123456789"]
            {
                // The answer's own token, and its field's name.
                let text = text.replace("seam_cst1891oqcmd_6dbwv8pj2fsoe9dwyvymfvhq", "");
                assert!(!text.contains(part), "{arguments:?} {variables:?}: {text}");
            }
        }
    }
}

fn with_bytes(text: &str, bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec([text.as_bytes(), bytes].concat())
}

#[test]
fn a_secret_in_any_place_of_the_command_line_is_not_shown() {
    let mock = Mock::answering(200, DOCUMENT_ANSWER);
    let places = [
        "@",
        "client-sessions @",
        "client-sessions get @",
        "call @",
        "call /@",
        "call /locks/@/list",
        "call /locks/list?key=@",
        "call /locks/list @",
        "call /locks/list --@",
        "--@ client-sessions get",
        "client-sessions get --@",
        "client-sessions get --@=x",
        "client-sessions get -@",
        "client-sessions get --api-key @",
        "client-sessions get --api-key=@",
        "client-sessions get --apikey=@",
        "client-sessions get --x=@",
        "client-sessions get --api-key-file @",
        "client-sessions get --api-key-file=/@/key",
        "client-sessions get --endpoint @",
        "client-sessions get --endpoint=https://@@127.0.0.1:1",
        "client-sessions get --endpoint=https://127.0.0.1:1/@",
        "client-sessions get --endpoint=https://127.0.0.1:@",
        "client-sessions get --workspace-id @",
        "client-sessions get --timeout @",
        "client-sessions get --ca-file @",
        "client-sessions get --raw @",
        "client-sessions get --field @",
        "client-sessions get --field token.@",
        "client-sessions get --redact=@",
        "client-sessions get --help=@",
        "client-sessions get --version=@",
        "client-sessions get --json-errors=@",
        "client-sessions get --client-session-id=@",
        "client-sessions get --client-session-id=a --client-session-id=@",
        "client-sessions list --without-user-identifier-key=@",
        "client-sessions list --without-user-identifier-key @",
        "client-sessions get-or-create --connect-webview-ids @",
    ];
    let arguments = |place: &str, secret: &OsStr| -> Vec<OsString> {
        let word = |word: &str| match word.rsplit_once('@') {
            Some((before, after)) => {
                // Twice, where a URL has it before its host.
                let before = before.strip_suffix('@').map_or(before, |before| before);
                let mut whole = OsString::from(before);
                whole.push(secret);
                if word.contains("@@") {
                    whole.push("@");
                }
                whole.push(after);
                whole
            }
            None => word.into(),
        };
        place.split(' ').map(word).collect()
    };
    for place in places {
        for secret in SECRETS {
            assert_nothing_shown(&mock.url(), &arguments(place, secret.as_ref()), &[]);
        }
        let secret = SECRETS[0];
        for text in [
            " @",
            "\"@\"",
            "'@'",
            "\n@",
            "@\n",
            "@é",
            "é@",
            "https://@/",
            "@=@",
            "(@)",
            "\u{1b}[1m@",
        ] {
            let secret = text.replace('@', secret);
            assert_nothing_shown(&mock.url(), &arguments(place, secret.as_ref()), &[]);
        }
        assert_nothing_shown(&mock.url(), &arguments(place, &with_bytes(secret, &[0xff])), &[]);
    }
    // Nor is a name server asked for it.
    for secret in &SECRETS[..5] {
        let url = format!("https://{secret}");
        let error = usage(&["client-sessions", "get", "--endpoint", &url]);
        assert!(error.contains("has a credential in the place of the host name"), "{error}");
    }
}

#[test]
fn a_secret_in_any_variable_is_not_shown() {
    let mock = Mock::answering(200, DOCUMENT_ANSWER);
    let get = ["client-sessions", "get"].map(OsString::from);
    let texts = ["@", " @", "@\n", "\"@\"", "@é", "https://@@127.0.0.1:1", "https://127.0.0.1:1/@"];
    for name in [
        "SEAM_API_KEY",
        "SEAM_PERSONAL_ACCESS_TOKEN",
        "SEAM_PUBLISHABLE_KEY",
        "SEAM_CLIENT_SESSION_TOKEN",
        "SEAM_WORKSPACE_ID",
        "SEAM_ENDPOINT",
        "SEAM_API_URL",
        "SEAM_HOST_HEADER",
    ] {
        for secret in SECRETS {
            for text in texts {
                let value = text
                    .replace("@@", "\0")
                    .replace('@', secret)
                    .replace('\0', &format!("{secret}@"));
                let mut variables = vec![(name, value.into())];
                if name == "SEAM_WORKSPACE_ID" {
                    variables.push(("SEAM_PERSONAL_ACCESS_TOKEN", PERSONAL_ACCESS_TOKEN.into()));
                }
                if name == "SEAM_HOST_HEADER" {
                    variables.push(("SEAM_API_KEY", API_KEY.into()));
                    variables.push(("SEAM_ENDPOINT", mock.url().into()));
                }
                if name == "SEAM_API_URL" {
                    variables.push(("SEAM_API_KEY", API_KEY.into()));
                    variables.push(("SEAM_ENDPOINT", OsString::new()));
                }
                if name == "SEAM_API_URL" && text == "@" && secret == SECRETS[6] {
                    continue;
                }
                assert_nothing_shown(&mock.url(), &get, &variables);
            }
        }
        assert_nothing_shown(&mock.url(), &get, &[(name, with_bytes(SECRETS[0], &[0xff]))]);
    }
    // Nor is a name server asked for it.
    for secret in &SECRETS[..5] {
        let url = format!("https://{secret}").into();
        assert_nothing_shown(
            &mock.url(),
            &get,
            &[("SEAM_ENDPOINT", url), ("SEAM_API_KEY", API_KEY.into())],
        );
    }
    // A proxy is for what is not on this machine, which nobody reaches through these.
    let elsewhere = ["--endpoint", "https://192.0.2.1", "--timeout", "0.2"].map(OsString::from);
    let call = [&get[..], &elsewhere].concat();
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        for secret in SECRETS {
            for text in [
                "socks5://@:@@127.0.0.1:1",
                "ftp://@",
                "http://127.0.0.1:@",
                "http://",
                "http://@ ",
            ] {
                let value = text
                    .replace("@@", "\0")
                    .replace('@', secret)
                    .replace('\0', &format!("{secret}@"));
                assert_nothing_shown(&mock.url(), &call, &[(name, value.into())]);
            }
        }
        let password = format!("http://user:{}@127.0.0.1:1", SECRETS[0]);
        assert_nothing_shown(&mock.url(), &call, &[(name, password.into())]);
        assert_nothing_shown(&mock.url(), &call, &[(name, with_bytes(SECRETS[0], &[0xff]))]);
    }
}

#[test]
fn what_is_no_text_is_refused_by_name_and_nothing_is_sent() {
    let mock = Mock::answering(200, DOCUMENT_ANSWER);
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
    for name in [
        "SEAM_API_KEY",
        "SEAM_PERSONAL_ACCESS_TOKEN",
        "SEAM_PUBLISHABLE_KEY",
        "SEAM_CLIENT_SESSION_TOKEN",
        "SEAM_WORKSPACE_ID",
        "SEAM_ENDPOINT",
        "SEAM_API_URL",
        "SEAM_HOST_HEADER",
    ] {
        let sentence = format!("seam: {name} is not UTF-8 text\n");
        assert_eq!(run(&[], &[(name, bad())]), sentence);
        // Also where an argument is there in its place.
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
        (vec!["--client-session-id".into(), bad()], "--client_session_id is not UTF-8 text"),
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
fn a_variable_that_cannot_be_used_is_refused_by_its_name() {
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
        (&[key, ("SEAM_ENDPOINT", " http://127.0.0.1:1")][..], "SEAM_ENDPOINT has white space"),
        (&[publishable, ("SEAM_ENDPOINT", "127.0.0.1:1")], "SEAM_ENDPOINT is not a URL"),
        (&[publishable, ("SEAM_API_URL", "http://127.0.0.1:1/x")], "SEAM_API_URL has a path"),
        (&[("SEAM_API_KEY", " seam_hunter2")], "SEAM_API_KEY (…) has white space"),
        (&[("SEAM_PUBLISHABLE_KEY", " ")], "SEAM_PUBLISHABLE_KEY (…) has white space"),
        (
            &[("SEAM_CLIENT_SESSION_TOKEN", "seam_cst1 ")],
            "SEAM_CLIENT_SESSION_TOKEN (seam_cst…) has white space",
        ),
        (&[token, ("SEAM_WORKSPACE_ID", " a")], "SEAM_WORKSPACE_ID has white space"),
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
fn a_host_for_a_local_program_that_does_tls_comes_from_the_environment() {
    let mock = Mock::answering(200, DOCUMENT_ANSWER);
    let mut command = command(SEAM);
    command.args(["client-sessions", "get"]).env("SEAM_API_KEY", API_KEY);
    command.env("SEAM_ENDPOINT", mock.url()).env("SEAM_HOST_HEADER", "connect.getseam.com");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(mock.request().header("host"), Some("connect.getseam.com"));
}

#[test]
fn a_family_of_addresses_is_chosen_in_any_place_and_the_last_one_holds() {
    let mock = Mock::answering(200, DOCUMENT_ANSWER);
    for (arguments, reaches) in [
        (&["client-sessions", "get"][..], true),
        (&["client-sessions", "get", "-4"], true),
        (&["--ipv4", "client-sessions", "get"], true),
        (&["client-sessions", "-4", "get"], true),
        (&["-64", "client-sessions", "get"], true),
        (&["client-sessions", "get", "--ipv6", "-4"], true),
        (&["client-sessions", "get", "-6"], false),
        (&["--ipv6", "client-sessions", "get"], false),
        (&["client-sessions", "-6", "get"], false),
        (&["-46", "client-sessions", "get"], false),
        (&["client-sessions", "get", "-4", "--ipv6"], false),
    ] {
        let before = mock.requests().len();
        // An address of the one family alone.
        let output = seam(&mock.url(), &[&["--timeout=20"], arguments].concat());
        let (code, _, error) = parts(&output);
        assert_eq!(code, if reaches { 0 } else { 3 }, "{arguments:?}: {error}");
        assert_eq!(mock.requests().len() - before, usize::from(reaches));
    }
}

/// Makes jane's session; returns its token.
fn fake_session(fake: &FakeSeam) -> String {
    let arguments =
        ["client-sessions", "get-or-create", "--user-identifier-key", "jane", "--field", "token"];
    let output = seam(&fake.url(), &arguments);
    parts(&output).1.trim().to_owned()
}

#[test]
fn errors_as_json_are_one_object() {
    let fake = FakeSeam::start();
    let error = |url: &str, arguments: &[&str]| {
        let output = seam(url, arguments);
        let (code, out, error) = parts(&output);
        assert_eq!((out, error.lines().count()), ("", 1), "{error}");
        (code, serde_json::from_str::<Value>(error).unwrap())
    };
    assert_eq!(
        error(&fake.url(), &["client-sessions", "create", "--expires-at", "soon", "--json-errors"]),
        (
            1,
            json!({
                "type": "invalid_input",
                "message": "Seam refused /client_sessions/create: invalid_input: Invalid date for \
                            \"expires_at\"; expires_at: Invalid date (status 400, request fake-request-1)",
                "path": "/client_sessions/create",
                "status": 400,
                "request_id": "fake-request-1",
                "validation_errors": [{ "parameter": "expires_at", "messages": ["Invalid date"] }],
                "tries": 1,
            })
        )
    );
    let (_held, port) = closed_port();
    let closed = format!("http://127.0.0.1:{port}");
    let (code, answer) =
        error(&closed, &["--json-errors", "client-sessions", "list", "--timeout=1"]);
    assert_eq!((code, &answer["type"]), (3, &json!("transport")));
    assert_eq!(answer["path"], json!("/client_sessions/list"));
    assert!(answer["tries"].as_u64().unwrap() > 1, "{answer}");
    assert_eq!((&answer["status"], &answer["request_id"]), (&Value::Null, &Value::Null));
    let (code, answer) = error(&closed, &["client-sessions", "lsit", "--json-errors"]);
    assert_eq!(answer.get("path"), Some(&Value::Null));
    assert_eq!((code, &answer["type"], &answer["tries"]), (2, &json!("usage"), &json!(0)));
    let portal = Mock::answering(200, "<html>");
    let (code, answer) = error(&portal.url(), &["client-sessions", "list", "--json-errors"]);
    assert_eq!((code, &answer["type"], &answer["status"]), (3, &json!("answer"), &json!(200)));
}

#[test]
fn help_is_there_at_each_level_without_a_credential() {
    let help = |arguments: &[&str]| {
        let output = command(SEAM).args(arguments).output().unwrap();
        let (code, out, error) = parts(&output);
        assert_eq!((code, error), (0, ""), "{arguments:?}");
        for part in ["exit codes:", "SEAM_API_KEY", "SEAM_CLIENT_SESSION_TOKEN", "--json-errors"] {
            assert!(out.contains(part), "{arguments:?} does not tell of {part}");
        }
        assert!(out.lines().all(|line| line.len() <= 100), "{out}");
        out.to_owned()
    };
    for endpoint in seam_client::client_sessions::ENDPOINTS {
        let command = endpoint.path.trim_start_matches('/').replace('_', "-").replace('/', " ");
        assert!(help(&["--help"]).contains(&format!("seam {command}\n")));
        assert!(help(&["client-sessions", "-h"]).contains(&format!("seam {command}\n")));
        let words: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let text = help(&words);
        for field in endpoint.fields {
            let flag = format!("  --{} ", field.name.replace('_', "-"));
            let line = text.lines().find(|line| line.starts_with(&flag)).expect(&flag);
            assert_eq!(line.ends_with("(required)"), field.required, "{line}");
        }
    }
    let version = command(SEAM).arg("--version").output().unwrap();
    assert_eq!(parts(&version).1, format!("seam {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_reader_that_has_gone_is_no_panic() {
    let mock = Mock::answering(200, DOCUMENT_ANSWER);
    let text = format!("{SEAM} client-sessions get-or-create | true; echo ${{PIPESTATUS[0]}}");
    let output = script(&mock.url(), &text);
    let (_, out, error) = parts(&output);
    assert!(["0\n", "3\n", "141\n"].contains(&out), "{out}");
    assert_eq!(error, "");
}

#[cfg(feature = "tls")]
#[test]
fn an_authority_of_ones_own_is_given_by_a_file() {
    use support::socket::{Reply, http};

    let authority = support::tls::Authority::new();
    let server = authority.serve("localhost", [Reply::Send(http("200 OK", DOCUMENT_ANSWER))]);
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
