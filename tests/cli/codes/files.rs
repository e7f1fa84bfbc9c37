//! Files that contain a secret, and settings.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;

use crate::*;

fn file(name: &str, bytes: &[u8], mode: u32) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("cli-{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    std::fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A call with its key in a file.
fn list(url: &str, path: &str, arguments: &[&str]) -> Output {
    let mut command = command(SEAM);
    command.args(["devices", "list", "--field", "0.device_id", "--api-key-file", path]);
    command.args(arguments).env("SEAM_ENDPOINT", url).output().unwrap()
}

#[test]
fn a_key_file_is_accepted_as_editors_save_it() {
    let fake = FakeSeam::start();
    for (number, text) in [
        API_KEY.to_owned(),
        format!("{API_KEY}\n"),
        format!("{API_KEY}\r\n"),
        format!("\u{feff}{API_KEY}\r\n"),
        format!("\n{API_KEY}\n\n \r\n"),
        format!("{API_KEY}\r"),
    ]
    .iter()
    .enumerate()
    {
        let path = file(&format!("saved-{number}"), text.as_bytes(), 0o600);
        let output = list(&fake.url(), &path, &[]);
        assert_eq!(parts(&output), (0, format!("{FRONT_DOOR}\n").as_str(), ""), "{text:?}");
    }
}

#[test]
fn a_file_without_a_valid_key_is_an_error_that_names_the_option() {
    let fake = FakeSeam::start();
    let wide: Vec<u8> = API_KEY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xff\xfe", &wide[..]].concat();
    let two = format!("{API_KEY}\n{API_KEY}\n");
    let folder = env!("CARGO_TARGET_TMPDIR");
    for (path, sentence) in [
        (file("wide", &wide, 0o600), "the file of --api-key-file is UTF-16: save it as UTF-8"),
        (file("mark", &marked, 0o600), "the file of --api-key-file is UTF-16: save it as UTF-8"),
        (file("empty", b"", 0o600), "the file of --api-key-file is empty"),
        (file("blank", b"\n \r\n", 0o600), "the file of --api-key-file is empty"),
        (file("two", two.as_bytes(), 0o600), "the file of --api-key-file has more than one line"),
        ("/dev/null".to_owned(), "the file of --api-key-file is empty"),
        ("/dev/zero".to_owned(), "--api-key-file \"/dev/zero\": it is larger than 64 KiB"),
        (folder.to_owned(), "--api-key-file "),
    ] {
        let output = list(&fake.url(), &path, &[]);
        let (code, out, error) = parts(&output);
        assert_eq!((code, out), (2, ""), "{path}: {error}");
        assert!(error.starts_with(&format!("seam: {sentence}")), "{path}: {error}");
        assert!(!error.contains("0123456789"), "{error}");
    }
    assert!(fake.requests().is_empty());
}

#[test]
fn a_key_file_that_others_can_read_causes_a_warning() {
    let fake = FakeSeam::start();
    let url = fake.url();
    for (mode, warned) in [(0o600, false), (0o400, false), (0o644, true), (0o604, true)] {
        let path = file(&format!("mode-{mode:o}"), API_KEY.as_bytes(), mode);
        let output = list(&url, &path, &[]);
        let (code, out, error) = parts(&output);
        assert_eq!((code, out), (0, format!("{FRONT_DOOR}\n").as_str()), "{error}");
        let warning = format!(
            "seam: warning: others can read the file of --api-key-file: chmod 600 {path:?}\n"
        );
        assert_eq!(error, if warned { warning } else { String::new() }, "{mode:o}");
        assert_eq!(parts(&list(&url, &path, &["--quiet"])).2, "", "{mode:o}");
        let output = list(&url, &path, &["--json-errors"]);
        assert_eq!(parts(&output).2.starts_with(r#"{"type":"warning","message":"others"#), warned);
    }
    // systemd and shells choose the mode of what they pass on.
    let path = file("handed-over", API_KEY.as_bytes(), 0o644);
    let mut command = command(SEAM);
    command.args(["devices", "list", "--api-key-file", &path]).env("SEAM_ENDPOINT", &url);
    let output = command.env("CREDENTIALS_DIRECTORY", env!("CARGO_TARGET_TMPDIR")).output();
    assert_eq!(parts(&output.unwrap()).2, "");
    for redirected in ["- < KEY", "/dev/stdin < KEY", "<(cat KEY)", "/dev/fd/3 3< KEY"] {
        let text = format!("{SEAM} devices list --api-key-file {redirected} --field 0.device_id");
        let output = script(&url, &text.replace("KEY", &path));
        assert_eq!(parts(&output), (0, format!("{FRONT_DOOR}\n").as_str(), ""), "{text}");
    }
}

#[test]
fn only_one_option_may_read_standard_input() {
    let error = usage(&["call", "/devices/list", "--raw=-", "--api-key-file=-"]);
    assert!(error.starts_with("seam: --api-key-file is standard input, and so is"), "{error}");
}

#[test]
fn the_user_identifier_key_comes_from_a_file_or_the_environment() {
    let path = file("user", b"from-a-file\r\n", 0o600);
    let path = path.as_str();
    let given = ["--user-identifier-key-file", path];
    let body = |arguments: &[&str], variable: &str| {
        let mock = Mock::always(200, DOCUMENT_RESPONSE);
        let mut command = command(SEAM);
        command.args(arguments).env("SEAM_API_KEY", API_KEY).env("SEAM_ENDPOINT", mock.url());
        let output = command.env("SEAM_USER_IDENTIFIER_KEY", variable).output().unwrap();
        assert_eq!(parts(&output).2, "", "{arguments:?}");
        mock.request().body
    };
    let from = |name: &str| format!(r#"{{"user_identifier_key":"{name}"}}"#);
    for command in ["create", "get-or-create", "get", "grant-access"] {
        let command = ["client-sessions", command];
        assert_eq!(body(&command, ""), "{}");
        assert_eq!(body(&command, "from-a-variable"), from("from-a-variable"));
        assert_eq!(body(&[command, given].concat(), "x"), from("from-a-file"));
        let flag = [&command[..], &given, &["--user-identifier-key", "given"]].concat();
        assert_eq!(body(&flag, "x"), from("given"));
    }
    let by_path = ["call", "/client_sessions/get"];
    assert_eq!(body(&by_path, "from-a-variable"), from("from-a-variable"));
    // With an ID or a whole body, the environment's user_identifier_key is ignored.
    let by_id = ["client-sessions", "get", "--client-session-id", "a"];
    assert_eq!(body(&by_id, "x"), r#"{"client_session_id":"a"}"#);
    assert_eq!(body(&["client-sessions", "get", "--raw", "{}"], "x"), "{}");
    // Nor does it filter a list, or go into a request that has no such parameter.
    for list in ["/client_sessions/list", "/devices/list"] {
        assert_eq!(body(&["call", list], "x"), "{}");
        let error = usage(&["call", list, given[0], path]);
        assert!(error.starts_with("seam: --user-identifier-key-file is only for "), "{error}");
    }
    let error = usage(&["client-sessions", "get", "--raw={}", given[0], path]);
    assert!(error.contains("leave out --user-identifier-key-file"), "{error}");
    // Nor does it choose another session than the token's.
    let mock = Mock::always(200, DOCUMENT_RESPONSE);
    let mut command = command(SEAM);
    command.args(["client-sessions", "get"]).env("SEAM_CLIENT_SESSION_TOKEN", "seam_cst1_a");
    command.env("SEAM_ENDPOINT", mock.url()).env("SEAM_USER_IDENTIFIER_KEY", "x");
    assert!(command.output().unwrap().status.success());
    assert_eq!(mock.request().body, "{}");
}

#[test]
fn an_email_address_as_user_identifier_key_causes_a_warning() {
    let mock = Mock::always(200, DOCUMENT_RESPONSE);
    for (arguments, warned) in [
        (&["get-or-create", "--user-identifier-key", "jane@example.com"][..], true),
        (&["create", "--user-identifier-key", "jane@example.com"], true),
        (&["create", "--raw", r#"{"user_identifier_key": "jane@example.com"}"#], true),
        (&["get", "--user-identifier-key", "jane@example.com"], false),
        (&["create", "--user-identifier-key", "jane@home"], false),
        (&["create", "--quiet", "--user-identifier-key", "jane@example.com"], false),
    ] {
        let output = seam(&mock.url(), &[&["client-sessions"], arguments].concat());
        let (code, _, error) = parts(&output);
        assert_eq!(code, 0, "{arguments:?}: {error}");
        let is_there = error.starts_with("seam: warning: the user_identifier_key looks like an ");
        assert_eq!(is_there, warned, "{arguments:?}: {error}");
        assert!(!error.contains("jane"), "{error}");
    }
}

#[test]
fn calls_a_publishable_key_cannot_make_are_rejected_before_sending() {
    let mock = Mock::always(200, DOCUMENT_RESPONSE);
    let key_file = file("publishable", PUBLISHABLE_KEY.as_bytes(), 0o600);
    let run = |arguments: &[&str], in_file: bool| {
        let mut command = command(SEAM);
        command.args(["client-sessions"]).args(arguments).env("SEAM_ENDPOINT", mock.url());
        match in_file {
            true => command.args(["--api-key-file", &key_file]),
            false => command.env("SEAM_PUBLISHABLE_KEY", PUBLISHABLE_KEY),
        };
        let output = command.output().unwrap();
        let (code, _, error) = parts(&output);
        (code, error.to_owned())
    };
    let jane = ["--user-identifier-key", "jane"];
    for in_file in [true, false] {
        for name in ["create", "get-or-create"] {
            for arguments in [&[name][..], &[name, "--raw={}"], &[name, jane[0], ""]] {
                let (code, error) = run(arguments, in_file);
                assert_eq!(code, 2, "{error}");
                assert!(error.contains("set SEAM_USER_IDENTIFIER_KEY, or give --user-"), "{error}");
            }
            for list in ["--connect-webview-ids=a", "--connected-account-ids=[]"] {
                let (code, error) = run(&[name, jane[0], jane[1], list], in_file);
                assert_eq!(code, 2, "{error}");
                assert!(error.contains("leave out --connect-webview-ids and"), "{error}");
            }
        }
    }
    assert!(mock.requests().is_empty());
    assert_eq!(run(&["create", jane[0], jane[1]], true), (0, String::new()));
}

#[test]
fn durations_and_sizes_accept_units() {
    let mock = Mock::always(200, &format!("{{\"a\": \"{}\"}}", "x".repeat(3000)));
    let call = |arguments: &[&str]| {
        let output = seam(&mock.url(), &[&["call", "/a/b"], arguments].concat());
        parts(&output).0
    };
    for (arguments, code) in [
        (&["--timeout", "2m"][..], 0),
        (&["--timeout=90000ms", "--max-size=4k"], 0),
        (&["--timeout=90s", "--max-size", "4000"], 0),
        (&["--timeout=99999999999999999"], 0),
        (&["--max-size=2k"], 6),
        (&["--max-size=2000"], 6),
    ] {
        assert_eq!(call(arguments), code, "{arguments:?}");
    }
    let error = usage(&["call", "/a/b", "--max-size", "much"]);
    assert_eq!(error, "seam: --max-size \"much\" is not a size, such as 500k or 4M\n");
    let error = usage(&["call", "/a/b", "--timeout", "soon"]);
    assert_eq!(error, "seam: --timeout \"soon\" is not a duration, such as 500ms, 30s or 5m\n");
}
