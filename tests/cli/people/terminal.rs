//! Output to a terminal: tables and lines, and no control characters.

use std::io::Read;
use std::sync::Mutex;
use std::sync::mpsc;

use support::mock::Response;

use crate::*;

/// Runs a command on a terminal with this many columns. The second argument has the numbers of the streams that are the
/// terminal. Prints what the terminal gets at once; a standard output that is not the terminal goes to standard error.
const TERMINAL: &str = r#"
import fcntl, os, pty, struct, sys, termios
columns, streams = int(sys.argv[1]), [int(digit) for digit in sys.argv[2]]
ours, theirs = pty.openpty()
fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
settings = termios.tcgetattr(theirs)
settings[1] &= ~termios.OPOST
termios.tcsetattr(theirs, termios.TCSANOW, settings)
child = os.fork()
if child == 0:
    if 1 not in streams:
        os.dup2(2, 1)
    for stream in streams:
        os.dup2(theirs, stream)
    os.execvp(sys.argv[3], sys.argv[3:])
os.close(theirs)
while True:
    try:
        part = os.read(ours, 65536)
    except OSError:
        break
    if not part:
        break
    sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.exit(code)
"#;

/// The command on a terminal. Its output on the terminal becomes standard output, any other becomes standard error.
fn on_terminal(columns: u16, streams: &str, url: &str, arguments: &[&str]) -> Command {
    let mut python = command("python3");
    python.args(["-c", TERMINAL, &columns.to_string(), streams, SEAM]).args(arguments);
    python.env("SEAM_API_KEY", API_KEY).env("SEAM_ENDPOINT", url);
    python.env("TERM", "dumb").env_remove("NO_COLOR").env_remove("COLUMNS");
    python
}

fn shown(columns: u16, url: &str, arguments: &[&str]) -> String {
    let output = on_terminal(columns, "12", url, arguments).output().expect("python3");
    let (code, out, error) = parts(&output);
    assert_eq!((code, error), (0, ""), "{out}");
    out.to_owned()
}

fn devices() -> Value {
    json!({
        "devices": [
            {
                "device_id": "8d7e0b3a-b889-49a7-9164-4b71a0506a33", "display_name": "Front door",
                "device_type": "august_lock", "created_at": "2025-06-14T16:54:17.946309Z",
                "is_managed": true, "properties": {"online": true}, "custom_metadata": {},
                "workspace_id": "398d80b7-3f96-47c2-b85a-6f8ba21d07be", "nickname": null,
            },
            {
                "device_id": "a4775a7d-4b1c-4ba1-8ab1-ea1ea7b95a75", "display_name": "錠",
                "device_type": "yale_lock", "created_at": "2025-06-15T06:00:00Z",
                "is_managed": false, "properties": {}, "custom_metadata": {},
                "workspace_id": "398d80b7-3f96-47c2-b85a-6f8ba21d07be", "nickname": null,
            },
        ],
        "pagination": {"has_next_page": false, "next_page_cursor": null, "next_page_url": null},
        "ok": true,
    })
}

