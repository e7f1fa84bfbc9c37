//! The command never prints a secret.

use crate::*;

#[test]
fn redact_hides_the_token() {
    let mock = Mock::always(200, DOCUMENT_RESPONSE);
    let output = seam(&mock.url(), &["client-sessions", "get-or-create", "--redact"]);
    let expected =
        DOCUMENT_OUTPUT.replace("seam_cst1891oqCmD_6dBwV8PJ2Fsoe9dWYVyMfVHq", "seam_cst…");
    assert_eq!(parts(&output), (0, expected.as_str(), ""));
}

#[test]
fn redact_hides_every_kind_of_secret_and_nothing_else() {
    let response = r#"{"ok": true, "access_code": {
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
    let mock = Mock::always(200, response);
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
fn a_credential_is_never_an_argument() {
    for flag in ["--api-key", "--api_key", "--token", "--publishable-key", "--client-session-token"]
    {
        for arguments in [
            &["client-sessions", "get", flag, "seam_hunter2"][..],
            &["client-sessions", "get", &format!("{flag}=seam_hunter2")],
        ] {
            let error = usage(arguments);
            assert!(error.contains("a credential is never an argument"), "{error}");
            assert!(!error.contains("hunter2"), "{error}");
        }
    }
}

/// Each kind of secret: the four credentials, a JWT, a webhook's secret, a user's key.
const SECRETS: [&str; 7] = [
    "seam_apikey1_hunter2",
    "seam_at1_hunter2",
    "seam_pk1_hunter2",
    "seam_cst1_hunter2",
    "eyJhbGciOiJIUzI1NiJ9.eyJodW50ZXIiOjJ9.hunter2",
    "whsec_MfKQ9r8GKYqrTwjU/+hunter2==",
    "f3b1c8a0-5e7d-4c2f-9a1b-hunter2",
];

/// Runs the command with these arguments and variables, without and with `--json-errors`, and searches its whole output
/// for secrets. Nearly every secret here ends in `hunter2`.
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
        assert!([0, 2, 3, 6].contains(&code), "{arguments:?} {variables:?}: {output:?}");
        for bytes in [&output.stdout, &output.stderr] {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            for part in
                ["hunter", "eyjh", "mfkq", "f3b1", "apikey1", "at1_", "pk1_", "cst1_", "0123456789"]
            {
                // The response's token, and its field's name.
                let text = text.replace("seam_cst1891oqcmd_6dbwv8pj2fsoe9dwyvymfvhq", "");
                assert!(!text.contains(part), "{arguments:?} {variables:?}: {text}");
            }
        }
    }
}

#[test]
fn a_secret_anywhere_on_the_command_line_is_not_shown() {
    let mock = Mock::always(200, DOCUMENT_RESPONSE);
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
        "client-sessions get --user-identifier-key-file @",
        "client-sessions get --max-size @",
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
        "client-sessions get-or-create --connect-webview-ids [@",
        "client-sessions @/x get",
        "locks @",
        "locks list x @",
        "client-sessions get @=x",
        "client-sessions get @:=x",
        "client-sessions get customer_key=a @",
        "client-sessions get client_session_id=@ client_session_id=@",
        "client-sessions get client_session_id:=@",
        "client-sessions get-or-create --expires-at @",
        "call /client_sessions/get @=x",
        "call /client_sessions/get @=x @=y",
        "call /client_sessions/get client_session_id:=@",
        "call /client_sessions/list without_user_identifier_key=@",
        "call /no/such @=x @=y",
        "call /no/such @:={",
        "access-grants create --user-identity-id a --requested-access-methods [{mode:@}]",
        "access-grants create --user-identity-id a --requested-access-methods [{@:code}]",
        "access-grants create --user-identity-id a --requested-access-methods [{\"mode\":\"@\"}]",
        "access-grants create --user-identity-id a --requested-access-methods [{\"mode\":\"code\",\"@\":1}]",
        "access-grants create --requested-access-methods [{mode:code}] --user-identity full_name:a @:b",
        "access-grants create --requested-access-methods [{mode:code}] --user-identity {full_name:@",
        "access-codes create --device-id a --preferred-code-length @",
        "access-codes create --device-id a --max-time-rounding @",
        "access-codes create --device-id @ --use-offline-access-code --name null",
    ];
    let arguments = |place: &str, secret: &OsStr| -> Vec<OsString> {
        let word = |word: &str| match word.rsplit_once('@') {
            Some((before, after)) => {
                // Twice, for a URL that has it before its host.
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
    // It is not sent to a name server either.
    for secret in &SECRETS[..5] {
        let url = format!("https://{secret}");
        let error = usage(&["client-sessions", "get", "--endpoint", &url]);
        assert!(error.contains("has a credential in place of the host name"), "{error}");
    }
}

#[test]
fn a_secret_in_any_variable_is_not_shown() {
    let mock = Mock::always(200, DOCUMENT_RESPONSE);
    let get = ["client-sessions", "get"].map(OsString::from);
    let texts = ["@", " @", "@\n", "\"@\"", "@é", "https://@@127.0.0.1:1", "https://127.0.0.1:1/@"];
    for name in VARIABLES {
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
                if name == "SEAM_HOST_HEADER" || name == "SEAM_USER_IDENTIFIER_KEY" {
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
    // It is not sent to a name server either.
    for secret in &SECRETS[..5] {
        let url = format!("https://{secret}").into();
        assert_nothing_shown(
            &mock.url(),
            &get,
            &[("SEAM_ENDPOINT", url), ("SEAM_API_KEY", API_KEY.into())],
        );
    }
    // Proxies are used only for other machines, which these proxies cannot reach.
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
