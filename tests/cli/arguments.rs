//! What arguments become: a request, or a refusal that names what is wrong with them.

use crate::*;

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
            "--timeout \"soon\" is no duration such as 500ms, 30s or 5m",
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
