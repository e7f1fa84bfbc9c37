//! Arguments become a request, or an error that says what is wrong with them.

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
fn a_list_argument_has_five_notations() {
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
fn argument_values_are_sent_unchanged() {
    for value in ["", " ", "a b", "-x", "--user_identity_id", "=", "a=b", "\"", "é🔑", "[a]"] {
        let spaced = ["client-sessions", "get-or-create", "--user_identifier_key", value];
        let joined = format!("--user-identifier-key={value}");
        for arguments in [&spaced[..], &["client-sessions", "get-or-create", &joined]] {
            assert_eq!(sent(arguments).1, json!({ "user_identifier_key": value }), "{arguments:?}");
        }
    }
}

#[test]
fn raw_takes_the_body_as_an_argument_or_from_standard_input() {
    let body = r#"{"user_identifier_key": "jane", "new": [1.5, null]}"#;
    let read: Value = serde_json::from_str(body).unwrap();
    let path = "/client_sessions/get_or_create".to_owned();
    assert_eq!(sent(&["client-sessions", "get-or-create", "--raw", body]), (path, read.clone()));
    assert_eq!(
        sent(&["call", "/locks/list", "--raw", body]),
        ("/locks/list".to_owned(), read.clone())
    );
    assert_eq!(sent(&["call", "/locks/list"]), ("/locks/list".to_owned(), json!({})));

    let mock = Mock::always(200, "{}");
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
fn call_prints_the_whole_response_of_any_endpoint() {
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
fn wrong_arguments_are_named_and_nothing_is_sent() {
    for (arguments, sentence) in [
        (
            &["client-sesions", "get"][..],
            "unknown command \"client-sesions\"; did you mean client-sessions?",
        ),
        (&["kall", "/locks/list"], "unknown command \"kall\"; did you mean call?"),
        (&["devises", "list"], "unknown command \"devises\"; did you mean devices?"),
        (
            &["unlock-door"],
            "unknown command \"unlock-door\"; did you mean access-methods unlock-door or locks unlock-door?",
        ),
        (&["list"], "unknown command \"list\"; see seam --help"),
        (&["locks", "get-schedule"], "locks has no command \"get-schedule\""),
        (&["/locks/list"], "unknown command \"/locks/list\"; did you mean call /locks/list?"),
        (&["locks/list"], "unknown command \"locks/list\"; did you mean call /locks/list?"),
        (&["call"], "call needs a path, as in seam call /locks/list"),
        (
            &["client-sessions", "get-or-craete"],
            "client-sessions has no command \"get-or-craete\"; did you mean get-or-create?",
        ),
        (&["client-sessions", "get", "x"], "unexpected argument \"x\""),
        (&["client-sessions", "get", "seam_apikey1_hunter2"], "unexpected argument seam_…"),
        (
            &["client-sessions", "get", "--client-sesion-id", "x"],
            "unknown option \"--client-sesion-id\"; did you mean --client-session-id?",
        ),
        (
            &["client-sessions", "get", "--feild", "x"],
            "unknown option \"--feild\"; did you mean --field?",
        ),
        (&["client-sessions", "get", "--customer-key", "x"], "unknown option \"--customer-key\""),
        (&["client-sessions", "get", "--client_session_id"], "--client-session-id needs a value"),
        (
            &["client-sessions", "get", "--client-session-id", "x", "--client_session_id", "y"],
            "--client-session-id is given twice",
        ),
        (&["client-sessions", "revoke"], "--client-session-id is required"),
        (
            &["client-sessions", "list", "--without-user-identifier-key=maybe"],
            "--without-user-identifier-key must be true or false",
        ),
        (
            &["client-sessions", "get", "--raw", "{}", "--client-session-id", "x"],
            "--raw is the whole request; leave out the other parameters",
        ),
        (
            &["client-sessions", "get", "--raw", "[]"],
            "the body of a request must be one JSON object",
        ),
        (
            &["call", "locks/list"],
            "the path does not begin with a slash, as /locks/list does: \"locks/list\"",
        ),
        (
            &["client-sessions", "get", "--timeout", "soon"],
            "--timeout \"soon\" is not a duration, such as 500ms, 30s or 5m",
        ),
        (&["call", "/locks/../list"], "the path has a segment that is . or ..: \"/locks/../list\""),
        (&["client-sessions", "get", "--ipv4=yes"], "--ipv4 takes no value"),
        (&["client-sessions", "get", "--redact=yes"], "--redact takes no value"),
        (&["client-sessions", "get", "-x"], "unknown option; the short ones are -4, -6, -h and -V"),
    ] {
        assert_eq!(usage(arguments), format!("seam: {sentence}\n"), "{arguments:?}");
    }
}

/// The request, byte for byte, and the warnings. The result of the call is ignored.
fn request(arguments: &[&str]) -> (String, String, Vec<String>) {
    let mock = Mock::always(200, "{\"ok\":true}");
    request_of(&mock, seam(&mock.url(), arguments))
}

fn request_of(mock: &Mock, output: Output) -> (String, String, Vec<String>) {
    let (_, _, error) = parts(&output);
    let warnings = error.lines().filter_map(|line| line.strip_prefix("seam: warning: "));
    let warnings = warnings.map(str::to_owned).collect();
    let requests = mock.requests();
    let request = requests.last().unwrap_or_else(|| panic!("nothing was sent: {error}"));
    (request.path.clone(), request.body.clone(), warnings)
}

/// The request of a command without warnings.
fn body(arguments: &[&str]) -> String {
    let (_, body, warnings) = request(arguments);
    assert_eq!(warnings, [""; 0], "{arguments:?}");
    body
}

#[test]
fn every_endpoint_has_a_command_named_after_its_path() {
    let catalog = include_str!("../../src/bin/seam/catalog.txt");
    let paths = catalog.lines().filter_map(|line| line.strip_prefix("E ")?.split('\t').next());
    let paths: Vec<_> = paths.collect();
    assert!(paths.len() > 200);
    let mock = Mock::always(200, "{\"ok\":true}");
    for (index, path) in paths.into_iter().enumerate() {
        let path_in_words = path.replace('/', " ");
        let words = match index % 2 {
            0 => path_in_words,
            _ => path_in_words.replace('_', "-"),
        };
        let words: Vec<_> = words.split_whitespace().chain(["--raw", "{}", "--quiet"]).collect();
        // Creating a workspace and listing a person's workspaces require another credential.
        let output = seam(&mock.url(), &words);
        if output.stderr.starts_with(b"seam: an API key") {
            continue;
        }
        assert_eq!(request_of(&mock, output), (path.to_owned(), "{}".to_owned(), Vec::new()));
    }
}

#[test]
fn values_are_sent_in_their_parameters_types_and_argument_order() {
    for (arguments, expected) in [
        ("locks unlock-door --device-id 1234", r#"{"device_id":"1234"}"#),
        ("locks unlock_door --device_id=true", r#"{"device_id":"true"}"#),
        (
            "access-codes create --code 0815 --name=a --device-id d --preferred-code-length 4",
            r#"{"code":"0815","name":"a","device_id":"d","preferred_code_length":4}"#,
        ),
        (
            "access-codes create --device-id d --is-one-time-use --starts-at 2025-06-10",
            r#"{"device_id":"d","is_one_time_use":true,"starts_at":"2025-06-10"}"#,
        ),
        (
            "thermostats cool --device-id d --cooling-set-point-celsius 21.50",
            r#"{"device_id":"d","cooling_set_point_celsius":21.50}"#,
        ),
        (
            "access-codes report-device-constraints --device-id d --supported-code-lengths 4,6",
            r#"{"device_id":"d","supported_code_lengths":[4,6]}"#,
        ),
        (
            "access-codes report-device-constraints --device-id d --supported-code-lengths [4,6] \
             --supported-code-lengths 8",
            r#"{"device_id":"d","supported_code_lengths":[4,6,8]}"#,
        ),
        ("spaces create --name a --device-ids [1,2]", r#"{"name":"a","device_ids":["1","2"]}"#),
        (
            r#"devices update --device-id d --custom-metadata {"b":"1","a":true}"#,
            r#"{"device_id":"d","custom_metadata":{"b":"1","a":true}}"#,
        ),
        (
            "devices update --device-id d --custom-metadata {b:1,a:true}",
            r#"{"device_id":"d","custom_metadata":{"b":"1","a":true}}"#,
        ),
        (
            "access-grants create --user-identity-id u --requested-access-methods [{mode:code,code:1234},{mode:card}]",
            r#"{"user_identity_id":"u","requested_access_methods":[{"mode":"code","code":"1234"},{"mode":"card"}]}"#,
        ),
        (
            "access-grants create --user-identity-id u --requested-access-methods {\"mode\":\"card\"} \
             --requested-access-methods {\"mode\":\"code\"}",
            r#"{"user_identity_id":"u","requested_access_methods":[{"mode":"card"},{"mode":"code"}]}"#,
        ),
        (
            "acs users update --acs-user-id a --access-schedule null",
            r#"{"acs_user_id":"a","access_schedule":null}"#,
        ),
        // Pairs and flags, in any order.
        ("locks unlock-door device_id=a", r#"{"device_id":"a"}"#),
        ("locks unlock-door device-id=a=b", r#"{"device_id":"a=b"}"#),
        (
            "access-codes create preferred_code_length=4 --device-id d name:=\"null\"",
            r#"{"preferred_code_length":4,"device_id":"d","name":"null"}"#,
        ),
        (
            "access-grants create user_identity:={\"full_name\":\"a\"} requested_access_methods=[{mode:code}]",
            r#"{"user_identity":{"full_name":"a"},"requested_access_methods":[{"mode":"code"}]}"#,
        ),
        // bash has expanded the braces of an object; the pair after it does not belong to it.
        (
            "access-grants create --user-identity full_name:a phone_number:1 name=b requested_access_methods:=[{\"mode\":\"code\"}]",
            r#"{"user_identity":{"full_name":"a","phone_number":"1"},"name":"b","requested_access_methods":[{"mode":"code"}]}"#,
        ),
        (
            "call /access_codes/create preferred_code_length=4 code=1234",
            r#"{"preferred_code_length":4,"code":"1234"}"#,
        ),
        ("call /access_codes/create code:=1234", r#"{"code":1234}"#),
        ("call /access_codes/create --device-id d", r#"{"device_id":"d"}"#),
        (
            "call /no/such a-b=1 c:=1.0 d:={\"b\":[],\"a\":1} e=",
            r#"{"a-b":"1","c":1.0,"d":{"b":[],"a":1},"e":""}"#,
        ),
    ] {
        let arguments: Vec<_> = arguments.split(' ').filter(|word| !word.is_empty()).collect();
        assert_eq!(body(&arguments), expected, "{arguments:?}");
    }
    // Blanks.
    let pair = r#"name:= "a b" "#;
    assert_eq!(
        body(&["access-codes", "create", "--device-id", "d", pair]),
        r#"{"device_id":"d","name":"a b"}"#
    );
}

#[test]
fn invalid_arguments_are_rejected_and_nothing_is_sent() {
    for (arguments, sentence) in [
        ("access-codes create --name a", "--device-id is required"),
        ("locks simulate keypad-code-entry", "--device-id and --code are required"),
        (
            "access-codes simulate create-unmanaged-access-code",
            "--device-id, --name and --code are required",
        ),
        (
            "access-grants create --requested-access-methods [{mode:code}]",
            "--user-identity-id or --user-identity is required",
        ),
        (
            "access-grants create --requested-access-methods [{mode:code}] --user-identity-id a --user-identity {}",
            "give only one of --user-identity-id and --user-identity",
        ),
        ("devices get", "--device-id or --name is required"),
        (
            "locks unlock-door --device_idd a",
            "unknown option \"--device-idd\"; did you mean --device-id?",
        ),
        (
            "locks unlock-door device_idd=a",
            "unknown option \"--device-idd\"; did you mean --device-id?",
        ),
        (
            "access-codes create --preferred-code-length 4.5",
            "--preferred-code-length must be a whole number",
        ),
        (
            "access-codes create --preferred_code_length 007",
            "--preferred-code-length must be a whole number",
        ),
        (
            "access-codes create preferred_code_length=",
            "--preferred-code-length must be a whole number",
        ),
        (
            "thermostats cool --cooling-set-point-celsius warm",
            "--cooling-set-point-celsius must be a number",
        ),
        (
            "access-codes create --ends-at tomorrow",
            "--ends-at must be a time in ISO 8601, such as 2025-06-18T06:10:42Z",
        ),
        ("access-codes create name:=1", "--name must be text"),
        ("access-codes create name:=a", "--name: the value after := is not JSON"),
        ("--device-id a locks unlock-door", "--device-id is a parameter; put it after the command"),
        ("access-codes create --name a name=b", "--name is given twice"),
        ("access-codes create --name a name:=\"b\"", "--name is given twice"),
        ("call /no/such a=1 a=2", "\"a\" is given twice"),
        ("access-grants create --user-identity a", "--user-identity must be a JSON object"),
        ("access-grants create --user-identity []", "--user-identity must be a JSON object"),
        (
            "access-grants create --user-identity {\"full_name\":1}",
            "--user-identity: full_name must be text",
        ),
        (
            "access-grants create --requested-access-methods [{\"code\":\"1\"}]",
            "--requested-access-methods: mode is required",
        ),
        (
            "access-grants create --requested-access-methods code",
            "--requested-access-methods must be a list of JSON objects",
        ),
        (
            "access-grants create --requested-access-methods [\"code\"]",
            "--requested-access-methods must be a list of JSON objects",
        ),
        (
            "access-grants create --user-identity full_name:a fulname:b",
            "--user-identity is ambiguous without quotes; put its JSON in single quotes",
        ),
        (
            "access-grants create --user-identity full_name:a phone_number:1 full_name:b",
            "--user-identity is ambiguous without quotes; put its JSON in single quotes",
        ),
        // Ambiguous: a field of the object, or a pair?
        (
            "devices update --device-id d --custom-metadata a:b name=c:d",
            "--custom-metadata is ambiguous without quotes; put its JSON in single quotes",
        ),
        (
            "devices update --device-id d --custom-metadata {a:b\\nc}",
            "--custom-metadata is ambiguous without quotes; put its JSON in single quotes",
        ),
        (
            "spaces create --name a --device-ids [a,b",
            "--device-ids is ambiguous without quotes; put its JSON in single quotes",
        ),
        (
            "devices update --device-id d --custom-metadata {\"a\":1}",
            "--custom-metadata must be a JSON object of texts and of true or false",
        ),
    ] {
        let arguments: Vec<_> = arguments.split(' ').filter(|word| !word.is_empty()).collect();
        assert_eq!(usage(&arguments), format!("seam: {sentence}\n"), "{arguments:?}");
    }
}

#[test]
fn unknown_enum_values_and_deprecated_options_are_sent_with_a_warning() {
    for (arguments, warnings) in [
        (
            "access-codes update --access-code-id a --type ongoin",
            &[
                "--type \"ongoin\" is not one of the known values (ongoing, time_bound); did you mean ongoing?",
            ][..],
        ),
        (
            "access-codes create --device-id d --use-offline-access-code",
            &["--use-offline-access-code is deprecated: use --is-offline-access-code"],
        ),
        (
            "access-grants create --user-identity-id u --requested-access-methods [{\"mode\":\"cod\",\"codes\":1}]",
            &[
                "--requested-access-methods: mode \"cod\" is not one of the known values (code, card, mobile_key, cloud_key); did you mean code?",
                "--requested-access-methods has no known member \"codes\"; did you mean code?",
            ],
        ),
        (
            "access-codes create --device-id d --name null",
            &["--name is sent as the text \"null\", which does not unset it"],
        ),
        (
            "access-codes create --device-id d --ends-at null",
            &["--ends-at is not documented to accept null"],
        ),
        (
            "call /locks/unlock_door devise_id=a",
            &["/locks/unlock_door has no known parameter \"devise_id\"; did you mean device_id?"],
        ),
    ] {
        let arguments: Vec<_> = arguments.split(' ').collect();
        assert_eq!(request(&arguments).2, warnings, "{arguments:?}");
        let quiet = [&arguments[..], &["--quiet"]].concat();
        assert_eq!(request(&quiet).2, [""; 0], "{arguments:?}");
    }
}

#[test]
fn bash_brace_and_glob_expansion_is_undone_or_rejected() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("b"), "").unwrap();
    let mock = Mock::always(200, "{\"ok\":true}");
    let run = |line: &str| {
        let mut command = command("bash");
        command.args(["-c", &format!("{SEAM} {line}")]).current_dir(&folder);
        command.env("SEAM_API_KEY", API_KEY).env("SEAM_ENDPOINT", mock.url());
        command.output().unwrap()
    };
    let user = r#"{"user_identity":{"full_name":"Doe, Jane","phone_number":"1"},"requested_access_methods":[{"mode":"code"}]}"#;
    for line in [
        r#"access-grants create --user-identity={"full_name":"Doe, Jane","phone_number":"1"} --requested-access-methods=[{"mode":"code"}]"#,
        r#"access-grants create user_identity={"full_name":"Doe, Jane","phone_number":"1"} requested_access_methods=[{"mode":"code"}]"#,
        r#"access-grants create --user_identity {"full_name":"Doe, Jane","phone_number":"1"} requested_access_methods:='[{"mode":"code"}]'"#,
    ] {
        assert_eq!(request_of(&mock, run(line)).1, user, "{line}");
    }
    let before = mock.requests().len();
    for (line, sentence) in [
        // Ambiguous: two fields, or one text?
        (
            r#"devices update --device_id d --custom_metadata {"a":"1","b":"2, c: 3"}"#,
            "--custom-metadata is ambiguous without quotes; put its JSON in single quotes",
        ),
        // `b` is a file in this folder.
        (
            r#"spaces create --name a --device_ids ["abc"]"#,
            "--device-ids is ambiguous without quotes; put its JSON in single quotes",
        ),
        (
            r#"access-grants create --user_identity_id u --requested_access_methods [{"mode":"web"}]"#,
            "--requested-access-methods must be a list of JSON objects",
        ),
    ] {
        let output = run(line);
        assert_eq!(parts(&output), (2, "", format!("seam: {sentence}\n").as_str()), "{line}");
    }
    assert_eq!(mock.requests().len(), before);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn common_mistakes_get_a_helpful_hint() {
    for (arguments, sentence) in [
        (&["aide"][..], "unknown command \"aide\"; see seam --help\n"),
        (&["login"], "there is no login command; set SEAM_API_KEY, or give --api-key-file\n"),
        (&["/devices/list"], "did you mean call /devices/list?\n"),
        (&["locks", "unlock"], "locks has no command \"unlock\"; did you mean unlock-door?\n"),
        (&["help", "xyzzy"], "there is no such help topic; see seam --help\n"),
        (
            &["locks", "unlock-door", "--device-id", "x", "--wait", "30s"],
            "equals sign: --wait=30s\n",
        ),
    ] {
        let error = usage(arguments);
        assert!(error.ends_with(sentence), "{arguments:?}: {error}");
    }
}
