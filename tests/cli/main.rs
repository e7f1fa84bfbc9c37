//! The command `seam`, as a shell script uses it: arguments, output and exit codes.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../support/mod.rs"]
mod support;

mod arguments;
mod codes;
mod documents;
mod follow;
mod people;
mod samples;
mod scripts;
mod secrets;
mod shell;

// What the modules share.
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use support::DOCUMENT_RESPONSE;
use support::fake_seam::{
    API_KEY, FRONT_DOOR, FakeSeam, OFFLINE_DOOR, PERSONAL_ACCESS_TOKEN, PUBLISHABLE_KEY,
    WORKSPACE_ID,
};
use support::mock::Mock;
use support::socket::closed_port;

const SEAM: &str = env!("CARGO_BIN_EXE_seam");

/// Every variable that the command reads, except for proxies.
const VARIABLES: [&str; 9] = [
    "SEAM_API_KEY",
    "SEAM_PERSONAL_ACCESS_TOKEN",
    "SEAM_PUBLISHABLE_KEY",
    "SEAM_CLIENT_SESSION_TOKEN",
    "SEAM_WORKSPACE_ID",
    "SEAM_ENDPOINT",
    "SEAM_API_URL",
    "SEAM_HOST_HEADER",
    "SEAM_USER_IDENTIFIER_KEY",
];

/// The command in the documentation, and what it prints.
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

/// A command without any SEAM_ or proxy variable.
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

/// A bash script, with a key in its environment.
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

/// The path and the body of the command's request.
fn sent(arguments: &[&str]) -> (String, Value) {
    let mut response: Value = serde_json::from_str(DOCUMENT_RESPONSE).unwrap();
    response["client_sessions"] = json!([response["client_session"]]);
    let mock = Mock::always(200, &response.to_string());
    let output = seam(&mock.url(), arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    let request = mock.request();
    (request.path, serde_json::from_str(&request.body).unwrap())
}

fn usage(arguments: &[&str]) -> String {
    let mock = Mock::always(200, DOCUMENT_RESPONSE);
    let output = seam(&mock.url(), arguments);
    let (code, out, error) = parts(&output);
    assert_eq!((code, out), (2, ""), "{arguments:?}: {error}");
    assert!(mock.requests().is_empty());
    error.to_owned()
}

fn with_bytes(text: &str, bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec([text.as_bytes(), bytes].concat())
}

/// Creates jane's session, and returns its token.
fn fake_session(fake: &FakeSeam) -> String {
    let arguments =
        ["client-sessions", "get-or-create", "--user-identifier-key", "jane", "--field", "token"];
    let output = seam(&fake.url(), &arguments);
    parts(&output).1.trim().to_owned()
}

/// This machine does not have the shell: the test skips it, unless CI says that all of them are installed.
fn skip(shell: &str) {
    assert!(std::env::var_os("ALL_SHELLS").is_none(), "there is no {shell}");
    println!("skipped: there is no {shell}");
}