#[test]
fn a_list_is_a_table_that_fits_the_terminal() {
    let mock = Mock::always(200, &devices().to_string());
    let list = |columns, arguments: &[&str]| {
        shown(columns, &mock.url(), &[&["devices", "list"], arguments].concat())
    };
    assert_eq!(
        list(120, &[]),
        "DEVICE_ID                             DISPLAY_NAME  DEVICE_TYPE  IS_MANAGED  CREATED_AT\n\
         8d7e0b3a-b889-49a7-9164-4b71a0506a33  Front door    august_lock  true        2025-06-14 16:54:17 UTC\n\
         a4775a7d-4b1c-4ba1-8ab1-ea1ea7b95a75  錠            yale_lock    false       2025-06-15 06:00:00 UTC\n\
         … 2 more columns: --json\n"
    );
    assert_eq!(
        list(64, &[]),
        "DEVICE_ID                             DISPLAY_NAME  DEVICE_TYPE\n\
         8d7e0b3a-b889-49a7-9164-4b71a0506a33  Front door    august_lock\n\
         a4775a7d-4b1c-4ba1-8ab1-ea1ea7b95a75  錠            yale_lock\n\
         … 4 more columns: --json\n"
    );
    assert_eq!(list(20, &[]).lines().next(), Some("DEVICE_ID"));
    assert!(list(20, &[]).lines().all(|line| line.chars().count() <= 24));
    // With --json, the output is the same as without a terminal.
    let piped = seam(&mock.url(), &["devices", "list"]);
    assert_eq!(list(120, &["--json"]), parts(&piped).1);
    assert!(
        parts(&piped).1.starts_with("[\n  {\n    \"created_at\": \"2025-06-14T16:54:17.946309Z\"")
    );

    let none = Mock::always(200, r#"{"devices": [], "ok": true}"#);
    assert_eq!(shown(80, &none.url(), &["devices", "list"]), "none\n");
    assert_eq!(parts(&seam(&none.url(), &["devices", "list"])).1, "[]\n");
}

#[test]
fn an_object_is_printed_as_lines_on_a_terminal() {
    let device = json!({"device": devices()["devices"][0], "ok": true});
    let mock = Mock::always(200, &device.to_string());
    let get = ["devices", "get", "--device-id", "x"];
    assert_eq!(
        shown(80, &mock.url(), &get),
        "created_at: 2025-06-14 16:54:17 UTC\n\
         custom_metadata: none\n\
         device_id: 8d7e0b3a-b889-49a7-9164-4b71a0506a33\n\
         device_type: august_lock\n\
         display_name: Front door\n\
         is_managed: true\n\
         nickname: -\n\
         properties:\n  \
           online: true\n\
         workspace_id: 398d80b7-3f96-47c2-b85a-6f8ba21d07be\n"
    );
    assert_eq!(
        shown(80, &mock.url(), &[&get[..], &["--field", "display_name"]].concat()),
        "Front door\n"
    );
}

/// Control characters, and characters that change how others are displayed.
const OBEYED: &str = "\u{1b}]0;x\u{7}\u{1b}[2J\u{9b}2J\u{7f}\u{85}\r\u{8}\u{202e}\u{2066}\u{2069}\u{200e}\u{200f}\u{2028}\u{feff}";

fn is_obeyed(character: char) -> bool {
    character != '\n'
        && (character.is_control() || OBEYED.contains(character) && character > '\u{9f}')
}

#[test]
fn no_control_character_from_a_server_reaches_the_terminal() {
    let device = json!({
        "device_id": OBEYED, "display_name": format!("a{OBEYED}b"), "created_at": format!("2025-06-14T16:54:17.{OBEYED}Z"),
        format!("name{OBEYED}"): OBEYED, "properties": {OBEYED: {OBEYED: [OBEYED]}}, "errors": [{OBEYED: OBEYED}],
        "capabilities": [OBEYED], "a\nb": "c\nd",
    });
    let body = json!({"device": device, "devices": [device, device], "ok": true}).to_string();
    // JSON-escaped, and unescaped where JSON allows it.
    let plain = OBEYED.chars().filter(|it| *it > '\u{1f}').fold(body.clone(), |body, it| {
        body.replace(&format!("\\u{:04x}", u32::from(it)), &it.to_string())
    });
    for body in [body, plain] {
        let mock = Mock::always(200, &body);
        for arguments in [
            &["devices", "get", "--device-id", "x"][..],
            &["devices", "get", "--device-id", "x", "--json"],
            &["devices", "get", "--device-id", "x", "--field", "display_name"],
            &["devices", "get", "--device-id", "x", "--field", "properties"],
            &["devices", "list"],
            &["devices", "list", "--json"],
            &["devices", "list", "--field", "0"],
            &["call", "/devices/get"],
            &["call", "/unknown/path", "--json"],
        ] {
            let text = shown(300, &mock.url(), arguments);
            let obeyed: Vec<char> = text.chars().filter(|it| is_obeyed(*it)).collect();
            assert_eq!(obeyed, [], "{arguments:?}: {text:?}");
            assert!(text.contains("\\u009b2J"), "{arguments:?}: {text}");
            // Without a terminal, the output is unchanged.
            let piped = seam(&mock.url(), arguments);
            let piped = parts(&piped).1;
            assert!(
                piped.contains('\u{9b}') && piped.contains('\u{202e}'),
                "{arguments:?}: {piped}"
            );
            if arguments.contains(&"--json") {
                let [here, there] =
                    [&text, piped].map(|it| serde_json::from_str::<Value>(it).unwrap());
                assert_eq!(here, there);
            }
        }
    }
}

#[test]
fn no_control_character_in_an_error_reaches_the_terminal() {
    let refusal = json!({
        "error": {
            "type": format!("invalid_input{OBEYED}"), "message": format!("no{OBEYED}"),
            "validation_errors": {"device_id": {"_errors": [OBEYED]}, OBEYED: {"_errors": [OBEYED]}},
        },
        "ok": false,
    });
    let page = format!("<html>{OBEYED}</html>");
    for (status, body) in [
        (400, refusal.to_string()),
        (401, page.clone()),
        (200, page),
        (200, format!("{{\"{OBEYED}\": 1}}")),
    ] {
        let mock = Mock::always(status, &body);
        for option in ["--quiet", "--json-errors"] {
            let arguments = ["devices", "get", "--device-id", OBEYED.trim_start(), option];
            let output = on_terminal(80, "2", &mock.url(), &arguments).output().expect("python3");
            let text = std::str::from_utf8(&output.stdout).unwrap();
            assert!(!text.is_empty() && !output.status.success(), "{output:?}");
            assert!(!text.contains(is_obeyed), "{text:?}");
        }
    }
    // Errors about the command's own arguments.
    for arguments in [
        &["devices", OBEYED][..],
        &["help", OBEYED],
        &["completion", OBEYED],
        &["devices", "get", "--\u{9b}2J"],
    ] {
        let output =
            on_terminal(80, "12", "http://127.0.0.1:1", arguments).output().expect("python3");
        let text = std::str::from_utf8(&output.stdout).unwrap();
        assert!(!text.is_empty() && !text.contains(is_obeyed), "{text:?}");
    }
}

#[test]
fn colors_require_a_capable_terminal_and_respect_no_color() {
    let mock = Mock::always(200, &devices().to_string());
    let refusal = Mock::always(
        404,
        r#"{"error": {"type": "device_not_found", "message": "none"}, "ok": false}"#,
    );
    let run = |url: &str, term: &str, no_color: Option<&str>| {
        let mut seam = on_terminal(80, "12", url, &["devices", "list"]);
        seam.env("TERM", term);
        if let Some(value) = no_color {
            seam.env("NO_COLOR", value);
        }
        String::from_utf8(seam.output().expect("python3").stdout).unwrap()
    };
    for (term, no_color, has_colours) in [
        ("xterm", None, true),
        ("xterm", Some(""), true),
        ("xterm", Some("1"), false),
        ("dumb", None, false),
        ("", None, false),
    ] {
        let text = run(&mock.url(), term, no_color);
        assert_eq!(text.contains("\u{1b}[1mDEVICE_ID"), has_colours, "{text}");
        let error = run(&refusal.url(), term, no_color);
        assert_eq!(error.contains("\u{1b}[31mseam:\u{1b}[0m "), has_colours, "{error}");
        assert_eq!((text + &error).contains('\u{1b}'), has_colours);
    }
    let piped = command(SEAM)
        .args(["devices", "list"])
        .env("TERM", "xterm")
        .env("SEAM_API_KEY", API_KEY)
        .env("SEAM_ENDPOINT", mock.url())
        .output()
        .unwrap();
    assert!(!parts(&piped).1.contains('\u{1b}'));
}

#[test]
fn help_fits_the_terminal() {
    let widest = |columns| {
        let text = shown(columns, "", &["help", "access-grants", "create"]);
        text.lines().map(|line| line.chars().count()).max().unwrap()
    };
    assert!((90..=100).contains(&widest(200)));
    assert!((75..=80).contains(&widest(80)));
    assert!((50..=60).contains(&widest(60)));
}

/// Runs the command against a server that responds to requests to the last path only after the terminal has shown a
/// wait. Returns the terminal's output, and the command's standard output.
fn waited(responses: &[(&'static str, Value)], arguments: &[&str]) -> (String, String) {
    let (seen, sees) = mpsc::channel::<()>();
    let sees = Mutex::new(sees);
    let responses: Vec<_> =
        responses.iter().map(|(path, body)| (*path, body.to_string())).collect();
    let last = responses.last().unwrap().0;
    let mock = Mock::start(move |request| {
        if request.path == last {
            let _ = sees.lock().unwrap().recv();
        }
        let (_, body) = responses.iter().find(|(path, _)| *path == request.path).unwrap();
        Response { status: 200, request_id: "request-1".into(), body: body.clone() }
    });
    // Even if something fails, the server must get the signal before the test waits for it.
    let seen = seen;
    let mut child = on_terminal(80, "2", &mock.url(), arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python3");
    let mut stream = child.stdout.take().unwrap();
    let mut terminal = Vec::new();
    while !terminal.ends_with(" s …".as_bytes()) {
        let mut byte = [0];
        stream.read_exact(&mut byte).expect("a line about the wait");
        terminal.extend(byte);
    }
    drop(seen);
    stream.read_to_end(&mut terminal).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    (String::from_utf8(terminal).unwrap(), parts(&output).2.to_owned())
}

#[test]
fn a_waiting_line_is_shown_and_then_erased() {
    let (terminal, out) = waited(&[("/devices/list", devices())], &["devices", "list"]);
    assert!(terminal.starts_with("\rwaiting for Seam, "), "{terminal:?}");
    // The whole line is overwritten.
    let (lines, last) = terminal.strip_suffix('\r').unwrap().rsplit_once('\r').unwrap();
    let line = lines.rsplit_once('\r').unwrap().1;
    assert_eq!(last, " ".repeat(line.chars().count()));
    let mock = Mock::always(200, &devices().to_string());
    assert_eq!(out, parts(&seam(&mock.url(), &["devices", "list"])).1);

    // The name of an action comes from the server, and may be anything.
    let attempt = |status: &str, result: Value| {
        json!({"ok": true, "action_attempt": {
            "action_attempt_id": "a1", "action_type": format!("UNLOCK_DOOR{OBEYED}"), "status": status,
            "result": result, "error": null,
        }})
    };
    let begun = ("/locks/unlock_door", attempt("pending", Value::Null));
    let ended = ("/action_attempts/get", attempt("success", json!({})));
    let unlock = ["locks", "unlock-door", "--device-id", "d1", "--wait=60s", "--field", "status"];
    let (terminal, out) = waited(&[begun, ended], &unlock);
    assert!(terminal.starts_with("\rwaiting for UNLOCK_DOOR\\u001b"), "{terminal:?}");
    assert!(!terminal.replace('\r', "").contains(is_obeyed), "{terminal:?}");
    assert_eq!(out, "success\n");
}

#[test]
fn the_waiting_line_is_shown_only_on_a_terminal_and_not_if_quiet() {
    // The call takes its whole timeout, longer than the delay of the message.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let list = ["devices", "list", "--timeout", "3"];
    for (streams, option, is_said) in
        [("2", "--json", true), ("2", "--quiet", false), ("1", "--json", false)]
    {
        let mut seam = on_terminal(80, streams, &url, &[&list[..], &[option]].concat());
        let output = seam.output().expect("python3");
        let (code, terminal, other) = parts(&output);
        assert!(![0, 2].contains(&code), "{output:?}");
        assert_eq!((terminal.to_owned() + other).contains("waiting"), is_said, "{output:?}");
    }
}
