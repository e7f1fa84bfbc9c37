//! The command lines in this project's documentation, run as they are printed.

use std::fs;
use std::io::{BufRead, BufReader};

use crate::support::mock::Response;
use crate::*;

const README: &str = include_str!("../../README.md");
const COMMAND: &str = include_str!("../../docs/command.md");

/// A response that has what each of their calls reads.
const ANYTHING: &str = r#"{"ok":true,
    "access_code":{"access_code_id":"c","code":"4711","ends_at":"2030-12-04T11:00:00.000Z"},
    "access_codes":[{"access_code_id":"c","code":"4711","ends_at":"2030-12-04T11:00:00.000Z"}],
    "action_attempt":{"action_attempt_id":"a","action_type":"UNLOCK_DOOR","status":"success","result":{},"error":null},
    "action_attempts":[],
    "client_session":{"client_session_id":"s","user_identifier_key":"jane","token":"seam_cst1_t"},
    "device":{"device_id":"d","display_name":"Front door","properties":{"locked":true,"online":true}},
    "devices":[{"device_id":"d","display_name":"Front door","properties":{"locked":true,"online":true}}],
    "events":[{"event_id":"e","event_type":"lock.locked","created_at":"2025-06-18T06:10:42.000Z"}],
    "user_identity":{"user_identity_id":"u"},
    "workspace":{"workspace_id":"w","name":"Home"},
    "pagination":{"has_next_page":false,"next_page_cursor":null,"next_page_url":null}}"#;

/// The command lines in shell blocks, except those that build something.
fn lines_of(document: &str) -> Vec<String> {
    let blocks = document.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let blocks: Vec<_> = blocks.map(|block| block.replace("\\\n", "")).collect();
    let lines = blocks.iter().flat_map(|block| block.lines());
    lines
        .filter(|line| !line.is_empty() && !line.starts_with("cargo "))
        .map(str::to_owned)
        .collect()
}

/// An empty home folder, with the files that the lines name.
fn home(name: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let home = folder.join(format!("cli-{}-home-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(&home).unwrap();
    fs::write(home.join("keys"), "jane\njohn\n").unwrap();
    home.to_str().unwrap().to_owned()
}

/// Runs the lines in their order, with `sh`.
fn run(name: &str, document: &str) {
    let response = Response { status: 200, request_id: "r".to_owned(), body: ANYTHING.to_owned() };
    let mock = Mock::start(move |_| response.clone());
    let home = home(name);
    let bin = Path::new(SEAM).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let lines = lines_of(document);
    assert!(lines.len() >= 3, "{lines:?}");
    for line in lines {
        let line = line.replace("/var/lib/seam/", "~/");
        let mut sh = command("sh");
        sh.current_dir(env!("CARGO_MANIFEST_DIR")).env("PATH", &path).env("HOME", &home);
        sh.env("SEAM_API_KEY", API_KEY).env("SEAM_ENDPOINT", mock.url());
        for variable in ["DOOR", "USER_ID", "CODE"] {
            sh.env(variable, "8d7e0b3a-b889-49a7-9164-4b71a0506a33");
        }
        sh.env("KEYS", format!("{home}/keys")).env("TIMEOUT", "5").env("PAUSE", "0");
        if line.contains("--follow") {
            let mut follower =
                sh.args(["-euc", &format!("exec {line}")]).stdout(Stdio::piped()).spawn().unwrap();
            let mut event = String::new();
            BufReader::new(follower.stdout.take().unwrap()).read_line(&mut event).unwrap();
            follower.kill().unwrap();
            follower.wait().unwrap();
            assert!(event.contains("lock.locked"), "{line}: {event}");
            continue;
        }
        let output = sh.args(["-euc", &line]).output().unwrap();
        let (code, _, error) = parts(&output);
        assert_eq!((code, error), (0, ""), "{line}");
    }
    fs::remove_dir_all(home).unwrap();
}

#[test]
fn the_command_lines_of_the_readme_run() {
    let (_, part) = README.split_once("\n## From a shell\n").unwrap();
    run("readme", part.split("\n## ").next().unwrap());
}

#[test]
fn the_command_lines_of_the_commands_document_run() {
    run("command", COMMAND);
}

#[test]
fn the_command_document_lists_every_option_variable_and_exit_code() {
    let help = command(SEAM).arg("--help").output().unwrap();
    let (code, help, error) = parts(&help);
    assert_eq!((code, error), (0, ""));
    let (_, options) = help.split_once("\noptions:\n").unwrap();
    let (options, rest) = options.split_once("\nexit codes:\n").unwrap();
    let (codes, variables) = rest.split_once("\nenvironment:\n").unwrap();
    let is_of_a_name = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    let words = [options, variables].map(|text| text.split(move |letter| !is_of_a_name(letter)));
    let all = words.into_iter().flatten();
    let all: Vec<_> =
        all.filter(|word| word.starts_with("SEAM_") || word.starts_with("--")).collect();
    assert!(all.len() > 30, "{all:?}");
    for name in all {
        let start = format!("`{name}");
        let mut after = COMMAND.split(&start).skip(1);
        assert!(
            after.any(|rest| !rest.starts_with(is_of_a_name)),
            "{name} is not in docs/command.md"
        );
    }
    for code in codes.lines().filter_map(|line| line.strip_prefix("  ")?.split_once("  ")) {
        assert!(
            code.0.trim().is_empty() || COMMAND.contains(&format!("\n| {} |", code.0)),
            "{code:?}"
        );
    }
}
